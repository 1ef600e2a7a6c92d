"""The one question of the house: if the claim is exactly kept, is the requirement certainly kept?

Yes: satisfied, or taken up where words answer words. No, from what is printed: it deviates, and says on
which axes. The data do not tell: not evaluated, with the reason. Its law book is the page on judging in
the explanation room.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import assert_never

from yigai.judging.assertion import Assertion, Ban, Claim, Figure, Method, Requirement, Words
from yigai.judging.axis import Axis, axis
from yigai.judging.figures import printed, same_indicator, value_axis
from yigai.judging.frequencies import frequency_axis
from yigai.judging.trace import Step, Trace
from yigai.judging.verdict import Deviation, Outcome, Reason, Verdict
from yigai.model.words import Extent, MechanismName, Softener, TargetKind

_DEVIATIONS, _REASONS = tuple(Deviation), tuple(Reason)


def judge(requirement: Requirement, claim: Claim) -> Verdict:
    """Judge one claim against one requirement (判定).

    Never raises for a comparison that cannot be made: the verdict is then NOT_EVALUATED with its
    reasons. Where the two speak of different things no axis is compared, because being later or weaker
    than something else means nothing.
    """
    asked, answered = requirement.assertion, claim.assertion
    if claim.extent is Extent.CONTRARY:
        contrary = axis("subject", asked.address, answered.address, deviation=Deviation.CONTRARY)
        return _verdict(asked, answered, [contrary], claim.extent)
    about = _subject(asked, answered, claim.extent)
    whom = _population(asked, answered)
    if about.reason is not None:
        return _verdict(asked, answered, [about], claim.extent)
    if whom.reason is not None:
        return _verdict(asked, answered, [about, whom], claim.extent)
    axes = [about, *_value(asked, answered), *_date(asked, answered), whom, _force(asked, answered)]
    return _verdict(asked, answered, axes, claim.extent)


def _verdict(asked: Assertion, answered: Assertion, axes: list[Axis], extent: Extent | None) -> Verdict:
    found = {result.deviation for result in axes if result.deviation is not None}
    why = {result.reason for result in axes if result.reason is not None}
    deviations = tuple(sorted(found, key=_DEVIATIONS.index))
    reasons = tuple(sorted(why, key=_REASONS.index))
    if deviations:
        outcome = Outcome.DEVIATES
    elif reasons:
        outcome = Outcome.NOT_EVALUATED
    elif extent is Extent.PARTIAL:
        outcome = Outcome.PARTIAL
    elif not any(result.step.name in {"value", "frequency"} for result in axes):
        outcome = Outcome.TAKEN_UP
    else:
        outcome = Outcome.EXCEEDED if any(result.is_exceeded for result in axes) else Outcome.SATISFIED
    root = Step(
        name="judge",
        inputs=(("requirement", asked.address), ("claim", answered.address)),
        result=outcome.value,
        sources=(asked.source, answered.source),
        steps=tuple(result.step for result in axes),
    )
    return Verdict(
        requirement=asked.address,
        claim=answered.address,
        outcome=outcome,
        deviations=deviations,
        reasons=reasons,
        shortfall=next((result.shortfall for result in axes if result.shortfall is not None), None),
        trace=Trace((root,)),
    )


def _subject(asked: Assertion, answered: Assertion, extent: Extent | None) -> Axis:
    """Do both speak of the same thing? A link vouches for words; figures and mechanisms must match."""
    reason: Reason | None
    match asked.substance, answered.substance:
        case Figure() as need, Figure() as offer:
            reason = same_indicator(need, offer)
            names = need.indicator_id, offer.indicator_id
        case Method() as need, Method() as offer:
            reason = _mechanism_reason(need.mechanisms, offer.mechanisms, is_linked=extent is not None)
            names = _mechanisms(need), _mechanisms(offer)
        case need, offer:
            names = _topic(need), _topic(offer)
            is_same = type(need) is type(offer) and names[0] == names[1]
            reason = None if is_same or extent is not None else Reason.OTHER_SUBJECT
    return axis("subject", *names, reason=reason)


def _mechanism_reason(
    asked: frozenset[MechanismName], answered: frozenset[MechanismName], *, is_linked: bool
) -> Reason | None:
    if MechanismName.OTHER in answered or (MechanismName.OTHER in asked and not answered <= asked):
        return None if is_linked else Reason.OPEN_MECHANISM
    if answered <= asked:
        return None
    return Reason.OPEN_MECHANISM if answered & asked else Reason.OTHER_SUBJECT


def _mechanisms(method: Method) -> str:
    return " / ".join(sorted(name.value for name in method.mechanisms))


def _topic(substance: Figure | Words | Method | Ban) -> str:
    match substance:
        case Figure():
            return substance.indicator_id
        case Method():
            return _mechanisms(substance)
        case Words() | Ban():
            return substance.topic
        case _:  # pragma: no cover
            assert_never(substance)


def _value(asked: Assertion, answered: Assertion) -> Iterator[Axis]:
    """The figure or frequency asked, if any."""
    need, offer = asked.substance, answered.substance
    if isinstance(need, Figure):
        if isinstance(offer, Figure):
            yield value_axis(need, offer)
        else:
            yield axis("value", printed(need), "", deviation=Deviation.UNQUANTIFIED)
    elif isinstance(need, Words) and need.every is not None:
        yield frequency_axis(need.every, offer.every if isinstance(offer, Words) else None)


def _date(asked: Assertion, answered: Assertion) -> Iterator[Axis]:
    """The date asked, if any. A date that cannot be resolved is never called late."""
    need, offer = asked.due, answered.due
    if need is None:
        return
    if offer is None:
        yield axis("date", need, "", deviation=Deviation.UNDATED)
    elif need.date is None or offer.date is None:
        yield axis("date", need, offer, reason=Reason.DATE_UNRESOLVED)
    else:
        yield axis("date", need, offer, deviation=Deviation.LATER if offer.date > need.date else None)


def _population(asked: Assertion, answered: Assertion) -> Axis:
    """The population covered. Shares, means and counts need the same one; coverage may be wider."""
    need, offer = asked.population, answered.population
    if need is None and offer is None:
        return _UNRESTRICTED
    reason, deviation = None, None
    if (need and need.id) != (offer and offer.id):
        is_wider = offer is None or (need is not None and offer.id in need.wider)
        is_narrower = need is None or (offer is not None and need.id in offer.wider)
        if not (is_wider or is_narrower) or _needs_same_population(asked, answered, is_wider=is_wider):
            reason = Reason.OTHER_POPULATION
        elif is_narrower and not asked.is_trial:
            deviation = Deviation.NARROWER
    return axis(
        "population",
        need.id if need else "",
        offer.id if offer else "",
        reason=reason,
        deviation=deviation,
    )


_UNRESTRICTED = axis("population", "", "")


def _needs_same_population(asked: Assertion, answered: Assertion, *, is_wider: bool) -> bool:
    """A figure of other people is another figure, unless everyone is asked for and everyone answered."""
    need, offer = asked.substance, answered.substance
    if not (isinstance(need, Figure) and isinstance(offer, Figure)):
        return False
    if need.target_kind is not TargetKind.UNIVERSAL:
        return True
    value = value_axis(need, offer)
    return is_wider and not (value.deviation is None and value.reason is None)


def _force(asked: Assertion, answered: Assertion) -> Axis:
    """The force of the words and their softener, where firmness is asked; how far a mechanism is to go."""
    is_softer = asked.is_firm and (
        answered.force.rank < asked.force.rank or answered.softener is not Softener.NONE
    )
    if isinstance(asked.substance, Method) and isinstance(answered.substance, Method):
        is_softer = is_softer or answered.substance.status.rank < asked.substance.status.rank
    return _force_axis(_manner(asked), _manner(answered), Deviation.SOFTER if is_softer else None)


@cache
def _force_axis(asked: str, answered: str, deviation: Deviation | None) -> Axis:
    return axis("force", asked, answered, deviation=deviation)


def _manner(side: Assertion) -> str:
    words = side.force.value
    if isinstance(side.substance, Method):
        words += f" {side.substance.status.value}"
    if side.softener is not Softener.NONE:
        words += f" {side.softener.value}"
    return words
