"""A document that cites itself as its basis (自我引用)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import cited_by, own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-REF-003",
    title=Text(zh="文件引用自身", en="document cites itself"),
    severity=Severity.ERROR,
    what=Text(zh="计划把自己列为依据。", en="The plan names itself among its grounds."),
    why=Text(
        zh="文件不能是自己的依据，多半是标识写错。", en="No document is its own basis; mostly an id is wrong."
    ),
    bad="""
document: {id: heyuan-2023, cites: [{title: 近期重点工作任务,
   id: heyuan-2023}]}
""",
    good="""
document: {id: heyuan-2023,
   cites: [{title: 深化医药卫生体制改革2022年重点工作任务, id: null}]}
""",
)
def cites_itself(this: Rule, context: Context) -> Iterator[Finding]:
    """Every citation of the plan's own id."""
    for path, name, cited in cited_by(context.plan):
        if name == context.plan.id:
            message = Text(zh=f"{name} 引用自身", en=f"{name} cites itself")
            detail = str(cited.provision or "")
            yield own(this, context.plan, path, message, actual=name, detail=detail)
