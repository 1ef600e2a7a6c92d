"""Payment by diagnosis-related groups: by a base rate, fixed, floating or elastic, and by points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle import pools
from oracle.exact import NoAmount, Why, divide, each, half_up, known, over, paid_rows, share, ten_thousandths
from oracle.worth import ONE, Usual, Worth, Zone, at_start_value, worth, zone_of

HUNDRED_MILLIONTHS = 10**8


class Stay(NamedTuple):
    """One case with what its group, its hospital and its review say of it; amounts in fen."""

    id: str
    institution: str
    group: str | None
    cost: int | None
    patient: int | None
    weight: Fraction | None = None
    mean: int | None = None
    review: str | None = None
    review_amount: int | None = None
    person: str | None = None
    admitted: int | None = None
    discharged: int | None = None
    excused: bool | None = None
    complete: bool | None = None
    days: int | None = None
    own_mean: int | None = None
    is_new: bool | None = None
    by_bed_day: bool | None = None
    cases_before: int | None = None

    def usual(self, worth: Fraction, h: Fraction) -> Usual:
        """The case as one to be classified and corrected by the mean of its group."""
        return Usual(worth, h, self.cost, self.mean, self.mean, self.review, self.review_amount)

    def refuse_ungrouped(self) -> None:
        """Without a group a case waits; even a decided one needs a group."""
        if self.group is None:
            raise NoAmount(Why.REVIEW if self.review is None else Why.UNKNOWN)


class Rate(NamedTuple):
    """fixed, floating or elastic; a rate is fen for a weight of one."""

    mode: str
    rate: int
    base_share: Fraction
    cap: int | None


class Year(NamedTuple):
    """What every case is worth, fen, weights or points; and the fund's part of every institution."""

    cases: Mapping[str, Fraction]
    left_out: Mapping[str, Why]
    amounts: Mapping[str, int]


def by_rate(
    stays: Sequence[Stay],
    houses: Mapping[str, pools.House],
    zones: Sequence[Zone],
    *,
    factors: Mapping[str, Fraction | None],
    base_volumes: Mapping[str, Fraction | None],
    terms: pools.Terms,
    rate: Rate,
    start_value: Fraction | None,
) -> Year:
    """Weight x base rate x factor: each case to the fen by itself, or weights that share a pool."""
    h = each(factors, lambda name: known(factors[name]))  # what a hospital lacks is no fault of its cases
    is_fixed = rate.mode == "fixed"
    of_money: Worth | None = (lambda fen: fen) if is_fixed else at_start_value(start_value)

    def worth_of(stay: Stay) -> Fraction:
        stay.refuse_ungrouped()
        if terms.asks_patients:
            known(stay.patient)
        if terms.billed:
            known(stay.cost)
        usual = known(stay.weight) * (rate.rate if is_fixed else 1)
        exact = worth(stay.usual(usual, h[stay.institution]), zones, of_money)
        if is_fixed:
            return Fraction(half_up(exact))
        return Fraction(half_up(exact * HUNDRED_MILLIONTHS), HUNDRED_MILLIONTHS)

    cases, left_out = paid_rows({stay.id: stay for stay in stays}, worth_of)
    own, patients = _sums(stays, cases, houses)
    if is_fixed:
        paid = {name: int(each) for name, each in own.items()}
        return Year(cases, left_out, pools.due(terms, paid, patients, houses))
    pool = pools.pool_of(terms, sum(patients.values()))
    if rate.mode == "floating":
        return Year(cases, left_out, pools.amounts(terms, pool, own, patients, houses))
    paid = _elastic(own, base_volumes, pool, rate)
    return Year(cases, left_out, pools.due(terms, paid, patients, houses))


def _elastic(
    own: Mapping[str, Fraction], base: Mapping[str, Fraction | None], pool: int, rate: Rate
) -> dict[str, int]:
    """The base volume at the fixed rate; the increments share the rest of the pool, up to the cap."""
    within = each(own, lambda name: min(own[name], known(base[name])))
    above = {name: own[name] - within[name] for name in own}
    rest = pool - half_up(pool * share(rate.base_share))
    whole = sum(above.values(), Fraction(0))
    if whole == 0:
        parts = dict.fromkeys(own, 0)
    elif rate.cap is not None and Fraction(rest) / whole > rate.cap:
        parts = {name: half_up(more * rate.cap) for name, more in above.items()}
    else:
        parts = divide(rest, above)
    return {name: half_up(within[name] * rate.rate) + parts[name] for name in own}


class Points(NamedTuple):
    """How stays get points; `within` is how soon a return halves the stay before it."""

    area_mean: int
    least_cases: int
    incomplete: str
    day_base: Fraction
    within: int | None
    same_institution: bool


def by_points(
    stays: Sequence[Stay],
    houses: Mapping[str, pools.House],
    zones: Sequence[Zone],
    *,
    terms: pools.Terms,
    rule: Points,
    start_value: Fraction | None,
) -> Year:
    """Base points x the hospital's factor, less for an incomplete stay, half for a return too soon."""

    def points_of(stay: Stay) -> Fraction:
        if rule.within is not None:
            for needed in (stay.person, stay.admitted, stay.discharged):
                known(needed)
        stay.refuse_ungrouped()
        if terms.asks_patients:
            known(stay.patient)
        if stay.review is None and known(stay.cases_before) < rule.least_cases:
            raise NoAmount(Why.REVIEW)
        exact = worth(_usual(stay, rule, zones), zones, at_start_value(start_value))
        points = ten_thousandths(exact)
        return ten_thousandths(points / 2) if _returned(stay, stays, rule) else points

    cases, left_out = paid_rows({stay.id: stay for stay in stays}, points_of)
    own, patients = _sums(stays, cases, houses)
    pool = pools.pool_of(terms, sum(patients.values()))
    return Year(cases, left_out, pools.amounts(terms, pool, own, patients, houses))


def _pays_cost(stay: Stay, zones: Sequence[Zone]) -> bool:
    """Whether a stay is worth its cost, whatever a usual one has."""
    if stay.review is not None or not zones or stay.cost is None or stay.mean is None:
        return False
    zone = zone_of(over(stay.cost, stay.mean), zones)
    return zone is not None and zone.then in {"cost", "review"}


def _usual(stay: Stay, rule: Points, zones: Sequence[Zone]) -> Usual:
    if stay.review in {"by-item", "adjusted"} or _pays_cost(stay, zones):
        return stay.usual(ONE, ONE)
    if known(stay.by_bed_day):
        return stay.usual(rule.day_base * known(stay.days), ONE)
    mean = known(stay.mean)
    base = ten_thousandths(over(mean, rule.area_mean) * 100)
    factor = ONE
    if stay.own_mean is not None or not stay.is_new:
        factor = ten_thousandths(over(known(stay.own_mean), mean))
    if known(stay.complete):
        return stay.usual(base * factor, ONE)
    if rule.incomplete == "jinhua":
        factor = ONE
    return stay.usual(min(base, base * factor * over(known(stay.cost), mean)), ONE)


def _returned(stay: Stay, stays: Sequence[Stay], rule: Points) -> bool:
    """Whether the next stay of the same person in the same group came too soon and without a reason."""
    if rule.within is None or stay.excused:
        return False
    later = [
        other.admitted - known(stay.discharged)
        for other in stays
        if other is not stay
        and other.admitted is not None
        and (other.person, other.group) == (stay.person, stay.group)
        and other.admitted > known(stay.admitted)
        and not (rule.same_institution and other.institution != stay.institution)
    ]
    return bool(later) and 0 <= min(later) <= rule.within


def _sums(
    stays: Sequence[Stay], cases: Mapping[str, Fraction], houses: Mapping[str, pools.House]
) -> tuple[dict[str, Fraction], dict[str, int]]:
    """What the cases of each institution are worth, and what its patients paid."""
    own, patients = dict.fromkeys(houses, Fraction(0)), dict.fromkeys(houses, 0)
    for stay in stays:
        if stay.id in cases:
            own[stay.institution] += cases[stay.id]
            patients[stay.institution] += stay.patient or 0
    return own, patients
