"""YAML text to a tree of plain values that remembers where each stands.

A narrow YAML: one document, mappings with text keys, lists and scalars. Every scalar stays the text it
was written as, so `2.10`, `no`, `010` and `2023-12-31` mean what they look like; the type of the field
decides how it is read. Duplicate keys and tags are faults. The parser's events are bounded while they
arrive (depth, size, expanded aliases), before anything is built from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import yaml

from yigai.errors import NOTHING, Text
from yigai.files.faults import Fault, Path, refused, shown

MOST_CHARACTERS = 16_000_000
MOST_NODES = 2_000_000
DEEPEST = 32

_NULLS = {"", "~", "null", "Null", "NULL"}
_PLAIN = Text(
    zh="普通的 YAML：映射、列表与文字，不用标签", en="plain YAML: mappings, lists and text, no tags"
)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@attrs.define
class Node:
    """A value with the place it starts at; `keys` holds the place of each key of a mapping."""

    value: str | list[Node] | dict[str, Node] | None
    line: int
    column: int
    size: int = 1
    keys: dict[str, tuple[int, int]] = attrs.Factory(dict)

    def plain(self) -> Any:
        """The value without its places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def place(self, path: Path) -> tuple[int, int]:
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
    """A mapping or list that is still being filled."""

    node: Node
    anchor: str | None
    path: Path
    key: str | None = None


class _Builder:
    """Builds the tree from events; a class because the events share its stack, anchors and faults."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._nodes = 0

    def fault(self, mark: Any, found: str, expected: Text, hint: Text = NOTHING) -> Fault:
        path: Path = ()
        if self._stack:
            top = self._stack[-1]
            path = top.path if top.key is None else (*top.path, top.key)
        return Fault(
            source=self.source,
            line=mark.line + 1,
            column=mark.column + 1,
            path=path,
            found=found,
            expected=expected,
            hint=hint,
        )

    def take(self, event: yaml.Event) -> None:
        mark: Any = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event, mark)
            text = None if not event.style and event.value in _NULLS else event.value
            self._scalar(event, text, mark)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._refuse_tag(event, mark)
            self._start(event, mark)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            closed = self._stack.pop()
            self._place(closed.node, closed.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event, mark)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise refused(
                [self.fault(mark, "a second document", Text(zh="一个文件一份", en="one document in a file"))]
            )

    def _refuse_tag(self, event: Any, mark: Any) -> None:
        if event.tag is not None and event.tag != "!":
            self.faults.append(self.fault(mark, str(event.tag), _PLAIN))

    def _start(self, event: yaml.Event, mark: Any) -> None:
        if len(self._stack) >= DEEPEST:
            limit = Text(zh=f"至多 {DEEPEST} 层", en=f"at most {DEEPEST} levels")
            raise refused([self.fault(mark, "deeper nesting", limit)])
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if self._stack and isinstance(self._stack[-1].node.value, dict) and self._stack[-1].key is None:
            raise refused([self.fault(mark, "a key that is not text", _PLAIN)])
        node = Node({} if is_mapping else [], mark.line + 1, mark.column + 1)
        self._stack.append(_Open(node, getattr(event, "anchor", None), self._next_path()))

    def _next_path(self) -> Path:
        if not self._stack:
            return ()
        top = self._stack[-1]
        if isinstance(top.node.value, list):
            return (*top.path, len(top.node.value))
        return (*top.path, top.key or "")

    def _scalar(self, event: Any, text: str | None, mark: Any) -> None:
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.node.value, dict) and top.key is None:
            top.key = event.value
            if top.key in top.node.value:
                first = top.node.keys[top.key][0]
                once = Text(
                    zh=f"每个键只写一次（第 {first} 行已写）", en=f"each key once (line {first} has it)"
                )
                self.faults.append(self.fault(mark, f"{top.key} again", once))
            top.node.keys.setdefault(top.key or "", (mark.line + 1, mark.column + 1))
            return
        self._place(Node(text, mark.line + 1, mark.column + 1), event.anchor)

    def _alias(self, event: Any, mark: Any) -> None:
        if event.anchor not in self._anchors:
            whole = Text(zh="已写完的锚点", en="an anchor that is already complete")
            raise refused([self.fault(mark, f"*{event.anchor}", whole)])
        if self._stack and isinstance(self._stack[-1].node.value, dict) and self._stack[-1].key is None:
            raise refused([self.fault(mark, "a key that is not text", _PLAIN)])
        self._place(self._anchors[event.anchor], None)

    def _place(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        top.node.size += node.size
        if top.node.size > MOST_NODES:
            limit = Text(zh=f"至多 {MOST_NODES} 个值", en=f"at most {MOST_NODES} values")
            place = Fault(
                source=self.source, line=node.line, column=node.column, found="more", expected=limit
            )
            raise refused([place])
        if isinstance(top.node.value, list):
            top.node.value.append(node)
        elif isinstance(top.node.value, dict):
            top.node.value.setdefault(top.key or "", node)
            top.key = None


def read_tree(text: str, *, source: str) -> tuple[Node, list[Fault]]:
    """The tree of a YAML text, and the faults that did not keep it from being read.

    Raises `FileFaults` where no tree can be had: syntax, a bound exceeded, nothing in the file.
    """
    builder = _Builder(source)
    if len(text) > MOST_CHARACTERS:
        limit = Text(zh=f"至多 {MOST_CHARACTERS} 字", en=f"at most {MOST_CHARACTERS} characters")
        raise refused([Fault(source=source, found=f"{len(text)} characters", expected=limit)])
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context)
        raise refused(
            [*builder.faults, builder.fault(mark, problem, Text(zh="合乎 YAML 语法", en="valid YAML"))]
        ) from None
    except yaml.reader.ReaderError as error:
        raise refused([_unreadable(text, error, source)]) from None
    if builder.root is None:
        raise refused([Fault(source=source, found=shown(None), expected=_PLAIN)])
    return builder.root, builder.faults


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _unreadable(text: str, error: yaml.reader.ReaderError, source: str) -> Fault:
    position = error.position if isinstance(error.position, int) else 0
    before = text[:position]
    return Fault(
        source=source,
        line=before.count("\n") + 1,
        column=position - before.rfind("\n"),
        found=f"the character {error.character!r}",
        expected=Text(zh="可打印的字符", en="printable characters"),
    )
