"""Case prices: the price of the group and listed extras, whatever the case cost. The prices are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.errors import InvalidValue
from yigai.payment.builder import Undecided
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

RULE = """
kind: case-price
less_patients: false
extras: [{code: lens, price: "1199.99"}, {code: mesh, price: "450.00"}]
"""
GROUPS = """
institutions: [{id: h1}, {id: h2}]
groups: [{code: cataract, price: "5200.00"}, {code: hernia, price: "6800.50"}, {code: knee}]
"""


def test_prices_and_extras(settled: Settled) -> None:
    rows = """
cases:
  - {id: c1, institution: h1, group: cataract}
  - {id: c2, institution: h1, group: cataract}
  - {id: c3, institution: h1, group: hernia}
  - {id: c4, institution: h2, group: cataract}
services:
  - {id: s1, institution: h1, case: c2, code: lens, quantity: "2"}
  - {id: s2, institution: h1, case: c3, code: mesh, quantity: "1"}
  - {id: s3, institution: h2, case: c4, code: lens, quantity: "0"}
"""
    settlement = settled(RULE, GROUPS + rows)
    paid = {name: settlement.figures(Table.CASE, name)["payment"] for name in ("c1", "c2", "c3", "c4")}
    assert paid == {"c1": "5200.00", "c2": "7599.98", "c3": "7250.50", "c4": "5200.00"}
    assert {each.id: str(each) for each in settlement.results} == {"h1": "20050.48", "h2": "5200.00"}
    # what was looked up in another table is no figure of the case
    assert settlement.columns(Table.CASE) == ("extras", "payment")


@pytest.mark.parametrize("cost", ["5199.99", "5200.00", "5200.01"])
def test_the_cost_plays_no_part(settled: Settled, cost: str) -> None:
    rows = f'cases: [{{id: c1, institution: h1, group: cataract, cost: "{cost}"}}]'
    assert str(settled(RULE, GROUPS + rows).total) == "5200.00"


def test_the_patients_part_comes_off_where_the_rule_says_so(settled: Settled) -> None:
    rows = """cases:
  - {id: c1, institution: h1, group: cataract, patient_paid: "5200.01"}
  - {id: c2, institution: h1, group: cataract, patient_paid: "0.00"}
  - {id: c3, institution: h1, group: cataract}
"""
    settlement = settled(RULE.replace("false", "true"), GROUPS + rows)
    assert settlement.figures(Table.CASE, "c1")["fund_part"] == "-0.01"
    assert str(settlement.total) == "5199.99"
    assert [each.place for each in settlement.rejected] == ["cases[c3]"]
    with pytest.raises(Undecided) as refused:
        settled("kind: case-price\nextras: [{code: lens}]", GROUPS)
    assert refused.value.open == ("extras[0].price", "less_patients")


@pytest.mark.parametrize(
    ("service", "reason"),
    [
        ('case: c1, code: stent, quantity: "1"', "项目编码不在规则所列之内：lens, mesh"),
        ('case: c1, quantity: "1"', "没有项目编码"),
        ("case: c1, code: lens", "没有数量"),
        ('case: c9, code: lens, quantity: "1"', "病例表中没有 c9"),
        ('code: lens, quantity: "1"', "未写明病例"),
    ],
)
def test_an_extra_is_never_free_and_never_paid_unseen(settled: Settled, service: str, reason: str) -> None:
    rows = "cases: [{id: c1, institution: h1, group: cataract}]\n"
    settlement = settled(RULE, f"{GROUPS}{rows}services: [{{id: s1, institution: h1, {service}}}]")
    assert [(each.place, each.reason.zh) for each in settlement.rejected] == [("services[s1]", reason)]
    assert str(settlement.total) == "5200.00"


def test_without_a_list_no_extra_is_paid(settled: Settled) -> None:
    rows = """cases: [{id: c1, institution: h1, group: cataract}]
services: [{id: s1, institution: h1, case: c1, code: lens, quantity: "1"}]
"""
    settlement = settled("kind: case-price\nless_patients: false", GROUPS + rows)
    assert [each.reason.en for each in settlement.rejected] == ["the service is none the rule lists: none"]


@pytest.mark.parametrize(("group", "reason"), [("knee", "没有病组付费标准"), ("hip", "病组表中没有 hip")])
def test_a_case_without_a_price_is_rejected(settled: Settled, group: str, reason: str) -> None:
    rows = f"cases: [{{id: c1, institution: h1, group: {group}}}]"
    settlement = settled(RULE, GROUPS + rows)
    assert [each.reason.zh for each in settlement.rejected] == [reason]
    assert str(settlement.total) == "0.00"


def test_a_list_has_its_length(settled: Settled) -> None:
    def listing(count: int) -> str:
        extras = ", ".join(f'{{code: x{at}, price: "0.01"}}' for at in range(count))
        return f"kind: case-price\nless_patients: false\nextras: [{extras}]"

    rows = """cases: [{id: c1, institution: h1, group: cataract}]
services: [{id: s1, institution: h1, case: c1, code: x199, quantity: "1"}]
"""
    assert str(settled(listing(200), GROUPS + rows).total) == "5200.01"
    with pytest.raises(InvalidValue, match="at most 200 names"):
        settled(listing(201), GROUPS + rows)


def test_a_price_below_zero_is_refused(settled: Settled) -> None:
    with pytest.raises(InvalidValue, match=r"extras\[1\]\.price.*not negative"):
        settled(RULE.replace('"450.00"', '"-0.01"'), GROUPS)
    assert str(settled(RULE.replace('"450.00"', '"0.00"'), GROUPS).total) == "0.00"
