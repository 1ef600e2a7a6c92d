"""The tables of a settlement as columns of whole numbers (数据列), made from the activity once."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import attrs
import pendulum

from yigai.errors import InvalidValue, Text
from yigai.model import activity as a
from yigai.model.fields import TITLE
from yigai.payment.measure import Measure
from yigai.payment.program import KEYS, Table
from yigai.values.money import Money
from yigai.values.scaled import Factor, Points, Quantity, Reading

Value = int | str | None
Row = int

_MEASURE: dict[type[Any], Measure] = {
    Money: Measure.MONEY,
    Points: Measure.POINTS,
    Factor: Measure.FACTOR,
    Quantity: Measure.QUANTITY,
    Reading: Measure.FACTOR,
    int: Measure.COUNT,
    bool: Measure.FLAG,
    pendulum.Date: Measure.DATE,
    str: Measure.WORD,
}
TABLE_NAMES: dict[Table, Text] = {
    Table(name): attrs.fields_dict(a.Activity)[name].metadata[TITLE] for name in a.tables()
}


@attrs.define
class Rows:
    """One table: the ids of its rows, its columns by name, and which rows still count."""

    table: Table
    ids: list[str]
    columns: dict[str, list[Value]]
    live: list[bool]
    titles: dict[str, Text]
    index: dict[tuple[str | None, ...], Row]
    by_id: dict[str, Row]

    def __len__(self) -> int:
        return len(self.ids)

    def fresh(self) -> Rows:
        """The same table before any step: its own columns, every row counting."""
        return attrs.evolve(
            self, columns=dict(self.columns), live=[True] * len(self.ids), titles=dict(self.titles)
        )

    def living(self) -> Iterator[Row]:
        """The rows that still count."""
        return (row for row, lives in enumerate(self.live) if lives)

    def keys(self, by: tuple[str, ...]) -> list[tuple[str | None, ...]]:
        """For every row, the key into another table that these columns hold."""
        if not by:
            return [()] * len(self.ids)
        columns = [self.columns[name] for name in by]
        return [
            tuple(None if part is None else str(part) for part in parts)
            for parts in zip(*columns, strict=True)
        ]

    def key(self, row: Row, by: tuple[str, ...]) -> tuple[str | None, ...]:
        """The same for one row."""
        parts = (self.columns[name][row] for name in by)
        return tuple(None if part is None else str(part) for part in parts)

    def title(self, column: str) -> Text:
        """What people call a column."""
        return self.titles.get(column, Text(zh=column, en=column))

    def place(self, row: Row) -> str:
        """A row as the activity names it: `institutions[h1]`."""
        return f"{self.table.value}[{self.ids[row]}]" if self.ids[row] else self.table.value

    def no_such_row(self, key: tuple[str | None, ...]) -> Text:
        """That a row somebody refers to is not there, or that nobody says which row is meant."""
        name = TABLE_NAMES[self.table]
        if None in key:
            return Text(zh=f"未写明{name.zh}", en=f"no {name.en} given")
        listed = "/".join(part or "" for part in key)
        return Text(zh=f"{name.zh}表中没有 {listed}", en=f"no {name.en} {listed} in {self.table.value}")

    def left_out_row(self, row: Row) -> Text:
        """That a row somebody refers to goes no further itself."""
        name = TABLE_NAMES[self.table]
        return Text(zh=f"{name.zh} {self.ids[row]} 未参加测算", en=f"{name.en} {self.ids[row]} was left out")


def columns_of(table: Table) -> Mapping[str, tuple[Measure, Text]]:
    """The columns the activity has for a table: name, measure and title."""
    return {
        field.name: (_measure(field.type), field.metadata[TITLE])
        for field in attrs.fields(attrs.resolve_types(a.tables()[table.value]))
    }


def tables_of(activity: a.Activity) -> dict[Table, Rows]:
    """Every table of an activity."""
    tables = {}
    for table in Table:
        match table:
            case Table.AREA:
                objects: Sequence[object] = (activity.area or a.Area(),)
            case Table.CELL:
                objects = _cells(activity)
            case _:
                objects = getattr(activity, table.value)
        columns = {name: [_whole(getattr(each, name)) for each in objects] for name in columns_of(table)}
        tables[table] = _rows(table, columns)
    return tables


def _cells(activity: a.Activity) -> list[a.Cell]:
    """The cells that are listed, and one without a mean for every other institution and group with cases."""
    cells = {
        (case.institution, case.group): a.Cell(institution=case.institution, group=case.group)
        for case in activity.cases
        if case.group
    }
    cells |= {(cell.institution, cell.group): cell for cell in activity.cells}
    return [cells[key] for key in sorted(cells)]


def _rows(table: Table, columns: dict[str, list[Value]]) -> Rows:
    keys = KEYS[table]
    parts = [columns[name] for name in keys]
    index_keys: list[tuple[str | None, ...]] = (
        [tuple(str(part) for part in row) for row in zip(*parts, strict=True)] if keys else [()]
    )
    ids = ["/".join(str(part) for part in key) for key in index_keys]
    by_id = {name: row for row, name in enumerate(ids)}
    twice = next((name for row, name in enumerate(ids) if by_id[name] != row), None)
    if twice is not None:
        raise InvalidValue(
            where=f"{table.value}[{twice}]",
            found=Text(zh="两行编码相同", en="two rows of this id"),
            expected=Text(zh="互不相同的编码", en="ids that differ"),
        )
    return Rows(
        table=table,
        ids=ids,
        columns=columns,
        live=[True] * len(index_keys),
        titles={name: title for name, (_, title) in columns_of(table).items()},
        index={key: row for row, key in enumerate(index_keys)},
        by_id=by_id,
    )


def _measure(kind: Any) -> Measure:
    kinds = get_args(kind) or (kind,)
    return next((_MEASURE[each] for each in kinds if each in _MEASURE), Measure.WORD)


def _whole(value: object) -> Value:
    match value:
        case None | str():
            return value
        case enum.Enum():
            return str(value.value)
        case bool() | int():
            return int(value)
        case Money(fen):
            return fen
        case Points(units) | Factor(units) | Quantity(units) | Reading(units):
            return units
        case pendulum.Date():
            return value.toordinal()
        case _:
            message = f"no column holds {value!r}"
            raise TypeError(message)
