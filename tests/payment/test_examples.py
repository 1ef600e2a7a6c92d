"""One small made-up rule and activity of each kind, settled; the expected amounts were worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pendulum
import pytest

from yigai.files.formats import read_file, read_yaml, to_yaml
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.settle import settle

EXAMPLES = Path(__file__).parent / "examples"
EXPECTED = {
    # 30 x 200 + 60 x 150 + 30 x 110 - 3000; 200 x 90 - 2000
    "per-diem": {"h1": "15300.00", "h2": "16000.00"},
    # 300000 + 310000 - 50000 = 560000, kept 56000 + half of 4000; 300000, borne 40 % of 15000 and 15000
    "capitation": {"h1": "558000.00", "h2": "309000.00"},
    "case-price": {"h1": "8120.00"},  # 5200 - 1560 + 5200 + 1200 - 1920
    "fee-for-service": {"h1": "36.17"},  # 36.00 + 0.165
    # the cap of 60000; the gate is shut; 30 % of 100000
    "global-budget": {"h1": "940000.00", "h2": "950000.00", "h3": "1030000.00"},
    "area-budget": {"": "113400000.00"},  # 115000000 is above 1.08 x 105000000
    # 12348000 + 0.95 x 5292000; all of 7560000
    "public-health": {"east": "17375400.00", "west": "7560000.00"},
    "cost-sharing": {"c1": "16000.00", "c2": "8500.00"},
    "staff-pay": {"": "0"},
    # 627000, a surplus of 50000 all kept; 418000, of an overrun of 20900 it bears 40 %
    "county-package": {"east": "627000.00", "west": "430540.00"},
    "history-package": {"east": "686666.67", "west": "343333.33"},  # 1030000 by 2 : 1
    # held 50.00, 50.00 (49.9995) and 16.67, back 105.00 (105.003); 2400.00 - 11.67 - 2216.65
    "interim-payment": {"h1": "171.68"},
    # half, and 30 %, of 56888.356
    "procurement-retention": {"h1": "28444.17", "h2": "17066.50"},
    "price-review": {"": "1"},
}
LEFT_OUT = {
    "per-diem": ["cases[c3]"],
    "fee-for-service": ["services[s3]"],
    "cost-sharing": ["cases[c3]"],
    "procurement-retention": ["products[p2/h2]"],
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_amounts_of_an_example(kind: str) -> None:
    rule: PaymentRule = read_file(EXAMPLES / f"{kind}.rule.yaml", PaymentRule)  # type: ignore[arg-type]
    activity = read_file(EXAMPLES / f"{kind}.activity.yaml", Activity)
    settlement = settle(rule, activity, as_of=pendulum.date(2024, 12, 31))
    assert {each.id: str(each) for each in settlement.results} == EXPECTED[kind]
    assert [each.place for each in settlement.left_out] == LEFT_OUT.get(kind, [])
    for each in settlement.results:
        assert settlement.explain(each.id).steps[0].result == str(each)


@pytest.mark.parametrize("kind", EXPECTED)
def test_an_example_is_written_as_it_was_read(kind: str) -> None:
    rule: PaymentRule = read_file(EXAMPLES / f"{kind}.rule.yaml", PaymentRule)  # type: ignore[arg-type]
    again: PaymentRule = read_yaml(to_yaml(rule), PaymentRule)  # type: ignore[arg-type]
    assert again == rule
    activity = read_file(EXAMPLES / f"{kind}.activity.yaml", Activity)
    assert read_yaml(to_yaml(activity), Activity) == activity
