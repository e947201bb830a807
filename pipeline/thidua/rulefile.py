"""Reading the YAML files under `rules/`: where they are, and errors that name file, line and id."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thidua.kept import Kept

_PARSED_BY = (str(Path(__file__).with_name("yamlfile.py")),)


class RuleError(ValueError):
    """A rule file that cannot be used: where, and what to do."""

    def __init__(self, file: Path | str, line: int | None, ident: str | None, message: str) -> None:
        self.file, self.line, self.ident, self.message = str(file), line, ident, message
        where = f"{file}:{line}" if line else str(file)
        super().__init__(f"{where}: {ident}: {message}" if ident else f"{where}: {message}")

    def __reduce__(self) -> tuple[type[RuleError], tuple[str, int | None, str | None, str]]:
        return RuleError, (self.file, self.line, self.ident, self.message)  # a worker process may meet it


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file: scalars are strings, mappings carry their line number under `__line__`."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RuleError(path, None, None, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise RuleError(path, None, None, f"is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    kept = Kept("yaml", text, by=_PARSED_BY)
    data = kept.load()
    if data is not None:
        return json.loads(data)
    from thidua.yamlfile import NoYamlError, parse  # PyYAML is not needed where all has been read before

    try:
        document = parse(text)
    except NoYamlError as error:
        raise RuleError(path, error.line, None, f"is not valid YAML: {error.problem}") from None
    data = _as_json(document)
    if data is not None:
        kept.store(data)
    return document


def _as_json(document: Any) -> bytes | None:
    """Return what gives the document again, None where JSON does not: a date by an explicit tag, an alias of itself."""
    try:
        data = json.dumps(document).encode()
    except (TypeError, ValueError):
        return None
    return data if json.loads(data) == document else None


def rules_dir(named: Path | str | None = None) -> Path:
    """Return the folder of the rules: `named` where given, else the packaged one, else the repository's."""
    if named is not None:
        folder = Path(named)
        if not folder.is_dir():
            raise RuleError(
                folder,
                None,
                None,
                "is not a folder of rules; --rules takes a folder that holds forms.yaml and the like",
            )
        return folder
    here = Path(__file__).resolve().parent
    for folder in _candidates(here):
        if (folder / "forms.yaml").is_file():
            return folder
    raise RuleError(
        here / "rules", None, None, "no rules found; install the package again or name a folder with --rules"
    )


def _candidates(here: Path) -> Iterator[Path]:
    yield here / "rules"
    yield here.parent.parent / "rules"
