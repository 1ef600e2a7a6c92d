"""Bands (分档): which part of a surplus an institution keeps, and which part of an overrun it bears.

A band runs from its start to just below its end (起点含, 终点不含) of the ratio of the difference to the
quota; where a document closes the bands above instead, `closed` says so. Surplus and overrun have tables of
their own.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import not_blank, titled
from yigai.model.payment.coverage import gaps, overlaps, runs_upward
from yigai.model.payment.parameter import Parameter, Sourced
from yigai.model.payment.words import BandMethod, Edge, Party
from yigai.values.ratio import Ratio

_NOTHING = Ratio.parse("0")
Range = tuple[Ratio, Ratio | None]


@attrs.frozen(kw_only=True)
class Band:
    """From `start` to `end` of the quota, the `share`; the last band has no end."""

    start: Ratio
    end: Ratio | None = None
    share: Ratio

    def __attrs_post_init__(self) -> None:
        runs_upward(self.start, self.end, _NOTHING)


@attrs.frozen(kw_only=True)
class BandTable(Sourced):
    """The bands of a surplus, or of an overrun.

    The shares are those of the institution, or of the fund where the document prints the fund's; the part
    whose share is printed is rounded, and the other gets the rest. `closed` says which end of a band belongs
    to it: `<` the start, `<=` the end. It is open until somebody says so.
    """

    each: ClassVar[Text] = Text(zh="档", en="band")

    share_of: Party = Party.INSTITUTION
    method: BandMethod | None = None
    closed: Edge | None = None
    bands: tuple[Band, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.closed is not None and self.closed.is_upward:
            raise InvalidValue(found=self.closed.value, expected=Text(zh="< 或 <=", en="< or <="))

    @property
    def gaps(self) -> tuple[Range, ...]:
        """The ratios that no band covers; a last band with an end leaves a gap above it."""
        return gaps(self.ranges, _NOTHING)

    @property
    def overlaps(self) -> tuple[Range, ...]:
        """The ratios that two bands cover."""
        return overlaps(self.ranges)

    @property
    def ranges(self) -> tuple[Range, ...]:
        """From where to just below where each runs, as the file has them."""
        return tuple((band.start, band.end) for band in self.bands)


@attrs.frozen(kw_only=True)
class Gate(Sourced):
    """What opens surplus retention (留用门槛): the indicator, in the words of the document, and its edge.

    Nothing is kept where the indicator of the institution is on the other side of the edge.
    """

    indicator: str = attrs.field(validator=not_blank)
    """The indicator in the words of the document (指标)."""
    when: Edge | None = None
    edge: Parameter[Ratio] | None = attrs.field(default=None, metadata=titled("留用门槛", "gate"))


@attrs.frozen(kw_only=True)
class Sharing:
    """Surplus retention (结余留用) and overrun sharing (合理超支分担) against a quota.

    `surplus_cap` bounds what is kept, as a share of the quota. `reasonable_only` shares only the part of an
    overrun that the activity calls reasonable; the rest is the institution's.
    """

    surplus: BandTable | None = None
    overrun: BandTable | None = None
    gate: Gate | None = None
    surplus_cap: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("结余留用上限", "cap on the surplus kept")
    )
    reasonable_only: bool = False
