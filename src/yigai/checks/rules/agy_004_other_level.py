"""An agency of another level or region (部门层级不符)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.agencies import level_of_name, printed_owners
from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-AGY-004",
    title=Text(zh="部门不属于本级", en="agency of another level"),
    severity=Severity.WARNING,
    what=Text(
        zh="责任部门是目录中的国家部门，或名称写明是省的部门，层级高于本计划。"
        "冠以国家字样的派出机构不在此列。",
        en="An owner is a national agency of the catalogue, or its name says that it is the province's, "
        "above the plan. A local branch with the nation in its name is left alone.",
    ),
    why=Text(zh="下级计划不能给上级部门派任务。", en="A plan cannot give tasks to those above it."),
    bad="""
# a city plan
tasks:
  - path: "1.1"
    responsibilities: [{agency: 省医保局, function: medical-insurance}]
""",
    good="""
# a city plan
tasks:
  - path: "1.1"
    responsibilities: [{agency: 市医保局, function: medical-insurance}]
""",
)
def other_level(this: Rule, context: Context) -> Iterator[Finding]:
    """Every owner whose name certainly belongs to a level above the plan's."""
    level = context.plan.document.level
    for task, owner in printed_owners(context.plan):
        named = level_of_name(owner.agency, context.agencies)
        if named is not None and named.is_above(level):
            message = Text(
                zh=f"{owner.agency} 的层级高于本计划",
                en=f"{owner.agency} stands above the level of the plan",
            )
            yield own(
                this,
                context.plan,
                str(task.path),
                message,
                expected=level.value,
                actual=named.value,
                detail=owner.agency,
            )
