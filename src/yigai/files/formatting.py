"""One form for every file: the form in which yigai writes it, whoever wrote it.

Keys stand in the order of the reference, small mappings on one line, and what is the default is left out.
Comments are not part of the form: PyYAML does not keep them, so they are counted here, and looked past when
a file is compared with its form.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import yaml

from yigai.files.formats import dump_json, dump_yaml, is_json, read_any, text_of, to_data

_COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_BLOCK = {"|", ">"}
_HEAD = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")


@attrs.frozen(kw_only=True)
class Formatted:
    """A file in its form, with the number of its comments, which the form does not have.

    `as_is` is whether it has that form already, but for comments and the ends of its lines.
    """

    text: str
    comments: int
    as_is: bool


def formatted(path: str | os.PathLike[str], *, data: Mapping[str, Any] | None = None) -> Formatted:
    """A file of any of our formats in its form. Raises `FileFaults` with every fault of the file.

    Whoever has read a file of another format gives its `data`.
    """
    return in_form(text_of(path), json=is_json(path), source=os.fspath(path), data=data)


def in_form(
    text: str, *, json: bool, source: str = "<text>", data: Mapping[str, Any] | None = None
) -> Formatted:
    """The same of a text. Raises `FileFaults` with every fault."""
    if data is None:
        data = to_data(read_any(text, json=json, source=source))
    form = dump_json(data, indent=2) if json else dump_yaml(data)
    spans = [] if json else list(_comments(text))
    bare = _without(text, spans).replace("\r\n", "\n")
    return Formatted(text=form, comments=len(spans), as_is=bare == form)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """A text without its comments: without the spaces before each, and the line where nothing else is."""
    parts, at, new_line = [], 0, True
    for first, last in spans:
        before = text[at:first].rstrip(" \t")
        new_line = before.endswith("\n") or (new_line and not before)
        parts.append(before)
        at = last
        if new_line:
            at = last + 1 if text.startswith("\n", last) else last
            at = last + 2 if text.startswith("\r\n", last) else at
    return "".join([*parts, text[at:]])


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where the comments of a YAML text stand: nothing else between its tokens has a number sign."""
    at = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        start, end = token.start_mark.index, token.end_mark.index
        for match in _COMMENT.finditer(text, at, max(at, start)):
            yield match.span()
        if getattr(token, "style", None) in _BLOCK:  # one may stand behind the sign that begins the block
            head = _HEAD.match(text, start)
            if head:
                yield head.span(1)
        at = max(at, end)
    for match in _COMMENT.finditer(text, at):
        yield match.span()
