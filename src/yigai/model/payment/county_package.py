"""The budget package of a county's medical consortia (医共体总额包干): two ways to find it, one to settle.

Several consortia share the package by their insured heads. At the year's end each has a balance: its package,
less what its insured cost inside, at other consortia and outside the county. `sharing` says what of a surplus
stays with the consortium and what of a deficit it bears; what stays is divided among its member institutions
by `member_weights`, or by the consortium itself where the rule does not say how.
"""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import titled
from yigai.model.payment.bands import Sharing
from yigai.model.payment.parameter import Parameter, share_parameter
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import HistoryBase, IncrementReading, MemberWeights
from yigai.values.money import Money
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class CountyPackage(RuleHead):
    """A package from the year's financing: less a reserve, less critical illness, times a rate.

    `reserve_share` is taken of what `reading` says; Jilin's draft can be read both ways, so the reading has
    to be chosen. The package is `package_rate` of the rest, rounded up to the fen, because "not less than"
    is not met by a fen too few; or it is `decided`, an amount that the county has set. `package_floor` is
    the least share of the rest that a document above allows.
    """

    reserve_share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("风险金比例", "reserve share"), validator=share_parameter
    )
    reading: Parameter[IncrementReading] | None = None
    package_rate: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("包干比例", "package rate"), validator=share_parameter
    )
    package_floor: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("包干比例下限", "floor of the package rate"), validator=share_parameter
    )
    decided: Parameter[Money] | None = attrs.field(
        default=None, metadata=titled("核定包干总额", "package decided")
    )
    sharing: Sharing | None = None
    member_weights: MemberWeights | None = None

    def __attrs_post_init__(self) -> None:
        if self.package_rate is not None and self.decided is not None:
            raise InvalidValue(
                where=self.id,
                found="package_rate, decided",
                expected=Text(zh="二者只写其一", en="one of the two"),
            )


@attrs.frozen(kw_only=True)
class HistoryPackage(RuleHead):
    """A package from the years before (Guangdong 2025, as others tell it; what we have of it is cut short).

    In its first year the mean of three years, later the package of the year before, as `base` says, grown by
    `growth`, of which no more than `growth_cap` counts; a fall is not bounded.
    """

    base: Parameter[HistoryBase] | None = None
    growth: Parameter[Ratio] | None = attrs.field(default=None, metadata=titled("增长率", "growth"))
    growth_cap: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("增长率上限", "cap on the growth")
    )
    sharing: Sharing | None = None
    member_weights: MemberWeights | None = None
