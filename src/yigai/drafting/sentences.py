"""Sentences (句子) made ready for reading: what is no target covered, their deadlines found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from yigai.drafting import traps
from yigai.drafting.comparators import softener_in
from yigai.drafting.dues import Deadline, deadlines_in
from yigai.drafting.source import Clean, Piece
from yigai.model.words import Softener

_LONGEST_CLAUSE, _SHORT_CLAUSE = 160, 16
_FIGURE = re.compile(r"\d(?![\d.]{0,4}(?:个月|年))")  # 力争用2年时间 says no figure
_SENTENCE = re.compile(r"[^。!?\n]{1,3000}[。!?\n]?")  # a longer one is cut, so that the cost stays linear


@attrs.frozen(kw_only=True)
class Sentence:
    """A sentence under reading: `text` as it stands, `masked` with what is no target covered.

    `inherited` is the deadline said outside it: by the heading, with the owners, or by an earlier sentence;
    `year` the one that the title prints.
    """

    clean: Clean
    start: int
    text: str
    masked: str
    deadlines: list[Deadline]
    inherited: Deadline | None
    year: int | None

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around a stretch: from mark to mark."""
        floor = max(0, start - _LONGEST_CLAUSE)
        ceiling = min(len(self.masked), end + _LONGEST_CLAUSE)
        begin = max(max(self.masked.rfind(mark, floor, start) for mark in ",;:。") + 1, floor)
        stops = [at for mark in ",;。!?\n" if (at := self.masked.find(mark, end, ceiling)) >= 0]
        return begin, min(stops, default=ceiling)

    def softener(self, begin: int, end: int) -> Softener:
        """What loosens a clause: said in it, in a short one before it, or of its deadline (力争到2025年)."""
        before = self.text[max(0, begin - _SHORT_CLAUSE) : max(0, begin - 1)]
        lead = max(before.rfind(mark) for mark in ",;。:") + 1
        is_short = (lead > 0 or begin <= _SHORT_CLAUSE) and self.text[begin - 1 : begin] == ","
        says_one = is_short and not _FIGURE.search(self.masked, begin - len(before) + lead - 1, begin)
        own = softener_in((before[lead:] if says_one else "") + self.text[begin:end])
        if own is not Softener.NONE:
            return own
        due = self.due(end)
        return due.softener if due and due is not self.inherited else Softener.NONE

    def due(self, at: int, place: int = 0, count: int = 1) -> Deadline | None:
        """The deadline that holds at a place: the last one printed before it, else the inherited one.

        Of several years shared out among as many figures, 2024年、2025年分别达到38%、40%, the figure at
        `place` of `count` has its own.
        """
        earlier = [each for each in self.deadlines if each.start <= at]
        if not earlier:
            return self.inherited
        shared = len(earlier) - 1
        while shared and earlier[shared].is_joined:
            shared -= 1
        listed = earlier[shared:]
        return listed[place] if len(listed) == count else listed[-1]


def sentences_in(
    clean: Clean,
    pieces: Sequence[Piece],
    *,
    year: int | None,
    inherited: Deadline | None = None,
    carries: bool = False,
) -> Iterator[Sentence]:
    """The sentences of some paragraphs; where it `carries`, 到2025年 holds for those behind it too."""
    for piece in pieces:
        for match in _SENTENCE.finditer(clean.text, piece.start, piece.end):
            if not match[0].strip():
                continue
            deadlines = deadlines_in(match[0], year)
            yield Sentence(
                clean=clean,
                start=match.start(),
                text=match[0],
                masked=traps.covered(match[0]),
                deadlines=deadlines,
                inherited=inherited,
                year=year,
            )
            if carries and deadlines:
                inherited = deadlines[-1] if deadlines[-1].leads else inherited
