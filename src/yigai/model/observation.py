"""An observation (监测值): what an indicator really was, in one area and period, and who says so.

A press report seldom says of which day its figure is; then the period stays unknown. "Over 96 %" (超96%)
is no figure of 96: the comparator keeps the word.
"""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import slug
from yigai.model.words import Comparator
from yigai.values.citation import Citation
from yigai.values.number import Number
from yigai.values.period import Period
from yigai.values.region import RegionCode


@attrs.frozen(kw_only=True)
class Observation:
    """A measured value of an indicator (监测值) with its unit, region, period and source.

    Raises `InvalidValue` for a range, which has a second end.
    """

    indicator: str = attrs.field(validator=slug)
    """The id of the indicator that was measured."""
    region: RegionCode | None = None
    """Where; none for the nation, or where the place has no code."""
    region_name: str | None = None
    """The place as printed."""
    period: Period | None = None
    """When: the days measured; none where the source does not say."""
    comparator: Comparator = Comparator.EQUAL
    """How the figure is meant: itself, at least, about."""
    value: Number
    """What it was."""
    unit: str | None = None
    """In which unit."""
    population: str | None = None
    """Of whom, where it differs from the indicator's."""
    source: Citation
    """Who says so."""

    def __attrs_post_init__(self) -> None:
        if self.comparator is Comparator.RANGE:
            raise InvalidValue(
                found="range", expected=Text(zh="只有一个数值的比较符", en="a comparator of one value")
            )
