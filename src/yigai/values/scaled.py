"""Points (点数、分值), factors (系数) and quantities (数量) in whole ten-thousandths, as lists print them.

A case of 1003.4572 points or a hospital factor of 1.0523 is an integer here, so that adding a million of
them loses nothing. A figure with more than four decimals is refused, not rounded: rounding is a step of a
payment rule, with a name.
"""

from __future__ import annotations

import re
from typing import ClassVar, Self

import attrs

from yigai.errors import InvalidValue, Text

SCALE = 10_000
_PLACES = 4
DECIMAL = re.compile(rf"[0-9]{{1,18}}(?:\.[0-9]{{1,{_PLACES}}})?")
PERCENT = re.compile(r"[0-9]{1,16}(?:\.[0-9]{1,2})?%")


def _whole(_instance: object, _attribute: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int or value < 0:
        raise InvalidValue(
            found=repr(value),
            expected=Text(zh="不小于零的整数（万分之一）", en="an int of ten-thousandths, >= 0"),
        )


@attrs.frozen(order=True)
class _Scaled:
    """A figure held in ten-thousandths."""

    units: int = attrs.field(validator=_whole)
    form: ClassVar[Text]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "1.0523"; at most four decimals, ASCII digits, not negative."""
        if not isinstance(text, str) or not DECIMAL.fullmatch(text):
            raise InvalidValue(found=repr(text), expected=cls.form)
        whole, _, decimals = text.partition(".")
        return cls(int(whole) * SCALE + int(decimals.ljust(_PLACES, "0")))

    def __str__(self) -> str:
        whole, rest = divmod(self.units, SCALE)
        return f"{whole}.{rest:04d}"


@attrs.frozen(order=True)
class Points(_Scaled):
    """Points of a case or a group (点数、分值).

    >>> Points.parse("1003.45").units
    10034500
    """

    form = Text(
        zh="点数，至多四位小数，如 '1003.4572'", en="points with at most four decimals, such as '1003.4572'"
    )


@attrs.frozen(order=True)
class Quantity(_Scaled):
    """How much of a service or a drug (数量): bills have half tablets.

    >>> Quantity.parse("0.5").units
    5000
    """

    form = Text(
        zh="数量，至多四位小数，如 '0.5'",
        en="a quantity of at most four decimals, such as '0.5'",
    )


@attrs.frozen(order=True)
class Factor(_Scaled):
    """A factor or weight (系数、权重), or a share such as an assessment of 97.5 %.

    >>> str(Factor.parse("97.5%"))
    '0.9750'
    """

    form = Text(
        zh="系数，至多四位小数，如 '1.0523'、'97.5%'",
        en="a factor with at most four decimals, such as '1.0523' or '97.5%'",
    )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "1.0523" or "97.5%"."""
        if isinstance(text, str) and PERCENT.fullmatch(text):
            whole, _, decimals = text[:-1].partition(".")
            return cls(int(whole) * 100 + int(decimals.ljust(2, "0")))
        return super().parse(text)


def _whole_or_below(_instance: object, _attribute: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int:
        raise InvalidValue(
            found=repr(value), expected=Text(zh="整数（万分之一）", en="an int of ten-thousandths")
        )


@attrs.frozen(order=True)
class Reading(_Scaled):
    """What an indicator was measured at (指标值), which may lie below zero, as prices that fell by 0.5 %.

    >>> str(Reading.parse("-0.5%"))
    '-0.0050'
    """

    units: int = attrs.field(validator=_whole_or_below)
    form = Text(
        zh="指标值，至多四位小数，可为负，如 '0.35'、'-0.5%'",
        en="a value with at most four decimals, possibly negative, such as '0.35' or '-0.5%'",
    )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "0.35", "3.5%" or "-0.5%"."""
        sign = -1 if isinstance(text, str) and text.startswith("-") else 1
        try:
            return cls(sign * Factor.parse(text[1:] if sign < 0 else text).units)
        except InvalidValue:
            raise InvalidValue(found=repr(text), expected=cls.form) from None

    def __str__(self) -> str:
        return f"{'-' if self.units < 0 else ''}{Factor(abs(self.units))}"
