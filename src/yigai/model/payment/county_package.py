"""The budget package of a county's medical consortia (医共体总额包干)."""

from __future__ import annotations

import attrs

from yigai.model.activity import titled
from yigai.model.payment.bands import Sharing
from yigai.model.payment.parameter import Parameter
from yigai.model.payment.rule import RuleHead
from yigai.model.payment.words import IncrementReading
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class CountyPackage(RuleHead):
    """A package from the year's financing: less a reserve, less critical illness, times a rate.

    `reserve_share` is taken of what `reading` says; Jilin's draft can be read both ways, so the reading has
    to be chosen. The package is `package_rate` of the rest, rounded up to the fen, because "not less than"
    is not met by a fen too few. Several consortia share it by their insured heads.
    """

    reserve_share: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("风险金比例", "reserve share")
    )
    reading: Parameter[IncrementReading] | None = None
    package_rate: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("包干比例", "package rate")
    )
    sharing: Sharing | None = None
