"""Schema and reader agree: what is read is valid, what is valid is refused only for what no schema says."""

from __future__ import annotations

import copy
import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from yigai import testing
from yigai.errors import UnknownName, YigaiError
from yigai.files.faults import Fault, FileFaults
from yigai.files.formats import dump_yaml, read_json, read_yaml, to_json, to_yaml, tree_of
from yigai.files.schema import SCHEMAS, schema_of
from yigai.files.tree import read_tree
from yigai.model import Alignment, Plan
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.model.payment.overlay import Overlay
from yigai.values import DocumentNumber
from yigai.values.document_number import PRINTED
from yigai.values.number import NUMBER, Number

ROOT = Path(__file__).parents[2]
VALIDATORS = {cls: Draft202012Validator(schema_of(name)) for name, (_, cls) in SCHEMAS.items()}
FILES: dict[Any, st.SearchStrategy[Any]] = {
    Plan: testing.plans(),
    Alignment: testing.alignments(),
    PaymentRule: testing.payment_rules(),
    Activity: testing.activities(),
    Overlay: testing.overlays(),
}
EACH_CLASS = pytest.mark.parametrize("cls", FILES, ids=SCHEMAS)

# Why the reader refuses what is valid: what the fault expected, in English.
ONLY_THE_READER_KNOWS = {
    "an id or a path used twice": "not used before",
    "a task in a section that is not listed": "listed in sections",
    "a standing rule of no task": "^a task of this plan$",
    "populations in a circle": "does not lead back to itself",
    "a payment rule of no task": "^a task of this plan$|^the provision the rule stands in$",
    "a payment rule with the id of a statement": "^an id that no statement of",
    "a pair linked twice": "^each pair linked once",
    "a place set twice": "^a place apart from",
    "days in the wrong order": "^a last day not before the first$",
    "values for one day": "^values whose periods do not overlap$",
    "a band upside down": "^an end above the start$",
    "an edge twice": "^zones with different edges$",
    "low edges above high ones": "^low edges below the high ones$",
    "a band below nothing": "^a start that is not negative$",
    "an edge that looks upward": "^< or <=$",
    "a quota for all and for some": "^one of the two$",
    "a share above all": "^a share from 0 to 1$",
    "too many or none": "^a whole number from 1 to 999$",
    "a step twice": "^steps with different starts$",
    "a name twice": "^names that differ$",
    "a flow to itself": "^another consortium$",
    "a day that no month has": "^a month and a day",
    "a range upside down": "^a range whose upper end is not below",
    "a day that is not in the calendar": '^a date (such as )?"20',
    # JSON has one type of number; 1e3 is no figure as printed, 2023.0 no whole number.
    "the notation of a plain number": '^a number in ASCII digits such as "70"|^a whole number$',
}
ONLY = re.compile("|".join(ONLY_THE_READER_KNOWS.values()))
CANNOT_BE_SAID = {
    "key twice", "day that is not", "due month that is not", "year with a fraction", "range upside down",
    "path of a task twice", "path of a section twice", "statement twice", "indicator twice",
    "population twice", "section not listed", "standing rule of no task", "population within itself",
    "populations in a circle", "link twice",
}  # fmt: skip

STRICT = runpy.run_path(str(Path(__file__).with_name("test_strict.py")))
CASES: list[tuple[type[Any], str, str]] = [(Plan, name, text) for name, (text, _) in STRICT["CASES"].items()]
CASES += [(Alignment, name, text) for name, (text, _) in STRICT["LINKS"].items()]

# Values that are right somewhere, or nearly.
SCALARS: list[Any] = [
    None, True, False, 0, 1, -1, 7, 2023, 20233, 999, 70, 41.996, 1e3, 10**18, 10**41, "", " ", "　",
    "true", "yes", "0", "1", "007", "0002023", "2023", "２０２３", "20233", "0" * 14 + "2023",
    "0" * 15 + "2023", "-2", "70", "41.996", ".5", "5.", "1e3", "1:1.6", "0:1", "0.0:1", "-1:2",
    "1" * 40, "1" * 41, "2023-12-31", "2023-12", "2023-02-30", "2023-13", "0000", "0000-01-01", "年底前",
    "price-review", "Price", "a--b", "-a", "a b", "1", "2.10", "2.10-2", "2.0", "12-1", "12-100",
    "preamble", "closing.1", "2.10/dip-main", "2.10/", "2.10/A", "/a", "441600", "001600", "44160",
    "国办发〔2022〕14号", "国办发 [２０２２] 14 号", "国办发〔202214号", "国办发〔0202〕1号",
    "国办发〔2022〕00号", "国办发〔2022〕123456号",
    "regular", "range", "universal", "level", "national", "city", ">=", "%", "drg", "dip", "contrary",
    "full", "sentence", "duty", "target", "mechanism", "health", "year",
    "70%", "5‰", "100.5%", "97.123%", "233/333", "1/0", "1/00", "0/1", "-5%", "+0.5", "1234.5", "1234.567",
    "-0", "-0.00", "-0.01", "1,234", "<", "dip", "by-item", "issued", "2024-01-01", "budget.fund", "1.23456",
]  # fmt: skip
MAPPINGS: list[Any] = [
    {}, {"any_of": ["drg"]}, {"any_of": []}, {"any_of": ["drg", "drg"]}, {"any_of": "drg"},
    {"any_of": None}, {"value": 2023}, {"value": "2023", "inferred": "推"},
    {"value": 2023, "inferred": None}, {"inferred": "推"}, {"date": "2023"},
    {"date": None, "unresolved": "无"}, {"date": "2023", "unresolved": None},
    {"date": "2023", "unresolved": "无"}, {"printed": "年内"}, {"unresolved": "无", "basis": "section"},
    {"date": "2023", "basis": None}, {"times": 1, "unit": "year"}, {"times": 0, "unit": "year"},
    {"value": "70%"}, {"value": "70", "from": "2024-01-01"}, {"value": "70", "to": None, "note": "注"},
    {"dated": []}, {"dated": [{"value": "1"}]}, {"dated": [{"value": "1"}], "note": "注"},
    {"dated": [{"value": "1", "to": "2023-12-31"}, {"value": "2", "from": "2024-01-01"}]},
    {"budget.fund": "1"}, {"budget": {}, "budget.fund": "1"}, {"Bad": "1"}, {"a[0].b": [1]},
    {"times": "2", "per": "01", "unit": "year"}, {"value": "40", "year": 2022},
    {"value": 40, "year": None}, {"value": "1:2", "year": "22"}, ["city"], ["city", "town"], [1],
    [None], ["甲"],
]  # fmt: skip
KEYS = [
    "due",
    "upper",
    "value",
    "comparator",
    "target_kind",
    "status",
    "region",
    "level",
    "title",
    "nonsense",
    "note",
    "kind",
    "id",
    "fund",
    "cost",
    "days",
    "set",
]


def spots(data: Any) -> list[tuple[Any, Any]]:
    """Every mapping or list of the data with each of its keys or positions."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [spot for key, inner in pairs for spot in [(data, key), *spots(inner)]]


@st.composite
def altered(draw: st.DrawFn, files: st.SearchStrategy[Any]) -> Any:
    """The data of a good file with up to three changes, each of which may be harmless."""
    data = json.loads(to_json(draw(files)))
    for _ in range(draw(st.integers(0, 3))):
        holder, key = draw(st.sampled_from(spots(data)))
        match draw(st.sampled_from(["set", "set", "set", "drop", "add", "again"])):
            case "drop":
                del holder[key]
            case "add" if isinstance(holder, dict):
                holder[draw(st.sampled_from(KEYS))] = draw(st.sampled_from([*SCALARS, *MAPPINGS]))
            case "again" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                holder[key] = copy.deepcopy(draw(st.sampled_from([*SCALARS, *MAPPINGS])))
    return data


def complaints(cls: type[Any], data: Any) -> list[str]:
    """What the schema says against data."""
    return [error.message for error in VALIDATORS[cls].iter_errors(data)]


def faults_of(read: Any, text: str, cls: type[Any]) -> tuple[Fault, ...]:
    """What the reader says against a text."""
    try:
        read(text, cls)
    except FileFaults as refused:
        return refused.faults
    return ()


def agree(cls: type[Any], data: Any, faults: tuple[Fault, ...]) -> None:
    """What is accepted is valid; what is valid is accepted, or refused for what only the reader knows."""
    said = complaints(cls, data)
    if not faults:
        assert said == []
    elif not said:
        assert [fault.render() for fault in faults if not ONLY.search(fault.expected.en)] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_of_2020_12(name: str) -> None:
    Draft202012Validator.check_schema(schema_of(name))
    assert json.dumps(schema_of(name)) == json.dumps(schema_of(name))


def test_no_other_schema() -> None:
    with pytest.raises(UnknownName, match="did you mean 'alignment'"):
        schema_of("alignement")


@EACH_CLASS
@settings(max_examples=25)
@given(data=st.data())
def test_everything_written_is_valid(cls: type[Any], data: st.DataObject) -> None:
    built = data.draw(FILES[cls])
    assert complaints(cls, json.loads(to_json(built))) == []
    assert complaints(cls, read_tree(to_yaml(built), source="x")[0].plain()) == []


@EACH_CLASS
@settings(max_examples=25)
@given(data=st.data())
def test_reader_and_schema_agree_on_json(cls: type[Any], data: st.DataObject) -> None:
    changed = data.draw(altered(FILES[cls]))
    agree(cls, changed, faults_of(read_json, json.dumps(changed), cls))


@EACH_CLASS
@settings(max_examples=25)
@given(data=st.data())
def test_reader_and_schema_agree_on_yaml_where_all_is_text(cls: type[Any], data: st.DataObject) -> None:
    text = dump_yaml(data.draw(altered(FILES[cls])))
    agree(cls, read_tree(text, source="x")[0].plain(), faults_of(read_yaml, text, cls))


@pytest.mark.parametrize(("cls", "name", "text"), CASES, ids=[name for _, name, _ in CASES])
def test_each_kind_of_fault_that_a_schema_can_say(cls: type[Any], name: str, text: str) -> None:
    assert bool(complaints(cls, json.loads(text.replace("»", "")))) == (name not in CANNOT_BE_SAID)


@pytest.mark.parametrize(
    "path",
    [*(ROOT / "src/yigai/catalogue/data").glob("[pa]l*/*"), *(ROOT / "examples").rglob("*.plan.yaml")],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_shipped_files_are_valid(path: Path) -> None:
    data = tree_of(path)[0].plain()
    cls = Plan if data["format"] == SCHEMAS["plan"][0] else Alignment
    assert complaints(cls, data) == []


@given(st.text(alphabet="国办发 〔[]〕２20１10号", max_size=16) | testing.document_numbers().map(str))
def test_the_pattern_of_document_numbers_is_their_reader(text: str) -> None:
    assert bool(PRINTED.fullmatch(text)) == reads(DocumentNumber.parse, text)


@given(st.text(alphabet="-0012.:", max_size=42) | testing.numbers().map(str))
def test_the_pattern_of_numbers_is_their_reader(text: str) -> None:
    assert bool(NUMBER.fullmatch(text)) == reads(Number, text)


def reads(read: Any, text: str) -> bool:
    """Whether a value reads the text."""
    try:
        read(text)
    except YigaiError:
        return False
    return True
