"""An agency that did not exist on the date (部门当时不存在)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.agencies import in_use, printed_owners
from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.plan import Plan


@rule(
    id="YG-AGY-005",
    title=Text(zh="部门名称与时间不符", en="agency did not exist then"),
    severity=Severity.WARNING,
    what=Text(
        zh="计划所印的部门名称在成文年份还没有或已经不再使用。",
        en="The printed name was not yet, or no longer, in use in the year of the document.",
    ),
    why=Text(
        zh="机构改革后名称已改，沿用旧名会找不到责任人。",
        en="After a reform of institutions the old name finds nobody.",
    ),
    bad="""
document: {year: {value: 2023}}
tasks:
  - path: "1.1"
    responsibilities: [{agency: 国家卫生计生委, function: health}]
""",
    good="""
document: {year: {value: 2023}}
tasks:
  - path: "1.1"
    responsibilities: [{agency: 国家卫生健康委, function: health}]
""",
)
def not_existing(this: Rule, context: Context) -> Iterator[Finding]:
    """Every owner whose name was not in use in the year the document prints."""
    year = _printed_year(context.plan)
    for task, owner in printed_owners(context.plan) if year is not None else ():
        known = in_use(owner.agency, context.names_in_use)
        if year is None or known is None:
            continue
        if (known.first_year or year) <= year <= (known.last_year or year):
            continue
        used = f"{known.first_year or ''}-{known.last_year or ''}"
        message = Text(
            zh=f"{owner.agency} 这一名称用于 {used} 年，文件是 {year} 年的",
            en=f"the name {owner.agency} was in use in {used}, and the document is of {year}",
        )
        yield own(
            this,
            context.plan,
            str(task.path),
            message,
            expected=used,
            actual=str(year),
            detail=owner.agency,
        )


def _printed_year(plan: Plan) -> int | None:
    """The printed year: of issue, else the one the document speaks for; an inferred year tells nothing."""
    if plan.document.issued_on is not None:
        return plan.document.issued_on.year
    year = plan.document.year
    return year.value if year is not None and year.inferred is None else None
