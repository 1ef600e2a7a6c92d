"""Years of DRG (按病组付费年度), by rate and by points, and the same for the oracle."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs
import pendulum
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generated.agree import Drawn, Kinds, Said
from generated.draws import NAMES, amount, exactly, fen, fen_of, near, ratio, ratios, with_a_gap
from generated.holdings import COLUMNS, Deposit, deposits, holding_of, left_to_pay, with_advances
from generated.paying import (
    CODES,
    PROFILES,
    REVIEW,
    START_VALUE,
    cases,
    deviations,
    houses,
    institutions,
    means,
    payings,
    tied,
    wild,
    zones,
)
from generated.sharings import Bands, shared, sharing_of, sharings
from oracle import drg, pools
from oracle.exact import each, known
from yigai.model.activity import Activity, Area, Case, Cell, Group
from yigai.model.payment import BaseRate, DrgPoints, DrgRate, Parameter, Readmission
from yigai.model.payment.words import IncompleteStay, RateMode, ReferenceCost
from yigai.payment.program import Table
from yigai.values.money import Money
from yigai.values.scaled import Factor, Points

LEVELS: dict[str, str] = dict.fromkeys(NAMES, "三级")
FIRST_DAY = pendulum.date(2024, 1, 31)
GAPS = {
    "cases": ("cost", "patient_paid", "group"),
    "groups": ("mean_cost",),
    "institutions": ("assessment", "audit_deduction", "fund_share"),
}


@attrs.frozen
class RateYear:
    """A rule by base rate, an activity, and the terms of the oracle."""

    rule: DrgRate
    activity: Activity
    terms: pools.Terms
    rate: drg.Rate
    sharing: Bands | None
    deposit: Deposit | None

    def said(self) -> Said:
        """What the oracle makes of it."""
        year = drg.by_rate(
            [_stay(self.activity, case, self.rule) for case in self.activity.cases],
            houses(self.activity),
            zones(self.rule.deviations),
            factors={
                house.id: exactly(house.factor) if self.rule.institution_factor else Fraction(1)
                for house in self.activity.institutions
            },
            base_volumes={house.id: exactly(house.base_volume) for house in self.activity.institutions},
            terms=self.terms,
            rate=self.rate,
            start_value=START_VALUE,
        )
        said = _said(year, "case_payment" if self.rate.mode == "fixed" else "case_weight")
        left = left_to_pay(self._after_bands(year), self.activity, self.deposit)
        return attrs.evolve(said, amounts=left)

    def _after_bands(self, year: drg.Year) -> Mapping[str, int]:
        """The fund's part is the quota; it is set against what the fund would have paid by item."""
        sharing = self.sharing
        if sharing is None:
            return year.amounts
        billed = dict.fromkeys(year.amounts, 0)
        for case in self.activity.cases:
            if f"cases[{case.id}]" in year.cases:
                billed[case.institution] += known(fen_of(case.cost)) - known(fen_of(case.patient_paid))
        houses = {house.id: house for house in self.activity.institutions}

        def pays(name: str) -> int:
            quota = year.amounts[name]
            return shared(sharing, houses[name], quota=quota, cost=billed[name], base=quota).pays

        return each(houses, pays)


@st.composite
def rate_years(draw: DrawFn, mode: RateMode, amounts: SearchStrategy[int], *, most: int = 6) -> Drawn:
    paying = draw(payings(amounts))
    terms = paying.terms
    if mode is not RateMode.FLOATING:
        terms = terms._replace(published=False)
    if mode is RateMode.FIXED:
        terms = terms._replace(pool="")
    sharing, deposit = draw(st.none() | sharings()), draw(st.none() | deposits())
    terms = terms._replace(billed=sharing is not None)
    rate = drg.Rate(mode.value, draw(fen()), draw(ratios()), draw(st.none() | near(terms.fund // 4) | fen()))
    rule = DrgRate(
        id="rule",
        title="示例",
        base_rate=BaseRate(
            mode=mode,
            rate=amount(rate.rate),
            base_share=ratio(rate.base_share),
            cap=None if rate.cap is None else amount(rate.cap),
        ),
        institution_factor=draw(st.booleans()),
        deviations=deviations(draw(st.sampled_from(sorted(PROFILES))), ReferenceCost.GROUP_MEAN),
        review=draw(st.sampled_from([None, REVIEW])),
        budget=paying.budget,
        settlement=attrs.evolve(paying.settlement, published_value=terms.published),
        sharing=sharing_of(sharing),
        holding=holding_of(deposit),
    )
    groups = tuple(
        Group(code=code, relative_weight=draw(_weights()), mean_cost=draw(means(amounts))) for code in CODES
    )
    hospitals = tuple(
        attrs.evolve(
            draw(with_advances(house)),
            base_volume=draw(st.sampled_from([Factor(0), Factor(10_000)]) | _weights()),
            gate_indicator=Factor(draw(near(500))),
            reasonable_overrun=Money(draw(amounts)),
        )
        for house in draw(institutions(LEVELS, amounts))
    )
    activity = Activity(
        area=Area(discharges=1000),
        institutions=hospitals,
        groups=groups,
        cases=draw(cases(NAMES, amounts, most=most)),
    )
    gaps = GAPS | {
        "institutions": (*GAPS["institutions"], "factor", "base_volume", "gate_indicator", *COLUMNS)
    }
    year = RateYear(rule, draw(with_a_gap(activity, gaps)), terms, rate, sharing, deposit)
    return Drawn(rule, year.activity, year.said)


def _weights() -> SearchStrategy[Factor]:
    return (st.sampled_from([1, 3_333, 10_000]) | st.integers(1, 60_000)).map(Factor)


@attrs.frozen
class PointYear:
    """A rule by points, an activity, and the terms of the oracle."""

    rule: DrgPoints
    activity: Activity
    terms: pools.Terms
    points: drg.Points

    def said(self) -> Said:
        """What the oracle makes of it."""
        year = drg.by_points(
            [_stay(self.activity, case, self.rule) for case in self.activity.cases],
            houses(self.activity),
            zones(self.rule.deviations),
            terms=self.terms,
            rule=self.points,
            start_value=START_VALUE,
        )
        return _said(year, "case_points" if self.rule.readmission is None else "points_after_readmission")


@st.composite
def point_years(
    draw: DrawFn, incomplete: IncompleteStay, amounts: SearchStrategy[int], *, most: int = 6
) -> Drawn:
    paying = draw(payings(amounts))
    within = draw(st.sampled_from([None, 10, 15]))
    points = drg.Points(
        area_mean=draw(means(amounts)).fen,
        least_cases=5,
        incomplete=incomplete.value,
        day_base=Fraction(draw(st.integers(0, 50_000)), 10_000),
        within=within,
        same_institution=draw(st.booleans()),
    )
    rule = DrgPoints(
        id="rule",
        title="示例",
        area_mean=amount(points.area_mean),
        least_cases=Parameter.of(5),
        incomplete=incomplete,
        day_base=Parameter.of(Points(int(points.day_base * 10_000))),
        readmission=None
        if within is None
        else Readmission(days=Parameter.of(within), same_institution=points.same_institution),
        deviations=deviations(draw(st.sampled_from(sorted(PROFILES))), ReferenceCost.GROUP_MEAN),
        review=draw(st.sampled_from([None, REVIEW])),
        budget=paying.budget,
        settlement=paying.settlement,
    )
    groups = tuple(
        Group(
            code=code,
            mean_cost=draw(means(amounts)),
            cases=draw(st.sampled_from([4, 5, 5, 6, 40])),
            by_bed_day=draw(st.sampled_from([False, False, True])),
        )
        for code in CODES
    )
    cells = [
        Cell(institution=name, group=code, mean_cost=None if new else draw(means(amounts)), new=new)
        for name in NAMES
        for code in CODES
        for new in [draw(st.sampled_from([False, False, True]))]
    ]
    activity = Activity(
        area=Area(discharges=1000),
        institutions=draw(institutions(LEVELS, amounts)),
        groups=groups,
        cells=tuple(cells),
        cases=draw(_stays(draw(cases(NAMES, amounts, most=most)))),
    )
    gaps = GAPS | {
        "cells": ("mean_cost", "new"),
        "groups": ("cases", "by_bed_day", "mean_cost"),
        "cases": (*GAPS["cases"], "person", "admitted", "discharged", "complete", "days"),
    }
    year = PointYear(rule, draw(with_a_gap(activity, gaps)), paying.terms, points)
    return Drawn(rule, year.activity, year.said)


@st.composite
def _stays(draw: DrawFn, drawn: tuple[Case, ...]) -> tuple[Case, ...]:
    """Stays of two people, each one's in turn, often as soon after the other as matters."""
    free = dict.fromkeys(("p1", "p2"), FIRST_DAY)
    found = []
    for case in drawn:
        person = draw(st.sampled_from(sorted(free)))
        admitted = free[person].add(days=draw(st.sampled_from([0, 1, 9, 10, 11, 14, 15, 16])))
        days = draw(st.integers(1, 40))
        free[person] = admitted.add(days=days)
        found.append(
            attrs.evolve(
                case,
                person=person,
                admitted=admitted,
                discharged=free[person],
                days=days,
                complete=draw(st.booleans()),
                readmission_exempt=draw(st.sampled_from([False, False, True])),
            )
        )
    return tuple(draw(st.permutations(found)))


def _stay(activity: Activity, case: Case, rule: DrgRate | DrgPoints) -> drg.Stay:
    group = next((each for each in activity.groups if each.code == case.group), Group(code="none"))
    house = next(each for each in activity.institutions if each.id == case.institution)
    cell = next(
        (each for each in activity.cells if (each.institution, each.group) == (house.id, group.code)),
        Cell(institution=house.id, group=group.code),
    )
    return drg.Stay(
        id=f"cases[{case.id}]",
        institution=case.institution,
        group=case.group,
        cost=fen_of(case.cost),
        patient=fen_of(case.patient_paid),
        weight=exactly(group.relative_weight),
        mean=fen_of(group.mean_cost),
        review=case.review_outcome.value if case.review_outcome and rule.review else None,
        review_amount=fen_of(case.review_amount),
        person=case.person,
        admitted=_day(case.admitted),
        discharged=_day(case.discharged),
        excused=case.readmission_exempt,
        complete=case.complete,
        days=case.days,
        own_mean=fen_of(cell.mean_cost),
        is_new=cell.new,
        by_bed_day=group.by_bed_day,
        cases_before=group.cases,
    )


def _said(year: drg.Year, column: str) -> Said:
    worth = {name.removeprefix("cases[").removesuffix("]"): each for name, each in year.cases.items()}
    return Said(amounts=year.amounts, left_out=year.left_out, columns={(Table.CASE, column): worth})


def _day(date: pendulum.Date | None) -> int | None:
    return None if date is None else date.toordinal()


KINDS: Kinds = {
    **{f"drg-rate, {mode.value}": rate_years(mode, tied()) | rate_years(mode, wild()) for mode in RateMode},
    **{
        f"drg-points, {incomplete.value}": point_years(incomplete, tied()) | point_years(incomplete, wild())
        for incomplete in IncompleteStay
    },
}
