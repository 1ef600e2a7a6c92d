"""When prices of medical services are reviewed and may change (医疗服务价格动态调整)."""

from __future__ import annotations

import attrs

from yigai.model.fields import not_blank, titled
from yigai.model.payment.parameter import Parameter, Sourced, positive_parameter
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import Edge
from yigai.values.money import Money
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class Threshold(Sourced):
    """An indicator and the edge it has to pass (启动条件、约束条件): `when` "<" and `edge` 0.35."""

    indicator: str = attrs.field(validator=not_blank)
    """The indicator in the words of the document (指标)."""
    when: Edge | None = None
    edge: Ratio


@attrs.frozen(kw_only=True)
class PriceReview(RuleHead):
    """A review of the prices of medical services (调价评估).

    One of `triggers` is enough to open a change of prices; one of `vetoes` stops rises, not cuts. A special
    adjustment (专项调整) needs neither. The next review follows within `interval` years. All changes
    together, each times its volume, stay within `room` (调价总量).
    """

    triggers: tuple[Threshold, ...] = ()
    vetoes: tuple[Threshold, ...] = ()
    interval: Parameter[int] | None = attrs.field(
        default=None,
        metadata=titled("调价评估周期（年）", "years between reviews"),
        validator=positive_parameter,
    )
    room: Parameter[Money] | None = attrs.field(
        default=None, metadata=titled("调价总量", "room for price changes")
    )
