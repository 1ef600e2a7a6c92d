"""The quarterly review of 2023, kept above and absent here (季调度)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.monitoring import unwatched
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.values.citation import Citation, Evidence

_SOURCE = Citation(
    source="national-2023h2-interpretation#7", evidence=Evidence.INTERPRETATION, note="国家一级的工作安排"
)


@rule(
    id="YG-TRK-001",
    title=Text(zh="没有季调度安排", en="no quarterly review"),
    severity=Severity.INFO,
    what=Text(
        zh="官方解读说国家对医改任务按季度调度，计划没有同样频次的安排。"
        "解读没有要求地方照办；早于上级文件年份的计划不在此列。",
        en="By the official interpretation the nation keeps a quarterly review of the tasks, and the plan "
        "has none as often. The interpretation does not ask it of local plans; a plan of an earlier year is "
        "left alone.",
    ),
    why=Text(
        zh="没有调度和通报，就不知道任务进展。",
        en="Without reviews and circulars nobody knows how the tasks stand.",
    ),
    bad="""
# interpretation 7: every: {times: 1, per: 1, unit: quarter}
- {kind: duty, id: review, summary: 定期调度, topic: regular-review,
   every: regular}
""",
    good="""
- {kind: duty, id: review, summary: 季调度, topic: quarterly-review,
   every: {times: 1, per: 1, unit: quarter}}
""",
    basis=(_SOURCE,),
    needs_all=True,
)
def quarterly_review(this: Rule, context: Context) -> Iterator[Finding]:
    """One finding when a known interpretation of an upper document tells of it and nothing here keeps it."""
    name = Text(zh="按季度调度", en="a quarterly review")
    yield from unwatched(this, context, "quarterly-review", ("regular-review",), name)
