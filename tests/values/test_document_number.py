"""DocumentNumber: many spellings, one value, and no guess at a lost bracket."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.values.document_number import DocumentNumber

NUMBERS = st.builds(
    DocumentNumber,
    issuer=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6),
    year=st.integers(1000, 9999),
    serial=st.integers(1, 99999),
)
BRACKETS = st.sampled_from(["〔〕", "[]", "【】", "()", "（）", "［］", "﹝﹞"])
SPACES = st.text(" \t\n\u3000\u00a0", max_size=2)
ASCII: dict[int, int] = {}
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@given(NUMBERS)
def test_reads_what_it_writes(number: DocumentNumber) -> None:
    assert DocumentNumber.parse(str(number)) == number


@given(NUMBERS, BRACKETS, st.lists(SPACES, min_size=7, max_size=7), st.sampled_from([ASCII, FULL_WIDTH]))
def test_every_spelling_is_the_same_number(
    number: DocumentNumber, brackets: str, spaces: list[str], digits: dict[int, int]
) -> None:
    year, serial = str(number.year), str(number.serial)
    parts = [
        number.issuer,
        brackets[0],
        year.translate(digits),
        brackets[1],
        serial.translate(digits),
        "号",
        "",
    ]
    printed = "".join(space + part for space, part in zip(spaces, parts, strict=True))
    assert DocumentNumber.parse(printed) == number
    assert hash(DocumentNumber.parse(printed)) == hash(number)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("国办发〔2022〕14号", "国办发〔2022〕14号"),
        ("国办发（２０２２） １４ 号", "国办发〔2022〕14号"),
        ("发改社会[2019]1670号", "发改社会〔2019〕1670号"),
        ("粤府办【2020】01号", "粤府办〔2020〕1号"),
    ],
)
def test_by_hand(printed: str, canonical: str) -> None:
    assert str(DocumentNumber.parse(printed)) == canonical


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("国办发〔2015118号", "年份后缺右括号〕", "the closing bracket 〕 after the year is missing"),
        ("〔2015118号", "年份后缺右括号〕", "the closing bracket 〕 after the year is missing"),
        ("国办发(201518号", "年份后缺右括号〕", "the closing bracket 〕 after the year is missing"),
        ("国办发2015】18号", "年份前缺左括号〔", "the opening bracket 〔 before the year is missing"),
        ("国办发201518号", "年份两侧缺括号〔〕", "the brackets 〔〕 around the year are missing"),
    ],
)
def test_a_lost_bracket_is_named_and_not_guessed(printed: str, zh: str, en: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        DocumentNumber.parse(printed)
    assert caught.value.found == repr(printed)
    assert (caught.value.hint.zh, caught.value.hint.en) == (zh, en)


@pytest.mark.parametrize(
    "printed",
    [
        "〔2022〕14号",
        "国办发〔22〕14号",
        "国办发〔2022〕号",
        "国办发〔2022〕14",
        "国办发〔2022〕第14号",
        "国办发〔2022〕123456号",
        "国办发〔2022〕0号",
        "国办发〔0999〕1号",
        "国办发〔٢٠٢٢〕14号",
        "GBF〔2022〕14号",
        "国办发〕2022〔14号",
        "《国办发〔2022〕14号》",
    ],
)
def test_what_is_wrong_elsewhere_gets_no_hint_at_brackets(printed: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        DocumentNumber.parse(printed)
    assert caught.value.hint.en == ""


@pytest.mark.parametrize("wrong", ["", " ", None, 14, 2022.14])
def test_nothing_and_no_text_are_refused_without_hint(wrong: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        DocumentNumber.parse(wrong)
    assert caught.value.found == repr(wrong)
    assert caught.value.hint.en == ""


def test_the_years_and_serials_at_the_edge_are_held() -> None:
    for year, serial in ((1000, 1), (9999, 99999)):
        number = DocumentNumber(issuer="国办发", year=year, serial=serial)
        assert DocumentNumber.parse(f"国办发〔{year}〕{serial}号") == number


def test_parts_are_named() -> None:
    by_position: Any = DocumentNumber
    with pytest.raises(TypeError):
        by_position("国办发", 2022, 14)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        *(("issuer", wrong) for wrong in ("", "国办 发", "国办发〔", "abc", "国办1", 1, None)),
        *(("year", wrong) for wrong in (999, 10000, True, 2022.0, "2022", None)),
        *(("serial", wrong) for wrong in (0, -1, 100000, True, 14.0, "14", None)),
    ],
)
def test_each_part_holds_only_what_can_be_printed(field: str, wrong: Any) -> None:
    parts: dict[str, Any] = {"issuer": "国办发", "year": 2022, "serial": 14}
    with pytest.raises(InvalidValue):
        DocumentNumber(**parts | {field: wrong})
