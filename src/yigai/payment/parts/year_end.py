"""The end of a settlement by points or weights (年终清算): bands, the deposit, what was paid before."""

from __future__ import annotations

from yigai.errors import Text
from yigai.model.payment.bands import Sharing
from yigai.model.payment.points import Holding
from yigai.payment.builder import Builder
from yigai.payment.formula import Quantity
from yigai.payment.measure import Measure
from yigai.payment.parts.holding import left_to_pay
from yigai.payment.parts.sharing import shared
from yigai.payment.program import Table


def year_end(b: Builder, sharing: Sharing | None, holding: Holding | None, value: Quantity) -> Quantity:
    """The fund's part of each institution after bands and deposits.

    The bands compare the fund's part with the fund's part of what was billed: what the patients paid is in
    neither.
    """
    if sharing is not None:
        billed = b.compute(
            Table.CASE,
            "billed_to_fund",
            b.need(Table.CASE, "cost") - b.need(Table.CASE, "patient_paid"),
            Measure.MONEY,
            Text(zh="按项目应由基金支付", en="billed by item, less what the patient paid"),
        )
        says = Text(zh="按项目应由基金支付合计", en="billed to the fund by item")
        actual = b.total(Table.INSTITUTION, "billed", billed, says)
        value = shared(b, sharing, table=Table.INSTITUTION, quota=value, actual=actual).fund_pays
    return left_to_pay(b, holding, value)
