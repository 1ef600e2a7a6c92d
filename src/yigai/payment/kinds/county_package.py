"""The budget package of a county's medical consortia (医共体总额包干) as steps.

reserve = share x increment or x total; rest = financing - reserve - critical illness fund;
package = rate x rest, rounded up; what is not in the package stays with the county's fund.
"""

from __future__ import annotations

from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.county_package import CountyPackage
from yigai.model.payment.words import IncrementReading
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Formula, Given, Quantity, greatest, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import at_least, not_negative
from yigai.payment.parts.consortium import settled_consortia
from yigai.payment.program import Program, Table
from yigai.values.money import Rounding

_AREA = Table.AREA
_PACKAGE = Text(zh="包干总额（向上取整到分）", en="package, rounded up to the fen")


def program(rule: CountyPackage, as_of: pendulum.Date) -> Program:
    """The steps of a county package on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    budget = _budget(b, rule)
    package = b.compute(
        _AREA, "package_total", _package(b, rule, budget), Measure.MONEY, _PACKAGE, rounding=Rounding.UP
    )
    b.refuse(
        _AREA,
        "above_budget",
        package.more(budget),
        Text(zh="包干总额超过扣除后预算", en="a package above the budget after deductions"),
    )
    kept = b.compute(
        _AREA,
        "kept_by_fund",
        budget - package,
        Measure.MONEY,
        Text(zh="留在统筹基金", en="kept by the county's fund"),
    )
    for part in (budget, package, kept):
        b.line(part, part.says)
    return b.program(settled_consortia(b, package, rule.sharing, rule.member_weights))


def _budget(b: Builder, rule: CountyPackage) -> Quantity:
    income = b.need(_AREA, "fund_income")
    reserve = b.compute(
        _AREA,
        "reserve",
        b.given(rule, "reserve_share") * _reserve_base(b, rule, income),
        Measure.MONEY,
        Text(zh="增量基金风险金", en="reserve"),
    )
    b.line(reserve, reserve.says)
    budget = b.compute(
        _AREA,
        "budget",
        income - reserve - b.need(_AREA, "critical_illness_fund"),
        Measure.MONEY,
        Text(zh="扣除后预算", en="budget after deductions"),
    )
    b.refuse(
        _AREA,
        "nothing_left",
        budget.less(number(0)),
        Text(zh="风险金与大病保险基金超过筹资总额", en="deductions above the financing of the year"),
    )
    return budget


def _package(b: Builder, rule: CountyPackage, budget: Quantity) -> Formula:
    """The amount decided, or the rate of the budget; beside it the least that the floor allows."""
    floor = None if rule.package_floor is None else b.given(rule, "package_floor")
    if rule.decided is None:
        rate = b.given(rule, "package_rate")
        return budget * (rate if floor is None else at_least(b, rate, floor))
    decided = not_negative(b, b.given(rule, "decided"))
    if floor is not None:
        _compare_with_floor(b, budget, decided, floor)
    return decided


def _compare_with_floor(b: Builder, budget: Quantity, decided: Given, floor: Given) -> None:
    least = b.compute(
        _AREA,
        "least_package",
        budget * floor,
        Measure.MONEY,
        Text(zh="包干总额下限（向上取整到分）", en="least package, rounded up to the fen"),
        rounding=Rounding.UP,
    )
    met = b.compute(
        _AREA,
        "floor_met",
        Choice(decided.at_least(least), number(1), number(0)),
        Measure.FLAG,
        Text(zh="不低于下限", en="the floor is met"),
    )
    for part in (least, met):
        b.line(part, part.says)


def _reserve_base(b: Builder, rule: CountyPackage, income: Quantity) -> Formula:
    dated = b.value(rule, "reading")
    reading: IncrementReading | None = dated.value if dated else None
    match reading:
        case IncrementReading.INCREMENT:
            return greatest(income - b.need(_AREA, "fund_income_before"), number(0))
        case IncrementReading.TOTAL | None:
            return income
        case _:
            assert_never(reading)
