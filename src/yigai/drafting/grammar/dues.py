"""Deadlines (时限): what a sentence prints, and the day it counts as.

A deadline without a year counts only where the title prints the year of the document; else it stays words.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

import attrs
import pendulum

from yigai.drafting.grammar.comparators import softener_in
from yigai.model.words import Softener

# What before a year makes it no deadline: 比2020年, 自2023年, 根据2022年 …
_NOT_A_DEADLINE = re.compile(r"(?:比|较|自|从|与|相比|根据|按照|依据|在|以|于|的|关于|印发|落实|完善)$")
_SAID_TO = re.compile(r"(?:到|至|截至|截止|时限:|时间:|时限为|时限)$")
# A year that opens a clause, 2024年各省份…, or stands before its figure, 占比2024年不低于70%.
_OPENS = re.compile(r"(?:^|[,;:。\n]|力争|争取|确保)\s*$")
_GOES_ON = re.compile(r"[度起以至到版印及和、\-)的前后]|中央|重点工作|工作要点|医改任务|国家")
_FIGURE_FOLLOWS = re.compile(
    r"分别|(?:力争|要|均|应|须)?(?:不(?:低|少|高|超|得)|达|控制|降|提高|提升|稳定|保持|增|≥|≤|约?\d)"
)
# 到2025年底, 2023年9月底前, 2025年12月31日前, 2024年上半年, 2024年第三季度, 2024年，
_DATED = re.compile(
    r"(?<!\d)(?P<year>20\d{2})年"
    r"(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
    r"(?P<end>底之前|底以前|底前|末前|年底前|底|末|之前|以前|前|内|(?=[,全实力达基各建完]))?"
)
# 2024年、2025年; 2025和2030年
_YEAR = re.compile(r"20\d{2}年?(?:底前?|末)?")
_JOINED = re.compile(r"[、和及与](?:到|至)?")
_LISTED = re.compile(rf"(?<!\d){_YEAR.pattern}(?:{_JOINED.pattern}{_YEAR.pattern}){{1,5}}")
# 年底前, 年内, 今年底, 12月底前, 全年
_YEARLESS = re.compile(
    r"(?:(?<![\d0-9年])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)(?:之前|以前|前)"
    r"|(?:今|本|当)?年(?:底之前|底以前|底前|末前|底|内)|今年|本年度|全年|(?P<next>明年)(?:底前?|末|内)?)"
)
# “十四五”期间, 十四五末; not “十四五”规划
_FIVE_YEARS = re.compile(r"[“]?十(?P<which>二|三|四|五|六)五[”]?(?:期间|末|时期末|期末|结束)")
_PLAN_ENDS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_YEARS = range(2000, 2061)
_COUNTED = re.compile(r"[\d一二三四五六七八九十两几每]")  # 三年内, 每年底前
_SOFTENED = 5


@attrs.frozen(kw_only=True)
class Deadline:
    """A deadline in a sentence (时限): where it stands, its words, and its day if it can be told.

    `leads` where a comma parts it from what it holds for, as in 到2025年，; `is_joined` where only a mark
    stands between it and the one before; `softener` where it is itself softened, as in 力争到2025年.
    """

    start: int
    end: int
    printed: str
    day: pendulum.Date | None
    leads: bool = False
    is_joined: bool = False
    softener: Softener = Softener.NONE


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
        whose = year if year is None or not match["next"] else year + 1
        day = None if whose is None else last_day(whose, match["month"], match["day"])
        found.append(Deadline(start=match.start(), end=match.end(), printed=match[0], day=day))
    return _placed(sentence, sorted(found, key=lambda each: each.start))


def _placed(sentence: str, found: list[Deadline]) -> list[Deadline]:
    """The deadlines with what their surroundings say: joined, leading, softened."""
    placed: list[Deadline] = []
    for each in found:
        is_joined = bool(placed and _JOINED.fullmatch(sentence, placed[-1].end, each.start))
        leads = sentence[each.end : each.end + 1] == "," and each.day is not None
        words = re.split("[,;。]", sentence[max(0, each.start - _SOFTENED) : each.start])[-1]
        soft = softener_in(words) if leads or words.endswith(("到", "至")) else Softener.NONE
        placed.append(
            attrs.evolve(
                each,
                leads=leads,
                is_joined=is_joined,
                softener=placed[-1].softener if is_joined else soft,
            )
        )
    return placed


def _dated(sentence: str) -> list[Deadline]:
    found = [each for match in _LISTED.finditer(sentence) for each in _shared_out(sentence, match)]
    taken = {each.start for each in found}
    return found + [
        Deadline(start=match.start(), end=match.end(), printed=match[0], day=_day_of(match))
        for match in _DATED.finditer(sentence)
        if match.start() not in taken and _is_deadline(sentence, match)
    ]


def _shared_out(sentence: str, match: re.Match[str]) -> Iterator[Deadline]:
    """The years of a list, where it is one of deadlines: 到2025年和2030年, 2024年、2025年分别达到."""
    left = sentence[max(0, match.start() - 6) : match.start()]
    is_said = _SAID_TO.search(left) or left.endswith("于") or _FIGURE_FOLLOWS.match(sentence, match.end())
    if is_said or (_OPENS.search(left) and sentence.startswith(",", match.end())):
        for year in _YEAR.finditer(match[0]):
            start = match.start() + year.start()
            end = match.start() + year.end()
            yield Deadline(start=start, end=end, printed=year[0], day=last_day(int(year[0][:4]), None, None))


def _is_deadline(sentence: str, match: re.Match[str]) -> bool:
    """Whether a year is one by which something is to be: not 比2020年, 2023年起, 2021—2023年."""
    left = sentence[max(0, match.start() - 6) : match.start()]
    if re.search(r"(?:比|较|自|从|与)$", left) or re.match("以来|起|后", sentence[match.end() :]):
        return False
    if re.search(r"\d年?[-至到]$", left) and match["end"] is None:
        return False
    if _SAID_TO.search(left):
        return True
    if match["end"] is not None:
        return bool(match["end"]) or _NOT_A_DEADLINE.search(left) is None
    if _OPENS.search(left):
        return not _GOES_ON.match(sentence, match.end())
    return bool(_FIGURE_FOLLOWS.match(sentence, match.end())) and not _NOT_A_DEADLINE.search(left)


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


def _day_of(match: re.Match[str]) -> pendulum.Date | None:
    words = match.groupdict()
    month = words.get("month")
    if words.get("half"):
        month = "6" if words["half"] == "上" else "12"
    elif words.get("quarter"):
        month = str(_QUARTERS[words["quarter"]])
    return last_day(int(match["year"]), month, words.get("day"))


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
