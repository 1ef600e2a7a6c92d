"""Model objects to plain data and back: the only door to cattrs.

Two converters share the same words. The strict one reads what people write and finds every fault; the
trusting one reads the catalogue's own generated JSON, which a test has already compared with its
source, and is quick.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, TypeVar, get_args

import attrs
import cattrs
import pendulum
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from yigai.errors import NOTHING, Text, YigaiError, did_you_mean
from yigai.files import leaves
from yigai.files.faults import Path, shown
from yigai.model.agency import Agency, Responsibility
from yigai.model.alignment import Alignment, Link, Place
from yigai.model.document import CitedDocument, Document, Year
from yigai.model.indicator import Indicator, Population
from yigai.model.observation import Observation
from yigai.model.plan import Flawed, Plan, Section, StandingRule, Task
from yigai.model.statement import (
    Baseline,
    Duty,
    Frequency,
    Mechanism,
    Prohibition,
    Statement,
    Target,
)
from yigai.model.words import MechanismName, Regular
from yigai.values.citation import Citation
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Due
from yigai.values.number import Number
from yigai.values.period import Period
from yigai.values.provision import ProvisionPath
from yigai.values.region import RegionCode

T = TypeVar("T")

KINDS: dict[str, type[Any]] = {
    "duty": Duty,
    "target": Target,
    "mechanism": Mechanism,
    "prohibition": Prohibition,
}
_KIND_OF = {kind: name for name, kind in KINDS.items()}

# Keys in a file that Python has a better, or no, name for.
_RENAMED: dict[type[Any], dict[str, str]] = {
    StandingRule: {"declared_in": "from"},
    Link: {"lower": "from", "upper": "to"},
}
# A document shows what it does not print; everything else is left out when it is the default.
_ALWAYS_WRITTEN = {Document}
# Parts before wholes: cattrs looks the hooks of a class's fields up when the class is registered.
_CLASSES: tuple[type[Any], ...] = (
    Period, Citation, Observation, Baseline, Frequency, Duty, Target, Mechanism, Prohibition,
    Responsibility, Agency, Indicator, Population, CitedDocument, Document, Section, Task, StandingRule,
    Plan, Link, Alignment,
)  # fmt: skip
_STATEMENT_KEYS = (
    "kind", "id", "summary", "topic", "mechanism", "status", "indicator", "target_kind", "comparator",
    "value", "upper", "unit", "baseline", "every", "force", "softener", "addressee", "population", "due",
    "evidence", "note", "doubt",
)  # fmt: skip
_READERS: dict[Any, Callable[[object], Any]] = {
    Number: leaves.number,
    pendulum.Date: leaves.date,
    ProvisionPath: leaves.path,
    RegionCode: leaves.region,
    DocumentNumber: leaves.document_number,
    Place: leaves.place,
    Due: leaves.due,
    Year: leaves.year,
    tuple[MechanismName, ...]: leaves.mechanisms,
}
_WRITERS: dict[Any, Callable[[Any], Any]] = {
    Number: str,
    pendulum.Date: lambda value: value.isoformat(),
    ProvisionPath: str,
    RegionCode: str,
    DocumentNumber: str,
    Place: str,
    Due: leaves.due_data,
    Year: leaves.year_data,
}


@attrs.frozen(kw_only=True)
class Flat:
    """One fault without its file: where in the data, found, expected, hint."""

    path: Path = ()
    found: str
    expected: Text
    hint: Text = NOTHING


class Misfits(Exception):
    """All the faults below one object, on their way up; each level adds its key."""

    def __init__(self, flat: list[Flat]) -> None:
        super().__init__(flat)
        self.flat = flat


def structure(data: object, cls: type[T]) -> T:
    """Build an object from data a person wrote. Raises `Misfits` with every fault."""
    try:
        return _converter(strict=True).structure(data, cls)
    except (YigaiError, BaseValidationError) as error:
        raise Misfits(_flatten(error, cls)) from None


def structure_trusted(data: object, cls: type[T]) -> T:
    """Build an object from the catalogue's generated JSON, without looking for faults."""
    return _converter(strict=False).structure(data, cls)


def unstructure(value: object) -> Any:
    """The plain data of an object, as it stands in a file."""
    return _converter(strict=True).unstructure(value)


@cache
def _converter(*, strict: bool) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=strict, forbid_extra_keys=strict)
    if strict:
        converter.register_structure_hook(str, lambda value, _: leaves.text(value))
        converter.register_structure_hook(int, lambda value, _: leaves.whole(value))
        converter.register_structure_hook(bool, lambda value, _: leaves.truth(value))
        converter.register_structure_hook_func(_is_enum, lambda value, kind: leaves.word(kind)(value))
        converter.register_structure_hook_func(_is_tuple, partial(_structure_tuple, converter))
    else:
        converter.register_structure_hook(bool, lambda value, _: leaves.truth(value))
    converter.register_unstructure_hook_func(_is_enum, lambda value: value.value)
    converter.register_unstructure_hook_func(
        _is_tuple, lambda value: [converter.unstructure(item) for item in value]
    )
    for kind, read in _READERS.items():
        converter.register_structure_hook_func(partial(_is_exactly, kind), _ignoring_type(read))
    for kind, write in _WRITERS.items():
        converter.register_unstructure_hook(kind, write)
    converter.register_unstructure_hook_func(
        partial(_is_exactly, tuple[MechanismName, ...]), leaves.mechanisms_data
    )
    read_frequency = partial(converter.structure, cl=Frequency)
    converter.register_structure_hook(
        Frequency | Regular | None, _ignoring_type(leaves.recurrence(read_frequency))
    )
    converter.register_structure_hook(Statement, partial(_structure_statement, converter))
    # A member of a union is written by what it is.
    converter.register_unstructure_hook(Frequency | Regular | None, converter.unstructure)
    converter.register_unstructure_hook(Statement, converter.unstructure)
    for cls in _CLASSES:
        _register_class(converter, cls, strict=strict)
    return converter


def _register_class(converter: cattrs.Converter, cls: type[Any], *, strict: bool) -> None:
    renames: dict[str, Any] = {name: override(rename=key) for name, key in _RENAMED.get(cls, {}).items()}
    inner = make_dict_structure_fn(cls, converter, **renames)
    hook = partial(_structure_object, inner) if strict else inner
    converter.register_structure_hook(cls, hook)
    omit = cls not in _ALWAYS_WRITTEN
    write: Callable[[Any], Any] = make_dict_unstructure_fn(
        cls, converter, _cattrs_omit_if_default=omit, **renames
    )
    if cls in _KIND_OF:
        write = partial(_write_statement, _KIND_OF[cls], write)
    converter.register_unstructure_hook(cls, write)


def _structure_object(inner: Callable[[Any, Any], T], value: object, cls: type[T]) -> T:
    if not isinstance(value, dict):
        keys = ", ".join(_keys(cls))
        raise YigaiError(
            found=shown(value), expected=Text(zh=f"含 {keys} 的映射", en=f"a mapping with {keys}")
        )
    try:
        return inner(value, cls)
    except BaseValidationError as error:
        raise Misfits(_flatten(error, cls)) from None


def _structure_tuple(converter: cattrs.Converter, value: object, kind: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise YigaiError(found=shown(value), expected=Text(zh="列表", en="a list"))
    member = get_args(kind)[0]
    built: list[Any] = []
    flat: list[Flat] = []
    for position, item in enumerate(value):
        try:
            built.append(converter.structure(item, member))
        except (YigaiError, Misfits) as error:
            flat += [attrs.evolve(each, path=(position, *each.path)) for each in _flatten(error, member)]
    if flat:
        raise Misfits(flat)
    return tuple(built)


def _structure_statement(converter: cattrs.Converter, value: object, _: object) -> Any:
    listed = ", ".join(KINDS)
    if not isinstance(value, dict):
        raise YigaiError(
            found=shown(value), expected=Text(zh="一条要求的映射", en="the mapping of a statement")
        )
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        expected = Text(zh=f"下列之一：{listed}", en=f"one of {listed}")
        if kind is None:
            raise YigaiError(found="no kind", expected=expected)
        raise Misfits(
            [Flat(path=("kind",), found=shown(kind), expected=expected, hint=did_you_mean(str(kind), KINDS))]
        )
    rest = {key: item for key, item in value.items() if key != "kind"}
    return converter.structure(rest, KINDS[kind])


def _write_statement(kind: str, write: Callable[[Any], dict[str, Any]], value: object) -> dict[str, Any]:
    data = {"kind": kind, **write(value)}
    return {key: data[key] for key in _STATEMENT_KEYS if key in data}


def _flatten(error: Exception, cls: Any) -> list[Flat]:
    """The faults in an error of cattrs or of ours, with paths from the object of class `cls`."""
    if isinstance(error, Misfits):
        return error.flat
    if isinstance(error, Flawed):
        return [
            Flat(path=flaw.at, found=flaw.found, expected=flaw.expected, hint=flaw.hint)
            for flaw in error.flaws
        ]
    if isinstance(error, YigaiError):
        return [Flat(found=error.found, expected=error.expected, hint=error.hint)]
    if isinstance(error, ForbiddenExtraKeysError):
        return [_unknown_key(key, cls) for key in sorted(error.extra_fields)]
    if isinstance(error, KeyError):
        key = _RENAMED.get(cls, {}).get(str(error.args[0]), str(error.args[0]))
        return [Flat(found=f"no {key}", expected=Text(zh=f"键 {key}", en=f"the key {key}"))]
    if isinstance(error, BaseValidationError):
        return [flat for inner in error.exceptions for flat in _placed(inner, cls)]
    raise error


def _placed(error: Exception, cls: Any) -> list[Flat]:
    inside = _flatten(error, cls)
    if isinstance(error, KeyError):
        return inside
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            key = _RENAMED.get(cls, {}).get(note.name, note.name)
            return [attrs.evolve(flat, path=(key, *flat.path)) for flat in inside]
        if isinstance(note, IterableValidationNote):  # pragma: no cover (lists have their own hook)
            return [attrs.evolve(flat, path=(note.index, *flat.path)) for flat in inside]
    return inside


def _unknown_key(key: str, cls: type[Any]) -> Flat:
    known = _keys(cls)
    listed = ", ".join(known)
    return Flat(
        path=(key,),
        found=f"unknown key {key}",
        expected=Text(zh=f"下列之一：{listed}", en=f"one of {listed}"),
        hint=did_you_mean(key, known),
    )


def _keys(cls: type[Any]) -> list[str]:
    renamed: Mapping[str, str] = _RENAMED.get(cls, {})
    names = [renamed.get(field.name) or field.name for field in attrs.fields(cls) if field.init]
    return [key for key in _STATEMENT_KEYS if key in {"kind", *names}] if cls in _KIND_OF else names


def _ignoring_type(read: Callable[[object], T]) -> Callable[[object, object], T]:
    return lambda value, _: read(value)


def _is_exactly(kind: Any, other: Any) -> bool:
    return bool(other == kind)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def _is_tuple(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple
