"""Readers (读取): a file of any usual kind as text with tables. Nothing in it is executed or fetched."""

from __future__ import annotations

import io
import os
import re
import zipfile

from yigai.drafting.grid import Page, page_of_text
from yigai.drafting.readers.bounds import MOST_CHARACTERS, bytes_of, too_large, unreadable
from yigai.drafting.readers.docx import docx_page
from yigai.drafting.readers.encodings import decoded
from yigai.drafting.readers.html import html_page
from yigai.drafting.readers.pdf import pdf_text
from yigai.drafting.readers.xlsx import xlsx_page
from yigai.errors import Text

SUFFIXES = (".docx", ".htm", ".html", ".md", ".pdf", ".txt", ".xlsx")
"""The suffixes of files that are read when a folder is given."""

_HTML = re.compile(rb"<(?:!doctype html|html|head|body|meta|div|table|p|span)[\s>/]", re.IGNORECASE)
_HEAD = 4000
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(source: str | os.PathLike[str]) -> Page:
    """The text of a file with its tables, by content and suffix. Raises an error of the house without any."""
    name = os.fspath(source)
    page = page_in(bytes_of(source), source=name)
    if len(page.text) > MOST_CHARACTERS:
        raise too_large(name)
    return page


def page_in(content: bytes, *, source: str) -> Page:
    """The text in the bytes of a file, with its tables."""
    if content.startswith(b"PK\x03\x04"):
        return (
            xlsx_page(content, source=source) if _is_workbook(content) else docx_page(content, source=source)
        )
    if content.startswith(b"%PDF-"):
        return page_of_text(pdf_text(content, source=source))
    if content.startswith(_OLD_WORD):
        raise unreadable(
            source,
            Text(zh="旧版 Word 或 Excel 文件", en="an old Word or Excel file"),
            Text(zh="请另存为 docx 或 xlsx", en="save it as docx or xlsx"),
        )
    if source.casefold().endswith((".html", ".htm")) or _HTML.search(_ascii(content[:_HEAD])):
        return html_page(content, source=source)
    return page_of_text(decoded(content, source=source))


def _is_workbook(content: bytes) -> bool:
    """Whether an archive is one of Excel; a damaged one is told of by the reader of Word files."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "xl/workbook.xml" in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _ascii(head: bytes) -> bytes:
    """The ASCII in some bytes, of UTF-16 as well."""
    return head.replace(b"\0", b"")
