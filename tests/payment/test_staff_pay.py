"""The share of staff in operating spending, set against its target exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue, Undefined
from yigai.files.formats import read_yaml, to_yaml
from yigai.model.payment import PaymentRule, PayShare
from yigai.model.payment.words import PayBasis
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

HEYUAN = 'kind: staff-pay\ntarget: {value: 42%, source: "heyuan-2023#2.11", evidence: issued}\nwhen: ">="'


def spending(staff: str, operating: str) -> str:
    return f'area: {{staff_spending: "{staff}", operating_spending: "{operating}"}}'


@pytest.mark.parametrize(
    ("area", "met", "percent", "short"),
    [
        (spending("41996.00", "100000.00"), 0, "41.9960", "4.00"),  # 41.996 %, which prints as 42.0 %
        (spending("41999.99", "100000.00"), 0, "41.9999", "0.01"),
        (spending("42000.00", "100000.00"), 1, "42.0000", "0.00"),
        (spending("42000.01", "100000.00"), 1, "42.0000", "0.00"),
        (spending("0.21", "0.50"), 1, "42.0000", "0.00"),
        (spending("0.00", "0.50"), 0, "0.0000", "0.21"),
        (spending("42.00", "100.01"), 0, "41.9958", "0.01"),  # 0.42 of a fen is short
        (spending("2.00", "3.00"), 1, "66.6666", "0.00"),  # 66.66666…, rounded down
    ],
)
def test_forty_two_per_cent(settled: Settled, area: str, met: int, percent: str, short: str) -> None:
    settlement = settled(HEYUAN, area)
    assert settlement.result("").value == met
    found = settlement.figures(Table.AREA, "")
    assert (found["staff_percent"], found["short_of_target"]) == (percent, short)


def test_more_than_the_target_is_another_rule(settled: Settled) -> None:
    settlement = settled(HEYUAN.replace(">=", ">"), spending("42000.00", "100000.00"))
    assert settlement.result("").value == 0


@pytest.mark.parametrize("staff", ["41996.00", "42000.00"])
def test_the_decision_shows_both_amounts_and_the_source(settled: Settled, staff: str) -> None:
    (step,) = settled(HEYUAN, spending(staff, "100000.00")).explain("").steps
    assert {(each.name, each.result) for each in step.steps} == {
        ("staff_spending", staff),
        ("operating_spending", "100000.00"),
        ("target", "0.42"),
    }
    assert [cited.source for each in step.steps for cited in each.sources] == ["heyuan-2023#2.11"]


def test_no_spending_has_no_share_and_unknown_staff_is_not_nobody(settled: Settled) -> None:
    with pytest.raises(Undefined):
        settled(HEYUAN, spending("0.00", "0.00"))
    with pytest.raises(MissingData, match="spending on staff"):
        settled(HEYUAN, 'area: {operating_spending: "0.01"}')
    with pytest.raises(Undecided) as refused:
        settled("kind: staff-pay", spending("1.00", "1.00"))
    assert refused.value.open == ("target", "when")
    with pytest.raises(InvalidValue, match=r"target.*between 0 and 1"):
        settled(HEYUAN.replace("42%", "100.01%"), spending("1.00", "1.00"))


def test_what_pay_may_not_be_tied_to_is_data() -> None:
    text = """
format: yigai-rule/1
kind: staff-pay
id: pay
title: 薪酬（虚构）
prohibited:
  - {basis: drug-income, source: "national-2023h2#2.7", evidence: issued}
  - {basis: group-standard, source: 医保办发〔2024〕9号, evidence: issued}
tied_to: [test-income]
"""
    rule: PaymentRule = read_yaml(text, PaymentRule)  # type: ignore[arg-type]
    assert isinstance(rule, PayShare)
    assert [each.basis for each in rule.prohibited] == [PayBasis.DRUG_INCOME, PayBasis.GROUP_STANDARD]
    assert rule.tied_to == (PayBasis.TEST_INCOME,)
    again: PaymentRule = read_yaml(to_yaml(rule), PaymentRule)  # type: ignore[arg-type]
    assert again == rule


fen = st.integers(0, 10**12)


@given(fen, st.integers(1, 10**12))
def test_met_where_nothing_is_short(settled: Settled, staff: int, operating: int) -> None:
    settlement = settled(
        HEYUAN,
        spending(f"{staff // 100}.{staff % 100:02}", f"{operating // 100}.{operating % 100:02}"),
    )
    met = 100 * staff >= 42 * operating
    assert settlement.result("").value == met
    assert (settlement.figures(Table.AREA, "")["short_of_target"] == "0.00") is met
