"""JSON Schema (2020-12) of the file formats, made from the model so that it cannot fall behind it.

A schema says shapes, words and patterns; what needs the whole file (an id used twice, a section that is
not listed) or exact arithmetic (a range upside down) only the reader can say. So everything the reader
accepts is valid here, and what is valid here the reader refuses only for such reasons.
"""

from __future__ import annotations

import enum
import re
import types
from collections.abc import Callable
from typing import Any, Union, get_args, get_origin

import attrs
import pendulum

from yigai.errors import Text, UnknownName, did_you_mean
from yigai.files import leaves
from yigai.files.convert import is_parameter
from yigai.files.formats import ACTIVITY, ALIGNMENT, OVERLAY, PLAN, RULE
from yigai.files.shapes import KIND_OF, UNIONS, file_keys
from yigai.model.activity import Activity, not_negative
from yigai.model.alignment import Alignment, Link, Place
from yigai.model.document import Document, Year
from yigai.model.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    SLUG,
    four_digits,
    month_of_year,
    not_blank,
    positive,
    slug,
)
from yigai.model.payment import PaymentRule
from yigai.model.payment.overlay import SETTING_PATH, Overlay, Setting
from yigai.model.plan import Plan
from yigai.model.statement import Target
from yigai.model.words import Comparator, Extent, Level, MechanismName, Regular, TargetKind
from yigai.values.citation import Evidence
from yigai.values.document_number import PRINTED, DocumentNumber
from yigai.values.due import PRINTED_DATE, Basis, Due
from yigai.values.money import YUAN, Money
from yigai.values.month_day import MONTH_DAY, MonthDay
from yigai.values.number import NUMBER, Number
from yigai.values.provision import PATH, ProvisionPath
from yigai.values.ratio import FRACTION, PAIR, SHARE, Ratio
from yigai.values.region import CODE, RegionCode
from yigai.values.scaled import DECIMAL, PERCENT, Factor, Points, Quantity, Reading

Schema = dict[str, Any]

SCHEMAS: dict[str, tuple[str, Any]] = {
    "plan": (PLAN, Plan),
    "alignment": (ALIGNMENT, Alignment),
    "rule": (RULE, PaymentRule),
    "activity": (ACTIVITY, Activity),
    "overlay": (OVERLAY, Overlay),
}
"""The formats people write: name, first key of the file, class."""

_DIGITS = 18  # of a whole number, as `leaves` reads it
_GREATEST = 10**_DIGITS - 1


def schema_of(name: str) -> Schema:
    """The schema of a format, one of `SCHEMAS`. Raises `UnknownName` for any other."""
    if name not in SCHEMAS:
        listed = ", ".join(SCHEMAS)
        raise UnknownName(
            found=repr(name),
            expected=Text(zh=f"下列之一：{listed}", en=f"one of {listed}"),
            hint=did_you_mean(name, SCHEMAS),
        )
    format_name, cls = SCHEMAS[name]
    definitions: dict[str, Schema] = {}
    if cls in UNIONS:
        whole = {"oneOf": [_file(member, format_name, definitions) for member in UNIONS[cls].values()]}
    else:
        whole = _file(cls, format_name, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format_name,
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def _file(cls: type[Any], format_name: str, definitions: dict[str, Schema]) -> Schema:
    """A whole file that holds an object of one class."""
    whole = _object(cls, definitions)
    whole["properties"] = {"format": {"const": format_name}, **whole["properties"]}
    whole["required"] = ["format", *whole["required"]]
    return whole


def _object(cls: type[Any], definitions: dict[str, Schema]) -> Schema:
    fields = {field.name: field for field in attrs.fields(attrs.resolve_types(cls))}
    properties: dict[str, Schema] = {}
    required: list[str] = []
    for key, name in file_keys(cls).items():
        properties[key] = _kind(cls) if name is None else _field(fields[name], definitions)
        if name is None or fields[name].default is attrs.NOTHING:
            required.append(key)
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        **_TOGETHER.get(cls, {}),
    }


def _kind(cls: type[Any]) -> Schema:
    return {"const": KIND_OF[cls]}


def _field(field: attrs.Attribute[Any], definitions: dict[str, Schema]) -> Schema:
    checked = _BY_VALIDATOR.get(field.validator) if field.validator else None
    if field.validator is not_negative:
        checked = next((_NOT_NEGATIVE[each] for each in get_args(field.type) if each in _NOT_NEGATIVE), None)
    if checked is None:
        return _type(field.type, definitions)
    return _or_null(checked) if type(None) in get_args(field.type) else checked


def _type(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if kind in _LEAVES:
        return _LEAVES[kind]
    if kind in UNIONS:
        return {"oneOf": [_reference(cls, definitions) for cls in UNIONS[kind].values()]}
    if is_parameter(kind):
        return _parameter(_type(get_args(kind)[0], definitions))
    if kind == tuple[Setting, ...]:
        definitions["SettingValue"] = _SETTING_VALUE
        return {
            "type": "object",
            "propertyNames": _matching(SETTING_PATH),
            "additionalProperties": _SETTING_VALUE_REFERENCE,
        }
    if get_origin(kind) in {Union, types.UnionType}:
        members = [member for member in get_args(kind) if member is not type(None)]
        return _or_null(*(_type(member, definitions) for member in members))
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _type(get_args(kind)[0], definitions)}
    if issubclass(kind, enum.Enum):
        return _word(kind)
    return _reference(kind, definitions)


def _reference(cls: type[Any], definitions: dict[str, Schema]) -> Schema:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _matching(pattern: re.Pattern[str], **others: int) -> Schema:
    return {"type": "string", "pattern": f"^(?:{pattern.pattern})$", **others}


def _word(choices: type[enum.Enum]) -> Schema:
    return {"enum": [choice.value for choice in choices]}


def _or_null(*schemas: Schema) -> Schema:
    return {"anyOf": [*schemas, {"type": "null"}]}


def _whole(least: int, greatest: int, digits: str) -> Schema:
    """A whole number, plain or as text in ASCII digits."""
    text = _matching(re.compile(digits), maxLength=_DIGITS)
    return {"anyOf": [{"type": "integer", "minimum": least, "maximum": greatest}, text]}


def _mapping(properties: dict[str, Schema], *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_NULL: Schema = {"type": "null"}
_GIVEN: Schema = {"not": _NULL}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_DATE: Schema = _matching(PRINTED_DATE)
_YEAR = _whole(FIRST_YEAR, LAST_YEAR, "0*[1-9][0-9]{3}")
_WORDS_OF_DUE: dict[str, Schema] = {"printed": _TEXT_OR_NULL, "basis": _word(Basis)}
_DUE: Schema = {
    "anyOf": [
        _DATE,
        _mapping({"date": _DATE, **_WORDS_OF_DUE, "unresolved": _NULL}, "date"),
        _mapping({"date": _NULL, **_WORDS_OF_DUE, "unresolved": {"type": "string"}}, "unresolved"),
    ]
}
_SIGNED: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": -_GREATEST, "maximum": _GREATEST},
        _matching(re.compile("-?[0-9]{1,18}")),
    ]
}
_NOT_NEGATIVE: dict[Any, Schema] = {
    int: {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": _GREATEST},
            _matching(re.compile("[0-9]{1,18}|-0{1,18}")),
        ]
    },
    Money: {"allOf": [_matching(YUAN), _matching(re.compile(r"(?:[^-].*|-[0.]*)"))]},
}
_RATIO_TEXT: Schema = {
    "anyOf": [
        _matching(SHARE),
        _matching(re.compile(rf"(?=[0.]*[1-9][0-9.]*:)(?:{PAIR.pattern})")),
        _matching(re.compile(rf"(?=[+-]?[0-9]+/0*[1-9])(?:{FRACTION.pattern})")),
    ]
}
_SETTING_VALUE_REFERENCE: Schema = {"$ref": "#/$defs/SettingValue"}
_SETTING_VALUE: Schema = {
    "anyOf": [
        {"type": ["string", "boolean", "null"]},
        {"type": "array", "items": _SETTING_VALUE_REFERENCE},
        {"type": "object", "additionalProperties": _SETTING_VALUE_REFERENCE},
    ]
}


def _parameter(value: Schema) -> Schema:
    """A plain value, a value with its dates and source, or several such that follow each other."""
    dated = _mapping(
        {
            "value": value,
            "from": _or_null(_matching(leaves.DATE)),
            "to": _or_null(_matching(leaves.DATE)),
            "source": _TEXT_OR_NULL,
            "evidence": _or_null(_word(Evidence)),
            "note": _TEXT_OR_NULL,
        },
        "value",
    )
    several = _mapping({"dated": {"type": "array", "items": dated, "minItems": 1}}, "dated")
    return {"anyOf": [value, dated, several]}


_FACTOR: Schema = {"anyOf": [_matching(DECIMAL), _matching(PERCENT)]}
_MECHANISMS: Schema = {"type": "array", "items": _word(MechanismName), "minItems": 1, "uniqueItems": True}
_LEAVES: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"enum": [True, False, "true", "false"]},
    int: _SIGNED,
    Money: _matching(YUAN),
    Ratio: _RATIO_TEXT,
    Points: _matching(DECIMAL),
    Factor: _FACTOR,
    Quantity: _matching(DECIMAL),
    Reading: {"anyOf": [_FACTOR, _matching(re.compile(f"-(?:{DECIMAL.pattern}|{PERCENT.pattern})"))]},
    MonthDay: _matching(MONTH_DAY),
    Number: {"anyOf": [{"type": "number"}, _matching(NUMBER)]},
    pendulum.Date: _matching(leaves.DATE),
    ProvisionPath: _matching(PATH),
    Place: _matching(re.compile(f"(?:{PATH.pattern})(?:/{SLUG.pattern})?")),
    RegionCode: _matching(CODE),
    DocumentNumber: _matching(PRINTED),
    Regular: {"const": Regular.REGULAR.value},
    Due: _DUE,
    Year: {"anyOf": [_YEAR, _mapping({"value": _YEAR, "inferred": _TEXT_OR_NULL}, "value")]},
    tuple[MechanismName, ...]: {
        "anyOf": [_word(MechanismName), _mapping({"any_of": _MECHANISMS}, "any_of")],
    },
}
_BY_VALIDATOR: dict[Callable[..., None], Schema] = {
    slug: _matching(SLUG),
    month_of_year: _matching(MONTH),
    not_blank: {"type": "string", "pattern": r"\S"},
    positive: _whole(1, _GREATEST, "0*[1-9][0-9]*"),
    four_digits: _YEAR,
}


def _every(schema: Schema, *keys: str) -> Schema:
    return {"properties": dict.fromkeys(keys, schema)}


def _is(key: str, value: enum.Enum) -> Schema:
    return {"properties": {key: {"const": value.value}}, "required": [key]}


_RATIO: Schema = {"type": "string", "pattern": ":"}
_SLASH: Schema = {"pattern": "/"}
# What the fields of one object must be together.
_TOGETHER: dict[type[Any], Schema] = {
    Document: {"if": _is("level", Level.NATIONAL), "then": _every(_NULL, "region")},
    # A universal target has no figure, any other has one; a range, and only a range, has a second end.
    Target: {
        "if": _is("target_kind", TargetKind.UNIVERSAL),
        "then": _every(_NULL, "comparator", "value", "upper", "unit", "baseline"),
        "else": {
            "required": ["comparator", "value"],
            **_every(_GIVEN, "comparator", "value"),
            "if": _is("comparator", Comparator.RANGE),
            "then": {
                "required": ["upper"],
                **_every(_GIVEN, "upper"),
                "anyOf": [_every(_RATIO, "value", "upper"), _every({"not": _RATIO}, "value", "upper")],
            },
            "else": _every(_NULL, "upper"),
        },
    },
    Link: {
        "anyOf": [
            _every(_SLASH, "from", "to"),
            {
                "properties": {
                    **{key: {"not": _SLASH} for key in ("from", "to")},
                    "extent": {"not": {"const": Extent.CONTRARY.value}},
                }
            },
        ]
    },
}
