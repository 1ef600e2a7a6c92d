"""The yearly amount of a pooling area for a method of payment (区域总额)."""

from __future__ import annotations

import attrs

from yigai.model.fields import titled
from yigai.model.payment.once import refuse_both
from yigai.model.payment.parameter import Parameter
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import BudgetBasis
from yigai.values.money import Money
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class AreaAmount:
    """How the amount comes about: given, or the year's income less a reserve and other uses.

    `growth_cap` bounds it by the amount of the year before and so much more; `wholly_used` says that all of
    it goes out in the settlement of the year, which is why the parts add up to it.
    """

    basis: BudgetBasis | None = None
    amount: Parameter[Money] | None = attrs.field(default=None, metadata=titled("区域总额", "area budget"))
    reserve_share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("风险金比例", "reserve share")
    )
    other_uses: Parameter[Money] | None = attrs.field(
        default=None, metadata=titled("其他支出", "other uses of the fund")
    )
    growth_cap: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("增长率上限", "cap on growth")
    )
    wholly_used: Parameter[bool] | None = attrs.field(
        default=None, metadata=titled("预算全部用于年终清算", "budget wholly used")
    )

    def __attrs_post_init__(self) -> None:
        if self.basis is BudgetBasis.INCOME:
            refuse_both(("basis: income", self.basis), ("amount", self.amount))
        if self.basis is BudgetBasis.GIVEN:
            for name in ("reserve_share", "other_uses"):
                refuse_both(("basis: given", self.basis), (name, getattr(self, name)))


@attrs.frozen(kw_only=True)
class AreaBudget(RuleHead):
    """A rule that gives the yearly amount of the pooling area and pays nobody yet."""

    budget: AreaAmount | None = None
