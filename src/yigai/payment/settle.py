"""Settle (测算、清算): a payment rule applied to the activity of a period, to the fen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

import attrs
import pendulum

from yigai.errors import InvalidValue, Text
from yigai.model.activity import Activity
from yigai.model.payment import (
    AreaBudget,
    Capitation,
    CasePrice,
    CostSharing,
    CountyPackage,
    Dip,
    DrgPoints,
    DrgRate,
    FeeForService,
    GlobalBudget,
    HistoryPackage,
    InterimPayment,
    NotInForce,
    PaymentRule,
    PayShare,
    PerDiem,
    PriceReview,
    ProcurementRetention,
    PublicHealth,
    TcmGate,
)
from yigai.payment.doubts import doubts, misdated
from yigai.payment.evaluate import evaluate
from yigai.payment.kinds import (
    area_budget,
    capitation,
    case_price,
    cost_sharing,
    county_package,
    dip,
    drg_points,
    drg_rate,
    fee_for_service,
    global_budget,
    history_package,
    interim_payment,
    per_diem,
    price_review,
    procurement_retention,
    public_health,
    staff_pay,
    tcm_gate,
)
from yigai.payment.program import Program
from yigai.payment.rows import tables_of
from yigai.payment.settlement import Settlement
from yigai.values.citation import Evidence


def settle(rule: PaymentRule, activity: Activity, *, as_of: pendulum.Date) -> Settlement:
    """What a rule pays for an activity, by the figures that hold on a day (测算、清算).

    Raises `NotInForce` outside the rule's period, `Undecided` where the rule leaves something open,
    `MissingData` where the activity lacks what nothing can be settled without, and `Undefined` where a
    formula would divide by nothing.
    """
    if type(as_of) is not pendulum.Date:
        raise InvalidValue(found=repr(as_of), expected=Text(zh="pendulum.Date", en="a pendulum.Date"))
    program = program_of(rule, as_of)
    evaluated = evaluate(program, tables_of(activity), left_out=misdated(rule, activity, program))
    settlement = Settlement(rule=rule, activity=activity, as_of=as_of, program=program, evaluated=evaluated)
    limits = (*_limits(rule, activity, as_of), *doubts(settlement), *program.limits)
    return attrs.evolve(settlement, limits=limits)


def program_of(rule: PaymentRule, as_of: pendulum.Date) -> Program:  # noqa: C901, PLR0912 (a case a kind)
    """The steps of a rule on a day. Raises `NotInForce` and `Undecided`."""
    _refuse_outside(rule, as_of)
    match rule:
        case Dip():
            return dip.program(rule, as_of)
        case DrgRate():
            return drg_rate.program(rule, as_of)
        case DrgPoints():
            return drg_points.program(rule, as_of)
        case TcmGate():
            return tcm_gate.program(rule, as_of)
        case CountyPackage():
            return county_package.program(rule, as_of)
        case PerDiem():
            return per_diem.program(rule, as_of)
        case Capitation():
            return capitation.program(rule, as_of)
        case CasePrice():
            return case_price.program(rule, as_of)
        case FeeForService():
            return fee_for_service.program(rule, as_of)
        case GlobalBudget():
            return global_budget.program(rule, as_of)
        case AreaBudget():
            return area_budget.program(rule, as_of)
        case PublicHealth():
            return public_health.program(rule, as_of)
        case CostSharing():
            return cost_sharing.program(rule, as_of)
        case PayShare():
            return staff_pay.program(rule, as_of)
        case HistoryPackage():
            return history_package.program(rule, as_of)
        case InterimPayment():
            return interim_payment.program(rule, as_of)
        case ProcurementRetention():
            return procurement_retention.program(rule, as_of)
        case PriceReview():
            return price_review.program(rule, as_of)
        case _:
            assert_never(rule)


def _refuse_outside(rule: PaymentRule, as_of: pendulum.Date) -> None:
    effective = rule.effective
    if effective is None:
        return
    first, last = effective.first, effective.last
    if first is not None and as_of < first:
        found = Text(zh=f"{as_of}，尚未执行", en=f"{as_of}, not yet in force")
    elif last is not None and as_of > last:
        found = Text(zh=f"{as_of}，已停止执行", en=f"{as_of}, no longer in force")
    else:
        return
    period = f"{first or ''}..{last or ''}"
    raise NotInForce(
        where=rule.id, found=found, expected=Text(zh=f"{period} 之内的日期", en=f"a day within {period}")
    )


def _limits(rule: PaymentRule, activity: Activity, as_of: pendulum.Date) -> Iterator[Text]:
    """What a reader must know before any figure."""
    if activity.synthetic:
        yield Text(zh="业务数据是虚构的", en="the activity is made up")
    if activity.period is not None and not activity.period.contains(as_of):
        days = f"{activity.period.first}..{activity.period.last}"
        yield Text(
            zh=f"依据日 {as_of} 不在业务期间 {days} 之内",
            en=f"the day, {as_of}, is not within the period of the activity, {days}",
        )
    if rule.effective is None:
        yield Text(zh="规则未写明执行期", en="the rule does not say from when to when it holds")
    if rule.citation().evidence is not Evidence.ISSUED:
        evidence = rule.citation().evidence.says
        yield Text(
            zh=f"规则的依据不是正式文件：{evidence.zh}",
            en=f"the rule is not from an issued text: {evidence.en}",
        )
