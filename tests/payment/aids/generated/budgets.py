"""Budgets (总额付费、按人头付费、区域总额) on generated rules and activity, and the same for the oracle."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from generated.agree import Drawn, Kinds, Said
from generated.draws import (
    NAMES,
    amount,
    fen,
    fen_of,
    near,
    ratio,
    ratios,
    with_a_gap,
)
from generated.holdings import COLUMNS, deposits, holding_of, left_to_pay, with_advances
from generated.sharings import costs, shared, sharing_of, sharings
from oracle import bands, budgets
from oracle.exact import each, known
from yigai.model.activity import Activity, Area, Enrolment, Institution
from yigai.model.payment import AreaAmount, AreaBudget, Capitation, CategoryQuota, GlobalBudget, Parameter
from yigai.model.payment.words import BudgetBasis, RatioBase
from yigai.payment.program import Table
from yigai.values.money import Money
from yigai.values.scaled import Factor

CATEGORIES = ("在职", "退休")


@st.composite
def _measured(draw: DrawFn, house: Institution, quota: int) -> Institution:
    """The institution with a cost near its quota, and what gates and reasonable overruns ask for."""
    cost = draw(costs(quota))
    return attrs.evolve(
        draw(with_advances(house)),
        cost=Money(cost),
        gate_indicator=Factor(draw(near(500))),
        reasonable_overrun=Money(draw(near(max(0, cost - quota)) | fen())),
    )


def _columns(found: dict[str, bands.Shared]) -> dict[tuple[Table, str], dict[str, int]]:
    return {
        (Table.INSTITUTION, "kept"): {name: each.kept for name, each in found.items()},
        (Table.INSTITUTION, "borne"): {name: each.borne for name, each in found.items()},
        (Table.INSTITUTION, "fund_pays"): {name: each.pays for name, each in found.items()},
    }


MEASURED = ("cost", "gate_indicator", "reasonable_overrun", *COLUMNS)


@st.composite
def quotas(draw: DrawFn) -> Drawn:
    sharing, deposit = draw(sharings()), draw(st.none() | deposits())
    rule = GlobalBudget(id="rule", title="示例", sharing=sharing_of(sharing), holding=holding_of(deposit))
    houses = []
    for name in NAMES:
        quota = draw(st.sampled_from([1, 100, 2_000, 100_000_000]) | st.integers(1, 10**7) | fen())
        houses.append(draw(_measured(Institution(id=name, quota=Money(quota)), quota)))
    gaps = {"institutions": ("quota", *MEASURED)}
    activity = draw(with_a_gap(Activity(institutions=tuple(draw(st.permutations(houses)))), gaps))

    def said() -> Said:
        own = {house.id: house for house in activity.institutions}

        def part(name: str) -> bands.Shared:
            quota = known(fen_of(own[name].quota))
            return shared(sharing, own[name], quota=quota, cost=known(fen_of(own[name].cost)), base=quota)

        left = left_to_pay(each(own, lambda name: part(name).pays), activity, deposit)
        return Said(amounts=left, columns=_columns(each(own, part)))

    return Drawn(rule, activity, said)


@st.composite
def _enrolled(draw: DrawFn, scale: dict[str, int], *, by_category: bool) -> Activity:
    """People enrolled with each institution, what referrals took off their budget, and what they cost."""
    counts = st.integers(1, 10**5) | st.integers(0, 3)
    enrolled = {name: {category: draw(counts) for category in scale} for name in NAMES}
    houses = []
    for name, own in enrolled.items():
        whole = sum(count * scale[category] for category, count in own.items())
        referred = draw(st.sampled_from([0, 0, 0, whole // 3, whole // 2, whole, whole + 1]))
        house = Institution(id=name, heads=own.get(""), referred_out=Money(referred))
        houses.append(draw(_measured(house, max(0, whole - referred))))
    return Activity(
        institutions=tuple(houses),
        enrolments=tuple(
            Enrolment(institution=name, category=category, heads=count)
            for name, own in enrolled.items()
            for category, count in own.items()
            if by_category
        ),
    )


@st.composite
def heads(draw: DrawFn) -> Drawn:
    """One quota for everybody, or one for each category; with bands or without."""
    by_category = draw(st.booleans())
    scale = {name: draw(fen()) for name in (CATEGORIES if by_category else ("",))}
    base = draw(st.sampled_from(RatioBase))
    sharing, deposit = draw(st.none() | sharings()), draw(st.none() | deposits())
    rule = Capitation(
        id="rule",
        title="示例",
        quota=None if by_category else amount(scale[""]),
        categories=tuple(CategoryQuota(category=name, quota=amount(quota)) for name, quota in scale.items())
        if by_category
        else (),
        ratio_base=base,
        sharing=sharing_of(sharing),
        holding=holding_of(deposit),
    )
    activity = draw(_enrolled(scale, by_category=by_category))
    gaps: dict[str, Sequence[str]] = {
        "institutions": ("referred_out", *(() if by_category else ("heads",)), *MEASURED),
        "enrolments": ("heads",),
    }
    activity = draw(with_a_gap(activity, gaps))

    def said() -> Said:
        own = {house.id: house for house in activity.institutions}

        def budget(name: str) -> tuple[int, int]:
            counted: list[tuple[int | None, int]] = [
                (row.heads, scale[row.category]) for row in activity.enrolments if row.institution == name
            ]
            return budgets.of_heads(
                counted if by_category else [(own[name].heads, scale[""])], fen_of(own[name].referred_out)
            )

        def part(name: str) -> bands.Shared:
            whole, net = budget(name)
            if sharing is None:
                return bands.Shared(0, 0, net)
            cost = known(fen_of(own[name].cost))
            return shared(
                sharing, own[name], quota=net, cost=cost, base=net if base is RatioBase.NET else whole
            )

        left = left_to_pay(each(own, lambda name: part(name).pays), activity, deposit)
        columns = {(Table.INSTITUTION, "net_budget"): {name: budget(name)[1] for name in own}}
        return Said(amounts=left, columns=columns | (_columns(each(own, part)) if sharing else {}))

    return Drawn(rule, activity, said)


@st.composite
def areas(draw: DrawFn) -> Drawn:
    """An amount that is given, or of the income; with a cap on its growth or without."""
    income, before = draw(fen()), draw(fen())
    is_given = draw(st.booleans())
    terms = budgets.Area(
        given=draw(fen()) if is_given else None,
        reserve_share=draw(ratios()),
        other_uses=draw(near(income) | fen() | st.just(0)),
        growth_cap=draw(st.none() | ratios()),
    )
    rule = AreaBudget(
        id="rule",
        title="示例",
        budget=AreaAmount(
            basis=BudgetBasis.GIVEN if is_given else BudgetBasis.INCOME,
            amount=None if terms.given is None else amount(terms.given),
            reserve_share=None if is_given else ratio(terms.reserve_share),
            other_uses=None if is_given else amount(terms.other_uses),
            growth_cap=None if terms.growth_cap is None else ratio(terms.growth_cap),
            wholly_used=Parameter.of(draw(st.booleans())),
        ),
    )
    activity = Activity(area=Area(fund_income=Money(income), budget_before=Money(before)))
    activity = draw(with_a_gap(activity, {"area": ("fund_income", "budget_before")}))
    area = activity.area or Area()

    def said() -> Said:
        found = budgets.of_area(terms, fen_of(area.fund_income), fen_of(area.budget_before))
        return Said(amounts={"": found})

    return Drawn(rule, activity, said)


KINDS: Kinds = {
    "global-budget": quotas(),
    "capitation": heads(),
    "area-budget": areas(),
}
