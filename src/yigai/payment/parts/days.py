"""Days that a rule counts from (期限): a day of the year after, or so many years back.

A calendar has no place in a formula, so the day is found once, when the rule becomes a program.
"""

from __future__ import annotations

from fractions import Fraction

import pendulum

from yigai.payment.figures import Read
from yigai.values.month_day import MonthDay

_FEBRUARY, _LEAP_DAY = 2, 29


def after_the_year(as_of: pendulum.Date) -> Read:
    """A month and a day in the year that follows the one settled."""

    def read(day: MonthDay) -> tuple[Fraction, str]:
        return _figure(day.in_year(as_of.year + 1))

    return read


def years_before(as_of: pendulum.Date) -> Read:
    """The earliest day from which it is no more than so many years to `as_of`."""

    def read(years: int) -> tuple[Fraction, str]:
        return _figure(earliest_within(as_of, years))

    return read


def earliest_within(as_of: pendulum.Date, years: int) -> pendulum.Date:
    """The earliest day that, so many years on, is not before `as_of`.

    29 February falls on the 28th of a year without one, so nothing before 1 March reaches 29 February.

    >>> str(earliest_within(pendulum.date(2024, 2, 29), 2))
    '2022-03-01'
    """
    year = max(as_of.year - years, pendulum.Date.min.year)
    if (as_of.month, as_of.day) == (_FEBRUARY, _LEAP_DAY) and not pendulum.Date(year, 1, 1).is_leap_year():
        return pendulum.Date(year, _FEBRUARY + 1, 1)
    return as_of.replace(year=year)


def _figure(day: pendulum.Date) -> tuple[Fraction, str]:
    return Fraction(day.toordinal()), day.isoformat()
