"""Targets (目标) in a sentence: what its figures measure, by when, and which of them are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs
import pendulum

from yigai.drafting.grammar import traps
from yigai.drafting.grammar.comparators import Reading, combined
from yigai.drafting.grammar.dues import Deadline
from yigai.drafting.grammar.figures import Figure, figures_in
from yigai.drafting.grammar.indicators import as_printed, indicator_of, thing_counted
from yigai.drafting.grammar.numerals import DURATIONS, TIMES
from yigai.drafting.grammar.readings import Latest, reading_of
from yigai.drafting.grammar.sentences import Sentence, sentences_in
from yigai.drafting.grammar.shares import shared_out
from yigai.drafting.result import DraftTarget
from yigai.drafting.source import Clean, Piece
from yigai.model.words import Comparator, TargetKind

_LONGEST_QUOTE, _LONGEST_TOLD = 120, 300
_NO_VALUE = re.compile(r"第$|[A-Za-z]$|\d\.$")  # 第3家, H7家, 1.3家
_RECURS = re.compile(r"每(?:两|二|三|四|五|\d)?(?:个)?(?:年|半年|季度|季|月|周|天|日)(?!人)|年度|按季|按月")
# 全部开通, 全覆盖: everything, without a figure.
_UNIVERSAL = re.compile(
    r"全覆盖|(?:全部|普遍)(?=[\u4e00-\u9fff]{2})|(?<=实现)全(?:部|面)(?=覆盖)|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]"
)


def targets_in(
    clean: Clean,
    pieces: Sequence[Piece],
    *,
    year: int | None,
    inherited: Deadline | None = None,
    carries: bool = False,
) -> list[DraftTarget]:
    """Every target in some paragraphs, in the order of the text; `carries` as in `sentences_in`."""
    found: list[DraftTarget] = []
    for sentence in sentences_in(clean, pieces, year=year, inherited=inherited, carries=carries):
        found += _in_sentence(sentence)
    return found


def _in_sentence(sentence: Sentence) -> list[DraftTarget]:
    if traps.is_report(sentence.text):
        return []
    found: list[DraftTarget] = []
    figures = figures_in(sentence.masked)
    latest: Latest = None
    for position, figure in enumerate(figures):
        floor = figures[position - 1].end if position else 0
        target = _target(sentence, figure, floor, latest)
        if target is None:
            latest = latest if latest and not figure.is_joined else None
            continue
        place, count = _place(figures, position)
        due = sentence.due(figure.start, place, count)
        if due and due.day and sentence.year and due.day.year < sentence.year:
            continue  # 2022年参保率达到95%, in a plan of 2023: what has been
        target = attrs.evolve(target, due=due.day if due else None, due_printed=due.printed if due else None)
        begin, _ = sentence.clause(figure.start, figure.end)
        words = (
            sentence.masked[begin : figures[position - place].start]
            if place
            else sentence.masked[max(begin, floor) : figure.start]
        )
        found += shared_out(target, words, place, count)
        latest = figure, target
    found += _universal(sentence)
    return sorted(found, key=lambda each: each.span.start)


def _place(figures: Sequence[Figure], position: int) -> tuple[int, int]:
    """Which of how many a figure is among those joined to it: 38%、40% are two."""
    first = last = position
    while first and figures[first].is_joined:
        first -= 1
    while last + 1 < len(figures) and figures[last + 1].is_joined:
        last += 1
    return position - first, last - first + 1


def _target(sentence: Sentence, figure: Figure, floor: int, latest: Latest) -> DraftTarget | None:
    """What a figure says to be reached, without the day; None where it says nothing of the kind."""
    begin, stop = sentence.clause(figure.start, figure.end)
    left = sentence.masked[max(begin, floor) : figure.start]
    right = sentence.masked[figure.end_behind : stop]
    whole_left = sentence.masked[begin : figure.start]
    if _is_excluded(sentence, figure, whole_left, right):
        return None
    reading = reading_of(figure, left, right, sentence, latest)
    if reading is None or _is_no_duration_target(figure, reading, left):
        return None
    comparator = combined(reading.comparator, figure.behind) or reading.comparator
    if figure.upper is not None:
        comparator = Comparator.RANGE
    lead = sentence.masked[max(begin, floor) : max(begin, floor) + reading.start]
    baseline = _baseline(sentence, figure, begin)
    if baseline:
        lead = re.split("[由从]", whole_left)[0]
    own = thing_counted(right) if left.endswith(("、", "和", "及", ",")) else ""  # 1个国家中心、5个|省级中心
    name = (
        own
        or indicator_of(lead)
        or thing_counted(right)
        or (latest[1].indicator if latest and latest[0].unit == figure.unit else "")
        or lead
        or whole_left[-20:]
    ).strip(traps.COVER + "的,、;:")
    first = sentence.start + max(begin, figure.start - _LONGEST_QUOTE)
    last = sentence.start + min(stop, figure.end_behind + _LONGEST_QUOTE)
    return DraftTarget(
        quote=sentence.clean.quote(first, last),
        span=sentence.clean.span(first, last),
        indicator=as_printed(name, sentence.text[: figure.start], sentence.masked[: figure.start])
        or (figure.unit or "—"),
        comparator=comparator,
        value=figure.value,
        upper=figure.upper,
        unit=figure.unit,
        baseline=baseline,
        kind=_kind(figure, reading),
        softener=sentence.softener(begin, figure.start),
        falls=reading.falls,
    )


def _kind(figure: Figure, reading: Reading) -> TargetKind:
    if reading.is_change:
        return TargetKind.CHANGE
    return TargetKind.STANDARD if figure.unit == "级" else TargetKind.LEVEL


def _is_excluded(sentence: Sentence, figure: Figure, left: str, right: str) -> bool:
    """What is never a target: what has been, what something builds on, the condition of a rule, an age."""
    told = sentence.text[max(0, figure.start - _LONGEST_TOLD) : figure.start]
    before = sentence.masked[max(0, figure.start - len(left) - _LONGEST_TOLD) : figure.start - len(left)]
    has_been = (
        traps.is_past(left) or traps.is_told(told, sentence.year) or traps.is_consequence(before[:-1], left)
    )
    if has_been or traps.is_parameter(left, right):
        return True
    if figure.unit == "岁" and re.search("寿命|平均年龄", left) is None:
        return True
    if _NO_VALUE.search(left[-2:]) or (figure.unit in TIMES and _RECURS.search(left)):
        return True
    if left.endswith(("由", "从")) or re.match(
        "提高到|提升到|增加到|降低到|下降到|提高至|提升至|增至|降至", right
    ):
        return re.search(r"[由从][^,;]{0,12}$", left) is not None
    return traps.is_basis(right) or traps.is_rule(left, right, figure.unit)


def _is_no_duration_target(figure: Figure, reading: Reading, left: str) -> bool:
    """A time is a target only behind a comparator; 一个月内完成 and 3年以上工龄 are none."""
    if figure.unit not in DURATIONS or figure.is_joined:
        return False
    if reading.comparator in {Comparator.EQUAL, Comparator.APPROX} and not reading.is_change:
        return True
    return figure.unit in {"年", "月"} and bool(re.search("工作|工龄|满|从业|服务期", left))


def _baseline(sentence: Sentence, figure: Figure, begin: int) -> str | None:
    """What a change starts from: 由65%提高到70%."""
    match = re.search(
        r"[由从](?:[^,;]{0,12}?)(\d{1,9}(?:\.\d{1,4})?)[^,;\d]{1,14}$", sentence.masked[begin : figure.start]
    )
    return match[1] if match else None


def _universal(sentence: Sentence) -> Iterator[DraftTarget]:
    for match in _UNIVERSAL.finditer(sentence.masked):
        begin, stop = sentence.clause(match.start(), match.end())
        clause = sentence.masked[begin:stop]
        if traps.is_past(clause) or re.search(r"\d", clause):
            continue
        due = sentence.due(match.start())
        at = sentence.start
        begin, stop = max(begin, match.start() - _LONGEST_QUOTE), min(stop, match.end() + _LONGEST_QUOTE)
        yield DraftTarget(
            quote=sentence.clean.quote(at + begin, at + stop),
            span=sentence.clean.span(at + begin, at + stop),
            indicator=indicator_of(sentence.masked[begin : match.start()])
            or thing_counted(sentence.masked[match.end() : stop])
            or match[0],
            comparator=Comparator.EQUAL,
            value=None,
            due=_day(due),
            due_printed=due.printed if due else None,
            kind=TargetKind.UNIVERSAL,
            softener=sentence.softener(begin, match.start()),
        )


def _day(due: Deadline | None) -> pendulum.Date | None:
    return due.day if due else None
