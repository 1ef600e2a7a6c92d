"""Payment by bed-day: segments at their rates, by category, or points for each day. The rates are made up."""

from __future__ import annotations

from collections.abc import Callable

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.files.faults import FileFaults
from yigai.model.activity import Activity, Case, Institution
from yigai.model.payment import DayRates, DaySegment, PerDiem
from yigai.model.payment.words import BandMethod, DayPayment
from yigai.payment.builder import Undecided
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.values.money import Money

Settled = Callable[[str, str], Settlement]

SEGMENTS = (
    '[{from: 1, to: 10, rate: "300.00"}, {from: 11, to: 30, rate: "200.05"}, {from: 31, rate: "99.99"}]'
)
LONG_STAYS = """
kind: per-diem
pays: rates
less_patients: false
rates: [{method: METHOD, segments: SEGMENTS}]
""".replace("SEGMENTS", SEGMENTS)


def stays(*days: int | None) -> str:
    rows = ", ".join(
        f"{{id: c{at}, institution: h1{'' if count is None else f', days: {count}'}}}"
        for at, count in enumerate(days)
    )
    return f"institutions: [{{id: h1}}]\ncases: [{rows}]"


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("marginal", ["0.00", "300.00", "3000.00", "3200.05", "7001.00", "7100.99", "10000.70"]),
        ("whole", ["0.00", "300.00", "3000.00", "2200.55", "6001.50", "3099.69", "5999.40"]),
    ],
)
def test_days_at_on_and_over_the_ends_of_segments(settled: Settled, method: str, expected: list[str]) -> None:
    settlement = settled(LONG_STAYS.replace("METHOD", method), stays(0, 1, 10, 11, 30, 31, 60))
    assert [settlement.figures(Table.CASE, f"c{at}")["payment"] for at in range(7)] == expected
    assert str(settlement.amount("h1")) == {"marginal": "30602.74", "whole": "20601.14"}[method]


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 2, 0)])
def test_segments_mean_the_same_in_any_order(settled: Settled, order: tuple[int, ...]) -> None:
    listed = SEGMENTS.strip("[]").split("}, ")
    turned = "[" + ", ".join(f"{listed[at].rstrip('}')}}}" for at in order) + "]"
    rule = LONG_STAYS.replace("METHOD", "marginal").replace(SEGMENTS, turned)
    assert str(settled(rule, stays(31)).total) == "7100.99"  # 3000.00 + 4001.00 + 99.99


def test_a_stay_without_its_days_is_rejected_and_the_others_are_paid(settled: Settled) -> None:
    settlement = settled(LONG_STAYS.replace("METHOD", "marginal"), stays(None, 1))
    assert [(each.place, each.reason.en) for each in settlement.rejected] == [("cases[c0]", "no days")]
    assert str(settlement.amount("h1")) == "300.00"


def test_a_stay_at_nobody_is_rejected(settled: Settled) -> None:
    rows = "institutions: [{id: h1}]\ncases: [{id: c1, institution: h9, days: 3}]"
    settlement = settled(LONG_STAYS.replace("METHOD", "marginal"), rows)
    assert [each.reason.zh for each in settlement.rejected] == ["机构表中没有 h9"]
    assert str(settlement.total) == "0.00"


BY_CATEGORY = """
kind: per-diem
pays: rates
less_patients: true
rates:
  - {category: 精神, segments: [{from: 1, rate: "120.00"}]}
  - {category: 康复, segments: [{from: 1, rate: "200.00"}]}
"""


def test_each_category_has_its_rate_and_a_category_without_one_is_rejected(settled: Settled) -> None:
    rows = """
institutions: [{id: h1}]
cases:
  - {id: a, institution: h1, category: 精神, days: 10, patient_paid: "100.00"}
  - {id: b, institution: h1, category: 康复, days: 2, patient_paid: "400.01"}
  - {id: c, institution: h1, category: 安宁, days: 2, patient_paid: "0.00"}
  - {id: d, institution: h1, days: 2, patient_paid: "0.00"}
"""
    settlement = settled(BY_CATEGORY, rows)
    # 1200.00 - 100.00 and 400.00 - 400.01; a case's part may be negative after the patient paid
    assert settlement.figures(Table.CASE, "b")["fund_part"] == "-0.01"
    assert str(settlement.amount("h1")) == "1099.99"
    assert {each.place: each.reason.zh for each in settlement.rejected} == {
        "cases[c]": "类别不在规则所列之内：精神, 康复",
        "cases[d]": "没有类别",
    }
    others = BY_CATEGORY + '  - {segments: [{from: 1, rate: "50.00"}]}\n'
    assert {each.place for each in settled(others, rows).rejected} == {"cases[d]"}


def test_day_points_share_a_pool(settled: Settled) -> None:
    rule = """
kind: per-diem
pays: points
budget: {pool: fund, fund: "1000.00"}
settlement: {shape: as-shared}
"""
    rows = """
institutions: [{id: h1}, {id: h2}]
groups: [{code: g1, points: "2.5"}, {code: g2, points: "1"}]
cases:
  - {id: a, institution: h1, group: g1, days: 4}
  - {id: b, institution: h2, group: g2, days: 20}
"""
    settlement = settled(rule, rows)
    assert settlement.figures(Table.CASE, "a")["case_points"] == "10.0000"
    assert {each.id: str(each) for each in settlement.results} == {"h1": "333.33", "h2": "666.67"}
    elsewhere = settled(rule, rows.replace("institution: h2", "institution: h9"))
    assert [each.reason.zh for each in elsewhere.rejected] == ["机构表中没有 h9"]
    assert {each.id: str(each) for each in elsewhere.results} == {"h1": "1000.00", "h2": "0.00"}


@pytest.mark.parametrize(
    ("rule", "open_fields"),
    [
        ("kind: per-diem", ("pays", "rates", "less_patients")),
        (
            f"kind: per-diem\npays: rates\nless_patients: false\nrates: [{{segments: {SEGMENTS}}}]",
            ("rates[0].method",),
        ),
        (
            "kind: per-diem\npays: rates\nless_patients: false\nrates: [{category: 精神}]",
            ("rates[0].segments",),
        ),
    ],
)
def test_what_the_rule_has_to_say(settled: Settled, rule: str, open_fields: tuple[str, ...]) -> None:
    with pytest.raises(Undecided) as refused:
        settled(rule, stays(1))
    assert refused.value.open == open_fields


@pytest.mark.parametrize(
    ("segments", "found"),
    [
        ('[{from: 2, rate: "1.00"}]', "no segment from 1 to below 2"),
        ('[{from: 1, to: 10, rate: "1.00"}]', "no segment from 11 on"),
        (
            '[{from: 1, to: 10, rate: "2.00"}, {from: 10, rate: "1.00"}]',
            "two segments lie over each other at 10",
        ),
        ('[{from: 1, rate: "-0.01"}]', "-0.01 yuan"),
    ],
)
def test_days_without_one_rate_are_refused(settled: Settled, segments: str, found: str) -> None:
    head = "kind: per-diem\npays: rates\nless_patients: false\n"
    rule = f"{head}rates: [{{method: marginal, segments: {segments}}}]"
    with pytest.raises(InvalidValue) as refused:
        settled(rule, stays(1))
    assert str(refused.value.found) == found


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ('[{segments: [{from: 3, to: 2, rate: "1.00"}]}]', "a last day not before the first"),
        ('[{segments: [{from: 0, rate: "1.00"}]}]', "a whole number of at least 1"),
        ("[{category: 精神}, {category: 精神}]", "names that differ"),
        ("[]\npays: rates\nbudget: {}", "both pays: rates and budget"),
        ("[{category: 精神}]\npays: points", "both pays: points and rates"),
    ],
)
def test_impossible_rates_are_a_fault(settled: Settled, rates: str, expected: str) -> None:
    with pytest.raises(FileFaults, match=expected):
        settled(f"kind: per-diem\nrates: {rates}", stays(1))


lengths = st.lists(st.integers(min_value=1, max_value=40), max_size=3)
money = st.integers(min_value=0, max_value=100_000).map(Money)


@given(lengths, st.data(), st.lists(st.integers(min_value=0, max_value=400), min_size=1, max_size=6))
def test_marginal_days_are_the_sum_over_the_days(
    lengths: list[int], data: st.DataObject, days: list[int]
) -> None:
    firsts = [1 + sum(lengths[:at]) for at in range(len(lengths) + 1)]
    segments = [
        DaySegment(first=first, last=last - 1 if last else None, rate=data.draw(money))
        for first, last in zip(firsts, [*firsts[1:], None], strict=True)
    ]
    rule = PerDiem(
        id="tested",
        title="示例",
        pays=DayPayment.RATES,
        less_patients=False,
        rates=(DayRates(method=BandMethod.MARGINAL, segments=tuple(data.draw(st.permutations(segments)))),),
    )
    rows = tuple(Case(id=f"c{at}", institution="h1", days=count) for at, count in enumerate(days))
    settlement = settle(
        rule, Activity(institutions=(Institution(id="h1"),), cases=rows), as_of=pendulum.date(2024, 12, 31)
    )
    by_hand = sum(
        next(each.rate.fen for each in reversed(segments) if each.first <= day)
        for count in days
        for day in range(1, count + 1)
    )
    assert settlement.total.fen == by_hand
