"""Deadlines (时限): what a sentence prints, and the day it counts as.

A deadline without a year counts only where the title prints the year of the document; else it stays words.
"""

from __future__ import annotations

import calendar
import re

import attrs
import pendulum

_BEFORE = r"(?P<to>到|至|截至|截止|在|于|确保|力争|争取|,|^)?"
_NOT_A_DEADLINE = re.compile(r"(?:比|较|自|从|与|相比|根据|按照|依据|在|以|于|的|关于|印发|落实|完善)$")
# 到2025年底, 2023年9月底前, 2025年12月31日前, 2024年，
_DATED = re.compile(
    r"(?<!\d)(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
    r"(?P<end>底之前|底以前|底前|末前|年底前|底|末|之前|以前|前|内|(?=[,全实力达基各建完]))?"
)
# 年底前, 年内, 今年底, 12月底前, 全年
_YEARLESS = re.compile(
    r"(?:(?<![\d0-9年])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)(?:之前|以前|前)"
    r"|(?:今|本|当)?年(?:底之前|底以前|底前|末前|底|内)|今年|本年度|全年)"
)
# “十四五”期间, 十四五末; not “十四五”规划
_FIVE_YEARS = re.compile(r"[“]?十(?P<which>二|三|四|五|六)五[”]?(?:期间|末|时期末|期末|结束)")
_PLAN_ENDS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_YEARS = range(2000, 2061)
_COUNTED = re.compile(r"[\d一二三四五六七八九十两几每]")  # 三年内, 每年底前


@attrs.frozen(kw_only=True)
class Deadline:
    """A deadline in a sentence (时限): where it stands, its words, and its day if it can be told."""

    start: int
    end: int
    printed: str
    day: pendulum.Date | None


def deadlines_in(sentence: str, year: int | None) -> list[Deadline]:
    """Every deadline of a sentence, in the order of the text; `year` is the one the title prints.

    >>> [str(each.day) for each in deadlines_in("到2025年底达到80%,年底前完成", None)]
    ['2025-12-31', 'None']
    """
    found = [*_dated(sentence), *_five_years(sentence)]
    taken = {place for each in found for place in range(each.start, each.end)}
    for match in _YEARLESS.finditer(sentence):
        if not taken.isdisjoint(range(*match.span())):
            continue
        if _COUNTED.search(sentence, max(0, match.start() - 1), match.start()):
            continue
        day = None if year is None else last_day(year, match["month"], match["day"])
        found.append(Deadline(start=match.start(), end=match.end(), printed=match[0], day=day))
    return sorted(found, key=lambda each: each.start)


def _dated(sentence: str) -> list[Deadline]:
    found = []
    for match in _DATED.finditer(sentence):
        left = sentence[max(0, match.start() - 6) : match.start()]
        said_to = re.search(r"(?:到|至|截至|截止|时限:|时间:|时限为|时限)$", left)
        if match["end"] is None and not said_to:
            continue
        if said_to is None and not (match["end"] or _NOT_A_DEADLINE.search(left) is None):
            continue
        if re.search(r"(?:比|较|自|从|与)$", left) or re.match("以来|起|后", sentence[match.end() :]):
            continue
        if re.search(r"[-至到]$", left) and re.search(r"\d年?[-至到]$", left) and match["end"] is None:
            continue
        day = last_day(int(match["year"]), match["month"], match["day"])
        found.append(Deadline(start=match.start(), end=match.end(), printed=match[0], day=day))
    return found


def _five_years(sentence: str) -> list[Deadline]:
    return [
        Deadline(
            start=match.start(),
            end=match.end(),
            printed=match[0],
            day=last_day(_PLAN_ENDS[match["which"]], None, None),
        )
        for match in _FIVE_YEARS.finditer(sentence)
    ]


def last_day(year: int, month: str | None, day: str | None) -> pendulum.Date | None:
    """The last day of what is printed: of the year, the month, or the day itself; None for no such day."""
    if year not in _YEARS:
        return None
    number = int(month) if month else 12
    try:
        last = int(day) if day else calendar.monthrange(year, number)[1]
        return pendulum.Date(year, number, last)
    except (ValueError, calendar.IllegalMonthError):
        return None
