"""Points, factors and quantities: ten-thousandths, ordered as numbers and written with four decimals."""

from __future__ import annotations

from typing import Any

import pytest

from yigai.errors import InvalidValue
from yigai.values.scaled import Factor, Points, Quantity

SCALED = [Points, Factor, Quantity]
Scaled = type[Points | Factor | Quantity]


@pytest.mark.parametrize("scaled", SCALED)
def test_they_are_ordered_as_numbers(scaled: Any) -> None:
    texts = ["10", "9.9999", "0.1", "9.9999"]
    ordered = ["0.1000", "9.9999", "9.9999", "10.0000"]
    assert [str(each) for each in sorted(map(scaled.parse, texts))] == ordered


@pytest.mark.parametrize("scaled", SCALED)
@pytest.mark.parametrize(
    ("text", "units", "written"),
    [("0", 0, "0.0000"), ("0.0001", 1, "0.0001"), ("1.5", 15_000, "1.5000"), ("12.03", 120_300, "12.0300")],
)
def test_they_are_read_and_written(scaled: Scaled, text: str, units: int, written: str) -> None:
    value = scaled.parse(text)
    assert (value.units, str(value)) == (units, written)


@pytest.mark.parametrize("scaled", SCALED)
@pytest.mark.parametrize("text", ["", "-1", "1.", ".5", "0.00001", "１", "1e3", "1" * 19])
def test_what_is_refused(scaled: Scaled, text: str) -> None:
    with pytest.raises(InvalidValue):
        scaled.parse(text)


@pytest.mark.parametrize("scaled", SCALED)
@pytest.mark.parametrize("units", [-1, True, 0.5])
def test_only_whole_numbers_from_zero_are_held(scaled: Scaled, units: object) -> None:
    with pytest.raises(InvalidValue):
        scaled(units)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "units"), [("97.5%", 9_750), ("97.05%", 9_705), ("0.01%", 1), ("100%", 10_000), ("150%", 15_000)]
)
def test_a_factor_may_be_told_in_per_cent(text: str, units: int) -> None:
    assert Factor.parse(text) == Factor(units)


@pytest.mark.parametrize("text", ["97.555%", "%", "-1%", "1 %"])
def test_a_per_cent_of_more_than_two_decimals_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        Factor.parse(text)
