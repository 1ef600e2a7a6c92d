"""Figures (数字): every number of a sentence with its unit, and how it hangs together with the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from yigai.drafting.comparators import behind
from yigai.drafting.numerals import DIGITS, DURATIONS, HAN, SHARE, UNIT, share_of, value_of
from yigai.model.words import Comparator

_FIGURE = re.compile(
    rf"(?P<share>{SHARE})"
    rf"|(?P<a>\d{{1,4}}(?:\.\d{{1,3}})?):(?P<b>\d{{1,4}}(?:\.\d{{1,3}})?)"  # 1:1.6
    rf"|(?P<low>{DIGITS})(?P<lowunit>{UNIT})?(?:-{{1,2}}|至|到)(?P<high>{DIGITS})(?P<unit>{UNIT})"  # 2—3家
    rf"|(?P<hanlow>{HAN})(?:-|至|到)(?P<hanhigh>{HAN})(?P<hanunit>{UNIT})"  # 两至三家
    rf"|(?P<odd>{DIGITS}[万亿]?|{HAN})[余多](?P<oddunit>{UNIT})"  # 80余家, 十多项
    rf"|(?P<one>{DIGITS})(?P<oneunit>{UNIT})?"  # 65%, 30个
    r"|(?<=翻)(?P<doubled>[一两二])番"  # 翻一番
    rf"|(?P<pair>[一两二三四五六七八][二三四五六七八九])(?P<pairunit>{UNIT})"  # 两三家
    rf"|(?P<han>{HAN})(?P<onehan>{UNIT})"  # 两批
)
_JOINED = re.compile(r"(?:、|,|和|及|与|以及|或)(?:和)?")
_UNITLESS_ENDS = re.compile(r"以上|以下|以内|左右|级|[,。;、)\n]|$")


@attrs.frozen(kw_only=True)
class Figure:
    """A number in a text: where it stands, its value, its unit, and the comparator behind it.

    `is_joined` says that only a mark stands between it and the one before: 90%、80%和60%.
    """

    start: int
    end: int
    value: str
    upper: str | None
    unit: str | None
    is_han: bool
    behind: Comparator | None
    end_behind: int
    is_joined: bool = False


def figures_in(masked: str) -> list[Figure]:
    """Every figure of a text in which what is no target is covered.

    >>> [(each.value, each.upper, each.unit) for each in figures_in("培育2-3家,达到百分之七十以上")]
    [('2', '3', '家'), ('70', None, '%')]
    """
    found: list[Figure] = []
    for figure in _read(masked):
        if found and _joins(masked, found[-1], figure):
            found.append(attrs.evolve(figure, is_joined=True))
        else:
            found.append(figure)
    for position in range(len(found) - 2, -1, -1):  # 62%、61%以上: what stands behind the last counts for all
        later = found[position + 1]
        if later.is_joined and found[position].behind is None:
            found[position] = attrs.evolve(found[position], behind=later.behind)
    return found


def _joins(masked: str, first: Figure, figure: Figure) -> bool:
    """Whether a figure goes on with the one before: 90%、80%; 8人次、2.5床日 in other units, but no time."""
    joiner = _JOINED.fullmatch(masked, first.end_behind, figure.start)
    if joiner is None:
        return False
    if first.unit in {None, figure.unit}:
        return True
    are_rates = {_is_rate(first.unit), _is_rate(figure.unit)}
    return joiner[0] in "、和及" and len(are_rates) == 1 and not {first.unit, figure.unit} & DURATIONS


def _is_rate(unit: str | None) -> bool:
    return unit in {"%", "‰"} or (unit or "").startswith("/")


def _read(masked: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(masked):
        read = _value(match)
        if read is None:
            continue
        value, upper, unit, is_han = read
        end = match.end()
        if unit is None and ":" not in value and not _UNITLESS_ENDS.match(masked, end):
            continue
        if unit == "年" and masked[match.start() - 1 : match.start()] in {"上", "下", "同"}:  # 上一年度
            continue
        if unit == "分" and masked[end : end + 1] == "之":
            continue
        if unit is None and masked[end : end + 1] == "级":
            unit, end = "级", end + 1
        meaning, length = behind(masked[end : end + 20])
        if match["odd"]:
            meaning = Comparator.MORE_THAN
        yield Figure(
            start=match.start(),
            end=end,
            value=value,
            upper=upper,
            unit=unit,
            is_han=is_han,
            behind=meaning,
            end_behind=end + length,
        )


def _value(match: re.Match[str]) -> tuple[str, str | None, str | None, bool] | None:
    """Value, upper end, unit, and whether the number is written in Chinese."""
    if match["share"]:
        share = share_of(match["share"])
        return None if share is None else (share[0], None, share[1], False)
    if match["a"]:
        return f"{match['a']}:{match['b']}", None, None, False
    if match["doubled"]:  # doubled is once more, 翻两番 three times more
        return ("1" if match["doubled"] == "一" else "3"), None, "倍", False
    if match["odd"]:
        return _odd(match["odd"], match["oddunit"])
    if match["pair"]:
        first, last = (value_of(each) for each in match["pair"])
        return (
            None
            if first is None or last is None or int(first) >= int(last)
            else (first, last, match["pairunit"], True)
        )
    low = match["low"] or match["hanlow"]
    high = match["high"] or match["hanhigh"]
    if low and high:
        first, last = value_of(low), value_of(high)
        unit = match["unit"] or match["hanunit"]
        if first is None or last is None or float(first) > float(last):
            return None
        return first, last, unit, bool(match["hanlow"])
    one = match["one"] or match["han"]
    value = value_of(one) if one else None
    if value is None:
        return None
    return value, None, match["oneunit"] or match["onehan"], bool(match["han"])


def _odd(printed: str, unit: str) -> tuple[str, str | None, str | None, bool] | None:
    """A number with more behind it, as in 80余家 and 1万余人次: the value that is exceeded."""
    number = printed.rstrip("万亿")
    value = value_of(number)
    return None if value is None else (value, None, printed[len(number) :] + unit, not printed[0].isdecimal())
