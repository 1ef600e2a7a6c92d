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
    """An agency with its full name, function, level, region and the names documents print for it."""

    name: str = attrs.field(validator=not_blank)
    function: Function
    level: Level
    region: RegionCode | None = None
    aliases: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Carrier:
    """Who carries a function at a level that need not have an agency of its own for it.

    `carried_by` is None where nobody of the level is to be expected, such as an agency run from above.
    """

    level: Level
    function: Function
    carried_by: Function | None = None
    source: str = attrs.field(validator=not_blank)
    evidence: Evidence
    note: str | None = None


@attrs.frozen(kw_only=True)
class NameInUse:
    """The years in which names with one of these endings were in use; an open end is None."""

    endings: tuple[str, ...]
    first_year: int | None = attrs.field(default=None, validator=four_digits)
    last_year: int | None = attrs.field(default=None, validator=four_digits)
    source: str = attrs.field(validator=not_blank)
    evidence: Evidence
    note: str | None = None


@attrs.frozen(kw_only=True)
class Responsibility:
    """One owner of a task, as printed; the role is unspecified unless the text says 牵头 or 配合."""

    agency: str = attrs.field(validator=not_blank)
    function: Function
    role: Role = Role.UNSPECIFIED
