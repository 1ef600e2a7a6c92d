"""The frequency axis: does so often here guarantee so often there?

Both count from the same start. One meeting in every quarter guarantees four a year; four a year do not
guarantee one in each quarter, since all may fall in spring. Such a case of equal rate is not called
weaker; it is left open.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from yigai.judging.axis import Axis, axis
from yigai.judging.verdict import Deviation, Reason
from yigai.model.statement import Frequency
from yigai.model.words import FrequencyUnit, Regular

_MONTHS = {FrequencyUnit.YEAR: 12, FrequencyUnit.QUARTER: 3, FrequencyUnit.MONTH: 1}
_DAYS = {FrequencyUnit.WEEK: 7, FrequencyUnit.DAY: 1}


def frequency_axis(asked: Frequency | Regular, answered: Frequency | Regular | None) -> Axis:
    """Compare how often something is asked with how often it is answered."""
    deviation, reason, is_exceeded = None, None, False
    if isinstance(asked, Regular):
        reason = Reason.FREQUENCY_UNSAID if answered is None else None
    elif not isinstance(answered, Frequency):
        deviation = Deviation.UNQUANTIFIED
    else:
        guaranteed = guaranteed_times(answered, asked)
        if guaranteed is None:
            reason = Reason.FREQUENCY_UNITS_DIFFER
        elif guaranteed >= asked.times:
            is_exceeded = guaranteed > asked.times
        elif _rate(answered) >= _rate(asked):
            reason = Reason.FREQUENCY_WINDOW
        else:
            deviation = Deviation.WEAKER
    return axis(
        "regularity" if isinstance(asked, Regular) else "frequency",
        printed(asked),
        printed(answered),
        deviation=deviation,
        reason=reason,
        is_exceeded=is_exceeded,
    )


def guaranteed_times(kept: Frequency, window: Frequency) -> int | None:
    """How often a kept frequency certainly occurs in each window; None when days meet months.

    The windows of `kept` that lie wholly inside the worst-placed `window` are counted.
    """
    if (kept.unit in _MONTHS) != (window.unit in _MONTHS):
        return None
    inner, outer = _length(kept), _length(window)
    whole_windows = max(0, (outer - inner + gcd(inner, outer)) // inner)
    return kept.times * whole_windows


def _length(frequency: Frequency) -> int:
    return frequency.per * (_MONTHS | _DAYS)[frequency.unit]


def _rate(frequency: Frequency) -> Fraction:
    return Fraction(frequency.times, _length(frequency))


def printed(frequency: Frequency | Regular | None) -> str:
    """A frequency as the traces write it: `1 / 2 year`, `regular`, or nothing."""
    if frequency is None:
        return ""
    if isinstance(frequency, Regular):
        return "regular"
    per = "" if frequency.per == 1 else f"{frequency.per} "
    return f"{frequency.times} / {per}{frequency.unit.value}"
