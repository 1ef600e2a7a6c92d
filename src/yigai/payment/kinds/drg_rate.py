"""Payment by weight and base rate (按病组付费费率法) as steps.

Fixed: every case is paid weight x rate x factor, to the fen. Floating: the institutions share the pool by
their weights times factors, so that nothing of it is left. Elastic: the base volume is paid at a fixed rate
and the increment shares its own part of the pool.
"""

from __future__ import annotations

from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.drg import BaseRate, DrgRate
from yigai.model.payment.words import RateMode
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Formula, Quantity, least, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import not_negative
from yigai.payment.parts.point_budget import Volume, fund_part, pool_of, settled
from yigai.payment.parts.review import count_reviews
from yigai.payment.parts.worth import Priced, at_start_value, ungrouped_wait, worth
from yigai.payment.parts.year_end import year_end
from yigai.payment.profiles import with_profile
from yigai.payment.program import Program, Table

_AREA, _CASE, _INSTITUTION = Table.AREA, Table.CASE, Table.INSTITUTION
_WITHIN = "base_rate"
_OVERSPENT = Text(zh="弹性费率支付超出可分配总额", en="the elastic rate pays more than the pool, by")


def program(rule: DrgRate, as_of: pendulum.Date) -> Program:
    """The steps of a rule on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    rate = rule.base_rate or BaseRate()
    match rate.mode:
        case RateMode.FIXED:
            value = _fixed(b, rule, rate)
        case RateMode.FLOATING:
            value = settled(b, _volume(b, rule), rule.budget, rule.settlement)
        case RateMode.ELASTIC:
            value = _elastic(b, rule, rate)
        case None:
            b.leave_open("base_rate.mode")
            value = _volume(b, rule).own
        case _:
            assert_never(rate.mode)
    count_reviews(b, rule.review)
    _case_mix(b)
    return b.program(year_end(b, rule.sharing, rule.holding, value))


def _fixed(b: Builder, rule: DrgRate, rate: BaseRate) -> Quantity:
    """Every case at the rate of the year."""
    standard = b.need(Table.GROUP, "relative_weight") * _rate(b, rate)
    usual = Priced(worth=standard, factor=_factor(b, rule), of_money=lambda amount: amount)
    says = Text(zh="病例支付", en="payment of the case")
    case = b.compute(_CASE, "case_payment", _case_worth(b, rule, usual), Measure.MONEY, says)
    gross = b.total(_INSTITUTION, "payable", case, Text(zh="病例支付合计", en="payment of its cases"))
    b.line(gross, Text(zh="病例支付总计", en="payment of all cases"))
    return fund_part(b, gross, rule.budget, rule.settlement)


def _rate(b: Builder, rate: BaseRate) -> Formula:
    return not_negative(b, b.given(rate, "rate", within=_WITHIN))


def _volume(b: Builder, rule: DrgRate) -> Volume:
    """Weights times factors: of every case, of the institutions, of the area."""
    usual = Priced(
        worth=b.need(Table.GROUP, "relative_weight"),
        factor=_factor(b, rule),
        of_money=at_start_value(b, rule.budget),
    )
    says = Text(zh="病例计付权重（八位小数）", en="weight of the case to be paid, eight places")
    case = b.compute(_CASE, "case_weight", _case_worth(b, rule, usual), Measure.WEIGHT, says)
    own = b.total(_INSTITUTION, "volume", case, Text(zh="机构计付权重", en="weight of the institution"))
    whole = b.total(_AREA, "total_volume", own, Text(zh="计付总权重", en="total weight"))
    return Volume(own=own, whole=whole)


def _case_worth(b: Builder, rule: DrgRate, usual: Priced) -> Formula:
    ungrouped_wait(b, rule.review)
    return worth(b, usual, with_profile(b, rule.deviations), rule.review)


def _factor(b: Builder, rule: DrgRate) -> Formula:
    if rule.institution_factor is None:
        b.leave_open("institution_factor")
    return b.need(_INSTITUTION, "factor") if rule.institution_factor else number(1)


def _elastic(b: Builder, rule: DrgRate, rate: BaseRate) -> Quantity:
    """The base volume at the fixed rate, the increment at a floating one.

    What a cap or an unused base leaves of the pool stays with the fund, and is told.
    """
    volume = _volume(b, rule)
    pool = pool_of(b, rule.budget, rule.settlement)
    base = b.compute(
        _INSTITUTION,
        "base_part",
        least(volume.own, b.need(_INSTITUTION, "base_volume")) * _rate(b, rate),
        Measure.MONEY,
        Text(zh="基础部分支付", en="payment of the base volume"),
    )
    increment = _increment(b, rate, pool, volume)
    gross = b.compute(
        _INSTITUTION,
        "payable",
        base + increment,
        Measure.MONEY,
        Text(zh="基础与增量合计", en="base and increment"),
    )
    paid = b.total(_AREA, "all_payable", gross, Text(zh="支付总计", en="paid to all"))
    left = b.compute(
        _AREA, "pool_left", pool - paid, Measure.MONEY, Text(zh="留在基金", en="left with the fund")
    )
    b.line(paid, paid.says)
    b.line(left, left.says, below_zero=_OVERSPENT)
    return fund_part(b, gross, rule.budget, rule.settlement)


def _increment(b: Builder, rate: BaseRate, pool: Quantity, volume: Volume) -> Quantity:
    """What is left of the pool for the increment, shared by it; nothing where there is no increment."""
    extra = b.compute(
        _INSTITUTION,
        "increment",
        volume.own - least(volume.own, b.need(_INSTITUTION, "base_volume")),
        Measure.WEIGHT,
        Text(zh="增量权重", en="weight of the increment"),
    )
    whole = b.total(_AREA, "total_increment", extra, Text(zh="增量总权重", en="weight of all increments"))
    nothing = whole.equals(number(0))
    base_pool = b.compute(
        _AREA,
        "base_pool",
        pool * b.given(rate, "base_share", within=_WITHIN),
        Measure.MONEY,
        Text(zh="基础部分额度", en="part of the pool for the base"),
    )
    meant = b.compute(
        _AREA,
        "increment_pool",
        Choice(nothing, number(0), pool - base_pool),
        Measure.MONEY,
        Text(zh="增量部分额度", en="part of the pool for the increment"),
    )
    shared = b.divide(
        _INSTITUTION, "increment_shared", meant, extra, Text(zh="增量分配", en="share of the increment")
    )
    formula: Formula = shared
    if rate.cap is not None:
        cap = not_negative(b, b.given(rate, "cap", within=_WITHIN))
        formula = Choice(meant.more(whole * cap), extra * cap, shared)
    says = Text(zh="增量部分支付", en="payment of the increment")
    return b.compute(_INSTITUTION, "increment_part", formula, Measure.MONEY, says)


def _case_mix(b: Builder) -> None:
    """The case-mix index (病例组合指数): the mean weight of the cases paid; nothing is paid by it."""
    weight = b.bring(_CASE, b.need(Table.GROUP, "relative_weight"))
    weighs = Text(zh="权重合计", en="weights of its cases")
    cases = Text(zh="有权重的病例数", en="cases with a weight")
    index = Text(zh="病例组合指数", en="case-mix index")
    for table in (_INSTITUTION, _AREA):
        total = b.total(table, "weight", weight, weighs, where=weight.known())
        count = b.count(table, "cases", _CASE, cases, where=weight.known())
        b.compute(table, "case_mix_index", total / count, Measure.FACTOR, index, may_be_unknown=True)
