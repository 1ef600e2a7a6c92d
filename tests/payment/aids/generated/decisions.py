"""Decisions (调价评估、中医病例准入、人员支出占比) on generated rules, and the same for the oracle."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generated.agree import Drawn, Kinds, Said
from generated.draws import amount, exactly, fen, fen_of, near, ratio, ratios, with_a_gap
from oracle import decisions
from oracle.exact import known, paid_rows
from yigai.model.activity import Activity, Area, Case, Institution, Measured, PriceItem
from yigai.model.payment import Parameter, PayShare, PriceReview, TcmGate, Threshold
from yigai.model.payment.words import Edge
from yigai.payment.program import Table
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Reading

COSTS = (
    "tcm_cost",
    "western_treatment_cost",
    "medicine_cost",
    "decoction_cost",
    "surgery_cost",
    "material_cost",
)
CLASSES = ("tcm_class_1", "tcm_class_2", "tcm_class_3", "tcm_class_4")
INDICATORS = ("劳务收入占比", "距上次评估年数", "基金可支付月数")
ANSWERS = st.sampled_from([True, True, True, True, False, None])


def _flag(answer: decisions.Answer) -> int | None:
    return None if answer is None else int(answer)


def _thresholds() -> SearchStrategy[list[decisions.Threshold]]:
    edges = st.sampled_from([Fraction(0), Fraction(-1, 200), Fraction(7, 20), Fraction(1, 3), Fraction(2)])
    one = st.builds(
        decisions.Threshold,
        st.sampled_from(INDICATORS),
        st.sampled_from([each.value for each in Edge]),
        edges,
    )
    return st.lists(one, min_size=1, max_size=3)


def _of_rule(drawn: list[decisions.Threshold]) -> tuple[Threshold, ...]:
    return tuple(
        Threshold(indicator=each.indicator, when=Edge(each.side), edge=Ratio(each.edge)) for each in drawn
    )


@st.composite
def price_reviews(draw: DrawFn) -> Drawn:
    triggers, vetoes = draw(_thresholds()), draw(_thresholds() | st.just([]))
    items = tuple(
        PriceItem(
            id=f"i{at}",
            quantity=draw(st.integers(0, 1000)),
            price=Money(draw(fen())),
            new_price=Money(draw(fen())),
        )
        for at in range(draw(st.integers(0, 3)))
    )
    changes = [each.quantity * (_fen(each.new_price) - _fen(each.price)) for each in items if each.quantity]
    room = draw(near(max(0, sum(changes))))
    rule = PriceReview(
        id="rule", title="示例", triggers=_of_rule(triggers), vetoes=_of_rule(vetoes), room=amount(room)
    )
    values = st.sampled_from([-51, -50, -49, 0, 3_333, 3_334, 3_499, 3_500, 3_501, 19_999, 20_000])
    measured = {name: draw(st.none() | values | values) for name in INDICATORS}
    special = draw(st.sampled_from([False, False, None, True]))
    activity = Activity(
        area=Area(special_adjustment=special),
        price_items=items,
        measured=tuple(
            Measured(indicator=name, value=None if units is None else Reading(units))
            for name, units in measured.items()
        ),
    )

    def said() -> Said:
        found = decisions.price_review(
            triggers,
            vetoes,
            {each.indicator: exactly(each.value) for each in activity.measured},
            special=special,
        )
        volume = sum(changes)
        columns: dict[tuple[Table, str], Mapping[str, int | None]] = {
            (Table.AREA, name): {"": _flag(getattr(found, name))}
            for name in ("opened", "stopped", "may_rise", "may_cut")
        }
        figures = {"volume": volume, "room_left": room - volume, "within_room": int(volume <= room)}
        columns |= {(Table.AREA, name): {"": value} for name, value in figures.items()}
        return Said(amounts={"": _flag(found.may_rise)}, columns=columns)

    return Drawn(rule, activity, said)


def _fen(value: Money | None) -> int:
    assert value is not None
    return value.fen


@st.composite
def gates(draw: DrawFn) -> Drawn:
    least_share = draw(st.sampled_from([Fraction(3, 5), Fraction(1, 3)]) | ratios())
    least_days, least_classes = draw(st.sampled_from([1, 10])), draw(st.integers(1, 4))
    rule = TcmGate(
        id="rule",
        title="示例",
        share=ratio(least_share),
        days=Parameter.of(least_days),
        operation_classes=Parameter.of(least_classes),
    )
    cases = tuple(draw(_gated(f"c{at}", least_share, least_days)) for at in range(draw(st.integers(1, 3))))
    activity = draw(
        with_a_gap(Activity(institutions=(Institution(id="h"),), cases=cases), {"cases": (*COSTS, "days")})
    )

    def answer(case: Case) -> decisions.Answer:
        return decisions.gate(
            [fen_of(getattr(case, name)) for name in COSTS],
            case.days,
            is_listed=case.tcm_diagnosis,
            classes=[getattr(case, name) for name in CLASSES],
            least_share=least_share,
            least_days=least_days,
            least_classes=least_classes,
        )

    def said() -> Said:
        found, left_out = paid_rows({case.id: case for case in activity.cases}, answer)
        return Said(
            amounts={name: _flag(each) for name, each in found.items()},
            left_out={f"cases[{name}]": why for name, why in left_out.items()},
        )

    return Drawn(rule, activity, said)


@st.composite
def _gated(draw: DrawFn, name: str, least_share: Fraction, least_days: int) -> Case:
    """A case whose share of Chinese medicine often lies just at the edge."""
    others = {cost: draw(st.sampled_from([0, 0, 1, 2, 500, 100_000])) for cost in COSTS[1:]}
    rest = sum(others.values())
    edge = 0 if least_share == 1 else int(rest * least_share / (1 - least_share))
    costs = {COSTS[0]: draw(near(edge) | st.sampled_from([0, 1])), **others}
    amounts: dict[str, Any] = {cost: Money(fen_) for cost, fen_ in costs.items()}
    answers: dict[str, Any] = {each: draw(ANSWERS) for each in CLASSES}
    return Case(
        id=name,
        institution="h",
        days=draw(st.just(least_days) | near(least_days)),
        tcm_diagnosis=draw(ANSWERS),
        **amounts,
        **answers,
    )


@st.composite
def pay_shares(draw: DrawFn) -> Drawn:
    target, side = (
        draw(st.sampled_from([Fraction(21, 50), Fraction(1, 3)]) | ratios()),
        draw(st.sampled_from(Edge)),
    )
    spending = draw(st.sampled_from([0, 3, 100, 10**10]) | st.integers(1, 10**12))
    staff = draw(near(int(spending * target)) | fen())
    rule = PayShare(id="rule", title="示例", target=ratio(target), when=side)
    activity = Activity(area=Area(staff_spending=Money(staff), operating_spending=Money(spending)))
    activity = draw(with_a_gap(activity, {"area": ("staff_spending", "operating_spending")}))
    area = activity.area or Area()

    def said() -> Said:
        found = decisions.pay_share(
            known(fen_of(area.staff_spending)), known(fen_of(area.operating_spending)), target, side.value
        )
        return Said(
            amounts={"": int(found.met)},
            columns={
                (Table.AREA, "staff_percent"): {"": found.percent},
                (Table.AREA, "short_of_target"): {"": found.short},
            },
        )

    return Drawn(rule, activity, said)


KINDS: Kinds = {
    "price-review": price_reviews(),
    "tcm-gate": gates(),
    "staff-pay": pay_shares(),
}
