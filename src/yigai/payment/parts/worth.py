"""What a single case is worth (病例计付): as usual, by its deviation, or as its review decided.

The same for points, for weights and for money. What differs is what a usual case is worth, and what an amount
of money is worth in the same unit.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from yigai.errors import Text
from yigai.model.activity import ReviewOutcome
from yigai.model.payment.points import Deviations, PointBudget, SpecialCaseReview
from yigai.payment.builder import Builder
from yigai.payment.formula import Both, Choice, Condition, Either, Formula, Not
from yigai.payment.parts.bounds import above_zero
from yigai.payment.parts.deviations import Usual, corrected, refuse_corrections, send_to_review
from yigai.payment.program import Status, Table

_CASE = Table.CASE


@attrs.frozen(kw_only=True)
class Priced(Usual):
    """A usual case, with what money is worth in its unit; None where nobody says what."""

    of_money: Callable[[Formula], Formula] | None


def at_start_value(b: Builder, budget: PointBudget | None) -> Callable[[Formula], Formula] | None:
    """What an amount of money counts in points or weights: divided by the start-of-year value.

    The value of the settlement itself would go round in a circle.
    """
    if budget is None or budget.start_value is None:
        return None
    return lambda amount: amount / above_zero(b, b.given(budget, "start_value", within="budget"))


def wait_for_review(
    b: Builder, review: SpecialCaseReview | None, name: str, when: Condition, says: Text
) -> None:
    """Set aside the cases where a condition holds, except where their review is decided."""
    decided = _decided(b, review)
    when = when if decided is None else Both(Not(decided), when)
    b.exclude(_CASE, name, when, says, status=Status.REVIEW)


def ungrouped_wait(b: Builder, review: SpecialCaseReview | None) -> None:
    """Set aside the cases without a group; a decided one needs a group too, if only a row of its own."""
    says = Text(zh="未入组，待特例单议", en="no group: for review")
    wait_for_review(b, review, "ungrouped", Not(b.need(_CASE, "group").known()), says)


def worth(
    b: Builder, usual: Priced, deviations: Deviations | None, review: SpecialCaseReview | None
) -> Formula:
    """What every case is worth; those without an automatic worth are set aside for a review.

    A decided review comes before everything else, where the rule has reviews.
    """
    decided = _decided(b, review)
    by_deviation: Formula = usual.worth * usual.factor
    if deviations is not None:
        send_to_review(b, deviations, decided=decided)
        refuse_corrections(b, deviations, usual, decided=decided)
        by_deviation = corrected(b, deviations, usual, of_money=usual.of_money)
    if decided is None:
        return by_deviation
    return Choice(decided, _by_review(b, usual), by_deviation)


def _decided(b: Builder, review: SpecialCaseReview | None) -> Condition | None:
    return None if review is None else b.need(_CASE, "review_outcome", optional=True).known()


def _by_review(b: Builder, usual: Priced) -> Formula:
    """Its cost, the amount the review set, or as a usual case of its group."""
    outcome = b.need(_CASE, "review_outcome", optional=True)
    by_item = outcome.is_word(ReviewOutcome.BY_ITEM.value)
    adjusted = outcome.is_word(ReviewOutcome.ADJUSTED.value)
    as_grouped = usual.worth * usual.factor
    if usual.of_money is None:
        says = Text(
            zh="单议按金额付费，而规则没有年初预算点值",
            en="the review set an amount, and the rule has no start-of-year value",
        )
        b.exclude(_CASE, "no_start_value", Either(by_item, adjusted), says, status=Status.REJECTED)
        return as_grouped
    cost, amount = b.need(_CASE, "cost"), b.need(_CASE, "review_amount", optional=True)
    return Choice(by_item, usual.of_money(cost), Choice(adjusted, usual.of_money(amount), as_grouped))
