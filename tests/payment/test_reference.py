"""Reference amounts from the years before; the figures were worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue, Undefined
from yigai.model.payment.words import PointMethod
from yigai.payment.program import Table
from yigai.payment.reference import (
    Year,
    disease_points,
    factor_of_means,
    relative_weights,
    start_value,
    weighs_the_same,
    weighted_mean,
)
from yigai.payment.settlement import Settlement
from yigai.payment.soundness import DividesByNothing
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor, Points

OLDEST_FIRST = [1, 2, 7]
YEARS = {
    "K35": ["9000.00", "10000.00", "11000.00"],
    "J18": ["6000.00", "6000.00", "6000.01"],
    "C34": ["20000.00", "21000.00", "22000.50"],
}
MEANS = {
    name: weighted_mean([Money.parse(mean) for mean in means], OLDEST_FIRST) for name, means in YEARS.items()
}


def printed(points: dict[str, Points | None]) -> dict[str, str]:
    return {name: str(each) for name, each in points.items()}


def test_the_oldest_year_weighs_least() -> None:
    assert list(MEANS.values()) == [Fraction(10600), Fraction(6000007, 1000), Fraction(2160035, 100)]


@pytest.mark.parametrize(
    ("method", "reference", "base", "expected"),
    [
        (PointMethod.AVERAGE, "8000.00", None, ("1325.0000", "750.0009", "2700.0438")),
        (PointMethod.BASE_DISEASE, None, "J18", ("1766.6646", "1000.0000", "3600.0541")),
        (PointMethod.FIXED_QUOTA, "100.00", None, ("106.0000", "60.0001", "216.0035")),
    ],
)
def test_points_of_diseases(
    method: PointMethod, reference: str | None, base: str | None, expected: tuple[str, str, str]
) -> None:
    money = Money.parse(reference) if reference else None
    points = disease_points(MEANS, method, reference=money, base_disease=base)
    assert tuple(printed(points).values()) == expected


def test_half_a_ten_thousandth_goes_up() -> None:
    means = {name: Fraction(name) for name in ("50.00", "50.01", "50.02")}
    points = disease_points(means, PointMethod.AVERAGE, reference=Money.parse("200000.00"))
    assert printed(points) == {"50.00": "0.2500", "50.01": "0.2501", "50.02": "0.2501"}


def test_a_missing_year_is_unknown_and_so_are_the_points() -> None:
    mean = weighted_mean([None, Money(100), Money(100)], OLDEST_FIRST)
    assert mean is None
    points = disease_points({"K35": mean, "J18": Fraction(1)}, PointMethod.FIXED_QUOTA, reference=Money(100))
    assert points == {"K35": None, "J18": Points.parse("1")}


def test_what_the_points_are_measured_by_has_to_be_there() -> None:
    for method in (PointMethod.AVERAGE, PointMethod.BASE_DISEASE, PointMethod.GIVEN):
        with pytest.raises(InvalidValue):
            disease_points(MEANS, method)
    with pytest.raises(Undefined):
        disease_points(MEANS, PointMethod.AVERAGE, reference=Money(0))
    with pytest.raises(InvalidValue):
        weighted_mean([Money(1)], OLDEST_FIRST)


def test_relative_weights() -> None:
    groups = {
        "G1": (3, Money.parse("24000.00")),
        "G2": (6, Money.parse("90000.00")),
        "G3": (1, Money.parse("40000.00")),
    }
    weights = {name: str(weight) for name, weight in relative_weights(groups).items()}
    assert weights == {"G1": "0.5195", "G2": "0.9740", "G3": "2.5974"}
    with pytest.raises(Undefined):
        relative_weights({**groups, "empty": (0, Money(0))})
    with pytest.raises(Undefined):
        relative_weights({})


@pytest.mark.parametrize(("second", "same"), [("1.2", True), ("1.2001", False), ("1.1999", False)])
def test_adjusted_weights(second: str, same: bool) -> None:  # noqa: FBT001 (a value of the table)
    before = {"G1": Factor.parse("0.8"), "G2": Factor.parse("1.4")}
    after = {"G1": Factor.parse("0.9"), "G2": Factor.parse(second)}
    assert weighs_the_same({"G1": 100, "G2": 50}, before, after) is same  # 80 + 70, and 90 + 60


def test_factors_of_means() -> None:
    own, area = Money.parse("9000.50"), Money.parse("9500.00")
    assert str(factor_of_means(own, area)) == "0.9474"
    assert str(factor_of_means(own, area, bonus=Factor.parse("0.03"))) == "0.9774"
    assert str(factor_of_means(Money.parse("15000.00"), Money.parse("12000.00"))) == "1.2500"


def test_the_start_value_is_a_ratio_of_sums() -> None:
    years = [
        Year(weight=weight, cost=Money.parse(f"{cost}000000.00"), points=Points.parse(points))
        for weight, cost, points in ((1, 100, "1000000"), (2, 120, "1100000"), (7, 130, "1200000"))
    ]
    assert start_value(years) == Ratio.parse("3125/29")  # 1250 / 11.6
    with pytest.raises(Undefined):
        start_value([Year(weight=7, cost=Money(1), points=Points(0))])


@given(st.lists(st.integers(0, 10**9), min_size=3, max_size=3))
def test_a_weighted_mean_lies_between_the_years(fen: list[int]) -> None:
    mean = weighted_mean([Money(each) for each in fen], OLDEST_FIRST)
    assert mean is not None
    assert min(fen) <= mean * 100 <= max(fen)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ('{method: average, reference: "8000.00"}', ("1250.0000", "750.0013")),
        ("{method: base-disease, base_disease: J18}", ("1666.6639", "1000.0000")),
        ('{method: fixed-quota, reference: "100.00"}', ("100.0000", "60.0001")),
        ("{method: given}", ("7.0000", "8.0000")),
    ],
)
def test_a_rule_makes_the_same_points_of_means(
    settled: Callable[[str, str], Settlement], points: str, expected: tuple[str, str]
) -> None:
    rule = (
        f"kind: dip\npoints: {points}\ninstitution_factor: false\n"
        'budget: {pool: fund, fund: "10000.00"}\nsettlement: {shape: as-shared}\n'
    )
    rows = (
        "institutions: [{id: a}]\ngroups:\n"
        '  - {code: K35, mean_cost: "10000.00", points: "7"}\n'
        '  - {code: J18, mean_cost: "6000.01", points: "8"}\n'
        'cases:\n  - {id: "1", institution: a, group: K35}\n  - {id: "2", institution: a, group: J18}\n'
    )
    result = settled(rule, rows)
    assert tuple(result.figures(Table.CASE, name)["case_points"] for name in "12") == expected


@pytest.mark.parametrize("method", ["average", "fixed-quota"])
@pytest.mark.parametrize("reference", ["0.00", "-0.01"])
def test_a_reference_that_divides_nothing_is_a_flaw_of_the_rule_before_any_row(
    settled: Callable[[str, str], Settlement], method: str, reference: str
) -> None:
    rule = (
        f'kind: dip\npoints: {{method: {method}, reference: "{reference}"}}\ninstitution_factor: false\n'
        'budget: {pool: fund, fund: "1.00"}\nsettlement: {shape: as-shared}\n'
    )
    with pytest.raises(DividesByNothing) as refused:
        settled(rule, "")
    assert [each.path for each in refused.value.flaws] == ["points.reference"]
