"""Numbers as documents print them: an exact value, and nothing else taken for a number."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from yigai.errors import InvalidValue
from yigai.values.number import Number


@pytest.mark.parametrize(
    ("text", "fraction", "is_ratio"),
    [
        ("70", Fraction(70), False),
        ("-0.5", Fraction(-1, 2), False),
        ("41.996", Fraction(10499, 250), False),
        ("1:1.6", Fraction(8, 5), True),
        ("2.5:10", Fraction(4), True),  # 10 for every 2.5
        ("0.5:0", Fraction(0), True),
        ("9" * 40, Fraction(10**40 - 1), False),
    ],
)
def test_it_has_one_exact_value_and_its_printed_form(text: str, fraction: Fraction, is_ratio: bool) -> None:  # noqa: FBT001 (a case of the table)
    number = Number(text)
    assert (number.fraction, number.is_ratio, str(number)) == (fraction, is_ratio, text)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "-",
        "1.",
        ".5",
        "+1",
        "1e3",
        "１",
        "70%",
        "0:1",
        "0.0:1",
        "1:",
        "-1:2",
        "1:2:3",
        "9" * 41,
        70,
        None,
    ],
    ids=repr,
)
def test_nothing_else_is_one(wrong: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        Number(wrong)
    assert caught.value.found == repr(wrong)
