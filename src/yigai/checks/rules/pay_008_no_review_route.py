"""Payment by case without a way to have a single case reviewed (没有特例单议)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.values.citation import Citation, Evidence

_REVIEWS = Citation(
    source="医保发〔2025〕18号 第二十条", evidence=Evidence.ISSUED, note="设特例单议，并限定其数量"
)


@rule(
    id="YG-PAY-008",
    title=Text(zh="没有特例单议", en="no review route"),
    severity=Severity.WARNING,
    what=Text(
        zh="按病种（病组）付费的规则没有写特例单议。",
        en="A rule that pays by case does not say how a single case is reviewed.",
    ),
    why=Text(
        zh="复杂危重病例没有出路，医院会推诿病人。",
        en="Without it the most severe cases are a loss with no remedy, and hospitals turn them away.",
    ),
    bad="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
budget: {pool: fund-and-patients, fund: "1000000.00"}
settlement: {shape: less-patients}
""",
    good="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
review: {quota: 5‰}
budget: {pool: fund-and-patients, fund: "1000000.00"}
settlement: {shape: less-patients}
""",
    basis=(_REVIEWS,),
)
def no_review_route(this: Rule, context: Context) -> Iterator[Finding]:
    """Every rule of a kind that has reviews, without one."""
    for found in context.payment_rules:
        if getattr(found.rule, "review", found) is None:
            message = Text(zh="规则没有特例单议", en="the rule has no review of special cases")
            yield at(this, found, "review", message, citations=(_REVIEWS,))
