"""Patterns of what stands in names of units and of places: codes, numbers, clusters, tails of teams, wards."""

from __future__ import annotations

import regex

from thidua.ranks import EXPRESSION

SCHOOL = regex.compile(
    r"(?:đại học|cao đẳng|trung cấp|cán bộ|sĩ quan|giáo dưỡng|ptdt\s?(?:nt|bt)|thpt|thcs|tiểu học|mầm non|chính trị|văn hóa|quân sự|cand"
    r"|trung học)(?!\w)"
)
CODE = regex.compile(r"(?<![\w-])(P[ABCHKVX]) ?-? ?(\d\d)(B?)(?![\w/])|(?<![\w-])([ABCHKVX]) ?(\d\d)(?![\w/])")
CODE_BEHIND = regex.compile(r" ?[(-] ?(P[ABCHKVX] ?-?\d\dB?|[ABCHKVX] ?-?\d\d) ?(?:\)|(?![\w)]))")
NOT_PHONG = regex.compile(r"(?:hải|quốc|biên|dự|đề|dân|văn|phải|căn|buồng|đặt|cửa|trừ|tiêu) $")
NOT_BO = regex.compile(r"(?:cán|toàn|đồng|nội|đảng|chi|tiến|cục|liên) $")
NOT_DOI = regex.compile(r"(?:quân|(?<!cán )bộ|đồng|hạm|hải|phân|tổ|đơn|các|biệt|vệ) $")
NUMBERED = regex.compile(
    r" (?:số )?(\d{1,4}[a-z]{0,2})(?![\w/]|[.,]\d)(?! (?:năm|lần|lượt|tập thể|cá nhân|đồng chí|người|vụ)(?!\w))"
)
OF_MINISTRY = regex.compile(r" ?[,-]? ?(?:thuộc |\()?(?:cục|[abchkvx]\d\d)(?!\w)")
CLUSTER = regex.compile(
    r"(?:cụm thi đua|khối thi đua)(?: số)? ?((?:0?\d{1,2}|[ivx]{1,4})(?!\w))|cụm (?:số )?(\d{1,2})(?!\w)"
)
BLOCK = regex.compile(r"(?:[Kk]hối|KHỐI)(?: thi đua| THI ĐUA)? ((?:\p{Lu}{2,7})(?: ?[-,&] ?\p{Lu}{2,7})+)(?!\w)")
BLOCK_NAMED = regex.compile(
    r"(?:[Kk]hối|[Cc]ụm) thi đua ((?:các đơn vị )?\p{Lu}\p{Ll}+(?: \p{Ll}+){0,3}?(?: ?- ?\p{L}+(?: \p{Ll}+)?){0,4})"
    r"(?=[,.;:()\n\"]| (?:và|đã|được|có|tổ chức|năm|của|thuộc)(?!\w)|$)"
)
GATE = regex.compile(r" cửa khẩu(?: (?:cảng|quốc tế|cảng hàng không))?(?= )")
CASE_CODE = regex.compile(
    r" (?:mang bí số )?[\"']?(\d{3,4}|\d{1,4}[A-Z]{1,2}|[A-Z]{1,4}\d{1,4}(?:[-.]\d{1,4}|[A-Z])?)(?!\w|[-.]\d| (?:triệu|tỉ|tỷ|nghìn|ngàn|đồng))"
)
TASK_FORCE = regex.compile(
    r"tổ công tác (?:số )?((?:y\d+/)?\d{1,3}(?:/\d{1,3})?)"
    r"(?!\w|[./]\d| (?:triệu|tỉ|nghìn|ngàn|đồng|người|cán bộ|đồng chí))"
)
WORD = regex.compile(r"[\p{L}\d']+(?:[-/.][\p{L}\d]+)*")
_NAME_WORD = r"\p{Lu}(?:[\p{L}'’&-]|\.(?=\p{L})|(?<=(?<!\p{L})(?:TP|Tp|Q|P|H))\.)*"
RUN = regex.compile(
    rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|\d{{1,3}}(?!\w| (?:năm|lần|lượt|tập thể|cá nhân|đồng chí|người|vụ|(?i:huân chương|huy chương|bằng khen|giấy khen|thư khen|kỷ niệm chương|kỉ niệm chương|cờ thi đua|danh hiệu|giải|tấm|chiếc))(?!\w))))*"
)
PROPER = regex.compile(r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,2}")
# «Đội Cảnh sát PCCC và CNCH khu vực Mai Sơn», «… khu vực 3»
OF_AREA = regex.compile(
    r" khu vực (?:\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,2}|(?:số )?\d{1,2}(?![\w.,/]*\d)(?! (?:tập thể|cá nhân|đồng chí|lần|năm)))(?!\p{L})"
)
TEAM_MORE = regex.compile(
    r"(?:(?:,|,? và| -) (?:trật tự|kinh tế|ma túy|môi trường|cơ động|phản ứng nhanh|hỗ trợ tư pháp|hình sự"
    r"|cứu hộ))+(?!\w)"
)
# «Đội Cảnh sát giao thông [kiểm tra] 500 phương tiện»: what a team does with so many
ACTS_ON_SOME = regex.compile(
    r"(?P<name>(?!cảnh sát \w+ \w+$).+?) (?:kiểm (?:tra|soát)|điều tra|truy (?:xét|tìm|bắt)|tuần tra|đăng k[íý]|quản l[íý]|bảo vệ(?: an toàn)?|hướng dẫn"
    r"|giám (?:định|sát)|tuyên truyền|tiêu|phòng ngừa|tham mưu|vận động|xây dựng|giáo dục|hoàn thành|báo tin|hỗ trợ)"
)
DENIED_NEXT = regex.compile(r"(?P<name>.+) (?<!(?:phòng|hàng|trên) )không$")
COUNTED_NEXT = regex.compile(r"(?: hủy| cho)? (?:hơn |gần |trên )?\d[\d.]* \p{L}| cho \p{L}")
TEAM_SHORT = regex.compile(r" về \p{Lu}{2,5}(?: ?- ?\p{Lu}{2,5})*(?!\w)")
SHORT_IN_BRACKETS = regex.compile(r" \((?:\p{Lu}[\p{Lu}&-]{1,11})\)(?= )")  # «Đội Cảnh sát giao thông (CSGT) An Sương»
RANK_AHEAD = regex.compile(
    rf"(?:{EXPRESSION}|đồng chí|ông|bà|anh(?! hùng)|chị|em|cháu)(?!\w)"
)  # what a person's name follows
# civil bodies that no list of units has
CIVIL_AHEAD = regex.compile(
    r"(?<=(?:và|cùng) )(?:đoàn(?! (?:viên|thanh niên|kiểm|công tác|thể|kết))|ngân hàng|(?:tổng )?công ty|tập đoàn|hợp tác xã|htx|hạt kiểm lâm|trạm y tế|chi cục|bưu điện|kho bạc|điện lực|bảo hiểm xã hội|đài (?:phát thanh|truyền hình))(?!\w)"
)
# What begins with a capital behind a name and is none of it: an award, a photo's credit.
_AWARD = r"(?:(?:Huân|Huy) chương|Huy hiệu|K[ỷỉ] niệm chương|(?:Bằng|Giấy|Thư) khen|Cờ (?:thi đua|“)|Danh hiệu)(?!\w)"
NO_NAME_MORE = regex.compile(rf" (?:Ảnh(?!\w)|{_AWARD})")
TAILS = {
    "TT": "Trật tự",
    "CĐ": "Cơ động",
    "TTCĐ": "Trật tự cơ động",
    "PƯN": "Phản ứng nhanh",
    "HTTP": "Hỗ trợ tư pháp",
}
TAIL_CODES = regex.compile(rf"(?: ?[-–,&] ?(?:{'|'.join(TAILS)}))+(?!\w)")

# --- names of places

# Surnames: «Chủ tịch UBND huyện Nguyễn Văn A» names no district.
SURNAME = regex.compile(
    r"(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lí|đinh|mai|trương|lương|cao|đoàn|đào|trịnh"
    r"|tạ|tô|hà|thái|chu|lưu|lâm)(?!\w)"
)
_COUNTED = (
    r" (?:tập thể|cá nhân|đồng chí|cán bộ|người|lượt|đơn vị|chiến sĩ|hộ"
    r"|bằng khen|giấy khen|thư khen|cờ|huân chương|huy chương|huy hiệu|kỉ niệm chương|danh hiệu)(?!\w)"
)
# a ward's number is followed by a mark or by what the ward did
NOUN_BEHIND = regex.compile(
    r" (?!(?:và|cùng|được|đã|vừa|vì|do|có|nhận|đạt|đoạt|giành|đón|trong|tại|về|của|thuộc|với|là|nơi|trên|ở|để|khi|từ|đến|cũng|tặng|trao|tổ chức|phối hợp|quận|huyện|thành phố|tp|tỉnh|thị xã)(?!\w))[\p{Ll}]"
)
WARD_NUMBER = regex.compile(
    rf" (\d{{1,2}})(?!\w|[.,/-]\d| ?%)(?!{_COUNTED}| (?:triệu|tỉ|năm|lần|lượt|vụ|đối tượng|tháng|ngày|và))"
)
ANY_NUMBER = regex.compile(r" \d{1,2}(?![\w,.]*\d)(?!\w)")
CAPITAL_RUN = regex.compile(rf"(?!{_AWARD})\p{{Lu}}[\p{{L}}'’]*(?:[ -](?!{_AWARD})\p{{Lu}}[\p{{L}}'’]*){{0,3}}")
