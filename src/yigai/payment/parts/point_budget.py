"""From points to money (点数付费清算): the pool the points share, and each institution's part of it.

The point value is never rounded on the way: every institution gets its exact share of the pool, and the
fen that are left go to the largest remainders, so that the whole pool is paid and no fen more.
"""

from __future__ import annotations

from typing import assert_never

from yigai.errors import Text
from yigai.model.payment.points import PointBudget, PointSettlement
from yigai.model.payment.words import Pool, Shape, ShareLevel
from yigai.payment.builder import Builder
from yigai.payment.formula import Formula, Quantity
from yigai.payment.measure import Measure
from yigai.payment.parts.area_amount import area_amount, why_all_is_paid
from yigai.payment.program import Table
from yigai.values.citation import Citation

_AREA, _INSTITUTION, _CASE = Table.AREA, Table.INSTITUTION, Table.CASE


def settled(
    b: Builder, case_points: Quantity, budget: PointBudget | None, settlement: PointSettlement | None
) -> Quantity:
    """What each institution gets for its points before bands and deposits."""
    points = b.total(
        _INSTITUTION, "points", case_points, Text(zh="机构总点数", en="points of the institution")
    )
    total = b.total(_AREA, "total_points", points, Text(zh="总点数", en="total points"))
    pool = _pool(b, budget)
    if pool is None or settlement is None or settlement.shape is None:
        if settlement is None or settlement.shape is None:
            b.leave_open("settlement.shape")
        return points
    b.compute(
        _AREA,
        "point_value",
        pool / total,
        Measure.POINTS,
        Text(zh="点值（仅供查看，四位小数）", en="point value, four places, for viewing only"),
    )
    b.line(pool, Text(zh="可分配总额", en="pool"))
    match settlement.shape:
        case Shape.AS_SHARED | Shape.LESS_PATIENTS:
            value = b.divide(
                _INSTITUTION,
                "payable",
                pool,
                points,
                Text(zh="点数应付", en="worth of the points"),
                source=_ground(b, budget),
            )
            b.line(value, Text(zh="点数应付合计", en="worth of all points"))
            if settlement.shape is Shape.LESS_PATIENTS:
                paid = b.total(
                    _INSTITUTION,
                    "patients_paid",
                    b.need(_CASE, "patient_paid"),
                    Text(zh="个人支付合计", en="paid by its patients"),
                )
                b.line(paid, Text(zh="个人支付合计", en="paid by patients"))
                value = b.compute(
                    _INSTITUTION,
                    "fund_part",
                    value - paid,
                    Measure.MONEY,
                    Text(zh="基金应付（可为负）", en="the fund's part, which may be negative"),
                )
        case Shape.TIMES_FUND_SHARE:
            value = _fund_share(b, budget, settlement, pool=pool, points=points, total=total)
        case _:
            assert_never(settlement.shape)
    return _adjusted(b, settlement, value)


def _pool(b: Builder, budget: PointBudget | None) -> Quantity | None:
    if budget is None or budget.pool is None:
        b.leave_open("budget.pool")
        return None
    fund = _fund(b, budget)
    match budget.pool:
        case Pool.FUND:
            formula, says = fund, Text(zh="可分配总额：基金", en="pool: the fund")
            return b.compute(_AREA, "pool", formula, Measure.MONEY, says)
        case Pool.FUND_AND_PATIENTS:
            paid = b.total(
                _AREA,
                "all_patients_paid",
                b.need(_CASE, "patient_paid"),
                Text(zh="个人支付总计", en="paid by all patients"),
            )
            says = Text(zh="可分配总额：基金与个人支付之和", en="pool: fund and patients' payments")
            return b.compute(_AREA, "pool", fund + paid, Measure.MONEY, says)
        case Pool.FUND_OVER_SHARE:
            share = b.given(budget, "fund_share", within="budget")
            says = Text(zh="可分配总额：基金除以支付比例", en="pool: fund over its share")
            return b.compute(_AREA, "pool", fund / share, Measure.MONEY, says)
        case _:
            assert_never(budget.pool)


def _fund(b: Builder, budget: PointBudget) -> Formula:
    """The fund as given, or the yearly amount of the area."""
    if budget.area is None:
        return b.given(budget, "fund", within="budget")
    return area_amount(b, budget.area, within="budget.area")


def _ground(b: Builder, budget: PointBudget | None) -> Citation | None:
    """Why the whole amount is divided, where the rule says so."""
    if budget is None or budget.area is None:
        return None
    return why_all_is_paid(b, budget.area, within="budget.area")


def _fund_share(
    b: Builder,
    budget: PointBudget | None,
    settlement: PointSettlement,
    *,
    pool: Quantity,
    points: Quantity,
    total: Quantity,
) -> Quantity:
    says = Text(zh="基金应付", en="the fund's part")
    match settlement.share_of:
        case ShareLevel.AREA:
            share = b.given(budget, "fund_share", within="budget")
            whole = b.compute(
                _AREA,
                "fund_pool",
                pool * share,
                Measure.MONEY,
                Text(zh="基金总额", en="the fund's part of the pool"),
            )
            value = b.divide(_INSTITUTION, "fund_part", whole, points, says)
        case ShareLevel.INSTITUTION:
            own = b.need(_INSTITUTION, "fund_share")
            value = b.compute(_INSTITUTION, "fund_part", pool * points / total * own, Measure.MONEY, says)
            b.limit(
                Text(
                    zh="各机构支付比例不同，合计不等于基金总额",
                    en="with shares of their own the institutions' amounts do not add up to the fund",
                )
            )
        case None:
            b.leave_open("settlement.share_of")
            value = points
        case _:
            assert_never(settlement.share_of)
    b.line(value, Text(zh="基金应付合计", en="the fund's part in all"))
    return value


def _adjusted(b: Builder, settlement: PointSettlement, value: Quantity) -> Quantity:
    """After the yearly assessment, less what the audit took off."""
    if settlement.assessed:
        factor = b.need(_INSTITUTION, "assessment")
        says = Text(zh="考核后应付", en="after the assessment")
        value = b.compute(_INSTITUTION, "assessed", value * factor, Measure.MONEY, says)
    if settlement.audited:
        deduction = b.need(_INSTITUTION, "audit_deduction")
        says = Text(zh="扣除审核扣款后应付", en="after audit deductions")
        value = b.compute(_INSTITUTION, "audited", value - deduction, Measure.MONEY, says)
    return value
