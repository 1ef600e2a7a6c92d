"""Payments in the course of a year (月结、预付) and what is held back until its end (质量保证金)."""

from __future__ import annotations

import attrs

from yigai.model.fields import titled
from yigai.model.payment.parameter import Parameter, positive_parameter, share_parameter
from yigai.model.payment.rule import RuleHead
from yigai.values.money import Rounding
from yigai.values.month_day import MonthDay
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class SettledBy:
    """By when a month and a year are to be settled (结算、清算时限).

    `month` counts working days from the day after the filing deadline (申报截止次日), which is the first of
    them. `year` is a day of the year that follows the one settled; its dates, too, speak of the year settled.
    """

    month: Parameter[int] | None = attrs.field(
        default=None,
        metadata=titled("月结时限（工作日）", "working days to settle a month"),
        validator=positive_parameter,
    )
    year: Parameter[MonthDay] | None = attrs.field(
        default=None, metadata=titled("年度清算时限", "last day to settle the year")
    )


@attrs.frozen(kw_only=True)
class Holding:
    """What is held back through the year (质量保证金), and what was paid already (月结、预付).

    `deposit` is held back of what is payable, and paid out at the year's end by the assessment. `monthly`
    says that it is held back of each month's bill, rounded each time by `rounding`, and that the activity
    lists the months; else it is taken of the year's amount, and the activity gives what was paid in all.
    `deposit_cap` is the most a document above allows.
    """

    deposit: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("质量保证金比例", "deposit rate"), validator=share_parameter
    )
    deposit_cap: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("质量保证金上限", "cap on the deposit rate"), validator=share_parameter
    )
    monthly: bool = False
    rounding: Rounding = Rounding.HALF_UP
    settled_by: SettledBy | None = None


@attrs.frozen(kw_only=True)
class InterimPayment(RuleHead):
    """Monthly payments with a deposit, and what is left to pay when the year is settled.

    `year_end` says that the activity gives what each institution is due for the year, whichever rule of
    payment that amount comes from.
    """

    holding: Holding | None = None
    year_end: bool = False
