"""What DIP and DRG points share (点数法): deviating cases, the budget, how points become money."""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import titled
from yigai.model.payment.area_budget import AreaAmount
from yigai.model.payment.parameter import Parameter, Sourced
from yigai.model.payment.words import Correction, Edge, Pool, ReferenceCost, Shape, ShareLevel
from yigai.values.money import Money
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class Zone:
    """Cases on one side of an edge (偏差区间): `when` ">" and `edge` 2 are those above twice the standard."""

    edge: Ratio
    when: Edge | None = None
    then: Correction


@attrs.frozen(kw_only=True)
class Deviations(Sourced):
    """How cases far from the usual cost are corrected (费用偏差病例).

    A case is classified by its cost over `classified_by`, and corrected by its cost over `corrected_by`; the
    two may differ. Where several zones hold, the outermost counts. `profile` names where a set was seen.
    """

    classified_by: ReferenceCost | None = None
    corrected_by: ReferenceCost | None = None
    zones: tuple[Zone, ...] = ()
    profile: str | None = None

    def __attrs_post_init__(self) -> None:
        edges = [(zone.when.is_upward if zone.when else None, zone.edge) for zone in self.zones]
        if len(set(edges)) < len(edges):
            raise InvalidValue(
                found=Text(zh="两个相同的边界", en="one edge twice"),
                expected=Text(zh="互不相同的边界", en="zones with different edges"),
            )


@attrs.frozen(kw_only=True)
class PointBudget:
    """The money the points share (区域总额): the fund, and what is added to it.

    The fund is given, or it is the yearly amount of the area, which `area` says how to find.
    """

    pool: Pool | None = None
    area: AreaAmount | None = None
    fund: Parameter[Money] | None = attrs.field(default=None, metadata=titled("统筹基金预算", "fund budget"))
    fund_share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("统筹支付比例", "fund share")
    )


@attrs.frozen(kw_only=True)
class PointSettlement:
    """How an institution's amount comes from its points (年度清算).

    `share_of` says whose fund share counts with `times-fund-share`. `assessed` multiplies by the
    institution's assessment factor; `audited` takes off its audit deductions.
    """

    shape: Shape | None = None
    share_of: ShareLevel | None = None
    assessed: bool = False
    audited: bool = False


@attrs.frozen(kw_only=True)
class SpecialCaseReview:
    """Cases for a review one by one (特例单议), at most so many of all discharges of the pooling area."""

    quota: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("特例单议限额", "review quota")
    )
