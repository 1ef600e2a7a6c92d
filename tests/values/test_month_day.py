"""Days that return every year."""

from __future__ import annotations

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.values.month_day import MonthDay


@pytest.mark.parametrize(
    "text", ["06-31", "6-30", "13-01", "00-10", "02-30", "06-00", "０６-30", "", "2026-06-30"]
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(InvalidValue, match="a month and a day"):
        MonthDay.parse(text)


def test_the_leap_day_of_a_common_year() -> None:
    assert MonthDay.parse("02-29").in_year(2024) == pendulum.date(2024, 2, 29)
    assert MonthDay.parse("02-29").in_year(2023) == pendulum.date(2023, 2, 28)


@given(st.dates(), st.dates())
def test_days_are_ordered_as_in_a_year_and_read_as_written(one: pendulum.Date, other: pendulum.Date) -> None:
    first, second = MonthDay(one.month, one.day), MonthDay(other.month, other.day)
    assert (first < second) is ((one.month, one.day) < (other.month, other.day))
    assert MonthDay.parse(str(first)) == first
