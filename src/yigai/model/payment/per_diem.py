"""Payment by bed-day (按床日付费): long stays at so much a day, or at so many points."""

from __future__ import annotations

from typing import ClassVar

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import positive
from yigai.model.payment.coverage import gaps, overlaps
from yigai.model.payment.holding import Holding
from yigai.model.payment.once import refuse_both, refuse_twice
from yigai.model.payment.parameter import Sourced
from yigai.model.payment.points import PointBudget, PointSettlement
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import BandMethod, DayPayment
from yigai.values.money import Money

Days = tuple[int, int | None]


@attrs.frozen(kw_only=True)
class DaySegment:
    """From day `first` to day `last` of a stay, both included, so much a day; the last has no end."""

    first: int = attrs.field(validator=positive)
    last: int | None = None
    rate: Money
    """What one day is paid (床日标准)."""

    def __attrs_post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise InvalidValue(
                found=f"{self.first}..{self.last}",
                expected=Text(zh="末日不早于首日", en="a last day not before the first"),
            )


@attrs.frozen(kw_only=True)
class DayRates(Sourced):
    """The rates of one category of cases (床日标准); without a category, of all that have no own.

    `method` says whether each day has the rate of its own segment, or all days that of the segment the stay
    reaches; one segment needs no answer.
    """

    each: ClassVar[Text] = Text(zh="段", en="segment")

    category: str | None = None
    """The category of cases (类别)."""
    method: BandMethod | None = None
    segments: tuple[DaySegment, ...] = ()

    @property
    def gaps(self) -> tuple[Days, ...]:
        """The days without a rate, from the first to the one before the next segment."""
        return gaps(self.ranges, 1)

    @property
    def overlaps(self) -> tuple[Days, ...]:
        """The days with two rates."""
        return overlaps(self.ranges)

    @property
    def ranges(self) -> tuple[Days, ...]:
        """From where to just below where each runs, as the file has them."""
        return tuple((each.first, None if each.last is None else each.last + 1) for each in self.segments)


@attrs.frozen(kw_only=True)
class PerDiem(RuleHead):
    """A rule of payment by bed-day.

    With `rates` a case is worth its days at their rates; with `points` its days times the points of its
    group, and all points share a budget. `less_patients` takes the patients' payments off the rates.
    """

    pays: DayPayment | None = None
    rates: tuple[DayRates, ...] = ()
    less_patients: bool | None = None
    budget: PointBudget | None = None
    settlement: PointSettlement | None = None
    holding: Holding | None = None

    def __attrs_post_init__(self) -> None:
        refuse_twice(each.category or "" for each in self.rates)
        if self.pays is DayPayment.RATES:
            refuse_both(("pays: rates", self.pays), ("budget", self.budget))
        if self.pays is DayPayment.POINTS:
            refuse_both(("pays: points", self.pays), ("rates", self.rates))
