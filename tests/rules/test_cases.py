"""Every rule on its own small cases: what it finds, and that it finds nothing else.

A case file `YG-XXX-NNN.yaml` names its rule and lists cases. In a case,

* `upper` and `lower` are the statements of task 1.1 of the two plans, or a mapping with parts of a plan
  file (`document`, `sections`, `tasks`, `indicators`, `populations`) and `statements` of task 1.1; without
  `upper` the plan is checked against nothing;
* a statement without an id is `asked` above and `said` below, without a summary its id is its summary;
* `links` are those of a printed alignment down to statements, by default one from task 1.1 to task 1.1;
  `alignment` changes its `basis` or `depth`, and `alignment: null` means that there is none;
* `finds` are all findings of the rule, in the order of the report. `severity`, `subject`, `requirement`,
  `outcome` and `deviations` are compared whether or not they stand there; `expected` and `actual` where
  they stand; `says` is a part of the message in English.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pendulum
import pytest

from yigai.checks.check import Config, check
from yigai.checks.report import CheckReport
from yigai.files.formats import dump_yaml, read_yaml
from yigai.files.tree import read_tree
from yigai.judging.finding import Finding
from yigai.model.alignment import Alignment
from yigai.model.plan import Plan

AS_OF = pendulum.Date(2023, 12, 31)
DOCUMENTS = {
    "upper": {"id": "upper", "title": "上级任务", "kind": "plan", "level": "national"},
    "lower": {"id": "lower", "title": "本地计划", "kind": "plan", "level": "city", "region": "441600"},
}
IDS = {"upper": "asked", "lower": "said"}
CASE_KEYS = {"name", "upper", "lower", "links", "alignment", "finds"}
FINDING_KEYS = {
    "severity", "subject", "requirement", "outcome", "deviations", "expected", "actual", "says",
}  # fmt: skip


def cases() -> list[Any]:
    found = []
    for file in sorted(Path(__file__).parent.glob("YG-*.yaml")):
        tree, faults = read_tree(file.read_text("utf-8"), source=file.name)
        assert not faults, faults
        data = tree.plain()
        assert data["rule"] == file.stem
        found += [pytest.param(file.stem, case, id=f"{file.stem}: {case['name']}") for case in data["cases"]]
    return found


def plan_of(side: str, given: Any) -> Plan:
    parts = dict(given) if isinstance(given, dict) else {"statements": given}
    statements = [{"id": IDS[side]} | each for each in parts.pop("statements", ())]
    data: dict[str, Any] = {
        "format": "yigai-plan/1",
        "document": DOCUMENTS[side] | parts.pop("document", {}),
        "sections": [{"path": "1", "title": "第一部分"}],
        "tasks": [
            {"path": "1.1", "statements": [{"summary": each["id"]} | each for each in statements]},
        ],
    }
    return read_yaml(dump_yaml(data | parts), Plan)


def alignment_of(case: dict[str, Any]) -> list[Alignment]:
    given = case.get("alignment", {})
    if given is None or "upper" not in case:
        return []
    data = {
        "format": "yigai-alignment/1",
        "lower": "lower",
        "upper": "upper",
        "basis": "printed",
        "depth": "statements",
        "author": "tester",
        "links": case.get("links", [{"from": "1.1", "to": "1.1"}]),
    }
    return [read_yaml(dump_yaml(data | given), Alignment)]


def checked(rule: str, case: dict[str, Any]) -> CheckReport:
    uppers = [plan_of("upper", case["upper"])] if "upper" in case else []
    return check(
        plan_of("lower", case["lower"]),
        against=uppers,
        links=alignment_of(case),
        as_of=AS_OF,
        config=Config(select=(rule,)),
    )


def told(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "requirement": finding.requirement,
        "outcome": finding.outcome.value if finding.outcome else None,
        "deviations": [deviation.value for deviation in finding.deviations],
    }


@pytest.mark.parametrize(("rule", "case"), cases())
def test_a_case(rule: str, case: dict[str, Any]) -> None:
    assert case.keys() <= CASE_KEYS
    report = checked(rule, case)
    assert report.crashes == ()
    usual: dict[str, Any] = {
        "rule": rule, "subject": None, "requirement": None, "outcome": None, "deviations": [],
    }  # fmt: skip
    expected = [usual | wanted for wanted in case["finds"]]
    found = report.findings
    assert [told(finding) for finding in found] == [
        {key: wanted[key] for key in ("rule", "severity", "subject", "requirement", "outcome", "deviations")}
        for wanted in expected
    ]
    for finding, wanted in zip(found, case["finds"], strict=True):
        assert wanted.keys() <= FINDING_KEYS
        assert finding.expected == wanted.get("expected", finding.expected)
        assert finding.actual == wanted.get("actual", finding.actual)
        assert wanted.get("says", "") in finding.message.en
    prints = [finding.fingerprint for finding in found]
    assert len(set(prints)) == len(prints)
