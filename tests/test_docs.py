"""What the documentation says is what the tool does: examples, commands, fields, codes, links."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from thidua.assemble.items import MARKERS
from thidua.cli import app
from thidua.db.schema import metadata
from thidua.db.sink import DatabaseSink
from thidua.extraction import extract_article
from thidua.labels import CODES
from thidua.records import (
    Article,
    Award,
    Evidence,
    Extraction,
    FieldEvidence,
    Form,
    NamedUnit,
    Problem,
    RankedPerson,
    Recipient,
    StatedDate,
)
from thidua.rulecheck import check_rules
from thidua.rules import load_rules
from thidua.run import DATABASE, FINDINGS, OUTPUTS, REJECTS, REPORT, SCORES
from thidua.scoring.scheme import find_scheme
from thidua.sinks.columns import AWARDS
from thidua.sources import NOTES, SUFFIXES
from thidua.sources import read as read_articles

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.vi.md")
GUIDES = ("docs/guide.md", "docs/guide.vi.md")
PAGES = sorted(str(path.relative_to(ROOT)) for top in (".", "docs", "corpus") for path in (ROOT / top).glob("*.md"))
MODELS = (Extraction, Award, Recipient, Evidence, FieldEvidence, RankedPerson, StatedDate, NamedUnit, Problem)
LANGUAGES = ("sh", "console")
SYMBOLS_WITHOUT_MARKER = "NmnAUHFWQdx"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """Return the code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page(name), re.MULTILINE | re.DOTALL)


def echoed(block: str) -> str:
    """Return what a shell example pipes into thidua."""
    found = re.match(r'\$ echo "([^"]+)" \| thidua ', block)
    assert found, block
    return found[1]


def shown_in(shown: Any, real: Any) -> bool:
    """Whether all that is shown is there: objects may be shortened, lists and values may not."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(name in real and shown_in(shown[name], real[name]) for name in shown)
    if isinstance(shown, list):
        return isinstance(real, list) and len(shown) == len(real) and all(map(shown_in, shown, real))
    return bool(shown == real)


@pytest.mark.parametrize("name", READMES)
def test_the_first_sentence_gives_the_record_that_is_shown(name: str) -> None:
    sentence = echoed(blocks(name, "console")[0])
    shown = json.loads(blocks(name, "json")[0])
    result = CliRunner().invoke(app, ["extract", "-"], input=(sentence + "\n").encode())
    assert result.exit_code == 0, result.output
    (award,) = json.loads(result.stdout)["awards"]
    assert {key: award.get(key) for key in shown} | {"fields": None} == shown | {"fields": None}
    assert shown_in(shown["fields"], award["fields"])
    assert all(award[key] is not None for key in shown)


def test_the_example_in_python_prints_what_stands_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("README.md", "python")
    exec(code, {})
    assert capsys.readouterr().out.strip() == code.strip().splitlines()[-1].removeprefix("# ")


def commands() -> list[str]:
    root = get_command(app)
    names = []
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        names += [f"{name} {inner}" for inner in below] if below else [name]
    return names


@pytest.mark.parametrize("name", [*GUIDES, *READMES])
def test_every_command_is_named(name: str) -> None:
    text = page(name)
    assert [command for command in commands() if f"thidua {command}" not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_command_that_is_named_exists(name: str) -> None:
    first = {command.split()[0] for command in commands()}
    code = [*re.findall(r"(?<!`)`([^`\n]+)`", page(name)), *(block for one in LANGUAGES for block in blocks(name, one))]
    named = {word for one in code for word in re.findall(r"(?<![\w./-])thidua ([a-z]+)", one)}
    assert sorted(named - first) == []


def test_every_option_is_explained_by_help_or_guide() -> None:
    text = page(GUIDES[0]) + page(READMES[0])
    for option in re.findall(r"(?<=[` ])--[a-z-]+", text):
        assert option in OPTIONS, option


OPTIONS = {
    option
    for command in get_command(app).commands.values()  # type: ignore[attr-defined]
    for inner in (command, *getattr(command, "commands", {}).values())
    for parameter in inner.params
    for option in (*parameter.opts, *parameter.secondary_opts)
} | {"--version", "--help", "--nworkers", "--nthreads"}  # the last two of `dask worker`


def test_every_field_of_every_record_is_in_the_data_dictionary() -> None:
    text = page("docs/data-dictionary.md")
    fields = {info.alias or name for model in MODELS for name, info in model.model_fields.items()}
    assert sorted(name for name in fields if f"`{name}`" not in text) == []


def test_every_field_of_an_award_has_its_row() -> None:
    section = page("docs/data-dictionary.md").split("\n### awards\n")[1].split("\n### ")[0]
    rows = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert rows == [info.alias or name for name, info in Award.model_fields.items()]


def test_every_column_is_in_the_data_dictionary() -> None:
    text = page("docs/data-dictionary.md")
    table = text.split("\n## awards.csv\n")[1].split("\n## ")[0]
    assert re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in table.splitlines() if row[:3] == "| `")) == [
        *AWARDS.names
    ]
    database = text.split("\n## thidua.db\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", database, re.MULTILINE)
    written = {name: set(re.findall(r"`(\w+)`", columns)) for name, columns in rows}
    assert written == {table.name: {column.name for column in table.columns} for table in metadata.sorted_tables}


def test_every_code_stands_with_its_label() -> None:
    text = page("docs/data-dictionary.md")
    for column, labels in CODES.items():
        section = text.split(f"\n### {column}: ")[1].split("\n### ")[0]
        assert dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", section, re.MULTILINE)) == labels


@pytest.mark.parametrize("name", [*GUIDES, *READMES])
def test_every_output_file_is_named(name: str) -> None:
    assert [
        file for file in (*OUTPUTS, DATABASE, FINDINGS, SCORES, REPORT, REJECTS) if f"`{file}`" not in page(name)
    ] == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_suffix_and_problem_of_reading_is_named(name: str) -> None:
    text = page(name)
    assert sorted(suffix for suffix in SUFFIXES if f"`{suffix.removesuffix('.gz')}`" not in text) == []
    assert sorted(code for code in NOTES if f"| `{code}` |" not in text) == []


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make run` makes of the corpus, as a database with findings and scores."""
    path = tmp_path_factory.mktemp("docs") / "thidua.db"
    rules = load_rules()
    with DatabaseSink(path, lambda: "2026-11-27T08:00:00Z") as sink:
        for item in read_articles(
            [str(ROOT / "corpus" / "articles"), str(ROOT / "corpus" / "events" / "articles.jsonl")]
        ):
            assert isinstance(item, Article)
            sink.write(item, extract_article(item, rules))
    return path


@pytest.mark.parametrize(("name", "queries"), [*((name, 3) for name in GUIDES), ("docs/database.md", 4)])
def test_the_queries_give_the_rows_that_are_shown(name: str, queries: int, database: Path) -> None:
    found = re.findall(r"^```sql\n([^`]*)^```\n\n((?:\|[^\n]*\n)+)", page(name), re.MULTILINE)
    assert len(found) == queries
    with closing(sqlite3.connect(database)) as connection:
        for query, table in found:
            cursor = connection.execute(query)
            head, _, *rows = ([cell.strip() for cell in line.strip("|\n").split(" | ")] for line in table.splitlines())
            assert [column[0] for column in cursor.description] == head
            real = [["" if cell is None else " ".join(str(cell).split()) for cell in row] for row in cursor]
            gone = [row for row in rows if not any(is_row(row, other) for other in real)]
            assert gone == [], f"{name} is out of date; the query gives {real}"
            assert len(rows) <= len(real)


def test_the_scheme_of_the_documentation_can_be_used(tmp_path: Path) -> None:
    (block,) = blocks("docs/scoring.md", "yaml")
    told = {"giay-khen", "bang-khen", "huan-chuong", "thu-khen"}
    forms = [form for form in get_args(Form) if form not in told]
    path = tmp_path / "cum-5.yaml"
    path.write_text(block + "".join(f"  {form}: không chấm\n" for form in forms), encoding="utf-8")
    scheme = find_scheme(str(path))
    assert (scheme.letter, len(scheme.weights), scheme.per) == ("5", 3, 100)


def is_row(shown: list[str], real: list[str]) -> bool:
    """Whether a row is the one that is shown; the quote at its end may have grown or shrunk by a few words."""
    return shown[:-1] == real[:-1] and (shown[-1] in real[-1] or real[-1] in shown[-1])


def test_both_guides_ask_the_same(database: Path) -> None:
    assert database.exists()
    assert blocks(GUIDES[0], "sql") == blocks(GUIDES[1], "sql")
    assert blocks(GUIDES[0], "python") == blocks(GUIDES[1], "python")


def test_the_worked_examples_of_rules_hold(tmp_path: Path) -> None:
    """Each YAML block of docs/rules.md goes into a copy of the file that it names."""
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    ids = []
    for block in blocks("docs/rules.md", "yaml"):
        where, entries = block.split("\n", 1)
        file = tmp_path / where.removeprefix("# ")
        ids += re.findall(r"\bid: ([\w.-]+)", entries)
        if not file.exists():
            file.write_text(entries, encoding="utf-8")
        elif file.name == "assembly.yaml":
            before, after = file.read_text(encoding="utf-8").split("\npatterns:\n")
            file.write_text(f"{before}\npatterns:\n{entries}{after}", encoding="utf-8")
        else:
            file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + "\n" + entries, encoding="utf-8")
    assert len(ids) >= 12
    failed = [failure for failure in check_rules(load_rules(folder)) if failure.id in ids]
    assert failed == []


def test_the_rule_of_contributing_is_one_of_the_worked_examples() -> None:
    (block,) = blocks("CONTRIBUTING.md", "yaml")
    assert block in blocks("docs/rules.md", "yaml")


def test_every_symbol_is_in_contributing() -> None:
    section = page("CONTRIBUTING.md").split("| symbol | stands for |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([\w&~])`", section)) == {*MARKERS.values(), *SYMBOLS_WITHOUT_MARKER}


def test_every_path_of_contributing_exists() -> None:
    assert sorted(path for path in paths_of(page("CONTRIBUTING.md")) if not (ROOT / path).exists()) == []


def paths_of(text: str) -> set[str]:
    """Return what looks like a path of the repository: `rules/forms.yaml`, `pipeline/thidua/resolve/`."""
    tops = "rules|pipeline|tests|docs|corpus|outputs"
    return set(re.findall(rf"`((?:{tops})/[\w./-]*|[\w-]+\.(?:toml|txt))`", text)) - {"outputs/golden/records.jsonl"}


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_exists(name: str) -> None:
    targets = set(re.findall(r"^(\w+):", page("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make (\w+)", page(name))) <= targets


def test_the_checks_that_contributing_lists_are_those_of_the_makefile() -> None:
    makefile = page("Makefile")
    listed = next(block for block in blocks("CONTRIBUTING.md", "sh") if block.startswith("ruff"))
    assert [line for line in listed.splitlines() if f"$(BIN)/{line}\n" not in makefile] == []


def test_every_extra_is_named() -> None:
    text = page("pyproject.toml").split("[project.optional-dependencies]")[1].split("\n[")[0]
    for name in READMES:
        assert [extra for extra in re.findall(r"^(\w+) =", text, re.M) if f"| `{extra}` |" not in page(name)] == []


def anchors(text: str) -> set[str]:
    """Return the anchors that a page's headings get: lower case, no punctuation, dashes for spaces."""
    heads = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    here = ROOT / name
    for link in re.findall(r"\]\(([^)\s]+)\)", page(name)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (here.parent / path).resolve() if path else here
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("name", PAGES)
def test_no_page_names_a_path_of_one_machine(name: str) -> None:
    assert re.findall(r"(?<![\w.])/(?:work|tmp|home|root|Users)/\S*", page(name)) == []
