"""One axis of a comparison: kept, not kept, or not to be told."""

from __future__ import annotations

from fractions import Fraction

import attrs

from yigai.judging.trace import Step
from yigai.judging.verdict import Deviation, Reason


@attrs.frozen(kw_only=True)
class Axis:
    """The result on one axis: a deviation, a reason for none, or kept (perhaps exceeded).

    `shortfall` says by how much a weaker value misses, where it is bounded at all.
    """

    deviation: Deviation | None = None
    reason: Reason | None = None
    is_exceeded: bool = False
    shortfall: Fraction | None = None
    step: Step


def axis(
    name: str,
    asked: object,
    answered: object,
    *,
    deviation: Deviation | None = None,
    reason: Reason | None = None,
    is_exceeded: bool = False,
    shortfall: Fraction | None = None,
) -> Axis:
    """An axis with its step: what was asked, what was answered, and how that came out."""
    if deviation is not None:
        result = deviation.value.lower()
    elif reason is not None:
        result = reason.value
    else:
        result = "exceeded" if is_exceeded else "kept"
    inputs: tuple[tuple[str, str], ...] = (("asked", str(asked)),) if asked else ()
    inputs += (("answered", str(answered)),) if answered else ()
    return Axis(
        deviation=deviation,
        reason=reason,
        is_exceeded=is_exceeded,
        shortfall=shortfall,
        step=Step(name=name, inputs=inputs, result=result),
    )
