"""Payment by disease points: the points of a case, and the year of an area."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import NoAmount, Why, divide, half_up, known, over, share, ten_thousandths

ONE = Fraction(1)
HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    ">": lambda one, other: one > other,
}


class Zone(NamedTuple):
    """On which side of which edge, and what becomes of the cases there.

    ratio: x r; excess: x (r - edge + 1); excess-plus-factor: x (r - edge + h), h not again; none: as usual;
    cost: points worth the cost; review: no automatic points.
    """

    side: str
    edge: Fraction
    then: str


class Auxiliary(NamedTuple):
    """A factor that applies to a case, with what triggered it."""

    name: str
    trigger: Fraction
    factor: Fraction


class Stay(NamedTuple):
    """One case with everything that bears on its points; amounts in fen."""

    id: str
    institution: str
    points: Fraction
    cost: int | None
    standard: int
    mean: int
    h: Fraction = ONE
    auxiliaries: tuple[Auxiliary, ...] = ()
    no_auxiliary: bool = False
    patient: int | None = 0
    review: str | None = None
    review_amount: int | None = None


def points(stay: Stay, zones: Sequence[Zone], *, start_value: Fraction | None = None) -> Fraction:
    """The points of a case, rounded once. Raises `NoAmount` for a review, and where there can be none."""
    p = stay.points * _auxiliary(stay)
    if stay.review == "as-grouped":
        return ten_thousandths(p * stay.h)
    if stay.review is not None:
        amount = stay.cost if stay.review == "by-item" else stay.review_amount
        return ten_thousandths(over(Fraction(known(amount), 100), known(start_value)))
    if not zones:
        return ten_thousandths(p * stay.h)
    cost = known(stay.cost)
    zone = _zone(over(cost, stay.standard), zones)
    if zone is None or zone.then == "none":
        return ten_thousandths(p * stay.h)
    if zone.then == "review":
        raise NoAmount(Why.REVIEW)
    if zone.then == "cost":
        return ten_thousandths(over(Fraction(cost, 100), known(start_value)))
    r = over(cost, stay.mean)
    if zone.then == "ratio":
        return ten_thousandths(p * r * stay.h)
    added, h = (ONE, stay.h) if zone.then == "excess" else (stay.h, ONE)
    factor = r - zone.edge + added
    if factor <= 0:
        raise NoAmount(Why.OUT_OF_BOUNDS)
    return ten_thousandths(p * factor * h)


def _auxiliary(stay: Stay) -> Fraction:
    if stay.no_auxiliary or not stay.auxiliaries:
        return ONE
    return min(stay.auxiliaries, key=lambda each: (-each.trigger, each.name)).factor


def _zone(ratio: Fraction, zones: Sequence[Zone]) -> Zone | None:
    """Of the zones a ratio lies in, the one furthest out."""
    here = [zone for zone in zones if HOLDS[zone.side](ratio, zone.edge)]
    if not here:
        return None
    return max(here, key=lambda zone: zone.edge if zone.side.startswith(">") else -zone.edge)


class Year(NamedTuple):
    """A settled year."""

    case_points: dict[str, Fraction]
    left_out: dict[str, Why]
    points: dict[str, Fraction]
    pool: int
    amounts: dict[str, int]


class Terms(NamedTuple):
    """How an area pays for points.

    pool: fund, fund-and-patients, or fund-over-share. shape: as-shared, less-patients, or times-fund-share
    with the share of the area or of each institution.
    """

    pool: str
    shape: str
    fund: int
    fund_share: Fraction | None = None
    own_share: bool = False
    published: bool = False
    floored: bool = False
    assessed: bool = False
    audited: bool = False


class House(NamedTuple):
    """What is known of an institution besides its cases."""

    share: Fraction = ONE
    assessment: Fraction = ONE
    audit: int = 0


def year(
    stays: Sequence[Stay],
    houses: Mapping[str, House],
    zones: Sequence[Zone],
    terms: Terms,
    *,
    start_value: Fraction | None = None,
) -> Year:
    """Points of all cases that have any, and the fund's part of every institution."""
    case_points: dict[str, Fraction] = {}
    left_out: dict[str, Why] = {}
    for stay in stays:
        try:
            if "patients" in terms.pool + terms.shape:
                known(stay.patient)
            case_points[stay.id] = points(stay, zones, start_value=start_value)
        except NoAmount as none:
            if none.why is Why.UNDEFINED:
                raise
            left_out[stay.id] = none.why
    paid = [stay for stay in stays if stay.id in case_points]
    own = {
        name: sum((case_points[stay.id] for stay in paid if stay.institution == name), Fraction(0))
        for name in houses
    }
    patients = {name: sum(stay.patient or 0 for stay in paid if stay.institution == name) for name in houses}
    pool = _pool(terms, sum(patients.values()))
    return Year(case_points, left_out, own, pool, _amounts(terms, pool, own, patients, houses))


def _pool(terms: Terms, patients: int) -> int:
    if terms.pool == "fund-over-share":
        return half_up(over(terms.fund, share(known(terms.fund_share))))
    return terms.fund + (patients if terms.pool == "fund-and-patients" else 0)


def _amounts(
    terms: Terms,
    pool: int,
    own: Mapping[str, Fraction],
    patients: Mapping[str, int],
    houses: Mapping[str, House],
) -> dict[str, int]:
    whole = sum(own.values(), Fraction(0))
    if terms.published:
        value = ten_thousandths(over(Fraction(pool, 100), whole))
        gross = {name: half_up(each * value * 100) for name, each in own.items()}
        parts = {name: half_up(part * _fund_share(terms, houses[name])) for name, part in gross.items()}
    elif terms.shape != "times-fund-share":
        parts = divide(pool, own)
    elif terms.own_share:
        parts = {
            name: half_up(over(pool * own[name], whole) * _fund_share(terms, houses[name])) for name in own
        }
    else:
        parts = divide(half_up(pool * share(known(terms.fund_share))), own)
    if terms.shape == "less-patients":
        parts = {name: part - patients[name] for name, part in parts.items()}
    if terms.floored:
        parts = {name: max(0, part) for name, part in parts.items()}
    if terms.assessed:
        parts = {name: half_up(part * share(houses[name].assessment)) for name, part in parts.items()}
    if terms.audited:
        parts = {name: part - houses[name].audit for name, part in parts.items()}
    return parts


def _fund_share(terms: Terms, house: House) -> Fraction:
    """Which part of its points' worth the fund pays an institution."""
    if terms.shape != "times-fund-share":
        return ONE
    return share(house.share if terms.own_share else known(terms.fund_share))
