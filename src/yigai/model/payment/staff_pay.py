"""Rules on the pay of hospital staff (薪酬): its share of the spending, and what it may not be tied to."""

from __future__ import annotations

import attrs

from yigai.model.fields import titled
from yigai.model.payment.parameter import Parameter, Sourced
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import Edge, PayBasis
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class PayBan(Sourced):
    """Something pay may not be tied to (不得挂钩), with the document that says so."""

    basis: PayBasis


@attrs.frozen(kw_only=True)
class PayShare(RuleHead):
    """The share of staff in operating spending (人员支出占业务支出比例), set against its target.

    `when` says on which side the target is met. `prohibited` is what pay may not be tied to; `tied_to` is
    what the rule ties it to, so that a check can set the two side by side.
    """

    target: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("人员支出占比目标", "target of the staff share")
    )
    when: Edge | None = None
    prohibited: tuple[PayBan, ...] = ()
    tied_to: tuple[PayBasis, ...] = ()
