"""A task nobody answers for (无责任部门)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.agencies import owns_by_task
from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-AGY-001",
    title=Text(zh="任务没有责任部门", en="task without an owner"),
    severity=Severity.WARNING,
    what=Text(
        zh="计划逐项印出责任部门，而这项任务没有，也没有通则补充。半数以上任务都不印责任部门的文件不在此列。",
        en="The plan prints owners task by task, and this task has none, nor does a standing rule add one. "
        "A document in which fewer than half of the tasks print owners is left alone.",
    ),
    why=Text(zh="没有责任部门的任务没有人做。", en="What nobody owns nobody does."),
    bad="""
tasks:
  - path: "1.1"
    responsibilities: [{agency: 市卫生健康委, function: health}]
    statements: [{kind: duty, id: reform, summary: 改革, topic: reform}]
  - path: "1.2"
    statements: [{kind: duty, id: trial, summary: 试点, topic: trial}]
""",
    good="""
tasks:
  - path: "1.1"
    responsibilities: [{agency: 市卫生健康委, function: health}]
    statements: [{kind: duty, id: reform, summary: 改革, topic: reform}]
""",
)
def no_owner(this: Rule, context: Context) -> Iterator[Finding]:
    """Every numbered task with statements and without owners, in a plan that prints owners by task."""
    plan = context.plan
    for task, owners in plan.owners() if owns_by_task(plan) else ():
        if task.path.number is not None and task.statements and not owners:
            title = task.title or str(task.path)
            message = Text(zh=f"“{title}”没有责任部门", en=f'"{title}" has no owner')
            yield own(this, plan, str(task.path), message)
