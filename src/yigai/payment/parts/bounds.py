"""What a figure or a table of a rule has to be before anybody is paid by it (取值范围).

A file may say otherwise, and a check then finds it; a settlement by such a figure is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from yigai.errors import Text
from yigai.payment.builder import Builder
from yigai.payment.formula import Given

_SHARE = Text(zh="0 与 1 之间的比例", en="a share between 0 and 1")
_AMOUNT = Text(zh="不小于零的金额", en="an amount that is not negative")
_COVERED = Text(zh="从起点到无上限、首尾相接的分段", en="ranges that cover everything once")


class Covering(Protocol):
    """A table of ranges that knows what it leaves out and what it says twice."""

    @property
    def ranges(self) -> Sequence[tuple[Any, Any]]:
        """From where to just below where each runs."""
        ...

    @property
    def gaps(self) -> Sequence[tuple[Any, Any]]:
        """The ranges nothing covers."""
        ...

    @property
    def overlaps(self) -> Sequence[tuple[Any, Any]]:
        """The ranges covered twice."""
        ...


def a_share(b: Builder, given: Given) -> Given:
    """The same figure, noted as a flaw where it is no share."""
    if not 0 <= given.value <= 1:
        b.flaw(given.name, given.amount, _SHARE)
    return given


def not_negative(b: Builder, given: Given) -> Given:
    """The same figure, noted as a flaw where it is below zero."""
    if given.value < 0:
        b.flaw(given.name, given.amount, _AMOUNT)
    return given


def is_covered(b: Builder, path: str, table: Covering) -> bool:
    """Whether ranges cover everything once; where there are none they are left open, others are a flaw."""
    if not table.ranges:
        b.leave_open(path)
        return False
    for start, end in table.gaps:
        b.flaw(path, Text(zh=f"缺口 {_range(start, end)}", en=f"a gap {_range(start, end)}"), _COVERED)
    for start, end in table.overlaps:
        b.flaw(path, Text(zh=f"重叠 {_range(start, end)}", en=f"an overlap {_range(start, end)}"), _COVERED)
    return not table.gaps and not table.overlaps


def _range(start: object, end: object) -> str:
    return f"{start}..{'' if end is None else end}"
