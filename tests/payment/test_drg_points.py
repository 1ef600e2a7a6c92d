"""DRG points as in Jinhua and Zhejiang; the figures were worked out by hand before the code was read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.errors import Undefined
from yigai.payment.builder import Undecided
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

JINHUA = """
kind: drg-points
area_mean: "12000.00"
least_cases: "5"
incomplete: jinhua
day_base: "3.5"
readmission: {days: "10", same_institution: true}
budget: {pool: fund, fund: "10000.00"}
settlement: {shape: as-shared}
"""
ZHEJIANG = JINHUA.replace("jinhua", "zhejiang").replace('days: "10"', 'days: "15"')
TABLES = """
area: {discharges: 100}
institutions: [{id: a}, {id: b}, {id: c}]
groups:
  - {code: g1, mean_cost: "10000.00", cases: "40", by_bed_day: false}
  - {code: g2, mean_cost: "18000.00", cases: "5", by_bed_day: false}
  - {code: g3, mean_cost: "50000.00", cases: "4", by_bed_day: false}
  - {code: day, mean_cost: "20000.00", cases: "9", by_bed_day: true}
cells:
  - {institution: a, group: g1, mean_cost: "11000.00"}
  - {institution: b, group: g1, mean_cost: "9000.00"}
  - {institution: c, group: g1, new: true}
  - {institution: a, group: g2, mean_cost: "18000.00"}
  - {institution: a, group: g3, mean_cost: "50000.00"}
  - {institution: a, group: day, mean_cost: "20000.00"}
cases:
"""


def stay(name: str, at: str = "a", group: str = "g1", **given: str) -> str:
    """One row of a case; a complete stay of March that nobody returned from, unless said otherwise."""
    usual = {
        "person": name,
        "cost": "10000.00",
        "complete": "true",
        "days": "8",
        "admitted": "2024-03-01",
        "discharged": "2024-03-09",
        "readmission_exempt": "false",
    }
    row = {"id": name, "institution": at, "group": group, **usual, **given}
    listed = ", ".join(f'{key}: "{value}"' for key, value in row.items() if value)
    return f"  - {{{listed}}}\n"


def points(result: Settlement, case: str) -> str:
    return result.figures(Table.CASE, case)["points_after_readmission"]


def test_complete(settled: Settled) -> None:
    # base 83.3333; x 1.1 = 91.66663, x 0.9 = 74.99997, and 1 where the group is new to the hospital
    result = settled(JINHUA, TABLES + stay("1", "a") + stay("2", "b") + stay("3", "c"))
    assert [points(result, name) for name in "123"] == ["91.6666", "75.0000", "83.3333"]
    assert result.figures(Table.CELL, "c/g1")["hospital_factor"] == "1.0000"
    # 10000 x 91.6666, 75 and 83.3333 of 249.9999
    assert [str(each) for each in result.results] == ["3666.67", "3000.00", "3333.33"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (JINHUA, {"1": "33.3333", "2": "33.3333", "3": "83.3333", "4": "83.3333", "5": "83.3333"}),
        (ZHEJIANG, {"1": "36.6667", "2": "30.0000", "3": "83.3333", "4": "78.7500", "5": "75.0000"}),
    ],
)
def test_incomplete(settled: Settled, rule: str, expected: dict[str, str]) -> None:
    # the cap is the base without the hospital's factor in both
    stays = [
        ("1", "a", "4000"),
        ("2", "b", "4000"),
        ("3", "a", "12000"),
        ("4", "b", "10500"),
        ("5", "b", "10000"),
    ]
    rows = "".join(stay(name, at, cost=f"{cost}.00", complete="false") for name, at, cost in stays)
    result = settled(rule, TABLES + rows)
    assert {name: points(result, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("cost", "expected"), [("9999.99", "83.3332"), ("10000.00", "83.3333"), ("10000.01", "83.3333")]
)
def test_incomplete_at_the_mean(settled: Settled, cost: str, expected: str) -> None:
    assert points(settled(JINHUA, TABLES + stay("1", cost=cost, complete="false")), "1") == expected


def again(day: str, *, at: str = "a", group: str = "g1", exempt: str = "false") -> str:
    """A stay until 9 March, and a return of the same person on a day."""
    first = stay("first", person="p", readmission_exempt=exempt)
    return TABLES + first + stay("second", at, group, person="p", admitted=day, discharged="2024-03-30")


@pytest.mark.parametrize(
    ("rule", "day", "first"),
    [
        (JINHUA, "2024-03-09", "45.8333"),  # the day of the discharge itself
        (JINHUA, "2024-03-19", "45.8333"),  # day 10: 91.6666 / 2
        (JINHUA, "2024-03-20", "91.6666"),
        (ZHEJIANG, "2024-03-24", "45.8333"),  # day 15
        (ZHEJIANG, "2024-03-25", "91.6666"),
        (JINHUA, "2024-03-08", "91.6666"),  # before the discharge: no return
    ],
)
def test_a_return_too_soon_halves_the_earlier_stay(settled: Settled, rule: str, day: str, first: str) -> None:
    result = settled(rule, again(day))
    assert points(result, "first") == first
    assert points(result, "second") == "91.6666"


def test_a_return_with_a_reason_halves_nothing(settled: Settled) -> None:
    assert points(settled(JINHUA, again("2024-03-12", exempt="true")), "first") == "91.6666"


def test_a_return_to_another_group_halves_nothing(settled: Settled) -> None:
    assert points(settled(JINHUA, again("2024-03-12", group="g2")), "first") == "91.6666"


@pytest.mark.parametrize(("same", "first"), [("true", "91.6666"), ("false", "45.8333")])
def test_a_return_elsewhere(settled: Settled, same: str, first: str) -> None:
    rule = JINHUA.replace("same_institution: true", f"same_institution: {same}")
    assert points(settled(rule, again("2024-03-12", at="c")), "first") == first


def test_a_return_that_waits_for_a_review_is_one_all_the_same(settled: Settled) -> None:
    rule = JINHUA + (
        "deviations:\n  classified_by: group-mean\n  corrected_by: group-mean\n"
        '  zones: [{edge: "3", when: ">", then: review}]\nreview: {quota: "5%"}\n'
    )
    rows = TABLES + stay("first", person="p")
    rows += stay("second", person="p", admitted="2024-03-12", discharged="2024-03-20", cost="30000.01")
    result = settled(rule, rows)
    assert [each.place for each in result.in_review] == ["cases[second]"]
    assert points(result, "first") == "45.8333"


def test_halving_rounds_once_more(settled: Settled) -> None:
    tables = TABLES.replace('{code: g1, mean_cost: "10000.00"', '{code: g1, mean_cost: "9600.01"')
    rows = stay("first", "c", person="p") + stay("second", "c", person="p", admitted="2024-03-10")
    assert points(settled(JINHUA, tables + rows), "first") == "40.0001"  # base 80.0001


@pytest.mark.parametrize("column", ["person", "admitted", "discharged"])
def test_what_a_readmission_needs_is_not_guessed(settled: Settled, column: str) -> None:
    result = settled(JINHUA, TABLES + stay("1", **{column: ""}) + stay("2"))
    assert [each.place for each in result.rejected] == ["cases[1]"]


def test_few_cases_no_group_and_bed_days(settled: Settled) -> None:
    rows = stay("five", group="g2") + stay("four", group="g3") + stay("none", group="")
    result = settled(JINHUA, TABLES + rows + stay("bed", group="day", days="61"))
    assert {each.place for each in result.in_review} == {"cases[four]", "cases[none]"}
    assert points(result, "five") == "150.0000"
    assert points(result, "bed") == "213.5000"  # 3.5 x 61


def test_without_points_a_day_a_bed_day_case_is_rejected(settled: Settled) -> None:
    rule = JINHUA.replace('day_base: "3.5"\n', "")
    result = settled(rule, TABLES + stay("bed", group="day") + stay("1"))
    assert [each.reason.en for each in result.rejected] == [
        "paid by bed-day, and the rule has no points a day"
    ]


def test_a_review_decides_with_the_start_value(settled: Settled) -> None:
    rule = JINHUA.replace('fund: "10000.00"', 'fund: "10000.00", start_value: "120"')
    rule += 'review: {quota: "5%"}\n'
    rows = stay("1", group="g3", review_outcome="by-item", cost="60000.00")
    rows += stay("2", group="g3", review_outcome="adjusted", review_amount="55000.00")
    rows += stay("3", group="g3", review_outcome="as-grouped")
    result = settled(rule, TABLES + rows)
    # 60000 / 120, 55000 / 120, 50000 / 12000 x 100
    assert [points(result, name) for name in "123"] == ["500.0000", "458.3333", "416.6667"]


def test_an_amount_without_a_start_value_is_rejected(settled: Settled) -> None:
    rule = JINHUA + 'review: {quota: "5%"}\n'
    result = settled(rule, TABLES + stay("1", review_outcome="by-item") + stay("2"))
    reasons = [each.reason.en for each in result.rejected]
    assert reasons == ["the review set an amount, and the rule has no start-of-year value"]


def test_a_hospital_without_a_mean_is_not_taken_for_new(settled: Settled) -> None:
    tables = TABLES.replace("  - {institution: c, group: g1, new: true}\n", "")
    result = settled(JINHUA, tables + stay("1", "c") + stay("2", "a"))
    assert [each.place for each in result.rejected] == ["cases[1]"]


@pytest.mark.parametrize("column", ["complete", "readmission_exempt"])
def test_an_unknown_flag_is_no_no(settled: Settled, column: str) -> None:
    rows = stay("1", person="p", **{column: ""})
    rows += stay("2", person="p", admitted="2024-03-12", discharged="2024-03-20")
    result = settled(JINHUA, TABLES + rows)
    assert [each.place for each in result.rejected] == ["cases[1]"]


def test_everything_open_is_told_at_once(settled: Settled) -> None:
    with pytest.raises(Undecided) as caught:
        settled("kind: drg-points\nreadmission: {}\n", "")
    assert set(caught.value.open) == {
        "area_mean",
        "least_cases",
        "incomplete",
        "readmission.days",
        "readmission.same_institution",
        "budget.fund",
        "budget.pool",
        "settlement.shape",
    }


def test_an_area_mean_of_zero_is_undefined(settled: Settled) -> None:
    with pytest.raises(Undefined):
        settled(JINHUA.replace("12000.00", "0.00"), TABLES + stay("1"))
