"""Payment by capitation (按人头付费): so much for each person enrolled, whatever care they need."""

from __future__ import annotations

import attrs

from yigai.model.fields import not_blank, titled
from yigai.model.payment.bands import Sharing
from yigai.model.payment.holding import Holding
from yigai.model.payment.once import refuse_both, refuse_twice
from yigai.model.payment.parameter import Parameter
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import RatioBase
from yigai.values.money import Money


@attrs.frozen(kw_only=True)
class CategoryQuota:
    """The quota for each person of one category (分类人头定额), such as the retired."""

    category: str = attrs.field(validator=not_blank)
    """The category of insured people (人员类别)."""
    quota: Parameter[Money] | None = attrs.field(default=None, metadata=titled("人头定额", "quota per head"))


@attrs.frozen(kw_only=True)
class Capitation(RuleHead):
    """Heads times a quota, less what referrals out cost; then bands, where the rule has some.

    The quota is one for everybody, or one for each of `categories`. `ratio_base` says what a surplus or an
    overrun is measured by; only bands need it.
    """

    quota: Parameter[Money] | None = attrs.field(default=None, metadata=titled("人头定额", "quota per head"))
    categories: tuple[CategoryQuota, ...] = ()
    ratio_base: RatioBase | None = None
    sharing: Sharing | None = None
    holding: Holding | None = None

    def __attrs_post_init__(self) -> None:
        refuse_twice(each.category for each in self.categories)
        refuse_both(("quota", self.quota), ("categories", self.categories))
