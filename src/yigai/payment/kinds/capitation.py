"""Payment by capitation (按人头付费) as steps.

budget = heads x quota, for each category of people where the rule has several; what referrals out cost comes
off; then bands, where the rule has some.
"""

from __future__ import annotations

from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.capitation import Capitation
from yigai.model.payment.words import RatioBase
from yigai.payment.builder import Builder
from yigai.payment.formula import Formula, Quantity
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import not_negative
from yigai.payment.parts.holding import left_to_pay
from yigai.payment.parts.listed import of_list
from yigai.payment.parts.sharing import shared
from yigai.payment.program import Program, Status, Table

_INSTITUTION, _ENROLMENT = Table.INSTITUTION, Table.ENROLMENT
_BUDGET = Text(zh="人头总额", en="heads x quota")


def program(rule: Capitation, as_of: pendulum.Date) -> Program:
    """The steps of capitation on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    budget = _by_category(b, rule) if rule.categories else _one_quota(b, rule)
    referred = b.need(_INSTITUTION, "referred_out")
    b.refuse(
        _INSTITUTION,
        "referrals_above_budget",
        referred.more(budget),
        Text(zh="转外费用超过人头总额", en="referrals out cost more than heads x quota"),
    )
    net = b.compute(
        _INSTITUTION,
        "net_budget",
        budget - referred,
        Measure.MONEY,
        Text(zh="扣除转外后的总额", en="budget after referrals out"),
    )
    b.line(budget, Text(zh="人头总额合计", en="heads x quota in all"))
    b.line(referred, Text(zh="转外费用合计", en="referrals out in all"))
    value = net
    if rule.sharing is not None:
        base = _ratio_base(b, rule, net=net, whole=budget)
        cost = b.need(_INSTITUTION, "cost")
        value = shared(b, rule.sharing, table=_INSTITUTION, quota=net, actual=cost, base=base).fund_pays
    return b.program(left_to_pay(b, rule.holding, value))


def _one_quota(b: Builder, rule: Capitation) -> Quantity:
    quota = not_negative(b, b.given(rule, "quota"))
    heads = b.need(_INSTITUTION, "heads")
    return b.compute(_INSTITUTION, "head_budget", heads * quota, Measure.MONEY, _BUDGET)


def _by_category(b: Builder, rule: Capitation) -> Quantity:
    """Every category at its quota; people of a category without one refuse the settlement."""
    quotas: dict[str, Formula] = {
        each.category: not_negative(b, b.given(each, "quota", within=f"categories[{at}]"))
        for at, each in enumerate(rule.categories)
    }
    category = b.need(_ENROLMENT, "category")
    quota = of_list(b, category, quotas, within="categories", status=Status.REFUSED)
    part = b.compute(
        _ENROLMENT, "category_budget", b.need(_ENROLMENT, "heads") * quota, Measure.MONEY, _BUDGET
    )
    return b.total(_INSTITUTION, "head_budget", part, _BUDGET)


def _ratio_base(b: Builder, rule: Capitation, *, net: Quantity, whole: Quantity) -> Quantity:
    match rule.ratio_base:
        case RatioBase.NET:
            return net
        case RatioBase.WHOLE:
            return whole
        case None:
            b.leave_open("ratio_base")
            return net
        case _:
            assert_never(rule.ratio_base)
