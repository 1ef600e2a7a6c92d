"""From points to money: pools, shapes, bands and deposits; the figures were worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import Undefined, YigaiError
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

RULE = "kind: dip\npoints: {method: given}\ninstitution_factor: false\nbudget: {%s}\nsettlement: {%s}\n"
TOTAL = 'pool: fund-over-share, fund: "70000.00", fund_share: "75%"'
PATIENTS = {"A": "8000.00", "B": "13333.34", "C": "2000.00"}
POINTS = {"A": "1000.0001", "B": "2000", "C": "333.3333"}


def rows(points: dict[str, str], patients: dict[str, str] | None = None, extra: str = "") -> str:
    """One case at each institution with these points; `extra` columns for every institution."""
    paid = patients or {}
    institutions = "".join(f"  - {{id: {name}{extra}}}\n" for name in points)
    groups = "".join(f'  - {{code: g{name}, points: "{each}"}}\n' for name, each in points.items())
    cases = "".join(
        f"  - {{id: c{name}, institution: {name}, group: g{name}, patient_paid: {paid.get(name, '0.00')}}}\n"
        for name in points
    )
    return f"institutions:\n{institutions}groups:\n{groups}cases:\n{cases}"


def amounts(result: Settlement) -> dict[str, str]:
    return {each.id: str(each) for each in result.results}


def test_fund_over_share(settled: Settled) -> None:
    # pool 93333.33; patients paid one fen more than a quarter of it, so the fund pays a fen less
    result = settled(RULE % (TOTAL, "shape: less-patients"), rows(POINTS, PATIENTS))
    payable = [result.figures(Table.INSTITUTION, name)["payable"] for name in "ABC"]
    assert payable == ["28000.00", "56000.00", "9333.33"]
    assert str(result.total) == "69999.99"


def test_fund_alone(settled: Settled) -> None:
    result = settled(RULE % ('pool: fund, fund: "70000.00"', "shape: as-shared"), rows(POINTS, PATIENTS))
    assert str(result.total) == "70000.00"


@pytest.mark.parametrize(
    ("fund", "expected"),
    [
        ("100.00", ("33.34", "33.33", "33.33", "0.00")),
        ("100.01", ("33.34", "33.34", "33.33", "0.00")),
        ("99.99", ("33.33", "33.33", "33.33", "0.00")),
    ],
)
@pytest.mark.parametrize("each", ["1", "2"])
def test_left_over_fen(settled: Settled, fund: str, expected: tuple[str, ...], each: str) -> None:
    points = {"B": each, "A": each, "C": each, "D": "0"}
    result = settled(RULE % (f'pool: fund, fund: "{fund}"', "shape: as-shared"), rows(points))
    assert tuple(amounts(result)[name] for name in "ABCD") == expected


def test_the_fund_may_get_money_back(settled: Settled) -> None:
    budget = 'pool: fund-over-share, fund: "750.00", fund_share: "75%"'
    paid = {"A": "100.00", "C": "100.01"}
    result = settled(RULE % (budget, "shape: less-patients"), rows({"A": "90", "C": "10"}, paid))
    assert amounts(result) == {"A": "800.00", "C": "-0.01"}


def test_a_floor_is_a_step_of_its_own(settled: Settled) -> None:
    budget = 'pool: fund-over-share, fund: "750.00", fund_share: "75%"'
    paid = {"A": "100.00", "C": "100.01"}
    rule = RULE % (budget, "shape: less-patients, floor_at_zero: true")
    result = settled(rule, rows({"A": "90", "C": "10"}, paid))
    assert amounts(result) == {"A": "800.00", "C": "0.00"}
    assert result.figures(Table.INSTITUTION, "C")["fund_part"] == "-0.01"


def test_a_published_value_leaves_a_fen(settled: Settled) -> None:
    rule = RULE % ('pool: fund, fund: "10000.00"', "shape: as-shared, published_value: true")
    result = settled(rule, rows({"A": "100", "B": "100", "C": "100"}))
    assert amounts(result) == {"A": "3333.33", "B": "3333.33", "C": "3333.33"}
    assert result.figures(Table.AREA, "")["pool_left"] == "0.01"
    assert any("published value" in each.en for each in result.limits)
    with pytest.raises(Undefined):
        settled(rule, rows({"A": "0"}))


SECOND = "shape: times-fund-share, share_level: %s, assessed: true, audited: true"


def second(points: dict[str, str]) -> str:
    text = rows(points)
    own = {"A": ("0.72", "1", "0.00"), "B": ("0.75", "0.985", "512.34"), "C": ("0.81", "1", "10.00")}
    for name, (share, assessment, audit) in own.items():
        columns = f'fund_share: "{share}", assessment: "{assessment}", audit_deduction: "{audit}"'
        text = text.replace(f"- {{id: {name}}}", f"- {{id: {name}, {columns}}}")
    return text


def test_second_shape_with_the_share_of_the_area(settled: Settled) -> None:
    result = settled(RULE % (TOTAL, SECOND % "area"), second(POINTS))
    before = [result.figures(Table.INSTITUTION, name)["fund_part"] for name in "ABC"]
    assert before == ["21000.00", "42000.00", "7000.00"]
    assert amounts(result) == {"A": "21000.00", "B": "40857.66", "C": "6990.00"}


def test_second_shape_with_shares_of_their_own(settled: Settled) -> None:
    result = settled(RULE % (TOTAL, SECOND % "institution"), second(POINTS))
    before = [result.figures(Table.INSTITUTION, name)["fund_part"] for name in "ABC"]
    assert before == ["20160.00", "42000.00", "7560.00"]  # 280.00 less than the fund
    assert any("do not add up" in each.en for each in result.limits)


def test_an_assessment_that_is_not_there_refuses(settled: Settled) -> None:
    with pytest.raises(MissingData):
        settled(RULE % (TOTAL, SECOND % "area"), second(POINTS).replace('assessment: "0.985", ', ""))


@pytest.mark.parametrize("pool", ["fund", "fund-and-patients", "fund-over-share"])
@pytest.mark.parametrize("shape", ["as-shared", "less-patients", "times-fund-share"])
def test_pools_and_shapes_that_agree(settled: Settled, pool: str, shape: str) -> None:
    agree = {
        ("fund", "as-shared"),
        ("fund-and-patients", "less-patients"),
        ("fund-and-patients", "times-fund-share"),
        ("fund-over-share", "less-patients"),
        ("fund-over-share", "times-fund-share"),
    }
    rule = RULE % (f'pool: {pool}, fund: "75.00", fund_share: "75%"', f"shape: {shape}, share_level: area")
    text = rows({"A": "1"}, {"A": "25.00"})
    result = settled(rule, text)
    assert any("mixed pool" in each.en for each in result.limits) is ((pool, shape) not in agree)
    assert (str(result.total) == "75.00") is ((pool, shape) in agree)


@pytest.mark.parametrize(("share", "refusal"), [("0%", Undefined), ("100.01%", YigaiError)])
def test_a_share_out_of_bounds(settled: Settled, share: str, refusal: type[YigaiError]) -> None:
    rule = RULE % (f'pool: fund-over-share, fund: "1.00", fund_share: "{share}"', "shape: less-patients")
    with pytest.raises(refusal):
        settled(rule, rows({"A": "1"}))


def test_no_points_at_all(settled: Settled) -> None:
    with pytest.raises(Undefined):
        settled(RULE % ('pool: fund, fund: "1.00"', "shape: as-shared"), rows({"A": "0"}))


def test_everything_open_is_told_at_once(settled: Settled) -> None:
    with pytest.raises(Undecided) as caught:
        settled("kind: dip\n", "")
    assert set(caught.value.open) == {
        "points.method",
        "institution_factor",
        "budget.fund",
        "budget.pool",
        "settlement.shape",
    }
    with pytest.raises(Undecided) as caught:
        settled("kind: dip\npoints: {method: base-disease}\nsettlement: {shape: times-fund-share}\n", "")
    assert {"points.base_disease", "settlement.share_level"} <= set(caught.value.open)


def test_bands_and_the_deposit_follow(settled: Settled) -> None:
    # 600 and 400 of the fund; a billed 500 to it and keeps half of 100, b billed 450 and bears 30 % of 50
    rule = RULE % ('pool: fund-and-patients, fund: "1000.00"', "shape: less-patients") + (
        "sharing:\n"
        '  surplus: {method: marginal, bands: [{from: "0", share: "50%"}]}\n'
        '  overrun: {method: marginal, bands: [{from: "0", share: "30%"}]}\n'
        'holding: {deposit: "5%"}\n'
    )
    text = rows({"A": "700", "B": "500"}, {"A": "100.00", "B": "100.00"})
    text = text.replace("institution: A,", 'institution: A, cost: "600.00",')
    text = text.replace("institution: B,", 'institution: B, cost: "550.00",')
    text = text.replace("{id: A}", '{id: A, assessment: "1", interim_paid: "500.00", advance: "0.00"}')
    text = text.replace("{id: B}", '{id: B, assessment: "0.9", interim_paid: "500.00", advance: "1.00"}')
    result = settled(rule, text)
    pays = [result.figures(Table.INSTITUTION, name)["fund_pays"] for name in "AB"]
    assert pays == ["550.00", "435.00"]
    # b: 21.75 held, 19.575 back, rounded to 19.58
    assert amounts(result) == {"A": "50.00", "B": "-68.17"}


@given(
    st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.integers(0, 10**9), min_size=1, max_size=6),
    st.integers(1, 10**11),
)
def test_the_pool_is_paid_to_the_fen_in_any_order(settled: Settled, units: dict[str, int], fen: int) -> None:
    points = {f"i{name}": f"{each // 10_000}.{each % 10_000:04d}" for name, each in units.items()}
    rule = RULE % (f'pool: fund, fund: "{fen // 100}.{fen % 100:02d}"', "shape: as-shared")
    if fen and not any(units.values()):
        with pytest.raises(Undefined):
            settled(rule, rows(points))
        return
    result = settled(rule, rows(points))
    assert result.total.fen == fen
    assert amounts(settled(rule, rows(dict(reversed(points.items()))))) == amounts(result)
    for name, each in units.items():
        exact = Fraction(fen * each, sum(units.values()) or 1)
        assert abs(result.amount(f"i{name}").fen - exact) < 1


@pytest.mark.parametrize("published", ["true", "false"])
def test_a_share_of_the_area_without_a_budget_is_told_with_the_rest_that_is_open(
    settled: Settled, published: str
) -> None:
    rule = "kind: dip\npoints: {method: given}\ninstitution_factor: false\n"
    shape = f"{{shape: times-fund-share, share_level: area, published_value: {published}}}"
    with pytest.raises(Undecided) as caught:
        settled(f"{rule}settlement: {shape}\n", "")
    assert caught.value.open == ("budget.fund", "budget.pool", "budget.fund_share")
