"""Money is held back, and no day is named by which the year is settled (没有年度清算时限)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.values.citation import Citation, Evidence

_NINE = Citation(source="医保办发〔2024〕9号", evidence=Evidence.ISSUED, note="年度清算在次年 6 月底前完成")


@rule(
    id="YG-PAY-011",
    title=Text(zh="没有年度清算时限", en="no date for the year's settlement"),
    severity=Severity.INFO,
    what=Text(
        zh="规则规定了月结或质量保证金，却没有写年度清算的时限。",
        en="A rule says what is paid in the course of the year or held back, and not by when the year is "
        "settled.",
    ),
    why=Text(
        zh="留下的钱何时清算，医院无从知道，也无从核对是否及时。",
        en="Hospitals cannot know when the rest of their money comes, and nobody can say that it is late.",
    ),
    bad="""
format: yigai-rule/1
kind: interim-payment
id: sample-payments
title: 示例市月结与清算（虚构）
effective: {from: "2024-01-01", to: "2024-12-31"}
source: 示例办法（虚构）
holding:
  deposit: 5%
""",
    good="""
format: yigai-rule/1
kind: interim-payment
id: sample-payments
title: 示例市月结与清算（虚构）
effective: {from: "2024-01-01", to: "2024-12-31"}
source: 示例办法（虚构）
holding:
  deposit: 5%
  settled_by: {year: 06-30}
""",
    basis=(_NINE,),
)
def no_year_end_date(this: Rule, context: Context) -> Iterator[Finding]:
    """Every rule with a part on payments in the year, and no day for the year's end."""
    for found in context.payment_rules:
        holding = getattr(found.rule, "holding", None)
        if holding is not None and (holding.settled_by is None or holding.settled_by.year is None):
            message = Text(zh="没有年度清算时限", en="no day by which the year is settled")
            yield at(this, found, "holding.settled_by.year", message, citations=(_NINE,))
