"""What is drawn for any rule: amounts, shares and edges that are awkward, and a cell that is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pendulum
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from yigai.model.activity import Activity
from yigai.model.payment import Parameter
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor, Points, Quantity, Reading

DAY = pendulum.date(2024, 12, 31)
UNITS = 10_000
NAMES = ("2", "3", "10")
"""Ids whose order as text is not that of the numbers."""
AWKWARD = [Fraction(0), Fraction(1, 7), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)]


def fen() -> SearchStrategy[int]:
    """Amounts from nothing to a billion yuan."""
    return st.sampled_from([0, 1, 99, 100, 10_001]) | st.integers(0, 10**6) | st.integers(0, 10**11)


def money() -> SearchStrategy[Money]:
    return fen().map(Money)


def near(value: int) -> SearchStrategy[int]:
    """Just at a value, one under it or over it, but not below nothing."""
    return st.sampled_from([max(0, value - 1), value, value + 1])


def ratios() -> SearchStrategy[Fraction]:
    """Shares of a whole, many of which do not end in decimals."""
    return st.sampled_from(AWKWARD) | st.fractions(0, 1, max_denominator=10_000)


def factors(least: int = 1) -> SearchStrategy[Factor]:
    return (st.sampled_from([UNITS, 11_000, 9_000, 9_999]) | st.integers(least, 30_000)).map(Factor)


def shares() -> SearchStrategy[Factor]:
    return (st.sampled_from([0, 5_000, UNITS]) | st.integers(0, UNITS)).map(Factor)


def ratio(share: Fraction) -> Parameter[Ratio]:
    return Parameter.of(Ratio(share))


def amount(fen_: int) -> Parameter[Money]:
    return Parameter.of(Money(fen_))


@st.composite
def with_a_gap(draw: DrawFn, activity: Activity, columns: Mapping[str, Sequence[str]]) -> Activity:
    """The activity, now and then with one cell of these columns empty."""
    filled = sorted(name for name in columns if getattr(activity, name))
    if not filled or draw(st.integers(0, 4)) < 4:
        return activity
    table = draw(st.sampled_from(filled))
    gap = {draw(st.sampled_from(columns[table])): None}
    rows = getattr(activity, table)
    if not isinstance(rows, tuple):
        return attrs.evolve(activity, **{table: attrs.evolve(rows, **gap)})
    at = draw(st.integers(0, len(rows) - 1))
    left: dict[str, Any] = {table: (*rows[:at], attrs.evolve(rows[at], **gap), *rows[at + 1 :])}
    return attrs.evolve(activity, **left)


def exactly(value: Factor | Points | Quantity | Reading | None) -> Fraction | None:
    """A scaled figure as a fraction, where it is known."""
    return None if value is None else Fraction(value.units, UNITS)


def fen_of(value: Money | None) -> int | None:
    """Fen, where they are known."""
    return None if value is None else value.fen
