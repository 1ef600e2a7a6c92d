"""DIP on generated rules and years, plain and full of ties, against the oracle: every point and every fen."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
import pendulum
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from oracle import dip
from oracle.exact import NoAmount, Why
from yigai.errors import Undefined
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
from yigai.payment.program import Status, Table
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
        dip.Zone("<", Fraction(1, 2), "ratio"), dip.Zone(">", Fraction(2), "excess"), dip.Zone(">", Fraction(5), "review"),
    ),
    "guangzhou 2018": (dip.Zone("<", Fraction(1, 2), "ratio"), dip.Zone(">", Fraction(2), "excess")),
    "hubei": (dip.Zone("<=", Fraction(1, 2), "ratio"), dip.Zone(">=", Fraction(2), "excess")),
    "jining": (
        dip.Zone("<=", Fraction(1, 2), "ratio"), dip.Zone(">", Fraction(2), "excess-plus-factor"),
        dip.Zone(">", Fraction(5), "none"),
    ),
    "taian": (dip.Zone("<=", Fraction(1, 2), "ratio"), dip.Zone(">", Fraction(2), "excess-plus-factor")),
    "draft 3.0": (
        dip.Zone("<", Fraction(1, 2), "cost"), dip.Zone(">=", Fraction(2), "review"), dip.Zone(">", Fraction(3), "none"),
    ),
    "none": (),
}  # fmt: skip


class World:
    """A rule, an activity, and the same for the oracle."""

    def __init__(self, rule: Dip, activity: Activity, stays: Sequence[dip.Stay], terms: dip.Terms) -> None:
        self.rule, self.activity, self.stays, self.terms = rule, activity, stays, terms
        zones = rule.deviations.zones if rule.deviations else ()
        self.zones = tuple(
            dip.Zone(each.when.value, each.edge.as_fraction(), each.then.value)
            for each in zones
            if each.when and each.then
        )
        self.houses = {
            each.id: dip.House(
                share=Fraction((each.fund_share or Factor(0)).units, UNITS),
                assessment=Fraction((each.assessment or Factor(0)).units, UNITS),
                audit=(each.audit_deduction or Money(0)).fen,
            )
            for each in activity.institutions
        }

    def __repr__(self) -> str:
        return f"World({self.rule!r}, {self.activity!r})"


def tied() -> SearchStrategy[int]:
    """Few amounts, so that many are equal and lie just at, under or over an edge of the deviations."""
    edges = [
        0,
        49_999,
        50_000,
        50_001,
        100_000,
        199_999,
        200_000,
        200_001,
        300_000,
        300_001,
        500_000,
        500_001,
    ]
    return st.sampled_from(edges)


def wild() -> SearchStrategy[int]:
    return st.integers(0, 10**6) | st.integers(0, 10**13)


def factors(least: int = 1) -> SearchStrategy[Factor]:
    return (st.sampled_from([UNITS, 11_000, 9_000, 9_999]) | st.integers(least, 30_000)).map(Factor)


def shares() -> SearchStrategy[Factor]:
    return (st.sampled_from([0, 5_000, UNITS]) | st.integers(0, UNITS)).map(Factor)


@st.composite
def worlds(draw: DrawFn, money: SearchStrategy[int], *, most: int = 8) -> World:
    own_means = draw(st.booleans())
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
            mean_cost=Money(max(1, draw(money))),
            points=Points(draw(st.sampled_from([1, 5_000_000, 10_000_000]) | st.integers(0, 10**9))),
            primary_care=draw(st.booleans()),
            tcm_advantage=draw(st.booleans()),
            by_bed_day=draw(st.booleans()),
        )
        for code in CODES
    ]
    levels = [
        GroupLevel(group=code, level=level, mean_cost=Money(max(1, draw(money))))
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
        pool=pool, shape=shape, fund=draw(money),
        fund_share=Fraction(draw(st.integers(1, 100)), 100), own_share=own_share,
        assessed=draw(st.booleans()), audited=draw(st.booleans()),
    )  # fmt: skip
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
            share_of=ShareLevel.INSTITUTION if own_share else ShareLevel.AREA,
            assessed=terms.assessed,
            audited=terms.audited,
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
    return World(rule, activity, _stays(rule, activity), terms)


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


def _stays(rule: Dip, activity: Activity) -> list[dip.Stay]:
    groups = {each.code: each for each in activity.groups}
    means = {(each.group, each.level): each.mean_cost for each in activity.group_levels}
    houses = {each.id: each for each in activity.institutions}
    stays = []
    for case in activity.cases:
        group, house = groups[str(case.group)], houses[case.institution]
        own = rule.deviations is not None and rule.deviations.corrected_by is ReferenceCost.LEVEL_MEAN
        mean = means[group.code, str(house.level)] if own else group.mean_cost
        has_factor = rule.institution_factor and not (rule.primary_care_exempt and group.primary_care)
        mine = [each for each in activity.auxiliaries if each.case == case.id] if rule.auxiliary else []
        stays.append(
            dip.Stay(
                id=case.id,
                institution=case.institution,
                points=Fraction((group.points or Points(0)).units, UNITS),
                cost=None if case.cost is None else case.cost.fen,
                standard=(group.mean_cost or Money(0)).fen,
                mean=(mean or Money(0)).fen,
                h=Fraction((house.factor or Factor(0)).units, UNITS) if has_factor else Fraction(1),
                auxiliaries=tuple(
                    dip.Auxiliary(
                        each.name,
                        Fraction((each.trigger or Factor(0)).units, UNITS),
                        Fraction((each.factor or Factor(0)).units, UNITS),
                    )
                    for each in mine
                ),
                no_auxiliary=bool(group.tcm_advantage or group.by_bed_day),
                patient=None if case.patient_paid is None else case.patient_paid.fen,
                review=case.review_outcome.value if case.review_outcome and rule.review else None,
                review_amount=None if case.review_amount is None else case.review_amount.fen,
            )
        )
    return stays


def assert_agree(world: World) -> None:
    try:
        expected = dip.year(world.stays, world.houses, world.zones, world.terms, start_value=START_VALUE)
    except NoAmount as none:
        assert none.why is Why.UNDEFINED
        try:
            settle(world.rule, world.activity, as_of=DAY)
        except Undefined:
            return
        message = "the oracle finds nothing to divide by"
        raise AssertionError(message) from none
    settled = settle(world.rule, world.activity, as_of=DAY)
    assert points_of(settled) == {name: points for name, points in expected.case_points.items()}
    assert out_of(settled) == expected.left_out
    assert {each.id: each.amount.fen for each in settled.results} == expected.amounts
    assert settled.figures(Table.AREA, "")["pool"] == str(Money(expected.pool))


def points_of(settled: Settlement) -> dict[str, Fraction]:
    rows = settled.evaluated.tables[Table.CASE]
    return {
        rows.ids[row]: Fraction(int(rows.columns["case_points"][row] or 0), UNITS) for row in rows.living()
    }


def out_of(settled: Settlement) -> dict[str, Why]:
    """Which cases were left out, and why as the oracle has it."""
    found = {}
    rows = settled.evaluated.tables[Table.CASE]
    for each in settled.evaluated.excluded:
        if each.status is Status.REVIEW:
            why = Why.REVIEW
        else:
            why = Why.UNKNOWN if each.reason.en.startswith("no ") else Why.OUT_OF_BOUNDS
        found[rows.ids[each.row]] = why
    return found


@settings(max_examples=300)
@given(worlds(tied()))
def test_a_year_full_of_ties_and_edges(world: World) -> None:
    assert_agree(world)


@settings(max_examples=200)
@given(worlds(wild()))
def test_a_year_of_any_amounts(world: World) -> None:
    assert_agree(world)


@given(worlds(wild() | tied(), most=1))
def test_a_year_of_one_case(world: World) -> None:
    one = attrs.evolve(world.activity, institutions=world.activity.institutions[:1])
    kept = tuple(case for case in one.cases if case.institution == one.institutions[0].id)
    kept_auxiliaries = one.auxiliaries if kept else ()
    one = attrs.evolve(one, cases=kept, auxiliaries=kept_auxiliaries)
    assert_agree(World(world.rule, one, _stays(world.rule, one), world.terms))
