"""What must hold wherever institutions share a pool, by points or by weights."""

from __future__ import annotations

import pendulum
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yigai.model.activity import Activity, Case, Cell, Group, Institution
from yigai.model.payment import (
    BaseRate,
    Dip,
    DipPoints,
    DrgPoints,
    DrgRate,
    Parameter,
    PaymentRule,
    PointBudget,
    PointSettlement,
)
from yigai.model.payment.words import IncompleteStay, PointMethod, Pool, RateMode, Shape
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.scaled import SCALE, Factor, Points

DAY = pendulum.date(2024, 12, 31)
Weights = list[tuple[str, int]]
WEIGHTS = st.lists(
    st.tuples(st.sampled_from(["h1", "h10", "h2"]), st.integers(1, 10**6)), min_size=1, max_size=8
)
FUND = st.integers(0, 10**9)
KINDS = pytest.mark.parametrize("kind", [Dip, DrgRate])


def rule(kind: type[Dip | DrgRate], fund: int, *, factor: bool = False) -> PaymentRule:
    """A rule that shares a fund, by points or by a floating rate."""
    budget = PointBudget(pool=Pool.FUND, fund=Parameter.of(Money(fund)))
    settlement = PointSettlement(shape=Shape.AS_SHARED)
    if kind is Dip:
        points = DipPoints(method=PointMethod.GIVEN)
        return Dip(
            id="r",
            title="示例",
            points=points,
            institution_factor=factor,
            budget=budget,
            settlement=settlement,
        )
    rate = BaseRate(mode=RateMode.FLOATING)
    return DrgRate(
        id="r", title="示例", base_rate=rate, institution_factor=factor, budget=budget, settlement=settlement
    )


def activity(weights: Weights, factors: dict[str, int] | None = None) -> Activity:
    """One case for each weight, at its institution."""
    given_factors = factors or {}
    return Activity(
        institutions=tuple(
            Institution(id=name, factor=Factor(given_factors.get(name, SCALE)))
            for name in ("h2", "h10", "h1")
        ),
        groups=tuple(
            Group(code=str(at), points=Points(each), relative_weight=Factor(each))
            for at, (_, each) in enumerate(weights)
        ),
        cases=tuple(
            Case(id=f"c{at}", institution=name, group=str(at), patient_paid=Money(0))
            for at, (name, _) in enumerate(weights)
        ),
    )


def paid(result: Settlement) -> dict[str, int]:
    return {each.id: each.amount.fen for each in result.results}


@KINDS
@settings(max_examples=40)
@given(weights=WEIGHTS, fund=FUND)
def test_conserved_and_nothing_without_a_case(kind: type[Dip | DrgRate], weights: Weights, fund: int) -> None:
    amounts = paid(settle(rule(kind, fund), activity(weights), as_of=DAY))
    assert sum(amounts.values()) == fund
    with_cases = {name for name, _ in weights}
    assert all(fen == 0 for name, fen in amounts.items() if name not in with_cases)


@KINDS
@settings(max_examples=40)
@given(weights=WEIGHTS, fund=FUND)
def test_twice_the_points_and_twice_the_fund(kind: type[Dip | DrgRate], weights: Weights, fund: int) -> None:
    amounts = paid(settle(rule(kind, fund), activity(weights), as_of=DAY))
    twice = [(name, 2 * each) for name, each in weights]
    assert paid(settle(rule(kind, fund), activity(twice), as_of=DAY)) == amounts
    doubled = paid(settle(rule(kind, 2 * fund), activity(weights), as_of=DAY))
    assert all(abs(doubled[name] - 2 * fen) <= 1 for name, fen in amounts.items())


@KINDS
@settings(max_examples=40)
@given(weights=WEIGHTS, fund=FUND, more=st.integers(1, 10**6))
def test_a_case_more_raises_nobody_else(
    kind: type[Dip | DrgRate], weights: Weights, fund: int, more: int
) -> None:
    amounts = paid(settle(rule(kind, fund), activity(weights), as_of=DAY))
    added = paid(settle(rule(kind, fund), activity([*weights, ("h1", more)]), as_of=DAY))
    assert all(added[name] <= fen + 1 for name, fen in amounts.items() if name != "h1")


@KINDS
@settings(max_examples=40)
@given(weights=WEIGHTS, fund=FUND, factor=st.integers(1, 3 * SCALE))
def test_a_factor_that_all_share_changes_nothing(
    kind: type[Dip | DrgRate], weights: Weights, fund: int, factor: int
) -> None:
    plain = paid(settle(rule(kind, fund), activity(weights), as_of=DAY))
    ones = paid(settle(rule(kind, fund, factor=True), activity(weights), as_of=DAY))
    assert ones == plain
    if kind is DrgRate:  # weights times factors are exact; points of a case are rounded
        shared: dict[str, int] = {"h1": factor, "h10": factor, "h2": factor}
        assert paid(settle(rule(kind, fund, factor=True), activity(weights, shared), as_of=DAY)) == plain


@KINDS
@settings(max_examples=40)
@given(weights=WEIGHTS, fund=FUND)
def test_the_order_of_rows_and_the_same_input(kind: type[Dip | DrgRate], weights: Weights, fund: int) -> None:
    rows = activity(weights)
    turned = Activity(institutions=rows.institutions[::-1], groups=rows.groups[::-1], cases=rows.cases[::-1])
    one, again, other = (settle(rule(kind, fund), each, as_of=DAY) for each in (rows, rows, turned))
    assert paid(one) == paid(other)
    assert one.explain("h1") == again.explain("h1")


@given(
    mean=st.integers(1, 10**7),
    own=st.integers(1, 10**7),
    cost=st.integers(0, 10**8),
    word=st.sampled_from(IncompleteStay),
)
def test_an_incomplete_stay_has_no_more_than_the_base(
    mean: int, own: int, cost: int, word: IncompleteStay
) -> None:
    drg = DrgPoints(
        id="r",
        title="示例",
        area_mean=Parameter.of(Money(10**6)),
        least_cases=Parameter.of(5),
        incomplete=word,
        budget=PointBudget(pool=Pool.FUND, fund=Parameter.of(Money(100))),
        settlement=PointSettlement(shape=Shape.AS_SHARED),
    )
    cases = [
        Case(id=name, institution="h", group="g", cost=Money(fen), complete=whole)
        for name, fen, whole in (("part", cost, False), ("whole", mean, True))
    ]
    rows = Activity(
        institutions=(Institution(id="h"),),
        groups=(Group(code="g", mean_cost=Money(mean), cases=9),),
        cells=(Cell(institution="h", group="g", mean_cost=Money(own)),),
        cases=tuple(cases),
    )
    assume(mean >= 1000)  # so that the whole stay has points, and the area some to share by
    assume(own * 100 >= mean)
    result = settle(drg, rows, as_of=DAY)
    group = result.figures(Table.GROUP, "g")["base_points"]
    assert Points.parse(result.figures(Table.CASE, "part")["case_points"]) <= Points.parse(group)
