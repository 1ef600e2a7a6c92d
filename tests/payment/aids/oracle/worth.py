"""What one case is worth: as usual, by how far its cost deviates, or as its review decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import NoAmount, Why, known, over

ONE = Fraction(1)
Worth = Callable[[Fraction], Fraction]
HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    ">": lambda one, other: one > other,
}


class Zone(NamedTuple):
    """On which side of which edge, and what becomes of the cases there.

    ratio: x r; excess: x (r - edge + 1); excess-plus-factor: x (r - edge + h), h not again; none: as usual;
    excess-share: as usual, and a share of the cost above the edge; cost: what the cost is worth; review: no
    automatic worth.
    """

    side: str
    edge: Fraction
    then: str
    share: Fraction = ONE


class Usual(NamedTuple):
    """What a case would be worth, before the institution's factor h, and what it is measured by in fen."""

    worth: Fraction
    h: Fraction
    cost: int | None
    standard: int | None
    mean: int | None
    review: str | None = None
    review_amount: int | None = None


def worth(usual: Usual, zones: Sequence[Zone], of_money: Worth | None) -> Fraction:
    """The exact worth of a case. Raises `NoAmount` for a review, and where there can be none.

    `of_money` says what an amount in fen is worth; nobody may know.
    """
    as_usual = usual.worth * usual.h
    if usual.review == "as-grouped":
        return as_usual
    if usual.review is not None:
        amount = usual.cost if usual.review == "by-item" else usual.review_amount
        return known(of_money)(Fraction(known(amount)))
    if not zones:
        return as_usual
    cost, standard = known(usual.cost), known(usual.standard)
    zone = zone_of(over(cost, standard), zones)
    if zone is None or zone.then == "none":
        return as_usual
    if zone.then == "review":
        raise NoAmount(Why.REVIEW)
    if zone.then == "cost":
        return known(of_money)(Fraction(cost))
    if zone.then == "excess-share":
        return as_usual + known(of_money)(zone.share * (cost - zone.edge * standard))
    r = over(cost, known(usual.mean))
    if zone.then == "ratio":
        return usual.worth * r * usual.h
    added, h = (ONE, usual.h) if zone.then == "excess" else (usual.h, ONE)
    factor = r - zone.edge + added
    if factor <= 0:
        raise NoAmount(Why.OUT_OF_BOUNDS)
    return usual.worth * factor * h


def zone_of(ratio: Fraction, zones: Sequence[Zone]) -> Zone | None:
    """Of the zones a ratio lies in, the one furthest out."""
    here = [zone for zone in zones if HOLDS[zone.side](ratio, zone.edge)]
    if not here:
        return None
    return max(here, key=lambda zone: zone.edge if zone.side.startswith(">") else -zone.edge)


def at_start_value(start_value: Fraction | None) -> Worth | None:
    """What an amount in fen counts in points: its yuan over the start-of-year value."""
    return None if start_value is None else lambda fen: over(fen / 100, start_value)
