"""Surplus retention and overrun sharing (结余留用、超支分担): for a rule, and for the oracle."""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generated.draws import exactly, fen, fen_of, near, ratio, ratios
from oracle import bands
from yigai.model.activity import Consortium, Institution
from yigai.model.payment import Band, BandTable, Gate, Sharing
from yigai.model.payment.words import BandMethod, Edge, Party
from yigai.values.ratio import Ratio

EDGES = [*(Fraction(n, 20) for n in range(1, 10)), Fraction(1, 3)]


@attrs.frozen
class Bands:
    """A sharing twice."""

    sharing: Sharing
    oracle: bands.Sharing


@st.composite
def tables(draw: DrawFn) -> tuple[BandTable, bands.Bands]:
    """Bands from nothing upwards, each beginning where the one before ends, the last open."""
    edges = sorted(draw(st.sets(st.sampled_from(EDGES), max_size=3)))
    pieces = [
        bands.Band(start, end, draw(ratios()))
        for start, end in zip([Fraction(0), *edges], [*edges, None], strict=True)
    ]
    method, closed = draw(st.sampled_from(BandMethod)), draw(st.sampled_from([Edge.LESS, Edge.AT_MOST]))
    party = draw(st.sampled_from(Party))
    table = BandTable(
        share_of=party,
        method=method,
        closed=closed,
        bands=tuple(
            Band(
                start=Ratio(piece.start),
                end=None if piece.end is None else Ratio(piece.end),
                share=Ratio(piece.share),
            )
            for piece in draw(st.permutations(pieces))
        ),
    )
    return table, bands.Bands(
        pieces,
        is_whole=method is BandMethod.WHOLE,
        closed_above=closed is Edge.AT_MOST,
        of_fund=party is Party.FUND,
    )


@st.composite
def sharings(draw: DrawFn) -> Bands:
    surplus, oracle_surplus = draw(tables())
    overrun, oracle_overrun = draw(tables())
    gate = draw(st.none() | st.tuples(st.sampled_from(Edge), st.just(Fraction(1, 20))))
    cap, reasonable_only = draw(st.none() | ratios()), draw(st.booleans())
    sharing = Sharing(
        surplus=surplus,
        overrun=overrun,
        gate=gate and Gate(indicator="示例", when=gate[0], edge=ratio(gate[1])),
        surplus_cap=None if cap is None else ratio(cap),
        reasonable_only=reasonable_only,
    )
    oracle = bands.Sharing(
        oracle_surplus, oracle_overrun, gate and (gate[0].value, gate[1]), cap, reasonable_only
    )
    return Bands(sharing, oracle)


def sharing_of(bands: Bands | None) -> Sharing | None:
    """As a rule has it, where it has any."""
    return None if bands is None else bands.sharing


def shared(
    sharing: Bands, house: Institution | Consortium, *, quota: int, cost: int, base: int
) -> bands.Shared:
    """What an institution keeps, bears and gets."""
    return bands.shared(
        sharing.oracle,
        quota=quota,
        cost=cost,
        base=base,
        indicator=exactly(house.gate_indicator),
        reasonable=fen_of(house.reasonable_overrun),
    )


def costs(quota: int) -> SearchStrategy[int]:
    """A cost beside a quota, often just at, one fen under or over an edge of a band."""
    edges = [max(0, int(quota * (1 + sign * edge))) for edge in (Fraction(0), *EDGES) for sign in (1, -1)]
    return st.sampled_from(edges).flatmap(near) | fen()
