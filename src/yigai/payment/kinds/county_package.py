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
from yigai.payment.formula import Formula, Quantity, greatest, number
from yigai.payment.measure import Measure
from yigai.payment.parts.sharing import shared
from yigai.payment.program import Program, Table
from yigai.values.money import Rounding

_AREA, _CONSORTIUM = Table.AREA, Table.CONSORTIUM


def program(rule: CountyPackage, as_of: pendulum.Date) -> Program:
    """The steps of a county package on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    package = _package(b, rule)
    own = b.divide(
        _CONSORTIUM,
        "package",
        package,
        b.need(_CONSORTIUM, "heads"),
        Text(zh="医共体总额", en="package of the consortium"),
    )
    if rule.sharing is None:
        return b.program(own)
    inside, outside = b.need(_CONSORTIUM, "inside_cost"), b.need(_CONSORTIUM, "outside_cost")
    used = b.compute(
        _CONSORTIUM, "used", inside + outside, Measure.MONEY, Text(zh="参保人费用", en="cost of its insured")
    )
    return b.program(shared(b, rule.sharing, table=_CONSORTIUM, quota=own, actual=used).fund_pays)


def _package(b: Builder, rule: CountyPackage) -> Quantity:
    income = b.need(_AREA, "fund_income")
    reserve = b.compute(
        _AREA,
        "reserve",
        b.given(rule, "reserve_share") * _reserve_base(b, rule, income),
        Measure.MONEY,
        Text(zh="增量基金风险金", en="reserve"),
    )
    rest = b.compute(
        _AREA,
        "budget",
        income - reserve - b.need(_AREA, "critical_illness_fund"),
        Measure.MONEY,
        Text(zh="扣除后预算", en="budget after deductions"),
    )
    package = b.compute(
        _AREA,
        "package_total",
        rest * b.given(rule, "package_rate"),
        Measure.MONEY,
        Text(zh="包干总额（向上取整到分）", en="package, rounded up to the fen"),
        rounding=Rounding.UP,
    )
    kept = b.compute(
        _AREA,
        "kept_by_fund",
        rest - package,
        Measure.MONEY,
        Text(zh="留在统筹基金", en="kept by the county's fund"),
    )
    for part in (reserve, rest, package, kept):
        b.line(part, part.says)
    return package


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
