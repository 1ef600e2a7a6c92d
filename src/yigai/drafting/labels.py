"""Labels (序号) of headings and items: what shape they have and which number they count."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from yigai.errors import InvalidValue
from yigai.values.provision import read_numeral

_HAN = "[〇零一二三四五六七八九十百]{1,5}"

# The shapes from the outermost to the innermost. Each pattern stands at the start of a paragraph.
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"第({_HAN}|\d{{1,3}})(?:章|编|篇|部分)[、.:]?")),  # 第一章 总则
    ("division", re.compile(rf"第({_HAN}|\d{{1,3}})节[、.:]?")),  # 第一节 目标
    ("article", re.compile(rf"第({_HAN}|\d{{1,3}})条[、.:]?")),  # 第十二条 统筹地区
    ("han", re.compile(rf"({_HAN})[、.](?!\d)")),  # 一、总体要求
    ("han-bracket", re.compile(rf"[(\[]({_HAN})[)\]][、.]?|({_HAN})\)[、.]?")),  # （十二）推进
    ("digit", re.compile(r"(\d{1,3})(?:[、.](?!\d)|\\\.)")),  # 1.推进  1、推进  1．推进
    ("digit-bracket", re.compile(r"[(\[](\d{1,3})[)\]][、.]?|(\d{1,3})\)[、.]?")),  # （1）推进
    ("circled", re.compile("([①-⑳])[、.]?")),  # ①推进
)
RANK = {shape: rank for rank, (shape, _) in enumerate(_SHAPES)}
"""The shapes of labels, the outermost first."""

# Where an item may begin in the middle of a paragraph: behind the end of a sentence or of its owners; but
# 二、三级医院 is one word.
_INSIDE = re.compile(
    rf"(?<=[。;!?)\]])(?:[(\[]{_HAN}[)\]]|{_HAN}、(?!(?:二、)?[二三四][级类])|\d{{1,2}}[.、](?!\d))(?=[\u4e00-\u9fff“《])"
)

# 一、完善服务体系（一）推进: an item right behind the heading above it.
_BEHIND_HEADING = re.compile(rf"{_HAN}、[^。;:()\[\]\n]{{2,50}}(?=[(\[]{_HAN}[)\]][\u4e00-\u9fff])")
# 某某任务清单 一、 …。二、…: the first label of a page without line breaks, behind its title.
_FIRST, _SECOND = (
    re.compile(r"(?<!^)一、(?=[\u4e00-\u9fff])"),
    re.compile(r"(?<=[。;)\]])二、(?=[\u4e00-\u9fff])"),
)
_LONG, _REACH = 120, 400


@attrs.frozen(kw_only=True)
class Mark:
    """A label at the start of a text: its shape, the number it counts, and how long it is."""

    shape: str
    number: int
    length: int


def label_at(text: str) -> Mark | None:
    """The label a text begins with, or None.

    >>> label_at("（十二）推进医改".replace("（", "(").replace("）", ")"))
    Mark(shape='han-bracket', number=12, length=4)
    """
    return _label(text[:12])


@lru_cache(maxsize=8192)
def _label(head: str) -> Mark | None:
    for shape, pattern in _SHAPES:
        match = pattern.match(head)
        if match and (number := _number(match[match.lastindex or 0])):
            return Mark(shape=shape, number=number, length=match.end())
    return None


def starts_inside(text: str) -> list[int]:
    """Where labels stand inside a paragraph, such as a page whose line breaks were lost."""
    found = [match.start() for match in _INSIDE.finditer(text)]
    found += [match.end() for match in _BEHIND_HEADING.finditer(text)]
    first = _FIRST.search(text[:_REACH]) if len(text) > _LONG else None
    if first and _SECOND.search(text, first.end()):
        found.append(first.start())
    return sorted(set(found))


def _number(printed: str) -> int | None:
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if printed.isdecimal():
        return int(printed) or None
    try:
        return read_numeral(printed)
    except InvalidValue:
        return None
