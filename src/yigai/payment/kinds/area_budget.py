"""The yearly amount of a pooling area (区域总额) as steps; nobody is paid by it yet."""

from __future__ import annotations

import pendulum

from yigai.model.payment.area_budget import AreaBudget
from yigai.payment.builder import Builder
from yigai.payment.parts.area_amount import area_amount, why_all_is_paid
from yigai.payment.program import Program


def program(rule: AreaBudget, as_of: pendulum.Date) -> Program:
    """The steps of an area budget on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    amount = area_amount(b, rule.budget, within="budget")
    why_all_is_paid(b, rule.budget, within="budget")
    return b.program(amount)
