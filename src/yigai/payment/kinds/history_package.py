"""The package of a county's consortia from the years before (按历史费用总额包干) as steps.

first year: mean of three years x (1 + growth); later: package of the year before x (1 + growth);
of the growth no more than its cap counts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.county_package import HistoryPackage
from yigai.model.payment.words import HistoryBase
from yigai.payment.builder import Builder
from yigai.payment.formula import Formula, least, number
from yigai.payment.measure import Measure
from yigai.payment.parts.consortium import settled_consortia
from yigai.payment.program import Program, Table

_AREA = Table.AREA
_THIRD = number(Fraction(1, 3))


def program(rule: HistoryPackage, as_of: pendulum.Date) -> Program:
    """The steps of a package from history. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    base = _base(b, rule)
    growth = least(b.given(rule, "growth"), b.given(rule, "growth_cap"))
    shown = b.compute(
        _AREA,
        "base",
        base,
        Measure.MONEY,
        Text(zh="包干基数（仅供查看）", en="what it grows from, for viewing only"),
    )
    package = b.compute(
        _AREA,
        "package_total",
        base * (number(1) + growth),
        Measure.MONEY,
        Text(zh="包干总额", en="package of the county"),
    )
    b.refuse(
        _AREA,
        "nothing_left",
        package.less(number(0)),
        Text(zh="包干总额小于零", en="a package below zero"),
    )
    for part in (shown, package):
        b.line(part, part.says)
    return b.program(settled_consortia(b, package, rule.sharing, rule.member_weights))


def _base(b: Builder, rule: HistoryPackage) -> Formula:
    dated = b.value(rule, "base")
    base: HistoryBase | None = dated.value if dated else None
    match base:
        case HistoryBase.THREE_YEAR_MEAN:
            years = [b.need(_AREA, f"spending_{name}") for name in ("before", "2_before", "3_before")]
            return (years[0] + years[1] + years[2]) * _THIRD
        case HistoryBase.PREVIOUS_PACKAGE | None:
            return b.need(_AREA, "package_before")
        case _:
            assert_never(base)
