"""What is kept of the surplus of a procurement: by score, only where the agreed quantity was reached.

Need 10,000 at 12.34; 8,000 agreed and used at 3.21, others for 5000.00; 70 % paid, 87.65 % insured. So the
surplus is (123400 - 30680) x 0.61355 = 56888.356. The steps of the score are made up.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.files.formats import read_yaml, to_yaml
from yigai.model.activity import Activity, Institution, Product
from yigai.model.payment import Parameter, PaymentRule, ProcurementRetention, ScoreStep
from yigai.model.payment.words import ScoredUnit
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor

YEAR_END = pendulum.date(2024, 12, 31)


def steps(*parts: tuple[str, str]) -> tuple[ScoreStep, ...]:
    return tuple(ScoreStep(start=Ratio.parse(start), rate=Ratio.parse(rate)) for start, rate in parts)


RULE = ProcurementRetention(
    id="retention",
    title="示例省集采结余留用（虚构）",
    payment_ratio=Parameter.of(Ratio.parse("70%")),
    insured_share=Parameter.of(Ratio.parse("87.65%")),
    unit=ScoredUnit.PRODUCT,
    steps=steps(("0", "0"), ("60", "30%"), ("80", "40%"), ("90", "50%")),
    rate_cap=Parameter.of(Ratio.parse("50%")),
)
PRODUCT = Product(
    id="p1",
    institution="h1",
    reported_need=10_000,
    prior_price=Money.parse("12.34"),
    agreed_quantity=8_000,
    used_quantity=8_000,
    selected_price=Money.parse("3.21"),
    other_spending=Money.parse("5000.00"),
    score=Factor.parse("90"),
    passed=True,
)


HOSPITAL = Institution(id="h1")


def settled(
    *products: Product, rule: ProcurementRetention = RULE, hospital: Institution = HOSPITAL
) -> Settlement:
    return settle(rule, Activity(institutions=(hospital,), products=products), as_of=YEAR_END)


def kept(settlement: Settlement) -> str:
    return str(settlement.amount("h1"))


@pytest.mark.parametrize(
    ("score", "amount"),
    [
        ("90", "28444.17"),  # half of 56888.356 is 28444.178
        ("89.99", "22755.34"),
        ("80", "22755.34"),
        ("60", "17066.50"),
        ("59.99", "0.00"),
        ("100", "28444.17"),
    ],
)
def test_the_steps_of_the_score(score: str, amount: str) -> None:
    assert kept(settled(attrs.evolve(PRODUCT, score=Factor.parse(score)))) == amount


@pytest.mark.parametrize(
    ("change", "amount"),
    [
        ({"used_quantity": 7_999}, "0.00"),
        ({"used_quantity": 8_001}, "28444.17"),  # the agreed quantity counts, also when more was used
        ({"passed": False, "score": Factor.parse("95")}, "0.00"),
        ({"used_quantity": 7_000, "score": None}, "0.00"),  # nothing is due, whatever the score
        ({"passed": False, "score": None}, "0.00"),
        ({"other_spending": Money.parse("97720.00")}, "0.00"),  # spends exactly the budget
        ({"other_spending": Money.parse("97721.00")}, "0.00"),
        ({"other_spending": Money.parse("97719.00")}, "0.30"),  # half of 0.61355, down
    ],
)
def test_what_stops_it(change: dict[str, Any], amount: str) -> None:
    settlement = settled(attrs.evolve(PRODUCT, **change))
    assert kept(settlement) == amount
    assert settlement.left_out == ()


@pytest.mark.parametrize("missing", ["score", "passed", "used_quantity", "other_spending", "prior_price"])
def test_what_is_missing_rejects_the_product_and_no_other(missing: str) -> None:
    without: dict[str, Any] = {"id": "p2", missing: None}
    other = attrs.evolve(PRODUCT, **without)
    settlement = settled(PRODUCT, other)
    assert kept(settlement) == "28444.17"
    assert [each.place for each in settlement.rejected] == ["products[p2/h1]"]


def test_a_product_of_nobody_is_rejected() -> None:
    settlement = settled(PRODUCT, attrs.evolve(PRODUCT, institution="h2"))
    assert [each.reason.en for each in settlement.rejected] == ["no institution h2 in institutions"]


def test_by_product_a_loss_takes_nothing_from_a_surplus() -> None:
    loss = attrs.evolve(PRODUCT, id="p2", other_spending=Money.parse("200000.00"))
    assert kept(settled(PRODUCT, loss)) == "28444.17"


def test_by_institution_surplus_and_loss_are_set_off() -> None:
    rule = attrs.evolve(RULE, unit=ScoredUnit.INSTITUTION)
    hospital = Institution(id="h1", score=Factor.parse("90"), passed=True)
    loss = attrs.evolve(PRODUCT, id="p2", other_spending=Money.parse("98720.00"), score=None)
    # (92720 - 1000) x 0.61355 / 2 = 28137.403
    assert kept(settled(PRODUCT, loss, rule=rule, hospital=hospital)) == "28137.40"
    # where the agreed quantity was missed, a product counts with neither its surplus nor its loss
    missed = attrs.evolve(loss, used_quantity=7_999)
    assert kept(settled(PRODUCT, missed, rule=rule, hospital=hospital)) == "28444.17"
    assert kept(settled(missed, rule=rule)) == "0.00"


def test_by_institution_its_score_is_needed() -> None:
    rule = attrs.evolve(RULE, unit=ScoredUnit.INSTITUTION)
    with pytest.raises(MissingData, match="no assessment passed"):
        settled(PRODUCT, rule=rule)


def test_a_rate_above_its_cap_is_refused() -> None:
    rule = attrs.evolve(RULE, steps=steps(("0", "50.01%")))
    with pytest.raises(InvalidValue, match=r"steps\[0\]\.rate: found 0\.5001, expected <= 0\.5 "):
        settled(PRODUCT, rule=rule)
    assert kept(settled(PRODUCT, rule=attrs.evolve(rule, rate_cap=None))) == "28449.86"


def test_no_start_twice_and_no_rate_above_the_whole() -> None:
    with pytest.raises(InvalidValue, match="one start twice"):
        attrs.evolve(RULE, steps=steps(("0", "0"), ("0.0", "1")))
    with pytest.raises(InvalidValue, match="a share from 0 to 1"):
        steps(("0", "1.01"))


def test_what_is_open_is_told_at_once() -> None:
    with pytest.raises(Undecided) as told:
        settled(PRODUCT, rule=ProcurementRetention(id="open", title="未定"))
    assert set(told.value.open) == {"payment_ratio", "insured_share", "unit", "steps"}


def test_what_a_low_score_gets_has_to_be_said() -> None:
    with pytest.raises(Undecided) as told:
        settled(PRODUCT, rule=attrs.evolve(RULE, steps=steps(("60", "30%"))))
    assert told.value.open == ("steps",)


def test_the_order_of_the_steps_is_irrelevant() -> None:
    assert kept(settled(PRODUCT, rule=attrs.evolve(RULE, steps=RULE.steps[::-1]))) == "28444.17"


def test_the_money_is_not_counted_twice() -> None:
    assert any("pay pool" in each.en for each in settled(PRODUCT).limits)


def test_views_are_rounded_and_the_amount_is_not_made_of_them() -> None:
    settlement = settled(PRODUCT)
    figures = settlement.figures(Table.PRODUCT, "p1/h1")
    assert (figures["budget"], figures["spent"], figures["surplus"]) == ("75712.07", "18823.71", "56888.36")
    assert figures["kept"] == "28444.17"  # half of the rounded surplus would be 28444.18


def test_the_rule_survives_its_file() -> None:
    text = to_yaml(RULE)
    assert "from: '60'" in text or 'from: "60"' in text
    assert read_yaml(text, PaymentRule) == RULE  # type: ignore[arg-type]


counts, fen = st.integers(0, 10**6), st.integers(0, 10**6).map(Money)


@given(
    products=st.lists(
        st.builds(
            Product,
            id=st.just("p"),
            institution=st.just("h1"),
            reported_need=counts,
            prior_price=fen,
            agreed_quantity=counts,
            used_quantity=counts,
            selected_price=fen,
            other_spending=fen,
            score=st.integers(0, 1_000_000).map(Factor),
            passed=st.booleans(),
        ),
        max_size=4,
    ),
    unit=st.sampled_from(ScoredUnit),
    turned=st.booleans(),
)
def test_never_more_than_the_rate_of_the_surplus(
    products: list[Product], unit: ScoredUnit, *, turned: bool
) -> None:
    listed = [attrs.evolve(each, id=f"p{at}") for at, each in enumerate(products)]
    hospital = Institution(id="h1", score=Factor.parse("90"), passed=True)
    rule = attrs.evolve(RULE, unit=unit)
    settlement = settled(*listed, rule=rule, hospital=hospital)
    part = Fraction(70, 100) * Fraction(8765, 10_000)
    left = [
        (each.reported_need or 0) * _fen(each.prior_price)
        - (each.agreed_quantity or 0) * _fen(each.selected_price)
        - _fen(each.other_spending)
        for each in listed
        if (each.used_quantity or 0) >= (each.agreed_quantity or 0)
    ]
    base = sum(max(0, each) for each in left) if unit is ScoredUnit.PRODUCT else max(0, sum(left))
    assert 0 <= settlement.total.fen <= base * part / 2
    again = settled(*(listed[::-1] if turned else listed), rule=rule, hospital=hospital)
    assert again.total == settlement.total


def _fen(amount: Money | None) -> int:
    return 0 if amount is None else amount.fen
