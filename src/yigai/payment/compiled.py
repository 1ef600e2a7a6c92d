"""Formulas and conditions as functions of a row: whole-number trees walked once, not for every row.

What is unknown is never a number: a formula that needs it raises `Unknown`. Of two conditions one can decide
alone, whichever comes first, as it can in SQL: true or unknown is true, false and unknown is false.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from yigai.payment import integers as n
from yigai.payment.formula import Condition, Relation
from yigai.payment.rows import Row, Rows
from yigai.values.money import Rounding


class Unknown(Exception):
    """A value that a formula needs is not there."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class BelowZero(ZeroDivisionError):
    """A divisor below zero: what is only shown has a figure no more than what is paid by it."""


def tested(when: Condition | None, rows: Rows) -> Callable[[Row], bool]:
    """A condition as a function of the row; without one every row passes."""
    return (lambda _: True) if when is None else _test(n.lower_condition(when), rows)


def holds_at(condition: Condition, rows: Rows, row: Row) -> bool | None:
    """Whether a condition holds for one row; None where what is known does not tell."""
    try:
        return _test(n.lower_condition(condition), rows)(row)
    except Unknown:
        return None


def compiled(integer: n.Integer, rows: Rows) -> Callable[[Row], int]:
    """A tree as a function of the row, so that ten thousand rows walk no tree."""
    match integer:
        case n.Column(name):
            return _column(name, rows)
        case n.Constant(value):
            return lambda _: value
        case n.Plus(left, right):
            one, other = compiled(left, rows), compiled(right, rows)
            return lambda row: one(row) + other(row)
        case n.Minus(left, right):
            one, other = compiled(left, rows), compiled(right, rows)
            return lambda row: one(row) - other(row)
        case n.Times(left, right):
            one, other = compiled(left, rows), compiled(right, rows)
            return lambda row: one(row) * other(row)
        case n.MulDiv(a, b, c, rounding):
            first, second, divisor = (compiled(part, rows) for part in (a, b, c))
            return lambda row: muldiv(first(row), second(row), divisor(row), rounding)
        case n.Positive(of):
            inner = compiled(of, rows)
            return lambda row: _above_zero(inner(row))
        case n.If(when, then, otherwise):
            holds, yes, no = _test(when, rows), compiled(then, rows), compiled(otherwise, rows)
            return lambda row: yes(row) if holds(row) else no(row)
        case _:
            assert_never(integer)


def _test(test: n.Test, rows: Rows) -> Callable[[Row], bool]:
    match test:
        case n.Compare(left, relation, right):
            one, other = compiled(left, rows), compiled(right, rows)
            return _relation(relation, one, other)
        case n.IsKnown(column):
            values = rows.columns[column]
            return lambda row: values[row] is not None
        case n.IsWord(column, word):
            values = rows.columns[column]
            return lambda row: values[row] == word
        case n.Not(inner):
            holds = _test(inner, rows)
            return lambda row: not holds(row)
        case n.And(left, right):
            first, second = _test(left, rows), _test(right, rows)
            return lambda row: _decided(first, second, row, by=False)
        case n.Or(left, right):
            first, second = _test(left, rows), _test(right, rows)
            return lambda row: _decided(first, second, row, by=True)
        case _:
            assert_never(test)


def _decided(first: Callable[[Row], bool], second: Callable[[Row], bool], row: Row, *, by: bool) -> bool:
    """Both (`by` False) or either (`by` True) of two tests; one can decide although the other is unknown."""
    try:
        return by if first(row) is by else second(row)
    except Unknown:
        if second(row) is by:
            return by
        raise


def _relation(
    relation: Relation, one: Callable[[Row], int], other: Callable[[Row], int]
) -> Callable[[Row], bool]:
    match relation:
        case Relation.LESS:
            return lambda row: one(row) < other(row)
        case Relation.AT_MOST:
            return lambda row: one(row) <= other(row)
        case Relation.EQUAL:
            return lambda row: one(row) == other(row)
        case Relation.AT_LEAST:
            return lambda row: one(row) >= other(row)
        case Relation.MORE:
            return lambda row: one(row) > other(row)
        case _:
            assert_never(relation)


def _column(name: str, rows: Rows) -> Callable[[Row], int]:
    values = rows.columns[name]

    def value(row: Row) -> int:
        found = values[row]
        if found is None or isinstance(found, str):
            raise Unknown(name)
        return found

    return value


def _above_zero(divisor: int) -> int:
    if divisor < 0:
        raise BelowZero
    if divisor == 0:
        raise ZeroDivisionError
    return divisor


def muldiv(a: int, b: int, c: int, rounding: Rounding) -> int:
    """|a x b| / c rounded, with the sign of a x b: the one division of the house.

    >>> muldiv(-5, 1, 2, Rounding.HALF_UP), muldiv(5, 1, 2, Rounding.DOWN), muldiv(4, 1, 3, Rounding.UP)
    (-3, 2, 2)
    """
    product = a * b
    size, rest = divmod(abs(product), c)
    match rounding:
        case Rounding.HALF_UP:
            size += 2 * rest >= c
        case Rounding.UP:
            size += rest > 0
        case Rounding.DOWN:
            pass
        case _:
            assert_never(rounding)
    return -size if product < 0 else size
