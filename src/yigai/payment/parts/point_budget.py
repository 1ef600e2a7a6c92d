"""From points or weights to money (点数付费清算): the pool, and each institution's part of it.

The value of a point is never rounded on the way: every institution gets its exact share of the pool, and the
fen that are left go to the largest remainders, so that the whole pool is paid and no fen more.
"""

from __future__ import annotations

from typing import assert_never

import attrs

from yigai.errors import Text
from yigai.model.payment.points import PointBudget, PointSettlement
from yigai.model.payment.words import FITTING, Pool, Shape, ShareLevel
from yigai.payment.builder import Builder
from yigai.payment.formula import Formula, Quantity, greatest, number
from yigai.payment.measure import Measure
from yigai.payment.parts.area_amount import area_amount, why_all_is_paid
from yigai.payment.parts.bounds import above_zero, not_negative
from yigai.payment.program import Table
from yigai.values.citation import Citation

_AREA, _INSTITUTION, _CASE = Table.AREA, Table.INSTITUTION, Table.CASE
_FUND_PART = Text(zh="基金应付", en="the fund's part")
_WORTH = Text(zh="点数应付", en="worth of the points")


@attrs.frozen(kw_only=True)
class Volume:
    """What the institutions share a pool by, and all of it."""

    own: Quantity
    whole: Quantity


def points_of(b: Builder, case_points: Quantity) -> Volume:
    """The points of every institution and of the area."""
    says = Text(zh="机构总点数", en="points of the institution")
    own = b.total(_INSTITUTION, "points", case_points, says)
    return Volume(own=own, whole=b.total(_AREA, "total_points", own, Text(zh="总点数", en="total points")))


def settled(
    b: Builder, volume: Volume, budget: PointBudget | None, settlement: PointSettlement | None
) -> Quantity:
    """What each institution gets of the pool, before bands and deposits."""
    settlement = settlement or PointSettlement()
    pool = pool_of(b, budget, settlement)
    value = b.compute(
        _AREA,
        "point_value",
        pool / volume.whole,
        Measure.FACTOR,
        Text(zh="点值（四位小数）", en="value of a point, four places"),
        may_be_unknown=not settlement.published_value,
    )
    if settlement.published_value:
        return fund_part(b, _at_published(b, pool, volume, value), budget, settlement)
    if settlement.shape is not Shape.TIMES_FUND_SHARE:
        payable = b.divide(_INSTITUTION, "payable", pool, volume.own, _WORTH, source=_ground(b, budget))
        b.line(payable, Text(zh="点数应付合计", en="worth of all points"))
        return fund_part(b, payable, budget, settlement)
    if settlement.share_level is ShareLevel.AREA:
        return _adjusted(b, settlement, _shared_fund(b, budget, pool, volume))
    return fund_part(b, pool * volume.own / volume.whole, budget, settlement)


def _at_published(b: Builder, pool: Quantity, volume: Volume, value: Quantity) -> Quantity:
    """What the points are worth at the published value, and what that leaves of the pool."""
    b.limit(
        Text(
            zh="按公布的四位小数点值支付，可分配总额有尾差",
            en="points are paid at the published value of four places: the pool is not paid to the fen",
        )
    )
    payable = b.compute(_INSTITUTION, "payable", volume.own * value, Measure.MONEY, _WORTH)
    paid = b.total(_AREA, "all_payable", payable, Text(zh="点数应付合计", en="worth of all points"))
    says = Text(zh="尾差", en="pool less what is paid")
    left = b.compute(_AREA, "pool_left", pool - paid, Measure.MONEY, says)
    for line in (paid, left):
        b.line(line, line.says)
    return payable


def fund_part(
    b: Builder, gross: Formula, budget: PointBudget | None, settlement: PointSettlement | None
) -> Quantity:
    """The fund's part of what an institution gets, after the assessment and the audit."""
    settlement = settlement or PointSettlement()
    if settlement.shape is Shape.AS_SHARED and isinstance(gross, Quantity):
        return _adjusted(b, settlement, gross)
    match settlement.shape:
        case Shape.LESS_PATIENTS:
            says = Text(zh="个人支付合计", en="paid by its patients")
            paid = b.total(_INSTITUTION, "patients_paid", b.need(_CASE, "patient_paid"), says)
            b.line(paid, Text(zh="个人支付合计", en="paid by patients"))
            formula, says = gross - paid, Text(zh="基金应付（可为负）", en="the fund's part, maybe negative")
        case Shape.TIMES_FUND_SHARE:
            formula, says = gross * _share(b, budget, settlement), _FUND_PART
        case Shape.AS_SHARED | None:
            if settlement.shape is None:
                b.leave_open("settlement.shape")
            formula, says = gross, _FUND_PART
        case _:
            assert_never(settlement.shape)
    value = b.compute(_INSTITUTION, "fund_part", formula, Measure.MONEY, says)
    b.line(value, Text(zh="基金应付合计", en="the fund's part in all"))
    return _adjusted(b, settlement, value)


def pool_of(b: Builder, budget: PointBudget | None, settlement: PointSettlement | None) -> Quantity:
    """The money to be shared, with a warning where the way of settling does not go with it."""
    budget = budget or PointBudget()
    fund = _fund(b, budget)
    formula, says = fund, Text(zh="可分配总额：基金", en="pool: the fund")
    match budget.pool:
        case Pool.FUND:
            pass
        case Pool.FUND_AND_PATIENTS:
            paid = b.total(
                _AREA,
                "all_patients_paid",
                b.need(_CASE, "patient_paid"),
                Text(zh="个人支付总计", en="paid by all patients"),
            )
            formula = fund + paid
            says = Text(zh="可分配总额：基金与个人支付之和", en="pool: fund and patients' payments")
        case Pool.FUND_OVER_SHARE:
            formula = fund / above_zero(b, b.given(budget, "fund_share", within="budget"))
            says = Text(zh="可分配总额：基金除以支付比例", en="pool: fund over its share")
        case None:
            b.leave_open("budget.pool")
        case _:
            assert_never(budget.pool)
    _warn_of_mixed(b, budget.pool, settlement)
    pool = b.compute(_AREA, "pool", formula, Measure.MONEY, says)
    b.line(pool, Text(zh="可分配总额", en="pool"))
    return pool


def _fund(b: Builder, budget: PointBudget) -> Formula:
    """The fund as given, or the yearly amount of the area."""
    if budget.area is None:
        return not_negative(b, b.given(budget, "fund", within="budget"))
    return area_amount(b, budget.area, within="budget.area")


def _ground(b: Builder, budget: PointBudget | None) -> Citation | None:
    """Why the whole amount is divided, where the rule says so."""
    if budget is None or budget.area is None:
        return None
    return why_all_is_paid(b, budget.area, within="budget.area")


def _warn_of_mixed(b: Builder, pool: Pool | None, settlement: PointSettlement | None) -> None:
    shape = None if settlement is None else settlement.shape
    if pool is not None and shape is not None and shape not in FITTING[pool]:
        b.limit(
            Text(
                zh=f"总额口径混用：{pool.value} 与 {shape.value}，个人支付被重复扣除或由基金代付",
                en=f"mixed pool conventions, {pool.value} and {shape.value}: patients' payments are taken "
                "off twice, or paid by the fund",
            )
        )


def _shared_fund(b: Builder, budget: PointBudget | None, pool: Quantity, volume: Volume) -> Quantity:
    """With one share for the whole area the fund itself is divided, to the fen."""
    share = b.given(budget or PointBudget(), "fund_share", within="budget")
    says = Text(zh="基金总额", en="the fund's part of the pool")
    whole = b.compute(_AREA, "fund_pool", pool * share, Measure.MONEY, says)
    value = b.divide(_INSTITUTION, "fund_part", whole, volume.own, _FUND_PART, source=_ground(b, budget))
    b.line(value, Text(zh="基金应付合计", en="the fund's part in all"))
    return value


def _share(b: Builder, budget: PointBudget | None, settlement: PointSettlement) -> Formula:
    match settlement.share_level:
        case ShareLevel.AREA:
            return b.given(budget or PointBudget(), "fund_share", within="budget")
        case ShareLevel.INSTITUTION:
            b.limit(
                Text(
                    zh="各机构支付比例不同，合计不等于基金总额",
                    en="with shares of their own the institutions' amounts do not add up to the fund",
                )
            )
            return b.need(_INSTITUTION, "fund_share")
        case None:
            b.leave_open("settlement.share_level")
            return number(1)
        case _:
            assert_never(settlement.share_level)


def _adjusted(b: Builder, settlement: PointSettlement, value: Quantity) -> Quantity:
    """Not below zero where the rule says so; after the yearly assessment, less what the audit took off."""
    if settlement.floor_at_zero:
        says = Text(zh="基金应付（机构不低于零）", en="the fund's part, not below zero")
        value = b.compute(_INSTITUTION, "floored", greatest(value, number(0)), Measure.MONEY, says)
    if settlement.assessed:
        factor = b.need(_INSTITUTION, "assessment")
        says = Text(zh="考核后应付", en="after the assessment")
        value = b.compute(_INSTITUTION, "assessed", value * factor, Measure.MONEY, says)
    if settlement.audited:
        deduction = b.need(_INSTITUTION, "audit_deduction")
        says = Text(zh="扣除审核扣款后应付", en="after audit deductions")
        value = b.compute(_INSTITUTION, "audited", value - deduction, Measure.MONEY, says)
    return value
