"""A target without a deadline (没有时限)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own, targets_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.words import TargetKind


@rule(
    id="YG-TGT-008",
    title=Text(zh="目标没有时限", en="target without a deadline"),
    severity=Severity.INFO,
    what=Text(
        zh="计划中的目标没有印出任何时限。标准（standard）不算目标时限。",
        en="A target of the plan prints no deadline at all; a set standard needs none.",
    ),
    why=Text(
        zh="没有时限的目标无法按季跟踪。", en="A target without a date cannot be followed through the year."
    ),
    bad="""
- {kind: target, id: rate, summary: 直接结算率,
   indicator: intra-province-inpatient-direct-settlement-rate,
   comparator: ">=", value: "70", unit: "%"}
""",
    good="""
- {kind: target, id: rate, summary: 直接结算率,
   indicator: intra-province-inpatient-direct-settlement-rate,
   comparator: ">=", value: "70", unit: "%", due: "2023"}
""",
)
def no_deadline(this: Rule, context: Context) -> Iterator[Finding]:
    """Every target with nothing printed about when."""
    for path, target in targets_of(context.plan):
        if target.due is None and target.target_kind is not TargetKind.STANDARD:
            message = Text(zh=f"“{target.summary}”没有印出时限", en=f'"{target.summary}" prints no deadline')
            yield own(this, context.plan, path, message)
