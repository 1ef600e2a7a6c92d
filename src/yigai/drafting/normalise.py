"""Script, width and white space (规范化): one spelling for all documents, every place kept.

The clean text is simplified and half-width; brackets of all kinds become ( or [, dashes become -, years
in Chinese digits become ASCII ones. Each step maps one character to one, or leaves characters out, so the
place of each in the original is known.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs

from yigai.drafting.extras import need

Stretches: TypeAlias = tuple[int, int, tuple[tuple[int, int], ...]]
"""A row of a table: where it begins and ends, and where its cells do."""


# Characters of traditional script that are frequent in official prose and in no simplified text.
_TRADITIONAL = frozenset("醫療衛國務發關於們會強實進構務體縣鄉鎮區構員價費險藥標點開機")
_MOST_SIMPLIFIED = 0.002  # a stray traditional character in a simplified text is a quotation or a misprint

_DROPPED = "\0"
_ONE_SPELLING = {
    **{ord(c): "(" for c in "（﹙❨"},
    **{ord(c): ")" for c in "）﹚❩"},
    **{ord(c): "[" for c in "［【〔﹝〖"},
    **{ord(c): "]" for c in "］】〕﹞〗"},
    **{ord(c): "“" for c in "「『＂"},
    **{ord(c): "”" for c in "」』"},
    **{ord(c): "-" for c in "—–－―‐‑‒−﹣～~〜─"},
    **{ord(c): ":" for c in "：∶︰"},
    ord("｡"): "。",
    ord("﹪"): "%",
    ord("﹑"): "、",
    ord("○"): "〇",
    ord("◯"): "〇",
    ord("\u3000"): " ",
    ord("\xa0"): " ",
    ord("\t"): " ",
    ord("\v"): " ",
    ord("\f"): " ",
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "（）［］－～：＂"},
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad\ufffc\r"), _DROPPED),
}
_FOLDED = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")  # radicals, compatibility characters
_WIDE = re.compile("[^\0-\u2000]")

# 行(xíng)政: pinyin that a converter put behind a character.
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")
_TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
# [bookmark: _GoBack] and **bold**, ## headings: marks of editors.
_MARKS = re.compile(r"\[bookmark:[^\]\n]{0,60}\]|\[\^?\d{1,2}\](?!号)|\*\*|^ {0,3}#{1,6} ", re.MULTILINE)
_BREAK = re.compile(r"\n|<br\s{0,9}/?>")  # a line break in a cell, <br> in Markdown
_EVERY_SPACE = re.compile(" +")
_SHORT, _SCATTERED = 8, 3  # 示 范 市 2 0 2 3 年: where a third of a line is spaces, none is meant
# Beside Chinese characters, in 1 200元, and in 8 5%, which is what a scan makes of 85%
_SPACES = re.compile(r"(?<![0-9A-Za-z]) +| +(?![0-9A-Za-z])|(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=\d[%‰])")
# 二〇二三年 and 二零二三年
_YEAR = re.compile("(?<![一二三四五六七八九十])[一二][〇零九][〇零一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def laid_out(rows: Sequence[tuple[int, int]], cells: Iterable[tuple[int, int]]) -> Iterator[Stretches]:
    """The rows of a table, each with those of some cells that stand in it."""
    in_order = sorted(set(cells))
    for start, end in rows:
        yield start, end, tuple(in_order[bisect_left(in_order, (start, 0)) : bisect_left(in_order, (end, 0))])


@attrs.frozen(kw_only=True)
class Line:
    """A line of the original in clean spelling: its characters, their places, and how it was set."""

    text: str
    places: array[int]
    indent: int
    width: int
    is_after_blank: bool
    is_cell: bool = False


def script_of(text: str) -> str:
    """`traditional` or `simplified` (字体): by the characters that only one of them has.

    >>> script_of("醫療衛生"), script_of("医疗卫生")
    ('traditional', 'simplified')
    """
    count = sum(map(text.count, _TRADITIONAL))
    return "traditional" if count > max(2, len(text) * _MOST_SIMPLIFIED) else "simplified"


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length."""
    convert = need("opencc").OpenCC("t2s").convert
    whole: str = convert(text)
    if len(whole) == len(text):
        return whole
    lines = []
    for line in text.split("\n"):
        converted = convert(line)
        lines.append(converted if len(converted) == len(line) else _by_character(line, convert))
    return "\n".join(lines)


def _by_character(line: str, convert: object) -> str:
    if not callable(convert):
        return line
    return "".join(new if len(new := str(convert(old))) == 1 else old for old in line)


def lines_of(original: str, tables: Sequence[Stretches] = ()) -> tuple[list[Line], str]:
    """The lines of a text in clean spelling, blank ones left out, and the script.

    Of the rows of `tables` only the cells are read, each on lines of its own.
    """
    script = script_of(original)
    text = simplified(original) if script == "traditional" else original
    lines = []
    at, is_after_blank = 0, True
    for begin, end, cells in (*tables, (len(text), len(text), ())):
        for start, stop, is_cell in (*_split(text, at, begin), *_cells(text, cells)):
            line = _line(text[start:stop], start, is_after_blank=is_after_blank, is_cell=is_cell)
            is_after_blank = line is None
            if line:
                lines.append(line)
        at = end
    return lines, script


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The lines in a stretch of prose."""
    while (stop := text.find("\n", start, end)) >= 0:
        yield start, stop, False
        start = stop + 1
    yield start, end, False


def _cells(text: str, cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The lines in the cells of a row."""
    for start, end in cells:
        at = start
        for mark in _BREAK.finditer(text, start, end):
            yield at, mark.start(), True
            at = mark.end()
        yield at, end, True


def _line(raw: str, start: int, *, is_after_blank: bool, is_cell: bool) -> Line | None:
    text = raw.translate(_ONE_SPELLING)
    if _FOLDED.search(text):
        text = "".join(map(_folded, text))
    kept = list(range(len(raw)))
    if _DROPPED in text:
        kept = [position for position in kept if text[position] != _DROPPED]
        text = text.replace(_DROPPED, "")
    bare = raw.strip()
    indent = _columns(raw[: raw.find(bare)]) if bare else 0
    spaced = text.strip()
    is_scattered = len(spaced) > _SHORT and spaced.count(" ") * _SCATTERED > len(spaced)
    for pattern in (_MARKS, _PINYIN, _EVERY_SPACE if is_scattered else _SPACES):
        text, kept = _without(pattern, text, kept)
    if not text.strip():
        return None
    text = _YEAR.sub(lambda year: year[0].translate(_CHINESE_DIGITS), text)
    places = array("L", (start + position for position in kept))
    return Line(
        text=text,
        places=places,
        indent=indent,
        width=_columns(bare),
        is_after_blank=is_after_blank,
        is_cell=is_cell,
    )


def _columns(text: str) -> int:
    """How wide a text is set, in half-width characters."""
    return len(text) + len(_WIDE.findall(text))


def _folded(character: str) -> str:
    """The ordinary character for one that some PDF fonts give instead, such as a radical."""
    folded = unicodedata.normalize("NFKC", character) if _FOLDED.match(character) else character
    return folded if len(folded) == 1 else character


def _without(pattern: re.Pattern[str], text: str, kept: list[int]) -> tuple[str, list[int]]:
    """The text without what the pattern finds, and the places of what is left."""
    parts, places, last = [], [], 0
    for match in pattern.finditer(text):
        if pattern is _PINYIN and not _TONE.search(match[0]):
            continue
        parts.append(text[last : match.start()])
        places += kept[last : match.start()]
        last = match.end()
    if not last:
        return text, kept
    return "".join([*parts, text[last:]]), places + kept[last:]
