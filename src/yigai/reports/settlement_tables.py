"""A settlement as tables (表格): one CSV file of results, or a workbook with everything that is a list.

What is text stays text: a cell that a spreadsheet would take for a formula is written so that it does not.
Amounts are numbers with two decimals, exact as far as a spreadsheet can hold them, and text beyond.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yigai.errors import MissingExtra, Text, UnknownName
from yigai.files.formats import digest_of
from yigai.payment.measure import Measure
from yigai.payment.program import KEYS, RELATIONS, Table
from yigai.payment.rows import TABLE_NAMES, Row, Rows, Value, columns_of
from yigai.payment.settlement import Settlement
from yigai.reports.layout import sayer
from yigai.reports.settlement_text import mark_of

Cell = str | Decimal | None
_MARK = "\ufeff"  # without it Excel takes UTF-8 for the old local encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_DIGITS = 15
"""A spreadsheet holds numbers as doubles: fifteen digits are exact, more are not."""
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def settlement_csv(settlement: Settlement, lang: str = "zh", *, table: Table | None = None) -> str:
    """The results, one a line (RFC 4180), with a byte order mark so that Excel reads the Chinese.

    Or one `table` of what stands below them. Raises `UnknownName` for a table without figures of its own.
    """
    known = {each.value: each for each in (settlement.program.table, *settlement.parts)}
    if table is not None and table.value not in known:
        expected = Text(zh=f"下列之一：{', '.join(known)}", en=f"one of {', '.join(known)}")
        raise UnknownName(where="--table", found=table.value, expected=expected)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    table = None if table is settlement.program.table else table
    for line in _results(settlement, lang) if table is None else _parts(settlement, table, lang):
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
    for table in settlement.parts:
        title = say(f"{TABLE_NAMES[table].zh}数字", f"figures of {table.value}")
        yield title, _parts(settlement, table, lang)
    yield say("说明", "about"), _about(settlement, lang, changes)


def _results(settlement: Settlement, lang: str) -> Iterator[Sequence[Cell]]:
    """The amounts with what led to them, a row of those that count each."""
    say, table = sayer(lang), settlement.program.table
    rows = settlement.evaluated.tables[table]
    steps = list(dict.fromkeys((settlement.program.result, *settlement.columns(table))))
    heads, names = _names(settlement, table, lang)
    mark = mark_of(settlement, lang).strip("〔〕[]")
    yield [*heads, *_titles(settlement, table, steps, lang), say("非印发依据", "not issued")]
    for row in rows.living():
        yield [*names(row), *_cells(settlement, rows, row, steps), mark]


def _parts(settlement: Settlement, table: Table, lang: str) -> Iterator[Sequence[Cell]]:
    """Every figure of every row that counts, and the status of those that do not."""
    say, rows = sayer(lang), settlement.evaluated.tables[table]
    steps = list(settlement.columns(table))
    status = {each.row: each.status for each in settlement.evaluated.excluded if each.table is table}
    heads, names = _names(settlement, table, lang)
    mark = mark_of(settlement, lang).strip("〔〕[]")
    titles = _titles(settlement, table, steps, lang)
    yield [*heads, *titles, say("状态", "status"), say("非印发依据", "not issued")]
    for row in range(len(rows)):
        said = status[row].says.of(lang) if row in status else None
        yield [*names(row), *_cells(settlement, rows, row, steps), said, mark]


def _names(
    settlement: Settlement, table: Table, lang: str
) -> tuple[list[str], Callable[[Row], list[str | None]]]:
    """Which row it is, its name and whose part it is, under the headings that the activity has for them."""
    rows = settlement.evaluated.tables[table]
    wanted = {*KEYS[table], "name", *RELATIONS.get((table, settlement.program.table), ())}
    own = [name for name in columns_of(table) if name in wanted]
    heads = [rows.title(name).zh if lang == "zh" else name for name in own]
    return heads, lambda row: [_text(rows.columns[name][row]) for name in own]


def _left_out(settlement: Settlement, lang: str) -> Iterator[Sequence[Cell]]:
    say = sayer(lang)
    yield [say("行", "row"), say("状态", "status"), say("原因", "reason")]
    for each in settlement.left_out:
        yield [each.place, each.status.says.of(lang), each.reason.of(lang)]


def _reconciliation(settlement: Settlement, lang: str) -> Iterator[Sequence[Cell]]:
    say = sayer(lang)
    yield [say("项目", "line"), say("数值", "value"), say("单位", "unit")]
    for line in settlement.reconciliation:
        yield [line.says.of(lang), Decimal(str(line)), line.measure.unit.of(lang)]


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
