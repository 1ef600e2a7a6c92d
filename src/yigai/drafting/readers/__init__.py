"""Readers (读取): a file of any usual kind as text. Nothing in it is executed, and nothing is fetched."""

from __future__ import annotations

import os

from yigai.drafting.readers.bounds import bytes_of
from yigai.drafting.readers.encodings import decoded


def read(source: str | os.PathLike[str]) -> str:
    """The text of a file, by its content and suffix."""
    return decoded(bytes_of(source), source=os.fspath(source))
