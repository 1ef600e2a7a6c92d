"""Automatic numbers (自动编号) of a Word file, counted as Word counts them.

A paragraph names a list and a level, itself or through its style; the list says for each level where to
start, how to write the number (一, 1, ①) and the text around it (（%1）); a level starts anew behind one
above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs

from yigai.errors import InvalidValue
from yigai.values.provision import chinese_numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_HIGHEST = 9999
_MOST_STYLES = 20  # in a chain of styles based on each other


@attrs.frozen(kw_only=True)
class Level:
    """One level of a list: where it starts, how its number is written, and the text around it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts_after: int | None = None


@attrs.define(kw_only=True)
class Numbering:
    """The lists of a document and how far each has been counted; `label` counts on."""

    levels: dict[str, dict[int, Level]]
    abstract: dict[str, str]
    overrides: dict[str, dict[int, Level]]
    starts: dict[str, dict[int, int]]
    styles: dict[str, tuple[str | None, int | None, str | None]]
    counts: dict[str, list[int | None]] = attrs.field(factory=dict)
    started: set[tuple[str, int]] = attrs.field(factory=set)

    def label(self, paragraph: Any) -> str:
        """The number that Word shows before a paragraph, or nothing."""
        number, depth = self._list_of(paragraph)
        if number is None or number == "0" or number not in self.abstract:
            return ""
        depth = min(max(depth, 0), _LEVELS - 1)
        counts = self.counts.setdefault(self.abstract[number], [None] * _LEVELS)
        level = self._level(number, depth)
        if (number, depth) not in self.started and depth in self.starts.get(number, {}):
            counts[depth] = self.starts[number][depth]
        else:
            latest = counts[depth]
            counts[depth] = level.start if latest is None else latest + 1
        self.started.add((number, depth))
        for deeper in range(depth + 1, _LEVELS):
            after = self._level(number, deeper).restarts_after
            if after is None or (after and depth < after):
                counts[deeper] = None
        return self._written(number, counts, level)

    def _written(self, number: str, counts: list[int | None], level: Level) -> str:
        if level.form in {"bullet", "none"} and "%" not in level.text:
            return ""

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self._level(number, at)
            reached = counts[at]
            return written(other.start if reached is None else reached, other.form)

        return re.sub(r"%([1-9])", one, level.text)

    def _level(self, number: str, depth: int) -> Level:
        own = self.overrides.get(number, {}).get(depth)
        return own or self.levels.get(self.abstract[number], {}).get(depth) or Level()

    def _list_of(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else those of its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number, depth = _reference(own)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = None if style is None else style.get(W + "val")
        for _ in range(_MOST_STYLES):
            if name is None or name not in self.styles or (number is not None and depth is not None):
                break
            of_style, at, name = self.styles[name]
            number = number or of_style
            depth = at if depth is None else depth
        return number, depth or 0


def numbering_of(numbering: Any, styles: Any) -> Numbering:
    """The lists that the parts of a document describe."""
    levels: dict[str, dict[int, Level]] = {}
    abstract: dict[str, str] = {}
    overrides: dict[str, dict[int, Level]] = {}
    starts: dict[str, dict[int, int]] = {}
    links: dict[str, str] = {}
    for each in () if numbering is None else numbering.findall(W + "abstractNum"):
        name = each.get(W + "abstractNumId") or ""
        levels[name] = dict(_level(level) for level in each.findall(W + "lvl"))
        link = each.find(W + "numStyleLink")
        if link is not None:
            links[name] = link.get(W + "val") or ""
    for each in () if numbering is None else numbering.findall(W + "num"):
        name = each.get(W + "numId") or ""
        of = each.find(W + "abstractNumId")
        abstract[name] = "" if of is None else of.get(W + "val") or ""
        for override in each.findall(W + "lvlOverride"):
            depth = _whole(override.get(W + "ilvl"), 0)
            start = override.find(W + "startOverride")
            if start is not None:
                starts.setdefault(name, {})[depth] = _whole(start.get(W + "val"), 1)
            level = override.find(W + "lvl")
            if level is not None:
                overrides.setdefault(name, {})[depth] = _level(level)[1]
    named = _styles(styles)
    for name, style in links.items():  # a list that only points to the list of a style
        target = abstract.get(named.get(style, (None, None, None))[0] or "")
        if target in levels and not levels[name]:
            levels[name] = levels[target]
    return Numbering(levels=levels, abstract=abstract, overrides=overrides, starts=starts, styles=named)


def _styles(styles: Any) -> dict[str, tuple[str | None, int | None, str | None]]:
    """For each style its list, its level and the style it is based on."""
    found: dict[str, tuple[str | None, int | None, str | None]] = {}
    for each in () if styles is None else styles.findall(W + "style"):
        number, depth = _reference(each.find(f"{W}pPr/{W}numPr"))
        based = each.find(W + "basedOn")
        found[each.get(W + "styleId") or ""] = (
            number,
            depth,
            None if based is None else based.get(W + "val"),
        )
    return found


def _reference(element: Any) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    number, depth = element.find(W + "numId"), element.find(W + "ilvl")
    return (
        None if number is None else number.get(W + "val"),
        None if depth is None else _whole(depth.get(W + "val"), 0),
    )


def _level(element: Any) -> tuple[int, Level]:
    def value(name: str) -> str | None:
        found = element.find(W + name)
        return None if found is None else found.get(W + "val")

    restart = value("lvlRestart")
    level = Level(
        start=_whole(value("start"), 1),
        form=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        restarts_after=None if restart is None else _whole(restart, 0),
    )
    return _whole(element.get(W + "ilvl"), 0), level


def _whole(text: str | None, otherwise: int) -> int:
    is_number = text is not None and re.fullmatch("[0-9]{1,6}", text)
    return int(text) if text and is_number else otherwise


def written(number: int, form: str) -> str:
    """A number as a list writes it.

    >>> written(12, "chineseCountingThousand"), written(3, "decimalEnclosedCircle"), written(4, "upperRoman")
    ('十二', '③', 'IV')
    """
    return _FORMS.get(form, str)(number)


def _han(number: int) -> str:
    try:
        return chinese_numeral(number)
    except InvalidValue:
        return str(number)


def _digit_by_digit(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 1 <= number <= 260 else str(number)


def _roman(number: int) -> str:
    if not 1 <= number <= _HIGHEST:
        return str(number)
    parts = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    text = ""
    for value, letters in parts:
        count, number = divmod(number, value)
        text += letters * count
    return text


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
         "taiwaneseCounting", "koreanCounting", "ideographTraditional", "ideographZodiac"),
        _han,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digit_by_digit),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalZero": "{:02}".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
    "bullet": lambda _: "",
    "none": lambda _: "",
}  # fmt: skip
