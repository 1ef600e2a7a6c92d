"""Statements (要求): the single things a provision says.

A provision (条款) is a paragraph; one paragraph may push one thing, encourage another and forbid a
third. Each is its own statement with its own force, and the statement is what gets a verdict. There
are four kinds, a closed union: a duty to do something, a target with a figure, a payment mechanism,
and a prohibition.
"""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import four_digits, not_blank, positive, slug
from yigai.model.words import (
    Comparator,
    Force,
    FrequencyUnit,
    Level,
    MechanismName,
    MechanismStatus,
    Regular,
    Softener,
    TargetKind,
)
from yigai.values.citation import Evidence
from yigai.values.due import Due
from yigai.values.number import Number


@attrs.frozen(kw_only=True)
class Frequency:
    """At least `times` in every `per` units (频次), such as once in two years."""

    times: int = attrs.field(validator=positive)
    """How many times, at least."""
    per: int = attrs.field(default=1, validator=positive)
    """In every so many units."""
    unit: FrequencyUnit
    """The unit of the period."""


@attrs.frozen(kw_only=True)
class Baseline:
    """The value a change starts from (基数), with its year where printed."""

    value: Number
    """What a change starts from."""
    year: int | None = attrs.field(default=None, validator=four_digits)
    """The year of that value, where printed."""


@attrs.frozen(kw_only=True)
class _Statement:
    """What every kind of statement carries.

    `summary` is ours, not the document's sentence. `addressee` lists the levels the text tells to act;
    empty means it does not say. `evidence` is given only where it is weaker than the document's, with
    the reason in `note`; `doubt` names another possible reading.
    """

    id: str = attrs.field(validator=slug)
    """Unique within the task."""
    summary: str = attrs.field(validator=not_blank)
    """What it says (摘要), in your own words, in Chinese."""
    force: Force = Force.STATED
    """How strongly it binds (力度)."""
    softener: Softener = Softener.NONE
    """What loosens it (限定语)."""
    addressee: tuple[Level, ...] = ()
    """The levels told to act (面向层级), only where the text says so; else give the reason in `note`."""
    population: str | None = None
    """Whom or what it covers (范围): the id of a population; none means everyone."""
    due: Due | None = None
    """By when (时限)."""
    evidence: Evidence | None = None
    """How it is known (证据); only where that is weaker than the document's, with a `note`. None means the
    document's."""
    note: str | None = None
    """Why it is read so (说明)."""
    doubt: str | None = None
    """Another possible reading (疑问)."""


@attrs.frozen(kw_only=True)
class Duty(_Statement):
    """Something to be done (工作任务), about a `topic`, perhaps `every` so often."""

    topic: str = attrs.field(validator=slug)
    """An id for the subject (事项); equal topics answer each other inside linked tasks."""
    every: Frequency | Regular | None = None
    """How often (频次): `{times: 1, per: 2, unit: year}`, at least once in every two years; `regular` for
    定期."""


@attrs.frozen(kw_only=True)
class Target(_Statement):
    """A figure to be reached (目标): an indicator with comparator, value and unit.

    A universal target prints no figure and is judged as 100 %. A range has its second end in
    `upper`. Raises `InvalidValue` when figure and kind do not fit each other.
    """

    indicator: str = attrs.field(validator=slug)
    """What is measured (指标): the id of an indicator."""
    target_kind: TargetKind = TargetKind.LEVEL
    """What is fixed."""
    comparator: Comparator | None = None
    """How the figure is meant (比较符); required unless the target is universal."""
    value: Number | None = None
    """The figure (数值), in ASCII digits: `"70"`, `"41.996"`, `"-2"` for a fall, `"1:1.6"` for 1.6 to each;
    required unless the target is universal."""
    upper: Number | None = None
    """The second end of a range, and only there."""
    unit: str | None = None
    """The unit as printed (单位): `"%"`, `"‰"`, 百分点, 人, 家, 元, 年, 万人 and so on."""
    baseline: Baseline | None = None
    """What a change starts from (基数)."""

    def __attrs_post_init__(self) -> None:
        figure = (self.comparator, self.value, self.upper, self.unit, self.baseline)
        if self.target_kind is TargetKind.UNIVERSAL:
            if figure != (None,) * 5:
                raise InvalidValue(
                    found=" ".join(str(part) for part in figure[1:4] if part is not None)
                    or Text(zh="数值", en="a figure"),
                    expected=Text(zh="universal 目标不写数值", en="no figure on a universal target"),
                )
            return
        if self.comparator is None or self.value is None:
            raise InvalidValue(
                found=Text(zh="没有 comparator", en="no comparator")
                if self.comparator is None
                else Text(zh="没有 value", en="no value"),
                expected=Text(zh="comparator 与 value", en="a comparator and a value"),
                hint=Text(
                    zh="全覆盖而未印数值的，写 target_kind: universal",
                    en="full coverage without a printed figure is target_kind: universal",
                ),
            )
        if (self.upper is not None) != (self.comparator is Comparator.RANGE):
            raise InvalidValue(
                found=Text(zh="没有 upper", en="no upper") if self.upper is None else f"upper {self.upper}",
                expected=Text(zh="仅 range 写 upper", en="upper on a range, and only there"),
            )
        if self.upper is not None and (
            self.upper.fraction < self.value.fraction or self.upper.is_ratio != self.value.is_ratio
        ):
            raise InvalidValue(
                found=Text(zh=f"{self.value} 至 {self.upper}", en=f"{self.value} to {self.upper}"),
                expected=Text(
                    zh="upper 不小于 value 的区间", en="a range whose upper end is not below its value"
                ),
            )


@attrs.frozen(kw_only=True)
class Mechanism(_Statement):
    """A payment or pricing mechanism (机制) to be used; of several names, any one answers (`any_of`)."""

    mechanism: tuple[MechanismName, ...] = attrs.field()
    """One name, or `{any_of: [drg, dip]}` where any of several will do."""
    status: MechanismStatus = MechanismStatus.IMPLEMENT
    """How far it is to go."""

    def __attrs_post_init__(self) -> None:
        if not self.mechanism or len(set(self.mechanism)) != len(self.mechanism):
            raise InvalidValue(
                found=", ".join(name.value for name in self.mechanism) or Text(zh="一个也没有", en="none"),
                expected=Text(zh="一个或几个不重复的机制", en="one or several different mechanisms"),
            )


@attrs.frozen(kw_only=True)
class Prohibition(_Statement):
    """Something that must not be done (禁止性规定), about a `topic`."""

    topic: str = attrs.field(validator=slug)
    """An id for the subject (事项), as for a duty."""


Statement = Duty | Target | Mechanism | Prohibition
"""A single thing a provision says (要求), of one of four kinds."""
