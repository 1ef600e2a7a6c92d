"""Monthly payments with a deposit (月结、质量保证金) and what is left at the year's end as steps.

each month: held = payable x deposit rate, paid = payable - held; at the year's end the deposit comes back
by the assessment, and what was paid is taken off what is due.
"""

from __future__ import annotations

import pendulum

from yigai.errors import Text
from yigai.model.payment.holding import Holding, InterimPayment
from yigai.payment.builder import Builder
from yigai.payment.parts.holding import left_to_pay, paid_monthly
from yigai.payment.program import Program, Table


def program(rule: InterimPayment, as_of: pendulum.Date) -> Program:
    """The steps of interim payments on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    holding = rule.holding or Holding()
    if rule.year_end:
        payable = b.need(Table.INSTITUTION, "payable")
        b.line(payable, Text(zh="全年应付金额合计", en="payable for the year in all"))
        return b.program(left_to_pay(b, holding, payable))
    return b.program(paid_monthly(b, holding).paid)
