"""The small year of the documentation, for the tests of this room."""

from __future__ import annotations

from pathlib import Path

import pendulum
import pytest

import yigai
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule

EXAMPLE = Path(__file__).parents[2] / "examples" / "dip_city"


@pytest.fixture(scope="session")
def dip_rule() -> PaymentRule:
    """The rule of the sample city."""
    return yigai.load_rule(EXAMPLE / "dip.rule.yaml")


@pytest.fixture(scope="session")
def year() -> Activity:
    """Its activity of one year."""
    return yigai.read_activity(EXAMPLE / "activity.yaml").activity


@pytest.fixture(scope="session")
def last_day() -> pendulum.Date:
    """The last day of that year."""
    return pendulum.date(2024, 12, 31)
