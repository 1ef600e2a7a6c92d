"""Whether the library and the oracle say the same: every amount, every row left out, every refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs
import pytest
from hypothesis.strategies import SearchStrategy

from generated.draws import DAY
from oracle.exact import NoAmount, Why
from yigai.errors import InvalidValue, Undefined
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.evaluate import Missing, MissingData
from yigai.payment.measure import Measure
from yigai.payment.program import Status, Table
from yigai.payment.refusals import LeftOut
from yigai.payment.rows import tables_of
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement

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


@attrs.frozen
class Drawn:
    """A rule and an activity, and what the oracle says of them; it raises `NoAmount` to refuse."""

    rule: PaymentRule
    activity: Activity
    said: Callable[[], Said]


Kinds = Mapping[str, SearchStrategy[Drawn]]
"""What is drawn for each kind of rule."""


def assert_agree(drawn: Drawn) -> None:
    """Both settle alike, or both refuse; what is missing may be told before anything else is found."""
    rule, activity = drawn.rule, drawn.activity
    try:
        expected = drawn.said()
    except NoAmount as none:
        refusals = {REFUSALS[why] for why in none.whys}
        with pytest.raises((MissingData, *refusals)) as told:
            settle(rule, activity, as_of=DAY)
        if MissingData not in refusals and isinstance(told.value, MissingData):
            assert all(_is_empty(activity, each) for each in told.value.missing)
        return
    settled = settle(rule, activity, as_of=DAY)
    assert {each.place: _why(each) for each in settled.left_out} == expected.left_out
    for (table, name), figures in expected.columns.items():
        assert _column(settled, table, name) == figures, name
    results = _column(settled, settled.program.table, settled.program.result)
    assert results == expected.amounts


def _is_empty(activity: Activity, missing: Missing) -> bool:
    """Whether a cell that is said to be missing is empty."""
    table, _, name = missing.place.partition("[")
    rows = tables_of(activity)[Table(table)]
    row = rows.by_id[name.removesuffix("]")]
    return any(
        cells[row] is None and missing.en == f"{missing.place}: no {rows.title(column).en}"
        for column, cells in rows.columns.items()
    )


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
