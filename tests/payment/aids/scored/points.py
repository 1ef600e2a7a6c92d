"""Points, pools and reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scored.example import Example, Ours, Tree, amounts, area, column
from yigai.payment.program import Status, Table
from yigai.payment.settlement import Settlement
from yigai.values.money import Money

ZONES: dict[str, list[Tree]] = {
    "national-2020": [
        {"edge": "0.5", "when": "<", "then": "ratio"},
        {"edge": "2", "when": ">", "then": "excess"},
        {"edge": "5", "when": ">", "then": "review"},
    ],
    "guangzhou-2018": [
        {"edge": "0.5", "when": "<", "then": "ratio"},
        {"edge": "2", "when": ">", "then": "excess"},
    ],
    "hubei": [{"edge": "0.5", "when": "<=", "then": "ratio"}, {"edge": "2", "when": ">=", "then": "excess"}],
    "jining-370800": [
        {"edge": "0.5", "when": "<=", "then": "ratio"},
        {"edge": "2", "when": ">", "then": "excess-plus-factor"},
        {"edge": "5", "when": ">", "then": "none"},
    ],
    "taian-370900": [
        {"edge": "0.5", "when": "<=", "then": "ratio"},
        {"edge": "2", "when": ">", "then": "excess-plus-factor"},
    ],
}
POOLS = {"total": ("fund-over-share", "less-patients"), "fund": ("fund", "as-shared")}


def dip_rule(rule: Mapping[str, Any]) -> Tree:
    """Listed points, factors, deviations corrected by the mean of the level, and a pool."""
    pool, shape = POOLS[rule.get("pool", "fund")]
    return {
        "kind": "dip",
        "points": {"method": "given"},
        "auxiliary": True,
        "institution_factor": True,
        "primary_care_exempt": True,
        "deviations": {"classified_by": "group-mean", "corrected_by": "level-mean", "zones": _zones(rule)},
        "budget": {
            "pool": pool,
            "fund": rule.get("fund", "100.00"),
            "fund_share": rule.get("fund_share"),
            "start_value": rule.get("start_value"),
        },
        "settlement": {"shape": shape, "published_value": rule.get("value") == "published"},
    }


def _zones(rule: Mapping[str, Any]) -> list[Tree]:
    if rule["profile"] != "draft-3.0":
        return ZONES[rule["profile"]]
    above = {"review": "review", "as-grouped": "none"}.get(rule.get("above", ""))
    return [
        {"edge": "0.5", "when": "<", "then": "cost"},
        {"edge": "2", "when": rule["high_op"], "then": "review"},
        {"edge": "3", "when": rule["top_op"], "then": above},
    ]


def dip_activity(cases: list[Tree], patients: Mapping[str, str]) -> Tree:
    """A group of its own for every case, since each example says what its case is measured by."""
    houses = {case.get("inst", "A"): case["h"] for case in cases}
    paid = dict(patients)
    return {
        "institutions": [{"id": name, "level": name, "factor": factor} for name, factor in houses.items()],
        "groups": [
            {
                "code": case["id"],
                "points": case["points"],
                "mean_cost": case["standard"],
                "primary_care": case.get("primary", False),
                "tcm_advantage": case.get("tcm", False),
                "by_bed_day": case.get("bed_day", False),
            }
            for case in cases
        ],
        "group_levels": [
            {"group": case["id"], "level": case.get("inst", "A"), "mean_cost": case["level_mean"]}
            for case in cases
        ],
        "cases": [
            {
                "id": case["id"],
                "institution": case.get("inst", "A"),
                "group": case["id"],
                "cost": case["cost"],
                "patient_paid": paid.pop(case.get("inst", "A"), "0.00"),
            }
            for case in cases
        ],
        "auxiliaries": [
            {"case": case["id"], **each} for case in cases for each in case.get("auxiliaries", [])
        ],
    }


def dip_costs(example: Example) -> Ours:
    """One case at several costs."""
    same = {key: value for key, value in example.activity.items() if key != "costs"}
    cases = [{**same, **each} for each in example.activity["costs"]]

    def shown(settlement: Settlement) -> Tree:
        points = case_points(settlement)
        for each in settlement.in_review:
            points[each.place.removeprefix("cases[").removesuffix("]")] = None
        return {
            "by_case": {
                name: {"case_points": each} | ({"review": True} if each is None else {})
                for name, each in points.items()
            }
        }

    return Ours(rule=dip_rule(example.rule), activity=dip_activity(cases, {}), shown=shown)


def case_points(settlement: Settlement) -> Tree:
    """The points of every case that has any."""
    return column(settlement, Table.CASE, "case_points")


def dip_case(example: Example) -> Ours:
    """One case."""
    usual = {
        "id": "usual",
        "inst": "B",
        "points": "1.0000",
        "h": 1,
        "cost": "1.00",
        "standard": "1.00",
        "level_mean": "1.00",
    }
    cases = [{"id": "c", **example.activity}, usual]

    def shown(settlement: Settlement) -> Tree:
        return {"case_points": case_points(settlement)["c"]}

    return Ours(rule=dip_rule(example.rule), activity=dip_activity(cases, {}), shown=shown, single="cases[c]")


def dip(example: Example) -> Ours:
    """A whole year."""

    def shown(settlement: Settlement) -> Tree:
        waiting = {
            each.place.removeprefix("cases[").removesuffix("]"): None
            for each in settlement.left_out
            if each.status is Status.REVIEW
        }
        return {"case_points": {**case_points(settlement), **waiting}, **shared_pool(settlement)}

    activity = dip_activity(example.activity["cases"], {})
    for case in activity["cases"]:
        case["patient_paid"] = "0.00"
    return Ours(
        rule=dip_rule(example.rule),
        activity=_with_patients(activity, example.activity["patients"]),
        shown=shown,
    )


def _with_patients(activity: Tree, patients: Mapping[str, str]) -> Tree:
    """What patients paid is told by institution; that of cases under review is paid all the same."""
    for name, amount in patients.items():
        code = f"paid-{name}"
        activity["groups"].append(
            {
                "code": code,
                "points": "0.0000",
                "mean_cost": "1.00",
                "primary_care": False,
                "tcm_advantage": False,
                "by_bed_day": False,
            }
        )
        activity["group_levels"].append({"group": code, "level": name, "mean_cost": "1.00"})
        activity["cases"].append(
            {"id": code, "institution": name, "group": code, "cost": "1.00", "patient_paid": amount}
        )
    return activity


def shared_pool(settlement: Settlement) -> Tree:
    """How a pool was shared."""
    by_points = column(settlement, Table.INSTITUTION, "payable")
    pool = area(settlement, "pool")
    left = Money.parse(pool).fen - sum(Money.parse(each).fen for each in by_points.values())
    return {
        "points": column(settlement, Table.INSTITUTION, "points"),
        "pool": pool,
        "total_points": area(settlement, "total_points"),
        "value_view": area(settlement, "point_value"),
        "by_points": by_points,
        "not_paid_out": str(Money(left)),
        "fund_pays": amounts(settlement),
        "fund_pays_total": str(settlement.total),
    }


def settle(example: Example) -> Ours:
    """Points of institutions, without their cases."""
    points, patients = example.activity["points"], example.activity.get("patients", {})
    return Ours(
        rule={
            **dip_rule({"profile": "hubei", **example.rule}),
            "deviations": None,
            "institution_factor": False,
            "auxiliary": False,
        },
        activity=_institutions(
            [
                {"id": name, "points": each, "patient": patients.get(name, "0.00")}
                for name, each in points.items()
            ]
        ),
        shown=shared_pool,
    )


def share_out(example: Example) -> Ours:
    """A sum divided by weights: a fund that is shared by points."""
    weights = example.activity["weights"]
    rule = dip_rule({"profile": "hubei", "fund": example.activity["sum"]})
    return Ours(
        rule={**rule, "deviations": None, "institution_factor": False, "auxiliary": False},
        activity=_institutions(
            [{"id": name, "points": str(weight), "patient": "0.00"} for name, weight in weights.items()]
        ),
        shown=lambda settlement: {"parts": amounts(settlement)},
    )


def _institutions(rows: list[Tree]) -> Tree:
    return {
        "institutions": [
            {
                "id": row["id"],
                "fund_share": row.get("share"),
                "assessment": row.get("assessment"),
                "audit_deduction": row.get("audit"),
            }
            for row in rows
        ],
        "groups": [{"code": row["id"], "points": row["points"], "primary_care": False} for row in rows],
        "cases": [
            {
                "id": row["id"],
                "institution": row["id"],
                "group": row["id"],
                "patient_paid": row.get("patient"),
            }
            for row in rows
        ],
    }


def settle_shares(example: Example) -> Ours:
    """The second shape: times a fund share and the assessment, less the audit."""
    rule = dip_rule({"profile": "hubei", "pool": "total", **example.rule})
    rule |= {"deviations": None, "institution_factor": False, "auxiliary": False}
    rule["settlement"] = {
        "shape": "times-fund-share",
        "share_level": example.rule["share"],
        "assessed": True,
        "audited": True,
    }

    def shown(settlement: Settlement) -> Tree:
        before = column(settlement, Table.INSTITUTION, "fund_part")
        fund = Money.parse(example.rule["fund"]).fen
        return {
            "pool": area(settlement, "pool"),
            "total_points": area(settlement, "total_points"),
            "before_assessment": before,
            "before_minus_fund": str(Money(sum(Money.parse(each).fen for each in before.values()) - fund)),
            "assessed": column(settlement, Table.INSTITUTION, "assessed"),
            "fund_pays": amounts(settlement),
        }

    return Ours(rule=rule, activity=_institutions(example.activity["institutions"]), shown=shown)


def review_quota(example: Example) -> Ours:
    """How many cases may be reviewed, and what a reviewed one is paid, where a point is worth a yuan."""
    cases = example.activity.get("admitted", [])
    worth = {"by-item": "cost", "adjusted": "adjusted", "as-grouped": "grouped"}
    paid = {case["id"]: case[worth[case["outcome"]]] for case in cases}
    rule = dip_rule({"profile": "hubei", "start_value": "1", "fund": str(_sum(paid.values()))})
    rule |= {"deviations": None, "institution_factor": False, "auxiliary": False}

    def shown(settlement: Settlement) -> Tree:
        quota = int(area(settlement, "reviews_allowed"))
        points = case_points(settlement)
        return {"quota": quota, "payment": {name: points[name][:-2] for name in paid}}

    rows = [{"id": case["id"], "points": f"{case['grouped']}", "patient": "0.00"} for case in cases]
    activity = _institutions([*rows, {"id": "usual", "points": "1.0000", "patient": "0.00"}])
    for row, case in zip(activity["cases"], cases, strict=False):
        row |= {
            "cost": case["cost"],
            "review_outcome": case["outcome"],
            "review_amount": case["adjusted"] if case["outcome"] == "adjusted" else None,
        }
    activity["area"] = {"discharges": example.activity["discharges"]}
    return Ours(rule={**rule, "review": {"quota": example.rule["share"]}}, activity=activity, shown=shown)


def _sum(amounts: Iterable[str]) -> Money:
    return sum((Money.parse(each) for each in amounts), Money(0))
