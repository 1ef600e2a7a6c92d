"""An observation (监测值): what an indicator really was, in one area and period, and who says so."""

from __future__ import annotations

import attrs

from yigai.model.fields import slug
from yigai.values.citation import Citation
from yigai.values.number import Number
from yigai.values.period import Period
from yigai.values.region import RegionCode


@attrs.frozen(kw_only=True)
class Observation:
    """A measured value of an indicator (监测值) with its unit, region, period and source."""

    indicator: str = attrs.field(validator=slug)
    """The id of the indicator that was measured."""
    region: RegionCode | None = None
    """Where; none for the nation."""
    period: Period
    """When: the days measured."""
    value: Number
    """What it was."""
    unit: str | None = None
    """In which unit."""
    population: str | None = None
    """Of whom, where it differs from the indicator's."""
    source: Citation
    """Who says so."""
