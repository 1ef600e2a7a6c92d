"""Word files (docx): their paragraphs with the numbers Word itself would show, and their tables.

The parts of the package are read directly: numbers of lists stand nowhere in the text, only the rules of
counting (see `docx_numbering`).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from yigai.drafting.extras import need
from yigai.drafting.readers.bounds import MOST_BYTES, too_large, unreadable
from yigai.drafting.readers.docx_numbering import Numbering, W, numbering_of
from yigai.errors import Text

_DOCUMENT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_LEFT_OUT = frozenset(
    {W + "del", W + "moveFrom", W + "instrText", W + "rPr", W + "pPr", W + "delText", W + "footnoteReference"}
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CELL_IS_LONG = 160
_DEEPEST = 200


def docx_text(content: bytes, *, source: str) -> str:
    """The text of a Word file, one paragraph a line; cells of a row are parted by a bar."""
    parts = _unpacked(content, source)
    if _DOCUMENT not in parts:
        raise unreadable(source, Text(zh="压缩包，不是 Word 文件", en="an archive that is no Word file"))
    document = _tree(parts[_DOCUMENT], source)
    numbering = numbering_of(
        *(_tree(parts[name], source) if name in parts else None for name in (_NUMBERING, _STYLES))
    )
    body = document.find(W + "body")
    lines = [] if body is None else list(_blocks(body, numbering))
    return "\n".join(lines) + "\n"


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


def _blocks(body: Any, numbering: Numbering) -> Iterator[str]:
    """The paragraphs and rows below an element, in order; containers such as content controls are opened."""
    waiting = list(reversed(body))
    while waiting:
        each = waiting.pop()
        if each.tag == W + "p":
            yield _paragraph(each, numbering)
        elif each.tag == W + "tbl":
            waiting.extend(reversed([row for row in each.iter(W + "tr") if _table_of(row) is each]))
        elif each.tag == W + "tr":
            yield from _row(each, numbering)
        elif each.tag in {
            W + "sdt",
            W + "sdtContent",
            W + "ins",
            W + "customXml",
            W + "smartTag",
            W + "moveTo",
        }:
            waiting.extend(reversed(each))


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(W + "tbl"), None)


def _row(row: Any, numbering: Numbering) -> Iterator[str]:
    """A row on one line; one with long cells or a table inside it, paragraph by paragraph."""
    cells: list[list[str]] = []
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr"), None) is not row:
            continue
        cells.append([] if _goes_on(cell) else _cell(cell, numbering))
    is_long = any(len(cell) > 1 and sum(map(len, cell)) > _CELL_IS_LONG for cell in cells)
    if len(cells) == 1 or is_long:
        for cell in cells:
            yield from cell
    else:
        yield "|".join(" ".join(part.strip() for part in cell) for cell in cells)


def _cell(cell: Any, numbering: Numbering) -> list[str]:
    depth = sum(1 for _ in zip(cell.iterancestors(W + "tbl"), range(_DEEPEST), strict=False))
    if depth > 8:
        return ["".join(cell.itertext())]
    return [line for line in _blocks(cell, numbering) if line.strip()]


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
