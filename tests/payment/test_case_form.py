"""Cases in their form say what they said, and everything a case may hold is in the schema."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from yigai.cli import main
from yigai.files.formats import tree_of
from yigai.payment.case_form import case_data, case_schema
from yigai.payment.cases import read_case

CASES = sorted((Path(__file__).parent / "cases").glob("*.case.yaml"))
EXAMPLES = Path(__file__).parents[2] / "examples"
FAULTY = "dip-rule-with-faults.case.yaml"
EACH = pytest.mark.parametrize(
    "path", [each for each in CASES if each.name != FAULTY], ids=lambda each: each.name
)
SMALL = """\
# ours
format: yigai-case/1
expected: {refused: {mentions: [h1], kind: missing-data}}
as_of: "2024-12-31"
activity: {institutions: [{id: h1}]}
rule: {id: r, kind: global-budget, title: r}
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout, result.stderr


@EACH
def test_a_case_in_its_form_says_the_same(path: Path, tmp_path: Path) -> None:
    code, form, _ = run("fmt", str(path))
    assert code == 0
    folder = (
        tmp_path / "tests" / "payment" / "cases"
    )  # as deep as here, so that paths of files lead there too
    folder.mkdir(parents=True)
    (tmp_path / "examples").symlink_to(EXAMPLES)
    copy = folder / path.name
    copy.write_text(form, "utf-8")
    assert case_data(read_case(copy)) == case_data(read_case(path))
    assert run("fmt", "--check", str(copy)) == (0, "", "")


def test_a_case_is_written_in_its_form(tmp_path: Path) -> None:
    path = tmp_path / "a.case.yaml"
    path.write_text(SMALL, "utf-8")
    assert run("fmt", "--check", str(path))[0] == 1
    assert "注释" in run("fmt", "--write", str(path))[2]
    assert run("fmt", "--write", "--drop-comments", str(path)) == (0, "", "")
    assert path.read_text("utf-8") == (
        "format: yigai-case/1\n"
        "rule: {kind: global-budget, id: r, title: r}\n"
        "activity:\n"
        "  institutions:\n"
        "  - {id: h1}\n"
        "as_of: '2024-12-31'\n"
        "expected:\n"
        "  refused:\n"
        "    kind: missing-data\n"
        "    mentions: [h1]\n"
    )


def test_a_case_in_json_stays_json(tmp_path: Path) -> None:
    (tmp_path / "a.case.yaml").write_text(SMALL, "utf-8")
    data = tree_of(tmp_path / "a.case.yaml")[0].plain()
    (tmp_path / "a.case.json").write_text(json.dumps(data), "utf-8")
    code, form, _ = run("fmt", str(tmp_path / "a.case.json"))
    assert (code, json.loads(form)) == (0, data)
    assert list(json.loads(form)) == ["format", "rule", "activity", "as_of", "expected"]


def test_that_nothing_is_left_out_may_be_all_that_is_expected(tmp_path: Path) -> None:
    path = tmp_path / "a.case.yaml"
    path.write_text(
        SMALL.replace("{refused: {mentions: [h1], kind: missing-data}}", "{left_out: {}}"), "utf-8"
    )
    assert "left_out: {}" in run("fmt", str(path))[1]


def test_a_case_with_faults_of_its_own_has_no_form(tmp_path: Path) -> None:
    shutil.copy(CASES[0].with_name(FAULTY), tmp_path)
    code, form, said = run("fmt", str(tmp_path / FAULTY))
    assert (code, form) == (2, "")
    assert "rule.budget.fund_share" in said


# The schema


def valid(data: Any) -> bool:
    return bool(Draft202012Validator(case_schema()).is_valid(data))


def test_it_is_a_schema_of_2020_12_and_printed() -> None:
    Draft202012Validator.check_schema(case_schema())
    code, printed, _ = run("schema", "case")
    assert (code, json.loads(printed)) == (0, case_schema())


@EACH
def test_what_is_read_is_valid(path: Path) -> None:
    assert valid(tree_of(path)[0].plain())


@pytest.mark.parametrize(
    "change",
    [
        {"format": "yigai-case/2"},
        {"rule": {"kind": "dip", "id": "r"}},
        {"activity": {"institution": []}},
        {"as_of": "31.12.2024"},
        {"expected": {}},
        {"expected": {"amounts": {"h1": "1,000.00"}}},
        {"expected": {"left_out": {"cases[c1]": "gone"}}},
        {"expected": {"figures": {"hospitals": {}}}},
        {"expected": {"refused": {"kind": "missing-data"}, "totals": {"total": "1.00"}}},
        {"expected": {"refused": {"mentions": ["h1"]}}},
        {"more": "keys"},
    ],
)
def test_what_is_refused_is_not_valid(change: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.case.yaml").write_text(SMALL, "utf-8")
    data = tree_of(tmp_path / "a.case.yaml")[0].plain()
    assert valid(data)
    assert not valid({**data, **change})
