"""How the points of a year share a pool, and what of it is the fund's part of each institution."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import divide, each, half_up, known, over, share, ten_thousandths

ONE = Fraction(1)


class Terms(NamedTuple):
    """How an area pays for points.

    pool: fund, fund-and-patients, or fund-over-share. shape: as-shared, less-patients, or times-fund-share
    with the share of the area or of each institution. billed: bands set it against what was billed.
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
    billed: bool = False

    @property
    def asks_patients(self) -> bool:
        """Whether it matters what patients paid."""
        return self.billed or "patients" in self.pool + self.shape


class House(NamedTuple):
    """What is known of an institution besides its cases."""

    share: Fraction | None = ONE
    assessment: Fraction | None = ONE
    audit: int | None = 0


def pool_of(terms: Terms, patients: int) -> int:
    """What the points share, in fen."""
    if terms.pool == "fund-over-share":
        return half_up(over(terms.fund, share(known(terms.fund_share))))
    return terms.fund + (patients if terms.pool == "fund-and-patients" else 0)


def amounts(
    terms: Terms,
    pool: int,
    own: Mapping[str, Fraction],
    patients: Mapping[str, int],
    houses: Mapping[str, House],
) -> dict[str, int]:
    """The fund's part of every institution, which may be negative."""
    whole = sum(own.values(), Fraction(0))
    if terms.published:
        value = ten_thousandths(over(Fraction(pool, 100), whole))
        worth = {name: half_up(points * value * 100) for name, points in own.items()}
        return due(terms, worth, patients, houses)
    if terms.shape != "times-fund-share":
        return after(terms, divide(pool, own), patients, houses)
    if terms.own_share:
        parts = each(
            own, lambda name: half_up(over(pool * own[name], whole) * fund_share(terms, houses[name]))
        )
    else:
        parts = divide(half_up(pool * share(known(terms.fund_share))), own)
    return after(terms, parts, patients, houses)


def due(
    terms: Terms, worth: Mapping[str, int], patients: Mapping[str, int], houses: Mapping[str, House]
) -> dict[str, int]:
    """The fund's part of what nobody shares: each worth by itself."""
    parts = each(worth, lambda name: half_up(worth[name] * fund_share(terms, houses[name])))
    return after(terms, parts, patients, houses)


def after(
    terms: Terms, parts: Mapping[str, int], patients: Mapping[str, int], houses: Mapping[str, House]
) -> dict[str, int]:
    """Less what patients paid, not below nothing, times the assessment, less the audit."""

    def left(name: str) -> int:
        part = parts[name] - (patients[name] if terms.shape == "less-patients" else 0)
        if terms.floored:
            part = max(0, part)
        if terms.assessed:
            part = half_up(part * known(houses[name].assessment))
        return part - (known(houses[name].audit) if terms.audited else 0)

    return each(parts, left)


def fund_share(terms: Terms, house: House) -> Fraction:
    """Which part of its points' worth the fund pays an institution."""
    if terms.shape != "times-fund-share":
        return ONE
    return share(known(house.share if terms.own_share else terms.fund_share))
