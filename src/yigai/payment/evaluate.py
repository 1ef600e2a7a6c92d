"""The whole-number back end (整数求值): a program's steps carried out in Python, every value kept.

This is the meaning of a program. It keeps what each step gave for each row, so that any amount can be
traced afterwards, and it counts every row that goes no further, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

import attrs

from yigai.errors import InvalidValue, Text, Undefined, YigaiError
from yigai.payment import integers as n
from yigai.payment.compiled import Unknown, compiled, tested
from yigai.payment.program import (
    Compute,
    DaysToNext,
    Divide,
    Exclude,
    First,
    Join,
    Program,
    Status,
    Step,
    Table,
    Total,
)
from yigai.payment.rows import Row, Rows, Value
from yigai.values.money import Money, allocate

ROW_TABLES = frozenset({Table.CASE, Table.SERVICE, Table.AUXILIARY, Table.PRODUCT})
"""Tables where a row that cannot be paid is rejected and the others go on."""
REFERENCE_TABLES = frozenset({Table.GROUP, Table.GROUP_LEVEL, Table.CELL, Table.MEASURED})
"""Tables of reference amounts: what one row lacks matters only to who looks it up."""


@attrs.frozen
class Missing(Text):
    """One thing that is missing, and the row of the activity that lacks it."""

    place: str


@attrs.frozen(kw_only=True)
class MissingData(YigaiError, ValueError):
    """Activity without which nothing can be settled; `missing` names each row and column."""

    missing: tuple[Missing, ...]

    def render(self, lang: str = "en") -> str:
        """Everything that is missing, one a line, with the place of each."""
        return "\n".join(each.of(lang) for each in self.missing)

    def __str__(self) -> str:
        return self.render()


@attrs.frozen(kw_only=True)
class Excluded:
    """A row that goes no further: why, and at which step."""

    table: Table
    row: int
    status: Status
    reason: Text
    step: str


@attrs.frozen(kw_only=True)
class Evaluated:
    """Every table with every column that was read or computed, and the rows that were left out."""

    tables: dict[Table, Rows]
    excluded: tuple[Excluded, ...]


def evaluate(program: Program, tables: dict[Table, Rows]) -> Evaluated:
    """Carry out a program on tables that hold its columns.

    A row that turns out not to be payable counts nowhere, not even in sums taken before that was known:
    then everything is done again without it. Raises `MissingData`, and `Undefined` for a division by nothing.
    """
    left_out: dict[tuple[Table, int], Excluded] = {}
    while True:
        run = _Run({table: rows.fresh() for table, rows in tables.items()}, dict(left_out))
        for step in program.steps:
            run.take(step)
        run.refuse_missing()
        if not run.late:
            order = list(Table)
            ordered = sorted(run.excluded.values(), key=lambda each: (order.index(each.table), each.row))
            return Evaluated(tables=run.tables, excluded=tuple(ordered))
        left_out |= run.late


class _Run:
    """One pass over the steps; a class because they share the tables and who is out."""

    def __init__(self, tables: dict[Table, Rows], excluded: dict[tuple[Table, int], Excluded]) -> None:
        self.tables = tables
        self.excluded = excluded
        self.late: dict[tuple[Table, int], Excluded] = {}
        self._missing: dict[str, Missing] = {}
        self._unsure: set[tuple[Table, str]] = set()
        self._joins: dict[tuple[Table, str], Join] = {}
        self._summed: set[Table] = set()
        for table, row in excluded:
            tables[table].live[row] = False

    def refuse_missing(self) -> None:
        """Tell everything that is missing, in all steps, at once."""
        if self._missing:
            missing = tuple(self._missing.values())
            expected = Text(zh="测算所需的数据", en="the data a settlement needs")
            raise MissingData(found=missing[0], expected=expected, missing=missing)

    def take(self, step: Step) -> None:
        """Carry out one step."""
        rows = self.tables[step.table]
        rows.titles[step.name] = step.says
        match step:
            case Compute():
                rows.columns[step.name] = self._computed(step, rows)
            case Join():
                rows.columns[step.name] = self._joined(step, rows)
            case Total():
                rows.columns[step.name] = list(self._totals(step, rows))
            case Divide():
                rows.columns[step.name] = self._divided(step, rows)
            case First():
                rows.columns[step.name] = self._firsts(step, rows)
            case DaysToNext():
                rows.columns[step.name] = _days_to_next(step, rows)
            case Exclude():
                self._exclude(step, rows)
            case _:
                assert_never(step)

    def _computed(self, step: Compute, rows: Rows) -> list[Value]:
        value_of = compiled(n.rounded(step.formula, step.measure, step.rounding), rows)
        values: list[Value] = [None] * len(rows)
        for row in rows.living():
            try:
                values[row] = value_of(row)
            except Unknown as unknown:
                self._lacking(step, row, unknown.column)
            except ZeroDivisionError:
                self.refuse_missing()
                raise Undefined(
                    where=f"{rows.place(row)} {step.name}",
                    found=Text(
                        zh=f"{step.says.zh}的除数不大于零", en=f"no divisor above zero for {step.says.en}"
                    ),
                    expected=Text(zh="大于零的除数", en="a divisor above zero"),
                ) from None
        return values

    def _lacking(self, step: Step, row: Row, column: str) -> None:
        """A row lacks a value: it is rejected, if that is its own fault; else nothing can go on.

        What an institution or the area lacks is not the fault of their cases, and may not cost them a fen.
        """
        table, at, name = self._origin(step.table, row, column)
        rows = self.tables[step.table]
        if (table, name) in self._unsure:
            self._unsure.add((step.table, step.name))
        elif _is_blameless(table):
            self._miss(step, _at(self.tables[table], at, _none_of(self.tables[table].title(name))))
        elif step.table in ROW_TABLES:
            self._leave_out(step, row, Status.REJECTED, _none_of(rows.title(column)))
        elif step.table not in REFERENCE_TABLES:
            self._miss(step, _at(rows, row, _none_of(rows.title(column))))

    def _origin(self, table: Table, row: Row, column: str) -> tuple[Table, Row, str]:
        """Where a value that was looked up really stands."""
        join = self._joins.get((table, column))
        at = None if join is None else self.tables[join.other].index.get(self.tables[table].key(row, join.by))
        if join is None or at is None:
            return table, row, column
        return self._origin(join.other, at, join.column)

    def _miss(self, step: Step, what: Missing) -> None:
        self._missing.setdefault(what.en, what)
        self._unsure.add((step.table, step.name))

    def _leave_out(
        self, step: Step, row: Row, status: Status, reason: Text, *, table: Table | None = None
    ) -> None:
        """A row goes no further; it is one of the step's own table unless another is named."""
        where = table or step.table
        out = Excluded(table=where, row=row, status=status, reason=reason, step=step.name)
        self.tables[where].live[row] = False
        self.excluded[where, row] = out
        if where in self._summed:
            self.late[where, row] = out

    def _joined(self, step: Join, rows: Rows) -> list[Value]:
        other = self.tables[step.other]
        self._joins[step.table, step.name] = step
        found, keys = other.columns[step.column], rows.keys(step.by)
        values: list[Value] = [None] * len(rows)
        for row in rows.living():
            at = other.index.get(keys[row])
            if at is not None and other.live[at]:
                values[row] = found[at]
            else:
                self._unmatched(step, row, other.no_such_row(keys[row]))
        return values

    def _unmatched(self, step: Join, row: Row, reason: Text) -> None:
        """A row refers to none of the other table, or lacks a part of the key that its institution has."""
        rows = self.tables[step.table]
        borrowed = [name for name in step.by if rows.columns[name][row] is None]
        if any(_is_blameless(self._origin(step.table, row, name)[0]) for name in borrowed):
            self._lacking(step, row, borrowed[0])
        elif step.table in ROW_TABLES:
            self._leave_out(step, row, Status.REJECTED, reason)
        elif step.table not in REFERENCE_TABLES:
            self._miss(step, _at(rows, row, reason))

    def _totals(self, step: Total, rows: Rows) -> Iterator[Value]:
        other = self.tables[step.other]
        self._summed.add(step.other)
        counts = tested(step.where, other)
        values, keys = other.columns[step.of], other.keys(step.by)
        sums = [0] * len(rows)
        complete = True
        for row in other.living():
            if not counts(row):
                continue
            at = rows.index.get(keys[row])
            if at is None and step.other in ROW_TABLES:
                reason = rows.no_such_row(keys[row])
                self._leave_out(step, row, Status.REJECTED, reason, table=step.other)
            if at is None or not rows.live[at]:
                continue
            value = values[row]
            if isinstance(value, int):
                sums[at] += value
            else:
                complete = False
                self._lacking_in_sum(step, row)
        yield from sums if complete else [None] * len(rows)

    def _lacking_in_sum(self, step: Total, row: Row) -> None:
        table, at, name = self._origin(step.other, row, step.of)
        if (table, name) in self._unsure:
            self._unsure.add((step.table, step.name))
        else:
            self._miss(step, _at(self.tables[table], at, _none_of(self.tables[table].title(name))))

    def _divided(self, step: Divide, rows: Rows) -> list[Value]:
        pool = self.tables[Table.AREA].columns[step.pool][0]
        weights = {rows.ids[row]: rows.columns[step.weights][row] for row in rows.living()}
        whole = {name: weight for name, weight in weights.items() if isinstance(weight, int)}
        if not isinstance(pool, int) or len(whole) < len(weights):
            return self._not_divided(step, rows)
        try:
            parts = allocate(Money(pool), whole)
        except (InvalidValue, Undefined) as error:
            self.refuse_missing()
            raise Undefined(
                where=f"{step.table.value} {step.name}", found=error.found, expected=error.expected
            ) from None
        return [parts[rows.ids[row]].fen if rows.live[row] else None for row in range(len(rows))]

    def _not_divided(self, step: Divide, rows: Rows) -> list[Value]:
        """Nothing is divided while the pool or a weight is missing; what is missing is told."""
        for row in rows.living():
            if rows.columns[step.weights][row] is None:
                self._lacking(step, row, step.weights)
        self._unsure.add((step.table, step.name))
        return [None] * len(rows)

    def _firsts(self, step: First, rows: Rows) -> list[Value]:
        other = self.tables[step.other]
        ranks, found, keys = other.columns[step.rank], other.columns[step.column], other.keys(step.by)
        best: dict[int, int] = {}
        for row in other.living():
            at = rows.index.get(keys[row])
            rank = ranks[row]
            if at is None:
                reason = rows.no_such_row(keys[row])
                self._leave_out(step, row, Status.REJECTED, reason, table=step.other)
            if at is None or not isinstance(rank, int):
                continue
            if at not in best or (-rank, other.ids[row]) < (-int(ranks[best[at]] or 0), other.ids[best[at]]):
                best[at] = row
        return [found[best[row]] if row in best else step.otherwise for row in range(len(rows))]

    def _exclude(self, step: Exclude, rows: Rows) -> None:
        out = tested(step.when, rows)
        for row in list(rows.living()):
            try:
                if out(row):
                    self._leave_out(step, row, step.status, step.says)
            except Unknown as unknown:
                self._lacking(step, row, unknown.column)


def _is_blameless(table: Table) -> bool:
    """Whether nothing is settled while a row of this table lacks what is needed."""
    return table not in ROW_TABLES and table not in REFERENCE_TABLES


def _none_of(title: Text) -> Text:
    return Text(zh=f"没有{title.zh}", en=f"no {title.en}")


def _at(rows: Rows, row: Row, said: Text) -> Missing:
    place = rows.place(row)
    return Missing(zh=f"{place}：{said.zh}", en=f"{place}: {said.en}", place=place)


def _days_to_next(step: DaysToNext, rows: Rows) -> list[Value]:
    groups: dict[tuple[str | None, ...], list[tuple[int, str, int]]] = {}
    starts, keys = rows.columns[step.start], rows.keys(step.within)
    for row in rows.living():
        start = starts[row]
        if isinstance(start, int) and None not in keys[row]:
            groups.setdefault(keys[row], []).append((start, rows.ids[row], row))
    values: list[Value] = [None] * len(rows)
    for stays in groups.values():
        stays.sort()
        for (_, _, row), (next_start, _, _) in pairwise(stays):
            end = rows.columns[step.end][row]
            if isinstance(end, int):
                values[row] = next_start - end
    return values
