"""The project of the example passes its tests, and a planted fault fails exactly the test it should."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "examples" / "ci_project"
CITY = "plans/example-city-2023.plan.yaml"
QUICK = ("plans", "cases.verdicts.yaml")
# What a run inside of `pytest -n` would take for its own.
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    without = shutil.ignore_patterns("__pycache__", ".hypothesis", ".pytest_cache")
    return Path(shutil.copytree(FOLDER, tmp_path / "project", ignore=without))


def run(project: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments),
        cwd=project,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**OUTSIDE, "PYTHONUTF8": "1", "COLUMNS": "200"},
    )
    return done.returncode, done.stdout + done.stderr


def plant(project: Path, file: str, good: str, bad: str) -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert text.count(good) == 1
    path.write_text(text.replace(good, bad), "utf-8")


@pytest.mark.slow
def test_it_passes(project: Path) -> None:
    code, output = run(project)
    assert code == 0, output
    assert "14 passed" in output


@pytest.mark.parametrize(
    ("file", "good", "bad", "failing", "message", "counts"),
    [
        (
            CITY, "per: 1", "per: 2",
            f"{CITY}::checks clean",
            f"{CITY}:40: YG-TGT-001 warning: example-city-2023#1.2/price-review <- national-2023h2#2.6/",
            "1 failed, 10 passed",
        ),
        (
            CITY, "level: city", "level: town",
            f"{CITY}::reads",
            f"{CITY}:7:3: document.level: found 'town', expected one of ",
            "1 failed, 8 passed, 2 skipped",
        ),
        (
            "cases.verdicts.yaml", "value: 75}", "value: 95}",
            "cases.verdicts.yaml::Vouchers 3",
            "cases.verdicts.yaml:14: expected DEVIATES (WEAKER), judged EXCEEDED",
            "1 failed, 10 passed",
        ),
    ],
    ids=["a weaker promise", "an unknown word", "another expectation"],
)  # fmt: skip
def test_a_planted_fault_fails_exactly_its_test(
    project: Path, *, file: str, good: str, bad: str, failing: str, message: str, counts: str
) -> None:
    plant(project, file, good, bad)
    code, output = run(project, *QUICK)
    assert code == 1, output
    assert [line.partition(" - ")[0] for line in output.splitlines() if line.startswith("FAILED")] == [
        f"FAILED {failing}"
    ]
    assert message in output
    assert counts in output
    assert "Traceback" not in output
    assert "During handling" not in output
