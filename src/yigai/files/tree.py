"""YAML text to a tree of plain values that remembers where each stands.

A narrow YAML: one document, mappings with text keys, lists and scalars. Every scalar stays the text it
was written as, so `2.10`, `no`, `010` and `2023-12-31` mean what they look like; the type of the field
decides how it is read. Duplicate keys and tags are faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from yigai.errors import NOTHING, Text
from yigai.files.builder import Builder, Lines, Node, Spot, refuse_long
from yigai.files.faults import MOST_FAULTS, Fault, refused, shown
from yigai.files.meant import wide_colon
from yigai.files.syntax import problem

_NULLS = {"", "~", "null", "Null", "NULL"}
_PLAIN = Text(
    zh="普通的 YAML：映射、列表与文字，不用标签", en="plain YAML: mappings, lists and text, no tags"
)
_NO_KEY = Text(zh="不是文字的键", en="a key that is not text")
# What YAML does not allow in a file; told here because the parsers count its place in different ways.
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_tree(text: str, *, source: str) -> tuple[Node, list[Fault]]:
    """The tree of a YAML text, and the faults that did not keep it from being read.

    Raises `FileFaults` where no tree can be had: syntax, a bound exceeded, nothing in the file.
    """
    refuse_long(text, source)
    refuse_unprintable(text, source)
    builder = Builder(source)
    try:
        for event in _events(text):
            _take(event, builder)
    except yaml.MarkedYAMLError as error:
        said = str(error.problem or error.context)
        valid = Text(zh="合乎 YAML 语法", en="valid YAML")
        spot, hint = _spot(error.problem_mark or error.context_mark), wide_colon(text) or NOTHING
        raise builder.refusal(spot, problem(said), valid, hint) from None
    if builder.root is None:
        raise refused([Fault(source=source, found=shown(None), expected=_PLAIN)])
    return builder.root, builder.faults


def refuse_unprintable(text: str, source: str) -> None:
    """Refuse the characters that a file of text cannot have, each with its place."""
    found = list(islice(_UNPRINTABLE.finditer(text), MOST_FAULTS + 1))
    if found:
        lines, builder = Lines(text), Builder(source)
        for match in found:
            character = Text(zh=f"字符 {match[0]!r}", en=f"the character {match[0]!r}")
            printable = Text(zh="可打印的字符", en="printable characters")
            builder.note(lines.spot(match.start()), character, printable)
        raise refused(builder.faults)


def _events(text: str) -> Iterator[Any]:
    loader = yaml.CSafeLoader(text)  # not the one in Python, which reads other things and is slow
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _take(event: Any, builder: Builder) -> None:
    kind = type(event)
    if kind is yaml.ScalarEvent:
        spot = _spot(event.start_mark)
        if builder.wants_key:
            builder.key(event.value, spot)
            _note_tag(event, spot, builder)
        else:
            _note_tag(event, spot, builder)
            text = None if not event.style and event.value in _NULLS else event.value
            builder.scalar(text, spot, event.anchor)
    elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
        spot = _spot(event.start_mark)
        if builder.wants_key:
            raise builder.refusal(spot, _NO_KEY, _PLAIN)
        _note_tag(event, spot, builder)
        builder.open({} if kind is yaml.MappingStartEvent else [], spot, event.anchor)
    elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
        builder.close()
    elif kind is yaml.AliasEvent:
        spot = _spot(event.start_mark)
        if builder.wants_key:
            raise builder.refusal(spot, _NO_KEY, _PLAIN)
        builder.alias(event.anchor, spot)
    elif kind is yaml.DocumentStartEvent and builder.root is not None:
        second = Text(zh="第二份文档", en="a second document")
        one = Text(zh="一个文件一份", en="one document in a file")
        raise builder.refusal(_spot(event.start_mark), second, one)


def _note_tag(event: Any, spot: Spot, builder: Builder) -> None:
    if event.tag is not None and event.tag != "!":
        builder.note(spot, Text(zh=f"标签 {event.tag}", en=f"the tag {event.tag}"), _PLAIN)


def _spot(mark: Any) -> Spot:
    return (mark.line + 1, mark.column + 1)
