"""Agencies (部门) and who answers for a task (责任分工).

A plan prints names; the same function is carried by 国家卫生健康委, 省卫生健康委 and 市卫生健康局. The
function is what compares between levels.
"""

from __future__ import annotations

import attrs

from yigai.model.fields import four_digits, not_blank
from yigai.model.words import Function, Level, Role
from yigai.values.citation import Evidence
from yigai.values.region import RegionCode


@attrs.frozen(kw_only=True)
class Agency:
    """An agency (部门) with its full name, function, level, region and the names documents print for it."""

    name: str = attrs.field(validator=not_blank)
    """The full name (全称), in Chinese."""
    function: Function
    """What it is responsible for (职能)."""
    level: Level
    """Its level (层级)."""
    region: RegionCode | None = None
    """The region it serves (地区); none for the nation."""
    aliases: tuple[str, ...] = ()
    """Other names that documents print for it (简称)."""


@attrs.frozen(kw_only=True)
class Carrier:
    """Who carries a function (承担部门) at a level that need not have an agency of its own for it.

    `carried_by` is None where nobody of the level is to be expected, such as an agency run from above.
    """

    level: Level
    """The level spoken of."""
    function: Function
    """The function spoken of."""
    carried_by: Function | None = None
    """The function whose agency carries it there; none where nobody of the level is to be expected."""
    source: str = attrs.field(validator=not_blank)
    """The address or title that shows it."""
    evidence: Evidence
    """How it is known."""
    note: str | None = None
    """Why it is read so."""


@attrs.frozen(kw_only=True)
class NameInUse:
    """The years in which names (机构名称) with one of these endings were in use; an open end is None."""

    endings: tuple[str, ...]
    """How the names end, such as 卫生健康委."""
    first_year: int | None = attrs.field(default=None, validator=four_digits)
    """The first year in which they were in use; none where it is open."""
    last_year: int | None = attrs.field(default=None, validator=four_digits)
    """The last one; none where they still are."""
    source: str = attrs.field(validator=not_blank)
    """The address or title that shows it."""
    evidence: Evidence
    """How it is known."""
    note: str | None = None
    """Why it is read so."""


@attrs.frozen(kw_only=True)
class Responsibility:
    """One owner of a task (责任分工), as printed; no role unless the text says one."""

    agency: str = attrs.field(validator=not_blank)
    """The agency as printed (部门)."""
    function: Function
    """What it is responsible for (职能), the same at every level."""
    role: Role = Role.UNSPECIFIED
    """Its part (角色); only where the text says 牵头 or 配合."""
