"""PDF: the text of its pages without running headers; pages that are pictures are refused."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from yigai.drafting.extras import need
from yigai.drafting.readers.bounds import MOST_CHARACTERS, too_large, unreadable
from yigai.errors import Text

_MOST_PAGES = 1000
_FEWEST_LETTERS = 20  # on an average page that is no picture
_EDGE_LINES = 2
_DIGITS = re.compile(r"\d+")


def pdf_text(content: bytes, *, source: str) -> str:
    """The text of a PDF, page by page. Raises an error of the house for scanned, locked or damaged ones."""
    pdfium = need("pypdfium2")
    try:
        document = pdfium.PdfDocument(content)
        pages = _pages(document, source)
    except pdfium.PdfiumError:
        raise unreadable(source, Text(zh="损坏或加密的 PDF", en="a damaged or locked PDF")) from None
    letters = sum(len("".join(page.split())) for page in pages)
    if letters < _FEWEST_LETTERS * len(pages):
        raise unreadable(
            source,
            Text(
                zh=f"{len(pages)} 页中没有文字，应为扫描件",
                en=f"no text on {len(pages)} pages, so they are scans",
            ),
            Text(zh="请先做文字识别（OCR）", en="have its text recognised (OCR) first"),
        )
    return "\n".join(_without_running_heads(pages)) + "\n"


def _pages(document: Any, source: str) -> list[str]:
    count = len(document)
    if count > _MOST_PAGES:
        raise too_large(source)
    pages: list[str] = []
    total = 0
    for index in range(count):
        text = document[index].get_textpage().get_text_range().replace("\r\n", "\n").replace("\r", "\n")
        total += len(text)
        if total > MOST_CHARACTERS:
            raise too_large(source)
        pages.append(text.replace("\ufffe", "").replace("\x02", ""))
    return pages


def _without_running_heads(pages: list[str]) -> list[str]:
    """The pages less the first and last lines that most of them share but for a number."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(
        _DIGITS.sub("#", line.strip())
        for lines in split
        for line in {*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]}
    )
    running = {words for words, count in edges.items() if count >= max(3, len(pages) // 2)}
    return [
        "\n".join(
            line
            for position, line in enumerate(lines)
            if not (
                (position < _EDGE_LINES or position >= len(lines) - _EDGE_LINES)
                and _DIGITS.sub("#", line.strip()) in running
            )
        )
        for lines in split
    ]
