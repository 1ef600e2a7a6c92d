"""Case files: read strictly, and failing wherever something else comes out than they expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from yigai.files.faults import FileFaults
from yigai.payment.case_run import Mismatch, run_case
from yigai.payment.cases import read_case

CASES = Path(__file__).parent / "cases"
ROOT = Path(__file__).parents[2]
EXAMPLE = (CASES / "dip-example.case.yaml").read_text("utf-8").replace("../../..", str(ROOT))
OPEN = (CASES / "county-reading-open.case.yaml").read_text("utf-8")


def departures(text: str, folder: Path) -> list[Mismatch]:
    path = folder / "try.case.yaml"
    path.write_text(text, "utf-8")
    return list(run_case(read_case(path)))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('h2: "8603.76"', 'h2: "8603.77"', ("h2", "8603.77", "8603.76")),
        ("h2:", "h3:", ("h3", "8603.76", "found 'h3', expected the id of one in institutions")),
        ('"224.9989"', '"224.9988"', ("cases[c3] case_points", "224.9988", "224.9989")),
        ('"224.9989"', "null", ("cases[c3] case_points", "?", "224.9989")),
        (
            "c3: {case_points",
            "c9: {case_points",
            ("cases[c9] case_points", "224.9989", "found 'c9', expected one that is there"),
        ),
        (
            "c3: {case_points",
            "c3: {case_point",
            (
                "cases[c3] case_point",
                "224.9989",
                "found 'case_point', expected one that is there; did you mean 'case_points'?",
            ),
        ),
        (', "cases[c7]": rejected', "", ("cases[c7]", "paid", "rejected: no total cost")),
        ('"cases[c5]": review', '"cases[c5]": rejected', ("cases[c5]", "rejected", "review")),
        (
            '"cases[c7]": rejected',
            '"cases[c7]": rejected, "cases[c1]": review',
            ("cases[c1]", "review", "it counts"),
        ),
        ('pool: "59500.00"', 'pool: "59500.01"', ("pool", "59500.01", "59500.00")),
        ('total: "50000.00"', 'total: "50000.01"', ("total", "50000.01", "50000.00")),
        ('as_of: "2024-12-31"', 'as_of: "2025-12-31"', None),
    ],
)
def test_a_case_departs_where_it_departs(
    tmp_path: Path, before: str, after: str, told: tuple[str, str, str] | None
) -> None:
    assert EXAMPLE.count(before) == 1
    (found,) = departures(EXAMPLE.replace(before, after), tmp_path)
    if told is None:
        assert (found.what, found.expected) == ("settle", "settled")
        assert "no longer in force" in found.got.en
    else:
        assert (found.what, found.expected, found.got.en) == told


def test_a_departing_figure_comes_with_its_trace(tmp_path: Path) -> None:
    (found,) = departures(EXAMPLE.replace('"224.9989"', '"224.9988"'), tmp_path)
    assert found.trace.steps[0].result == "224.9989"
    assert found.trace.steps[0].steps


def test_figures_are_equal_as_numbers(tmp_path: Path) -> None:
    assert (
        departures(EXAMPLE.replace('"2200.0000"', '"2200"').replace('"59500.00"', '"59500"'), tmp_path) == []
    )


def test_an_unknown_line_names_the_lines_there_are(tmp_path: Path) -> None:
    (found,) = departures(EXAMPLE.replace("pool:", "poool:"), tmp_path)
    assert found.got.en.startswith("no such line; there are reviews_allowed, ")
    assert found.got.en.endswith("did you mean 'pool'?")


def test_a_refusal_that_does_not_come_departs(tmp_path: Path) -> None:
    (found,) = departures(OPEN.replace("rule:\n", "set: {reading: total}\nrule:\n"), tmp_path)
    assert (found.what, found.expected, found.got.en) == (
        "settle",
        "refused: undecided",
        # 403750000.00 by 300000 : 200000 : 100001 heads
        "settled: east 201874663.54, west 134583109.03, south 67292227.43",
    )


def test_another_refusal_departs(tmp_path: Path) -> None:
    (found,) = departures(OPEN.replace("kind: undecided", "kind: undefined"), tmp_path)
    assert (found.what, found.expected) == ("refused", "undefined")
    (found,) = departures(OPEN.replace("- reading", "- nonsense"), tmp_path)
    assert (found.what, found.expected) == ("refused", "nonsense")


def test_a_refused_change_departs(tmp_path: Path) -> None:
    (found,) = departures(EXAMPLE.replace("as_of", "set: {budget.fnd: '1.00'}\nas_of"), tmp_path)
    assert found.what == "settle"
    assert "budget.fnd" in found.got.en


FAULTS = {
    "no mapping": ("- a\n", [":1:1: found a list"]),
    "another format": (EXAMPLE.replace("yigai-case/1", "yigai-plan/1"), ["format: found 'yigai-plan/1'"]),
    "missing keys": ("format: yigai-case/1\n", ["no rule", "no activity", "no as_of", "no expected"]),
    "a word of its own": (EXAMPLE.replace("totals", "total"), ["expected.total: found unknown key total"]),
    "no table": (EXAMPLE.replace("{cases: {c2", "{caess: {c2"), ["did you mean 'cases'?"]),
    "no status": (EXAMPLE.replace("review", "reviewed"), ["did you mean 'review'?"]),
    "no amount": (EXAMPLE.replace("41396.24", "41,396.24"), ["expected.amounts.h1: found '41,396.24'"]),
    "no day": (EXAMPLE.replace("2024-12-31", "2024-12-32"), ["as_of: found '2024-12-32'"]),
    "nothing expected": (EXAMPLE.partition("expected:")[0] + "expected: {}\n", ["expected: found nothing"]),
    "no mapping of figures": (
        EXAMPLE.replace('{case_points: "224.9989"}', "5"),
        ["c3: found '5', expected a mapping"],
    ),
    "amounts in a list": (
        EXAMPLE.replace('{h1: "41396.24", h2: "8603.76"}', "[1]"),
        ["expected.amounts: found a list"],
    ),
    "refused beside amounts": (EXAMPLE + "  refused: {kind: faults}\n", ["expected refused alone"]),
    "a refusal without its kind": (OPEN.replace("kind: undecided", "mention: x"), ["unknown key mention"]),
    "mentions that are no list": (
        OPEN.partition("    mentions")[0] + "    mentions: x\n",
        ["expected a list"],
    ),
    "a faulty rule inside": (OPEN.replace("10%", "ten"), ["rule.reserve_share: found 'ten'"]),
    "a faulty activity inside": (
        OPEN.replace("heads: 300000", "heads: many"),
        ["activity.consortia[0].heads: found 'many'"],
    ),
    "two faults": (OPEN.replace("10%", "ten").replace("heads: 300000", "heads: many"), ["'ten'", "'many'"]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_its_place(tmp_path: Path, name: str) -> None:
    text, told = FAULTS[name]
    path = tmp_path / "x.case.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(FileFaults) as caught:
        read_case(path)
    said = str(caught.value)
    assert all(each in said for each in told)
    assert all(fault.line for fault in caught.value.faults)


def test_all_cases_of_the_folder_are_run() -> None:
    assert len(list(CASES.glob("*.case.yaml"))) >= 40
