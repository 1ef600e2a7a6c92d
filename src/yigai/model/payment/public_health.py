"""Money for public health (基本公共卫生服务经费): so much a resident, a part of it only after assessment."""

from __future__ import annotations

import attrs

from yigai.model.fields import titled
from yigai.model.payment.parameter import Parameter
from yigai.model.payment.rule import RuleHead
from yigai.values.money import Money
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class PublicHealth(RuleHead):
    """Residents times an amount, to a consortium: a part in advance, the rest times its assessment."""

    per_head: Parameter[Money] | None = attrs.field(
        default=None, metadata=titled("人均经费标准", "amount per head")
    )
    prepaid_share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("预拨比例", "prepaid share")
    )
