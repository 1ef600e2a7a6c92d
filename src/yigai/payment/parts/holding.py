"""What is left to pay at the year's end (年终清算): the deposit, and what has been paid through the year.

The year's end gives back of the deposit what the assessment allows, and corrects what the months paid too
much or too little; so each institution has in all what it is due, less the deposit it lost.
"""

from __future__ import annotations

import attrs

from yigai.errors import Text
from yigai.model.payment.holding import Holding, SettledBy
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Condition, Given, Quantity, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import at_most
from yigai.payment.parts.days import after_the_year
from yigai.payment.program import Table

_AREA, _INSTITUTION, _MONTH = Table.AREA, Table.INSTITUTION, Table.MONTH
_DEPOSIT = Text(zh="质量保证金", en="deposit")


@attrs.frozen(kw_only=True)
class PaidThroughTheYear:
    """What was held back of each institution, and what it was paid before the year was settled."""

    held: Quantity
    paid: Quantity


def left_to_pay(b: Builder, holding: Holding | None, value: Quantity) -> Quantity:
    """The amount of the year, the deposit back by the assessment, less what was paid before.

    Negative where more was paid than is due.
    """
    if holding is None:
        return value
    before = paid_monthly(b, holding) if holding.monthly else _paid_in_all(b, holding, value)
    assessment = b.need(_INSTITUTION, "assessment")
    b.refuse(
        _INSTITUTION,
        "assessment_above_one",
        assessment.more(number(1)),
        Text(zh="考核系数大于 1", en="an assessment factor above 1"),
    )
    returned = b.compute(
        _INSTITUTION,
        "deposit_returned",
        before.held * assessment,
        Measure.MONEY,
        Text(zh="返还保证金", en="deposit paid back"),
    )
    lost = b.compute(
        _INSTITUTION,
        "deposit_lost",
        before.held - returned,
        Measure.MONEY,
        Text(zh="扣减保证金", en="deposit not paid back"),
    )
    due = b.compute(
        _INSTITUTION, "due", value - lost, Measure.MONEY, Text(zh="全年应付", en="due for the year")
    )
    left = b.compute(
        _INSTITUTION,
        "left_to_pay",
        due - before.paid - b.need(_INSTITUTION, "advance"),
        Measure.MONEY,
        Text(zh="年终应补（负数为应退）", en="left to pay, negative where it is to be paid back"),
    )
    _compare_year(b, holding.settled_by)
    b.line(due, Text(zh="全年应付合计", en="due for the year in all"))
    b.line(before.paid, Text(zh="已月结合计", en="interim payments in all"))
    return left


def paid_monthly(b: Builder, holding: Holding) -> PaidThroughTheYear:
    """Each month's bill, less the deposit held back of it (月结)."""
    payable = b.need(_MONTH, "payable")
    months = b.count(_INSTITUTION, "months", _MONTH, Text(zh="已列月数", en="months that are listed"))
    b.refuse(
        _INSTITUTION,
        "no_months",
        months.equals(number(0)),
        Text(zh="没有月结数据", en="no month of it is listed"),
    )
    held = b.compute(
        _MONTH, "held", payable * _rate(b, holding), Measure.MONEY, _DEPOSIT, rounding=holding.rounding
    )
    paid = b.compute(
        _MONTH, "paid", payable - held, Measure.MONEY, Text(zh="月结支付", en="paid for the month")
    )
    _compare_months(b, holding.settled_by)
    held_in_all = b.total(_INSTITUTION, "deposit", held, Text(zh="质量保证金合计", en="deposit in all"))
    paid_in_all = b.total(_INSTITUTION, "paid_monthly", paid, Text(zh="月结合计", en="paid for the months"))
    b.line(held_in_all, Text(zh="质量保证金合计", en="deposit in all"))
    return PaidThroughTheYear(held=held_in_all, paid=paid_in_all)


def _paid_in_all(b: Builder, holding: Holding, value: Quantity) -> PaidThroughTheYear:
    """The deposit as a part of the year's amount, and the payments as the activity gives them in all."""
    held = b.compute(
        _INSTITUTION,
        "deposit",
        value * _rate(b, holding),
        Measure.MONEY,
        _DEPOSIT,
        rounding=holding.rounding,
    )
    return PaidThroughTheYear(held=held, paid=b.need(_INSTITUTION, "interim_paid"))


def _rate(b: Builder, holding: Holding) -> Given:
    rate = b.given(holding, "deposit", within="holding")
    cap = holding.deposit_cap
    return rate if cap is None else at_most(b, rate, b.given(holding, "deposit_cap", within="holding"))


def _compare_months(b: Builder, by: SettledBy | None) -> None:
    """Whether each month was settled in time; unknown where nobody counted the working days."""
    if by is None or by.month is None:
        return
    limit = b.given(by, "month", within="holding.settled_by")
    _decide(b, _MONTH, "in_time", b.need(_MONTH, "working_days", optional=True).at_most(limit))


def _compare_year(b: Builder, by: SettledBy | None) -> None:
    """Whether the year was settled in time; unknown where its day is not given."""
    if by is None or by.year is None:
        return
    limit = b.given(by, "year", within="holding.settled_by", read=after_the_year(b.as_of))
    _decide(b, _AREA, "year_in_time", b.need(_AREA, "year_settled_on", optional=True).at_most(limit))


def _decide(b: Builder, table: Table, name: str, condition: Condition) -> None:
    says = Text(zh="按时结算", en="settled in time")
    formula = Choice(condition, number(1), number(0))
    b.compute(table, name, formula, Measure.FLAG, says, may_be_unknown=True)
