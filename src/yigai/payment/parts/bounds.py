"""What a figure or a table of a rule has to be before anybody is paid by it (取值范围).

A file may say otherwise, and a check then finds it; a settlement by such a figure is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from yigai.errors import Text
from yigai.payment.builder import Builder
from yigai.payment.formula import Given
from yigai.payment.soundness import COVERED, DIVISOR, SHARE

_AMOUNT = Text(zh="不小于零的金额", en="an amount that is not negative")


class Covering(Protocol):
    """A table of ranges that knows what it leaves out and what it says twice."""

    each: ClassVar[Text]

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
        b.flaw(given.name, given.amount, SHARE)
    return given


def not_negative(b: Builder, given: Given) -> Given:
    """The same figure, noted as a flaw where it is below zero."""
    if given.value < 0:
        b.flaw(given.name, given.amount, _AMOUNT)
    return given


def above_zero(b: Builder, given: Given) -> Given:
    """The same figure, noted as a flaw where nothing can be divided by it."""
    if given.value <= 0:
        b.flaw(given.name, given.amount, DIVISOR)
    return given


def at_least(b: Builder, given: Given, floor: Given) -> Given:
    """The same figure, noted as a flaw where it is below the floor that a document above sets to it."""
    if given.value < floor.value:
        b.flaw(given.name, given.amount, _bound(">=", floor))
    return given


def at_most(b: Builder, given: Given, cap: Given) -> Given:
    """The same figure, noted as a flaw where it is above its cap; the cap itself is allowed."""
    if given.value > cap.value:
        b.flaw(given.name, given.amount, _bound("<=", cap))
    return given


def _bound(sign: str, bound: Given) -> Text:
    source = bound.source.source
    return Text(
        zh=f"{sign} {bound.amount.zh}（{bound.says.zh}，{source}）",
        en=f"{sign} {bound.amount.en} ({bound.says.en}, {source})",
    )


def is_covered(b: Builder, path: str, table: Covering) -> bool:
    """Whether ranges cover everything once; where there are none they are left open, others are a flaw."""
    if not table.ranges:
        b.leave_open(path)
        return False
    zh, en = table.each.zh, table.each.en
    for start, _ in table.overlaps:
        b.flaw(
            path, Text(zh=f"{start} 处两{zh}重叠", en=f"two {en}s lie over each other at {start}"), COVERED
        )
    for start, end in table.gaps:
        missing = Text(zh=f"{start} 至不足 {end} 无{zh}", en=f"no {en} from {start} to below {end}")
        if end is None:
            missing = Text(zh=f"{start} 起无{zh}", en=f"no {en} from {start} on")
        b.flaw(path, missing, COVERED)
    return not table.gaps and not table.overlaps
