"""A package from the year's financing: the reserve in both readings, the floor, several consortia.

Amounts computed by hand from the words of the rule, for a made-up county that raises 500 million.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yigai.errors import InvalidValue, Undefined
from yigai.files.formats import read_yaml, to_yaml
from yigai.model.activity import Activity, Area, Consortium
from yigai.model.payment import CountyPackage, Parameter, PaymentRule
from yigai.model.payment.words import IncrementReading
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.ratio import Ratio

YEAR_END = pendulum.date(2024, 12, 31)
RULE = CountyPackage(
    id="county",
    title="示例县医共体总额包干（虚构）",
    reserve_share=Parameter.of(Ratio.parse("10%")),
    reading=Parameter.of(IncrementReading.INCREMENT),
    package_rate=Parameter.of(Ratio.parse("95%")),
    package_floor=Parameter.of(Ratio.parse("95%")),
)
HEADS = {"east": 300_000, "west": 200_000, "south": 100_001}


def reading(word: str) -> CountyPackage:
    return attrs.evolve(RULE, reading=Parameter.of(IncrementReading(word)))


def county(
    raised: str | None = "500000000.00",
    before: str | None = "480000000.00",
    catastrophic: str | None = "25000000.00",
    heads: dict[str, int | None] | None = None,
) -> Activity:
    return Activity(
        area=Area(
            fund_income=money(raised),
            fund_income_before=money(before),
            critical_illness_fund=money(catastrophic),
        ),
        consortia=tuple(Consortium(id=name, heads=count) for name, count in (heads or HEADS).items()),
    )


def money(text: str | None) -> Money | None:
    return None if text is None else Money.parse(text)


def settled(activity: Activity, rule: CountyPackage = RULE) -> Settlement:
    return settle(rule, activity, as_of=YEAR_END)


def area(settlement: Settlement) -> Any:
    return settlement.figures(Table.AREA, "")


def amounts(settlement: Settlement) -> dict[str, str]:
    return {each.id: str(each.amount) for each in settlement.results}


@pytest.mark.parametrize(
    ("word", "reserve", "package", "rest", "east"),
    [
        ("increment", "2000000.00", "449350000.00", "23650000.00", "224674625.54"),
        ("total", "50000000.00", "403750000.00", "21250000.00", "201874663.54"),
    ],
)
def test_both_readings_of_the_reserve(word: str, reserve: str, package: str, rest: str, east: str) -> None:
    settlement = settled(county(), reading(word))
    figures = area(settlement)
    assert (figures["reserve"], figures["package_total"], figures["kept_by_fund"]) == (reserve, package, rest)
    assert amounts(settlement)["east"] == east
    assert str(settlement.total) == package


@pytest.mark.parametrize(
    ("raised", "reserve", "package", "rest"),
    [
        ("480000000.00", "0.00", "432250000.00", "22750000.00"),
        ("480000000.01", "0.00", "432250000.01", "22750000.00"),  # 432250000.0095, up
        ("479999999.99", "0.00", "432250000.00", "22749999.99"),  # a fund that shrank has no reserve
    ],
)
def test_around_no_growth(raised: str, reserve: str, package: str, rest: str) -> None:
    figures = area(settled(county(raised=raised)))
    assert (figures["reserve"], figures["package_total"], figures["kept_by_fund"]) == (reserve, package, rest)


def test_the_reserve_is_rounded_before_the_package() -> None:
    # 10 % of 10.07 is 1.007, set aside as 1.01; 95 % of the 99.00 left
    settlement = settled(county("100.01", "89.94", "0.00", {"one": 1}))
    assert area(settlement)["reserve"] == "1.01"
    assert amounts(settlement) == {"one": "94.05"}


def test_all_of_the_budget_may_be_the_package() -> None:
    rule = attrs.evolve(RULE, package_rate=Parameter.of(Ratio.parse("1")))
    settlement = settled(county(), rule)
    assert area(settlement)["kept_by_fund"] == "0.00"
    assert amounts(settlement) == {"east": "236499605.83", "west": "157666403.89", "south": "78833990.28"}


def test_a_tied_fen_goes_to_the_smaller_id_as_text() -> None:
    settlement = settled(county("0.98", "0.98", "0.00", {"2": 7, "9": 7, "10": 7}))
    assert amounts(settlement) == {"2": "0.31", "9": "0.31", "10": "0.32"}


@pytest.mark.parametrize(
    ("decided", "met"), [("449350000.11", "1"), ("449350000.10", "0"), ("449350000.12", "1")]
)
def test_a_package_that_was_decided_is_set_beside_its_floor(decided: str, met: str) -> None:
    # B = 473000000.11, of which 95 % is 449350000.1045: the least package is a fen above 449350000.10
    rule = attrs.evolve(RULE, package_rate=None, decided=Parameter.of(Money.parse(decided)))
    settlement = settled(county("500000000.11", "480000000.11"), rule)
    figures = area(settlement)
    assert figures["budget"] == "473000000.11"
    assert (figures["least_package"], figures["floor_met"]) == ("449350000.11", met)
    assert str(settlement.total) == decided


def test_a_rate_below_its_floor_is_refused() -> None:
    rule = attrs.evolve(RULE, package_rate=Parameter.of(Ratio.parse("0.9499")))
    with pytest.raises(
        InvalidValue,
        match=r"package_rate: found 0\.9499, expected >= 0\.95 \(floor of the package rate, county\)",
    ) as told:
        settled(county(), rule)
    assert "包干比例下限" in told.value.render("zh")


def test_a_rate_above_one_is_no_rate() -> None:
    with pytest.raises(InvalidValue, match=r"1\.0001"):
        attrs.evolve(RULE, package_rate=Parameter.of(Ratio.parse("1.0001")))


def test_a_rate_and_an_amount_exclude_each_other() -> None:
    with pytest.raises(InvalidValue, match="package_rate, decided"):
        attrs.evolve(RULE, decided=Parameter.of(Money(1)))


def test_a_package_above_the_budget_is_refused() -> None:
    rule = attrs.evolve(RULE, package_rate=None, decided=Parameter.of(Money.parse("473000000.01")))
    with pytest.raises(InvalidValue, match="a package above the budget"):
        settled(county(), rule)
    assert settled(county(), attrs.evolve(rule, decided=Parameter.of(Money.parse("473000000.00")))).results
    with pytest.raises(InvalidValue, match=r"decided.*not negative"):
        settled(county(), attrs.evolve(rule, decided=Parameter.of(Money(-1))))


def test_what_is_open_is_told_at_once() -> None:
    with pytest.raises(Undecided) as told:
        settled(county(), CountyPackage(id="open", title="未定"))
    assert set(told.value.open) == {"reserve_share", "reading", "package_rate"}


def test_no_heads_divide_nothing() -> None:
    with pytest.raises(Undefined):
        settled(county(heads={"east": 0}))


def test_the_heads_of_every_consortium_are_needed() -> None:
    with pytest.raises(MissingData, match=r"consortia\[west\]: no insured heads"):
        settled(county(heads={"east": 1, "west": None}))


def test_last_year_is_needed_where_the_reserve_is_a_share_of_the_growth() -> None:
    without = county(before=None)
    with pytest.raises(MissingData, match="financing of the year before"):
        settled(without)
    assert str(settled(without, reading("total")).total) == "403750000.00"


def test_deductions_above_the_financing_are_refused() -> None:
    assert str(settled(county(catastrophic="498000000.00")).total) == "0.00"
    with pytest.raises(InvalidValue, match="deductions above the financing"):
        settled(county(catastrophic="498000000.01"))


def test_the_rule_survives_its_file() -> None:
    rule = attrs.evolve(RULE, reading=Parameter.of(IncrementReading.TOTAL))
    text = to_yaml(rule)
    assert "kind: county-package" in text
    assert read_yaml(text, PaymentRule) == rule  # type: ignore[arg-type]


fen = st.integers(0, 10**13).map(Money)


@given(
    raised=fen,
    before=fen,
    catastrophic=fen,
    rate=st.fractions(Fraction(95, 100), 1),
    share=st.fractions(0, 1),
    heads=st.dictionaries(st.text("ab1", min_size=1), st.integers(0, 10**6), min_size=1, max_size=5),
    word=st.sampled_from(IncrementReading),
)
def test_the_package_is_at_least_its_rate_and_all_of_it_is_shared(
    *,
    raised: Money,
    before: Money,
    catastrophic: Money,
    rate: Fraction,
    share: Fraction,
    heads: dict[str, int],
    word: IncrementReading,
) -> None:
    assume(any(heads.values()))
    base = max(0, raised.fen - before.fen) if word is IncrementReading.INCREMENT else raised.fen
    reserve = int(base * share + Fraction(1, 2))
    budget = raised.fen - reserve - catastrophic.fen
    assume(budget >= 0)
    rule = attrs.evolve(
        RULE,
        reserve_share=Parameter.of(Ratio(share)),
        package_rate=Parameter.of(Ratio(rate)),
        reading=Parameter.of(word),
    )
    activity = county(str(raised), str(before), str(catastrophic), dict(heads))
    settlement = settled(activity, rule)
    assert settlement.total.fen == ceil(rate * budget)
    assert settlement.total.fen >= rate * budget
    turned = attrs.evolve(activity, consortia=activity.consortia[::-1])
    assert amounts(settled(turned, rule)) == amounts(settlement)
