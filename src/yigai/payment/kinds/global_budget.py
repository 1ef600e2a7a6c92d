"""Payment by global budget (总额付费) as steps.

surplus = (quota - cost) above zero, overrun = (cost - quota) above zero; the fund pays the cost, and what the
institution keeps, less what it bears.
"""

from __future__ import annotations

import pendulum

from yigai.errors import Text
from yigai.model.payment.bands import Sharing
from yigai.model.payment.global_budget import GlobalBudget
from yigai.payment.builder import Builder
from yigai.payment.parts.holding import left_to_pay
from yigai.payment.parts.sharing import shared
from yigai.payment.program import Program, Table

_INSTITUTION = Table.INSTITUTION


def program(rule: GlobalBudget, as_of: pendulum.Date) -> Program:
    """The steps of a global budget on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    quota, cost = b.need(_INSTITUTION, "quota"), b.need(_INSTITUTION, "cost")
    parts = shared(b, rule.sharing or Sharing(), table=_INSTITUTION, quota=quota, actual=cost)
    b.line(quota, Text(zh="总额指标合计", en="all quotas"))
    b.line(cost, Text(zh="总费用合计", en="cost in all"))
    b.line(parts.kept, Text(zh="留用结余合计", en="surplus kept in all"))
    b.line(parts.borne, Text(zh="机构承担超支合计", en="overrun borne by institutions in all"))
    return b.program(left_to_pay(b, rule.holding, parts.fund_pays))
