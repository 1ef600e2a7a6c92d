"""The yearly amount of a pooling area (区域总额): given, or by income, and no more than growth allows.

income - reserve - other uses; never more than the amount of the year before and its growth cap.
"""

from __future__ import annotations

from typing import assert_never

from yigai.errors import Text
from yigai.model.payment.area_budget import AreaAmount
from yigai.model.payment.words import BudgetBasis
from yigai.payment.builder import Builder
from yigai.payment.formula import Formula, Quantity, least, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import a_share, not_negative
from yigai.payment.program import Table
from yigai.values.citation import Citation
from yigai.values.money import Rounding

_AREA = Table.AREA


def area_amount(b: Builder, part: AreaAmount | None, *, within: str) -> Quantity:
    """The amount of the year. Below zero it refuses the settlement."""
    part = part or AreaAmount()
    amount = _uncapped(b, part, within)
    b.refuse(
        _AREA,
        "no_budget",
        amount.less(number(0)),
        Text(zh="区域总额小于零", en="an area budget below zero"),
    )
    if part.growth_cap is not None:
        cap = b.compute(
            _AREA,
            "growth_limit",
            b.need(_AREA, "budget_before") * (number(1) + b.given(part, "growth_cap", within=within)),
            Measure.MONEY,
            Text(zh="增长上限（向下取整到分）", en="limit on growth, rounded down to the fen"),
            rounding=Rounding.DOWN,
        )
        b.line(cap, cap.says)
        amount = b.compute(
            _AREA, "budget", least(amount, cap), Measure.MONEY, Text(zh="区域总额", en="area budget")
        )
    b.line(amount, amount.says)
    return amount


def why_all_is_paid(b: Builder, part: AreaAmount | None, *, within: str) -> Citation | None:
    """The document that has the whole budget go out in the settlement of the year, if one is named."""
    dated = None if part is None else b.value(part, "wholly_used", within=within, required=False)
    if dated is None:
        b.limit(
            Text(
                zh="规则未写明预算是否全部用于年终清算",
                en="the rule does not say whether the budget is wholly used in the year's settlement",
            )
        )
        return None
    if not dated.value:
        b.limit(
            Text(zh="规则允许预算有结余", en="by the rule the budget need not be wholly used"),
        )
        return None
    return b.cited(dated)


def _uncapped(b: Builder, part: AreaAmount, within: str) -> Quantity:
    match part.basis:
        case BudgetBasis.GIVEN:
            formula: Formula = b.given(part, "amount", within=within)
            says = Text(zh="区域总额：给定", en="area budget as given")
        case BudgetBasis.INCOME:
            formula = _from_income(b, part, within)
            says = Text(zh="区域总额：收入减风险金与其他支出", en="area budget: income less uses")
        case None:
            b.leave_open(f"{within}.basis")
            formula, says = number(0), Text(zh="区域总额", en="area budget")
        case _:
            assert_never(part.basis)
    return b.compute(_AREA, "budget_uncapped", formula, Measure.MONEY, says)


def _from_income(b: Builder, part: AreaAmount, within: str) -> Formula:
    income = b.need(_AREA, "fund_income")
    reserve = b.compute(
        _AREA,
        "budget_reserve",
        income * a_share(b, b.given(part, "reserve_share", within=within)),
        Measure.MONEY,
        Text(zh="风险金", en="reserve"),
    )
    uses = not_negative(b, b.given(part, "other_uses", within=within))
    b.line(income, income.says)
    b.line(reserve, reserve.says)
    return income - reserve - uses
