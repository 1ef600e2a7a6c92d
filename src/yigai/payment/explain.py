"""Why an amount is what it is (测算依据): the steps behind one figure, down to the rows and the provisions.

Nothing is computed again: every value was kept. Of a choice only the branch that was taken is shown, of a
sum the first rows, and what has been shown once is named the second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

import attrs

from yigai.errors import NOTHING, Text
from yigai.judging.trace import Step as TraceStep
from yigai.judging.trace import Trace
from yigai.payment import formula as f
from yigai.payment.compiled import holds_at
from yigai.payment.evaluate import Evaluated
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
from yigai.payment.rows import Row, Rows, columns_of
from yigai.payment.words import condition_text, in_words

ROWS_SHOWN = 20
"""Of the rows of a sum, so many are listed; the rest are counted."""


def explained(program: Program, evaluated: Evaluated, table: Table, row: Row, column: str) -> Trace:
    """The trace of the figure in one column of one row."""
    return Trace((_Explainer(program, evaluated).step(table, row, column),))


def explained_exclusion(program: Program, evaluated: Evaluated, table: Table, row: Row) -> Trace:
    """Why a row goes no further."""
    out = next(each for each in evaluated.excluded if (each.table, each.row) == (table, row))
    explainer = _Explainer(program, evaluated)
    step = next((each for each in program.steps if each.table is table and each.name == out.step), None)
    inner: tuple[TraceStep, ...] = ()
    formula = NOTHING
    if isinstance(step, Exclude):
        formula = condition_text(step.when)
        inner = tuple(explainer.steps_of(step.when, table, row))
    rows = evaluated.tables[table]
    return Trace(
        (
            TraceStep(
                name=out.step,
                says=out.reason,
                formula=formula,
                inputs=(("row", rows.place(row)),),
                result=out.status.value,
                steps=inner,
            ),
        )
    )


class _Explainer:
    """Walks from a figure back to what it came from; a class because it remembers what it has shown."""

    def __init__(self, program: Program, evaluated: Evaluated) -> None:
        self._steps = {(step.table, step.name): step for step in program.steps}
        self._evaluated = evaluated
        self._shown: set[tuple[Table, Row, str]] = set()

    def step(self, table: Table, row: Row, column: str) -> TraceStep:
        """One figure with everything behind it."""
        rows = self._evaluated.tables[table]
        step = self._steps.get((table, column))
        base = TraceStep(name=column, says=rows.title(column), result=self._printed(table, row, column))
        place = rows.place(row)
        if step is None:
            return attrs.evolve(base, inputs=(("row", place),))
        if (table, row, column) in self._shown:
            return attrs.evolve(base, inputs=(("row", place), ("shown", "above")))
        self._shown.add((table, row, column))
        sources = () if step.source is None else (step.source,)
        return self._filled(attrs.evolve(base, sources=sources), step, rows, row)

    def steps_of(self, formula: f.Formula | f.Condition, table: Table, row: Row) -> Iterator[TraceStep]:
        """The figures a formula or a condition used for this row, each once."""
        seen: set[str] = set()
        for quantity in self._used(formula, table, row):
            if quantity.name not in seen:
                seen.add(quantity.name)
                yield self.step(table, row, quantity.name)

    def _filled(self, base: TraceStep, step: Step, rows: Rows, row: Row) -> TraceStep:
        place = ("row", rows.place(row))
        match step:
            case Compute():
                given = list(self._given(step.formula, step.table, row))
                taken, because = taken_branches(step.formula, rows, row)
                return attrs.evolve(
                    base,
                    formula=_because(in_words(attrs.evolve(step, formula=taken)), because),
                    inputs=(place, *((each.name, each.printed) for each in given)),
                    sources=tuple(dict.fromkeys((*base.sources, *(each.source for each in given)))),
                    steps=tuple(self.steps_of(step.formula, step.table, row)),
                )
            case Join():
                other = self._evaluated.tables[step.other]
                at = other.index.get(step.key or rows.key(row, step.by))
                inner = () if at is None else (self.step(step.other, at, step.column),)
                return inner[0] if inner else attrs.evolve(base, inputs=(place,))
            case Total():
                return self._summed(base, step, rows, row)
            case Divide():
                return self._divided(base, step, rows, row)
            case First():
                return attrs.evolve(base, formula=_FIRST, inputs=(place,))
            case DaysToNext():
                return attrs.evolve(base, inputs=(place,))
            case Exclude():
                return base
            case _:
                assert_never(step)

    def _divided(self, base: TraceStep, step: Divide, rows: Rows, row: Row) -> TraceStep:
        over = self._evaluated.tables[step.over]
        keys = rows.keys(step.by)
        pool = self.step(step.over, over.index[keys[row]], step.pool)
        weight = self.step(step.table, row, step.weights)
        weights = (rows.columns[step.weights][each] for each in rows.living() if keys[each] == keys[row])
        printed = self._measure(step.table, step.weights).printed(sum(int(each or 0) for each in weights))
        inputs = (("row", rows.place(row)), ("weights", printed))
        return attrs.evolve(base, formula=_DIVIDED, inputs=inputs, steps=(pool, weight))

    def _summed(self, base: TraceStep, step: Total, rows: Rows, row: Row) -> TraceStep:
        other = self._evaluated.tables[step.other]
        keys = other.keys(step.by)
        belonging = [
            each
            for each in other.living()
            if rows.index.get(keys[each]) == row and (step.where is None or holds_at(step.where, other, each))
        ]
        shown = [self.step(step.other, each, step.of) for each in belonging[:ROWS_SHOWN]]
        inputs = (("row", rows.place(row)), ("rows", str(len(belonging))), ("listed", str(len(shown))))
        return attrs.evolve(base, formula=_SUMMED, inputs=inputs, steps=tuple(shown))

    def _used(self, formula: f.Formula | f.Condition, table: Table, row: Row) -> Iterator[f.Quantity]:
        for part in self._parts(formula, table, row):
            if isinstance(part, f.Quantity):
                yield part

    def _given(self, formula: f.Formula | f.Condition, table: Table, row: Row) -> Iterator[f.Given]:
        seen: set[str] = set()
        for part in self._parts(formula, table, row):
            if isinstance(part, f.Given) and part.name not in seen:
                seen.add(part.name)
                yield part

    def _parts(
        self, formula: f.Formula | f.Condition, table: Table, row: Row
    ) -> Iterator[f.Quantity | f.Given]:
        """The leaves that counted for this row, those of branches not taken left out."""
        rows = self._evaluated.tables[table]
        if isinstance(formula, f.Comparison | f.Both | f.Either | f.Not | f.Known | f.Word):
            yield from f.leaves_of(formula)
            return
        taken, because = taken_branches(formula, rows, row)
        for condition in because:
            yield from f.leaves_of(condition)
        yield from f.leaves_of(taken)

    def _printed(self, table: Table, row: Row, column: str) -> str:
        value = self._evaluated.tables[table].columns[column][row]
        return self._measure(table, column).printed(value)

    def _measure(self, table: Table, column: str) -> Measure:
        step = self._steps.get((table, column))
        if step is not None and not isinstance(step, Exclude):
            return Measure.DAYS if isinstance(step, DaysToNext) else step.measure
        return columns_of(table)[column][0] if column in columns_of(table) else Measure.WORD


def taken_branches(formula: f.Formula, rows: Rows, row: Row) -> tuple[f.Formula, tuple[f.Condition, ...]]:
    """A formula with every choice replaced by what was chosen for a row, and the conditions that held."""
    match formula:
        case f.Choice(when, then, otherwise):
            holds = holds_at(when, rows, row)
            if holds is None:
                return formula, ()
            taken, inner = taken_branches(then if holds else otherwise, rows, row)
            if holds:
                return taken, (when, *inner)
            return taken, ((_failed(when), *inner) if isinstance(taken, f.Number) else inner)
        case f.Sum(left, right):
            (one, first), (other, second) = (taken_branches(part, rows, row) for part in (left, right))
            return one + other, (*first, *second)
        case f.Difference(left, right):
            (one, first), (other, second) = (taken_branches(part, rows, row) for part in (left, right))
            return one - other, (*first, *second)
        case f.Product(left, right):
            (one, first), (other, second) = (taken_branches(part, rows, row) for part in (left, right))
            return one * other, (*first, *second)
        case f.Quotient(left, right):
            (one, first), (other, second) = (taken_branches(part, rows, row) for part in (left, right))
            return one / other, (*first, *second)
        case _:
            return formula, ()


_INVERSE = {
    f.Relation.LESS: f.Relation.AT_LEAST,
    f.Relation.AT_MOST: f.Relation.MORE,
    f.Relation.AT_LEAST: f.Relation.LESS,
    f.Relation.MORE: f.Relation.AT_MOST,
}


def _failed(condition: f.Condition) -> f.Condition:
    """What held instead of a condition; a plain number has no other reason to show."""
    if isinstance(condition, f.Comparison) and condition.relation in _INVERSE:
        return attrs.evolve(condition, relation=_INVERSE[condition.relation])
    return f.Not(condition)


def _because(formula: Text, conditions: tuple[f.Condition, ...]) -> Text:
    """A formula with the conditions that led to it."""
    told = [condition_text(condition) for condition in dict.fromkeys(conditions)]
    if not told:
        return formula
    return Text(
        zh=f"{formula.zh}；因 {'；'.join(each.zh for each in told)}",
        en=f"{formula.en}; because {'; '.join(each.en for each in told)}",
    )


_SUMMED = Text(zh="合计", en="sum")
_DIVIDED = Text(
    zh="按权重分配，余分依最大余数", en="divided by weights, left-over fen to the largest remainders"
)
_FIRST = Text(zh="排名第一者", en="the one that ranks first")
