"""By when something is to be done (时限).

A deadline counts as the last day of what is printed: "2022" is 31 December 2022. Words that name no
year (年底前) stay unresolved with their reason; they never become this year.
"""

from __future__ import annotations

import calendar
import enum
import re

import attrs
import pendulum

from yigai.errors import InvalidValue, Text

PRINTED_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATE_FORMS = Text(zh='日期 "2023-12-31"、"2023-12" 或 "2023"', en='a date "2023-12-31", "2023-12" or "2023"')


class Precision(enum.Enum):
    """How finely a deadline is printed (精度)."""

    DAY = "day"
    """日: a day."""
    MONTH = "month"
    """月: a month."""
    YEAR = "year"
    """年: a year."""


class Basis(enum.Enum):
    """Where the deadline stands (时限出处)."""

    PRINTED = "printed"
    """条文自身: at the statement itself."""
    SENTENCE = "sentence"
    """同一句: earlier in its sentence."""
    SECTION = "section"
    """部分标题: in the heading of its section."""


@attrs.frozen(kw_only=True)
class Due:
    """A deadline (时限): a date with its precision, or an unresolved one with the reason.

    Exactly one of `date` and `unresolved` is given. `printed` keeps the words of the text.

    >>> Due.parse("2022").date
    Date(2022, 12, 31)
    """

    date: pendulum.Date | None = None
    """The last day of what is printed; none when unresolved."""
    precision: Precision = Precision.DAY
    """How finely it is printed."""
    printed: str | None = None
    """The words of the text."""
    basis: Basis = Basis.PRINTED
    """Where it stands."""
    unresolved: str | None = None
    """Why no date can be told."""

    def __attrs_post_init__(self) -> None:
        if (self.date is None) == (self.unresolved is None):
            raise InvalidValue(
                found=Text(zh="两者都有", en="both") if self.date else Text(zh="两者都没有", en="neither"),
                expected=Text(zh="date 与 unresolved 二者之一", en="exactly one of date and unresolved"),
            )

    @classmethod
    def parse(cls, text: str, *, printed: str | None = None, basis: Basis = Basis.PRINTED) -> Due:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the last day of what is printed counts.

        Raises `InvalidValue` for anything else.
        """
        match = PRINTED_DATE.fullmatch(text)
        if match is None:
            raise InvalidValue(found=repr(text), expected=_DATE_FORMS)
        year, month, day = int(match[1]), int(match[2] or 12), match[3]
        try:
            date = pendulum.Date(year, month, int(day) if day else calendar.monthrange(year, month)[1])
        except ValueError:
            raise InvalidValue(found=repr(text), expected=_DATE_FORMS) from None
        precision = Precision.DAY if day else Precision.MONTH if match[2] else Precision.YEAR
        return cls(date=date, precision=precision, printed=printed, basis=basis)

    @property
    def text(self) -> str:
        """The date at its printed precision, as `parse` reads it; empty when unresolved."""
        if self.date is None:
            return ""
        return self.date.isoformat()[: {Precision.DAY: 10, Precision.MONTH: 7}.get(self.precision, 4)]

    def __str__(self) -> str:
        return self.text or self.printed or "?"
