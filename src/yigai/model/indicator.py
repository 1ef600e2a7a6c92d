"""Indicators (指标) and populations (范围): what a figure measures, and of whom.

A figure compares with another only when both measure the same indicator. The indicator says which way
is better, whether it is a share or a count, over what it is counted, and whether areas may be summed.
"""

from __future__ import annotations

import attrs

from yigai.model.fields import not_blank, slug
from yigai.model.words import Better, IndicatorKind, Level


@attrs.frozen(kw_only=True)
class Population:
    """A set of people, institutions or areas a statement speaks of (范围).

    `within` names the wider population it is part of, which gives populations their order.
    `area_level` says that each member is an area of that level, as a pooling area (统筹地区) is a city.
    """

    id: str = attrs.field(validator=slug)
    """The id by which statements name it."""
    name: str = attrs.field(validator=not_blank)
    """The name in Chinese."""
    within: str | None = None
    """The wider population that contains it."""
    area_level: Level | None = None
    """Where each member is an area: its level."""


@attrs.frozen(kw_only=True)
class Indicator:
    """A measurable quantity (指标).

    `counted_over` is the population whose members are counted, `population` the one the figure speaks
    of where that is fixed, `aggregatable` whether values of several areas may be summed.
    """

    id: str = attrs.field(validator=slug)
    """The id by which targets name it."""
    name: str = attrs.field(validator=not_blank)
    """The name in Chinese."""
    unit: str | None = None
    """Its unit (单位); a target that gives none cannot be compared."""
    better: Better
    """Which way it improves."""
    kind: IndicatorKind
    """What sort of figure it is."""
    counted_over: str | None = None
    """The population whose members are counted (统计对象)."""
    population: str | None = None
    """The population the figure speaks of, where that is fixed."""
    aggregatable: bool = False
    """Whether the values of several areas may be added (可否汇总)."""
    definition: str | None = None
    """How it is calculated (口径), where the name does not say enough."""
