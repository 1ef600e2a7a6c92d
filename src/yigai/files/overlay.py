"""Laying settings over a payment rule (叠加): a new rule that shares with the old one all it does not change.

A setting names a place as files do, `deviations.zones[1].edge`, and its value is read as in a file. What is
set cites its own source. A parameter carries that itself; for anything else the part of the rule around it
notes which place was set by whom, and is known no better than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

import attrs

from yigai.errors import Text, YigaiError, did_you_mean
from yigai.files.convert import is_parameter, reader_of, structure
from yigai.files.faults import Fault, Flat, Misfits, flats_of, one_of, refused
from yigai.files.shapes import CLASSES, file_keys
from yigai.model.flaws import clashes
from yigai.model.payment import PaymentRule, RuleHead
from yigai.model.payment.overlay import Setting
from yigai.model.payment.parameter import Parameter, Sourced
from yigai.values.citation import Evidence

_NOT_SET = {"kind", "id", "provision", "source", "evidence", "note"}
_MARK = "叠加 "


def overlay(
    rule: PaymentRule,
    settings: Mapping[str, Any],
    *,
    source: str,
    evidence: Evidence = Evidence.INFERRED,
) -> PaymentRule:
    """The rule with these settings: places in it, and what stands there instead, written as in a file.

    Raises `FileFaults` with every place that is not there and every value that does not fit.
    """
    try:
        return laid_over(rule, settings, source=source, evidence=evidence)
    except Misfits as misfits:
        raise refused(
            Fault(source=source, path=each.path, found=each.found, expected=each.expected, hint=each.hint)
            for each in misfits.flat
        ) from None


def laid_over(
    rule: PaymentRule, settings: Mapping[str, Any], *, source: str, evidence: Evidence
) -> PaymentRule:
    """The same, for whoever knows where the settings stand. Raises `Misfits`, each at its setting."""
    flat = [attrs.evolve(each, path=each.path[-1:]) for each in flats_of(clashes(tuple(settings)))]
    ways = []
    for path, value in settings.items():
        try:
            ways.append(_Way(Setting(path).steps, path, value))
        except YigaiError as error:
            flat.append(Flat.of(error, (path,)))
    if flat:
        raise Misfits(flat)
    hand = _Hand(head=rule.citation().evidence, source=source, evidence=evidence)
    changed, _ = hand.part(rule, type(rule), ways)
    if hand.faults:
        raise Misfits(hand.faults)
    return changed  # type: ignore[no-any-return]


@attrs.frozen
class _Way:
    """A setting on its way down: the steps still to go, its path as it was written, and its value."""

    steps: tuple[str | int, ...]
    path: str
    value: Any

    def down(self) -> _Way:
        """The same one step further."""
        return attrs.evolve(self, steps=self.steps[1:])


_Changed = tuple[Any, list[str]]
"""What became of something, and the paths set in it that nothing in it cites."""


@attrs.define(kw_only=True)
class _Hand:
    """Who sets, on whose word, over a rule known how; a class because the faults come together here."""

    head: Evidence
    source: str
    evidence: Evidence
    faults: list[Flat] = attrs.Factory(list)

    def part(self, old: Any, cls: type[Any], ways: list[_Way]) -> _Changed:
        """A part of the rule with what is set in it."""
        keys = {key: name for key, name in file_keys(cls).items() if name is not None}
        fields = attrs.fields_dict(attrs.resolve_types(cls))
        new: dict[str, Any] = {}
        uncited: list[str] = []
        before = len(self.faults)
        for key, group in _by_step(ways):
            if not isinstance(key, str) or key not in keys or key in _NOT_SET:
                self._no_such(group, str(key), [each for each in keys if each not in _NOT_SET])
                continue
            field = fields[keys[key]]
            new[field.name], more = self._inside(
                getattr(old, field.name), field.type, group, reader_of(field)
            )
            uncited += more
        if len(self.faults) > before:
            return old, []
        if uncited and issubclass(cls, Sourced | RuleHead):
            new |= self._noted(old, uncited)
            uncited = []
        try:
            return attrs.evolve(old, **new), uncited
        except YigaiError as error:
            self.faults.append(Flat.of(error, (ways[0].path,)))
            return old, []

    def _inside(self, old: Any, kind: Any, ways: list[_Way], read: Callable[[Any], Any]) -> _Changed:
        """What stands in a field or at a position, set as a whole or in some places inside it."""
        if not ways[0].steps:
            return self._whole(old, ways[0], read)
        if isinstance(old, tuple) and not is_parameter(kind):
            return self._members(old, get_args(kind)[0], ways)
        cls = _class_of(old, kind)
        begun = old if old is not None else _empty(cls)
        if cls is None or begun is None:
            self._as_a_whole(ways)
            return old, []
        return self.part(begun, cls, ways)

    def _whole(self, old: Any, way: _Way, read: Callable[[Any], Any]) -> _Changed:
        try:
            new = read(way.value)
        except YigaiError as error:
            self.faults.append(Flat.of(error, (way.path,)))
            return old, []
        except Misfits as misfits:
            self.faults += [attrs.evolve(each, path=(way.path, *each.path)) for each in misfits.flat]
            return old, []
        cites_itself = isinstance(new, Parameter | Sourced)
        return self._sourced(new), [] if cites_itself else [way.path]

    def _members(self, old: tuple[Any, ...], kind: Any, ways: list[_Way]) -> _Changed:
        members, uncited = list(old), []
        for at, group in _by_step(ways):
            if isinstance(at, int) and at < len(old):
                read = _reader_of_member(kind)
                members[at], more = self._inside(old[at], kind, group, read)
                uncited += more
            else:
                self._no_such(group, f"[{at}]", [f"[{each}]" for each in range(len(old))])
        return tuple(members), uncited

    def _sourced(self, value: Any) -> Any:
        """The same with this source wherever it names none itself."""
        if isinstance(value, tuple):
            return tuple(self._sourced(each) for each in value)
        if isinstance(value, Parameter):
            return Parameter(self._sourced(value.values))
        if isinstance(value, Sourced):
            known = value.evidence or (None if value.source else self.evidence)
            return attrs.evolve(value, source=value.source or self.source, evidence=known)
        if type(value) in CLASSES:
            names = [field.name for field in attrs.fields(type(value))]
            return attrs.evolve(value, **{name: self._sourced(getattr(value, name)) for name in names})
        return value

    def _noted(self, old: Sourced | RuleHead, paths: list[str]) -> dict[str, Any]:
        """The note of a part that says who set what in it, and how well the part is known now."""
        lines = (old.note or "").splitlines()
        others = [line for line in lines if not any(line.startswith(f"{_MARK}{path}：") for path in paths)]
        marks = [f"{_MARK}{path}：{self.source}（{self.evidence.says.zh}）" for path in paths]
        said = [line for line in others if not line.startswith(_MARK)]
        note = "\n".join([*said, *sorted([*(line for line in others if line.startswith(_MARK)), *marks])])
        if isinstance(old, RuleHead):  # most figures of the rule are still known as the rule is
            return {"note": note}
        known = old.evidence or self.head
        return {"note": note, "evidence": self.evidence if self.evidence.is_weaker_than(known) else known}

    def _no_such(self, ways: list[_Way], key: str, known: list[str]) -> None:
        for way in ways:
            hint = did_you_mean(key, known)
            if key in _NOT_SET:
                hint = Text(
                    zh="叠加自有其来源，不改原规则的", en="an overlay has its own; the base keeps its"
                )
            found = Text(zh=f"未知的位置 {key}", en=f"unknown place {key}")
            expected = one_of(known) if known else Text(zh="整体给出的列表", en="the list as a whole")
            self.faults.append(Flat(path=(way.path,), found=found, expected=expected, hint=hint))

    def _as_a_whole(self, ways: list[_Way]) -> None:
        for way in ways:
            above = way.path[: -len(_written(way.steps))]
            whole = Text(zh=f"{above} 整体给出", en=f"{above}, as a whole")
            self.faults.append(Flat(path=(way.path,), found=way.path, expected=whole))


def _by_step(ways: list[_Way]) -> Iterator[tuple[str | int, list[_Way]]]:
    """The settings by their next step, each one step further."""
    groups: dict[str | int, list[_Way]] = {}
    for way in ways:
        groups.setdefault(way.steps[0], []).append(way.down())
    return iter(groups.items())


def _written(steps: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _class_of(old: Any, kind: Any) -> type[Any] | None:
    """The class of the part that stands in a field, or would; None where it is none, or may be of several."""
    if type(old) in CLASSES:
        return type(old)
    classes = [each for each in (get_args(kind) or (kind,)) if each in CLASSES]
    return classes[0] if old is None and len(classes) == 1 else None


def _empty(cls: type[Any] | None) -> Any:
    """A part that says nothing yet, where its class allows that."""
    if cls is None or any(field.default is attrs.NOTHING for field in attrs.fields(cls)):
        return None
    return cls()


def _reader_of_member(kind: Any) -> Callable[[Any], Any]:
    return lambda value: structure(value, kind)
