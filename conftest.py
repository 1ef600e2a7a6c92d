"""The documentation as tests: its Python runs, in a folder that holds the files its page shows.

Each block of Python stands alone, as a reader would copy it, because `pytest -n` may run two blocks of
a page in two processes. Its commands are run by `tests/docs/test_commands.py`.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Document, Region, Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

collect_ignore = ["docs/conf.py"]  # needs what builds the documentation, and has no examples

_FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```[ \t]*$", flags=re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"# ((?:[\w-]+/)?[\w][\w.-]*\.(?:yaml|csv|txt))\n")


def _blocks(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Every fenced block: its language, what is in it, and the file its first line names, if any."""
    for language, body in _FENCE.findall(text):
        named = _NAME.match(body)
        if named and named[1].endswith(".csv"):  # in which a first line is a heading and no comment
            body = body.removeprefix(named[0])  # noqa: PLW2901
        yield language.strip(), body, named[1] if named else None


@pytest.fixture(scope="session")
def blocks() -> Callable[[str], Iterator[tuple[str, str, str | None]]]:
    """What finds the fenced blocks of a page."""
    return _blocks


def _take_files(document: Document) -> Iterator[Region]:
    """Keep the files of a page for its Python; where a page improves a file, the last one counts."""
    document.namespace["page_files"] = {name: body for _, body, name in _blocks(document.text) if name}
    yield from ()


def _enter(namespace: dict[str, Any]) -> None:
    stack = contextlib.ExitStack()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    stack.enter_context(contextlib.chdir(folder))
    for name, body in namespace["page_files"].items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")
    namespace["page_folder"] = stack


def _leave(namespace: dict[str, Any]) -> None:
    namespace["page_folder"].close()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser(), _take_files],
    patterns=["*.md"],
    setup=_enter,
    teardown=_leave,
).pytest()
