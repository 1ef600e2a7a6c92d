"""Two settlements side by side: before, after, difference, and where they part."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pendulum
import pytest

import yigai
from yigai.errors import InvalidValue
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule
from yigai.payment.compare import compare_settlements
from yigai.payment.overlay import overlay
from yigai.payment.settlement import Settlement
from yigai.values.money import Money

Settled = Callable[[str, str], Settlement]
DAY = pendulum.date(2024, 12, 31)


def test_a_settlement_does_not_differ_from_itself(dip_rule: PaymentRule, year: Activity) -> None:
    one = yigai.settle(dip_rule, year, as_of=DAY)
    compared = compare_settlements(one, yigai.settle(dip_rule, year, as_of=DAY))
    assert compared.changed == ()
    assert [(each.difference, each.departs) for each in compared.changes] == [(0, None), (0, None)]


def test_more_money_parts_at_the_pool(dip_rule: PaymentRule, year: Activity) -> None:
    more = overlay(dip_rule, {"budget.fund": "60000.00"}, source="test")
    before = yigai.settle(dip_rule, year, as_of=DAY)
    compared = compare_settlements(before, yigai.settle(more, year, as_of=DAY))
    # 69500 x 3300 / 3974.9989 = 57698.13; less 8000
    assert [(each.id, each.before, each.after, each.difference) for each in compared.changes] == [
        ("h1", 4_139_624, 4_969_813, 830_189),
        ("h2", 860_376, 1_030_187, 169_811),
    ]
    for change in compared.changes:
        assert change.departs is not None
        assert (change.departs.place, change.departs.name) == ("area", "pool")
        assert change.departs.printed(change.departs.after) == "69500.00"
    assert compared.after.total.fen - compared.before.total.fen == 1_000_000


def test_another_profile_parts_at_the_cases_it_moves(dip_rule: PaymentRule, year: Activity) -> None:
    other = overlay(dip_rule, {"deviations.profile": "taian-370900"}, source="test")
    compared = compare_settlements(
        yigai.settle(dip_rule, year, as_of=DAY), yigai.settle(other, year, as_of=DAY)
    )
    departs = {each.id: each.departs for each in compared.changes}
    assert departs["h1"] is not None
    assert (departs["h1"].place, departs["h1"].name) == ("cases[c2]", "case_points")
    assert (departs["h1"].printed(departs["h1"].before), departs["h1"].printed(departs["h1"].after)) == (
        "2200.0000",
        "2100.0000",  # 1000 x (3 - 2 + 1.1) instead of 1000 x (3 - 2 + 1) x 1.1
    )
    assert departs["h2"] is not None
    assert departs["h2"].place == "cases[c5]"  # in review before, paid after


def test_whose_cases_change_and_amount_does_not_parts_nowhere_and_hides_nobody(settled: Settled) -> None:
    rule = "kind: case-price\nless_patients: true"
    rows = """
institutions: [{id: h1}, {id: h2}]
groups: [{code: low, price: "5.00"}, {code: high, price: "7.00"}]
cases:
  - {id: a, institution: h1, group: low, patient_paid: "0.00"}
  - {id: b, institution: h1, group: high, patient_paid: "0.00"}
  - {id: c, institution: h2, group: low, patient_paid: "1.00"}
"""
    # h1 has its two cases the other way round: 12.00 again; at h2 the patient paid a fen more
    other = rows.replace("h1, group: low", "h1, group: ").replace("h1, group: high", "h1, group: low")
    other = other.replace("h1, group: ,", "h1, group: high,").replace("1.00", "1.01")
    compared = compare_settlements(settled(rule, rows), settled(rule, other))
    same, less = compared.changes
    assert (same.id, same.before, same.after, same.departs) == ("h1", 1200, 1200, None)
    assert (less.id, less.before, less.after) == ("h2", 400, 399)
    assert less.departs is not None
    assert (less.departs.place, less.departs.name) == ("cases[c]", "fund_part")


def test_rows_left_out_on_one_side_only_are_named(dip_rule: PaymentRule, year: Activity) -> None:
    cheaper = tuple(
        attrs.evolve(each, cost=Money(2_000_000)) if each.id == "c5" else each for each in year.cases
    )
    before = yigai.settle(dip_rule, year, as_of=DAY)
    after = yigai.settle(dip_rule, attrs.evolve(year, cases=cheaper), as_of=DAY)
    compared = compare_settlements(before, after)
    assert [each.place for each in compared.no_longer_left_out] == ["cases[c5]"]
    assert compared.newly_left_out == ()
    back = compare_settlements(after, before)
    assert [each.place for each in back.newly_left_out] == ["cases[c5]"]


def test_an_institution_on_one_side_only_has_no_difference(dip_rule: PaymentRule, year: Activity) -> None:
    fewer = attrs.evolve(year, institutions=year.institutions[:1])
    compared = compare_settlements(
        yigai.settle(dip_rule, year, as_of=DAY), yigai.settle(dip_rule, fewer, as_of=DAY)
    )
    (gone,) = (each for each in compared.changes if each.id == "h2")
    assert (gone.before, gone.after, gone.difference) == (860_376, None, None)


def test_things_that_do_not_compare_are_refused(dip_rule: PaymentRule, year: Activity) -> None:
    one = yigai.settle(dip_rule, year, as_of=DAY)
    other = attrs.evolve(one, program=attrs.evolve(one.program, table=type(one.program.table).CONSORTIUM))
    with pytest.raises(InvalidValue, match="of institutions as well"):
        compare_settlements(one, other)
