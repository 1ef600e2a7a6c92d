"""Money in whole fen (分): what a fund pays, an institution receives, a consortium keeps.

A settlement that loses a fen cannot be audited, so nothing here ever passes through a float: an
amount is an integer, a product with a ratio names its rounding, and a sum divided among
institutions adds up to the sum again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import assert_never

import attrs

from yigai.errors import InvalidValue, Text, Undefined
from yigai.values.ratio import Ratio

# [0-9] because \d also matches full-width digits; bounded because int() fails on very long text.
YUAN = re.compile(r"([+-]?)([0-9]{1,1000})(?:\.([0-9]{1,2}))?")

_INT = Text(zh="整数（布尔值和浮点数都不行）", en="an int (neither bool nor float)")
_MONEY = Text(zh="金额 Money", en="a Money")
_YUAN_TEXT = Text(
    zh="以元为单位的文本，至多两位小数，不带千分位，如 '1234.56'",
    en="yuan as text with at most two decimals and no separators, such as '1234.56'",
)
_RATIO = Text(zh="比率 Ratio", en="a Ratio")


def _require(value: object, kind: type, expected: Text) -> None:
    """Refuse a value of any other type: `True` is an int and must not become one fen."""
    if type(value) is not kind:
        raise InvalidValue(found=repr(value), expected=expected)


def _is_int(_instance: object, _attribute: attrs.Attribute[int], value: object) -> None:
    _require(value, int, _INT)


class Rounding(Enum):
    """How a named step turns an exact amount into a whole number of units (取整)."""

    HALF_UP = "half-up"
    """四舍五入: on the absolute value, sign kept: 0.5 becomes 1, -0.5 becomes -1."""
    UP = "up"
    """进位: away from zero."""
    DOWN = "down"
    """舍去: towards zero."""

    def to_int(self, value: Fraction) -> int:
        """The whole number that this rounding makes of an exact value.

        >>> Rounding.HALF_UP.to_int(Fraction(-5, 2))
        -3
        """
        size, rest = divmod(abs(value.numerator), value.denominator)
        match self:
            case Rounding.HALF_UP:
                size += 2 * rest >= value.denominator
            case Rounding.UP:
                size += rest > 0
            case Rounding.DOWN:
                pass
            case _:
                assert_never(self)
        return -size if value < 0 else size


@attrs.frozen(order=True)
class Money:
    """An exact amount of yuan (金额), held in fen; it may be negative (a deficit, a deduction).

    >>> str(Money.parse("1234.5") - Money(50) * 3)
    '1233.00'
    """

    fen: int = attrs.field(validator=_is_int)
    """The amount in whole fen."""

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read an amount of yuan such as "1234.56": no thousands separators, no third decimal.

        Raises `InvalidValue` for anything else.
        """
        _require(text, str, _YUAN_TEXT)
        match = YUAN.fullmatch(text)
        if match is None:
            raise InvalidValue(found=repr(text), expected=_YUAN_TEXT)
        sign, whole, decimals = match.groups(default="")
        fen = int(whole + decimals.ljust(2, "0"))
        return cls(-fen if sign == "-" else fen)

    @property
    def yuan(self) -> Decimal:
        """The same amount in yuan, exact with two decimals, for display and export."""
        return Decimal(str(self))  # from text: division would round to the context's precision

    def times(self, ratio: Ratio, rounding: Rounding) -> Money:
        """The product with an exact ratio, rounded once to the fen.

        >>> str(Money.parse("9575.25").times(Ratio.parse("0.92"), Rounding.HALF_UP))
        '8809.23'
        """
        _require(ratio, Ratio, _RATIO)
        return Money(rounding.to_int(self.fen * ratio.as_fraction()))

    def __add__(self, other: Money) -> Money:
        _require(other, Money, _MONEY)
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        _require(other, Money, _MONEY)
        return Money(self.fen - other.fen)

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __mul__(self, count: int) -> Money:
        _require(count, int, _INT)
        return Money(self.fen * count)

    def __rmul__(self, count: int) -> Money:
        return self * count

    def __str__(self) -> str:
        whole, cents = divmod(abs(self.fen), 100)
        return f"{'-' if self.fen < 0 else ''}{whole}.{cents:02d}"


def allocate(total: Money, weights: Mapping[str, int]) -> dict[str, Money]:
    """Divide a sum by weights so that the parts add up to it again (largest remainder, 最大余数法).

    Every part is first rounded towards zero; the fen left over go one each to the largest
    remainders, ties to the smaller key compared as text. A negative total is divided as the mirror
    of the positive one. The parts come in the order of their keys, whatever the order given. Raises
    `InvalidValue` for a negative weight, `Undefined` where all weights are zero.

    >>> {name: str(part) for name, part in allocate(Money(100), {"b": 1, "a": 1, "c": 1}).items()}
    {'a': '0.34', 'b': '0.33', 'c': '0.33'}
    """
    _require(total, Money, _MONEY)
    for name, weight in weights.items():
        if type(weight) is not int or weight < 0:
            raise InvalidValue(
                found=f"{name}: {weight!r}",
                expected=Text(zh="不小于零的整数权重", en="a weight that is an int and not negative"),
            )
    whole = sum(weights.values())
    if whole == 0:
        raise Undefined(
            found=repr(dict(weights)),
            expected=Text(zh="至少一个大于零的权重", en="at least one weight above zero"),
        )
    parts: dict[str, int] = {}
    remainders: dict[str, int] = {}
    for name in sorted(weights):
        parts[name], remainders[name] = divmod(abs(total.fen) * weights[name], whole)
    left_over = abs(total.fen) - sum(parts.values())
    # `remainders` is in the order of the keys and the sort is stable: so ties fall to the smaller key.
    for name in sorted(remainders, key=lambda name: -remainders[name])[:left_over]:
        parts[name] += 1
    return {name: Money(-part if total.fen < 0 else part) for name, part in parts.items()}
