"""Laying out Chinese and Latin text in columns of a terminal, where a Chinese character takes two cells.

A Latin word, an address or a number stays whole; between Chinese characters a line may end. A closing
mark stays with what it closes and an opening one with what it opens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells

WIDTH = 80

_CLOSING = "，。、；：！？）》〉】」』”’…"
_UNIT = re.compile(
    rf"""\s+
    |(?:[（“‘《〈【「『(\[]\s*|(?<!\S)["'])*    # what opens stays with what follows
    (?:[!-~]+|\S)                              # a Latin word, or one character of another script
    (?:\s*[{_CLOSING}]|["'),.;:!?\]]+)*        # what closes stays with what went before
    """,
    re.VERBOSE,
)
# A last line is not shorter than this, if the one before it can give.
_SHORTEST = 6
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BREAK = re.compile(r"[\t-\r\u2028\u2029]+")


def wrapped(text: str, width: int, *, indent: int = 0, hanging: int = 0) -> Iterator[str]:
    """`text` in lines of at most `width` cells; later lines stand `hanging` cells further in.

    >>> list(wrapped("共十二条，逐条判定。", 12, hanging=2))
    ['共十二条，逐', '  条判定。']
    """
    room = width - indent - hanging
    lines: list[list[str]] = [[]]
    for unit in _units(_BREAK.sub(" ", _CONTROL.sub("�", text)), room):
        first = hanging if len(lines) == 1 else 0
        if lines[-1] and cell_len("".join(lines[-1])) + cell_len(unit.rstrip()) > room + first:
            lines.append([])
        if lines[-1] or not unit.isspace():
            lines[-1].append(unit)
    if len(lines) > 1:
        _feed_last(lines[-2], lines[-1])
    for number, line in enumerate(lines):
        yield (" " * (indent + (hanging if number else 0)) + "".join(line)).rstrip()


def _feed_last(before: list[str], last: list[str]) -> None:
    """A last line of a character or two gets company from the line above it."""
    while cell_len("".join(last).rstrip()) < _SHORTEST and len(before) > _SHORTEST:
        last.insert(0, before.pop())
    while last[0].isspace():
        before.append(last.pop(0))


def _units(text: str, most: int) -> Iterator[str]:
    """What a line may not break, except that nothing is longer than a line."""
    for unit in _UNIT.findall(text):
        if cell_len(unit) <= most:
            yield unit
            continue
        *whole, last = chop_cells(unit, most)
        while whole and len(whole[-1]) > 1 and last[0] in f" {_CLOSING}" and cell_len(last) < most - 1:
            whole[-1], last = whole[-1][:-1], whole[-1][-1] + last
        yield from (*whole, last)


def spaced(parts: Iterable[str], width: int, *, indent: int = 0, hanging: int = 0) -> Iterator[str]:
    """Parts two spaces apart, each whole on one line where it fits; later lines as in `wrapped`."""
    line = ""
    margin, room = indent, width - indent
    for part in parts:
        if line and cell_len(line) + 2 + cell_len(part) > room:
            yield from wrapped(line, width, indent=margin, hanging=indent + hanging - margin)
            line, margin, room = "", indent + hanging, width - indent - hanging
        line += f"  {part}" if line else part
    yield from wrapped(line, width, indent=margin, hanging=indent + hanging - margin)


def labelled(label: str, text: str, width: int, *, room: int, indent: int = 0) -> Iterator[str]:
    """A label in `room` cells and the text beside it, all its lines in one column."""
    name = " " * indent + label + " " * (room - cell_len(label))
    for line in wrapped(text, width, indent=indent + room):
        yield name + line[indent + room :]
        name = " " * (indent + room)


def row(title: str, cells: Sequence[tuple[str, int]], *, room: int, indent: int = 0) -> Iterator[str]:
    """One row of a table: a title in `room` cells, on several lines if need be, and cells at the right."""
    *above, last = wrapped(title, room - 1, hanging=2)
    yield from (" " * indent + line for line in above)
    tail = "".join(" " * (width - cell_len(text)) + text for text, width in cells)
    yield " " * indent + last + " " * (room - cell_len(last)) + tail


def sayer(lang: str) -> Callable[[str, str], str]:
    """What picks one of two wordings, Chinese and English."""

    def say(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    return say


def rule_line(width: int, title: str = "") -> str:
    """A line across the page, with a title at its left."""
    if not title:
        return "─" * width
    return f"── {title} " + "─" * max(0, width - cell_len(title) - 4)
