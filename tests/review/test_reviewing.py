"""What people write: corrections, opinions, rankings, articles; who, when and why, shown at once, taken back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, event, select, text

from tests.conftest import new_postgres
from tests.db.awards import corpus, now
from tests.review.conftest import EVIL, browser, csrf, filled_url
from thidua.db import schema
from thidua.db.connect import open_engine
from thidua.db.load import load
from thidua.review import intake
from thidua.review.pages import queue
from thidua.review.settings import Settings
from thidua.review.state import State
from thidua.rules import load_rules

SENTENCE = "Ngày 6/8/2019, Giám đốc Công an tỉnh Lai Châu tặng Giấy khen cho 8 tập thể, 31 cá nhân."


def record_of(page: str) -> str:
    found = re.search(r'action="/queue/(\w{16})', page)
    assert found
    return found[1]


def decide(client: TestClient, page: str, action: str, **given: str) -> Any:
    data = {"csrf": csrf(page), "action": action, "who": "Lan", **given}
    return client.post(f"/queue/{record_of(page)}", data=data)


def rows(db: str, table: Any) -> list[dict[str, Any]]:
    with open_engine(db).connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def stored(db: str, record: str) -> dict[str, Any]:
    return next(row for row in rows(db, schema.records) if row["id"] == record)


def test_the_least_certain_record_comes_first_and_an_accepted_one_no_more(client: TestClient, db: str) -> None:
    page = client.get("/queue").text
    record = record_of(page)
    least = min(row["confidence"] for row in rows(db, schema.records))
    assert stored(db, record)["confidence"] == least
    answer = decide(client, page, "accept")
    assert answer.status_code == 303
    following = client.get(answer.headers["location"]).text
    assert record_of(following) != record
    assert stored(db, record)["review"] == "accepted"
    (entry,) = rows(db, schema.corrections)
    assert (entry["who"], entry["why"], entry["field"]) == ("Lan", "đúng với bài", "review")
    assert client.get("/awards.json?review=accepted").json()["total"] == 1


def test_a_fix_shows_at_once_and_survives_another_reading(client: TestClient, db: str) -> None:
    page = client.get("/queue?q=bac+kan").text
    record = record_of(page)
    answer = decide(client, page, "fix", why="đếm lại", **{"field-count": "21", "field-form": "bang-khen"})
    assert answer.status_code == 303
    shown = client.get("/awards.json?q=bac+kan&form=bang-khen").json()["records"]
    assert [(one["id"], one["count"], one["review"]) for one in shown] == [(record, 21, "corrected")]
    again = [(a, e.model_copy(update={"rules_version": "another"})) for a, e in corpus()]
    from tests.db.awards import read_article
    from tests.review.conftest import TEXT

    evil, read = read_article(TEXT, "kịch/bản?", title=EVIL, source="=1+1", published="2017-05-05")
    load(
        open_engine(db),
        [*again, (evil, read.model_copy(update={"rules_version": "another"}))],
        load_rules().registry,
        now=now,
    )
    kept = stored(db, record)
    assert (kept["count"], kept["form"], kept["review"]) == (21, "bang-khen", "corrected")


def test_a_rejection_is_taken_back(client: TestClient, db: str) -> None:
    page = client.get("/queue").text
    record = record_of(page)
    after = client.get(decide(client, page, "reject").headers["location"]).text
    assert stored(db, record)["review"] == "rejected"
    (entry,) = rows(db, schema.corrections)
    undone = client.post(f"/queue/undo/{entry['id']}", data={"csrf": csrf(after)})
    assert undone.status_code == 303
    assert stored(db, record)["review"] is None
    assert len(rows(db, schema.corrections)) == 2
    assert record_of(client.get(undone.headers["location"]).text) == record


@pytest.mark.parametrize("step", [timedelta(0), -timedelta(hours=1)], ids=["one second", "a clock set back"])
def test_the_last_decision_stands_first_in_the_log_whatever_the_clock_says(
    client: TestClient, db: str, monkeypatch: pytest.MonkeyPatch, step: timedelta
) -> None:
    noon = datetime(2026, 3, 4, 12, tzinfo=UTC)
    for number in range(6):  # entries of one time would stand in the order of their hashes
        monkeypatch.setattr(queue, "_now", lambda n=number: (noon + n * step).strftime("%Y-%m-%dT%H:%M:%SZ"))
        page = client.get("/queue").text
        last = record_of(page)
        log = client.get(decide(client, page, "accept").headers["location"]).text
        undo = re.search(r'action="(/queue/undo/\w{16})"', log)
        assert undo
    client.post(undo[1], data={"csrf": csrf(log)})
    assert stored(db, last)["review"] is None
    assert sum(row["review"] == "accepted" for row in rows(db, schema.records)) == 5


@pytest.mark.parametrize(
    ("action", "given", "told"),
    [
        ("accept", {"who": " "}, "ghi tên của bạn"),
        ("fix", {"field-count": "9999"}, "ghi vì sao sửa"),
        ("fix", {"field-count": "viele", "why": "x"}, "Số lượng là một số"),
        ("fix", {"why": "x"}, "không có gì thay đổi"),
        ("fix", {"field-period": "năm kia", "why": "x"}, "Thời kỳ là một năm"),
        ("fix", {"field-class": "4", "why": "x"}, "Hạng là 1, 2 hoặc 3"),
    ],
)
def test_what_the_log_cannot_take_is_told_and_kept_in_the_form(
    client: TestClient, db: str, action: str, given: dict[str, str], told: str
) -> None:
    answer = decide(client, client.get("/queue").text, action, **given)
    assert answer.status_code == 422
    assert told in answer.text
    assert rows(db, schema.corrections) == []
    if "field-count" in given:
        assert f'value="{given["field-count"]}"' in answer.text


def test_a_database_that_cannot_be_written_is_told(client: TestClient, db: str) -> None:
    page = client.get("/queue").text
    with open_engine(db).connect() as other:
        other.execute(text("UPDATE runs SET records = records"))  # and does not end: the database is being written
        client.app.state.thidua.engine.dispose()  # type: ignore[attr-defined]
        event.listen(client.app.state.thidua.engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout=50"))  # type: ignore[attr-defined]
        answer = decide(client, page, "accept")
        other.rollback()
    assert answer.status_code == 503
    assert "another program is writing" in answer.text
    assert rows(db, schema.corrections) == []


def test_corrections_that_no_longer_fit_are_listed(client: TestClient, db: str) -> None:
    decide(client, client.get("/queue?q=bac+kan").text, "fix", why="đếm lại", **{"field-count": "21"})
    from tests.db.awards import read_article

    load(open_engine(db), [read_article(SENTENCE, "kịch/bản?")], load_rules().registry, now=now)
    page = client.get("/queue").text
    assert "bài đã đổi nội dung sau khi sửa" in page


def test_an_opinion_on_a_finding_outlives_an_audit(client: TestClient, db: str) -> None:
    page = client.get("/audit?verdict=kh%E1%BB%9Bp").text
    found = re.search(r'id="f-(\w{16})"', page)
    assert found
    data = {"csrf": csrf(page), "mark": "explained", "who": "Minh", "why": "hai đợt khác nhau"}
    assert client.post(f"/audit/{found[1]}", data=data | {"why": " "}).status_code == 422
    assert client.post(f"/audit/{found[1]}", data=data | {"mark": "gut"}).status_code == 422
    assert client.post(f"/audit/{'0' * 16}", data=data).status_code == 404
    assert client.post(f"/audit/{found[1]}", data=data).status_code == 303
    from thidua.audit.rules import load_audit_rules
    from thidua.db.audit import audit

    with open_engine(db).begin() as connection:
        list(audit(connection, load_audit_rules(), load_rules().registry))
    told = client.get("/audit?verdict=kh%E1%BB%9Bp&mark=explained").text
    assert "hai đợt khác nhau" in told
    assert re.findall(r'id="f-(\w{16})"', told) == [found[1]]


def test_every_finding_is_on_some_page_once(client: TestClient, db: str) -> None:
    seen: list[str] = []
    query: str | None = "/audit.json?verdict=kh%E1%BB%9Bp&verdict=l%E1%BB%87ch&verdict=ch%C6%B0a+%C4%91%E1%BB%A7"
    while query:
        answer = client.get(query).json()
        seen += [one["id"] for one in answer["findings"]]
        query = answer["next"]
    assert sorted(seen) == sorted(row["id"] for row in rows(db, schema.findings))


def test_a_ranking_is_worked_out_when_asked_and_each_point_has_its_record(client: TestClient, db: str) -> None:
    page = client.get("/scores?scheme=A&period=2018&beside=giay-khen-1").text
    assert "Chưa tính xếp hạng này" in page
    data = {"csrf": csrf(page), "scheme": "tien-thuong-nd98", "beside": "giay-khen-1", "period": "2018"}
    page = client.get(client.post("/scores", data=data).headers["location"]).text
    assert "Chưa tính xếp hạng này" not in page
    units = client.get("/scores.json?scheme=A&period=2018").json()["units"]
    assert units
    for one in units:
        assert sum(one["forms"].values()) == pytest.approx(one["points"], abs=0.05)
    points = client.get(f"/scores?scheme=A&period=2018&unit={units[0]['unit']}").text
    assert len(re.findall(r'class="quote" href="/articles/[^"]+record=\w{16}', points)) == len(
        [
            row
            for row in rows(db, schema.score_points)
            if row["unit"] == units[0]["unit"] and row["scheme"] == "tien-thuong-nd98"
        ]
    )
    decide(client, client.get("/queue").text, "reject")
    assert "dữ liệu đã đổi" in client.get("/scores?scheme=A&period=2018").text


def test_of_many_points_of_a_unit_the_greatest_are_shown(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.review.pages.scores._POINTS", 2)
    client.post("/scores", data={"csrf": csrf(client.get("/scores?scheme=A").text), "scheme": "A"})
    first = client.get("/scores.json?scheme=A").json()["units"][0]["unit"]
    page = client.get(f"/scores?scheme=A&unit={first}").text
    assert len(re.findall(r'class="quote" href="/articles/[^"]+record=\w{16}', page)) == 2
    assert "Chỉ những bản ghi nhiều điểm nhất" in page


def test_what_is_remembered_is_asked_again_after_a_correction(client: TestClient) -> None:
    state: State = client.app.state.thidua  # type: ignore[attr-defined]
    asked: list[int] = []

    def ask(connection: Connection) -> int:
        asked.append(connection.scalar(text("SELECT count(*) FROM corrections")) or 0)
        return asked[-1]

    assert [state.cached("corrections", ask) for _ in range(3)] == [0, 0, 0]
    assert asked == [0]
    decide(client, client.get("/queue").text, "accept")
    assert [state.cached("corrections", ask) for _ in range(3)] == [1, 1, 1]
    assert asked == [0, 1]


@pytest.mark.parametrize("query", ["scheme=Z", "scheme=..%2F..%2Fetc%2Fpasswd.yaml", "period=gestern"])
def test_a_scheme_or_period_that_is_none_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/scores?{query}").status_code in (404, 422)


def test_a_unit_shows_what_it_received_and_what_stands_around_it(client: TestClient, db: str) -> None:
    with open_engine(db).connect() as connection:
        unit = connection.execute(
            text(
                "SELECT unit, count(*) AS n FROM records WHERE unit IS NOT NULL GROUP BY unit ORDER BY n DESC, unit LIMIT 1"
            )
        ).one()
        old = connection.scalar(text("SELECT id FROM units WHERE name = 'Công an tỉnh Thái Bình' AND parent IS NULL"))
    told = client.get(f"/units/{unit.unit}/awards.json").json()
    assert told["records"] == unit.n == sum(one["records"] for one in told["counts"])
    assert client.get(f"/units/{unit.unit}").status_code == 200
    page = client.get(f"/units/{old}?scope=all").text
    assert "Công an tỉnh Hưng Yên" in page
    assert "Công an huyện Thái Thụy" in page
    assert client.get("/units/" + "0" * 16).status_code == 404


def test_postgresql_takes_all_of_it(server: str) -> None:
    url = new_postgres(server)
    filled_url(url)
    client = browser(Settings(url))
    page = client.get("/queue?q=bac+kan").text
    record = record_of(page)
    assert decide(client, page, "fix", why="đếm lại", **{"field-count": "21"}).status_code == 303
    assert stored(url, record)["count"] == 21
    (entry,) = rows(url, schema.corrections)
    assert client.post(f"/queue/undo/{entry['id']}", data={"csrf": csrf(page)}).status_code == 303
    assert stored(url, record)["review"] is None
    finding = rows(url, schema.findings)[0]["id"]
    data = {"csrf": csrf(page), "mark": "confirmed", "who": "Minh", "why": "đã đọc lại"}
    assert client.post(f"/audit/{finding}", data=data).status_code == 303
    assert client.get("/audit.json?mark=confirmed&verdict=" + quote(rows(url, schema.findings)[0]["verdict"])).json()[
        "findings"
    ]
    worked = client.post("/scores", data={"csrf": csrf(page), "scheme": "A"})
    assert worked.status_code == 303, worked.text
    assert client.get("/scores.json?scheme=A").json()["total"] > 0
    assert add(client, upload(client, text=SENTENCE).text).status_code == 303
    for path in ("/", "/awards", "/audit", "/scores", "/queue", "/upload"):
        assert client.get(path).status_code == 200, path
    engine = open_engine(url, serving=True, read_only=True)
    with engine.connect() as connection, pytest.raises(Exception, match="read-only"):
        connection.execute(text("DELETE FROM records"))
    engine.dispose()


# --- uploads -----------------------------------------------------------------------------------------


def upload(client: TestClient, *files: tuple[str, bytes], **data: str) -> Any:
    page = client.get("/upload").text
    given = [("files", (name, content)) for name, content in files]
    return client.post("/upload", data={"csrf": csrf(page), **data}, files=given or None)


def add(client: TestClient, page: str) -> Any:
    found = re.search(r'name="articles" value="([^"]+)"', page)
    assert found
    from html import unescape

    return client.post("/upload/add", data={"csrf": csrf(page), "articles": unescape(found[1])})


def test_a_pasted_text_is_read_at_once_and_added_only_when_wanted(client: TestClient, db: str) -> None:
    before = rows(db, schema.articles)
    page = upload(client, text=SENTENCE, title="Khen ở Lai Châu", published="2019-08-07").text
    assert "Đọc được 1 bài, 2 bản ghi" in page
    assert rows(db, schema.articles) == before
    answer = add(client, page)
    assert answer.status_code == 303
    article = client.get(answer.headers["location"]).text
    assert "Khen ở Lai Châu" in article
    found = client.get("/awards.json?q=lai+chau+giay+khen").json()["records"]
    assert {31, 8} <= {one["count"] for one in found}
    assert rows(db, schema.findings) != []  # a small database is audited again
    again = upload(client, text=SENTENCE).text
    assert "đã có trong cơ sở dữ liệu" in again


def test_dropped_files_are_read_by_their_kind(client: TestClient) -> None:
    page = (
        "<html><body><article><h1>Khen</h1>"
        + f"<p>{SENTENCE} "
        + "Buổi lễ diễn ra tại hội trường. " * 12
        + "</p></article></body></html>"
    )
    answer = upload(
        client,
        ("a.txt", SENTENCE.encode()),
        ("trang.html", page.encode()),
        ("b.jsonl", b'{"id": "j", "text": "x y z"}\n'),
    )
    assert "Đọc được 3 bài, 4 bản ghi" in answer.text


def test_an_upload_never_replaces_an_article(client: TestClient, db: str) -> None:
    ident = corpus()[0][0].id
    before = next(row["text"] for row in rows(db, schema.articles) if row["id"] == ident)
    add(client, upload(client, (f"{ident}.txt", SENTENCE.encode())).text)
    texts = {row["id"]: row["text"] for row in rows(db, schema.articles)}
    assert texts[ident] == before
    assert SENTENCE in texts.values()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.jsonl.gz", b"\x1f\x8b" + bytes(40)),
        ("bomb.txt", b"\x1f\x8b" + bytes(40)),
        ("x.html", b"PK\x03\x04" + bytes(40)),
        ("x.parquet", b"PAR1"),
        ("x.warc", b"WARC/1.0"),
        ("x.exe", b"MZ"),
        ("x", b"abc"),
    ],
)
def test_packed_and_strange_files_are_refused(client: TestClient, name: str, content: bytes) -> None:
    answer = upload(client, (name, content))
    assert answer.status_code == 200
    assert "told bad" in answer.text
    assert "Thêm vào cơ sở dữ liệu" not in answer.text


def test_too_many_and_too_long_articles_are_refused(client: TestClient) -> None:
    lines = b"".join(b'{"id": "%d", "text": "abc"}\n' % n for n in range(intake.MOST + 1))
    assert "quá 100 bài" in upload(client, ("x.jsonl", lines)).text
    assert upload(client, ("x.txt", b"chi " * 120_000)).status_code == 422


@pytest.mark.parametrize(
    "forged", ["[]", "{}", "x", '[{"id": ""}]', '[{"id": 3, "text": "x"}]', "[[]]", '[{"text": "x"}]']
)
def test_a_forged_second_step_is_refused(client: TestClient, forged: str) -> None:
    page = client.get("/upload").text
    assert client.post("/upload/add", data={"csrf": csrf(page), "articles": forged}).status_code == 422


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\x\\y.txt", "\x00.txt", "a" * 900 + ".txt"])
def test_a_file_s_name_is_no_path(client: TestClient, name: str) -> None:
    assert upload(client, (name, SENTENCE.encode())).status_code == 200


# --- read-only ---------------------------------------------------------------------------------------


def test_a_page_for_publishing_takes_no_write(db: str) -> None:
    client = browser(Settings(db, read_only=True))
    for path in ("/", "/awards", "/audit", "/scores", "/queue", "/upload", "/articles/k%E1%BB%8Bch/b%E1%BA%A3n%3F"):
        page = client.get(path)
        assert page.status_code == 200
        assert 'method="post"' not in page.text, path
    for path in ("/queue/x", "/queue/undo/x", "/audit/x", "/scores", "/upload", "/upload/add"):
        assert client.post(path, data={"csrf": "x"}).status_code == 403


def test_the_database_itself_refuses_in_read_only_mode(db: str) -> None:
    engine = open_engine(db, serving=True, read_only=True)
    with engine.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.execute(text("DELETE FROM records"))
    engine.dispose()
