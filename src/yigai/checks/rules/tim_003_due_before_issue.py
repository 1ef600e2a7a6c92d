"""A deadline before the document was issued (时限早于成文)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-TIM-003",
    title=Text(zh="时限早于成文日期", en="deadline before the document was issued"),
    severity=Severity.WARNING,
    what=Text(
        zh="条款的时限早于文件自己的成文日期。",
        en="A statement is due before the document itself was issued.",
    ),
    why=Text(
        zh="发文时就已过期的任务无法按期完成，多半是年份写错。",
        en="What is late from the first day cannot be done in time; mostly the year is wrong.",
    ),
    bad="""
document: {issued_on: "2021-10-27"}
tasks:
  - path: "1.1"
    statements:
      - {kind: duty, id: reform, summary: 完成, topic: reform, due: "2020"}
""",
    good="""
document: {issued_on: "2021-10-27"}
tasks:
  - path: "1.1"
    statements:
      - {kind: duty, id: reform, summary: 完成, topic: reform, due: "2021"}
""",
)
def due_before_issue(this: Rule, context: Context) -> Iterator[Finding]:
    """Every statement whose resolved deadline lies before the day of issue."""
    issued = context.plan.document.issued_on
    for task in context.plan.tasks:
        for statement in task.statements:
            due = statement.due
            if due is not None and due.date is not None and issued is not None and due.date < issued:
                message = Text(
                    zh=f"“{statement.summary}”的时限早于成文日期",
                    en=f'"{statement.summary}" is due before the day of issue',
                )
                path = f"{task.path}/{statement.id}"
                yield own(this, context.plan, path, message, expected=str(issued), actual=due.text)
