"""Payment by case at a fixed price (按病种付费) as steps.

payment = price of the group + listed extras at their prices; what the case cost plays no part.
"""

from __future__ import annotations

import pendulum

from yigai.errors import Text
from yigai.model.payment.case_price import CasePrice
from yigai.payment.builder import Builder
from yigai.payment.formula import Formula
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import not_negative
from yigai.payment.parts.by_case import paid_by_case
from yigai.payment.parts.holding import left_to_pay
from yigai.payment.parts.listed import of_list
from yigai.payment.program import Program, Table

_CASE, _SERVICE = Table.CASE, Table.SERVICE


def program(rule: CasePrice, as_of: pendulum.Date) -> Program:
    """The steps of case prices on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    price = b.need(Table.GROUP, "price") + _extras(b, rule)
    payment = b.compute(
        _CASE, "payment", price, Measure.MONEY, Text(zh="病例支付标准", en="worth of the case")
    )
    return b.program(left_to_pay(b, rule.holding, paid_by_case(b, payment, less_patients=rule.less_patients)))


def _extras(b: Builder, rule: CasePrice) -> Formula:
    """The listed services on the bill of a case; a service that is not listed is rejected, never free."""
    prices: dict[str, Formula] = {
        each.code: not_negative(b, b.given(each, "price", within=f"extras[{at}]"))
        for at, each in enumerate(rule.extras)
    }
    price = of_list(b, b.need(_SERVICE, "code"), prices, within="extras")
    line = b.compute(
        _SERVICE,
        "extra",
        b.need(_SERVICE, "quantity") * price,
        Measure.MONEY,
        Text(zh="另计项目费用", en="worth of the extra"),
    )
    return b.total(_CASE, "extras", line, Text(zh="另计项目合计", en="listed extras"))
