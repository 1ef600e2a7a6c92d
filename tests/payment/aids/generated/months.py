"""Payments in time and procurement (月结与质量保证金、集采结余留用), and the same for the oracle."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from generated.agree import Drawn, Kinds, Said
from generated.draws import NAMES, exactly, fen, fen_of, money, near, ratio, ratios, with_a_gap
from generated.holdings import COLUMNS, deposits, holding_of, left_to_pay, with_advances
from oracle import held, procurement
from oracle.exact import NoAmount, Why, each, known, paid_rows
from yigai.model.activity import Activity, Institution, Month, Product
from yigai.model.payment import InterimPayment, Parameter, ProcurementRetention, ScoreStep
from yigai.model.payment.holding import SettledBy
from yigai.model.payment.words import ScoredUnit
from yigai.payment.program import Table
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor

DAYS = 20


@st.composite
def monthly(draw: DrawFn) -> Drawn:
    """Deposits of every month, and the year's end or not."""
    deposit, year_end = draw(deposits()), draw(st.booleans())
    settled_by = SettledBy(month=Parameter.of(DAYS))
    holding = holding_of(deposit, monthly=True, settled_by=settled_by)
    rule = InterimPayment(id="rule", title="示例", holding=holding, year_end=year_end)
    bills = st.sampled_from([10, 30, 99_999, 100_000]) | fen()
    months = tuple(
        Month(
            institution=name,
            month=f"2024-{at:02d}",
            payable=Money(draw(bills)),
            working_days=draw(st.none() | near(DAYS)),
        )
        for name in NAMES[:2]
        for at in range(1, 1 + draw(st.sampled_from([3, 2, 1, 3, 3, 3, 3, 0])))
    )
    activity = Activity(
        institutions=tuple(
            draw(with_advances(Institution(id=name, payable=Money(draw(bills))))) for name in NAMES[:2]
        ),
        months=months,
    )
    gaps = {"months": ("payable",), "institutions": ("assessment", "advance", "payable")}
    activity = draw(with_a_gap(activity, gaps))

    def said() -> Said:
        houses = {house.id: house for house in activity.institutions}

        def settled(name: str) -> held.Held:
            house = houses[name]
            own = [known(fen_of(each.payable)) for each in activity.months if each.institution == name]
            if not own:
                raise NoAmount(Why.OUT_OF_BOUNDS)
            return held.monthly(
                own,
                deposit.rate,
                payable=known(fen_of(house.payable)) if year_end else 0,
                assessment=known(exactly(house.assessment)) if year_end else Fraction(1),
                advance=known(fen_of(house.advance)) if year_end else 0,
                rounded_down=deposit.rounded_down,
            )

        found = each(houses, settled)
        columns = _columns(activity, found)
        if year_end:
            return Said(amounts={name: each.left for name, each in found.items()}, columns=columns)
        paid = {name: -each.left for name, each in found.items()}  # of nothing due, what the months paid
        return Said(amounts=paid, columns=columns)

    return Drawn(rule, activity, said)


def _columns(
    activity: Activity, found: dict[str, held.Held]
) -> dict[tuple[Table, str], dict[str, int | None]]:
    """What was held back of every month, what was paid, and whether it was in time."""
    kept = {
        _key(month): deposit
        for name, each in found.items()
        for month, deposit in zip(
            (month for month in activity.months if month.institution == name), each.held, strict=True
        )
    }
    return {
        (Table.MONTH, "held"): dict(kept),
        (Table.MONTH, "paid"): {
            _key(month): known(fen_of(month.payable)) - kept[_key(month)] for month in activity.months
        },
        (Table.MONTH, "in_time"): {
            _key(month): None if month.working_days is None else int(month.working_days <= DAYS)
            for month in activity.months
        },
    }


def _key(month: Month) -> str:
    return f"{month.institution}/{month.month}"


@st.composite
def yearly(draw: DrawFn) -> Drawn:
    """A deposit of the year's amount."""
    deposit = draw(deposits())
    rule = InterimPayment(id="rule", title="示例", holding=holding_of(deposit), year_end=True)
    houses = tuple(draw(with_advances(Institution(id=name, payable=draw(money())))) for name in NAMES)
    activity = draw(with_a_gap(Activity(institutions=houses), {"institutions": ("payable", *COLUMNS)}))

    def said() -> Said:
        due = {house.id: fen_of(house.payable) for house in activity.institutions}
        return Said(amounts=left_to_pay(each(due, lambda name: known(due[name])), activity, deposit))

    return Drawn(rule, activity, said)


@st.composite
def retentions(draw: DrawFn) -> Drawn:
    """Steps of scores that begin at nothing; scored by product or by institution."""
    starts = [Fraction(0), *sorted(draw(st.sets(st.sampled_from([Fraction(60), Fraction(90)]))))]
    part, insured = draw(ratios()), draw(st.sampled_from([Fraction(1), Fraction(8_765, 10_000)]) | ratios())
    rates = [
        (start, draw(st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(0)]))) for start in starts
    ]
    unit = draw(st.sampled_from(ScoredUnit))
    rule = ProcurementRetention(
        id="rule",
        title="示例",
        payment_ratio=ratio(part),
        insured_share=ratio(insured),
        unit=unit,
        rate_cap=ratio(Fraction(1, 2)),
        steps=tuple(
            ScoreStep(start=Ratio(start), rate=Ratio(rate)) for start, rate in draw(st.permutations(rates))
        ),
    )
    houses = tuple(Institution(id=name, **draw(_assessed())) for name in NAMES[:2])
    products = tuple(
        draw(_products(name, house.id))
        for house in houses
        for name in draw(st.sampled_from([(), ("p",), ("p", "q")]))
    )
    gaps = {
        "products": (
            "reported_need",
            "prior_price",
            "agreed_quantity",
            "used_quantity",
            "selected_price",
            "other_spending",
            "score",
            "passed",
        ),
        "institutions": ("score", "passed"),
    }
    activity = draw(with_a_gap(Activity(institutions=houses, products=products), gaps))
    steps = procurement.Steps(rates, part * insured)
    return Drawn(rule, activity, lambda: _kept(activity, steps, unit))


def _kept(activity: Activity, steps: procurement.Steps, unit: ScoredUnit) -> Said:
    by_product = unit is ScoredUnit.PRODUCT

    def of_product(product: Product) -> int:
        saved = _plain(product).saved() or 0
        return steps.kept(saved, exactly(product.score), passed=product.passed) if by_product else saved

    rows = {f"products[{each.id}/{each.institution}]": each for each in activity.products}
    found, left_out = paid_rows(rows, of_product)
    sums = {
        house.id: sum(
            found[name] for name, row in rows.items() if name in found and row.institution == house.id
        )
        for house in activity.institutions
    }
    if by_product:
        return Said(amounts=sums, left_out=left_out)
    houses = {house.id: house for house in activity.institutions}
    amounts = each(
        houses,
        lambda name: steps.kept(sums[name], exactly(houses[name].score), passed=houses[name].passed),
    )
    return Said(amounts=amounts, left_out=left_out)


def _plain(product: Product) -> procurement.Product:
    return procurement.Product(
        need=product.reported_need,
        prior_price=fen_of(product.prior_price),
        agreed=product.agreed_quantity,
        used=product.used_quantity,
        price=fen_of(product.selected_price),
        others=fen_of(product.other_spending),
    )


@st.composite
def _assessed(draw: DrawFn) -> dict[str, Any]:
    scores = st.sampled_from([900_000, 599_999, 600_000, 600_001, 899_999, 1_000_000, 0])
    return {"score": Factor(draw(scores)), "passed": draw(st.sampled_from([True, True, True, False]))}


@st.composite
def _products(draw: DrawFn, name: str, institution: str) -> Product:
    agreed = draw(st.integers(1, 10_000) | st.just(0))
    price = st.sampled_from([1, 33, 1_234]) | st.integers(0, 10**5)
    selected = draw(price)
    return Product(
        id=name,
        institution=institution,
        reported_need=agreed + draw(st.sampled_from([0, 1, 100, 2_000])),
        prior_price=Money(selected + draw(price)),
        agreed_quantity=agreed,
        used_quantity=draw(st.just(agreed) | near(agreed)),
        selected_price=Money(selected),
        other_spending=Money(draw(st.sampled_from([0, 0, 1, 500_000]))),
        **draw(_assessed()),
    )


KINDS: Kinds = {
    "interim-payment, monthly": monthly(),
    "interim-payment, yearly": yearly(),
    "procurement-retention": retentions(),
}
