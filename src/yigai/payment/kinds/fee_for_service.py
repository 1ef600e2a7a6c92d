"""Payment by service (按项目付费) as steps: quantity x price, each line rounded to the fen, and the sum."""

from __future__ import annotations

import pendulum

from yigai.errors import Text
from yigai.model.payment.fee_for_service import FeeForService
from yigai.payment.builder import Builder
from yigai.payment.measure import Measure
from yigai.payment.parts.by_case import FUND_PART
from yigai.payment.parts.holding import left_to_pay
from yigai.payment.program import Program, Table

_SERVICE, _INSTITUTION = Table.SERVICE, Table.INSTITUTION


def program(rule: FeeForService, as_of: pendulum.Date) -> Program:
    """The steps of fee for service on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    line = b.compute(
        _SERVICE,
        "line_amount",
        b.need(_SERVICE, "quantity") * b.need(_SERVICE, "price"),
        Measure.MONEY,
        Text(zh="项目费用", en="worth of the line"),
    )
    value = b.total(_INSTITUTION, "billed", line, Text(zh="项目费用合计", en="worth of all lines"))
    b.line(value, value.says)
    if rule.less_patients is None:
        b.leave_open("less_patients")
    if rule.less_patients:
        patients = b.need(_INSTITUTION, "patient_paid")
        value = b.compute(_INSTITUTION, "fund_part", value - patients, Measure.MONEY, FUND_PART)
        b.line(patients, Text(zh="个人支付合计", en="paid by patients"))
    return b.program(left_to_pay(b, rule.holding, value))
