"""The consortia of a county (医共体): each one's part of the package, its balance, and who gets or bears it.

balance = package - cost of its insured inside, at other consortia and outside the county; what its insured
cost at others is what the others took in, so the flows between consortia cancel over the county.
"""

from __future__ import annotations

from typing import assert_never

from yigai.errors import Text
from yigai.model.payment.bands import Sharing
from yigai.model.payment.words import MemberWeights
from yigai.payment.builder import Builder
from yigai.payment.formula import Not, Quantity, number
from yigai.payment.measure import Measure
from yigai.payment.parts.sharing import shared
from yigai.payment.program import Table

_AREA, _CONSORTIUM, _MEMBER, _FLOW = Table.AREA, Table.CONSORTIUM, Table.MEMBER, Table.FLOW


def settled_consortia(
    b: Builder, package: Quantity, sharing: Sharing | None, weights: MemberWeights | None
) -> Quantity:
    """What the fund pays for the people of each consortium; its package, where nothing is settled yet."""
    own = _packages(b, package)
    if sharing is None:
        if weights is not None:
            b.leave_open("sharing")
        return own
    used = _used(b)
    balance = b.compute(
        _CONSORTIUM, "balance", own - used, Measure.MONEY, Text(zh="收支差额", en="balance of the package")
    )
    b.line(balance, Text(zh="收支差额合计", en="balances in all"))
    after = shared(b, sharing, table=_CONSORTIUM, quota=own, actual=used)
    if weights is not None:
        says = Text(zh="成员单位分得结余", en="the member's part of the surplus")
        b.divide(_MEMBER, "surplus_part", after.kept, _weights(b, weights), says)
    b.line(after.kept, Text(zh="留用结余合计", en="surplus kept in all"))
    b.line(after.borne, Text(zh="医共体承担超支合计", en="overrun borne by consortia in all"))
    return after.fund_pays


def _packages(b: Builder, package: Quantity) -> Quantity:
    """The package of the county by the heads of its consortia, to the last fen."""
    heads = b.need(_CONSORTIUM, "heads")
    everybody = b.total(_AREA, "heads", heads, Text(zh="参保总人数", en="insured heads in all"))
    b.compute(
        _AREA,
        "per_head",
        package / everybody,
        Measure.MONEY,
        Text(zh="人均包干（仅供查看）", en="package per head, for viewing only"),
    )
    return b.divide(
        _CONSORTIUM, "package", package, heads, Text(zh="医共体总额", en="package of a consortium")
    )


def _used(b: Builder) -> Quantity:
    """What the insured of each consortium cost, wherever they were treated."""
    cost = b.need(_FLOW, "cost")
    out = b.total(
        _CONSORTIUM,
        "flow_out",
        cost,
        Text(zh="在其他医共体的费用", en="cost of its insured at other consortia"),
    )
    taken_in = b.total(
        _CONSORTIUM,
        "flow_in",
        cost,
        Text(zh="收治其他医共体参保人的费用", en="cost of others' insured at its members"),
        by=("at",),
    )
    _refuse_missing_flows(b)
    net = b.compute(
        _CONSORTIUM, "net_flow", taken_in - out, Measure.MONEY, Text(zh="互转净额", en="net flow")
    )
    b.line(net, Text(zh="互转净额合计（应为零）", en="net flows in all, which cancel"))
    inside, outside = b.need(_CONSORTIUM, "inside_cost"), b.need(_CONSORTIUM, "outside_cost")
    return b.compute(
        _CONSORTIUM,
        "used",
        inside + out + outside,
        Measure.MONEY,
        Text(zh="参保人费用", en="cost of its insured"),
    )


def _refuse_missing_flows(b: Builder) -> None:
    """Every pair of consortia needs its flow, zero too: one that is not listed is not known."""
    others = b.count(_AREA, "consortia", _CONSORTIUM, Text(zh="医共体数", en="consortia")) - number(1)
    listed = b.count(
        _CONSORTIUM, "flows_listed", _FLOW, Text(zh="已列互转", en="flows to others that are listed")
    )
    b.refuse(
        _CONSORTIUM,
        "flows_missing",
        Not(listed.equals(others)),
        Text(
            zh="到其他医共体的互转费用未列全（没有的写 0.00）",
            en="not all flows to the other consortia are listed (0.00 where there is none)",
        ),
    )


def _weights(b: Builder, weights: MemberWeights) -> Quantity:
    """What a surplus is divided by; a consortium without a surplus needs none."""
    match weights:
        case MemberWeights.GIVEN:
            return b.need(_MEMBER, "weight", optional=True)
        case MemberWeights.SCORE:
            return b.need(_MEMBER, "score", optional=True)
        case MemberWeights.HEADS:
            return b.need(_MEMBER, "heads", optional=True)
        case _:
            assert_never(weights)
