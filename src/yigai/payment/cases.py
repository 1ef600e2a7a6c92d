"""Cases (案例): a rule, an activity, and what must come out, written by somebody who reads policy.

A case is a file. It names its rule and its activity or holds them itself, and says what is expected: amounts,
figures on the way, rows left out, lines of the reconciliation; or that the settlement is refused, and why. A
row that is left out and not expected to be is a failure, because nothing may be dropped silently.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import attrs
import pendulum

from yigai.catalogue.rules import load_rule
from yigai.errors import Text, YigaiError, did_you_mean
from yigai.files import leaves
from yigai.files.activity import read_activity
from yigai.files.convert import structure
from yigai.files.faults import FileFaults, Flat, Misfits, missing, one_of, refused, shown, unknown_key
from yigai.files.formats import located, tree_of
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.program import Status, Table
from yigai.values.money import Money

T = TypeVar("T")

FORMAT = "yigai-case/1"
ENDING = ".case.yaml"


class RefusalKind(enum.Enum):
    """Why a settlement is refused."""

    FAULTS = "faults"
    """The rule or the activity has faults."""
    UNDECIDED = "undecided"
    """The rule leaves something open."""
    MISSING_DATA = "missing-data"
    """The activity lacks what nothing can be settled without."""
    NOT_IN_FORCE = "not-in-force"
    """The rule, or a figure of it, does not hold on the day."""
    UNDEFINED = "undefined"
    """Something would be divided by nothing."""
    INVALID = "invalid"
    """The rule says what nobody can be paid by, or a row makes the whole impossible."""


@attrs.frozen(kw_only=True)
class Refusal:
    """A refusal that is expected, and words its message must have, in either language."""

    kind: RefusalKind
    mentions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ExpectedFigure:
    """A figure on the way: in which table, of which row, at which step; None is unknown."""

    table: Table
    id: str
    step: str
    value: str | None


@attrs.frozen(kw_only=True)
class Expected:
    """What must come out."""

    amounts: Mapping[str, Money] = attrs.field(factory=dict)
    figures: tuple[ExpectedFigure, ...] = ()
    left_out: Mapping[str, Status] = attrs.field(factory=dict)
    totals: Mapping[str, str] = attrs.field(factory=dict)
    refused: Refusal | None = None


@attrs.frozen(kw_only=True)
class Case:
    """One case. `faults` are those of its own rule or activity, where a refusal for faults is expected."""

    source: str
    title: str
    rule: PaymentRule | Path
    activity: Activity | Path
    as_of: pendulum.Date
    changes: Mapping[str, str]
    expected: Expected
    faults: FileFaults | None = None

    def inputs(self) -> tuple[PaymentRule, Activity]:
        """The rule and the activity. Raises `FileFaults` where they have faults."""
        if self.faults is not None:
            raise self.faults
        rule = load_rule(self.rule) if isinstance(self.rule, Path) else self.rule
        activity = self.activity
        return rule, read_activity(activity).activity if isinstance(activity, Path) else activity


def read_case(path: str | os.PathLike[str]) -> Case:
    """Read a case from its file. Raises `FileFaults` with every fault and its place."""
    source = os.fspath(path)
    tree, faults = tree_of(source)
    inside: list[Flat] = []
    flat, built = _read(tree.plain(), Path(source).parent, inside)
    expected = built.get("expected")
    refusal = expected.refused if isinstance(expected, Expected) else None
    if refusal is None or refusal.kind is not RefusalKind.FAULTS:
        flat += inside
    if flat or faults:
        raise refused([*faults, *located(flat, tree, source)])
    return Case(
        source=source,
        title=built.get("title") or Path(source).name,
        rule=built["rule"],
        activity=built["activity"],
        as_of=built["as_of"],
        changes=built.get("set", {}),
        expected=built["expected"],
        faults=refused(located(inside, tree, source)) if inside else None,
    )


def _read(data: object, folder: Path, inside: list[Flat]) -> tuple[list[Flat], dict[str, Any]]:
    """The keys of a case and their faults; those of a rule or an activity in it go into `inside`."""
    if not isinstance(data, dict):
        return [Flat(found=shown(data), expected=Text(zh=f"{FORMAT} 文件", en=f"a {FORMAT} file"))], {}
    readers: dict[str, Callable[[Any], Any]] = {
        "format": _format,
        "title": leaves.text,
        "rule": partial(_input, folder, "rule", inside),
        "activity": partial(_input, folder, "activity", inside),
        "as_of": leaves.date,
        "set": partial(_mapping, leaves.text),
        "expected": _expected,
    }
    if data.get("format") != FORMAT:
        data, readers = {"format": data.get("format")}, {"format": _format}
    flat, built = _keys(data, readers)
    flat += [
        Flat(found=missing(key), expected=Text(zh=f"键 {key}", en=f"the key {key}"))
        for key in readers
        if key not in data and key not in {"title", "set"}
    ]
    return flat, built


def _format(value: object) -> str:
    if value != FORMAT:
        raise YigaiError(found=shown(value), expected=Text(zh=f"format: {FORMAT}", en=f"format: {FORMAT}"))
    return FORMAT


def _input(folder: Path, key: str, inside: list[Flat], value: object) -> Any:
    """The file somebody names, beside the case; or what stands in the case itself."""
    if not isinstance(value, dict):
        return folder / leaves.text(value)
    cls: Any = PaymentRule if key == "rule" else Activity
    try:
        return structure(value, cls)
    except Misfits as misfits:
        inside += [attrs.evolve(each, path=(key, *each.path)) for each in misfits.flat]
        return None


def _expected(value: object) -> Expected:
    built = _all_keys(
        value,
        {
            "amounts": partial(_mapping, leaves.money),
            "figures": _figures,
            "left_out": partial(_mapping, leaves.word(Status)),
            "totals": partial(_mapping, leaves.text),
            "refused": _refusal,
        },
    )
    if not built:
        some = Text(zh="至少一项预期结果", en="something that is expected")
        raise YigaiError(found=Text(zh="没有预期", en="nothing"), expected=some)
    if "refused" in built and len(built) > 1:
        alone = Text(zh="只写 refused", en="refused alone")
        both = Text(zh="refused 与其他预期并列", en="refused beside what would come out")
        raise YigaiError(found=both, expected=alone)
    return Expected(**built)


def _refusal(value: object) -> Refusal:
    texts: Callable[[Any], Any] = partial(_list, leaves.text)
    built = _all_keys(value, {"kind": leaves.word(RefusalKind), "mentions": texts})
    if "kind" not in built:
        raise YigaiError(found=missing("kind"), expected=one_of(kind.value for kind in RefusalKind))
    return Refusal(kind=built["kind"], mentions=tuple(built.get("mentions", ())))


def _figures(value: object) -> tuple[ExpectedFigure, ...]:
    """`{cases: {c1: {case_points: "1100.0000"}}}`."""
    tables = {table.value: table for table in Table}
    read = partial(_mapping, partial(_mapping, _figure))
    found = _all_keys(value, dict.fromkeys(tables, read))
    return tuple(
        ExpectedFigure(table=tables[table], id=name, step=step, value=figure)
        for table, rows in found.items()
        for name, steps in rows.items()
        for step, figure in steps.items()
    )


def _figure(value: object) -> str | None:
    return None if value is None else leaves.text(value)


def _mapping(read: Callable[[Any], T], value: object) -> dict[str, T]:
    """A mapping with keys of the writer's own."""
    if not isinstance(value, dict):
        raise YigaiError(found=shown(value), expected=Text(zh="映射", en="a mapping"))
    return _all_keys(value, dict.fromkeys(value, read))


def _list(read: Callable[[Any], T], value: object) -> list[T]:
    if not isinstance(value, list):
        raise YigaiError(found=shown(value), expected=Text(zh="列表", en="a list"))
    return leaves.each(read, value)


def _all_keys(value: object, readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """A mapping, each key read by its reader. Raises `Misfits` with all faults."""
    if not isinstance(value, dict):
        raise YigaiError(found=shown(value), expected=one_of(readers))
    flat, built = _keys(value, readers)
    if flat:
        raise Misfits(flat)
    return built


def _keys(
    value: dict[str, Any], readers: Mapping[str, Callable[[Any], Any]]
) -> tuple[list[Flat], dict[str, Any]]:
    built: dict[str, Any] = {}
    flat: list[Flat] = []
    for key, item in value.items():
        if key not in readers:
            flat.append(attrs.evolve(unknown_key(key, readers), hint=did_you_mean(key, readers)))
            continue
        try:
            built[key] = readers[key](item)
        except YigaiError as error:
            flat.append(Flat.of(error, (key,)))
        except Misfits as misfits:
            flat += [attrs.evolve(each, path=(key, *each.path)) for each in misfits.flat]
    return flat, built
