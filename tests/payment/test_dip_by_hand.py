"""One small DIP year, computed by hand before the code; the figures in the comments are the officer's."""

from __future__ import annotations

from pathlib import Path

import pendulum
import pytest

from yigai.files.formats import read_file, read_rule
from yigai.model.activity import Activity
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement

EXAMPLE = Path(__file__).parents[2] / "examples" / "dip_city"


@pytest.fixture(scope="module")
def settlement() -> Settlement:
    rule = read_rule(EXAMPLE / "dip.rule.yaml")
    return settle(rule, read_file(EXAMPLE / "activity.yaml", Activity), as_of=pendulum.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("case", "points"),
    [
        ("c1", "1100.0000"),  # 8000 / 8000 x 1000 x 1.1
        ("c2", "2200.0000"),  # three times the mean: 1000 x (3 - 2 + 1) x 1.1
        ("c3", "224.9989"),  # one fen under half: 500 x 0.4999975 x 0.9 = 224.998875
        ("c4", "450.0000"),  # 500 x 0.9
    ],
)
def test_points(settlement: Settlement, case: str, points: str) -> None:
    assert settlement.figures(Table.CASE, case)["case_points"] == points


def test_amounts_add_up_to_the_fund(settlement: Settlement) -> None:
    # pool 50000 + 9500 = 59500; 3300 of 3974.9989 points = 49396.24, less 8000 of the patients
    assert {each.id: str(each.amount) for each in settlement.results} == {"h1": "41396.24", "h2": "8603.76"}
    assert str(settlement.total) == "50000.00"


def test_nothing_is_dropped_silently(settlement: Settlement) -> None:
    told = {each.place: (each.status.value, each.reason.zh) for each in settlement.left_out}
    assert told == {
        "cases[c5]": ("review", "费用为标准的 > 5 倍，无自动点数，待特例单议"),  # 20000.01 of 4000
        "cases[c6]": ("rejected", "病组表中没有 Z99"),
        "cases[c7]": ("rejected", "没有总费用"),
    }
