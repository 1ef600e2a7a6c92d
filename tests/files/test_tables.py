"""Activity from CSV and XLSX: every cell exact, each fault told where it stands, nothing dropped silently."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet._reader import WorkSheetParser  # type: ignore[import-untyped]

from yigai.errors import in_language
from yigai.files import workbook
from yigai.files.activity import read_activity
from yigai.files.cells import NumberCell
from yigai.files.faults import MOST_FAULTS, Fault, FileFaults
from yigai.files.tables import shapes
from yigai.model.activity import Activity, Area, Case, Institution, key_of, tables
from yigai.model.fields import TITLE
from yigai.values.citation import Evidence
from yigai.values.money import Money
from yigai.values.period import Period
from yigai.values.scaled import Factor

Cells = Sequence[Sequence[Any]]
HEAD = ["病例号", "机构编码", "总费用", "入院日期", "完整病例", "住院天数"]
FIELDS = ["id", "institution", "cost", "admitted", "complete", "days"]
CASE = Case(
    id="c1",
    institution="h1",
    cost=Money(123450),
    admitted=pendulum.Date(2024, 5, 1),
    complete=True,
    days=3,
)


def csv_of(rows: Cells) -> str:
    """A CSV text without quotes."""
    return "".join(",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def in_csv(folder: Path, rows: Cells, name: str = "cases") -> Path:
    """A CSV file of these rows."""
    path = folder / f"{name}.csv"
    path.write_text(csv_of(rows), "utf-8")
    return path


def in_workbook(folder: Path, rows: Cells, name: str = "cases") -> Path:
    """A workbook with one sheet of these rows."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    path = folder / "year.xlsx"
    book.save(path)
    return path


BOTH = pytest.mark.parametrize("write", [in_csv, in_workbook])


def faults(path: Path) -> tuple[Fault, ...]:
    """What is wrong in a file."""
    with pytest.raises(FileFaults) as caught:
        read_activity(path)
    return caught.value.faults


def told(path: Path) -> list[tuple[int, int, str, str, str]]:
    """Row, column, found, expected and hint of every fault of a file."""
    return [
        (each.line, each.column, in_language(each.found, "en"), each.expected.en, each.hint.en)
        for each in faults(path)
    ]


class TestNames:
    def test_every_table_and_column_has_two_names_and_no_name_two_meanings(self) -> None:
        for shape in set(map(id, shapes().values())):
            one = next(each for each in shapes().values() if id(each) == shape)
            assert one.title is not None, one.name
            columns = {each.field: each for each in one.columns.values()}
            assert len(one.columns) == len({*columns, *(each.title for each in columns.values())})
            titles = [each.title for each in columns.values()]
            assert len(set(titles)) == len(titles), one.name

    def test_the_titles_are_those_of_the_model(self) -> None:
        for name, cls in tables().items():
            for field in cls.__attrs_attrs__:
                assert shapes()[name].columns[field.metadata[TITLE].zh].field == field.name

    def test_keys(self) -> None:
        assert key_of(tables()["cases"]) == ("id",)
        assert key_of(tables()["flows"]) == ("home", "at")
        assert key_of(tables()["products"]) == ("id", "institution")
        assert key_of(tables()["members"]) == ("id",)
        assert key_of(Area) == ()


class TestReading:
    @pytest.mark.parametrize("head", [HEAD, FIELDS])
    @pytest.mark.parametrize("name", ["cases", "病例"])
    def test_csv(self, head: list[str], name: str, tmp_path: Path) -> None:
        path = in_csv(tmp_path, [head, ["c1", "h1", "1234.5", "2024-05-01", "true", "3"]], name)
        read = read_activity(path)
        assert (read.activity, read.notes) == (Activity(cases=(CASE,)), ())

    @pytest.mark.parametrize("head", [HEAD, FIELDS])
    @pytest.mark.parametrize("name", ["cases", "病例"])
    def test_a_workbook(self, head: list[str], name: str, tmp_path: Path) -> None:
        row = ["c1", "h1", 1234.5, dt.datetime(2024, 5, 1), True, 3]  # noqa: DTZ001 (a cell has no zone)
        assert read_activity(in_workbook(tmp_path, [head, row], name)).activity == Activity(cases=(CASE,))

    def test_text_in_a_workbook_is_read_as_in_csv(self, tmp_path: Path) -> None:
        row = ["c1", "h1", "1234.50", "2024-05-01", "是", "3"]
        assert read_activity(in_workbook(tmp_path, [HEAD, row])).activity == Activity(cases=(CASE,))

    def test_a_folder(self, tmp_path: Path) -> None:
        in_csv(tmp_path, [HEAD, ["c1", "h1", "1234.5", "2024-05-01", "是", "3"]])
        in_csv(tmp_path, [["机构编码", "factor"], ["h1", "97.5%"]], "机构")
        in_csv(tmp_path, [["出院人次"], ["1000"]], "area")
        about = [["起始日期", "last", "evidence", "虚构"], ["2024-01-01", "2024-12-31", "practice", "是"]]
        in_csv(tmp_path, about, "说明")
        (tmp_path / "README.txt").write_text("x")
        read = read_activity(tmp_path)
        assert read.activity == Activity(
            period=Period.year(2024),
            evidence=Evidence.PRACTICE,
            synthetic=True,
            area=Area(discharges=1000),
            institutions=(Institution(id="h1", factor=Factor(9750)),),
            cases=(CASE,),
        )
        assert [note.en for note in read.notes] == [f"{tmp_path / 'README.txt'}: not read"]

    @BOTH
    def test_an_empty_cell_is_unknown_and_an_empty_row_is_nothing(
        self, write: Callable[..., Path], tmp_path: Path
    ) -> None:
        blank = [None] * len(HEAD)
        rows = [blank, HEAD, blank, ["c1", "h1", *[None] * 4], blank, ["c2", "h1", *[None] * 4], blank]
        assert read_activity(write(tmp_path, rows)).activity.cases == (
            Case(id="c1", institution="h1"),
            Case(id="c2", institution="h1"),
        )

    @BOTH
    @pytest.mark.parametrize("blank", [[" "], ["\u3000", "\t", " "], [" "] * (len(HEAD) + 2)])
    def test_a_row_of_spaces_is_an_empty_one(
        self, write: Callable[..., Path], blank: list[str], tmp_path: Path
    ) -> None:
        path = write(tmp_path, [HEAD, ["c1", "h1", *[None] * 4], blank])
        assert read_activity(path).activity.cases == (Case(id="c1", institution="h1"),)

    @BOTH
    def test_where_the_rows_stand(self, write: Callable[..., Path], tmp_path: Path) -> None:
        blank, name = [None] * len(HEAD), "year.xlsx!cases" if write is in_workbook else "cases.csv"
        path = write(tmp_path, [HEAD, ["c1", "h1", *[None] * 4], blank, ["c2", "h1", *[None] * 4]])
        places = read_activity(path).places()
        assert places == {"cases[c1]": f"{tmp_path / name}:2", "cases[c2]": f"{tmp_path / name}:4"}

    def test_where_the_rows_of_two_keys_and_the_only_row_stand(self, tmp_path: Path) -> None:
        in_csv(tmp_path, [["discharges"], ["10"]], "area")
        in_csv(tmp_path, [["institution", "month"], ["h1", "2024-01"], ["h1", "2024-02"]], "months")
        assert read_activity(tmp_path).places() == {
            "area": f"{tmp_path / 'area.csv'}:2",
            "months[h1/2024-01]": f"{tmp_path / 'months.csv'}:2",
            "months[h1/2024-02]": f"{tmp_path / 'months.csv'}:3",
        }

    @BOTH
    def test_a_factor_of_zero_and_a_share_above_one_are_told_at_their_cells(
        self, write: Callable[..., Path], tmp_path: Path
    ) -> None:
        rows = [["机构编码", "机构系数", "统筹支付比例"], ["h1", "0", "1"], ["h2", "1", "1.1"]]
        path = write(tmp_path, rows, "机构")
        assert [(each.line, each.column, each.path) for each in faults(path)] == [
            (2, 2, ("机构系数",)),
            (3, 3, ("统筹支付比例",)),
        ]

    @BOTH
    def test_the_figures_of_a_settlement_are_no_misspelt_columns(
        self, write: Callable[..., Path], tmp_path: Path
    ) -> None:
        heads = ["机构编码", "个人支付合计（元）", "total costs (yuan)"]
        read = read_activity(write(tmp_path, [heads, ["h1", "1.00", "1.00"]], "机构"))
        assert [note.zh.rpartition("：")[2] for note in read.notes] == [f"未读的列 {', '.join(heads[1:])}"]

    @BOTH
    def test_a_column_with_its_unit_is_not_passed_over(
        self, write: Callable[..., Path], tmp_path: Path
    ) -> None:
        path = write(tmp_path, [["机构编码", "个人支付（元）"], ["h1", "1.00"]], "机构")
        assert [each.hint.zh for each in faults(path)] == ["是否指 '个人支付'？"]

    @BOTH
    def test_a_column_that_nobody_reads_is_told(self, write: Callable[..., Path], tmp_path: Path) -> None:
        path = write(tmp_path, [["病例号", "机构编码", "备注"], ["c1", "h1", " 12.3 "]])
        read = read_activity(path)
        assert read.activity.cases == (Case(id="c1", institution="h1"),)
        assert [note.zh.rpartition("：")[2] for note in read.notes] == ["未读的列 备注"]

    def test_quotes_commas_and_lines_inside_a_cell(self, tmp_path: Path) -> None:
        path = tmp_path / "institutions.csv"
        path.write_text('id,name\r\nh1,"甲,""乙""\n院"\r\nh2,丙\r\n', "utf-8", newline="")
        names = [each.name for each in read_activity(path).activity.institutions]
        assert names == ['甲,"乙"\n院', "丙"]

    def test_a_row_after_one_of_two_lines_is_told_by_its_line(self, tmp_path: Path) -> None:
        path = tmp_path / "institutions.csv"
        path.write_text('id,name,factor\nh1,"甲\n院",1\nh2,丙,x\n', "utf-8")
        assert [(fault.line, fault.column) for fault in faults(path)] == [(4, 3)]

    @pytest.mark.parametrize(
        ("encoding", "notes"), [("utf-8", []), ("utf-8-sig", []), ("gb18030", ["read as GB18030"])]
    )
    def test_encodings(self, encoding: str, notes: list[str], tmp_path: Path) -> None:
        path = tmp_path / "机构.csv"
        path.write_text("机构编码,机构名称\nh1,示例医院㐂€\n", encoding)
        read = read_activity(path)
        assert read.activity.institutions == (Institution(id="h1", name="示例医院㐂€"),)
        assert [note.en.partition(": ")[2] for note in read.notes] == notes

    @pytest.mark.parametrize("name", ["一院", "一院,二院", "中医院"])
    def test_a_short_name_in_gb18030_that_is_valid_utf_8_too(self, name: str, tmp_path: Path) -> None:
        """In GB18030 the bytes of 一院 are those of two letters of other alphabets in UTF-8."""
        path = tmp_path / "institutions.csv"
        path.write_text("id\n" + name.replace(",", "\n") + "\n", "gb18030")
        read = read_activity(path)
        assert [each.id for each in read.activity.institutions] == name.split(",")
        assert [note.en.partition(": ")[2] for note in read.notes] == ["read as GB18030"]

    @pytest.mark.parametrize(
        "content", [b"\xff\xfei\x00d\x00", b"\xef\xbb\xbfid\n\xbb\xfa\n", b"id,name\nh1,\x81\x20\n"]
    )
    def test_no_other_encoding(self, content: bytes, tmp_path: Path) -> None:
        path = tmp_path / "institutions.csv"
        path.write_bytes(content)
        [fault] = faults(path)
        assert fault.expected.en == "text in UTF-8 or GB18030"

    def test_a_hundred_thousand_cases_in_seconds(self, tmp_path: Path) -> None:
        rows = [[f"c{at}", f"h{at % 500}", f"{at}.05", "2024-05-01", "是", at % 30] for at in range(100_000)]
        path = in_csv(tmp_path, [HEAD, *rows])
        began = time.process_time()
        assert len(read_activity(path).activity.cases) == 100_000
        assert time.process_time() - began < 10


class TestNumbersInAWorkbook:
    @given(st.integers(-(10**14), 10**14))
    def test_what_was_typed_comes_back_to_the_fen(self, fen: int) -> None:
        typed = Money(fen)
        cell = workbook._text(float(str(typed)), "n")
        assert type(cell) is NumberCell
        assert Money.parse(str(cell)) == typed

    @pytest.mark.parametrize(
        ("stored", "fen"),
        [("1234.5", 123450), ("1234.5599999999999", 123456), ("1E3", 100000), ("7", 700), ("0.1", 10)],
    )
    def test_as_spreadsheets_store_them(self, stored: str, fen: int, tmp_path: Path) -> None:
        path = in_workbook(tmp_path, [["id", "institution", "cost"], ["c1", "h1", 98765.25]])
        rewrite(path, b"98765.25", stored.encode())
        assert read_activity(path).activity.cases[0].cost == Money(fen)

    @pytest.mark.parametrize(
        ("stored", "found"),
        [
            ("12.345", "12.345"),
            (
                "0.30000000000000004",
                "the number 0.30000000000000004, with more than the 15 digits that a workbook keeps",
            ),
            (
                "1234567890123456",
                "the number 1234567890123456, with more than the 15 digits that a workbook keeps",
            ),
        ],
    )
    def test_nothing_is_rounded(self, stored: str, found: str, tmp_path: Path) -> None:
        path = in_workbook(tmp_path, [["id", "institution", "cost"], ["c1", "h1", 98765.25]])
        rewrite(path, b"98765.25", stored.encode())
        [(row, column, said, expected, _)] = told(path)
        assert (row, column, said.strip("'")) == (2, 3, found)
        assert expected.startswith("yuan as text with at most two decimals")

    def test_a_formula_counts_by_its_saved_value_and_is_refused_without(self, tmp_path: Path) -> None:
        path = in_workbook(tmp_path, [["id", "institution", "cost"], ["c1", "h1", "=1+1"]])
        assert told(path)[0][:3] == (2, 3, "a formula without a computed value")
        rewrite(path, b"<v />", b"<v>2</v>", b"<v></v>", b"<v>2</v>", b"<v/>", b"<v>2</v>")
        assert read_activity(path).activity.cases[0].cost == Money(200)

    def test_what_the_sheet_says_of_its_size_does_not_matter(self, tmp_path: Path) -> None:
        rows = [["id", "institution"], *([f"c{at}", "h1"] for at in range(20))]
        path = in_workbook(tmp_path, rows)
        rewrite(path, b'ref="A1:B21"', b'ref="A1:B3"')
        assert len(read_activity(path).activity.cases) == 20

    def test_the_parser_of_openpyxl_is_the_one_we_know(self) -> None:
        assert callable(WorkSheetParser.parse_cell)

    def test_openpyxl_is_named_where_it_is_not_there(self, tmp_path: Path) -> None:
        path = in_workbook(tmp_path, [["id", "institution"], ["c1", "h1"]])
        code = (
            "import sys; sys.modules['openpyxl'] = None\n"
            "from yigai.files.activity import read_activity\n"
            f"read_activity({str(path)!r})"
        )
        done = subprocess.run((sys.executable, "-c", code), check=False, capture_output=True, text=True)
        assert "MissingExtra" in done.stderr
        assert "expected the extra yigai[tables]; pip install 'yigai[tables]'" in done.stderr

    def test_it_is_loaded_for_a_workbook_only(self, tmp_path: Path) -> None:
        path = in_csv(tmp_path, [["id", "institution"], ["c1", "h1"]])
        code = (
            "import sys; from yigai.files.activity import read_activity\n"
            f"read_activity({str(path)!r}); print('openpyxl' in sys.modules)"
        )
        done = subprocess.run((sys.executable, "-c", code), check=True, capture_output=True, text=True)
        assert done.stdout.strip() == "False"


def rewrite(path: Path, *pairs: bytes) -> None:
    """Replace bytes in the sheets of a workbook: old, new, old, new; at least one must be there."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    before = parts[sheet]
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        parts[sheet] = parts[sheet].replace(old, new)
    assert parts[sheet] != before
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


MONEY = "yuan as text with at most two decimals and no separators, such as '1234.56'"
DATE = 'a date such as "2023-07-24"'
TEXT_CELLS = "make the cells text before filling them, so that no zero or digit is lost"


class TestFaults:
    """Each with its row and column, what was found, what was expected, and a hint."""

    @BOTH
    @pytest.mark.parametrize(
        "case",
        [
            ("cost", "1,234.50", MONEY, "without thousands separators"),
            ("cost", "１２３", MONEY, "in half-width digits"),
            ("cost", "123元", MONEY, "only the figure, in yuan"),
            ("cost", "12.345", MONEY, ""),
            ("cost", "1e3", MONEY, ""),
            ("cost", "-1.00", "a value that is not negative", ""),
            ("cost", " 12", MONEY, "without spaces or tabs around it"),
            ("cost", " ", MONEY, "without spaces or tabs around it"),
            ("days", "3.5", "a whole number", ""),
            ("days", "三", "a whole number", ""),
            ("admitted", "2024/5/1", DATE, "written like 2024-05-01"),
            ("admitted", "2024-02-30", DATE, ""),
            ("admitted", "20240501", DATE, "written like 2024-05-01"),
            ("complete", "yes", "true, false, 是 or 否", ""),
            ("person", "\u3000甲", "text", "without spaces or tabs around it"),
            ("review_outcome", "by-itme", "one of by-item, adjusted, as-grouped", "did you mean 'by-item'?"),
        ],
    )
    def test_a_text(
        self, write: Callable[..., Path], case: tuple[str, str, str, str], tmp_path: Path
    ) -> None:
        field, cell, expected, hint = case
        quoted = f'"{cell}"' if "," in cell and write is in_csv else cell
        path = write(tmp_path, [["id", "institution", field], ["c1", "h1", quoted]])
        [fault] = told(path)
        assert (fault[:2], fault[3:]) == ((2, 3), (expected, hint))
        assert cell.removeprefix("\u3000") in fault[2]

    @pytest.mark.parametrize(
        "case",
        [
            ("person", 12, "the number 12", "text", TEXT_CELLS),
            ("person", True, "true", "text", ""),
            ("person", dt.date(2024, 5, 1), "the date 2024-05-01", "text", ""),
            ("cost", dt.date(2024, 5, 1), "the date 2024-05-01", MONEY, ""),
            ("cost", True, "true", MONEY, ""),
            ("admitted", 45000, "the number 45000", DATE, "written like 2024-05-01"),
            ("admitted", dt.datetime(2024, 5, 1, 8), "the time 2024-05-01 08:00:00", DATE, ""),  # noqa: DTZ001
            ("admitted", dt.time(8), "the time 08:00:00", DATE, ""),
            ("days", 2.5, "'2.5'", "a whole number", ""),
            ("cost", "#N/A", "the error #N/A", MONEY, ""),
        ],
    )
    def test_what_only_a_workbook_has(self, case: tuple[str, object, str, str, str], tmp_path: Path) -> None:
        field, cell, found, expected, hint = case
        path = in_workbook(tmp_path, [["id", "institution", field], ["c1", "h1", cell]])
        assert told(path) == [(2, 3, found, expected, hint)]

    @BOTH
    def test_headings(self, write: Callable[..., Path], tmp_path: Path) -> None:
        path = write(tmp_path, [["病例", "id", "总费", "Cost", "id", "备注", "备注"], ["c1"] * 7])
        known = "a column of cases"
        assert sorted(told(path)) == [
            (1, 0, "no institution", "the column institution (机构编码)", ""),
            (1, 1, "'病例'", known, "did you mean '病例号'?"),
            (1, 3, "'总费'", known, "did you mean '总费用'?"),
            (1, 4, "'Cost'", known, "did you mean 'cost'?"),
            (1, 5, "id", "each column once (column 2 has it)", ""),
            (1, 7, "备注", "each column once (column 6 has it)", ""),
        ]

    @BOTH
    def test_the_same_column_in_two_languages(self, write: Callable[..., Path], tmp_path: Path) -> None:
        path = write(tmp_path, [["id", "institution", "病例号"], ["c1", "h1", "c1"]])
        assert told(path) == [(1, 3, "病例号", "each column once (column 1 has it)", "")]

    @BOTH
    def test_keys_twice(self, write: Callable[..., Path], tmp_path: Path) -> None:
        path = write(
            tmp_path, [["id", "institution"], ["c1", "h1"], ["c2", "h1"], ["c1", "h2"], ["c2", "h2"]]
        )
        assert [(row, column, found, expected) for row, column, found, expected, _ in told(path)] == [
            (4, 1, "c1", "an id not used before (row 2 has it)"),
            (5, 1, "c2", "an id not used before (row 3 has it)"),
        ]

    @BOTH
    def test_keys_of_two_columns(self, write: Callable[..., Path], tmp_path: Path) -> None:
        path = write(tmp_path, [["home", "at"], ["a", "b"], ["a", "c"], ["a", "b"]], "flows")
        assert told(path) == [(4, 2, "a + b", "a home + at not used before (row 2 has it)", "")]

    @BOTH
    def test_a_needed_cell_and_cells_under_no_heading(
        self, write: Callable[..., Path], tmp_path: Path
    ) -> None:
        path = write(tmp_path, [["id", "institution", ""], ["c1", "", "x"], ["c2", "h1", "", "y"]])
        assert [(row, column, found, expected) for row, column, found, expected, _ in told(path)] == [
            (2, 2, "nothing", "some text"),
            (2, 3, "'x'", "a cell under a heading"),
            (3, 4, "'y'", "a cell under a heading"),
        ]

    def test_a_needed_cell_at_the_end_of_a_row_of_a_workbook(self, tmp_path: Path) -> None:
        path = in_workbook(tmp_path, [["id", "institution"], ["c1"]])
        assert told(path) == [(2, 2, "nothing", "some text", "")]

    def test_a_row_of_csv_cut_short(self, tmp_path: Path) -> None:
        path = in_csv(tmp_path, [["id", "institution", "cost"], ["c1", "h1"]])
        assert told(path) == [(2, 1, "cells: 2", "3, as many as headings", "")]

    @pytest.mark.parametrize("text", ['id,institution\n"c1"x,h1\n', 'id,institution\n"c1,h1\n'])
    def test_broken_quotes(self, text: str, tmp_path: Path) -> None:
        path = tmp_path / "cases.csv"
        path.write_text(text, "utf-8")
        [fault] = faults(path)
        assert (fault.line, fault.expected.en) == (2, "valid CSV")
        assert fault.found.zh != fault.found.en  # type: ignore[union-attr]

    def test_another_separator(self, tmp_path: Path) -> None:
        path = in_csv(tmp_path, [["id;institution"], ["c1;h1"]])
        assert "separate the columns by commas" in {fault.hint.en for fault in faults(path)}

    def test_unprintable(self, tmp_path: Path) -> None:
        path = in_csv(tmp_path, [["id", "institution"], ["c\x07", "h1"]])
        assert told(path) == [(2, 2, "the character '\\x07'", "printable characters", "")]

    @BOTH
    def test_the_area_has_one_row(self, write: Callable[..., Path], tmp_path: Path) -> None:
        path = write(tmp_path, [["discharges"], ["1"], ["2"]], "area")
        assert told(path) == [(3, 1, "one more row", "one row", "")]

    @pytest.mark.parametrize(
        ("row", "found"), [(["2024-01-01", ""], "only one"), (["2024-12-31", "2024-01-01"], "2024-12-31..")]
    )
    def test_a_period_has_two_ends_in_order(self, row: list[str], found: str, tmp_path: Path) -> None:
        path = in_csv(tmp_path, [["first", "last"], row], "activity")
        [fault] = told(path)
        assert fault[2].startswith(found)

    def test_of_very_many_faults_the_first(self, tmp_path: Path) -> None:
        path = in_csv(
            tmp_path, [["id", "institution", "cost"], *([f"c{at}", "h", "x"] for at in range(5000))]
        )
        assert len(faults(path)) == MOST_FAULTS + 1

    def test_all_tables_are_told_of_in_one_run(self, tmp_path: Path) -> None:
        in_csv(tmp_path, [["id", "institution", "cost"], ["c1", "h1", "x"]])
        in_csv(tmp_path, [["id", "factor"], ["h1", "y"]], "institutions")
        in_csv(tmp_path, [["id"]], "consortiums")
        assert [Path(fault.source).name for fault in faults(tmp_path)] == [
            "cases.csv",
            "consortiums.csv",
            "institutions.csv",
        ]
        rendered = str(faults(tmp_path)[0].render("zh"))
        assert rendered.startswith(f"{tmp_path / 'cases.csv'}:2:3: 总费用: 发现 'x'，应为 以元为单位的文本")

    def test_one_table_in_two_files(self, tmp_path: Path) -> None:
        for name in ("cases", "病例"):
            in_csv(tmp_path, [["id", "institution"], ["c1", "h1"]], name)
        [fault] = faults(tmp_path)
        assert "each table once" in fault.expected.en

    def test_a_name_near_that_of_a_table(self, tmp_path: Path) -> None:
        [fault] = faults(in_csv(tmp_path, [["id", "institution"], ["c1", "h1"]], "case"))
        assert fault.hint.en == "did you mean 'cases'?"

    def test_merged_cells(self, tmp_path: Path) -> None:
        path = in_workbook(tmp_path, [["id", "institution"], ["c1", "h1"], ["c2", None]])
        book = openpyxl.load_workbook(path)
        sheet: Any = book.active
        sheet.merge_cells("B2:B3")
        book.save(path)
        assert told(path)[0][2:4] == ("the merged cells B2:B3", "cells that are not merged")

    def test_sheets_of_a_workbook(self, tmp_path: Path) -> None:
        path = in_workbook(tmp_path, [["id", "institution", "cost"], ["c1", "h1", "x"]])
        book = openpyxl.load_workbook(path)
        book.create_sheet("统计图")
        book.create_sheet("机构").append(["机构编码", "备注"])
        book.save(path)
        [fault] = faults(path)
        assert fault.place == f"{path}!cases:2:3"
        book["cases"]["C2"] = 1
        book.save(path)
        assert [note.en for note in read_activity(path).notes] == [
            f"{path}!统计图: not read",
            f"{path}!机构: columns not read: 备注",
        ]

    def test_no_table_at_all(self, tmp_path: Path) -> None:
        (tmp_path / "x.txt").write_text("x")
        assert "a table named one of activity, area, institutions" in faults(tmp_path)[0].expected.en
        (tmp_path / "cases.csv").write_text("\n\n")
        assert faults(tmp_path / "cases.csv")[0].expected.en == "a row of headings"

    @pytest.mark.parametrize("name", ["year.xls", "year.ods", "year.et", "year.xlsm"])
    def test_other_spreadsheets(self, name: str, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(b"x")
        assert faults(tmp_path / name)[0].hint.en == "save it as .xlsx or .csv"

    def test_no_workbook(self, tmp_path: Path) -> None:
        path = tmp_path / "year.xlsx"
        path.write_bytes(b"PK\x03\x04 no")
        assert faults(path)[0].expected.en == "a sound .xlsx workbook"
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            packed.writestr("xl/workbook.xml", "<x/>")
        path.write_bytes(stream.getvalue())
        assert faults(path)[0].expected.en == "a sound .xlsx workbook"

    def test_bounds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yigai.files.tables.MOST_ROWS", 2)
        rows = [["id", "institution"], *([f"c{at}", "h1"] for at in range(4))]
        assert told(in_csv(tmp_path, rows)) == [(4, 1, "one more row", "at most 2 rows", "")]
        monkeypatch.setattr("yigai.files.csv_table.MOST_BYTES", 10)
        assert faults(in_csv(tmp_path, rows))[0].expected.en == "at most 10 bytes"
        monkeypatch.setattr("yigai.files.workbook._MOST_UNPACKED", 10)
        monkeypatch.setattr("yigai.files.csv_table.MOST_BYTES", 10**6)
        assert faults(in_workbook(tmp_path, rows))[0].expected.en == "at most 10 bytes unpacked"
        monkeypatch.undo()
        wide = [["id", "institution", *(f"x{at}" for at in range(300))], ["c1", "h1", *[""] * 300]]
        assert (1, 257, "more columns", "at most 256 columns", "") in told(in_csv(tmp_path, wide))

    def test_a_row_far_below(self, tmp_path: Path) -> None:
        path = in_workbook(tmp_path, [["id", "institution"], ["c1", "h1"]])
        rewrite(
            path,
            b'<row r="2"',
            b'<row r="99999999"',
            b'r="A2"',
            b'r="A99999999"',
            b'r="B2"',
            b'r="B99999999"',
        )
        assert faults(path)[0].expected.en.startswith(("at most", "a sound"))
