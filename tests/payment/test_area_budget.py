"""The yearly amount of a pooling area, by itself and as the fund that points share; figures are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.errors import InvalidValue
from yigai.files.faults import FileFaults
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement
from yigai.values.citation import Evidence

Settled = Callable[[str, str], Settlement]

NO_AREA = "institutions: []"

BY_INCOME = """
kind: area-budget
budget:
  basis: income
  reserve_share: 10%
  other_uses: "1000.00"
  wholly_used: {value: true, source: 医保办发〔2024〕9号, evidence: issued}
"""
CAPPED = BY_INCOME + '  growth_cap: "8%"\n'


def area(income: str, before: str = "1000.50") -> str:
    return f'area: {{fund_income: "{income}", budget_before: "{before}"}}'


def test_a_given_amount(settled: Settled) -> None:
    settlement = settled('kind: area-budget\nbudget: {basis: given, amount: "123.45"}', NO_AREA)
    assert str(settlement.total) == "123.45"


def test_income_less_reserve_and_other_uses(settled: Settled) -> None:
    settlement = settled(BY_INCOME, 'area: {fund_income: "20000.05"}')
    # the reserve is 2000.005, rounded to 2000.01
    assert settlement.figures(Table.AREA, "")["budget_reserve"] == "2000.01"
    assert str(settlement.total) == "17000.04"


@pytest.mark.parametrize(
    ("income", "amount"),
    [
        ("2311.70", "1080.53"),  # 2311.70 - 231.17 - 1000.00
        ("2311.71", "1080.54"),  # 1.08 x 1000.50 = 1080.54
        ("2311.73", "1080.54"),  # 1080.56 is above it
    ],
)
def test_growth_at_its_cap_one_fen_under_and_over(settled: Settled, income: str, amount: str) -> None:
    assert str(settled(CAPPED, area(income)).total) == amount


def test_the_cap_is_never_passed_by_rounding(settled: Settled) -> None:
    settlement = settled(CAPPED, area("9000.00", "100.07"))
    assert str(settlement.total) == "108.07"  # 108.0756


def test_a_budget_of_nothing_is_one_and_below_nothing_is_none(settled: Settled) -> None:
    assert str(settled(BY_INCOME, area("1111.11")).total) == "0.00"  # 1111.11 - 111.11 - 1000.00
    with pytest.raises(InvalidValue, match="below zero"):
        settled(BY_INCOME, area("1111.10"))


def test_what_is_unknown_is_told(settled: Settled) -> None:
    with pytest.raises(Undecided) as refused:
        settled("kind: area-budget", NO_AREA)
    assert refused.value.open == ("budget.basis",)
    with pytest.raises(Undecided) as refused:
        settled("kind: area-budget\nbudget: {basis: income}", NO_AREA)
    assert refused.value.open == ("budget.reserve_share", "budget.other_uses")
    with pytest.raises(InvalidValue, match=r"budget\.reserve_share.*between 0 and 1"):
        settled(BY_INCOME.replace("10%", "100.01%"), area("2000.00"))
    with pytest.raises(InvalidValue, match=r"budget\.other_uses.*not negative"):
        settled(BY_INCOME.replace('"1000.00"', '"-0.01"'), area("2000.00"))
    with pytest.raises(MissingData, match="area budget of the year before"):
        settled(CAPPED, 'area: {fund_income: "2000.00"}')


@pytest.mark.parametrize(
    ("said", "limit"),
    [("", "does not say"), ("wholly_used: false", "need not be"), ("wholly_used: true", None)],
)
def test_whether_all_of_it_is_used(settled: Settled, said: str, limit: str | None) -> None:
    settlement = settled(f'kind: area-budget\nbudget: {{basis: given, amount: "1.00", {said}}}', NO_AREA)
    told = [each.en for each in settlement.limits if "wholly used" in each.en]
    assert [limit in each for each in told if limit] == ([True] if limit else [])
    assert bool(told) is (limit is not None)


@pytest.mark.parametrize(
    ("budget", "unused"),
    [
        ('basis: income, amount: "1.00"', "both basis: income and amount"),
        ("basis: given, reserve_share: 10%", "both basis: given and reserve_share"),
        ('basis: given, other_uses: "1.00"', "both basis: given and other_uses"),
    ],
)
def test_a_figure_that_would_not_count_is_a_fault(settled: Settled, budget: str, unused: str) -> None:
    with pytest.raises(FileFaults, match=unused):
        settled(f"kind: area-budget\nbudget: {{{budget}}}", NO_AREA)


DAY_POINTS = """
kind: per-diem
pays: points
settlement: {shape: as-shared}
budget:
  pool: fund
  area:
    basis: income
    reserve_share: 10%
    other_uses: "0.00"
    wholly_used: {value: true, source: 医保办发〔2024〕9号, evidence: issued}
"""
ROWS = """
area: {fund_income: "1000.00"}
institutions: [{id: h1}, {id: h2}]
groups: [{code: g, points: "1"}]
cases: [{id: a, institution: h1, group: g, days: 1}, {id: b, institution: h2, group: g, days: 6}]
"""


def test_points_share_the_whole_budget_of_the_area(settled: Settled) -> None:
    settlement = settled(DAY_POINTS, ROWS)
    assert {each.id: str(each) for each in settlement.results} == {"h1": "128.57", "h2": "771.43"}
    with pytest.raises(FileFaults, match="both area and fund"):
        settled(DAY_POINTS.replace("  area:", '  fund: "1.00"\n  area:'), ROWS)
    (step,) = settlement.explain("h1", column="payable").steps
    assert [(each.source, each.evidence) for each in step.sources] == [
        ("医保办发〔2024〕9号", Evidence.ISSUED)
    ]


def test_a_fund_divided_by_points_names_why_all_of_it_is(settled: Settled) -> None:
    rule = DAY_POINTS.replace("pool: fund\n", "pool: fund-over-share\n  fund_share: 90%\n").replace(
        "as-shared", "times-fund-share, share_level: area"
    )
    settlement = settled(rule, ROWS)
    # pool 900.00 / 0.9; 900.00 by 1 : 6
    assert {each.id: str(each) for each in settlement.results} == {"h1": "128.57", "h2": "771.43"}
    (step,) = settlement.explain("h1", column="fund_part").steps
    assert [each.source for each in step.sources] == ["医保办发〔2024〕9号"]


def test_what_was_capped_is_shown_beside_the_cap(settled: Settled) -> None:
    (step,) = settled(CAPPED, area("9000.00")).explain("").steps
    assert step.formula.zh == (
        "较小者(区域总额：收入减风险金与其他支出 7100.00, 增长上限（向下取整到分） 1080.54)"
    )
    assert {each.name: each.result for each in step.steps} == {
        "budget_uncapped": "7100.00",
        "growth_limit": "1080.54",
    }
