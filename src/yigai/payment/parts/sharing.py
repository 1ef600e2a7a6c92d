"""Surplus retention and overrun sharing (结余留用、合理超支分担): who keeps and who bears what.

The institution's part is rounded first and the fund gets the rest, so that both add up to the whole.
"""

from __future__ import annotations

from typing import assert_never

import attrs

from yigai.errors import Text
from yigai.model.payment.bands import BandTable, Sharing
from yigai.model.payment.words import BandMethod, Edge
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Comparison, Formula, Quantity, Relation, greatest, least, number
from yigai.payment.measure import Measure
from yigai.payment.program import Table

_RATE = Text(zh="机构分担比例", en="the institution's share")
_EDGE = Text(zh="分档边界", en="edge of the band")


@attrs.frozen(kw_only=True)
class Shared:
    """The surplus and the overrun of each row, and the institution's part of both."""

    kept: Quantity
    borne: Quantity
    fund_pays: Quantity


def shared(
    b: Builder, sharing: Sharing, *, table: Table, quota: Quantity, actual: Quantity, within: str = "sharing"
) -> Shared:
    """What each row keeps of a surplus, bears of an overrun, and what the fund pays in the end.

    In a surplus the fund pays what was used and the part kept; in an overrun the quota and its own part.
    """
    zero = number(0)
    surplus = b.compute(
        table, "surplus", greatest(quota - actual, zero), Measure.MONEY, Text(zh="结余", en="surplus")
    )
    overrun = b.compute(
        table, "overrun", greatest(actual - quota, zero), Measure.MONEY, Text(zh="超支", en="overrun")
    )
    countable = overrun
    if sharing.reasonable_only:
        reasonable = b.need(table, "reasonable_overrun")
        countable = b.compute(
            table,
            "reasonable",
            least(overrun, reasonable),
            Measure.MONEY,
            Text(zh="合理超支部分", en="reasonable part of the overrun"),
        )
    keeps = _part(b, sharing.surplus, surplus, quota, f"{within}.surplus")
    if sharing.surplus_cap is not None:
        keeps = least(keeps, quota * b.given(sharing, "surplus_cap", within=within))
    kept = b.compute(table, "kept", keeps, Measure.MONEY, Text(zh="留用结余", en="surplus kept"))
    bears = _part(b, sharing.overrun, countable, quota, f"{within}.overrun")
    shared_part = b.compute(
        table,
        "own_part",
        bears,
        Measure.MONEY,
        Text(zh="合理超支中机构分担", en="its part of the overrun shared"),
    )
    borne = b.compute(
        table,
        "borne",
        shared_part + (overrun - countable),
        Measure.MONEY,
        Text(zh="机构承担超支", en="overrun borne by the institution"),
    )
    pays = b.compute(
        table,
        "fund_pays",
        actual + kept - borne,
        Measure.MONEY,
        Text(zh="基金支付", en="the fund pays"),
    )
    return Shared(kept=kept, borne=borne, fund_pays=pays)


def _part(b: Builder, bands: BandTable | None, amount: Quantity, quota: Quantity, path: str) -> Formula:
    """The institution's part of an amount by its bands."""
    if bands is None or not bands.bands or bands.method is None:
        b.leave_open(path if bands is None or not bands.bands else f"{path}.method")
        return number(0)
    parts: list[tuple[Formula, Formula | None, Formula]] = []
    for at, band in enumerate(bands.bands):
        name = f"{path}.bands[{at}]"
        start = b.literal(f"{name}.start", band.start, _EDGE, bands)
        end = None if band.end is None else b.literal(f"{name}.end", band.end, _EDGE, bands)
        parts.append((start, end, b.literal(f"{name}.share", band.share, _RATE, bands)))
    match bands.method:
        case BandMethod.MARGINAL:
            return _marginal(parts, amount, quota)
        case BandMethod.WHOLE:
            if bands.closed is None:
                b.leave_open(f"{path}.closed")
            return _whole(parts, amount, quota, bands.closed or Edge.LESS)
        case _:
            assert_never(bands.method)


def _marginal(
    parts: list[tuple[Formula, Formula | None, Formula]], amount: Quantity, quota: Quantity
) -> Formula:
    """Each part of the amount at the rate of its band; to which band an edge belongs makes no difference."""
    total: Formula = number(0)
    for start, end, share in parts:
        upper: Formula = amount if end is None else least(amount, quota * end)
        total = total + greatest(upper - quota * start, number(0)) * share
    return total


def _whole(
    parts: list[tuple[Formula, Formula | None, Formula]], amount: Quantity, quota: Quantity, closed: Edge
) -> Formula:
    """The whole amount at the rate of the band its ratio to the quota lies in."""
    below = Relation.LESS if closed is Edge.LESS else Relation.AT_MOST
    rate: Formula = number(0)
    for _, end, share in reversed(parts):
        rate = share if end is None else Choice(Comparison(amount, below, quota * end), share, rate)
    return amount * rate
