"""One cell of a table in CSV or XLSX: what may stand in it, and how a column reads it.

A cell is text; of a workbook it may also be a number, a date or a truth, and is then taken only where the
column holds such a thing. Nothing is rounded, stripped or guessed.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Self, get_args

import attrs
import pendulum

from yigai.errors import NOTHING, InvalidValue, Text, YigaiError
from yigai.files.convert import reader_of
from yigai.files.faults import clipped, shown
from yigai.model.fields import TITLE

_REMEMBERED = 4096  # texts of a column that are read once, because they come again and again


class NumberCell(str):
    """The digits of a number in a workbook."""

    __slots__ = ()


class DateCell(str):
    """A date in a workbook, as `2024-05-01`."""

    __slots__ = ()


class TruthCell(str):
    """`true` or `false` in a workbook."""

    __slots__ = ()


class WrongCell(str):
    """What no column takes, in words: an error, a formula that was never computed, a time of day."""

    __slots__ = ("words",)
    words: Text

    def __new__(cls, words: Text) -> Self:
        """A cell with these words for what is in it."""
        cell = super().__new__(cls, words.en)
        cell.words = words
        return cell


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table: the field it fills, its Chinese name, and how its cells are read."""

    field: str
    title: str
    required: bool
    takes: tuple[type[str], ...]
    read: Callable[[str], Any]

    def value(self, cell: str) -> Any:
        """What a cell that is not empty says. Raises an error with a hint at what commonly goes wrong."""
        if type(cell) not in self.takes or cell.strip() != cell:
            raise self._unfit(cell)
        try:
            return self.read(str(cell))  # a plain text, whatever kind of cell it was
        except YigaiError as error:
            hint = error.hint if error.hint is not NOTHING else _hint(cell)
            raise InvalidValue(found=error.found, expected=error.expected, hint=hint) from None

    def _unfit(self, cell: str) -> InvalidValue:
        """The error for a cell that is no text where the column holds text, or has spaces around it."""
        try:
            self.read("\0")
            expected = Text(zh="文字", en="text")
        except YigaiError as error:
            expected = error.expected
        match cell:
            case WrongCell():
                return InvalidValue(found=cell.words, expected=expected)
            case NumberCell():
                hint = _ISO if DateCell in self.takes else _AS_TEXT
                return InvalidValue(
                    found=Text(zh=f"数 {cell}", en=f"the number {cell}"), expected=expected, hint=hint
                )
            case DateCell():
                return InvalidValue(found=Text(zh=f"日期 {cell}", en=f"the date {cell}"), expected=expected)
            case TruthCell():
                return InvalidValue(found=str(cell), expected=expected)
            case _:
                hint = Text(zh="前后不留空格或制表符", en="without spaces or tabs around it")
                return InvalidValue(found=repr(clipped(cell)), expected=expected, hint=hint)


def column_of(field: attrs.Attribute[Any]) -> Column:
    """The column that fills a field."""
    kind = next((each for each in get_args(field.type) if each is not type(None)), field.type)
    read = _truth if kind is bool else reader_of(field)
    title: Text | None = field.metadata.get(TITLE)
    return Column(
        field=field.name,
        title=title.zh if title else field.name,
        required=field.default is attrs.NOTHING,
        takes=(str, *_takes(kind)),
        read=lru_cache(_REMEMBERED)(read),
    )


def _takes(kind: Any) -> tuple[type[str], ...]:
    """Which cells of a workbook a column may have besides text: a number where it holds a figure."""
    if kind is str or (isinstance(kind, type) and issubclass(kind, enum.Enum)):
        return ()
    return (_OTHER_CELLS.get(kind, NumberCell),)


_OTHER_CELLS: dict[Any, type[str]] = {pendulum.Date: DateCell, bool: TruthCell}
_TRUTHS = {"true": True, "TRUE": True, "是": True, "false": False, "FALSE": False, "否": False}


def _truth(value: object) -> bool:
    """Spreadsheets write TRUE, people 是."""
    if isinstance(value, str) and value in _TRUTHS:
        return _TRUTHS[value]
    raise InvalidValue(
        found=shown(value), expected=Text(zh="true、false、是 或 否", en="true, false, 是 or 否")
    )


_ISO = Text(zh="写作 2024-05-01", en="written like 2024-05-01")
_AS_TEXT = Text(
    zh="请把单元格设为文本再填，以免丢零或位数",
    en="make the cells text before filling them, so that no zero or digit is lost",
)
_THOUSANDS = re.compile(r"[0-9][,，][0-9]")
_FULL_WIDTH = re.compile("[０-９．]")
_SIGN_OF_MONEY = re.compile("[元￥¥]")
_LIKE_DATE = re.compile(
    r"[0-9]{4}[/.年][0-9]{1,2}[/.月][0-9]{1,2}日?|[0-9]{8}|[0-9]{4}-[0-9]-[0-9]{1,2}|[0-9]{4}-[0-9]{2}-[0-9]"
)


def _hint(cell: str) -> Text:
    """What commonly keeps a figure from being read."""
    if _THOUSANDS.search(cell):
        return Text(zh="不用千分位逗号", en="without thousands separators")
    if _FULL_WIDTH.search(cell):
        return Text(zh="用半角数字", en="in half-width digits")
    if _SIGN_OF_MONEY.search(cell):
        return Text(zh="只写数字，单位是元", en="only the figure, in yuan")
    if _LIKE_DATE.fullmatch(cell):
        return _ISO
    return NOTHING
