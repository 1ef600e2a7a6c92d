"""Balances of the consortia of a county: flows that cancel, a surplus for the members, a deficit by bands.

Two made-up consortia with packages of 1,000,000 and 800,000, and made-up bands: of an overrun the
institutions bear 40 % up to 5 % of the package, half up to 10 %, and all above.
"""

from __future__ import annotations

from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue, Undefined
from yigai.model.activity import Activity, Area, Consortium, Flow, Member
from yigai.model.payment import (
    Band,
    BandTable,
    HistoryPackage,
    Parameter,
    Sharing,
)
from yigai.model.payment.words import BandMethod, HistoryBase, MemberWeights
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor

YEAR_END = pendulum.date(2024, 12, 31)


def bands(*parts: tuple[str, str | None, str]) -> BandTable:
    return BandTable(
        method=BandMethod.MARGINAL,
        bands=tuple(
            Band(
                start=Ratio.parse(start),
                end=None if end is None else Ratio.parse(end),
                share=Ratio.parse(share),
            )
            for start, end, share in parts
        ),
    )


SHARING = Sharing(
    surplus=bands(("0", None, "1")),
    overrun=bands(("0", "5%", "40%"), ("5%", "10%", "50%"), ("10%", None, "1")),
)
RULE = HistoryPackage(
    id="county",
    title="示例县医共体总额包干（虚构）",
    base=Parameter.of(HistoryBase.PREVIOUS_PACKAGE),
    growth=Parameter.of(Ratio.parse("0")),
    growth_cap=Parameter.of(Ratio.parse("0")),
    sharing=SHARING,
    member_weights=MemberWeights.SCORE,
)
SCORES = {"hospital": ("east", "92.5"), "town-1": ("east", "88"), "town-2": ("east", "81")}


def county(province: str = "60000.00", *, scores: dict[str, tuple[str, str]] | None = None) -> Activity:
    """East's people cost 850,000 inside, 50,000 in the west and the given amount in the province."""
    yuan = Money.parse
    members = SCORES | {"hospital-w": ("west", "1")} if scores is None else scores
    return Activity(
        area=Area(package_before=yuan("1800000.00")),
        consortia=(
            Consortium(id="east", heads=10, inside_cost=yuan("850000.00"), outside_cost=yuan(province)),
            Consortium(id="west", heads=8, inside_cost=yuan("700000.00"), outside_cost=yuan("45000.00")),
        ),
        flows=(
            Flow(home="east", at="west", cost=yuan("50000.00")),
            Flow(home="west", at="east", cost=yuan("80000.00")),
        ),
        members=tuple(
            Member(id=name, consortium=home, score=Factor.parse(score))
            for name, (home, score) in members.items()
        ),
    )


def settled(activity: Activity, rule: HistoryPackage = RULE) -> Settlement:
    return settle(rule, activity, as_of=YEAR_END)


def column(settlement: Settlement, table: Table, name: str) -> dict[str, str]:
    rows = settlement.evaluated.tables[table]
    return {each: settlement.figures(table, each)[name] for each in rows.ids}


def members(settlement: Settlement) -> dict[str, str]:
    return column(settlement, Table.MEMBER, "surplus_part")


def consortia(settlement: Settlement, name: str) -> dict[str, str]:
    return column(settlement, Table.CONSORTIUM, name)


def test_a_surplus_and_a_deficit() -> None:
    settlement = settled(county())
    assert consortia(settlement, "package") == {"east": "1000000.00", "west": "800000.00"}
    assert consortia(settlement, "balance") == {"east": "40000.00", "west": "-25000.00"}
    assert consortia(settlement, "net_flow") == {"east": "30000.00", "west": "-30000.00"}
    # 40000 by 92.5 : 88 : 81 is 14149.13958, 13460.80306 and 12390.05736
    assert members(settlement) == {
        "hospital": "14149.14",
        "town-1": "13460.80",
        "town-2": "12390.06",
        "hospital-w": "0.00",
    }
    assert consortia(settlement, "borne") == {"east": "0.00", "west": "10000.00"}
    assert {each.id: str(each.amount) for each in settlement.results} == {
        "east": "1000000.00",
        "west": "815000.00",  # its people cost 825000, of which it bears 10000
    }
    assert ("net flows in all, which cancel", "0.00") in [
        (line.says.en, str(line)) for line in settlement.reconciliation
    ]


@pytest.mark.parametrize(
    ("province", "balance", "hospital", "borne"),
    [
        ("100000.00", "0.00", "0.00", "0.00"),
        ("99999.99", "0.01", "0.01", "0.00"),  # the largest weight has the largest remainder
        ("100000.01", "-0.01", "0.00", "0.00"),  # 0.4 fen
        ("100000.02", "-0.02", "0.00", "0.01"),  # 0.8 fen
    ],
)
def test_around_a_balance_of_zero(province: str, balance: str, hospital: str, borne: str) -> None:
    settlement = settled(county(province))
    assert consortia(settlement, "balance")["east"] == balance
    assert members(settlement)["hospital"] == hospital
    assert consortia(settlement, "borne")["east"] == borne


@pytest.mark.parametrize(
    ("weights", "parts"),
    [(MemberWeights.GIVEN, ["30000.00", "10000.00"]), (MemberWeights.HEADS, ["8000.00", "32000.00"])],
)
def test_other_weights(weights: MemberWeights, parts: list[str]) -> None:
    activity = attrs.evolve(
        county(),
        members=(
            Member(id="hospital", consortium="east", weight=3, heads=20),
            Member(id="town", consortium="east", weight=1, heads=80),
        ),
    )
    rule = attrs.evolve(RULE, member_weights=weights)
    assert list(members(settled(activity, rule)).values()) == parts


@pytest.mark.parametrize("weights", [MemberWeights.GIVEN, MemberWeights.HEADS])
def test_a_member_of_a_consortium_without_a_surplus_needs_no_weight(weights: MemberWeights) -> None:
    activity = attrs.evolve(
        county(),
        members=(
            Member(id="hospital", consortium="east", weight=1, heads=1),
            Member(id="clinic", consortium="west"),
        ),
    )
    parts = members(settled(activity, attrs.evolve(RULE, member_weights=weights)))
    assert parts == {"hospital": "40000.00", "clinic": "0.00"}


def test_nobody_was_assessed() -> None:
    nobody = {"hospital": ("east", "0"), "town-1": ("east", "0")}
    with pytest.raises(Undefined, match=r"consortia\[east\]"):
        settled(county(scores=nobody))
    # where there is nothing to divide, nothing is undefined
    assert set(members(settled(county("100000.00", scores=nobody))).values()) == {"0.00"}


def test_a_weight_is_needed_where_there_is_something_to_divide() -> None:
    def unscored(activity: Activity, name: str) -> Activity:
        return attrs.evolve(
            activity,
            members=tuple(
                attrs.evolve(each, score=None) if each.id == name else each for each in activity.members
            ),
        )

    with pytest.raises(MissingData, match=r"members\[town-2\]: no assessment score"):
        settled(unscored(county(), "town-2"))
    assert members(settled(unscored(county(), "hospital-w")))["hospital-w"] == "0.00"


def test_a_member_of_no_consortium() -> None:
    with pytest.raises(MissingData, match="no consortium north"):
        settled(county(scores={**SCORES, "stray": ("north", "1")}))


@pytest.mark.parametrize(
    "flows",
    [
        (),
        (Flow(home="east", at="west", cost=Money(1)),),
    ],
)
def test_a_flow_that_is_not_listed_is_not_zero(flows: tuple[Flow, ...]) -> None:
    with pytest.raises(InvalidValue, match="not all flows"):
        settled(attrs.evolve(county(), flows=flows))


@pytest.mark.parametrize(("home", "at"), [("north", "east"), ("east", "north")])
def test_a_flow_from_or_to_nowhere(home: str, at: str) -> None:
    flows = (*county().flows, Flow(home=home, at=at, cost=Money(1)))
    with pytest.raises(MissingData, match="no consortium north"):
        settled(attrs.evolve(county(), flows=flows))


def test_a_flow_to_itself_is_none() -> None:
    with pytest.raises(InvalidValue):
        Flow(home="east", at="east", cost=Money(1))


@pytest.mark.parametrize("missing", ["inside_cost", "outside_cost"])
def test_a_missing_cost_is_not_a_surplus(missing: str) -> None:
    east, west = county().consortia
    without: dict[str, Any] = {missing: None}
    activity = attrs.evolve(county(), consortia=(east, attrs.evolve(west, **without)))
    with pytest.raises(MissingData, match=r"consortia\[west\]"):
        settled(activity)


def test_a_missing_cost_of_a_flow() -> None:
    flows = tuple(attrs.evolve(flow, cost=None) for flow in county().flows)
    with pytest.raises(MissingData, match="flows"):
        settled(attrs.evolve(county(), flows=flows))


def test_members_share_no_surplus_where_nobody_says_what_stays() -> None:
    with pytest.raises(Undecided) as told:
        settled(county(), attrs.evolve(RULE, sharing=None))
    assert told.value.open == ("sharing",)


def test_a_rule_may_leave_the_surplus_to_the_consortium() -> None:
    settlement = settled(county(scores={}), attrs.evolve(RULE, member_weights=None))
    assert consortia(settlement, "kept") == {"east": "40000.00", "west": "0.00"}


def test_a_part_is_explained_by_the_surplus_of_its_own_consortium() -> None:
    trace = settled(county()).explain("town-1", table=Table.MEMBER, column="surplus_part")
    (part,) = trace.steps
    assert part.result == "13460.80"
    assert "÷ sum of all rows 261.5000" in part.formula.en
    kept, weight = part.steps
    assert (kept.result, weight.result) == ("40000.00", "88.0000")
    assert kept.inputs[0] == ("row", "consortia[east]")


@st.composite
def counties(draw: st.DrawFn) -> Activity:
    names = draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4, unique=True))
    fen = st.integers(0, 10**9).map(Money)
    member = st.tuples(st.sampled_from(names), st.integers(0, 100))
    # one member of each consortium has a weight, so that every surplus can be divided
    listed = [(name, 1) for name in names] + draw(st.lists(member, max_size=6))
    return Activity(
        # enough for a fen each: over no package at all an overrun has no ratio
        area=Area(package_before=Money(draw(st.integers(10_000, 10**9)))),
        consortia=tuple(
            Consortium(
                id=name, heads=draw(st.integers(1, 1000)), inside_cost=draw(fen), outside_cost=draw(fen)
            )
            for name in names
        ),
        flows=tuple(Flow(home=home, at=at, cost=draw(fen)) for home in names for at in names if home != at),
        members=tuple(
            Member(id=str(at), consortium=home, weight=weight) for at, (home, weight) in enumerate(listed)
        ),
    )


WEIGHTED = attrs.evolve(RULE, member_weights=MemberWeights.GIVEN)


@given(activity=counties())
def test_flows_cancel_and_every_surplus_is_divided_to_the_fen(activity: Activity) -> None:
    settlement = settled(activity, WEIGHTED)
    tables = settlement.evaluated.tables
    columns: dict[str, list[Any]] = dict(tables[Table.CONSORTIUM].columns)
    assert sum(columns["net_flow"]) == 0
    assert sum(columns["package"]) == activity.area.package_before.fen  # type: ignore[union-attr]
    parts = dict.fromkeys(tables[Table.CONSORTIUM].ids, 0)
    for member, part in zip(activity.members, tables[Table.MEMBER].columns["surplus_part"], strict=True):
        parts[member.consortium] += int(part or 0)
    assert list(parts.values()) == columns["kept"]
    assert columns["kept"] == [max(0, each) for each in columns["balance"]]
    assert all(each >= 0 for each in columns["borne"])


@given(activity=counties(), random=st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(activity: Activity, random: Any) -> None:
    def shuffled(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(rows, len(rows)))

    turned = attrs.evolve(
        activity,
        consortia=shuffled(activity.consortia),
        flows=shuffled(activity.flows),
        members=shuffled(activity.members),
    )
    one, other = settled(activity, WEIGHTED), settled(turned, WEIGHTED)
    assert members(one) == members(other)
    assert {each.id: each.value for each in one.results} == {each.id: each.value for each in other.results}


def test_a_tied_fen_goes_to_the_smaller_id() -> None:
    listed: dict[str, tuple[str, str]] = dict.fromkeys(("2", "10", "3"), ("east", "1"))
    assert members(settled(county("99999.99", scores=listed))) == {"2": "0.00", "10": "0.01", "3": "0.00"}
