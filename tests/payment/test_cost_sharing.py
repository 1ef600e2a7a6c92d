"""Cost sharing: deductible, tiers and cap, at their edges. The tiers are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.files.faults import FileFaults
from yigai.payment.builder import Undecided
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

RULE = """
kind: cost-sharing
capped: true
tiers:
  base: above-deductible
  tiers:
    - {from: "0", to: "20000.00", ratio: 80%}
    - {from: "20000.00", to: "50000.00", ratio: 85%}
    - {from: "50000.00", ratio: 90%}
"""


def stay(eligible: str, deductible: str = "300.00", cap: str = "150000.00", before: str = "0.00") -> str:
    return (
        f'institutions: [{{id: h}}]\ncases: [{{id: c, institution: h, eligible: "{eligible}", '
        f'deductible_left: "{deductible}", cap_left: "{cap}", counted_before: "{before}"}}]'
    )


@pytest.mark.parametrize(
    ("row", "fund", "patient"),
    [
        (stay("299.99"), "0.00", "299.99"),
        (stay("300.00"), "0.00", "300.00"),
        (stay("300.01"), "0.01", "300.00"),  # 0.8 fen
        (stay("20299.99"), "15999.99", "4300.00"),  # 15999.992
        (stay("20300.00"), "16000.00", "4300.00"),
        (stay("20300.01"), "16000.01", "4300.00"),  # 16000 + 0.85 fen
        (stay("60300.55"), "50500.50", "9800.05"),  # 16000 + 25500 + 9000.495
        (stay("2000.00", "0.00", before="19000.00"), "1650.00", "350.00"),  # 1000 at 80 %, 1000 at 85 %
        (stay("1000.00", "0.00", before="19000.00"), "800.00", "200.00"),
        (stay("20300.00", cap="16000.00"), "16000.00", "4300.00"),
        (stay("20300.00", cap="15999.99"), "15999.99", "4300.01"),
        (stay("20300.00", cap="0.00"), "0.00", "20300.00"),
        (stay("0.00"), "0.00", "0.00"),
    ],
)
def test_a_stay_at_under_and_over_the_edges(settled: Settled, row: str, fund: str, patient: str) -> None:
    settlement = settled(RULE, row)
    assert str(settlement.amount("c")) == fund
    assert settlement.figures(Table.CASE, "c")["patient_part"] == patient


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 2, 0), (0, 2, 1)])
def test_tiers_mean_the_same_in_any_order(settled: Settled, order: tuple[int, ...]) -> None:
    head, tiers = RULE.split("  tiers:\n")
    lines = tiers.splitlines(keepends=True)
    rule = f"{head}  tiers:\n{''.join(lines[at] for at in order)}"
    assert str(settled(rule, stay("60300.55")).total) == "50500.50"  # 16000 + 25500 + 9000.495


def test_what_is_left_for_the_next_stay(settled: Settled) -> None:
    found = settled(RULE, stay("200.00")).figures(Table.CASE, "c")
    assert (found["deductible_used"], found["deductible_left_after"]) == ("200.00", "100.00")
    found = settled(RULE, stay("20300.00", cap="15999.99")).figures(Table.CASE, "c")
    assert (found["deductible_left_after"], found["cap_left_after"]) == ("0.00", "0.00")


def test_tiers_may_run_over_the_whole_eligible_cost(settled: Settled) -> None:
    settlement = settled(RULE.replace("above-deductible", "eligible"), stay("60300.55"))
    assert str(settlement.total) == "50530.50"  # 19700 x 0.8 + 30000 x 0.85 + 10300.55 x 0.9


def test_one_ratio_needs_no_history_and_no_cap_needs_none_left(settled: Settled) -> None:
    rule = 'kind: cost-sharing\ncapped: false\ntiers: {tiers: [{from: "0", ratio: 75%}]}'
    rows = (
        "institutions: [{id: h}]\ncases: [{id: c, institution: h, eligible: '100.00', deductible_left: '0'}]"
    )
    assert str(settled(rule, rows).total) == "75.00"


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ("deductible_left", "没有剩余起付线"),
        ("cap_left", "没有剩余封顶额"),
        ("counted_before", "没有本年已计入分段金额"),
        ("eligible", "没有政策范围内费用"),
    ],
)
def test_an_unknown_is_not_zero(settled: Settled, column: str, reason: str) -> None:
    row = (
        stay("1.00")
        .replace(f"{column}: ", f"{column}: null #", 1)
        .replace(", ", "\n, ")
        .replace("}]", "\n}]")
    )
    settlement = settled(RULE, row)
    assert [(each.place, each.reason.zh) for each in settlement.rejected] == [("cases[c]", reason)]
    assert str(settlement.total) == "0.00"


def test_nothing_eligible_is_below_nothing(settled: Settled) -> None:
    with pytest.raises(FileFaults, match="not negative"):
        settled(RULE, stay("-0.01"))


@pytest.mark.parametrize(
    ("rule", "open_fields"),
    [
        ("kind: cost-sharing", ("tiers.tiers", "capped")),
        (RULE.replace("  base: above-deductible\n", ""), ("tiers.base",)),
    ],
)
def test_what_the_rule_has_to_say(settled: Settled, rule: str, open_fields: tuple[str, ...]) -> None:
    with pytest.raises(Undecided) as refused:
        settled(rule, stay("1.00"))
    assert refused.value.open == open_fields


@pytest.mark.parametrize(
    ("tiers", "found"),
    [
        ('[{from: "0", to: "20000.00", ratio: 80%}]', "no tier from 20000.00 on"),
        ('[{from: "0", ratio: 80%}, {from: "1.00", ratio: 90%}]', "two tiers lie over each other at 1.00"),
        ('[{from: "0", ratio: 101%}]', "1.01"),
    ],
)
def test_tiers_nobody_can_be_paid_by_are_refused(settled: Settled, tiers: str, found: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        settled(f"kind: cost-sharing\ncapped: true\ntiers: {{tiers: {tiers}}}", stay("1.00"))
    assert str(refused.value.found) == found


@pytest.mark.parametrize(
    ("tier", "expected"),
    [
        ('{from: "1.00", to: "1.00", ratio: 80%}', "an end above the start"),
        ('{from: "-0.01", ratio: 80%}', "a start that is not negative"),
    ],
)
def test_tiers_upside_down_are_a_fault(settled: Settled, tier: str, expected: str) -> None:
    with pytest.raises(FileFaults, match=expected):
        settled(f"kind: cost-sharing\ncapped: true\ntiers: {{tiers: [{tier}]}}", stay("1.00"))


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


fen = st.integers(0, 10**7)


@given(fen, fen, fen, fen)
def test_two_parts_of_the_eligible_cost_neither_below_nothing(
    settled: Settled, eligible: int, deductible: int, cap: int, before: int
) -> None:
    settlement = settled(RULE, stay(yuan(eligible), yuan(deductible), yuan(cap), yuan(before)))
    fund = settlement.total.fen
    patient = int(settlement.figures(Table.CASE, "c")["patient_part"].replace(".", ""))
    assert fund + patient == eligible
    assert 0 <= fund <= cap
    assert patient >= min(eligible, deductible)


@given(fen, fen)
def test_one_stay_or_two_of_the_same_year_cost_the_same_to_a_fen(
    settled: Settled, one: int, other: int
) -> None:
    whole = settled(RULE, stay(yuan(one + other), "0.00", "9999999.00")).total.fen
    first = settled(RULE, stay(yuan(one), "0.00", "9999999.00")).total.fen
    second = settled(RULE, stay(yuan(other), "0.00", "9999999.00", before=yuan(one))).total.fen
    assert abs(whole - first - second) <= 1
