"""Days, prices, heads, bands, tiers and pay: the rules that pay or bound without points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scored.example import Example, Ours, Tree, amounts, area, column
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement
from yigai.values.money import Money


def _case_payments(settlement: Settlement) -> Tree:
    return {"payment": column(settlement, Table.CASE, "payment"), "total": str(settlement.total)}


def per_diem(example: Example) -> Ours:
    """Segments in the score end before `to`, ours with it."""
    segments = [
        {"from": each["from"], "to": None if each["to"] is None else each["to"] - 1, "rate": each["price"]}
        for each in example.rule["segments"]
    ]
    return Ours(
        rule={
            "kind": "per-diem",
            "pays": "rates",
            "less_patients": False,
            "rates": [{"method": example.rule["reading"], "segments": segments}],
        },
        activity={
            "institutions": [{"id": "h"}],
            "cases": [{**each, "institution": "h"} for each in example.activity["stays"]],
        },
        shown=_case_payments,
        single="cases[a]",
    )


def case_price(example: Example) -> Ours:
    """Prices by group, extras as lines of the bill."""
    prices, extras = example.rule["prices"], example.rule["extras"]
    cases = example.activity["cases"]
    return Ours(
        rule={
            "kind": "case-price",
            "less_patients": False,
            "extras": [{"code": code, "price": price} for code, price in extras.items()],
        },
        activity={
            "institutions": [{"id": "h"}],
            "groups": [
                {"code": item, "price": prices.get(item)}
                for item in {*prices, *(each["item"] for each in cases)}
            ],
            "cases": [
                {"id": each["id"], "institution": "h", "group": each["item"], "cost": each.get("cost")}
                for each in cases
            ],
            "services": [
                {
                    "id": f"{each['id']}-{code}",
                    "institution": "h",
                    "case": each["id"],
                    "code": code,
                    "quantity": count,
                }
                for each in cases
                for code, count in each["extras"].items()
            ],
        },
        shown=_case_payments,
        single="services[1-stent]" if "stent" in str(cases) else "cases[1]",
    )


def fee_for_service(example: Example) -> Ours:
    """Lines of a bill, each rounded."""

    def shown(settlement: Settlement) -> Tree:
        lines = column(settlement, Table.SERVICE, "line_amount")
        return {"line": list(lines.values()), "total": str(settlement.total)}

    return Ours(
        rule={"kind": "fee-for-service", "less_patients": False},
        activity={
            "institutions": [{"id": "h"}],
            "services": [
                {
                    "id": f"s{at}",
                    "institution": "h",
                    "code": each["item"],
                    "quantity": each["quantity"],
                    "price": each["price"],
                }
                for at, each in enumerate(example.activity["lines"])
            ],
        },
        shown=shown,
        single="services[s0]",
    )


def sharing(rule: Mapping[str, Any]) -> Tree:
    """Bands of the score, each told by its upper end, as ours, told by both."""
    found: Tree = {side: _table(rule[side]) for side in ("surplus", "overrun") if side in rule}
    surplus = rule.get("surplus", {})
    if surplus.get("cap") is not None:
        found["surplus_cap"] = surplus["cap"]
    if surplus.get("gate") is not None:
        gate = surplus["gate"]
        found["gate"] = {"indicator": "example", "when": gate["op"], "edge": gate["value"]}
    return found


def _table(table: Mapping[str, Any]) -> Tree:
    bands, start = [], "0"
    for each in table["bands"]:
        bands.append({"from": start, "to": each["upper"], "share": each["share"]})
        start = each["upper"]
    closed = {each["upper_op"] for each in table["bands"]} - {None}
    return {
        "share_of": table["shares_of"],
        "method": table["mode"],
        "closed": closed.pop() if closed else None,
        "bands": bands,
    }


NEVER_USED: Tree = {"bands": [{"from": "0", "share": "1"}]}
"""A rule of ours says what becomes of both; the score leaves out the side that an example never comes to."""


def bands(example: Example) -> Ours:
    """A quota and a cost."""
    given = sharing(example.rule)
    if "surplus" not in given and Money.parse(example.activity["cost"]) > Money.parse(
        example.activity["budget"]
    ):
        given["surplus"] = NEVER_USED
    return Ours(
        rule={"kind": "global-budget", "sharing": given},
        activity={
            "institutions": [
                {
                    "id": "h",
                    "quota": example.activity["budget"],
                    "cost": example.activity["cost"],
                    "gate_indicator": example.activity.get("indicator"),
                }
            ]
        },
        shown=_parts,
    )


def _parts(settlement: Settlement) -> Tree:
    """What lies between the quota and the cost, and whose part of it is whose."""
    figures = settlement.figures(Table.INSTITUTION, "h")
    surplus, overrun = figures["surplus"], figures["overrun"]
    side = "surplus" if surplus != "0.00" else "overrun" if overrun != "0.00" else "none"
    gap = surplus if side == "surplus" else overrun
    own = figures["kept"] if side == "surplus" else figures["borne"]
    return {
        "side": side,
        "gap": gap,
        "institution_part": own,
        "fund_part": str(Money.parse(gap) - Money.parse(own)),
    }


def capitation(example: Example) -> Ours:
    """Heads at one quota, less referrals, then bands."""

    def shown(settlement: Settlement) -> Tree:
        figures = settlement.figures(Table.INSTITUTION, "h")
        return {"budget": figures["head_budget"], "net": figures["net_budget"], **_parts(settlement)}

    activity = example.activity
    return Ours(
        rule={
            "kind": "capitation",
            "quota": example.rule["quota"],
            "ratio_base": example.rule["ratio_base"],
            "sharing": sharing(example.rule["bands"]),
        },
        activity={
            "institutions": [
                {
                    "id": "h",
                    "heads": activity["heads"],
                    "referred_out": activity["referrals"],
                    "cost": activity["cost"],
                }
            ]
        },
        shown=shown,
    )


def public_health(example: Example) -> Ours:
    """Money per head, a prepaid part, the rest after the assessment."""

    def shown(settlement: Settlement) -> Tree:
        figures = settlement.figures(Table.CONSORTIUM, "c")
        return {"total": figures["whole"], "prepaid": figures["prepaid_part"], **figures}

    return Ours(
        rule={"kind": "public-health", **example.rule},
        activity={
            "consortia": [
                {"id": "c", "residents": example.activity["heads"], "assessment": example.activity["k"]}
            ]
        },
        shown=shown,
    )


def two_way(example: Example) -> Ours:
    """A sum split in two, the first part rounded: money for one resident, prepaid in part."""

    def shown(settlement: Settlement) -> Tree:
        figures = settlement.figures(Table.CONSORTIUM, "c")
        return {"first": figures["prepaid_part"], "second": figures["rest"]}

    return Ours(
        rule={
            "kind": "public-health",
            "per_head": example.activity["sum"],
            "prepaid_share": example.rule["first_share"],
        },
        activity={"consortia": [{"id": "c", "residents": 1, "assessment": "1"}]},
        shown=shown,
    )


def staff_share(example: Example) -> Ours:
    """The share of staff in spending, compared exactly."""

    def shown(settlement: Settlement) -> Tree:
        return {"met": area(settlement, "target_met") == "1"}

    return Ours(
        rule={"kind": "staff-pay", "target": example.rule["target"], "when": ">="},
        activity={
            "area": {
                "staff_spending": example.activity["staff"],
                "operating_spending": example.activity["operating"],
            }
        },
        shown=shown,
    )


def cost_sharing(example: Example) -> Ours:
    """A deductible, tiers above it, a cap."""
    tiers, start = [], "0.00"
    for each in example.rule["tiers"]:
        tiers.append({"from": start, "to": each["upper"], "ratio": each["ratio"]})
        start = each["upper"]

    def shown(settlement: Settlement) -> Tree:
        figures = settlement.figures(Table.CASE, "c")
        return {**figures, "fund": amounts(settlement)["c"], "patient": figures["patient_part"]}

    before = example.activity.get("before")
    return Ours(
        rule={
            "kind": "cost-sharing",
            "capped": True,
            "tiers": {"base": "above-deductible", "tiers": tiers},
        },
        activity={
            "institutions": [{"id": "h"}],
            "cases": [
                {
                    "id": "c",
                    "institution": "h",
                    "eligible": example.activity["eligible"],
                    "deductible_left": example.activity["deductible_left"],
                    "cap_left": example.activity["cap_left"],
                    "counted_before": before,
                }
            ],
        },
        shown=shown,
        single="cases[c]",
    )
