"""What the PAY rules look at (支付规则体检): the payment rules of a plan or a file, part by part."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

import attrs
import pendulum

from yigai.checks.rule import PaymentRuleAt, Rule
from yigai.errors import Text, in_language
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import Effective, NotInForce, Parameter, PaymentRule
from yigai.model.payment.parameter import Dated
from yigai.values.citation import Citation

if TYPE_CHECKING:
    from yigai.payment.soundness import Flaw, Unsound

_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")


def parts_of(rule: PaymentRule) -> Iterator[tuple[str, Any]]:
    """Every part of a rule with its path, as `deviations.zones[1]`, the rule itself first."""
    yield from _parts("", rule)


def values_of(rule: PaymentRule) -> Iterator[tuple[str, Dated[Any]]]:
    """Every value of every parameter with the path of the parameter."""
    for path, part in parts_of(rule):
        if isinstance(part, Parameter):
            for dated in part.values:
                yield path, dated


def open_in(rule: PaymentRule, as_of: pendulum.Date) -> tuple[str, ...]:
    """What has to be said before the rule can pay anything, by its path."""
    from yigai.payment.builder import Undecided

    refusal = _refusal(rule, day_within(rule, as_of))
    return refusal.open if isinstance(refusal, Undecided) else ()


def flaws_in(rule: PaymentRule, as_of: pendulum.Date) -> tuple[Flaw, ...]:
    """What the rule says that nobody can be paid by, on the day or on one on which a value of it begins."""
    begins = [dated.first or dated.last for _, dated in values_of(rule)]
    days = {day_within(rule, day) for day in (as_of, *begins) if day is not None}
    refusals = [refusal for day in sorted(days) if (refusal := _refusal(rule, day))]
    return tuple(dict.fromkeys(flaw for refusal in refusals for flaw in refusal.flaws))


def _refusal(rule: PaymentRule, day: pendulum.Date) -> Unsound | None:
    """Why a settlement on a day would be refused for what the rule itself says."""
    from yigai.payment.settle import program_of
    from yigai.payment.soundness import Unsound

    try:
        program_of(rule, day)
    except Unsound as refusal:
        return refusal
    except NotInForce:  # the days without a value are found by themselves
        return None
    return None


def unsaid_in(rule: PaymentRule, as_of: pendulum.Date) -> Iterator[tuple[str, str]]:
    """The parameters without a value on some days of the rule, and these days, as `2024-07-01..2024-12-31`.

    Of a rule whose end nobody printed, the days up to that of the check; of one whose beginning nobody
    printed, the day of the check, or its last.
    """
    effective = rule.effective or Effective()
    day = day_within(rule, as_of)
    first, last = effective.first or day, effective.last or day
    for path, part in parts_of(rule):
        if isinstance(part, Parameter):
            for start, end in part.gaps(first, last):
                yield path, f"{start}..{end}"


def told(flaw: Flaw) -> Text:
    """A flaw in one sentence, with its place."""
    zh, en = in_language(flaw.found, "zh"), in_language(flaw.found, "en")
    return Text(zh=f"{flaw.path}：{zh}", en=f"{flaw.path}: {en}")


def day_within(rule: PaymentRule, as_of: pendulum.Date) -> pendulum.Date:
    """The day of the check, or the nearest on which the rule holds."""
    effective = rule.effective
    if effective is not None and effective.first is not None and as_of < effective.first:
        return effective.first
    if effective is not None and effective.last is not None and as_of > effective.last:
        return effective.last
    return as_of


def holds_from(rule: PaymentRule, dated: Dated[Any], first: pendulum.Date) -> bool:
    """Whether a value holds on some day from `first` on."""
    ends = (dated.last, rule.effective.last if rule.effective else None)
    return all(end is None or end >= first for end in ends)


def word_at(rule: PaymentRule, path: str) -> type[enum.Enum] | None:
    """The closed vocabulary of the field at a path, or None where it holds a figure or a part."""
    cls: Any = type(rule)
    kind: Any = None
    for name, _ in _STEP.findall(path):
        fields = attrs.fields_dict(attrs.resolve_types(cls)) if attrs.has(cls) else {}
        if name not in fields:
            return None
        kind = fields[name].type
        cls = _class_in(kind)
    return cls if isinstance(cls, type) and issubclass(cls, enum.Enum) else None


def at(
    rule: Rule,
    found: PaymentRuleAt,
    path: str,
    message: Text,
    *,
    severity: Severity | None = None,
    expected: str | None = None,
    actual: str | None = None,
    citations: tuple[Citation, ...] = (),
) -> Finding:
    """A finding about one part of a payment rule."""
    return Finding(
        rule=rule.id,
        severity=severity or rule.severity or Severity.INFO,
        message=message,
        subject=found.address,
        expected=expected,
        actual=actual,
        citations=citations or (found.rule.citation(),),
        detail=path,
    )


def _parts(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, Parameter) or not attrs.has(type(value)):
        return
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        name = f"{path}.{field.name}" if path else field.name
        if isinstance(inner, tuple):
            for position, each in enumerate(inner):
                yield from _parts(f"{name}[{position}]", each)
        elif inner is not None and (attrs.has(type(inner)) or isinstance(inner, Parameter)):
            yield from _parts(name, inner)


def _class_in(kind: Any) -> Any:
    """The class inside `Parameter[X] | None` or `tuple[X, ...]`."""
    for each in get_args(kind):
        if each is not type(None) and each is not Ellipsis:
            return _class_in(each)
    return kind
