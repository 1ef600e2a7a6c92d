"""Formulas (公式) as a settlement officer writes them: quantities, given figures and arithmetic, all exact.

A formula has no scales and no rounding; the step that uses it names both. `lower` in `integers.py` turns
it into whole-number arithmetic, `words.py` prints it, and nothing else knows what it means.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never, cast

import attrs

from yigai.errors import NOTHING, Text
from yigai.payment.measure import Measure
from yigai.values.citation import Citation


@attrs.frozen
class _Formula:
    """Arithmetic for building; it computes nothing and leaves out what adds 0 or multiplies by 1."""

    def __add__(self, other: Formula) -> Formula:
        if _ZERO in {self, other}:
            return other if self == _ZERO else _is(self)
        return Sum(_is(self), other)

    def __sub__(self, other: Formula) -> Formula:
        return Difference(_is(self), other)

    def __mul__(self, other: Formula) -> Formula:
        if _ONE in {self, other}:
            return other if self == _ONE else _is(self)
        return Product(_is(self), other)

    def __truediv__(self, other: Formula) -> Formula:
        return Quotient(_is(self), other)

    def less(self, other: Formula) -> Condition:
        """Whether this is below the other."""
        return Comparison(_is(self), Relation.LESS, other)

    def at_most(self, other: Formula) -> Condition:
        """Whether this is the other or below it."""
        return Comparison(_is(self), Relation.AT_MOST, other)

    def more(self, other: Formula) -> Condition:
        """Whether this is above the other."""
        return Comparison(_is(self), Relation.MORE, other)

    def at_least(self, other: Formula) -> Condition:
        """Whether this is the other or above it."""
        return Comparison(_is(self), Relation.AT_LEAST, other)

    def equals(self, other: Formula) -> Condition:
        """Whether both are the same."""
        return Comparison(_is(self), Relation.EQUAL, other)


@attrs.frozen
class Quantity(_Formula):
    """A column of a table: of the activity, or what an earlier step gave.

    A formula may name quantities of other tables; the builder brings them to its own with a join.
    """

    table: str
    name: str
    measure: Measure
    says: Text = attrs.field(eq=False)

    def known(self) -> Condition:
        """Whether the value is there at all."""
        return Known(self)

    def is_word(self, word: str) -> Condition:
        """Whether a column of words holds this one."""
        return Word(self, word)


@attrs.frozen
class Given(_Formula):
    """A figure of the rule, with its name and whose word it is."""

    name: str
    value: Fraction
    printed: str
    says: Text
    source: Citation
    unit: Text = NOTHING

    @property
    def amount(self) -> Text:
        """The figure with its unit."""
        zh, en = self.unit.zh, self.unit.en
        return Text(zh=f"{self.printed}{zh and f' {zh}'}", en=f"{self.printed}{en and f' {en}'}")


@attrs.frozen
class Number(_Formula):
    """A number that belongs to the formula itself, like the 1000 of points per mean case."""

    value: Fraction


@attrs.frozen
class Sum(_Formula):
    """left + right."""

    left: Formula
    right: Formula


@attrs.frozen
class Difference(_Formula):
    """left - right."""

    left: Formula
    right: Formula


@attrs.frozen
class Product(_Formula):
    """left x right."""

    left: Formula
    right: Formula


@attrs.frozen
class Quotient(_Formula):
    """left / right; the divisor has to be above zero, else the result is undefined."""

    left: Formula
    right: Formula


class Relation(enum.Enum):
    """How two formulas are compared."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    AT_LEAST = ">="
    MORE = ">"


@attrs.frozen
class Comparison:
    """Whether a relation holds."""

    left: Formula
    relation: Relation
    right: Formula


@attrs.frozen
class Both:
    """Whether both conditions hold."""

    left: Condition
    right: Condition


@attrs.frozen
class Either:
    """Whether at least one of two conditions holds."""

    left: Condition
    right: Condition


@attrs.frozen
class Not:
    """Whether a condition does not hold."""

    condition: Condition


@attrs.frozen
class Known:
    """Whether a quantity is there."""

    quantity: Quantity


@attrs.frozen
class Word:
    """Whether a column of words holds a certain one; an empty one holds none."""

    quantity: Quantity
    word: str


@attrs.frozen
class Choice(_Formula):
    """The one where the condition holds, else the other; only the one that counts is looked at."""

    when: Condition
    then: Formula
    otherwise: Formula


Formula = Quantity | Given | Number | Sum | Difference | Product | Quotient | Choice
Condition = Comparison | Both | Either | Not | Known | Word


_ZERO, _ONE = Number(Fraction(0)), Number(Fraction(1))


def _parts_of(formula: Formula | Condition) -> tuple[Formula | Condition, ...]:
    """What a formula or a condition is put together from, in the order of reading."""
    match formula:
        case Quantity() | Given() | Number():
            return ()
        case Known(part) | Word(part) | Not(part):
            return (part,)
        case Choice(when, then, otherwise):
            return (when, then, otherwise)
        case (
            Sum(left, right)
            | Difference(left, right)
            | Product(left, right)
            | Quotient(left, right)
            | Comparison(left, _, right)
            | Both(left, right)
            | Either(left, right)
        ):
            return (left, right)
        case _:
            assert_never(formula)


def leaves_of(formula: Formula | Condition) -> Iterator[Quantity | Given]:
    """Every quantity and given figure in a formula or a condition, in the order of reading."""
    if isinstance(formula, Quantity | Given):
        yield formula
    for part in _parts_of(formula):
        yield from leaves_of(part)


def divisors_of(formula: Formula | Condition) -> Iterator[Formula]:
    """Everything that something is divided by in a formula or a condition."""
    if isinstance(formula, Quotient):
        yield formula.right
    for part in _parts_of(formula):
        yield from divisors_of(part)


def quantities(formula: Formula | Condition) -> Iterator[Quantity]:
    """Every quantity in a formula or a condition."""
    return (leaf for leaf in leaves_of(formula) if isinstance(leaf, Quantity))


def number(value: int | Fraction) -> Number:
    """A plain number."""
    return Number(Fraction(value))


def least(one: Formula, other: Formula) -> Formula:
    """The smaller of two."""
    return Choice(Comparison(one, Relation.AT_MOST, other), one, other)


def greatest(one: Formula, other: Formula) -> Formula:
    """The greater of two."""
    return Choice(Comparison(one, Relation.AT_LEAST, other), one, other)


def is_set(flag: Quantity) -> Condition:
    """Whether a yes-or-no column says yes."""
    return Comparison(flag, Relation.EQUAL, number(1))


def _is(formula: _Formula) -> Formula:
    """The members of the union are exactly the subclasses above."""
    return cast("Formula", formula)
