"""The properties payments must have, one test a sentence, on whole years of DIP; and where they fail.

Elsewhere: cost and points in `test_dip_properties.py`, bands in `test_band_properties.py`, packages and
flows in `test_county_package.py` and `test_consortium.py`, procurement in
`test_procurement_retention.py`, the same traces in `test_traces.py`, and that another computation agrees in
the tests against the oracle.
"""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generated.dip_years import Year, plain_year, years
from generated.paying import tied, wild
from yigai.errors import Undefined
from yigai.model.activity import Case
from yigai.model.payment import Effective, PointSettlement
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.scaled import Factor

FEN = st.integers(0, 10**12)
POINTS = st.dictionaries(st.sampled_from(["a", "b", "c", "甲"]), st.integers(0, 10**10), min_size=1)


def settled(year: Year) -> Settlement:
    try:
        return year.settled()
    except Undefined:
        assume(False)  # noqa: FBT003
        raise


def fen_of(settlement: Settlement) -> dict[str, int]:
    return {each.id: each.amount.fen for each in settlement.results}


@given(years(tied() | wild()))
def test_area_settlement_is_conserved_to_the_fen(year: Year) -> None:
    """Conserved to the fen: with an area-wide fund share and an unrounded point value."""
    settlement = year.rule.settlement
    assert settlement is not None
    exact = attrs.evolve(
        settlement,
        share_level=None if year.terms.shape != "times-fund-share" else settlement.share_level,
        published_value=False,
        floor_at_zero=False,
        assessed=False,
        audited=False,
    )
    assume(not (year.terms.shape == "times-fund-share" and year.terms.own_share))
    done = settled(attrs.evolve(year, rule=attrs.evolve(year.rule, settlement=exact)))
    lines = {each.says.en: each.value for each in done.reconciliation}
    paid = lines.get("paid by patients", 0)
    if year.terms.shape == "times-fund-share":
        pool = round(Fraction(lines["pool"]) * (year.terms.fund_share or 0))
        assert abs(done.total.fen - pool) <= 1  # the fund's part of the pool is rounded once, half up
        return
    assert done.total.fen + paid == lines["pool"]


@given(POINTS, FEN)
@example({"a": 1, "b": 1, "c": 1}, 100)
def test_a_published_value_does_not_conserve_the_pool(points: dict[str, int], fund: int) -> None:
    """Where it must fail: a value of four places pays something else, and says how much."""
    assume(any(points.values()))
    year = plain_year(points, fund)
    published = attrs.evolve(year.rule, settlement=attrs.evolve(_settlement(year), published_value=True))
    done = settled(attrs.evolve(year, rule=published))
    left = next(each.value for each in done.reconciliation if each.says.en == "pool less what is paid")
    assert done.total.fen + left == fund
    assert any("published" in each.en for each in done.limits)


def test_three_equal_institutions_show_it() -> None:
    year = plain_year({"a": 1_000_000, "b": 1_000_000, "c": 1_000_000}, 1_000_000)
    published = attrs.evolve(year.rule, settlement=attrs.evolve(_settlement(year), published_value=True))
    assert settled(year).total == Money(1_000_000)
    assert settled(attrs.evolve(year, rule=published)).total == Money(999_999)


def _settlement(year: Year) -> PointSettlement:
    assert year.rule.settlement is not None
    return year.rule.settlement


@given(years(tied()), st.permutations(["h1", "h2", "h3"]))
def test_renaming_ids_moves_at_most_a_tied_fen(year: Year, names: list[str]) -> None:
    """Renaming ids changes at most who gets a tied fen."""
    new: dict[str, str] = dict(zip(("h1", "h2", "h3"), names, strict=True))
    activity = year.activity
    renamed = attrs.evolve(
        activity,
        institutions=tuple(attrs.evolve(each, id=new[each.id]) for each in activity.institutions),
        cases=tuple(
            attrs.evolve(each, id=f"x{each.id}", institution=new[each.institution]) for each in activity.cases
        ),
        auxiliaries=tuple(attrs.evolve(each, case=f"x{each.case}") for each in activity.auxiliaries),
    )
    plain = attrs.evolve(_settlement(year), assessed=False)
    rule = attrs.evolve(year.rule, settlement=plain)
    one = fen_of(settled(attrs.evolve(year, rule=rule)))
    other = fen_of(settled(attrs.evolve(year, rule=rule, activity=renamed)))
    differences = [other[new[name]] - fen for name, fen in one.items()]
    assert all(abs(each) <= 1 for each in differences)
    if not plain.floor_at_zero:
        assert sum(differences) == 0


def test_a_rule_without_a_period_says_so() -> None:
    year = plain_year({"a": 1}, 1)
    dated = attrs.evolve(year.rule, effective=Effective())
    said = "the rule does not say from when to when it holds"
    assert said in [each.en for each in settled(year).limits]
    assert said not in [each.en for each in settled(attrs.evolve(year, rule=dated)).limits]


def test_a_tied_fen_goes_to_the_smaller_id_as_text() -> None:
    done = settled(plain_year({"2": 10_000, "10": 10_000, "3": 10_000}, 100))
    assert fen_of(done) == {"2": 33, "10": 34, "3": 33}


@given(POINTS, FEN)
def test_all_points_doubled_pay_the_same(points: dict[str, int], fund: int) -> None:
    """All points doubled: the same amounts."""
    assume(any(points.values()))
    doubled = {name: 2 * units for name, units in points.items()}
    assert fen_of(settled(plain_year(points, fund))) == fen_of(settled(plain_year(doubled, fund)))


@given(POINTS, FEN)
def test_the_pool_doubled_pays_twice_as_much(points: dict[str, int], fund: int) -> None:
    """Pool doubled: amounts doubled, plus or minus one fen each."""
    assume(any(points.values()))
    once, twice = fen_of(settled(plain_year(points, fund))), fen_of(settled(plain_year(points, 2 * fund)))
    assert all(abs(twice[name] - 2 * fen) <= 1 for name, fen in once.items())


@given(POINTS, FEN, st.integers(1, 10**9))
@example({"a": 3, "b": 1, "c": 1}, 4, 1)
def test_a_case_more_raises_nobody_else_by_more_than_a_fen(
    points: dict[str, int], fund: int, more: int
) -> None:
    """A case added at A under a fixed pool raises no exact share elsewhere (rounded: at most 1 fen)."""
    assume(any(points.values()))
    first = min(points)
    before = fen_of(settled(plain_year(points, fund)))
    after = fen_of(settled(plain_year(points | {first: points[first] + more}, fund)))
    assert all(after[name] <= before[name] + 1 for name in points if name != first)


@given(POINTS, FEN)
def test_no_volume_is_paid_nothing(points: dict[str, int], fund: int) -> None:
    """No volume: zero."""
    assume(any(points.values()))
    done = fen_of(settled(plain_year(points, fund)))
    assert all(done[name] == 0 for name, units in points.items() if units == 0)


@given(years(tied()))
def test_a_factor_of_one_changes_nothing(year: Year) -> None:
    """Factor 1 changes nothing: not the institution's, not the auxiliary one."""
    activity = year.activity
    ones = attrs.evolve(
        activity,
        institutions=tuple(attrs.evolve(each, factor=Factor(10_000)) for each in activity.institutions),
        auxiliaries=tuple(attrs.evolve(each, factor=Factor(10_000)) for each in activity.auxiliaries),
    )
    with_factors = attrs.evolve(year.rule, institution_factor=True, auxiliary=True)
    without = attrs.evolve(year.rule, institution_factor=False, auxiliary=False)
    one = settled(attrs.evolve(year, activity=ones, rule=with_factors))
    other = settled(attrs.evolve(year, activity=ones, rule=without))
    assert fen_of(one) == fen_of(other)


@given(years(tied(), most=5), st.integers(0, 10**9))
def test_a_rejected_case_is_as_if_it_had_never_been_listed(year: Year, paid: int) -> None:
    nowhere = Case(id="nowhere", institution="h9", group="A", cost=Money(paid), patient_paid=Money(paid))
    with_it = attrs.evolve(year.activity, cases=(*year.activity.cases, nowhere))
    one, other = settled(year), settled(attrs.evolve(year, activity=with_it))
    assert one.results == other.results
    assert {each.place for each in other.left_out} - {each.place for each in one.left_out} == {
        "cases[nowhere]"
    }
