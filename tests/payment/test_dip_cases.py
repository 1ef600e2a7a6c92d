"""Points of single DIP cases: profiles at their edges, factors, reviews; figures worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yigai.errors import Undefined, UnknownName, YigaiError
from yigai.payment.builder import Undecided
from yigai.payment.profiles import profile, profiles
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement
from yigai.payment.soundness import Unsound
from yigai.values.citation import Evidence

Settled = Callable[[str, str], Settlement]

RULE = """
kind: dip
points: {method: given}
institution_factor: true
budget: {pool: fund, fund: "10000.00", start_value: "20"}
settlement: {shape: as-shared}
"""
BY_MEAN = "deviations: {classified_by: group-mean, corrected_by: group-mean, profile: %s}\n"
BY_LEVEL = "deviations: {classified_by: standard, corrected_by: level-mean, profile: %s}\n"
USUAL = {"id": "c", "institution": "a", "group": "g"}


def rows(cost: str, *, level_mean: str = "10000.00", factor: str = "1.1", **given: str) -> str:
    """A usual case beside the one in question; 500 points, and a standard of 10000."""
    one = ", ".join(f'{key}: "{value}"' for key, value in {**USUAL, "cost": cost, **given}.items() if value)
    return (
        f'institutions: [{{id: a, level: three, factor: "{factor}"}}]\n'
        "area: {discharges: 1000}\n"
        'groups: [{code: g, points: "500", mean_cost: "10000.00", price: "10000.00",'
        " tcm_advantage: false, by_bed_day: false, primary_care: false}]\n"
        f'group_levels: [{{group: g, level: three, mean_cost: "{level_mean}", factor: "1.05"}}]\n'
        f'cases: [{{id: usual, institution: a, group: g, cost: "10000.00"}}, {{{one}}}]\n'
    )


def points(result: Settlement, case: str = "c") -> str | None:
    """The points of a case, None where it waits for a review."""
    if f"cases[{case}]" in {each.place for each in result.in_review}:
        return None
    return result.figures(Table.CASE, case)["case_points"]


NATIONAL = {
    "0.00": "0.0000",
    "4999.99": "274.9995",
    "5000.00": "550.0000",
    "20000.00": "550.0000",
    "20000.01": "550.0006",
    "30000.00": "1100.0000",
    "50000.00": "2200.0000",
    "50000.01": None,
}
EDGES: dict[str, dict[str, str | None]] = {
    "national-2020": NATIONAL,
    "guangzhou-2018": {**NATIONAL, "50000.01": "2200.0006"},
    "hubei": {
        "4999.99": "274.9995",
        "5000.00": "275.0000",
        "5000.01": "550.0000",
        "19999.99": "550.0000",
        "20000.00": "550.0000",
        "20000.01": "550.0006",
        "50000.01": "2200.0006",
    },
    "jining-370800": {
        "5000.00": "275.0000",
        "5000.01": "550.0000",
        "20000.00": "550.0000",
        "20000.01": "550.0005",
        "30000.00": "1050.0000",
        "50000.00": "2050.0000",
        "50000.01": "550.0000",
    },
    "taian-370900": {
        "5000.00": "275.0000",
        "20000.00": "550.0000",
        "20000.01": "550.0005",
        "50000.00": "2050.0000",
        "50000.01": "2050.0005",
    },
}


@pytest.mark.parametrize(
    ("name", "cost", "expected"),
    [(name, cost, expected) for name, edges in EDGES.items() for cost, expected in edges.items()],
)
def test_profiles_at_their_edges(settled: Settled, name: str, cost: str, expected: str | None) -> None:
    assert points(settled(RULE + BY_MEAN % name, rows(cost))) == expected


DRAFT = """deviations:
  classified_by: group-mean
  corrected_by: group-mean
  profile: draft-3.0
  zones:
    - {edge: "50%%", when: "<", then: cost}
    - {edge: "2", when: "%s", then: review}
    - {edge: "3", when: "%s", then: %s}
"""


@pytest.mark.parametrize(
    ("sides", "cost", "expected"),
    [
        ((">", ">", "review"), "4999.99", "249.9995"),  # 4999.99 / 20, no factor
        ((">", ">", "review"), "5000.00", "550.0000"),
        ((">", ">", "review"), "20000.00", "550.0000"),
        ((">", ">", "review"), "20000.01", None),
        ((">", ">", "review"), "30000.01", None),
        ((">=", ">=", "none"), "20000.00", None),
        ((">=", ">=", "none"), "29999.99", None),
        ((">=", ">=", "none"), "30000.00", "550.0000"),
    ],
)
def test_draft_once_its_edges_are_decided(
    settled: Settled, sides: tuple[str, str, str], cost: str, expected: str | None
) -> None:
    assert points(settled(RULE + DRAFT % sides, rows(cost))) == expected


ZONES = (
    '{edge: "30%", when: "<", then: none}',
    '{edge: "50%", when: "<", then: ratio}',
    '{edge: "5", when: ">", then: none}',
    '{edge: "2", when: ">", then: excess}',
)


@pytest.mark.parametrize("zones", [ZONES, ZONES[::-1]], ids=["outermost first", "innermost first"])
@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ("2999.99", "550.0000"),
        ("4000.00", "220.0000"),  # 500 x 0.4 x 1.1
        ("30000.00", "1100.0000"),  # 500 x (3 - 2 + 1) x 1.1
        ("50000.01", "550.0000"),
    ],
)
def test_the_outermost_zone_counts_in_whatever_order_they_stand(
    settled: Settled, zones: tuple[str, ...], cost: str, expected: str
) -> None:
    part = f"{{classified_by: group-mean, corrected_by: group-mean, zones: [{', '.join(zones)}]}}"
    assert points(settled(f"{RULE}deviations: {part}\n", rows(cost))) == expected


def test_the_draft_leaves_its_edges_open(settled: Settled) -> None:
    with pytest.raises(Undecided) as caught:
        settled(RULE + BY_MEAN % "draft-3.0", rows("1.00"))
    open_ones = {"deviations.zones[1].when", "deviations.zones[2].when", "deviations.zones[2].then"}
    assert set(caught.value.open) == open_ones


def test_a_cost_needs_the_start_value(settled: Settled) -> None:
    with pytest.raises(Undecided, match=r"budget\.start_value"):
        settled(RULE.replace(', start_value: "20"', "") + DRAFT % (">", ">", "review"), rows("1.00"))


def test_a_cost_takes_no_auxiliary_factor(settled: Settled) -> None:
    rule = RULE + "auxiliary: true\n" + DRAFT % (">", ">", "review")
    more = 'auxiliaries: [{case: c, name: age, trigger: "1", factor: "1.5"}]\n'
    assert points(settled(rule, rows("4000.00") + more)) == "200.0000"
    assert points(settled(rule, rows("10000.00") + more)) == "825.0000"


def test_classified_by_the_standard_corrected_by_the_level(settled: Settled) -> None:
    # 2.0001 times the standard is high; 20001 / 12500 = 1.60008, less 1, x 550
    result = settled(RULE + BY_LEVEL % "national-2020", rows("20001.00", level_mean="12500.00"))
    assert points(result) == "330.0440"
    result = settled(RULE + BY_LEVEL % "national-2020", rows("4999.00", level_mean="12500.00"))
    assert points(result) == "219.9560"


@pytest.mark.parametrize(
    ("name", "mean", "expected"),
    [
        ("national-2020", "20001.00", None),  # r - 1 = 0
        ("national-2020", "20000.99", "0.0003"),  # a hair above
        ("taian-370900", "25000.00", None),  # r - 2 + 1.1 below 0
    ],
)
def test_a_correction_has_to_be_above_zero(
    settled: Settled, name: str, mean: str, expected: str | None
) -> None:
    result = settled(RULE + BY_LEVEL % name, rows("20001.00", level_mean=mean))
    if expected is None:
        assert [each.reason.en for each in result.rejected] == [
            "the correction of its deviation is not above zero"
        ]
    else:
        assert points(result) == expected


def test_a_level_without_its_mean_is_told(settled: Settled) -> None:
    text = rows("1.00").replace(
        "[{id: a, level: three", '[{id: b, level: two, factor: "1"}, {id: a, level: three'
    )
    text = text.replace("level: three, mean_cost", "level: two, mean_cost")
    text = text.replace("id: usual, institution: a", "id: usual, institution: b")
    result = settled(RULE + BY_LEVEL % "hubei", text)
    assert [(each.place, each.reason.en) for each in result.rejected] == [
        ("cases[c]", "no group at a level g/three in group_levels")
    ]


AUXILIARIES = (
    'auxiliaries: [{case: c, name: index, trigger: "1.5", factor: "1.2"},'
    ' {case: c, name: age, trigger: "%s", factor: "1.35"}]\n'
)


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [("1.3", "660.0000"), ("1.5", "742.5000"), ("1.6", "742.5000")],  # tied: the smaller name
)
def test_the_highest_trigger_counts(settled: Settled, trigger: str, expected: str) -> None:
    text = rows("10000.00") + AUXILIARIES % trigger
    assert points(settled(RULE + "auxiliary: true\n", text)) == expected


@pytest.mark.parametrize("column", ["tcm_advantage", "by_bed_day"])
def test_no_auxiliary_factor_for_tcm_and_bed_days(settled: Settled, column: str) -> None:
    text = (rows("10000.00") + AUXILIARIES % "1.3").replace(f"{column}: false", f"{column}: true")
    assert points(settled(RULE + "auxiliary: true\n", text)) == "550.0000"


def test_an_auxiliary_factor_without_its_trigger_is_not_passed_over(settled: Settled) -> None:
    text = (rows("10000.00") + AUXILIARIES % "1.3").replace('trigger: "1.3", ', "")
    result = settled(RULE + "auxiliary: true\n", text)
    assert [(each.place, each.reason.en) for each in result.rejected] == [
        ("cases[c]", "an auxiliary factor without its trigger")
    ]


def test_rounded_once_and_last(settled: Settled) -> None:
    # 123.4567 x 1.0333 x 1.5 x 0.9876 = 188.97895..; rounded after every step it would be 188.9789
    text = rows("25000.00", factor="0.9876").replace('points: "500"', 'points: "123.4567"')
    text += 'auxiliaries: [{case: c, name: age, trigger: "1", factor: "1.0333"}]\n'
    assert points(settled(RULE + "auxiliary: true\n" + BY_MEAN % "guangzhou-2018", text)) == "188.9790"


def test_factor_of_the_disease_and_of_primary_care(settled: Settled) -> None:
    assert points(settled(RULE + "factor_by_disease: true\n", rows("10000.00"))) == "525.0000"
    text = rows("10000.00").replace("primary_care: false", "primary_care: true")
    assert points(settled(RULE + "primary_care_exempt: true\n", text)) == "500.0000"
    assert points(settled(RULE, text)) == "550.0000"


@pytest.mark.parametrize(
    ("outcome", "amount", "expected"),
    [
        ("by-item", "", "3000.0005"),  # 60000.01 / 20
        ("adjusted", "44000.00", "2200.0000"),
        ("as-grouped", "", "550.0000"),
    ],
)
def test_outcomes_of_a_review(settled: Settled, outcome: str, amount: str, expected: str) -> None:
    rule = RULE + BY_MEAN % "national-2020" + 'review: {quota: "5‰"}\n'
    text = rows("60000.01", review_outcome=outcome, review_amount=amount)
    result = settled(rule, text)
    assert points(result) == expected
    assert result.figures(Table.AREA, "")["reviews_allowed"] == "5"
    assert result.figures(Table.AREA, "")["reviews_above_quota"] == "0"


def test_without_a_review_in_the_rule_no_outcome_counts(settled: Settled) -> None:
    result = settled(RULE + BY_MEAN % "national-2020", rows("60000.01", review_outcome="by-item"))
    assert points(result) is None


@pytest.mark.parametrize(
    ("discharges", "allowed"), [("199", "0"), ("200", "1"), ("201", "1"), ("399", "1"), ("0", "0")]
)
def test_the_quota_is_rounded_down(settled: Settled, discharges: str, allowed: str) -> None:
    text = rows("1.00").replace("discharges: 1000", f"discharges: {discharges}")
    result = settled(RULE + 'review: {quota: "5‰"}\n', text)
    assert result.figures(Table.AREA, "")["reviews_allowed"] == allowed


def test_a_standard_of_zero_is_undefined(settled: Settled) -> None:
    text = rows("1.00").replace('price: "10000.00"', 'price: "0.00"')
    with pytest.raises(Undefined):
        settled(RULE + BY_LEVEL % "hubei", text)


def test_zones_may_not_overlap(settled: Settled) -> None:
    zones = '{zones: [{edge: "2", when: "<=", then: ratio}, {edge: "2", when: ">=", then: excess}]}'
    with pytest.raises(YigaiError, match="low edges below the high ones"):
        settled(f"{RULE}deviations: {zones}\n", rows("1.00"))


def test_every_profile_says_how_it_is_known() -> None:
    assert {name: each.evidence for name, each in profiles().items()} == {
        "national-2020": Evidence.RESTATED,
        "guangzhou-2018": Evidence.RESTATED,
        "draft-3.0": Evidence.DRAFT_FOR_COMMENT,
        "hubei": Evidence.PRACTICE,
        "jining-370800": Evidence.PRACTICE,
        "taian-370900": Evidence.PRACTICE,
    }
    for each in profiles().values():
        assert each.source
        assert each.evidence is not Evidence.PRACTICE or "不是政策" in (each.note or "")


def test_an_unknown_profile_is_named_with_the_nearest(settled: Settled) -> None:
    with pytest.raises(UnknownName, match="did you mean 'hubei'"):
        profile("hubai")
    with pytest.raises(Unsound, match="did you mean 'hubei'"):
        settled(RULE + BY_MEAN % "hubai", rows("1.00"))


def test_practice_is_told_before_any_figure(settled: Settled) -> None:
    result = settled(RULE + BY_MEAN % "hubei", rows("1.00"))
    assert "the deviation zones hubei are practice, not the policy" in [each.en for each in result.limits]


def test_the_profile_is_cited_where_its_edge_counted(settled: Settled) -> None:
    result = settled(RULE + BY_MEAN % "hubei", rows("1.00"))
    (points_of_case,) = result.explain("c", table=Table.CASE, column="case_points").steps
    (edge,) = (each for each in points_of_case.steps if each.name == "deviations.zones[0].edge")
    assert [(each.source, each.evidence) for each in edge.sources] == [("湖北，基础做法", Evidence.PRACTICE)]


def test_a_share_of_the_excess_has_to_be_given(settled: Settled) -> None:
    zones = '[{edge: "2", when: ">", then: excess-share}]'
    part = f"deviations: {{classified_by: group-mean, corrected_by: group-mean, zones: {zones}}}\n"
    with pytest.raises(Undecided) as caught:
        settled(RULE + part, rows("1.00"))
    assert caught.value.open == ("deviations.zones[0].share",)


def test_what_a_case_is_measured_by_has_to_be_said(settled: Settled) -> None:
    with pytest.raises(Undecided) as caught:
        settled(RULE + "deviations: {profile: hubei}\n", rows("1.00"))
    # each once, however many zones ask for it
    assert sorted(caught.value.open) == ["deviations.classified_by", "deviations.corrected_by"]


def test_one_edge_stands_once(settled: Settled) -> None:
    zones = '{zones: [{edge: "2", when: ">", then: ratio}, {edge: "2", when: ">=", then: excess}]}'
    with pytest.raises(YigaiError, match="zones with different edges"):
        settled(f"{RULE}deviations: {zones}\n", rows("1.00"))


def test_a_case_is_explained_by_its_points(settled: Settled) -> None:
    rule = RULE + BY_MEAN % "national-2020" + 'review: {quota: "5‰"}\n'
    step = settled(rule, rows("30000.00")).explain("c").steps[0]
    assert (step.name, step.result) == ("case_points", "1100.0000")
    because = step.formula.zh.rpartition("因 ")[2]
    assert because == "总费用 30000.00 ÷ 例均费用 10000.00 > 偏差边界 2〔转述〕"
    assert "偏差边界 5" not in step.formula.zh  # nothing of a zone the case is not in


@pytest.mark.parametrize(
    "said", ["{}", "{classified_by: group-mean}", "{corrected_by: group-mean, zones: []}"]
)
def test_deviations_without_a_zone_are_left_open(settled: Settled, said: str) -> None:
    """To say that cases far from the usual are corrected, and not how, is no rule to pay by."""
    with pytest.raises(Undecided) as caught:
        settled(f"{RULE}deviations: {said}\n", rows("1.00"))
    assert "deviations.zones" in caught.value.open
