"""One small year of DRG points, computed by hand; the figures in the comments are the officer's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pendulum
import pytest

from yigai.files.formats import read_file
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement

EXAMPLE = Path(__file__).parents[2] / "examples" / "drg_points"


@pytest.fixture(scope="module")
def settlement() -> Settlement:
    reader: Any = PaymentRule
    rule: PaymentRule = read_file(EXAMPLE / "drg.rule.yaml", reader)
    return settle(rule, read_file(EXAMPLE / "activity.yaml", Activity), as_of=pendulum.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("case", "points"),
    [
        ("c1", "45.8333"),  # 10000 / 12000 x 100 = 83.3333; x 1.1 = 91.6666; back on day 10: half
        ("c2", "91.6666"),
        ("c3", "75.0000"),  # 83.3333 x 0.9
        ("c4", "83.3333"),  # new at the hospital
    ],
)
def test_points(settlement: Settlement, case: str, points: str) -> None:
    assert settlement.figures(Table.CASE, case)["points_after_readmission"] == points


def test_amounts_add_up_to_the_fund(settlement: Settlement) -> None:
    # pool 30000 over 295.8332 points: 13943.66, 7605.64, 8450.70; patients paid 3000, 1200, 1800
    assert {each.id: str(each) for each in settlement.results} == {
        "h1": "10943.66",
        "h2": "6405.64",
        "h3": "6650.70",
    }
    assert str(settlement.total) == "24000.00"


def test_nothing_is_dropped_silently(settlement: Settlement) -> None:
    assert {each.place: (each.status.value, each.reason.zh) for each in settlement.left_out} == {
        "cases[c5]": ("review", "病组病例数过少，待特例单议"),
        "cases[c6]": ("review", "未入组，待特例单议"),
        "cases[c7]": ("review", "费用为标准的 > 3 倍，无自动点数，待特例单议"),
        "cases[c8]": ("rejected", "没有参保人，无从判断再入院"),
    }
