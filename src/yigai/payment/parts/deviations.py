"""Cases far from the usual cost (费用偏差病例): which zone a case lies in, and what it is worth there."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

import attrs

from yigai.errors import Text
from yigai.model.payment.points import Deviations, Zone
from yigai.model.payment.words import Correction, ReferenceCost
from yigai.payment.builder import Builder
from yigai.payment.formula import (
    Both,
    Choice,
    Comparison,
    Condition,
    Formula,
    Not,
    Relation,
    number,
)
from yigai.payment.program import Status, Table

_EDGE = Text(zh="偏差边界", en="edge of the deviation")
_SHARE = Text(zh="超出部分支付比例", en="share of the excess")
_WITHIN = "deviations"
_EXCESS = (Correction.EXCESS, Correction.EXCESS_PLUS_FACTOR)


@attrs.frozen(kw_only=True)
class Usual:
    """A usual case: its worth before the institution's factor, and that factor."""

    worth: Formula
    factor: Formula


def corrected(
    b: Builder, part: Deviations, usual: Usual, *, of_money: Callable[[Formula], Formula] | None
) -> Formula:
    """What every case is worth by its zone; `of_money` gives an amount in the unit of a case's worth.

    Zones for review are passed over here: their cases have been set aside, or are worth what was decided.
    """
    formula = usual.worth * usual.factor
    if not part.zones:
        b.leave_open(f"{_WITHIN}.zones")
    for at, zone in _inner_first(part):
        if zone.then is Correction.REVIEW:
            continue
        here = _in_zone(b, part, at, zone, usual=usual, of_money=of_money)
        formula = formula if here == formula else Choice(_inside(b, part, at, zone), here, formula)
    return formula


def send_to_review(b: Builder, part: Deviations, *, decided: Condition | None) -> None:
    """Set aside the cases of zones without automatic points, except where their review is decided."""
    for at, zone in _inner_first(part):
        if zone.then is Correction.REVIEW:
            reason = Text(
                zh=f"费用为标准的 {_said(zone)} 倍，无自动点数，待特例单议",
                en=f"cost {_said(zone)} times the standard: no automatic points, for review",
            )
            when = _lies_in(b, part, at, zone, decided=decided)
            b.exclude(Table.CASE, f"to_review_{at + 1}", when, reason, status=Status.REVIEW)


def refuse_corrections(b: Builder, part: Deviations, usual: Usual, *, decided: Condition | None) -> None:
    """Reject the cases whose correction is not above zero.

    That happens only where a case is classified by one mean and corrected by a higher one: then it may cost
    more than twice the standard and still be worth nothing.
    """
    if part.classified_by is part.corrected_by:
        return
    for at, zone in _inner_first(part):
        if zone.then in _EXCESS:
            reason = Text(zh="偏差修正系数不大于零", en="the correction of its deviation is not above zero")
            factor = _excess_factor(b, part, at, zone, usual)
            when = Both(_lies_in(b, part, at, zone, decided=decided), factor.at_most(number(0)))
            b.exclude(Table.CASE, f"no_correction_{at + 1}", when, reason, status=Status.REJECTED)


def _inner_first(part: Deviations) -> list[tuple[int, Zone]]:
    """The zones with their places in the rule, on each side from the inside to the outermost."""

    def outwards(placed: tuple[int, Zone]) -> tuple[bool, Fraction]:
        zone = placed[1]
        edge = zone.edge.as_fraction()
        upward = zone.when is None or zone.when.is_upward
        return upward, edge if upward else -edge

    return sorted(enumerate(part.zones), key=outwards)


def _lies_in(b: Builder, part: Deviations, at: int, zone: Zone, *, decided: Condition | None) -> Condition:
    """That an undecided case lies in a zone and in none further out."""
    here = _inside(b, part, at, zone)
    for other_at, other in _inner_first(part):
        if _is_further(other, zone):
            here = Both(here, Not(_inside(b, part, other_at, other)))
    return here if decided is None else Both(Not(decided), here)


def _inside(b: Builder, part: Deviations, at: int, zone: Zone) -> Condition:
    path = f"{_WITHIN}.zones[{at}]"
    if zone.when is None:
        b.leave_open(f"{path}.when")
    relation = Relation(zone.when.value) if zone.when else Relation.MORE
    return Comparison(_ratio(b, part.classified_by, "classified_by"), relation, _edge(b, part, at, zone))


def _is_further(one: Zone, other: Zone) -> bool:
    if one.when is None or other.when is None or one.when.is_upward is not other.when.is_upward:
        return False
    return one.edge > other.edge if one.when.is_upward else one.edge < other.edge


def _in_zone(
    b: Builder,
    part: Deviations,
    at: int,
    zone: Zone,
    *,
    usual: Usual,
    of_money: Callable[[Formula], Formula] | None,
) -> Formula:
    match zone.then:
        case Correction.NONE | Correction.REVIEW:
            return usual.worth * usual.factor
        case Correction.COST:
            return _money(b, b.need(Table.CASE, "cost"), of_money)
        case Correction.RATIO:
            return usual.worth * _ratio(b, part.corrected_by, "corrected_by") * usual.factor
        case Correction.EXCESS:
            return usual.worth * _excess_factor(b, part, at, zone, usual) * usual.factor
        case Correction.EXCESS_PLUS_FACTOR:
            return usual.worth * _excess_factor(b, part, at, zone, usual)
        case Correction.EXCESS_SHARE:
            above = b.need(Table.CASE, "cost") - _edge(b, part, at, zone) * _measured_by(b, part)
            return usual.worth * usual.factor + _money(b, above * _share(b, part, at, zone), of_money)
        case None:
            b.leave_open(f"{_WITHIN}.zones[{at}].then")
            return usual.worth * usual.factor
        case _:
            assert_never(zone.then)


def _excess_factor(b: Builder, part: Deviations, at: int, zone: Zone, usual: Usual) -> Formula:
    """The excess r - edge, plus 1 or plus the institution's factor, which then is not applied again."""
    over = _ratio(b, part.corrected_by, "corrected_by") - _edge(b, part, at, zone)
    return over + (usual.factor if zone.then is Correction.EXCESS_PLUS_FACTOR else number(1))


def _edge(b: Builder, part: Deviations, at: int, zone: Zone) -> Formula:
    return b.literal(f"{_WITHIN}.zones[{at}].edge", zone.edge, _EDGE, part)


def _share(b: Builder, part: Deviations, at: int, zone: Zone) -> Formula:
    path = f"{_WITHIN}.zones[{at}].share"
    if zone.share is None:
        b.leave_open(path)
        return number(0)
    return b.literal(path, zone.share, _SHARE, part)


def _money(b: Builder, amount: Formula, of_money: Callable[[Formula], Formula] | None) -> Formula:
    if of_money is None:
        b.leave_open("budget.start_value")
        return amount
    return of_money(amount)


def _ratio(b: Builder, reference: ReferenceCost | None, name: str) -> Formula:
    """The cost of a case over what it is measured by."""
    return b.need(Table.CASE, "cost") / _reference(b, reference, name)


def _measured_by(b: Builder, part: Deviations) -> Formula:
    return _reference(b, part.classified_by, "classified_by")


def _reference(b: Builder, reference: ReferenceCost | None, name: str) -> Formula:
    match reference:
        case ReferenceCost.LEVEL_MEAN:
            b.bring(Table.CASE, b.need(Table.INSTITUTION, "level"))
            return b.need(Table.GROUP_LEVEL, "mean_cost")
        case ReferenceCost.GROUP_MEAN:
            return b.need(Table.GROUP, "mean_cost")
        case ReferenceCost.STANDARD:
            return b.need(Table.GROUP, "price")
        case None:
            b.leave_open(f"{_WITHIN}.{name}")
            return number(1)
        case _:
            assert_never(reference)


def _said(zone: Zone) -> str:
    return f"{zone.when.value if zone.when else '?'} {zone.edge}"
