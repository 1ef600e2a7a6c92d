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
    """A measured value of an indicator with its unit, region, period and source.

    `region_name` is the place as printed. `period` None means that the source does not say when.
    Raises `InvalidValue` for a range, which has a second end.
    """

    indicator: str = attrs.field(validator=slug)
    region: RegionCode | None = None
    region_name: str | None = None
    period: Period | None = None
    comparator: Comparator = Comparator.EQUAL
    value: Number
    unit: str | None = None
    population: str | None = None
    source: Citation

    def __attrs_post_init__(self) -> None:
        if self.comparator is Comparator.RANGE:
            raise InvalidValue(
                found="range", expected=Text(zh="只有一个数值的比较符", en="a comparator of one value")
            )
