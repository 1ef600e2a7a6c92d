"""What a whole number counts in a settlement: fen, ten-thousandths of a point, days, cases.

Every column of a settlement is whole numbers of one measure. The scale says how many of them make one of
the unit people speak of: 100 fen are one yuan.
"""

from __future__ import annotations

import enum
from fractions import Fraction

import pendulum

from yigai.errors import NOTHING, Text


class Measure(enum.Enum):
    """A measure; a flag is 0 or 1, a date counts days, a word is text and takes no part in arithmetic.

    A weight keeps eight decimals, so that a relative weight times a factor, of four each, is exact.
    """

    MONEY = "money"
    POINTS = "points"
    WEIGHT = "weight"
    FACTOR = "factor"
    QUANTITY = "quantity"
    COUNT = "count"
    DAYS = "days"
    FLAG = "flag"
    DATE = "date"
    WORD = "word"

    @property
    def scale(self) -> int:
        """How many whole numbers make one unit."""
        return _SCALE.get(self, 1)

    @property
    def unit(self) -> Text:
        """The unit's name, empty where there is none."""
        return _UNIT.get(self, NOTHING)

    @property
    def places(self) -> int:
        """The decimals of a unit that a whole number keeps."""
        return len(str(self.scale)) - 1

    def printed(self, value: int | str | None) -> str:
        """A whole number of this measure as people write it, in units; "?" where it is unknown.

        >>> Measure.MONEY.printed(-1234), Measure.POINTS.printed(10034572)
        ('-12.34', '1003.4572')
        """
        if value is None:
            return "?"
        if isinstance(value, str):
            return value
        if self is Measure.DATE:
            return pendulum.Date.fromordinal(value).isoformat()
        whole, rest = divmod(abs(value), self.scale)
        decimals = f".{rest:0{self.places}d}" if self.places else ""
        return f"{'-' if value < 0 else ''}{whole}{decimals}"

    def exact(self, value: int) -> Fraction:
        """The same in units, exactly."""
        return Fraction(value, self.scale)


_SCALE = {
    Measure.MONEY: 100,
    Measure.POINTS: 10_000,
    Measure.WEIGHT: 100_000_000,
    Measure.FACTOR: 10_000,
    Measure.QUANTITY: 10_000,
}
_UNIT = {
    Measure.MONEY: Text(zh="元", en="yuan"),
    Measure.POINTS: Text(zh="点", en="points"),
    Measure.DAYS: Text(zh="天", en="days"),
}
