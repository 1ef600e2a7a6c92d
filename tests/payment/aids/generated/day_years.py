"""Years of bed-days at points (床日点数法): points of a group for one day, times the days."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generated.agree import Drawn, Kinds, Said
from generated.draws import NAMES, exactly, fen_of, with_a_gap
from generated.paying import CODES, cases, houses, institutions, payings, tied, wild
from oracle import dip, pools
from oracle.exact import known, paid_rows
from yigai.model.activity import Activity, Case, Group
from yigai.model.payment import PerDiem
from yigai.model.payment.words import DayPayment
from yigai.payment.program import Table
from yigai.values.scaled import Points


@attrs.frozen
class DayYear:
    """A rule, an activity, and the terms of the oracle."""

    rule: PerDiem
    activity: Activity
    terms: pools.Terms

    def said(self) -> Said:
        """What the oracle makes of it: a day's points times the days are those of a case as usual."""
        stays = [self._stay(case) for case in self.activity.cases]
        year = dip.year(stays, houses(self.activity), (), self.terms)
        points = {
            name.removeprefix("cases[").removesuffix("]"): each for name, each in year.case_points.items()
        }
        return Said(
            amounts=year.amounts, left_out=year.left_out, columns={(Table.CASE, "case_points"): points}
        )

    def _stay(self, case: Case) -> dip.Stay:
        own = {group.code: exactly(group.points) for group in self.activity.groups}
        worth, _ = paid_rows({"": case}, lambda row: known(own.get(row.group or "")) * known(row.days))
        return dip.Stay(
            id=f"cases[{case.id}]",
            institution=case.institution,
            points=worth.get(""),
            cost=None,
            standard=None,
            mean=None,
            patient=fen_of(case.patient_paid),
        )


@st.composite
def day_years(draw: DrawFn, amounts: SearchStrategy[int]) -> Drawn:
    paying = draw(payings(amounts))
    rule = PerDiem(
        id="rule",
        title="示例",
        pays=DayPayment.POINTS,
        budget=paying.budget,
        settlement=paying.settlement,
    )
    stays = tuple(
        attrs.evolve(case, days=draw(st.integers(0, 200))) for case in draw(cases(NAMES, amounts, most=6))
    )
    activity = Activity(
        institutions=draw(institutions(dict.fromkeys(NAMES, "三级"), amounts)),
        groups=tuple(Group(code=code, points=Points(draw(st.integers(0, 10**6)))) for code in CODES),
        cases=stays,
    )
    gaps = {
        "cases": ("days", "group", "patient_paid"),
        "groups": ("points",),
        "institutions": ("assessment", "audit_deduction", "fund_share"),
    }
    year = DayYear(rule, draw(with_a_gap(activity, gaps)), paying.terms)
    return Drawn(rule, year.activity, year.said)


KINDS: Kinds = {"per-diem, points": day_years(tied()) | day_years(wild())}
