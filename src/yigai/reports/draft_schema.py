"""JSON Schema (2020-12) of `yigai-draft/1` and `yigai-align/1`, for programs that read drafts and links."""

from __future__ import annotations

from yigai.drafting.contract import SCHEMA
from yigai.model.words import (
    Comparator,
    DocumentKind,
    DocumentStatus,
    Function,
    Level,
    MechanismName,
    MechanismStatus,
    Role,
    Softener,
    TargetKind,
)
from yigai.reports.schema_parts import (
    COUNT,
    DAY,
    TEXT,
    Schema,
    document,
    list_of,
    object_of,
    or_null,
    ref,
    word_of,
)

_ALIGN = "yigai-align/1"
_NUMBER: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(:[0-9]+(\.[0-9]+)?)?$"}
_SPAN: Schema = {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}


def draft_schema() -> Schema:
    """The schema of what `yigai draft --format json` prints."""
    return document(
        SCHEMA,
        object_of(
            schema={"const": SCHEMA},
            document=ref("document"),
            sections=list_of(object_of(path=TEXT, label=TEXT, title=TEXT, span=_SPAN)),
            tasks=list_of(ref("task")),
            standing_rules=list_of(object_of(**{"from": TEXT, "adds": list_of(TEXT)})),
            review=list_of(object_of(code=TEXT, path=TEXT, message=TEXT)),
        ),
        _definitions(),
    )


def align_schema() -> Schema:
    """The schema of what `yigai align --format json` prints."""
    score: Schema = {"type": "string", "pattern": r"^[01]\.[0-9]{2}$"}
    candidate = object_of(to=TEXT, score=score, reasons=list_of(TEXT))
    pair = object_of(**{"from": TEXT, "candidates": list_of(candidate)})
    return document(_ALIGN, object_of(schema={"const": _ALIGN}, pairs=list_of(pair)), {})


def _definitions() -> Schema:
    words: dict[str, Schema] = {"quote": TEXT, "span": _SPAN}
    return {
        "document": object_of(
            kind=word_of(DocumentKind),
            title=TEXT,
            issuers=list_of(TEXT),
            level=word_of(Level),
            region=or_null({"type": "string", "pattern": "^[0-9]{6}$"}),
            region_name=or_null(TEXT),
            year=or_null(COUNT),
            issued_on=or_null(DAY),
            number=or_null(TEXT),
            status=word_of(DocumentStatus),
            script={"enum": ["simplified", "traditional"]},
            cites=list_of(object_of(title=TEXT, number=or_null(TEXT), span=_SPAN)),
        ),
        "task": object_of(
            path=TEXT,
            number=COUNT,
            label=or_null(TEXT),
            title=or_null(TEXT),
            span=_SPAN,
            responsibilities=list_of(ref("owner")),
            targets=list_of(ref("target")),
            duties=list_of(ref("duty")),
            mechanisms=list_of(ref("mechanism")),
        ),
        "owner": object_of(printed=TEXT, function=word_of(Function), role=word_of(Role), span=_SPAN),
        "target": object_of(
            **words,
            indicator=TEXT,
            comparator=word_of(Comparator),
            value=or_null(_NUMBER),
            upper=or_null(_NUMBER),
            unit=or_null(TEXT),
            due=or_null(DAY),
            kind=word_of(TargetKind),
            softener=word_of(Softener),
        ),
        "duty": object_of(
            **words,
            frequency=TEXT,
            comparator=or_null(word_of(Comparator)),
            value=or_null(_NUMBER),
            unit=or_null(TEXT),
        ),
        "mechanism": object_of(**words, mechanism=word_of(MechanismName), status=word_of(MechanismStatus)),
    }
