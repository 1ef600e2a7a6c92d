"""The payment rules inside a plan are looked at with the plan, each at its address and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pendulum
from click.testing import CliRunner

from yigai.catalogue import store
from yigai.checks.check import Config, check
from yigai.checks.report import CheckReport
from yigai.cli import main
from yigai.files.formats import read_yaml
from yigai.judging.finding import Severity
from yigai.model.payment import CountyPackage, Parameter
from yigai.model.payment.words import IncrementReading
from yigai.model.plan import Plan

AS_OF = pendulum.Date(2023, 12, 31)
PACKAGE = "jilin-consortium-2021-draft#5.10/county-package"
PUBLIC_HEALTH = "jilin-consortium-2021-draft#8.23/public-health-money"
PLAN = """\
format: yigai-plan/1
document: {id: city, title: 计划, kind: plan, level: city, evidence: issued}
tasks:
  - path: "1"
    statements: [{id: pay, kind: duty, summary: 付费, topic: pay}]
  - path: "2"
payment_rules:
  - {kind: county-package, id: later, title: 包干, provision: "2", reserve_share: 10%, package_rate: 95%}
  - {kind: county-package, id: sooner, title: 包干, provision: "1", reserve_share: 10%,
     reading: total, package_rate: 90%}
"""


def found(plan: Plan, **settings: Any) -> CheckReport:
    report = check(plan, against=[], as_of=AS_OF, config=Config(select=("payment",), **settings))
    assert report.crashes == ()
    return report


def test_what_jilins_draft_leaves_open_is_found() -> None:
    findings = found(store.plan("jilin-consortium-2021-draft")).findings
    assert {(each.rule, each.severity) for each in findings} == {("YG-PAY-004", Severity.WARNING)}
    assert [(each.subject, each.detail) for each in findings] == [
        (PACKAGE, "reading"),
        (PUBLIC_HEALTH, "per_head"),
        (PUBLIC_HEALTH, "prepaid_share"),
    ]
    assert findings[0].expected == "increment total"


def test_a_chosen_reading_is_not() -> None:
    draft = store.plan("jilin-consortium-2021-draft")
    (rule, *others) = draft.payment_rules
    assert isinstance(rule, CountyPackage)
    chosen = attrs.evolve(rule, reading=Parameter.of(IncrementReading.INCREMENT))
    report = found(attrs.evolve(draft, payment_rules=(chosen, *others)))
    assert PACKAGE not in {each.subject for each in report.findings}


def test_findings_stand_where_their_task_stands_and_a_rule_cites_its_provision() -> None:
    report = found(read_yaml(PLAN, Plan))
    assert [(each.rule, each.subject) for each in report.findings] == [
        ("YG-PAY-001", "city#1/sooner"),
        ("YG-PAY-004", "city#2/later"),
    ]
    assert report.findings[1].citations[0].source == "city#2"


def test_the_line_of_the_rule_is_told(tmp_path: Path) -> None:
    file = tmp_path / "city.plan.yaml"
    file.write_text(PLAN, "utf-8")
    arguments = ["check", str(file), "--against", "national-2023h2", "--as-of", "2023-12-31", "--lang", "en"]
    printed = "".join(CliRunner().invoke(main, arguments).stdout.split())  # long paths are broken into lines
    assert f"city#2/later{file}:8" in printed
    assert f"city#1/sooner0.9{file}:9" in printed
