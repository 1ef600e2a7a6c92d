"""Cost sharing with the insured (待遇支付): deductible, tiers and cap of one stay."""

from __future__ import annotations

from typing import ClassVar

import attrs

from yigai.errors import Text
from yigai.model.payment.coverage import gaps, overlaps, runs_upward
from yigai.model.payment.parameter import Sourced
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import TierBase
from yigai.values.money import Money
from yigai.values.ratio import Ratio

_NOTHING = Money(0)
Amounts = tuple[Money, Money | None]


@attrs.frozen(kw_only=True)
class Tier:
    """From `start` to `end`, the fund pays the `ratio`; the last tier has no end."""

    start: Money
    end: Money | None = None
    ratio: Ratio

    def __attrs_post_init__(self) -> None:
        runs_upward(self.start, self.end, _NOTHING)


@attrs.frozen(kw_only=True)
class Tiers(Sourced):
    """The tiers (分段支付比例), each for the part of the cost that lies in it.

    `base` says over what they run; a single tier needs no answer.
    """

    each: ClassVar[Text] = Text(zh="段", en="tier")

    base: TierBase | None = None
    tiers: tuple[Tier, ...] = ()

    @property
    def gaps(self) -> tuple[Amounts, ...]:
        """The amounts that no tier covers."""
        return gaps(self.ranges, _NOTHING)

    @property
    def overlaps(self) -> tuple[Amounts, ...]:
        """The amounts that two tiers cover."""
        return overlaps(self.ranges)

    @property
    def ranges(self) -> tuple[Amounts, ...]:
        """From where to just below where each runs, as the file has them."""
        return tuple((each.start, each.end) for each in self.tiers)


@attrs.frozen(kw_only=True)
class CostSharing(RuleHead):
    """What the fund and the patient pay of one stay.

    How much of the deductible and of the cap a person has left when a stay begins comes with the activity:
    it depends on stays before, in order, which no step of a program follows. `capped` says whether there is
    a cap at all.
    """

    tiers: Tiers | None = None
    capped: bool | None = None
