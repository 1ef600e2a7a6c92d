"""County packages and bands on generated figures, against the oracle."""

from __future__ import annotations

from fractions import Fraction

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from oracle.bands import Band as Piece
from oracle.bands import Bands, part
from oracle.exact import NoAmount, Why
from oracle.package import package
from yigai.errors import InvalidValue, Undefined
from yigai.model.activity import Activity, Area, Consortium
from yigai.model.payment import Band, BandTable, CountyPackage, Parameter, Sharing
from yigai.model.payment.words import BandMethod, Edge, IncrementReading
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.ratio import Ratio

DAY = pendulum.date(2024, 12, 31)
FEN = st.sampled_from([0, 1, 99, 100, 10_000]) | st.integers(0, 10**13)
SHARES = st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 10), Fraction(1)]) | st.fractions(0, 1)
REFUSALS = {Why.UNDEFINED: Undefined, Why.UNKNOWN: MissingData, Why.OUT_OF_BOUNDS: InvalidValue}


def fen_of(settlement: Settlement, table: Table, name: str, column: str) -> int:
    return Money.parse(settlement.figures(table, name)[column]).fen


@given(
    raised=FEN | st.none(),
    before=FEN | st.none(),
    critical=st.sampled_from([0, 1]) | FEN | st.none(),
    reserve=SHARES,
    rate=st.fractions(Fraction(19, 20), 1),
    of_increment=st.booleans(),
    heads=st.dictionaries(
        st.sampled_from(["east", "west", "乙", "a/b"]), st.integers(0, 3) | st.integers(0, 10**6), max_size=4
    ),
)
def test_a_package_and_its_parts(  # noqa: PLR0917
    raised: int | None,
    before: int | None,
    critical: int | None,
    reserve: Fraction,
    rate: Fraction,
    of_increment: bool,  # noqa: FBT001
    heads: dict[str, int],
) -> None:
    rule = CountyPackage(
        id="package",
        title="示例",
        reserve_share=Parameter.of(Ratio(reserve)),
        reading=Parameter.of(IncrementReading.INCREMENT if of_increment else IncrementReading.TOTAL),
        package_rate=Parameter.of(Ratio(rate)),
    )
    activity = Activity(
        area=Area(
            fund_income=_money(raised),
            fund_income_before=_money(before),
            critical_illness_fund=_money(critical),
        ),
        consortia=tuple(Consortium(id=name, heads=count) for name, count in heads.items()),
    )
    try:
        expected = package(
            raised=raised, raised_before=before, critical=critical, reserve_share=reserve,
            of_increment=of_increment, rate=rate, heads=heads,
        )  # fmt: skip
    except NoAmount as none:
        with pytest.raises(tuple(REFUSALS[why] for why in none.whys)):
            settle(rule, activity, as_of=DAY)
        return
    settled = settle(rule, activity, as_of=DAY)
    for column, fen in (
        ("reserve", expected.reserve), ("budget", expected.rest), ("package_total", expected.package),
        ("kept_by_fund", expected.kept),
    ):  # fmt: skip
        assert fen_of(settled, Table.AREA, "", column) == fen
    assert {name: fen_of(settled, Table.CONSORTIUM, name, "package") for name in heads} == expected.parts
    assert expected.package >= rate * expected.rest > expected.package - 1


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


@st.composite
def band_tables(draw: DrawFn) -> tuple[list[Piece], BandMethod, Edge]:
    """Bands from nothing upwards, each beginning where the one before ends, the last open."""
    edges = sorted(draw(st.sets(st.sampled_from([Fraction(n, 20) for n in range(1, 10)]), max_size=3)))
    starts, ends = [Fraction(0), *edges], [*edges, None]
    pieces = [Piece(start, end, draw(SHARES)) for start, end in zip(starts, ends, strict=True)]
    return pieces, draw(st.sampled_from(BandMethod)), draw(st.sampled_from([Edge.LESS, Edge.AT_MOST]))


def _table(drawn: tuple[list[Piece], BandMethod, Edge]) -> BandTable:
    pieces, method, closed = drawn
    bands = [
        Band(
            start=Ratio(each.start),
            end=None if each.end is None else Ratio(each.end),
            share=Ratio(each.share),
        )
        for each in pieces
    ]
    return BandTable(method=method, closed=closed, bands=tuple(bands))


def gaps(quota: SearchStrategy[int]) -> SearchStrategy[tuple[int, int]]:
    """A quota and a cost, often just at, one fen under or over an edge of a band."""
    edge = st.builds(
        lambda whole, n, more: (whole, max(0, whole + whole * n // 20 + more)),
        quota,
        st.integers(-10, 10),
        st.integers(-1, 1),
    )
    return edge | st.tuples(quota, FEN)


@given(
    band_tables(), band_tables(), gaps(st.sampled_from([100, 2_000, 100_000_000]) | st.integers(1, 10**12))
)
def test_a_surplus_and_an_overrun_by_bands(
    surplus: tuple[list[Piece], BandMethod, Edge],
    overrun: tuple[list[Piece], BandMethod, Edge],
    figures: tuple[int, int],
) -> None:
    quota, cost = figures
    rule = CountyPackage(
        id="package",
        title="示例",
        reserve_share=Parameter.of(Ratio.parse("0")),
        reading=Parameter.of(IncrementReading.TOTAL),
        package_rate=Parameter.of(Ratio.parse("1")),
        sharing=Sharing(surplus=_table(surplus), overrun=_table(overrun)),
    )
    activity = Activity(
        area=Area(fund_income=Money(quota), critical_illness_fund=Money(0)),
        consortia=(Consortium(id="east", heads=1, inside_cost=Money(cost), outside_cost=Money(0)),),
    )
    settled = settle(rule, activity, as_of=DAY)
    kept, borne = (
        part(
            Bands(pieces, is_whole=method is BandMethod.WHOLE, closed_above=closed is Edge.AT_MOST),
            amount,
            quota,
        )
        for (pieces, method, closed), amount in (
            (surplus, max(0, quota - cost)),
            (overrun, max(0, cost - quota)),
        )
    )
    assert fen_of(settled, Table.CONSORTIUM, "east", "kept") == kept
    assert fen_of(settled, Table.CONSORTIUM, "east", "borne") == borne
    assert fen_of(settled, Table.CONSORTIUM, "east", "fund_pays") == cost + kept - borne
