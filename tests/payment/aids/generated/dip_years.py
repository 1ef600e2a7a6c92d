"""Years of DIP (按病种分值付费年度): a rule, an activity, and the same for the oracle."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generated.agree import Said
from generated.draws import DAY, UNITS, amount, exactly, factors, fen_of, shares
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
    zones,
)
from oracle import dip
from oracle.pools import Terms
from yigai.model.activity import Activity, Area, Auxiliary, Case, Group, GroupLevel, Institution
from yigai.model.payment import Dip, DipPoints, PointBudget, PointSettlement
from yigai.model.payment.words import PointMethod, Pool, ReferenceCost, Shape
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.scaled import Points

LEVELS = {"h1": "三级", "h2": "二级", "h3": "二级"}


@attrs.frozen
class Year:
    """A rule, an activity, and how the area pays for points, as the oracle wants it."""

    rule: Dip
    activity: Activity
    terms: Terms

    def settled(self) -> Settlement:
        """What the library makes of it."""
        return settle(self.rule, self.activity, as_of=DAY)

    def said(self) -> Said:
        """What the oracle makes of it."""
        stays = [self._stay(case) for case in self.activity.cases]
        year = dip.year(
            stays, houses(self.activity), zones(self.rule.deviations), self.terms, start_value=START_VALUE
        )
        return Said(
            amounts=year.amounts,
            left_out={f"cases[{name}]": why for name, why in year.left_out.items()},
            columns={
                (Table.CASE, "case_points"): year.case_points,
                (Table.INSTITUTION, "points"): year.points,
                (Table.AREA, "pool"): {"": year.pool},
            },
        )

    def _stay(self, case: Case) -> dip.Stay:
        rule = self.rule
        group = next(each for each in self.activity.groups if each.code == case.group)
        house = next(each for each in self.activity.institutions if each.id == case.institution)
        mean = group.mean_cost
        if rule.deviations is not None and rule.deviations.corrected_by is ReferenceCost.LEVEL_MEAN:
            levels = self.activity.group_levels
            mean = next(
                each for each in levels if (each.group, each.level) == (case.group, house.level)
            ).mean_cost
        has_factor = rule.institution_factor and not (rule.primary_care_exempt and group.primary_care)
        auxiliaries = self.activity.auxiliaries if rule.auxiliary else ()
        return dip.Stay(
            id=case.id,
            institution=case.institution,
            points=exactly(group.points),
            cost=fen_of(case.cost),
            standard=fen_of(group.mean_cost),
            mean=fen_of(mean),
            h=exactly(house.factor) if has_factor else Fraction(1),
            auxiliaries=tuple(
                dip.Auxiliary(
                    each.name, Fraction(each.trigger.units, UNITS), Fraction(each.factor.units, UNITS)
                )
                for each in auxiliaries
                if each.case == case.id and each.trigger and each.factor
            ),
            no_auxiliary=bool(group.tcm_advantage or group.by_bed_day),
            patient=fen_of(case.patient_paid),
            review=case.review_outcome.value if case.review_outcome and rule.review else None,
            review_amount=fen_of(case.review_amount),
        )


@st.composite
def years(draw: DrawFn, amounts: SearchStrategy[int], *, most: int = 8) -> Year:
    groups = [
        Group(
            code=code,
            mean_cost=draw(means(amounts)),
            points=Points(draw(st.sampled_from([1, 5_000_000, 10_000_000]) | st.integers(0, 10**9))),
            primary_care=draw(st.booleans()),
            tcm_advantage=draw(st.booleans()),
            by_bed_day=draw(st.booleans()),
        )
        for code in CODES
    ]
    levels = [
        GroupLevel(group=code, level=level, mean_cost=draw(means(amounts)))
        for code in CODES
        for level in sorted(set(LEVELS.values()))
    ]
    stays = draw(cases(tuple(LEVELS), amounts, most=most))
    auxiliaries = [
        Auxiliary(case=case.id, name=name, trigger=draw(shares()), factor=draw(factors()))
        for case in stays
        for name in draw(st.sampled_from(["", "", "b", "ab", "ba"]))
    ]
    paying = draw(payings(amounts))
    corrected_by = draw(st.sampled_from([ReferenceCost.GROUP_MEAN, ReferenceCost.LEVEL_MEAN]))
    rule = Dip(
        id="rule",
        title="示例",
        points=DipPoints(method=PointMethod.GIVEN),
        auxiliary=draw(st.booleans()),
        institution_factor=draw(st.booleans()),
        primary_care_exempt=draw(st.booleans()),
        deviations=deviations(draw(st.sampled_from(sorted(PROFILES))), corrected_by),
        review=draw(st.sampled_from([None, REVIEW])),
        budget=paying.budget,
        settlement=paying.settlement,
    )
    activity = Activity(
        area=Area(discharges=1000),
        institutions=draw(institutions(LEVELS, amounts)),
        groups=tuple(groups),
        group_levels=tuple(levels),
        cases=tuple(draw(st.permutations(stays))),
        auxiliaries=tuple(draw(st.permutations(auxiliaries))),
    )
    return Year(rule, activity, paying.terms)


def plain_year(points: Mapping[str, int], fund: int) -> Year:
    """Institutions with so many ten-thousandths of points, and a fund they share: nothing else."""
    rule = Dip(
        id="rule",
        title="示例",
        points=DipPoints(method=PointMethod.GIVEN),
        institution_factor=False,
        budget=PointBudget(pool=Pool.FUND, fund=amount(fund)),
        settlement=PointSettlement(shape=Shape.AS_SHARED),
    )
    activity = Activity(
        institutions=tuple(Institution(id=name) for name in points),
        groups=tuple(Group(code=name, points=Points(units)) for name, units in points.items()),
        cases=tuple(Case(id=name, institution=name, group=name) for name in points),
    )
    return Year(rule, activity, Terms(pool="fund", shape="as-shared", fund=fund))
