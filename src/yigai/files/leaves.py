"""How each small value stands in a file: strict both ways, nothing coerced, nothing through float."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import attrs
import pendulum

from yigai.errors import NOTHING, InvalidValue, Text, YigaiError
from yigai.files.faults import MOST_FAULTS, Flat, Misfits, clipped, missing, one_of, shown, unknown_key
from yigai.files.meant import hint_of, meanings_of
from yigai.model.alignment import Place
from yigai.model.document import Year
from yigai.model.fields import four_digits
from yigai.model.payment.overlay import Setting
from yigai.model.payment.parameter import Dated, Parameter
from yigai.model.statement import Frequency
from yigai.model.words import MechanismName, Regular
from yigai.values.citation import Evidence
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Basis, Due
from yigai.values.money import Money
from yigai.values.month_day import MonthDay
from yigai.values.number import Number
from yigai.values.provision import ProvisionPath
from yigai.values.ratio import Ratio
from yigai.values.region import RegionCode
from yigai.values.scaled import Factor, Points, Quantity, Reading

T = TypeVar("T")

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_LONG_INTEGER = re.compile(r"-?[0-9]{19,}")
_SHORT_ENOUGH = Text(zh="至多 18 位的整数", en="a whole number of at most 18 digits")
_DATED = Text(
    zh='含 value 的映射，如 {value: "0.95", from: "2024-01-01"}',
    en='a mapping with value, such as {value: "0.95", from: "2024-01-01"}',
)
_ANY_OF = Text(zh="dip 或 {any_of: [drg, dip]}", en="dip or {any_of: [drg, dip]}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class JsonNumber(str):
    """The digits of a number in a JSON file, kept as written."""

    __slots__ = ()


def text(value: object) -> str:
    """Text; a number in a JSON file is not text, because 2.10 would lose its zero elsewhere."""
    if type(value) is str:
        return value
    found, hint = shown(value), NOTHING
    if isinstance(value, JsonNumber):
        found = Text(zh=f"数 {clipped(value)}", en=f"the number {clipped(value)}")
        hint = Text(zh="请写在引号内", en="put it in quotes")
    raise InvalidValue(found=found, expected=Text(zh="文字", en="text"), hint=hint)


def whole(value: object) -> int:
    """A whole number in ASCII digits."""
    if type(value) is int:
        return value
    if isinstance(value, str) and _LONG_INTEGER.fullmatch(value):
        raise InvalidValue(found=shown(value), expected=_SHORT_ENOUGH)
    if not isinstance(value, str) or not _INTEGER.fullmatch(value):
        raise InvalidValue(found=shown(value), expected=Text(zh="整数", en="a whole number"))
    return int(value)


def truth(value: object) -> bool:
    """`true` or `false`."""
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise InvalidValue(found=shown(value), expected=Text(zh="true 或 false", en="true or false"))


def number(value: object) -> Number:
    """An exact number, quoted or plain."""
    if not isinstance(value, str):
        expected = Text(zh='数，如 "70"', en='a number such as "70"')
        raise InvalidValue(found=shown(value), expected=expected)
    return Number(str(value))


def date(value: object) -> pendulum.Date:
    """A day, `YYYY-MM-DD`."""
    expected = Text(zh='日期，如 "2023-07-24"', en='a date such as "2023-07-24"')
    if not isinstance(value, str) or not DATE.fullmatch(value):
        raise InvalidValue(found=shown(value), expected=expected)
    try:
        return pendulum.Date.fromisoformat(value)
    except ValueError:
        raise InvalidValue(found=shown(value), expected=expected) from None


def word(choices: type[enum.Enum]) -> Callable[[object], Any]:
    """A reader of one of the closed words of `choices`."""
    known: dict[str, enum.Enum] = {choice.value: choice for choice in choices}

    def read(value: object) -> enum.Enum:
        if isinstance(value, str) and value in known:
            return known[value]
        hint = hint_of(value, known, meanings_of(choices)) if isinstance(value, str) else NOTHING
        raise InvalidValue(found=shown(value), expected=one_of(known), hint=hint)

    return read


def parsed(read: Callable[[str], T]) -> Callable[[object], T]:
    """A reader of text that a value class parses."""

    def from_text(value: object) -> T:
        return read(text(value))

    return from_text


path = parsed(ProvisionPath.parse)
money = parsed(Money.parse)
ratio = parsed(Ratio.parse)
points = parsed(Points.parse)
factor = parsed(Factor.parse)
quantity = parsed(Quantity.parse)
reading = parsed(Reading.parse)
month_day = parsed(MonthDay.parse)
region = parsed(RegionCode.parse)
document_number = parsed(DocumentNumber.parse)
place = parsed(Place.parse)


def due(value: object) -> Due:
    """`"2023-12-31"`, or `{date, printed, basis}`, or `{printed, basis, unresolved}`."""
    if not isinstance(value, dict):
        return _deadline(value)
    fields = _fields(
        value,
        {
            "date": _or_none(_deadline),
            "printed": _or_none(text),
            "basis": word(Basis),
            "unresolved": _or_none(text),
        },
    )
    date: Due | None = fields.pop("date", None)
    return Due(**fields) if date is None else attrs.evolve(date, **fields)


def due_data(value: Due) -> str | dict[str, str]:
    """The short form where nothing but the date is known."""
    long: dict[str, str] = {}
    if value.text:
        long["date"] = value.text
    if value.printed is not None:
        long["printed"] = value.printed
    if value.basis is not Basis.PRINTED:
        long["basis"] = value.basis.value
    if value.unresolved is not None:
        long["unresolved"] = value.unresolved
    return value.text if list(long) == ["date"] else long


def year(value: object) -> Year:
    """`2023` where printed, or `{value: 2023, inferred: why}`."""
    if not isinstance(value, dict):
        return Year(value=whole(value))
    fields = _fields(value, {"value": _of_four_digits, "inferred": _or_none(text)})
    if "value" not in fields:
        raise InvalidValue(found=missing("value"), expected=Text(zh="键 value", en="the key value"))
    return Year(**fields)


def _of_four_digits(value: object) -> int:
    """The number of a year, refused at its own key and not at the mapping around it."""
    number = whole(value)
    four_digits(None, None, number)
    return number


def year_data(value: Year) -> int | dict[str, int | str]:
    """The short form for a printed year."""
    return value.value if value.inferred is None else {"value": value.value, "inferred": value.inferred}


def mechanisms(value: object) -> tuple[MechanismName, ...]:
    """`dip`, or `{any_of: [drg, dip]}`."""
    if isinstance(value, list):
        raise InvalidValue(
            found=shown(value), expected=_ANY_OF, hint=Text(zh="写在 any_of 之下", en="put it under any_of")
        )
    if not isinstance(value, dict):
        return (word(MechanismName)(value),)
    fields = _fields(value, {"any_of": _mechanism_list})
    if "any_of" not in fields:
        raise InvalidValue(found=missing("any_of"), expected=_ANY_OF)
    return tuple(fields["any_of"])


def _mechanism_list(value: object) -> list[MechanismName]:
    return _listed(word(MechanismName), value)


def mechanisms_data(value: tuple[MechanismName, ...]) -> str | dict[str, list[str]]:
    """One name plain, several under `any_of`."""
    names = [name.value for name in value]
    return names[0] if len(names) == 1 else {"any_of": names}


def recurrence(structure: Callable[[object], Frequency]) -> Callable[[object], Frequency | Regular | None]:
    """`regular`, or `{times, per, unit}`, or nothing."""

    def read(value: object) -> Frequency | Regular | None:
        if value is None:
            return None
        if value == Regular.REGULAR.value:
            return Regular.REGULAR
        if isinstance(value, dict):
            return structure(value)
        raise InvalidValue(
            found=shown(value),
            expected=Text(
                zh="regular 或 {times: 1, per: 1, unit: year}", en="regular or {times: 1, per: 1, unit: year}"
            ),
        )

    return read


def parameter(read: Callable[[object], T]) -> Callable[[object], Parameter[T]]:
    """A plain value, `{value, from, to, source, evidence, note}`, or `{dated: [...]}` with several."""

    def read_dated(value: object) -> Dated[T]:
        if not isinstance(value, dict):
            raise InvalidValue(found=shown(value), expected=_DATED)
        fields = _fields(
            value,
            {
                "value": read,
                "from": _or_none(date),
                "to": _or_none(date),
                "source": _or_none(text),
                "evidence": _or_none(word(Evidence)),
                "note": _or_none(text),
            },
        )
        if "value" not in fields:
            raise InvalidValue(found=missing("value"), expected=Text(zh="键 value", en="the key value"))
        return Dated(first=fields.pop("from", None), last=fields.pop("to", None), **fields)

    def read_parameter(value: object) -> Parameter[T]:
        if isinstance(value, dict) and "dated" in value:
            return Parameter(tuple(_fields(value, {"dated": partial(_listed, read_dated)})["dated"]))
        return Parameter((read_dated(value),)) if isinstance(value, dict) else Parameter.of(read(value))

    return read_parameter


def parameter_data(value: Parameter[Any], write: Callable[[Any], Any]) -> Any:
    """The short form where nothing but the value is known."""
    dated = [_dated_data(each, write) for each in value.values]
    if len(dated) > 1:
        return {"dated": dated}
    return dated[0]["value"] if list(dated[0]) == ["value"] else dated[0]


def _dated_data(value: Dated[Any], write: Callable[[Any], Any]) -> dict[str, Any]:
    data = {
        "value": write(value.value),
        "from": value.first.isoformat() if value.first else None,
        "to": value.last.isoformat() if value.last else None,
        "source": value.source,
        "evidence": value.evidence.value if value.evidence else None,
        "note": value.note,
    }
    return {key: item for key, item in data.items() if item is not None}


def settings(value: object) -> tuple[Setting, ...]:
    """A mapping from places in a rule to what stands there instead."""
    if not isinstance(value, dict):
        places = Text(
            zh='位置到值的映射，如 {budget.fund: "60000.00"}',
            en='a mapping from places to values, such as {budget.fund: "60000.00"}',
        )
        raise InvalidValue(found=shown(value), expected=places)
    built: list[Setting] = []
    flat: list[Flat] = []
    for place_in_rule, item in value.items():
        try:
            built.append(Setting(place_in_rule, _plain(item)))
        except YigaiError as error:
            flat.append(Flat.of(error, (place_in_rule,)))
        except Misfits as misfits:
            flat += [attrs.evolve(fault, path=(place_in_rule, *fault.path)) for fault in misfits.flat]
    if flat:
        raise Misfits(flat)
    return tuple(built)


def settings_data(value: tuple[Setting, ...]) -> dict[str, Any]:
    """The same mapping again."""
    return {each.path: each.value for each in value}


def _plain(value: Any) -> Any:
    """What a setting may hold until the rule says what it is: text, nothing, mappings and lists of them."""
    if isinstance(value, dict):
        return _fields(value, dict.fromkeys(value, _plain))
    if isinstance(value, list):
        return each(_plain, value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else text(value)


def _listed(read: Callable[[Any], T], value: object) -> list[T]:
    if not isinstance(value, list):
        raise InvalidValue(found=shown(value), expected=Text(zh="列表", en="a list"))
    return each(read, value)


def each(read: Callable[[Any], T], values: list[Any]) -> list[T]:
    """The members of a list, read. Raises `Misfits` with the faults of all of them."""
    built: list[T] = []
    flat: list[Flat] = []
    for position, value in enumerate(values):
        try:
            built.append(read(value))
        except YigaiError as error:
            flat.append(Flat.of(error, (position,)))
        except Misfits as misfits:
            flat += [attrs.evolve(fault, path=(position, *fault.path)) for fault in misfits.flat]
        if len(flat) > MOST_FAULTS:
            break
    if flat:
        raise Misfits(flat)
    return built


def _fields(value: dict[str, Any], readers: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """The keys of a small mapping, each read by its reader. Raises `Misfits` with all their faults."""
    built: dict[str, Any] = {}
    flat: list[Flat] = []
    for key, item in value.items():
        try:
            if key in readers:
                built[key] = readers[key](item)
            else:
                flat.append(unknown_key(key, readers))
        except YigaiError as error:
            flat.append(Flat.of(error, (key,)))
        except Misfits as misfits:
            flat += [attrs.evolve(fault, path=(key, *fault.path)) for fault in misfits.flat]
    if flat:
        raise Misfits(flat)
    return built


def _or_none(read: Callable[[object], T]) -> Callable[[object], T | None]:
    return lambda value: None if value is None else read(value)


_deadline = parsed(Due.parse)
