"""Readers (读取): a file of any usual kind as text. Nothing in it is executed, and nothing is fetched."""

from __future__ import annotations

import os
import re

from yigai.drafting.readers.bounds import MOST_CHARACTERS, bytes_of, too_large, unreadable
from yigai.drafting.readers.docx import docx_text
from yigai.drafting.readers.encodings import decoded
from yigai.drafting.readers.html import html_text
from yigai.drafting.readers.pdf import pdf_text
from yigai.errors import Text

SUFFIXES = (".docx", ".htm", ".html", ".md", ".pdf", ".txt")
"""The suffixes of files that are read when a folder is given."""

_HTML = re.compile(rb"<(?:!doctype html|html|head|body|meta|div|table|p|span)[\s>/]", re.IGNORECASE)
_HEAD = 4000
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(source: str | os.PathLike[str]) -> str:
    """The text of a file, by its content and suffix. Raises an error of the house where there is none."""
    name = os.fspath(source)
    text = text_in(bytes_of(source), source=name)
    if len(text) > MOST_CHARACTERS:
        raise too_large(name)
    return text


def text_in(content: bytes, *, source: str) -> str:
    """The text in the bytes of a file."""
    if content.startswith(b"PK\x03\x04"):
        return docx_text(content, source=source)
    if content.startswith(b"%PDF-"):
        return pdf_text(content, source=source)
    if content.startswith(_OLD_WORD):
        raise unreadable(
            source,
            Text(zh="旧版 Word 或 Excel 文件", en="an old Word or Excel file"),
            Text(zh="请另存为 docx", en="save it as docx"),
        )
    if source.casefold().endswith((".html", ".htm")) or _HTML.search(_ascii(content[:_HEAD])):
        return html_text(content, source=source)
    return decoded(content, source=source)


def _ascii(head: bytes) -> bytes:
    """The ASCII in some bytes, of UTF-16 as well."""
    return head.replace(b"\0", b"")
