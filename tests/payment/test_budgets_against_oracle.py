"""Budgets, bands, heads and what is held back against the oracle: every institution and every fen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated.agree import assert_agree
from generated.budgets import KINDS


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_budget(kind: str, data: st.DataObject) -> None:
    drawn = data.draw(KINDS[kind]())
    assert_agree(drawn.rule, drawn.activity, drawn.said)
