"""What is held back until the assessment of the year, and what was paid in its course."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from oracle.exact import down, half_up, known, share


class Held(NamedTuple):
    """Deposits in fen, month by month and in all, and what is left to pay at the year's end."""

    held: list[int]
    returned: int
    due: int
    left: int


def deposit(amount: int, rate: Fraction, *, rounded_down: bool) -> int:
    """What is held back of an amount."""
    return down(amount * rate) if rounded_down else half_up(amount * rate)


def monthly(
    months: Sequence[int],
    rate: Fraction,
    *,
    payable: int,
    assessment: Fraction,
    advance: int,
    rounded_down: bool,
) -> Held:
    """A deposit of each month's bill."""
    held = [deposit(month, rate, rounded_down=rounded_down) for month in months]
    paid = sum(months) - sum(held)
    return _year_end(held, payable, assessment, paid + advance)


def yearly(
    payable: int | None,
    rate: Fraction,
    *,
    assessment: Fraction | None,
    paid: int | None,
    advance: int | None,
    rounded_down: bool,
) -> Held:
    """A deposit of the year's amount, of which some was paid already."""
    held = [deposit(known(payable), rate, rounded_down=rounded_down)]
    return _year_end(held, known(payable), known(assessment), known(paid) + known(advance))


def _year_end(held: list[int], payable: int, assessment: Fraction, paid: int) -> Held:
    returned = half_up(sum(held) * share(assessment))
    due = payable - (sum(held) - returned)
    return Held(held, returned, due, due - paid)
