"""One worked example as a file of ours would have it, and what came of settling it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pendulum
import yaml

from yigai.errors import InvalidValue, Undefined
from yigai.files.faults import FileFaults
from yigai.files.formats import read_yaml
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Status, Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement

FOLDER = Path(__file__).parents[2] / "score"
DAY = pendulum.date(2024, 12, 31)
Tree = dict[str, Any]


@attrs.frozen(kw_only=True)
class Example:
    """What stands in the score: neutral figures, and what must come of them."""

    id: str
    rule: Mapping[str, Any]
    activity: Mapping[str, Any]
    expected: Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Ours:
    """The same as a rule and an activity, and how to read the result in the words of the score.

    `single` names the row the whole example is about, where there is one: if it is rejected, that is the
    refusal.
    """

    rule: Tree
    activity: Tree
    shown: Callable[[Settlement], Tree]
    single: str | None = None
    as_of: pendulum.Date = DAY


def examples(name: str) -> tuple[Example, ...]:
    """All examples of a file of the score."""
    return tuple(
        Example(**each) for each in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    )


def came_of(ours: Ours) -> Tree:
    """What is shown, or `refused` with its reason: undefined, unknown or fault."""
    try:
        settlement = settle(
            _read(ours.rule, "rule", PaymentRule),
            _read(ours.activity, "activity", Activity),
            as_of=ours.as_of,
        )
    except Undefined:
        return {"refused": "undefined"}
    except (MissingData, Undecided):
        return {"refused": "unknown"}
    except (InvalidValue, FileFaults):
        return {"refused": "fault"}
    for out in settlement.left_out:
        if out.place == ours.single and out.status is Status.REJECTED:
            return {"refused": _why(out.reason.en)}
    return ours.shown(settlement)


def _why(reason: str) -> str:
    if "there is no share" in reason:
        return "undefined"
    return "unknown" if reason.startswith("no ") else "fault"


def _read(tree: Tree, name: str, kind: Any) -> Any:
    head = {"format": f"yigai-{name}/1"} | ({"id": "example", "title": "示例"} if name == "rule" else {})
    return read_yaml(json.dumps(head | without_nothing(tree), ensure_ascii=False), kind)


def without_nothing(tree: Tree) -> Tree:
    """What is not known is left out of a file."""
    kept: Tree = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            kept[key] = without_nothing(value)
        elif isinstance(value, list | tuple):
            kept[key] = [without_nothing(each) if isinstance(each, dict) else each for each in value]
        elif value is not None:
            kept[key] = value if isinstance(value, bool) else str(value)
    return kept


def column(settlement: Settlement, table: Table, name: str) -> Tree:
    """A figure of every row that counts, by id."""
    rows = settlement.evaluated.tables[table]
    return {rows.ids[row]: settlement.figures(table, rows.ids[row])[name] for row in rows.living()}


def area(settlement: Settlement, name: str) -> str:
    """A figure of the area."""
    return settlement.figures(Table.AREA, "")[name]


def amounts(settlement: Settlement) -> Tree:
    """What everybody is paid."""
    return {each.id: str(each) for each in settlement.results}
