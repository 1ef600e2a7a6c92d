"""What is left to pay at the year's end (年终清算): the deposit, and what has been paid through the year."""

from __future__ import annotations

from yigai.errors import Text
from yigai.model.payment.points import Holding
from yigai.payment.builder import Builder
from yigai.payment.formula import Quantity
from yigai.payment.measure import Measure
from yigai.payment.program import Table

_INSTITUTION = Table.INSTITUTION


def left_to_pay(b: Builder, holding: Holding | None, value: Quantity) -> Quantity:
    """The amount of the year, the deposit back by the assessment, less what was paid before.

    Negative where more was paid than is due.
    """
    if holding is None:
        return value
    rate = b.given(holding, "deposit", within="holding")
    held = b.compute(
        _INSTITUTION, "deposit", value * rate, Measure.MONEY, Text(zh="质量保证金", en="deposit")
    )
    returned = b.compute(
        _INSTITUTION,
        "deposit_returned",
        held * b.need(_INSTITUTION, "assessment"),
        Measure.MONEY,
        Text(zh="返还保证金", en="deposit paid back"),
    )
    due = b.compute(
        _INSTITUTION,
        "due",
        value - held + returned,
        Measure.MONEY,
        Text(zh="全年应付", en="due for the year"),
    )
    paid = b.need(_INSTITUTION, "interim_paid")
    left = b.compute(
        _INSTITUTION,
        "left_to_pay",
        due - paid - b.need(_INSTITUTION, "advance"),
        Measure.MONEY,
        Text(zh="年终应补（负数为应退）", en="left to pay, negative where it is to be paid back"),
    )
    b.line(due, Text(zh="全年应付合计", en="due for the year in all"))
    b.line(paid, Text(zh="已月结合计", en="interim payments in all"))
    return left
