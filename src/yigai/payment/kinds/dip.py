"""Payment by disease points (按病种分值付费, DIP) as steps.

points = mean cost of the disease / reference x 1000, x auxiliary factor, x correction of deviating cases,
x institution factor, rounded to four decimals; the points of all cases share the pool.
"""

from __future__ import annotations

import pendulum

from yigai.errors import Text
from yigai.model.payment.dip import Dip, DipPoints
from yigai.model.payment.words import PointMethod, ReviewOutcome
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Either, Formula, Quantity, is_set, number
from yigai.payment.measure import Measure
from yigai.payment.parts.deviations import corrected, send_to_review
from yigai.payment.parts.holding import left_to_pay
from yigai.payment.parts.point_budget import settled
from yigai.payment.parts.review import count_reviews
from yigai.payment.parts.sharing import shared
from yigai.payment.program import Program, Table
from yigai.values.scaled import SCALE

_CASE, _GROUP, _INSTITUTION = Table.CASE, Table.GROUP, Table.INSTITUTION
_THOUSAND = number(1000)


def program(rule: Dip, as_of: pendulum.Date) -> Program:
    """The steps of a DIP rule on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    if rule.review is not None:
        count_reviews(b, rule.review)
    send_to_review(b, rule.deviations, decided=b.need(_CASE, "review_outcome", optional=True).known())
    points = _case_points(b, rule)
    value = settled(b, points, rule.budget, rule.settlement)
    if rule.sharing is not None:
        cost = b.total(
            _INSTITUTION, "billed", b.need(_CASE, "cost"), Text(zh="按项目总费用", en="billed by item")
        )
        value = shared(b, rule.sharing, table=_INSTITUTION, quota=value, actual=cost).fund_pays
    return b.program(left_to_pay(b, rule.holding, value))


def _case_points(b: Builder, rule: Dip) -> Quantity:
    points = rule.points or DipPoints()
    usual, by_cost = _disease_points(b, points)
    auxiliary = _auxiliary(b) if rule.auxiliary else number(1)
    factor = _factor(b, rule)
    after = corrected(b, rule.deviations, factor=factor, by_cost=by_cost)
    formula = usual * auxiliary * after.correction * after.factor
    if rule.review is not None:
        outcome = b.need(_CASE, "review_outcome", optional=True)
        amount = b.need(_CASE, "review_amount", optional=True)
        by_review = amount / b.given(points, "reference", within="points") * _THOUSAND
        as_grouped = outcome.is_word(ReviewOutcome.AS_GROUPED.value)
        formula = Choice(outcome.known(), Choice(as_grouped, usual * auxiliary * factor, by_review), formula)
    return b.compute(
        _CASE, "case_points", formula, Measure.POINTS, Text(zh="病例点数", en="points of the case")
    )


def _disease_points(b: Builder, points: DipPoints) -> tuple[Formula, Formula]:
    """The usual points of a case's disease, and what to multiply them by to pay the cost itself."""
    cost = b.need(_CASE, "cost")
    if points.method is None:
        b.leave_open("points.method")
    reference = b.given(points, "reference", within="points")
    if points.method is PointMethod.GIVEN:
        listed = b.need(_GROUP, "points")
        return listed, cost / reference * _THOUSAND / listed
    mean = b.need(_GROUP, "mean_cost")
    return mean / reference * _THOUSAND, cost / mean


def _auxiliary(b: Builder) -> Formula:
    """The auxiliary factor with the highest trigger; none for TCM-advantage and bed-day diseases."""
    highest = b.first(
        _CASE,
        "auxiliary_factor",
        rank=b.need(Table.AUXILIARY, "trigger"),
        of=b.need(Table.AUXILIARY, "factor"),
        otherwise=SCALE,
        says=Text(zh="辅助调整系数（触发系数最高者）", en="auxiliary factor, that of the highest trigger"),
    )
    exempt = Either(is_set(b.need(_GROUP, "tcm_advantage")), is_set(b.need(_GROUP, "by_bed_day")))
    return Choice(exempt, number(1), highest)


def _factor(b: Builder, rule: Dip) -> Formula:
    """The institution's factor; none for diseases of primary care where the rule says so."""
    if rule.institution_factor is None:
        b.leave_open("institution_factor")
    if not rule.institution_factor:
        return number(1)
    factor = b.need(_INSTITUTION, "factor")
    if not rule.primary_care_exempt:
        return factor
    return Choice(is_set(b.need(_GROUP, "primary_care")), number(1), factor)
