"""Spans of days: the year a plan speaks of, the quarter (季度) in which progress is reviewed.

Both ends belong to a period, as they do in a document that says "from January to June". Nothing
here knows today's date.
"""

from __future__ import annotations

import re

import attrs
import pendulum

from yigai.errors import InvalidValue, Text

_QUARTER = re.compile(r"([0-9]{4})Q([1-4])")
_LAST_YEAR = 9999
_QUARTERS = 4


def _require_date(value: object) -> None:
    """Refuse all but a plain date; a `DateTime` is a `Date` too and would bring a time of day."""
    if type(value) is not pendulum.Date:
        raise InvalidValue(
            found=repr(value),
            expected=Text(zh="日期 pendulum.Date，不带时刻", en="a pendulum.Date without a time of day"),
        )


def _require_year(value: object) -> None:
    if type(value) is not int or not 1 <= value <= _LAST_YEAR:
        raise InvalidValue(
            found=repr(value), expected=Text(zh="1 至 9999 的整数年份", en="a year from 1 to 9999 as an int")
        )


def _is_date(_instance: object, _attribute: attrs.Attribute[pendulum.Date], value: object) -> None:
    _require_date(value)


def _is_year(_instance: object, _attribute: attrs.Attribute[int], value: object) -> None:
    _require_year(value)


def _is_quarter(_instance: object, _attribute: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int or not 1 <= value <= _QUARTERS:
        raise InvalidValue(
            found=repr(value), expected=Text(zh="1 至 4 的季度", en="a quarter from 1 to 4 as an int")
        )


def _not_before_first(
    period: Period, _attribute: attrs.Attribute[pendulum.Date], last: pendulum.Date
) -> None:
    if last < period.first:
        raise InvalidValue(
            found=f"{period.first}..{last}",
            expected=Text(zh="末日不早于首日", en="a last day not before the first"),
        )


@attrs.frozen(kw_only=True)
class Period:
    """The days from `first` to `last` (期间), both contained.

    >>> Period.year(2024).days
    366
    """

    first: pendulum.Date = attrs.field(validator=_is_date)
    """The first day."""
    last: pendulum.Date = attrs.field(validator=[_is_date, _not_before_first])
    """The last day, which belongs to it."""

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        _require_year(year)
        return cls(first=pendulum.Date(year, 1, 1), last=pendulum.Date(year, 12, 31))

    @property
    def days(self) -> int:
        """How many days it has; a single day is one, unlike `.days` of a pendulum interval."""
        return self.last.toordinal() - self.first.toordinal() + 1

    def contains(self, date: pendulum.Date) -> bool:
        """Whether the day lies within, both ends included."""
        _require_date(date)
        return self.first <= date <= self.last

    def overlaps(self, other: Period) -> bool:
        """Whether at least one day lies within both."""
        return self.first <= other.last and other.first <= self.last


def _read_quarter(text: object) -> tuple[int, int]:
    match = _QUARTER.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise InvalidValue(
            found=repr(text),
            expected=Text(zh="季度文本，如 '2023Q3'", en="a quarter as text, such as '2023Q3'"),
        )
    return int(match[1]), int(match[2])


@attrs.frozen(kw_only=True, order=True)
class Quarter:
    """A quarter of a calendar year (季度), in the order of time.

    >>> str(Quarter.parse("2023Q4").next())
    '2024Q1'
    """

    year: int = attrs.field(validator=_is_year)
    """The calendar year."""
    number: int = attrs.field(validator=_is_quarter)
    """1 to 4."""

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read "2023Q3".

        Raises `InvalidValue` for anything else.
        """
        year, number = _read_quarter(text)
        return cls(year=year, number=number)

    @property
    def period(self) -> Period:
        """Its three months."""
        last_month = 3 * self.number
        return Period(
            first=pendulum.Date(self.year, last_month - 2, 1),
            last=pendulum.Date(self.year, last_month, 1).end_of("month"),
        )

    def next(self) -> Quarter:
        """The quarter that follows, across the year's end where needed."""
        if self.number == _QUARTERS:
            return Quarter(year=self.year + 1, number=1)
        return Quarter(year=self.year, number=self.number + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.number}"
