"""What is paid by the day, the case, the service or the stay, without points."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import NoAmount, Why, half_up, known


class Segment(NamedTuple):
    """From day to day of a stay, both included, so much a day in fen; the last has no end."""

    first: int
    last: int | None
    rate: int


def days_at_rates(days: int | None, segments: Sequence[Segment], *, is_whole: bool) -> int:
    """Each day at the rate of its own segment, or all at that of the segment the stay reaches."""
    if known(days) == 0:
        return 0
    stay = range(1, known(days) + 1)
    if is_whole:
        return len(stay) * _rate(segments, stay[-1])
    return sum(_rate(segments, day) for day in stay)


def _rate(segments: Sequence[Segment], day: int) -> int:
    (rate,) = (
        each.rate for each in segments if each.first <= day and (each.last is None or day <= each.last)
    )
    return rate


def line(quantity: Fraction | None, price: int | None) -> int:
    """So many of a service at a price."""
    return half_up(known(quantity) * known(price))


def listed(prices: dict[str, int], code: str | None) -> int:
    """The price of a listed service; any other has none."""
    if known(code) not in prices:
        raise NoAmount(Why.OUT_OF_BOUNDS)
    return prices[known(code)]


class Tier(NamedTuple):
    """From one amount to the next in fen, the ratio the fund pays; the last has no end."""

    start: int
    end: int | None
    ratio: Fraction


class Stay(NamedTuple):
    """What is eligible, and what earlier stays have left of the deductible, the tiers and the cap, in fen."""

    eligible: int | None
    deductible_left: int | None
    cap_left: int | None
    before: int | None


class Shares(NamedTuple):
    """Who pays what of a stay, and what is left for the next, in fen."""

    fund: int
    patient: int
    deductible_left: int


def shares(stay: Stay, tiers: Sequence[Tier], *, above_deductible: bool, capped: bool) -> Shares:
    """Each tier at its ratio for what lies in it; the deductible comes first, the cap last."""
    eligible, deductible = known(stay.eligible), known(stay.deductible_left)
    used = min(eligible, deductible)
    before = known(stay.before) if len(tiers) > 1 else 0
    since = before if above_deductible else before + used
    until = since + eligible - used
    due = Fraction(0)
    for tier in tiers:
        reach = until if tier.end is None else min(until, tier.end)
        due += max(0, reach - max(since, tier.start)) * tier.ratio
    fund = half_up(due)
    if capped:
        fund = min(fund, known(stay.cap_left))
    return Shares(fund, eligible - fund, deductible - used)
