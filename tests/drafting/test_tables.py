"""Tables of duties: a row is a task, in every kind of file; other tables are none."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import attrs
import openpyxl  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from yigai.drafting.draft import draft, draft_text
from yigai.drafting.planfile import plan_of, to_plan_yaml
from yigai.drafting.readers import page_in, xlsx
from yigai.drafting.result import Draft, DraftTask
from yigai.errors import YigaiError
from yigai.files.formats import read_yaml
from yigai.model.plan import Plan
from yigai.model.statement import Duty

HERE = Path(__file__).parent
TABLES: list[dict[str, Any]] = yaml.safe_load((HERE / "tables.yaml").read_text("utf-8"))


def shown(task: DraftTask) -> list[Any]:
    due = (str(task.due.day) if task.due.day else "?") if task.due else None
    return [
        task.path,
        task.title,
        [f"{owner.printed} {owner.role.value[0]}" for owner in task.responsibilities],
        [
            " ".join(str(part) for part in (t.comparator.value, t.value, t.unit, t.due) if part)
            for t in task.targets
        ],
        [duty.frequency for duty in task.duties],
        due,
    ]


def places_are_valid(found: Draft) -> bool:
    """Whether every value stands at its place in the text, less line breaks and spaces."""
    spans = [
        place
        for task in found.tasks
        for place in [
            *((owner.span, owner.printed) for owner in task.responsibilities),
            *((target.span, target.quote) for target in task.targets),
            *((duty.span, duty.quote) for duty in task.duties),
            *([(task.due.span, task.due.printed)] if task.due else []),
        ]
    ]
    return all(
        "".join(found.text[span.start : span.end].split()) == "".join(words.split()) for span, words in spans
    )


@pytest.mark.parametrize("case", TABLES, ids=lambda case: str(case["name"]))
def test_a_table_is_read(case: dict[str, Any]) -> None:
    found = draft_text(case["text"])
    assert [shown(task) for task in found.tasks] == case["tasks"]
    assert [f"{section.path} {section.title}" for section in found.sections] == case["sections"]
    assert places_are_valid(found)
    assert read_yaml(to_plan_yaml(found), Plan) == plan_of(found)


def test_a_deadline_without_figures_is_a_duty_of_the_plan() -> None:
    found = draft_text(
        "示例市2023年医改任务表\n任务|责任单位|时限\n甲项改革|市医保局|年底前\n乙项改革|市医保局|3月至9月\n"
    )
    duties = [s for _, _, s in plan_of(found).statements() if isinstance(s, Duty)]
    assert [str(duty.due.date) if duty.due else None for duty in duties] == ["2023-12-31", "None"]
    assert [review.code for review in found.review if review.path == "2"] == ["due-without-day"]


@attrs.frozen
class Box:
    """A cell to be written: its words, and how many rows and columns it takes."""

    words: str
    down: int = 1
    across: int = 1


Sheet = list[list[Box]]
"""The cells that begin in each row, from left to right."""
TITLE = "示例省2024年医改任务分工表"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def laid(sheet: Sheet) -> list[tuple[int, int, Box]]:
    """Row, column and box of each cell, counted as the eye counts them."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, boxes in enumerate(sheet):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            taken |= {
                (row + down, column + across) for down in range(box.down) for across in range(box.across)
            }
            found.append((row, column, box))
            column += box.across
    return found


def as_html(sheet: Sheet, file: Path) -> Path:
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{box.down}" colspan="{box.across}">'
            + "".join(f"<p>{escape(line)}</p>" for line in box.words.split("\n"))
            + "</td>"
            for box in boxes
        )
        + "</tr>"
        for boxes in sheet
    )
    file = file.with_suffix(".html")
    file.write_text(f"<html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>", "utf-8")
    return file


def as_xlsx(sheet: Sheet, file: Path) -> Path:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append([TITLE])
    for row, column, box in laid(sheet):
        page.cell(row + 2, column + 1, int(box.words) if box.words.isdecimal() else box.words or None)
        if box.down > 1 or box.across > 1:
            page.merge_cells(
                start_row=row + 2,
                start_column=column + 1,
                end_row=row + 1 + box.down,
                end_column=column + box.across,
            )
    file = file.with_suffix(".xlsx")
    book.save(file)
    return file


def as_docx(sheet: Sheet, file: Path) -> Path:
    cells: dict[tuple[int, int], str] = {}
    for row, column, box in laid(sheet):
        for below in range(box.down):
            merge = "" if box.down == 1 else f'<w:vMerge w:val="{"continue" if below else "restart"}"/>'
            lines = [""] if below else box.words.split("\n")
            words = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
            span = f'<w:gridSpan w:val="{box.across}"/>'
            cells[row + below, column] = f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{words}</w:tc>"
    rows = "".join(
        "<w:tr>" + "".join(words for (at, _), words in sorted(cells.items()) if at == row) + "</w:tr>"
        for row in range(len(sheet))
    )
    body = f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p><w:tbl>{rows}</w:tbl>"
    file = file.with_suffix(".docx")
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
    return file


WRITERS: dict[str, Callable[[Sheet, Path], Path]] = {"html": as_html, "xlsx": as_xlsx, "docx": as_docx}
MERGED: Sheet = [
    [Box("序号", 2), Box("领域", 2), Box("重点任务", 2), Box("责任分工", 1, 2), Box("完成时限", 2)],
    [Box("牵头单位"), Box("配合单位")],
    [Box("一、完善服务体系", 1, 6)],
    [Box("1"), Box("分级诊疗", 2), Box("推进医共体建设。\n全省医共体县达到60个。"), Box("省卫生健康委", 2),
     Box("省医保局\n省财政厅"), Box("2024年12月底前")],
    [Box("2"), Box("落实家庭医生签约，签约率不低于75%。"), Box("省财政厅"), Box("2024年6月")],
    [Box("序号"), Box("领域"), Box("重点任务"), Box("牵头单位"), Box("配合单位"), Box("完成时限")],
    [Box("二、深化改革", 1, 6)],
    [Box("3"), Box("支付"), Box("推进付费改革"), Box("省医保局", 1, 2), Box("每季度调度")],
    [Box("4"), Box("监管", 2), Box("完善监管制度", 2), Box("省医保局"), Box(""), Box("长期", 2)],
    [Box(""), Box("省公安厅"), Box("省司法厅")],
    [Box("注：由各市、县政府落实。", 1, 6)],
]  # fmt: skip


@pytest.mark.parametrize("kind", WRITERS)
def test_merged_cells_carry_on_what_they_say(kind: str, tmp_path: Path) -> None:
    found = draft(WRITERS[kind](MERGED, tmp_path / "table"))
    assert found.document.title == TITLE
    assert [(each.path, each.title) for each in found.sections] == [
        ("1", "完善服务体系"), ("1.1", "分级诊疗"), ("2", "深化改革"), ("2.1", "支付"), ("2.2", "监管"),
    ]  # fmt: skip
    assert [shown(task) for task in found.tasks] == [
        ["1.1.1", "推进医共体建设", ["省卫生健康委 l", "省医保局 p", "省财政厅 p"],
         [">= 60 个 2024-12-31"], [], "2024-12-31"],
        ["1.1.2", "落实家庭医生签约，签约率不低于75%", ["省卫生健康委 l", "省财政厅 p"],
         [">= 75 % 2024-06-30"], [], "2024-06-30"],
        ["2.1.3", "推进付费改革", ["省医保局 u"], [], ["quarter"], None],
        ["2.2.4", "完善监管制度", ["省医保局 l", "省公安厅 l", "省司法厅 p"], [], [], None],
    ]  # fmt: skip
    assert places_are_valid(found)


AGENCIES = ("省卫生健康委", "省医保局", "省财政厅", "省教育厅", "省药监局")
MATTERS = ("推进分级诊疗", "改革支付方式", "加强人才队伍", "完善药品供应", "提升公共卫生能力", "规范医疗行为")


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Sheet, list[tuple[str, list[str]]]]:
    """A table with agencies merged over rows, and the tasks with their owners that stand in it."""
    sheet: Sheet = [[Box("序号"), Box("重点任务"), Box("牵头单位"), Box("配合单位")]]
    expected = []
    left = {"l": 0, "p": 0}
    names = {"l": "", "p": ""}
    count = draw(st.integers(2, 6))
    for number, matter in enumerate(MATTERS[:count], 1):
        row = [Box(str(number)), Box(matter)]
        for role in ("l", "p"):
            if left[role] == 0:
                names[role] = draw(st.sampled_from(AGENCIES))
                left[role] = draw(st.integers(1, count - number + 1))
                row.append(Box(names[role], left[role]))
            left[role] -= 1
        sheet.append(row)
        owners = [f"{names['l']} l"] + ([f"{names['p']} p"] if names["p"] != names["l"] else [])
        expected.append((matter, owners))
    return sheet, expected


@pytest.mark.parametrize("kind", WRITERS)
@given(made=sheets())
def test_every_agency_is_read_in_each_row_it_covers(
    kind: str, made: tuple[Sheet, list[tuple[str, list[str]]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    sheet, expected = made
    found = draft(WRITERS[kind](sheet, tmp_path_factory.mktemp("made") / "table"))
    tasks = [shown(task) for task in found.tasks]
    assert [(task[1], task[2]) for task in tasks] == expected
    assert places_are_valid(found)


HEAD = "<tr><th>序号</th><th>重点任务</th><th>责任单位</th></tr>"


def row(number: int, matter: str, owner: str) -> str:
    return f"<tr><td>{number}</td><td>{matter}</td><td>{owner}</td></tr>"


def drafted(body: str, tmp_path: Path) -> list[list[Any]]:
    file = tmp_path / "page.html"
    file.write_text(f"<html><body><h1>{TITLE}</h1>{body}</body></html>", "utf-8")
    return [shown(task)[:3] for task in draft(file).tasks]


TWO = [["1", "推进分级诊疗", ["省卫生健康委 u"]], ["2", "改革支付方式", ["省医保局 u"]]]
OTHER = "<tr><td>甲</td><td>乙</td></tr>"
FIRST, SECOND = row(1, "推进分级诊疗", "省卫生健康委"), row(2, "改革支付方式", "省医保局")


@pytest.mark.parametrize(
    "body",
    [
        f"<table>{HEAD}{FIRST}{SECOND}</table>",
        f"<table>{HEAD}{FIRST}{HEAD}{SECOND}</table>",
        f"<table>{HEAD}{FIRST}</table><table>{HEAD}{SECOND}</table>",
        f"<table>{HEAD}{FIRST}</table><p>（续表）</p><table>{SECOND}</table>",
        f"<table><tr><td>首页</td><td><table>{HEAD}{FIRST}{SECOND}</table></td></tr></table>",
        f"<table><tr><td><div><p>导语</p><table><thead>{HEAD}</thead>{FIRST}{SECOND}</table></div></td></tr></table>",
        f"<table>{HEAD}{FIRST.replace('诊疗<', f'诊疗<table>{OTHER}</table><')}{SECOND}</table>",
    ],
    ids=["alone", "headings again", "in two", "continued", "in a layout", "deep", "a table in a cell"],
)
def test_a_table_wherever_it_stands(body: str, tmp_path: Path) -> None:
    assert drafted(body, tmp_path) == TWO


def test_a_layout_of_prose_is_prose(tmp_path: Path) -> None:
    prose = "".join(
        f"<p>（{number}）{matter}。{'扎实做好此项工作。' * 9}（{owner}负责）</p>"
        for number, matter, owner in (
            ("一", "推进分级诊疗", "省卫生健康委"),
            ("二", "改革支付方式", "省医保局"),
        )
    )
    assert drafted(f"<table><tr><td>责任单位</td><td>{prose}</td></tr></table>", tmp_path) == TWO


def test_another_table_does_not_go_on_with_the_duties(tmp_path: Path) -> None:
    other = "<p>联络表</p><table><tr><td>1</td><td>甲某</td><td>省医保局</td></tr></table>"
    assert drafted(f"<table>{HEAD}{FIRST}{SECOND}</table>{other}", tmp_path) == TWO


@pytest.mark.parametrize("span", ["0", "99999", "-1", "9e9", "x"])
def test_odd_spans_of_cells_are_bounded(span: str, tmp_path: Path) -> None:
    cell = f'<td rowspan="{span}" colspan="{span}">省医保局</td>'
    body = f"<table>{HEAD}<tr><td>1</td><td>推进分级诊疗</td>{cell}</tr>{SECOND}</table>"
    assert drafted(body, tmp_path)[0] == ["1", "推进分级诊疗", ["省医保局 u"]]


def book(parts: dict[str, bytes]) -> bytes:
    """A workbook of one sheet with some parts of it replaced."""
    stream, made = io.BytesIO(), io.BytesIO()
    workbook = openpyxl.Workbook()
    page: Any = workbook.active
    page.append(["序号", "重点任务", "责任单位"])
    workbook.save(stream)
    with zipfile.ZipFile(stream) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in {*before.namelist(), *parts}:
            package.writestr(name, parts.get(name) or before.read(name))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (book({"xl/worksheets/sheet1.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"}), "entities"),
        (book({"xl/media/bomb.bin": bytes(41_000_000)}), "too much"),
        (book({})[:-40], "archive|damaged"),
        (book({"xl/workbook.xml": b"<workbook"}), "sound"),
    ],
    ids=["entities", "bomb", "cut off", "no xml"],
)
def test_hostile_workbooks_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(YigaiError, match=said):
        page_in(content, source="a.xlsx")


def test_values_of_formulas_are_those_saved(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{at}">{words}</row>'
        for at, words in enumerate(
            (
                '<c t="inlineStr"><is><t>任务</t></is></c><c t="inlineStr"><is><t>责任单位</t></is></c>',
                '<c t="str"><f>A9</f><v>推进分级诊疗</v></c><c t="inlineStr"><is><t>省医保局</t></is></c>',
                '<c t="inlineStr"><is><t>改革支付方式</t></is></c><c><f>B9</f></c>',
            ),
            1,
        )
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    file = tmp_path / "a.xlsx"
    file.write_bytes(book({"xl/worksheets/sheet1.xml": sheet.encode()}))
    assert [shown(task)[1:3] for task in draft(file, force=True).tasks] == [
        ["推进分级诊疗", ["省医保局 u"]],
        ["改革支付方式", []],
    ]


def test_the_first_of_a_month_in_a_workbook_is_no_day(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    page: Any = workbook.active
    for cells in (
        ["任务", "责任单位", "完成时限"],
        ["推进分级诊疗", "省医保局", dt.date(2023, 12, 1)],
        ["改革支付方式", "省医保局", dt.date(2023, 12, 31)],
    ):
        page.append(cells)
    workbook.save(tmp_path / "a.xlsx")
    assert [shown(task)[-1] for task in draft(tmp_path / "a.xlsx").tasks] == ["?", "2023-12-31"]


@pytest.mark.parametrize("name", ["_MOST_SHEETS", "_MOST_ROWS", "MOST_CHARACTERS"])
def test_more_than_a_workbook_of_duties_has_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, name, 0)
    with pytest.raises(YigaiError, match="too much"):
        page_in(book({}), source="a.xlsx")


def test_a_figure_keeps_the_day_it_prints_itself() -> None:
    text = """示例市2023年医改任务
一、任务
（一）推进分级诊疗。2023年3月底前新增2家医院。（市卫生健康委负责）
（二）加强人才队伍。完善制度。（市卫生健康委负责）
附件：任务分工表
任务|责任单位|完成时限
推进分级诊疗|市卫生健康委|2023年9月
加强人才队伍|市教育局|每季度
"""
    assert [shown(task)[2:] for task in draft_text(text).tasks] == [
        [["市卫生健康委 u"], ["= 2 家 2023-03-31"], [], "2023-09-30"],
        [["市卫生健康委 u", "市教育局 u"], [], ["quarter"], None],
    ]


WORDS = st.sampled_from(
    [
        "", "序号", "重点任务", "责任单位", "完成时限", "指标", "2025年目标值", "单位", "1", "（一）",
        "一、部分", "同上", "市医保局", "市医保局\n市财政局", "推进诊疗，达到85%以上。", "≥85", "2023年底",
        "注：甲", "每季度", "（市医保局负责）", "\n", "|", "醫療衛生機構", "½𠮷", "<br>", "续表",
    ]
)  # fmt: skip
HEADS = st.sampled_from(
    [
        ["序号", "重点任务", "工作内容", "牵头单位", "完成时限"],
        ["类别", "任务", "目标", "责任单位", "时限"],
        ["任务", "责任单位"],
        ["指标名称", "单位", "2025年目标值"],
        ["甲", "乙"],
    ]
)
BOXES = st.builds(Box, WORDS, st.integers(1, 3), st.integers(1, 3))


@pytest.mark.parametrize("kind", ["html", "docx"])
@given(head=HEADS, rows=st.lists(st.lists(BOXES, min_size=1, max_size=5), min_size=1, max_size=7))
def test_any_table_gives_a_draft_with_valid_places(
    kind: str, head: list[str], rows: Sheet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sheet = [[Box(words) for words in head], *rows]
    found = draft(WRITERS[kind](sheet, tmp_path_factory.mktemp("any") / "table"), force=True)
    assert places_are_valid(found)
    assert all(0 <= task.span.start <= task.span.end <= len(found.text) for task in found.tasks)
    assert len({task.path for task in found.tasks}) == len(found.tasks)
    assert read_yaml(to_plan_yaml(found), Plan) == plan_of(found)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5).map("|".join), max_size=9).map("\n".join))
def test_any_lines_with_bars_give_a_draft_with_valid_places(text: str) -> None:
    found = draft_text(text, force=True)
    assert places_are_valid(found)
    assert len({task.path for task in found.tasks}) == len(found.tasks)
    read_yaml(to_plan_yaml(found), Plan)
