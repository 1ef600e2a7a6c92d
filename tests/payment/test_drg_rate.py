"""DRG by base rate: fixed, floating and elastic, to the fen; the figures were worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.errors import InvalidValue, Undefined, YigaiError
from yigai.payment.builder import Undecided
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

FIXED = """
kind: drg-rate
base_rate: {mode: fixed, rate: "9575.25"}
institution_factor: true
settlement: {shape: less-patients}
"""
FLOATING = """
kind: drg-rate
base_rate: {mode: floating}
institution_factor: true
budget: {pool: fund-over-share, fund: "75000.00", fund_share: "75%"}
settlement: {shape: less-patients}
"""
ELASTIC = """
kind: drg-rate
base_rate: {mode: elastic, rate: "100.00", base_share: "80%"}
institution_factor: false
budget: {pool: fund, fund: "15000.00"}
settlement: {shape: as-shared}
"""


def cases(*rows: tuple[str, str, str, str], factors: str = "a: 1, b: 1") -> str:
    """Cases by id, institution, weight and what the patient paid, each weight a group of its own."""
    given = dict(pair.split(": ") for pair in factors.split(", "))
    institutions = [f'{{id: {name}, factor: "{factor}"}}' for name, factor in given.items()]
    groups = [f'{{code: g{at}, relative_weight: "{weight}"}}' for at, (_, _, weight, _) in enumerate(rows)]
    listed = [
        f'{{id: {name}, institution: {at_hospital}, group: g{at}, patient_paid: "{paid}"}}'
        for at, (name, at_hospital, _, paid) in enumerate(rows)
    ]
    return (
        f"institutions: [{', '.join(institutions)}]\ngroups: [{', '.join(groups)}]\n"
        f"cases: [{', '.join(listed)}]\n"
    )


def volumes(own: tuple[str, str], base: tuple[str, str] = ("80", "40")) -> str:
    """One case each at a and b with these weights, and their base volumes."""
    text = cases(("1", "a", own[0], "0.00"), ("2", "b", own[1], "0.00"))
    for name, volume in zip("ab", base, strict=True):
        text = text.replace(f'{{id: {name}, factor: "1"}}', f'{{id: {name}, base_volume: "{volume}"}}')
    return text


def test_fixed(settled: Settled) -> None:
    # 9575.25 x 0.92 = 8809.23; x 1.2345 = 10874.994435; x 0.8 = 7047.384; 9575.25 x 0.6543 = 6265.086075
    rows = cases(
        ("1", "a", "1.2345", "2000.00"),
        ("2", "a", "0.8", "1500.50"),
        ("3", "b", "0.6543", "900.00"),
        factors="a: 0.92, b: 1",
    )
    result = settled(FIXED, rows)
    paid = [result.figures(Table.CASE, name)["case_payment"] for name in "123"]
    assert paid == ["10874.99", "7047.38", "6265.09"]
    assert str(result.amount("a")) == "14421.87"  # 17922.37 - 3500.50
    assert str(result.amount("b")) == "5365.09"


@pytest.mark.parametrize(
    ("weight", "paid"),
    [("0.5499", "55.04"), ("0.5500", "55.06"), ("0.5501", "55.07")],  # 55.04499, 55.055, 55.06501
)
def test_half_a_fen_is_rounded_up(settled: Settled, weight: str, paid: str) -> None:
    rule = FIXED.replace("9575.25", "100.10")
    result = settled(rule, cases(("1", "a", weight, "0.00"), factors="a: 1"))
    assert str(result.amount("a")) == paid


def test_a_patient_may_have_paid_more(settled: Settled) -> None:
    rule = FIXED.replace("9575.25", "8000.00")
    assert str(settled(rule, cases(("1", "a", "0.1", "800.01"), factors="a: 1")).total) == "-0.01"


def test_case_mix_index(settled: Settled) -> None:
    rows = cases(("1", "a", "0.5", "0.00"), ("2", "a", "1", "0.00"), factors="a: 1, idle: 1")
    result = settled(FIXED, rows)
    assert result.figures(Table.INSTITUTION, "a")["case_mix_index"] == "0.7500"
    assert result.figures(Table.INSTITUTION, "idle")["case_mix_index"] == "?"  # of no case, not zero
    assert result.figures(Table.AREA, "")["case_mix_index"] == "0.7500"
    assert str(result.amount("idle")) == "0.00"


def test_floating_shares_the_whole_pool(settled: Settled) -> None:
    # pool 100000; 6 x 1.1 = 6.6, 4 x 0.95 = 3.8: 100000 x 6.6 / 10.4 = 63461.538..
    rows = cases(("1", "a", "6", "12000.00"), ("2", "b", "4", "13000.00"), factors="a: 1.1, b: 0.95")
    result = settled(FLOATING, rows)
    assert result.figures(Table.INSTITUTION, "a")["payable"] == "63461.54"
    assert result.figures(Table.INSTITUTION, "b")["payable"] == "36538.46"
    assert str(result.total) == "75000.00"


def test_a_floating_weight_is_exact(settled: Settled) -> None:
    # 0.0001 x 0.0001 of a weight, as large as any other once everything is as small
    rows = cases(("1", "a", "0.0001", "0.00"), ("2", "b", "0.0002", "0.00"), factors="a: 0.0001, b: 0.0001")
    result = settled(FLOATING, rows)
    assert result.figures(Table.INSTITUTION, "a")["volume"] == "0.00000001"
    assert result.figures(Table.INSTITUTION, "a")["payable"] == "33333.33"
    assert result.figures(Table.INSTITUTION, "b")["payable"] == "66666.67"


def test_a_tied_fen_goes_to_the_smaller_id(settled: Settled) -> None:
    rule = FLOATING.replace("75000.00", "700.00").replace("75%", "70%")
    rows = cases(*[(name, name, "1", "300.00") for name in "cab"], factors="c: 1, b: 1, a: 1")
    assert {each.id: str(each) for each in settled(rule, rows).results} == {
        "a": "33.34",
        "b": "33.33",
        "c": "33.33",
    }


@pytest.mark.parametrize(
    ("fund", "cap", "parts", "left"),
    [
        ("15000.00", "", ("10000.00", "5000.00"), "0.00"),  # 3000 over 20 + 10: 100.00 a weight
        ("15000.00", ', cap: "100.00"', ("10000.00", "5000.00"), "0.00"),  # at the cap
        ("15000.05", ', cap: "100.00"', ("10000.00", "5000.00"), "0.05"),  # a fen above it
        ("14999.95", ', cap: "100.00"', ("9999.99", "5000.00"), "-0.04"),  # a fen below it
        ("14999.99", "", ("10000.00", "5000.00"), "-0.01"),  # 11999.992 is for the base: one fen too little
    ],
)
def test_elastic(settled: Settled, fund: str, cap: str, parts: tuple[str, str], left: str) -> None:
    rule = ELASTIC.replace("15000.00", fund).replace('"80%"}', f'"80%"{cap}}}')
    result = settled(rule, volumes(("100", "50")))
    assert tuple(str(each) for each in result.results) == parts
    assert result.figures(Table.AREA, "")["pool_left"] == left
    told = [each.zh for each in result.limits if "弹性费率" in each.zh]
    assert told == ([f"弹性费率支付超出可分配总额 {left[1:]} 元"] if left.startswith("-") else [])


def test_at_its_cap_an_increment_is_shared_and_not_rounded_up_for_each(settled: Settled) -> None:
    rule = ELASTIC.replace("15000.00", "0.01").replace('"80%"}', '"0%", cap: "1.00"}')
    result = settled(rule, volumes(("0.005", "0.005"), ("0", "0")))
    assert [str(each) for each in result.results] == ["0.01", "0.00"]  # half a fen each


@pytest.mark.parametrize("name", ["rate", "cap"])
def test_a_rate_and_its_cap_are_not_negative(settled: Settled, name: str) -> None:
    figures = {"rate": "100.00", "cap": "100.00", name: "-0.01"}
    rule = ELASTIC.replace('rate: "100.00"', ", ".join(f'{key}: "{each}"' for key, each in figures.items()))
    with pytest.raises(InvalidValue, match=rf"base_rate\.{name}.*not negative"):
        settled(rule, volumes(("100", "50")))


def test_without_an_increment_its_part_stays_with_the_fund(settled: Settled) -> None:
    result = settled(ELASTIC, volumes(("79.9999", "40")))
    assert [str(each) for each in result.results] == ["7999.99", "4000.00"]
    assert result.figures(Table.AREA, "")["pool_left"] == "3000.01"


def outlier_rows(*costs: str) -> str:
    listed = [
        f'{{id: c{at}, institution: a, group: g, cost: "{cost}", patient_paid: "0.00"}}'
        for at, cost in enumerate(costs)
    ]
    return (
        'institutions: [{id: a, factor: "0.92"}]\n'
        'groups: [{code: g, relative_weight: "1", mean_cost: "10000.00"}]\n'
        f"cases: [{', '.join(listed)}]\n"
    )


def outliers(then: str) -> str:
    return FIXED + (
        "deviations:\n  classified_by: group-mean\n  corrected_by: group-mean\n  zones:\n"
        '    - {edge: "0.5", when: "<", then: cost}\n'
        f'    - {{edge: "3", when: ">", then: {then}}}\n'
    )


@pytest.mark.parametrize(
    ("then", "cost", "paid"),
    [
        ("cost", "4999.99", "4999.99"),
        ("cost", "5000.00", "8809.23"),
        ("cost", "30000.00", "8809.23"),
        ("cost", "30000.01", "30000.01"),
        ('excess-share, share: "70%"', "30000.00", "8809.23"),
        ('excess-share, share: "70%"', "30000.01", "8809.24"),  # and 0.7 of one fen
        ('excess-share, share: "70%"', "31000.00", "9509.23"),
        ("excess", "30000.10", "8809.32"),  # 8809.23 x 1.00001
    ],
)
def test_outliers(settled: Settled, then: str, cost: str, paid: str) -> None:
    result = settled(outliers(then), outlier_rows(cost))
    assert result.figures(Table.CASE, "c0")["case_payment"] == paid


def test_outliers_for_review_wait(settled: Settled) -> None:
    result = settled(outliers("review"), outlier_rows("30000.00", "30000.01"))
    assert [each.place for each in result.in_review] == ["cases[c1]"]
    assert str(result.total) == "8809.23"


def test_by_item_counts_at_the_start_value_where_the_rate_floats(settled: Settled) -> None:
    # 4000 at a start value of 8000 is half a weight, and no factor
    rule = FLOATING.replace('"75%"}', '"75%", start_value: "8000"}')
    rule += outliers("cost").removeprefix(FIXED)
    result = settled(rule, outlier_rows("4000.00", "10000.00"))
    assert result.figures(Table.CASE, "c0")["case_weight"] == "0.50000000"
    assert result.figures(Table.CASE, "c1")["case_weight"] == "0.92000000"


def test_review_decides_before_the_outlier(settled: Settled) -> None:
    rule = outliers("review") + 'review: {quota: "5%"}\n'
    rows = "area: {discharges: 39}\n" + outlier_rows("40000.00", "40000.00", "40000.00", "10000.00")
    for at, outcome in enumerate(("by-item", 'adjusted, review_amount: "20000.50"', "as-grouped")):
        rows = rows.replace(f"id: c{at},", f"id: c{at}, review_outcome: {outcome},")
    result = settled(rule, rows)
    paid = [result.figures(Table.CASE, f"c{at}")["case_payment"] for at in range(4)]
    assert paid == ["40000.00", "20000.50", "8809.23", "8809.23"]
    assert not result.left_out
    area = result.figures(Table.AREA, "")
    assert (area["reviews_allowed"], area["reviews"], area["reviews_above_quota"]) == ("1", "3", "2")


def test_an_adjusted_case_without_its_amount_is_rejected(settled: Settled) -> None:
    rule = FIXED + 'review: {quota: "5%"}\n'
    rows = "area: {discharges: 100}\n" + outlier_rows("40000.00")
    result = settled(rule, rows.replace("id: c0,", "id: c0, review_outcome: adjusted,"))
    assert [each.reason.en for each in result.rejected] == ["no amount of the review"]


def test_without_a_group_a_case_waits(settled: Settled) -> None:
    rows = outlier_rows("100.00", "200.00").replace(
        "id: c0, institution: a, group: g", "id: c0, institution: a"
    )
    result = settled(FIXED, rows)
    assert [(each.place, each.status.value) for each in result.left_out] == [("cases[c0]", "review")]


def test_a_missing_weight_is_no_zero(settled: Settled) -> None:
    rows = outlier_rows("100.00").replace('relative_weight: "1", ', "")
    assert [each.reason.zh for each in settled(FIXED, rows).rejected] == ["没有病组相对权重"]


def test_no_volume_is_undefined(settled: Settled) -> None:
    with pytest.raises(Undefined):
        settled(FLOATING, 'institutions: [{id: a, factor: "1"}]')


def test_everything_open_is_told_at_once(settled: Settled) -> None:
    with pytest.raises(Undecided) as caught:
        settled("kind: drg-rate\nbase_rate: {mode: elastic}\n", "")
    assert caught.value.open == (
        "institution_factor",
        "budget.fund",
        "budget.pool",
        "base_rate.rate",
        "base_rate.base_share",
        "settlement.shape",
    )
    with pytest.raises(Undecided) as caught:
        settled("kind: drg-rate\n", "")
    assert caught.value.open == ("base_rate.mode", "institution_factor")


def test_pool_conventions_are_not_mixed_silently(settled: Settled) -> None:
    rule = FLOATING.replace("fund-over-share", "fund")
    told = [each.en for each in settled(rule, cases(("1", "a", "1", "0.00"))).limits]
    assert any(each.startswith("mixed pool conventions, fund and less-patients") for each in told)


def test_a_share_above_one_is_refused(settled: Settled) -> None:
    with pytest.raises(YigaiError, match="a share from 0 to 1"):
        settled(FLOATING.replace("75%", "101%"), "")


@pytest.mark.parametrize(("share_of", "paid"), [("area", "13441.78"), ("institution", "14337.90")])
def test_the_fund_pays_its_share_of_a_fixed_rate(settled: Settled, share_of: str, paid: str) -> None:
    # 17922.37 x 0.75 = 13441.7775, x 0.8 = 14337.896
    rule = FIXED.replace("less-patients", f"times-fund-share, share_level: {share_of}")
    rows = cases(("1", "a", "1.2345", "0.00"), ("2", "a", "0.8", "0.00"), factors="a: 0.92")
    rows = rows.replace("{id: a,", '{id: a, fund_share: "0.8",')
    result = settled(rule + "budget: {fund_share: 75%}\n", rows)
    assert str(result.amount("a")) == paid


BELOW_NOTHING = """
kind: drg-rate
base_rate: {mode: fixed, rate: "100.00"}
institution_factor: false
settlement: {shape: less-patients}
sharing:
  surplus: {bands: [{from: "0", share: "1"}]}
  overrun: {method: marginal, bands: [{from: "0", to: 5%, share: 40%}, {from: 5%, share: "1"}]}
"""


def test_no_overrun_is_borne_of_a_part_below_nothing(settled: Settled) -> None:
    # 100.00 less 150.00 is what was billed, too: 100.00 less 150.00; no difference, nothing to share
    rows = cases(("1", "a", "1", "150.00"), factors="a: 1").replace("id: 1,", 'id: 1, cost: "100.00",')
    assert str(settled(BELOW_NOTHING, rows).amount("a")) == "-50.00"


def test_a_case_that_falls_out_late_refuses_nothing(settled: Settled) -> None:
    # without its cost, case 2 counts nowhere: not even as a fund's part of -0.01 with nothing billed to it
    rows = cases(("1", "a", "1", "0.00"), ("2", "b", "0.0001", "0.02"), factors="a: 1, b: 1")
    result = settled(BELOW_NOTHING, rows.replace("id: 1,", 'id: 1, cost: "100.00",'))
    assert [(each.place, each.reason.en) for each in result.left_out] == [("cases[2]", "no total cost")]
    assert {each.id: str(each) for each in result.results} == {"a": "100.00", "b": "0.00"}
