"""Surplus retention and overrun sharing (结余留用、合理超支分担): who keeps and who bears what.

The part whose share the rule prints is rounded and the other gets the rest, so that both add up to the whole.
"""

from __future__ import annotations

from typing import assert_never

import attrs

from yigai.errors import Text
from yigai.model.payment.bands import BandTable, Gate, Sharing
from yigai.model.payment.words import BandMethod, Edge, Party
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Comparison, Formula, Quantity, Relation, greatest, least, number
from yigai.payment.measure import Measure
from yigai.payment.parts.bounds import a_share, is_covered
from yigai.payment.parts.pieces import Piece, marginal, whole
from yigai.payment.program import Table
from yigai.values.money import Rounding

_ZERO = number(0)
_EDGE = Text(zh="分档边界", en="edge of the band")
_RATE = {
    Party.INSTITUTION: Text(zh="机构比例", en="the institution's share"),
    Party.FUND: Text(zh="基金比例", en="the fund's share"),
}


@attrs.frozen(kw_only=True)
class Shared:
    """What each row keeps of a surplus and bears of an overrun, and what the fund pays in the end."""

    kept: Quantity
    borne: Quantity
    fund_pays: Quantity


@attrs.frozen(kw_only=True)
class _Setting:
    """Where the sharing happens: the rows, and what their ratios are taken of."""

    b: Builder
    table: Table
    base: Quantity
    within: str


def shared(
    b: Builder,
    sharing: Sharing,
    *,
    table: Table,
    quota: Quantity,
    actual: Quantity,
    base: Quantity | None = None,
    within: str = "sharing",
) -> Shared:
    """What each row keeps of a surplus, bears of an overrun, and what the fund pays in the end.

    In a surplus the fund pays what was used and the part kept; in an overrun the quota and its own part. The
    ratios are taken of the quota, unless another `base` is given.
    """
    setting = _Setting(b=b, table=table, base=base or quota, within=within)
    kept = _kept(setting, sharing, quota - actual)
    borne = _borne(setting, sharing, actual - quota)
    pays = b.compute(
        table, "fund_pays", actual + kept - borne, Measure.MONEY, Text(zh="基金支付", en="the fund pays")
    )
    return Shared(kept=kept, borne=borne, fund_pays=pays)


def _kept(s: _Setting, sharing: Sharing, difference: Formula) -> Quantity:
    surplus = _above_zero(s, "surplus", difference, Text(zh="结余", en="surplus"))
    keeps: Formula = _own_part(s, sharing.surplus, surplus, "surplus")
    if sharing.surplus_cap is not None:
        share = a_share(s.b, s.b.given(sharing, "surplus_cap", within=s.within))
        cap = s.b.compute(
            s.table,
            "surplus_cap",
            s.base * share,
            Measure.MONEY,
            Text(zh="结余留用上限（向下取整到分）", en="cap on the surplus kept, rounded down to the fen"),
            rounding=Rounding.DOWN,
        )
        keeps = least(keeps, cap)
    if sharing.gate is not None:
        keeps = _through(s, sharing.gate, keeps)
    formula = Choice(surplus.equals(_ZERO), _ZERO, keeps)
    return s.b.compute(s.table, "kept", formula, Measure.MONEY, Text(zh="留用结余", en="surplus kept"))


def _through(s: _Setting, gate: Gate, keeps: Formula) -> Formula:
    """What is kept where the gate is open, and nothing elsewhere."""
    path = f"{s.within}.gate"
    if gate.when is None:
        s.b.leave_open(f"{path}.when")
    relation = Relation(gate.when.value) if gate.when else Relation.AT_MOST
    indicator = s.b.need(s.table, "gate_indicator", optional=True)
    opens = Comparison(indicator, relation, s.b.given(gate, "edge", within=path))
    return Choice(opens, keeps, _ZERO)


def _borne(s: _Setting, sharing: Sharing, difference: Formula) -> Quantity:
    overrun = _above_zero(s, "overrun", difference, Text(zh="超支", en="overrun"))
    countable = overrun
    if sharing.reasonable_only:
        reasonable = least(overrun, s.b.need(s.table, "reasonable_overrun", optional=True))
        countable = s.b.compute(
            s.table,
            "reasonable",
            Choice(overrun.equals(_ZERO), _ZERO, reasonable),
            Measure.MONEY,
            Text(zh="合理超支部分", en="reasonable part of the overrun"),
        )
    own = _own_part(s, sharing.overrun, countable, "overrun")
    return s.b.compute(
        s.table,
        "borne",
        own + (overrun - countable) if sharing.reasonable_only else own,
        Measure.MONEY,
        Text(zh="机构承担超支", en="overrun borne by the institution"),
    )


def _above_zero(s: _Setting, name: str, difference: Formula, says: Text) -> Quantity:
    return s.b.compute(s.table, name, greatest(difference, _ZERO), Measure.MONEY, says)


def _own_part(s: _Setting, bands: BandTable | None, amount: Quantity, side: str) -> Quantity:
    """The institution's part of a surplus or an overrun by its bands. Nothing of nothing.

    Against a base of nothing there is no ratio; that matters only where there are edges to compare it with.
    """
    s.b.compute(
        s.table,
        f"{side}_ratio",
        Choice(amount.equals(_ZERO), _ZERO, amount / s.base),
        Measure.FACTOR,
        Text(zh=f"{amount.says.zh}率（仅供查看）", en=f"ratio of the {amount.says.en}, for viewing"),
        may_be_unknown=bands is None or len(bands.bands) <= 1,
    )
    of_fund = bands is not None and bands.share_of is Party.FUND
    party = Text(zh="基金", en="fund") if of_fund else Text(zh="机构", en="institution")
    part = s.b.compute(
        s.table,
        f"{side}_part",
        Choice(amount.equals(_ZERO), _ZERO, _part(s, bands, amount, f"{s.within}.{side}")),
        Measure.MONEY,
        Text(zh=f"{amount.says.zh}中{party.zh}部分", en=f"{party.en}'s part of the {amount.says.en}"),
    )
    if not of_fund:
        return part
    rest = Text(zh=f"{amount.says.zh}中机构部分", en=f"institution's part of the {amount.says.en}")
    return s.b.compute(s.table, f"{side}_rest", amount - part, Measure.MONEY, rest)


def _part(s: _Setting, bands: BandTable | None, amount: Quantity, path: str) -> Formula:
    """The part of an amount by bands that cover every ratio once; any others are left open."""
    if bands is None:
        s.b.leave_open(path)
        return _ZERO
    covered = is_covered(s.b, f"{path}.bands", bands)
    pieces: list[Piece] = []
    for at, band in sorted(enumerate(bands.bands), key=lambda each: each[1].start):
        name = f"{path}.bands[{at}]"
        start = s.base * s.b.literal(f"{name}.from", band.start, _EDGE, bands) if pieces else None
        end = None if band.end is None else s.base * s.b.literal(f"{name}.to", band.end, _EDGE, bands)
        share = a_share(s.b, s.b.literal(f"{name}.share", band.share, _RATE[bands.share_of], bands))
        pieces.append(Piece(start=start, end=end, rate=share))
    if not covered:
        return _ZERO
    match bands.method:
        case BandMethod.MARGINAL:
            return marginal(pieces, amount)
        case BandMethod.WHOLE:
            if bands.closed is None and len(pieces) > 1:
                s.b.leave_open(f"{path}.closed")
            below = Relation.AT_MOST if bands.closed is Edge.AT_MOST else Relation.LESS
            return whole(pieces, amount, below=below)
        case None:
            if len(pieces) > 1:
                s.b.leave_open(f"{path}.method")
            return marginal(pieces, amount)
        case _:
            assert_never(bands.method)
