"""Strategies for payment rules of every kind, overlays and activity, made from their classes.

The fields of a class say what it may hold, so a new kind of rule or a new column of activity is drawn from
without a word here. Only what several fields must be together stands in `_SPECIAL`, one entry a class.
"""

from __future__ import annotations

import enum
import types
from collections.abc import Callable
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
import pendulum
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai.errors import YigaiError
from yigai.files.convert import is_parameter
from yigai.files.shapes import RULE_KINDS, UNIONS
from yigai.model.activity import Activity, Flow, key_getter, not_negative, tables
from yigai.model.fields import month_of_year, not_blank, positive, slug
from yigai.model.payment import (
    Band,
    Dated,
    DaySegment,
    Deviations,
    Effective,
    Parameter,
    PaymentRule,
    ScoreStep,
    Tier,
    Zone,
)
from yigai.model.payment.overlay import Overlay, Setting
from yigai.model.payment.parameter import positive_parameter, share_parameter
from yigai.testing.values import (
    dates,
    money,
    periods,
    provision_paths,
    ratios,
    region_codes,
    slugs,
    texts,
    words,
)
from yigai.values.citation import Evidence
from yigai.values.money import Money
from yigai.values.month_day import MonthDay
from yigai.values.period import Period
from yigai.values.provision import ProvisionPath
from yigai.values.ratio import Ratio
from yigai.values.region import RegionCode
from yigai.values.scaled import Factor, Points, Quantity, Reading

T = TypeVar("T")

_FEW = 3
_MANY = 10**12


def factors() -> SearchStrategy[Factor]:
    """Factors and weights of four decimals."""
    return st.integers(0, _MANY).map(Factor)


def points() -> SearchStrategy[Points]:
    """Points of four decimals."""
    return st.integers(0, _MANY).map(Points)


def payment_rules(*kinds: type[PaymentRule]) -> SearchStrategy[PaymentRule]:
    """Payment rules of these kinds, or of every kind there is."""
    return st.one_of([_object(cls) for cls in kinds or RULE_KINDS.values()])


def parameters(values: SearchStrategy[T] | None = None) -> SearchStrategy[Parameter[T]]:
    """Parameters with one value, or with several that follow each other."""
    value: SearchStrategy[Any] = ratios() if values is None else values
    said = {
        "source": _maybe(texts()),
        "evidence": _maybe(st.sampled_from(Evidence)),
        "note": _maybe(texts()),
    }
    days = st.lists(dates(), unique=True, max_size=2 * _FEW).map(sorted)
    dated = st.lists(st.builds(Dated, value=value, **said), min_size=1, max_size=_FEW)
    return st.builds(_following, dated, days, first_open=st.booleans(), last_open=st.booleans())


def _following(
    values: list[Dated[Any]], days: list[pendulum.Date], *, first_open: bool, last_open: bool
) -> Parameter[Any]:
    """As many of the values as there are pairs of days for, each in its own."""
    pairs = list(zip(days[::2], days[1::2], strict=False))[: len(values)]
    placed = [
        attrs.evolve(
            value,
            first=None if first_open and at == 0 else first,
            last=None if last_open and at == len(pairs) - 1 else last,
        )
        for at, (value, (first, last)) in enumerate(zip(values, pairs, strict=False))
    ]
    return Parameter(tuple(placed or values[:1]))


def activities() -> SearchStrategy[Activity]:
    """Activity with a few rows in every table, no key twice."""
    return _object(Activity)


def overlays() -> SearchStrategy[Overlay]:
    """Overlays over some rule; whether their places are in it, only the rule can say."""
    key = st.from_regex(r"[a-z][a-z_]{0,8}(\[[0-9]{1,2}\])?", fullmatch=True)
    path = st.lists(key, min_size=1, max_size=_FEW).map(".".join)
    plain = st.none() | texts()
    value = plain | st.lists(plain, max_size=_FEW) | st.dictionaries(slugs(), plain, max_size=_FEW)
    settings = st.lists(st.builds(Setting, path, value), max_size=_FEW)
    return st.builds(
        Overlay,
        id=slugs(),
        title=words(),
        base=words(),
        source=_maybe(texts()),
        evidence=_maybe(st.sampled_from(Evidence)),
        note=_maybe(texts()),
        set=settings.map(_apart),
    )


def _apart(settings: list[Setting]) -> tuple[Setting, ...]:
    """Those that do not speak of one place, or of a place within another's."""
    kept: list[Setting] = []
    for each in settings:
        if not any(_within(each, other) or _within(other, each) for other in kept):
            kept.append(each)
    return tuple(kept)


def _within(one: Setting, other: Setting) -> bool:
    return one.steps[: len(other.steps)] == other.steps


def _maybe(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.none() | strategy


def _object(cls: type[Any]) -> SearchStrategy[Any]:
    """Objects of a class."""
    return _SPECIAL[cls]() if cls in _SPECIAL else _by_fields(cls)


@st.composite
def _by_fields(draw: st.DrawFn, cls: type[Any]) -> Any:
    """An object of a class by the types of its fields; composite, so that the strategy has a short name."""
    if cls not in _FIELDS:
        _FIELDS[cls] = _fields_of(cls)
    return _built(cls, {name: draw(strategy) for name, strategy in _FIELDS[cls].items()})


def _fields_of(cls: type[Any]) -> dict[str, SearchStrategy[Any]]:
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(attrs.resolve_types(cls))
    return {field.name: _field(field) for field in fields}


def _built(cls: type[Any], values: dict[str, Any]) -> Any:
    """The object, or where its fields contradict each other one with no more than it has to have."""
    try:
        return cls(**values)
    except YigaiError:
        needed = {field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING}
        return cls(**{name: value for name, value in values.items() if name in needed})


def _field(field: attrs.Attribute[Any]) -> SearchStrategy[Any]:
    checked = _BY_VALIDATOR.get(field.validator) if field.validator else None
    if field.validator is not_negative:
        checked = next((_NOT_NEGATIVE[each] for each in get_args(field.type) if each in _NOT_NEGATIVE), None)
    if checked is None:
        return _type(field.type)
    return _maybe(checked()) if type(None) in get_args(field.type) else checked()


def _type(kind: Any) -> SearchStrategy[Any]:
    if kind in _LEAVES:
        return _LEAVES[kind]()
    if is_parameter(kind):
        return parameters(_type(get_args(kind)[0]))
    if kind in UNIONS:
        return st.one_of([_object(cls) for cls in UNIONS[kind].values()])
    if get_origin(kind) in {Union, types.UnionType}:
        return st.one_of([st.none() if each is type(None) else _type(each) for each in get_args(kind)])
    if get_origin(kind) is tuple:
        member = get_args(kind)[0]
        key = key_getter(member) if member in tables().values() else None
        return st.lists(_type(member), max_size=_FEW, unique_by=key).map(tuple)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return st.sampled_from(kind)
    return _object(kind)


def _effective() -> SearchStrategy[Effective]:
    both = periods().map(lambda period: Effective(first=period.first, last=period.last))
    return (
        both | st.builds(Effective, first=dates()) | st.builds(Effective, last=dates()) | st.just(Effective())
    )


def _ranged(cls: type[Any], ends: SearchStrategy[Any], *, last: str = "end") -> SearchStrategy[Any]:
    """Objects that run from one of two ends to another, the last open."""
    first, *others = [field for field in attrs.fields(attrs.resolve_types(cls)) if field.name != last]
    rest = st.fixed_dictionaries({field.name: _field(field) for field in others})
    pairs = st.lists(ends, min_size=2, max_size=2, unique=True).map(sorted)
    open_ended = st.booleans()
    return st.builds(
        lambda pair, is_open, values: cls(
            **{first.name: pair[0], last: None if is_open else pair[1]}, **values
        ),
        pairs,
        open_ended,
        rest,
    )


def _shares() -> SearchStrategy[Ratio]:
    return st.fractions(0, 1, max_denominator=1000).map(Ratio)


def _flows() -> SearchStrategy[Flow]:
    """Costs at another consortium than that of the insured."""
    ends = st.lists(words(), min_size=2, max_size=2, unique=True)
    return st.builds(
        lambda both, cost: Flow(home=both[0], at=both[1], cost=cost), ends, _maybe(_NOT_NEGATIVE[Money]())
    )


@st.composite
def _deviations(draw: st.DrawFn) -> Any:
    """Deviations with every edge once, the low ones below the high ones."""
    sides = st.tuples(_object(Zone), _shares()).map(_on_its_side)
    zones = st.lists(sides, max_size=_FEW, unique_by=_side).map(tuple)
    strategies = {**_fields_of(Deviations), "zones": zones}
    return _built(Deviations, {name: draw(strategy) for name, strategy in strategies.items()})


def _on_its_side(drawn: tuple[Zone, Ratio]) -> Zone:
    zone, share = drawn
    upward = zone.when is not None and zone.when.is_upward
    return attrs.evolve(zone, edge=Ratio(share.as_fraction() + 2) if upward else share)


def _side(zone: Zone) -> tuple[bool | None, Ratio]:
    return (zone.when.is_upward if zone.when else None, zone.edge)


_FIELDS: dict[type[Any], dict[str, SearchStrategy[Any]]] = {}
_SPECIAL: dict[type[Any], Callable[[], SearchStrategy[Any]]] = {
    Effective: _effective,
    Band: lambda: _ranged(Band, st.fractions(0, 10, max_denominator=1000).map(Ratio)),
    Tier: lambda: _ranged(Tier, st.integers(0, _MANY).map(Money)),
    DaySegment: lambda: _ranged(DaySegment, st.integers(1, 999), last="last"),
    ScoreStep: lambda: st.builds(ScoreStep, start=ratios(), rate=_shares()),
    Deviations: _deviations,
    Flow: _flows,
    Period: periods,
}
_LEAVES: dict[Any, Callable[[], SearchStrategy[Any]]] = {
    str: texts,
    bool: st.booleans,
    int: lambda: st.integers(-_MANY, _MANY),
    Money: money,
    Ratio: ratios,
    Factor: factors,
    Points: points,
    Quantity: lambda: st.integers(0, _MANY).map(Quantity),
    Reading: lambda: st.integers(-_MANY, _MANY).map(Reading),
    MonthDay: lambda: dates().map(lambda day: MonthDay(day.month, day.day)),
    pendulum.Date: dates,
    RegionCode: region_codes,
    ProvisionPath: provision_paths,
}
_NOT_NEGATIVE: dict[Any, Callable[[], SearchStrategy[Any]]] = {
    int: lambda: st.integers(0, _MANY),
    Money: lambda: st.integers(0, _MANY).map(Money),
}
_BY_VALIDATOR: dict[Callable[..., None], Callable[[], SearchStrategy[Any]]] = {
    slug: slugs,
    month_of_year: lambda: dates().map(lambda day: f"{2000 + day.year % 100}-{day.month:02d}"),
    not_blank: words,
    positive: lambda: st.integers(1, 999),
    positive_parameter: lambda: parameters(st.integers(1, 999)),
    share_parameter: lambda: parameters(_shares()),
}
