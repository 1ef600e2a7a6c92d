"""A formula means what `Fraction` makes of it, each step rounds it once, and in words it reads back."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pocket import worked_out
from yigai.errors import Text, Undefined
from yigai.model.activity import Activity, Case
from yigai.payment import formula as f
from yigai.payment.evaluate import evaluate
from yigai.payment.measure import Measure
from yigai.payment.program import Compute, Program, Table
from yigai.payment.rows import Value, tables_of
from yigai.payment.words import formula_text
from yigai.values.citation import Citation, Evidence
from yigai.values.money import Rounding

NAMES = {"a": Measure.MONEY, "b": Measure.POINTS, "c": Measure.COUNT, "d": Measure.FACTOR}
SOURCE = Citation(source="示例", evidence=Evidence.INFERRED)
Row = Mapping[str, Value]


class Nothing(Exception):
    """The formula has no value: something is unknown, or it would divide by what is not above zero."""


def quantity(name: str) -> f.Quantity:
    return f.Quantity(Table.CASE.value, name, NAMES[name], Text(zh=f"量{name}", en=f"quantity {name}"))


def figure(value: Fraction) -> f.Given:
    return f.Given("figure", value, str(value), Text(zh="数", en="figure"), SOURCE)


def exact(formula: f.Formula, row: Row) -> Fraction:
    """The value by the definition, without whole numbers, scales or common denominators."""
    match formula:
        case f.Quantity(name=name, measure=measure):
            value = row[name]
            if not isinstance(value, int):
                raise Nothing
            return Fraction(value, {Measure.MONEY: 100, Measure.COUNT: 1}.get(measure, 10_000))
        case f.Given(value=number) | f.Number(number):
            return number
        case f.Sum(left, right):
            return exact(left, row) + exact(right, row)
        case f.Difference(left, right):
            return exact(left, row) - exact(right, row)
        case f.Product(left, right):
            return exact(left, row) * exact(right, row)
        case f.Quotient(left, right):
            above, below = exact(left, row), exact(right, row)
            if below <= 0:
                raise Nothing
            return above / below
        case f.Choice(when, then, otherwise):
            return exact(then if holds(when, row) else otherwise, row)
        case _:
            assert_never(formula)


def holds(condition: f.Condition, row: Row) -> bool:
    match condition:
        case f.Comparison(left, relation, right):
            one, other = exact(left, row), exact(right, row)
            return {
                "<": one < other, "<=": one <= other, "=": one == other, ">=": one >= other, ">": one > other,
            }[relation.value]  # fmt: skip
        case f.Both(left, right):
            return decided(left, right, row, by=False)
        case f.Either(left, right):
            return decided(left, right, row, by=True)
        case f.Not(inner):
            return not holds(inner, row)
        case f.Known(asked):
            return row[asked.name] is not None
        case f.Word(asked, word):
            return row[asked.name] == word
        case _:
            assert_never(condition)


def decided(left: f.Condition, right: f.Condition, row: Row, *, by: bool) -> bool:
    """Of two conditions one may decide alone: whatever the other is, both are false, or either is true."""
    found: list[bool] = []
    for side in (left, right):
        with contextlib.suppress(Nothing):
            found.append(holds(side, row))
    if by in found:
        return by
    if len(found) < len((left, right)):
        raise Nothing
    return not by


def once_rounded(value: Fraction, measure: Measure, rounding: Rounding) -> int:
    """On the absolute value, the sign kept."""
    size = abs(value) * (100 if measure is Measure.MONEY else 10_000)
    whole = {
        Rounding.HALF_UP: math.floor(size + Fraction(1, 2)),
        Rounding.UP: math.ceil(size),
        Rounding.DOWN: math.floor(size),
    }[rounding]
    return whole if value >= 0 else -whole


def fractions() -> SearchStrategy[Fraction]:
    simple = st.sampled_from(
        [Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(-3, 7), Fraction(100)]
    )
    return simple | st.fractions(max_denominator=10_000).filter(lambda value: abs(value) < 10**9)


@st.composite
def formulas(draw: DrawFn, depth: int = 4) -> f.Formula:
    """Any tree; quotients and choices come often, because there is most to get wrong."""
    kind = draw(st.sampled_from("qgn+-*///?m")) if depth else draw(st.sampled_from("qgn"))
    if kind in "qgn":
        name, value = draw(st.sampled_from(sorted(NAMES))), draw(fractions())
        leaves: dict[str, f.Formula] = {"q": quantity(name), "g": figure(value), "n": f.Number(value)}
        return leaves[kind]
    left, right = draw(formulas(depth - 1)), draw(formulas(depth - 1))
    match kind:
        case "+":
            return f.Sum(left, right)
        case "-":
            return f.Difference(left, right)
        case "*":
            return f.Product(left, right)
        case "/":
            return f.Quotient(left, right)
        case "m":
            return f.least(left, right) if draw(st.booleans()) else f.greatest(left, right)
        case _:
            return f.Choice(draw(conditions(depth - 1)), left, right)


@st.composite
def conditions(draw: DrawFn, depth: int) -> f.Condition:
    kind = draw(st.sampled_from("<<<k&|!")) if depth else draw(st.sampled_from("<k"))
    match kind:
        case "<":
            relation = draw(st.sampled_from(f.Relation))
            return f.Comparison(draw(formulas(min(depth, 2))), relation, draw(formulas(min(depth, 2))))
        case "k":
            return f.Known(quantity(draw(st.sampled_from(sorted(NAMES)))))
        case "!":
            return f.Not(draw(conditions(depth - 1)))
        case _:
            both = f.Both if kind == "&" else f.Either
            return both(draw(conditions(depth - 1)), draw(conditions(depth - 1)))


def rows() -> SearchStrategy[dict[str, Value]]:
    whole = st.integers(-(10**12), 10**12) | st.sampled_from([0, 1, -1, 5, 10_000])
    value = st.one_of(whole, whole, whole, st.none())
    return st.fixed_dictionaries(dict.fromkeys(NAMES, value))


def computed(formula: f.Formula, row: Row, measure: Measure, rounding: Rounding) -> int | None:
    """What the engine makes of it; None where it rejects the row or calls the result undefined."""
    tables = tables_of(Activity(cases=(Case(id="c", institution="h"),)))
    tables[Table.CASE].columns.update({name: [value] for name, value in row.items()})
    step = Compute(
        table=Table.CASE,
        name="x",
        says=Text(zh="数", en="x"),
        formula=formula,
        measure=measure,
        rounding=rounding,
    )
    program = Program(needs=(), steps=(step,), table=Table.CASE, result="x", measure=measure)
    try:
        evaluated = evaluate(program, tables)
    except Undefined:
        return None
    value = evaluated.tables[Table.CASE].columns["x"][0]
    assert (value is None) == bool(evaluated.excluded)
    assert not isinstance(value, str)
    return value


A, B, C, D = (quantity(name) for name in NAMES)
ZERO_BELOW_BOTH = f.Choice(
    f.Comparison(f.Quotient(A, C), f.Relation.LESS, f.Quotient(f.Sum(A, A), C)),
    f.Number(Fraction(1)),
    f.Number(Fraction(2)),
)


@given(formulas(), rows(), st.sampled_from([Measure.MONEY, Measure.POINTS]), st.sampled_from(Rounding))
@example(ZERO_BELOW_BOTH, {"a": 1, "b": 2, "c": 0, "d": 0}, Measure.MONEY, Rounding.HALF_UP)
def test_the_engine_is_exact_and_rounds_once(
    formula: f.Formula, row: dict[str, Value], measure: Measure, rounding: Rounding
) -> None:
    try:
        expected: int | None = once_rounded(exact(formula, row), measure, rounding)
    except Nothing:
        expected = None
    found = computed(formula, row, measure, rounding)
    assert found == expected or (found is None and divides_by_nothing(formula, row))


def divides_by_nothing(formula: f.Formula | f.Condition, row: Row) -> bool:
    """Whether there is such a division anywhere: beside what decides alone, it is still told."""
    conditions = [part for part in _parts(formula) if isinstance(part, f.Both | f.Either)]
    for part in (
        each for condition in conditions for each in _parts(condition) if isinstance(each, f.Quotient)
    ):
        with contextlib.suppress(Nothing):
            if exact(part.right, row) <= 0:
                return True
    return False


def _parts(formula: f.Formula | f.Condition) -> list[f.Formula | f.Condition]:
    inner = [
        getattr(formula, name, None) for name in ("left", "right", "when", "then", "otherwise", "condition")
    ]
    return [formula, *(each for part in inner if part is not None for each in _parts(part))]


@pytest.mark.parametrize(
    "divisor", [C, f.Number(Fraction(0)), f.Number(Fraction(-2)), f.Difference(C, C), figure(Fraction(-1))]
)
@pytest.mark.parametrize("where", ["value", "nested", "both sides of a condition", "cancelled"])
def test_a_divisor_that_is_not_above_zero_is_told_and_never_computed_with(
    divisor: f.Formula, where: str
) -> None:
    quotient = f.Quotient(A, divisor)
    places: dict[str, f.Formula] = {
        "value": quotient,
        "nested": f.Quotient(f.Number(Fraction(1)), f.Quotient(f.Number(Fraction(1)), quotient)),
        "both sides of a condition": f.Choice(
            f.Comparison(quotient, f.Relation.LESS, f.Quotient(f.Sum(A, A), divisor)), A, B
        ),
        "cancelled": f.Product(quotient, f.Number(Fraction(0))),
    }
    assert (
        computed(places[where], {"a": 300, "b": 1, "c": 0, "d": 1}, Measure.MONEY, Rounding.HALF_UP) is None
    )


@pytest.mark.parametrize(
    ("value", "rounding", "fen"),
    [
        (Fraction(5, 1000), Rounding.HALF_UP, 1),
        (Fraction(-5, 1000), Rounding.HALF_UP, -1),
        (Fraction(4999, 10**6), Rounding.HALF_UP, 0),
        (Fraction(-1, 10**9), Rounding.UP, -1),
        (Fraction(-99, 10**4), Rounding.DOWN, 0),
    ],
)
def test_rounding_is_on_the_absolute_value_and_keeps_the_sign(
    value: Fraction, rounding: Rounding, fen: int
) -> None:
    assert computed(f.Number(value), dict.fromkeys(NAMES), Measure.MONEY, rounding) == fen


# ------------------------------------------------------------------- in words


def leaf(one: f.Quantity | f.Given) -> Text:
    """A short name; that of a figure holds its value."""
    word = one.name if isinstance(one, f.Quantity) else f"figure {one.value}"
    return Text(zh=word, en=word)


def fed(formula: f.Formula, row: Row) -> dict[str, Fraction | None]:
    """Every name in a formula with its value."""
    leaves = list(f.leaves_of(formula))
    figures: dict[str, Fraction | None] = {
        leaf(each).en: each.value for each in leaves if isinstance(each, f.Given)
    }
    values = {name: None if row[name] is None else exact(quantity(name), row) for name in NAMES}
    called = {
        said: values[name] for name in NAMES for said in (quantity(name).says.zh, quantity(name).says.en)
    }
    return figures | values | called


@given(
    formulas(),
    st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(1, 10**6))),
    st.sampled_from(["zh", "en"]),
)
@example(f.Quotient(A, f.Number(Fraction(1, 3))), {"a": 1, "b": 1, "c": 1, "d": 1}, "en")
@example(f.Difference(A, f.Number(Fraction(-3))), {"a": 1, "b": 1, "c": 1, "d": 1}, "zh")
def test_a_formula_in_words_reads_back_as_itself(
    formula: f.Formula, row: dict[str, Value], lang: str
) -> None:
    assume(not divides_by_nothing_anywhere(formula, row))
    assert worked_out(formula_text(formula, leaf).of(lang), fed(formula, row)) == exact(formula, row)


def divides_by_nothing_anywhere(formula: f.Formula, row: Row) -> bool:
    """The calculator looks at every branch."""
    try:
        for part in _parts(formula):
            if isinstance(part, f.Quotient):
                exact(part, row)
    except Nothing:
        return True
    return False


def test_building_leaves_out_what_adds_nothing_or_multiplies_by_one_and_nothing_else() -> None:
    a = quantity("a")
    assert (a + f.number(0), f.number(0) + a, a * f.number(1), f.number(1) * a) == (a, a, a, a)
    assert (f.number(0) + f.number(0), f.number(1) * f.number(1)) == (f.number(0), f.number(1))
    for other in (f.number(-1), f.number(1), f.number(Fraction(1, 2))):
        assert (a + other, other + a) == (f.Sum(a, other), f.Sum(other, a))
    for other in (f.number(-1), f.number(0), f.number(Fraction(1, 2))):
        assert (a * other, other * a) == (f.Product(a, other), f.Product(other, a))
    assert a - f.number(0) == f.Difference(a, f.number(0))
    assert a / f.number(1) == f.Quotient(a, f.number(1))
