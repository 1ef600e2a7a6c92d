"""Cost sharing with the insured (待遇支付) as steps.

the fund pays the eligible cost above the deductible that is left, each tier at its ratio, and no more than is
left of the cap; the patient pays the rest of the eligible cost. An amount on an edge lies in the lower tier.
"""

from __future__ import annotations

from typing import assert_never

import pendulum

from yigai.errors import Text
from yigai.model.payment.cost_sharing import CostSharing, Tiers
from yigai.model.payment.words import TierBase
from yigai.payment.builder import Builder
from yigai.payment.formula import Formula, Quantity, least, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import a_share, is_covered
from yigai.payment.parts.pieces import Piece, marginal
from yigai.payment.program import Program, Table

_CASE = Table.CASE
_EDGE = Text(zh="分段边界", en="edge of the tier")
_RATIO = Text(zh="基金支付比例", en="the fund's ratio")


def program(rule: CostSharing, as_of: pendulum.Date) -> Program:
    """The steps of cost sharing on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    eligible, left = b.need(_CASE, "eligible"), b.need(_CASE, "deductible_left")
    used = _money(b, "deductible_used", least(eligible, left), Text(zh="计入起付线", en="deductible used"))
    _money(b, "deductible_left_after", left - used, Text(zh="剩余起付线", en="deductible left after"))
    fund = _money(
        b,
        "by_tiers",
        _by_tiers(b, rule.tiers or Tiers(), eligible=eligible, used=used),
        Text(zh="按比例支付", en="by the ratios"),
    )
    if rule.capped is None:
        b.leave_open("capped")
    if rule.capped:
        cap = b.need(_CASE, "cap_left")
        fund = _money(b, "fund_part", least(fund, cap), Text(zh="基金支付", en="the fund pays"))
        _money(b, "cap_left_after", cap - fund, Text(zh="剩余封顶额", en="cap left after"))
    patient = _money(b, "patient_part", eligible - fund, Text(zh="个人支付", en="the patient pays"))
    b.line(eligible, Text(zh="政策范围内费用合计", en="eligible cost in all"))
    b.line(patient, Text(zh="个人支付合计", en="paid by patients"))
    return b.program(fund)


def _by_tiers(b: Builder, part: Tiers, *, eligible: Quantity, used: Quantity) -> Formula:
    """What lies above the deductible at its ratios; the scale goes on where earlier stays left it."""
    covered = is_covered(b, "tiers.tiers", part)
    pieces: list[Piece] = []
    for at, tier in sorted(enumerate(part.tiers), key=lambda each: each[1].start):
        name = f"tiers.tiers[{at}]"
        start = b.literal(f"{name}.from", tier.start, _EDGE, part) if pieces else None
        end = None if tier.end is None else b.literal(f"{name}.to", tier.end, _EDGE, part)
        pieces.append(
            Piece(start=start, end=end, rate=a_share(b, b.literal(f"{name}.ratio", tier.ratio, _RATIO, part)))
        )
    if not covered:
        return number(0)
    if len(pieces) == 1:
        return (eligible - used) * pieces[0].rate
    before = b.need(_CASE, "counted_before")
    match part.base:
        case TierBase.ABOVE_DEDUCTIBLE:
            return marginal(pieces, before + eligible - used, since=before)
        case TierBase.ELIGIBLE:
            return marginal(pieces, before + eligible, since=before + used)
        case None:
            b.leave_open("tiers.base")
            return number(0)
        case _:
            assert_never(part.base)


def _money(b: Builder, name: str, formula: Formula, says: Text) -> Quantity:
    return b.compute(_CASE, name, formula, Measure.MONEY, says)
