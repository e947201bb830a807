"""The words by which an award record is found: its clause, title, form, unit and people, without tone marks and case.

Each record has one row of folded words (`record_search`). SQLite keeps them in a full-text index (FTS5), PostgreSQL in
a GIN index; both follow the table by themselves. The letter đ is written d, which neither of them does alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sqlalchemy import Connection, text

from thidua.labels import AUTHORITIES, FORMS
from thidua.records import Award

_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"\w+")
_CLASSES = {1: "hạng nhất", 2: "hạng nhì", 3: "hạng ba"}

# What SQLite keeps beside the table; named here so that nothing takes it for a table of ours.
SQLITE_INDEX = "record_words"
SQLITE_SETUP = (
    f"CREATE VIRTUAL TABLE {SQLITE_INDEX} USING fts5(words, content='record_search', content_rowid='number', "
    'tokenize="unicode61 remove_diacritics 0")',
    f"CREATE TRIGGER record_search_added AFTER INSERT ON record_search BEGIN "
    f"INSERT INTO {SQLITE_INDEX}(rowid, words) VALUES (new.number, new.words); END",
    f"CREATE TRIGGER record_search_removed AFTER DELETE ON record_search BEGIN "
    f"INSERT INTO {SQLITE_INDEX}({SQLITE_INDEX}, rowid, words) VALUES ('delete', old.number, old.words); END",
    f"CREATE TRIGGER record_search_changed AFTER UPDATE ON record_search BEGIN "
    f"INSERT INTO {SQLITE_INDEX}({SQLITE_INDEX}, rowid, words) VALUES ('delete', old.number, old.words); "
    f"INSERT INTO {SQLITE_INDEX}(rowid, words) VALUES (new.number, new.words); END",
)
POSTGRESQL_SETUP = ("CREATE INDEX ix_record_search_words ON record_search USING gin (to_tsvector('simple', words))",)


def plain(text_: str) -> str:
    """Return text without tone marks and case: what a hurried reader types.

    >>> plain("Đội Cảnh sát Hình sự – Quận Lê Chân")
    'doi canh sat hinh su – quan le chan'
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text_.lower()))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("ð", "d")


def words_of(award: Award, title: str | None, unit: str | None, force: str | None) -> str:
    """Return the words of a record, each run of text once."""
    form = " ".join(filter(None, (FORMS[award.form], award.name, _CLASSES.get(award.class_ or 0))))
    told = [
        *(one.quote for one in award.evidence), title, form, *(AUTHORITIES[code] for code in award.authority),
        award.recipient_unit, unit, force, *(one.name for one in award.recipients),
    ]  # fmt: skip
    kept: dict[str, None] = {}
    for one in told:
        if one and (folded := " ".join(_WORD.findall(plain(one)))):
            kept.setdefault(folded)
    return " / ".join(kept)


def matching(connection: Connection, asked: str) -> str | None:
    """Return the numbers (`record_search.number`) of the records that hold all words asked for, joined by commas.

    None where no word is asked for. Words in quotes must follow one another; the last word may be the beginning of one.
    One long text, because a million rows take a second to fetch one by one.
    """
    phrases = list(_phrases(asked))
    if not phrases:
        return None
    if connection.dialect.name == "sqlite":
        query = " AND ".join('"' + " ".join(words) + '"' + ("*" if open_ else "") for words, open_ in phrases)
        statement = f"SELECT group_concat(rowid) FROM {SQLITE_INDEX} WHERE {SQLITE_INDEX} MATCH :query"
    else:
        query = " & ".join("(" + " <-> ".join(words) + (":*" if open_ else "") + ")" for words, open_ in phrases)
        statement = (
            "SELECT string_agg(number::text, ',') FROM record_search "
            "WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :query)"
        )
    return connection.scalar(text(statement), {"query": query}) or ""


def _phrases(asked: str) -> Iterator[tuple[list[str], bool]]:
    """Yield what is asked for as runs of words, and whether the last word of a run may go on."""
    parts = plain(asked)[:_LONGEST].replace("“", '"').replace("”", '"').split('"')
    for number, part in enumerate(parts):
        words = _WORD.findall(part)
        if number % 2 and words:
            yield words, False
            continue
        last = number == len(parts) - 1
        for place, word in enumerate(words):
            yield [word], last and place == len(words) - 1


_LONGEST = 200  # characters of a question; nobody types more
