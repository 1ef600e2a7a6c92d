"""Years of DIP (按病种分值付费年度): a rule, an activity, and the same for the oracle."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs
import pendulum
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from oracle import dip
from yigai.model.activity import (
    Activity,
    Area,
    Auxiliary,
    Case,
    Group,
    GroupLevel,
    Institution,
    ReviewOutcome,
)
from yigai.model.payment import (
    Deviations,
    Dip,
    DipPoints,
    Parameter,
    PointBudget,
    PointSettlement,
    SpecialCaseReview,
    Zone,
)
from yigai.model.payment.words import (
    Correction,
    Edge,
    PointMethod,
    Pool,
    ReferenceCost,
    Shape,
    ShareLevel,
)
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor, Points

DAY = pendulum.date(2024, 12, 31)
UNITS = 10_000
START_VALUE = Fraction(957, 100)
HOUSES = ("h1", "h2", "h3")
LEVELS = {"h1": "三级", "h2": "二级", "h3": "二级"}
CODES = ("A", "B")
POOLS = [
    ("fund", "as-shared"),
    ("fund-and-patients", "less-patients"),
    ("fund-over-share", "less-patients"),
    ("fund-over-share", "times-fund-share"),
]
PROFILES: dict[str, tuple[dip.Zone, ...]] = {
    "national 2020": (
        dip.Zone("<", Fraction(1, 2), "ratio"),
        dip.Zone(">", Fraction(2), "excess"),
        dip.Zone(">", Fraction(5), "review"),
    ),
    "guangzhou 2018": (dip.Zone("<", Fraction(1, 2), "ratio"), dip.Zone(">", Fraction(2), "excess")),
    "hubei": (dip.Zone("<=", Fraction(1, 2), "ratio"), dip.Zone(">=", Fraction(2), "excess")),
    "jining": (
        dip.Zone("<=", Fraction(1, 2), "ratio"),
        dip.Zone(">", Fraction(2), "excess-plus-factor"),
        dip.Zone(">", Fraction(5), "none"),
    ),
    "taian": (dip.Zone("<=", Fraction(1, 2), "ratio"), dip.Zone(">", Fraction(2), "excess-plus-factor")),
    "draft 3.0": (
        dip.Zone("<", Fraction(1, 2), "cost"),
        dip.Zone(">=", Fraction(2), "review"),
        dip.Zone(">", Fraction(3), "none"),
    ),
    "none": (),
}


@attrs.frozen
class Year:
    """A rule, an activity, and how the area pays for points, as the oracle wants it."""

    rule: Dip
    activity: Activity
    terms: dip.Terms

    def settled(self) -> Settlement:
        """What the library makes of it."""
        return settle(self.rule, self.activity, as_of=DAY)

    def expected(self) -> dip.Year:
        """What the oracle makes of it."""
        return dip.year(self._stays(), self._houses(), self._zones(), self.terms, start_value=START_VALUE)

    def _zones(self) -> tuple[dip.Zone, ...]:
        zones = self.rule.deviations.zones if self.rule.deviations else ()
        return tuple(
            dip.Zone(each.when.value, each.edge.as_fraction(), each.then.value)
            for each in zones
            if each.when and each.then
        )

    def _houses(self) -> dict[str, dip.House]:
        return {
            each.id: dip.House(
                share=exactly(each.fund_share),
                assessment=exactly(each.assessment),
                audit=fen(each.audit_deduction) or 0,
            )
            for each in self.activity.institutions
        }

    def _stays(self) -> list[dip.Stay]:
        return [self._stay(case) for case in self.activity.cases]

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
            cost=fen(case.cost),
            standard=fen(group.mean_cost) or 0,
            mean=fen(mean) or 0,
            h=exactly(house.factor) if has_factor else Fraction(1),
            auxiliaries=tuple(
                dip.Auxiliary(each.name, exactly(each.trigger), exactly(each.factor))
                for each in auxiliaries
                if each.case == case.id
            ),
            no_auxiliary=bool(group.tcm_advantage or group.by_bed_day),
            patient=fen(case.patient_paid),
            review=case.review_outcome.value if case.review_outcome and rule.review else None,
            review_amount=fen(case.review_amount),
        )


def exactly(value: Factor | Points | None) -> Fraction:
    """A factor or points as a fraction; none is no case of this module's."""
    assert value is not None
    return Fraction(value.units, UNITS)


def fen(money: Money | None) -> int | None:
    """Fen, where it is known."""
    return None if money is None else money.fen


def tied() -> SearchStrategy[int]:
    """Few amounts, so that many are equal and lie just at, under or over an edge of the deviations."""
    edges = (50_000, 100_000, 200_000, 300_000, 500_000)
    return st.sampled_from([0, *(edge + more for edge in edges for more in (-1, 0, 0, 1))])


def wild() -> SearchStrategy[int]:
    return st.integers(0, 10**6) | st.integers(0, 10**13)


def factors(least: int = 1) -> SearchStrategy[Factor]:
    return (st.sampled_from([UNITS, 11_000, 9_000, 9_999]) | st.integers(least, 30_000)).map(Factor)


def shares() -> SearchStrategy[Factor]:
    return (st.sampled_from([0, 5_000, UNITS]) | st.integers(0, UNITS)).map(Factor)


@st.composite
def years(draw: DrawFn, money: SearchStrategy[int], *, most: int = 8) -> Year:
    own_means = draw(st.booleans())
    means = st.sampled_from([100_000, 200_000, 300_000]) | money.map(lambda amount: max(1, amount))
    institutions = [
        Institution(
            id=name,
            level=LEVELS[name],
            factor=draw(factors()),
            fund_share=draw(shares()),
            assessment=draw(shares()),
            audit_deduction=Money(draw(money)),
        )
        for name in HOUSES
    ]
    groups = [
        Group(
            code=code,
            mean_cost=Money(draw(means)),
            points=Points(draw(st.sampled_from([1, 5_000_000, 10_000_000]) | st.integers(0, 10**9))),
            primary_care=draw(st.booleans()),
            tcm_advantage=draw(st.booleans()),
            by_bed_day=draw(st.booleans()),
        )
        for code in CODES
    ]
    levels = [
        GroupLevel(group=code, level=level, mean_cost=Money(draw(means)))
        for code in CODES
        for level in ("三级", "二级")
    ]
    cases = [_case(draw, f"c{at}", money) for at in range(draw(st.integers(0, most)))]
    auxiliaries = [
        Auxiliary(case=case.id, name=name, trigger=draw(shares()), factor=draw(factors()))
        for case in cases
        for name in draw(st.sampled_from(["", "", "b", "ab", "ba"]))
    ]
    pool, shape = draw(st.sampled_from(POOLS))
    own_share = draw(st.booleans())
    terms = dip.Terms(
        pool=pool,
        shape=shape,
        fund=draw(money),
        fund_share=Fraction(draw(st.integers(1, 100)), 100),
        own_share=own_share,
        assessed=draw(st.booleans()),
        audited=draw(st.booleans()),
        published=draw(st.booleans()),
        floored=draw(st.booleans()),
    )
    rule = Dip(
        id="rule",
        title="示例",
        points=DipPoints(method=PointMethod.GIVEN),
        auxiliary=draw(st.booleans()),
        institution_factor=draw(st.booleans()),
        primary_care_exempt=draw(st.booleans()),
        deviations=_deviations(draw(st.sampled_from(sorted(PROFILES))), own_means=own_means),
        review=draw(st.sampled_from([None, SpecialCaseReview(quota=Parameter.of(Ratio.parse("5‰")))])),
        budget=PointBudget(
            pool=Pool(pool),
            fund=Parameter.of(Money(terms.fund)),
            fund_share=Parameter.of(Ratio(terms.fund_share or Fraction(1))),
            start_value=Parameter.of(Ratio(START_VALUE)),
        ),
        settlement=PointSettlement(
            shape=Shape(shape),
            share_level=ShareLevel.INSTITUTION if own_share else ShareLevel.AREA,
            assessed=terms.assessed,
            audited=terms.audited,
            published_value=terms.published,
            floor_at_zero=terms.floored,
        ),
    )
    activity = Activity(
        area=Area(discharges=1000),
        institutions=tuple(draw(st.permutations(institutions))),
        groups=tuple(groups),
        group_levels=tuple(levels),
        cases=tuple(draw(st.permutations(cases))),
        auxiliaries=tuple(draw(st.permutations(auxiliaries))),
    )
    return Year(rule, activity, terms)


def _case(draw: DrawFn, name: str, money: SearchStrategy[int]) -> Case:
    outcome = draw(st.sampled_from([None, None, None, *ReviewOutcome]))
    return Case(
        id=name,
        institution=draw(st.sampled_from(HOUSES)),
        group=draw(st.sampled_from(CODES)),
        cost=draw(st.one_of(st.none(), money.map(Money), money.map(Money))),
        patient_paid=Money(draw(money)),
        review_outcome=outcome,
        review_amount=None if outcome is None else draw(st.one_of(st.none(), money.map(Money))),
    )


def _deviations(name: str, *, own_means: bool) -> Deviations | None:
    if not PROFILES[name]:
        return None
    return Deviations(
        classified_by=ReferenceCost.GROUP_MEAN,
        corrected_by=ReferenceCost.LEVEL_MEAN if own_means else ReferenceCost.GROUP_MEAN,
        zones=tuple(
            Zone(edge=Ratio(edge), when=Edge(side), then=Correction(then))
            for side, edge, then in PROFILES[name]
        ),
    )


def plain_year(points: Mapping[str, int], fund: int) -> Year:
    """Institutions with so many ten-thousandths of points, and a fund they share: nothing else."""
    rule = Dip(
        id="rule",
        title="示例",
        points=DipPoints(method=PointMethod.GIVEN),
        institution_factor=False,
        budget=PointBudget(pool=Pool.FUND, fund=Parameter.of(Money(fund))),
        settlement=PointSettlement(shape=Shape.AS_SHARED),
    )
    activity = Activity(
        institutions=tuple(Institution(id=name) for name in points),
        groups=tuple(Group(code=name, points=Points(units)) for name, units in points.items()),
        cases=tuple(Case(id=name, institution=name, group=name) for name in points),
    )
    return Year(rule, activity, dip.Terms(pool="fund", shape="as-shared", fund=fund))
