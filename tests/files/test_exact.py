"""Scalars mean what they look like: nothing passes through a float, a date or a truth by accident."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given

from yigai import testing
from yigai.files.convert import structure, structure_trusted
from yigai.files.formats import read_json, read_yaml, to_json, to_yaml
from yigai.model import Baseline, Duty, Frequency, Mechanism, MechanismName, Plan, Regular, Target, Year
from yigai.values import Due, Number

HEAD = "format: yigai-plan/1\ndocument: {id: p, title: 计划, kind: plan, level: city%s}\n"
JSON_HEAD = (
    '{"format": "yigai-plan/1", "document": {"id": "p", "title": "计划", "kind": "plan", "level": "city"%s}'
)


def yaml_plan(document: str = "", tasks: str = "[]") -> Plan:
    """A plan from YAML with these fields of its document and these tasks."""
    return read_yaml(HEAD % document + f"tasks: {tasks}\n", Plan)


def json_plan(document: str = "", tasks: str = "[]") -> Plan:
    """The same from JSON."""
    return read_json(JSON_HEAD % document + f', "tasks": {tasks}}}', Plan)


def yaml_statement(text: str) -> Any:
    """The one statement of a plan, from YAML."""
    return (
        yaml_plan(tasks=f"[{{path: '1', statements: [{{id: s, summary: 要, {text}}}]}}]")
        .tasks[0]
        .statements[0]
    )


def json_statement(text: str) -> Any:
    """The one statement of a plan, from JSON."""
    tasks = f'[{{"path": "1", "statements": [{{"id": "s", "summary": "要", {text}}}]}}]'
    return json_plan(tasks=tasks).tasks[0].statements[0]


WORDS = (
    "yes", "no", "on", "off", "y", "true", "False", "010", "0o17", "0x1F", "1e3", "1_000", ".5", ".inf",
    ".nan", "2023-12-31", "2023-12-31 10:00:00", "12:30:45", "1:1.6", "2.10", "=", "<<", "+1", "nul",
)  # fmt: skip
FIGURES = [
    ("70", Fraction(70)),
    ("70.10", Fraction(701, 10)),
    ("0.1", Fraction(1, 10)),
    ("-0.5", Fraction(-1, 2)),
    ("41.996", Fraction(41996, 1000)),
    ("0.30000000000000000000000001", Fraction(30000000000000000000000001, 10**26)),
    ("123456789012345678901234567890", Fraction(123456789012345678901234567890)),
]


class TestNumbers:
    @pytest.mark.parametrize(
        ("written", "exact"), [*FIGURES, ("1:1.6", Fraction(8, 5)), ("010", Fraction(10))]
    )
    @pytest.mark.parametrize("quote", ["", "'", '"'])
    def test_yaml(self, written: str, exact: Fraction, quote: str) -> None:
        target = yaml_statement(
            f"kind: target, indicator: i, comparator: '=', value: {quote}{written}{quote}"
        )
        assert isinstance(target, Target)
        assert target.value == Number(written)
        assert str(target.value) == written
        assert target.value is not None
        assert target.value.fraction == exact

    @pytest.mark.parametrize(("written", "exact"), FIGURES)
    @pytest.mark.parametrize("quote", ["", '"'])
    def test_json(self, written: str, exact: Fraction, quote: str) -> None:
        target = json_statement(
            f'"kind": "target", "indicator": "i", "comparator": "=", "value": {quote}{written}{quote}'
        )
        assert isinstance(target, Target)
        assert target.value is not None
        assert str(target.value) == written
        assert target.value.fraction == exact

    @given(testing.numbers())
    def test_written_in_quotes_and_read_to_the_last_digit(self, number: Number) -> None:
        figure = f"comparator: '=', value: '{number}', baseline: {{value: '{number}'}}"
        target = yaml_statement(f"kind: target, indicator: i, {figure}")
        assert target.value == number
        assert target.baseline == Baseline(value=number)
        assert f'"value": "{number}"' in to_json(yaml_plan_of(target))


def yaml_plan_of(statement: Any) -> Plan:
    """A plan around one statement."""
    plan = yaml_plan(tasks="[{path: '1'}]")
    return attrs.evolve(plan, tasks=(attrs.evolve(plan.tasks[0], statements=(statement,)),))


class TestText:
    @pytest.mark.parametrize("word", WORDS)
    def test_a_word_without_quotes_is_that_word(self, word: str) -> None:
        plan = read_yaml((HEAD % f", region_name: {word}").replace("计划", word), Plan)
        assert plan.document.title == plan.document.region_name == word

    @pytest.mark.parametrize("word", [*WORDS, "null", "~", "NULL", "Null"])
    def test_a_word_in_quotes_is_that_word(self, word: str) -> None:
        for quote in "'\"":
            assert yaml_plan(f", region_name: {quote}{word}{quote}").document.region_name == word
        assert json_plan(f', "region_name": "{word}"').document.region_name == word

    @pytest.mark.parametrize("word", ["null", "~", "NULL", "Null", ""])
    def test_nothing_without_quotes_is_nothing(self, word: str) -> None:
        assert yaml_plan(f", region_name: {word}").document.region_name is None

    def test_an_empty_text_is_not_nothing(self) -> None:
        assert yaml_plan(", region_name: ''").document.region_name == ""
        assert json_plan(', "region_name": ""').document.region_name == ""
        assert read_yaml(to_yaml(yaml_plan(", region_name: ''")), Plan).document.region_name == ""

    @pytest.mark.parametrize("path", ["2.10", "2.100", "10.1", "10"])
    def test_a_path_without_quotes_keeps_its_zeros(self, path: str) -> None:
        text = (
            HEAD % ""
            + f"sections: [{{path: 2, title: 题}}, {{path: 10, title: 题}}]\ntasks: [{{path: {path}}}]\n"
        )
        assert str(read_yaml(text, Plan).tasks[0].path) == path

    def test_folded_and_literal_text(self) -> None:
        text = "  title: >-\n    甲\n    乙\n  region_name: |\n    丙\n    丁\n  kind: plan\n  level: city\n"
        document = read_yaml("format: yigai-plan/1\ndocument:\n  id: p\n" + text, Plan).document
        assert document.title == "甲 乙"
        assert document.region_name == "丙\n丁\n"


class TestWholeNumbersAndTruths:
    @pytest.mark.parametrize("written", ["2023", "'2023'", '"2023"'])
    def test_years(self, written: str) -> None:
        assert yaml_plan(f", year: {written}").document.year == Year(value=2023)
        assert yaml_plan(f", year: {{value: {written}, inferred: 推}}").document.year == Year(
            value=2023, inferred="推"
        )
        if "'" not in written:
            assert json_plan(f', "year": {written}').document.year == Year(value=2023)

    def test_years_are_written_as_numbers(self) -> None:
        assert "\n  year: 2023\n" in to_yaml(yaml_plan(", year: '2023'"))
        assert '"year": 2023,' in to_json(yaml_plan(", year: '2023'"))

    def test_a_year_given_as_an_int_by_a_program(self) -> None:
        data = {"times": 2, "unit": "year"}
        assert structure(data, Frequency) == structure_trusted(data, Frequency)
        assert structure(data, Frequency).times == 2

    @pytest.mark.parametrize(("written", "meant"), [("true", True), ("false", False), ("'true'", True)])
    def test_truths(self, written: str, meant: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
        text = HEAD % "" + "indicators: [{id: i, name: 名, better: up, kind: share, aggregatable: %s}]\n"
        assert read_yaml(text % written, Plan).indicators[0].aggregatable is meant
        if "'" not in written:
            text = (
                JSON_HEAD % ""
                + ', "indicators": [{"id": "i", "name": "名", "better": "up", "kind": "share", '
            )
            assert (
                read_json(text + f'"aggregatable": {written}}}]}}', Plan).indicators[0].aggregatable is meant
            )


class TestShortForms:
    """What may be written in two ways means the same."""

    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("2023", Due.parse("2023")),
            ("2023-12", Due.parse("2023-12")),
            ("2023-12-31", Due.parse("2023-12-31")),
            ("{date: 2023}", Due.parse("2023")),
            ("{date: 2023, printed: 年内, basis: printed}", Due.parse("2023", printed="年内")),
            ("{date: ~, printed: 年内, unresolved: 无年份}", Due(printed="年内", unresolved="无年份")),
            ("{date: 2023, unresolved: ~, printed: ~}", Due.parse("2023")),
            ("{unresolved: ''}", Due(unresolved="")),
            ("~", None),
        ],
    )
    def test_deadlines(self, text: str, due: Due | None) -> None:
        assert yaml_statement(f"kind: duty, topic: t, due: {text}").due == due

    @pytest.mark.parametrize(
        ("text", "every"),
        [
            ("regular", Regular.REGULAR),
            ("~", None),
            ("{times: 2, unit: year}", ("times", 2)),
            ("{times: 1, per: 2, unit: year}", ("per", 2)),
        ],
    )
    def test_frequencies(self, text: str, every: Any) -> None:
        duty = yaml_statement(f"kind: duty, topic: t, every: {text}")
        assert isinstance(duty, Duty)
        if isinstance(every, tuple):
            assert isinstance(duty.every, Frequency)
            assert getattr(duty.every, every[0]) == every[1]
        else:
            assert duty.every is every

    @pytest.mark.parametrize(
        ("text", "names", "written"),
        [
            ("dip", (MechanismName.DIP,), "mechanism: dip"),
            ("{any_of: [dip]}", (MechanismName.DIP,), "mechanism: dip"),
            ("{any_of: [dip, drg]}", (MechanismName.DIP, MechanismName.DRG), "any_of: [dip, drg]"),
        ],
    )
    def test_mechanisms(self, text: str, names: tuple[MechanismName, ...], written: str) -> None:
        statement = yaml_statement(f"kind: mechanism, mechanism: {text}")
        assert isinstance(statement, Mechanism)
        assert statement.mechanism == names
        assert written in to_yaml(yaml_plan_of(statement))

    @pytest.mark.parametrize("read", [yaml_plan, json_plan])
    def test_the_least_a_plan_can_say(self, read: Callable[[], Plan]) -> None:
        assert read().tasks == ()
        assert read().document.not_printed == ("issuers", "issued_on", "number")
