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
from yigai.payment.words import LEFT_OVER, Leaf, condition_text, in_words, named

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
        formula = condition_text(step.when, explainer.with_values(table, row))
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
        base = TraceStep(
            name=column,
            says=rows.title(column),
            result=self._printed(table, row, column),
            unit=self._measure(table, column).unit,
        )
        place = rows.place(row)
        if step is None:
            return attrs.evolve(base, inputs=(("row", place),))
        if (table, row, column) in self._shown:
            return attrs.evolve(base, inputs=(("row", place), ("shown", "above")))
        self._shown.add((table, row, column))
        sources = () if step.source is None else (step.source,)
        return self._filled(attrs.evolve(base, sources=sources), step, rows, row)

    def steps_of(self, formula: f.Formula | f.Condition, table: Table, row: Row) -> Iterator[TraceStep]:
        """The figures a formula or a condition used for this row, each once, those of the rule too."""
        for part in dict.fromkeys(self._parts(formula, table, row)):
            if isinstance(part, f.Given):
                yield TraceStep(
                    name=part.name,
                    says=part.says,
                    result=part.printed,
                    unit=part.unit,
                    sources=(part.source,),
                )
            else:
                yield self.step(table, row, part.name)

    def with_values(self, table: Table, row: Row) -> Leaf:
        """How a formula names what it uses for one row: each figure with its value."""

        def leaf(part: f.Quantity | f.Given) -> Text:
            if isinstance(part, f.Given):
                return named(part)
            printed = self._printed(table, row, part.name)
            return Text(zh=f"{part.says.zh} {printed}", en=f"{part.says.en} {printed}")

        return leaf

    def _filled(self, base: TraceStep, step: Step, rows: Rows, row: Row) -> TraceStep:
        place = ("row", rows.place(row))
        match step:
            case Compute():
                leaf = self.with_values(step.table, row)
                taken, because = taken_branches(step.formula, rows, row)
                return attrs.evolve(
                    base,
                    formula=_because(in_words(attrs.evolve(step, formula=taken), leaf), because, leaf),
                    inputs=(place,),
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
                return self._first(base, step, rows, row)
            case DaysToNext():
                ends = self.step(step.table, row, step.end)
                return attrs.evolve(base, formula=_TO_NEXT, inputs=(place,), steps=(ends,))
            case Exclude():
                return base
            case _:
                assert_never(step)

    def _divided(self, base: TraceStep, step: Divide, rows: Rows, row: Row) -> TraceStep:
        over, keys = self._evaluated.tables[step.over], rows.keys(step.by)
        pool = self.step(step.over, over.index[keys[row]], step.pool)
        weight = self.step(step.table, row, step.weights)
        weights = (rows.columns[step.weights][each] for each in rows.living() if keys[each] == keys[row])
        printed = self._measure(step.table, step.weights).printed(sum(int(each or 0) for each in weights))
        value, own = f"{pool.result} × ", f"{weight.result} ÷ "
        formula = Text(
            zh=f"{pool.says.zh} {value}{weight.says.zh} {own}各行合计 {printed}{LEFT_OVER.zh}",
            en=f"{pool.says.en} {value}{weight.says.en} {own}sum of all rows {printed}{LEFT_OVER.en}",
        )
        return attrs.evolve(base, formula=formula, inputs=(("row", rows.place(row)),), steps=(pool, weight))

    def _first(self, base: TraceStep, step: First, rows: Rows, row: Row) -> TraceStep:
        """Every row that could have been the first, with its rank."""
        other = self._evaluated.tables[step.other]
        keys = other.keys(step.by)
        listed = [each for each in other.living() if rows.index.get(keys[each]) == row]
        steps = []
        for each in listed[:ROWS_SHOWN]:
            rank, title = self._printed(step.other, each, step.rank), other.title(step.rank)
            formula = Text(zh=f"{title.zh} {rank}", en=f"{title.en} {rank}")
            steps.append(attrs.evolve(self.step(step.other, each, step.column), formula=formula))
        inputs = (("row", rows.place(row)), ("rows", str(len(listed))), ("listed", str(len(steps))))
        return attrs.evolve(
            base, formula=_FIRST if listed else _NONE_RANKS, inputs=inputs, steps=tuple(steps)
        )

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
        formula = Text(zh=f"{len(belonging)} 行合计", en=f"sum of {len(belonging)} rows")
        return attrs.evolve(base, formula=formula, inputs=inputs, steps=tuple(shown))

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
        """A figure; one that was looked up as it stands in its own table, for rows left out too."""
        step, rows = self._steps.get((table, column)), self._evaluated.tables[table]
        if isinstance(step, Join):
            at = self._evaluated.tables[step.other].index.get(step.key or rows.key(row, step.by))
            if at is not None:
                return self._printed(step.other, at, step.column)
        return self._measure(table, column).printed(rows.columns[column][row])

    def _measure(self, table: Table, column: str) -> Measure:
        step = self._steps.get((table, column))
        if step is not None and not isinstance(step, Exclude):
            return Measure.DAYS if isinstance(step, DaysToNext) else step.measure
        return columns_of(table)[column][0] if column in columns_of(table) else Measure.WORD


def taken_branches(formula: f.Formula, rows: Rows, row: Row) -> tuple[f.Formula, tuple[f.Condition, ...]]:
    """A formula with every choice replaced by what was chosen for a row, and the conditions that held.

    The smaller and the greater of two stay as they are: without the other, nobody sees which counted.
    """
    match formula:
        case f.Choice(f.Comparison(left, relation, right), then, otherwise) if (left, right) == (
            then,
            otherwise,
        ) and relation in {f.Relation.AT_MOST, f.Relation.AT_LEAST}:
            (one, first), (other, second) = (taken_branches(part, rows, row) for part in (left, right))
            return f.Choice(f.Comparison(one, relation, other), one, other), (*first, *second)
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


def _because(formula: Text, conditions: tuple[f.Condition, ...], leaf: Leaf) -> Text:
    """A formula with the conditions that led to it."""
    told = [condition_text(condition, leaf) for condition in dict.fromkeys(conditions)]
    if not told:
        return formula
    return Text(
        zh=f"{formula.zh}；因 {'；'.join(each.zh for each in told)}",
        en=f"{formula.en}; because {'; '.join(each.en for each in told)}",
    )


_FIRST = Text(zh="下列各行中排名最高者", en="the one of these rows that ranks highest")
_NONE_RANKS = Text(zh="没有可用的行，取固定值", en="no such row; a fixed value stands")
_TO_NEXT = Text(zh="到同一组下一行开始的天数", en="days until the next row of the same begins")
