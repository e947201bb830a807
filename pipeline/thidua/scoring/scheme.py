"""Finding schemes: those under rules/scoring/, by letter, id or file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import process

from thidua.offsets import fold
from thidua.rulefile import RuleError, read_yaml, rules_dir
from thidua.scoring.errors import SchemeError
from thidua.scoring.model import Deduction, Scheme, Weight
from thidua.scoring.scheme_file import is_derived, scheme_of

__all__ = ["Deduction", "Scheme", "Weight", "find_scheme", "nearest", "schemes"]


def schemes(folder: Path | str | None = None) -> tuple[Scheme, ...]:
    """Return all schemes of a rules folder, letters before numbers."""
    documents = {file: read_yaml(file) for file in sorted((rules_dir(folder) / "scoring").glob("*.yaml"))}
    found: dict[str, Scheme] = {}
    for file in sorted(documents, key=lambda file: (is_derived(documents[file]), file)):
        scheme = scheme_of(file, documents[file], found)
        if scheme.id in found:
            raise RuleError(file, 1, scheme.id, f"is the id of {found[scheme.id].file.name} already")
        if clash := next((one for one in found.values() if one.letter == scheme.letter), None):
            raise RuleError(file, 1, scheme.id, f"letter {scheme.letter} is that of {clash.file.name} already")
        found[scheme.id] = scheme
    return tuple(sorted(found.values(), key=lambda one: (not one.letter.isalpha(), one.letter)))


def find_scheme(name: str, folder: Path | str | None = None) -> Scheme:
    """Return a scheme by letter, id or file; raise SchemeError with the nearest ones for any other name."""
    known = schemes(folder)
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return _own(path, known)
    for one in known:
        if name.casefold() in (one.letter.casefold(), one.id.casefold()):
            return one
    near = process.extractOne(name, [one.id for one in known])
    meant = f"did you mean {near[0]}? " if near and near[1] >= 50 else ""
    told = ", ".join(f"{one.letter} ({one.id})" for one in known)
    raise SchemeError(f"there is no scheme {name!r}; {meant}known are {told}, or the name of a .yaml file")


def _own(path: Path, known: Sequence[Scheme]) -> Scheme:
    if not path.is_file():
        raise SchemeError(f"there is no scheme file {path}")
    shipped = {one.id: one for one in known}
    scheme = scheme_of(path, read_yaml(path), shipped)
    other = shipped.get(scheme.id)
    # Rankings are stored under the id of their scheme: a changed copy would pass for the original.
    if other is not None and other.file.resolve() != path.resolve():
        raise RuleError(path, 1, scheme.id, f"is the id of {other.file.name}; give your scheme an id of its own")
    return scheme


def nearest(name: str, known: Sequence[str]) -> str:
    """Return what to add to an error about an unknown name."""
    near = [found[0] for found in process.extract(name, known, limit=3, score_cutoff=60, processor=fold)]
    return f"; did you mean {', '.join(near)}?" if near else ""
