"""What may stand ahead of the words that open a sentence: «Tại buổi lễ, », «Sáng 12/3, tại hội trường, », «- »."""

from __future__ import annotations

# part of an expression, to be matched at the sentence's beginning
ADVERBIALS = (
    r"\W*(?:(?:tại|ở|sáng|trưa|chiều|tối|ngày|hôm|tháng|năm|trong|nhân|dịp|cùng|ngoài ra|bên cạnh|đặc biệt|với|qua|để|nhằm|vì vậy|do đó|nhờ đó|sau đó|tiếp đó|theo đó)(?!\w)"
    r"[^,;.:]{0,80},\s+){0,3}"
)
