"""A figure of a rule (规则给出的数) as an exact number, and as people print it."""

from __future__ import annotations

import enum
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from yigai.errors import NOTHING, Text
from yigai.payment.measure import Measure
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor, Points

Read = Callable[[Any], tuple[Fraction, str]]
"""A figure of a rule as an exact number, and as people print it."""


def printed(value: object) -> tuple[str, Text]:
    """A figure or a reading as people write it, and its unit."""
    match value:
        case Money():
            return str(value), Measure.MONEY.unit
        case Points():
            return str(value), Measure.POINTS.unit
        case bool():
            return str(value).lower(), NOTHING
        case enum.Enum():
            return str(value.value), NOTHING
        case _:
            return str(value), NOTHING


def exact(value: object) -> tuple[Fraction, str]:
    """A figure as an exact number, and as people write it."""
    said, _ = printed(value)
    match value:
        case Money(fen):
            return Fraction(fen, 100), said
        case Ratio():
            return value.as_fraction(), said
        case Points(units) | Factor(units):
            return Fraction(units, 10_000), said
        case bool() | int():
            return Fraction(int(value)), said
        case _:
            message = f"no figure: {value!r}"
            raise TypeError(message)
