"""Strategies for the model: statements of all kinds, tasks, whole plans, alignments, vocabularies.

Everything is valid as it is built, nothing is filtered away afterwards, and every field that has a default
varies.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai.model.alignment import Alignment, Link, Place
from yigai.model.document import CitedDocument, Document, Year
from yigai.model.indicator import Indicator, Population
from yigai.model.observation import Observation
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan, Section, StandingRule, Task
from yigai.model.statement import Baseline, Duty, Frequency, Mechanism, Prohibition, Statement, Target
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import (
    AlignmentBasis,
    Better,
    Comparator,
    Depth,
    DocumentKind,
    DocumentStatus,
    Extent,
    Force,
    FrequencyUnit,
    IndicatorKind,
    Level,
    MechanismName,
    MechanismStatus,
    Regular,
    Softener,
    TargetKind,
)
from yigai.testing.offices import responsibilities
from yigai.testing.payment import payment_rules
from yigai.testing.values import (
    citations,
    dates,
    document_numbers,
    dues,
    numbers,
    periods,
    printed_units,
    provision_paths,
    region_codes,
    slugs,
    texts,
    words,
    years,
)
from yigai.values.citation import Evidence
from yigai.values.number import Number
from yigai.values.provision import ProvisionPath

T = TypeVar("T")

_FEW = 3


def _maybe(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.none() | strategy


def _some(
    strategy: SearchStrategy[T], *, by: Callable[[T], object] | None = None
) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=_FEW, unique_by=by).map(tuple)


def frequencies() -> SearchStrategy[Frequency]:
    """At least so often in so many units."""
    return st.builds(
        Frequency, times=st.integers(1, 12), per=st.integers(1, 5), unit=st.sampled_from(FrequencyUnit)
    )


def baselines() -> SearchStrategy[Baseline]:
    """Where a change starts from."""
    return st.builds(Baseline, value=numbers(), year=_maybe(years()))


def _of_every_statement() -> dict[str, SearchStrategy[Any]]:
    return {
        "id": slugs(),
        "summary": words(),
        "force": st.sampled_from(Force),
        "softener": st.sampled_from(Softener),
        "addressee": _some(st.sampled_from(Level)),
        "population": _maybe(slugs()),
        "due": _maybe(dues()),
        "evidence": _maybe(st.sampled_from(Evidence)),
        "note": _maybe(texts()),
        "doubt": _maybe(texts()),
    }


def duties() -> SearchStrategy[Duty]:
    """Duties done once, so often, or regularly."""
    every = st.none() | st.just(Regular.REGULAR) | frequencies()
    return st.builds(Duty, **_of_every_statement(), topic=slugs(), every=every)


def prohibitions() -> SearchStrategy[Prohibition]:
    """Things that must not be done."""
    return st.builds(Prohibition, **_of_every_statement(), topic=slugs())


def mechanisms() -> SearchStrategy[Mechanism]:
    """Mechanisms of one name or any of several."""
    names = st.lists(st.sampled_from(MechanismName), min_size=1, max_size=_FEW, unique=True).map(tuple)
    return st.builds(
        Mechanism, **_of_every_statement(), mechanism=names, status=st.sampled_from(MechanismStatus)
    )


def targets() -> SearchStrategy[Target]:
    """Targets of every kind: a figure with each comparator, a range, and universal ones without a figure."""
    common = {**_of_every_statement(), "indicator": slugs()}
    universal = st.builds(Target, **common, target_kind=st.just(TargetKind.UNIVERSAL))
    kinds = st.sampled_from([kind for kind in TargetKind if kind is not TargetKind.UNIVERSAL])
    figure = {
        **common,
        "target_kind": kinds,
        "unit": _maybe(printed_units()),
        "baseline": _maybe(baselines()),
    }
    single = st.sampled_from([each for each in Comparator if each is not Comparator.RANGE])
    plain = st.builds(Target, **figure, comparator=single, value=numbers())
    ranged = st.builds(
        lambda ends, **fields: Target(comparator=Comparator.RANGE, value=ends[0], upper=ends[1], **fields),
        _ends_of_range(),
        **figure,
    )
    return universal | plain | ranged


def _ends_of_range() -> SearchStrategy[list[Number]]:
    whole = numbers().filter(lambda number: not number.is_ratio)
    ratio = numbers().filter(lambda number: number.is_ratio)
    pairs = st.lists(whole, min_size=2, max_size=2) | st.lists(ratio, min_size=2, max_size=2)
    return pairs.map(lambda pair: sorted(pair, key=lambda number: number.fraction))


def statements() -> SearchStrategy[Statement]:
    """Statements of all four kinds."""
    return duties() | targets() | mechanisms() | prohibitions()


def indicators() -> SearchStrategy[Indicator]:
    """Indicators of every kind."""
    return st.builds(
        Indicator,
        id=slugs(),
        name=words(),
        unit=_maybe(printed_units()),
        better=st.sampled_from(Better),
        kind=st.sampled_from(IndicatorKind),
        counted_over=_maybe(slugs()),
        population=_maybe(slugs()),
        aggregatable=st.booleans(),
        definition=_maybe(texts()),
    )


def population_sets() -> SearchStrategy[tuple[Population, ...]]:
    """Populations of which each is within another of them, within one known elsewhere, or within none."""
    choices = _maybe(st.integers(0, _FEW))
    member = st.tuples(populations(), choices)
    members = st.lists(member, max_size=_FEW + 1, unique_by=lambda each: each[0].id)
    return st.builds(_without_circles, members, backwards=st.booleans())


def populations() -> SearchStrategy[Population]:
    """Populations by themselves."""
    return st.builds(
        Population,
        id=slugs(),
        name=words(),
        within=_maybe(slugs()),
        area_level=_maybe(st.sampled_from(Level)),
    )


def _without_circles(
    members: list[tuple[Population, int | None]], *, backwards: bool
) -> tuple[Population, ...]:
    """Each member keeps what it is within, or is within one of those before it."""
    names = {population.id for population, _ in members}
    built: list[Population] = []
    for population, choice in members:
        if choice is not None and built:
            built.append(attrs.evolve(population, within=built[choice % len(built)].id))
        elif population.within in names:
            built.append(attrs.evolve(population, within=None))
        else:
            built.append(population)
    return tuple(reversed(built)) if backwards else tuple(built)


def vocabularies() -> SearchStrategy[Vocabulary]:
    """Indicators and populations known together, each id once."""
    return st.builds(
        Vocabulary,
        indicators=_some(indicators(), by=lambda indicator: indicator.id),
        populations=population_sets(),
    )


def cited_documents() -> SearchStrategy[CitedDocument]:
    """Documents a text names."""
    return st.builds(
        CitedDocument,
        title=words(),
        id=_maybe(slugs()),
        number=_maybe(document_numbers()),
        provision=_maybe(provision_paths()),
    )


def stated_years() -> SearchStrategy[Year]:
    """Years printed and inferred."""
    return st.builds(Year, value=years(), inferred=_maybe(texts()))


def documents() -> SearchStrategy[Document]:
    """Title pages of every kind and level; only a national one has no region."""
    common: dict[str, SearchStrategy[Any]] = {
        "id": slugs(),
        "title": words(),
        "kind": st.sampled_from(DocumentKind),
        "region_name": _maybe(texts()),
        "zones": _some(texts()),
        "issuers": _some(texts()),
        "status": st.sampled_from(DocumentStatus),
        "issued_on": _maybe(dates()),
        "published_on": _maybe(dates()),
        "year": _maybe(stated_years()),
        "number": _maybe(document_numbers()),
        "evidence": st.sampled_from(Evidence),
        "excerpt": st.booleans(),
        "cites": _some(cited_documents()),
    }
    local = st.sampled_from([level for level in Level if level is not Level.NATIONAL])
    return st.builds(Document, **common, level=st.just(Level.NATIONAL)) | st.builds(
        Document, **common, level=local, region=_maybe(region_codes())
    )


def sections(path: SearchStrategy[ProvisionPath] | None = None) -> SearchStrategy[Section]:
    """Headings, at any path or at those given."""
    return st.builds(
        Section,
        path=provision_paths() if path is None else path,
        label=_maybe(texts()),
        title=words(),
    )


def tasks() -> SearchStrategy[Task]:
    """Items with their owners and statements, each statement id once."""
    return st.builds(
        Task,
        path=provision_paths(),
        label=_maybe(texts()),
        title=_maybe(texts()),
        text=_maybe(texts()),
        responsibilities=_some(responsibilities()),
        cites=_some(cited_documents()),
        statements=_some(statements(), by=lambda statement: statement.id),
    )


def standing_rules() -> SearchStrategy[StandingRule]:
    """Sentences that add owners to every later task."""
    return st.builds(StandingRule, declared_in=provision_paths(), adds=_some(responsibilities()))


def plans() -> SearchStrategy[Plan]:
    """Whole plans: every reference inside them leads somewhere, no name stands twice."""
    number = st.integers(1, 30)
    return st.builds(
        _plan,
        document=documents(),
        sections=_some(sections(provision_paths(max_depth=1)), by=lambda section: section.path),
        standing_rules=_some(st.tuples(standing_rules(), number)),
        indicators=_some(indicators(), by=lambda indicator: indicator.id),
        populations=population_sets(),
        tasks=_some(st.tuples(tasks(), provision_paths(max_depth=1), _maybe(number))),
        payment_rules=st.lists(st.tuples(payment_rules(), number), max_size=1),
    )


def _plan(
    *,
    sections: tuple[Section, ...],
    standing_rules: tuple[tuple[StandingRule, int], ...],
    tasks: tuple[tuple[Task, ProvisionPath, int | None], ...],
    payment_rules: list[tuple[PaymentRule, int]],
    **others: Any,
) -> Plan:
    """A plan whose tasks stand in its sections or outside all of them, and whose rules stand in its tasks.

    A payment rule whose id is taken is left out.
    """
    numbered = [section.path for section in sections if section.path.number is not None]
    placed: dict[ProvisionPath, Task] = {}
    for task, top, number in tasks:
        path = top
        if numbered and number is not None:
            path = ProvisionPath(f"{numbered[number % len(numbered)]}.{number}")
        placed[path] = attrs.evolve(task, path=path)
    paths = list(placed)
    rules = [attrs.evolve(rule, declared_in=paths[at % len(paths)]) for rule, at in standing_rules if paths]
    paying: dict[str, PaymentRule] = {}
    for rule, at in payment_rules if paths else ():
        path = paths[at % len(paths)]
        if rule.id not in {*paying, *(statement.id for statement in placed[path].statements)}:
            paying[rule.id] = attrs.evolve(rule, provision=path)
    return Plan(
        sections=sections,
        standing_rules=tuple(rules),
        tasks=tuple(placed.values()),
        payment_rules=tuple(paying.values()),
        **others,
    )


def places() -> SearchStrategy[Place]:
    """Tasks and statements inside some document."""
    return st.builds(Place, provision_paths(), _maybe(slugs()))


def links(
    lower: SearchStrategy[Place] | None = None, upper: SearchStrategy[Place] | None = None
) -> SearchStrategy[Link]:
    """Links between two tasks or two statements; only those between statements may be contrary."""
    return st.builds(
        _link,
        places() if lower is None else lower,
        places() if upper is None else upper,
        st.sampled_from(Extent),
        reason=_maybe(texts()),
        doubt=_maybe(texts()),
    )


def _link(lower: Place, upper: Place, extent: Extent, **others: Any) -> Link:
    if lower.statement is None or upper.statement is None:
        lower, upper = attrs.evolve(lower, statement=None), attrs.evolve(upper, statement=None)
        extent = Extent.PARTIAL if extent is Extent.CONTRARY else extent
    return Link(lower=lower, upper=upper, extent=extent, **others)


def alignments(lower: Plan | None = None, upper: Plan | None = None) -> SearchStrategy[Alignment]:
    """Alignments between two given plans, or between any two documents."""
    below = places() if lower is None else _places_of(lower)
    above = places() if upper is None else _places_of(upper)
    return st.builds(
        Alignment,
        lower=slugs() if lower is None else st.just(lower.id),
        upper=slugs() if upper is None else st.just(upper.id),
        basis=st.sampled_from(AlignmentBasis),
        depth=st.sampled_from(Depth),
        author=words(),
        links=_some(links(below, above), by=lambda link: (link.lower, link.upper)),
    )


def _places_of(plan: Plan) -> SearchStrategy[Place]:
    inside = [Place(task.path) for task in plan.tasks]
    inside += [Place(task.path, statement.id) for _, task, statement in plan.statements()]
    return st.sampled_from(inside) if inside else st.nothing()


def observations() -> SearchStrategy[Observation]:
    """Measured values with their period and source."""
    return st.builds(
        Observation,
        indicator=slugs(),
        region=_maybe(region_codes()),
        region_name=_maybe(words()),
        period=_maybe(periods()),
        comparator=st.sampled_from([each for each in Comparator if each is not Comparator.RANGE]),
        value=numbers(),
        unit=_maybe(printed_units()),
        population=_maybe(slugs()),
        source=citations(),
    )
