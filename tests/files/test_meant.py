"""What a word of a file may stand for: Chinese for a closed word, a sign or a colon typed in full width."""

from __future__ import annotations

import enum

import pytest

from yigai.errors import Text
from yigai.files import leaves
from yigai.files.faults import FileFaults, unknown_key
from yigai.files.formats import read_yaml
from yigai.files.meant import meanings_of
from yigai.model import words
from yigai.model.plan import Plan

VOCABULARIES = [each for each in vars(words).values() if isinstance(each, enum.EnumType) and list(each)]
HEAD = "format: yigai-plan/1\ndocument: {id: my-plan, title: 甲, kind: plan, level: city}\n"
STATEMENT = HEAD + "tasks:\n  - path: '1'\n    statements:\n      - {%s, id: a, summary: 甲}\n"


def told(text: str) -> Text:
    """The only hint that a file gives."""
    with pytest.raises(FileFaults) as caught:
        read_yaml(text, Plan)
    (hint,) = {fault.hint for fault in caught.value.faults if fault.hint.en}
    return hint


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kind: 目标", "target"),
        ("kind: 工作任务", "duty"),
        ("kind: duty, topic: a, force: 推进", "promote"),
        ("kind: duty, topic: a, addressee: [市]", "city"),
        ("kind: mechanism, mechanism: 按床日", "per-diem"),
        ("kind: mechanism, mechanism: {any_of: [按病种分值付费, drg]}", "dip"),
        ("kind: target, indicator: a, value: '1', comparator: ＞=", ">="),
        ("kind: target, indicator: a, value: '1', comparator: ≥", ">="),
        ("kind: target, indicator: a, value: '1', comparator: ≤", "<="),
        ("kind: target, indicator: a, value: '1', comparator: ＝", "="),
        ("kind: target, indicator: a, value: '1', comparator: 不少于", ">="),
    ],
)
def test_a_word_is_hinted_at_by_its_chinese_or_its_sign(said: str, meant: str) -> None:
    assert told(STATEMENT % said).en == f"did you mean '{meant}'?"


@pytest.mark.parametrize("said", ["  title：甲", "  - path： '1'"])
def test_a_full_width_colon_is_named_with_its_line(said: str) -> None:
    hint = told(f"{HEAD}tasks:\n{said}\n    title: 甲\n")
    assert "全角冒号" in hint.zh
    assert "line 4" in hint.en


def test_a_full_width_colon_within_a_key() -> None:
    assert unknown_key("title：甲", ["title"]).hint.en == "a full-width colon stands behind title; write ': '"


def test_a_number_too_long_is_told_so() -> None:
    with pytest.raises(ValueError, match="at most 18 digits"):
        leaves.whole("1" * 19)


@pytest.mark.parametrize("choices", VOCABULARIES)
def test_every_closed_word_has_its_chinese(choices: type[enum.Enum]) -> None:
    assert {each.value for each in choices} == set(meanings_of(choices).values())


def test_without_a_source_there_is_no_chinese() -> None:
    assert meanings_of(enum.Enum("Made", {"A": "a"})) == {}
