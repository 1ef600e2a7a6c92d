"""Months paid with a deposit held back, the year's end, and whether both came in time.

Five months of 1000.00, 999.99, 333.33, 0.10 and 0.09 at one institution; the deposits are worked by hand.
"""

from __future__ import annotations

from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.files.formats import read_yaml, to_yaml
from yigai.model.activity import Activity, Area, Institution, Month
from yigai.model.payment import Holding, InterimPayment, Parameter, PaymentRule, SettledBy
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money, Rounding
from yigai.values.month_day import MonthDay
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor

YEAR_END = pendulum.date(2025, 12, 31)
BILLS = ("1000.00", "999.99", "333.33", "0.10", "0.09")


def rule(
    deposit: str = "5%", cap: str | None = "5%", *, year_end: bool = False, **others: Any
) -> InterimPayment:
    holding = Holding(
        deposit=Parameter.of(Ratio.parse(deposit)),
        deposit_cap=None if cap is None else Parameter.of(Ratio.parse(cap)),
        monthly=True,
        **others,
    )
    return InterimPayment(id="interim", title="示例市月结（虚构）", holding=holding, year_end=year_end)


def months(*bills: str | None, year: str | None = None, k: str = "1", advance: str = "0.00") -> Activity:
    return Activity(
        institutions=(
            Institution(
                id="h1",
                payable=None if year is None else Money.parse(year),
                assessment=Factor.parse(k),
                advance=Money.parse(advance),
            ),
        ),
        months=tuple(
            Month(
                institution="h1",
                month=f"2025-{at:02d}",
                payable=None if bill is None else Money.parse(bill),
            )
            for at, bill in enumerate(bills, start=1)
        ),
    )


def settled(rule: InterimPayment, activity: Activity) -> Settlement:
    return settle(rule, activity, as_of=YEAR_END)


def column(settlement: Settlement, name: str) -> list[str]:
    rows = settlement.evaluated.tables[Table.MONTH]
    return [settlement.figures(Table.MONTH, each)[name] for each in rows.ids]


@pytest.mark.parametrize(
    ("deposit", "rounding", "held", "paid"),
    [
        ("5%", Rounding.HALF_UP, ["50.00", "50.00", "16.67", "0.01", "0.00"], "2216.83"),
        ("5%", Rounding.DOWN, ["50.00", "49.99", "16.66", "0.00", "0.00"], "2216.86"),
        ("10%", Rounding.HALF_UP, ["100.00", "100.00", "33.33", "0.01", "0.01"], "2100.16"),
    ],
)
def test_the_months(deposit: str, rounding: Rounding, held: list[str], paid: str) -> None:
    settlement = settled(rule(deposit, cap="10%", rounding=rounding), months(*BILLS))
    assert column(settlement, "held") == held
    assert str(settlement.amount("h1")) == paid


def test_a_month_is_a_part_of_what_its_institution_is_paid() -> None:
    in_time = SettledBy(month=Parameter.of(20))
    settlement = settled(rule(settled_by=in_time), months(*BILLS))
    parts = settlement.parts[Table.MONTH]
    assert settlement.worth_of(Table.MONTH) == "paid"
    assert [(each.id, each.within) for each in parts] == [
        (f"h1/2025-{at:02d}", "h1") for at in range(1, len(BILLS) + 1)
    ]
    assert sum(each.amount.fen for each in parts) == settlement.amount("h1").fen


@pytest.mark.parametrize("deposit", ["5.01%", "10%"])
def test_a_deposit_above_its_cap_is_refused(deposit: str) -> None:
    with pytest.raises(InvalidValue, match=r"holding\.deposit: found 0\.\d+, expected <= 0\.05"):
        settled(rule(deposit), months(*BILLS))
    assert settled(rule(deposit, cap=None), months(*BILLS)).results


@pytest.mark.parametrize(
    ("year", "k", "returned", "lost", "left", "due"),
    [
        ("2400.00", "0.9", "105.01", "11.67", "171.50", "2388.33"),  # 116.68 x 0.9 = 105.012
        ("2200.00", "1", "116.68", "0.00", "-16.83", "2200.00"),  # the months paid too much
        ("2333.51", "0", "0.00", "116.68", "0.00", "2216.83"),
    ],
)
def test_the_year_end(*, year: str, k: str, returned: str, lost: str, left: str, due: str) -> None:
    settlement = settled(rule(year_end=True), months(*BILLS, year=year, k=k))
    figures = settlement.result("h1").steps
    assert (figures["deposit_returned"], figures["deposit_lost"], figures["due"]) == (returned, lost, due)
    assert str(settlement.amount("h1")) == left


def test_an_advance_is_taken_off() -> None:
    activity = months(*BILLS, year="2400.00", k="0.9", advance="171.51")
    assert str(settled(rule(year_end=True), activity).amount("h1")) == "-0.01"


def test_without_months_the_deposit_is_a_part_of_the_year() -> None:
    yearly = attrs.evolve(rule(year_end=True), holding=Holding(deposit=Parameter.of(Ratio.parse("5%"))))
    activity = months(year="2400.00", k="0.9")
    (hospital,) = activity.institutions
    paid = attrs.evolve(hospital, interim_paid=Money.parse("2216.83"))
    # 120.00 held, 108.00 back; 2388.00 due
    settlement = settled(yearly, attrs.evolve(activity, institutions=(paid,)))
    assert str(settlement.amount("h1")) == "171.17"


@pytest.mark.parametrize(
    ("year", "rounding", "held"),
    [
        ("100.10", Rounding.HALF_UP, "5.01"),  # 5.005
        ("100.10", Rounding.DOWN, "5.00"),
        ("100.01", Rounding.HALF_UP, "5.00"),  # 5.0005
        ("100.01", Rounding.UP, "5.01"),
    ],
)
def test_a_deposit_of_the_year_is_rounded_as_the_rule_says(year: str, rounding: Rounding, held: str) -> None:
    holding = Holding(deposit=Parameter.of(Ratio.parse("5%")), rounding=rounding)
    activity = months(year=year, k="0")
    (hospital,) = activity.institutions
    paid = attrs.evolve(hospital, interim_paid=Money(0))
    settlement = settled(
        attrs.evolve(rule(year_end=True), holding=holding), attrs.evolve(activity, institutions=(paid,))
    )
    assert settlement.figures(Table.INSTITUTION, "h1")["deposit_lost"] == held
    assert settlement.amount("h1") == Money.parse(year) - Money.parse(held)


def test_an_assessment_above_one_is_refused() -> None:
    with pytest.raises(InvalidValue, match="assessment factor above 1"):
        settled(rule(year_end=True), months(*BILLS, year="2400.00", k="1.0001"))


def test_a_missing_bill_is_not_zero() -> None:
    with pytest.raises(MissingData, match=r"months\[h1/2025-02\]: no payable"):
        settled(rule(), months("1.00", None))


def test_an_institution_without_months() -> None:
    with pytest.raises(InvalidValue, match="no month"):
        settled(rule(), months())


def test_a_month_of_nobody() -> None:
    activity = months("1.00")
    stray = Month(institution="h2", month="2025-01", payable=Money(1))
    with pytest.raises(MissingData, match="no institution h2"):
        settled(rule(), attrs.evolve(activity, months=(*activity.months, stray)))


def test_the_deposit_has_to_be_decided() -> None:
    with pytest.raises(Undecided) as told:
        settled(InterimPayment(id="open", title="未定"), months(year="1.00"))
    assert told.value.open == ("holding.deposit",)


@pytest.mark.parametrize(("days", "in_time"), [(20, "1"), (21, "0"), (None, "?")])
def test_a_month_in_time(days: int | None, in_time: str) -> None:
    activity = months("1.00")
    activity = attrs.evolve(
        activity, months=tuple(attrs.evolve(each, working_days=days) for each in activity.months)
    )
    dated = rule(settled_by=SettledBy(month=Parameter.of(20)))
    assert column(settled(dated, activity), "in_time") == [in_time]


@pytest.mark.parametrize(("day", "in_time"), [("2026-05-31", "1"), ("2026-06-01", "0"), (None, "?")])
def test_a_year_in_time(day: str | None, in_time: str) -> None:
    on = None if day is None else pendulum.Date.fromisoformat(day)
    activity = attrs.evolve(months(*BILLS, year="2400.00"), area=Area(year_settled_on=on))
    dated = rule(year_end=True, settled_by=SettledBy(year=Parameter.of(MonthDay(5, 31))))
    settlement = settled(dated, activity)
    assert settlement.figures(Table.AREA, "")["year_in_time"] == in_time


def test_the_rule_survives_its_file() -> None:
    dated = rule(settled_by=SettledBy(month=Parameter.of(20), year=Parameter.of(MonthDay(3, 31))))
    text = to_yaml(dated)
    assert "03-31" in text
    assert read_yaml(text, PaymentRule) == dated  # type: ignore[arg-type]


@given(
    bills=st.lists(st.integers(0, 10**9).map(Money), min_size=1, max_size=12),
    deposit=st.fractions(0, 1),
    rounding=st.sampled_from(Rounding),
    year=st.integers(0, 10**10).map(Money),
    k=st.integers(0, 10_000).map(Factor),
)
def test_in_all_each_gets_its_year_less_the_deposit_it_lost(
    *, bills: list[Money], deposit: Any, rounding: Rounding, year: Money, k: Factor
) -> None:
    activity = months(*map(str, bills), year=str(year), k=str(k))
    held_rule = rule("0", cap=None, year_end=True, rounding=rounding)
    assert held_rule.holding is not None
    held = attrs.evolve(held_rule.holding, deposit=Parameter.of(Ratio(deposit)))
    settlement = settled(attrs.evolve(held_rule, holding=held), activity)
    figures = {
        name: Money.parse(text) for name, text in settlement.result("h1").steps.items() if name != "months"
    }
    paid, lost, left = figures["paid_monthly"], figures["deposit_lost"], settlement.amount("h1")
    assert paid + figures["deposit"] == sum(bills, Money(0))
    assert paid + left == year - lost
    assert Money(0) <= lost <= figures["deposit"]
