"""The dated table of when months and years are to be settled, and how much may be held back until then."""

from __future__ import annotations

import pendulum
import pytest

from yigai.catalogue.store import payment_rule
from yigai.errors import UnknownName
from yigai.model.payment import Holding, InterimPayment, NotInForce, SettledBy
from yigai.values.citation import Evidence


@pytest.fixture
def holding() -> Holding:
    rule = payment_rule("national-settlement-in-time")
    assert isinstance(rule, InterimPayment)
    assert rule.holding is not None
    return rule.holding


@pytest.fixture
def settled_by(holding: Holding) -> SettledBy:
    assert holding.settled_by is not None
    return holding.settled_by


@pytest.mark.parametrize(
    ("year", "deadline", "source"),
    [
        (2024, "2025-06-30", None),
        (2025, "2026-05-31", "行动方案（2025 年 12 月）"),
        (2026, "2027-04-30", "行动方案（2025 年 12 月）"),
        (2027, "2028-03-31", "行动方案（2025 年 12 月）"),
        (2040, "2041-03-31", "行动方案（2025 年 12 月）"),
    ],
)
def test_by_when_a_year_is_settled(
    settled_by: SettledBy, year: int, deadline: str, source: str | None
) -> None:
    assert settled_by.year is not None
    for day in (pendulum.date(year, 1, 1), pendulum.date(year, 12, 31)):
        dated = settled_by.year.at(day)
        assert str(dated.value.in_year(year + 1)) == deadline
        assert dated.source == source


@pytest.mark.parametrize(("day", "most"), [("2024-12-31", 30), ("2026-01-01", 20)])
def test_within_how_many_working_days_a_month_is_settled(settled_by: SettledBy, day: str, most: int) -> None:
    assert settled_by.month is not None
    assert settled_by.month.at(pendulum.Date.fromisoformat(day)).value == most


def test_from_which_day_of_2025_the_shorter_term_holds_is_not_known(settled_by: SettledBy) -> None:
    assert settled_by.month is not None
    with pytest.raises(NotInForce):
        settled_by.month.at(pendulum.date(2025, 6, 30))


def test_the_cap_on_the_deposit_begins_with_the_rules_of_2025(holding: Holding) -> None:
    assert holding.deposit_cap is not None
    dated = holding.deposit_cap.at(pendulum.date(2025, 1, 26))
    assert (str(dated.value), dated.evidence) == ("0.05", Evidence.ISSUED)
    with pytest.raises(NotInForce):
        holding.deposit_cap.at(pendulum.date(2025, 1, 25))


def test_no_deposit_is_laid_down(holding: Holding) -> None:
    assert holding.deposit is None


def test_the_nearest_name_is_told() -> None:
    with pytest.raises(UnknownName, match="did you mean 'national-settlement-in-time'"):
        payment_rule("national-settlement-intime")
