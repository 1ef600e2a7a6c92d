"""The annual circular of 2023, kept above and absent here (年通报)."""

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
    id="YG-TRK-002",
    title=Text(zh="没有年通报安排", en="no annual circular"),
    severity=Severity.INFO,
    what=Text(
        zh="官方解读说国家对医改任务年度通报，计划没有同样频次的安排。"
        "解读没有要求地方照办；早于上级文件年份的计划不在此列。",
        en="By the official interpretation the nation keeps an annual circular of the tasks, and the plan "
        "has none as often. The interpretation does not ask it of local plans; a plan of an earlier year is "
        "left alone.",
    ),
    why=Text(
        zh="没有调度和通报，就不知道任务进展。",
        en="Without reviews and circulars nobody knows how the tasks stand.",
    ),
    bad="""
# no statement about an annual circular
""",
    good="""
- {kind: duty, id: review, summary: 年通报, topic: annual-circular,
   every: {times: 1, per: 1, unit: year}}
""",
    basis=(_SOURCE,),
    needs_all=True,
)
def annual_circular(this: Rule, context: Context) -> Iterator[Finding]:
    """One finding when a known interpretation of an upper document tells of it and nothing here keeps it."""
    name = Text(zh="年度通报", en="an annual circular")
    yield from unwatched(this, context, "annual-circular", (), name)
