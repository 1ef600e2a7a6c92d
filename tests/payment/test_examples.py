"""One small made-up rule and activity of each kind, settled; the expected amounts were worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pendulum
import pytest

from yigai.files.formats import read_file, read_yaml, to_yaml
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement

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
RECONCILED = {
    "per-diem": {
        "worth of all cases": "36300.00",  # 6000 + 9000 + 3300, and 18000
        "paid by patients": "5000.00",
        "sum over institutions": "31300.00",
    },
    "capitation": {
        "heads x quota in all": "910000.00",  # 300000 + 310000 + 300000
        "referrals out in all": "50000.00",
        "sum over institutions": "867000.00",
    },
    "case-price": {
        "worth of all cases": "11600.00",  # 2 x 5200 + 1200
        "paid by patients": "3480.00",
        "sum over institutions": "8120.00",
    },
    "fee-for-service": {"worth of all lines": "36.17", "sum over institutions": "36.17"},
    "global-budget": {
        "all quotas": "3000000.00",
        "cost in all": "2930000.00",
        "surplus kept in all": "60000.00",
        "overrun borne by institutions in all": "70000.00",
        "sum over institutions": "2920000.00",
    },
    "area-budget": {
        "financing of the year": "150000000.00",
        "reserve": "15000000.00",
        "limit on growth, rounded down to the fen": "113400000.00",
        "area budget": "113400000.00",
        "sum over area": "113400000.00",
    },
    "public-health": {
        "money for public health": "25200000.00",  # 300000 x 84
        "prepaid part": "17640000.00",
        "paid after the assessment": "7295400.00",  # 0.95 x 5292000 + 2268000
        "not paid": "264600.00",
        "sum over consortia": "24935400.00",
    },
    "cost-sharing": {
        "eligible cost in all": "30500.00",
        "paid by patients": "6000.00",  # 500 + 4000, and 1500
        "sum over cases": "24500.00",
    },
    "staff-pay": {
        "spending on staff": "41996000.00",
        "operating spending": "100000000.00",
        "staff share in per cent, down": "41.9960",
        "short of the target, rounded up to the fen": "4000.00",
    },
    "county-package": {
        "reserve": "20000.00",  # 10 % of the increment
        "budget after deductions": "1100000.00",
        "package, rounded up to the fen": "1045000.00",
        "kept by the county's fund": "55000.00",
        "net flows in all, which cancel": "0.00",
        "balances in all": "29100.00",  # 50000 - 20900
        "surplus kept in all": "50000.00",
        "overrun borne by consortia in all": "8360.00",
        "sum over consortia": "1057540.00",
    },
    "history-package": {
        "what it grows from, for viewing only": "1000000.00",
        "package of the county": "1030000.00",
        "sum over consortia": "1030000.00",
    },
    "interim-payment": {
        "payable for the year in all": "2400.00",
        "deposit in all": "116.67",
        "due for the year in all": "2388.33",  # 2400.00 - 11.67
        "interim payments in all": "2216.65",  # 950.00 + 949.99 + 316.66
        "sum over institutions": "171.68",
    },
    "procurement-retention": {
        "budget of the insurance, for viewing only": "227136.21",  # 3 x 123400 x 0.61355
        "spent by the insurance, for viewing only": "56471.13",  # 3 x 18823.714, each rounded
        "sum over institutions": "45510.67",
    },
    "price-review": {
        "volume of all changes": "210000.00",
        "room left, negative where it is exceeded": "0.00",
        "within the room": "1",
    },
}


def settled(kind: str) -> Settlement:
    rule: PaymentRule = read_file(EXAMPLES / f"{kind}.rule.yaml", PaymentRule)  # type: ignore[arg-type]
    activity = read_file(EXAMPLES / f"{kind}.activity.yaml", Activity)
    return settle(rule, activity, as_of=pendulum.date(2024, 12, 31))


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_amounts_of_an_example(kind: str) -> None:
    settlement = settled(kind)
    assert {each.id: str(each) for each in settlement.results} == EXPECTED[kind]
    assert [each.place for each in settlement.left_out] == LEFT_OUT.get(kind, [])
    for each in settlement.results:
        assert settlement.explain(each.id).steps[0].result == str(each)


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_lines_that_tell_how_an_example_adds_up(kind: str) -> None:
    lines = [(each.says.en, str(each)) for each in settled(kind).reconciliation]
    assert lines == list(RECONCILED[kind].items())


@pytest.mark.parametrize("kind", EXPECTED)
def test_an_example_is_written_as_it_was_read(kind: str) -> None:
    rule: PaymentRule = read_file(EXAMPLES / f"{kind}.rule.yaml", PaymentRule)  # type: ignore[arg-type]
    again: PaymentRule = read_yaml(to_yaml(rule), PaymentRule)  # type: ignore[arg-type]
    assert again == rule
    activity = read_file(EXAMPLES / f"{kind}.activity.yaml", Activity)
    assert read_yaml(to_yaml(activity), Activity) == activity
