"""What is written is what is read: every object, in YAML and in JSON, strict and trusted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from yigai import testing
from yigai.catalogue.generate import DATA
from yigai.files.convert import structure, structure_trusted, unstructure
from yigai.files.formats import (
    FORMATS,
    AgenciesFile,
    ObservationsFile,
    VocabularyFile,
    read_file,
    read_json,
    read_yaml,
    to_data,
    to_json,
    to_yaml,
    write_text,
)
from yigai.files.json_tree import read_json_tree
from yigai.files.tree import read_tree
from yigai.model import Alignment, Observation, Plan
from yigai.model.payment import PaymentRule
from yigai.values import Citation, Period

PLANS = testing.plans()
ALIGNMENTS = testing.alignments()
VOCABULARY_FILES = testing.vocabularies().map(
    lambda known: VocabularyFile(indicators=known.indicators, populations=known.populations)
)
AGENCIES_FILES = st.builds(
    AgenciesFile,
    agencies=st.lists(testing.agencies(), max_size=3).map(tuple),
    carriers=st.lists(testing.carriers(), max_size=3).map(tuple),
    names_in_use=st.lists(testing.names_in_use(), max_size=3).map(tuple),
)
FILES = {
    "plan": PLANS,
    "alignment": ALIGNMENTS,
    "rule": testing.payment_rules(),
    "activity": testing.activities(),
    "overlay": testing.overlays(),
    "vocabulary": VOCABULARY_FILES,
    "agencies": AGENCIES_FILES,
}
EACH_FILE = pytest.mark.parametrize("files", FILES.values(), ids=FILES)
SHIPPED = sorted(DATA.rglob("*.yaml"))
KIND_OF: dict[str, type[Any]] = {
    "plans": Plan,
    "alignments": Alignment,
    "rules": PaymentRule,  # type: ignore[dict-item]
    "agencies.yaml": AgenciesFile,
    "benchmarks.yaml": ObservationsFile,
}
FEWER = settings(max_examples=50)


def read_as(value: Any) -> Any:
    """The class as which a file with this value is read: for a rule, that of all kinds."""
    return FORMATS[to_data(value)["format"]]


def kind_of(path: Path) -> type[Any]:
    """The class of a shipped file, by where it stands."""
    return KIND_OF.get(path.parent.name) or KIND_OF.get(path.name, VocabularyFile)


def shuffled(data: Any, draw: Callable[[SearchStrategy[Any]], Any]) -> Any:
    """The same data with the keys of every mapping in another order."""
    if isinstance(data, dict):
        return {key: shuffled(data[key], draw) for key in draw(st.permutations(list(data)))}
    return [shuffled(item, draw) for item in data] if isinstance(data, list) else data


def body(text: str) -> dict[str, Any]:
    """The data of a JSON file without its format."""
    data: dict[str, Any] = json.loads(text)
    del data["format"]
    return data


class TestFiles:
    @EACH_FILE
    @FEWER
    @given(data=st.data())
    def test_yaml(self, files: SearchStrategy[Any], data: st.DataObject) -> None:
        value = data.draw(files)
        assert read_yaml(to_yaml(value), read_as(value)) == value

    @EACH_FILE
    @FEWER
    @given(data=st.data())
    def test_json(self, files: SearchStrategy[Any], data: st.DataObject) -> None:
        value = data.draw(files)
        assert read_json(to_json(value), read_as(value)) == value
        assert read_json(to_json(value, indent=2), read_as(value)) == value

    @EACH_FILE
    @FEWER
    @given(data=st.data())
    def test_equal_objects_give_the_same_bytes(self, files: SearchStrategy[Any], data: st.DataObject) -> None:
        value = data.draw(files)
        again = read_yaml(to_yaml(value), read_as(value))
        assert again is not value
        assert to_yaml(again).encode() == to_yaml(value).encode()
        assert to_json(again).encode() == to_json(value).encode()

    @EACH_FILE
    @FEWER
    @given(data=st.data())
    def test_yaml_and_json_carry_the_same_data(self, files: SearchStrategy[Any], data: st.DataObject) -> None:
        value = data.draw(files)
        tree, faults = read_tree(to_yaml(value), source="x")
        twin, more = read_json_tree(to_json(value), source="x")
        assert faults == more == []
        plain = tree.plain()
        assert plain == as_yaml(twin.plain())
        assert plain["format"] == to_data(value)["format"]
        assert next(iter(plain)) == "format"

    @EACH_FILE
    @FEWER
    @given(data=st.data())
    def test_the_trusting_converter_agrees(self, files: SearchStrategy[Any], data: st.DataObject) -> None:
        value = data.draw(files)
        assert structure_trusted(body(to_json(value)), read_as(value)) == value

    @EACH_FILE
    @FEWER
    @given(data=st.data())
    def test_the_order_of_keys_does_not_matter(self, files: SearchStrategy[Any], data: st.DataObject) -> None:
        value = data.draw(files)
        other = json.dumps(shuffled(to_data(value), data.draw), ensure_ascii=False)
        assert read_json(other, read_as(value)) == value
        assert structure_trusted(body(other), read_as(value)) == value

    @pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
    def test_what_is_shipped_is_read_written_and_read_again(self, path: Path, tmp_path: Path) -> None:
        cls = kind_of(path)
        value = read_file(path, cls)
        for suffix, written in ((".yaml", to_yaml(value)), (".json", to_json(value))):
            copy = tmp_path / f"copy{suffix}"
            write_text(copy, written)
            assert read_file(copy, cls) == value
        assert structure_trusted(body(to_json(value)), cls) == value


def as_yaml(data: Any) -> Any:
    """JSON data as YAML carries it: true and false are words, numbers their digits."""
    if isinstance(data, dict):
        return {key: as_yaml(item) for key, item in data.items()}
    if isinstance(data, list):
        return [as_yaml(item) for item in data]
    if isinstance(data, bool):
        return "true" if data else "false"
    return None if data is None else str(data)


class TestParts:
    """Objects that stand in no file of their own yet, through the plain data."""

    @given(testing.observations())
    def test_observations(self, value: Observation) -> None:
        data = json.loads(json.dumps(unstructure(value)))
        assert structure(data, Observation) == structure_trusted(data, Observation) == value

    @given(testing.periods(), testing.citations())
    def test_periods_and_citations(self, period: Period, citation: Citation) -> None:
        assert structure(unstructure(period), Period) == period
        assert structure(unstructure(citation), Citation) == citation

    @given(testing.statements())
    def test_statements_begin_with_their_kind_and_leave_out_what_is_not_said(self, value: Any) -> None:
        data = unstructure(value)
        assert list(data)[:3] == ["kind", "id", "summary"]
        silent = {
            field.name for field in attrs.fields(type(value)) if getattr(value, field.name) == field.default
        }
        assert not silent & set(data)

    @given(testing.documents())
    def test_a_document_shows_what_it_does_not_print(self, value: Any) -> None:
        fields = {field.name for field in attrs.fields(type(value))}
        if not value.excerpt:  # said only where it is one
            fields.remove("excerpt")
        assert set(unstructure(value)) == fields


def test_what_is_written_before_anything_is_read_is_written_whole() -> None:
    """In a process of its own: reading resolves the types of the fields, and writing must not wait for it."""
    code = (
        "from yigai.files.formats import to_json\n"
        "from yigai.model import Document, DocumentKind, Level, Plan\n"
        "kind, level = DocumentKind.PLAN, Level.CITY\n"
        "document = Document(id='a', title='b', kind=kind, level=level)\n"
        "print(to_json(Plan(document=document)))"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, check=False, encoding="utf-8")
    assert done.stderr == ""
    assert json.loads(done.stdout)["document"]["kind"] == "plan"
