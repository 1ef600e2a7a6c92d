"""HTML (网页): its text, one block a line, scripts and menus left out, rows of tables kept together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yigai.drafting.extras import need
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
_SAMPLE = 4000


def html_text(content: bytes, *, source: str) -> str:
    """The text of a page."""
    etree = need("lxml.etree")
    page = _decoded(content, source=source)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise unreadable(source, Text(zh="没有内容的网页", en="a page without content"))
    text = "".join(_walked(root))
    return re.sub(r"\n[ \t]*(?=\n)", "", text).strip("\n") + "\n"


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


def _walked(root: Any) -> Iterator[str]:
    """The text of a tree without recursion, so that no nesting is too deep."""
    waiting: list[Any] = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
            continue
        name = each.tag if isinstance(each.tag, str) else ""
        if name == "br":
            yield "\n"
            continue
        if not name or name in _LEFT_OUT or _HIDDEN.search(each.get("style") or ""):
            continue
        if name == "tr" and _is_plain_row(each):
            yield "\n" + _row(each) + "\n"
            continue
        is_block = name in _BLOCKS
        if is_block:
            yield "\n"
            waiting.append("\n")
        waiting.extend(reversed(list(_parts(each))))


def _parts(element: Any) -> Iterator[Any]:
    if element.text:
        yield _WHITE.sub(" ", element.text)
    for child in element:
        yield child
        if child.tail:
            yield _WHITE.sub(" ", child.tail)


def _is_plain_row(row: Any) -> bool:
    """Whether a row is one of a table of data: several cells, none of which holds a layout of its own."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    if len(cells) < 2:
        return False
    inner = sum(
        1 for cell in cells for _ in zip(cell.iter("table", "div", "ul", "p"), range(4), strict=False)
    )
    return inner <= 2 * len(cells) and next(row.iter("table"), None) is None


def _row(row: Any) -> str:
    cells = ("".join(_texts(cell)) for cell in row if cell.tag in {"td", "th"})
    return "|".join(_WHITE.sub(" ", cell).strip() for cell in cells)


def _texts(cell: Any) -> Iterator[str]:
    for element in cell.iter():
        if isinstance(element.tag, str) and element.tag not in _LEFT_OUT and element.text:
            yield element.text
        if element is not cell and element.tail:
            yield element.tail
