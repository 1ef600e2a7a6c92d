"""DIP on generated rules and years, plain and full of ties, against the oracle: every point and every fen."""

from __future__ import annotations

import attrs
from hypothesis import given

from generated.agree import Drawn, assert_agree
from generated.dip_years import Year, years
from generated.paying import tied, wild


def assert_both_agree(year: Year) -> None:
    assert_agree(Drawn(year.rule, year.activity, year.said))


@given(years(tied()))
def test_a_year_full_of_ties_and_edges(year: Year) -> None:
    assert_both_agree(year)


@given(years(wild()))
def test_a_year_of_any_amounts(year: Year) -> None:
    assert_both_agree(year)


@given(years(wild() | tied(), most=1))
def test_a_year_of_one_case_at_the_only_institution(year: Year) -> None:
    (only, *_), cases = year.activity.institutions, year.activity.cases
    kept = tuple(case for case in cases if case.institution == only.id)
    auxiliaries = year.activity.auxiliaries if kept else ()
    activity = attrs.evolve(year.activity, institutions=(only,), cases=kept, auxiliaries=auxiliaries)
    assert_both_agree(attrs.evolve(year, activity=activity))
