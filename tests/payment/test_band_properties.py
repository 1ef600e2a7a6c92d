"""What holds for any bands, quotas and costs: nothing is lost, and each fen is somebody's."""

from __future__ import annotations

from fractions import Fraction

import pendulum
from hypothesis import given
from hypothesis import strategies as st

from yigai.model.activity import Activity, Institution
from yigai.model.payment import Band, BandTable, GlobalBudget, Sharing
from yigai.model.payment.words import BandMethod, Edge, Party
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money, Rounding
from yigai.values.ratio import Ratio

DAY = pendulum.date(2024, 12, 31)
edges = st.lists(st.fractions(min_value="0.001", max_value=3, max_denominator=1000), unique=True, max_size=3)
shares = st.fractions(min_value=0, max_value=1, max_denominator=100)
fen = st.integers(min_value=1, max_value=10**9)


@st.composite
def tables(draw: st.DrawFn) -> BandTable:
    marks = [Fraction(0), *sorted(draw(edges))]
    ends = [*(Ratio(edge) for edge in marks[1:]), None]
    bands = [
        Band(start=Ratio(start), end=end, share=Ratio(draw(shares)))
        for start, end in zip(marks, ends, strict=True)
    ]
    return BandTable(
        share_of=draw(st.sampled_from(Party)),
        method=draw(st.sampled_from(BandMethod)),
        closed=draw(st.sampled_from([Edge.LESS, Edge.AT_MOST])),
        bands=tuple(draw(st.permutations(bands))),
    )


sharings = st.builds(Sharing, surplus=tables(), overrun=tables())
pairs = st.lists(st.tuples(fen, fen), min_size=1, max_size=3)


def settled(sharing: Sharing, pairs: list[tuple[int, int]]) -> Settlement:
    rule = GlobalBudget(id="tested", title="示例", sharing=sharing)
    rows = [
        Institution(id=f"h{at}", quota=Money(quota), cost=Money(cost))
        for at, (quota, cost) in enumerate(pairs)
    ]
    return settle(rule, Activity(institutions=tuple(rows)), as_of=DAY)


def part_of(table: BandTable, amount: int, quota: int) -> Fraction:
    """The printed party's part in fen, from the definition alone: by small pieces, or by the band reached."""
    ratio = Fraction(amount, quota)
    total = Fraction(0)
    for band in table.bands:
        start = band.start.as_fraction()
        end = None if band.end is None else band.end.as_fraction()
        share = band.share.as_fraction()
        if table.method is BandMethod.MARGINAL:
            top = ratio if end is None else min(ratio, end)
            total += max(Fraction(0), top - start) * quota * share
        elif table.closed is Edge.LESS:
            total += amount * share if start <= ratio and (end is None or ratio < end) else 0
        else:
            total += amount * share if start < ratio and (end is None or ratio <= end) else 0
    return total


@given(tables(), st.data())
def test_bands_cover_every_ratio_once(table: BandTable, data: st.DataObject) -> None:
    assert (table.gaps, table.overlaps) == ((), ())
    gone = data.draw(st.sampled_from(table.bands))
    rest = tuple(band for band in table.bands if band is not gone)
    assert BandTable(bands=rest).gaps == ((gone.start, gone.end),)
    assert BandTable(bands=(*table.bands, gone)).overlaps == ((gone.start, gone.end),)


@given(sharings, pairs)
def test_a_surplus_and_an_overrun_are_divided_to_the_fen(
    sharing: Sharing, pairs: list[tuple[int, int]]
) -> None:
    settlement = settled(sharing, pairs)
    for at, (quota, cost) in enumerate(pairs):
        row = settlement.evaluated.tables[Table.INSTITUTION].columns
        kept, borne, pays = row["kept"][at], row["borne"][at], row["fund_pays"][at]
        surplus, overrun = max(0, quota - cost), max(0, cost - quota)
        assert isinstance(kept, int)
        assert isinstance(borne, int)
        assert 0 <= kept <= surplus
        assert 0 <= borne <= overrun
        assert pays == cost + kept - borne
        for table, amount, own in ((sharing.surplus, surplus, kept), (sharing.overrun, overrun, borne)):
            assert table is not None
            printed = Rounding.HALF_UP.to_int(part_of(table, amount, quota))
            assert own == (printed if table.share_of is Party.INSTITUTION else amount - printed)


@given(sharings, pairs)
def test_the_order_of_the_institutions_is_irrelevant(sharing: Sharing, pairs: list[tuple[int, int]]) -> None:
    rule = GlobalBudget(id="tested", title="示例", sharing=sharing)
    rows = [
        Institution(id=f"h{at}", quota=Money(quota), cost=Money(cost))
        for at, (quota, cost) in enumerate(pairs)
    ]
    backwards = settle(rule, Activity(institutions=tuple(reversed(rows))), as_of=DAY)
    forwards = settled(sharing, pairs)
    assert {each.id: each.value for each in backwards.results} == {
        each.id: each.value for each in forwards.results
    }
