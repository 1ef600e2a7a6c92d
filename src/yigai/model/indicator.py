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
    """A set of people, institutions or areas a statement speaks of (适用范围).

    `within` names the wider population it is part of, which gives populations their order.
    `area_level` says that each member is an area of that level, as a pooling area (统筹地区) is a city.
    """

    id: str = attrs.field(validator=slug)
    name: str = attrs.field(validator=not_blank)
    within: str | None = None
    area_level: Level | None = None


@attrs.frozen(kw_only=True)
class Indicator:
    """A measurable quantity (指标).

    `counted_over` is the population whose members are counted, `population` the one the figure speaks
    of where that is fixed, `aggregatable` whether values of several areas may be summed.
    """

    id: str = attrs.field(validator=slug)
    name: str = attrs.field(validator=not_blank)
    unit: str | None = None
    better: Better
    kind: IndicatorKind
    counted_over: str | None = None
    population: str | None = None
    aggregatable: bool = False
    definition: str | None = None
