"""Reviews of prices: three-valued triggers and vetoes, special adjustments, the interval, the room.

The indicators and their edges are made up: labour below 0.35 of income, or two years since the last review,
open; a fund for less than six months, or consumer prices up by more than 3.5 %, stop rises.
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
from yigai.model.activity import Activity, Area, Measured, PriceItem
from yigai.model.payment import Parameter, PaymentRule, PriceReview, Threshold
from yigai.model.payment.words import Edge
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.parts.days import earliest_within
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Reading

DAY = pendulum.date(2024, 12, 31)


def threshold(indicator: str, when: str, edge: str) -> Threshold:
    return Threshold(indicator=indicator, when=Edge(when), edge=Ratio.parse(edge))


RULE = PriceReview(
    id="prices",
    title="示例省调价评估（虚构）",
    triggers=(threshold("labour", "<", "0.35"), threshold("years", ">=", "2")),
    vetoes=(threshold("fund_months", "<", "6"), threshold("cpi", ">", "3.5%")),
)


def indicators(values: dict[str, str | None], *, special: bool | None = False) -> Activity:
    return Activity(
        area=Area(special_adjustment=special),
        measured=tuple(
            Measured(indicator=name, value=None if value is None else Reading.parse(value))
            for name, value in values.items()
        ),
    )


def decided(activity: Activity, rule: PriceReview = RULE) -> str:
    """Whether it is opened and stopped, and whether prices may rise and may be cut: 1, 0 or ?."""
    figures = area(settle(rule, activity, as_of=DAY))
    return "".join(figures[name] for name in ("opened", "stopped", "may_rise", "may_cut"))


def area(settlement: Settlement) -> Any:
    return settlement.figures(Table.AREA, "")


@pytest.mark.parametrize(
    ("labour", "years", "months", "cpi", "expected"),
    [
        ("0.3499", "1", "6", "3.5%", "1011"),  # one trigger; both vetoes on their edge do not hold
        ("0.35", "2", "9", "1%", "1011"),  # not below 0.35, but two years
        ("0.35", "1.99", "9", "1%", "0000"),
        ("0.3", "2", "5.99", "1%", "1101"),  # rises are stopped, cuts are not
        ("0.3", "2", "9", "3.51%", "1101"),
        ("0.3", "2", "9", "-0.5%", "1011"),  # prices that fell
        (None, "2", "9", "1%", "1011"),  # one trigger decides, whatever else is missing
        (None, "1", "9", "1%", "?0??"),
        ("0.3", "1", None, "1%", "1??1"),
        (None, "1", None, "4%", "?10?"),  # a veto decides, whatever else is missing
        ("0.4", "1", None, None, "0?00"),  # without a trigger the vetoes do not matter
    ],
)
def test_triggers_and_vetoes(
    labour: str | None, years: str | None, months: str | None, cpi: str | None, expected: str
) -> None:
    values = {"labour": labour, "years": years, "fund_months": months, "cpi": cpi}
    assert decided(indicators(values)) == expected
    # an indicator that is not listed is as unknown as one without a value
    assert (
        decided(indicators({name: value for name, value in values.items() if value is not None})) == expected
    )


@pytest.mark.parametrize(("special", "expected"), [(True, "0111"), (None, "01??"), (False, "0100")])
def test_a_special_adjustment_needs_neither(*, special: bool | None, expected: str) -> None:
    values: dict[str, str | None] = {"labour": "0.4", "years": "1", "fund_months": "1", "cpi": "9%"}
    assert decided(indicators(values, special=special)) == expected


def test_every_indicator_has_its_part_in_the_figures() -> None:
    settlement = settle(
        RULE, indicators({"labour": "0.3", "years": None, "fund_months": "6", "cpi": "4%"}), as_of=DAY
    )
    figures = area(settlement)
    assert [figures[f"{path}[{at}]"] for path in ("triggers", "vetoes") for at in (0, 1)] == [
        "1", "?", "0", "1",
    ]  # fmt: skip
    assert (figures["measured.labour"], figures["measured.years"]) == ("0.3000", "?")


def test_a_decision_can_be_explained_although_something_is_unknown() -> None:
    activity = indicators({"labour": None, "years": "1", "fund_months": "9", "cpi": "1%"})
    settlement = settle(RULE, activity, as_of=DAY)
    assert settlement.result("").value is None
    (rise,) = settlement.explain("").steps
    assert rise.result == "?"
    assert "opened" in {step.name for step in rise.steps}


def test_a_review_without_vetoes() -> None:
    assert decided(indicators({"labour": "0.3"}), attrs.evolve(RULE, vetoes=())) == "1011"


def test_what_is_open_is_told_at_once() -> None:
    with pytest.raises(Undecided) as told:
        decided(indicators({}), PriceReview(id="open", title="未定"))
    assert told.value.open == ("triggers",)
    edgeless = attrs.evolve(RULE, vetoes=(Threshold(indicator="cpi", edge=Ratio.parse("1")),))
    with pytest.raises(Undecided) as told:
        decided(indicators({}), edgeless)
    assert told.value.open == ("vetoes[0].when",)


@pytest.mark.parametrize(
    ("last", "this", "in_time"),
    [
        ("2024-02-29", "2026-02-28", "1"),
        ("2024-02-29", "2026-03-01", "0"),
        ("2024-02-29", "2026-02-27", "1"),
        ("2022-02-28", "2024-02-29", "0"),
        ("2022-02-28", "2024-02-28", "1"),
        ("2023-07-01", "2025-07-01", "1"),
        ("2023-07-01", "2025-07-02", "0"),
        (None, "2025-07-02", "?"),
    ],
)
def test_the_interval(last: str | None, this: str, in_time: str) -> None:
    rule = attrs.evolve(RULE, interval=Parameter.of(2))
    last_day = None if last is None else pendulum.Date.fromisoformat(last)
    activity = Activity(area=Area(last_price_review=last_day))
    settlement = settle(rule, activity, as_of=pendulum.Date.fromisoformat(this))
    assert area(settlement)["in_time"] == in_time


days = st.dates(pendulum.Date(1990, 1, 1), pendulum.Date(2060, 12, 31)).map(
    lambda day: pendulum.Date(day.year, day.month, day.day)
)


@given(last=days, this=days, years=st.integers(1, 5))
def test_a_review_is_in_time_until_the_same_day_so_many_years_on(
    last: pendulum.Date, this: pendulum.Date, years: int
) -> None:
    due = last.add(years=years)  # 29 February becomes the 28th
    assert (earliest_within(this, years) <= last) is (this <= due)


@pytest.mark.parametrize("years", [0, -1, 1000])
def test_an_interval_counts_years(years: int) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(RULE, interval=Parameter.of(years))


ITEMS = (
    PriceItem(id="nursing", quantity=100_000, price=Money.parse("12.00"), new_price=Money.parse("15.50")),
    PriceItem(id="operation", quantity=500, price=Money.parse("1800.00"), new_price=Money.parse("2100.00")),
    PriceItem(id="ct", quantity=20_000, price=Money.parse("180.00"), new_price=Money.parse("165.50")),
)


@pytest.mark.parametrize(
    ("room", "left", "within"),
    [("210000.00", "0.00", "1"), ("209999.99", "-0.01", "0"), ("210000.01", "0.01", "1")],
)
def test_the_room(room: str, left: str, within: str) -> None:
    # 350000 + 150000 - 290000
    rule = attrs.evolve(RULE, room=Parameter.of(Money.parse(room)))
    figures = area(settle(rule, Activity(price_items=ITEMS), as_of=DAY))
    assert (figures["volume"], figures["room_left"], figures["within_room"]) == ("210000.00", left, within)


@pytest.mark.parametrize("missing", ["quantity", "price", "new_price"])
def test_a_missing_volume_is_not_zero(missing: str) -> None:
    rule = attrs.evolve(RULE, room=Parameter.of(Money(1)))
    without: dict[str, Any] = {missing: None}
    items = (attrs.evolve(ITEMS[0], **without), *ITEMS[1:])
    with pytest.raises(MissingData, match=r"price_items\[nursing\]"):
        settle(rule, Activity(price_items=items), as_of=DAY)


def test_the_rule_survives_its_file() -> None:
    rule = attrs.evolve(RULE, interval=Parameter.of(2), room=Parameter.of(Money.parse("210000.00")))
    assert read_yaml(to_yaml(rule), PaymentRule) == rule  # type: ignore[arg-type]


Truth = bool | None
values = st.none() | st.sampled_from(["0", "1"])


def any_of(parts: list[Truth]) -> Truth:
    return True if True in parts else None if None in parts else False


def not_(part: Truth) -> Truth:
    return None if part is None else not part


@given(
    triggers=st.lists(values, min_size=1, max_size=4),
    vetoes=st.lists(values, max_size=4),
    special=st.none() | st.booleans(),
    random=st.randoms(use_true_random=False),
)
def test_decisions_follow_the_logic_of_three_values(
    triggers: list[str | None], vetoes: list[str | None], special: Truth, random: Any
) -> None:
    rule = attrs.evolve(
        RULE,
        triggers=tuple(threshold(f"t{at}", ">=", "1") for at in range(len(triggers))),
        vetoes=tuple(threshold(f"v{at}", ">=", "1") for at in range(len(vetoes))),
    )
    given_values = {f"t{at}": each for at, each in enumerate(triggers)} | {
        f"v{at}": each for at, each in enumerate(vetoes)
    }
    shuffled = dict(random.sample(list(given_values.items()), len(given_values)))
    truths = {name: None if each is None else each == "1" for name, each in given_values.items()}
    opened = any_of([truth for name, truth in truths.items() if name.startswith("t")])
    stopped = any_of([truth for name, truth in truths.items() if name.startswith("v")])
    free = not_(any_of([not_(opened), stopped]))
    expected = (opened, stopped, any_of([special, free]), any_of([special, opened]))
    printed = "".join("?" if each is None else str(int(each)) for each in expected)
    assert decided(indicators(shuffled, special=special), rule) == printed
