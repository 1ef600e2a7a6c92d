"""Cases far from the usual cost (费用偏差病例): which zone a case lies in, and what its points become."""

from __future__ import annotations

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
_WITHIN = "deviations"


@attrs.frozen(kw_only=True)
class Corrected:
    """What a case's points are multiplied by: the correction, and the institution factor where it counts."""

    correction: Formula
    factor: Formula


def corrected(b: Builder, part: Deviations | None, *, factor: Formula, by_cost: Formula) -> Corrected:
    """The correction and factor of every case, by its zone; `by_cost` makes its points those of its cost."""
    usual = Corrected(correction=number(1), factor=factor)
    if part is None:
        return usual
    for zone, lies_in in _zones(b, part):
        here = _in_zone(b, part, zone, factor=factor, by_cost=by_cost)
        usual = Corrected(
            correction=_if(lies_in, here.correction, usual.correction),
            factor=_if(lies_in, here.factor, usual.factor),
        )
    return usual


def send_to_review(b: Builder, part: Deviations | None, *, decided: Condition) -> None:
    """Set aside the cases of zones without automatic points, except where their review is decided."""
    for at, (zone, lies_in) in enumerate(_zones(b, part) if part is not None else ()):
        if zone.then is Correction.REVIEW:
            reason = Text(
                zh=f"费用为标准的 {_said(zone)} 倍，无自动点数，待特例单议",
                en=f"cost {_said(zone)} times the standard: no automatic points, for review",
            )
            when = Both(Not(decided), lies_in)
            b.exclude(Table.CASE, f"to_review_{at + 1}", when, reason, status=Status.REVIEW)


def _zones(b: Builder, part: Deviations) -> list[tuple[Zone, Condition]]:
    """Every zone with the condition that a case lies in it and in no zone further out."""
    inside = [(zone, _inside(b, part, at, zone)) for at, zone in enumerate(part.zones)]
    found: list[tuple[Zone, Condition]] = []
    for zone, condition in inside:
        here = condition
        for other in (other for each, other in inside if _is_further(each, zone)):
            here = Both(here, Not(other))
        found.append((zone, here))
    return found


def _inside(b: Builder, part: Deviations, at: int, zone: Zone) -> Condition:
    path = f"{_WITHIN}.zones[{at}]"
    if zone.when is None:
        b.leave_open(f"{path}.when")
    relation = Relation(zone.when.value) if zone.when else Relation.MORE
    edge = b.literal(f"{path}.edge", zone.edge, _EDGE, part)
    return Comparison(_ratio(b, part.classified_by, "classified_by"), relation, edge)


def _is_further(one: Zone, other: Zone) -> bool:
    if one.when is None or other.when is None or one.when.is_upward is not other.when.is_upward:
        return False
    return one.edge > other.edge if one.when.is_upward else one.edge < other.edge


def _in_zone(b: Builder, part: Deviations, zone: Zone, *, factor: Formula, by_cost: Formula) -> Corrected:
    match zone.then:
        case Correction.NONE | Correction.REVIEW:
            return Corrected(correction=number(1), factor=factor)
        case Correction.COST:
            return Corrected(correction=by_cost, factor=number(1))
        case Correction.RATIO:
            return Corrected(correction=_ratio(b, part.corrected_by, "corrected_by"), factor=factor)
        case Correction.EXCESS:
            over = _ratio(b, part.corrected_by, "corrected_by") - _edge(b, part, zone)
            return Corrected(correction=over + number(1), factor=factor)
        case Correction.EXCESS_PLUS_FACTOR:
            over = _ratio(b, part.corrected_by, "corrected_by") - _edge(b, part, zone)
            return Corrected(correction=over + factor, factor=number(1))
        case _:
            assert_never(zone.then)


def _edge(b: Builder, part: Deviations, zone: Zone) -> Formula:
    at = part.zones.index(zone)
    return b.literal(f"{_WITHIN}.zones[{at}].edge", zone.edge, _EDGE, part)


def _ratio(b: Builder, reference: ReferenceCost | None, name: str) -> Formula:
    """The cost of a case over what it is measured by."""
    cost = b.need(Table.CASE, "cost")
    match reference:
        case ReferenceCost.LEVEL_MEAN:
            b.bring(Table.CASE, b.need(Table.INSTITUTION, "level"))
            return cost / b.need(Table.GROUP_LEVEL, "mean_cost")
        case ReferenceCost.GROUP_MEAN:
            return cost / b.need(Table.GROUP, "mean_cost")
        case None:
            b.leave_open(f"{_WITHIN}.{name}")
            return number(1)
        case _:
            assert_never(reference)


def _if(when: Condition, then: Formula, otherwise: Formula) -> Formula:
    return then if then == otherwise else Choice(when, then, otherwise)


def _said(zone: Zone) -> str:
    return f"{zone.when.value if zone.when else '?'} {zone.edge}"
