"""A task with two lead agencies (两个牵头部门)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.words import Role


@rule(
    id="YG-AGY-007",
    title=Text(zh="一项任务有两个以上牵头部门", en="more than one lead"),
    severity=Severity.INFO,
    what=Text(zh="同一任务有两个以上部门标为牵头。", en="Two or more owners of one task are leads."),
    why=Text(
        zh="惯例是一家牵头，多家牵头容易互相等待。",
        en="By convention one leads; several leads wait for each other.",
    ),
    bad="""
tasks:
  - path: "1.1"
    responsibilities:
      - {agency: 市卫生健康委, function: health, role: lead}
      - {agency: 市医保局, function: medical-insurance, role: lead}
""",
    good="""
tasks:
  - path: "1.1"
    responsibilities:
      - {agency: 市卫生健康委, function: health, role: lead}
      - {agency: 市医保局, function: medical-insurance, role: participating}
""",
)
def two_leads(this: Rule, context: Context) -> Iterator[Finding]:
    """Every task with more than one printed lead."""
    for task in context.plan.tasks:
        leads = [owner.agency for owner in task.responsibilities if owner.role is Role.LEAD]
        if len(leads) > 1:
            named = "、".join(leads)
            title = task.title or str(task.path)
            message = Text(zh=f"“{title}”有 {len(leads)} 个牵头部门", en=f'"{title}" has {len(leads)} leads')
            yield own(this, context.plan, str(task.path), message, actual=named)
