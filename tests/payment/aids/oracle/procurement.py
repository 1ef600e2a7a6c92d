"""What is kept of the money that a volume-based procurement saves."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import down, known


class Product(NamedTuple):
    """A product at an institution; amounts in fen, quantities in pieces."""

    need: int | None
    prior_price: int | None
    agreed: int | None
    used: int | None
    price: int | None
    others: int | None

    def saved(self) -> int | None:
        """What was left over, maybe less than nothing; None where the agreed quantity was missed."""
        budget = known(self.need) * known(self.prior_price)
        spent = known(self.agreed) * known(self.price) + known(self.others)
        return budget - spent if known(self.used) >= known(self.agreed) else None


class Steps(NamedTuple):
    """From which score which rate; and which part of everything is the insurance's."""

    rates: Sequence[tuple[Fraction, Fraction]]
    part: Fraction

    def kept(self, saved: int, score: Fraction | None, *, passed: bool | None) -> int:
        """The part of what was saved that the score keeps, rounded down; nothing where it was failed."""
        if saved * self.part <= 0 or not known(passed):
            return 0
        reached = [(start, rate) for start, rate in self.rates if known(score) >= start]
        _, rate = max(reached)
        return down(saved * self.part * rate)
