"""What nothing can be settled without is told all at once, and nobody else pays for what a hospital lacks."""

from __future__ import annotations

from typing import Any

import attrs
import pendulum
import pytest

import yigai
from yigai.errors import Text, Undefined
from yigai.model.activity import Activity, Area, Auxiliary, Case, Group, Institution
from yigai.model.payment import Dip, DipPoints, DrgPoints, PaymentRule, PointBudget, PointSettlement
from yigai.model.payment.parameter import Parameter
from yigai.model.payment.words import IncompleteStay, PointMethod, Pool, Shape, ShareLevel
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.refusals import NothingLeft
from yigai.values.money import Money
from yigai.values.scaled import Factor, Points

DAY = pendulum.date(2024, 12, 31)


def without(year: Activity, table: str, row: str, column: str) -> Activity:
    rows = tuple(
        attrs.evolve(each, **{column: None}) if each.id == row else each for each in getattr(year, table)
    )
    changed: Any = {table: rows}
    return attrs.evolve(year, **changed)


def test_what_a_hospital_lacks_costs_nobody_a_fen(dip_rule: PaymentRule, year: Activity) -> None:
    # were its cases rejected instead, the other hospital would get the whole fund
    with pytest.raises(MissingData) as caught:
        yigai.settle(dip_rule, without(year, "institutions", "h1", "factor"), as_of=DAY)
    assert [each.place for each in caught.value.missing] == ["institutions[h1]"]
    assert caught.value.render("zh") == "institutions[h1]：没有机构系数"


def test_everything_is_told_at_once(dip_rule: PaymentRule, year: Activity) -> None:
    poor = without(without(year, "institutions", "h1", "factor"), "institutions", "h2", "factor")
    with pytest.raises(MissingData) as caught:
        yigai.settle(dip_rule, attrs.evolve(poor, area=None), as_of=DAY)
    assert sorted(str(caught.value).splitlines()) == [
        "area: no discharges",
        "institutions[h1]: no institution factor",
        "institutions[h2]: no institution factor",
    ]


def test_a_rule_names_every_figure_it_leaves_open(year: Activity) -> None:
    rule = Dip(id="open", title="空规则")
    with pytest.raises(Undecided) as caught:
        yigai.settle(rule, year, as_of=DAY)
    told = caught.value.render("zh").splitlines()
    assert len(told) == len(caught.value.open) > 3
    assert "open: budget.pool：规则没有给出；请在规则文件中写明，或用 --set budget.pool=… 试算" in told
    assert all("--set" in line for line in str(caught.value).splitlines())


def small(**others: Any) -> Dip:
    return attrs.evolve(
        Dip(
            id="small",
            title="小规则",
            points=DipPoints(method=PointMethod.GIVEN, reference=Parameter.of(Money(100))),
            institution_factor=False,
            budget=PointBudget(pool=Pool.FUND, fund=Parameter.of(Money(10_000))),
            settlement=PointSettlement(shape=Shape.AS_SHARED),
        ),
        **others,
    )


def rows(*cases: Case, **others: Any) -> Activity:
    return Activity(
        institutions=(Institution(id="A"),),
        groups=(Group(code="g", points=Points(10_000)),),
        cases=cases,
        **others,
    )


def case(name: str, institution: str = "A", group: str = "g") -> Case:
    return Case(id=name, institution=institution, group=group, cost=Money(100))


def test_a_case_of_a_hospital_that_is_not_listed_is_rejected() -> None:
    settlement = yigai.settle(small(), rows(case("1"), case("2", institution="B")), as_of=DAY)
    assert [(each.place, each.reason.zh) for each in settlement.rejected] == [("cases[2]", "机构表中没有 B")]
    assert str(settlement.amount("A")) == "100.00"
    assert settlement.explain("2").steps[0].result == "rejected"


def test_an_auxiliary_factor_of_no_case_is_rejected() -> None:
    lists = (
        Auxiliary(case="1", name="重症", trigger=Factor(20_000), factor=Factor(15_000)),
        Auxiliary(case="9", name="重症", trigger=Factor(20_000), factor=Factor(15_000)),
    )
    group = Group(code="g", points=Points(10_000), tcm_advantage=False, by_bed_day=False)
    activity = attrs.evolve(rows(case("1"), auxiliaries=lists), groups=(group,))
    settlement = yigai.settle(small(auxiliary=True), activity, as_of=DAY)
    assert [each.place for each in settlement.rejected] == ["auxiliaries[9/重症]"]
    trace = settlement.explain("1", column="auxiliary_factor", table=None).steps[0]
    assert trace.result == "1.5000"
    assert [inner.formula.zh for inner in trace.steps] == ["触发系数 2.0000"]


def test_a_mean_of_zero_is_named_with_its_group_and_the_case_that_meets_it(dip_rule: PaymentRule) -> None:
    activity = Activity(
        area=Area(discharges=1000),
        institutions=(Institution(id="h1", factor=Factor(10_000)),),
        groups=(Group(code="g", mean_cost=Money(0)),),
        cases=(Case(id="c", institution="h1", group="g", cost=Money(100), patient_paid=Money(0)),),
    )
    with pytest.raises(Undefined) as caught:
        yigai.settle(dip_rule, activity, as_of=DAY)
    assert caught.value.where == "groups[g]"
    assert caught.value.render("zh").startswith("groups[g]: 发现 例均费用 0.00，是 cases[c] 的除数")


def test_who_is_left_to_pay_nobody_is_told_why() -> None:
    waits = (Case(id="0", institution="A", group=None, cost=Money(100)),)
    activity = rows(*waits, *(case(str(at), group="x") for at in range(1, 6)), case("6", group="y"))
    rule = DrgPoints(
        id="small",
        title="小规则",
        area_mean=Parameter.of(Money(100)),
        least_cases=Parameter.of(5),
        incomplete=IncompleteStay.JINHUA,
        budget=PointBudget(pool=Pool.FUND, fund=Parameter.of(Money(10_000))),
        settlement=PointSettlement(shape=Shape.AS_SHARED),
    )
    with pytest.raises(NothingLeft) as caught:
        yigai.settle(rule, attrs.evolve(activity, groups=()), as_of=DAY)
    assert caught.value.empty == (Table.GROUP,)
    with pytest.raises(NothingLeft) as without_cases:
        yigai.settle(rule, attrs.evolve(activity, cases=()), as_of=DAY)
    assert without_cases.value.empty == (Table.CASE,)  # what a hospital had before it may be without
    told = attrs.evolve(
        caught.value,
        notes=(Text(zh="x.txt：未读", en="x.txt: not read"),),
        places={"cases[6]": "y/cases.csv:8"},
    )
    assert told.render("zh").splitlines()[1:] == [
        "  · 没有病组（groups）",
        "  · 不能支付 5 行：病组表中没有 x：cases[1]、cases[2]、cases[3]、…",
        "  · 待特例单议 1 行：未入组，待特例单议：cases[0]",
        "  · 不能支付 1 行：病组表中没有 y：cases[6] (y/cases.csv:8)",
        "  · x.txt：未读",
    ]
    assert str(told).splitlines()[1] == "  · no row in groups"


@pytest.mark.parametrize(
    "settlement",
    [
        PointSettlement(shape=Shape.AS_SHARED, published_value=True),
        PointSettlement(shape=Shape.TIMES_FUND_SHARE, share_level=ShareLevel.INSTITUTION),
    ],
)
def test_however_the_pool_is_divided(settlement: PointSettlement) -> None:
    activity = attrs.evolve(
        rows(case("1", group="x")), institutions=(Institution(id="A", fund_share=Factor(7000)),)
    )
    with pytest.raises(NothingLeft) as caught:
        yigai.settle(small(settlement=settlement), activity, as_of=DAY)
    assert str(caught.value).splitlines()[1:] == ["  · cannot be paid 1: no group x in groups: cases[1]"]


def test_of_very_many_reasons_the_most_frequent_are_told() -> None:
    with pytest.raises(NothingLeft) as caught:
        yigai.settle(small(), rows(*(case(str(at), group=f"x{at}") for at in range(30))), as_of=DAY)
    assert str(caught.value).splitlines()[-1] == "  · left out for other reasons: 20"


def test_a_division_by_nothing_names_the_area() -> None:
    with pytest.raises(Undefined) as caught:
        yigai.settle(small(), rows(), as_of=DAY)
    assert caught.value.where == "institutions payable, area"
