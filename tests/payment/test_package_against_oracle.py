"""County packages and bands on generated figures, against the oracle."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated.agree import REFUSALS
from generated.draws import DAY, near
from generated.sharings import Bands, costs, shared, sharings
from oracle.exact import NoAmount
from oracle.package import package
from yigai.model.activity import Activity, Area, Consortium
from yigai.model.payment import CountyPackage, Parameter
from yigai.model.payment.words import IncrementReading
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor

FEN = st.sampled_from([0, 1, 99, 100, 10_000]) | st.integers(0, 10**13)
SHARES = st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 10), Fraction(1)]) | st.fractions(0, 1)


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


@given(bands=sharings(), data=st.data())
def test_a_surplus_and_an_overrun_by_bands(bands: Bands, data: st.DataObject) -> None:
    quota = data.draw(st.sampled_from([100, 2_000, 100_000_000]) | st.integers(1, 10**12))
    cost = data.draw(costs(quota))
    rule = CountyPackage(
        id="package",
        title="示例",
        reserve_share=Parameter.of(Ratio.parse("0")),
        reading=Parameter.of(IncrementReading.TOTAL),
        package_rate=Parameter.of(Ratio.parse("1")),
        sharing=bands.sharing,
    )
    east = Consortium(
        id="east",
        heads=1,
        inside_cost=Money(cost),
        outside_cost=Money(0),
        gate_indicator=Factor(data.draw(near(500))),
        reasonable_overrun=Money(data.draw(near(max(0, cost - quota)) | FEN)),
    )
    activity = Activity(
        area=Area(fund_income=Money(quota), critical_illness_fund=Money(0)), consortia=(east,)
    )
    settled = settle(rule, activity, as_of=DAY)
    expected = shared(bands, east, quota=quota, cost=cost, base=quota)
    assert fen_of(settled, Table.CONSORTIUM, "east", "kept") == expected.kept
    assert fen_of(settled, Table.CONSORTIUM, "east", "borne") == expected.borne
    assert fen_of(settled, Table.CONSORTIUM, "east", "fund_pays") == expected.pays
