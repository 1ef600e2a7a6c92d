"""Payment by disease points (按病种分值付费, DIP) as steps.

Points of a disease = its mean cost / reference x 1000, rounded to four decimals; points of a case = those of
its disease x auxiliary factor x correction of its deviation x institution factor, rounded once more; the
points of all cases share the pool.
"""

from __future__ import annotations

from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.dip import Dip, DipPoints
from yigai.model.payment.words import PointMethod
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Either, Formula, Not, Quantity, is_set, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import above_zero
from yigai.payment.parts.point_budget import points_of, settled
from yigai.payment.parts.review import count_reviews
from yigai.payment.parts.worth import Priced, at_start_value, worth
from yigai.payment.parts.year_end import year_end
from yigai.payment.profiles import with_profile
from yigai.payment.program import Program, Status, Table
from yigai.values.scaled import SCALE

_AREA, _CASE, _GROUP, _INSTITUTION = Table.AREA, Table.CASE, Table.GROUP, Table.INSTITUTION
_THOUSAND = number(1000)


def program(rule: Dip, as_of: pendulum.Date) -> Program:
    """The steps of a DIP rule on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    points = _case_points(b, rule)
    count_reviews(b, rule.review)
    value = settled(b, points_of(b, points), rule.budget, rule.settlement)
    return b.program(year_end(b, rule.sharing, rule.holding, value))


def _case_points(b: Builder, rule: Dip) -> Quantity:
    usual = Priced(
        worth=_disease_points(b, rule.points or DipPoints()) * _auxiliary(b, rule),
        factor=_factor(b, rule),
        of_money=at_start_value(b, rule.budget),
    )
    formula = worth(b, usual, with_profile(b, rule.deviations), rule.review)
    says = Text(zh="病例点数", en="points of the case")
    return b.compute(_CASE, "case_points", formula, Measure.POINTS, says)


def _disease_points(b: Builder, points: DipPoints) -> Quantity:
    """The points of a disease, listed or computed from its mean."""
    if points.method is PointMethod.GIVEN:
        return b.need(_GROUP, "points")
    says = Text(zh="病种点数", en="points of the disease")
    return b.compute(_GROUP, "disease_points", _by_method(b, points), Measure.POINTS, says)


def _by_method(b: Builder, points: DipPoints) -> Formula:
    mean = b.need(_GROUP, "mean_cost")
    match points.method:
        case PointMethod.AVERAGE:
            return mean / above_zero(b, b.given(points, "reference", within="points")) * _THOUSAND
        case PointMethod.FIXED_QUOTA:
            return mean / above_zero(b, b.given(points, "reference", within="points"))
        case PointMethod.BASE_DISEASE:
            if points.base_disease is None:
                b.leave_open("points.base_disease")
            is_base = b.need(_GROUP, "code").is_word(points.base_disease or "")
            says = Text(zh="基准病种例均费用", en="mean cost of the base disease")
            return mean / b.total(_AREA, "base_mean", mean, says, where=is_base) * _THOUSAND
        case PointMethod.GIVEN:  # pragma: no cover (asked before)
            return b.need(_GROUP, "points")
        case None:
            b.leave_open("points.method")
            return mean
        case _:
            assert_never(points.method)


def _auxiliary(b: Builder, rule: Dip) -> Formula:
    """The auxiliary factor with the highest trigger; none for TCM-advantage and bed-day diseases."""
    if not rule.auxiliary:
        return number(1)
    trigger, factor = b.need(Table.AUXILIARY, "trigger", optional=True), b.need(Table.AUXILIARY, "factor")
    says = Text(zh="没有触发系数的辅助目录", en="auxiliary factors without their trigger")
    unranked = b.count(_CASE, "unranked", Table.AUXILIARY, says, where=Not(trigger.known()))
    reason = Text(zh="辅助目录没有触发系数", en="an auxiliary factor without its trigger")
    b.exclude(_CASE, "auxiliary_unknown", unranked.more(number(0)), reason, status=Status.REJECTED)
    ranked = Choice(trigger.known(), trigger, number(0))
    rank = b.compute(Table.AUXILIARY, "trigger_rank", ranked, Measure.FACTOR, trigger.says)
    says = Text(zh="辅助调整系数（触发系数最高者）", en="auxiliary factor, that of the highest trigger")
    highest = b.first(_CASE, "auxiliary_factor", rank=rank, of=factor, otherwise=SCALE, says=says)
    exempt = Either(is_set(b.need(_GROUP, "tcm_advantage")), is_set(b.need(_GROUP, "by_bed_day")))
    return Choice(exempt, number(1), highest)


def _factor(b: Builder, rule: Dip) -> Formula:
    """The institution's factor; none for diseases of primary care where the rule says so."""
    if rule.institution_factor is None:
        b.leave_open("institution_factor")
    if not rule.institution_factor:
        return number(1)
    factor = b.need(_INSTITUTION, "factor")
    if rule.factor_by_disease:
        b.bring(_CASE, b.need(_INSTITUTION, "level"))
        factor = b.need(Table.GROUP_LEVEL, "factor")
    if not rule.primary_care_exempt:
        return factor
    return Choice(is_set(b.need(_GROUP, "primary_care")), number(1), factor)
