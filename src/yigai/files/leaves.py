"""How each small value stands in a file: strict both ways, nothing coerced, nothing through float."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from typing import Any, TypeVar

import pendulum

from yigai.errors import InvalidValue, Text, did_you_mean
from yigai.files.faults import shown
from yigai.model.alignment import Place
from yigai.model.document import Year
from yigai.model.statement import Frequency
from yigai.model.words import MechanismName, Regular
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Basis, Due
from yigai.values.number import Number
from yigai.values.provision import ProvisionPath
from yigai.values.region import RegionCode

T = TypeVar("T")

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class JsonNumber(str):
    """The digits of a number in a JSON file, kept as written."""

    __slots__ = ()


def text(value: object) -> str:
    """Text; a number in a JSON file is not text, because 2.10 would lose its zero elsewhere."""
    if type(value) is not str:
        found = f"the number {value}" if isinstance(value, JsonNumber) else shown(value)
        raise InvalidValue(found=found, expected=Text(zh="文字", en="text"))
    return value


def whole(value: object) -> int:
    """A whole number in ASCII digits."""
    if type(value) is int:
        return value
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
    return Number(str(value) if isinstance(value, JsonNumber) else text(value))


def date(value: object) -> pendulum.Date:
    """A day, `YYYY-MM-DD`."""
    expected = Text(zh='日期，如 "2023-07-24"', en='a date such as "2023-07-24"')
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise InvalidValue(found=shown(value), expected=expected)
    try:
        return pendulum.Date.fromisoformat(value)
    except ValueError:
        raise InvalidValue(found=shown(value), expected=expected) from None


def word(choices: type[enum.Enum]) -> Callable[[object], Any]:
    """A reader of one of the closed words of `choices`."""

    def read(value: object) -> enum.Enum:
        for choice in choices:
            if value == choice.value:
                return choice
        names = [str(choice.value) for choice in choices]
        listed = ", ".join(names)
        raise InvalidValue(
            found=shown(value),
            expected=Text(zh=f"下列之一：{listed}", en=f"one of {listed}"),
            hint=did_you_mean(str(value), names),
        )

    return read


def parsed(read: Callable[[str], T]) -> Callable[[object], T]:
    """A reader of text that a value class parses."""

    def from_text(value: object) -> T:
        return read(text(value))

    return from_text


path = parsed(ProvisionPath.parse)
region = parsed(RegionCode.parse)
document_number = parsed(DocumentNumber.parse)
place = parsed(Place.parse)


def due(value: object) -> Due:
    """`"2023-12-31"`, or `{date, printed, basis}`, or `{printed, basis, unresolved}`."""
    if not isinstance(value, dict):
        return Due.parse(text(value))
    fields = only(value, {"date", "printed", "basis", "unresolved"})
    printed = text(fields["printed"]) if fields.get("printed") is not None else None
    basis = word(Basis)(fields["basis"]) if "basis" in fields else Basis.PRINTED
    if fields.get("date") is None:
        unresolved = fields.get("unresolved")
        return Due(printed=printed, basis=basis, unresolved=None if unresolved is None else text(unresolved))
    if fields.get("unresolved") is not None:
        raise InvalidValue(
            found="date and unresolved",
            expected=Text(zh="date 与 unresolved 二者之一", en="one of date and unresolved"),
        )
    return Due.parse(text(fields["date"]), printed=printed, basis=basis)


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
    fields = only(value, {"value", "inferred"})
    inferred = fields.get("inferred")
    return Year(value=whole(fields.get("value")), inferred=None if inferred is None else text(inferred))


def year_data(value: Year) -> int | dict[str, int | str]:
    """The short form for a printed year."""
    return value.value if value.inferred is None else {"value": value.value, "inferred": value.inferred}


def mechanisms(value: object) -> tuple[MechanismName, ...]:
    """`dip`, or `{any_of: [drg, dip]}`."""
    read = word(MechanismName)
    if not isinstance(value, dict):
        return (read(value),)
    names = only(value, {"any_of"}).get("any_of")
    if not isinstance(names, list):
        raise InvalidValue(found=shown(names), expected=Text(zh="any_of 下的列表", en="a list under any_of"))
    return tuple(read(name) for name in names)


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


def only(value: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """The mapping itself, if all its keys are known."""
    for key in value:
        if key not in known:
            listed = ", ".join(sorted(known))
            raise InvalidValue(
                found=f"unknown key {key}",
                expected=Text(zh=f"下列之一：{listed}", en=f"one of {listed}"),
                hint=did_you_mean(key, known),
            )
    return value
