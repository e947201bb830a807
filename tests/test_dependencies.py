"""What is installed is what was tested, hangs together, and may be used by anybody: checked without a network."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
# Licences that bind who uses the package, or forbid some uses.
BARRED = re.compile(r"\b(AGPL|GPL|GNU (Affero )?General Public|non-?commercial|CC[- ]BY[- ]NC)\b", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser|Library General", re.IGNORECASE)


def needed() -> dict[str, Distribution]:
    """All that `thidua[all]` brings along, as pyproject.toml says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    waiting = [Requirement(line) for line in (*project["dependencies"], *extras["all"])]
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one = waiting.pop()
        name, wanted = canonicalize_name(one.name), frozenset(one.extras)
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        if name == "thidua":
            waiting += [Requirement(line) for extra in wanted for line in extras[extra]]
            continue
        package = found.setdefault(name, distribution(name))
        for line in package.requires or ():
            further = Requirement(line)
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
                waiting.append(further)
    return found


def test_no_dependency_binds_who_uses_it() -> None:
    packages = needed()
    assert {"fastapi", "sqlalchemy", "spacy", "psycopg"} <= packages.keys()
    wrong = {}
    for name, package in packages.items():
        about = package.metadata
        told = [about.get("License-Expression"), *(about.get_all("Classifier") or [])]
        licences = " ".join(one for one in told if one and ("License" in one or one == told[0]))
        if BARRED.search(licences) and not LESSER.search(licences) and " OR " not in licences:
            wrong[name] = licences
    assert wrong == {}


def test_all_that_is_needed_is_pinned_as_it_was_tested() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {
        canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines) if version
    }
    packages = needed()
    packages.pop("setuptools", None)  # comes with an environment, not from us
    assert sorted(set(packages) - set(pins)) == []
    assert {name: pins[name] for name in packages} == {name: package.version for name, package in packages.items()}


def test_the_installed_packages_fit_one_another() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert sum(1 for _ in distributions()) > 20


def test_files_of_others_name_their_licence() -> None:
    for folder in ("pipeline/thidua/review/static", "tests/browser/vendor"):
        notice = (ROOT / folder / "NOTICE").read_text(encoding="utf-8")
        vendored = [one.name for one in (ROOT / folder).glob("*.min.js")]
        assert vendored
        for name in vendored:
            assert re.search(rf"{re.escape(name)}:?\s+.*\d+\.\d+\.\d+", notice), name
        for licence in re.findall(r"\S+\.(?:LICENSE|NOTICE)\.txt", notice):
            assert (ROOT / folder / licence).stat().st_size > 100
