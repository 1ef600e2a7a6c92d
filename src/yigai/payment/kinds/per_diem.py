"""Payment by bed-day (按床日付费) as steps.

With rates: the days of the stay at the rates of the segments they lie in. With points: days x the points of
the group for one day; the points of all cases share the pool.
"""

from __future__ import annotations

from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.per_diem import DayRates, PerDiem
from yigai.model.payment.words import BandMethod, DayPayment
from yigai.payment.builder import Builder
from yigai.payment.formula import Formula, Quantity, Relation, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import is_covered, not_negative
from yigai.payment.parts.by_case import paid_by_case
from yigai.payment.parts.holding import left_to_pay
from yigai.payment.parts.listed import of_list
from yigai.payment.parts.pieces import Piece, marginal, whole
from yigai.payment.parts.point_budget import points_of, settled
from yigai.payment.program import Program, Table

_CASE = Table.CASE
_DAY = Text(zh="分段末日", en="last day of the segment")
_RATE = Text(zh="床日标准", en="rate of a day")


def program(rule: PerDiem, as_of: pendulum.Date) -> Program:
    """The steps of a per-diem rule on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    match rule.pays:
        case DayPayment.POINTS:
            value = settled(b, points_of(b, _day_points(b)), rule.budget, rule.settlement)
        case DayPayment.RATES | None:
            if rule.pays is None:
                b.leave_open("pays")
            value = paid_by_case(b, _day_money(b, rule), less_patients=rule.less_patients)
        case _:
            assert_never(rule.pays)
    return b.program(left_to_pay(b, rule.holding, value))


def _day_points(b: Builder) -> Quantity:
    points = b.need(_CASE, "days") * b.need(Table.GROUP, "points")
    return b.compute(
        _CASE,
        "case_points",
        points,
        Measure.POINTS,
        Text(zh="病例床日点数", en="points of the days"),
    )


def _day_money(b: Builder, rule: PerDiem) -> Quantity:
    by_category: dict[str, Formula] = {}
    others: Formula | None = None
    for at, rates in enumerate(rule.rates):
        formula = _by_segment(b, rates, f"rates[{at}]")
        if rates.category is None:
            others = formula
        else:
            by_category[rates.category] = formula
    if not rule.rates:
        b.leave_open("rates")
        others = number(0)
    worth = others
    if by_category or worth is None:
        worth = of_list(b, b.need(_CASE, "category"), by_category, within="rates", otherwise=others)
    return b.compute(_CASE, "payment", worth, Measure.MONEY, Text(zh="床日费用", en="worth of the days"))


def _by_segment(b: Builder, rates: DayRates, path: str) -> Formula:
    days = b.need(_CASE, "days")
    covered = is_covered(b, f"{path}.segments", rates)
    pieces: list[Piece] = []
    for at, segment in sorted(enumerate(rates.segments), key=lambda each: each[1].first):
        name = f"{path}.segments[{at}]"
        start = pieces[-1].end if pieces else None
        end = None if segment.last is None else b.literal(f"{name}.to", segment.last, _DAY, rates)
        rate = not_negative(b, b.literal(f"{name}.rate", segment.rate, _RATE, rates))
        pieces.append(Piece(start=start, end=end, rate=rate))
    if not covered:
        return number(0)
    match rates.method:
        case BandMethod.MARGINAL:
            return marginal(pieces, days)
        case BandMethod.WHOLE:
            return whole(pieces, days, below=Relation.AT_MOST)
        case None:
            if len(pieces) > 1:
                b.leave_open(f"{path}.method")
            return marginal(pieces, days)
        case _:
            assert_never(rates.method)
