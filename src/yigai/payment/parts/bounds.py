"""Bounds that a document above sets to a figure of a rule (上下限), as a floor of 95 % or a cap of 5 %."""

from __future__ import annotations

from yigai.errors import InvalidValue, Text
from yigai.payment.formula import Given

_OPEN = "?"


def keep_at_least(figure: Given, floor: Given) -> None:
    """Refuse a figure below a floor; the floor itself is allowed."""
    if _both_given(figure, floor) and figure.value < floor.value:
        raise _outside(figure, floor, "≥")


def keep_at_most(figure: Given, cap: Given) -> None:
    """Refuse a figure above a cap; the cap itself is allowed."""
    if _both_given(figure, cap) and figure.value > cap.value:
        raise _outside(figure, cap, "≤")


def _both_given(figure: Given, bound: Given) -> bool:
    """Whether both are decided; what is still open is told elsewhere."""
    return _OPEN not in {figure.printed, bound.printed}


def _outside(figure: Given, bound: Given, sign: str) -> InvalidValue:
    return InvalidValue(
        where=figure.name,
        found=figure.printed,
        expected=Text(
            zh=f"{sign} {bound.printed}（{bound.says.zh}，{bound.source.source}）",
            en=f"{sign} {bound.printed} ({bound.says.en}, {bound.source.source})",
        ),
    )
