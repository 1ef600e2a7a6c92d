"""Capitation: heads at their quota, less referrals out, then bands. The quotas are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.errors import InvalidValue, Undefined
from yigai.files.faults import FileFaults
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

RULE = """
kind: capitation
quota: "600.00"
ratio_base: BASE
sharing:
  surplus: {bands: [{from: "0", share: "1"}]}
  overrun:
    share_of: fund
    method: marginal
    closed: "<="
    bands: [{from: "0", to: 5%, share: 60%}, {from: 5%, to: 10%, share: 50%}, {from: 10%, share: "0"}]
"""
NET = RULE.replace("BASE", "net")


def clinic(cost: str, referred: str = "700000.00", heads: str = "12000") -> str:
    return f'institutions: [{{id: h1, heads: {heads}, referred_out: "{referred}", cost: "{cost}"}}]'


@pytest.mark.parametrize(
    ("cost", "of_fund", "borne", "kept"),
    [
        ("6900000.00", "232500.00", "167500.00", "0.00"),  # 325000 x 0.6 + 75000 x 0.5
        ("6825000.00", "195000.00", "130000.00", "0.00"),  # exactly 5 % of 6500000
        ("6825000.01", "195000.01", "130000.00", "0.00"),
        ("6824999.99", "194999.99", "130000.00", "0.00"),
        ("6400000.00", "0.00", "0.00", "100000.00"),
    ],
)
def test_the_cost_against_what_referrals_leave(
    settled: Settled, cost: str, of_fund: str, borne: str, kept: str
) -> None:
    found = settled(NET, clinic(cost)).figures(Table.INSTITUTION, "h1")
    assert (found["head_budget"], found["net_budget"]) == ("7200000.00", "6500000.00")
    assert (found["overrun_part"], found["borne"], found["kept"]) == (of_fund, borne, kept)


def test_the_ratio_may_be_taken_of_the_whole_budget(settled: Settled) -> None:
    found = settled(RULE.replace("BASE", "whole"), clinic("6900000.00")).figures(Table.INSTITUTION, "h1")
    assert (found["overrun_part"], found["borne"]) == ("236000.00", "164000.00")  # 360000 x 0.6 + 40000 x 0.5


def test_without_bands_the_rest_is_the_clinics(settled: Settled) -> None:
    settlement = settled('kind: capitation\nquota: "600.00"', clinic("0.00"))
    assert str(settlement.amount("h1")) == "6500000.00"


def test_referrals_may_use_up_the_budget_and_no_more(settled: Settled) -> None:
    rule = 'kind: capitation\nquota: "600.00"'
    assert str(settled(rule, clinic("0.00", "7200000.00")).total) == "0.00"
    with pytest.raises(InvalidValue, match="referrals out cost more"):
        settled(rule, clinic("0.00", "7200000.01"))
    with pytest.raises(Undefined):  # an overrun over nothing
        settled(NET, clinic("1.00", "7200000.00"))


def test_unknown_heads_are_not_no_heads(settled: Settled) -> None:
    with pytest.raises(MissingData, match="heads"):
        settled(NET, 'institutions: [{id: h1, referred_out: "0.00", cost: "0.00"}]')
    assert str(settled(NET, clinic("0.00", "0.00", "0")).total) == "0.00"


BY_CATEGORY = """
kind: capitation
categories: [{category: 在职, quota: "500.00"}, {category: 退休, quota: "900.50"}]
"""


def test_each_category_of_people_at_its_quota(settled: Settled) -> None:
    clinics = 'institutions: [{id: h1, referred_out: "0.50"}, {id: h2, referred_out: "0.00"}]\n'
    rows = """enrolments:
  - {institution: h1, category: 在职, heads: 3}
  - {institution: h1, category: 退休, heads: 1}
"""
    settlement = settled(BY_CATEGORY, clinics + rows)
    # 1500.00 + 900.50 - 0.50; nobody is enrolled at h2
    assert {each.id: str(each) for each in settlement.results} == {"h1": "2400.00", "h2": "0.00"}
    with pytest.raises(InvalidValue, match="none the rule lists"):
        settled(BY_CATEGORY, clinics + rows + "  - {institution: h2, category: 学生, heads: 1}\n")
    with pytest.raises(MissingData):
        settled(BY_CATEGORY, clinics + rows + "  - {institution: h9, category: 在职, heads: 1}\n")


@pytest.mark.parametrize(
    ("rule", "open_fields"),
    [
        ("kind: capitation", ("quota",)),
        ("kind: capitation\ncategories: [{category: 在职}]", ("categories[0].quota",)),
        (RULE.replace("ratio_base: BASE\n", ""), ("ratio_base",)),
    ],
)
def test_what_the_rule_has_to_say(settled: Settled, rule: str, open_fields: tuple[str, ...]) -> None:
    with pytest.raises(Undecided) as refused:
        settled(rule, clinic("0.00"))
    assert refused.value.open == open_fields


def test_one_quota_or_several(settled: Settled) -> None:
    with pytest.raises(FileFaults, match="both quota and categories"):
        settled("kind: capitation\nquota: '1.00'\ncategories: [{category: a}]", clinic("0.00"))


def test_a_quota_below_zero_is_refused(settled: Settled) -> None:
    with pytest.raises(InvalidValue, match=r"categories\[1\]\.quota.*not negative"):
        settled(BY_CATEGORY.replace("900.50", "-0.01"), "institutions: [{id: h1}]")
    with pytest.raises(InvalidValue, match=r"quota.*not negative"):
        settled('kind: capitation\nquota: "-0.01"', clinic("0.00"))
