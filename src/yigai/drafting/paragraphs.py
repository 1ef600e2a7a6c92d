"""Paragraphs (段落) out of lines: hard wraps undone, page numbers left out."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator

import attrs

from yigai.drafting.labels import RANK, Mark, label_at, starts_inside
from yigai.drafting.normalise import Line, lines_of
from yigai.drafting.source import Clean

# - 3 -, 第3页 共10页, 3/10, and a number alone
_PAGE_NUMBER = re.compile(r"-{0,2}\d{1,3}-{0,2}|第?\d{1,3}页?[,/共]{1,2}\d{1,3}页?|第\d{1,3}页")
_ENDS = re.compile(r"[。!?;:…][”’)\]》]?$|[)\]]$")
_EXPLAINS = re.compile("(?:解读|问答|答记者问)$")  # a title that fills its line
_NARROWEST, _WIDEST = 36, 120  # of a page, in half-width characters
_SLACK = 7  # how much shorter than the page a full line may be
_FULL_SHARE = 0.25
_MOST_INDENT = 8
_FIRST_LINE = 2  # how far, at least, the first line of a paragraph is set in, where any is
_LONGEST_HEAD, _MANY_PAGES = 40, 3  # of a line at the head or foot of pages
_EARLY = 400  # how far into a page without line breaks its first label may stand


def clean(original: str) -> Clean:
    """The text that the grammar reads, from the decoded original."""
    lines, script = lines_of(original)
    lines = list(_without_page_marks(lines))
    base = min((line.indent for line in lines), default=0)
    lines = [attrs.evolve(line, indent=line.indent - base) for line in lines] if base else lines
    width = _page_width(lines)
    parts: list[str] = []
    places = array("L")
    paragraphs: list[tuple[int, int]] = []
    length = 0
    previous: Line | None = None
    for line in lines:
        if previous is not None and width and _runs_on(previous, line, width):
            paragraphs[-1] = (paragraphs[-1][0], length + len(line.text))
        else:
            if previous is not None:
                parts.append("\n")
                places.append(previous.places[-1])
                length += 1
            paragraphs.append((length, length + len(line.text)))
        parts.append(line.text)
        places.extend(line.places)
        length += len(line.text)
        previous = line
    text = "".join(parts)
    return Clean(
        original=original,
        text=text,
        places=places,
        paragraphs=tuple(cut_at_labels(text, paragraphs)),
        script=script,
    )


def _without_page_marks(lines: list[Line]) -> Iterator[Line]:
    """The lines without page numbers, and without what stands beside them on page after page."""
    numbers = [bool(_PAGE_NUMBER.fullmatch(line.text)) for line in lines]
    beside = Counter(
        line.text
        for line, before, after in zip(lines, [False, *numbers], [*numbers[1:], False], strict=False)
        if (before or after) and len(line.text) <= _LONGEST_HEAD
    )
    for line, is_number in zip(lines, numbers, strict=True):
        if not is_number and beside[line.text] < _MANY_PAGES:
            yield line


def cut_at_labels(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The paragraphs, cut where an item begins in the middle of one.

    Inside a paragraph a label counts only where it goes on counting: （三） behind （二）.
    """
    latest: dict[str, int] = {}
    may_restart: set[str] = set()
    for start, end in paragraphs:
        cut = start
        mark = label_at(text[start : start + 12])
        if mark:
            _count(mark, latest, may_restart)
        for at in starts_inside(text[start:end]):
            inner = label_at(text[start + at : start + at + 12])
            if inner and _goes_on(inner, latest, may_restart, is_first=at < _EARLY):
                yield cut, start + at
                cut = start + at
                _count(inner, latest, may_restart)
        yield cut, end


def _goes_on(mark: Mark, latest: dict[str, int], may_restart: set[str], *, is_first: bool) -> bool:
    if mark.number == latest.get(mark.shape, -1) + 1:
        return True
    is_new = mark.shape in may_restart or (mark.shape not in latest and (bool(latest) or is_first))
    return mark.number == 1 and is_new


def _count(mark: Mark, latest: dict[str, int], may_restart: set[str]) -> None:
    """Take note of a label: the numbering below it may run on or begin anew."""
    latest[mark.shape] = mark.number
    may_restart.discard(mark.shape)
    may_restart.update(other for other in RANK if RANK[other] > RANK[mark.shape])


def _page_width(lines: list[Line]) -> int:
    """The width at which lines were wrapped by hand or by a page, or 0 where they were not.

    A wrapped text has many lines of nearly one width that end in the middle of a sentence.
    """
    broken = [
        line.width + min(line.indent, _MOST_INDENT)
        for line in lines
        if line.width >= _NARROWEST and not _ENDS.search(line.text)
    ]
    if len(broken) < max(3, _FULL_SHARE * len(lines)):
        return 0
    widths = Counter(broken)
    width = max(widths, key=lambda each: (sum(widths[each - less] for less in range(4)), each))
    near = sum(count for each, count in widths.items() if width - _SLACK <= each <= width)
    return width if width <= _WIDEST and 2 * near >= len(broken) else 0


def _runs_on(previous: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the sentence of the one before: that one was full, and did not end."""
    is_full = previous.width + min(previous.indent, _MOST_INDENT) >= width - _SLACK
    if not is_full or label_at(line.text) is not None:
        return False
    if line.indent >= _FIRST_LINE:
        return False
    if _EXPLAINS.search(previous.text):
        return False
    return not re.search(r"[。!?][”’)\]]?$", previous.text) or line.indent < previous.indent
