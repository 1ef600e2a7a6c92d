"""Bounds of given figures (取值范围): a share lies between nothing and all, an amount is not negative.

A file may say otherwise, and a check then finds it; nobody is paid by such a figure.
"""

from __future__ import annotations

from yigai.errors import InvalidValue, Text
from yigai.payment.formula import Given

_SHARE = Text(zh="0 与 1 之间的比例", en="a share between 0 and 1")
_AMOUNT = Text(zh="不小于零的金额", en="an amount that is not negative")


def a_share(given: Given) -> Given:
    """The figure itself, if it is a share. Raises `InvalidValue`."""
    if not 0 <= given.value <= 1:
        raise InvalidValue(where=given.name, found=given.printed, expected=_SHARE)
    return given


def not_negative(given: Given) -> Given:
    """The figure itself, if it is not below zero. Raises `InvalidValue`."""
    if given.value < 0:
        raise InvalidValue(where=given.name, found=given.printed, expected=_AMOUNT)
    return given
