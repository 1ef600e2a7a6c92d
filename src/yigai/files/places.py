"""Where provisions of a plan and rows of an activity stand in a file, so that a report can name a line."""

from __future__ import annotations

import os

from yigai.files.builder import Node
from yigai.files.formats import tree_of
from yigai.model.activity import key_of, tables


def places_in(path: str | os.PathLike[str]) -> dict[str, str]:
    """Where every task, statement and payment rule of a plan file stands: `city-2024#2.10` at `city.yaml:35`.

    Raises `FileFaults` for a file that is no YAML or JSON.
    """
    tree, _ = tree_of(path)
    document = tree.value.get("document") if isinstance(tree.value, dict) else None
    plan = _text(document, "id") if document is not None else ""
    places: dict[str, str] = {}
    for task in _members(tree, "tasks"):
        name = f"{plan}#{_text(task, 'path')}"
        places[name] = f"{path}:{task.line}"
        for statement in _members(task, "statements"):
            places[f"{name}/{_text(statement, 'id')}"] = f"{path}:{statement.line}"
    for rule in _members(tree, "payment_rules"):
        places[f"{plan}#{_text(rule, 'provision')}/{_text(rule, 'id')}"] = f"{path}:{rule.line}"
    return places


def rows_in(path: str | os.PathLike[str]) -> dict[str, str]:
    """Where the rows of an activity file stand: `cases[c1]` at `activity.yaml:12`.

    Raises `FileFaults` for a file that is no YAML or JSON.
    """
    tree, _ = tree_of(path)
    return {
        f"{table}[{'/'.join(_text(row, name) for name in key_of(cls))}]": f"{path}:{row.line}"
        for table, cls in tables().items()
        for row in _members(tree, table)
    }


def _members(node: Node, key: str) -> list[Node]:
    inner = node.value.get(key) if isinstance(node.value, dict) else None
    return inner.value if inner is not None and isinstance(inner.value, list) else []


def _text(node: Node, key: str) -> str:
    inner = node.value.get(key) if isinstance(node.value, dict) else None
    return str(inner.value) if inner is not None else ""
