"""JSON Schema (2020-12) of `yigai-settlement/1` and `yigai-whatif/1`, for programs that read them."""

from __future__ import annotations

from yigai.files.shapes import RULE_KINDS
from yigai.payment.measure import Measure
from yigai.payment.program import Status, Table
from yigai.reports.schema_parts import (
    CITATION,
    COUNT,
    DAY,
    DIGEST,
    EVIDENCE,
    SENTENCE,
    TEXT,
    Schema,
    document,
    list_of,
    object_of,
    or_null,
    ref,
    word_of,
)
from yigai.reports.settlement_data import SCHEMA
from yigai.reports.whatif import SCHEMA as WHATIF


def settlement_schema() -> Schema:
    """The schema of what `yigai settle --format json` prints."""
    return document(
        SCHEMA,
        object_of(
            schema={"const": SCHEMA},
            version=TEXT,
            as_of=DAY,
            rule=ref("rule"),
            activity=ref("activity"),
            changes={"type": "object", "additionalProperties": TEXT},
            limits=list_of(ref("sentence")),
            figures=list_of(ref("figure")),
            table=_TABLE,
            result=TEXT,
            unit=_UNIT,
            total=or_null(_FEN),
            results=list_of(ref("result")),
            parts=list_of(ref("part")),
            rejected=list_of(ref("left_out")),
            review=list_of(ref("left_out")),
            reconciliation=list_of(ref("line")),
            traces={"type": "object", "additionalProperties": list_of(ref("step"))},
        ),
        definitions(),
    )


def whatif_schema() -> Schema:
    """The schema of what `yigai whatif --format json` prints."""
    sides = {"before": list_of(ref("step")), "after": list_of(ref("step"))}
    left_out = object_of(row=TEXT, status=word_of(Status), reason=ref("sentence"))
    departs = object_of(
        row=TEXT,
        step=TEXT,
        says=ref("sentence"),
        before=or_null(TEXT),
        after=or_null(TEXT),
        unit=_UNIT,
    )
    whole = or_null(_FEN)
    return document(
        WHATIF,
        object_of(
            schema={"const": WHATIF},
            version=TEXT,
            as_of=DAY,
            rule=ref("rule"),
            changed_rule=ref("rule"),
            activity=ref("activity"),
            changes={"type": "object", "additionalProperties": TEXT},
            limits=list_of(ref("sentence")),
            table=_TABLE,
            unit=_UNIT,
            total_before=whole,
            total_after=whole,
            results=list_of(
                object_of(id=TEXT, before=whole, after=whole, difference=whole, departs=or_null(departs))
            ),
            newly_left_out=list_of(left_out),
            no_longer_left_out=list_of(left_out),
            traces={"type": "object", "additionalProperties": object_of(**sides)},
        ),
        definitions(),
    )


def definitions() -> dict[str, Schema]:
    """The parts of the contract by name."""
    cited = {"source": TEXT, "evidence": EVIDENCE, "note": or_null(TEXT)}
    return {
        "sentence": SENTENCE,
        "citation": CITATION,
        "rule": object_of(
            id=TEXT,
            title=TEXT,
            kind={"enum": list(RULE_KINDS)},
            **{"from": or_null(DAY), "to": or_null(DAY)},
            **cited,
            digest=DIGEST,
        ),
        "activity": object_of(
            **{"from": or_null(DAY), "to": or_null(DAY)},
            source=or_null(TEXT),
            evidence=or_null(EVIDENCE),
            synthetic={"type": "boolean"},
            digest=DIGEST,
        ),
        "figure": object_of(name=TEXT, says=ref("sentence"), value=TEXT, unit=ref("sentence"), **cited),
        "result": object_of(
            id=TEXT,
            name=or_null(TEXT),
            amount=or_null(_FEN),
            value=or_null(TEXT),
            steps={
                "type": "object",
                "additionalProperties": object_of(says=ref("sentence"), value=or_null(TEXT), unit=_UNIT),
            },
        ),
        "part": object_of(
            table=_TABLE,
            columns=list_of(object_of(name=TEXT, says=ref("sentence"), unit=_UNIT)),
            rows=list_of(object_of(id=TEXT, within=or_null(TEXT), values=list_of(or_null(TEXT)))),
        ),
        "left_out": object_of(row=TEXT, place=or_null(TEXT), reason=ref("sentence")),
        "line": object_of(name=TEXT, says=ref("sentence"), value=TEXT, unit=_UNIT),
        "step": object_of(
            name=TEXT,
            says=ref("sentence"),
            row=or_null(TEXT),
            value=or_null(TEXT),
            unit=ref("sentence"),
            formula=or_null(ref("sentence")),
            sources=list_of(ref("citation")),
            rows=or_null(COUNT),
            shown_above={"type": "boolean"},
            steps=list_of(ref("step")),
        ),
    }


_FEN: Schema = {"type": "integer"}
_UNIT: Schema = word_of(Measure)
_TABLE: Schema = word_of(Table)
