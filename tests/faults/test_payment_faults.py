"""The corpus of broken files for payment: rules, overlays, activity, and tables of it in CSV and XLSX.

Each case breaks a good file at one place and is told there, with found, expected and hint. `also` marks a
case from which another fault follows. A case of `cases` is read from CSV and, cell by cell, from a workbook.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import yaml

from yigai.catalogue.rules import load_rule
from yigai.errors import in_language
from yigai.files.activity import read_activity
from yigai.files.faults import Fault, FileFaults
from yigai.files.formats import read_file
from yigai.model.payment.overlay import Overlay

HERE = Path(__file__).parent
NAMES = {"laid": "overlay.yaml", "cases": "cases.csv"}
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "payment.yaml").read_text("utf-8"))
NAMED = [f"{case['file']} {at}: {case['found']}" for at, case in enumerate(CASES, start=1)]
OF_TABLES = [case for case in CASES if case["file"] == "cases"]
READ: dict[str, Callable[[Path], object]] = {
    "rule": load_rule,
    "activity": read_activity,
    "overlay": lambda path: read_file(path, Overlay),
    "laid": load_rule,
    "cases": read_activity,
}


def broken(case: dict[str, Any]) -> tuple[str, int, int]:
    """A good file with the change of a case, and line and column of the mark; in a table, of the cell."""
    text = good(case["file"])
    for old, new in case["change"].items():
        assert text.count(str(old)) == 1, old
        text = text.replace(str(old), str(new))
    before, mark, after = text.partition("»")
    assert mark
    line = before.rpartition("\n")[2]
    column = line.count(",") + 1 if case["file"] == "cases" else len(line) + 1
    return before + after, before.count("\n") + 1, column


def good(file: str) -> str:
    """The text of a good file."""
    return (HERE / NAMES.get(file, f"{file}.yaml")).read_text("utf-8")


def faults(read: Callable[[Path], object], path: Path) -> tuple[Fault, ...]:
    """What is told of a file."""
    with pytest.raises(FileFaults) as caught:
        read(path)
    return caught.value.faults


def tells(case: dict[str, Any], told: tuple[Fault, ...], line: int, column: int) -> None:
    """That the fault of a case is told where it is, and nothing that does not follow from it."""
    [fault] = [each for each in told if (each.line, each.column) == (line, column)] or told
    assert (fault.line, fault.column) == (line, column)
    assert in_language(fault.found, "en").startswith(case["found"])
    assert fault.expected.en.startswith(case["expected"])
    assert fault.hint.en == case.get("hint", "")
    assert (len(told) > 1) == case.get("also", False)


def test_the_good_files_are_good(tmp_path: Path) -> None:
    for file, read in READ.items():
        read(HERE / NAMES.get(file, f"{file}.yaml"))
    in_workbook(good("cases"), tmp_path / "year.xlsx")
    told = [read_activity(HERE / "cases.csv"), read_activity(tmp_path / "year.xlsx")]
    assert told[0].activity == told[1].activity
    assert [len(each.notes) for each in told] == [1, 1]


def test_there_are_many_different_cases() -> None:
    assert len({(case["file"], str(case["change"])) for case in CASES}) == len(CASES) >= 70


@pytest.mark.parametrize("case", CASES, ids=NAMED)
def test_refused_where_it_is_broken(case: dict[str, Any], tmp_path: Path) -> None:
    text, line, column = broken(case)
    (tmp_path / "rule.yaml").write_text(good("rule"), "utf-8")
    path = tmp_path / NAMES.get(case["file"], f"{case['file']}.yaml")
    path.write_text(text, "utf-8")
    tells(case, faults(READ[case["file"]], path), line, column)


@pytest.mark.parametrize("case", OF_TABLES, ids=[str(case["found"]) for case in OF_TABLES])
def test_a_workbook_is_refused_at_the_same_cell(case: dict[str, Any], tmp_path: Path) -> None:
    text, line, column = broken(case)
    path = tmp_path / "year.xlsx"
    in_workbook(text, path)
    told = faults(read_activity, path)
    tells(case, told, line, column)
    assert told[0].source == f"{path}!病例"


def in_workbook(text: str, path: Path) -> None:
    """The cells of a CSV text in the sheet of a workbook, each as text."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "病例"
    for row in csv.reader(text.splitlines()):
        sheet.append([cell or None for cell in row])
    book.save(path)
