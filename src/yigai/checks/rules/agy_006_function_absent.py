"""A function that owns tasks above and none in the whole plan (职能缺位)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.agencies import carrier_of, owns_by_task
from yigai.checks.comparison import Comparison
from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.agency import Responsibility
from yigai.model.plan import Task
from yigai.model.words import Function

# A local plan is itself the act of a local government and its reform office; the rest is no one function.
_NEVER = {Function.LOCAL_GOVERNMENT, Function.HEALTH_REFORM_OFFICE, Function.OTHER}


@rule(
    id="YG-AGY-006",
    title=Text(zh="上级有而本计划没有的职能", en="function absent from the whole plan"),
    severity=Severity.INFO,
    what=Text(
        zh="本计划所对应的上级任务由某项职能的部门负责，本级也应有承担它的部门，"
        "而整份计划没有出现。每项职能只报一次。",
        en="A function owns upper tasks that the plan is linked to, this level should have an agency for it, "
        "and the whole plan names none. Reported once for each function.",
    ),
    why=Text(zh="缺位的部门不会主动参与。", en="A department that is not named will not take part."),
    bad="""
# linked upper task: 农业农村部; in the plan no 农业 anywhere
""",
    good="""
tasks:
  - path: "1.1"
    responsibilities: [{agency: 市农业农村局, function: agriculture}]
""",
    needs_all=True,
)
def function_absent(this: Rule, context: Context) -> Iterator[Finding]:
    """Every function that owns a linked upper task, should exist here, and is nowhere in the plan."""
    plan = context.plan
    present = {owner.function for _, owners in plan.owners() for owner in owners}
    found: dict[Function, tuple[list[str], list[str]]] = {}
    for comparison in context.comparisons if owns_by_task(plan) else ():
        for task, owners in _linked_above(comparison):
            for owner in owners:
                if owner.function in _NEVER or owner.function in present:
                    continue
                carrier = carrier_of(owner.function, plan.document.level, context.carriers)
                if carrier is None or carrier in present:
                    continue
                names, places = found.setdefault(owner.function, ([], []))
                names.append(owner.agency)
                places.append(f"{comparison.upper.id}#{task.path}")
    for function, (names, places) in found.items():
        named = "、".join(dict.fromkeys(names))
        where = "、".join(dict.fromkeys(places))
        first, *others = {place.partition("#")[0] for place in places}
        message = Text(
            zh=f"{named}是 {where} 的责任部门，本计划有与之对应的任务，全文没有这一职能的部门",
            en=f"{named} owns {where}, which tasks of the plan are linked to; "
            f"no owner in the plan is marked {function.value}",
        )
        yield own(
            this,
            plan,
            "",
            message,
            upper=None if others else first,
            expected=function.value,
            detail=function.value,
        )


def _linked_above(comparison: Comparison) -> Iterator[tuple[Task, tuple[Responsibility, ...]]]:
    linked = {str(link.upper.path) for alignment in comparison.alignments for link in alignment.links}
    for task, owners in comparison.upper.owners():
        if str(task.path) in linked:
            yield task, owners
