"""What a trace shows of a figure and of a row left out, asked for by its id, its place or its table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.judging.trace import Step
from yigai.payment import formula as f
from yigai.payment.explain import taken_branches
from yigai.payment.measure import Measure
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement
from yigai.payment.words import program_in_words

Settled = Callable[[str, str], Settlement]

DIP = """
kind: dip
points: {method: given}
auxiliary: true
institution_factor: false
review: {quota: "5‰"}
budget: {pool: fund, fund: "300.00"}
settlement: {shape: as-shared}
"""
CASES = """
area: {discharges: 1000}
institutions: [{id: h1}, {id: A}]
groups: [{code: A, points: "100", tcm_advantage: false, by_bed_day: false}]
cases:
  - {id: c1, institution: h1, group: A, cost: "10.00"}
  - {id: c2, institution: A, group: A, cost: "20.00"}
  - {id: c4, institution: h1, group: A, cost: "40.00", review_outcome: by-item}
  - {id: c5, institution: h1, group: A, cost: "50.00", review_outcome: adjusted, review_amount: "1.00"}
  - {id: c6, institution: h1, group: A, cost: "60.00", review_outcome: as-grouped}
auxiliaries:
  - {case: c1, name: age, trigger: "1.2", factor: "1.5"}
  - {case: c1, name: severity, trigger: "1.1", factor: "2"}
  - {case: c2, name: age, trigger: "1.3", factor: "1.25"}
"""


def below(step: Step, name: str) -> Step:
    """The first step of this name behind a step."""
    found = _below(step, name)
    assert found is not None, name
    return found


def _below(step: Step, name: str) -> Step | None:
    if step.name == name:
        return step
    return next((found for each in step.steps if (found := _below(each, name))), None)


STAYS = """
institutions: [{id: h}]
groups: [{code: G, mean_cost: "10.00", cases: 5, by_bed_day: false}]
cases:
  - {id: c1, institution: h, group: G, person: p, admitted: "2024-01-01", discharged: "2024-01-02",
     complete: true}
  - {id: c2, institution: h, group: G, admitted: "2024-01-01", discharged: "2024-01-02", complete: true}
  - {id: c3, institution: h, person: p, admitted: "2024-01-01", discharged: "2024-01-02", complete: true}
cells: [{institution: h, group: G, new: true}]
"""
POINTS = """
kind: drg-points
area_mean: "10.00"
least_cases: 5
incomplete: jinhua
readmission: {days: 10, same_institution: false}
budget: {pool: fund, fund: "300.00"}
settlement: {shape: as-shared}
"""


@pytest.mark.parametrize(
    ("name", "step", "status", "condition"),
    [("c2", "no_person", "rejected", "no person"), ("c3", "ungrouped", "review", "no group")],
)
def test_a_row_left_out_shows_the_condition_that_set_it_aside(
    settled: Settled, name: str, step: str, status: str, condition: str
) -> None:
    (shown,) = settled(POINTS, STAYS).explain(name).steps
    assert (shown.name, shown.result, shown.formula.en) == (step, status, condition)
    assert shown.inputs == (("row", f"cases[{name}]"),)


def test_the_days_to_a_return_are_counted_from_the_discharge(settled: Settled) -> None:
    again = """  - {id: c4, institution: h, group: G, person: p, admitted: "2024-01-05",
     discharged: "2024-01-06", complete: true}
cells"""
    usual = 'complete: true, cost: "10.00", readmission_exempt: false'
    settlement = settled(POINTS, STAYS.replace("cells", again).replace("complete: true", usual))
    (step,) = settlement.explain("c1", table=Table.CASE, column="days_to_next").steps
    assert (step.result, step.formula.en) == ("3", "days until the next row of the same begins")
    assert [(each.name, each.result) for each in step.steps] == [("discharged", "2024-01-02")]


def test_an_amount_of_a_review_has_no_points_without_a_start_of_year_value(settled: Settled) -> None:
    settlement = settled(DIP, CASES)
    assert [(each.place, each.reason.en) for each in settlement.rejected] == [
        (f"cases[{name}]", "the review set an amount, and the rule has no start-of-year value")
        for name in ("c4", "c5")
    ]
    assert settlement.figures(Table.CASE, "c6")["case_points"] == "100.0000"
    (step,) = settlement.explain("c4").steps
    assert step.formula.en.startswith("(outcome of the review by-item = by-item or ")


def test_of_factors_that_rank_only_those_of_the_case_are_listed(settled: Settled) -> None:
    step = below(settled(DIP, CASES).explain("c1").steps[0], "auxiliary_factor")
    assert dict(step.inputs) == {"row": "cases[c1]", "rows": "2", "listed": "2"}
    assert [each.result for each in step.steps] == ["1.5000", "2.0000"]
    assert [each.formula.en for each in step.steps] == ["trigger factor 1.2000", "trigger factor 1.1000"]


def test_units_stand_beside_figures(settled: Settled) -> None:
    (step,) = settled(DIP, CASES).explain("c1").steps
    assert (step.result, step.unit.en) == ("150.0000", "points")
    assert below(step, "auxiliary_factor").unit.en == ""
    looked_up = below(step, "points")
    assert (looked_up.unit.en, looked_up.inputs) == ("points", (("row", "groups[A]"),))


def test_an_id_of_two_tables_is_that_of_the_table_the_rule_is_about(settled: Settled) -> None:
    settlement = settled(DIP, CASES)
    assert dict(settlement.explain("A").steps[0].inputs)["row"] == "institutions[A]"
    assert dict(settlement.explain("groups[A]").steps[0].inputs)["row"] == "groups[A]"
    assert dict(settlement.explain("c1").steps[0].inputs)["row"] == "cases[c1]"


SHARED = """
kind: cost-sharing
capped: true
tiers: {tiers: [{from: "0", ratio: 80%}]}
"""
STAY = """
institutions: [{id: h}]
cases: [{id: c, institution: h, eligible: "100.00", deductible_left: "30.00", cap_left: "50.00"}]
"""


def test_the_smaller_of_two_shows_both(settled: Settled) -> None:
    (step,) = settled(SHARED, STAY).explain("c").steps
    assert step.formula.en == "min(by the ratios 56.00, cap left 50.00)"
    assert [each.name for each in step.steps] == ["by_tiers", "cap_left"]
    assert below(step, "deductible_used").formula.en == "min(eligible cost 100.00, deductible left 30.00)"


def test_the_smaller_of_two_keeps_the_conditions_of_both(settled: Settled) -> None:
    rows = settled(SHARED, STAY).evaluated.tables[Table.CASE]
    eligible, cap = (
        f.Quantity(table="cases", name=name, measure=Measure.MONEY, says=rows.title(name))
        for name in ("eligible", "cap_left")
    )
    one = f.Choice(eligible.more(f.number(99)), eligible, f.number(0))
    other = f.Choice(cap.less(f.number(51)), cap, f.number(0))
    taken, because = taken_branches(f.least(one, other), rows, 0)
    assert taken == f.least(eligible, cap)
    assert because == (eligible.more(f.number(99)), cap.less(f.number(51)))


def test_the_smaller_of_two_is_no_branch(settled: Settled) -> None:
    said = {each.name: each for each in program_in_words(settled(SHARED, STAY).program)}
    assert said["fund_part"].branches == ()
    assert said["fund_part"].formula.en == "min(by the ratios, cap left)"


def test_a_source_is_named_once(settled: Settled) -> None:
    rule = """
kind: capitation
source: 示例办法
evidence: issued
quota: "1.00"
ratio_base: net
sharing:
  surplus: {bands: [{from: "0", share: "1"}]}
  overrun: {method: marginal, bands: [{from: "0", to: 5%, share: 40%}, {from: 5%, share: 50%}]}
"""
    rows = 'institutions: [{id: h, heads: 1, referred_out: "0.00", cost: "0.00"}]'
    said = {each.name: each for each in program_in_words(settled(rule, rows).program)}
    assert [each.source for each in said["overrun_part"].sources] == ["示例办法"]
    assert [when.en for when, _ in said["overrun_part"].branches] == ["overrun = 0", ""]


def test_an_indicator_nobody_measured_is_shown_as_unknown(settled: Settled) -> None:
    rule = """
kind: price-review
triggers: [{indicator: measured, when: ">=", edge: "2"}, {indicator: forgotten, when: ">=", edge: "2"}]
"""
    rows = 'area: {special_adjustment: false}\nmeasured: [{indicator: measured, value: "1"}]'
    (step,) = settled(rule, rows).explain("area", column="opened").steps
    known, unknown = below(step, "value"), below(step, "measured.forgotten")
    assert (known.result, known.inputs) == ("1.0000", (("row", "measured[measured]"),))
    assert (unknown.result, unknown.inputs) == ("?", (("row", "area"),))


@pytest.mark.parametrize(
    ("when", "value", "held"),
    [("<", "2", "≥"), ("<=", "2.0001", ">"), (">=", "1.9999", "<"), (">", "2", "≤")],
)
def test_of_a_condition_that_failed_the_contrary_is_told(
    settled: Settled, when: str, value: str, held: str
) -> None:
    rule = f'kind: price-review\ntriggers: [{{indicator: years, when: "{when}", edge: "2"}}]\n'
    rows = f'area: {{special_adjustment: false}}\nmeasured: [{{indicator: years, value: "{value}"}}]'
    trigger = below(settled(rule, rows).explain("area", column="opened").steps[0], "triggers[0]")
    assert trigger.formula.en.endswith(f" {held} edge 2 [inferred]")


@pytest.mark.parametrize(
    ("measure", "value", "printed"),
    [
        (Measure.MONEY, 5, "0.05"),
        (Measure.POINTS, 10_001, "1.0001"),
        (Measure.WEIGHT, 100_000_001, "1.00000001"),
        (Measure.FACTOR, -5_000, "-0.5000"),
        (Measure.QUANTITY, 5_000, "0.5000"),
        (Measure.COUNT, 7, "7"),
        (Measure.DAYS, -3, "-3"),
        (Measure.FLAG, 0, "0"),
        (Measure.DATE, 1, "0001-01-01"),
        (Measure.WORD, "三级", "三级"),
        (Measure.MONEY, None, "?"),
    ],
)
def test_a_measure_prints_its_own_decimals(measure: Measure, value: int | str | None, printed: str) -> None:
    assert measure.printed(value) == printed
