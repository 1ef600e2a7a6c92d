"""DRG by rate and by points, and the gate of Chinese medicine."""

from __future__ import annotations

from typing import Any

from scored.example import Example, Ours, Tree, amounts, area, column
from yigai.payment.program import Status, Table
from yigai.payment.settlement import Settlement
from yigai.values.money import Money

SHAPES = {"fixed": "less-patients", "floating": "less-patients", "elastic": "as-shared"}


def drg_rate(example: Example) -> Ours:
    """Weights of cases at a fixed, floating or elastic rate."""
    rule, mode = example.rule, example.rule["mode"]
    cases, factors = example.activity["cases"], example.activity["factors"]

    def shown(settlement: Settlement) -> Tree:
        found: Tree = {
            "volume_points": column(settlement, Table.INSTITUTION, "weight"),
            "payment": column(settlement, Table.INSTITUTION, "payable"),
            "fund_pays": amounts(settlement),
        }
        if mode == "fixed":
            found["case"] = column(settlement, Table.CASE, "case_payment")
        if mode == "floating":
            found["pool"] = area(settlement, "pool")
            found["not_paid_out"] = _left(found["pool"], found["payment"])
        if mode == "elastic":
            found["base"] = column(settlement, Table.INSTITUTION, "base_part")
            found["increment"] = column(settlement, Table.INSTITUTION, "increment_part")
            found["increment_pool_left"] = _left(rule["increment_pool"], found["increment"])
        return found

    base = rule.get("base_volume_points", {})
    return Ours(
        rule={
            "kind": "drg-rate",
            "institution_factor": True,
            "base_rate": {
                "mode": mode,
                "rate": rule.get("rate", rule.get("fixed")),
                "base_share": "0",
                "cap": rule.get("cap"),
            },
            "budget": {
                "pool": "fund" if mode == "elastic" else "fund-over-share",
                "fund": rule.get("fund", rule.get("increment_pool")),
                "fund_share": rule.get("fund_share"),
            },
            "settlement": {"shape": SHAPES[mode]},
        },
        activity={
            "institutions": [
                {"id": name, "factor": each, "base_volume": base.get(name)} for name, each in factors.items()
            ],
            "groups": [{"code": each["id"], "relative_weight": each["weight_points"]} for each in cases],
            "cases": [
                {
                    "id": each["id"],
                    "institution": each["inst"],
                    "group": each["id"],
                    "patient_paid": each["patient"],
                }
                for each in cases
            ],
        },
        shown=shown,
        single=f"cases[{cases[0]['id']}]" if cases else None,
    )


def _left(pool: str, parts: Tree) -> str:
    return str(Money.parse(pool) - sum((Money.parse(each) for each in parts.values()), Money(0)))


def drg_outliers(example: Example) -> Ours:
    """Low and high cases of one group, both by item."""
    rule, activity = example.rule, example.activity
    zones = [
        {"edge": rule[side]["value"], "when": rule[side]["op"], "then": "cost"} for side in ("low", "high")
    ]

    def shown(settlement: Settlement) -> Tree:
        return {"payment": column(settlement, Table.CASE, "case_payment"), "total": str(settlement.total)}

    return Ours(
        rule={
            "kind": "drg-rate",
            "institution_factor": False,
            "base_rate": {"mode": "fixed", "rate": rule["rate"]},
            "deviations": {"classified_by": "group-mean", "corrected_by": "group-mean", "zones": zones},
            "settlement": {"shape": "as-shared"},
        },
        activity={
            "institutions": [{"id": "h"}],
            "groups": [
                {"code": "G", "mean_cost": activity["mean"], "relative_weight": activity["weight_points"]}
            ],
            "cases": [{**each, "institution": "h", "group": "G"} for each in activity["cases"]],
        },
        shown=shown,
    )


def drg_points(example: Example) -> Ours:
    """Points of stays, halved for a return too soon."""
    rule, activity = example.rule, example.activity
    cases: list[Tree] = list(activity["cases"])
    alone = f"cases[{cases[0]['id']}]" if len(cases) == 1 else None
    if alone:
        cases.append({**USUAL, "group": activity["groups"][0]["group"]})
    means = [
        {"institution": each["inst"], "group": each["group"], "mean_cost": each["mean"]}
        for each in activity["hospital_means"]
    ]
    listed = {(each["institution"], each["group"]) for each in means}
    new = {(each["inst"], _group(each)) for each in cases} - listed

    def shown(settlement: Settlement) -> Tree:
        points = column(settlement, Table.CASE, "points_after_readmission")
        before = column(settlement, Table.CASE, "case_points")
        cells = column(settlement, Table.CELL, "hospital_factor")
        own = column(settlement, Table.INSTITUTION, "points")
        return {
            "base_points": {
                name: each
                for name, each in column(settlement, Table.GROUP, "base_points").items()
                if "-" not in name
            },
            "factor_points": {
                f"{house}/{group}": cells[f"{house}/{group}"] for house, group in sorted(listed)
            },
            "case_points": {name: each for name, each in points.items() if name != "usual"},
            "to_review": [
                each.place.removeprefix("cases[").removesuffix("]")
                for each in settlement.left_out
                if each.status is Status.REVIEW
            ],
            "halved": [name for name in points if points[name] != before[name]],
            "points": {name: each for name, each in own.items() if name != "usual"},
        }

    return Ours(
        rule={
            "kind": "drg-points",
            "area_mean": rule["area_mean"],
            "least_cases": rule["few"]["value"],
            "incomplete": rule["incomplete"],
            "day_base": rule["day_base_points"],
            "readmission": {
                "days": rule["readmission"]["days"],
                "same_institution": rule["readmission"]["same_institution"],
            },
            "budget": {"pool": "fund", "fund": "100.00"},
            "settlement": {"shape": "as-shared"},
        },
        activity={
            "institutions": [{"id": name} for name in sorted({each["inst"] for each in cases})],
            "groups": _groups(activity["groups"]),
            "cells": [
                *means,
                *({"institution": house, "group": group, "new": True} for house, group in sorted(new)),
            ],
            "cases": [_stay(each, cases, {group["group"] for group in activity["groups"]}) for each in cases],
        },
        shown=shown,
        single=alone,
    )


USUAL: Tree = {
    "id": "usual",
    "inst": "usual",
    "patient": "usual",
    "kind": "complete",
    "cost": "1.00",
    "days": 1,
    "admitted": "2025-03-01",
    "discharged": "2025-03-02",
    "reason": None,
}
"""A stay beside the only one of an example, so that a pool is shared although that one is rejected."""


def _groups(groups: list[Tree]) -> list[Tree]:
    """Every group twice: the second for stays paid by bed-day, which are groups of their own with us."""
    return [
        {
            "code": f"{each['group']}{suffix}",
            "mean_cost": each["mean"],
            "cases": each["cases"],
            "by_bed_day": bool(suffix),
        }
        for each in groups
        for suffix in ("", "-bed-day")
    ]


def _group(case: Tree) -> str:
    return f"{case['group']}-bed-day" if case["kind"] == "bed-day" else str(case["group"])


def _stay(case: Tree, cases: list[Tree], known: set[str]) -> Tree:
    """An outlier waits for a review, as a case without a group does; a reason stands with the return."""
    excused = any(
        other["patient"] == case["patient"]
        and other["admitted"] >= case["discharged"]
        and other["reason"] is not None
        for other in cases
        if other is not case
    )
    return {
        "id": case["id"],
        "institution": case["inst"],
        "group": _group(case) if case["kind"] != "outlier" and case["group"] in known else None,
        "person": case["patient"],
        "cost": case["cost"],
        "days": case["days"],
        "admitted": case["admitted"],
        "discharged": case["discharged"],
        "complete": case["kind"] == "complete",
        "readmission_exempt": excused,
    }


def tcm_gate(example: Example) -> Ours:
    """Whether a case is paid as one of Chinese medicine; nothing where what is known does not tell."""
    rule, activity = example.rule, example.activity
    parts = activity["parts"]

    def shown(settlement: Settlement) -> Tree:
        value: Any = settlement.result("c").value
        return {"gate": None if value is None else bool(value)}

    return Ours(
        rule={
            "kind": "tcm-gate",
            "share": rule["share"],
            "days": rule["days"],
            "operation_classes": rule["classes"],
        },
        activity={
            "institutions": [{"id": "h"}],
            "cases": [
                {
                    "id": "c",
                    "institution": "h",
                    "tcm_cost": parts["tcm"],
                    "western_treatment_cost": parts["western_treatment"],
                    "medicine_cost": parts["western_and_patent_medicine"],
                    "decoction_cost": parts["decoction"],
                    "surgery_cost": parts["surgery"],
                    "material_cost": parts["material"],
                    "days": activity.get("days"),
                    "tcm_diagnosis": activity.get("listed"),
                    **{f"tcm_class_{at}": each for at, each in enumerate(activity["classes"], start=1)},
                }
            ],
        },
        shown=shown,
        single="cases[c]",
    )
