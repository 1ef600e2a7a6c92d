"""Whole-number arithmetic: what a formula becomes before any back end sees it.

The tree is small and has one meaning: columns, constants, `+ - *`, comparison, choice, a divisor that
must be above zero, and one division, `MulDiv`, which multiplies two numbers, divides by a third and rounds
once. Python evaluates it in `evaluate.py`; other back ends print it as SQL.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

import attrs

from yigai.payment import formula as f
from yigai.payment.measure import Measure
from yigai.values.money import Rounding


@attrs.frozen
class Column:
    """The whole number in a column."""

    name: str


@attrs.frozen
class Constant:
    """A whole number."""

    value: int


@attrs.frozen
class Plus:
    """left + right."""

    left: Integer
    right: Integer


@attrs.frozen
class Minus:
    """left - right."""

    left: Integer
    right: Integer


@attrs.frozen
class Times:
    """left x right."""

    left: Integer
    right: Integer


@attrs.frozen
class MulDiv:
    """|a x b| / c rounded, with the sign of a x b; c is above zero."""

    a: Integer
    b: Integer
    c: Integer
    rounding: Rounding


@attrs.frozen
class Positive:
    """A divisor: the number itself where it is above zero, else the result is undefined."""

    of: Integer


@attrs.frozen
class Compare:
    """Whether a relation holds."""

    left: Integer
    relation: f.Relation
    right: Integer


@attrs.frozen
class IsKnown:
    """Whether a column has a value."""

    column: str


@attrs.frozen
class IsWord:
    """Whether a column of words holds a certain one."""

    column: str
    word: str


@attrs.frozen
class Not:
    """Whether a test does not hold."""

    test: Test


@attrs.frozen
class And:
    """Whether both hold."""

    left: Test
    right: Test


@attrs.frozen
class Or:
    """Whether one holds."""

    left: Test
    right: Test


@attrs.frozen
class If:
    """One of two numbers; the other is not looked at."""

    when: Test
    then: Integer
    otherwise: Integer


Integer = Column | Constant | Plus | Minus | Times | MulDiv | Positive | If
Test = Compare | And | Or | Not | IsKnown | IsWord


def rounded(formula: f.Formula, measure: Measure, rounding: Rounding) -> Integer:
    """A formula as a whole number of a measure, rounded once."""
    numerator, denominator = lower(formula)
    if isinstance(denominator, Constant) and measure.scale % denominator.value == 0:
        return _times(numerator, Constant(measure.scale // denominator.value))
    return MulDiv(numerator, Constant(measure.scale), denominator, rounding)


def lower(formula: f.Formula) -> tuple[Integer, Integer]:
    """A formula as numerator and denominator, the denominator above zero."""
    match formula:
        case f.Quantity(name=name, measure=measure):
            return Column(name), Constant(measure.scale)
        case f.Given(value=value) | f.Number(value):
            return Constant(value.numerator), Constant(value.denominator)
        case f.Sum(left, right):
            return _over_one_denominator(left, right, Plus)
        case f.Difference(left, right):
            return _over_one_denominator(left, right, Minus)
        case f.Product(left, right):
            (a, b), (c, d) = lower(left), lower(right)
            return _reduced(_times(a, c), _times(b, d))
        case f.Quotient(left, right):
            (a, b), (c, d) = lower(left), lower(right)
            return _reduced(_times(a, d), _times(b, _positive(c)))
        case f.Choice(when, then, otherwise):
            test = lower_condition(when)
            (a, b), (c, d) = lower(then), lower(otherwise)
            if b == d:
                return If(test, a, c), b
            if isinstance(b, Constant) and isinstance(d, Constant):
                return If(test, _times(a, d), _times(c, b)), Constant(b.value * d.value)
            return If(test, a, c), If(test, b, d)
        case _:
            assert_never(formula)


def lower_condition(condition: f.Condition) -> Test:
    """A condition over whole numbers: fractions are compared by multiplying across."""
    match condition:
        case f.Comparison(left, relation, right):
            (a, b), (c, d) = lower(left), lower(right)
            if b == d and isinstance(b, Constant):  # another divisor has to be looked at, it may be zero
                return Compare(a, relation, c)
            return Compare(_times(a, d), relation, _times(c, b))
        case f.Not(inner):
            return Not(lower_condition(inner))
        case f.Known(quantity):
            return IsKnown(quantity.name)
        case f.Word(quantity, word):
            return IsWord(quantity.name, word)
        case f.Both(left, right):
            return And(lower_condition(left), lower_condition(right))
        case f.Either(left, right):
            return Or(lower_condition(left), lower_condition(right))
        case _:
            assert_never(condition)


def _over_one_denominator(
    left: f.Formula, right: f.Formula, operation: type[Plus | Minus]
) -> tuple[Integer, Integer]:
    (a, b), (c, d) = lower(left), lower(right)
    if b == d:
        return operation(a, c), b
    return operation(_times(a, d), _times(c, b)), _times(b, d)


def _times(left: Integer, right: Integer) -> Integer:
    """A product without the ones and with its constants multiplied out, constants last."""
    match left, right:
        case Constant(one), Constant(other):
            return Constant(one * other)
        case Constant(), _:
            return _times(right, left)
        case _, Constant(1):
            return left
        case Times(inner, Constant(one)), Constant(other):
            return _times(inner, Constant(one * other))
        case Times(inner, Constant(one)), _:
            return Times(Times(inner, right), Constant(one))
        case _:
            return Times(left, right)


def _positive(divisor: Integer) -> Integer:
    return divisor if isinstance(divisor, Constant) and divisor.value > 0 else Positive(divisor)


def _reduced(numerator: Integer, denominator: Integer) -> tuple[Integer, Integer]:
    """A fraction with the constants of both sides cut down by what they share."""
    above, below = _constant_of(numerator), _constant_of(denominator)
    shared = Fraction(above, below) if below else Fraction(1)
    if above == 0 or below == 0 or abs(shared.numerator) == abs(above):
        return numerator, denominator
    return _with_constant(numerator, shared.numerator), _with_constant(denominator, shared.denominator)


def _constant_of(integer: Integer) -> int:
    match integer:
        case Constant(value) | Times(_, Constant(value)):
            return value
        case _:
            return 1


def _with_constant(integer: Integer, value: int) -> Integer:
    match integer:
        case Constant():
            return Constant(value)
        case Times(inner, Constant()):
            return _times(inner, Constant(value))
        case _:
            return _times(integer, Constant(value))
