"""Owners who are only relevant departments (责任部门笼统)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.agency import Responsibility
from yigai.model.words import Function

_VAGUE = ("相关部门", "有关部门", "各部门", "有关单位", "相关单位", "各单位")


@rule(
    id="YG-AGY-002",
    title=Text(zh="责任部门只写“有关部门”", en="owners are only relevant departments"),
    severity=Severity.WARNING,
    what=Text(
        zh="任务除了“有关部门”之类的统称，没有点名任何部门。",
        en="A task names nobody but relevant departments.",
    ),
    why=Text(zh="人人有责等于无人负责。", en="What is everybody's is nobody's."),
    bad="""
tasks:
  - path: "1.1"
    responsibilities: [{agency: 各有关部门, function: other}]
""",
    good="""
tasks:
  - path: "1.1"
    responsibilities:
      - {agency: 市卫生健康委, function: health}
      - {agency: 各有关部门, function: other}
""",
)
def vague_owner(this: Rule, context: Context) -> Iterator[Finding]:
    """Every task all of whose owners are collective words."""
    for task, owners in context.plan.owners():
        if owners and all(_is_vague(owner) for owner in owners):
            title = task.title or str(task.path)
            named = "、".join(owner.agency for owner in owners)
            message = Text(zh=f"“{title}”只写了{named}", en=f'"{title}" names only {named}')
            yield own(this, context.plan, str(task.path), message, actual=named)


def _is_vague(owner: Responsibility) -> bool:
    return owner.function is Function.OTHER and owner.agency.endswith(_VAGUE)
