"""What hardly any case can say is told before any figure: mostly another unit, or another year's rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

RULE = "kind: fee-for-service\nless_patients: false"
ROWS = """
period: {first: "2024-01-01", last: "2024-12-31"}
institutions: [{id: h1}]
services: [{id: s, institution: h1, case: c, code: x, quantity: "1", price: "1.00"}]
cases: [{id: c, institution: h1, cost: "1.00", patient_paid: "%s", admitted: "%s", discharged: "%s"}]
"""


@pytest.mark.parametrize(
    ("paid", "admitted", "discharged", "told"),
    [
        ("1.00", "2024-12-30", "2024-12-31", None),
        ("1.01", "2024-12-30", "2024-12-31", "1 例的个人支付大于总费用，请核对单位"),
        ("0.00", "2024-12-31", "2024-12-31", None),
        ("0.00", "2024-12-31", "2024-12-30", "1 例的出院日期早于入院日期"),
        ("0.00", "2023-12-30", "2023-12-31", "1 例的出院日期不在业务期间之内"),
        ("0.00", "2023-12-30", "2024-01-01", None),
    ],
)
def test_it_is_told(
    settled: Callable[[str, str], Settlement], paid: str, admitted: str, discharged: str, told: str | None
) -> None:
    limits = [each.zh for each in settled(RULE, ROWS % (paid, admitted, discharged)).limits]
    assert [each for each in limits if "例的" in each] == ([told] if told else [])


def test_a_member_is_explained_by_its_part(settled: Callable[[str, str], Settlement]) -> None:
    rule = """
kind: county-package
reserve_share: 0%
reading: total
package_rate: 100%
member_weights: given
sharing:
  surplus: {bands: [{from: "0", share: "1"}]}
  overrun: {bands: [{from: "0", share: "1"}]}
"""
    rows = """
area: {fund_income: "300.00", critical_illness_fund: "0.00"}
consortia: [{id: a, heads: 1, inside_cost: "200.00", outside_cost: "0.00"}]
members: [{id: hospital, consortium: a, weight: 3}, {id: centre, consortium: a, weight: 1}]
"""
    (step,) = settled(rule, rows).explain("hospital", table=Table.MEMBER).steps
    assert (step.name, step.result) == ("surplus_part", "75.00")
