"""An XLSX workbook (the extra `yigai[tables]`) as the lines of its sheets.

Values are taken as they are stored: a number by its shortest digits, which are those that were typed, a date
as a day. A formula counts by the value saved with it; one without a value, an error and merged cells are
faults, because a reader of the sheet sees something that is not there.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs

from yigai.errors import MissingExtra, Text, YigaiError
from yigai.files.cells import DateCell, NumberCell, TruthCell, WrongCell
from yigai.files.faults import Fault, refused
from yigai.files.tables import MOST_COLUMNS, MOST_ROWS, Line

_MOST_UNPACKED = 1_000_000_000
_MOST_DIGITS = 15
"""So many significant digits survive in a number of a workbook, whatever they are."""
_NO_VALUE = "formula without value"


@attrs.frozen
class Sheet:
    """One sheet: its name, its rows, and the ranges whose cells are merged."""

    name: str
    lines: tuple[Line, ...]
    merged: tuple[str, ...]


def sheets_of(content: bytes, source: str) -> Iterator[Sheet]:
    """The sheets of a workbook, one after the other.

    Raises `MissingExtra` without openpyxl, and `FileFaults` for what is no workbook or too large.
    """
    try:
        import openpyxl  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise MissingExtra(
            where=source,
            found=Text(zh="没有安装 openpyxl", en="openpyxl is not installed"),
            expected=Text(zh="附加组件 yigai[tables]", en="the extra yigai[tables]"),
            hint=Text(zh="pip install 'yigai[tables]'", en="pip install 'yigai[tables]'"),
        ) from None
    try:
        _refuse_large(content, source)
        with warnings.catch_warnings(action="ignore"):  # of styles and validations, which nobody reads here
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            for sheet in book.worksheets:
                yield _sheet(sheet, source)
    except YigaiError:
        raise
    except Exception as error:  # noqa: BLE001 (openpyxl tells a damaged file by errors of every kind)
        book_ = Text(zh="完好的 .xlsx 工作簿", en="a sound .xlsx workbook")
        said = f"{type(error).__name__}: {error}"[:200]
        raise refused([Fault(source=source, found=said, expected=book_)]) from None


def _refuse_large(content: bytes, source: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(each.file_size for each in packed.infolist())
    if size > _MOST_UNPACKED:
        limit = Text(zh=f"解开后至多 {_MOST_UNPACKED} 字节", en=f"at most {_MOST_UNPACKED} bytes unpacked")
        found = Text(zh=f"{size} 字节", en=f"{size} bytes")
        raise refused([Fault(source=source, found=found, expected=limit)])


def _sheet(sheet: Any, source: str) -> Sheet:
    """The rows of a sheet, by the parser of openpyxl.

    The rows that openpyxl itself makes of it tell neither a formula that was never computed nor merged cells
    from empty ones, and stop where the sheet says it ends, true or not.
    """
    parser = _parser(sheet)
    lines: list[Line] = []
    for number, found in parser.parse():
        if number > MOST_ROWS + 1:
            limit = Text(zh=f"至多 {MOST_ROWS} 行", en=f"at most {MOST_ROWS} rows")
            told = Text(zh=f"第 {number} 行", en=f"row {number}")
            place = f"{source}!{sheet.title}"
            raise refused([Fault(source=place, line=number, found=told, expected=limit)])
        cells: list[str] = []
        for cell in found:
            text = _text(cell["value"], cell["data_type"])
            if text:
                column = min(cell["column"], MOST_COLUMNS + 1)
                cells.extend([""] * (column - len(cells)))
                cells[column - 1] = text
        if cells:
            lines.append((number, cells))
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    return Sheet(sheet.title, tuple(lines), tuple(str(each.ref) for each in merged))


def _parser(sheet: Any) -> Any:
    from openpyxl.worksheet._reader import (  # type: ignore[import-untyped]
        FORMULA_TAG,
        WorkSheetParser,
    )

    class Parser(WorkSheetParser):  # type: ignore[misc]
        def parse_cell(self, element: Any) -> dict[str, Any]:
            cell: dict[str, Any] = super().parse_cell(element)
            if cell["value"] is None and element.find(FORMULA_TAG) is not None:
                return {**cell, "data_type": _NO_VALUE}
            return cell

    book = sheet.parent
    return Parser(
        sheet._get_source(),  # noqa: SLF001 (a sheet opened for reading only has no other door)
        sheet._shared_strings,  # noqa: SLF001
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,  # noqa: SLF001
        timedelta_formats=book._timedelta_formats,  # noqa: SLF001
    )


def _text(value: object, data_type: str) -> str:
    """The text of a cell as the columns read it."""
    if data_type == _NO_VALUE:
        return WrongCell(Text(zh="没有计算值的公式", en="a formula without a computed value"))
    if data_type == "e":
        return WrongCell(Text(zh=f"错误值 {value}", en=f"the error {value}"))
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return TruthCell("true" if value else "false")
        case int() | float():
            return _number(value)
        case dt.datetime() if value.time() == dt.time():
            return DateCell(value.date().isoformat())
        case dt.date() if not isinstance(value, dt.datetime):
            return DateCell(value.isoformat())
        case _:
            return WrongCell(Text(zh=f"时间 {value}", en=f"the time {value}"))


def _number(value: float) -> str:
    """The shortest digits that give this number, without an exponent."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return WrongCell(Text(zh=f"数 {value}", en=f"the number {value}"))
    digits = format(exact, "f")
    whole, _, decimals = digits.partition(".")
    digits = f"{whole}.{decimals.rstrip('0')}".rstrip(".")
    if len(digits.lstrip("-").replace(".", "").strip("0")) > _MOST_DIGITS:
        return WrongCell(
            Text(
                zh=f"数 {digits}，多于电子表格能保存的 {_MOST_DIGITS} 位",
                en=f"the number {digits}, with more than the {_MOST_DIGITS} digits that a workbook keeps",
            )
        )
    return NumberCell(digits)
