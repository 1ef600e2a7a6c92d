"""Broken on purpose: plan files with one planted fault each, for what a program does with a bad file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai.files.formats import dump_yaml, to_data
from yigai.testing.model import plans

Data = dict[str, Any]

_IN_DATA: dict[str, Callable[[Data], object]] = {
    "another format": lambda data: data.update(format="yigai-plan/99"),
    "impossible date": lambda data: data["document"].update(issued_on="2023-02-30"),
    "missing key": lambda data: data["document"].pop("title"),
    "unknown key": lambda data: data["document"].update(titel="示例"),
    "unknown word": lambda data: data["document"].update(level="town"),
}
_IN_TEXT = {
    "cut short": "another: [\n",
    "duplicate key": "format: yigai-plan/1\n",
    "tag": "another: !!python/name:os.system\n",
}


def broken_plans() -> SearchStrategy[tuple[str, str]]:
    """The text of a plan file with one planted fault, and the name of the fault.

    Every such text is refused with `yigai.FileFaults`. The faults: another format, cut short, duplicate key,
    impossible date, missing key, tag, unknown key, unknown word.

    >>> from yigai.testing import broken_plans
    >>> text, fault = broken_plans().example()  # doctest: +SKIP
    >>> fault  # doctest: +SKIP
    'unknown key'
    """
    return st.builds(_broken, plans().map(to_data), st.sampled_from(sorted({*_IN_DATA, *_IN_TEXT})))


def _broken(data: Data, fault: str) -> tuple[str, str]:
    if fault in _IN_DATA:
        _IN_DATA[fault](data)
    return dump_yaml(data) + _IN_TEXT.get(fault, ""), fault
