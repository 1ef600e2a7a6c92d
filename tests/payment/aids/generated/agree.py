"""Whether the library and the oracle say the same: every amount, every row left out, every refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs
import pytest

from generated.draws import DAY
from oracle.exact import NoAmount, Why
from yigai.errors import InvalidValue, Undefined
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.evaluate import MissingData
from yigai.payment.measure import Measure
from yigai.payment.program import Status, Table
from yigai.payment.settle import settle
from yigai.payment.settlement import LeftOut, Settlement

REFUSALS = {Why.UNDEFINED: Undefined, Why.UNKNOWN: MissingData, Why.OUT_OF_BOUNDS: InvalidValue}
Figure = int | Fraction | None


@attrs.frozen(kw_only=True)
class Said:
    """What the oracle says: each result, each row left out by its place, and columns on the way.

    Money is in fen, everything else in units.
    """

    amounts: Mapping[str, Figure]
    left_out: Mapping[str, Why] = attrs.field(factory=dict)
    columns: Mapping[tuple[Table, str], Mapping[str, Figure]] = attrs.field(factory=dict)


def assert_agree(rule: PaymentRule, activity: Activity, said: Callable[[], Said]) -> None:
    try:
        expected = said()
    except NoAmount as none:
        with pytest.raises(tuple(REFUSALS[why] for why in none.whys)):
            settle(rule, activity, as_of=DAY)
        return
    settled = settle(rule, activity, as_of=DAY)
    assert {each.place: _why(each) for each in settled.left_out} == expected.left_out
    for (table, name), figures in expected.columns.items():
        assert _column(settled, table, name) == figures, name
    results = _column(settled, settled.program.table, settled.program.result)
    assert results == expected.amounts


def _why(out: LeftOut) -> Why:
    if out.status is Status.REVIEW:
        return Why.REVIEW
    return Why.UNKNOWN if out.reason.en.startswith("no ") else Why.OUT_OF_BOUNDS


def _column(settled: Settlement, table: Table, name: str) -> dict[str, Figure]:
    rows, measure = settled.evaluated.tables[table], settled.measure(table, name)
    found: dict[str, Figure] = {}
    for row in rows.living():
        value = rows.columns[name][row]
        assert value is None or isinstance(value, int)
        found[rows.ids[row]] = value if value is None or measure is Measure.MONEY else measure.exact(value)
    return found
