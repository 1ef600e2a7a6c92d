"""Budgets of an area, of heads, and packages that grow from history."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import NoAmount, Why, down, half_up, known, share


class Area(NamedTuple):
    """How the yearly amount comes about: given, or of the income less a reserve and other uses; in fen."""

    given: int | None
    reserve_share: Fraction
    other_uses: int
    growth_cap: Fraction | None


def of_area(area: Area, income: int | None, before: int | None) -> int:
    """The amount, bounded by that of the year before and so much more, rounded down."""
    most = None if area.growth_cap is None else down(known(before) * (1 + area.growth_cap))
    if area.given is not None:
        amount = area.given
    else:
        now = known(income)
        amount = now - half_up(now * share(area.reserve_share)) - area.other_uses
        if amount < 0:
            raise NoAmount(Why.OUT_OF_BOUNDS)
    return amount if most is None else min(amount, most)


def of_heads(heads: Sequence[tuple[int | None, int]], referred: int | None) -> tuple[int, int]:
    """Heads x quota over all categories, and what is left of it after referrals out."""
    whole = sum(known(count) * quota for count, quota in heads)
    left = whole - known(referred)
    if left < 0:
        raise NoAmount(Why.OUT_OF_BOUNDS)
    return whole, left


def of_history(spent: Sequence[int | None], growth: Fraction, cap: Fraction) -> int:
    """The mean of the years before, one or three, grown by no more than the cap; rounded once."""
    mean = Fraction(sum(known(year) for year in spent), len(spent))
    package = half_up(mean * (1 + min(growth, cap)))
    if package < 0:
        raise NoAmount(Why.OUT_OF_BOUNDS)
    return package
