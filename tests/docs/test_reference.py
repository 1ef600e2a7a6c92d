"""The reference is made from the code and the data, and leaves nothing of either out."""

from __future__ import annotations

import enum
import inspect
import re
import runpy
from pathlib import Path
from typing import Any

import attrs
import pytest

import yigai
import yigai.model
import yigai.values
from yigai.judging.finding import Severity
from yigai.judging.verdict import Deviation, Outcome, Reason
from yigai.model import words
from yigai.model.words import Force, Level, MechanismStatus, Softener
from yigai.reports import words as of_reports
from yigai.values.citation import Evidence

HERE = Path(__file__).parent
GENERATOR = runpy.run_path(str(HERE / "generate_reference.py"))
HAN = re.compile(r"[\u4e00-\u9fff]")
PUBLIC = [
    (f"{room.__name__}.{name}", getattr(room, name))
    for room in (yigai, yigai.model, yigai.values)
    for name in room.__all__
    if name != "Statement"  # a union has the docstrings of its members
]
EACH_PUBLIC = pytest.mark.parametrize(("name", "it"), PUBLIC, ids=[name for name, _ in PUBLIC])
VOCABULARIES = [*GENERATOR["vocabularies"](), Outcome, Deviation, Reason, Severity]
IN_REPORTS: dict[type[enum.Enum], dict[Any, Any]] = {
    Outcome: of_reports.OUTCOMES,
    Deviation: of_reports.DEVIATIONS,
    Reason: of_reports.REASONS,
    Severity: of_reports.SEVERITIES,
    Evidence: of_reports.EVIDENCE,
    Force: of_reports.FORCES,
    Level: of_reports.LEVELS,
    Softener: of_reports.SOFTENERS,
    MechanismStatus: of_reports.STATUSES,
}


def test_no_table_is_stale() -> None:
    stale = [path.name for path, text in GENERATOR["pages"]().items() if path.read_text("utf-8") != text]
    assert stale == [], "run python tests/docs/generate_reference.py"


def test_every_table_stands_on_a_page_once() -> None:
    """A new format or command has a table here, and nobody to read it until a page has its place."""
    assert sorted(GENERATOR["names"]()) == sorted(GENERATOR["BLOCKS"])


@pytest.mark.parametrize("root", GENERATOR["FORMATS"].values(), ids=list(GENERATOR["FORMATS"]))
def test_every_key_says_what_it_means(root: type[Any]) -> None:
    for cls in (
        *GENERATOR["members_of"](root),
        *(each for part in GENERATOR["parts_of"](root) for each in part),
    ):
        for key in GENERATOR["fields_of"](cls):
            assert GENERATOR["row"](cls, key)[-1].endswith("."), f"{cls.__name__}.{key}"


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda each: each.__name__)
def test_every_closed_word_stands_in_the_glossary(vocabulary: type[enum.Enum]) -> None:
    glossary = (GENERATOR["DOCS"] / "glossary.md").read_text("utf-8")
    for word in vocabulary:
        chinese, english = GENERATOR["meaning"](word)
        assert HAN.search(chinese), word
        assert not HAN.search(english), word
        assert english.endswith("."), word
        assert f"| `{word.value}` | {chinese} | {english} |" in glossary


@pytest.mark.parametrize("vocabulary", IN_REPORTS, ids=lambda each: each.__name__)
def test_reports_use_the_chinese_of_the_glossary(vocabulary: type[enum.Enum]) -> None:
    for word, text in IN_REPORTS[vocabulary].items():
        assert GENERATOR["meaning"](word)[0].startswith(text.zh), word


def test_all_closed_words_are_looked_at() -> None:
    there = {each for each in vars(words).values() if inspect.isclass(each) and issubclass(each, enum.Enum)}
    assert there <= set(VOCABULARIES)


@EACH_PUBLIC
def test_a_public_name_says_what_it_is_in_chinese_once(name: str, it: Any) -> None:
    doc = inspect.getdoc(it) or ""
    assert HAN.search(doc.split("\n\n")[0]), f"{name}: {doc}"


@EACH_PUBLIC
def test_the_parts_of_a_public_class_say_what_they_are(name: str, it: Any) -> None:
    if inspect.isfunction(it):
        return
    notes, doc = GENERATOR["notes"](it), "".join(inspect.getdoc(each) or "" for each in it.__mro__)
    parts = [word.name for word in it] if issubclass(it, enum.Enum) else []
    parts += [field.name for field in attrs.fields(it)] if attrs.has(it) else []
    silent = [part for part in parts if part[0] != "_" and part not in notes and f"`{part}`" not in doc]
    for part, value in vars(it).items():
        function = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        if part[0] != "_" and inspect.isfunction(function) and not inspect.getdoc(function):
            silent.append(part)
    assert silent == [], name
