"""Tables (表格) in a text: which stretch of it each cell holds, and how cells span rows and columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import attrs

MOST_COLUMNS = 60
"""More than a table on a page has; cells behind them stay text."""


@attrs.frozen(kw_only=True)
class Cell:
    """A cell (单元格): its first row and column, how far it reaches, and its stretch of the text."""

    row: int
    column: int
    down: int = 1
    across: int = 1
    start: int
    end: int


@attrs.frozen(kw_only=True)
class Grid:
    """A table of any kind: its cells by row and column; a merged one stands at each place it covers."""

    cells: Mapping[tuple[int, int], Cell]
    rows: int
    columns: int

    def row(self, number: int) -> list[Cell]:
        """The cells that begin in a row, from left to right."""
        found = (self.cells.get((number, column)) for column in range(self.columns))
        return list({id(cell): cell for cell in found if cell and cell.row == number}.values())

    @property
    def start(self) -> int:
        """Where the first cell stands in the text."""
        return min(cell.start for cell in self.cells.values())

    @property
    def end(self) -> int:
        """Where the last cell ends."""
        return max(cell.end for cell in self.cells.values())


def grid_of(cells: Iterable[Cell]) -> Grid:
    """The table of some cells; of two that claim one place the first has it."""
    at: dict[tuple[int, int], Cell] = {}
    every = [cell for cell in cells if cell.column < MOST_COLUMNS]
    rows = max((cell.row for cell in every), default=-1) + 1  # none reaches below the last row that begins
    for cell in every:
        for row in range(cell.row, min(cell.row + cell.down, rows)):
            for column in range(cell.column, min(cell.column + cell.across, MOST_COLUMNS)):
                at.setdefault((row, column), cell)
    return Grid(cells=at, rows=rows, columns=max((column for _, column in at), default=-1) + 1)


@attrs.frozen(kw_only=True)
class Page:
    """What a reader gives (读出的文本): a text, and the tables in it."""

    text: str
    grids: tuple[Grid, ...] = ()
    may_wrap: bool = True
    """Whether a line may be part of a paragraph: in a text or a pdf, where nothing else tells."""


@attrs.frozen(kw_only=True)
class Strip:
    """A text under assembly (拼接中的文本), and the cells in it, each with the table it is of."""

    text: str
    cells: tuple[tuple[int, Cell], ...] = ()

    def as_cell(self, table: int, *, row: int, column: int, down: int = 1, across: int = 1) -> Strip:
        """The same text, all of it a cell of a table."""
        cell = Cell(row=row, column=column, down=down, across=across, start=0, end=len(self.text))
        return attrs.evolve(self, cells=((table, cell), *self.cells))


def strung(strips: Iterable[Strip], mark: str) -> Strip:
    """The strips one behind the other, a mark between each two; their cells move with them."""
    parts: list[str] = []
    cells: list[tuple[int, Cell]] = []
    length = 0
    for strip in strips:
        if parts:
            parts.append(mark)
            length += len(mark)
        cells += [
            (table, attrs.evolve(cell, start=cell.start + length, end=cell.end + length))
            for table, cell in strip.cells
        ]
        parts.append(strip.text)
        length += len(strip.text)
    return Strip(text="".join(parts), cells=tuple(cells))


def page_of(strip: Strip) -> Page:
    """The finished text of a document whose lines are paragraphs, with its tables as they begin."""
    by_table: dict[int, list[Cell]] = defaultdict(list)
    for table, cell in strip.cells:
        by_table[table].append(cell)
    grids = [grid for cells in by_table.values() if (grid := grid_of(cells)).cells]
    return Page(text=strip.text, grids=tuple(sorted(grids, key=lambda grid: grid.start)), may_wrap=False)


# | --- | :--: |
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_FEWEST_LINES = 2


def page_of_text(text: str) -> Page:
    """A text as it was typed: Markdown tables, and lines parted by bars or tabs, are its tables."""
    grids: list[Grid] = []
    for lines, mark in _runs(text):
        rows = [bare(text, *line) for line in lines] if mark == "|" else lines
        rows = [row for row in rows if not (mark == "|" and _RULE.fullmatch(text, *row))]
        if len(rows) >= _FEWEST_LINES:
            rows = _without_frame(text, rows) if mark == "|" else rows
            cells = (cell for at, row in enumerate(rows) for cell in _cells(text, row, mark, at))
            grids.append(grid_of(cells))
    return Page(text=text, grids=tuple(grids))


def _without_frame(text: str, rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rows without the bars around them, which all have or none: else a bar parts an empty cell."""
    left = all(text.startswith("|", start, end) for start, end in rows)
    right = all(text.endswith("|", start + left, end) for start, end in rows)
    return [(start + left, max(start + left, end - right)) for start, end in rows]


def _runs(text: str) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Lines behind each other that are parted by the same mark."""
    run: list[tuple[int, int]] = []
    latest = ""
    for start, end in _lines(text):
        mark = next((mark for mark in "|\t" if text.find(mark, start, end) >= 0), "")
        if mark != latest and run:
            yield run, latest
            run = []
        latest = mark
        if mark:
            run.append((start, end))
    if run:
        yield run, latest


def _lines(text: str) -> Iterator[tuple[int, int]]:
    edges = [-1, *(match.start() for match in re.finditer("\n", text)), len(text)]
    return ((before + 1, after) for before, after in pairwise(edges))


def _cells(text: str, line: tuple[int, int], mark: str, row: int) -> Iterator[Cell]:
    """The cells of a line, without the white space around each."""
    start, end = line
    marks = (match.start() for match in re.compile(re.escape(mark)).finditer(text, start, end))
    for column, (before, after) in enumerate(pairwise([start - 1, *marks, end])):
        first, last = bare(text, before + 1, after)
        yield Cell(row=row, column=column, start=first, end=last)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space around it."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, start + len(words.rstrip()))
