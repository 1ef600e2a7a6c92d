"""What a reader must know before any figure (前提): told where it is so, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.errors import InvalidValue
from yigai.model.activity import Month
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

RULE = """
kind: fee-for-service
less_patients: false
effective: {from: "2024-01-01", to: "2024-12-31"}
source: 示例办法
evidence: issued
"""
BILL = 'institutions: [{id: h1}]\nservices: [{id: s, institution: h1, quantity: "1", price: "5.00"}]\n'
ROWS = f'{BILL}period: {{first: "2024-01-01", last: "2024-12-31"}}\n'


def told(settled: Settled, rule: str = RULE, rows: str = ROWS) -> list[str]:
    return [each.en for each in settled(rule, rows).limits]


def test_nothing_is_told_of_an_issued_rule_in_its_period(settled: Settled) -> None:
    assert told(settled) == []


def test_what_is_made_up_says_so(settled: Settled) -> None:
    assert told(settled, rows=f"{ROWS}synthetic: true\n") == ["the activity is made up"]


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [
        ("2024-12-31", "2024-12-31", False),
        ("2024-01-01", "2024-12-30", True),
        ("2025-01-01", "2025-12-31", True),
    ],
)
def test_a_day_outside_the_period_of_the_activity(
    settled: Settled,
    first: str,
    last: str,
    is_told: bool,  # noqa: FBT001 (a value of the table)
) -> None:
    limits = told(settled, rows=ROWS.replace("2024-01-01", first).replace("2024-12-31", last))
    says = f"the day, 2024-12-31, is not within the period of the activity, {first}..{last}"
    assert limits == ([says] if is_told else [])


def test_an_activity_without_a_period_is_not_outside_it(settled: Settled) -> None:
    assert told(settled, rows=BILL) == []


def test_a_rule_that_does_not_say_when_it_holds(settled: Settled) -> None:
    undated = RULE.replace('effective: {from: "2024-01-01", to: "2024-12-31"}\n', "")
    assert told(settled, undated) == ["the rule does not say from when to when it holds"]


def test_a_rule_that_is_not_issued(settled: Settled) -> None:
    draft = RULE.replace("evidence: issued", "evidence: draft-for-comment")
    assert told(settled, draft) == ["the rule is not from an issued text: draft for comment"]


def test_a_table_without_a_row_is_told(settled: Settled) -> None:
    rows = ROWS.replace(BILL, "institutions: [{id: h1}]\n")
    assert told(settled, rows=rows) == ["no row in services: everything that comes from it is nothing"]


MONTHS = """
kind: interim-payment
source: 示例办法
evidence: issued
effective: {from: "2024-01-01", to: "2024-12-31"}
holding: {deposit: 5%, monthly: true, settled_by: {month: 20, year: 05-31}}
"""


def test_a_month_of_another_year_is_not_paid(settled: Settled) -> None:
    rows = f"""{ROWS}months:
- {{institution: h1, month: 2024-01, payable: "1000.00"}}
- {{institution: h1, month: 2023-12, payable: "1000.00"}}
"""
    settlement = settled(MONTHS, rows)
    [left] = settlement.left_out
    assert left.reason.en == "a month outside the period of the activity"
    assert str(settlement.total) == "950.00"


@pytest.mark.parametrize("month", ["2024-1", "202401", "1月", "2024-13"])
def test_a_month_has_one_spelling(month: str) -> None:
    with pytest.raises(InvalidValue, match="a month, like 2024-03"):
        Month(institution="h1", month=month)
