"""Laying out Chinese and Latin text in columns of a terminal, where a Chinese character takes two cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

WIDTH = 80

# A Latin word, an address or a number stays whole; a Chinese character may stand alone.
_PIECE = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
# Punctuation that must not begin a line.
_NO_START = "，。、；：！？）》”’】〉"


def wrapped(text: str, width: int, *, indent: int = 0, hanging: int = 0) -> Iterator[str]:
    """`text` in lines of at most `width` cells; later lines stand `hanging` cells further in."""
    lines = [""]
    for piece in _PIECE.findall(text):
        room = width - indent - (hanging if len(lines) > 1 else 0)
        if not lines[-1] or cell_len(lines[-1]) + cell_len(piece) <= room:
            lines[-1] += piece
        elif piece in _NO_START:
            lines[-1], carried = lines[-1][:-1], lines[-1][-1]
            lines.append(carried + piece)
        elif not piece.isspace():
            lines.append(piece)
        room = width - indent - (hanging if len(lines) > 1 else 0)
        while cell_len(lines[-1]) > room:  # a Latin word longer than the line
            lines[-1:] = [lines[-1][:room], lines[-1][room:]]
            room = width - indent - hanging
    for number, line in enumerate(lines):
        yield " " * (indent + (hanging if number else 0)) + line.strip()


def columns(cells: Sequence[tuple[str, int]], *, indent: int = 0, right: bool = False) -> Iterator[str]:
    """One row of cells of fixed widths; the first may take several lines, the others stand in the last."""
    (first, first_width), *others = cells
    if not right:
        ((text, width),) = others
        lines = list(wrapped(text, width))
        for number, line in enumerate(lines):
            name = first if number == 0 else ""
            yield " " * indent + name + " " * (first_width - cell_len(name)) + line
        return
    lines = list(wrapped(first, first_width - 2)) or [""]
    for line in lines[:-1]:
        yield " " * indent + line
    last = lines[-1]
    tail = "".join(" " * (width - cell_len(text)) + text for text, width in others)
    yield " " * indent + last + " " * (first_width - cell_len(last)) + tail


def rule_line(width: int, title: str = "") -> str:
    """A line across the page, with a title at its left."""
    if not title:
        return "─" * width
    return f"── {title} " + "─" * max(0, width - cell_len(title) - 4)
