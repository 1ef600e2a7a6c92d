"""Formulas in words (公式说明), in both languages, from the same steps that give the amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import assert_never

import attrs

from yigai.errors import NOTHING, Text
from yigai.payment import formula as f
from yigai.payment.measure import Measure
from yigai.payment.program import (
    Compute,
    DaysToNext,
    Divide,
    Exclude,
    First,
    Join,
    Program,
    Step,
    Table,
    Total,
)
from yigai.payment.rows import TABLE_NAMES, columns_of
from yigai.values.citation import Citation, Evidence
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
LEFT_OVER = Text(
    zh="（舍到分，余分依最大余数法各加一分）",
    en=" (rounded down to the fen; fen left over go to the largest remainders)",
)
"""How a sum is divided to the fen."""
_SIGNED, _SUM, _PRODUCT, _ATOM = 0, 1, 2, 3  # how tightly a formula holds together

Leaf = Callable[[f.Quantity | f.Given], Text]


def named(leaf: f.Quantity | f.Given) -> Text:
    """A quantity by its name, a given figure by its name and value, marked where it is not issued."""
    if isinstance(leaf, f.Quantity):
        return leaf.says
    mark = marked(leaf.source.evidence)
    return Text(
        zh=f"{leaf.says.zh} {leaf.amount.zh}{mark.zh}", en=f"{leaf.says.en} {leaf.amount.en}{mark.en}"
    )


def marked(evidence: Evidence) -> Text:
    """What stands behind a figure that is not from an issued text (非印发文本)."""
    if evidence is Evidence.ISSUED:
        return NOTHING
    return Text(zh=f"〔{evidence.says.zh}〕", en=f" [{evidence.says.en}]")


def in_words(step: Compute, leaf: Leaf = named) -> Text:
    """The whole formula of a step with its rounding: 结余 = 总额 - 费用 (四舍五入到 0.01 元)."""
    said, rounded = formula_text(step.formula, leaf), _rounded(step)
    return Text(
        zh=f"{said.zh}{rounded.zh and f'（{rounded.zh}）'}",
        en=f"{said.en}{rounded.en and f' ({rounded.en})'}",
    )


def _rounded(step: Compute) -> Text:
    """How a step is rounded; nothing where its formula is exact."""
    if _is_exact(step.formula, step.measure):
        return NOTHING
    rounding, unit = _ROUNDING[step.rounding], step.measure.unit
    smallest = step.measure.printed(1)
    return Text(
        zh=f"{rounding.zh}到 {smallest}{' ' + unit.zh if unit.zh else ''}",
        en=f"{rounding.en} to {smallest}{' ' + unit.en if unit.en else ''}",
    )


@attrs.frozen(kw_only=True)
class Said:
    """One step in words: on which table, what it gives, how, and on whose word.

    A formula that is a choice has `branches`: each condition with the formula that counts where it holds; the
    last, without one, holds otherwise. `formula` then only says how the result is rounded.
    """

    table: Table
    name: str
    says: Text
    unit: Text
    formula: Text
    branches: tuple[tuple[Text, Text], ...] = ()
    sources: tuple[Citation, ...]


def program_in_words(program: Program) -> tuple[Said, ...]:
    """Every step of a program in its order; what is only looked up needs no words."""
    return tuple(_said_step(program, step) for step in program.steps if not isinstance(step, Join))


def _said_step(program: Program, step: Step) -> Said:
    branches = tuple(_branches(step.formula)) if isinstance(step, Compute) else ()
    is_choice = len(branches) > 1
    return Said(
        table=step.table,
        name=step.name,
        says=step.says,
        unit=_unit(step),
        formula=_rounded(step) if is_choice and isinstance(step, Compute) else _step_in_words(program, step),
        branches=branches if is_choice else (),
        sources=tuple(dict.fromkeys(_sources(step))),
    )


def _branches(formula: f.Formula, before: Text = NOTHING) -> Iterator[tuple[Text, Text]]:
    """The branches of a choice, inner choices under the conditions of the outer ones."""
    if not isinstance(formula, f.Choice) or _said(formula, named, "zh")[0][0] != "[":
        yield before, formula_text(formula)
        return
    when = condition_text(formula.when)
    inner = Text(
        zh=f"{before.zh}{before.zh and ' 且 '}{when.zh}", en=f"{before.en}{before.en and ' and '}{when.en}"
    )
    yield from _branches(formula.then, inner)
    yield from _branches(formula.otherwise, before)


def _unit(step: Step) -> Text:
    if isinstance(step, Exclude):
        return NOTHING
    return (Measure.DAYS if isinstance(step, DaysToNext) else step.measure).unit


def _sources(step: Step) -> Iterator[Citation]:
    if step.source is not None:
        yield step.source
    inside = step.formula if isinstance(step, Compute) else step.when if isinstance(step, Exclude) else None
    for leaf in f.leaves_of(inside) if inside is not None else ():
        if isinstance(leaf, f.Given):
            yield leaf.source


def _step_in_words(program: Program, step: Step) -> Text:
    match step:
        case Compute():
            return in_words(step)
        case Total():
            of, rows = _title(program, step.other, step.of), TABLE_NAMES[step.other]
            where = condition_text(step.where) if step.where is not None else None
            return Text(
                zh=f"各{rows.zh}的{of.zh}合计{f'（{where.zh}）' if where else ''}",
                en=f"sum of {of.en} over {step.other.value}{f' where {where.en}' if where else ''}",
            )
        case Divide():
            pool, weight = _title(program, step.over, step.pool), _title(program, step.table, step.weights)
            return Text(
                zh=f"{pool.zh} × {weight.zh} ÷ 各行{weight.zh}合计{LEFT_OVER.zh}",
                en=f"{pool.en} × {weight.en} ÷ sum of {weight.en}{LEFT_OVER.en}",
            )
        case First():
            rank, of = _title(program, step.other, step.rank), _title(program, step.other, step.column)
            other = step.measure.printed(step.otherwise)
            return Text(
                zh=f"{rank.zh}最高一行的{of.zh}，没有则 {other}",
                en=f"{of.en} in the row with the highest {rank.en}, {other} where there is none",
            )
        case DaysToNext():
            start, end = _title(program, step.table, step.start), _title(program, step.table, step.end)
            return Text(zh=f"到同一组下一行{start.zh} - {end.zh}", en=f"the next row's {start.en} - {end.en}")
        case Exclude():
            return condition_text(step.when)
        case Join():
            return NOTHING
        case _:
            assert_never(step)


def _title(program: Program, table: Table, column: str) -> Text:
    """What a column is called: as its step says, or as the activity does."""
    says = next((each.says for each in program.steps if (each.table, each.name) == (table, column)), None)
    known = columns_of(table)
    return says or (known[column][1] if column in known else Text(zh=column, en=column))


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
        case f.Not(f.Known(quantity)):
            return f"{'没有' if zh else 'no '}{quantity.says.of(lang)}"
        case f.Not(inner):
            return f"{'非' if zh else 'not '}({_condition(inner, leaf, lang)})"
        case f.Known(quantity):
            return f"{'已有' if zh else 'there is '}{quantity.says.of(lang)}"
        case f.Word(quantity, word):
            return f"{leaf(quantity).of(lang)} = {word}"
        case _:
            assert_never(condition)


def _number(value: Fraction) -> tuple[str, int]:
    holds = _SIGNED if value < 0 else _ATOM if value.denominator == 1 else _PRODUCT
    return str(value), holds
