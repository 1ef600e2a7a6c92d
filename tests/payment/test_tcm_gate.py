"""The gate of Chinese medicine. The figures are those of Chongqing: practice, and not the policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.payment.builder import Undecided
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]

CHONGQING = """
kind: tcm-gate
source: 重庆
evidence: practice
note: 做法，不是政策
share: "60%"
days: "10"
operation_classes: "3"
"""
COSTS = (
    "tcm_cost",
    "western_treatment_cost",
    "medicine_cost",
    "decoction_cost",
    "surgery_cost",
    "material_cost",
)
CLASSES = ("tcm_class_1", "tcm_class_2", "tcm_class_3", "tcm_class_4")
USUAL = {
    **dict(zip(COSTS, ("6000.00", "1000.00", "1000.00", "500.00", "0.00", "1500.00"), strict=True)),
    "days": "12",
    "tcm_diagnosis": "true",
    **dict(zip(CLASSES, ("true", "true", "true", "false"), strict=True)),
}
FLAG = {"true": 1, "false": 0, "": None}


def decided(settled: Settled, **given_columns: str) -> int | None:
    """The decision on one case: 1, 0, or None where it is open."""
    row = {"id": "c", "institution": "a", **USUAL, **given_columns}
    listed = ", ".join(f'{key}: "{value}"' for key, value in row.items() if value)
    return settled(CHONGQING, f"institutions: [{{id: a}}]\ncases: [{{{listed}}}]").result("c").value


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, 1),  # exactly 6000 of 10000
        ({"tcm_cost": "5999.99"}, 0),
        ({"tcm_cost": "6000.01"}, 1),
        ({"tcm_cost": "5999.00", "material_cost": "1501.00"}, 0),  # 59.99 %
        ({"days": "10"}, 1),
        ({"days": "9"}, 0),
        ({"tcm_diagnosis": "false"}, 0),
        ({"tcm_class_3": "false"}, 0),
        ({"tcm_class_4": "true"}, 1),
        ({"tcm_class_4": ""}, 1),  # three are enough whatever the fourth
        ({"tcm_class_3": ""}, None),
        ({"tcm_class_2": "false", "tcm_class_3": ""}, 0),  # at most two
        ({"days": ""}, None),
        ({"surgery_cost": ""}, None),
        ({"tcm_diagnosis": ""}, None),
        ({"days": "", "tcm_cost": "5999.99"}, 0),  # one part settles it
        ({"surgery_cost": "", "days": "9"}, 0),
    ],
)
def test_gate(settled: Settled, columns: dict[str, str], expected: int | None) -> None:
    assert decided(settled, **columns) == expected


@given(st.lists(st.sampled_from(["true", "false", ""]), min_size=5, max_size=5))
def test_open_only_while_it_could_go_either_way(settled: Settled, flags: list[str]) -> None:
    columns = dict(zip(("tcm_diagnosis", *CLASSES), flags, strict=True))
    diagnosis, *classes = flags

    def outcome(unknown: str) -> bool:
        filled = [each or unknown for each in classes]
        return (diagnosis or unknown) == "true" and filled.count("true") >= 3

    could_be = {outcome("true"), outcome("false")}
    assert decided(settled, **columns) == (int(could_be.pop()) if len(could_be) == 1 else None)


def test_no_cost_at_all_has_no_share(settled: Settled) -> None:
    row = ", ".join(f'{name}: "0.00"' for name in COSTS)
    rows = f"institutions: [{{id: a}}]\ncases: [{{id: c, institution: a, {row}}}]"
    assert [each.place for each in settled(CHONGQING, rows).rejected] == ["cases[c]"]


def test_an_open_decision_is_shown_and_explained(settled: Settled) -> None:
    result = settled(CHONGQING, "institutions: [{id: a}]\ncases: [{id: c, institution: a}]")
    assert str(result.result("c")) == "?"
    assert result.explain("c").steps[0].result == "?"
    with pytest.raises(InvalidValue):
        result.amount("c")


def test_practice_is_told_before_any_figure(settled: Settled) -> None:
    result = settled(CHONGQING, "institutions: [{id: a}]")
    assert "the rule is not from an issued text: practice" in [each.en for each in result.limits]


def test_everything_open_is_told_at_once(settled: Settled) -> None:
    with pytest.raises(Undecided) as caught:
        settled("kind: tcm-gate\n", "")
    assert caught.value.open == ("share", "days", "operation_classes")


def test_the_share_is_shown_and_what_becomes_of_the_others_is_told(settled: Settled) -> None:
    row = ", ".join(f'{key}: "{value}"' for key, value in {**USUAL, "tcm_cost": "5000.00"}.items())
    result = settled(CHONGQING, f"institutions: [{{id: a}}]\ncases: [{{id: c, institution: a, {row}}}]")
    # 5000 of 5000 + 1000 + 1000 + 500 + 0 + 1500
    assert result.figures(Table.CASE, "c")["tcm_share"] == "0.5556"
    assert any("is paid as the medical group of the same ADRG" in each.en for each in result.limits)
