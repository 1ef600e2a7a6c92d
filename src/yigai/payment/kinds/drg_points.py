"""Payment by DRG points (按病组付费点数法) as steps.

Base points = mean of the group / mean of the area x 100; factor = the hospital's mean / mean of the group;
a complete stay has base x factor. An incomplete one has its part of that, but no more than the base; a stay
paid by bed-day its days. A return too soon halves the points of the stay before it. Each of base, factor and
points is rounded to four decimals.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.drg import DrgPoints, Readmission
from yigai.model.payment.words import IncompleteStay
from yigai.payment.builder import Builder
from yigai.payment.formula import Both, Choice, Condition, Formula, Not, Quantity, is_set, least, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import above_zero
from yigai.payment.parts.point_budget import points_of, settled
from yigai.payment.parts.review import count_reviews
from yigai.payment.parts.worth import Priced, at_start_value, ungrouped_wait, wait_for_review, worth
from yigai.payment.parts.year_end import year_end
from yigai.payment.profiles import with_profile
from yigai.payment.program import Program, Status, Table

_CASE, _GROUP, _CELL = Table.CASE, Table.GROUP, Table.CELL
_FEW = Text(zh="病组病例数过少，待特例单议", en="a group with too few cases: for review")
_HUNDRED, _HALF = number(100), number(Fraction(1, 2))


def program(rule: DrgPoints, as_of: pendulum.Date) -> Program:
    """The steps of a rule on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    too_soon = None if rule.readmission is None else _too_soon(b, rule.readmission)
    ungrouped_wait(b, rule.review)
    few = b.need(_GROUP, "cases").less(b.given(rule, "least_cases"))
    wait_for_review(b, rule.review, "few_cases", few, _FEW)
    usual = Priced(worth=_points(b, rule), factor=number(1), of_money=at_start_value(b, rule.budget))
    formula = worth(b, usual, with_profile(b, rule.deviations), rule.review)
    says = Text(zh="病例点数", en="points of the case")
    points = b.compute(_CASE, "case_points", formula, Measure.POINTS, says)
    if too_soon is not None:
        says = Text(zh="病例点数（再入院减半后）", en="points of the case, halved for a return too soon")
        halved = Choice(too_soon, points * _HALF, points)
        points = b.compute(_CASE, "points_after_readmission", halved, Measure.POINTS, says)
    count_reviews(b, rule.review)
    value = settled(b, points_of(b, points), rule.budget, rule.settlement)
    return b.program(year_end(b, rule.sharing, rule.holding, value))


def _too_soon(b: Builder, readmission: Readmission) -> Condition:
    """Whether the patient came back to the same group too soon and without a reason.

    Stays that wait for a review, or cannot be paid, count as returns all the same.
    """
    if readmission.same_institution is None:
        b.leave_open("readmission.same_institution")
    person = b.need(_CASE, "person")
    admitted, discharged = b.need(_CASE, "admitted"), b.need(_CASE, "discharged")
    elsewhere = () if readmission.same_institution is False else ("institution",)
    b.need(_CASE, "group")
    days = b.days_to_next(
        _CASE,
        "days_to_next",
        within=("person", "group", *elsewhere),
        start=admitted,
        end=discharged,
        says=Text(zh="距下次入院天数", en="days until the next admission"),
    )
    for quantity in (person, admitted, discharged):
        reason = Text(
            zh=f"没有{quantity.says.zh}，无从判断再入院", en=f"no {quantity.says.en}: readmission unknown"
        )
        b.exclude(_CASE, f"no_{quantity.name}", Not(quantity.known()), reason, status=Status.REJECTED)
    soon = Both(days.at_least(number(0)), days.at_most(b.given(readmission, "days", within="readmission")))
    excused = is_set(b.need(_CASE, "readmission_exempt"))
    return Both(Both(days.known(), soon), Not(excused))


def _points(b: Builder, rule: DrgPoints) -> Formula:
    """What a usual case has: by bed-day, as a complete stay, or as an incomplete one."""
    mean = b.need(_GROUP, "mean_cost")
    base = b.compute(
        _GROUP,
        "base_points",
        mean / above_zero(b, b.given(rule, "area_mean")) * _HUNDRED,
        Measure.POINTS,
        Text(zh="病组基准点数", en="base points of the group"),
    )
    factor = _hospital_factor(b, mean)
    incomplete = least(base, _by_cost(b, rule, base, factor) * b.need(_CASE, "cost") / mean)
    stay = Choice(is_set(b.need(_CASE, "complete")), base * factor, incomplete)
    if rule.day_base is None:
        by_day = b.need(_GROUP, "by_bed_day", optional=True)
        reason = Text(
            zh="床日病组，而规则没有床日点数", en="paid by bed-day, and the rule has no points a day"
        )
        b.exclude(_CASE, "no_day_base", Both(by_day.known(), is_set(by_day)), reason, status=Status.REJECTED)
        return stay
    by_days = b.given(rule, "day_base") * b.need(_CASE, "days")
    return Choice(is_set(b.need(_GROUP, "by_bed_day")), by_days, stay)


def _by_cost(b: Builder, rule: DrgPoints, base: Quantity, factor: Quantity) -> Formula:
    """What an incomplete stay that cost as much as the mean would have; the cap is the base in both."""
    match rule.incomplete:
        case IncompleteStay.JINHUA:
            return base
        case IncompleteStay.ZHEJIANG:
            return base * factor
        case None:
            b.leave_open("incomplete")
            return base
        case _:
            assert_never(rule.incomplete)


def _hospital_factor(b: Builder, mean: Quantity) -> Quantity:
    """The hospital's mean over that of the group, from the years before; 1 where the group is new to it."""
    own = b.need(_CELL, "mean_cost", optional=True)
    is_new = is_set(b.need(_CELL, "new", optional=True))
    formula = Choice(own.known(), own / mean, Choice(is_new, number(1), own / mean))
    says = Text(zh="成本系数", en="factor of the hospital in the group")
    return b.compute(_CELL, "hospital_factor", formula, Measure.FACTOR, says)
