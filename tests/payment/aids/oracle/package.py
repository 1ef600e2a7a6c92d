"""The package of a county's consortia, by the year's financing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import NoAmount, Why, divide, half_up, known, over, share, up


class Package(NamedTuple):
    """Everything the county has to tell."""

    reserve: int
    rest: int
    package: int
    kept: int
    parts: dict[str, int]


def package(
    *,
    raised: int | None,
    raised_before: int | None,
    critical: int | None,
    reserve_share: Fraction,
    of_increment: bool,
    rate: Fraction,
    heads: Mapping[str, int],
) -> Package:
    """Reserve, what is left, the package of it rounded up, and each consortium's part by heads."""
    now = known(raised)
    basis = max(0, now - known(raised_before)) if of_increment else now
    reserve = half_up(basis * share(reserve_share))
    rest = now - reserve - known(critical)
    if rest < 0:
        raise NoAmount(Why.OUT_OF_BOUNDS)
    whole = up(rest * share(rate))
    over(whole, sum(heads.values()))  # what is shown per head has to have a meaning
    parts = divide(whole, {name: Fraction(count) for name, count in heads.items()})
    return Package(reserve, rest, whole, rest - whole, parts)
