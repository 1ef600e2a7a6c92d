"""What all rules of points and weights share: institutions, cases, deviations, a pool and its settlement."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generated.draws import amount, exactly, factors, fen_of, ratio, shares
from oracle.pools import House, Terms
from oracle.worth import Zone as OracleZone
from yigai.model.activity import Activity, Case, Institution, ReviewOutcome
from yigai.model.payment import Deviations, Parameter, PointBudget, PointSettlement, SpecialCaseReview, Zone
from yigai.model.payment.words import Correction, Edge, Pool, ReferenceCost, Shape, ShareLevel
from yigai.values.money import Money
from yigai.values.ratio import Ratio

START_VALUE = Fraction(957, 100)
CODES = ("A", "B")
POOLS = [
    ("fund", "as-shared"),
    ("fund-and-patients", "less-patients"),
    ("fund-over-share", "less-patients"),
    ("fund-over-share", "times-fund-share"),
]
HALF, TWO, THREE, FIVE = Fraction(1, 2), Fraction(2), Fraction(3), Fraction(5)
PROFILES: dict[str, tuple[OracleZone, ...]] = {
    "national 2020": (
        OracleZone("<", HALF, "ratio"),
        OracleZone(">", TWO, "excess"),
        OracleZone(">", FIVE, "review"),
    ),
    "guangzhou 2018": (OracleZone("<", HALF, "ratio"), OracleZone(">", TWO, "excess")),
    "hubei": (OracleZone("<=", HALF, "ratio"), OracleZone(">=", TWO, "excess")),
    "jining": (
        OracleZone("<=", HALF, "ratio"),
        OracleZone(">", TWO, "excess-plus-factor"),
        OracleZone(">", FIVE, "none"),
    ),
    "taian": (OracleZone("<=", HALF, "ratio"), OracleZone(">", TWO, "excess-plus-factor")),
    "draft 3.0": (
        OracleZone("<", HALF, "cost"),
        OracleZone(">=", TWO, "review"),
        OracleZone(">", THREE, "none"),
    ),
    "a share of the excess": (
        OracleZone("<=", HALF, "cost"),
        OracleZone(">", TWO, "excess-share", Fraction(2, 3)),
    ),
    "none": (),
}
REVIEW = SpecialCaseReview(quota=Parameter.of(Ratio.parse("5‰")))


def tied() -> SearchStrategy[int]:
    """Few amounts, so that many are equal and lie just at, under or over an edge of the deviations."""
    edges = (50_000, 100_000, 200_000, 300_000, 500_000)
    return st.sampled_from([0, *(edge + more for edge in edges for more in (-1, 0, 0, 1))])


def wild() -> SearchStrategy[int]:
    return st.integers(0, 10**6) | st.integers(0, 10**13)


def means(amounts: SearchStrategy[int]) -> SearchStrategy[Money]:
    """Reference amounts, which are above nothing."""
    return (st.sampled_from([100_000, 200_000, 300_000]) | amounts.map(lambda fen: max(1, fen))).map(Money)


@attrs.frozen
class Paying:
    """How an area pays for points: as the rule has it, and as the oracle wants it."""

    terms: Terms
    budget: PointBudget
    settlement: PointSettlement


@st.composite
def payings(draw: DrawFn, amounts: SearchStrategy[int]) -> Paying:
    pool, shape = draw(st.sampled_from(POOLS))
    own_share, published, floored = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    terms = Terms(
        pool=pool,
        shape=shape,
        fund=draw(amounts),
        fund_share=Fraction(draw(st.integers(1, 100)), 100),
        own_share=own_share,
        published=published,
        floored=floored,
        assessed=draw(st.booleans()),
        audited=draw(st.booleans()),
    )
    return Paying(
        terms,
        PointBudget(
            pool=Pool(pool),
            fund=amount(terms.fund),
            fund_share=ratio(terms.fund_share or Fraction(1)),
            start_value=ratio(START_VALUE),
        ),
        PointSettlement(
            shape=Shape(shape),
            share_level=ShareLevel.INSTITUTION if own_share else ShareLevel.AREA,
            assessed=terms.assessed,
            audited=terms.audited,
            published_value=published,
            floor_at_zero=floored,
        ),
    )


@st.composite
def institutions(
    draw: DrawFn, levels: dict[str, str], amounts: SearchStrategy[int]
) -> tuple[Institution, ...]:
    """One of each name, with all that a settlement of points may ask of it."""
    drawn = [
        Institution(
            id=name,
            level=level,
            factor=draw(factors()),
            fund_share=draw(shares()),
            assessment=draw(shares()),
            audit_deduction=Money(draw(amounts)),
        )
        for name, level in levels.items()
    ]
    return tuple(draw(st.permutations(drawn)))


@st.composite
def cases(draw: DrawFn, names: Sequence[str], amounts: SearchStrategy[int], *, most: int) -> tuple[Case, ...]:
    """Cases of the two groups, some with the outcome of a review."""
    return tuple(_case(draw, f"c{at}", names, amounts) for at in range(draw(st.integers(0, most))))


def _case(draw: DrawFn, name: str, names: Sequence[str], amounts: SearchStrategy[int]) -> Case:
    outcome = draw(st.sampled_from([None, None, None, *ReviewOutcome]))
    return Case(
        id=name,
        institution=draw(st.sampled_from(names)),
        group=draw(st.sampled_from(CODES)),
        cost=draw(st.one_of(st.none(), amounts.map(Money), amounts.map(Money))),
        patient_paid=Money(draw(amounts)),
        review_outcome=outcome,
        review_amount=None if outcome is None else draw(st.one_of(st.none(), amounts.map(Money))),
    )


def deviations(name: str, corrected_by: ReferenceCost) -> Deviations | None:
    """The zones of a name, classified by the mean of the group."""
    if not PROFILES[name]:
        return None
    return Deviations(
        classified_by=ReferenceCost.GROUP_MEAN,
        corrected_by=corrected_by,
        zones=tuple(
            Zone(
                edge=Ratio(zone.edge),
                when=Edge(zone.side),
                then=Correction(zone.then),
                share=Ratio(zone.share) if zone.then == "excess-share" else None,
            )
            for zone in PROFILES[name]
        ),
    )


def zones(deviations: Deviations | None) -> tuple[OracleZone, ...]:
    """The zones of a rule as the oracle wants them."""
    return tuple(
        OracleZone(zone.when.value, zone.edge.as_fraction(), zone.then.value, _share(zone.share))
        for zone in (deviations.zones if deviations else ())
        if zone.when and zone.then
    )


def _share(share: Ratio | None) -> Fraction:
    return Fraction(1) if share is None else share.as_fraction()


def houses(activity: Activity) -> dict[str, House]:
    """The institutions as the oracle wants them."""
    return {
        each.id: House(
            share=exactly(each.fund_share),
            assessment=exactly(each.assessment),
            audit=fen_of(each.audit_deduction),
        )
        for each in activity.institutions
    }
