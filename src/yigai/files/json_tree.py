"""JSON text to the same tree as YAML: values with their places, repeated keys noticed.

`json` itself keeps no places and lets the last of two equal keys win. It judges whether the text is JSON;
its tokens then give the tree.
"""

from __future__ import annotations

import json
import re

from yigai.errors import Text
from yigai.files.builder import Builder, Lines, Node, Spot, refuse_long
from yigai.files.faults import Fault
from yigai.files.leaves import JsonNumber
from yigai.files.syntax import problem

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s"{}\[\],:]+')
_WORDS = {"true": True, "false": False, "null": None}
_HALF = re.compile("[\ud800-\udfff]")  # half a character, which no file can hold


def read_json_tree(text: str, *, source: str) -> tuple[Node, list[Fault]]:
    """The tree of a JSON text, and the faults that did not keep it from being read.

    Raises `FileFaults` where no tree can be had: syntax, or a bound exceeded.
    """
    refuse_long(text, source)
    builder = Builder(source)
    try:
        json.loads(text, parse_int=JsonNumber, parse_float=JsonNumber)
    except json.JSONDecodeError as error:
        valid = Text(zh="合乎 JSON 语法", en="valid JSON")
        raise builder.refusal((error.lineno, error.colno), problem(error.msg), valid) from None
    except RecursionError:
        raise builder.too_deep((1, 1)) from None
    lines = Lines(text)
    for match in _TOKEN.finditer(text):
        _take(match[0], lines.spot(match.start()), builder)
    if builder.root is None:  # pragma: no cover (json has found a value)
        raise AssertionError
    return builder.root, builder.faults


def _take(piece: str, spot: Spot, builder: Builder) -> None:
    if piece in "{[":
        builder.open({} if piece == "{" else [], spot)
    elif piece in "}]":
        builder.close()
    elif piece in ",:":
        pass
    elif piece.startswith('"'):
        text = _text(piece, spot, builder)
        if builder.wants_key:
            builder.key(text, spot)
        else:
            builder.scalar(text, spot)
    else:
        builder.scalar(_WORDS[piece] if piece in _WORDS else JsonNumber(piece), spot)


def _text(piece: str, spot: Spot, builder: Builder) -> str:
    text = str(json.loads(piece)) if "\\" in piece else piece[1:-1]
    if half := _HALF.search(text):
        found = Text(zh=f"字符 {half[0]!r}", en=f"the character {half[0]!r}")
        builder.note(spot, found, Text(zh="完整的字符", en="whole characters"))
        return _HALF.sub("\ufffd", text)
    return text
