"""The names in the data of a file, for telling what they contradict although the file has other faults."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from yigai.errors import YigaiError
from yigai.files.faults import Flat, flats_of
from yigai.model.alignment import Alignment, Place
from yigai.model.flaws import MOST_FLAWS, Name, Outline, repeated_links
from yigai.values.provision import ProvisionPath


def flaws_in(data: dict[str, Any], cls: type[Any]) -> list[Flat]:
    """Duplicates, dangling references and circles in data that need not be right in anything else."""
    found = repeated_links(list(_ends(data))) if cls is Alignment else _outline(data).flaws()
    return flats_of(islice(found, MOST_FLAWS))


def _outline(data: dict[str, Any]) -> Outline:
    tasks = _members(data, "tasks")
    populations = _members(data, "populations")
    return Outline(
        sections=tuple(_path(each, "path") for each in _members(data, "sections")),
        tasks=tuple(_path(each, "path") for each in tasks),
        statements=tuple(tuple(_text(each, "id") for each in _members(task, "statements")) for task in tasks),
        declared_in=tuple(_path(each, "from") for each in _members(data, "standing_rules")),
        indicators=tuple(_text(each, "id") for each in _members(data, "indicators")),
        populations=tuple(_text(each, "id") for each in populations),
        wider=tuple(_text(each, "within") for each in populations),
    )


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


def _path(data: object, key: str) -> Name:
    name = _text(data, key)
    try:
        return None if name is None else str(ProvisionPath.parse(name))
    except YigaiError:
        return None
