"""When a case is paid as one of Chinese medicine (中医病例准入)."""

from __future__ import annotations

import attrs

from yigai.model.fields import titled
from yigai.model.payment.parameter import Parameter, share_parameter
from yigai.model.payment.rule import RuleHead
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class TcmGate(RuleHead):
    """A rule that lets a case into the groups of Chinese medicine, or leaves it in the medical group.

    Chinese medicine has to be at least `share` of the six costs, the stay at least `days` long, the diagnosis
    a listed one, and `operation_classes` of the four classes of operation have to be there. A part that is
    not known leaves the decision open, unless another part settles it.
    """

    share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("中医费用占比", "share of Chinese medicine"), validator=share_parameter
    )
    days: Parameter[int] | None = attrs.field(default=None, metadata=titled("最少住院天数", "least days"))
    operation_classes: Parameter[int] | None = attrs.field(
        default=None, metadata=titled("最少操作类数", "least classes of operation")
    )
