"""Recurring duties (定期工作): what is to be done every year, every quarter, or regularly.

每年至少组织1次 counts, and has a comparator and a value; 定期公布 does not say how often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yigai.drafting.comparators import before, combined, softener_in
from yigai.drafting.figures import Figure, figures_in
from yigai.drafting.numerals import TIMES
from yigai.drafting.result import DraftDuty
from yigai.drafting.sentences import sentences_in
from yigai.drafting.source import Clean, Piece
from yigai.drafting.traps import is_past
from yigai.model.words import Comparator

_UNITS = {
    "年": "year",
    "半年": "half-year",
    "季度": "quarter",
    "季": "quarter",
    "月": "month",
    "周": "week",
    "天": "day",
    "日": "day",
}
_NUMBERS = {
    "": 1,
    "一": 1,
    "1": 1,
    "两": 2,
    "二": 2,
    "2": 2,
    "三": 3,
    "3": 3,
    "四": 4,
    "4": 4,
    "五": 5,
    "5": 5,
}
# 每年, 每两年, 每季度, 每半年, 每月
_EVERY = re.compile(
    r"(?<!人)每(?:隔)?(?P<count>[一两二三四五1-5]?)(?:个)?(?P<unit>半年|年|季度|季|月|周|天|日)(?!人|每)"
)
# 按季度, 季调度, 年通报, 年度通报, 按月通报
_BY = re.compile(
    r"按(?P<by>季度|季|月|年度|年|周)(?=[^,。;]{0,12}(?:调度|通报|评估|监测|报送|公布|分析|考核|总结|汇总|督导|上报|公示|开展|清算))"
    r"|(?P<short>季|月|年)(?:度)?(?=(?:调度|通报|例会|报告制度|监测|公示|评估))|年度(?=(?:绩效)?(?:考核|评估|评价|通报|清算))"
)
_REGULAR = re.compile(r"定期(?!.{0,4}(?:存款|储蓄))|常态化(?=开展(?:监测|督导|检查|通报))|不定期")
_IRREGULAR = "不定期"


def duties_in(clean: Clean, pieces: Sequence[Piece]) -> list[DraftDuty]:
    """Every recurring duty in some paragraphs, in the order of the text."""
    found: list[DraftDuty] = []
    for sentence in sentences_in(clean, pieces, year=None):
        figures = figures_in(sentence.masked)
        seen: set[tuple[int, str]] = set()
        for at, end, frequency in _periods(sentence.masked):
            begin, stop = sentence.clause(at, end)
            if is_past(sentence.masked[begin:stop]) or (begin, frequency) in seen:
                continue
            seen.add((begin, frequency))
            counted = [each for each in figures if end <= each.start < stop and each.unit in TIMES]
            if not counted and any(at <= each.start < stop for each in figures):  # 每年招聘20名 is a target
                continue
            start = sentence.start
            found.append(
                DraftDuty(
                    quote=clean.quote(start + begin, start + stop),
                    span=clean.span(start + begin, start + stop),
                    frequency=frequency,
                    softener=softener_in(sentence.text[begin : at + 1]),
                    comparator=_comparator(sentence.masked, counted[0], end) if counted else None,
                    value=counted[0].value if counted else None,
                    unit=counted[0].unit if counted else None,
                )
            )
    return found


def _periods(masked: str) -> Iterator[tuple[int, int, str]]:
    found = []
    for match in _EVERY.finditer(masked):
        count, unit = _NUMBERS[match["count"]], _UNITS[match["unit"]]
        found.append((match.start(), match.end(), unit if count == 1 else f"{count}-{unit}"))
    every = list(found)
    for match in _BY.finditer(masked):
        if any(start <= match.start() < end for start, end, _ in every):  # 每半年通报 is no 年通报
            continue
        unit = _UNITS.get((match["by"] or match["short"] or "年").removesuffix("度") or "年", "year")
        found.append((match.start(), match.end(), unit))
    found += [
        (match.start(), match.end(), "regular")
        for match in _REGULAR.finditer(masked)
        if match[0] != _IRREGULAR and masked[max(0, match.start() - 1) : match.start()] != "不"
    ]
    yield from sorted(found)


def _comparator(masked: str, figure: Figure, floor: int) -> Comparator:
    """How a count is meant: 不少于2次 at least, 1次 that often."""
    reading = before(masked[floor : figure.start])
    return combined(reading.comparator if reading else None, figure.behind) or Comparator.EQUAL
