"""A quota against its cost by bands: who keeps a surplus and who bears an overrun, to the fen.

The two sets of bands are told by third parties (restated) and stand here as fixtures; yigai has no default.
"""

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

# Shenzhen about 2014: of a reasonable overrun the fund pays 60 % up to 5 %, 50 % up to 10 %, nothing above.
# The surplus is made up, because the source is silent on it and a rule has to say both sides.
SHENZHEN = """
kind: global-budget
sharing:
  surplus: {bands: [{from: "0", share: "0"}]}
  overrun:
    share_of: fund
    method: METHOD
    closed: "CLOSED"
    source: 深圳约2014年，转述
    evidence: restated
    bands: [{from: "0", to: 5%, share: 60%}, {from: 5%, to: 10%, share: 50%}, {from: 10%, share: "0"}]
"""
# An older quota rule: overrun half each up to 20 %, surplus 30 %, at most 3 % of the quota, gate 1.8 %.
# Above 20 % it says nothing; here the fund pays nothing there.
QUOTA_RULE = """
kind: global-budget
sharing:
  surplus: {bands: [{from: "0", share: 30%}]}
  surplus_cap: {value: 3%, source: 早期定额办法，转述, evidence: restated}
  gate: {indicator: 门槛指标, when: "<=", edge: {value: 1.8%, source: 早期定额办法，转述, evidence: restated}}
  overrun:
    share_of: fund
    method: marginal
    bands: [{from: "0", to: 20%, share: 50%}, {from: 20%, share: "0"}]
"""


def institution(quota: str, cost: str, more: str = "") -> str:
    return f'institutions: [{{id: h1, quota: "{quota}", cost: "{cost}"{more}}}]'


def figures(settlement: Settlement, *names: str) -> tuple[str, ...]:
    found = settlement.figures(Table.INSTITUTION, "h1")
    return tuple(found[name] for name in names)


def shenzhen(method: str, closed: str = "<=") -> str:
    return SHENZHEN.replace("METHOD", method).replace("CLOSED", closed)


@pytest.mark.parametrize(
    ("method", "cost", "of_fund", "borne"),
    [
        ("marginal", "1049999.99", "29999.99", "20000.00"),  # 49999.99 x 0.6 = 29999.994
        ("marginal", "1050000.00", "30000.00", "20000.00"),
        ("marginal", "1050000.01", "30000.01", "20000.00"),  # 30000 + 0.005, half up
        ("marginal", "1100000.00", "55000.00", "45000.00"),
        ("marginal", "1100000.01", "55000.00", "45000.01"),
        ("whole", "1049999.99", "29999.99", "20000.00"),
        ("whole", "1050000.00", "30000.00", "20000.00"),
        ("whole", "1050000.01", "25000.01", "25000.00"),  # 50000.01 x 0.5 = 25000.005
        ("whole", "1100000.00", "50000.00", "50000.00"),
        ("whole", "1100000.01", "0.00", "100000.01"),
    ],
)
def test_an_overrun_at_one_fen_under_and_one_over_its_edges(
    settled: Settled, method: str, cost: str, of_fund: str, borne: str
) -> None:
    settlement = settled(shenzhen(method), institution("1000000.00", cost))
    assert figures(settlement, "overrun_part", "borne", "kept") == (of_fund, borne, "0.00")


def test_the_edge_itself_is_paid_as_the_rule_closes_its_bands(settled: Settled) -> None:
    half_open = settled(shenzhen("whole", "<"), institution("1000000.00", "1050000.00"))
    assert figures(half_open, "overrun_part") == ("25000.00",)
    marginal = [
        settled(shenzhen("marginal", closed), institution("1000000.00", "1050000.00")).total
        for closed in ("<", "<=")
    ]
    assert marginal[0] == marginal[1]


@pytest.mark.parametrize(
    ("cost", "gate", "kept"),
    [
        ("900000.01", "0.018", "30000.00"),  # 99999.99 x 0.3 = 29999.997
        ("900000.00", "0.018", "30000.00"),  # the cap itself
        ("899999.98", "0.018", "30000.00"),  # 30000.006 is above it
        ("750000.00", "0.0179", "30000.00"),
        ("900000.00", "0.0181", "0.00"),  # the gate is shut
        ("1000000.00", "0.0181", "0.00"),
    ],
)
def test_a_surplus_with_cap_and_gate(settled: Settled, cost: str, gate: str, kept: str) -> None:
    settlement = settled(QUOTA_RULE, institution("1000000.00", cost, f', gate_indicator: "{gate}"'))
    assert figures(settlement, "kept") == (kept,)


def test_at_most_three_per_cent_is_met_after_rounding_down(settled: Settled) -> None:
    settlement = settled(QUOTA_RULE, institution("1000.50", "500.50", ', gate_indicator: "0.01"'))
    assert figures(settlement, "surplus_cap", "kept") == ("30.01", "30.01")  # 3 % is 30.015


@pytest.mark.parametrize(("method", "of_fund"), [("marginal", "55.00"), ("whole", "0.00")])
def test_bands_mean_the_same_in_any_order(settled: Settled, method: str, of_fund: str) -> None:
    bands = '{from: 5%, to: 10%, share: 50%}, {from: 10%, share: "0"}, {from: "0", to: 5%, share: 60%}'
    head, _, _ = shenzhen(method).partition('bands: [{from: "0", to')
    # an overrun of 150.00, or 15 %: 50.00 at 60 %, 50.00 at 50 % and the rest at nothing, or all at nothing
    settlement = settled(f"{head}bands: [{bands}]", institution("1000.00", "1150.00"))
    assert figures(settlement, "overrun_part") == (of_fund,)


@pytest.mark.parametrize("cap", ["-0.01%", "100.01%"])
def test_a_cap_on_what_is_kept_is_a_share(settled: Settled, cap: str) -> None:
    with pytest.raises(InvalidValue, match=r"sharing\.surplus_cap.*between 0 and 1"):
        settled(QUOTA_RULE.replace("3%", cap), institution("1.00", "1.00"))


@pytest.mark.parametrize(
    ("cost", "of_fund", "borne"),
    [
        ("1199999.99", "100000.00", "99999.99"),  # half of 199999.99, the fund's part first
        ("1200000.00", "100000.00", "100000.00"),
        ("1200000.01", "100000.00", "100000.01"),
    ],
)
def test_an_overrun_by_the_older_rule(settled: Settled, cost: str, of_fund: str, borne: str) -> None:
    settlement = settled(QUOTA_RULE, institution("1000000.00", cost))
    assert figures(settlement, "overrun_part", "borne") == (of_fund, borne)


def test_the_part_whose_share_is_printed_is_rounded_first(settled: Settled) -> None:
    halves = "kind: global-budget\nsharing:\n  surplus: {bands: [{from: '0', share: '1'}]}\n  overrun: "
    bands = "bands: [{from: '0', share: '0.5'}]}"
    parts = {
        party: figures(settled(f"{halves}{{share_of: {party}, {bands}", institution("1.00", "1.05")), "borne")
        for party in ("institution", "fund")
    }
    assert parts == {"institution": ("0.03",), "fund": ("0.02",)}


def test_only_the_reasonable_part_is_shared(settled: Settled) -> None:
    rule = shenzhen("marginal") + "  reasonable_only: true\n"
    settlement = settled(rule, institution("1000.00", "1100.00", ', reasonable_overrun: "40.00"'))
    # of 40.00, which is 4 %, the fund pays 24.00; the other 60.00 are the institution's
    assert figures(settlement, "reasonable", "overrun_part", "borne", "fund_pays") == (
        "40.00", "24.00", "76.00", "1024.00",
    )  # fmt: skip
    more = settled(rule, institution("1000.00", "1100.00", ', reasonable_overrun: "400.00"'))
    assert figures(more, "reasonable") == ("100.00",)
    with pytest.raises(MissingData):
        settled(rule, institution("1000.00", "1000.01"))
    assert settled(rule, institution("1000.00", "1000.00")).total.fen == 100_000


def test_nothing_over_needs_no_ratio_and_something_over_nothing_has_none(settled: Settled) -> None:
    assert figures(settled(QUOTA_RULE, institution("0.00", "0.00")), "kept", "borne") == ("0.00", "0.00")
    with pytest.raises(Undefined):
        settled(QUOTA_RULE, institution("0.00", "0.01"))


def test_where_no_band_has_an_edge_no_ratio_is_needed(settled: Settled) -> None:
    rule = (
        "kind: global-budget\nsharing:\n  surplus: {bands: [{from: '0', share: '1'}]}\n"
        "  overrun: {bands: [{from: '0', share: 40%}]}"
    )
    assert figures(settled(rule, institution("0.00", "10.00")), "borne", "overrun_ratio") == ("4.00", "?")


def test_against_less_than_nothing_nobody_bears_a_part(settled: Settled) -> None:
    # what the audit took off is more than was earned; the band must not pay a part of it back
    rule = """
kind: dip
points: {method: average, reference: "100.00"}
institution_factor: false
budget: {pool: fund, fund: "10.00"}
settlement: {shape: as-shared, audited: true}
sharing: {surplus: {bands: [{from: "0", share: "1"}]}, overrun: {bands: [{from: "0", share: 40%}]}}
"""
    rows = """
institutions: [{id: h, audit_deduction: "%s"}]
groups: [{code: g, mean_cost: "100.00"}]
cases: [{id: c, institution: h, group: g, cost: "20.00", patient_paid: "10.00"}]
"""
    assert settled(rule, rows % "10.00").total.fen == 600  # quota 0.00, used 10.00, 40 % of it borne
    with pytest.raises(Undefined):
        settled(rule, rows % "10.01")


def test_an_unknown_gate_is_no_shut_gate(settled: Settled) -> None:
    with pytest.raises(MissingData, match="gate indicator"):
        settled(QUOTA_RULE, institution("1000000.00", "900000.00"))
    assert settled(QUOTA_RULE, institution("100.00", "100.00")).total.fen == 10_000


def test_one_side_does_not_imply_the_other(settled: Settled) -> None:
    with pytest.raises(Undecided) as refused:
        settled("kind: global-budget\nsharing: {gate: {indicator: x}}", institution("1.00", "1.00"))
    assert refused.value.open == (
        "sharing.surplus", "sharing.gate.when", "sharing.gate.edge", "sharing.overrun",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("bands", "open_field"),
    [
        ('[{from: "0", to: 5%, share: "0"}, {from: 5%, share: "1"}]', "sharing.overrun.method"),
        ("[]", "sharing.overrun.bands"),
    ],
)
def test_what_a_table_leaves_open(settled: Settled, bands: str, open_field: str) -> None:
    rule = (
        "kind: global-budget\nsharing:\n  surplus: {bands: [{from: '0', share: '1'}]}\n"
        f"  overrun: {{bands: {bands}}}"
    )
    with pytest.raises(Undecided) as refused:
        settled(rule, institution("1.00", "1.00"))
    assert refused.value.open == (open_field,)


@pytest.mark.parametrize(
    ("bands", "found"),
    [
        ('[{from: "0", to: 20%, share: 50%}]', "no band from 0.2 on"),
        ('[{from: "0", to: 5%, share: 50%}, {from: 6%, share: "0"}]', "no band from 0.05 to below 0.06"),
        (
            '[{from: "0", to: 6%, share: 50%}, {from: 5%, share: "0"}]',
            "two bands lie over each other at 0.05",
        ),
        ('[{from: "0", share: 120%}]', "1.2"),
        ('[{from: "0", share: -1%}]', "-0.01"),
    ],
)
def test_bands_nobody_can_be_paid_by_are_read_and_refused(settled: Settled, bands: str, found: str) -> None:
    rule = (
        "kind: global-budget\nsharing:\n  surplus: {bands: [{from: '0', share: '1'}]}\n"
        f"  overrun: {{method: marginal, bands: {bands}}}"
    )
    with pytest.raises(InvalidValue) as refused:
        settled(rule, institution("1.00", "1.00"))
    assert not isinstance(refused.value, Undecided)
    assert str(refused.value.found) == found


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('bands: [{from: 5%, to: 5%, share: "0"}]', "an end above the start"),
        ('bands: [{from: -1%, share: "0"}]', "a start that is not negative"),
        ('closed: ">"', "< or <="),
    ],
)
def test_bands_upside_down_are_a_fault(settled: Settled, table: str, expected: str) -> None:
    with pytest.raises(FileFaults, match=expected):
        settled(f"kind: global-budget\nsharing: {{surplus: {{{table}}}}}", institution("1.00", "1.00"))


def test_a_consortium_has_a_gate_and_a_reasonable_part_too(settled: Settled) -> None:
    rule = """
kind: county-package
reserve_share: 0%
reading: total
package_rate: 100%
sharing:
  reasonable_only: true
  gate: {indicator: x, when: "<", edge: 2%}
  surplus: {bands: [{from: "0", share: "1"}]}
  overrun: {bands: [{from: "0", share: 50%}]}
"""
    rows = """
area: {fund_income: "300.00", critical_illness_fund: "0.00"}
consortia:
  - {id: a, heads: 1, inside_cost: "90.00", outside_cost: "0.00", gate_indicator: 1.99%}
  - {id: b, heads: 1, inside_cost: "90.00", outside_cost: "0.00", gate_indicator: 2%}
  - {id: c, heads: 1, inside_cost: "60.00", outside_cost: "50.00", reasonable_overrun: "4.00"}
flows:
"""
    for home, at in ("ab", "ac", "ba", "bc", "ca", "cb"):
        rows += f'  - {{home: {home}, at: {at}, cost: "0.00"}}\n'
    settlement = settled(rule, rows)
    # c bears half of the 4.00 and the other 6.00
    assert {each.id: str(each) for each in settlement.results} == {"a": "100.00", "b": "90.00", "c": "102.00"}


def test_a_shut_gate_is_the_reason_shown(settled: Settled) -> None:
    settlement = settled(QUOTA_RULE, institution("100.00", "90.00", ', gate_indicator: "0.0181"'))
    (kept,) = settlement.explain("h1", column="kept").steps
    assert "gate indicator 0.0181 > gate 0.018" in kept.formula.en
    assert {each.name for each in kept.steps} >= {"gate_indicator"}
    assert [cited.source for each in kept.steps for cited in each.sources] == ["早期定额办法，转述"]


def test_a_budget_without_bands_leaves_both_sides_open(settled: Settled) -> None:
    with pytest.raises(Undecided) as refused:
        settled("kind: global-budget", institution("1.00", "1.00"))
    assert refused.value.open == ("sharing.surplus", "sharing.overrun")
