"""What the schemas of the JSON reports are made of: objects whose every key is there, lists, closed words."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Any, TypeAlias

from yigai.values.citation import Evidence

Schema: TypeAlias = dict[str, Any]


def object_of(**properties: Schema) -> Schema:
    """Every key is always there; later versions of yigai may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def ref(name: str) -> Schema:
    """One of the `$defs` of the schema."""
    return {"$ref": f"#/$defs/{name}"}


def list_of(items: Schema) -> Schema:
    """Any number of these."""
    return {"type": "array", "items": items}


def or_null(schema: Schema) -> Schema:
    """This, or nothing."""
    return {"anyOf": [schema, {"type": "null"}]}


def word_of(words: Iterable[enum.Enum]) -> Schema:
    """One of the closed words."""
    return {"enum": [each.value for each in words]}


def document(name: str, body: Schema, definitions: Schema) -> Schema:
    """A whole schema of 2020-12 for the report of that name."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        **body,
        "$defs": definitions,
    }


TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DIGEST: Schema = {"type": "string", "pattern": r"^[0-9a-f]{12}$"}
EVIDENCE: Schema = word_of(Evidence)
SENTENCE: Schema = object_of(zh=TEXT, en=TEXT)
CITATION: Schema = object_of(source=TEXT, evidence=EVIDENCE, mirror=or_null(TEXT), note=or_null(TEXT))
