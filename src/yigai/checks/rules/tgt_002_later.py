"""Later than asked (晚于上级时限)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import deviating
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Deviation


@rule(
    id="YG-TGT-002",
    title=Text(zh="晚于上级时限", en="later than asked"),
    severity=None,
    what=Text(
        zh="回应的时限（按所印精度的最后一天计）晚于上级时限。",
        en="The last day of the printed deadline is after the one that was asked.",
    ),
    why=Text(
        zh="晚于上级时限的任务，按期也完不成上级任务。",
        en="A task done by a later date is not done by the date that was asked.",
    ),
    bad="""
# asked: due: "2023-12-31"
- {kind: duty, id: reform, summary: 完成改革任务,
   topic: disease-control-reform, due: "2024"}
""",
    good="""
- {kind: duty, id: reform, summary: 完成改革任务,
   topic: disease-control-reform, due: "2023-12"}
""",
)
def later(this: Rule, context: Context) -> Iterator[Finding]:
    """Statements whose best answer is LATER."""
    short = Text(zh="晚于上级时限", en="later than asked")
    return deviating(this, context, Deviation.LATER, short, "date")
