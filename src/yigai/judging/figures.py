"""The value axis: is the worst figure the answer admits still what was asked?

A figure admits a set of values. 不少于 70 % admits everything from 70 % up. A bare = and a range are
read in the indicator's direction, because who reaches 460 of 450 drugs has kept 450. The answer is
kept when everything it admits is also admitted by what was asked; it exceeds when even its worst value
is strictly better. All arithmetic is exact.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

import attrs

from yigai.judging.assertion import Figure
from yigai.judging.axis import Axis, axis
from yigai.judging.verdict import Deviation, Reason
from yigai.model.indicator import Indicator
from yigai.model.words import Better, Comparator, IndicatorKind, TargetKind
from yigai.values.unit import Unit

_ALL = Fraction(1)
_RATIO = Unit(base="a:b", factor=Fraction(1))


@attrs.frozen(kw_only=True)
class Interval:
    """The values a figure admits; None is unbounded, an open end is not itself admitted."""

    lower: Fraction | None = None
    lower_open: bool = False
    upper: Fraction | None = None
    upper_open: bool = False

    def is_within(self, other: Interval) -> bool:
        """Whether every value admitted here is admitted by `other`."""
        return _holds(other.lower, self.lower, is_open=other.lower_open and not self.lower_open, sign=1) and (
            _holds(other.upper, self.upper, is_open=other.upper_open and not self.upper_open, sign=-1)
        )


def _holds(limit: Fraction | None, end: Fraction | None, *, is_open: bool, sign: int) -> bool:
    """Whether an end stays on the right side of a limit, which it may touch unless `is_open`."""
    if limit is None:
        return True
    if end is None:
        return False
    return sign * end > sign * limit or (end == limit and not is_open)


def same_indicator(asked: Figure, answered: Figure) -> Reason | None:
    """Why two figures do not measure the same thing, or None when they do."""
    if asked.indicator_id != answered.indicator_id:
        return Reason.OTHER_INDICATOR
    if asked.indicator is None or answered.indicator is None:
        return Reason.UNKNOWN_INDICATOR
    if asked.indicator != answered.indicator:
        return Reason.INDICATOR_DEFINED_DIFFERENTLY
    return None


def value_axis(asked: Figure, answered: Figure) -> Axis:
    """Compare two figures of the same indicator."""
    indicator = asked.indicator
    reason = same_indicator(asked, answered)
    if reason is None and indicator is not None:
        compared = _compare(asked, answered, indicator)
        if not isinstance(compared, Reason):
            is_kept, is_exceeded, shortfall = compared
            return axis(
                "value",
                printed(asked),
                printed(answered),
                deviation=None if is_kept else Deviation.WEAKER,
                is_exceeded=is_exceeded,
                shortfall=None if is_kept else shortfall,
            )
        reason = compared
    return axis("value", printed(asked), printed(answered), reason=reason)


def printed(figure: Figure) -> str:
    """A figure as a reader would write it: `>= 70 %`, `2..3 年`, `100 %`."""
    if figure.target_kind is TargetKind.UNIVERSAL or figure.comparator is None:
        return "100 %"
    value = f"{figure.value}..{figure.upper}" if figure.upper else str(figure.value)
    sign = {Comparator.RANGE: "", Comparator.APPROX: "~ "}.get(
        figure.comparator, f"{figure.comparator.value} "
    )
    unit = f" {figure.unit}" if figure.unit else ""
    change = "change " if figure.target_kind is TargetKind.CHANGE else ""
    return f"{change}{sign}{value}{unit}"


def _compare(
    asked: Figure, answered: Figure, indicator: Indicator
) -> tuple[bool, bool, Fraction | None] | Reason:
    """Whether the answer is kept, whether it exceeds, and by how much it misses."""
    if Comparator.APPROX in {asked.comparator, answered.comparator}:
        return Reason.APPROXIMATE
    if _runs_against(asked.comparator, indicator.better):
        return Reason.COMPARATOR_AGAINST_DIRECTION
    as_changes = asked.target_kind is answered.target_kind is TargetKind.CHANGE
    if as_changes:
        unequal = _unequal_start(asked, answered)
        if unequal is not None:
            return unequal
    needed = _admitted(asked, indicator, as_change=as_changes)
    offered = _admitted(answered, indicator, as_change=as_changes)
    if isinstance(needed, Reason):
        return needed
    if isinstance(offered, Reason):
        return offered
    if needed[1] != offered[1]:
        return Reason.UNITS_DIFFER
    is_better = _is_better(offered[0], needed[0], indicator.better)
    return offered[0].is_within(needed[0]), is_better, _shortfall(offered[0], needed[0])


def _unequal_start(asked: Figure, answered: Figure) -> Reason | None:
    """Two changes compare when they start from the same value, or neither says from where."""
    here, there = asked.baseline, answered.baseline
    if here is None and there is None:
        return None
    if here is None or there is None:
        return Reason.CHANGE_WITHOUT_BASELINE
    return None if here.value.fraction == there.value.fraction else Reason.BASELINES_DIFFER


def _runs_against(comparator: Comparator | None, better: Better) -> bool:
    if better is Better.UP:
        return comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    if better is Better.DOWN:
        return comparator in {Comparator.AT_LEAST, Comparator.MORE_THAN}
    return False


def _is_better(offered: Interval, needed: Interval, better: Better) -> bool:
    if better is Better.UP and offered.lower is not None and needed.lower is not None:
        return offered.lower > needed.lower
    if better is Better.DOWN and offered.upper is not None and needed.upper is not None:
        return offered.upper < needed.upper
    return False


def _shortfall(offered: Interval, needed: Interval) -> Fraction | None:
    """How far the worst end lies outside what was asked; None where it has no end."""
    below = _beyond(needed.lower, offered.lower, sign=1)
    above = _beyond(needed.upper, offered.upper, sign=-1)
    return None if below is None or above is None else max(below, above)


def _beyond(limit: Fraction | None, end: Fraction | None, *, sign: int) -> Fraction | None:
    if limit is None:
        return Fraction(0)
    return None if end is None else max(Fraction(0), sign * (limit - end))


def _admitted(figure: Figure, indicator: Indicator, *, as_change: bool) -> tuple[Interval, str] | Reason:
    """The values a figure admits, and the base unit they stand in."""
    if figure.target_kind is TargetKind.UNIVERSAL or figure.comparator is None or figure.value is None:
        # No share exceeds 100 %, so where no direction is better, all is exactly all.
        upper = None if indicator.better is Better.UP else _ALL
        return Interval(lower=_ALL, upper=upper), Unit.of("%").base
    ends = [figure.value] if figure.upper is None else [figure.value, figure.upper]
    unit = _RATIO if figure.value.is_ratio else Unit.of(figure.unit)
    if figure.unit is None and indicator.unit is not None and not figure.value.is_ratio:
        return Reason.NO_UNIT
    amounts = [end.fraction * unit.factor for end in ends]
    base = unit.base
    if figure.target_kind is TargetKind.CHANGE and not as_change:
        levels = _levels_after(figure, indicator, amounts, base)
        if isinstance(levels, Reason):
            return levels
        amounts, base = levels
    return _interval(figure.comparator, amounts[0], amounts[-1], indicator.better), base


def _levels_after(
    figure: Figure, indicator: Indicator, changes: list[Fraction], base: str
) -> tuple[list[Fraction], str] | Reason:
    """The levels a change leads to from its baseline.

    Points add to a share; a per-cent change of anything but a share multiplies; a per-cent change of a
    share could be either and is left open. Anything else adds in the indicator's unit.
    """
    if figure.baseline is None:
        return Reason.CHANGE_WITHOUT_BASELINE
    level = Unit.of(indicator.unit)
    start = figure.baseline.value.fraction * level.factor
    if base == "百分点" and level.base == "1":
        return [start + change / 100 for change in changes], level.base
    if base == "1" and figure.unit:
        if indicator.kind is IndicatorKind.SHARE or level.factor != 1:
            return Reason.AMBIGUOUS_CHANGE
        return [start * (1 + change) for change in changes], level.base
    if base != level.base:
        return Reason.UNITS_DIFFER
    return [start + change for change in changes], level.base


def _interval(comparator: Comparator, low: Fraction, high: Fraction, better: Better) -> Interval:
    match comparator:
        case Comparator.AT_LEAST:
            return Interval(lower=low)
        case Comparator.MORE_THAN:
            return Interval(lower=low, lower_open=True)
        case Comparator.AT_MOST:
            return Interval(upper=high)
        case Comparator.LESS_THAN:
            return Interval(upper=high, upper_open=True)
        case Comparator.EQUAL | Comparator.RANGE | Comparator.APPROX:
            return Interval(
                lower=None if better is Better.DOWN else low,
                upper=None if better is Better.UP else high,
            )
        case _:  # pragma: no cover
            assert_never(comparator)
