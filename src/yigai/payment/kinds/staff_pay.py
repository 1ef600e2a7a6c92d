"""The share of staff in operating spending (人员支出占业务支出比例) as steps.

It is compared with its target exactly: 41.996 % prints as 42.0 % and is not 42 %. So what is shown is rounded
down, and the money short of the target rounded up.
"""

from __future__ import annotations

import pendulum

from yigai.errors import Text
from yigai.model.payment.staff_pay import PayShare
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Comparison, Relation, greatest, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import a_share
from yigai.payment.program import Program, Table
from yigai.values.money import Rounding

_AREA = Table.AREA


def program(rule: PayShare, as_of: pendulum.Date) -> Program:
    """The steps of a staff share on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    staff, spending = b.need(_AREA, "staff_spending"), b.need(_AREA, "operating_spending")
    target = a_share(b, b.given(rule, "target"))
    if rule.when is None:
        b.leave_open("when")
    share = b.compute(
        _AREA,
        "staff_percent",
        staff / spending * number(100),
        Measure.FACTOR,
        Text(zh="人员支出占比（%，仅供查看，向下取四位小数）", en="staff share in per cent, down"),
        rounding=Rounding.DOWN,
    )
    short = b.compute(
        _AREA,
        "short_of_target",
        greatest(spending * target - staff, number(0)),
        Measure.MONEY,
        Text(zh="距目标差额（向上取整到分）", en="short of the target, rounded up to the fen"),
        rounding=Rounding.UP,
    )
    relation = Relation(rule.when.value) if rule.when else Relation.AT_LEAST
    met = b.compute(
        _AREA,
        "target_met",
        Choice(Comparison(staff / spending, relation, target), number(1), number(0)),
        Measure.FLAG,
        Text(zh="达到目标", en="target met"),
    )
    for figure in (staff, spending, share, short):
        b.line(figure, figure.says)
    return b.program(met)
