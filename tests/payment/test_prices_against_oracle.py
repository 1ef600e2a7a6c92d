"""Days, cases, services and stays at generated prices against the oracle: every row and every fen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated.agree import assert_agree
from generated.prices import KINDS


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_paid_by_the_row(kind: str, data: st.DataObject) -> None:
    drawn = data.draw(KINDS[kind]())
    assert_agree(drawn.rule, drawn.activity, drawn.said)
