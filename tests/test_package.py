"""The wheel holds the rules, and works where the repository is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_rules_and_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "rules/forms.yaml",
        "rules/units/provinces.yaml",
        "rules/assembly/basic.yaml",
        "templates/report.html.j2",
        "review/templates/awards.html",
        "review/static/htmx.min.js",
        "review/locale/en.po",
        "py.typed",
    ):
        assert f"thidua/{name}" in names


def test_an_installed_wheel_extracts_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)],
        check=True,
        capture_output=True,
    )
    text = "Năm 2015, UBND tỉnh tặng Bằng khen cho 6 tập thể."
    done = subprocess.run(
        [sys.executable, "-c", "import thidua, sys; print(thidua.__file__, file=sys.stderr); from thidua.cli import main; main()", "extract", "-"],
        input=text, capture_output=True, text=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(target), "PYTHONUTF8": "1"},
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(target) in done.stderr
    (award,) = json.loads(done.stdout)["awards"]
    assert (award["form"], award["count"], award["period"]) == ("bang-khen", 6, ["2015-01-01", "2015-12-31"])
