"""A day that returns every year (某月某日), such as the 30 June by which a year is to be settled."""

from __future__ import annotations

import re

import attrs
import pendulum

from yigai.errors import InvalidValue, Text

MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-([0-2][0-9]|3[01])")
_LEAP_YEAR = 2024
_EXPECTED = Text(zh="某月某日，如 '06-30'", en="a month and a day, such as '06-30'")


@attrs.frozen(order=True)
class MonthDay:
    """A month and a day of it; 29 February is the 28th in a year that has no 29th.

    >>> str(MonthDay.parse("02-29").in_year(2026))
    '2026-02-28'
    """

    month: int
    day: int

    def __attrs_post_init__(self) -> None:
        try:
            pendulum.Date(_LEAP_YEAR, self.month, self.day)
        except ValueError:
            raise InvalidValue(found=str(self), expected=_EXPECTED) from None

    @classmethod
    def parse(cls, text: str) -> MonthDay:
        """Read "06-30"."""
        match = MONTH_DAY.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise InvalidValue(found=repr(text), expected=_EXPECTED)
        return cls(int(match[1]), int(match[2]))

    def in_year(self, year: int) -> pendulum.Date:
        """This day of one year."""
        last = pendulum.Date(year, self.month, 1).days_in_month
        return pendulum.Date(year, self.month, min(self.day, last))

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"
