"""Money for public health (基本公共卫生服务经费) as steps.

whole = residents x amount; the prepaid part is rounded, the rest is what is left and is paid times the
assessment k, which lies between 0 and 1.
"""

from __future__ import annotations

import pendulum

from yigai.errors import Text
from yigai.model.payment.public_health import PublicHealth
from yigai.payment.builder import Builder
from yigai.payment.formula import number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import a_share, not_negative
from yigai.payment.program import Program, Table

_CONSORTIUM = Table.CONSORTIUM


def program(rule: PublicHealth, as_of: pendulum.Date) -> Program:
    """The steps of public-health money on a day. Raises `Undecided` with all the rule leaves open."""
    b = Builder(rule, as_of)
    k = b.need(_CONSORTIUM, "assessment")
    b.refuse(
        _CONSORTIUM,
        "assessment_above_one",
        k.more(number(1)),
        Text(zh="考核系数大于 1", en="an assessment factor above 1"),
    )
    per_head, share = not_negative(b, b.given(rule, "per_head")), a_share(b, b.given(rule, "prepaid_share"))
    whole = b.compute(
        _CONSORTIUM,
        "whole",
        b.need(_CONSORTIUM, "residents") * per_head,
        Measure.MONEY,
        Text(zh="公共卫生经费总额", en="money for public health"),
    )
    prepaid = b.compute(
        _CONSORTIUM, "prepaid_part", whole * share, Measure.MONEY, Text(zh="预拨部分", en="prepaid part")
    )
    rest = b.compute(_CONSORTIUM, "rest", whole - prepaid, Measure.MONEY, Text(zh="其余部分", en="the rest"))
    after = b.compute(
        _CONSORTIUM,
        "after_assessment",
        rest * k,
        Measure.MONEY,
        Text(zh="考核后拨付", en="paid after the assessment"),
    )
    unpaid = b.compute(
        _CONSORTIUM, "not_paid", rest - after, Measure.MONEY, Text(zh="考核扣减", en="not paid")
    )
    paid = b.compute(
        _CONSORTIUM, "paid", prepaid + after, Measure.MONEY, Text(zh="全年拨付", en="paid for the year")
    )
    for part in (whole, prepaid, after, unpaid):
        b.line(part, part.says)
    return b.program(paid)
