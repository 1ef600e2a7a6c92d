"""The end of a settlement by points or weights (年终清算): bands, the deposit, what was paid before."""

from __future__ import annotations

from yigai.errors import Text
from yigai.model.payment.bands import Sharing
from yigai.model.payment.holding import Holding
from yigai.payment.builder import Builder
from yigai.payment.formula import Quantity
from yigai.payment.measure import Measure
from yigai.payment.parts.holding import left_to_pay
from yigai.payment.parts.sharing import shared
from yigai.payment.program import Table

_CASE, _INSTITUTION = Table.CASE, Table.INSTITUTION


def year_end(b: Builder, sharing: Sharing | None, holding: Holding | None, value: Quantity) -> Quantity:
    """The fund's part of each institution after bands and deposits.

    The bands compare the fund's part with the fund's part of what was billed: what the patients paid is in
    neither.
    """
    if sharing is not None:
        billed = b.total(
            _INSTITUTION, "billed", b.need(_CASE, "cost"), Text(zh="按项目总费用", en="billed by item")
        )
        says = Text(zh="按项目总费用中的个人支付", en="paid by patients of what was billed")
        paid = b.total(_INSTITUTION, "billed_to_patients", b.need(_CASE, "patient_paid"), says)
        says = Text(zh="按项目应由基金支付", en="billed to the fund by item")
        actual = b.compute(_INSTITUTION, "billed_to_fund", billed - paid, Measure.MONEY, says)
        value = shared(b, sharing, table=_INSTITUTION, quota=value, actual=actual).fund_pays
    return left_to_pay(b, holding, value)
