"""Rules that decide: yes, no, or None where what is known does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import NoAmount, Why, down, over, share, up
from oracle.worth import HOLDS

Answer = bool | None


def every(answers: Iterable[Answer]) -> Answer:
    """No where one is no; else open where one is open."""
    found = set(answers)
    return False if False in found else None if None in found else True


def one_of(answers: Iterable[Answer]) -> Answer:
    """Yes where one is yes; else open where one is open."""
    found = set(answers)
    return True if True in found else None if None in found else False


class Threshold(NamedTuple):
    """An indicator, and the side of the edge it has to be on."""

    indicator: str
    side: str
    edge: Fraction

    def met(self, measured: Mapping[str, Fraction | None]) -> Answer:
        value = measured.get(self.indicator)
        return None if value is None else HOLDS[self.side](value, self.edge)


class Review(NamedTuple):
    """Whether prices may change."""

    opened: Answer
    stopped: Answer
    may_rise: Answer
    may_cut: Answer


def price_review(
    triggers: Sequence[Threshold],
    vetoes: Sequence[Threshold],
    measured: Mapping[str, Fraction | None],
    *,
    special: Answer,
) -> Review:
    """One trigger opens, one veto stops rises; a special adjustment passes both."""
    opened = one_of(each.met(measured) for each in triggers)
    stopped = one_of(each.met(measured) for each in vetoes)
    not_stopped = None if stopped is None else not stopped
    return Review(opened, stopped, one_of([special, every([opened, not_stopped])]), one_of([special, opened]))


def gate(
    costs: Sequence[int | None],
    days: int | None,
    *,
    is_listed: Answer,
    classes: Sequence[Answer],
    least_share: Fraction,
    least_days: int,
    least_classes: int,
) -> Answer:
    """Enough Chinese medicine (the first cost), long enough, listed, and enough classes of operation."""
    enough: Answer = None
    known = [cost for cost in costs if cost is not None]
    if len(known) == len(costs):
        if sum(known) == 0:
            raise NoAmount(Why.OUT_OF_BOUNDS)
        enough = Fraction(known[0], sum(known)) >= least_share
    surely = sum(each is True for each in classes)
    possibly = sum(each is not False for each in classes)
    there = True if surely >= least_classes else False if possibly < least_classes else None
    return every([enough, None if days is None else days >= least_days, is_listed, there])


class PayShare(NamedTuple):
    """The share of staff in per cent, cut to four decimals; what it is short of; whether it is met."""

    percent: Fraction
    short: int
    met: bool


def pay_share(staff: int, spending: int, target: Fraction, side: str) -> PayShare:
    """The share against its target, compared exactly."""
    exact = over(staff, spending)
    return PayShare(
        Fraction(down(exact * 100 * 10_000), 10_000),
        max(0, up(spending * share(target) - staff)),
        HOLDS[side](exact, target),
    )
