"""DRG on generated rules and years, by rate and by points, against the oracle: every case and every fen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated.agree import assert_agree
from generated.drg_years import point_years, rate_years
from generated.paying import tied, wild
from yigai.model.payment.words import IncompleteStay, RateMode


@pytest.mark.parametrize("mode", RateMode)
@given(data=st.data())
def test_a_year_by_base_rate(mode: RateMode, data: st.DataObject) -> None:
    year = data.draw(rate_years(mode, tied()) | rate_years(mode, wild()))
    assert_agree(year.rule, year.activity, year.said)


@pytest.mark.parametrize("incomplete", IncompleteStay)
@given(data=st.data())
def test_a_year_by_points(incomplete: IncompleteStay, data: st.DataObject) -> None:
    year = data.draw(point_years(incomplete, tied()) | point_years(incomplete, wild()))
    assert_agree(year.rule, year.activity, year.said)
