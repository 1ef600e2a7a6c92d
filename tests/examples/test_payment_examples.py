"""The examples of payment do what their pages show, and their activity says that it is made up."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from yigai.files.activity import read_activity

EXAMPLES = Path(__file__).parents[2] / "examples"
LEAVES_WITH = {"dip_city": 1, "drg_points": 1, "county_package": 0}
EACH = pytest.mark.parametrize("name", LEAVES_WITH)
_COMMAND = re.compile("^python (../settle_a_year.py .*)$", re.MULTILINE)


def run(name: str, *, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command on the page of an example, in its folder or in another with the same files."""
    command = _COMMAND.search((EXAMPLES / name / "README.md").read_text("utf-8"))
    assert command
    script, *arguments = command[1].split()
    return subprocess.run(
        (sys.executable, EXAMPLES / name / script, *arguments),
        check=False,
        cwd=folder or EXAMPLES / name,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )


@EACH
def test_it_prints_what_its_page_shows(name: str) -> None:
    done = run(name)
    assert done.stdout == (EXAMPLES / name / "expected.txt").read_text("utf-8")
    assert (done.returncode, done.stderr) == (LEAVES_WITH[name], "")


@EACH
def test_its_activity_is_marked_as_made_up(name: str) -> None:
    assert read_activity(EXAMPLES / name / "activity.yaml").activity.synthetic


@EACH
def test_its_page_names_every_file(name: str) -> None:
    page = (EXAMPLES / name / "README.md").read_text("utf-8")
    for file in (EXAMPLES / name).iterdir():
        assert file.name in {"README.md", "__pycache__"} or f"`{file.name}`" in page


def test_the_two_readings_of_the_county_give_the_amounts_its_page_names() -> None:
    printed = run("county_package").stdout
    page = (EXAMPLES / "county_package" / "README.md").read_text("utf-8")
    assert "449,350,000.00" in page
    assert "449350000.00" in printed


def test_a_fault_in_a_file_is_told_with_its_place(tmp_path: Path) -> None:
    for file in (EXAMPLES / "dip_city").glob("*.*"):
        text = file.read_text("utf-8").replace(", factor: ", ", faktor: ")
        (tmp_path / file.name).write_text(text, "utf-8")
    done = run("dip_city", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "activity.yaml:6" in done.stderr
    assert "faktor" in done.stderr
