"""What may come in (上限): how large a file may be, and what is said of one that is too large."""

from __future__ import annotations

import os
from pathlib import Path

from yigai.errors import Text, YigaiError
from yigai.files.syntax import system_problem

MOST_BYTES = 40_000_000
"""Of a file, and of all that is unpacked from one."""
MOST_CHARACTERS = 5_000_000
"""Of text that is drafted from; a long plan has a hundredth of it."""


def bytes_of(source: str | os.PathLike[str]) -> bytes:
    """What a file holds. Raises an error of the house where it cannot be read or is too large."""
    where = os.fspath(source)
    try:
        with Path(source).open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        readable = Text(zh="可读的文件", en="a file that can be read")
        raise YigaiError(where=where, found=system_problem(error), expected=readable) from None
    if len(content) > MOST_BYTES:
        raise too_large(where)
    return content


def too_large(where: str) -> YigaiError:
    """The error for a file of which no text can be made within bounds."""
    return YigaiError(
        where=where,
        found=Text(zh="文件或其展开的内容过大", en="a file that is, or unpacks to, too much"),
        expected=Text(
            zh=f"不超过 {MOST_BYTES // 10**6} MB、{MOST_CHARACTERS // 10**4} 万字",
            en=f"at most {MOST_BYTES // 10**6} MB and {MOST_CHARACTERS:,} characters",
        ),
    )


def unreadable(where: str, what: Text, hint: Text | None = None) -> YigaiError:
    """The error for a file of a kind that is known, and cannot be read."""
    expected = Text(
        zh="docx、xlsx、html、pdf、txt 或 Markdown 文件", en="a docx, xlsx, html, pdf, txt or Markdown file"
    )
    if hint is None:
        return YigaiError(where=where, found=what, expected=expected)
    return YigaiError(where=where, found=what, expected=expected, hint=hint)
