"""A settlement (清算结果): what everybody is paid, how it adds up, and which rows were left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import pendulum

from yigai.errors import InvalidValue, Text, UnknownName, did_you_mean
from yigai.judging.trace import Trace
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.evaluate import REFERENCE_TABLES, Evaluated
from yigai.payment.explain import explained, explained_exclusion
from yigai.payment.formula import Number
from yigai.payment.measure import Measure
from yigai.payment.program import (
    RELATIONS,
    Compute,
    DaysToNext,
    Divide,
    Exclude,
    Program,
    Status,
    Step,
    Table,
)
from yigai.payment.refusals import LeftOut, told
from yigai.payment.rows import TABLE_NAMES, columns_of
from yigai.values.money import Money

_WORTH = frozenset({Measure.MONEY, Measure.POINTS, Measure.WEIGHT})


@attrs.frozen(kw_only=True)
class Result:
    """What comes out for one institution, consortium or case, with every figure on the way there.

    `value` counts in `measure`: fen of an amount, 1 or 0 of a decision; None is unknown. `within` is the id
    of the one it is a part of, as the consortium of a member.
    """

    id: str
    value: int | None
    measure: Measure
    steps: Mapping[str, str]
    within: str | None = None

    @property
    def amount(self) -> Money:
        """The amount. Raises `InvalidValue` where the rule gives no amounts, but decisions."""
        if self.measure is not Measure.MONEY or self.value is None:
            raise InvalidValue(found=str(self), expected=Text(zh="金额", en="an amount"))
        return Money(self.value)

    def __str__(self) -> str:
        return self.measure.printed(self.value)


@attrs.frozen(kw_only=True)
class Total:
    """A line of the reconciliation (勾稽); `name` is that of its column, `total` that of the sum paid."""

    name: str
    says: Text
    measure: Measure
    value: int

    def __str__(self) -> str:
        return self.measure.printed(self.value)


@attrs.frozen(kw_only=True)
class Settlement:
    """The result of `settle` (测算结果): amounts to the fen, each with its trace.

    `rule`, `activity` and `as_of` are what was settled. `limits` say what a reader must know
    first. `program` and `evaluated` hold every step and every value, for those who look further.
    """

    rule: PaymentRule
    activity: Activity
    as_of: pendulum.Date
    program: Program
    evaluated: Evaluated
    limits: tuple[Text, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        """What comes out for each row of the table the rule is about, in the order of the activity."""
        rows = self.evaluated.tables[self.program.table]
        return tuple(self._result(row) for row in rows.living())

    @property
    def parts(self) -> Mapping[Table, tuple[Result, ...]]:
        """What the results are put together from or divided into (明细): cases, months, members.

        Of every table whose rows have an amount, points or a weight of their own; a row's value is the last.
        """
        apart = {Table.AREA, self.program.table, *REFERENCE_TABLES}
        others = [each for each in Table if each not in apart and len(self.evaluated.tables[each])]
        return {table: self._parts(table, name) for table in others if (name := self.worth_of(table))}

    def worth_of(self, table: Table) -> str | None:
        """The step of a table that gives its rows what they are worth: the last amount, points or weight."""
        names = [name for name in self.columns(table) if self.measure(table, name) in _WORTH]
        return names[-1] if names else None

    def columns(self, table: Table) -> tuple[str, ...]:
        """The steps that give a table figures of its own, not those looked up or the same for all."""
        own = [step for step in self.program.steps if step.table is table and "." not in step.name]
        return tuple(step.name for step in own if not isinstance(step, Exclude) and not _is_number(step))

    def result(self, name: str) -> Result:
        """What comes out for one of them. Raises `UnknownName` with the nearest id."""
        return self._result(self._row(self.program.table, name))

    def amount(self, name: str) -> Money:
        """What one of them is paid. Raises `UnknownName`, and `InvalidValue` where nothing is paid."""
        return self.result(name).amount

    @property
    def total(self) -> Money:
        """All amounts together. Raises `InvalidValue` where the rule gives decisions."""
        return Money(sum(each.amount.fen for each in self.results))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Every row that was not paid, with its reason."""
        return told(self.evaluated.excluded, self.evaluated.tables)

    @property
    def rejected(self) -> tuple[LeftOut, ...]:
        """The rows that cannot be paid as they stand."""
        return tuple(each for each in self.left_out if each.status is Status.REJECTED)

    @property
    def in_review(self) -> tuple[LeftOut, ...]:
        """The rows that wait for a review of the single case (特例单议)."""
        return tuple(each for each in self.left_out if each.status is Status.REVIEW)

    @property
    def reconciliation(self) -> tuple[Total, ...]:
        """How the whole adds up, line by line; the sum of the amounts comes last."""
        return tuple(self._lines())

    def explain(self, name: str, *, table: Table | None = None, column: str | None = None) -> Trace:
        """Why somebody is paid so much, or why a row is not paid; any table and column may be asked.

        A name is an id, an id with its table as in `cases[c1]`, or `area`. Raises `UnknownName` where there
        is no such row or column.
        """
        where, row = self._place(name) if table is None else (table, self._row(table, name))
        rows = self.evaluated.tables[where]
        if not rows.live[row]:
            return explained_exclusion(self.program, self.evaluated, where, row)
        shown = column or (self.program.result if where is self.program.table else self._last(where))
        if shown not in rows.columns:
            raise UnknownName(
                found=repr(shown),
                expected=Text(zh=f"{where.value} 的列", en=f"a column of {where.value}"),
                hint=did_you_mean(shown, rows.columns),
            )
        return explained(self.program, self.evaluated, where, row, shown)

    def figures(self, table: Table, name: str) -> Mapping[str, str]:
        """Every computed figure of one row, printed, by the name of its step."""
        return self._figures(table, self._row(table, name))

    def _lines(self) -> Iterator[Total]:
        for line in self.program.lines:
            rows = self.evaluated.tables[line.table]
            values = (rows.columns[line.column][row] for row in rows.living())
            whole = sum(value for value in values if isinstance(value, int))
            measure = self.measure(line.table, line.column)
            yield Total(name=line.column, says=line.says, measure=measure, value=whole)
        if self.program.measure is Measure.MONEY:
            name = TABLE_NAMES[self.program.table]
            says = Text(zh=f"各{name.zh}合计", en=f"sum over {self.program.table.value}")
            yield Total(name="total", says=says, measure=Measure.MONEY, value=self.total.fen)

    def _figures(self, table: Table, row: int) -> dict[str, str]:
        rows = self.evaluated.tables[table]
        return {
            step.name: self.measure(table, step.name).printed(rows.columns[step.name][row])
            for step in self.program.steps
            if step.table is table and not isinstance(step, Exclude)
        }

    def measure(self, table: Table, column: str) -> Measure:
        """What the figures in a column count."""
        for step in self.program.steps:
            if step.table is table and step.name == column and not isinstance(step, Exclude):
                return Measure.DAYS if isinstance(step, DaysToNext) else step.measure
        return columns_of(table)[column][0]

    def _result(self, row: int) -> Result:
        table = self.program.table
        rows = self.evaluated.tables[table]
        value = rows.columns[self.program.result][row]
        return Result(
            id=rows.ids[row],
            value=value if isinstance(value, int) else None,
            measure=self.program.measure,
            steps=self._figures(table, row),
        )

    def _parts(self, table: Table, worth: str) -> tuple[Result, ...]:
        rows, measure = self.evaluated.tables[table], self.measure(table, worth)
        owners = rows.keys(RELATIONS.get((table, self.program.table), ()))
        columns = {name: (self.measure(table, name), rows.columns[name]) for name in self.columns(table)}
        return tuple(
            Result(
                id=rows.ids[row],
                value=value if isinstance(value := rows.columns[worth][row], int) else None,
                measure=measure,
                steps={name: of.printed(values[row]) for name, (of, values) in columns.items()},
                within="/".join(part or "" for part in owners[row]) or None,
            )
            for row in rows.living()
        )

    def _row(self, table: Table, name: str) -> int:
        known = self.evaluated.tables[table].by_id
        if name not in known:
            title = TABLE_NAMES[table]
            raise UnknownName(
                found=repr(name),
                expected=Text(zh=f"{title.zh}的编码", en=f"the id of one in {table.value}"),
                hint=did_you_mean(name, known),
            )
        return known[name]

    def _place(self, name: str) -> tuple[Table, int]:
        """The row that a name means: in the table the rule is about, else in any other."""
        if name == Table.AREA.value:
            return Table.AREA, 0
        tables = {table.value: table for table in Table}
        word, bracket, rest = name.partition("[")
        if bracket and rest.endswith("]") and word in tables:
            return tables[word], self._row(tables[word], rest[:-1])
        others = [table for table in Table if table is not self.program.table]
        for table in (self.program.table, *others):
            if name in self.evaluated.tables[table].by_id:
                return table, self.evaluated.tables[table].by_id[name]
        known = [each for table in tables.values() for each in self.evaluated.tables[table].ids if each]
        known += [f"{word}[" for word in tables] if bracket else []
        raise UnknownName(
            found=repr(name),
            expected=Text(
                zh="一行的编码，如 h1、cases[c1]，或 area", en="the id of a row, as h1 or cases[c1], or area"
            ),
            hint=did_you_mean(f"{word}[" if bracket else name, known),
        )

    def _last(self, table: Table) -> str:
        names = [step.name for step in self.program.steps if step.table is table and _is_figure(step)]
        return names[-1] if names else next(iter(self.evaluated.tables[table].columns))


def _is_figure(step: Step) -> bool:
    """Whether a step gives a figure of its own; the one that counts rows does not."""
    return isinstance(step, Divide) or (isinstance(step, Compute) and not _is_number(step))


def _is_number(step: Step) -> bool:
    return isinstance(step, Compute) and isinstance(step.formula, Number)
