"""What hardly any case can say is told before any figure: mostly another unit, or another year's rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

RULE = """
kind: dip
points: {method: average, reference: "100.00"}
institution_factor: true
budget: {pool: fund-and-patients, fund: "50.00"}
settlement: {shape: less-patients, assessed: %s}
"""
ROWS = """
period: {first: "2024-01-01", last: "2024-12-31"}
institutions: [{id: h1, factor: "%s", assessment: "%s"}]
groups: [{code: g, mean_cost: "100.00"}]
cases:
  - {id: sure, institution: h1, group: g, cost: "1.00", patient_paid: "1.00"}
  - {id: c, institution: h1, group: g, cost: "1.00", patient_paid: "%s", admitted: %s, discharged: %s}
"""
BACKWARDS, OUTSIDE = "出院日期早于入院日期", "出院日期不在业务期间之内"


def rows(
    paid: str = "1.00",
    admitted: str = "null",
    discharged: str = "null",
    factor: str = "1",
    assessment: str = "1",
) -> str:
    return ROWS % (factor, assessment, paid, admitted, discharged)


@pytest.mark.parametrize(
    ("admitted", "discharged", "reason"),
    [
        ("2024-12-30", "2024-12-31", None),
        ("2024-12-31", "2024-12-31", None),
        ("2024-12-31", "2024-12-30", BACKWARDS),
        ("2023-12-30", "2023-12-31", OUTSIDE),
        ("2024-12-31", "2025-01-01", OUTSIDE),
        ("2023-12-30", "2024-01-01", None),
        ("2025-01-02", "2025-01-01", BACKWARDS),
        ("2025-01-02", "null", None),
        ("null", "2025-01-02", OUTSIDE),
    ],
)
def test_a_case_of_another_time_is_paid_by_nobody(
    settled: Callable[[str, str], Settlement], admitted: str, discharged: str, reason: str | None
) -> None:
    settlement = settled(RULE % "false", rows(admitted=admitted, discharged=discharged))
    assert [(each.place, each.reason.zh) for each in settlement.rejected] == (
        [("cases[c]", reason)] if reason else []
    )
    (result,) = settlement.results
    assert result.steps["points"] == ("1000.0000" if reason else "2000.0000")
    if reason:
        (step,) = settlement.explain("cases[c]").steps
        assert (step.says.zh, step.result) == (reason, "rejected")


def test_without_a_period_no_day_is_outside(settled: Callable[[str, str], Settlement]) -> None:
    timeless = rows(discharged="1999-01-01").replace('period: {first: "2024-01-01", last: "2024-12-31"}', "")
    assert settled(RULE % "false", timeless).rejected == ()


def test_a_rule_that_reads_no_case_rejects_none(settled: Callable[[str, str], Settlement]) -> None:
    all_of_it = '{bands: [{from: "0", share: "1"}]}'
    rule = f"kind: global-budget\nsharing: {{surplus: {all_of_it}, overrun: {all_of_it}}}"
    told = rows(discharged="1999-01-01").replace("assessment:", 'quota: "1.00", cost: "1.00", assessment:')
    assert settled(rule, told).left_out == ()


def test_a_stay_of_another_time_is_a_return_all_the_same(settled: Callable[[str, str], Settlement]) -> None:
    rule = """
kind: drg-points
area_mean: "100.00"
least_cases: 1
incomplete: jinhua
readmission: {days: 10, same_institution: false}
budget: {pool: fund, fund: "50.00"}
settlement: {shape: as-shared}
"""
    stays = """
period: {first: "2024-01-01", last: "2024-12-31"}
institutions: [{id: h}]
groups: [{code: g, mean_cost: "100.00", cases: 9}]
cells: [{institution: h, group: g, new: true}]
cases:
  - {id: a, institution: h, group: g, person: p, cost: "1.00", complete: true, readmission_exempt: false,
     admitted: "2024-12-20", discharged: "2024-12-28"}
  - {id: b, institution: h, group: g, person: p, cost: "1.00", complete: true, readmission_exempt: false,
     admitted: "2025-01-02", discharged: "2025-01-05"}
"""
    settlement = settled(rule, stays)
    assert [each.place for each in settlement.rejected] == ["cases[b]"]
    assert settlement.figures(Table.CASE, "a")["points_after_readmission"] == "50.0000"


@pytest.mark.parametrize(
    ("given", "assessed", "told"),
    [
        (rows(), "true", []),
        (rows(paid="1.01"), "true", ["1 例的个人支付大于总费用，请核对单位"]),
        (rows(factor="9.9999"), "true", []),
        (rows(factor="97.13"), "true", ["机构系数 97.1300 (institutions[h1])：是否把百分数写成了系数？"]),
        (rows(assessment="97.13"), "true", ["考核系数 97.1300 (institutions[h1])：是否把百分数写成了系数？"]),
        (rows(assessment="1.05"), "true", ["考核系数大于 1：1.0500 (institutions[h1])，所付多于所分得"]),
        (rows(assessment="97.13"), "false", []),  # the rule does not read it
    ],
)
def test_what_can_hardly_be_is_paid_and_told(
    settled: Callable[[str, str], Settlement], given: str, assessed: str, told: list[str]
) -> None:
    limits = [each.zh for each in settled(RULE % assessed, given).limits]
    assert [each for each in limits if "规则" not in each] == told


def test_of_many_doubtful_factors_the_first_are_named(settled: Callable[[str, str], Settlement]) -> None:
    more = "".join(f', {{id: x{at}, factor: "99"}}' for at in range(5))
    told = rows().replace('assessment: "1"}]', f'assessment: "1"}}{more}]')
    (limit,) = (each.en for each in settled(RULE % "false", told).limits if "percentage" in each.en)
    shown = ", ".join(f"99.0000 (institutions[x{at}])" for at in range(3))
    assert limit == f"institution factor {shown}, …: is it a percentage written as a factor?"


@pytest.mark.parametrize(("days", "told"), [(0, ["1 例的住院天数为 0，床日费用为零"]), (1, [])])
def test_a_stay_without_a_day_is_told(
    settled: Callable[[str, str], Settlement], days: int, told: list[str]
) -> None:
    rule = "kind: per-diem\npays: rates\nless_patients: false\nrates: [{segments: [{from: 1, rate: '5.00'}]}]"
    stays = f"institutions: [{{id: h}}]\ncases: [{{id: c, institution: h, days: {days}}}]"
    settlement = settled(rule, stays)
    assert [each.zh for each in settlement.limits if "例的" in each.zh] == told
    assert settlement.total.fen == 500 * days


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


def test_a_case_when_the_rule_did_not_hold_is_paid_by_nobody(
    settled: Callable[[str, str], Settlement],
) -> None:
    """The rule ends with 2024, the activity goes on to 2025."""
    dated = f'effective: {{from: "2024-01-01", to: "2024-12-31"}}{RULE % "false"}'
    longer = rows(admitted="2025-01-01", discharged="2025-06-01").replace(
        'last: "2024-12-31"', 'last: "2025-12-31"'
    )
    [left] = settled(dated, longer).rejected
    assert (left.place, left.reason.zh) == ("cases[c]", "出院日期不在规则执行期之内")
