"""What must hold of the points of DIP cases for every cost, and where it must not."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

RULE = """
kind: dip
points: {method: given}
institution_factor: true
deviations: {profile: %s, classified_by: %s, corrected_by: %s}
budget: {pool: fund, fund: "10000.00"}
settlement: {shape: as-shared}
"""
STANDARD = 1_000_000
FEN = st.integers(0, 6 * STANDARD)
UP_TO_FIVE = st.integers(0, 5 * STANDARD)
FACTORS = st.integers(1, 30_000)
EDGES = (STANDARD // 2, 2 * STANDARD, 5 * STANDARD)


def money(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def points(
    settled: Settled, profile: str, costs: list[int], *, factor: int = 10_000, standard: int = STANDARD
) -> list[int]:
    """The points, in ten-thousandths, of cases that cost so much; the mean is always 10000 yuan."""
    by = ("group-mean", "group-mean") if standard == STANDARD else ("standard", "group-mean")
    cases = ", ".join(
        f'{{id: c{at}, institution: a, group: g, cost: "{money(fen)}"}}'
        for at, fen in enumerate([*costs, STANDARD])
    )
    text = (
        f'institutions: [{{id: a, factor: "{factor // 10_000}.{factor % 10_000:04d}"}}]\n'
        f'groups: [{{code: g, points: "500", mean_cost: "{money(STANDARD)}", price: "{money(standard)}"}}]\n'
        f"cases: [{cases}]\n"
    )
    result = settled(RULE % (profile, *by), text)
    printed = [result.figures(Table.CASE, f"c{at}")["case_points"] for at in range(len(costs))]
    return [int(Fraction(each) * 10_000) for each in printed]


@pytest.mark.parametrize("profile", ["guangzhou-2018", "hubei"])
@given(costs=st.tuples(FEN, FEN), factor=FACTORS)
@example(costs=(EDGES[0] - 1, EDGES[0]), factor=10_000)
@example(costs=(EDGES[1], EDGES[1] + 1), factor=1)
@example(costs=(EDGES[2], EDGES[2] + 1), factor=30_000)
def test_points_never_fall_as_the_cost_rises(
    settled: Settled, profile: str, costs: tuple[int, int], factor: int
) -> None:
    less, more = points(settled, profile, sorted(costs), factor=factor)
    assert less <= more


@given(costs=st.tuples(UP_TO_FIVE, UP_TO_FIVE), factor=FACTORS)
@example(costs=(EDGES[1], EDGES[1] + 1), factor=10_000)
def test_nor_in_the_national_profile_up_to_the_review(
    settled: Settled, costs: tuple[int, int], factor: int
) -> None:
    less, more = points(settled, "national-2020", sorted(costs), factor=factor)
    assert less <= more


def test_in_jining_they_fall_above_five_times(settled: Settled) -> None:
    less, more = points(settled, "jining-370800", [EDGES[2], EDGES[2] + 1])
    assert less > more


@pytest.mark.parametrize("profile", ["guangzhou-2018", "hubei", "national-2020"])
def test_they_fall_where_the_standard_is_below_the_mean(settled: Settled, profile: str) -> None:
    standard = STANDARD * 8 // 10
    less, more = points(settled, profile, [2 * standard - 1, 2 * standard + 1], standard=standard)
    assert less > more


@given(cost=st.integers(EDGES[0] + 1, EDGES[1] - 1), factor=FACTORS)
def test_a_usual_case_does_not_depend_on_its_cost(settled: Settled, cost: int, factor: int) -> None:
    assert points(settled, "hubei", [cost], factor=factor) == [500 * factor]


@given(cost=FEN)
def test_a_factor_of_one_makes_taian_and_guangzhou_agree(settled: Settled, cost: int) -> None:
    if cost != EDGES[0]:  # the low edge itself lies on the other side
        assert points(settled, "taian-370900", [cost]) == points(settled, "guangzhou-2018", [cost])
