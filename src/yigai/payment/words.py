"""Formulas in words (公式说明), in both languages, from the same steps that give the amounts."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from yigai.errors import Text
from yigai.payment import formula as f
from yigai.payment.measure import Measure
from yigai.payment.program import Compute
from yigai.values.money import Rounding

_ROUNDING = {
    Rounding.HALF_UP: Text(zh="四舍五入", en="rounded half up"),
    Rounding.UP: Text(zh="向上取整", en="rounded up"),
    Rounding.DOWN: Text(zh="向下取整", en="rounded down"),
}
_RELATION = {
    f.Relation.LESS: "<",
    f.Relation.AT_MOST: "≤",
    f.Relation.EQUAL: "=",
    f.Relation.AT_LEAST: "≥",
    f.Relation.MORE: ">",
}
_SIGNED, _SUM, _PRODUCT, _ATOM = 0, 1, 2, 3  # how tightly a formula holds together

Leaf = Callable[[f.Quantity | f.Given], Text]


def named(leaf: f.Quantity | f.Given) -> Text:
    """A quantity by its name, a given figure by its name and value."""
    if isinstance(leaf, f.Quantity):
        return leaf.says
    return Text(zh=f"{leaf.says.zh} {leaf.printed}", en=f"{leaf.says.en} {leaf.printed}")


def in_words(step: Compute, leaf: Leaf = named) -> Text:
    """The whole formula of a step with its rounding: 结余 = 总额 - 费用 (四舍五入到 0.01 元)."""
    said = formula_text(step.formula, leaf)
    if _is_exact(step.formula, step.measure):
        return said
    rounding, unit = _ROUNDING[step.rounding], step.measure.unit
    smallest = step.measure.printed(1)
    return Text(
        zh=f"{said.zh}（{rounding.zh}到 {smallest}{' ' + unit.zh if unit.zh else ''}）",
        en=f"{said.en} ({rounding.en} to {smallest}{' ' + unit.en if unit.en else ''})",
    )


def formula_text(formula: f.Formula, leaf: Leaf = named) -> Text:
    """A formula as one line."""
    return Text(zh=_said(formula, leaf, "zh")[0], en=_said(formula, leaf, "en")[0])


def condition_text(condition: f.Condition, leaf: Leaf = named) -> Text:
    """A condition as one line."""
    return Text(zh=_condition(condition, leaf, "zh"), en=_condition(condition, leaf, "en"))


def _is_exact(formula: f.Formula, measure: Measure) -> bool:
    """Whether nothing is rounded: sums and choices of whole numbers of the same measure."""
    match formula:
        case f.Quantity():
            return formula.measure is measure
        case f.Number(value):
            return (value * measure.scale).denominator == 1
        case f.Given(value=value):
            return (value * measure.scale).denominator == 1
        case f.Sum(left, right) | f.Difference(left, right) | f.Choice(_, left, right):
            return _is_exact(left, measure) and _is_exact(right, measure)
        case _:
            return False


def _said(formula: f.Formula, leaf: Leaf, lang: str) -> tuple[str, int]:
    match formula:
        case f.Quantity() | f.Given():
            return leaf(formula).of(lang), _ATOM
        case f.Number(value):
            return _number(value)
        case f.Sum(left, right):
            return f"{_within(left, _SUM, leaf, lang)} + {_within(right, _SUM, leaf, lang)}", _SUM
        case f.Difference(left, right):
            return f"{_within(left, _SUM, leaf, lang)} - {_within(right, _PRODUCT, leaf, lang)}", _SUM
        case f.Product(left, right):
            return f"{_within(left, _PRODUCT, leaf, lang)} × {_within(right, _PRODUCT, leaf, lang)}", _PRODUCT
        case f.Quotient(left, right):
            return f"{_within(left, _PRODUCT, leaf, lang)} ÷ {_within(right, _ATOM, leaf, lang)}", _PRODUCT
        case f.Choice(f.Comparison(one, f.Relation.AT_MOST, other), then, otherwise) if (
            one == then and other == otherwise
        ):
            return _function("较小者" if lang == "zh" else "min", (one, other), leaf, lang), _ATOM
        case f.Choice(f.Comparison(one, f.Relation.AT_LEAST, other), then, otherwise) if (
            one == then and other == otherwise
        ):
            return _function("较大者" if lang == "zh" else "max", (one, other), leaf, lang), _ATOM
        case f.Choice(when, then, otherwise):
            test, yes, no = (
                _condition(when, leaf, lang),
                _said(then, leaf, lang)[0],
                _said(otherwise, leaf, lang)[0],
            )
            said = f"若 {test} 则 {yes}，否则 {no}" if lang == "zh" else f"if {test} then {yes} else {no}"
            return f"[{said}]", _ATOM
        case _:
            assert_never(formula)


def _within(formula: f.Formula, least: int, leaf: Leaf, lang: str) -> str:
    said, holds = _said(formula, leaf, lang)
    return said if holds >= least else f"({said})"


def _function(name: str, parts: tuple[f.Formula, ...], leaf: Leaf, lang: str) -> str:
    listed = ", ".join(_said(part, leaf, lang)[0] for part in parts)
    return f"{name}({listed})"


def _condition(condition: f.Condition, leaf: Leaf, lang: str) -> str:
    zh = lang == "zh"
    match condition:
        case f.Comparison(left, relation, right):
            return f"{_said(left, leaf, lang)[0]} {_RELATION[relation]} {_said(right, leaf, lang)[0]}"
        case f.Both(left, right):
            return f"{_condition(left, leaf, lang)} {'且' if zh else 'and'} {_condition(right, leaf, lang)}"
        case f.Either(left, right):
            return f"({_condition(left, leaf, lang)} {'或' if zh else 'or'} {_condition(right, leaf, lang)})"
        case f.Not(inner):
            return f"{'非' if zh else 'not '}({_condition(inner, leaf, lang)})"
        case f.Known(quantity):
            return f"{'已知' if zh else 'known '}{leaf(quantity).of(lang)}"
        case f.Word(quantity, word):
            return f"{leaf(quantity).of(lang)} = {word}"
        case _:
            assert_never(condition)


def _number(value: Fraction) -> tuple[str, int]:
    holds = _SIGNED if value < 0 else _ATOM if value.denominator == 1 else _PRODUCT
    return str(value), holds
