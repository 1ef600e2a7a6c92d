"""Overlays (叠加规则): what a city sets where the province, or the nation, leaves off or says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import not_blank, slug
from yigai.model.flaws import Flawed, clashes
from yigai.values.citation import Evidence

_STEP = r"[a-z][a-z_]{0,63}(?:\[[0-9]{1,4}\])*"
SETTING_PATH = re.compile(rf"{_STEP}(?:\.{_STEP})*")
_KEY_OR_POSITION = re.compile(r"[a-z_]+|[0-9]+")


def _is_path(_instance: object, _attribute: attrs.Attribute[Any], value: object) -> None:
    if not (isinstance(value, str) and SETTING_PATH.fullmatch(value)):
        raise InvalidValue(
            found=repr(value),
            expected=Text(
                zh="规则中的位置，如 budget.fund 或 deviations.zones[1].edge",
                en="a place in a rule, such as budget.fund or deviations.zones[1].edge",
            ),
        )


@attrs.frozen
class Setting:
    """One place in a rule, and what stands there instead, as it is written in a file.

    >>> Setting("deviations.zones[1].edge", "2.5").steps
    ('deviations', 'zones', 1, 'edge')
    """

    path: str = attrs.field(validator=_is_path)
    value: Any = None

    @property
    def steps(self) -> tuple[str | int, ...]:
        """The keys and positions that lead to the place; positions count from 0."""
        return tuple(int(part) if part.isdigit() else part for part in _KEY_OR_POSITION.findall(self.path))


def _by_place(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """In one order, whatever order they were written in."""
    return tuple(sorted(settings, key=attrgetter("path")))


@attrs.frozen(kw_only=True)
class Overlay:
    """A rule said by how it differs from another one, its `base`.

    `base` is a file beside this one, or the address of a rule. `source` and `evidence` are those of what is
    set here; everything else stays as the base says it, with the base's source. Raises `Flawed` where two
    settings speak of the same place.
    """

    id: str = attrs.field(validator=slug)
    """The name of the new rule (规则编号)."""
    title: str = attrs.field(validator=not_blank)
    """Its title for people (名称)."""
    base: str = attrs.field(validator=not_blank)
    source: str | None = None
    evidence: Evidence | None = None
    note: str | None = None
    """What a reader should know (说明)."""
    set: tuple[Setting, ...] = attrs.field(default=(), converter=_by_place)
    """What stands in the rule instead (设定), by its place."""

    def __attrs_post_init__(self) -> None:
        Flawed.unless_none(clashes(tuple(each.path for each in self.set)), where=self.id)
