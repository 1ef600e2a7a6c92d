"""A CSV file as the lines of a table: UTF-8 with or without a byte order mark, else GB18030.

Spreadsheets in Chinese save CSV as GB18030 (GBK). What is valid UTF-8 is UTF-8; only what is not, or makes no
sense as that, and is valid GB18030, is read so, and whoever reads the file is told.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from yigai.errors import Text
from yigai.files.builder import Lines
from yigai.files.faults import Fault, refused
from yigai.files.syntax import problem, system_problem
from yigai.files.tables import Line, is_blank
from yigai.files.tree import refuse_unprintable

MOST_BYTES = 256_000_000
_MARK = b"\xef\xbb\xbf"
_OF_TWO_BYTES = re.compile(r"[\u0370-\u07ff]")  # Greek to Arabic, which no table of ours is in
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def text_of_table(path: str | os.PathLike[str]) -> tuple[str, bool]:
    """The text of a CSV file, and whether it is UTF-8; else it is GB18030. Raises `FileFaults`."""
    source = os.fspath(path)
    content = content_of(path)
    body = content.removeprefix(_MARK)
    try:
        text, is_utf8 = body.decode("utf-8"), True
        if body is content and _is_gb18030_by_chance(text):
            text, is_utf8 = body.decode("gb18030"), False
    except UnicodeDecodeError as error:
        try:
            if body is not content:
                raise error from None
            text, is_utf8 = body.decode("gb18030"), False
        except UnicodeDecodeError:
            raise refused([_undecodable(body, error, source)]) from None
    refuse_unprintable(text, source)
    return text, is_utf8


def _is_gb18030_by_chance(text: str) -> bool:
    """Whether what reads as UTF-8 is a short GB18030 file: 一院 in that is two letters no name here has."""
    letters = "".join(filter(_OF_TWO_BYTES.match, text))
    if not letters or _CHINESE.search(text):
        return False
    try:
        return bool(_CHINESE.search(letters.encode("utf-8").decode("gb18030")))
    except UnicodeDecodeError:
        return False


def content_of(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file of tables. Raises `FileFaults` for one that cannot be read or is too large."""
    source = os.fspath(path)
    stream: BinaryIO
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        readable = Text(zh="可读的文件", en="a file that can be read")
        raise refused([Fault(source=source, found=system_problem(error), expected=readable)]) from None
    if len(content) > MOST_BYTES:
        limit = Text(zh=f"至多 {MOST_BYTES} 字节", en=f"at most {MOST_BYTES} bytes")
        raise refused([Fault(source=source, found=Text(zh="更大的文件", en="a larger file"), expected=limit)])
    return content


def _undecodable(body: bytes, error: UnicodeDecodeError, source: str) -> Fault:
    before = body[: error.start].decode("utf-8")
    line, column = Lines(before).spot(len(before))
    return Fault(
        source=source,
        line=line,
        column=column,
        found=Text(zh=f"字节 {body[error.start]:#04x}", en=f"byte {body[error.start]:#04x}"),
        expected=Text(zh="UTF-8 或 GB18030 编码的文本", en="text in UTF-8 or GB18030"),
        hint=Text(zh="请另存为 UTF-8 编码的 CSV", en="save the file as CSV in UTF-8"),
    )


def lines_of(text: str, source: str, faults: list[Fault]) -> Iterator[Line]:
    """The rows of a CSV text with the number of the line each begins on; a row cut short is a fault."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    number, width = 1, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            valid = Text(zh="合乎 CSV 语法", en="valid CSV")
            faults.append(
                Fault(source=source, line=number, column=1, found=problem(str(error)), expected=valid)
            )
            return
        if not is_blank(cells):
            width = width or len(cells)
            if len(cells) < width:
                few = Text(zh=f"{len(cells)} 个单元格", en=f"cells: {len(cells)}")
                full = Text(zh=f"{width} 个，与标题一样多", en=f"{width}, as many as headings")
                faults.append(Fault(source=source, line=number, column=1, found=few, expected=full))
            yield number, cells
        number = reader.line_num + 1
