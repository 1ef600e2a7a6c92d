"""Payment by case at a fixed price (按病种付费): the price of the group, and listed extras."""

from __future__ import annotations

import attrs

from yigai.model.fields import not_blank, titled
from yigai.model.payment.holding import Holding
from yigai.model.payment.once import refuse_twice
from yigai.model.payment.parameter import Parameter
from yigai.model.payment.rule import RuleHead
from yigai.values.money import Money


@attrs.frozen(kw_only=True)
class Extra:
    """A service paid beside the price of the case (另计项目), such as a lens."""

    code: str = attrs.field(validator=not_blank)
    """The code of the service (项目编码)."""
    price: Parameter[Money] | None = attrs.field(
        default=None, metadata=titled("另计项目支付标准", "price of the extra")
    )


@attrs.frozen(kw_only=True)
class CasePrice(RuleHead):
    """A fixed price for each case, that of its group, whatever it cost; extras only from the list.

    `less_patients` takes what the patient paid off the price.
    """

    extras: tuple[Extra, ...] = ()
    less_patients: bool | None = None
    holding: Holding | None = None

    def __attrs_post_init__(self) -> None:
        refuse_twice(each.code for each in self.extras)
