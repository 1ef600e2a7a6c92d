"""Text made easy to read (整理后的文本), in which every character knows its place in the original."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

import attrs

from yigai.drafting.result import Span


@attrs.frozen(kw_only=True)
class Clean:
    """The text that all grammar reads: simplified, half-width, unwrapped, one paragraph a line.

    `places[i]` is where character `i` stands in `original`. `paragraphs` are start and end of each line.
    """

    original: str
    text: str
    places: array[int]
    paragraphs: tuple[tuple[int, int], ...]
    script: str

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` in the original; empty stretches stay empty."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else len(self.original)
            return Span(at, at)
        return Span(self.places[start], self.places[end - 1] + 1)

    def quote(self, start: int, end: int) -> str:
        """The words of `text[start:end]` as printed in the original."""
        return printed(self.original, self.span(start, end))


@attrs.frozen
class Piece:
    """A stretch of the clean text, such as the body of an item."""

    start: int
    end: int


# Line breaks with the indents around them, spaces beside Chinese characters, characters that print nothing.
_LAYOUT = re.compile(
    r"\s*[\r\n\v\f\x85\u2028\u2029]\s*"
    r"|(?<=[\u2e80-\u9fff\uf900-\uffef])[ \t\u3000\xa0]+|[ \t\u3000\xa0]+(?=[\u2e80-\u9fff\uf900-\uffef])"
    r"|[\u200b-\u200d\u2060\ufeff\xad\ufffc]"
)


def printed(original: str, span: Span) -> str:
    """The words at a span as printed, without what the layout put between them."""
    return _LAYOUT.sub("", original[span.start : span.end]).strip()


def joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces that hold something."""
    return tuple(piece for piece in pieces if piece.end > piece.start)
