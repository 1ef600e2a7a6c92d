"""What DIP and DRG points share (点数法): deviating cases, the budget, how points become money."""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import titled
from yigai.model.payment.area_budget import AreaAmount
from yigai.model.payment.once import refuse_both
from yigai.model.payment.parameter import Parameter, Sourced, share_parameter
from yigai.model.payment.words import Correction, Edge, Pool, ReferenceCost, Shape, ShareLevel
from yigai.values.money import Money
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class Zone:
    """Cases on one side of an edge (偏差区间): `when` ">" and `edge` 2 are those above twice the standard.

    `then` is what becomes of them, `share` the part of the excess that `excess-share` pays. A document that
    names an edge may leave both its side and its treatment open; then somebody has to decide them.
    """

    edge: Ratio
    when: Edge | None = None
    then: Correction | None = None
    share: Ratio | None = None


@attrs.frozen(kw_only=True)
class Deviations(Sourced):
    """How cases far from the usual cost are corrected (费用偏差病例).

    A case is classified by its cost over `classified_by`, and corrected by its cost over `corrected_by`; the
    two may differ. Where several zones hold, the outermost counts. A set that a document or a city is known
    for has a name: `profile` takes its zones, where the rule has none of its own.
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
        low = [zone.edge for zone in self.zones if zone.when and not zone.when.is_upward]
        high = [zone.edge for zone in self.zones if zone.when and zone.when.is_upward]
        if low and high and max(low) >= min(high):
            raise InvalidValue(
                found=f"{max(low)} >= {min(high)}",
                expected=Text(zh="低侧边界小于高侧边界", en="low edges below the high ones"),
            )


@attrs.frozen(kw_only=True)
class PointBudget:
    """The money the points share (区域总额): the fund, and what is added to it.

    The fund is given, or it is the yearly amount of the area, which `area` says how to find.
    `start_value` is what one point, or a weight of one, was expected to be worth in yuan when the year began
    (年初预算点值): what is paid as money, a cost by item or the amount of a review, counts so many points.
    """

    pool: Pool | None = None
    area: AreaAmount | None = None
    fund: Parameter[Money] | None = attrs.field(default=None, metadata=titled("统筹基金预算", "fund budget"))
    fund_share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("统筹支付比例", "fund share"), validator=share_parameter
    )
    start_value: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("年初预算点值", "start-of-year value")
    )

    def __attrs_post_init__(self) -> None:
        refuse_both(("area", self.area), ("fund", self.fund))


@attrs.frozen(kw_only=True)
class PointSettlement:
    """How an institution's amount comes from its points (年度清算).

    `share_level` says whose fund share counts with `times-fund-share`. `assessed` multiplies by the
    institution's assessment factor; `audited` takes off its audit deductions. With `published_value` points
    are paid at the value of four places that is published, so that the pool is not paid to the fen;
    `floor_at_zero` pays nothing to an institution whose patients paid more than its points are worth, and
    takes nothing back.
    """

    shape: Shape | None = None
    share_level: ShareLevel | None = None
    assessed: bool = False
    audited: bool = False
    published_value: bool = False
    floor_at_zero: bool = False


@attrs.frozen(kw_only=True)
class SpecialCaseReview:
    """Cases for a review one by one (特例单议), at most so many of all discharges of the pooling area."""

    quota: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("特例单议限额", "review quota"), validator=share_parameter
    )
