"""Text made easy to read (整理后的文本), in which every character knows its place in the original."""

from __future__ import annotations

from array import array
from bisect import bisect_left

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

    def piece(self, start: int, end: int) -> Piece:
        """The stretch that a stretch of the original has here, without line breaks around it."""
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        while last > first and self.text[last - 1] == "\n":
            last -= 1
        return Piece(first, last)

    def words(self, start: int, end: int) -> str:
        """What a stretch of the original says here, on one line."""
        piece = self.piece(start, end)
        return self.text[piece.start : piece.end].replace("\n", "")

    def quote(self, start: int, end: int) -> str:
        """The words of `text[start:end]` as printed in the original, without what the text leaves out."""
        span = self.span(start, end)
        if span.end - span.start == end - start:  # nothing is left out in between
            return self.original[span.start : span.end].strip()
        kept = zip(self.text[start:end], self.places[start:end], strict=True)
        return "".join(self.original[place] for character, place in kept if character != "\n").strip()


@attrs.frozen
class Piece:
    """A stretch of the clean text, such as the body of an item."""

    start: int
    end: int
