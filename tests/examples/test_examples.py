"""The examples do what their pages show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "check_city_plan"
PLAN = FOLDER / "city.plan.yaml"
LINKS = FOLDER / "city.links.yaml"

# What the plan says, what it could say instead, and the rule that then has nothing more to find.
MENDED = [
    ("population: city-hospital-long-stay", "population: long-stay-inpatients", "YG-TGT-003"),
    ("per: 2", "per: 1", "YG-TGT-001"),
    ('value: "450", unit: 个', 'value: "450", unit: 个, due: "2023-12-31"', "YG-TGT-005"),
    (
        "kind: duty, summary: 推广医保电子凭证, topic: e-voucher",
        "kind: target, summary: 机构都支持电子凭证, indicator: e-voucher-coverage, target_kind: universal",
        "YG-TGT-006",
    ),
    (", softener: strive", "", "YG-TGT-004"),
    ("2024-06-30", "2023-12-31", "YG-TGT-002"),
]


def run(plan: Path = PLAN, links: Path = LINKS) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, FOLDER / "check_city_plan.py", plan, links),
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )


def findings_in(output: str) -> set[str]:
    """The lines that state a finding."""
    return {line.strip() for line in output.splitlines() if line.startswith("  [")}


def test_it_prints_what_its_page_shows() -> None:
    done = run()
    assert done.stdout == (FOLDER / "expected.txt").read_text("utf-8")
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize(("weak", "mended", "rule"), MENDED)
def test_mending_one_weakness_takes_exactly_its_finding_away(
    tmp_path: Path, weak: str, mended: str, rule: str
) -> None:
    text = PLAN.read_text("utf-8")
    assert text.count(weak) == 1
    draft = tmp_path / "draft.plan.yaml"
    draft.write_text(text.replace(weak, mended), "utf-8")
    before, after = findings_in(run().stdout), findings_in(run(draft).stdout)
    (gone,) = before - after
    assert rule in gone
    assert after < before


def test_a_plan_without_weaknesses_passes(tmp_path: Path) -> None:
    text = PLAN.read_text("utf-8")
    for weak, mended, _ in MENDED:
        text = text.replace(weak, mended)
    draft = tmp_path / "draft.plan.yaml"
    draft.write_text(text, "utf-8")
    done = run(draft)
    assert (done.returncode, done.stderr, findings_in(done.stdout)) == (0, "", set())


def test_a_fault_in_the_file_is_told_with_its_place(tmp_path: Path) -> None:
    draft = tmp_path / "draft.plan.yaml"
    draft.write_text(PLAN.read_text("utf-8").replace("level: city", "level: town"), "utf-8")
    done = run(draft)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{draft}:8:" in done.stderr
