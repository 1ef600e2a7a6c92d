"""A parameter of a payment rule (参数): its value, from when to when it holds, and on whose word.

Payment documents change one figure at a time, so each figure carries its own dates and its own source.
What no document says stays out; a rule that needs it cannot be settled until somebody decides it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Generic, TypeVar

import attrs
import pendulum

from yigai.errors import InvalidValue, Text, YigaiError
from yigai.values.citation import Citation, Evidence
from yigai.values.ratio import Ratio

T = TypeVar("T")

_MOST = 999


@attrs.frozen(kw_only=True)
class NotInForce(YigaiError, LookupError):
    """A rule or a parameter that does not hold on the day asked for: not yet, no longer, or unknown."""


@attrs.frozen(kw_only=True)
class Sourced:
    """A part of a rule that may have a source of its own, where it differs from that of the rule."""

    source: str | None = None
    """Where it stands, if elsewhere than the rule (出处)."""
    evidence: Evidence | None = None
    """How it is known, if otherwise than the rule (证据)."""
    note: str | None = None
    """Why it is so, or read so (说明)."""

    def cited(self, head: Citation) -> Citation:
        """Its source; what it does not say itself is said by the head of the rule."""
        return Citation(
            source=self.source or head.source,
            evidence=self.evidence or head.evidence,
            note=self.note or head.note,
        )


@attrs.frozen(kw_only=True)
class Dated(Sourced, Generic[T]):
    """One value of a parameter, from `first` to `last`, both days included; an open end is None."""

    value: T
    first: pendulum.Date | None = None
    last: pendulum.Date | None = None

    def __attrs_post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidValue(
                found=f"{self.first}..{self.last}",
                expected=Text(zh="last 不早于 first", en="a last day not before the first"),
            )

    @property
    def period(self) -> str:
        """From when to when, as `2024-01-01..`."""
        return f"{self.first or ''}..{self.last or ''}"

    def holds_on(self, day: pendulum.Date) -> bool:
        """Whether this value holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@attrs.frozen
class Parameter(Generic[T]):
    """A parameter with one value, or several that follow each other in time.

    Raises `InvalidValue` where two values hold on the same day, so that no day has two answers.

    >>> Parameter.of(5).at(pendulum.date(2024, 12, 31)).value
    5
    """

    values: tuple[Dated[T], ...] = attrs.field()

    def __attrs_post_init__(self) -> None:
        if not self.values:
            raise InvalidValue(
                found=Text(zh="没有值", en="no value"), expected=Text(zh="至少一个值", en="a value")
            )
        earliest = pendulum.Date.min
        ordered = sorted(self.values, key=lambda each: each.first or earliest)
        for one, next_one in pairwise(ordered):
            if one.last is None or next_one.first is None or next_one.first <= one.last:
                raise InvalidValue(
                    found=f"{one.period}, {next_one.period}",
                    expected=Text(zh="各期互不重叠", en="values whose periods do not overlap"),
                )

    def gaps(
        self, first: pendulum.Date, last: pendulum.Date
    ) -> tuple[tuple[pendulum.Date, pendulum.Date], ...]:
        """The days from `first` to `last` on which no value holds, each stretch of them by its ends.

        >>> half = Dated(value=5, last=pendulum.date(2024, 6, 30))
        >>> year = (pendulum.date(2024, 1, 1), pendulum.date(2024, 12, 31))
        >>> [f"{start}..{end}" for start, end in Parameter((half,)).gaps(*year)]
        ['2024-07-01..2024-12-31']
        """
        found = []
        free = first
        for each in sorted(self.values, key=lambda each: each.first or pendulum.Date.min):
            begins = each.first or first
            if free < begins:
                found.append((free, min(begins.subtract(days=1), last)))
            if each.last is None:
                return tuple(gap for gap in found if gap[0] <= last)
            free = max(free, each.last.add(days=1))
        return tuple(gap for gap in (*found, (free, last)) if gap[0] <= gap[1])

    @classmethod
    def of(cls, value: T) -> Parameter[T]:
        """A parameter with one value that holds whenever its rule does."""
        return cls((Dated(value=value),))

    def at(self, day: pendulum.Date) -> Dated[T]:
        """The value on a day. Raises `NotInForce` where none holds then."""
        for each in self.values:
            if each.holds_on(day):
                return each
        periods = ", ".join(each.period for each in self.values)
        raise NotInForce(
            found=str(day), expected=Text(zh=f"{periods} 之内的日期", en=f"a day within {periods}")
        )


def positive_parameter(_instance: object, _attribute: object, value: Parameter[int] | None) -> None:
    """A parameter that counts days or years: each of its values is a whole number from 1 to 999."""
    for each in () if value is None else value.values:
        if type(each.value) is not int or not 1 <= each.value <= _MOST:
            raise InvalidValue(
                found=repr(each.value), expected=Text(zh="1 至 999 的整数", en="a whole number from 1 to 999")
            )


def share_parameter(_instance: object, _attribute: object, value: Parameter[Ratio] | None) -> None:
    """A parameter that is a part of a whole: none of its values lies outside 0 to 1."""
    for each in () if value is None else value.values:
        if not 0 <= each.value.as_fraction() <= 1:
            raise InvalidValue(
                found=str(each.value), expected=Text(zh="0 至 1 之间的比例", en="a share from 0 to 1")
            )
