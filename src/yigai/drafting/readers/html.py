"""HTML (网页): its text, one block a line, scripts and menus left out, rows of tables kept together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, count, islice
from typing import Any

import attrs

from yigai.drafting.extras import need
from yigai.drafting.grid import MOST_COLUMNS, Cell, Page, Strip, bare, page_of
from yigai.drafting.readers.bounds import unreadable
from yigai.drafting.readers.encodings import decoded
from yigai.errors import Text

_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd div dl dt fieldset figure form h1 h2 h3 h4 h5 h6
    header hr li main ol p pre section table tbody thead title tr ul
    """.split()  # noqa: SIM905 (as one reads it)
)
_LEFT_OUT = frozenset(
    """
    audio button canvas footer head iframe input nav noscript object script select style svg template textarea
    video
    """.split()  # noqa: SIM905 (as above)
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}
_WHITE = re.compile(r"[ \t\r\n\f]+")
_WRAPPED = re.compile(r"\s*\n\s*")
_BLANK_LINES = re.compile(r"\A\s*\n|\n[ \t]*(?=\n)|\n\Z")
_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_SAMPLE = 4000
_ROW_IS_LONG = 160


def html_page(content: bytes, *, source: str) -> Page:
    """The text of a page and its tables."""
    etree = need("lxml.etree")
    page = _decoded(content, source=source)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise unreadable(source, Text(zh="没有内容的网页", en="a page without content"))
    return page_of(_tidy(_walked(root)))


def _decoded(content: bytes, *, source: str) -> str:
    """The page as text: as declared where the bytes are that, else as the bytes tell."""
    match = _DECLARED.search(content[:_SAMPLE])
    if match:
        name = match[1].decode("ascii").casefold()
        try:
            return content.decode(_ALIASES.get(name, name)).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            pass
    return decoded(content, source=source)


@attrs.frozen(kw_only=True)
class _Place:
    """Where a cell stands, and the table it is of."""

    table: int
    row: int
    column: int
    down: int
    across: int


@attrs.frozen
class _Edge:
    """The beginning or the end of a cell between the words of a page."""

    place: _Place


def _tidy(parts: Iterable[str | _Edge]) -> Strip:
    """The words one behind the other without blank lines, each cell without white space around it."""
    words: list[str] = []
    edges: dict[_Place, list[int]] = defaultdict(list)
    length = 0
    for part in parts:
        if isinstance(part, str):
            words.append(part)
            length += len(part)
        else:
            edges[part.place].append(length)
    raw = "".join(words)
    gaps = [match.span() for match in _BLANK_LINES.finditer(raw)]
    ends = [end for _, end in gaps]
    dropped = [0, *accumulate(end - start for start, end in gaps)]
    text = _BLANK_LINES.sub("", raw) + "\n"
    cells = []
    for place, edge in edges.items():
        start, end = (at - dropped[bisect_right(ends, at)] for at in bare(raw, *edge))
        given = attrs.asdict(place)
        cells.append((given.pop("table"), Cell(start=start, end=end, **given)))
    return Strip(text=text, cells=tuple(cells))


def _walked(root: Any) -> Iterator[str | _Edge]:
    """The text of a tree and the edges of its cells, without recursion, so that no nesting is too deep."""
    waiting: list[Any] = [root]
    places: dict[Any, _Place] = {}
    numbers = count()
    while waiting:
        each = waiting.pop()
        if isinstance(each, str | _Edge):
            yield each
            continue
        name = each.tag if isinstance(each.tag, str) else ""
        if name == "br":
            yield "\n"
            continue
        if not name or name in _LEFT_OUT or _HIDDEN.search(each.get("style") or ""):
            continue
        if name == "table":
            places.update(_places(each, next(numbers)))
        if name == "tr" and _is_plain_row(each):
            yield from _plain(each, places)
            continue
        if name in _BLOCKS or each in places:
            yield "\n"
            waiting.append("\n")
        if each in places:
            edge = _Edge(places[each])
            yield edge
            waiting.append(edge)
        waiting.extend(reversed(list(_parts(each))))


def _parts(element: Any) -> Iterator[Any]:
    if element.text:
        yield _WHITE.sub(" ", element.text)
    for child in element:
        yield child
        if child.tail:
            yield _WHITE.sub(" ", child.tail)


def _places(table: Any, number: int) -> Iterator[tuple[Any, _Place]]:
    """Where each cell of a table stands, its rows and columns counted as a browser does."""
    rows = [row for part in table for row in (part if part.tag in _GROUPS else [part]) if row.tag == "tr"]
    taken = [0] * MOST_COLUMNS  # the row from which on each column is free
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while column < MOST_COLUMNS and taken[column] > at:
                column += 1
            if column >= MOST_COLUMNS:
                break
            down = _span(cell, "rowspan", len(rows) - at)
            across = _span(cell, "colspan", MOST_COLUMNS - column)
            taken[column : column + across] = [at + down] * across
            yield cell, _Place(table=number, row=at, column=column, down=down, across=across)
            column += across


def _span(cell: Any, name: str, most: int) -> int:
    """How many rows or columns a cell takes; 0 means all that are left."""
    words = (cell.get(name) or "1").strip()
    return min(int(words) or most, most) if re.fullmatch("[0-9]{1,5}", words) else 1


def _is_plain_row(row: Any) -> bool:
    """Whether a row is one of a table of data: several cells, none of which holds a layout of its own."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    if len(cells) < 2 or next(row.iter("table"), None) is not None:
        return False
    blocks = max(len(list(islice(cell.iter("div", "ul", "p"), 3))) for cell in cells)
    return blocks < 2 or sum(map(len, row.itertext())) <= _ROW_IS_LONG


def _plain(row: Any, places: dict[Any, _Place]) -> Iterator[str | _Edge]:
    """A row on one line, its cells parted by bars; paragraphs in a cell stay lines of their own."""
    yield "\n"
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    for position, cell in enumerate(cells):
        words = "".join(part for part in _walked(cell) if isinstance(part, str))
        words = _WRAPPED.sub("\n", words).strip()
        edges = [_Edge(places[cell])] if cell in places else []
        yield from ("|" if position else "", *edges, words, *edges)
    yield "\n"
