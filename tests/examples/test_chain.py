"""The example of a chain does what its page shows, on the command line as in Python."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "chain"
COUNTY = FOLDER / "county.plan.yaml"
WEAK = 'summary: 6月底前互认率达到80%, indicator: result-recognition-rate, comparator: ">=", value: "80"'
STRONG = WEAK.replace("80", "90")
SILENT = "      # nothing of the pharmacy: silent before the city and the province\n"
PHARMACY = (
    "      - {id: pharmacy, kind: duty, summary: 药品统一管理, topic: consortium-pharmacy, "
    "population: county-consortia}\n"
)


def run(*arguments: str | Path, folder: Path = FOLDER) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, *arguments),
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        cwd=folder,
    )


def command_of_the_page() -> list[str]:
    """The arguments of `yigai` on the page."""
    text = (FOLDER / "README.md").read_text("utf-8")
    (command,) = re.findall(r"^yigai (check .*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    return str(command).replace("\\\n", " ").split()


def data_of(folder: Path) -> Any:
    done = run("-m", "yigai", *command_of_the_page(), "--format", "json", folder=folder)
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.fixture
def mended(tmp_path: Path) -> Path:
    """The example with two of its gaps closed."""
    folder = tmp_path / "chain"
    shutil.copytree(FOLDER, folder)
    text = COUNTY.read_text("utf-8")
    assert text.count(WEAK) == text.count(SILENT) == 1
    (folder / COUNTY.name).write_text(text.replace(WEAK, STRONG).replace(SILENT, PHARMACY), "utf-8")
    return folder


def test_it_prints_what_its_page_shows() -> None:
    done = run("chain.py")
    assert done.stdout == (FOLDER / "expected.txt").read_text("utf-8")
    assert (done.returncode, done.stderr) == (1, "")


def test_the_command_finds_what_the_program_finds() -> None:
    done = run("-m", "yigai", *command_of_the_page())
    assert (done.returncode, done.stderr) == (1, "")
    printed = (FOLDER / "expected.txt").read_text("utf-8")
    for finding in data_of(FOLDER)["findings"]:
        line = f"[{finding['severity']}] {finding['requirement']}"
        assert (line in printed) is (finding["severity"] != "info")


def test_every_link_file_is_used_by_both() -> None:
    named = {Path(each).name for each in command_of_the_page() if each.startswith("links/")}
    assert named == {path.name for path in (FOLDER / "links").iterdir()}


def test_one_mend_closes_one_gap_before_every_document(mended: Path) -> None:
    def open_before(folder: Path) -> set[tuple[str, str]]:
        found = data_of(folder)["findings"]
        return {(each["rule"], each["upper"]) for each in found if each["severity"] != "info"}

    above = {f"example-{name}-2024" for name in ("nation", "province", "city")}
    assert open_before(FOLDER) == {
        *(("YG-TGT-001", upper) for upper in above),
        ("YG-COV-001", "example-province-2024"),
        ("YG-COV-001", "example-city-2024"),
    }
    assert open_before(mended) == {("YG-TGT-001", "example-province-2024")}


def test_a_fault_in_the_plan_is_told_with_its_place(tmp_path: Path) -> None:
    draft = tmp_path / "draft.plan.yaml"
    draft.write_text(COUNTY.read_text("utf-8").replace("level: county", "level: town"), "utf-8")
    done = run("chain.py", draft)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{draft}:7:" in done.stderr
