"""A link of an alignment whose end does not exist (对应关系落空)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text, did_you_mean
from yigai.judging.finding import Finding, Severity
from yigai.model.alignment import Alignment
from yigai.model.plan import Plan
from yigai.values.citation import Citation, Evidence


@rule(
    id="YG-REF-005",
    title=Text(zh="对应关系指向不存在的条款", en="link to a provision that does not exist"),
    severity=Severity.ERROR,
    what=Text(
        zh="对应关系的一端在它所对应的文件中不存在；上级文件之间的对应关系也一样。",
        en="One end of a link is not in the document it names, in an alignment of the plan or of two upper "
        "documents.",
    ),
    why=Text(
        zh="落空的对应会把已采纳的要求误报为缺失。",
        en="A dangling link makes an answered statement look missing.",
    ),
    bad="""
- {from: "2.10/dip-mian", to: "3.12/drg-or-dip", extent: full}
""",
    good="""
- {from: "2.10/dip-main", to: "3.12/drg-or-dip", extent: full}
""",
)
def dangling_link(this: Rule, context: Context) -> Iterator[Finding]:
    """Every end of every link that names nothing, with the nearest known name, once."""
    seen = set()
    for comparison in (*context.comparisons, *context.between):
        below, above = _places(comparison.lower), _places(comparison.upper)
        for alignment in comparison.alignments:
            for link in alignment.links:
                for place, known, document in (
                    (link.lower, below, alignment.lower),
                    (link.upper, above, alignment.upper),
                ):
                    if str(place) in known:
                        continue
                    address, ends = f"{document}#{place}", f"{link.lower} -> {link.upper}"
                    if (address, ends) not in seen:
                        seen.add((address, ends))
                        yield _dangling(this, alignment, address, known, ends)


def _places(plan: Plan) -> set[str]:
    tasks = {str(task.path) for task in plan.tasks}
    return tasks | {f"{task.path}/{each.id}" for task in plan.tasks for each in task.statements}


def _dangling(this: Rule, alignment: Alignment, address: str, known: set[str], ends: str) -> Finding:
    document, _, place = address.partition("#")
    hint = did_you_mean(place, known)
    return Finding(
        rule=this.id,
        severity=this.severity or Severity.ERROR,
        message=Text(
            zh=f"{document} 中没有 {place}（{ends}）" + (f"；{hint.zh}" if hint.zh else ""),
            en=f"{document} has no {place} ({ends})" + (f"; {hint.en}" if hint.en else ""),
        ),
        subject=address,
        upper=alignment.upper,
        actual=place,
        citations=(Citation(source=alignment.author, evidence=Evidence.INFERRED, note="alignment"),),
        detail=ends,
    )
