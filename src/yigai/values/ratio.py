"""Exact ratios (比率): a payment share of 70 %, a quota of 5 ‰, 1.6 nurses to every doctor.

A target is met or missed by its exact value: 233 of 333 pooling areas are 69.97 %, which prints as
70.0 % and is not 70 %. So a ratio is a fraction of two integers from reading to comparison and is
never a float.
"""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from yigai.errors import InvalidValue, Text, Undefined

# [0-9] because \d also matches full-width digits; bounded because int() fails on very long text.
_DECIMAL = r"[0-9]{1,1000}(?:\.[0-9]{1,1000})?"
SHARE = re.compile(rf"([+-]?{_DECIMAL})([%‰]?)")
# 医护比 1:1.6 means 1.6 nurses per doctor: "a:b" is b per a, so its value is b / a.
PAIR = re.compile(rf"({_DECIMAL}):({_DECIMAL})")
FRACTION = re.compile(r"([+-]?[0-9]{1,1000})/([0-9]{1,1000})")  # what str() writes for 233 of 333

_SCALE = {"": 1, "%": 100, "‰": 1000}
_MOST_DECIMALS = 9


def _is_fraction(_instance: object, _attribute: attrs.Attribute[Fraction], value: object) -> None:
    if type(value) is not Fraction:
        raise InvalidValue(found=repr(value), expected=Text(zh="分数 Fraction", en="a Fraction"))


def _read(text: object) -> Fraction:
    if isinstance(text, str):
        if share := SHARE.fullmatch(text):
            return Fraction(share[1]) / _SCALE[share[2]]
        if (pair := PAIR.fullmatch(text)) and Fraction(pair[1]):
            return Fraction(pair[2]) / Fraction(pair[1])
        if (fraction := FRACTION.fullmatch(text)) and int(fraction[2]):
            return Fraction(int(fraction[1]), int(fraction[2]))
    raise InvalidValue(
        found=repr(text),
        expected=Text(
            zh="半角数字的比率文本，如 '70%'、'5‰'、'0.92'、'1:1.6'、'233/333'，且不除以零",
            en="a ratio as text in ASCII digits, such as '70%', '5‰', '0.92', '1:1.6' or '233/333', "
            "with nothing divided by zero",
        ),
    )


@attrs.frozen(order=True)
class Ratio:
    """An exact rational number (比率); it may be negative (a fall) or above one.

    >>> Ratio.share_of(233, 333) >= Ratio.parse("70%")
    False
    >>> str(Ratio.parse("1:1.6"))
    '1.6'
    """

    _fraction: Fraction = attrs.field(alias="fraction", validator=_is_fraction)

    @classmethod
    def parse(cls, text: str) -> Ratio:
        """Read "70%", "5‰", "0.92", "1:1.6" (1.6 per one) or "233/333", in ASCII digits.

        Raises `InvalidValue` for anything else.
        """
        return cls(_read(text))

    @classmethod
    def share_of(cls, part: int, whole: int) -> Ratio:
        """The exact share that `part` is of `whole`; a share of nothing raises `Undefined`.

        >>> str(Ratio.share_of(233, 333))
        '233/333'
        """
        for value in (part, whole):
            if type(value) is not int:
                raise InvalidValue(
                    found=repr(value),
                    expected=Text(zh="整数（布尔值和浮点数都不行）", en="an int (neither bool nor float)"),
                )
        if whole == 0:
            raise Undefined(
                found=f"{part}/0", expected=Text(zh="不为零的总数", en="a whole that is not zero")
            )
        return cls(Fraction(part, whole))

    def as_fraction(self) -> Fraction:
        """The value itself, for exact arithmetic."""
        return self._fraction

    def __str__(self) -> str:
        """The shortest exact decimal, or "numerator/denominator" when there is none of nine places."""
        numerator, denominator = self._fraction.as_integer_ratio()
        for places in range(_MOST_DECIMALS + 1):
            if 10**places % denominator == 0:
                digits = str(abs(numerator) * 10**places // denominator).zfill(places + 1)
                point = len(digits) - places
                sign = "-" if numerator < 0 else ""
                return sign + digits[:point] + ("." + digits[point:] if places else "")
        return f"{numerator}/{denominator}"
