"""DIP on generated rules and years, plain and full of ties, against the oracle: every point and every fen."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from generated.dip_years import Year, years
from generated.draws import UNITS
from generated.paying import tied, wild
from oracle.exact import NoAmount, Why
from yigai.errors import Undefined
from yigai.payment.program import Status, Table
from yigai.payment.settlement import Settlement
from yigai.values.money import Money


def assert_agree(year: Year) -> None:
    try:
        expected = year.expected()
    except NoAmount:
        with pytest.raises(Undefined):
            year.settled()
        return
    settled = year.settled()
    assert points_of(settled) == expected.case_points
    assert out_of(settled) == expected.left_out
    assert {each.id: each.amount.fen for each in settled.results} == expected.amounts
    assert settled.figures(Table.AREA, "")["pool"] == str(Money(expected.pool))


def points_of(settled: Settlement) -> dict[str, Fraction]:
    rows = settled.evaluated.tables[Table.CASE]
    return {
        rows.ids[row]: Fraction(int(rows.columns["case_points"][row] or 0), UNITS) for row in rows.living()
    }


def out_of(settled: Settlement) -> dict[str, Why]:
    """Which cases were left out, and why as the oracle has it."""
    found = {}
    rows = settled.evaluated.tables[Table.CASE]
    for each in settled.evaluated.excluded:
        if each.status is Status.REVIEW:
            why = Why.REVIEW
        else:
            why = Why.UNKNOWN if each.reason.en.startswith("no ") else Why.OUT_OF_BOUNDS
        found[rows.ids[each.row]] = why
    return found


@given(years(tied()))
def test_a_year_full_of_ties_and_edges(year: Year) -> None:
    assert_agree(year)


@given(years(wild()))
def test_a_year_of_any_amounts(year: Year) -> None:
    assert_agree(year)


@given(years(wild() | tied(), most=1))
def test_a_year_of_one_case_at_the_only_institution(year: Year) -> None:
    (only, *_), cases = year.activity.institutions, year.activity.cases
    kept = tuple(case for case in cases if case.institution == only.id)
    auxiliaries = year.activity.auxiliaries if kept else ()
    activity = attrs.evolve(year.activity, institutions=(only,), cases=kept, auxiliaries=auxiliaries)
    assert_agree(attrs.evolve(year, activity=activity))
