"""Payment by disease points: the points of a case, and the year of an area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import Why, known, paid_rows, ten_thousandths
from oracle.pools import House, Terms, amounts, pool_of
from oracle.worth import ONE, Usual, Zone, at_start_value, worth


class Auxiliary(NamedTuple):
    """A factor that applies to a case, with what triggered it."""

    name: str
    trigger: Fraction
    factor: Fraction


class Stay(NamedTuple):
    """One case with everything that bears on its points; amounts in fen."""

    id: str
    institution: str
    points: Fraction | None
    cost: int | None
    standard: int | None
    mean: int | None
    h: Fraction | None = ONE
    auxiliaries: tuple[Auxiliary, ...] = ()
    no_auxiliary: bool = False
    patient: int | None = 0
    review: str | None = None
    review_amount: int | None = None


def points(stay: Stay, zones: Sequence[Zone], *, start_value: Fraction | None = None) -> Fraction:
    """The points of a case, rounded once. Raises `NoAmount` for a review, and where there can be none."""
    usual = Usual(
        worth=known(stay.points) * _auxiliary(stay),
        h=known(stay.h),
        cost=stay.cost,
        standard=stay.standard,
        mean=stay.mean,
        review=stay.review,
        review_amount=stay.review_amount,
    )
    return ten_thousandths(worth(usual, zones, at_start_value(start_value)))


def _auxiliary(stay: Stay) -> Fraction:
    if stay.no_auxiliary or not stay.auxiliaries:
        return ONE
    return min(stay.auxiliaries, key=lambda each: (-each.trigger, each.name)).factor


class Year(NamedTuple):
    """A settled year."""

    case_points: dict[str, Fraction]
    left_out: dict[str, Why]
    points: dict[str, Fraction]
    pool: int
    amounts: dict[str, int]


def year(
    stays: Sequence[Stay],
    houses: Mapping[str, House],
    zones: Sequence[Zone],
    terms: Terms,
    *,
    start_value: Fraction | None = None,
) -> Year:
    """Points of all cases that have any, and the fund's part of every institution."""

    def points_of(stay: Stay) -> Fraction:
        if terms.asks_patients:
            known(stay.patient)
        return points(stay, zones, start_value=start_value)

    case_points, left_out = paid_rows({stay.id: stay for stay in stays}, points_of)
    own = dict.fromkeys(houses, Fraction(0))
    patients = dict.fromkeys(houses, 0)
    for stay in stays:
        if stay.id in case_points:
            own[stay.institution] += case_points[stay.id]
            patients[stay.institution] += stay.patient or 0
    pool = pool_of(terms, sum(patients.values()))
    return Year(case_points, left_out, own, pool, amounts(terms, pool, own, patients, houses))
