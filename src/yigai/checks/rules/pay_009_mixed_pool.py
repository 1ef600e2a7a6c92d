"""Patients' payments counted twice, or paid by the fund (总额口径混用)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import PointBudget, PointSettlement
from yigai.model.payment.words import FITTING, Shape
from yigai.values.citation import Citation, Evidence

_CONVENTION = Citation(
    source="yigai: explanation/payment",
    evidence=Evidence.INFERRED,
    note="the fund is shared as it is; from fund and patients the patients' part is taken off",
)


@rule(
    id="YG-PAY-009",
    title=Text(zh="总额口径混用", en="mixed pool conventions"),
    severity=Severity.ERROR,
    what=Text(
        zh="可分配总额与清算方式的口径不一：总额只是基金却再扣个人支付，或总额含个人支付却全由基金支付。",
        en="What the points share and how it is settled do not fit: a pool of the fund alone from which the "
        "patients' payments are taken, or a pool with the patients' payments that the fund pays in full.",
    ),
    why=Text(
        zh="前者把个人支付扣了两次，后者由基金替病人付了钱。",
        en="The first takes off the patients' payments twice, in the second the fund pays them.",
    ),
    bad="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
review: {quota: 5‰}
budget: {pool: fund, fund: "1000000.00"}
settlement: {shape: less-patients}
""",
    good="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
review: {quota: 5‰}
budget: {pool: fund, fund: "1000000.00"}
settlement: {shape: as-shared}
""",
    basis=(_CONVENTION,),
)
def mixed_pool(this: Rule, context: Context) -> Iterator[Finding]:
    """Every rule whose pool and settlement do not fit."""
    for found in context.payment_rules:
        budget, settlement = getattr(found.rule, "budget", None), getattr(found.rule, "settlement", None)
        if not isinstance(budget, PointBudget) or not isinstance(settlement, PointSettlement):
            continue
        pool, shape = budget.pool, settlement.shape
        if pool is None or shape is None or shape in FITTING[pool]:
            continue
        message = Text(zh="总额与清算方式的口径不一", en="pool and settlement do not fit")
        fitting = " ".join(each.value for each in Shape if each in FITTING[pool])
        yield at(this, found, "settlement.shape", message, expected=fitting, actual=shape.value)
