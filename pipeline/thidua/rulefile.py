"""Reading the YAML files under `rules/`: where they are, and errors that name file, line and id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml


class RuleError(ValueError):
    """A rule file that cannot be used: where, and what to do."""

    def __init__(self, file: Path | str, line: int | None, ident: str | None, message: str) -> None:
        self.file, self.line, self.ident, self.message = str(file), line, ident, message
        where = f"{file}:{line}" if line else str(file)
        super().__init__(f"{where}: {ident}: {message}" if ident else f"{where}: {message}")

    def __reduce__(self) -> tuple[type[RuleError], tuple[str, int | None, str | None, str]]:
        return RuleError, (self.file, self.line, self.ident, self.message)  # a worker process may meet it


# libyaml where PyYAML was built with it: the rules load in a third of the time.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Lines(_Loader):  # type: ignore[misc]
    """Every scalar stays a string, every mapping remembers its line under "__line__", a repeated key is an error."""


def _mapping(loader: _Lines, node: yaml.MappingNode) -> dict[str, Any]:
    result: dict[str, Any] = {"__line__": node.start_mark.line + 1}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise yaml.constructor.ConstructorError(None, None, f"key {key!r} stands twice", key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Lines.yaml_implicit_resolvers = {}
_Lines.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file: scalars are strings, mappings carry their line number under `__line__`."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Lines)  # noqa: S506 - _Lines is a safe loader
    except OSError as error:
        raise RuleError(path, None, None, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise RuleError(path, None, None, f"is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise RuleError(path, line, None, f"is not valid YAML: {error.problem}") from None


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
