"""Paragraphs (段落) out of lines: hard wraps undone, page numbers left out."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from yigai.drafting.container import TITLE
from yigai.drafting.labels import RANK, Mark, label_at, starts_inside
from yigai.drafting.normalise import Line, Stretches, lines_of
from yigai.drafting.source import Clean

# - 3 -, 第3页 共10页, 3/10, and a number alone
_PAGE_NUMBER = re.compile(r"-{0,2}\d{1,3}-{0,2}|第?\d{1,3}页?[,/共]{1,2}\d{1,3}页?|第\d{1,3}页")
_ENDS = re.compile(r"[。!?;:…][”’)\]》]?$|[)\]]$")
# 全文如下：, 发布时间：2023-05-06, and the end of a sentence
_BEFORE_TITLE = re.compile(r"[。!:;]|20\d\d-\d{1,2}-\d{1,2}(?: ?\d{1,2}:\d\d(?::\d\d)?)? ?")
# How the first paragraph below a title begins: 为推进, 根据《…》, 各县区人民政府：
_OPENS = re.compile("为|根据|按照|依据|现将|现就|近日|各")
_EXPLAINS = re.compile("(?:解读|问答|答记者问)$")  # a title that fills its line
# What stands on a line of its own: the number of the document, its day, who signs it, 责任单位：…
_ALONE = re.compile(
    r"[\u4e00-\u9fff]{2,12}\[\d{4}\]\d{1,5}号|20\d\d年.{1,4}月.{1,4}日|(?:责任|牵头|配合|参与)(?:单位|部门):.*"
    r"|(?:中共)?[\u4e00-\u9fff]{2,24}(?:人民政府(?:办公[厅室])?|委员会|办公[厅室]|局)"
)
_NARROWEST, _WIDEST = 36, 120  # of a page, in half-width characters
_SLACK = 7  # how much shorter than the page a full line may be
_FULL_SHARE = 0.25
_MOST_INDENT = 8
_FIRST_LINE = 2  # how far, at least, the first line of a paragraph is set in, where any is
_LONGEST_TITLE = 120
_LONGEST_HEAD, _MANY_PAGES = 40, 3  # of a line at the head or foot of pages
_EARLY = 400  # how far into a page without line breaks its first label may stand


def clean(original: str, tables: Sequence[Stretches] = (), *, may_wrap: bool = True) -> Clean:
    """The text that the grammar reads, from the decoded original; whose lines `may_wrap` or are paragraphs.

    The cells of the rows in `tables` stand in it on lines of their own, and are no paragraphs.
    """
    lines, script = lines_of(original, tables)
    lines = list(_without_page_marks(lines))
    prose = [line for line in lines if not line.is_cell]
    base = min((line.indent for line in prose), default=0)
    lines = [attrs.evolve(line, indent=line.indent - base) for line in lines] if base else lines
    width = _page_width([line for line in lines if not line.is_cell]) if may_wrap else 0
    parts: list[str] = []
    places = array("L")
    paragraphs: list[tuple[int, int]] = []
    length = 0
    begun = ""
    previous: Line | None = None
    for line in lines:
        if previous is not None and width and _runs_on(previous, line, width) and not _opens(begun, line):
            paragraphs[-1] = (paragraphs[-1][0], length + len(line.text))
            begun += line.text[: _LONGEST_TITLE + 1] if len(begun) <= _LONGEST_TITLE else ""
        else:
            begun = line.text
            if previous is not None:
                parts.append("\n")
                places.append(previous.places[-1])
                length += 1
            if not line.is_cell:
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
    numbers = [not line.is_cell and bool(_PAGE_NUMBER.fullmatch(line.text)) for line in lines]
    beside = Counter(
        line.text
        for line, before, after in zip(lines, [False, *numbers], [*numbers[1:], False], strict=False)
        if (before or after) and not line.is_cell and len(line.text) <= _LONGEST_HEAD
    )
    for line, is_number in zip(lines, numbers, strict=True):
        if line.is_cell or not (is_number or beside[line.text] >= _MANY_PAGES):
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
                yield from _title_apart(text, cut, start + at) if not latest else [(cut, start + at)]
                cut = start + at
                _count(inner, latest, may_restart)
        yield cut, end


def _title_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands before the first label of a page without line breaks: the title apart from a teaser."""
    marks = list(_BEFORE_TITLE.finditer(text, start, end))
    at = marks[-1].end() if marks else start
    if start < at and TITLE.fullmatch(text, at, end):
        yield start, at
        start = at
    yield start, end


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


def _opens(begun: str, line: Line) -> bool:
    """Whether a line begins the text below a title that filled its own line."""
    return bool(_OPENS.match(line.text)) and len(begun) <= _LONGEST_TITLE and bool(TITLE.fullmatch(begun))


def _runs_on(previous: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the sentence of the one before: that one was full, and did not end."""
    is_full = previous.width + min(previous.indent, _MOST_INDENT) >= width - _SLACK
    if not is_full or line.is_cell or previous.is_cell or label_at(line.text) is not None:
        return False
    if line.indent >= _FIRST_LINE or _EXPLAINS.search(previous.text):
        return False
    if line.width < width - _SLACK and _ALONE.fullmatch(line.text):
        return False
    return not re.search(r"[。!?][”’)\]]?$", previous.text) or line.indent < previous.indent
