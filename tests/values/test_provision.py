"""Numerals, labels, paths and addresses: read strictly, written back as they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.values.provision import Address, Label, ProvisionPath, chinese_numeral, read_numeral

NUMBERS = st.integers(1, 9999)
PARTS = st.tuples(st.integers(1, 12), st.none() | st.integers(2, 12))
DEEP = st.lists(PARTS, min_size=1, max_size=4)
SLUGS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


def _path(parts: list[tuple[int, int | None]]) -> ProvisionPath:
    return ProvisionPath(".".join(f"{number}-{copy}" if copy else f"{number}" for number, copy in parts))


PATHS = DEEP.map(_path) | st.sampled_from(["preamble", "closing"]).map(ProvisionPath)
ADDRESSES = st.builds(Address, document=SLUGS) | st.builds(
    Address, document=SLUGS, path=PATHS, statement=st.none() | SLUGS
)


class TestNumerals:
    def test_every_number_reads_as_it_is_written(self) -> None:
        assert all(read_numeral(chinese_numeral(number)) == number for number in range(1, 10000))

    @pytest.mark.parametrize(
        ("number", "written"),
        [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (105, "一百零五"),
            (110, "一百一十"),
            (212, "二百一十二"),
            (1005, "一千零五"),
            (1050, "一千零五十"),
            (1010, "一千零一十"),
            (9999, "九千九百九十九"),
        ],
    )
    def test_by_hand(self, number: int, written: str) -> None:
        assert chinese_numeral(number) == written
        assert read_numeral(written) == number

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("一百〇五", 105),
            ("两", 2),
            ("兩", 2),
            ("两百", 200),
            ("一千两百", 1200),
            ("二〇", 20),
            ("一〇五", 105),
            ("二〇二二", 2022),
            ("二零零零", 2000),
        ],
    )
    def test_other_spellings_in_print(self, text: str, number: int) -> None:
        assert read_numeral(text) == number

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "零",
            "〇",
            "零五",
            "一百五",
            "百",
            "百十",
            "十十",
            "一十二",
            "一百零十",
            "一千零五百",
            "一二",
            "二三",
            "两十",
            "十两",
            "一万",
            "二〇二二〇",
            "九千九千",
            "十x",
            "x",
            "12",
            "一\n",
            "两\n",
            "十二是",
        ],
    )
    def test_nothing_else_is_a_numeral(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            read_numeral(text)
        assert caught.value.found == repr(text)

    @pytest.mark.parametrize("wrong", [0, 10000, -1, True, 1.0, "1", None])
    def test_only_ints_from_1_to_9999_are_written(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue):
            chinese_numeral(wrong)


class TestLabel:
    @given(NUMBERS)
    def test_every_shape_counts_the_same(self, number: int) -> None:
        wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        for count in (chinese_numeral(number), str(number), wide):
            shapes = (
                "（{}）",
                "({})",
                "（{})",
                "{}、",
                "{}.",
                "{}．",
                "{}",
                "第{}条",
                "第{}章",
                "第{}节",
                "第{}條",
            )
            for shape in shapes:
                printed = shape.format(count)
                label = Label.parse(printed)
                assert label == Label(printed=printed, number=number)
                assert str(label) == printed
        assert Label.parse(f"{chinese_numeral(number)}是").number == number

    def test_circled_numbers(self) -> None:
        circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
        assert [Label.parse(label).number for label in circled] == list(range(1, 21))

    @pytest.mark.parametrize(
        "printed",
        [
            "",
            " ",
            "（）",
            "（十二",
            "十二）",
            "(一)(二)",
            "（一）完善",
            " 一、",
            "一、\n",
            "第一",
            "一条",
            "第一款",
            "1是",
            "①、",
            "㉑",
            "⓪",
            "0",
            "01",
            "1.2",
            "12345",
            "٣",
            "²",
            "（百）",
            "（一二）",
            "第零条",
            "附件1",
            "一是二是",
            12,
            1.0,
            None,
        ],
    )
    def test_nothing_else_is_a_label(self, printed: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            Label.parse(printed)
        assert str(caught.value.found).strip("'") in repr(printed)

    @pytest.mark.parametrize("wrong", [11, 0, True, 1.0, "1", None])
    def test_the_number_is_the_one_printed(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            Label(printed="一、", number=wrong)
        assert caught.value.found == f"一、: {wrong!r}"
        assert caught.value.expected.zh == caught.value.expected.en == "1"

    def test_parts_are_named(self) -> None:
        by_position: Any = Label
        with pytest.raises(TypeError):
            by_position("一、", 1)


class TestProvisionPath:
    @given(PATHS)
    def test_reads_what_it_writes(self, path: ProvisionPath) -> None:
        assert ProvisionPath.parse(str(path)) == path

    @given(DEEP, DEEP)
    def test_ordered_by_number_at_every_depth(
        self, a: list[tuple[int, int | None]], b: list[tuple[int, int | None]]
    ) -> None:
        first, second = ([(number, copy or 1) for number, copy in parts] for parts in (a, b))
        assert (_path(a) < _path(b)) is (first < second)

    @given(PATHS, PATHS)
    def test_exactly_one_of_less_equal_greater(self, a: ProvisionPath, b: ProvisionPath) -> None:
        assert (a < b) + (a == b) + (a > b) == 1

    @given(DEEP.map(_path))
    def test_between_preamble_and_closing_and_after_its_parent(self, path: ProvisionPath) -> None:
        assert ProvisionPath("preamble") < path < ProvisionPath("closing")
        assert path.parent is None or path.parent < path

    def test_natural_order_by_hand(self) -> None:
        ordered = [
            "preamble",
            "1",
            "2",
            "2.9",
            "2.10",
            "2.10.1",
            "2.10-2",
            "2.10-3",
            "2.11",
            "3",
            "10",
            "closing",
        ]
        assert sorted(map(ProvisionPath, reversed(ordered))) == [ProvisionPath(text) for text in ordered]

    @given(DEEP)
    def test_parent_and_number(self, parts: list[tuple[int, int | None]]) -> None:
        path = _path(parts)
        assert path.number == parts[-1][0]
        assert path.parent == (_path(parts[:-1]) if len(parts) > 1 else None)

    @pytest.mark.parametrize("text", ["preamble", "closing"])
    def test_unnumbered_paragraphs_stand_alone(self, text: str) -> None:
        assert ProvisionPath(text).parent is None
        assert ProvisionPath(text).number is None

    @pytest.mark.parametrize(
        "wrong",
        [
            "",
            "0",
            "01",
            "2.010",
            "2.",
            ".2",
            "2..1",
            "2.0",
            "12-",
            "12-1",
            "12-0",
            "12-02",
            "12-2-2",
            "-2",
            "２.1",
            "2．1",
            "2.1\n",
            " 2",
            "preamble.1",
            "1.closing",
            "Preamble",
            "12345",
            "٢",
            2,
            2.1,
            None,
        ],
    )
    def test_nothing_else_is_a_path(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            ProvisionPath(wrong)
        assert caught.value.found == repr(wrong)


class TestAddress:
    @given(ADDRESSES)
    def test_reads_what_it_writes(self, address: Address) -> None:
        assert Address.parse(str(address)) == address

    def test_by_hand(self) -> None:
        address = Address.parse("national-2023h2#3.12/drg-dip-coverage")
        assert address == Address(
            document="national-2023h2", path=ProvisionPath("3.12"), statement="drg-dip-coverage"
        )
        assert Address.parse("heyuan-2023") == Address(document="heyuan-2023")
        assert Address.parse("heyuan-2023#preamble").path == ProvisionPath("preamble")

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("", "''"),
            ("heyuan-2023#", "''"),
            ("#2.10", "''"),
            ("heyuan-2023#2.10/", "''"),
            ("heyuan-2023/dip", "'heyuan-2023/dip'"),
            ("heyuan-2023#/dip", "''"),
            ("heyuan-2023#2.10/dip/main", "'dip/main'"),
            ("heyuan-2023#2.10#2", "'2.10#2'"),
            ("heyuan--2023", "'heyuan--2023'"),
            ("-heyuan", "'-heyuan'"),
            ("heyuan-", "'heyuan-'"),
            ("Heyuan", "'Heyuan'"),
            ("heyuan_2023", "'heyuan_2023'"),
            ("河源-2023", "'河源-2023'"),
            ("heyuan-２０２３", "'heyuan-２０２３'"),
            ("heyuan\n", r"'heyuan\n'"),
        ],
    )
    def test_what_is_wrong_is_named(self, text: str, found: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Address.parse(text)
        assert caught.value.found == found

    def test_a_statement_stands_in_a_provision(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Address(document="heyuan-2023", statement="dip-main")
        assert caught.value.found == "heyuan-2023/dip-main"

    def test_parts_are_named(self) -> None:
        by_position: Any = Address
        with pytest.raises(TypeError):
            by_position("heyuan-2023")

    @pytest.mark.parametrize("wrong", [1, None, True])
    def test_a_document_is_named_by_text(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue):
            Address(document=wrong)
