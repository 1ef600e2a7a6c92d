"""A settlement as JSON (`yigai-settlement/1`): the contract for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from yigai.files.formats import digest_of
from yigai.files.shapes import KIND_OF
from yigai.judging.trace import Step, Trace
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.measure import Measure
from yigai.payment.program import Figure, Table
from yigai.payment.refusals import LeftOut
from yigai.payment.settlement import Result, Settlement, Total
from yigai.reports.data import citation_data, text_data
from yigai.values.citation import Citation

SCHEMA = "yigai-settlement/1"


def settlement_json(
    settlement: Settlement,
    *,
    traces: Mapping[str, Trace] | None = None,
    changes: Mapping[str, str] | None = None,
    places: Mapping[str, str] | None = None,
) -> str:
    """The whole settlement, keys in a fixed order, the same bytes for the same settlement."""
    data = settlement_data(settlement, traces=traces, changes=changes, places=places)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def settlement_data(
    settlement: Settlement,
    *,
    traces: Mapping[str, Trace] | None = None,
    changes: Mapping[str, str] | None = None,
    places: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The whole settlement as plain data.

    `places` gives, for rows in files, where they stand, as `activity.yaml:12`.
    """
    program = settlement.program
    is_money = program.measure is Measure.MONEY
    return {
        "schema": SCHEMA,
        "version": version("yigai"),
        "as_of": settlement.as_of.isoformat(),
        "rule": rule_data(settlement.rule),
        "activity": activity_data(settlement.activity),
        "changes": dict(changes or {}),
        "limits": [text_data(limit) for limit in settlement.limits],
        "figures": [figure_data(figure) for figure in program.figures],
        "table": program.table.value,
        "result": program.result,
        "unit": program.measure.value,
        "total": settlement.total.fen if is_money else None,
        "results": [_result(settlement, result) for result in settlement.results],
        "parts": [_part(settlement, table, rows) for table, rows in settlement.parts.items()],
        "rejected": [_left_out(each, places or {}) for each in settlement.rejected],
        "review": [_left_out(each, places or {}) for each in settlement.in_review],
        "reconciliation": [_line(line) for line in settlement.reconciliation],
        "traces": {name: tree_data(trace) for name, trace in (traces or {}).items()},
    }


def rule_data(rule: PaymentRule) -> dict[str, Any]:
    """Which rule it was, on whose word, and a digest of it."""
    effective = rule.effective
    return {
        "id": rule.id,
        "title": rule.title,
        "kind": KIND_OF[type(rule)],
        "from": effective.first.isoformat() if effective and effective.first else None,
        "to": effective.last.isoformat() if effective and effective.last else None,
        **_cited(rule.citation()),
        "digest": digest_of(rule),
    }


def activity_data(activity: Activity) -> dict[str, Any]:
    """Which activity it was, and a digest of it."""
    period = activity.period
    return {
        "from": period.first.isoformat() if period else None,
        "to": period.last.isoformat() if period else None,
        "source": activity.source,
        "evidence": activity.evidence.value if activity.evidence else None,
        "synthetic": activity.synthetic,
        "digest": digest_of(activity),
    }


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure the rule gives, with its source."""
    return {
        "name": figure.name,
        "says": text_data(figure.says),
        "value": figure.printed,
        "unit": text_data(figure.unit),
        **_cited(figure.source),
    }


def tree_data(trace: Trace) -> list[dict[str, Any]]:
    """The steps of a calculation, each with what went into it."""
    return [_step(step) for step in trace.steps]


def _cited(cited: Citation) -> dict[str, str | None]:
    return {"source": cited.source, "evidence": cited.evidence.value, "note": cited.note}


def _result(settlement: Settlement, result: Result) -> dict[str, Any]:
    table = settlement.program.table
    rows = settlement.evaluated.tables[table]
    name = rows.columns["name"][rows.by_id[result.id]] if "name" in rows.columns else None
    return {
        "id": result.id,
        "name": name,
        "amount": result.value if result.measure is Measure.MONEY else None,
        "value": None if result.value is None else str(result),
        "steps": {
            step: {
                "says": text_data(rows.title(step)),
                "value": None if value == "?" else value,
                "unit": settlement.measure(table, step).value,
            }
            for step, value in result.steps.items()
        },
    }


def _part(settlement: Settlement, table: Table, results: Sequence[Result]) -> dict[str, Any]:
    """The rows of a table below the results, each with its figures in the order of the columns."""
    names = settlement.columns(table)
    rows = settlement.evaluated.tables[table]
    return {
        "table": table.value,
        "columns": [
            {
                "name": name,
                "says": text_data(rows.title(name)),
                "unit": settlement.measure(table, name).value,
            }
            for name in names
        ],
        "rows": [
            {
                "id": result.id,
                "within": result.within,
                "values": [None if result.steps[name] == "?" else result.steps[name] for name in names],
            }
            for result in results
        ],
    }


def _left_out(row: LeftOut, places: Mapping[str, str]) -> dict[str, Any]:
    return {"row": row.place, "place": places.get(row.place), "reason": text_data(row.reason)}


def _line(line: Total) -> dict[str, Any]:
    return {
        "name": line.name,
        "says": text_data(line.says),
        "value": str(line),
        "unit": line.measure.value,
    }


def _step(step: Step) -> dict[str, Any]:
    inputs = dict(step.inputs)
    return {
        "name": step.name,
        "says": text_data(step.says),
        "row": inputs.get("row"),
        "value": None if step.result == "?" else step.result,
        "unit": text_data(step.unit),
        "formula": text_data(step.formula) if step.formula.zh else None,
        "sources": [citation_data(cited) for cited in step.sources],
        "rows": int(inputs["rows"]) if "rows" in inputs else None,
        "shown_above": "shown" in inputs,
        "steps": [_step(inner) for inner in step.steps],
    }
