"""A settlement as tables (表格): one CSV file of results, or a workbook with everything that is a list.

What is text stays text: a cell that a spreadsheet would take for a formula is written so that it does not.
Amounts are numbers with two decimals, exact as far as a spreadsheet can hold them, and text beyond.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yigai.errors import MissingExtra, Text
from yigai.files.formats import digest_of
from yigai.payment.evaluate import ROW_TABLES
from yigai.payment.measure import Measure
from yigai.payment.program import Compute, Table
from yigai.payment.rows import TABLE_NAMES, Row, Rows, Value
from yigai.payment.settlement import Settlement
from yigai.reports.layout import sayer
from yigai.reports.settlement_text import STATUS, mark_of

Cell = str | Decimal | None
_MARK = "\ufeff"  # without it Excel takes UTF-8 for the old local encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_DIGITS = 15
"""A spreadsheet holds numbers as doubles: fifteen digits are exact, more are not."""
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def settlement_csv(settlement: Settlement, lang: str = "zh") -> str:
    """The results, one a line (RFC 4180), with a byte order mark so that Excel reads the Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for line in _results(settlement, lang):
        writer.writerow([_guarded(cell) for cell in line])
    return _MARK + stream.getvalue()


def settlement_xlsx(
    settlement: Settlement, lang: str = "zh", *, changes: Mapping[str, str] | None = None
) -> bytes:
    """A workbook: results, rows left out, reconciliation, figures of the rows, and what all rests on.

    `changes` are what the rule was tried with. The same settlement gives the same bytes.
    Raises `MissingExtra` where the extra `tables` is not installed.
    """
    try:
        from openpyxl import Workbook  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtra(
            where="xlsx",
            found=Text(zh="没有安装 openpyxl", en="openpyxl is not installed"),
            expected=Text(zh="附加组件 yigai[tables]", en="the extra yigai[tables]"),
            hint=Text(zh="pip install 'yigai[tables]'", en="pip install 'yigai[tables]'"),
        ) from None
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in _sheets(settlement, lang, changes or {}):
        _fill(book.create_sheet(name), lines)
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream, settlement.as_of.isoformat())


def _sheets(
    settlement: Settlement, lang: str, changes: Mapping[str, str]
) -> Iterator[tuple[str, Iterator[Sequence[Cell]]]]:
    say = sayer(lang)
    yield say("结果", "results"), _results(settlement, lang)
    yield say("未列入", "left out"), _left_out(settlement, lang)
    yield say("勾稽", "reconciliation"), _reconciliation(settlement, lang)
    table = next((each for each in Table if each in ROW_TABLES and _computed(settlement, each)), None)
    if table is not None:
        title = say(f"{TABLE_NAMES[table].zh}数字", f"figures of {table.value}")
        yield title, _figures(settlement, table, lang)
    yield say("说明", "about"), _about(settlement, lang, changes)


def _results(settlement: Settlement, lang: str) -> Iterator[Sequence[Cell]]:
    say, program = sayer(lang), settlement.program
    rows = settlement.evaluated.tables[program.table]
    steps = list(dict.fromkeys((program.result, *_computed(settlement, program.table))))
    mark = mark_of(settlement, lang).strip("〔〕[]")
    titles = _titles(settlement, program.table, steps, lang)
    yield [say("编码", "id"), say("名称", "name"), *titles, say("非印发依据", "not issued")]
    for row in rows.living():
        name = rows.columns["name"][row] if "name" in rows.columns else None
        yield [rows.ids[row], _text(name), *_cells(settlement, rows, row, steps), mark]


def _left_out(settlement: Settlement, lang: str) -> Iterator[Sequence[Cell]]:
    say = sayer(lang)
    yield [say("行", "row"), say("状态", "status"), say("原因", "reason")]
    for each in settlement.left_out:
        yield [each.place, say(*STATUS[each.status]), each.reason.of(lang)]


def _reconciliation(settlement: Settlement, lang: str) -> Iterator[Sequence[Cell]]:
    say = sayer(lang)
    yield [say("项目", "line"), say("数值", "value"), say("单位", "unit")]
    for line in settlement.reconciliation:
        yield [line.says.of(lang), Decimal(str(line)), line.measure.unit.of(lang)]


def _figures(settlement: Settlement, table: Table, lang: str) -> Iterator[Sequence[Cell]]:
    """Every figure of every row that counts, and the status of those that do not."""
    say, rows = sayer(lang), settlement.evaluated.tables[table]
    steps = _computed(settlement, table)
    status = {each.row: each.status for each in settlement.evaluated.excluded if each.table is table}
    yield [say("编码", "id"), *_titles(settlement, table, steps, lang), say("状态", "status")]
    for row in range(len(rows)):
        said = say(*STATUS[status[row]]) if row in status else None
        yield [rows.ids[row], *_cells(settlement, rows, row, steps), said]


def _about(settlement: Settlement, lang: str, changes: Mapping[str, str]) -> Iterator[Sequence[Cell]]:
    """What the figures rest on: the rule, the activity, what limits them, and every figure given."""
    say, rule, activity = sayer(lang), settlement.rule, settlement.activity
    cited = rule.citation()
    yield [say("规则", "rule"), rule.id, rule.title, digest_of(rule)]
    yield [say("出处", "source"), cited.source, cited.evidence.says.of(lang), cited.note]
    yield [say("业务", "activity"), activity.source, _text(activity.evidence), digest_of(activity)]
    yield [say("依据日", "as of"), settlement.as_of.isoformat(), mark_of(settlement, lang) or None]
    for path, value in changes.items():
        yield [say("试算", "set"), path, value]
    for limit in settlement.limits:
        yield [say("限度", "limit"), limit.of(lang)]
    for figure in settlement.program.figures:
        source = figure.source
        value = f"{figure.printed} {figure.unit.of(lang)}".strip()
        yield [figure.says.of(lang), value, source.evidence.says.of(lang), source.source, figure.name]


def _computed(settlement: Settlement, table: Table) -> list[str]:
    """The steps of a table that are its own; what is only looked up elsewhere is left out."""
    steps = [step for step in settlement.program.steps if step.table is table and "." not in step.name]
    names = [step.name for step in steps if step.name in settlement.evaluated.tables[table].columns]
    return names if any(isinstance(step, Compute) for step in steps) or table not in ROW_TABLES else []


def _titles(settlement: Settlement, table: Table, steps: list[str], lang: str) -> list[str]:
    """Headings with their units; where two steps are called the same, their names tell them apart."""
    rows = settlement.evaluated.tables[table]
    says = [rows.title(step).of(lang) for step in steps]
    titles = []
    for step, said in zip(steps, says, strict=True):
        unit = settlement.measure(table, step).unit.of(lang)
        title = f"{said} {step}" if says.count(said) > 1 else said
        titles.append(
            f"{title} ({unit})" if unit and lang == "en" else f"{title}（{unit}）" if unit else title
        )
    return titles


def _cells(settlement: Settlement, rows: Rows, row: Row, steps: list[str]) -> Iterator[Cell]:
    for step in steps:
        yield _number(rows.columns[step][row], settlement.measure(rows.table, step))


def _number(value: Value, measure: Measure) -> Cell:
    if value is None or isinstance(value, str) or measure is Measure.DATE:
        return None if value is None else measure.printed(value)
    return Decimal(measure.printed(value))


def _text(value: object) -> str | None:
    return None if value is None else str(getattr(value, "value", value))


def _guarded(cell: Cell) -> str:
    """A cell of a CSV file; an apostrophe keeps text from being taken for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def _fill(sheet: Any, lines: Iterable[Sequence[Cell]]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]

    for at, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            if value is None:
                continue
            cell = sheet.cell(row=at, column=column)
            if isinstance(value, Decimal) and len(value.as_tuple().digits) <= _MOST_DIGITS:
                cell.value = value
                places = -int(value.as_tuple().exponent)
                cell.number_format = f"0.{'0' * places}" if places else "0"
            else:
                cell.value = ILLEGAL_CHARACTERS_RE.sub("�", str(value))
                cell.data_type = "s"
                cell.number_format = "@"
                cell.quotePrefix = str(value).startswith(_FORMULA)
    sheet.freeze_panes = "A2"


def _without_clock(stream: io.BytesIO, day: str) -> bytes:
    """The same archive with the day of the settlement for the time at which it was written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), content)
            new.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
