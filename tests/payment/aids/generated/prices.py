"""Days, cases, services and stays at prices (床日、病种、项目、待遇), and for the oracle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from generated.agree import Drawn, Kinds, Said
from generated.draws import NAMES, amount, exactly, fen, fen_of, money, near, ratios, with_a_gap
from generated.holdings import COLUMNS, Deposit, deposits, holding_of, left_to_pay, with_advances
from oracle import prices
from oracle.exact import each, known, paid_rows
from yigai.model.activity import Activity, Case, Group, Institution, Service
from yigai.model.payment import (
    CasePrice,
    CostSharing,
    DayRates,
    DaySegment,
    Extra,
    FeeForService,
    PerDiem,
    Tier,
    Tiers,
)
from yigai.model.payment.words import BandMethod, DayPayment, TierBase
from yigai.payment.program import Table
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Quantity

CODES = ("lens", "mesh")


@st.composite
def hospitals(draw: DrawFn) -> tuple[Institution, ...]:
    return tuple(draw(with_advances(Institution(id=name, patient_paid=draw(money())))) for name in NAMES)


def _by_case(
    activity: Activity, deposit: Deposit | None, worth: Callable[[Case], int], *, less_patients: bool
) -> Said:
    """Cases paid by themselves, summed over institutions."""

    def part(case: Case) -> int:
        return worth(case) - (known(fen_of(case.patient_paid)) if less_patients else 0)

    paid, left_out = paid_rows({case.id: case for case in activity.cases}, part)
    sums = {
        house.id: sum(
            paid[case.id] for case in activity.cases if case.id in paid and case.institution == house.id
        )
        for house in activity.institutions
    }
    return Said(
        amounts=left_to_pay(sums, activity, deposit),
        left_out={f"cases[{name}]": why for name, why in left_out.items()},
        columns={
            (Table.CASE, "payment"): {name: worth(case) for name, case in _named(activity) if name in paid}
        },
    )


def _named(activity: Activity) -> list[tuple[str, Case]]:
    return [(case.id, case) for case in activity.cases]


@st.composite
def segments(draw: DrawFn) -> list[prices.Segment]:
    """Segments from the first day on without a gap."""
    ends = sorted(draw(st.sets(st.sampled_from([1, 2, 10, 30, 31]), max_size=3)))
    starts = [1, *(end + 1 for end in ends)]
    return [
        prices.Segment(first, last, draw(fen())) for first, last in zip(starts, [*ends, None], strict=True)
    ]


@st.composite
def bed_days(draw: DrawFn) -> Drawn:
    """Categories of their own, or one for all; each with its segments."""
    categories: Sequence[str | None] = draw(
        st.sampled_from([(None,), ("精神",), ("精神", "医养"), ("精神", None)])
    )
    scales = {name: draw(segments()) for name in categories}
    is_whole, less_patients = draw(st.booleans()), draw(st.booleans())
    deposit = draw(st.none() | deposits())
    rule = PerDiem(
        id="rule",
        title="示例",
        pays=DayPayment.RATES,
        less_patients=less_patients,
        holding=holding_of(deposit),
        rates=tuple(
            DayRates(
                category=name,
                method=BandMethod.WHOLE if is_whole else BandMethod.MARGINAL,
                segments=tuple(
                    DaySegment(first=each.first, last=each.last, rate=Money(each.rate))
                    for each in draw(st.permutations(scale))
                ),
            )
            for name, scale in scales.items()
        ),
    )
    cases = tuple(
        Case(
            id=f"c{at}",
            institution=draw(st.sampled_from(NAMES)),
            category=draw(st.sampled_from(["精神", "医养"])),
            days=draw(st.sampled_from([0, 1, 2, 3, 9, 10, 11, 30, 31, 32]) | st.integers(0, 400)),
            patient_paid=draw(money()),
        )
        for at in range(draw(st.integers(0, 5)))
    )
    gaps = {"cases": ("category", "days", "patient_paid"), "institutions": COLUMNS}
    activity = draw(with_a_gap(Activity(institutions=draw(hospitals()), cases=cases), gaps))

    def worth(case: Case) -> int:
        if any(scales):
            known(case.category)  # else nobody knows whether it has rates of its own
        scale = scales.get(case.category, scales.get(None))
        if scale is None:
            prices.listed({}, case.category)
        return prices.days_at_rates(case.days, known(scale), is_whole=is_whole)

    return Drawn(rule, activity, lambda: _by_case(activity, deposit, worth, less_patients=less_patients))


@st.composite
def _services(draw: DrawFn, cases: Sequence[str], codes: Sequence[str]) -> tuple[Service, ...]:
    return tuple(
        Service(
            id=f"s{at}",
            institution=draw(st.sampled_from(NAMES)),
            case=draw(st.sampled_from(cases)) if cases else None,
            code=draw(st.sampled_from(codes)),
            quantity=Quantity(draw(st.sampled_from([0, 1, 5_000, 10_000, 30_000]) | st.integers(0, 10**7))),
            price=draw(money()),
        )
        for at in range(draw(st.integers(0, 5)))
    )


@st.composite
def priced_cases(draw: DrawFn) -> Drawn:
    """Fixed prices, and extras of which one may not be listed."""
    listed = {code: draw(fen()) for code in draw(st.sampled_from([(), ("lens",), CODES]))}
    less_patients, deposit = draw(st.booleans()), draw(st.none() | deposits())
    rule = CasePrice(
        id="rule",
        title="示例",
        extras=tuple(Extra(code=code, price=amount(price)) for code, price in listed.items()),
        less_patients=less_patients,
        holding=holding_of(deposit),
    )
    cases = tuple(
        Case(
            id=f"c{at}",
            institution=draw(st.sampled_from(NAMES)),
            group=draw(st.sampled_from(["A", "B"])),
            patient_paid=draw(money()),
        )
        for at in range(draw(st.integers(0, 4)))
    )
    groups = tuple(Group(code=code, price=draw(money())) for code in ("A", "B"))
    services = draw(_services([case.id for case in cases], CODES))
    activity = Activity(
        institutions=draw(hospitals()), groups=groups, cases=cases, services=services if cases else ()
    )
    gaps = {
        "cases": ("group", "patient_paid"),
        "groups": ("price",),
        "services": ("case", "code", "quantity"),
        "institutions": COLUMNS,
    }
    activity = draw(with_a_gap(activity, gaps))

    def said() -> Said:
        lines, lost = paid_rows(
            {service.id: service for service in activity.services},
            lambda service: (
                prices.line(exactly(service.quantity), prices.listed(listed, service.code)),
                known(service.case),
            ),
        )
        own = {group.code: fen_of(group.price) for group in activity.groups}

        def worth(case: Case) -> int:
            price = own.get(case.group or "")
            return known(price) + sum(fen for fen, home in lines.values() if home == case.id)

        found = _by_case(activity, deposit, worth, less_patients=less_patients)
        left_out = {f"services[{name}]": why for name, why in lost.items()}
        return attrs.evolve(found, left_out={**found.left_out, **left_out})

    return Drawn(rule, activity, said)


@st.composite
def billed_services(draw: DrawFn) -> Drawn:
    less_patients, deposit = draw(st.booleans()), draw(st.none() | deposits())
    rule = FeeForService(id="rule", title="示例", less_patients=less_patients, holding=holding_of(deposit))
    activity = Activity(institutions=draw(hospitals()), services=draw(_services((), CODES)))
    gaps = {"services": ("quantity", "price"), "institutions": (*COLUMNS, "patient_paid")}
    activity = draw(with_a_gap(activity, gaps))

    def said() -> Said:
        lines, lost = paid_rows(
            {service.id: service for service in activity.services},
            lambda service: prices.line(exactly(service.quantity), fen_of(service.price)),
        )
        houses = {house.id: house for house in activity.institutions}

        def part(name: str) -> int:
            bill = sum(
                lines.get(service.id, 0) for service in activity.services if service.institution == name
            )
            return bill - (known(fen_of(houses[name].patient_paid)) if less_patients else 0)

        return Said(
            amounts=left_to_pay(each(houses, part), activity, deposit),
            left_out={f"services[{name}]": why for name, why in lost.items()},
            columns={(Table.SERVICE, "line_amount"): lines},
        )

    return Drawn(rule, activity, said)


@st.composite
def tiers(draw: DrawFn) -> list[prices.Tier]:
    """Tiers from nothing upwards without a gap."""
    ends = sorted(draw(st.sets(st.sampled_from([1, 100, 5_000, 20_000]), max_size=3)))
    starts = [0, *ends]
    return [prices.Tier(start, end, draw(ratios())) for start, end in zip(starts, [*ends, None], strict=True)]


@st.composite
def shared_stays(draw: DrawFn) -> Drawn:
    scale, base, capped = draw(tiers()), draw(st.sampled_from(TierBase)), draw(st.booleans())
    rule = CostSharing(
        id="rule",
        title="示例",
        capped=capped,
        tiers=Tiers(
            base=base,
            tiers=tuple(
                Tier(start=Money(each.start), end=_money(each.end), ratio=Ratio(each.ratio))
                for each in draw(st.permutations(scale))
            ),
        ),
    )
    amounts = st.sampled_from([100, 5_000, 20_000]).flatmap(near) | fen()
    cases = tuple(
        Case(
            id=f"c{at}",
            institution="2",
            eligible=Money(draw(amounts)),
            deductible_left=Money(draw(amounts)),
            cap_left=Money(draw(amounts)),
            counted_before=Money(draw(amounts)),
        )
        for at in range(draw(st.integers(0, 4)))
    )
    gaps = {"cases": ("eligible", "deductible_left", "cap_left", "counted_before")}
    activity = draw(with_a_gap(Activity(institutions=(Institution(id="2"),), cases=cases), gaps))

    def said() -> Said:
        paid, left_out = paid_rows(
            {case.id: case for case in activity.cases},
            lambda case: prices.shares(
                prices.Stay(
                    fen_of(case.eligible),
                    fen_of(case.deductible_left),
                    fen_of(case.cap_left),
                    fen_of(case.counted_before),
                ),
                scale,
                above_deductible=base is TierBase.ABOVE_DEDUCTIBLE,
                capped=capped,
            ),
        )
        return Said(
            amounts={name: each.fund for name, each in paid.items()},
            left_out={f"cases[{name}]": why for name, why in left_out.items()},
            columns={
                (Table.CASE, "patient_part"): {name: each.patient for name, each in paid.items()},
                (Table.CASE, "deductible_left_after"): {
                    name: each.deductible_left for name, each in paid.items()
                },
            },
        )

    return Drawn(rule, activity, said)


def _money(fen_: int | None) -> Money | None:
    return None if fen_ is None else Money(fen_)


KINDS: Kinds = {
    "per-diem": bed_days(),
    "case-price": priced_cases(),
    "fee-for-service": billed_services(),
    "cost-sharing": shared_stays(),
}
