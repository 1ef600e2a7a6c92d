"""A number as a document prints it (数值), kept exactly.

`70`, `41.996` and `1:1.6` keep their printed form and have one exact value; none of them ever passes
through a binary float, so 41.996 % stays below 42 %.
"""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from yigai.errors import InvalidValue, Text

_MOST_DIGITS = 40
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?):([0-9]+(?:\.[0-9]+)?)")
NUMBER = re.compile(
    rf"(?=[-.:0-9]{{1,{_MOST_DIGITS}}}(?![-.:0-9]))(?![0.]+:)(?:{_DECIMAL.pattern}|{_RATIO.pattern})"
)
"""What `Number` takes, in one pattern that other languages know too; for the schema of the files."""


@attrs.frozen
class Number:
    """An exact printed number (数值): a decimal, or a ratio `a:b` whose value is b for each a.

    The reading of a ratio follows the usual 医护比 1:1.6, which asks for 1.6 nurses per doctor.
    Raises `InvalidValue` for anything but ASCII digits in one of the two forms.

    >>> Number("1:1.6").fraction
    Fraction(8, 5)
    """

    text: str = attrs.field()
    """The number as it is written."""
    fraction: Fraction = attrs.field(init=False, repr=False, eq=False)
    """Its exact value."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "fraction", _exact(self.text))

    @property
    def is_ratio(self) -> bool:
        """Whether the number is printed as `a:b`."""
        return ":" in self.text

    def __str__(self) -> str:
        return self.text


def _exact(text: str) -> Fraction:
    if isinstance(text, str) and len(text) <= _MOST_DIGITS:
        if _DECIMAL.fullmatch(text):
            return Fraction(text)
        ratio = _RATIO.fullmatch(text)
        if ratio and Fraction(ratio[1]) > 0:
            return Fraction(ratio[2]) / Fraction(ratio[1])
    raise InvalidValue(
        found=repr(text),
        expected=Text(
            zh='半角数字写的数，如 "70"、"41.996"、"1:1.6"',
            en='a number in ASCII digits such as "70", "41.996" or "1:1.6"',
        ),
    )
