"""What a reader must know before any figure (前提): told where it is so, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

RULE = """
kind: fee-for-service
less_patients: false
effective: {from: "2024-01-01", to: "2024-12-31"}
source: 示例办法
evidence: issued
"""
ROWS = 'institutions: [{id: h1}]\nperiod: {first: "2024-01-01", last: "2024-12-31"}\n'


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
    assert told(settled, rows="institutions: [{id: h1}]\n") == []


def test_a_rule_that_does_not_say_when_it_holds(settled: Settled) -> None:
    undated = RULE.replace('effective: {from: "2024-01-01", to: "2024-12-31"}\n', "")
    assert told(settled, undated) == ["the rule does not say from when to when it holds"]


def test_a_rule_that_is_not_issued(settled: Settled) -> None:
    draft = RULE.replace("evidence: issued", "evidence: draft-for-comment")
    assert told(settled, draft) == ["the rule is not from an issued text: draft for comment"]
