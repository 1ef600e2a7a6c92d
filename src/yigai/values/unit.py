"""Units (单位) and their exact conversion: 1 万人 is 10,000 人, 1 年 is 12 月, 1 % is 10 ‰.

A unit is a multiple of a base; two figures compare only over the same base. Conversions that are not
exact (days in a month) do not exist here. Measure words that merely count things (个, 家, 所, 种 …)
share one base, because the indicator already says what is counted.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

_MYRIADS = {"万": Fraction(10**4), "亿": Fraction(10**8)}
_BASES: dict[str, tuple[str, Fraction]] = {
    "": ("1", Fraction(1)),
    "%": ("1", Fraction(1, 100)),
    "％": ("1", Fraction(1, 100)),
    "‰": ("1", Fraction(1, 1000)),
    "百分点": ("百分点", Fraction(1)),
    "个百分点": ("百分点", Fraction(1)),
    "人": ("人", Fraction(1)),
    "名": ("人", Fraction(1)),
    "位": ("人", Fraction(1)),
    "元": ("元", Fraction(1)),
    "分": ("元", Fraction(1, 100)),
    "年": ("月", Fraction(12)),
    "季度": ("月", Fraction(3)),
    "月": ("月", Fraction(1)),
    "个月": ("月", Fraction(1)),
    "周": ("日", Fraction(7)),
    "日": ("日", Fraction(1)),
    "天": ("日", Fraction(1)),
} | {word: ("个", Fraction(1)) for word in ("个", "家", "所", "种", "项", "件")}


@attrs.frozen
class Unit:
    """A unit (单位) as an exact multiple, `factor`, of its `base`.

    >>> Unit.of("万人")
    Unit(base='人', factor=Fraction(10000, 1))
    """

    base: str
    """The unit in which all of its kind are counted."""
    factor: Fraction
    """How many of the base one of it is."""

    @classmethod
    def of(cls, printed: str | None) -> Unit:
        """The unit behind a printed one; an unknown unit is its own base."""
        word = printed or ""
        if word in _BASES:
            return cls(*_BASES[word])
        if word[:1] in _MYRIADS:
            inner = cls.of(word[1:])
            return cls(inner.base, inner.factor * _MYRIADS[word[0]])
        return cls(word, Fraction(1))
