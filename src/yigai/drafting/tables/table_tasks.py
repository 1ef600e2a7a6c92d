"""Tasks out of tables of duties (表中任务): each row read by the same grammar as an item of prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import attrs

from yigai.drafting.grammar.dues import Deadline
from yigai.drafting.grammar.duties import duties_in
from yigai.drafting.grammar.owners import closings_in, owners_in
from yigai.drafting.grid import Cell
from yigai.drafting.items import Setting, each_once, item_of, label_of
from yigai.drafting.labels import label_at
from yigai.drafting.outline import Node, Paths, title_end
from yigai.drafting.result import DraftDue, DraftDuty, DraftOwner, DraftSection, DraftTask, Span
from yigai.drafting.source import Clean, Piece
from yigai.drafting.tables.cell_dues import due_in
from yigai.drafting.tables.duty_tables import DutyTable, Row
from yigai.errors import InvalidValue
from yigai.values.provision import read_numeral

# 3, 3., （三）, 1.3, 1-3
_NUMBER = re.compile(r"[(\[（]?(?:\d{1,3}[.-])*(\d{1,4}|[一二三四五六七八九十百]{1,5})[)\]）]?[.、]?")
_HIGHEST = 9999


@attrs.frozen(kw_only=True)
class TableTask:
    """A row that was read (表中任务): the task, still without a path, and the row with what is above it."""

    task: DraftTask
    row: Row


def tasks_in(clean: Clean, table: DutyTable, setting: Setting) -> list[TableTask]:
    """The tasks of a table, in the order of its rows; those without a printed number count on."""
    counted: Counter[tuple[Cell, ...]] = Counter()
    found: list[TableTask] = []
    for row in table.rows:
        node = _node(clean, row.words, row.number)
        if node is None:
            continue
        number = node.number or counted[row.headings] + 1
        counted[row.headings] = number
        task = attrs.evolve(_task(clean, row, node, setting), number=number)
        found.append(TableTask(task=task, row=row))
    return found


def owners_of(clean: Clean, row: Row) -> tuple[DraftOwner, ...]:
    """The agencies of a row, with the part that the cell or the column says."""
    return each_once(
        owner
        for cell, role in row.owners
        for piece in _pieces(clean, cell)
        for owner in owners_in(clean, piece, role)
    )


def _task(clean: Clean, row: Row, node: Node, setting: Setting) -> DraftTask:
    due, recurring = _dues(clean, row, setting.year)
    inherited = None
    if due and due.day:
        inherited = Deadline(start=0, end=0, printed=due.printed, day=due.day)
    own = [closing for piece in node.pieces for closing in closings_in(clean, piece)]
    owners = owners_of(clean, row)
    task = item_of(clean, node, own, path="", setting=setting, inherited=inherited, owners=owners)
    label = clean.original[row.number.start : row.number.end].strip() if row.number else None
    return attrs.evolve(
        task,
        label=label or task.label or None,
        span=Span(row.start, row.end),
        duties=(*task.duties, *recurring),
        due=due,
    )


def _dues(clean: Clean, row: Row, year: int | None) -> tuple[DraftDue | None, list[DraftDuty]]:
    """The deadline of a row, or what it is to be done by again and again: 每季度."""
    pieces = [piece for cell in row.dues for piece in _pieces(clean, cell)]
    recurring = duties_in(clean, pieces)
    found = [due for cell in row.dues if (due := due_in(clean, clean.piece(cell.start, cell.end), year))]
    if recurring or not found:
        return None, recurring
    if len(found) == 1:
        return found[0], []
    return attrs.evolve(found[0], day=None), []  # several: which is meant, a person says


def _node(clean: Clean, cells: Sequence[Cell], number: Cell | None) -> Node | None:
    """The words of a row, or of a heading, as the outline has them: a label perhaps, and paragraphs."""
    pieces = [piece for cell in cells for piece in _pieces(clean, cell)]
    if not pieces:
        return None
    first = pieces[0]
    mark = label_at(clean.text[first.start : first.end])
    printed = _number(clean.original, number)
    return Node(
        shape=mark.shape if mark else "",
        number=printed or (mark.number if mark else 0),
        label=Piece(first.start, first.start + (mark.length if mark else 0)),
        pieces=pieces,
        children=[],
        parent=None,
    )


def _number(text: str, cell: Cell | None) -> int | None:
    """The number in a cell of numbers; of 1.3 or 1-3 the last."""
    match = _NUMBER.fullmatch(text[cell.start : cell.end].strip()) if cell else None
    if match is None:
        return None
    try:
        number = int(match[1]) if match[1].isdecimal() else read_numeral(match[1])
    except InvalidValue:
        return None
    return number if 0 < number <= _HIGHEST else None


def _pieces(clean: Clean, cell: Cell) -> list[Piece]:
    """The lines of a cell."""
    whole = clean.piece(cell.start, cell.end)
    lines = re.compile("[^\n]+").finditer(clean.text, whole.start, whole.end)
    return [Piece(*line.span()) for line in lines]


class TableSections:
    """The headings in tables (表中部分), each made a section once, below the section a table stands in."""

    def __init__(self, clean: Clean, paths: Paths) -> None:
        self._clean = clean
        self._paths = paths
        self._counted: Counter[str] = Counter()
        self._by_cells: dict[tuple[str, tuple[Cell, ...]], str] = {}
        self.sections: list[DraftSection] = []

    def placed(self, found: TableTask, above: str) -> DraftTask:
        """The task of a row with its path, below `above`."""
        row = found.row
        path = above
        for count in range(1, len(row.headings) + 1):
            cells = row.headings[:count]
            key = above, cells
            if key not in self._by_cells:
                number = row.heading_number if count == len(row.headings) else None
                self._by_cells[key] = self._made(cells[-1], number, path)
            path = self._by_cells[key]
        return attrs.evolve(found.task, path=self._paths.give(path, min(found.task.number, _HIGHEST)))

    def _made(self, cell: Cell, number: Cell | None, above: str) -> str:
        """The path of a heading, which is added to the sections; one without a number counts on."""
        node = _node(self._clean, [cell], number)
        if node is None:
            return above
        counted = node.number or self._counted[above] + 1
        self._counted[above] = counted
        path = self._paths.give(above, min(counted, _HIGHEST))
        end = title_end(self._clean, node, ())
        printed = self._clean.original[number.start : number.end].strip() if number else ""
        self.sections.append(
            DraftSection(
                path=path,
                label=printed or label_of(self._clean, node) or None,
                title=self._clean.quote(node.label.end, end) or self._clean.quote(node.label.start, end),
                span=self._clean.span(node.label.start, end),
            )
        )
        return path
