"""The tables of an activity in CSV and XLSX: which names tables and columns have, and how rows are read.

A table and its columns are known by their keys and by their Chinese names, which the model gives them. An
empty cell is unknown, an empty row is passed over, every faulty cell is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, zip_longest
from typing import Any, get_args

import attrs
import pendulum

from yigai.errors import NOTHING, InvalidValue, Text, YigaiError, did_you_mean
from yigai.files.cells import Column, column_of
from yigai.files.faults import MOST_FAULTS, Fault, clipped, shown
from yigai.model.activity import Activity, column, key_of, tables
from yigai.model.fields import TITLE
from yigai.model.flaws import article, repetitions
from yigai.values.citation import Evidence
from yigai.values.period import Period

MOST_ROWS = 1_000_000
MOST_COLUMNS = 256

_Key = tuple[Any, ...] | None
Line = tuple[int, Sequence[str]]
"""A row of a table with the number it has in its file."""


@attrs.frozen(kw_only=True)
class About:
    """The table that says what the other tables are: one row."""

    first: pendulum.Date | None = column("起始日期", "first day")
    last: pendulum.Date | None = column("截止日期", "last day")
    source: str | None = column("来源", "source")
    evidence: Evidence | None = column("证据", "evidence")
    synthetic: bool | None = column("虚构", "made up")

    def __attrs_post_init__(self) -> None:
        _ = self.period

    @property
    def period(self) -> Period | None:
        """The days from first to last. Raises `InvalidValue` where one is missing, or they are swapped."""
        if self.first is None and self.last is None:
            return None
        if self.first is None or self.last is None:
            one = Text(zh="只有一个", en="only one")
            both = Text(zh="起始日期与截止日期", en="a first and a last day")
            raise InvalidValue(found=one, expected=both)
        return Period(first=self.first, last=self.last)


@attrs.frozen(kw_only=True)
class Shape:
    """A table: its key and its Chinese name, the class of its rows, and its columns by heading."""

    name: str
    title: str | None
    cls: type[Any]
    key: tuple[str, ...]
    single: bool
    columns: dict[str, Column]


@attrs.frozen(kw_only=True)
class Table:
    """What was read of one table: its rows, what is wrong with them, and the headings nobody reads.

    `numbers` are those of the rows in the file, as long as nothing is wrong.
    """

    rows: tuple[Any, ...] = ()
    numbers: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    not_read: tuple[str, ...] = ()


@cache
def shapes() -> dict[str, Shape]:
    """Every table by each of its names, in English and in Chinese."""
    known = [_shape("activity", Text(zh="说明", en="about"), About, single=True)]
    for field in attrs.fields(Activity):
        if field.name in tables():
            single = get_args(field.type)[-1] is not Ellipsis
            known.append(_shape(field.name, field.metadata.get(TITLE), tables()[field.name], single=single))
    return {name: shape for shape in known for name in (shape.name, shape.title) if name}


def _shape(name: str, title: Text | None, cls: type[Any], *, single: bool) -> Shape:
    columns: dict[str, Column] = {}
    for field in attrs.fields(attrs.resolve_types(cls)):
        built = column_of(field)
        columns |= dict.fromkeys((built.field, built.title), built)
    return Shape(
        name=name,
        title=title.zh if title else None,
        cls=cls,
        key=key_of(cls),
        single=single,
        columns=columns,
    )


def is_blank(cells: Sequence[str]) -> bool:
    """Whether nothing but spaces stands in a row, as in those that spreadsheets leave at the end."""
    return not any(cells) or "".join(cells).isspace()


def read_table(shape: Shape, lines: Iterable[Line], source: str) -> Table:
    """The rows of a table below its headings."""
    numbered = iter(lines)
    heading = next((line for line in numbered if not is_blank(line[1])), None)
    if heading is None:
        headings = Text(zh="一行标题", en="a row of headings")
        return Table(faults=(Fault(source=source, found=shown(None), expected=headings),))
    reading = _Reading(shape=shape, source=source)
    reading.take_headings(*heading)
    for number, cells in numbered:
        if not is_blank(cells) and not reading.take_row(number, cells):
            break
    return reading.table()


@attrs.define(kw_only=True)
class _Reading:
    """A table while it is read; a class because the columns, rows and faults belong together.

    A column is None under an empty heading, and `_IGNORED` under one that nobody reads.
    """

    shape: Shape
    source: str
    columns: list[Column | None] = attrs.Factory(list)
    not_read: list[str] = attrs.Factory(list)
    complete: bool = True
    rows: list[Any] = attrs.Factory(list)
    keys: list[_Key] = attrs.Factory(list)
    numbers: list[int] = attrs.Factory(list)
    faults: list[Fault] = attrs.Factory(list)

    def take_headings(self, number: int, names: Sequence[str]) -> None:
        """Find the column under each heading."""
        if len(names) > MOST_COLUMNS:
            limit = Text(zh=f"至多 {MOST_COLUMNS} 列", en=f"at most {MOST_COLUMNS} columns")
            self._fault(number, MOST_COLUMNS + 1, Text(zh="更多的列", en="more columns"), limit)
            names = names[:MOST_COLUMNS]
        first: dict[str, int] = {}
        for position, name in enumerate(names, start=1):
            found = self.shape.columns.get(name)
            self.columns.append(found if found or not name else _IGNORED)
            meant = found.field if found else name
            if name and first.setdefault(meant, position) != position:
                once = Text(
                    zh=f"每列只出现一次（第 {first[meant]} 列已是）",
                    en=f"each column once (column {first[meant]} has it)",
                )
                self._fault(number, position, clipped(name), once)
            elif name and found is None:
                self._unknown_heading(number, position, name)
        required = {each.field: each for each in self.shape.columns.values() if each.required}
        for each in [each for field, each in required.items() if field not in first]:
            none = Text(zh=f"没有 {each.title}", en=f"no {each.field}")
            wanted = Text(zh=f"列 {each.title}（{each.field}）", en=f"the column {each.field} ({each.title})")
            separated = len(names) == 1 and _SEPARATORS.search(names[0])
            self._fault(number, 0, none, wanted, _SEPARATED if separated else NOTHING)
        self.complete = not self.faults

    def _unknown_heading(self, number: int, position: int, name: str) -> None:
        plain = name.strip().casefold()  # one that differs in capitals or spaces is as near as can be
        hint = did_you_mean(plain if plain in self.shape.columns else name, self.shape.columns)
        figure = _FIGURE.fullmatch(name)
        if hint is NOTHING or (figure and figure[1] not in self.shape.columns):
            self.not_read.append(name)
            return
        known = Text(zh=f"{self.shape.title or self.shape.name}表的列", en=f"a column of {self.shape.name}")
        self._fault(number, position, repr(clipped(name)), known, hint)

    def take_row(self, number: int, cells: Sequence[str]) -> bool:
        """Read a row; whether more may follow."""
        if len(self.rows) >= (1 if self.shape.single else MOST_ROWS):
            most = Text(zh="只有一行", en="one row")
            if not self.shape.single:
                most = Text(zh=f"至多 {MOST_ROWS} 行", en=f"at most {MOST_ROWS} rows")
            self._fault(number, 1, Text(zh="还有一行", en="one more row"), most)
            return False
        before = len(self.faults)
        values = self._values(number, cells)
        self.numbers.append(number)
        key = tuple(values.get(name) for name in self.shape.key)
        self.keys.append(key if key and None not in key else None)
        built = None
        if self.complete and len(self.faults) == before:
            try:
                built = self.shape.cls(**values)
            except YigaiError as error:
                self._fault(number, 0, error.found, error.expected, error.hint)
        self.rows.append(built)
        return len(self.faults) <= MOST_FAULTS

    def _values(self, number: int, cells: Sequence[str]) -> dict[str, Any]:
        """What the cells of a row say, by field; a faulty one says nothing."""
        values: dict[str, Any] = {}
        for position, (each, cell) in enumerate(zip_longest(self.columns, cells), start=1):
            if not cell:
                if each is not None and each.required:
                    needed = Text(zh="非空文字", en="some text")
                    self._fault(number, position, shown(None), needed)
            elif each is None:
                under = Text(zh="标题之下的单元格", en="a cell under a heading")
                self._fault(number, position, repr(clipped(cell)), under)
            elif each is not _IGNORED:
                try:
                    values[each.field] = each.value(cell)
                except YigaiError as error:
                    self._fault(number, position, error.found, error.expected, error.hint)
        return values

    def table(self) -> Table:
        """The table, when all rows are read."""
        self._tell_repeated()
        rows, numbers = ((), ()) if self.faults else (tuple(self.rows), tuple(self.numbers))
        return Table(rows=rows, numbers=numbers, faults=tuple(self.faults), not_read=tuple(self.not_read))

    def _tell_repeated(self) -> None:
        """Rows whose key another row has already, told at the last column of the key."""
        names = self.shape.key
        said = " + ".join(self.shape.columns[name].title for name in names)
        for first, again, found in islice(repetitions(self.keys), MOST_FAULTS + 1):
            position = next(
                at for at, each in enumerate(self.columns, start=1) if each and each.field == names[-1]
            )
            row = self.numbers[first]
            once = Text(
                zh=f"不重复的{said}（第 {row} 行已有）",
                en=f"{article(names[0])} {' + '.join(names)} not used before (row {row} has it)",
            )
            self._fault(self.numbers[again], position, found, once)

    def _fault(
        self, number: int, position: int, found: str | Text, expected: Text, hint: Text = NOTHING
    ) -> None:
        column_ = self.columns[position - 1] if 0 < position <= len(self.columns) else None
        self.faults.append(
            Fault(
                source=self.source,
                line=number,
                column=position,
                path=(column_.title,) if column_ and column_.title else (),
                found=found,
                expected=expected,
                hint=hint,
            )
        )


_IGNORED = Column(field="", title="", required=False, takes=(), read=str)
_FIGURE = re.compile(r"(.+?)(?:（[元点天]）| \((?:yuan|points|days)\))")
"""The heading of a figure that a settlement gave: its table can be read, and its figures are no input."""
_SEPARATORS = re.compile("[;\t，；]")
_SEPARATED = Text(zh="各列请用半角逗号分隔", en="separate the columns by commas")
