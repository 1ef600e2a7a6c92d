"""From cases to institutions (病例汇总): what the fund pays of each case, and the sum."""

from __future__ import annotations

from yigai.errors import Text
from yigai.payment.builder import Builder
from yigai.payment.formula import Quantity
from yigai.payment.measure import Measure
from yigai.payment.program import Table

_CASE, _INSTITUTION = Table.CASE, Table.INSTITUTION
FUND_PART = Text(zh="基金支付（可为负）", en="the fund's part, which may be negative")


def paid_by_case(b: Builder, payment: Quantity, *, less_patients: bool | None) -> Quantity:
    """What each institution gets for its cases, less what their patients paid where the rule says so."""
    if less_patients is None:
        b.leave_open("less_patients")
    b.line(payment, Text(zh="病例支付标准合计", en="worth of all cases"))
    part = payment
    if less_patients:
        patients = b.need(_CASE, "patient_paid")
        part = b.compute(_CASE, "fund_part", payment - patients, Measure.MONEY, FUND_PART)
        b.line(patients, Text(zh="个人支付合计", en="paid by patients"))
    return b.total(_INSTITUTION, "payable", part, Text(zh="病例应付合计", en="due for its cases"))
