"""Ratio: read exactly, compared exactly, written so that it reads again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue, Undefined
from yigai.values.ratio import Ratio

FRACTIONS = st.fractions(max_denominator=10**12)
COUNTS = st.integers(0, 10**6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("70%", Fraction(7, 10)),
        ("5‰", Fraction(5, 1000)),
        ("0.92", Fraction(92, 100)),
        ("41.996%", Fraction(41996, 100000)),
        ("1:1.6", Fraction(16, 10)),  # 1.6 nurses per doctor
        ("2:1", Fraction(1, 2)),
        ("1:0", Fraction(0)),
        ("0.5:0.8", Fraction(8, 5)),
        ("233/333", Fraction(233, 333)),
        ("-5/3", Fraction(-5, 3)),
        ("-5%", Fraction(-5, 100)),
        ("+0.1", Fraction(1, 10)),
        ("100", Fraction(100)),
    ],
)
def test_reads_exactly(text: str, value: Fraction) -> None:
    assert Ratio.parse(text).as_fraction() == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "７０%",
        "70％",
        "1：1.6",
        "٧%",
        "1_0%",
        ".5",
        "5.",
        "1e-1",
        "nan",
        "inf",
        " 1",
        "1\n",
        "70 %",
        "0:5",
        "0.0:5",
        "5/0",
        "1:-2",
        "1:2:3",
        "1/2%",
        "1:2%",
        pytest.param("9" * 1001, id="too-long"),
    ],
)
def test_refuses_what_is_no_ratio(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Ratio.parse(text)
    assert caught.value.found == repr(text)


@pytest.mark.parametrize("wrong", [0.7, 1, True, None, Decimal("0.7"), Fraction(7, 10)])
def test_reads_only_text(wrong: Any) -> None:
    with pytest.raises(InvalidValue):
        Ratio.parse(wrong)


@pytest.mark.parametrize("wrong", [0.7, 1, True, None, "0.7", Decimal("0.7")], ids=repr)
def test_holds_only_a_fraction(wrong: Any) -> None:
    with pytest.raises(InvalidValue, match="expected a Fraction"):
        Ratio(wrong)


@given(FRACTIONS)
def test_reads_what_it_writes(fraction: Fraction) -> None:
    assert Ratio.parse(str(Ratio(fraction))) == Ratio(fraction)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("70%", "0.7"),
        ("5‰", "0.005"),
        ("-5%", "-0.05"),
        ("100%", "1"),
        ("-150%", "-1.5"),
        ("0", "0"),
        ("120", "120"),
        ("1:1.6", "1.6"),
        ("1/3", "1/3"),
        ("-2/6", "-1/3"),
        ("0.000000001", "0.000000001"),
        ("0.0000000001", "1/10000000000"),
    ],
)
def test_is_written_as_the_shortest_exact_decimal_or_a_fraction(text: str, written: str) -> None:
    assert str(Ratio.parse(text)) == written


@given(FRACTIONS, FRACTIONS)
def test_ordered_equal_and_hashed_as_its_value(a: Fraction, b: Fraction) -> None:
    assert (Ratio(a) < Ratio(b)) is (a < b)
    assert (Ratio(a) >= Ratio(b)) is (a >= b)
    assert (Ratio(a) == Ratio(b)) is (a == b)
    assert len({Ratio(a), Ratio(b)}) == len({a, b})


def test_spellings_of_one_value_are_one_ratio() -> None:
    assert len({Ratio.parse(text) for text in ("70%", "0.7", "0.700", "700‰", "7/10", "10:7", "+70%")}) == 1


def test_nearly_is_not_enough() -> None:
    assert Ratio.share_of(233, 333) < Ratio.parse("70%") < Ratio.share_of(234, 333)
    assert Ratio.parse("41.996%") < Ratio.parse("42%")


@given(COUNTS, COUNTS.filter(bool))
def test_a_share_is_exact(part: int, whole: int) -> None:
    assert Ratio.share_of(part, whole).as_fraction() * whole == part


def test_a_share_of_nothing_is_undefined() -> None:
    for part in (0, 5):
        with pytest.raises(Undefined) as caught:
            Ratio.share_of(part, 0)
        assert caught.value.found == f"{part}/0"


@pytest.mark.parametrize("wrong", [1.0, True, "1", None])
def test_a_share_is_of_counts(wrong: Any) -> None:
    for part, whole in ((wrong, 2), (2, wrong)):
        with pytest.raises(InvalidValue) as caught:
            Ratio.share_of(part, whole)
        assert caught.value.found == repr(wrong)
