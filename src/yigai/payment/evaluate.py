"""The whole-number back end (整数求值): a program's steps carried out in Python, every value kept.

This is the meaning of a program. It keeps what each step gave for each row, so that any amount can be
traced afterwards, and it counts every row that goes no further, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar, assert_never

import attrs

from yigai.errors import InvalidValue, Text, Undefined, YigaiError
from yigai.payment import integers as n
from yigai.payment.compiled import BelowZero, Unknown, compiled, tested
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
from yigai.payment.refusals import Excluded, NothingLeft, divided_by_nothing, nothing_to_share, told
from yigai.payment.rows import Row, Rows, Value
from yigai.values.money import Money, allocate

_T = TypeVar("_T")

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
class Evaluated:
    """Every table with every column that was read or computed, and the rows that were left out."""

    tables: dict[Table, Rows]
    excluded: tuple[Excluded, ...]


def evaluate(program: Program, tables: dict[Table, Rows], *, left_out: Iterable[Excluded] = ()) -> Evaluated:
    """Carry out a program on tables that hold its columns, without the rows that are out already.

    A row that turns out not to be payable counts nowhere, not even in sums taken before that was known:
    then everything is done again without it. Raises `MissingData`, and `Undefined` for a division by nothing,
    `NothingLeft` where that is because of the rows that are out or not there.
    """
    _refuse_missing(program, tables)
    out = {(each.table, each.row): each for each in left_out}
    while True:
        run = _Run({table: rows.fresh() for table, rows in tables.items()}, dict(out))
        try:
            run.carry_out(program)
        except (InvalidValue, MissingData, Undefined):
            if not run.late:
                raise  # else it may be the doing of a row that counts nowhere
        if not run.late:
            return Evaluated(tables=run.tables, excluded=run.in_order())
        out |= run.late


def _for_want_of_rows(error: Undefined, step: Step, program: Program, run: _Run) -> Undefined:
    """The same error, with the rows that are out and the tables without any where those may be the reason."""
    read = dict.fromkeys(need.table for need in program.needs if not need.optional)
    empty = tuple(table for table in read if not len(run.tables[table]))
    if step.table in ROW_TABLES | REFERENCE_TABLES or not (run.excluded or empty):
        return error
    return NothingLeft(
        where=error.where,
        found=error.found,
        expected=error.expected,
        left_out=told(run.in_order(), run.tables),
        empty=empty,
    )


def _refuse_missing(program: Program, tables: dict[Table, Rows]) -> None:
    """What the rows on which everybody depends lack, all of it at once."""
    missing: list[Missing] = []
    for need in program.needs:
        rows = tables[need.table]
        if need.optional or need.table in ROW_TABLES | REFERENCE_TABLES:
            continue
        for row, value in enumerate(rows.columns[need.column]):
            if value is None:
                missing.append(_said_of(rows, row, _none_of(rows.title(need.column))))
    _refuse(missing)


class _Run:
    """One pass over the steps; a class because they share the tables and who is out."""

    def __init__(self, tables: dict[Table, Rows], excluded: dict[tuple[Table, int], Excluded]) -> None:
        self.tables = tables
        self.excluded = excluded
        self.late: dict[tuple[Table, int], Excluded] = {}
        self._read: set[Table] = set()
        self._joins: dict[tuple[Table, str], Join] = {}
        for table, row in excluded:
            tables[table].live[row] = False

    def in_order(self) -> tuple[Excluded, ...]:
        """The rows that are out, by their tables and as they stand there."""
        order = list(Table)
        return tuple(sorted(self.excluded.values(), key=lambda each: (order.index(each.table), each.row)))

    def carry_out(self, program: Program) -> None:
        """Take every step; where one has nothing to divide by, tell of the rows that are out, too."""
        for step in program.steps:
            try:
                self.take(step)
            except Undefined as error:
                raise _for_want_of_rows(error, step, program, self) from None

    def take(self, step: Step) -> None:
        """Carry out one step."""
        rows = self.tables[step.table]
        rows.titles[step.name] = step.says
        self._read |= _tables_read(step)
        match step:
            case Compute():
                rows.columns[step.name] = self._computed(step, rows)
            case Join():
                self._joins[step.table, step.name] = step
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
        missing: list[Missing] = []
        for row in list(rows.living()):
            values[row] = self._value(step, rows, row, value_of, missing)
        _refuse(missing)
        return values

    def _value(
        self, step: Step, rows: Rows, row: Row, of: Callable[[Row], _T], missing: list[Missing]
    ) -> _T | None:
        """What a formula or a condition gives for a row; None where something unknown keeps it from that."""
        try:
            return of(row)
        except Unknown as unknown:
            if not _may_be_unknown(step):
                self._cannot(step, rows, row, _none_of(rows.title(unknown.column)), missing)
            return None
        except ZeroDivisionError as error:
            if _may_be_unknown(step) and not isinstance(error, BelowZero):
                return None
            raise divided_by_nothing(step, rows, row, self.tables, self._joins) from None

    def _cannot(self, step: Step, rows: Rows, row: Row, reason: Text, missing: list[Missing]) -> None:
        """A row that a step cannot use: rejected, or noted as missing, or left to who looks it up."""
        if rows.table in ROW_TABLES:
            self._leave_out(step, rows, row, Status.REJECTED, reason)
        elif rows.table not in REFERENCE_TABLES:
            missing.append(_said_of(rows, row, reason))

    def _leave_out(self, step: Step, rows: Rows, row: Row, status: Status, reason: Text) -> None:
        out = Excluded(table=rows.table, row=row, status=status, reason=reason, step=step.name)
        rows.live[row] = False
        self.excluded[rows.table, row] = out
        if rows.table in self._read:
            self.late[rows.table, row] = out

    def _joined(self, step: Join, rows: Rows) -> list[Value]:
        other = self.tables[step.other]
        found = other.columns[step.column]
        if step.key:
            at = other.index.get(step.key)
            return [None if at is None else found[at]] * len(rows)
        keys = rows.keys(step.by)
        values: list[Value] = [None] * len(rows)
        missing: list[Missing] = []
        for row in list(rows.living()):
            at = other.index.get(keys[row])
            if at is not None and other.live[at]:
                values[row] = found[at]
            else:
                reason = other.no_such_row(keys[row]) if at is None else other.left_out_row(at)
                self._cannot(step, rows, row, reason, missing)
        _refuse(missing)
        return values

    def _totals(self, step: Total, rows: Rows) -> Iterator[int]:
        other = self.tables[step.other]
        counts = tested(step.where, other)
        values, keys = other.columns[step.of], other.keys(step.by)
        sums = [0] * len(rows)
        missing: list[Missing] = []
        for row in list(other.living()):
            at, value = rows.index.get(keys[row]), values[row]
            if at is None:
                self._cannot(step, other, row, rows.no_such_row(keys[row]), missing)
            elif rows.live[at] and self._value(step, other, row, counts, missing):
                if isinstance(value, int):
                    sums[at] += value
                else:
                    self._cannot(step, other, row, _none_of(other.title(step.of)), missing)
        _refuse(missing)
        yield from sums

    def _divided(self, step: Divide, rows: Rows) -> list[Value]:
        over = self.tables[step.over]
        pools, weights, keys = over.columns[step.pool], rows.columns[step.weights], rows.keys(step.by)
        members: dict[Row, list[Row]] = {at: [] for at in over.living()}
        missing: list[Missing] = []
        for row in list(rows.living()):
            at = over.index.get(keys[row])
            if at is None:
                self._cannot(step, rows, row, over.no_such_row(keys[row]), missing)
            elif weights[row] is None and pools[at] != 0:
                self._cannot(step, rows, row, _none_of(rows.title(step.weights)), missing)
            elif at in members:
                members[at].append(row)
        for at in members:
            if pools[at] is None:
                self._cannot(step, over, at, _none_of(over.title(step.pool)), missing)
        _refuse(missing)
        values: list[Value] = [0 if lives else None for lives in rows.live]
        for at, belonging in members.items():
            if pools[at]:
                for row, part in _shares(step, rows, int(pools[at] or 0), belonging, over.place(at)).items():
                    values[row] = part
        return values

    def _firsts(self, step: First, rows: Rows) -> list[Value]:
        other = self.tables[step.other]
        ranks, found, keys = other.columns[step.rank], other.columns[step.column], other.keys(step.by)
        best: dict[Row, tuple[int, str, Row]] = {}
        missing: list[Missing] = []
        for row in list(other.living()):
            at, rank = rows.index.get(keys[row]), ranks[row]
            if at is None:
                self._cannot(step, other, row, rows.no_such_row(keys[row]), missing)
            elif not isinstance(rank, int):
                self._cannot(step, other, row, _none_of(other.title(step.rank)), missing)
            elif at not in best or (-rank, other.ids[row]) < best[at][:2]:
                best[at] = (-rank, other.ids[row], row)
        _refuse(missing)
        return [found[best[row][2]] if row in best else step.otherwise for row in range(len(rows))]

    def _exclude(self, step: Exclude, rows: Rows) -> None:
        out = tested(step.when, rows)
        missing: list[Missing] = []
        refused: list[str] = []
        for row in list(rows.living()):
            if not self._value(step, rows, row, out, missing):
                continue
            if step.status is Status.REFUSED:
                refused.append(rows.place(row))
            else:
                self._leave_out(step, rows, row, step.status, step.says)
        _refuse(missing)
        if refused:
            raise InvalidValue(
                where=", ".join(refused),
                found=step.says,
                expected=Text(zh="可以测算的数据", en="figures that can be settled"),
            )


def _shares(step: Divide, rows: Rows, pool: int, members: list[Row], place: str) -> dict[Row, int]:
    weights = {rows.ids[row]: int(rows.columns[step.weights][row] or 0) for row in members}
    try:
        parts = allocate(Money(pool), weights)
    except (InvalidValue, Undefined) as error:
        raise nothing_to_share(step, rows, place, error) from None
    return {row: parts[rows.ids[row]].fen for row in members}


def _none_of(title: Text) -> Text:
    return Text(zh=f"没有{title.zh}", en=f"no {title.en}")


def _said_of(rows: Rows, row: Row, reason: Text) -> Missing:
    place = rows.place(row)
    return Missing(zh=f"{place}：{reason.zh}", en=f"{place}: {reason.en}", place=place)


def _refuse(missing: list[Missing]) -> None:
    if missing:
        raise MissingData(
            found=missing[0],
            expected=Text(zh="测算所需的数据", en="the data a settlement needs"),
            missing=tuple(missing),
        )


def _may_be_unknown(step: Step) -> bool:
    return isinstance(step, Compute) and step.may_be_unknown


def _tables_read(step: Step) -> set[Table]:
    """The tables whose rows a step counts on; if one of them falls out later, the step has to be repeated."""
    match step:
        case Join(other=other) | Total(other=other) | First(other=other):
            return {other}
        case Divide(table=table):
            return {table}
        case Compute() | Exclude() | DaysToNext():
            return set()
        case _:
            assert_never(step)


def _days_to_next(step: DaysToNext, rows: Rows) -> list[Value]:
    """A stay took place whether or not it is paid: so this looks at the rows that were left out, too."""
    starts, ends = rows.columns[step.start], rows.columns[step.end]
    stays: dict[tuple[str | None, ...], list[tuple[int, str, Row]]] = {}
    for row, key in enumerate(rows.keys(step.within)):
        start = starts[row]
        if isinstance(start, int) and None not in key:
            stays.setdefault(key, []).append((start, rows.ids[row], row))
    values: list[Value] = [None] * len(rows)
    for each in stays.values():
        for (_, _, row), (next_start, _, _) in pairwise(sorted(each)):
            end = ends[row]
            values[row] = next_start - end if isinstance(end, int) else None
    return values
