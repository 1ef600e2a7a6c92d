"""A package from the years before: what it grows from, and how much of the growth counts."""

from __future__ import annotations

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.files.formats import read_yaml, to_yaml
from yigai.model.activity import Activity, Area, Consortium
from yigai.model.payment import HistoryPackage, Parameter, PaymentRule
from yigai.model.payment.words import HistoryBase
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.settle import settle
from yigai.values.money import Money
from yigai.values.ratio import Ratio

YEAR_END = pendulum.date(2025, 12, 31)


def rule(growth: str = "5%", base: HistoryBase = HistoryBase.THREE_YEAR_MEAN) -> HistoryPackage:
    return HistoryPackage(
        id="history",
        title="示例县历史费用包干（虚构）",
        base=Parameter.of(base),
        growth=Parameter.of(Ratio.parse(growth)),
        growth_cap=Parameter.of(Ratio.parse("5%")),
    )


def years(*spent: str | None) -> Activity:
    one, two, three = (None if each is None else Money.parse(each) for each in spent)
    return Activity(
        area=Area(spending_3_before=one, spending_2_before=two, spending_before=three),
        consortia=(Consortium(id="one", heads=1),),
    )


def previous(package: str) -> Activity:
    return Activity(
        area=Area(package_before=Money.parse(package)), consortia=(Consortium(id="one", heads=1),)
    )


def total(rule: HistoryPackage, activity: Activity) -> str:
    return str(settle(rule, activity, as_of=YEAR_END).total)


@pytest.mark.parametrize(
    ("growth", "spent", "package"),
    [
        ("5%", ("90000000.00", "95000000.00", "100000000.01"), "99750000.00"),  # 99750000.0035
        ("5.01%", ("100.00", "100.00", "100.00"), "105.00"),
        ("4.99%", ("100.00", "100.00", "100.00"), "104.99"),
    ],
)
def test_in_the_first_year_the_mean_of_three_grows(growth: str, spent: tuple[str, ...], package: str) -> None:
    assert total(rule(growth), years(*spent)) == package


@pytest.mark.parametrize(
    ("growth", "before", "package"),
    [("3%", "99750000.00", "102742500.00"), ("-2%", "100.25", "98.25")],  # 98.245, half up
)
def test_later_the_package_before_grows(growth: str, before: str, package: str) -> None:
    assert total(rule(growth, HistoryBase.PREVIOUS_PACKAGE), previous(before)) == package


def test_the_mean_is_not_rounded_before_it_grows() -> None:
    # the mean of 0.01, 0.01 and 0.02 is 4/3 fen; doubled 2.67 fen, and not twice 0.01
    doubling = attrs.evolve(rule("100%"), growth_cap=Parameter.of(Ratio.parse("100%")))
    assert total(doubling, years("0.01", "0.01", "0.02")) == "0.03"


def test_all_three_years_are_needed() -> None:
    with pytest.raises(MissingData, match="fund spending two years before"):
        total(rule(), years("1.00", None, "1.00"))


def test_missing_figures_are_told_together() -> None:
    with pytest.raises(Undecided) as told:
        total(HistoryPackage(id="open", title="未定"), previous("1.00"))
    assert set(told.value.open) == {"base", "growth", "growth_cap"}


def test_the_base_changes_with_the_year() -> None:
    text = """
format: yigai-rule/1
kind: history-package
id: history
title: 示例县历史费用包干（虚构）
base:
  dated:
    - {value: three-year-mean, from: "2025-01-01", to: "2025-12-31"}
    - {value: previous-package, from: "2026-01-01"}
growth: "0%"
growth_cap: "5%"
"""
    read: HistoryPackage = read_yaml(text, PaymentRule)  # type: ignore[arg-type]
    activity = years("1.00", "2.00", "3.00")
    assert activity.area is not None
    both = attrs.evolve(activity, area=attrs.evolve(activity.area, package_before=Money.parse("7.00")))
    assert str(settle(read, both, as_of=pendulum.date(2025, 12, 31)).total) == "2.00"
    assert str(settle(read, both, as_of=pendulum.date(2026, 1, 1)).total) == "7.00"
    assert read_yaml(to_yaml(read), PaymentRule) == read  # type: ignore[arg-type]


def test_a_fall_to_less_than_nothing_is_refused() -> None:
    falling = rule("-101%", HistoryBase.PREVIOUS_PACKAGE)
    with pytest.raises(InvalidValue, match="a package below zero"):
        total(falling, previous("100.00"))
    assert (
        total(attrs.evolve(falling, growth=Parameter.of(Ratio.parse("-100%"))), previous("100.00")) == "0.00"
    )


@given(before=st.integers(0, 10**13).map(Money), growth=st.fractions(-1, 2), cap=st.fractions(0, 1))
def test_no_more_than_the_cap_counts(before: Money, growth: object, cap: object) -> None:
    grown = attrs.evolve(
        rule(base=HistoryBase.PREVIOUS_PACKAGE),
        growth=Parameter.of(Ratio(growth)),  # type: ignore[arg-type]
        growth_cap=Parameter.of(Ratio(cap)),  # type: ignore[arg-type]
    )
    activity = previous(str(before))
    capped = attrs.evolve(grown, growth=grown.growth_cap)
    assert settle(grown, activity, as_of=YEAR_END).total <= settle(capped, activity, as_of=YEAR_END).total
