"""What an indicator was measured at: to four decimals, and below zero too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.values.scaled import Reading


@pytest.mark.parametrize(
    ("text", "units"), [("0.35", 3500), ("-0.5%", -50), ("3.51%", 351), ("-2", -20_000), ("-0", 0)]
)
def test_what_is_read(text: str, units: int) -> None:
    assert Reading.parse(text).units == units


@pytest.mark.parametrize("text", ["", "-", "--1", "+1", "1-", "0.12345", "-1.5.5", "１", "1e3", " 1"])
def test_what_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="possibly negative") as told:
        Reading.parse(text)
    assert repr(text) in str(told.value)


@pytest.mark.parametrize("units", [0.5, True, "1"])
def test_only_whole_numbers_are_held(units: object) -> None:
    with pytest.raises(InvalidValue):
        Reading(units)  # type: ignore[arg-type]


@given(one=st.integers(-(10**9), 10**9), other=st.integers(-(10**9), 10**9))
def test_readings_are_written_as_read_and_ordered_as_numbers(one: int, other: int) -> None:
    assert Reading.parse(str(Reading(one))) == Reading(one)
    assert (Reading(one) < Reading(other)) is (one < other)


@pytest.mark.parametrize(("units", "text"), [(0, "0.0000"), (-1, "-0.0001"), (1, "0.0001")])
def test_only_what_lies_below_zero_has_a_sign(units: int, text: str) -> None:
    assert str(Reading(units)) == text
