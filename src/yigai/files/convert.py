"""Model objects to plain data and back: the only door to cattrs.

Three converters share the same words, each built when first needed. The strict reader takes what people
write and finds every fault; the trusting reader takes the catalogue's own generated JSON, which a test has
already compared with its source, and is quick; the writer gives back what the strict reader takes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar, get_args

import attrs
import cattrs
import pendulum
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from yigai.errors import NOTHING, Text, YigaiError
from yigai.files import leaves
from yigai.files.faults import MOST_FAULTS, Flat, Misfits, flats_of, missing, one_of, shown, unknown_key
from yigai.files.meant import hint_of, meanings_of_kinds
from yigai.files.shapes import CLASSES, KIND_OF, UNIONS, Kinds, file_keys, in_file
from yigai.model.activity import above_zero, at_most_one, not_negative
from yigai.model.alignment import Place
from yigai.model.document import Document, Year
from yigai.model.fields import four_digits, not_blank, positive, slug
from yigai.model.flaws import Flawed
from yigai.model.payment.overlay import Setting
from yigai.model.payment.parameter import Parameter, positive_parameter, share_parameter
from yigai.model.statement import Frequency
from yigai.model.words import MechanismName, Regular
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Due
from yigai.values.money import Money
from yigai.values.month_day import MonthDay
from yigai.values.number import Number
from yigai.values.provision import ProvisionPath
from yigai.values.ratio import Ratio
from yigai.values.region import RegionCode
from yigai.values.scaled import Factor, Points, Quantity, Reading

T = TypeVar("T")

# Validators that look at one field only.
_CHECKS: tuple[Any, ...] = (
    slug, not_blank, positive, four_digits, not_negative, above_zero, at_most_one, positive_parameter,
    share_parameter,
)  # fmt: skip
# A document shows what it does not print; all else, and what is false, is left out when it is the default.
_ALWAYS_WRITTEN = {Document}
_READERS: dict[Any, Callable[[object], Any]] = {
    Number: leaves.number,
    pendulum.Date: leaves.date,
    ProvisionPath: leaves.path,
    RegionCode: leaves.region,
    DocumentNumber: leaves.document_number,
    Place: leaves.place,
    Due: leaves.due,
    Year: leaves.year,
    Money: leaves.money,
    MonthDay: leaves.month_day,
    Ratio: leaves.ratio,
    Points: leaves.points,
    Factor: leaves.factor,
    Quantity: leaves.quantity,
    Reading: leaves.reading,
    tuple[MechanismName, ...]: leaves.mechanisms,
    tuple[Setting, ...]: leaves.settings,
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
    Money: str,
    MonthDay: str,
    Ratio: str,
    Points: str,
    Factor: str,
    Quantity: str,
    Reading: str,
}
_TUPLE_WRITERS: dict[Any, Callable[[Any], Any]] = {
    tuple[MechanismName, ...]: leaves.mechanisms_data,
    tuple[Setting, ...]: leaves.settings_data,
}


def structure(data: object, cls: type[T]) -> T:
    """Build an object from data a person wrote. Raises `Misfits` with every fault."""
    try:
        return _reader(strict=True).structure(data, cls)
    except (YigaiError, BaseValidationError) as error:
        raise Misfits(_flatten(error, cls)) from None


def structure_trusted(data: object, cls: type[T]) -> T:
    """Build an object from the catalogue's generated JSON, without looking for faults."""
    return _reader(strict=False).structure(data, cls)


def reader_of(field: attrs.Attribute[Any]) -> Callable[[object], Any]:
    """What reads one value of a field, strictly, and checks it by the field's own validator."""
    converter = _reader(strict=True)
    check = field.validator
    if check is not None and check in _CHECKS:
        return lambda value: _checked(converter, check, value, field.type)
    read = converter.get_structure_hook(field.type)
    return lambda value: read(value, field.type)


def unstructure(value: object) -> Any:
    """The plain data of an object, as it stands in a file."""
    return _writer().unstructure(value)


@cache
def _reader(*, strict: bool) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=strict, forbid_extra_keys=strict)
    converter.register_structure_hook(bool, lambda value, _: leaves.truth(value))
    if strict:
        converter.register_structure_hook(str, lambda value, _: leaves.text(value))
        converter.register_structure_hook(int, lambda value, _: leaves.whole(value))
        converter.register_structure_hook_factory(_is_enum, lambda kind: _ignoring_type(leaves.word(kind)))
        converter.register_structure_hook_func(_is_tuple, partial(_structure_tuple, converter))
        for union, kinds in UNIONS.items():
            converter.register_structure_hook(union, partial(_structure_kind, converter, kinds))
    else:
        converter.register_structure_hook_factory(
            _is_enum, lambda kind: _ignoring_type({word.value: word for word in kind}.__getitem__)
        )
        for union, kinds in UNIONS.items():
            converter.register_structure_hook(union, partial(_structure_trusted_kind, converter, kinds))
    for kind, read in _READERS.items():
        converter.register_structure_hook_func(partial(_is_exactly, kind), _ignoring_type(read))
    converter.register_structure_hook_factory(
        is_parameter,
        lambda kind: _ignoring_type(leaves.parameter(partial(converter.structure, cl=get_args(kind)[0]))),
    )
    read_frequency = partial(converter.structure, cl=Frequency)
    converter.register_structure_hook(
        Frequency | Regular | None, _ignoring_type(leaves.recurrence(read_frequency))
    )
    for cls in CLASSES:
        inner = make_dict_structure_fn(cls, converter, **_overrides(cls, converter if strict else None))
        converter.register_structure_hook(cls, partial(_structure_object, inner) if strict else inner)
    return converter


@cache
def _writer() -> cattrs.Converter:
    converter = cattrs.Converter()
    converter.register_unstructure_hook_func(_is_enum, lambda value: value.value)
    converter.register_unstructure_hook_factory(_is_tuple, partial(_writer_of_each, converter))
    for kind, write_leaf in _WRITERS.items():
        converter.register_unstructure_hook(kind, write_leaf)
    for kind, write_leaf in _TUPLE_WRITERS.items():
        converter.register_unstructure_hook_func(partial(_is_exactly, kind), write_leaf)
    # A member of a union is written by what it is.
    converter.register_unstructure_hook(Frequency | Regular | None, converter.unstructure)
    for union in UNIONS:
        converter.register_unstructure_hook(union, converter.unstructure)
    converter.register_unstructure_hook_func(
        is_parameter, lambda value: leaves.parameter_data(value, converter.unstructure)
    )
    for cls in CLASSES:
        omit = cls not in _ALWAYS_WRITTEN
        write: Callable[[Any], Any] = make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=omit, **_overrides(cls)
        )
        if cls in KIND_OF:
            write = partial(_write_kind, KIND_OF[cls], tuple(file_keys(cls)), write)
        converter.register_unstructure_hook(cls, write)
    return converter


def _overrides(cls: type[Any], checked: cattrs.Converter | None = None) -> dict[str, Any]:
    """How the fields of a class differ from what cattrs would do, given one where what is read is checked."""
    overrides = {}
    for field in attrs.fields(cls):
        key = in_file(field.name, cls)
        hook = partial(_checked, checked, field.validator) if checked and field.validator in _CHECKS else None
        overrides[field.name] = override(
            rename=key if key != field.name else None,
            struct_hook=hook,
            omit_if_default=True if field.default is False else None,
        )
    return overrides


def _structure_object(inner: Callable[[Any, Any], T], value: object, cls: type[T]) -> T:
    if not isinstance(value, dict):
        keys = ", ".join(file_keys(cls))
        raise YigaiError(
            found=shown(value), expected=Text(zh=f"含 {keys} 的映射", en=f"a mapping with {keys}")
        )
    try:
        return inner(value, cls)
    except BaseValidationError as error:
        raise Misfits(_flatten(error, cls)) from None


def _checked(converter: cattrs.Converter, check: Callable[..., None], value: object, kind: Any) -> Any:
    """A field whose validator looks at nothing else, so that its fault is told at the field."""
    built = converter.structure(value, kind)
    check(None, None, built)
    return built


def _structure_tuple(converter: cattrs.Converter, value: object, kind: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise YigaiError(found=shown(value), expected=Text(zh="列表", en="a list"))
    member = get_args(kind)[0]
    return tuple(leaves.each(lambda item: _structure_member(converter, item, member), value))


def _structure_member(converter: cattrs.Converter, value: object, kind: Any) -> Any:
    """A member with its faults, those of a class that has no hook of its own too."""
    try:
        return converter.structure(value, kind)
    except BaseValidationError as error:
        raise Misfits(_flatten(error, kind)) from None


def _structure_kind(converter: cattrs.Converter, kinds: Kinds, value: object, _: object) -> Any:
    if not isinstance(value, dict):
        raise YigaiError(found=shown(value), expected=Text(zh="含 kind 的映射", en="a mapping with its kind"))
    if "kind" not in value:
        raise YigaiError(found=missing("kind"), expected=one_of(kinds))
    kind = value["kind"]
    if not isinstance(kind, str) or kind not in kinds:
        hint = hint_of(kind, kinds, meanings_of_kinds(kinds)) if isinstance(kind, str) else NOTHING
        raise Misfits([Flat(path=("kind",), found=shown(kind), expected=one_of(kinds), hint=hint)])
    rest = {key: item for key, item in value.items() if key != "kind"}
    return converter.structure(rest, kinds[kind])


def _structure_trusted_kind(converter: cattrs.Converter, kinds: Kinds, value: Any, _: object) -> Any:
    return converter.structure(value, kinds[value["kind"]])


def _writer_of_each(converter: cattrs.Converter, kind: Any) -> Callable[[Any], list[Any]]:
    write_member = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda value: [write_member(item) for item in value]


def _write_kind(
    kind: str, keys: tuple[str, ...], write: Callable[[Any], dict[str, Any]], value: object
) -> dict[str, Any]:
    data = {"kind": kind, **write(value)}
    return {key: data[key] for key in keys if key in data}


def _flatten(error: Exception, cls: Any) -> list[Flat]:
    """The faults in an error of cattrs or of ours, with paths from the object of class `cls`."""
    match error:
        case Misfits():
            return error.flat
        case Flawed():
            return flats_of(error.flaws)
        case YigaiError():
            return [Flat.of(error)]
        case ForbiddenExtraKeysError():
            known = file_keys(error.cl)
            return [unknown_key(key, known) for key in sorted(error.extra_fields)[: MOST_FAULTS + 1]]
        case KeyError():
            key = in_file(str(error.args[0]), cls)
            return [Flat(found=missing(key), expected=Text(zh=f"键 {key}", en=f"the key {key}"))]
        case BaseValidationError():
            return [flat for inner in error.exceptions for flat in _placed(inner, cls)]
        case _:  # a mistake of ours, not of the file
            raise error


def _placed(error: Exception, cls: Any) -> list[Flat]:
    inside = _flatten(error, cls)
    notes = [note for note in getattr(error, "__notes__", ()) if isinstance(note, AttributeValidationNote)]
    if notes and not isinstance(error, KeyError):
        return [attrs.evolve(flat, path=(in_file(notes[0].name, cls), *flat.path)) for flat in inside]
    return inside


def _ignoring_type(read: Callable[[object], T]) -> Callable[[object, object], T]:
    return lambda value, _: read(value)


def _is_exactly(kind: Any, other: Any) -> bool:
    return bool(other == kind)


def is_parameter(kind: Any) -> bool:
    """Whether a type is that of a parameter."""
    return kind is Parameter or getattr(kind, "__origin__", None) is Parameter


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def _is_tuple(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple
