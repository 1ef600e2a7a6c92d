"""Bands of a surplus or an overrun."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import half_up, over


class Band(NamedTuple):
    """From one ratio to the next, with the share of whoever the table is about; the last has no end."""

    start: Fraction
    end: Fraction | None
    share: Fraction


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


def part(bands: Sequence[Band], amount: int, base: int, *, is_whole: bool, closed_above: bool) -> int:
    """The part of an amount, in fen."""
    if amount == 0:
        return 0
    exact = (
        whole(bands, amount, base, closed_above=closed_above) if is_whole else marginal(bands, amount, base)
    )
    return half_up(exact)
