"""Judged against a document of another year (跨年对照)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import cited_by, own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-TIM-001",
    title=Text(zh="与所对照的文件不同年", en="judged against a document of another year"),
    severity=Severity.INFO,
    what=Text(
        zh="计划所印的年份与所对照文件的年份不同，计划也没有引用那份文件。推断的年份不算。",
        en="The plan prints another year than the document it is judged against, and does not cite it. "
        "Inferred years do not count.",
    ),
    why=Text(
        zh="跨年比较时，缺失可能只是因为当时还没有提出要求。",
        en="Across years a gap may only mean that nobody had asked yet.",
    ),
    bad="""
# judged against national-2023h2
document: {id: example-2021, year: {value: 2021}}
""",
    good="""
document: {id: example-2023, year: {value: 2023}}
""",
)
def other_year(this: Rule, context: Context) -> Iterator[Finding]:
    """One finding for each upper document of another printed year that the plan does not cite."""
    mine = context.plan.document.year
    cited = {name for _, name, _ in cited_by(context.plan)}
    for comparison in context.comparisons:
        upper, theirs = comparison.upper.id, comparison.upper.document.year
        if mine is None or theirs is None or mine.inferred or theirs.inferred or upper in cited:
            continue
        if mine.value != theirs.value:
            message = Text(
                zh=f"本计划是 {mine.value} 年的，{upper} 是 {theirs.value} 年的",
                en=f"the plan is of {mine.value}, {upper} of {theirs.value}",
            )
            yield own(
                this,
                context.plan,
                "",
                message,
                upper=upper,
                expected=str(theirs.value),
                actual=str(mine.value),
                detail=upper,
            )
