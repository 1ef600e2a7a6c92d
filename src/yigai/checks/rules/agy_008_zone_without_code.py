"""A functional zone, which has no code (功能区无代码)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-AGY-008",
    title=Text(zh="功能区没有行政区划代码", en="functional zone without a code"),
    severity=Severity.INFO,
    what=Text(
        zh="计划提到的功能区（新区、开发区）不在 GB/T 2260 中，没有代码。",
        en="A functional zone the plan names is not in GB/T 2260 and has no code.",
    ),
    why=Text(zh="没有代码的地区在汇总时容易漏掉。", en="An area without a code is easily lost in a roll-up."),
    bad="""
document: {zones: [江东新区]}
""",
    good="""
document: {zones: []}
""",
)
def zone_without_code(this: Rule, context: Context) -> Iterator[Finding]:
    """One finding for each zone."""
    for zone in context.plan.document.zones:
        message = Text(zh=f"{zone} 没有行政区划代码", en=f"{zone} has no division code")
        yield own(this, context.plan, "", message, actual=zone, detail=zone)
