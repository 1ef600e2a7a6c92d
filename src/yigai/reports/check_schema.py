"""JSON Schema (2020-12) of `yigai-check/1`, for programs that read the report of a check."""

from __future__ import annotations

from yigai.judging.finding import Severity
from yigai.judging.verdict import Deviation, Outcome, Reason
from yigai.model.words import Comparator, Force, Function, Level, Role
from yigai.reports.data import SCHEMA
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


def check_schema() -> Schema:
    """The schema of what `yigai check --format json` prints."""
    counts = object_of(
        outcomes=object_of(**{each.value: COUNT for each in Outcome}),
        severities=object_of(**{each.value: COUNT for each in Severity}),
    )
    return document(
        SCHEMA,
        object_of(
            schema={"const": SCHEMA},
            version=TEXT,
            as_of=DAY,
            plan=ref("input"),
            against=list_of(ref("input")),
            links=list_of(ref("input")),
            registry=DIGEST,
            overrides=list_of(TEXT),
            limits=list_of(ref("text")),
            counts=counts,
            verdicts=list_of(ref("judged")),
            findings=list_of(ref("finding")),
            crashes=list_of(object_of(rule=TEXT, problem=TEXT)),
        ),
        _definitions(),
    )


def _definitions() -> Schema:
    verdict: dict[str, Schema] = {
        "requirement": TEXT,
        "claim": or_null(TEXT),
        "outcome": word_of(Outcome),
        "deviations": list_of(word_of(Deviation)),
        "reasons": list_of(word_of(Reason)),
    }
    return {
        "text": SENTENCE,
        "citation": CITATION,
        "input": object_of(id=TEXT, title=TEXT, evidence=EVIDENCE, digest=DIGEST),
        "verdict": object_of(**verdict),
        "judged": object_of(
            **verdict,
            summary=TEXT,
            force=word_of(Force),
            addressee=list_of(word_of(Level)),
            owners=list_of(object_of(agency=TEXT, function=word_of(Function), role=word_of(Role))),
            doubts=list_of(TEXT),
            linked_because=or_null(TEXT),
            source=ref("citation"),
            answers=list_of(ref("verdict")),
            nearby=list_of(TEXT),
        ),
        "finding": object_of(
            rule=TEXT,
            severity=word_of(Severity),
            message=ref("text"),
            requirement=or_null(TEXT),
            upper=or_null(TEXT),
            subject=or_null(TEXT),
            place=or_null(TEXT),
            outcome=or_null(word_of(Outcome)),
            deviations=list_of(word_of(Deviation)),
            expected=or_null(TEXT),
            actual=or_null(TEXT),
            citations=list_of(ref("citation")),
            doubts=list_of(TEXT),
            linked_because=or_null(TEXT),
            elsewhere=list_of(ref("elsewhere")),
            benchmarks=list_of(ref("benchmark")),
            trace=list_of(ref("step")),
            fingerprint=TEXT,
        ),
        "elsewhere": object_of(
            address=TEXT,
            verdict=or_null(ref("verdict")),
            outcome=word_of(Outcome),
            is_same_gap={"type": "boolean"},
        ),
        "benchmark": object_of(
            indicator=TEXT,
            region=or_null(TEXT),
            region_name=or_null(TEXT),
            period=or_null(object_of(first=DAY, last=DAY)),
            comparator=word_of(Comparator),
            value=TEXT,
            unit=or_null(TEXT),
            source=ref("citation"),
        ),
        "step": object_of(
            name=TEXT,
            inputs={"type": "object", "additionalProperties": TEXT},
            result=TEXT,
            sources=list_of(ref("citation")),
            steps=list_of(ref("step")),
        ),
    }
