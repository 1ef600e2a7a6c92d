"""Hypothesis strategies for the judging room: what may be asked, and what may be answered.

Everything is built from real statements, so it is valid by construction. Names are few, so that two draws
often speak of the same thing: indicators of every direction (shares, a count, an amount, a duration, a
ratio, an index), one more that nobody has defined, and five populations in a small order.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai.judging.assertion import Assertion, Claim, Figure, Requirement
from yigai.model.indicator import Indicator, Population
from yigai.model.observation import Observation
from yigai.model.statement import Baseline, Duty, Frequency, Mechanism, Prohibition, Statement, Target
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import (
    Better,
    Comparator,
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
from yigai.testing.decisions import LOWER, UPPER, resolved
from yigai.values.citation import Citation, Evidence
from yigai.values.due import Due
from yigai.values.number import Number
from yigai.values.period import Period
from yigai.values.ratio import Ratio
from yigai.values.unit import Unit

INDICATORS = (
    Indicator(id="share-up", name="直接结算率", unit="%", better=Better.UP, kind=IndicatorKind.SHARE),
    Indicator(id="share-down", name="自付比例", unit="%", better=Better.DOWN, kind=IndicatorKind.SHARE),
    Indicator(id="share-either", name="病床使用率", unit="%", better=Better.NONE, kind=IndicatorKind.SHARE),
    Indicator(
        id="count",
        name="培训人数",
        unit="人",
        better=Better.UP,
        kind=IndicatorKind.COUNT,
        population="public-hospitals",
    ),
    Indicator(id="amount", name="次均费用", unit="元", better=Better.DOWN, kind=IndicatorKind.AMOUNT),
    Indicator(id="duration", name="评估间隔", unit="月", better=Better.DOWN, kind=IndicatorKind.DURATION),
    Indicator(id="ratio", name="医护比", better=Better.UP, kind=IndicatorKind.RATIO),
    Indicator(id="index", name="病例组合指数", better=Better.NONE, kind=IndicatorKind.MEAN),
)
POPULATIONS = (
    Population(id="institutions", name="医疗机构"),
    Population(id="public-hospitals", name="公立医院", within="institutions"),
    Population(id="tertiary-hospitals", name="三级公立医院", within="public-hospitals"),
    Population(id="village-clinics", name="村卫生室", within="institutions"),
    Population(id="schools", name="学校"),
)
VOCABULARY = Vocabulary(indicators=INDICATORS, populations=POPULATIONS)
REDEFINED = VOCABULARY.with_local([attrs.evolve(INDICATORS[0], definition="按人次计算")], [])

_IDS = (*(indicator.id for indicator in INDICATORS), "undefined")
_UNITS = {
    "%": ("%", "‰"),
    "人": ("人", "名", "万人"),
    "元": ("元", "分", "万元"),
    "月": ("月", "个月", "季度", "年"),
    None: (None,),
}
_GRID = {
    "%": tuple(Fraction(n, 200) for n in (*range(100, 160, 2), 0, 139, 141, 199, 200, 210)),
    "人": tuple(Fraction(n) for n in (0, 99, 100, 10_000, 15_000, 15_001)),
    "元": tuple(Fraction(n) for n in (0, 100, 300, 301, 30_000)),
    "月": tuple(Fraction(n) for n in (1, 6, 12, 24, 25, 36)),
    None: tuple(Fraction(n, 10) for n in (5, 9, 10, 11, 16, 18)),
}
_CHANGES = tuple(Fraction(n, 2) for n in range(-8, 9))
_POINTS = ("百分点", "个百分点")
_TOPICS = ("price-review", "pay-reform")
_MECHANISMS = (MechanismName.DRG, MechanismName.DIP, MechanismName.CAPITATION, MechanismName.OTHER)
_DUES = ("2023", "2023-06", "2023-12", "2023-12-31", "2024", "2024-02", "2024-02-29", "2024-01-01")
_FREE = ("force", "softener", "population", "due", "every", "status", "mechanism")
_AMOUNT = ("comparator", "value", "upper", "unit")
_FIGURE = (*_AMOUNT, "target_kind", "baseline")
_RARELY = 15


def dues() -> SearchStrategy[Due]:
    """Deadlines of every precision, and some that name no year."""
    unresolved = Due(printed="年底前", unresolved="no year")
    return st.sampled_from([*(Due.parse(text) for text in _DUES), unresolved])


def frequencies() -> SearchStrategy[Frequency]:
    """So often in so many units of time."""
    return st.builds(
        Frequency, times=st.integers(1, 4), per=st.integers(1, 6), unit=st.sampled_from(FrequencyUnit)
    )


@cache
def _common(name: str) -> dict[str, SearchStrategy[Any]]:
    """What every kind of statement carries; most say little, so that pairs often agree."""
    population = st.sampled_from([None, None, None, *(population.id for population in POPULATIONS)])
    return {
        "id": st.just(name),
        "summary": st.just("一条要求"),
        "force": st.sampled_from([Force.STATED, Force.STATED, *Force]),
        "softener": st.sampled_from([Softener.NONE, Softener.NONE, Softener.NONE, *Softener]),
        "addressee": st.sampled_from([(), (Level.CITY,), (Level.PROVINCE, Level.CITY)]),
        "population": population,
        "due": st.none() | dues(),
    }


@cache
def _commons(name: str) -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(_common(name))


def duties(topics: Sequence[str] = _TOPICS, *, name: str = "duty") -> SearchStrategy[Duty]:
    """Duties with and without a frequency."""
    every = st.none() | st.sampled_from(Regular) | frequencies()
    return st.builds(Duty, topic=st.sampled_from(topics), every=every, **_common(name))


def prohibitions(
    topics: Sequence[str] = _TOPICS, *, name: str = "prohibition"
) -> SearchStrategy[Prohibition]:
    """Prohibitions."""
    return st.builds(Prohibition, topic=st.sampled_from(topics), **_common(name))


def mechanisms(
    among: Sequence[MechanismName] = _MECHANISMS, *, name: str = "mechanism"
) -> SearchStrategy[Mechanism]:
    """One mechanism or any of several, at every status."""
    chosen = st.lists(st.sampled_from(among), min_size=1, max_size=3, unique=True).map(tuple)
    return st.builds(Mechanism, mechanism=chosen, status=st.sampled_from(MechanismStatus), **_common(name))


@st.composite
def targets(draw: st.DrawFn, indicators: Sequence[str] = _IDS, *, name: str = "target") -> Target:
    """Targets of every kind and comparator, mostly in a unit of their indicator."""
    measured = draw(st.sampled_from(indicators))
    common = draw(_commons(name))
    kind = draw(st.sampled_from([TargetKind.LEVEL, TargetKind.LEVEL, *TargetKind]))
    if kind is TargetKind.UNIVERSAL:
        return Target(indicator=measured, target_kind=kind, **common)
    known = VOCABULARY.indicator(measured)
    base = known.unit if known else "%"
    is_ratio = measured == "ratio" and kind is not TargetKind.CHANGE and _mostly(draw)
    along = Comparator.AT_MOST if known and known.better is Better.DOWN else Comparator.AT_LEAST
    comparator = draw(st.sampled_from([along, along, Comparator.EQUAL, *Comparator]))
    unit, ends = draw(_changes(base) if kind is TargetKind.CHANGE else _amounts(base))
    numbers = [Number(f"1:{end}" if is_ratio else end) for end in ends]
    if not _mostly(draw):
        unit = draw(st.sampled_from([None, "个", "%"]))
    baseline = draw(st.none() | _baselines(base)) if kind is TargetKind.CHANGE else None
    return Target(
        indicator=measured,
        target_kind=kind,
        comparator=comparator,
        value=numbers[0],
        upper=numbers[1] if comparator is Comparator.RANGE else None,
        unit=None if is_ratio else unit,
        baseline=baseline,
        **common,
    )


def _mostly(draw: st.DrawFn) -> bool:
    return draw(st.integers(0, _RARELY)) != _RARELY


@st.composite
def _amounts(draw: st.DrawFn, base: str | None) -> tuple[str | None, list[str]]:
    """A unit and two ends, the lower first."""
    ends = sorted((draw(st.sampled_from(_GRID[base])), draw(st.sampled_from(_GRID[base]))))
    units = [unit for unit in _UNITS[base] if all(_in_unit(end, unit) for end in ends)]
    unit = draw(st.sampled_from(units))
    return unit, [_in_unit(end, unit) for end in ends]


@st.composite
def _changes(draw: st.DrawFn, base: str | None) -> tuple[str | None, list[str]]:
    ends = sorted((draw(st.sampled_from(_CHANGES)), draw(st.sampled_from(_CHANGES))))
    unit = draw(st.sampled_from([*_POINTS, "%", base] if base == "%" else ["%", base]))
    return unit, [str(Ratio(end)) for end in ends]


@st.composite
def _baselines(draw: st.DrawFn, base: str | None) -> Baseline:
    value = _in_unit(draw(st.sampled_from(_GRID[base][:3])), base)
    return Baseline(value=Number(value), year=draw(st.sampled_from([None, 2022])))


def _in_unit(amount: Fraction, unit: str | None) -> str:
    """An amount of a base printed in a unit, or nothing where no decimal says it exactly."""
    text = str(Ratio(amount / Unit.of(unit).factor))
    return "" if "/" in text else text


def statements() -> SearchStrategy[Statement]:
    """Statements of every kind."""
    return st.one_of(targets(), duties(), mechanisms(), prohibitions())


@st.composite
def similar(draw: st.DrawFn, count: int = 2) -> tuple[Statement, ...]:
    """Several statements of one kind about one indicator, topic or few mechanisms."""
    subject = draw(st.sampled_from(_subjects()))
    return tuple(draw(subject) for _ in range(count))


@cache
def _subjects() -> list[SearchStrategy[Statement]]:
    """Strategies that each speak of one thing; figures, with the most ways to differ, are half of them."""
    figures: list[SearchStrategy[Statement]] = [targets([indicator.id]) for indicator in INDICATORS]
    words = [duties([topic]) for topic in _TOPICS] + [prohibitions(_TOPICS[:1])]
    methods = [mechanisms(among) for among in (_MECHANISMS[:1], _MECHANISMS[:2], _MECHANISMS[2:])]
    return [*figures, *words, *words[:1], *methods]


def assertions() -> SearchStrategy[Assertion]:
    """Statements of every kind, resolved."""
    return statements().map(lambda statement: resolved(statement, LOWER, VOCABULARY))


def figures() -> SearchStrategy[Figure]:
    """Figures of every comparator, kind, direction and unit."""
    return targets().map(_figure_of)


def extents() -> SearchStrategy[Extent | None]:
    """What an alignment may say; mostly that there is no link, or a full one."""
    return st.sampled_from([None] * 6 + [Extent.FULL] * 5 + [Extent.PARTIAL] * 2 + [Extent.CONTRARY])


def requirements() -> SearchStrategy[Requirement]:
    """Requirements of every kind."""
    return statements().map(required)


def claims() -> SearchStrategy[Claim]:
    """Claims of every kind and extent; rarely with an indicator that the plan defines for itself."""
    vocabularies = st.sampled_from([VOCABULARY] * 7 + [REDEFINED])
    return st.builds(claimed, statements(), extents(), vocabularies)


def required(statement: Statement) -> Requirement:
    """A statement as what an upper document asks."""
    return Requirement(assertion=resolved(statement, UPPER, VOCABULARY), addressee=statement.addressee)


def claimed(statement: Statement, extent: Extent | None = None, vocabulary: Vocabulary = VOCABULARY) -> Claim:
    """A statement as what a plan answers."""
    return Claim(assertion=resolved(statement, LOWER, vocabulary), extent=extent)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Requirement, Claim]:
    """A requirement and a claim about the same thing, as far as chance allows.

    Most claims repeat what was asked except in one word, or in the figure, so that every axis is often
    alone.
    """
    asked, other = draw(similar(2))
    alone = draw(st.sampled_from(_alone(asked, other)))
    answered = attrs.evolve(asked, **{name: getattr(other, name) for name in alone})
    vocabulary = VOCABULARY if _mostly(draw) else REDEFINED
    return required(asked), claimed(answered, draw(extents()), vocabulary)


def _alone(asked: Statement, other: Statement) -> list[tuple[str, ...]]:
    """The words that may change while all others stay: each one, the figure (often), and all at once."""
    names = [field.name for field in attrs.fields(type(asked))]
    single: list[tuple[str, ...]] = [(name,) for name in _FREE if name in names]
    figure: list[tuple[str, ...]] = []
    if isinstance(asked, Target) and isinstance(other, Target):
        kinds = {asked.target_kind, other.target_kind}
        is_alike = len(kinds) == 1 or not kinds & {TargetKind.UNIVERSAL, TargetKind.CHANGE}
        figure = [_AMOUNT if is_alike else _FIGURE] * len(single)
    return [*single, *figure, tuple(names)]


_OBSERVED = [each for each in Comparator if each is not Comparator.RANGE]


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    """Measured values of the known indicators."""
    measured = draw(st.sampled_from(INDICATORS))
    unit, ends = draw(_amounts(measured.unit))
    year = draw(st.sampled_from([None, 2022, 2023, 2024]))
    return Observation(
        indicator=measured.id,
        period=None if year is None else Period.year(year),
        comparator=draw(st.sampled_from(_OBSERVED)),
        value=Number(f"1:{ends[0]}" if measured.id == "ratio" else ends[0]),
        unit=unit,
        population=draw(st.sampled_from([None, None, *(population.id for population in POPULATIONS)])),
        source=Citation(source="2023 年统计公报", evidence=Evidence.ISSUED),
    )


def _figure_of(target: Target) -> Figure:
    match resolved(target, LOWER, VOCABULARY).substance:
        case Figure() as figure:
            return figure
        case other:  # pragma: no cover (a target is a figure)
            raise TypeError(type(other).__name__)
