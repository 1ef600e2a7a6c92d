"""A deadline whose date nobody can tell (时限无法确定日期)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-TIM-004",
    title=Text(zh="时限无法确定日期", en="deadline that resolves to no date"),
    severity=Severity.INFO,
    what=Text(
        zh="条款印有时限（如年底前、年内），但依文件所印无法确定是哪一天，多因没有印年份。",
        en="A statement prints a deadline, such as the end of the year, and what is printed gives no date, "
        "mostly for want of a year.",
    ),
    why=Text(
        zh="无法确定的时限不能用来考核；请在文件中印明年份。",
        en="Nobody can be held to a date that cannot be told; the text should print the year.",
    ),
    bad="""
- {kind: duty, id: reform, summary: 完成改革, topic: reform,
   due: {printed: 年底前, unresolved: 未印年份}}
""",
    good="""
- {kind: duty, id: reform, summary: 完成改革, topic: reform,
   due: {date: "2023-12-31", printed: 2023年底前}}
""",
)
def unresolved_due(this: Rule, context: Context) -> Iterator[Finding]:
    """Every statement whose printed deadline stays unresolved, with the reason."""
    for task in context.plan.tasks:
        for statement in task.statements:
            due = statement.due
            if due is not None and due.unresolved is not None:
                printed, summary = due.printed or "", statement.summary
                message = Text(
                    zh=f"“{summary}”的时限“{printed}”无法确定：{due.unresolved}",
                    en=f'the deadline "{printed}" of "{summary}" is unresolved: {due.unresolved}',
                )
                yield own(this, context.plan, f"{task.path}/{statement.id}", message, actual=due.printed)
