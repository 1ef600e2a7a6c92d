"""What the tests of payment rules share: texts settled at the end of 2024, and the small documented year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pendulum
import pytest

import yigai
from yigai.files.formats import read_yaml
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]
EXAMPLE = Path(__file__).parents[2] / "examples" / "dip_city"


@pytest.fixture(scope="session")
def settled() -> Settled:
    """A rule, by its kind and what follows it, and an activity settled, both without their heads."""

    def settle_texts(rule: str, activity: str) -> Settlement:
        head = "format: yigai-rule/1\nid: tested\ntitle: 示例\n"
        read: PaymentRule = read_yaml(f"{head}{rule}", PaymentRule)  # type: ignore[arg-type]
        rows = read_yaml(f"format: yigai-activity/1\n{activity}", Activity)
        return settle(read, rows, as_of=pendulum.date(2024, 12, 31))

    return settle_texts


@pytest.fixture(scope="session")
def dip_rule() -> PaymentRule:
    """The rule of the sample city."""
    return yigai.load_rule(EXAMPLE / "dip.rule.yaml")


@pytest.fixture(scope="session")
def year() -> Activity:
    """Its activity of one year."""
    return yigai.read_activity(EXAMPLE / "activity.yaml").activity
