"""What a rule says on a day: dated values, both days included, and no day with two answers."""

from __future__ import annotations

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.model.payment import Dated, Dip, DipPoints, Effective, NotInForce, Parameter
from yigai.model.payment.words import PointMethod
from yigai.payment.settle import program_of
from yigai.values.money import Money

FIRST = pendulum.date(2024, 1, 1)


def day(number: int) -> pendulum.Date:
    return FIRST.add(days=number)


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
    st.integers(-2, 30),
)
def test_each_day_has_the_one_value_that_holds_on_it(
    lengths: list[int], random: st.DataObject, asked: int
) -> None:
    periods, begun = [], 0
    for length in lengths:
        periods.append(Dated(value=begun, first=day(begun), last=day(begun + length - 1)))
        begun += length + 1  # a day without a value between
    shuffled = list(periods)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    parameter = Parameter(tuple(shuffled))
    holding = [each for each in periods if each.first and each.last and each.first <= day(asked) <= each.last]
    if holding:
        assert parameter.at(day(asked)) == holding[0]
    else:
        with pytest.raises(NotInForce):
            parameter.at(day(asked))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((0, 3), (3, 5)),  # the same day in both
        ((None, 3), (None, 9)),
        ((0, None), (9, None)),
        ((0, None), (9, 9)),
        ((2, 4), (None, None)),
    ],
)
def test_two_values_on_one_day_are_refused(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> None:
    dated = [
        Dated(value=1, first=None if first is None else day(first), last=None if last is None else day(last))
        for first, last in (one, other)
    ]
    with pytest.raises(InvalidValue):
        Parameter(tuple(dated))


def test_open_ends_hold_for_ever_and_neighbours_may_touch() -> None:
    parameter = Parameter((Dated(value="old", last=day(3)), Dated(value="new", first=day(4))))
    assert [parameter.at(day(number)).value for number in (-9999, 3, 4, 9999)] == ["old", "old", "new", "new"]


def test_a_parameter_without_a_value_and_a_period_upside_down_are_refused() -> None:
    with pytest.raises(InvalidValue):
        Parameter(())
    with pytest.raises(InvalidValue):
        Dated(value=1, first=day(1), last=day(0))
    assert Dated(value=1, first=day(1), last=day(1)).holds_on(day(1))


RULE = Dip(
    id="rule",
    title="示例",
    effective=Effective(first=day(0), last=day(9)),
    points=DipPoints(method=PointMethod.AVERAGE, reference=Parameter((Dated(value=Money(1), first=day(5)),))),
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [(-1, "2023-12-31, not yet in force"), (10, "2024-01-11, no longer in force"), (4, "2024-01-05")],
)
def test_outside_its_days_a_rule_or_a_figure_is_not_in_force(asked: int, said: str) -> None:
    with pytest.raises(NotInForce) as refused:
        program_of(RULE, day(asked))
    assert str(refused.value.found) == said
    assert refused.value.where.startswith("rule")


@pytest.mark.parametrize("asked", [5, 9])
def test_both_days_of_a_period_belong_to_it(asked: int) -> None:
    with pytest.raises(InvalidValue, match="institution_factor"):  # all that is left open
        program_of(RULE, day(asked))
