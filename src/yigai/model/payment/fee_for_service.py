"""Payment by service (按项目付费): every line of the bill at its quantity and price."""

from __future__ import annotations

import attrs

from yigai.model.payment.holding import Holding
from yigai.model.payment.rule import RuleHead


@attrs.frozen(kw_only=True)
class FeeForService(RuleHead):
    """The sum of quantity times price; `less_patients` takes off what the institution's patients paid."""

    less_patients: bool | None = None
    holding: Holding | None = None
