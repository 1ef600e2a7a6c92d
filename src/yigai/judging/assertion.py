"""What is asked and what is answered, resolved so that they can be compared.

Statements in `model` name indicators and populations by id. An `Assertion` holds the objects
themselves. A `Requirement` (上级要求) is an assertion with its addressee; a `Claim` (下级回应) is an
assertion with how much it is said to answer: a statement of a lower plan, an observation, or, later,
a parameter of a payment rule.
"""

from __future__ import annotations

from typing import assert_never

import attrs

from yigai.model.document import Document
from yigai.model.indicator import Indicator
from yigai.model.observation import Observation
from yigai.model.statement import (
    Baseline,
    Duty,
    Frequency,
    Mechanism,
    Prohibition,
    Statement,
    Target,
)
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import (
    Comparator,
    Extent,
    Force,
    Level,
    MechanismName,
    MechanismStatus,
    Regular,
    Softener,
    TargetKind,
)
from yigai.values.citation import Citation
from yigai.values.due import Due
from yigai.values.number import Number
from yigai.values.provision import Address


@attrs.frozen(kw_only=True)
class Figure:
    """A value of an indicator; the indicator is None when nobody has defined its id."""

    indicator_id: str
    indicator: Indicator | None
    target_kind: TargetKind
    comparator: Comparator | None = None
    value: Number | None = None
    upper: Number | None = None
    unit: str | None = None
    baseline: Baseline | None = None


@attrs.frozen(kw_only=True)
class Words:
    """Something to be done about a topic, perhaps so often."""

    topic: str
    every: Frequency | Regular | None = None


@attrs.frozen(kw_only=True)
class Method:
    """One of several mechanisms to be used, as far as `status` says."""

    mechanisms: frozenset[MechanismName]
    status: MechanismStatus


@attrs.frozen(kw_only=True)
class Ban:
    """Something not to be done."""

    topic: str


Substance = Figure | Words | Method | Ban


@attrs.frozen(kw_only=True)
class Scope:
    """A population with the ids of all wider ones, nearest first."""

    id: str
    wider: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Assertion:
    """What one side says, resolved. `population` None means no restriction is printed."""

    address: str
    substance: Substance
    due: Due | None = None
    population: Scope | None = None
    force: Force = Force.STATED
    softener: Softener = Softener.NONE
    source: Citation

    @property
    def is_firm(self) -> bool:
        """Required, stated or promoted, and not softened."""
        return self.force.rank >= Force.STATED.rank and self.softener is Softener.NONE

    @property
    def is_trial(self) -> bool:
        """Only to be explored or piloted, which asks for no coverage."""
        method = self.substance if isinstance(self.substance, Method) else None
        return self.force is Force.EXPLORE or (
            method is not None and method.status is not MechanismStatus.IMPLEMENT
        )


@attrs.frozen(kw_only=True)
class Requirement:
    """What an upper statement asks (上级要求): its `assertion`, and the levels it tells to act.

    An empty `addressee` means the text does not say of whom.
    """

    assertion: Assertion
    addressee: tuple[Level, ...] = ()


@attrs.frozen(kw_only=True)
class Claim:
    """What is said in answer (本地回应): its `assertion`, and how much it is said to answer.

    `extent` is what an alignment says of this answer. None means nobody says it answers; then it must
    speak of the same topic, mechanism or indicator to be compared at all.
    """

    assertion: Assertion
    extent: Extent | None = None


def assertion_of(
    statement: Statement, *, address: Address, document: Document, vocabulary: Vocabulary
) -> Assertion:
    """Resolve a statement of a document against the vocabulary known there."""
    substance = _substance_of(statement, vocabulary)
    population = statement.population
    if population is None and isinstance(substance, Figure) and substance.indicator is not None:
        population = substance.indicator.population
    return Assertion(
        address=str(address),
        substance=substance,
        due=statement.due,
        population=_scope_of(population, vocabulary),
        force=_force_of(statement),
        softener=statement.softener,
        source=Citation(
            source=f"{address.document}#{address.path}",
            evidence=statement.evidence or document.evidence,
            note=statement.note,
        ),
    )


def observed(observation: Observation, vocabulary: Vocabulary) -> Claim:
    """An observation as a claim: the value is what it is, so nothing softens it.

    Of one without a period nobody knows whether it was in time.
    """
    indicator = vocabulary.indicator(observation.indicator)
    figure = Figure(
        indicator_id=observation.indicator,
        indicator=indicator,
        target_kind=TargetKind.LEVEL,
        comparator=observation.comparator,
        value=observation.value,
        unit=observation.unit,
    )
    population = observation.population or (indicator.population if indicator else None)
    return Claim(
        assertion=Assertion(
            address=observation.source.source,
            substance=figure,
            due=Due(date=observation.period.last) if observation.period else Due(unresolved="no period"),
            population=_scope_of(population, vocabulary),
            force=Force.REQUIRE,
            source=observation.source,
        )
    )


def _substance_of(statement: Statement, vocabulary: Vocabulary) -> Substance:
    match statement:
        case Duty():
            return Words(topic=statement.topic, every=statement.every)
        case Prohibition():
            return Ban(topic=statement.topic)
        case Mechanism():
            return Method(mechanisms=frozenset(statement.mechanism), status=statement.status)
        case Target():
            return Figure(
                indicator_id=statement.indicator,
                indicator=vocabulary.indicator(statement.indicator),
                target_kind=statement.target_kind,
                comparator=statement.comparator,
                value=statement.value,
                upper=statement.upper,
                unit=statement.unit,
                baseline=statement.baseline,
            )
        case _:  # pragma: no cover
            assert_never(statement)


def _scope_of(population: str | None, vocabulary: Vocabulary) -> Scope | None:
    return None if population is None else Scope(id=population, wider=vocabulary.wider(population))


def _force_of(statement: Statement) -> Force:
    explored = isinstance(statement, Mechanism) and statement.status is MechanismStatus.EXPLORE
    if explored and statement.force.rank > Force.EXPLORE.rank:
        return Force.EXPLORE
    return statement.force
