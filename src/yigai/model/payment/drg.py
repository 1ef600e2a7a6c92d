"""Payment by diagnosis-related groups (按病组付费, DRG): by a base rate, or by points."""

from __future__ import annotations

import attrs

from yigai.model.fields import titled
from yigai.model.payment.bands import Sharing
from yigai.model.payment.holding import Holding
from yigai.model.payment.parameter import Parameter, share_parameter
from yigai.model.payment.points import Deviations, PointBudget, PointSettlement, SpecialCaseReview
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import IncompleteStay, RateMode
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Points


@attrs.frozen(kw_only=True)
class BaseRate:
    """What a weight of one is paid (费率).

    `rate` is the fixed rate, of all cases or of the base volume. With an elastic rate `base_share` of the
    pool is meant for the base volume and the rest is shared by the increment, at no more than `cap`.
    """

    mode: RateMode | None = None
    rate: Parameter[Money] | None = attrs.field(default=None, metadata=titled("固定费率", "fixed rate"))
    base_share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("基础部分占比", "share of the base"), validator=share_parameter
    )
    cap: Parameter[Money] | None = attrs.field(
        default=None, metadata=titled("增量费率上限", "cap on the rate of the increment")
    )


@attrs.frozen(kw_only=True)
class DrgRate(RuleHead):
    """A rule of payment by weight and base rate (费率法): weight x base rate x institution factor.

    `institution_factor` says whether institutions have factors at all. Cases without a group wait for a
    review; those far from the mean of their group are treated as `deviations` says.
    """

    base_rate: BaseRate | None = None
    institution_factor: bool | None = None
    deviations: Deviations | None = None
    review: SpecialCaseReview | None = None
    budget: PointBudget | None = None
    settlement: PointSettlement | None = None
    sharing: Sharing | None = None
    holding: Holding | None = None


@attrs.frozen(kw_only=True)
class Readmission:
    """Return to the same group too soon (再入院): it halves the points of the earlier stay.

    Too soon is within `days` of the discharge, the last of them included. `same_institution` says whether
    only a return to the same institution counts.
    """

    days: Parameter[int] | None = attrs.field(default=None, metadata=titled("再入院天数", "readmission days"))
    same_institution: bool | None = None


@attrs.frozen(kw_only=True)
class DrgPoints(RuleHead):
    """A rule of payment by DRG points (点数法), as in Jinhua since 2017 and Zhejiang since 2019.

    Base points are the mean of the group over `area_mean`, times 100; the hospital's factor is its own mean
    over that of the group. A group with fewer than `least_cases` cases has no points of its own. Groups paid
    by bed-day get `day_base` points a day.
    """

    area_mean: Parameter[Money] | None = attrs.field(
        default=None, metadata=titled("全区例均费用", "area mean cost")
    )
    least_cases: Parameter[int] | None = attrs.field(
        default=None, metadata=titled("病组最少病例数", "least cases of a group")
    )
    incomplete: IncompleteStay | None = None
    day_base: Parameter[Points] | None = attrs.field(
        default=None, metadata=titled("床日基准点数", "points a day")
    )
    readmission: Readmission | None = None
    deviations: Deviations | None = None
    review: SpecialCaseReview | None = None
    budget: PointBudget | None = None
    settlement: PointSettlement | None = None
    sharing: Sharing | None = None
    holding: Holding | None = None
