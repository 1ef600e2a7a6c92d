"""Money: exact in fen, one rounding per step, divided without losing a fen."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yigai.errors import InvalidValue, Undefined
from yigai.values.money import Money, Rounding, allocate
from yigai.values.ratio import Ratio

FENS = st.integers(-9, 9) | st.integers(-(10**20), 10**20)  # signs and ties are decided near zero
MONEYS = FENS.map(Money)
FRACTIONS = st.fractions(max_denominator=10**9)
# Keys of digits and letters of different length: "10" comes before "9" as text.
WEIGHTS = st.dictionaries(st.text("0129ab甲", max_size=3), st.integers(0, 10**6), min_size=1).filter(
    lambda weights: any(weights.values())
)
NOT_INTS: list[Any] = [True, False, 1.0, 0.1, math.nan, "1", None, Decimal(1), Fraction(1)]


class TestHeldInFen:
    @pytest.mark.parametrize("wrong", NOT_INTS, ids=repr)
    def test_only_an_int_is_a_number_of_fen(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            Money(wrong)
        assert caught.value.found == repr(wrong)
        assert caught.value.expected.en == "an int (neither bool nor float)"
        assert caught.value.expected.zh == "整数（布尔值和浮点数都不行）"

    @given(FENS, FENS)
    def test_ordered_and_equal_as_its_fen(self, a: int, b: int) -> None:
        assert (Money(a) < Money(b)) is (a < b)
        assert (Money(a) <= Money(b)) is (a <= b)
        assert (Money(a) == Money(b)) is (a == b)
        assert len({Money(a), Money(b)}) == len({a, b})

    def test_does_not_compare_with_a_number(self) -> None:
        number: Any = 1
        assert Money(1) != number
        with pytest.raises(TypeError):
            assert Money(1) < number


class TestText:
    @given(MONEYS)
    def test_reads_what_it_writes(self, money: Money) -> None:
        assert Money.parse(str(money)) == money

    @pytest.mark.parametrize(
        ("text", "fen"),
        [
            ("1234.56", 123456),
            ("+1.5", 150),
            ("-1.05", -105),
            ("-0.05", -5),
            ("0.5", 50),
            ("7", 700),
            ("-0", 0),
            pytest.param("9" * 1000, int("9" * 1000) * 100, id="long"),
        ],
    )
    def test_is_yuan(self, text: str, fen: int) -> None:
        assert Money.parse(text).fen == fen

    @pytest.mark.parametrize(
        ("fen", "text"),
        [
            (1, "0.01"),
            (-1, "-0.01"),
            (5, "0.05"),
            (-5, "-0.05"),
            (0, "0.00"),
            (-123456, "-1234.56"),
            (100, "1.00"),
        ],
    )
    def test_is_written_with_two_decimals(self, fen: int, text: str) -> None:
        assert str(Money(fen)) == text

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "1,234.56",
            "1.234",
            "1.",
            ".5",
            "--1",
            "1e3",
            "1_000",
            "NaN",
            " 1",
            "1\n",
            "１２",
            "1.٣",
            "−1",
            "1元",
            pytest.param("9" * 1001, id="too-long"),
        ],
    )
    def test_nothing_else_is_read(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Money.parse(text)
        assert caught.value.found == repr(text)
        assert caught.value.expected.zh == "以元为单位的文本，至多两位小数，不带千分位，如 '1234.56'"
        assert caught.value.expected.en == (
            "yuan as text with at most two decimals and no separators, such as '1234.56'"
        )

    @pytest.mark.parametrize("wrong", [1234.5, 1234, True, None, Decimal("1.5")])
    def test_only_text_is_read(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            Money.parse(wrong)
        assert caught.value.found == repr(wrong)
        assert "'1234.56'" in caught.value.expected.en

    @given(MONEYS)
    def test_yuan_is_exact_whatever_the_decimal_context(self, money: Money) -> None:
        with localcontext(prec=3):
            yuan = money.yuan
        assert Fraction(yuan) * 100 == money.fen
        assert yuan.as_tuple().exponent == -2


class TestArithmetic:
    @given(FENS, FENS, st.integers(-1000, 1000))
    def test_is_that_of_the_fen(self, a: int, b: int, count: int) -> None:
        assert Money(a) + Money(b) == Money(a + b)
        assert Money(a) - Money(b) == Money(a - b)
        assert -Money(a) == Money(-a)
        assert Money(a) * count == count * Money(a) == Money(a * count)

    @pytest.mark.parametrize("wrong", [*NOT_INTS, Money(1)], ids=repr)
    def test_multiplies_only_by_an_int(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match=r"expected an int \(neither bool nor float\)"):
            _ = Money(1) * wrong

    def test_a_float_or_bool_on_the_left_is_refused_too(self) -> None:
        for wrong in (1.5, True):
            left: Any = wrong
            with pytest.raises(InvalidValue):
                _ = left * Money(1)

    @pytest.mark.parametrize("wrong", [*NOT_INTS, 1], ids=repr)
    def test_adds_only_money(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="expected a Money") as caught:
            _ = Money(1) + wrong
        assert caught.value.expected.zh == "金额 Money"
        with pytest.raises(InvalidValue, match="expected a Money"):
            _ = Money(1) - wrong


class TestRounding:
    @given(FRACTIONS)
    @example(Fraction(1, 2))
    @example(Fraction(-1, 2))
    @example(Fraction(5, 2))
    @example(Fraction(-5, 2))
    def test_each_is_what_it_says(self, value: Fraction) -> None:
        down, up, half_up = (kind.to_int(value) for kind in (Rounding.DOWN, Rounding.UP, Rounding.HALF_UP))
        assert down == math.trunc(value)
        assert up == (math.ceil(value) if value > 0 else math.floor(value))
        nearest = math.floor(abs(value) + Fraction(1, 2))
        assert half_up == (nearest if value > 0 else -nearest)

    @given(FRACTIONS, st.sampled_from(Rounding))
    def test_keeps_the_sign_apart(self, value: Fraction, rounding: Rounding) -> None:
        assert rounding.to_int(-value) == -rounding.to_int(value)

    @given(st.integers(), st.sampled_from(Rounding))
    def test_leaves_a_whole_number(self, value: int, rounding: Rounding) -> None:
        assert rounding.to_int(Fraction(value)) == value

    @pytest.mark.parametrize(
        ("text", "down", "half_up", "up"),
        [("0.5", 0, 1, 1), ("1.5", 1, 2, 2), ("2.4", 2, 2, 3), ("-0.5", 0, -1, -1), ("-2.6", -2, -3, -3)],
    )
    def test_by_hand(self, text: str, down: int, half_up: int, up: int) -> None:
        kinds = (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP)
        assert [kind.to_int(Fraction(text)) for kind in kinds] == [down, half_up, up]

    def test_words_written_in_files(self) -> None:
        assert [kind.value for kind in Rounding] == ["half-up", "up", "down"]


class TestTimes:
    @given(FENS, FRACTIONS)
    def test_agrees_with_fractions(self, fen: int, fraction: Fraction) -> None:
        exact = Fraction(fen) * fraction
        money, ratio = Money(fen), Ratio(fraction)
        assert money.times(ratio, Rounding.DOWN).fen == math.trunc(exact)
        assert abs(money.times(ratio, Rounding.UP).fen) == math.ceil(abs(exact))
        assert abs(money.times(ratio, Rounding.HALF_UP).fen) == math.floor(abs(exact) + Fraction(1, 2))
        for rounding in Rounding:
            rounded = money.times(ratio, rounding).fen
            assert rounded == 0 or (rounded < 0) is (exact < 0)
            assert abs(rounded - exact) < 1

    @given(MONEYS, st.sampled_from(Rounding))
    def test_one_changes_nothing(self, money: Money, rounding: Rounding) -> None:
        assert money.times(Ratio.parse("1"), rounding) == money

    @pytest.mark.parametrize("wrong", [0.7, 1, True, Fraction(7, 10), "70%", None])
    def test_only_by_a_ratio(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="expected a Ratio") as caught:
            Money(100).times(wrong, Rounding.DOWN)
        assert caught.value.expected.zh == "比率 Ratio"


class TestAllocate:
    @given(MONEYS, WEIGHTS)
    def test_conserves_to_the_fen(self, total: Money, weights: dict[str, int]) -> None:
        assert sum(allocate(total, weights).values(), Money(0)) == total

    @given(MONEYS, WEIGHTS, st.randoms(use_true_random=False))
    def test_order_of_input_is_irrelevant(self, total: Money, weights: dict[str, int], random: Any) -> None:
        shuffled = list(weights.items())
        random.shuffle(shuffled)
        parts = allocate(total, weights)
        assert list(allocate(total, dict(shuffled)).items()) == list(parts.items())
        assert list(parts) == sorted(weights)

    @given(MONEYS, WEIGHTS)
    def test_each_part_is_its_exact_share_cut_or_raised_to_a_fen(
        self, total: Money, weights: dict[str, int]
    ) -> None:
        whole = sum(weights.values())
        for name, part in allocate(total, weights).items():
            exact = Fraction(total.fen * weights[name], whole)
            assert abs(part.fen - exact) < 1
            assert weights[name] or part == Money(0)

    @given(MONEYS, WEIGHTS)
    def test_the_raised_have_the_largest_remainders_then_the_smallest_keys(
        self, total: Money, weights: dict[str, int]
    ) -> None:
        whole = sum(weights.values())
        parts = allocate(total, weights)
        exact = {name: Fraction(abs(total.fen) * weight, whole) for name, weight in weights.items()}
        rank = {name: (math.floor(share) - share, name) for name, share in exact.items()}
        raised = {name for name, part in parts.items() if abs(part.fen) > math.floor(exact[name])}
        assert all(rank[high] < rank[low] for high in raised for low in parts.keys() - raised)

    @given(MONEYS, WEIGHTS)
    def test_a_negative_total_is_the_mirror(self, total: Money, weights: dict[str, int]) -> None:
        mirrored = {name: -part for name, part in allocate(total, weights).items()}
        assert allocate(-total, weights) == mirrored

    @given(MONEYS, WEIGHTS, st.integers(1, 1000))
    def test_all_weights_multiplied_changes_nothing(
        self, total: Money, weights: dict[str, int], times: int
    ) -> None:
        multiplied = {name: weight * times for name, weight in weights.items()}
        assert allocate(total, multiplied) == allocate(total, weights)

    @pytest.mark.parametrize(
        ("total", "weights", "parts"),
        [
            (100, {"b": 1, "a": 1, "c": 1}, {"a": 34, "b": 33, "c": 33}),
            (-100, {"b": 1, "a": 1, "c": 1}, {"a": -34, "b": -33, "c": -33}),
            (1, {"9": 1, "10": 1}, {"10": 1, "9": 0}),  # as text, not as numbers
            (2, {"乙": 1, "甲": 1, "丙": 1}, {"丙": 1, "乙": 1, "甲": 0}),  # by code point
            (10, {"a": 1, "b": 2, "c": 0}, {"a": 3, "b": 7, "c": 0}),
            (0, {"a": 5}, {"a": 0}),
            (-1, {"a": 1, "b": 2}, {"a": 0, "b": -1}),
            (7, {"": 3}, {"": 7}),
        ],
    )
    def test_by_hand(self, total: int, weights: dict[str, int], parts: dict[str, int]) -> None:
        assert allocate(Money(total), weights) == {name: Money(fen) for name, fen in parts.items()}

    @pytest.mark.parametrize("wrong", [-1, True, 1.0, "1", None])
    def test_a_weight_is_an_int_of_at_least_zero(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue) as caught:
            allocate(Money(1), {"a": 1, "b": wrong})
        assert caught.value.found == f"b: {wrong!r}"
        assert caught.value.expected.zh == "不小于零的整数权重"
        assert caught.value.expected.en == "a weight that is an int and not negative"

    @pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": 0, "b": 0}])
    @pytest.mark.parametrize("fen", [0, 1])
    def test_nothing_to_divide_by_is_undefined(self, fen: int, weights: dict[str, int]) -> None:
        with pytest.raises(Undefined) as caught:
            allocate(Money(fen), weights)
        assert caught.value.found == repr(weights)
        assert caught.value.expected.zh == "至少一个大于零的权重"
        assert caught.value.expected.en == "at least one weight above zero"

    @pytest.mark.parametrize("wrong", [100, 1.0, None])
    def test_only_money_is_divided(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="expected a Money"):
            allocate(wrong, {"a": 1})
