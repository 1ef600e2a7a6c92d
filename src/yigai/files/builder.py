"""A tree of plain values that remembers where each stands, built piece by piece from YAML or JSON.

Depth and size are bounded while the pieces arrive, with aliases counted as what they stand for, so that a
small file cannot become a large object. A key given twice is a fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

import attrs

from yigai.errors import NOTHING, Text
from yigai.files.faults import MOST_FAULTS, Fault, FileFaults, Path, refused

MOST_CHARACTERS = 8_000_000
MOST_NODES = 500_000
DEEPEST = 32

Spot = tuple[int, int]
"""Line and column, both from 1."""
Scalar = str | bool | None


class Lines:
    """Where the lines of a text begin, to tell the place of a character."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def spot(self, position: int) -> Spot:
        """Line and column of the character at `position`."""
        line = bisect_right(self._starts, position)
        return (line, position - self._starts[line - 1] + 1)


def refuse_long(text: str, source: str) -> None:
    """Refuse a text longer than any plan."""
    if len(text) > MOST_CHARACTERS:
        limit = Text(zh=f"至多 {MOST_CHARACTERS} 字", en=f"at most {MOST_CHARACTERS} characters")
        found = Text(zh=f"{len(text)} 字", en=f"{len(text)} characters")
        raise refused([Fault(source=source, found=found, expected=limit)])


@attrs.define
class Node:
    """A value with the place it starts at; `keys` holds the place of each key of a mapping.

    `size` counts the values in it and `depth` its levels, itself included.
    """

    value: Scalar | list[Node] | dict[str, Node]
    line: int
    column: int
    size: int = 1
    depth: int = 0
    keys: dict[str, Spot] = attrs.Factory(dict)

    def plain(self) -> Any:
        """The value without its places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def place(self, path: Path) -> Spot:
        """Line and column of what stands at `path`, or of the nearest thing around it."""
        node, place = self, (self.line, self.column)
        for key in path:
            if isinstance(node.value, dict) and isinstance(key, str) and key in node.value:
                place, node = node.keys[key], node.value[key]
            elif isinstance(node.value, list) and isinstance(key, int) and key < len(node.value):
                node = node.value[key]
                place = (node.line, node.column)
            else:
                break
        return place


@attrs.define
class _Open:
    """A mapping or list that is still being filled; `key` is the one whose value comes next."""

    node: Node
    anchor: str | None = None
    key: str | None = None


class Builder:
    """Takes the pieces of a file in order; a class because they share its stack, anchors and faults."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node] = {}

    @property
    def wants_key(self) -> bool:
        """Whether the next piece is the key of a mapping."""
        if not self._stack:
            return False
        top = self._stack[-1]
        return top.key is None and isinstance(top.node.value, dict)

    def open(self, value: list[Node] | dict[str, Node], spot: Spot, anchor: str | None = None) -> None:
        """A mapping or list begins."""
        if len(self._stack) >= DEEPEST:
            raise self.too_deep(spot)
        self._stack.append(_Open(Node(value, *spot, depth=1), anchor))

    def close(self) -> None:
        """The innermost mapping or list ends."""
        closed = self._stack.pop()
        self._place(closed.node, (closed.node.line, closed.node.column), closed.anchor)

    def key(self, key: str, spot: Spot) -> None:
        """A key of the innermost mapping."""
        top = self._stack[-1]
        top.key = key
        first = top.node.keys.setdefault(key, spot)
        if first is not spot:
            once = Text(
                zh=f"每个键只写一次（第 {first[0]} 行已写）", en=f"each key once (line {first[0]} has it)"
            )
            self.note(spot, Text(zh=f"又一个 {key}", en=f"{key} again"), once)

    def scalar(self, value: Scalar, spot: Spot, anchor: str | None = None) -> None:
        """A value without parts."""
        self._place(Node(value, *spot), spot, anchor)

    def alias(self, anchor: str, spot: Spot) -> None:
        """A repetition of what stands at an anchor."""
        if anchor not in self._anchors:
            whole = Text(zh="已写完的锚点", en="an anchor that is already complete")
            raise self.refusal(spot, f"*{anchor}", whole)
        self._place(self._anchors[anchor], spot, None)

    def note(self, spot: Spot, found: str | Text, expected: Text, hint: Text = NOTHING) -> None:
        """Keep a fault that does not keep the file from being read further."""
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append(self._fault(spot, found, expected, hint))

    def refusal(self, spot: Spot, found: str | Text, expected: Text, hint: Text = NOTHING) -> FileFaults:
        """The error for a fault after which nothing can be read, with those noted before."""
        return refused([*self.faults, self._fault(spot, found, expected, hint)])

    def too_deep(self, spot: Spot) -> FileFaults:
        """The error for more levels than a file of ours can have."""
        deeper = Text(zh="更深的嵌套", en="deeper nesting")
        return self.refusal(spot, deeper, Text(zh=f"至多 {DEEPEST} 层", en=f"at most {DEEPEST} levels"))

    def _fault(self, spot: Spot, found: str | Text, expected: Text, hint: Text) -> Fault:
        return Fault(
            source=self.source,
            line=spot[0],
            column=spot[1],
            path=self._path(),
            found=found,
            expected=expected,
            hint=hint,
        )

    def _path(self) -> Path:
        path: list[str | int] = []
        for each in self._stack:
            if isinstance(each.node.value, list):
                path.append(len(each.node.value))
            elif each.key is not None:
                path.append(each.key)
        return tuple(path)

    def _place(self, node: Node, spot: Spot, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        around = top.node
        around.size += node.size
        if around.size > MOST_NODES:
            limit = Text(zh=f"至多 {MOST_NODES} 个值", en=f"at most {MOST_NODES} values")
            raise self.refusal(spot, Text(zh="更多的值", en="more values"), limit)
        if node.depth >= around.depth:
            around.depth = node.depth + 1
            if len(self._stack) + node.depth > DEEPEST:
                raise self.too_deep(spot)
        if isinstance(around.value, list):
            around.value.append(node)
        elif isinstance(around.value, dict):  # pragma: no branch (nothing else is ever open)
            around.value.setdefault(top.key or "", node)
            top.key = None
