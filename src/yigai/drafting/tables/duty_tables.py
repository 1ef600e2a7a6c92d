"""Tables of duties (任务分工表、责任清单): their rows, and what is carried on by merged cells.

A row is a task. A cell merged over several rows says the same of each: an agency answers for all of them, a
heading stands above all of them. A row of one wide cell is a heading too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from yigai.drafting.grammar.offices import is_agency
from yigai.drafting.grid import Cell, Grid
from yigai.drafting.labels import RANK, label_at
from yigai.drafting.normalise import Stretches, laid_out
from yigai.drafting.tables.columns import Head, Holds, head_of, words_of
from yigai.model.words import Role

_SAID = (Holds.SECTION, Holds.TASK, Holds.MATTER, Holds.GOAL)
_SAME_AS_ABOVE = frozenset({"同上", "〃", "″", "”", '"'})
_NOTE = re.compile(r"\s*(?:注|备注|说明|合计|总计|填表)")
_BETWEEN_NAMES = re.compile(r"[、,，;；:：/\s()（）]+|<br\s*/?>|牵头|配合|负责|参加|参与|协助|会同|等")
_CONTINUED = re.compile(r"[\s(（]*(?:续表|续|接上表|续上表)?\s*\d{0,2}[)）\s]*")
_BRACKETS = str.maketrans("（）", "()")
_CLOCK = re.compile(r"\d{1,2}[:：]\d\d")
_HALF = 0.5


@attrs.frozen(kw_only=True)
class Row:
    """A task in a table (表中任务): `headings` stand above it, `words` begin with its title."""

    headings: tuple[Cell, ...]
    heading_number: Cell | None
    number: Cell | None
    words: tuple[Cell, ...]
    owners: tuple[tuple[Cell, Role], ...]
    dues: tuple[Cell, ...]
    start: int
    end: int


@attrs.frozen(kw_only=True)
class DutyTable:
    """A table of duties: its rows and headings, what stretches of the text it takes, and which are read."""

    rows: tuple[Row, ...]
    stretches: tuple[tuple[int, int], ...]
    read: frozenset[tuple[int, int]]
    headings: tuple[str, ...]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.stretches[0][0]

    def laid(self) -> Iterator[Stretches]:
        """Its rows as they stand in the text, each with the cells that are read."""
        return laid_out(self.stretches, self.read)


@attrs.frozen(kw_only=True)
class _Line:
    """A row under reading; `banners` are the wide cells above it, `stretches` the rows it was printed in."""

    banners: tuple[Cell, ...]
    number: Cell | None
    sections: tuple[Cell, ...]
    words: tuple[Cell, ...]
    goals: tuple[Cell, ...]
    owners: tuple[tuple[Cell, Role], ...]
    dues: tuple[Cell, ...]
    stretches: tuple[tuple[int, int], ...]

    @property
    def said(self) -> tuple[Cell, ...]:
        """All that says what is to be done."""
        return (*self.sections, *self.words, *self.goals)

    def joined(self, other: _Line) -> _Line:
        """This row, and one below it that names more owners or deadlines of the same task."""
        return attrs.evolve(
            self,
            owners=tuple(dict.fromkeys([*self.owners, *other.owners])),
            dues=tuple(dict.fromkeys([*self.dues, *other.dues])),
            stretches=(*self.stretches, *other.stretches),
        )


def duty_tables(text: str, grids: Sequence[Grid]) -> list[DutyTable]:
    """The tables of duties in a text of simplified characters; one may go on in the next.

    A table inside a cell of one is a part of that cell.
    """
    found: list[DutyTable] = []
    latest: Head | None = None
    columns = end = 0
    for grid in grids:
        if grid.start < end:
            continue
        head = head_of(text, grid)
        if head is None and latest and grid.columns == columns:
            goes_on = _CONTINUED.fullmatch(text, end, grid.start)
            head = attrs.evolve(latest, first=0, last=0) if goes_on else None
        table = _table(text, grid, head) if head and head.is_of_duties else None
        latest = head if table else None
        if table:
            columns, end = grid.columns, grid.end
            found.append(table)
    return found


def _table(text: str, grid: Grid, head: Head) -> DutyTable | None:
    """The rows of a table; None where what should be agencies are none."""
    lines = list(_lines(text, grid, head))
    owners = [cell for line in lines for cell, _ in line.owners if cell.end > cell.start]
    named = sum(any(map(is_agency, _BETWEEN_NAMES.split(text[cell.start : cell.end]))) for cell in owners)
    if not lines or named < _HALF * len(owners) or (head.columns(Holds.OWNER) and not named):
        return None
    dues = [text[cell.start : cell.end] for line in lines for cell in line.dues]
    if not head.columns(Holds.TASK) and any(map(_CLOCK.search, dues)):  # the order of a day
        return None
    heads = [
        (cells[0].start, cells[-1].end) for row in range(head.first, head.last) if (cells := grid.row(row))
    ]
    taken = [stretch for line in lines for stretch in line.stretches]
    banners = [(cell.start, cell.end) for line in lines for cell in line.banners]
    rows = tuple(_rows(text, lines))
    read = {(c.start, c.end) for row in rows for c in (*row.headings, *row.words, *row.dues)}
    read |= {part for row in rows for cell, _ in row.owners for part in _apart(text, cell)}
    return DutyTable(
        rows=rows,
        stretches=tuple(sorted({*heads, *taken, *banners})),
        read=frozenset(read),
        headings=tuple(heading.words for heading in head.headings.values()),
    )


def _apart(text: str, cell: Cell) -> list[tuple[int, int]]:
    """The names in a cell where only spaces part them, which elsewhere mean nothing between characters."""
    parts = list(re.compile(r"\S+").finditer(text, cell.start, cell.end))
    if len(parts) > 1 and all(is_agency(part[0]) for part in parts):
        return [part.span() for part in parts]
    return [(cell.start, cell.end)]


def _lines(text: str, grid: Grid, head: Head) -> list[_Line]:
    """The rows below the headings; one that says no more than who and when is joined to the one above."""
    lines: list[_Line] = []
    banners: tuple[Cell, ...] = ()
    above: dict[int, Cell] = {}
    is_new = True
    for row in range(head.last, grid.rows):
        own = [cell for cell in grid.row(row) if cell.end > cell.start]
        if not own or _NOTE.match(text, own[0].start, own[0].end):
            continue
        if head.words.issuperset(words_of(text, grid, row)):  # a page repeats the headings
            continue
        if len(own) == 1 and (own[0].across >= max(2, grid.columns - 1) or _is_outer(text, own[0])):
            banners = _below(text, banners, own[0])
            above, is_new = {}, True
            continue
        line = _line(text, grid, head, row, above=above, banners=banners)
        goes_on = not is_new and (not (line.words or line.goals) or line.said == lines[-1].said)
        if goes_on:
            lines[-1] = lines[-1].joined(line)
        elif line.words:
            lines.append(line)
            is_new = False
    return lines


def _line(
    text: str, grid: Grid, head: Head, row: int, *, above: dict[int, Cell], banners: tuple[Cell, ...]
) -> _Line:
    """A row with its cells; one that heads others, and is empty or says the same, is the one `above`."""

    def filled(*holds: Holds) -> dict[int, Cell]:
        cells = {column: _cell_at(text, grid, row, column) for column in head.columns(*holds)}
        return {column: cell for column, cell in cells.items() if cell and cell.end > cell.start}

    said = filled(*_SAID)
    for column in head.columns(Holds.SECTION, Holds.TASK, Holds.MATTER):
        is_again = column in above and _says(text, said.get(column)) in {"", _says(text, above[column])}
        if is_again and any(later > column for later in said):
            said[column] = above[column]
    above.update(said)
    kinds = {column: head.headings[column].holds for column in said}
    owners: dict[Cell, Role] = {}
    for column, cell in filled(Holds.OWNER).items():
        role = head.headings[column].role
        owners[cell] = role if owners.get(cell, role) is role else Role.UNSPECIFIED
    own = grid.row(row)
    return _Line(
        banners=banners,
        number=next(iter(filled(Holds.NUMBER).values()), None),
        sections=_once(said, kinds, Holds.SECTION),
        words=_once(said, kinds, Holds.TASK, Holds.MATTER),
        goals=_once(said, kinds, Holds.GOAL),
        owners=tuple(owners.items()),
        dues=tuple(dict.fromkeys(filled(Holds.DUE).values())),
        stretches=((own[0].start, own[-1].end),),
    )


def _says(text: str, cell: Cell | None) -> str:
    """The words of a cell without white space."""
    return "".join(text[cell.start : cell.end].split()) if cell else ""


def _once(said: Mapping[int, Cell], kinds: Mapping[int, Holds], *holds: Holds) -> tuple[Cell, ...]:
    """The cells of these kinds from left to right, one over several columns once."""
    return tuple(dict.fromkeys(said[column] for column in sorted(said) if kinds[column] in holds))


def _cell_at(text: str, grid: Grid, row: int, column: int) -> Cell | None:
    """The cell at a place; 同上 means the one above."""
    cell = grid.cells.get((row, column))
    while cell and cell.row and text[cell.start : cell.end].strip() in _SAME_AS_ABOVE:
        cell = grid.cells.get((cell.row - 1, column))
    return cell


def _below(text: str, banners: tuple[Cell, ...], cell: Cell) -> tuple[Cell, ...]:
    """The wide cells above a row, a new one below those of an outer shape of label."""
    return (*(each for each in banners if _rank(text, each) < _rank(text, cell)), cell)


def _is_outer(text: str, cell: Cell) -> bool:
    """Whether a cell alone in its row is a heading by its label, 一、 or （一）, where none is merged."""
    return 0 <= _rank(text, cell) <= RANK["han-bracket"]


def _heads(text: str, cell: Cell, other: Cell) -> bool:
    """Whether a cell is a heading above the one beside it, by their labels: 二、支付 above 3.推进付费."""
    return 0 <= _rank(text, cell) < _rank(text, other)


def _rank(text: str, cell: Cell) -> int:
    """How far out the shape of a label is that a cell begins with; -1, farther than all, without a label."""
    mark = label_at(text[cell.start : cell.end].translate(_BRACKETS))
    return RANK[mark.shape] if mark else -1


def _rows(text: str, lines: Sequence[_Line]) -> Iterator[Row]:
    """The tasks; what several have in common at their head, or is labelled above the rest, heads them."""
    shared = Counter(cell for line in lines for cell in line.words)
    numbered = Counter(line.number for line in lines if line.number)
    for line in lines:
        words = list(line.words)
        above = [*line.banners, *line.sections]
        while len(words) > 1 and (shared[words[0]] > 1 or _heads(text, words[0], words[1])):
            above.append(words.pop(0))
        is_of_heading = len(words) < len(line.words) and line.number and numbered[line.number] > 1
        yield Row(
            headings=tuple(above),
            heading_number=line.number if is_of_heading else None,
            number=None if is_of_heading else line.number,
            words=(*words, *line.goals),
            owners=line.owners,
            dues=line.dues,
            start=line.stretches[0][0],
            end=line.stretches[-1][1],
        )
