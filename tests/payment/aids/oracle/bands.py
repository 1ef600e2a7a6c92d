"""Bands of a surplus or an overrun, and what becomes of a difference between a quota and a cost."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import down, half_up, known, over
from oracle.worth import HOLDS


class Band(NamedTuple):
    """From one ratio to the next, with the share of whoever the table is about; the last has no end."""

    start: Fraction
    end: Fraction | None
    share: Fraction


class Bands(NamedTuple):
    """A table of bands, and whose shares it prints."""

    bands: Sequence[Band]
    is_whole: bool = False
    closed_above: bool = False
    of_fund: bool = False


class Sharing(NamedTuple):
    """Both tables, with what bounds them: a gate is a side and an edge, a cap a share of the base."""

    surplus: Bands
    overrun: Bands
    gate: tuple[str, Fraction] | None = None
    cap: Fraction | None = None
    reasonable_only: bool = False


class Shared(NamedTuple):
    """What an institution keeps, what it bears, and what the fund pays it, in fen."""

    kept: int
    borne: int
    pays: int


def marginal(bands: Sequence[Band], amount: int, base: int) -> Fraction:
    """Each part of the amount at the share of the band it lies in."""
    due = Fraction(0)
    for band in bands:
        reach = Fraction(amount) if band.end is None else min(Fraction(amount), band.end * base)
        due += max(Fraction(0), reach - band.start * base) * band.share
    return due


def whole(bands: Sequence[Band], amount: int, base: int, *, closed_above: bool) -> Fraction:
    """The whole amount at the share of the one band that its ratio lies in."""
    if len(bands) == 1 and base == 0:
        return amount * bands[0].share  # one band for everything asks for no ratio
    ratio = over(amount, base)
    holding = [
        band
        for band in bands
        if (band.start < ratio or (band.start == ratio and (not closed_above or band.start == 0)))
        and (band.end is None or ratio < band.end or (ratio == band.end and closed_above))
    ]
    assert len(holding) == 1, "bands cover every ratio once"
    return amount * holding[0].share


def part(table: Bands, amount: int, base: int) -> int:
    """The part of an amount, in fen, of whoever the table is about."""
    if amount == 0:
        return 0
    if base != 0 or len(table.bands) > 1:
        over(amount, base)  # of nothing there is no ratio, and an edge needs one
    if table.is_whole:
        return half_up(whole(table.bands, amount, base, closed_above=table.closed_above))
    return half_up(marginal(table.bands, amount, base))


def own_part(table: Bands, amount: int, base: int) -> int:
    """The institution's part: the printed one is rounded, the other gets the rest."""
    printed = part(table, amount, base)
    return amount - printed if table.of_fund else printed


def shared(
    sharing: Sharing,
    *,
    quota: int,
    cost: int,
    base: int,
    indicator: Fraction | None,
    reasonable: int | None,
) -> Shared:
    """A surplus is kept by bands, behind the gate and under the cap; an overrun is borne by bands."""
    surplus, overrun = max(0, quota - cost), max(0, cost - quota)
    kept = own_part(sharing.surplus, surplus, base)
    if surplus and sharing.cap is not None:
        kept = min(kept, down(base * sharing.cap))
    if surplus and sharing.gate is not None:
        side, edge = sharing.gate
        kept = kept if HOLDS[side](known(indicator), edge) else 0
    counted = min(overrun, known(reasonable)) if overrun and sharing.reasonable_only else overrun
    borne = own_part(sharing.overrun, counted, base) + overrun - counted
    return Shared(kept, borne, cost + kept - borne)
