"""Payment by disease points (按病种分值付费, DIP): every case has points, the points share a budget."""

from __future__ import annotations

import attrs

from yigai.model.fields import titled
from yigai.model.payment.bands import Sharing
from yigai.model.payment.holding import Holding
from yigai.model.payment.parameter import Parameter
from yigai.model.payment.points import Deviations, PointBudget, PointSettlement, SpecialCaseReview
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import PointMethod
from yigai.values.money import Money


@attrs.frozen(kw_only=True)
class DipPoints:
    """How a disease gets its points: the method, and what the mean cost of the disease is measured by.

    `reference` is the mean cost of all cases, or the money worth one point with the fixed quota;
    `base_disease` is the code of the disease that has 1000 points. Both are set before the year, and neither
    depends on what the points turn out to be worth.
    """

    method: PointMethod | None = None
    reference: Parameter[Money] | None = attrs.field(
        default=None, metadata=titled("基准费用", "reference cost")
    )
    base_disease: str | None = None


@attrs.frozen(kw_only=True)
class Dip(RuleHead):
    """A rule of payment by disease points (DIP).

    Points, then the auxiliary factor, then the correction of deviating cases, then the institution's factor;
    the points of a case are rounded to four decimals. `auxiliary` and `institution_factor` say whether those
    factors are used at all. Diseases of primary care have no institution factor where `primary_care_exempt`
    says so; `factor_by_disease` takes the factor of the disease at institutions of the same level.
    """

    points: DipPoints | None = None
    auxiliary: bool = False
    institution_factor: bool | None = None
    factor_by_disease: bool = False
    primary_care_exempt: bool = False
    deviations: Deviations | None = None
    review: SpecialCaseReview | None = None
    budget: PointBudget | None = None
    settlement: PointSettlement | None = None
    sharing: Sharing | None = None
    holding: Holding | None = None
