"""JSON Schema (2020-12) of `yigai-settlement/1` and `yigai-whatif/1`, for programs that read them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yigai.files.shapes import RULE_KINDS
from yigai.payment.measure import Measure
from yigai.payment.program import Status, Table
from yigai.reports.settlement_data import SCHEMA
from yigai.reports.whatif import SCHEMA as WHATIF
from yigai.values.citation import Evidence

Schema = dict[str, Any]


def settlement_schema() -> Schema:
    """The schema of what `yigai settle --format json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **_object(
            schema={"const": SCHEMA},
            version=_TEXT,
            as_of=_DAY,
            rule=_ref("rule"),
            activity=_ref("activity"),
            changes={"type": "object", "additionalProperties": _TEXT},
            limits=_list(_ref("sentence")),
            figures=_list(_ref("figure")),
            table=_TABLE,
            result=_TEXT,
            unit=_UNIT,
            total=_or_null(_FEN),
            results=_list(_ref("result")),
            parts=_list(_ref("part")),
            rejected=_list(_ref("left_out")),
            review=_list(_ref("left_out")),
            reconciliation=_list(_ref("line")),
            traces={"type": "object", "additionalProperties": _list(_ref("step"))},
        ),
        "$defs": definitions(),
    }


def whatif_schema() -> Schema:
    """The schema of what `yigai whatif --format json` prints."""
    sides = {"before": _list(_ref("step")), "after": _list(_ref("step"))}
    left_out = _object(row=_TEXT, status={"enum": [each.value for each in Status]}, reason=_ref("sentence"))
    departs = _object(
        row=_TEXT,
        step=_TEXT,
        says=_ref("sentence"),
        before=_or_null(_TEXT),
        after=_or_null(_TEXT),
        unit=_UNIT,
    )
    whole = _or_null(_FEN)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": WHATIF,
        **_object(
            schema={"const": WHATIF},
            version=_TEXT,
            as_of=_DAY,
            rule=_ref("rule"),
            changed_rule=_ref("rule"),
            activity=_ref("activity"),
            changes={"type": "object", "additionalProperties": _TEXT},
            limits=_list(_ref("sentence")),
            table=_TABLE,
            unit=_UNIT,
            total_before=whole,
            total_after=whole,
            results=_list(
                _object(id=_TEXT, before=whole, after=whole, difference=whole, departs=_or_null(departs))
            ),
            newly_left_out=_list(left_out),
            no_longer_left_out=_list(left_out),
            traces={"type": "object", "additionalProperties": _object(**sides)},
        ),
        "$defs": definitions(),
    }


def definitions() -> dict[str, Schema]:
    """The parts of the contract by name."""
    cited = {"source": _TEXT, "evidence": _EVIDENCE, "note": _or_null(_TEXT)}
    return {
        "sentence": _object(zh=_TEXT, en=_TEXT),
        "citation": _object(source=_TEXT, evidence=_EVIDENCE, mirror=_or_null(_TEXT), note=_or_null(_TEXT)),
        "rule": _object(
            id=_TEXT,
            title=_TEXT,
            kind={"enum": list(RULE_KINDS)},
            **{"from": _or_null(_DAY), "to": _or_null(_DAY)},
            **cited,
            digest=_DIGEST,
        ),
        "activity": _object(
            **{"from": _or_null(_DAY), "to": _or_null(_DAY)},
            source=_or_null(_TEXT),
            evidence=_or_null(_EVIDENCE),
            synthetic={"type": "boolean"},
            digest=_DIGEST,
        ),
        "figure": _object(name=_TEXT, says=_ref("sentence"), value=_TEXT, unit=_ref("sentence"), **cited),
        "result": _object(
            id=_TEXT,
            name=_or_null(_TEXT),
            amount=_or_null(_FEN),
            value=_or_null(_TEXT),
            steps={
                "type": "object",
                "additionalProperties": _object(says=_ref("sentence"), value=_or_null(_TEXT), unit=_UNIT),
            },
        ),
        "part": _object(
            table=_TABLE,
            columns=_list(_object(name=_TEXT, says=_ref("sentence"), unit=_UNIT)),
            rows=_list(_object(id=_TEXT, within=_or_null(_TEXT), values=_list(_or_null(_TEXT)))),
        ),
        "left_out": _object(row=_TEXT, place=_or_null(_TEXT), reason=_ref("sentence")),
        "line": _object(name=_TEXT, says=_ref("sentence"), value=_TEXT, unit=_UNIT),
        "step": _object(
            name=_TEXT,
            says=_ref("sentence"),
            row=_or_null(_TEXT),
            value=_or_null(_TEXT),
            unit=_ref("sentence"),
            formula=_or_null(_ref("sentence")),
            sources=_list(_ref("citation")),
            rows=_or_null({"type": "integer", "minimum": 0}),
            shown_above={"type": "boolean"},
            steps=_list(_ref("step")),
        ),
    }


def _object(**properties: Schema) -> Schema:
    """Every key is always there; later versions of yigai may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT: Schema = {"type": "string"}
_FEN: Schema = {"type": "integer"}
_DAY: Schema = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DIGEST: Schema = {"type": "string", "pattern": r"^[0-9a-f]{12}$"}
_EVIDENCE: Schema = {"enum": [each.value for each in Evidence]}
_UNIT: Schema = {"enum": [each.value for each in Measure]}
_TABLE: Schema = {"enum": [each.value for each in Table]}

REPORTS: dict[str, Callable[[], Schema]] = {"settlement": settlement_schema, "whatif": whatif_schema}
"""The JSON reports that have a schema, by the name `yigai schema` knows them by."""
