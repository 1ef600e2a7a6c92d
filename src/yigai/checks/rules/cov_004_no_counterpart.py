"""A local task that answers nothing above (本地自设任务)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-COV-004",
    title=Text(zh="上级没有对应条款的本地任务", en="local task with no counterpart above"),
    severity=Severity.INFO,
    what=Text(
        zh="计划中的一项任务没有与任何上级条款建立对应。",
        en="A task of the plan is linked to no upper provision.",
    ),
    why=Text(
        zh="可能是地方创新，也可能是对应关系有遗漏，值得看一眼。",
        en="It may be a local idea, or a gap in the alignment; either is worth a look.",
    ),
    bad="""
# task 4.21 stands in no link of the alignment
""",
    good="""
- {from: "4.21", to: "2.8", extent: partial, reason: 同涉公立医院投入}
""",
)
def no_counterpart(this: Rule, context: Context) -> Iterator[Finding]:
    """Every numbered task of the plan that no link starts from, if there is an alignment at all."""
    alignments = [alignment for comparison in context.comparisons for alignment in comparison.alignments]
    linked = {str(link.lower.path) for alignment in alignments for link in alignment.links}
    for task in context.plan.tasks if alignments else ():
        if task.path.number is not None and str(task.path) not in linked:
            title = task.title or str(task.path)
            message = Text(zh=f"“{title}”在上级没有对应条款", en=f'"{title}" answers no upper provision')
            yield own(this, context.plan, str(task.path), message)
