"""Weaker than asked (弱于上级要求)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import deviating
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Deviation


@rule(
    id="YG-TGT-001",
    title=Text(zh="弱于上级要求", en="weaker than asked"),
    severity=None,
    what=Text(
        zh="回应若恰好做到，其最差值仍达不到上级的数值或频次。",
        en="Even if the answer is exactly kept, the worst it admits is not what was asked.",
    ),
    why=Text(
        zh="数值一再打折，上级目标便无从实现；单看一份计划看不出来。",
        en="A figure that shrinks from level to level is never reached, and no single plan shows it.",
    ),
    bad="""
# asked: every: {times: 1, per: 1, unit: year}
- {kind: duty, id: price-review, summary: 每两年评估一次,
   topic: price-review, every: {times: 1, per: 2, unit: year}}
""",
    good="""
- {kind: duty, id: price-review, summary: 每年评估一次, topic: price-review,
   every: {times: 1, per: 1, unit: year}}
""",
)
def weaker(this: Rule, context: Context) -> Iterator[Finding]:
    """Statements whose best answer is WEAKER."""
    short = Text(zh="弱于上级要求", en="weaker than asked")
    return deviating(this, context, Deviation.WEAKER, short, "value", "frequency")
