"""Tables of indicators (指标表): what is to be reached by when, a value in a cell of its own.

The table says what a sentence says with words: its headings that the value is a goal, and perhaps of which
year. A cell that holds more than one value, or none, gives no target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs
import pendulum

from yigai.drafting.grammar.comparators import before, combined
from yigai.drafting.grammar.dues import last_day
from yigai.drafting.grammar.figures import figures_in
from yigai.drafting.grid import Cell, Grid
from yigai.drafting.normalise import Stretches, laid_out
from yigai.drafting.result import DraftTarget
from yigai.drafting.source import Clean
from yigai.drafting.tables.columns import Head, Heading, Holds, head_of
from yigai.model.words import Comparator

_YEAR = re.compile(r"20\d\d(?=年)")
_UNIT_BEHIND = re.compile(r"\(([^()]{1,8})\)$")  # 县域内住院率（%）
_LABEL = re.compile(r"^\d{1,3}[.、]")
_LEAD = 12  # the longest comparator


@attrs.frozen(kw_only=True)
class IndicatorTable:
    """A table of indicators: for each value its name, its unit and the heading above it."""

    values: tuple[tuple[Cell, Cell | None, Cell, Heading], ...]
    stretches: tuple[tuple[int, int], ...]

    def laid(self) -> Iterator[Stretches]:
        """Its rows as they stand in the text, each with the cells that are read."""
        read = {cell for name, unit, value, _ in self.values for cell in (name, unit, value) if cell}
        return laid_out(self.stretches, ((cell.start, cell.end) for cell in read))


def indicator_tables(text: str, grids: Sequence[Grid]) -> list[IndicatorTable]:
    """The tables of indicators in a text of simplified characters."""
    heads = ((grid, head_of(text, grid)) for grid in grids)
    return [_table(grid, head) for grid, head in heads if head and head.is_of_indicators]


def _table(grid: Grid, head: Head) -> IndicatorTable:
    name, units = head.columns(Holds.INDICATOR)[-1], head.columns(Holds.UNIT)
    values = []
    for row in range(head.last, grid.rows):
        named, unit = grid.cells.get((row, name)), grid.cells.get((row, units[0])) if units else None
        for column in head.columns(Holds.VALUE, Holds.GOAL):
            value = grid.cells.get((row, column))
            if named and value and named.end > named.start and value.end > value.start and value != named:
                values.append((named, unit, value, head.headings[column]))
    rows = [cells for row in range(head.first, grid.rows) if (cells := grid.row(row))]
    return IndicatorTable(
        values=tuple(values), stretches=tuple((cells[0].start, cells[-1].end) for cells in rows)
    )


def targets_of(clean: Clean, table: IndicatorTable) -> list[DraftTarget]:
    """The target of each cell that holds one value."""
    found = (_target(clean, *value) for value in table.values)
    return [target for target in found if target]


def _target(
    clean: Clean, named: Cell, unit: Cell | None, value: Cell, heading: Heading
) -> DraftTarget | None:
    piece = clean.piece(value.start, value.end)
    words = clean.text[piece.start : piece.end]
    figures = figures_in(words)
    if len(figures) != 1 or words[figures[0].end_behind :].strip("。;"):
        return None
    figure = figures[0]
    if (
        figure.unit is None and ":" not in figure.value and 0 < Decimal(figure.value) <= 1
    ):  # a workbook keeps 85% as 0.85
        return None
    lead = words[: figure.start]
    reading = before(lead)
    if lead and (reading is None or reading.start or reading.is_change or len(lead) > _LEAD):
        return None
    name = clean.words(named.start, named.end)
    if not name:
        return None
    behind = _UNIT_BEHIND.search(name)
    counted = (clean.words(unit.start, unit.end) if unit else "") or (behind[1] if behind else None)
    day, printed = _due(heading)
    comparator = combined(reading.comparator if reading else None, figure.behind) or Comparator.EQUAL
    return DraftTarget(
        quote=clean.quote(piece.start, piece.end),
        span=clean.span(piece.start, piece.end),
        indicator=_LABEL.sub("", _UNIT_BEHIND.sub("", name)) or name,
        comparator=Comparator.RANGE if figure.upper else comparator,
        value=figure.value,
        upper=figure.upper,
        unit=figure.unit or counted,
        due=day,
        due_printed=printed,
    )


def _due(heading: Heading) -> tuple[pendulum.Date | None, str | None]:
    """The year in the heading of a column: 2025年目标值."""
    year = _YEAR.search(heading.words)
    return (last_day(int(year[0]), None, None), f"{year[0]}年") if year else (None, None)
