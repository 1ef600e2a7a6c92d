"""Period and Quarter: both ends belong, only plain dates, no clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.values.period import Period, Quarter


def _date(ordinal: int) -> pendulum.Date:
    plain = dt.date.fromordinal(ordinal)
    return pendulum.Date(plain.year, plain.month, plain.day)


# About three years, so that periods of a draw often touch or overlap.
DATES = st.integers(738000, 739000).map(_date)
PERIODS = st.tuples(DATES, DATES).map(sorted).map(lambda ends: Period(first=ends[0], last=ends[1]))
QUARTERS = st.builds(Quarter, year=st.integers(1, 9998), number=st.integers(1, 4))
NOT_DATES: list[Any] = [
    pendulum.datetime(2023, 6, 30),
    dt.date(2023, 6, 30),
    dt.datetime(2023, 6, 30),  # noqa: DTZ001
    "2023-06-30",
    20230630,
    None,
]


class TestPeriod:
    @given(PERIODS, DATES)
    def test_contains_both_ends_and_what_lies_between(self, period: Period, date: pendulum.Date) -> None:
        assert period.contains(period.first)
        assert period.contains(period.last)
        assert period.contains(date) is (period.first <= date <= period.last)
        assert not period.contains(period.first.subtract(days=1))
        assert not period.contains(period.last.add(days=1))

    @given(PERIODS)
    def test_days_counts_both_ends(self, period: Period) -> None:
        days = [_date(day) for day in range(period.first.toordinal(), period.last.toordinal() + 1)]
        assert period.days == len(days)
        assert all(period.contains(day) for day in days)

    @given(PERIODS, PERIODS)
    def test_overlap_is_a_shared_day(self, a: Period, b: Period) -> None:
        shared = min(a.last, b.last).toordinal() - max(a.first, b.first).toordinal() + 1
        assert a.overlaps(b) is b.overlaps(a) is (shared > 0)

    def test_ends_are_named(self) -> None:
        by_position: Any = Period
        with pytest.raises(TypeError):
            by_position(pendulum.Date(2023, 6, 30), pendulum.Date(2023, 6, 30))

    def test_neighbours_share_no_day(self) -> None:
        assert not Period.year(2023).overlaps(Period.year(2024))
        day = pendulum.Date(2023, 12, 31)
        assert Period.year(2023).overlaps(Period(first=day, last=day.add(days=9)))

    def test_a_year_is_a_calendar_year(self) -> None:
        assert [Period.year(year).days for year in (2000, 2023, 2024, 2100)] == [366, 365, 366, 365]
        expected = Period(first=pendulum.Date(2023, 1, 1), last=pendulum.Date(2023, 12, 31))
        assert Period.year(2023) == expected
        assert {Period.year(2023): 1}[expected] == 1

    @pytest.mark.parametrize("wrong", [0, -1, 10000, True, 2023.0, "2023", None])
    def test_a_year_is_an_int_of_the_calendar(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue):
            Period.year(wrong)

    @given(PERIODS.filter(lambda period: period.days > 1))
    def test_upside_down_is_refused(self, period: Period) -> None:
        with pytest.raises(InvalidValue) as caught:
            Period(first=period.last, last=period.first)
        assert caught.value.found == f"{period.last}..{period.first}"

    @pytest.mark.parametrize("wrong", NOT_DATES)
    def test_only_plain_pendulum_dates(self, wrong: Any) -> None:
        day = pendulum.Date(2023, 6, 30)
        with pytest.raises(InvalidValue):
            Period(first=wrong, last=day)
        with pytest.raises(InvalidValue):
            Period(first=day, last=wrong)
        with pytest.raises(InvalidValue):
            Period.year(2023).contains(wrong)


class TestQuarter:
    @given(QUARTERS)
    def test_reads_what_it_writes(self, quarter: Quarter) -> None:
        assert Quarter.parse(str(quarter)) == quarter

    @given(QUARTERS)
    def test_follows_without_gap_or_overlap(self, quarter: Quarter) -> None:
        following = quarter.next()
        assert quarter < following
        assert quarter.period.last.add(days=1) == following.period.first
        assert type(quarter.period.last) is pendulum.Date

    @given(QUARTERS, QUARTERS)
    def test_ordered_as_time(self, a: Quarter, b: Quarter) -> None:
        assert (a < b) is (a.period.last < b.period.first)
        assert (a == b) is a.period.overlaps(b.period)

    @given(st.integers(1, 9999))
    def test_four_make_a_year(self, year: int) -> None:
        quarters = [Quarter(year=year, number=number) for number in range(1, 5)]
        assert sum(quarter.period.days for quarter in quarters) == Period.year(year).days
        assert quarters[0].period.first == Period.year(year).first
        assert quarters[3].period.last == Period.year(year).last

    def test_by_hand(self) -> None:
        third = Quarter.parse("2023Q3")
        assert (third.year, third.number, str(third)) == (2023, 3, "2023Q3")
        assert third.period == Period(first=pendulum.Date(2023, 7, 1), last=pendulum.Date(2023, 9, 30))
        assert str(Quarter(year=7, number=1)) == "0007Q1"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2023",
            "2023Q0",
            "2023Q5",
            "2023q3",
            "2023-Q3",
            "23Q3",
            "２０２３Q3",
            "2023Q３",
            "0000Q1",
            "2023Q3\n",
        ],
    )
    def test_nothing_else_is_read(self, text: str) -> None:
        with pytest.raises(InvalidValue):
            Quarter.parse(text)

    def test_parts_are_named(self) -> None:
        by_position: Any = Quarter
        with pytest.raises(TypeError):
            by_position(2023, 3)

    @pytest.mark.parametrize("wrong", [2023.3, 20233, None])
    def test_only_text_is_read(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue):
            Quarter.parse(wrong)

    @pytest.mark.parametrize("wrong", [0, 5, True, 1.0, "1", None])
    def test_number_is_an_int_from_one_to_four(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue):
            Quarter(year=2023, number=wrong)

    @pytest.mark.parametrize("wrong", [0, 10000, True, 2023.0, "2023"])
    def test_year_is_an_int_of_the_calendar(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue):
            Quarter(year=wrong, number=1)

    def test_nothing_follows_the_last_quarter_of_the_calendar(self) -> None:
        last = Quarter(year=9999, number=4)
        assert last.period.last == pendulum.Date(9999, 12, 31)
        with pytest.raises(InvalidValue):
            last.next()
