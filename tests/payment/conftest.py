"""What the tests of payment rules share: a rule and an activity in YAML, settled at the end of 2024."""

from __future__ import annotations

from collections.abc import Callable

import pendulum
import pytest

from yigai.files.formats import read_yaml
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]


@pytest.fixture(scope="session")
def settled() -> Settled:
    """A rule, by its kind and what follows it, and an activity settled, both without their heads."""

    def settle_texts(rule: str, activity: str) -> Settlement:
        head = "format: yigai-rule/1\nid: tested\ntitle: 示例\n"
        read: PaymentRule = read_yaml(f"{head}{rule}", PaymentRule)  # type: ignore[arg-type]
        rows = read_yaml(f"format: yigai-activity/1\n{activity}", Activity)
        return settle(read, rows, as_of=pendulum.date(2024, 12, 31))

    return settle_texts
