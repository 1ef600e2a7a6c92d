"""Excel files (xlsx): each sheet a table, read with the values saved in it; no formula is computed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Iterator

from yigai.drafting.grid import MOST_COLUMNS, Page, Strip, page_of, strung
from yigai.drafting.readers.bounds import MOST_BYTES, MOST_CHARACTERS, too_large, unreadable
from yigai.errors import Text
from yigai.files.cells import WrongCell
from yigai.files.workbook import Sheet, sheets_of

_MOST_SHEETS, _MOST_ROWS = 50, 20_000
_MERGED = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_LETTERS = 26


def xlsx_page(content: bytes, *, source: str) -> Page:
    """The sheets of a workbook one below the other, their cells parted by bars."""
    _refuse_hostile(content, source)
    strips: list[Strip] = []
    letters = 0
    for number, sheet in enumerate(sheets_of(content, source)):
        if number >= _MOST_SHEETS or len(sheet.lines) > _MOST_ROWS:
            raise too_large(source)
        letters += sum(len(cell) for _, cells in sheet.lines for cell in cells)
        if letters > MOST_CHARACTERS:
            raise too_large(source)
        strips += _rows(sheet, number)
    return page_of(strung([*strips, Strip(text="")], "\n"))


def _refuse_hostile(content: bytes, source: str) -> None:
    """Refuse what unpacks to too much, by what it is and not by what it says, and declared entities."""
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for info in package.infolist():
                with package.open(info) as stream:
                    part = stream.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise too_large(source)
                if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                    raise unreadable(
                        source, Text(zh="xlsx 中有实体声明", en="an xlsx that declares entities")
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise unreadable(source, Text(zh="损坏或加密的 xlsx", en="a damaged or encrypted xlsx")) from None


def _rows(sheet: Sheet, table: int) -> Iterator[Strip]:
    """The rows of a sheet; a cell without a value, or with an error, is empty."""
    spans, covered = _merges(sheet.merged)
    numbers = [number for number, _ in sheet.lines]
    for row, (number, cells) in enumerate(sheet.lines):
        strips = []
        for column, words in enumerate(cells[:MOST_COLUMNS]):
            if (number, column) in covered:
                strips.append(Strip(text=""))
                continue
            text = "" if isinstance(words, WrongCell) else re.sub(r"\s*\n\s*", "\n", words.strip())
            down, across = spans.get((number, column), (1, 1))
            reach = bisect_left(numbers, number + down) - row  # empty rows are left out
            strips.append(Strip(text=text).as_cell(table, row=row, column=column, down=reach, across=across))
        yield strung(strips, "|")


def _merges(merged: tuple[str, ...]) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How far merged cells reach, by line and column of the first, and the places they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for place in merged:
        match = _MERGED.fullmatch(place)
        if match is None:
            continue
        first, last = _column(match[1]), min(_column(match[3]), MOST_COLUMNS)
        top, bottom = int(match[2]), min(int(match[4]), int(match[2]) + _MOST_ROWS)
        spans[top, first] = bottom - top + 1, last - first + 1
        if len(covered) < MOST_CHARACTERS:
            covered |= {(line, at) for line in range(top, bottom + 1) for at in range(first, last + 1)}
            covered.discard((top, first))
    return spans, covered


def _column(letters: str) -> int:
    """The position of a column, from 0: A, B, …, Z, AA.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    position = 0
    for letter in letters:
        position = position * _LETTERS + ord(letter) - ord("A") + 1
    return position - 1
