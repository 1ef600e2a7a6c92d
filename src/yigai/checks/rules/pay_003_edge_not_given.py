"""An edge of which nobody says which side it belongs to (边界归属未定)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, open_in, word_at
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment.words import Edge
from yigai.values.citation import Citation, Evidence

_DRAFT = Citation(
    source="DIP 3.0 版（征求意见稿）",
    evidence=Evidence.DRAFT_FOR_COMMENT,
    note="未说明恰为 2 倍、3 倍的病例归哪一档",
)


@rule(
    id="YG-PAY-003",
    title=Text(zh="边界归属未定", en="edge not given"),
    severity=Severity.WARNING,
    what=Text(
        zh="规则写了边界值，没有写边界本身归哪一侧（“超过”还是“达到”）。",
        en="The rule gives an edge and does not say on which side the edge itself lies.",
    ),
    why=Text(
        zh="恰在边界上的病例，按两种读法得到不同的钱；测算会拒绝。",
        en="A case right on the edge is paid differently under each reading; nothing is settled until one "
        "is chosen.",
    ),
    bad="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
deviations:
  classified_by: group-mean
  corrected_by: group-mean
  zones: [{edge: 50%, then: ratio}]
review: {quota: 5‰}
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
deviations:
  classified_by: group-mean
  corrected_by: group-mean
  zones: [{edge: 50%, when: "<", then: ratio}]
review: {quota: 5‰}
budget: {pool: fund-and-patients, fund: "1000000.00"}
settlement: {shape: less-patients}
""",
    basis=(_DRAFT,),
)
def edge_not_given(this: Rule, context: Context) -> Iterator[Finding]:
    """Every edge without a side."""
    for found in context.payment_rules:
        for path in open_in(found.rule, context.as_of):
            if word_at(found.rule, path) is Edge:
                message = Text(
                    zh=f"{path} 未写明边界归哪一侧", en=f"{path}: the side of the edge is not said"
                )
                expected = " ".join(each.value for each in Edge)
                yield at(this, found, path, message, expected=expected)
