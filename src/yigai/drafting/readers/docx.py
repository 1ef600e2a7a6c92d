"""Word files (docx): their paragraphs with the numbers Word itself would show, and their tables.

The parts of the package are read directly: numbers of lists stand nowhere in the text, only the rules of
counting (see `docx_numbering`).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import count
from typing import Any

from yigai.drafting.extras import need
from yigai.drafting.grid import MOST_COLUMNS, Page, Strip, page_of, strung
from yigai.drafting.readers.bounds import MOST_BYTES, too_large, unreadable
from yigai.drafting.readers.docx_numbering import Numbering, W, numbering_of
from yigai.errors import Text

_DOCUMENT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_LEFT_OUT = frozenset(
    {W + "del", W + "moveFrom", W + "instrText", W + "rPr", W + "pPr", W + "delText", W + "footnoteReference"}
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CELL_IS_LONG = 160
_DEEPEST, _DEEPEST_READ = 200, 8  # tables inside tables that are counted, and that are read as tables


def docx_page(content: bytes, *, source: str) -> Page:
    """The text of a Word file, one paragraph a line; cells of a row are parted by a bar."""
    parts = _unpacked(content, source)
    if _DOCUMENT not in parts:
        raise unreadable(source, Text(zh="压缩包，不是 Word 文件", en="an archive that is no Word file"))
    document = _tree(parts[_DOCUMENT], source)
    numbering = numbering_of(
        *(_tree(parts[name], source) if name in parts else None for name in (_NUMBERING, _STYLES))
    )
    body = document.find(W + "body")
    strips = [] if body is None else list(_blocks(body, numbering, count()))
    return page_of(strung([*strips, Strip(text="")], "\n"))


def _unpacked(content: bytes, source: str) -> dict[str, bytes]:
    """The parts that are needed, within bounds: what is declared to be too much is not unpacked."""
    broken = Text(zh="损坏或加密的 docx", en="a damaged or encrypted docx")
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in (_DOCUMENT, _NUMBERING, _STYLES):
                try:
                    info = package.getinfo(name)
                except KeyError:
                    continue
                if info.file_size > MOST_BYTES:
                    raise too_large(source)
                with package.open(info) as stream:
                    found[name] = stream.read(MOST_BYTES + 1)
                if len(found[name]) > MOST_BYTES:
                    raise too_large(source)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise unreadable(source, broken) from None
    return found


def _tree(part: bytes, source: str) -> Any:
    etree = need("lxml.etree")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise unreadable(source, Text(zh="docx 中有实体声明", en="a docx that declares entities"))
    try:
        return etree.fromstring(part, parser)
    except (etree.LxmlError, ValueError):
        raise unreadable(source, Text(zh="损坏的 docx", en="a damaged docx")) from None


def _blocks(body: Any, numbering: Numbering, tables: Iterator[int]) -> Iterator[Strip]:
    """The paragraphs and rows below an element, in order; containers such as content controls are opened.

    `tables` gives each table a number of its own.
    """
    waiting = list(reversed(body))
    while waiting:
        each = waiting.pop()
        if each.tag == W + "p":
            yield Strip(text=_paragraph(each, numbering))
        elif each.tag == W + "tbl":
            yield from _table(each, numbering, tables)
        elif each.tag in {
            W + "sdt",
            W + "sdtContent",
            W + "ins",
            W + "customXml",
            W + "smartTag",
            W + "moveTo",
        }:
            waiting.extend(reversed(each))


def _table(table: Any, numbering: Numbering, tables: Iterator[int]) -> Iterator[Strip]:
    name = next(tables)
    rows = [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl"), None) is table]
    laid = [_laid(row) for row in rows]
    reaches = _reaches(laid)
    for number, row in enumerate(laid):
        cells = []
        for cell, column, across in row:
            if _goes_on(cell) and number:
                cells.append(Strip(text=""))
                continue
            strip = _cell(cell, numbering, tables)
            reach = reaches[number, column]
            cells.append(strip.as_cell(name, row=number, column=column, down=reach, across=across))
        yield _row(cells)


def _laid(row: Any) -> list[tuple[Any, int, int]]:
    """The cells of a row, each with its column and how many it takes."""
    cells = [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr"), None) is row]
    column = _whole(row.find(f"{W}trPr/{W}gridBefore"))
    laid = []
    for cell in cells:
        across = max(1, _whole(cell.find(f"{W}tcPr/{W}gridSpan")))
        laid.append((cell, column, across))
        column += across
    return laid


def _whole(element: Any) -> int:
    words = "" if element is None else element.get(W + "val") or ""
    return min(int(words), MOST_COLUMNS) if re.fullmatch("[0-9]{1,6}", words) else 0


def _reaches(laid: list[list[tuple[Any, int, int]]]) -> dict[tuple[int, int], int]:
    """How many rows each cell takes, by its row and column: its own, and those below that go on with it."""
    reaches: dict[tuple[int, int], int] = {}
    below: dict[int, int] = {}
    for number in reversed(range(len(laid))):
        going_on: dict[int, int] = {}
        for cell, column, _ in laid[number]:
            reach = 1 + below.get(column, 0)
            reaches[number, column] = reach
            if _goes_on(cell):
                going_on[column] = reach
        below = going_on
    return reaches


def _row(cells: list[Strip]) -> Strip:
    """A row on one line; one with long cells, or with one alone, paragraph by paragraph."""
    is_long = any("\n" in cell.text and len(cell.text) > _CELL_IS_LONG for cell in cells)
    return strung(cells, "\n" if is_long else "|")


def _cell(cell: Any, numbering: Numbering, tables: Iterator[int]) -> Strip:
    depth = sum(1 for _ in zip(cell.iterancestors(W + "tbl"), range(_DEEPEST), strict=False))
    if depth > _DEEPEST_READ:
        return Strip(text="".join(cell.itertext()))
    return strung([strip for strip in _blocks(cell, numbering, tables) if strip.text.strip()], "\n")


def _goes_on(cell: Any) -> bool:
    """Whether a cell is the lower part of one merged over several rows; its text stands in the first."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val") != "restart"


def _paragraph(paragraph: Any, numbering: Numbering) -> str:
    return numbering.label(paragraph) + "".join(_runs(paragraph))


def _runs(paragraph: Any) -> Iterator[str]:
    waiting = list(reversed(paragraph))
    while waiting:
        each = waiting.pop()
        if each.tag in _LEFT_OUT or each.tag == _FALLBACK or not isinstance(each.tag, str):
            continue
        if each.tag == W + "t":
            yield each.text or ""
        elif each.tag == W + "tab":
            yield "\t"
        elif each.tag in {W + "br", W + "cr"}:
            yield "\n"
        elif each.tag == W + "noBreakHyphen":
            yield "-"
        else:
            waiting.extend(reversed(each))
