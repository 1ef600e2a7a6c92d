"""Cases (案例) in the form in which `yigai fmt` writes them, and the schema of what they may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yigai.files.convert import unstructure
from yigai.files.leaves import DATE
from yigai.files.schema import schema_of
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.cases import FORMAT, Case, Expected, RefusalKind
from yigai.payment.program import Status, Table
from yigai.values.money import YUAN

Schema = dict[str, Any]


def case_data(case: Case) -> dict[str, Any]:
    """The plain data of a whole case, its keys in the order of the reference, without what is the default.

    Raises `FileFaults` for a case whose own rule or activity has faults: those have no form.
    """
    case.inputs()
    folder = Path(case.source).parent
    data: dict[str, Any] = {"format": FORMAT}
    if case.title != Path(case.source).name:
        data["title"] = case.title
    data |= {
        "rule": _written(case.rule, folder),
        "activity": _written(case.activity, folder),
        "as_of": case.as_of.isoformat(),
    }
    if case.changes:
        data["set"] = dict(case.changes)
    return {**data, "expected": _expected(case.expected)}


def _written(given: PaymentRule | Activity | Path, folder: Path) -> object:
    """A file by its path from the folder of the case; what stands in the case itself as it stands there."""
    if not isinstance(given, Path):
        return unstructure(given)
    return str(given.relative_to(folder)) if given.is_relative_to(folder) else str(given)


def _expected(expected: Expected) -> dict[str, Any]:
    if expected.refused is not None:
        mentions = list(expected.refused.mentions)
        return {
            "refused": {
                "kind": expected.refused.kind.value,
                **({"mentions": mentions} if mentions else {}),
            }
        }
    figures: dict[str, dict[str, dict[str, str | None]]] = {}
    for each in expected.figures:
        figures.setdefault(each.table.value, {}).setdefault(each.id, {})[each.step] = each.value
    outcome = {
        "amounts": {name: str(amount) for name, amount in expected.amounts.items()},
        "figures": figures,
        "left_out": {place: status.value for place, status in expected.left_out.items()},
        "totals": dict(expected.totals),
    }
    return {key: said for key, said in outcome.items() if said} or {"left_out": {}}


def case_schema() -> Schema:
    """The JSON Schema (2020-12) of a case file."""
    rule, activity = schema_of("rule"), schema_of("activity")
    rules = [_inside(kind) for kind in rule["oneOf"]]
    outcome = {
        "amounts": _each({"type": "string", "pattern": f"^(?:{YUAN.pattern})$"}),
        "figures": {
            "type": "object",
            "properties": {table.value: _each(_each({"type": ["string", "null"]})) for table in Table},
            "additionalProperties": False,
        },
        "left_out": _each({"enum": [status.value for status in Status]}),
        "totals": _each(_TEXT),
    }
    refused = _object(
        "kind",
        kind={"enum": [kind.value for kind in RefusalKind]},
        mentions={"type": "array", "items": _TEXT},
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        **_object(
            "format",
            "rule",
            "activity",
            "as_of",
            "expected",
            format={"const": FORMAT},
            title=_TEXT,
            rule={"oneOf": [_TEXT, *rules]},
            activity={"oneOf": [_TEXT, _inside(activity)]},
            as_of={"type": "string", "pattern": f"^(?:{DATE.pattern})$"},
            set=_each(_TEXT),
            expected={
                "oneOf": [{**_object(**outcome), "minProperties": 1}, _object("refused", refused=refused)]
            },
        ),
        "$defs": dict(sorted({**rule["$defs"], **activity["$defs"]}.items())),
    }


def _inside(whole: Schema) -> Schema:
    """The schema of a file for what it holds, where that stands inside another file and names no format."""
    kept = ("type", "properties", "required", "additionalProperties")
    inner = {key: whole[key] for key in kept}
    inner["properties"] = {key: each for key, each in whole["properties"].items() if key != "format"}
    inner["required"] = [key for key in whole["required"] if key != "format"]
    return inner


def _object(*required: str, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _each(value: Schema) -> Schema:
    """A mapping with keys of the writer's own."""
    return {"type": "object", "additionalProperties": value}


_TEXT: Schema = {"type": "string"}
