"""Counties (县域医共体、基本公共卫生) on generated rules and activity, and the same for the oracle."""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generated.agree import Drawn, Kinds, Said
from generated.draws import amount, exactly, fen, fen_of, money, near, ratio, ratios, shares, with_a_gap
from generated.sharings import costs, sharing_of, sharings
from oracle import budgets, counties
from oracle.exact import each
from yigai.model.activity import Activity, Area, Consortium, Flow, Member
from yigai.model.payment import HistoryPackage, Parameter, PublicHealth
from yigai.model.payment.words import HistoryBase, MemberWeights
from yigai.payment.program import Table
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor

NAMES = ("east", "west", "乙")
SPENT = ("spending_3_before", "spending_2_before", "spending_before")
WEIGHT = {MemberWeights.GIVEN: "weight", MemberWeights.SCORE: "score", MemberWeights.HEADS: "heads"}


@attrs.frozen
class Growth:
    """From what a package grows, and how fast; a fall is not bounded."""

    base: HistoryBase
    rate: Fraction
    cap: Fraction

    def package(self, area: Area) -> int:
        """The package of the oracle."""
        years = SPENT if self.base is HistoryBase.THREE_YEAR_MEAN else ("package_before",)
        return budgets.of_history([fen_of(getattr(area, year)) for year in years], self.rate, self.cap)


def growths() -> SearchStrategy[Growth]:
    rates = st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 30), Fraction(-1, 30), Fraction(-2)])
    return st.builds(Growth, st.sampled_from(HistoryBase), rates, rates)


@st.composite
def _areas(draw: DrawFn) -> Area:
    return Area(
        package_before=draw(money()),
        spending_before=draw(money()),
        spending_2_before=draw(money()),
        spending_3_before=draw(money()),
    )


@st.composite
def _consortia(draw: DrawFn, package: int) -> tuple[Consortium, ...]:
    """One to three, some without heads, which cost about what they get by them."""
    heads = {name: draw(st.integers(0, 4)) for name in draw(st.sampled_from([NAMES, NAMES[:2], NAMES[:1]]))}
    found = []
    for name, count in heads.items():
        quota = package * count // max(1, sum(heads.values()))
        cost = draw(costs(quota))
        outside = draw(st.integers(0, cost))
        found.append(
            Consortium(
                id=name,
                heads=count,
                inside_cost=Money(cost - outside),
                outside_cost=Money(outside),
                gate_indicator=Factor(draw(near(500))),
                reasonable_overrun=Money(draw(near(max(0, cost - quota)))),
            )
        )
    return tuple(draw(st.permutations(found)))


@st.composite
def _flows(draw: DrawFn, names: list[str]) -> tuple[Flow, ...]:
    """What the people of each cost at each other, now and then with one of them not listed."""
    pairs = [(home, at) for home in names for at in names if home != at]
    flows = [Flow(home=home, at=at, cost=Money(draw(st.sampled_from([0, 1, 10_000])))) for home, at in pairs]
    return tuple(flows[:-1] if flows and draw(st.integers(0, 15)) == 0 else flows)


@st.composite
def _members(draw: DrawFn, names: list[str]) -> tuple[Member, ...]:
    """Some members of each, now and then none or without any weight."""
    weights = st.sampled_from([1, 1, 2, 3, 7]) | st.integers(0, 10**6)
    return tuple(
        Member(
            id=f"{name}-{at}",
            consortium=name,
            weight=draw(weights),
            score=Factor(draw(weights)),
            heads=draw(weights),
        )
        for name in names
        for at in range(draw(st.sampled_from([0, 1, 2, 3, 3])))
    )


@st.composite
def packages(draw: DrawFn) -> Drawn:
    """A package from history, by heads; with balances, and what stays divided among members."""
    growth = draw(growths())
    sharing = draw(st.none() | sharings())
    by = draw(st.none() | st.sampled_from(MemberWeights)) if sharing else None
    rule = HistoryPackage(
        id="rule",
        title="示例",
        base=Parameter.of(growth.base),
        growth=ratio(growth.rate),
        growth_cap=Parameter.of(Ratio(growth.cap)),
        sharing=sharing_of(sharing),
        member_weights=by,
    )
    area = draw(_areas())
    before = fen_of(
        area.package_before if growth.base is HistoryBase.PREVIOUS_PACKAGE else area.spending_before
    )
    consortia = draw(_consortia(before or 0))
    names = [each.id for each in consortia]
    activity = Activity(
        area=area, consortia=consortia, flows=draw(_flows(names)), members=draw(_members(names))
    )
    gaps = {
        "area": (*SPENT, "package_before"),
        "consortia": ("heads", "inside_cost", "outside_cost", "gate_indicator", "reasonable_overrun"),
        "flows": ("cost",),
        "members": ("weight", "score", "heads"),
    }
    activity = draw(with_a_gap(activity, gaps))

    def said() -> Said:
        whole = growth.package(activity.area or Area())
        own = {consortium.id: consortium for consortium in activity.consortia}
        parts = counties.parts(whole, {name: consortium.heads for name, consortium in own.items()})
        if sharing is None:
            return Said(amounts=parts)
        found = counties.balances(
            parts,
            {name: _plain(consortium) for name, consortium in own.items()},
            {(flow.home, flow.at): fen_of(flow.cost) for flow in activity.flows},
            sharing.oracle,
        )
        columns: dict[tuple[Table, str], dict[str, int]] = {
            (Table.CONSORTIUM, "package"): parts,
            (Table.CONSORTIUM, "balance"): {name: each.balance for name, each in found.items()},
            (Table.CONSORTIUM, "net_flow"): {name: each.net_flow for name, each in found.items()},
            (Table.CONSORTIUM, "kept"): {name: each.shared.kept for name, each in found.items()},
            (Table.CONSORTIUM, "borne"): {name: each.shared.borne for name, each in found.items()},
        }
        if by is not None:
            kept = {name: each.shared.kept for name, each in found.items()}
            columns[Table.MEMBER, "surplus_part"] = _member_parts(activity, kept, WEIGHT[by])
        return Said(amounts={name: each.shared.pays for name, each in found.items()}, columns=columns)

    return Drawn(rule, activity, said)


def _plain(consortium: Consortium) -> counties.Consortium:
    return counties.Consortium(
        heads=consortium.heads,
        inside=fen_of(consortium.inside_cost),
        outside=fen_of(consortium.outside_cost),
        indicator=exactly(consortium.gate_indicator),
        reasonable=fen_of(consortium.reasonable_overrun),
    )


def _member_parts(activity: Activity, kept: dict[str, int], column: str) -> dict[str, int]:
    def weight(member: Member) -> Fraction | None:
        count = getattr(member, column)
        return Fraction(count) if isinstance(count, int) else exactly(count)

    def parts(name: str) -> dict[str, int]:
        weights = {member.id: weight(member) for member in activity.members if member.consortium == name}
        return counties.to_members(kept[name], weights)

    divided = each(kept, parts)
    return {member: part for own in divided.values() for member, part in own.items()}


@st.composite
def public_health(draw: DrawFn) -> Drawn:
    per_head, prepaid_share = draw(fen()), draw(ratios())
    rule = PublicHealth(
        id="rule", title="示例", per_head=amount(per_head), prepaid_share=ratio(prepaid_share)
    )
    consortia = tuple(
        Consortium(
            id=name,
            residents=draw(st.integers(0, 10**6)),
            assessment=draw(shares() | near(10_000).map(Factor)),
        )
        for name in NAMES
    )
    activity = Activity(consortia=consortia)
    activity = draw(with_a_gap(activity, {"consortia": ("residents", "assessment")}))

    def said() -> Said:
        own = {consortium.id: consortium for consortium in activity.consortia}
        found = each(
            own,
            lambda name: counties.public_health(
                own[name].residents, per_head, prepaid_share, exactly(own[name].assessment)
            ),
        )
        return Said(
            amounts={name: each.paid for name, each in found.items()},
            columns={
                (Table.CONSORTIUM, "whole"): {name: each.whole for name, each in found.items()},
                (Table.CONSORTIUM, "prepaid_part"): {name: each.prepaid for name, each in found.items()},
                (Table.CONSORTIUM, "after_assessment"): {name: each.after for name, each in found.items()},
            },
        )

    return Drawn(rule, activity, said)


KINDS: Kinds = {
    "history-package": packages(),
    "public-health": public_health(),
}
