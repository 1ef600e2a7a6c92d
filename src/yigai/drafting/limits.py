"""What a document may hold (上限): more than any plan has, and little enough to be read in seconds.

Reading costs little for a character, and more for each place at which the grammar looks closer: a line, a
number, a bracket, a word such as 每 or 全. A text of hardly anything else is no document.
"""

from __future__ import annotations

import re

from yigai.errors import Text, YigaiError

# 3至5批, 每年, 全部, 年底前, （市医保局负责）
_LOOKS_CLOSER = re.compile(r"[\d〇零一二两三四五六七八九十百千]+|[每全年(（\[【]")
_MOST_PLACES = 75_000  # a plan has three to six in a hundred characters
_MOST_LINES = 50_000
_MOST_HEADINGS = 5_000


def refuse_overfull(text: str, source: str) -> None:
    """Raise an error of the house for a text with more lines, or more to look at, than a plan can have."""
    lines = text.count("\n")
    if lines > _MOST_LINES:
        raise _too_many(source, lines, Text(zh="行", en="lines"), _MOST_LINES)
    if len(text) > _MOST_PLACES:
        places = sum(1 for _ in _LOOKS_CLOSER.finditer(text))
        if places > _MOST_PLACES:
            what = Text(zh="处数字、括号与周期", en="numbers, brackets and periods")
            raise _too_many(source, places, what, _MOST_PLACES)


def refuse_headings(count: int, source: str) -> None:
    """Raise an error of the house for more headings and items than a plan can have."""
    if count > _MOST_HEADINGS:
        raise _too_many(source, count, Text(zh="个标题与任务", en="headings and items"), _MOST_HEADINGS)


def _too_many(source: str, count: int, what: Text, most: int) -> YigaiError:
    return YigaiError(
        where=source,
        found=Text(zh=f"{count} {what.zh}", en=f"{count} {what.en}"),
        expected=Text(zh=f"至多 {most} {what.zh}", en=f"at most {most} {what.en}"),
    )
