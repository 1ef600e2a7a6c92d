"""Rows that cannot be paid are listed with their reason; what everybody depends on stops the settlement."""

from __future__ import annotations

from typing import Any

import attrs
import pendulum
import pytest

from yigai.files.formats import read_yaml
from yigai.model.activity import Activity, Area, Auxiliary, Case, Group, Institution
from yigai.model.payment import Dip, PaymentRule
from yigai.payment.evaluate import MissingData
from yigai.payment.settle import settle
from yigai.values.money import Money
from yigai.values.scaled import Factor

DAY = pendulum.date(2024, 12, 31)
RULE = """
format: yigai-rule/1
kind: dip
id: rule
title: 示例规则（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "1000.00"}
institution_factor: false
budget: {pool: fund, fund: "300.00"}
settlement: {shape: as-shared}
"""


def rule(**changes: Any) -> Dip:
    reader: Any = PaymentRule
    built = read_yaml(RULE, reader)
    assert isinstance(built, Dip)
    return attrs.evolve(built, **changes)


def activity(*more: Case, **others: Any) -> Activity:
    usual = (
        Case(id="c1", institution="h1", group="A", cost=Money(100000)),
        Case(id="c2", institution="h2", group="A", cost=Money(100000)),
    )
    parts: dict[str, Any] = {
        "institutions": (Institution(id="h1"), Institution(id="h2")),
        "groups": (Group(code="A", mean_cost=Money(100000), tcm_advantage=False, by_bed_day=False),),
    }
    return Activity(cases=(*usual, *more), **(parts | others))


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (Case(id="x", institution="h9", group="A", cost=Money(1)), "no institution h9 in institutions"),
        (Case(id="x", institution="h1", group="Z", cost=Money(1)), "no group Z in groups"),
        (Case(id="x", institution="h1", cost=Money(1)), "no group given"),
    ],
)
def test_a_case_that_belongs_nowhere_is_listed_and_counts_nowhere(case: Case, reason: str) -> None:
    without = settle(rule(), activity(), as_of=DAY)
    found = settle(rule(), activity(case), as_of=DAY)
    assert [(each.place, each.reason.en) for each in found.left_out] == [("cases[x]", reason)]
    assert found.results == without.results


def test_patients_payments_that_are_unknown_leave_the_case_out_of_every_sum() -> None:
    text = RULE.replace("pool: fund,", "pool: fund-and-patients,").replace("as-shared", "less-patients")
    reader: Any = PaymentRule
    case = Case(id="x", institution="h1", group="A", cost=Money(100000))
    paid = tuple(attrs.evolve(each, patient_paid=Money(5000)) for each in activity().cases)
    found = settle(read_yaml(text, reader), attrs.evolve(activity(), cases=(*paid, case)), as_of=DAY)
    assert [each.place for each in found.rejected] == ["cases[x]"]
    assert [str(each.amount) for each in found.results] == ["150.00", "150.00"]


def test_an_auxiliary_factor_of_no_case_is_listed() -> None:
    one = Auxiliary(case="c1", name="重症", trigger=Factor(20000), factor=Factor(15000))
    lost = Auxiliary(case="c9", name="重症", trigger=Factor(20000), factor=Factor(15000))
    blank = Auxiliary(case="c2", name="重症", factor=Factor(15000))
    found = settle(rule(auxiliary=True), activity(auxiliaries=(one, lost, blank)), as_of=DAY)
    assert {each.place: each.reason.en for each in found.left_out} == {
        "auxiliaries[c9/重症]": "no case c9 in cases",
        "cases[c2]": "an auxiliary factor without its trigger",
    }
    assert {each.id: str(each.amount) for each in found.results} == {"h1": "300.00", "h2": "0.00"}


def test_an_institution_without_its_factor_stops_everything() -> None:
    institutions = (Institution(id="h1", factor=Factor(10000)), Institution(id="h2"))
    with pytest.raises(MissingData) as caught:
        settle(rule(institution_factor=True), activity(institutions=institutions), as_of=DAY)
    assert [each.zh for each in caught.value.missing] == ["institutions[h2]：没有机构系数"]


def test_all_that_is_missing_is_named_at_once() -> None:
    reader: Any = PaymentRule
    package = read_yaml(
        "format: yigai-rule/1\nkind: county-package\nid: p\ntitle: 示例\n"
        "reserve_share: 10%\nreading: total\npackage_rate: 95%\n",
        reader,
    )
    with pytest.raises(MissingData) as caught:
        settle(package, Activity(area=Area()), as_of=DAY)
    assert [each.en for each in caught.value.missing] == [
        "area: no financing of the year",
        "area: no critical illness fund",
    ]
