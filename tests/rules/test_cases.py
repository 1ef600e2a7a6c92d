"""Every rule on its own small cases: what it finds, and that it finds nothing else.

A case file `YG-XXX-NNN.yaml` names its rule and lists cases. In a case,

* `upper` and `lower` are the statements of task 1.1 of the two plans, or a mapping with parts of a plan
  file (`document`, `sections`, `tasks`, `indicators`, `populations`) and `statements` of task 1.1; without
  `upper` the plan is checked against nothing;
* a statement without an id is `asked` above and `said` below, without a summary its id is its summary;
* `payment_rule` is a rule file instead of plans; what is not written there is that of a small DIP rule or,
  with `kind: county-package`, of a small package; `null` takes a key away;
* `as_of` is the day, the last of 2023 unless given;
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

from yigai.checks.check import Config, check, check_payment_rule
from yigai.checks.report import CheckReport
from yigai.files.formats import dump_yaml, read_yaml
from yigai.files.tree import read_tree
from yigai.judging.finding import Finding
from yigai.model.alignment import Alignment
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan

AS_OF = pendulum.Date(2023, 12, 31)
DOCUMENTS = {
    "upper": {"id": "upper", "title": "上级任务", "kind": "plan", "level": "national"},
    "lower": {"id": "lower", "title": "本地计划", "kind": "plan", "level": "city", "region": "441600"},
}
IDS = {"upper": "asked", "lower": "said"}
CASE_KEYS = {"name", "upper", "lower", "links", "alignment", "payment_rule", "as_of", "finds"}
HEAD = {"format": "yigai-rule/1", "id": "rule", "title": "示例规则（虚构）", "source": "示例办法（虚构）"}
PAYMENT_RULES: dict[str, dict[str, Any]] = {
    "dip": {
        "points": {"method": "average", "reference": "8000.00"},
        "institution_factor": "true",
        "review": {"quota": "5‰"},
        "budget": {"pool": "fund-and-patients", "fund": "1000000.00"},
        "settlement": {"shape": "less-patients"},
    },
    "county-package": {"reserve_share": "10%", "reading": "increment", "package_rate": "95%"},
}
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


def payment_rule_of(given: dict[str, Any]) -> PaymentRule:
    kind = given.get("kind", "dip")
    data = HEAD | {"kind": kind} | PAYMENT_RULES.get(kind, {}) | given
    text = dump_yaml({key: value for key, value in data.items() if value is not None})
    reader: Any = PaymentRule
    built: PaymentRule = read_yaml(text, reader)
    return built


def checked(rule: str, case: dict[str, Any]) -> CheckReport:
    as_of = pendulum.Date.fromisoformat(case["as_of"]) if "as_of" in case else AS_OF
    if "payment_rule" in case:
        config = Config(select=(rule,))
        return check_payment_rule(payment_rule_of(case["payment_rule"]), as_of=as_of, config=config)
    uppers = [plan_of("upper", case["upper"])] if "upper" in case else []
    return check(
        plan_of("lower", case["lower"]),
        against=uppers,
        links=alignment_of(case),
        as_of=as_of,
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
