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
    """A measured value of an indicator with its unit, region, period and source."""

    indicator: str = attrs.field(validator=slug)
    region: RegionCode | None = None
    period: Period
    value: Number
    unit: str | None = None
    population: str | None = None
    source: Citation
