"""What hospitals keep of the money that volume-based procurement saves (集采结余留用)."""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import titled
from yigai.model.payment.parameter import Parameter, Sourced, share_parameter
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import ScoredUnit
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class ScoreStep(Sourced):
    """From a score of `start` to just below that of the next step, the rate kept."""

    start: Ratio
    rate: Ratio
    """The part of the surplus that is kept (留用比例)."""

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.rate.as_fraction() <= 1:
            raise InvalidValue(
                found=str(self.rate), expected=Text(zh="0 至 1 之间的比例", en="a share from 0 to 1")
            )


@attrs.frozen(kw_only=True)
class ProcurementRetention(RuleHead):
    """Surplus retention in procurement (集采医保资金结余留用).

    The budget is the reported need at the prior price, the spending the agreed quantity at the selected
    price and what was bought otherwise; of both counts what insurance pays, `payment_ratio` times
    `insured_share`. Of what is left over the steps keep a part by the score of `unit`; `rate_cap` is the
    most a document above allows.
    """

    payment_ratio: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("医保支付比例", "payment ratio"), validator=share_parameter
    )
    insured_share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("参保患者占比", "insured share"), validator=share_parameter
    )
    unit: ScoredUnit | None = None
    steps: tuple[ScoreStep, ...] = ()
    rate_cap: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("留用比例上限", "cap on the rate kept"), validator=share_parameter
    )

    def __attrs_post_init__(self) -> None:
        starts = [step.start for step in self.steps]
        if len(set(starts)) < len(starts):
            raise InvalidValue(
                where=self.id,
                found=Text(zh="两个相同的起点", en="one start twice"),
                expected=Text(zh="起点互不相同的档", en="steps with different starts"),
            )
