"""Surplus retention in volume-based procurement (集采结余留用) as steps.

surplus = (need x prior price - agreed quantity x selected price - other spending) x ratio x insured share;
kept = surplus x rate of the score, rounded down; nothing is rounded on the way.
"""

from __future__ import annotations

from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.procurement import ProcurementRetention
from yigai.model.payment.words import ScoredUnit
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Formula, Quantity, greatest, is_set, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import at_most
from yigai.payment.program import Program, Table
from yigai.values.money import Rounding

_PRODUCT, _INSTITUTION = Table.PRODUCT, Table.INSTITUTION
_RATE = Text(zh="留用比例", en="rate kept")
_START = Text(zh="考核得分起点", en="start of the step")
_NOTHING = number(0)
_ONCE = Text(
    zh="留用资金不重复计入薪酬总量",
    en="what is kept is not added to the pay pool a second time",
)


def program(rule: ProcurementRetention, as_of: pendulum.Date) -> Program:
    """The steps of procurement retention on a day. Raises `Undecided` with all that the rule leaves open."""
    b = Builder(rule, as_of)
    b.limit(_ONCE)
    part = b.given(rule, "payment_ratio") * b.given(rule, "insured_share")
    budget, spending, reached = _products(b, part)
    match rule.unit:
        case ScoredUnit.PRODUCT:
            surplus = _surplus(b, _PRODUCT, budget, spending, part)
            kept = _kept(b, rule, _PRODUCT, Choice(is_set(reached), surplus, _NOTHING))
            says = Text(zh="机构留用合计", en="kept by the institution")
            whole = b.total(_INSTITUTION, "kept_in_all", kept, says)
        case ScoredUnit.INSTITUTION | None:
            if rule.unit is None:
                b.leave_open("unit")
            where = is_set(reached)
            needs = b.total(_INSTITUTION, "needs_at_prior_prices", budget, budget.says, where=where)
            bought = b.total(_INSTITUTION, "bought", spending, spending.says, where=where)
            whole = _kept(b, rule, _INSTITUTION, _surplus(b, _INSTITUTION, needs, bought, part))
        case _:
            assert_never(rule.unit)
    return b.program(whole)


def _products(b: Builder, part: Formula) -> tuple[Quantity, Quantity, Quantity]:
    """Of each product the need at its prior price, what was bought, and whether it was as much as agreed."""
    agreed = b.need(_PRODUCT, "agreed_quantity")
    budget = b.compute(
        _PRODUCT,
        "need_at_prior_price",
        b.need(_PRODUCT, "reported_need") * b.need(_PRODUCT, "prior_price"),
        Measure.MONEY,
        Text(zh="报量 × 集采前均价", en="need at the prior price"),
    )
    spending = b.compute(
        _PRODUCT,
        "bought",
        agreed * b.need(_PRODUCT, "selected_price") + b.need(_PRODUCT, "other_spending"),
        Measure.MONEY,
        Text(zh="约定采购量 × 中选价 + 非中选支出", en="agreed quantity at the selected price, and others"),
    )
    reached = b.compute(
        _PRODUCT,
        "agreed_reached",
        Choice(b.need(_PRODUCT, "used_quantity").at_least(agreed), number(1), _NOTHING),
        Measure.FLAG,
        Text(zh="完成约定采购量", en="the agreed quantity is reached"),
    )
    for quantity, name, says in (
        (
            budget,
            "budget",
            Text(zh="医保资金预算（仅供查看）", en="budget of the insurance, for viewing only"),
        ),
        (
            spending,
            "spent",
            Text(zh="医保资金支出（仅供查看）", en="spent by the insurance, for viewing only"),
        ),
    ):
        b.line(b.compute(_PRODUCT, name, quantity * part, Measure.MONEY, says), says)
    return budget, spending, reached


def _surplus(b: Builder, table: Table, budget: Quantity, spending: Quantity, part: Formula) -> Formula:
    """What is left over, never below zero for what is scored; exact, with a rounded column beside it."""
    surplus = greatest(budget - spending, _NOTHING) * part
    says = Text(zh="结余测算基数（仅供查看）", en="surplus, for viewing only")
    b.compute(table, "surplus", surplus, Measure.MONEY, says)
    return surplus


def _kept(b: Builder, rule: ProcurementRetention, table: Table, surplus: Formula) -> Quantity:
    """The part of a surplus that the score keeps; none where the assessment failed, whatever the score."""
    kept = surplus * _rate(b, rule, b.need(table, "score", optional=True))
    passed = is_set(b.need(table, "passed", optional=True))
    return b.compute(
        table,
        "kept",
        Choice(surplus.more(_NOTHING), Choice(passed, kept, _NOTHING), _NOTHING),
        Measure.MONEY,
        Text(zh="留用金额（向下取整到分）", en="kept, rounded down to the fen"),
        rounding=Rounding.DOWN,
    )


def _rate(b: Builder, rule: ProcurementRetention, score: Quantity) -> Formula:
    """The rate of the highest step the score reaches; a step starts at its score and ends below the next."""
    steps = sorted(enumerate(rule.steps), key=lambda each: each[1].start)
    if not steps or steps[0][1].start.as_fraction() > 0:
        b.leave_open("steps")
    rate: Formula = _NOTHING
    for at, step in steps:
        own = b.literal(f"steps[{at}].rate", step.rate, _RATE, step)
        if rule.rate_cap is not None:
            at_most(b, own, b.given(rule, "rate_cap"))
        start = b.literal(f"steps[{at}].from", step.start, _START, step)
        rate = Choice(score.at_least(start), own, rate)
    return rate
