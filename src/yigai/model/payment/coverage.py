"""Whether ranges cover everything once (覆盖): what bands, days and tiers leave out, and what they say twice.

A range runs from its start to just below its end; one without an end has no upper limit. A gap is no fault of
a file, because documents do print bands that stop at 20 %; it is found by whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from yigai.errors import InvalidValue, Text
from yigai.values.money import Money
from yigai.values.ratio import Ratio

Mark = TypeVar("Mark", int, Money, Ratio)


def runs_upward(start: Mark, end: Mark | None, nothing: Mark) -> None:
    """Raise `InvalidValue` for a range that starts below `nothing` or does not end above its start."""
    if start < nothing:
        raise InvalidValue(
            found=str(start), expected=Text(zh="不小于零的起点", en="a start that is not negative")
        )
    if end is not None and end <= start:
        raise InvalidValue(
            found=f"{start}..{end}", expected=Text(zh="end 大于 start", en="an end above the start")
        )


def gaps(ranges: Iterable[tuple[Mark, Mark | None]], first: Mark) -> tuple[tuple[Mark, Mark | None], ...]:
    """The ranges from `first` upwards that none of these covers.

    >>> gaps([(0, 5), (7, 9)], 0)
    ((5, 7), (9, None))
    """
    reached: Mark | None = first
    found: list[tuple[Mark, Mark | None]] = []
    for start, end in sorted(ranges, key=lambda each: each[0]):
        if reached is None:
            break
        if start > reached:
            found.append((reached, start))
        reached = None if end is None else max(reached, end)
    if reached is not None:
        found.append((reached, None))
    return tuple(found)


def overlaps(ranges: Iterable[tuple[Mark, Mark | None]]) -> tuple[tuple[Mark, Mark | None], ...]:
    """The ranges that more than one of these covers.

    >>> overlaps([(0, 5), (4, None), (8, None)])
    ((4, 5), (8, None))
    """
    ordered = sorted(ranges, key=lambda each: each[0])
    found: list[tuple[Mark, Mark | None]] = []
    for at, (start, end) in enumerate(ordered):
        for other, other_end in ordered[at + 1 :]:
            if end is None or other < end:
                ends = [each for each in (end, other_end) if each is not None]
                found.append((max(start, other), min(ends) if ends else None))
    return tuple(found)
