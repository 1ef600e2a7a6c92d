"""Every kind of rule on generated rules and activity against the oracle: each amount, each row left out.

DIP and the package from financing have modules of their own.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated import budgets, counties, day_years, decisions, drg_years, months, prices
from generated.agree import assert_agree

KINDS = {
    **drg_years.KINDS,
    **day_years.KINDS,
    **prices.KINDS,
    **budgets.KINDS,
    **counties.KINDS,
    **months.KINDS,
    **decisions.KINDS,
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_both_say_the_same(kind: str, data: st.DataObject) -> None:
    assert_agree(data.draw(KINDS[kind]))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=300)
@given(data=st.data())
def test_both_say_the_same_for_longer(kind: str, data: st.DataObject) -> None:
    assert_agree(data.draw(KINDS[kind]))
