"""County packages, consortia, money through the year, procurement and prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pendulum

from scored.example import Example, Ours, Tree, area, column
from scored.quotas import sharing
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement
from yigai.values.money import Money


def _package_rule(rule: Mapping[str, Any]) -> Tree:
    return {
        "kind": "county-package",
        "reserve_share": rule.get("reserve_rate", "0"),
        "reading": rule.get("reserve_of"),
        "package_rate": rule.get("alpha"),
        "package_floor": rule["floor"],
    }


def county_package(example: Example) -> Ours:
    """The package of the year's financing."""

    def shown(settlement: Settlement) -> Tree:
        return {
            "reserve": area(settlement, "reserve"),
            "b": area(settlement, "budget"),
            "package": area(settlement, "package_total"),
            "rest": area(settlement, "kept_by_fund"),
            "consortium": column(settlement, Table.CONSORTIUM, "package"),
        }

    activity = example.activity
    return Ours(
        rule=_package_rule(example.rule),
        activity={
            "area": {
                "fund_income": activity["raised"],
                "fund_income_before": activity.get("raised_before"),
                "critical_illness_fund": activity["catastrophic"],
            },
            "consortia": [{"id": name, "heads": heads} for name, heads in activity["heads"].items()],
        },
        shown=shown,
    )


def floor_met(example: Example) -> Ours:
    """Whether a package that was decided is no less than the floor allows."""

    def shown(settlement: Settlement) -> Tree:
        return {"least": area(settlement, "least_package"), "met": area(settlement, "floor_met") == "1"}

    rule = _package_rule({"reserve_of": "total", **example.rule})
    return Ours(
        rule={**rule, "decided": example.activity["package"]},
        activity={
            "area": {"fund_income": example.activity["b"], "critical_illness_fund": "0.00"},
            "consortia": [{"id": "c", "heads": 1}],
        },
        shown=shown,
    )


def history_package(example: Example) -> Ours:
    """The package of the years before."""
    years = example.activity.get("three_years", [None, None, None])
    is_first = "three_years" in example.activity

    def shown(settlement: Settlement) -> Tree:
        return {"package": area(settlement, "package_total")}

    return Ours(
        rule={
            "kind": "history-package",
            "base": "three-year-mean" if is_first else "previous-package",
            "growth": example.rule["growth"],
            "growth_cap": example.rule["cap"],
        },
        activity={
            "area": {
                "spending_3_before": years[0],
                "spending_2_before": years[1],
                "spending_before": years[2],
                "package_before": example.activity.get("previous_package"),
            },
            "consortia": [{"id": "c", "heads": 1}],
        },
        shown=shown,
    )


def consortium(example: Example) -> Ours:
    """Balances and flows. The packages are given: the county's is their sum, and the heads are their fen."""
    packages, costs = example.activity["packages"], example.activity["cost"]
    given = sharing(example.rule["bands"])
    given["surplus"] = {"bands": [{"from": "0", "share": "1"}]}

    def shown(settlement: Settlement) -> Tree:
        balance = column(settlement, Table.CONSORTIUM, "balance")
        flow = column(settlement, Table.CONSORTIUM, "net_flow")
        return {
            "balance": balance,
            "flow": flow,
            "flow_total": str(sum((Money.parse(each) for each in flow.values()), Money(0))),
            "members": _members(settlement, balance),
            "deficit": {
                name: _deficit(settlement, name) for name, each in balance.items() if each.startswith("-")
            },
        }

    return Ours(
        rule={
            "kind": "history-package",
            "base": "previous-package",
            "growth": "0",
            "growth_cap": "0",
            "sharing": given,
            "member_weights": "score",
        },
        activity={
            "area": {"package_before": str(sum((Money.parse(each) for each in packages.values()), Money(0)))},
            "consortia": [_consortium(name, packages, costs[name] or {}) for name in packages],
            "flows": [
                {"home": home, "at": at, "cost": (costs[home] or {}).get(at)}
                for home in packages
                for at in packages
                if at != home
            ],
            "members": [
                {"id": each["id"], "consortium": each["consortium"], "score": each["weight"]}
                for each in example.activity["members"]
            ],
        },
        shown=shown,
    )


def _consortium(name: str, packages: Mapping[str, str], costs: Mapping[str, str]) -> Tree:
    outside = sum((Money.parse(cost) for place, cost in costs.items() if place not in packages), Money(0))
    return {
        "id": name,
        "heads": Money.parse(packages[name]).fen,
        "inside_cost": costs.get(name),
        "outside_cost": str(outside) if costs else None,
    }


def _members(settlement: Settlement, balance: Mapping[str, str]) -> Tree:
    parts = column(settlement, Table.MEMBER, "surplus_part")
    rows = settlement.evaluated.tables[Table.MEMBER]
    homes = {rows.ids[row]: rows.columns["consortium"][row] for row in rows.living()}
    return {
        name: {member: part for member, part in parts.items() if homes[member] == name}
        for name, each in balance.items()
        if Money.parse(each) > Money(0)
    }


def _deficit(settlement: Settlement, name: str) -> Tree:
    figures = settlement.figures(Table.CONSORTIUM, name)
    fund = str(Money.parse(figures["overrun"]) - Money.parse(figures["borne"]))
    return {
        "side": "overrun",
        "gap": figures["overrun"],
        "institution_part": figures["borne"],
        "fund_part": fund,
    }


def interim(example: Example) -> Ours:
    """Months with a deposit held back, and the year's end where it is told."""
    year = example.activity.get("year")

    def shown(settlement: Settlement) -> Tree:
        figures = settlement.figures(Table.INSTITUTION, "h")
        found: Tree = {
            "held": list(column(settlement, Table.MONTH, "held").values()),
            "paid": list(column(settlement, Table.MONTH, "paid").values()),
            "held_total": figures["deposit"],
            "paid_total": figures["paid_monthly"],
        }
        if year is not None:
            found |= {
                "released": figures["deposit_returned"],
                "forfeited": figures["deposit_lost"],
                "year_end_payment": figures["left_to_pay"],
                "received_in_all": figures["due"],
            }
        return found

    rule = example.rule
    return Ours(
        rule={
            "kind": "interim-payment",
            "year_end": year is not None,
            "holding": {
                "deposit": rule["deposit"],
                "deposit_cap": rule["ceiling"],
                "monthly": True,
                "rounding": rule["rounding"],
            },
        },
        activity={
            "institutions": [
                {"id": "h", "payable": year, "assessment": example.activity.get("k"), "advance": "0.00"}
            ],
            "months": [
                {"institution": "h", "month": f"2024-{at:02d}", "payable": each}
                for at, each in enumerate(example.activity["months"], start=1)
            ],
        },
        shown=shown,
    )


def timely(example: Example) -> Ours:
    """A month settled within so many working days."""

    def shown(settlement: Settlement) -> Tree:
        return {"in_time": column(settlement, Table.MONTH, "in_time")["h/2024-01"] == "1"}

    return Ours(
        rule={
            "kind": "interim-payment",
            "holding": {"deposit": "0", "monthly": True, "settled_by": {"month": example.rule["limit"]}},
        },
        activity={
            "institutions": [{"id": "h"}],
            "months": [
                {
                    "institution": "h",
                    "month": "2024-01",
                    "payable": "1.00",
                    "working_days": example.activity["working_days"],
                }
            ],
        },
        shown=shown,
    )


def by_date(example: Example) -> Ours:
    """A year settled by a day of the year after it."""
    by = example.rule["by"]

    def shown(settlement: Settlement) -> Tree:
        return {"in_time": area(settlement, "year_in_time") == "1"}

    return Ours(
        rule={
            "kind": "interim-payment",
            "holding": {
                "deposit": "0",
                "settled_by": {"year": by.removeprefix(f"{by[:4]}-")},
            },
            "year_end": True,
        },
        activity={"area": {"year_settled_on": example.activity["settled_on"]}},
        shown=shown,
        as_of=pendulum.date(int(by[:4]) - 1, 12, 31),
    )


def procurement(example: Example) -> Ours:
    """One product at one institution, scored by product."""

    def shown(settlement: Settlement) -> Tree:
        return {"retained": str(settlement.total)}

    rule, activity = example.rule, example.activity
    return Ours(
        rule={
            "kind": "procurement-retention",
            "unit": "product",
            "payment_ratio": rule["ratio"],
            "insured_share": rule["insured_share"],
            "rate_cap": rule["most"],
            "steps": [{"from": each["lower"], "rate": each["rate"]} for each in rule["steps"]],
        },
        activity={
            "institutions": [{"id": "h"}],
            "products": [
                {
                    "id": "p",
                    "institution": "h",
                    "reported_need": activity["need"],
                    "prior_price": activity["prior_price"],
                    "agreed_quantity": activity["agreed"],
                    "used_quantity": activity["used"],
                    "selected_price": activity["selected_price"],
                    "other_spending": activity["other_spend"],
                    "score": activity["score"],
                    "passed": activity["passed"],
                }
            ],
        },
        shown=shown,
        single="products[p/h]",
    )


def price_review(example: Example) -> Ours:
    """May prices rise, may they be cut?"""

    def shown(settlement: Settlement) -> Tree:
        names = {"triggered": "opened", "vetoed": "stopped", "rise": "may_rise", "cut": "may_cut"}
        return {name: _flag(area(settlement, ours)) for name, ours in names.items()}

    def thresholds(rows: list[Tree]) -> list[Tree]:
        return [{"indicator": each["name"], "when": each["op"], "edge": each["value"]} for each in rows]

    return Ours(
        rule={
            "kind": "price-review",
            "triggers": thresholds(example.rule["triggers"]),
            "vetoes": thresholds(example.rule["vetoes"]),
        },
        activity={
            "area": {"special_adjustment": example.activity.get("special", False)},
            "measured": [
                {"indicator": name, "value": value} for name, value in example.activity["indicators"].items()
            ],
        },
        shown=shown,
    )


def _flag(printed: str) -> bool | None:
    return {"1": True, "0": False}.get(printed)


ALWAYS = [{"indicator": "any", "when": ">=", "edge": "0"}]


def review_due(example: Example) -> Ours:
    """Whether the next review comes within so many years of the last one."""

    def shown(settlement: Settlement) -> Tree:
        return {"in_time": _flag(area(settlement, "in_time"))}

    return Ours(
        rule={"kind": "price-review", "triggers": ALWAYS, "interval": example.rule["years"]},
        activity={"area": {"last_price_review": example.activity["last"]}},
        shown=shown,
        as_of=pendulum.Date.fromisoformat(example.activity["next"]),
    )


def price_volume(example: Example) -> Ours:
    """All changes of prices against the room for them."""

    def shown(settlement: Settlement) -> Tree:
        return {
            "change": area(settlement, "volume"),
            "room_left": area(settlement, "room_left"),
            "allowed": area(settlement, "within_room") == "1",
        }

    return Ours(
        rule={"kind": "price-review", "triggers": ALWAYS, "room": example.rule["room"]},
        activity={
            "price_items": [
                {
                    "id": each["item"],
                    "quantity": each["quantity"],
                    "price": each["old"],
                    "new_price": each["new"],
                }
                for each in example.activity["items"]
            ]
        },
        shown=shown,
    )
