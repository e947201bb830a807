"""Corrections: applied after the rules on every load, never lost, told where they do not fit any more."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.db.awards import dump, now, read_article
from thidua.db import schema
from thidua.db.cells import as_code
from thidua.db.connect import open_engine
from thidua.db.correction_files import Imported, export_corrections, gold, import_corrections
from thidua.db.corrections import FIELDS, meant, told
from thidua.db.errors import CorrectionError
from thidua.db.load import Loaded, load
from thidua.db.queries import extractions, facts
from thidua.evaluate.files import load as load_gold
from thidua.labels import CODES
from thidua.records import Award
from thidua.rules import load_rules

REGISTRY = load_rules().registry
TEXT = (
    "Ngày 12-11-2022, Chủ tịch UBND tỉnh Lào Cai tặng Bằng khen cho 3 tập thể, 17 cá nhân thuộc Công an thị xã Sa Pa."
)
READ = read_article(TEXT, "sa-pa", published="2022-11-13")
THREE, SEVENTEEN = READ[1].awards
HEAD = ("record", "field", "old", "new", "who", "why")


def table(path: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    return path


def loaded(url: str, *items: object) -> Loaded:
    return load(open_engine(url, create=True), items or [READ], REGISTRY, now=now)  # type: ignore[arg-type]


def take(url: str, file: Path) -> Imported:
    return import_corrections(open_engine(url), file, REGISTRY, now=now)


def counts(url: str) -> dict[str, int | None]:
    with open_engine(url).connect() as connection:
        return {award.recipient: award.count for _, x in extractions(connection) for award in x.awards}


def newer(**changes: object) -> object:
    """The article as a later rules version reads it."""
    return READ[0], READ[1].model_copy(update={"rules_version": "9.9+later", **changes})


def test_a_correction_is_applied_at_once_and_kept_on_the_next_load(url: str, tmp_path: Path) -> None:
    loaded(url)
    done = take(url, table(tmp_path / "c.csv", (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại danh sách")))
    assert (done.added, done.known, done.conflicts, done.articles) == (1, 0, (), ("sa-pa",))
    assert counts(url) == {"tap-the": 3, "ca-nhan": 18}
    assert loaded(url).unchanged == 1
    assert counts(url) == {"tap-the": 3, "ca-nhan": 18}
    assert loaded(url, newer()).conflicts == []
    assert counts(url) == {"tap-the": 3, "ca-nhan": 18}
    with open_engine(url).connect() as connection:
        reviews = dict(connection.execute(select(schema.records.c.recipient, schema.records.c.review)).all())
    assert reviews == {"tap-the": None, "ca-nhan": "corrected"}


def test_the_order_of_load_and_import_does_not_matter(url: str, tmp_path: Path) -> None:
    """A log that comes with an export of another database is applied to articles that come later."""
    loaded(url)
    take(url, table(tmp_path / "c.csv", (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại")))
    before = dump(open_engine(url))
    loaded(url, newer())
    loaded(url)
    after = dump(open_engine(url))
    for name in ("records", "evidences", "corrections"):
        assert after[name] == before[name]


def test_the_same_import_twice_changes_nothing(url: str, tmp_path: Path) -> None:
    loaded(url)
    file = table(
        tmp_path / "c.csv",
        (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại"),
        (SEVENTEEN.id, "count", "18", "19", "Minh", "còn một người"),
        (THREE.id, "recipient_unit", "Công an thị xã Sa Pa", "Công an tỉnh Lào Cai", "Lan", "của tỉnh"),
    )
    assert take(url, file).added == 3
    before = dump(open_engine(url))
    for later in (now, lambda: "2031-05-06T07:08:09Z"):
        again = import_corrections(open_engine(url), file, REGISTRY, now=later)
        assert (again.added, again.known, again.conflicts) == (0, 3, ())
        assert dump(open_engine(url)) == before
    assert counts(url)["ca-nhan"] == 19


def test_what_was_taken_back_can_be_imported_again(url: str, tmp_path: Path) -> None:
    loaded(url)
    file = table(tmp_path / "c.csv", (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại"))
    take(url, file)
    back = table(tmp_path / "b.csv", (SEVENTEEN.id, "count", "18", "17", "Lan", "hoàn tác"))
    import_corrections(open_engine(url), back, REGISTRY, now=lambda: "2031-05-06T07:08:09Z")
    assert counts(url)["ca-nhan"] == 17
    again = import_corrections(open_engine(url), file, REGISTRY, now=lambda: "2031-05-06T07:08:10Z")
    assert (again.added, again.known) == (1, 0)
    assert counts(url)["ca-nhan"] == 18


def test_a_corrected_unit_moves_the_record(url: str, tmp_path: Path) -> None:
    loaded(url)
    file = table(
        tmp_path / "c.csv",
        (THREE.id, "recipient_unit_full", told(THREE, "recipient_unit_full") or "", "Công an tỉnh Lào Cai", "Lan", "x"),
    )
    take(url, file)
    with open_engine(url).connect() as connection:
        names = {fact.recipient: fact.unit.name for fact in facts(connection) if fact.unit}
    assert names["tap-the"] == "Công an tỉnh Lào Cai"


def test_an_exported_log_can_be_imported_into_another_database(url: str, tmp_path: Path) -> None:
    loaded(url)
    take(url, table(tmp_path / "c.csv", (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại")))
    stream = io.StringIO()
    with open_engine(url).connect() as connection:
        assert export_corrections(connection, stream) == 1
    (tmp_path / "log.csv").write_text(stream.getvalue(), encoding="utf-8")
    other = f"sqlite:///{tmp_path / 'other.db'}"
    loaded(other)
    assert take(other, tmp_path / "log.csv").added == 1
    assert counts(other)["ca-nhan"] == 18
    assert dump(open_engine(other))["corrections"] == dump(open_engine(url))["corrections"]


def test_a_rejected_record_stays_and_is_left_out(url: str, tmp_path: Path) -> None:
    loaded(url)
    take(url, table(tmp_path / "c.csv", (THREE.id, "review", "", "rejected", "Lan", "không phải khen thưởng")))
    with open_engine(url).connect() as connection:
        assert [fact.record for fact in facts(connection)] == [SEVENTEEN.id]
        assert connection.scalar(select(func.count()).select_from(schema.records)) == 2


# --- conflicts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"awards": (THREE,)}, "chỗ này không còn bản ghi nào"),
        ({"awards": (THREE, SEVENTEEN.model_copy(update={"count": 20}))}, "count nay đọc là 20, khi sửa là 17"),
        ({"awards": (THREE, SEVENTEEN.model_copy(update={"form": "giay-khen"}))}, "chỗ này nay là giay-khen"),
        ({"text_hash": "0" * 32}, "bài đã đổi nội dung"),
    ],
)
def test_a_correction_that_no_longer_fits_is_a_conflict(
    url: str, tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    loaded(url)
    take(url, table(tmp_path / "c.csv", (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại")))
    result = loaded(url, newer(**changes))
    (conflict,) = result.conflicts
    assert message in conflict.message
    with open_engine(url).connect() as connection:
        (row,) = connection.execute(select(schema.correction_conflicts)).all()
        assert (row.article, row.message) == ("sa-pa", conflict.message)
        assert connection.scalar(select(func.count()).select_from(schema.corrections)) == 1
    assert loaded(url).conflicts == []  # the rules read it as before again
    assert counts(url)["ca-nhan"] == 18
    with open_engine(url).connect() as connection:
        assert connection.execute(select(schema.correction_conflicts)).all() == []


def test_one_text_under_two_ids_is_corrected_and_conflicts_under_both(url: str, tmp_path: Path) -> None:
    again = read_article(TEXT, "sa-pa-2", published="2022-11-13")
    loaded(url, READ, again)
    done = take(url, table(tmp_path / "c.csv", (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại")))
    assert done.articles == ("sa-pa", "sa-pa-2")
    changes: dict[str, object] = {"rules_version": "9.9+later", "awards": ()}
    result = loaded(url, newer(awards=()), (again[0], again[1].model_copy(update=changes)))
    assert len(result.conflicts) == 2
    with open_engine(url).connect() as connection:
        rows = connection.execute(select(schema.correction_conflicts.c.article)).scalars()
        assert sorted(rows) == ["sa-pa", "sa-pa-2"]


def test_rules_that_have_learned_it_make_no_conflict(url: str, tmp_path: Path) -> None:
    loaded(url)
    take(url, table(tmp_path / "c.csv", (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại")))
    learned = SEVENTEEN.model_copy(update={"count": 18})
    assert loaded(url, newer(awards=(THREE, learned))).conflicts == []
    assert counts(url)["ca-nhan"] == 18


def test_a_wrong_old_value_is_kept_as_a_conflict(url: str, tmp_path: Path) -> None:
    loaded(url)
    done = take(url, table(tmp_path / "c.csv", (SEVENTEEN.id, "count", "71", "18", "Lan", "nhìn nhầm")))
    assert len(done.conflicts) == 1
    assert counts(url)["ca-nhan"] == 17


# --- bad tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "head", "message"),
    [
        ([], ("record", "field", "old"), r"lacks the columns new, who, why; it has record, field, old"),
        ([], ("article", *HEAD[1:]), r"needs the column record, or article, start and end"),
        ([("ffff", "count", "3", "4", "Lan", "x")], HEAD, r"c\.csv:2: there is no record ffff"),
        ([(THREE.id, "sum", "3", "4", "Lan", "x")], HEAD, r"c\.csv:2: there is no field 'sum'; fields are form"),
        ([(THREE.id, "count", "3", "bốn", "Lan", "x")], HEAD, r"c\.csv:2: count cannot be 'bốn'"),
        ([(THREE.id, "count", "3", "-1", "Lan", "x")], HEAD, r"c\.csv:2: count cannot be '-1'.*greater than"),
        ([(THREE.id, "count", "3", "0", "Lan", "x")], HEAD, r"c\.csv:2: count cannot be '0'"),
        ([(THREE.id, "class", "", "4", "Lan", "x")], HEAD, r"c\.csv:2: class cannot be '4'"),
        (
            [(THREE.id, "period", "", "2022/2021", "Lan", "x")],
            HEAD,
            r"c\.csv:2: period cannot be '2022-01-01/2021-12-31'",
        ),
        (
            [(THREE.id, "period", "", "2022-01-02/2022-01-01", "Lan", "x")],
            HEAD,
            r"c\.csv:2: period cannot be .*it ends before it begins",
        ),
        ([(THREE.id, "form", "bang-khen", "khen", "Lan", "x")], HEAD, r"c\.csv:2: form cannot be 'khen'"),
        ([(THREE.id, "review", "", "yes", "Lan", "x")], HEAD, r"review is accepted or rejected, not 'yes'"),
        ([(THREE.id, "count", "3", "4", "", "x")], HEAD, r"c\.csv:2: who is empty"),
        (
            [(THREE.id, "count", "3", "4", "Lan", "x"), (THREE.id, "count", "3", "5", "Minh", "y")],
            HEAD,
            r"c\.csv:3: count is '5' here and '4' in line 2; one field has one answer",
        ),
        (
            [("sa-pa", "0", "5", "count", "3", "4", "Lan", "x")],
            ("article", "start", "end", *HEAD[1:]),
            r"c\.csv:2: article sa-pa has no record at 0-5",
        ),
        (
            [("sa-pa", "a", "5", "count", "3", "4", "Lan", "x")],
            ("article", "start", "end", *HEAD[1:]),
            r"start and end are numbers",
        ),
        (
            [("nowhere", "0", "5", "count", "3", "4", "Lan", "x")],
            ("article", "start", "end", *HEAD[1:]),
            r"there is no article 'nowhere'",
        ),
    ],
)
def test_a_bad_table_is_told_and_changes_nothing(
    url: str, tmp_path: Path, rows: list[tuple[str, ...]], head: tuple[str, ...], message: str
) -> None:
    loaded(url)
    before = dump(open_engine(url))
    good = [(SEVENTEEN.id, "count", "17", "18", "Lan", "x")] if head == HEAD and len(rows) == 1 else []
    with pytest.raises(CorrectionError, match=message):
        take(url, table(tmp_path / "c.csv", *rows, *good, head=head))
    assert dump(open_engine(url)) == before


def test_semicolons_may_separate_as_in_excel_of_vietnam(url: str, tmp_path: Path) -> None:
    loaded(url)
    rows = [HEAD, (SEVENTEEN.id, "count", "17", "18", "Lan", "nhìn nhầm, xem ảnh")]
    (tmp_path / "c.csv").write_text("\r\n".join(map(";".join, rows)), encoding="utf-8-sig", newline="")
    assert take(url, tmp_path / "c.csv").added == 1
    assert counts(url)["ca-nhan"] == 18


def test_a_table_in_another_encoding_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    loaded(url)
    (tmp_path / "c.csv").write_bytes(",".join(HEAD).encode() + "\nx,count,3,4,Lân,y".encode("cp1258"))
    with pytest.raises(CorrectionError, match="is not UTF-8"):
        take(url, tmp_path / "c.csv")


# --- values, gold ---------------------------------------------------------------------------------


@pytest.mark.parametrize("field", FIELDS)
def test_what_a_cell_tells_is_what_it_means(field: str) -> None:
    awards: list[Award] = [*READ[1].awards, THREE.model_copy(update={"class_": 2, "authority": ("dang", "khac")})]
    for award in awards:
        assert meant(field, told(award, field)) == getattr(award, "class_" if field == "class" else field)


def test_reviewed_articles_become_gold(url: str, tmp_path: Path) -> None:
    loaded(url, READ, read_article(TEXT.replace("12-11", "13-11"), "bài khác"))
    take(
        url,
        table(
            tmp_path / "c.csv",
            (SEVENTEEN.id, "count", "17", "18", "Lan", "đếm lại"),
            (THREE.id, "review", "", "rejected", "Lan", "nhầm"),
        ),
    )
    with open_engine(url).connect() as connection:
        lines = list(gold(connection))
    (tmp_path / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [one["count"] for one in json.loads(lines[0])["awards"]] == [18]
    assert load_gold(tmp_path / "gold.jsonl").keys() == {"sa-pa"}


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("form", "Bằng khen", "bang-khen"), ("form", "bang-khen", "bang-khen"), ("recipient", "Tập thể và cá nhân", "tap-the-ca-nhan"),
        ("authority", "UBND cấp tỉnh, Công an cấp tỉnh", "ubnd-tinh, cong-an-tinh"), ("authority", "Thủ tướng, Chính phủ", "thu-tuong"),
        ("authority", "Thủ tướng; Bộ Công an", "thu-tuong, bo-cong-an"), ("qualifier", "khoảng", "approx"), ("status", "đề nghị", "proposed"),
        ("count", "1.250", "1250"), ("count", "1 250", "1250"), ("count", "12,5", "12,5"), ("class", "Nhì", "2"), ("class", "hạng III", "3"), ("luot", "Có", "true"),
        ("period", "2018", "2018-01-01/2018-12-31"), ("period", "2018-2020", "2018-01-01/2020-12-31"),
        ("period", "9/10/2025", "2025-10-09/2025-10-09"), ("period", "2025-10-09", "2025-10-09/2025-10-09"),
        ("period", "01/1/2020 - 30/6/2020", "2020-01-01/2020-06-30"), ("period", "2018-01-01/2018-06-30", "2018-01-01/2018-06-30"),
        ("period", "31/2/2020", "2020-02-31/2020-02-31"), ("name", " Vì an ninh Tổ quốc ", "Vì an ninh Tổ quốc"), ("name", "", None),
    ],
)  # fmt: skip
def test_a_cell_as_people_write_it(field: str, cell: str, code: str | None) -> None:
    assert as_code(field, cell) == code


@pytest.mark.parametrize(("field", "code"), [(field, code) for field in ("form", "authority", "recipient", "qualifier", "status") for code in CODES[field]])  # fmt: skip
def test_every_word_of_the_workbook_can_be_written(field: str, code: str) -> None:
    assert as_code(field, CODES[field][code]) == code == as_code(field, code)


def test_a_table_in_the_words_of_the_workbook(url: str, tmp_path: Path) -> None:
    loaded(url)
    file = table(
        tmp_path / "c.csv",
        (SEVENTEEN.id, "Số lượng", "17", "1.018", "Lan", "đếm lại"),
        (SEVENTEEN.id, "Hình thức", "Bằng khen", "Giấy khen", "Lan", "xem ảnh"),
        (SEVENTEEN.id, "Thời kỳ", told(SEVENTEEN, "period") or "", "2022", "Lan", "cả năm"),
    )
    assert take(url, file).conflicts == ()
    with open_engine(url).connect() as connection:
        award = next(a for _, x in extractions(connection) for a in x.awards if a.recipient == "ca-nhan")
    assert (award.form, award.count, award.period) == ("giay-khen", 1018, ("2022-01-01", "2022-12-31"))
