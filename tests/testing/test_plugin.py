"""The pytest plugin, as a user meets it: a folder, a configuration file, `python -m pytest`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[2] / "examples" / "ci_project"
PLAN = (EXAMPLE / "plans" / "example-county-2023.plan.yaml").read_text("utf-8")
LINKS = (EXAMPLE / "links" / "example-county-2023.links.yaml").read_text("utf-8")
CASES = (EXAMPLE / "cases.verdicts.yaml").read_text("utf-8")
CASE = (
    (Path(__file__).parents[1] / "payment" / "cases" / "dip-example.case.yaml")
    .read_text("utf-8")
    .replace("../../..", str(Path(__file__).parents[2]))
)
AS_OF = "yigai_as_of = 2023-08-01"
AGAINST = "yigai_against = national-2023h2"
# What a run inside of `pytest -n` would take for its own.
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def run(folder: Path, *arguments: str, ini: tuple[str, ...] = ()) -> tuple[int, str]:
    (folder / "pytest.ini").write_text("\n".join(["[pytest]", *ini]), "utf-8")
    done = subprocess.run(
        (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments),
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**OUTSIDE, "PYTHONUTF8": "1", "COLUMNS": "200"},
    )
    return done.returncode, done.stdout + done.stderr


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def test_importing_it_loads_nothing_heavy_and_no_room() -> None:
    script = "import sys, yigai.testing.plugin; print(*sys.modules)"
    done = subprocess.run((sys.executable, "-c", script), check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.split(".")[0] == "yigai"} == {
        "yigai", "yigai.testing", "yigai.testing.plugin"
    }  # fmt: skip
    assert loaded.isdisjoint({"hypothesis", "yaml", "cattrs", "pendulum"})


def test_a_run_without_our_files_loads_no_room(tmp_path: Path) -> None:
    test = "import sys\ndef test_it(): assert {n for n in sys.modules if n.startswith('yigai.')} <= "
    put(tmp_path, "test_it.py", test + "{'yigai.testing', 'yigai.testing.plugin'}\n")
    code, output = run(tmp_path)
    assert code == 0, output


def test_it_collects_plans_tables_and_cases_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "county.plan.yaml", PLAN)
    put(tmp_path, "cases.verdicts.yaml", CASES)
    put(tmp_path, "county.links.yaml", LINKS)
    put(tmp_path, "county.yaml", PLAN)
    put(tmp_path, "plan.yaml", PLAN)
    put(tmp_path, "county.plan.yaml.bak", PLAN)
    put(tmp_path, "year.case.yaml", CASE)
    code, output = run(tmp_path, "--collect-only")
    assert code == 0, output
    assert [line for line in output.splitlines() if "::" in line] == [
        "cases.verdicts.yaml::Vouchers 1",
        "cases.verdicts.yaml::Vouchers 2",
        "cases.verdicts.yaml::Vouchers 3",
        "cases.verdicts.yaml::Stays 1",
        "cases.verdicts.yaml::Stays 2",
        "county.plan.yaml::reads",
        "county.plan.yaml::writing is stable",
        "year.case.yaml::settles as expected",
    ]


@pytest.mark.parametrize(
    ("arguments", "counts"),
    [
        (("-k", "Stays"), "2 passed, 6 deselected"),
        (("-k", "clean"), "1 passed, 7 deselected"),
        (("-n", "2"), "8 passed"),
        (("county.plan.yaml::reads",), "1 passed"),
    ],
    ids=["-k", "-k for one test of a plan", "xdist", "a node id"],
)
def test_tests_are_chosen_and_shared_out_as_usual(
    tmp_path: Path, arguments: tuple[str, ...], counts: str
) -> None:
    put(tmp_path, "county.plan.yaml", PLAN)
    put(tmp_path, "county.links.yaml", LINKS)
    put(tmp_path, "cases.verdicts.yaml", CASES)
    code, output = run(tmp_path, *arguments, ini=(AGAINST, AS_OF, "yigai_links = county.links.yaml"))
    assert code == 0, output
    assert counts in output


@pytest.mark.parametrize(
    ("ini", "message"),
    [
        ((AGAINST,), "setting yigai_as_of: found nothing, expected a date"),
        ((AGAINST, "yigai_as_of = 2023-02-30"), "setting yigai_as_of: found '2023-02-30', expected a date"),
        ((AGAINST, "yigai_as_of = ２０２３-08-01"), "setting yigai_as_of: found '２０２３-08-01'"),
        (("yigai_as_of = soon",), "setting yigai_as_of: found 'soon', expected a date"),
        (("yigai_fail_on = fatal",), "setting yigai_fail_on: found 'fatal', expected one of error, warning"),
        (("yigai_against = national-2032h2", AS_OF), "did you mean 'national-2023h2'?"),
        (("yigai_against = upper.plan.yaml", AS_OF), "setting yigai_against: "),
        ((f"{AGAINST} national-2023h2", AS_OF), "found 'national-2023h2' twice"),
        (("yigai_links = county.links.yaml",), "setting yigai_against: found nothing"),
        ((AGAINST, AS_OF, "yigai_links = other.links.yaml"), "setting yigai_links: "),
        (("yigai_against = heyuan-2023", AS_OF, "yigai_links = county.links.yaml"), "found links to 'nat"),
    ],
)
def test_settings_that_make_no_sense_are_refused(tmp_path: Path, ini: tuple[str, ...], message: str) -> None:
    put(tmp_path, "county.plan.yaml", PLAN)
    put(tmp_path, "county.links.yaml", LINKS)
    code, output = run(tmp_path, ini=ini)
    assert code == pytest.ExitCode.USAGE_ERROR, output
    assert message in output
    assert "Traceback" not in output


def test_all_faults_of_a_file_are_told_with_their_places(tmp_path: Path) -> None:
    put(tmp_path, "bad.plan.yaml", PLAN.replace("level: county", "level: town").replace("kind: plan", "k: 1"))
    code, output = run(tmp_path)
    assert code == 1
    assert "bad.plan.yaml:6:3: document.k: found unknown key k" in output
    assert "bad.plan.yaml:7:3: document.level: found 'town'" in output
    assert "1 failed, 1 skipped" in output


def test_a_faulty_file_fails_also_when_reads_is_not_chosen(tmp_path: Path) -> None:
    put(tmp_path, "bad.plan.yaml", PLAN.replace("level: county", "level: town"))
    code, output = run(tmp_path, "-k", "stable")
    assert code == 1
    assert "bad.plan.yaml:7:3: document.level: found 'town'" in output


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_a_finding_fails_from_the_chosen_level_on(tmp_path: Path, level: str, code: int) -> None:
    softer = PLAN.replace("topic: smart-hospitals", "topic: smart-hospitals, softener: strive")
    put(tmp_path, "county.plan.yaml", softer)
    put(tmp_path, "county.links.yaml", LINKS.replace("printed", "topical"))
    ini = (AGAINST, AS_OF, "yigai_links = county.links.yaml", f"yigai_fail_on = {level}")
    found, output = run(tmp_path, ini=ini)
    assert found == code, output
    said = "county.plan.yaml:30: YG-TGT-004 warning: example-county-2023#2/smart-hospitals <- national-2023h2"
    assert (said in output) == bool(code)


def test_a_check_without_an_alignment_warns_that_nothing_was_judged(tmp_path: Path) -> None:
    put(tmp_path, "county.plan.yaml", PLAN)
    _, output = run(tmp_path, ini=(AGAINST, AS_OF))
    assert "county.plan.yaml: no alignment with national-2023h2, so nothing was judged" in output


def test_a_document_above_is_not_checked_against_itself(tmp_path: Path) -> None:
    put(tmp_path, "county.plan.yaml", PLAN)
    code, output = run(tmp_path, ini=("yigai_against = county.plan.yaml", AS_OF))
    assert code == 0
    assert "2 passed" in output


TABLE = "format: yigai-verdicts/1\nvocabulary: {}\ngroups:\n  - title: A\n    law: B\n    rows:\n"
ASKED = "      - asked: {kind: duty, topic: a}\n        answered: {kind: duty, topic: a}\n"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[]", "bad.verdicts.yaml:1:1: found a list, expected a yigai-verdicts/1 file"),
        ("groups: []", "format: found no format, expected format: yigai-verdicts/1"),
        ("format: yigai-plan/1\ngroups: 3", "bad.verdicts.yaml:2:1: groups: found '3', expected a list of"),
        ("format: yigai-verdicts/1", "groups: found no groups"),
        (f"{TABLE}      - 3", "bad.verdicts.yaml:7:9: groups[0].rows[0]: found '3', expected a mapping"),
        (TABLE, "bad.verdicts.yaml:4:5: groups[0]: found a mapping, expected a mapping with a list of rows"),
        (TABLE.replace("law: B", "both: 3") + ASKED, "5:5: groups[0].both: found '3', expected a mapping"),
        (TABLE.replace("{}", "3") + ASKED, "bad.verdicts.yaml:2:1: vocabulary: found '3', expected a map"),
        (f"{TABLE}      - asked: 3", "7:9: groups[0].rows[0].asked: found '3', expected a mapping"),
        (
            f"{TABLE}{ASKED}        verdict: FINE",
            "9:9: groups[0].rows[0].verdict: found 'FINE', exp",
        ),
        (f"{TABLE}{ASKED}", "bad.verdicts.yaml:7:9: groups[0].rows[0]: found no verdict"),
        (f"{TABLE}{ASKED}        verdikt: A", "found unknown key verdikt, expected one of asked, answered"),
        (f"{TABLE}{ASKED}        verdict: SATISFIED\n        verdict: EXCEEDED", "bad.verdicts.yaml:10:9: "),
    ],
)
def test_a_faulty_table_is_told_with_its_places(tmp_path: Path, table: str, message: str) -> None:
    put(tmp_path, "bad.verdicts.yaml", table)
    code, output = run(tmp_path)
    assert code == pytest.ExitCode.INTERRUPTED, output
    assert message in output
    assert "Traceback" not in output
    assert "plugin.py" not in output


def test_a_case_passes_or_departs_with_its_trace(tmp_path: Path) -> None:
    put(tmp_path, "good.case.yaml", CASE)
    assert run(tmp_path)[0] == 0
    put(tmp_path, "bad.case.yaml", CASE.replace("41396.24", "41396.25"))
    code, output = run(tmp_path)
    assert code == 1
    assert "bad.case.yaml: the case departs\n  h1  expected 41396.25  got 41396.24\n" in output
    assert "worth of the points  49396.24 yuan" in output
    assert "Traceback" not in output
    put(tmp_path, "bad.case.yaml", CASE.replace("amounts", "amonts"))
    code, output = run(tmp_path)
    assert code == 1
    assert "bad.case.yaml:8:3: expected.amonts: found unknown key amonts" in output
