"""Settling a small year in pure Python: ten thousand cases of DIP, and the trace of what an institution gets.

Run by hand from the root of the repository: `python -m benchmarks.settle_small`.
"""

from __future__ import annotations

import random
import sys

import pendulum
from benchmarks.harness import BASELINE, Figure, median_of, medians_of_commands, report

from yigai.model.activity import Activity, Area, Case, Group, Institution
from yigai.model.payment import (
    Deviations,
    Dip,
    DipPoints,
    Parameter,
    PointBudget,
    PointSettlement,
    Zone,
)
from yigai.model.payment.words import Correction, Edge, PointMethod, Pool, ReferenceCost, Shape
from yigai.payment.settle import settle
from yigai.values.money import Money
from yigai.values.ratio import Ratio
from yigai.values.scaled import Factor

CASES, INSTITUTIONS, GROUPS = 10_000, 20, 500
MOST_SECONDS = 1.0
YEAR_END = pendulum.date(2024, 12, 31)
ZONES = (
    ("0.5", Edge.LESS, Correction.RATIO),
    ("2", Edge.MORE, Correction.EXCESS),
    ("5", Edge.MORE, Correction.REVIEW),
)


def rule() -> Dip:
    """Points by mean cost, deviating cases, factors, and a fund they share with what patients paid."""
    return Dip(
        id="small",
        title="虚构",
        points=DipPoints(method=PointMethod.AVERAGE, reference=Parameter.of(Money(800_000))),
        institution_factor=True,
        deviations=Deviations(
            classified_by=ReferenceCost.GROUP_MEAN,
            corrected_by=ReferenceCost.GROUP_MEAN,
            zones=tuple(Zone(edge=Ratio.parse(edge), when=when, then=then) for edge, when, then in ZONES),
        ),
        budget=PointBudget(pool=Pool.FUND_AND_PATIENTS, fund=Parameter.of(Money(6_000_000_000))),
        settlement=PointSettlement(shape=Shape.LESS_PATIENTS),
    )


def activity() -> Activity:
    """The same made-up year every time."""
    draw = random.Random(20241231)  # noqa: S311 (made-up figures, no secrets)
    means = [draw.randint(100_000, 5_000_000) for _ in range(GROUPS)]
    return Activity(
        synthetic=True,
        area=Area(discharges=CASES),
        institutions=tuple(
            Institution(id=f"h{at:02d}", factor=Factor(draw.randint(8_000, 12_000)))
            for at in range(INSTITUTIONS)
        ),
        groups=tuple(Group(code=f"g{at:03d}", mean_cost=Money(mean)) for at, mean in enumerate(means)),
        cases=tuple(_case(draw, at, means) for at in range(CASES)),
    )


def _case(draw: random.Random, at: int, means: list[int]) -> Case:
    group = draw.randrange(GROUPS)
    cost = means[group] * draw.randint(20, 560) // 100
    return Case(
        id=f"c{at:05d}",
        institution=f"h{draw.randrange(INSTITUTIONS):02d}",
        group=f"g{group:03d}",
        cost=Money(cost),
        patient_paid=Money(cost * draw.randint(10, 40) // 100),
    )


def main() -> None:
    """Measure, print, and leave with code 1 when over budget."""
    year, small = rule(), activity()
    settled = settle(year, small, as_of=YEAR_END)
    waiting = len(settled.in_review)
    print(f"{CASES} cases, {INSTITUTIONS} institutions, {waiting} for review, pool paid to the fen")
    (libraries,) = medians_of_commands(BASELINE)
    settling = median_of(lambda: settle(year, small, as_of=YEAR_END).total)
    tracing = median_of(lambda: settled.explain("h00"))
    print(
        f"import attrs, cattrs, pendulum {libraries:.3f} s; settling is {settling / libraries:.1f} times that"
    )
    heavy = sorted({"numpy", "duckdb", "pandas"} & set(sys.modules))
    report(
        Figure(what=f"settle {CASES} cases, every value kept", measured=settling, budget=MOST_SECONDS),
        Figure(
            what="and trace the amount of one institution", measured=settling + tracing, budget=MOST_SECONDS
        ),
        Figure(what="engines loaded", measured=len(heavy), budget=0, unit=""),
    )


if __name__ == "__main__":
    main()
