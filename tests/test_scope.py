"""`extract_awards` passes over only what has no award record, and gives the same records as `extract_article`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua import prefilter
from thidua.extraction import extract_article, extract_awards
from thidua.prefilter import Gate
from thidua.reading import lay_out
from thidua.records import Article
from thidua.rules import load_rules
from thidua.sources import read

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SETS = [ROOT / "corpus" / "articles", ROOT / "corpus" / "events", SHARED / "seeds", SHARED / "bench"]


def articles(folder: Path, step: int) -> Sequence[Article]:
    """Return every `step`th article of a folder."""
    return [item for item in read([str(folder)]) if isinstance(item, Article)][::step]


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_the_gate_loses_no_record(folder: Path) -> None:
    if not folder.exists():
        pytest.skip("the shared material is not here")
    rules = load_rules()
    rules.gate.prepare()
    for article in articles(folder, 10 if folder.name == "bench" else 1):
        whole = extract_article(article, rules)
        assert extract_awards(article, rules) == (whole if whole.awards else None)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Chiều nay trời mưa trên cả nước.", False),
        ("TẶNG BẰNG KHEN cho 3 tập thể.", True),
        ("nhận Kỉ niệm chương", True),
        ("nhận Kỷ niệm chương", True),
        ("đón nhận danh hiệu «Đơn vị quyết thắng»", True),
        ("đón nhận danh hiệu „Tuổi trẻ dũng cảm‟", True),
        ("tặng cờ ″Đơn vị quyết thắng″", True),
        ("xếp thứ nhất\nHội nghị tuyên dương 3 em", True),
        ("— Hội nghị tuyên dương 3 em", True),
        ("Chúng ta thắng! Hội nghị tuyên dương 3 em", True),
        ("Đoàn đạt 5 giải các loại", True),
        ("Thắng rồi! BK: 3 tập thể", True),
        ("Thắng rồi – BK: 3 tập thể", True),
        ("Thắng rồi, BK: 3 tập thể", False),
        ("Ông nói: “Chúng tôi rất mừng”.", False),
        ("Hơn 3–4 chiếc xe hỏng… Nguyên nhân là do mưa!", False),
        ("Bằng\u00a0khen", True),  # has to be cleaned before one can tell
        ("Ba\u0300i ba\u0301o", True),
        ("giải\u200b nhất", True),
        ("", False),
    ],
)
def test_gate(text: str, passes: bool) -> None:
    gate = load_rules().gate
    gate.prepare()
    assert gate.may_pass(text) == passes


PIECES = [
    "Bằng khen",
    "giấy khen",
    "Huân chương",
    "giải Nhất",
    "tặng",
    "cờ",
    ",",
    " ",
    "  ",
    "\n",
    "kỷ niệm chương",
    "Kỉ",
    "“",
    "”",
    "–",
    "danh hiệu",
    "uý",
]
PIECES += ["!", "…", "‑", "«", "»", "Hội nghị", "3", "BK", ":", "của"]
PIECES += ["a\u0301", "\u200b", "\u00a0", "\t", "tuyên dương", "khen thưởng", "K", "Ð", "HCCC", "hạng", "ba"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_gate_lets_every_text_through_in_which_a_form_is_found(text: str) -> None:
    rules = load_rules()
    rules.gate.prepare()
    layout = lay_out(Article(id="a", text=text or "."))
    if any(rules["forms"].hits(layout.piece(index)) for index in range(len(layout.spans))):
        assert rules.gate.may_pass(text)


def test_without_hyperscan_every_text_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "hyperscan", None)
    gate = Gate(["bằng khen"], [])
    gate.prepare()
    assert gate.may_pass("trời mưa")
