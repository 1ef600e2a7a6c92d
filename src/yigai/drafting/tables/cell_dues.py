"""The deadline in a cell (完成时限): a cell that is one deadline and nothing else, read by its heading.

In a column of deadlines 2023年12月 alone is one, and 持续推进 is none. Of several, or of a stretch of time,
no one day is chosen.
"""

from __future__ import annotations

import re

import pendulum

from yigai.drafting.grammar.dues import Deadline, deadlines_in, last_day
from yigai.drafting.result import DraftDue
from yigai.drafting.source import Clean, Piece

# 2023年12月底前完成, 12月31日前, 2023年上半年, 年底前, 今年三季度末
_ONE = re.compile(
    r"(?:于|在|到|至|截至)?(?:(?P<year>20\d\d)年度?|今年|本年|当年|年)?"
    r"(?:(?P<month>\d{1,2})月(?:份|(?P<day>\d{1,2})日)?|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度)?"
    r"(?P<end>年?[底末内])?(?P<before>(?:之|以)?前)?(?:全部|全面|基本)?(?:完成|办结|落实|到位|实现|建成)*[。;]?"
)
_HAS_TIME = re.compile(r"\d|年|月|季|十[一二三四五六]五")
# What may stand beside a deadline: 2024年底前完成，并长期坚持; not 出台方案, which is no end.
_BESIDE = re.compile(r"(?:前|完成|办结|落实|到位|实现|建成|全部|基本|并|长期|持续|坚持|推进|[,。;“”])*")
# 2023, 2023.12, 2023-12-31, 2023/12/31
_IN_DIGITS = re.compile(r"(20\d\d)(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?[。;]?")
_QUARTERS = {"一": "3", "二": "6", "三": "9", "四": "12", "1": "3", "2": "6", "3": "9", "4": "12"}
_HALVES = {"上": "6", "下": "12"}
_LONGEST = 60


def due_in(clean: Clean, piece: Piece, year: int | None) -> DraftDue | None:
    """The deadline in a cell, None where it says none; `year` is the one the title prints."""
    words = clean.text[piece.start : piece.end].replace("\n", "").strip()
    if not words or not _HAS_TIME.search(words):
        return None
    return DraftDue(
        printed=clean.quote(piece.start, piece.end)[:_LONGEST],
        span=clean.span(piece.start, piece.end),
        day=_day(words, year),
    )


def _day(words: str, year: int | None) -> pendulum.Date | None:
    in_digits = _IN_DIGITS.fullmatch(words)
    if in_digits:
        # A workbook keeps 2023年12月 as the first of the month, and does not say which was meant.
        is_open = in_digits[3] and int(in_digits[3]) == 1
        return None if is_open else last_day(int(in_digits[1]), in_digits[2], in_digits[3])
    match = _ONE.fullmatch(words)
    if match:
        if match["before"] and not (match["end"] or match["day"]):  # 2025年前: does 2025 count?
            return None
        said = match["year"] or year
        month = match["month"] or _HALVES.get(match["half"] or "") or _QUARTERS.get(match["quarter"] or "")
        return last_day(int(said), month, match["day"]) if said else None
    found = deadlines_in(words, year)
    is_one = len(found) == 1 and "全年" not in words and _is_whole(words, found[0])
    return found[0].day if is_one else None


def _is_whole(words: str, deadline: Deadline) -> bool:
    """Whether a cell says nothing but this deadline, and that things end then: “十四五”末."""
    return bool(_BESIDE.fullmatch(words[: deadline.start] + words[deadline.end :]))
