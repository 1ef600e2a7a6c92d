"""Payment by global budget (总额付费): an institution's quota for the year against what its care cost."""

from __future__ import annotations

import attrs

from yigai.model.payment.bands import Sharing
from yigai.model.payment.holding import Holding
from yigai.model.payment.rule import RuleHead


@attrs.frozen(kw_only=True)
class GlobalBudget(RuleHead):
    """A quota for each institution; a surplus or an overrun is shared by bands.

    Quota and cost have to be of one kind, both of the fund or both with the patients' part.
    """

    sharing: Sharing | None = None
    holding: Holding | None = None
