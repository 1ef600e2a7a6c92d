"""Making a claim weaker: the same words, kept by doing less.

A law of judging says that a weaker claim is never judged better. Here are the ways of weakening that the
law is tested with.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai.judging.assertion import Claim, Figure, Method, Scope, Substance, Words
from yigai.model.statement import Frequency
from yigai.model.words import Better, Comparator, Extent, Force, MechanismStatus, Softener, TargetKind
from yigai.testing.judging import POPULATIONS, VOCABULARY
from yigai.values.due import Due
from yigai.values.number import Number
from yigai.values.ratio import Ratio


def weakened(claim: Claim) -> SearchStrategy[Claim]:
    """The claim made weaker on one axis, or the claim itself where there is no way to do so."""
    return st.sampled_from(weaker_claims(claim) or (claim,))


def weaker_claims(claim: Claim) -> tuple[Claim, ...]:
    """The claim made weaker on one axis, in every way known here.

    A weaker claim may be kept by doing less: a worse value, a later date, fewer covered, softer words, more
    seldom, only in part. What it speaks of stays, and every axis it speaks on stays (see `vaguer_claims`).
    """
    side = claim.assertion
    changes: list[dict[str, Any]] = [{"due": due} for due in _later(side.due)]
    changes += [{"population": scope} for scope in _narrower(side.population)]
    changes += [{"force": force} for force in Force if force.rank < side.force.rank]
    if side.softener is Softener.NONE:
        changes += [{"softener": softener} for softener in Softener if softener is not Softener.NONE]
    changes += [{"substance": substance} for substance in _weaker_substances(side.substance)]
    weaker = [attrs.evolve(claim, assertion=attrs.evolve(side, **change)) for change in changes]
    if claim.extent in {None, Extent.FULL}:
        weaker.append(attrs.evolve(claim, extent=Extent.PARTIAL))
    return () if claim.extent is Extent.CONTRARY else tuple(weaker)


def vaguer_claims(claim: Claim) -> tuple[Claim, ...]:
    """The claim without its date, without its frequency, or with words in the place of its figure."""
    side = claim.assertion
    changes: list[dict[str, Any]] = [{"due": None}] if side.due else []
    match side.substance:
        case Figure():
            changes.append({"substance": Words(topic=side.substance.indicator_id)})
        case Words(every=every) if every is not None:
            changes.append({"substance": Words(topic=side.substance.topic)})
        case _:
            pass
    return tuple(attrs.evolve(claim, assertion=attrs.evolve(side, **change)) for change in changes)


def _later(due: Due | None) -> Iterator[Due]:
    if due is not None and due.date is not None:
        yield attrs.evolve(due, date=due.date.add(days=1))
        yield attrs.evolve(due, date=due.date.add(years=1))


def _narrower(scope: Scope | None) -> Iterator[Scope]:
    for population in POPULATIONS:
        wider = VOCABULARY.wider(population.id)
        if scope is None or scope.id in wider:
            yield Scope(id=population.id, wider=wider)


def _weaker_substances(substance: Substance) -> Iterator[Substance]:
    match substance:
        case Figure():
            yield from _weaker_figures(substance)
        case Words(every=Frequency() as every):
            for factor in (2, 3):
                yield attrs.evolve(substance, every=attrs.evolve(every, per=every.per * factor))
            if every.times > 1:
                yield attrs.evolve(substance, every=attrs.evolve(every, times=every.times - 1))
        case Method():
            for status in MechanismStatus:
                if status.rank < substance.status.rank:
                    yield attrs.evolve(substance, status=status)
        case _:
            pass


def _weaker_figures(figure: Figure) -> Iterator[Figure]:
    """The figure admitting more: an end moved outwards by a little and by a lot, or no longer open."""
    if figure.comparator is None or figure.value is None:
        yield attrs.evolve(
            figure,
            target_kind=TargetKind.LEVEL,
            comparator=Comparator.AT_LEAST,
            value=Number("99.9"),
            unit="%",
        )
        return
    better = figure.indicator.better if figure.indicator else None
    closed = {Comparator.MORE_THAN: Comparator.AT_LEAST, Comparator.LESS_THAN: Comparator.AT_MOST}
    if figure.comparator in closed:
        yield attrs.evolve(figure, comparator=closed[figure.comparator])
    for step in (Fraction(1, 1000), Fraction(5)):
        lower = _moved(figure.value, -step)
        upper = _moved(figure.upper or figure.value, step)
        match figure.comparator:
            case Comparator.AT_LEAST | Comparator.MORE_THAN:
                yield attrs.evolve(figure, value=lower)
            case Comparator.AT_MOST | Comparator.LESS_THAN:
                yield attrs.evolve(figure, value=upper)
            case Comparator.EQUAL if better is not Better.NONE:
                yield attrs.evolve(figure, value=lower if better is Better.UP else upper)
            case Comparator.EQUAL | Comparator.RANGE:
                yield attrs.evolve(figure, comparator=Comparator.RANGE, value=lower, upper=upper)
            case Comparator.APPROX:
                pass


def _moved(number: Number, step: Fraction) -> Number:
    """The number moved; a ratio stays one and is never negative."""
    if number.is_ratio:
        return Number(f"1:{Ratio(max(number.fraction + step, Fraction(0)))}")
    return Number(str(Ratio(number.fraction + step)))
