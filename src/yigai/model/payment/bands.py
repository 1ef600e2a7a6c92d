"""Bands (分档): which part of a surplus an institution keeps, and which part of an overrun it bears.

A band runs from its start to just below its end (起点含, 终点不含) of the ratio of the difference to the
quota; where a document closes the bands above instead, `edge` says so. Surplus and overrun have tables of
their own.
"""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.activity import titled
from yigai.model.payment.parameter import Parameter, Sourced
from yigai.model.payment.words import BandMethod, Edge
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class Band:
    """From `start` to `end` of the quota, the institution's `share`; the last band has no end."""

    start: Ratio
    end: Ratio | None = None
    share: Ratio

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise InvalidValue(
                found=f"{self.start}..{self.end}",
                expected=Text(zh="end 大于 start", en="an end above the start"),
            )


@attrs.frozen(kw_only=True)
class BandTable(Sourced):
    """The bands of a surplus, or of an overrun.

    `closed` says which end of a band belongs to it: `<` the start, `<=` the end. It is
    open until somebody says so.
    """

    method: BandMethod | None = None
    closed: Edge | None = None
    bands: tuple[Band, ...] = ()


@attrs.frozen(kw_only=True)
class Sharing:
    """Surplus retention (结余留用) and overrun sharing (合理超支分担) against a quota.

    `surplus_cap` bounds what is kept, as a share of the quota. `reasonable_only` shares only the part of an
    overrun that the activity calls reasonable.
    """

    surplus: BandTable | None = None
    overrun: BandTable | None = None
    surplus_cap: Parameter[Ratio] | None = attrs.field(
        default=None, metadata=titled("结余留用上限", "cap on the surplus kept")
    )
    reasonable_only: bool = False
