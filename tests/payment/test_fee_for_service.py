"""Fee for service: every line rounded to the fen, then the sum."""

from __future__ import annotations

from collections.abc import Callable

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.files.faults import FileFaults
from yigai.model.activity import Activity, Institution, Service
from yigai.model.payment import FeeForService
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.scaled import Quantity

Settled = Callable[[str, str], Settlement]
RULE = "kind: fee-for-service\nless_patients: false"


def bill(*lines: tuple[str, str]) -> str:
    rows = ", ".join(
        f'{{id: s{at}, institution: h1, quantity: "{quantity}", price: "{price}"}}'
        for at, (quantity, price) in enumerate(lines)
    )
    return f"institutions: [{{id: h1}}]\nservices: [{rows}]"


def test_half_a_tablet_twice(settled: Settled) -> None:
    settlement = settled(RULE, bill(("0.5", "0.33"), ("0.5", "0.33"), ("3", "45.10")))
    lines = [settlement.figures(Table.SERVICE, f"s{at}")["line_amount"] for at in range(3)]
    assert lines == ["0.17", "0.17", "135.30"]  # 16.5 fen each
    assert str(settlement.total) == "135.64"


@pytest.mark.parametrize(
    ("quantity", "amount"), [("0.49", "0.16"), ("0.5", "0.17"), ("0.51", "0.17"), ("0", "0.00")]
)
def test_a_line_around_half_a_fen(settled: Settled, quantity: str, amount: str) -> None:
    assert str(settled(RULE, bill((quantity, "0.33"))).total) == amount


def test_no_line_is_no_money(settled: Settled) -> None:
    assert str(settled(RULE, "institutions: [{id: h1}]").amount("h1")) == "0.00"


def test_lines_without_a_price_or_a_place_are_rejected(settled: Settled) -> None:
    rows = """institutions: [{id: h1}]
services:
  - {id: s1, institution: h1, quantity: "1"}
  - {id: s2, institution: h9, quantity: "1", price: "1.00"}
  - {id: s3, institution: h1, quantity: "1", price: "1.00"}
"""
    settlement = settled(RULE, rows)
    assert {each.place: each.reason.en for each in settlement.rejected} == {
        "services[s1]": "no price",
        "services[s2]": "no institution h9 in institutions",
    }
    assert str(settlement.total) == "1.00"


def test_nothing_comes_back_over_the_counter(settled: Settled) -> None:
    with pytest.raises(FileFaults):
        settled(RULE, bill(("-1", "1.00")))


def test_the_patients_part(settled: Settled) -> None:
    rows = bill(("1", "0.33")).replace("{id: h1}", '{id: h1, patient_paid: "0.34"}')
    assert str(settled(RULE.replace("false", "true"), rows).amount("h1")) == "-0.01"
    with pytest.raises(MissingData, match="paid by patients"):
        settled(RULE.replace("false", "true"), bill(("1", "0.33")))
    with pytest.raises(Undecided):
        settled("kind: fee-for-service", bill(("1", "0.33")))


lines = st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 10**7)), max_size=8)


@given(lines)
def test_the_sum_is_the_sum_of_the_lines_in_any_order(lines: list[tuple[int, int]]) -> None:
    rows = [
        Service(id=f"s{at}", institution="h1", quantity=Quantity(units), price=Money(fen))
        for at, (units, fen) in enumerate(lines)
    ]
    rule = FeeForService(id="tested", title="示例", less_patients=False)
    totals = {
        settle(
            rule,
            Activity(institutions=(Institution(id="h1"),), services=tuple(order)),
            as_of=pendulum.date(2024, 12, 31),
        ).total.fen
        for order in (rows, rows[::-1])
    }
    assert totals == {sum((2 * units * fen + 10_000) // 20_000 for units, fen in lines)}
