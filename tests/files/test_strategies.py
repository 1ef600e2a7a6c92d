"""The strategies we hand to users give valid objects, and leave no field at its default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai import testing
from yigai.model import Mechanism, Plan, Population, Target, TargetKind

T = TypeVar("T")

SEARCH = settings(max_examples=3000, phases=[Phase.generate], database=None, derandomize=True)
OF_NO_CLASS_WITH_DEFAULTS = {
    "broken_plans", "dates", "factors", "labels", "money", "numbers", "parameters", "payment_rules",
    "points", "population_sets", "provision_paths", "ratios", "region_codes", "roundings", "slugs",
    "statements", "texts", "units", "words", "years",
}  # fmt: skip


def an_example(strategy: SearchStrategy[T], condition: Callable[[T], object] = lambda _: True) -> T:
    """A value of the strategy for which the condition holds; an error when there is none."""
    return find(strategy, lambda value: bool(condition(value)), settings=SEARCH)


# Each is built once: building one anew for every example takes five times as long as drawing from it.
STRATEGIES: dict[str, SearchStrategy[Any]] = {name: getattr(testing, name)() for name in testing.__all__}
CLASSES = {name: each for name, each in STRATEGIES.items() if name not in OF_NO_CLASS_WITH_DEFAULTS}
DEFAULTS = {
    (name, field.name): field.default
    for name, strategy in CLASSES.items()
    for field in attrs.fields(type(an_example(strategy)))
    if field.init and field.default is not attrs.NOTHING
}


@pytest.mark.parametrize(("name", "field"), DEFAULTS)
def test_a_field_with_a_default_varies(name: str, field: str) -> None:
    default = DEFAULTS[name, field]
    an_example(CLASSES[name], lambda each: getattr(each, field) == default)
    an_example(CLASSES[name], lambda each: getattr(each, field) != default)


@pytest.mark.parametrize("name", testing.__all__)
@settings(max_examples=20)
@given(data=st.data())
def test_every_strategy_gives_values_that_can_be_compared_and_shown(name: str, data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[name])
    assert value == value  # noqa: PLR0124 (each class compares its own way)
    assert repr(value)


def test_the_list_of_names_is_sorted_and_true() -> None:
    assert sorted(testing.__all__) == testing.__all__
    assert all(callable(getattr(testing, name)) for name in testing.__all__)


@pytest.mark.parametrize("kind", TargetKind)
def test_targets_of_each_kind(kind: TargetKind) -> None:
    an_example(testing.targets(), lambda target: target.target_kind is kind)


def a_task_in_a_section(plan: Plan) -> bool:
    return any(plan.section_of(task) for task in plan.tasks)


def a_task_outside_all_sections(plan: Plan) -> bool:
    return any(not plan.section_of(task) for task in plan.tasks)


def a_standing_rule(plan: Plan) -> bool:
    return bool(plan.standing_rules)


def statements_of_three_kinds(plan: Plan) -> bool:
    return len({type(statement) for _, _, statement in plan.statements()}) > 2


def words_of_its_own(plan: Plan) -> bool:
    return bool(plan.indicators and plan.populations)


@pytest.mark.parametrize(
    "has",
    [
        a_task_in_a_section,
        a_task_outside_all_sections,
        a_standing_rule,
        statements_of_three_kinds,
        words_of_its_own,
    ],
)
def test_whole_plans_use_what_they_may(has: Callable[[Plan], bool]) -> None:
    an_example(testing.plans(), has)


@pytest.mark.parametrize("own", [True, False])
def test_populations_within_each_other_and_within_others(*, own: bool) -> None:
    def within(members: tuple[Population, ...]) -> bool:
        ids = {member.id for member in members}
        return any(member.within is not None and (member.within in ids) is own for member in members)

    an_example(testing.population_sets(), within)


def test_several_mechanisms() -> None:
    an_example(testing.mechanisms(), lambda each: isinstance(each, Mechanism) and len(each.mechanism) > 1)


@pytest.mark.parametrize("is_ratio", [True, False])
def test_ranges_of_numbers_and_of_ratios(*, is_ratio: bool) -> None:
    def ranged(target: Target) -> bool:
        return target.upper is not None and target.upper.is_ratio is is_ratio

    an_example(testing.targets(), ranged)
