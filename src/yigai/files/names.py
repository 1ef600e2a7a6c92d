"""The names in the data of a file, for telling what they contradict although the file has other faults."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from yigai.errors import YigaiError
from yigai.files.faults import Flat, flats_of
from yigai.model import activity
from yigai.model.alignment import Alignment, Place
from yigai.model.flaws import MOST_FLAWS, Flaw, Name, Outline, clashes, repeated, repeated_links
from yigai.model.payment.overlay import Overlay
from yigai.values.provision import ProvisionPath


def flaws_in(data: dict[str, Any], cls: type[Any]) -> list[Flat]:
    """Duplicates, dangling references and circles in data that need not be right in anything else."""
    found: Iterator[Flaw]
    if cls is Alignment:
        found = repeated_links(list(_ends(data)))
    elif cls is activity.Activity:
        found = _repeated_rows(data)
    elif cls is Overlay:
        places = data.get("set")
        found = clashes(list(places) if isinstance(places, dict) else [])
    else:
        found = _outline(data).flaws()
    return flats_of(islice(found, MOST_FLAWS))


def _outline(data: dict[str, Any]) -> Outline:
    tasks = _members(data, "tasks")
    populations = _members(data, "populations")
    rules = _members(data, "payment_rules")
    return Outline(
        sections=tuple(_path(each, "path") for each in _members(data, "sections")),
        tasks=tuple(_path(each, "path") for each in tasks),
        statements=tuple(tuple(_text(each, "id") for each in _members(task, "statements")) for task in tasks),
        declared_in=tuple(_path(each, "from") for each in _members(data, "standing_rules")),
        indicators=tuple(_text(each, "id") for each in _members(data, "indicators")),
        populations=tuple(_text(each, "id") for each in populations),
        wider=tuple(_text(each, "within") for each in populations),
        rules=tuple(_text(each, "id") for each in rules),
        provisions=tuple(_provision(each) for each in rules),
    )


def _repeated_rows(data: dict[str, Any]) -> Iterator[Flaw]:
    for name, cls in activity.tables().items():
        key = activity.key_of(cls)
        keys = (tuple(_text(each, part) for part in key) for each in _members(data, name))
        yield from repeated((name,), key, (None if None in each else each for each in keys))


def _ends(data: dict[str, Any]) -> Iterator[tuple[str, str] | None]:
    for link in _members(data, "links"):
        lower, upper = _text(link, "from"), _text(link, "to")
        try:
            yield (str(Place.parse(lower or "")), str(Place.parse(upper or "")))
        except YigaiError:
            yield None


def _members(data: object, key: str) -> list[Any]:
    inner = data.get(key) if isinstance(data, dict) else None
    return inner if isinstance(inner, list) else []


def _text(data: object, key: str) -> Name:
    inner = data.get(key) if isinstance(data, dict) else None
    return inner if type(inner) is str else None


def _provision(rule: object) -> Name:
    """Where a payment rule stands; `""` where it does not say, None where it cannot be read."""
    silent = isinstance(rule, dict) and rule.get("provision") is None
    return "" if silent else _path(rule, "provision")


def _path(data: object, key: str) -> Name:
    name = _text(data, key)
    try:
        return None if name is None else str(ProvisionPath.parse(name))
    except YigaiError:
        return None
