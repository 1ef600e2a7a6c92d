"""What every rule needs: one rounding, one division of a sum, and refusing what has no answer."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TypeVar

Known = TypeVar("Known")
Row = TypeVar("Row")
Value = TypeVar("Value")


class Why(enum.Enum):
    """Why there is no amount."""

    UNDEFINED = "undefined"
    UNKNOWN = "unknown"
    OUT_OF_BOUNDS = "out of bounds"
    REVIEW = "review"


class NoAmount(Exception):
    """There is no amount, and why; several reasons where several rows have none."""

    def __init__(self, *whys: Why) -> None:
        super().__init__(*(why.value for why in whys))
        self.whys = frozenset(whys)


def half_up(value: Fraction) -> int:
    """To a whole number, half up on the absolute value, the sign kept."""
    size = floor(abs(value) + Fraction(1, 2))
    return size if value >= 0 else -size


def up(value: Fraction) -> int:
    """To the next whole number away from zero."""
    return ceil(value) if value >= 0 else floor(value)


def down(value: Fraction) -> int:
    """To the next whole number towards zero."""
    return floor(value) if value >= 0 else ceil(value)


def ten_thousandths(value: Fraction) -> Fraction:
    """Points and factors: four decimals, half up."""
    return Fraction(half_up(value * 10_000), 10_000)


def over(above: Fraction | int, below: Fraction | int) -> Fraction:
    """A quotient; what would be divided by has to be above zero."""
    if below <= 0:
        raise NoAmount(Why.UNDEFINED)
    return Fraction(above) / Fraction(below)


def known(value: Known | None) -> Known:
    """The value, which has to be there."""
    if value is None:
        raise NoAmount(Why.UNKNOWN)
    return value


def share(value: Fraction) -> Fraction:
    """A share lies between nothing and all."""
    if not 0 <= value <= 1:
        raise NoAmount(Why.OUT_OF_BOUNDS)
    return value


def divide(fen: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """A sum in parts as large as the weights: largest remainder, a tied fen to the smaller id as text.

    Of nothing everybody gets nothing, whatever the weights.
    """
    if fen == 0:
        return dict.fromkeys(weights, 0)
    whole = sum(weights.values(), Fraction(0))
    if whole == 0 or any(weight < 0 for weight in weights.values()):
        raise NoAmount(Why.UNDEFINED)
    due = {name: abs(fen) * weight / whole for name, weight in weights.items()}
    parts = {name: floor(part) for name, part in due.items()}
    left = abs(fen) - sum(parts.values())
    for name in sorted(due, key=lambda each: (parts[each] - due[each], each))[:left]:
        parts[name] += 1
    return {name: part if fen >= 0 else -part for name, part in parts.items()}


def each(names: Iterable[str], amount: Callable[[str], Value]) -> dict[str, Value]:
    """The amount of every name; where some have none, all their reasons together."""
    found: dict[str, Value] = {}
    whys: set[Why] = set()
    for name in names:
        try:
            found[name] = amount(name)
        except NoAmount as none:
            whys |= none.whys
    if whys:
        raise NoAmount(*whys)
    return found


def paid_rows(
    rows: Mapping[str, Row], worth: Callable[[Row], Value]
) -> tuple[dict[str, Value], dict[str, Why]]:
    """The worth of every row that has one, and why the others have none; a division by nothing ends all."""
    found: dict[str, Value] = {}
    left_out: dict[str, Why] = {}
    for name, row in rows.items():
        try:
            found[name] = worth(row)
        except NoAmount as none:
            if Why.UNDEFINED in none.whys:
                raise
            (left_out[name],) = none.whys
    return found, left_out
