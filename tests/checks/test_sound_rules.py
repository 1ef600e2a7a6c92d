"""A rule that a check finds no fault with is settled; one that is refused for itself is found."""

from __future__ import annotations

from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.checks.check import Config, check_payment_rule
from yigai.checks.payment_rules import day_within
from yigai.files.formats import read_yaml
from yigai.model.payment import NotInForce, Parameter, PaymentRule
from yigai.payment.settle import program_of
from yigai.payment.soundness import Unsound
from yigai.testing import dates, parameters, payment_rules
from yigai.values.ratio import Ratio

RULES = "YG-PAY-002,YG-PAY-003,YG-PAY-004,YG-PAY-010,YG-PAY-014"


def found(rule: PaymentRule, day: pendulum.Date) -> set[str]:
    report = check_payment_rule(rule, as_of=day, config=Config(select=tuple(RULES.split(","))))
    assert report.crashes == ()
    return {finding.rule for finding in report.findings}


@given(payment_rules(), dates())
def test_what_a_settlement_refuses_a_check_finds(rule: PaymentRule, day: pendulum.Date) -> None:
    day = day_within(rule, day)
    try:
        program_of(rule, day)
    except NotInForce:
        return
    except Unsound:
        assert found(rule, day)


@given(parameters(), dates(), dates())
def test_a_parameter_has_a_value_on_every_day_but_those_of_its_gaps(
    parameter: Parameter[Any], one: pendulum.Date, other: pendulum.Date
) -> None:
    first, last = sorted((one, other))
    gaps = parameter.gaps(first, last)
    assert all(first <= start <= end <= last for start, end in gaps)
    edges = {each for gap in gaps for each in gap} | {first, last}
    edges |= {each for dated in parameter.values for each in (dated.first, dated.last) if each is not None}
    for day in (each for each in edges if first <= each <= last):
        holds = any(dated.holds_on(day) for dated in parameter.values)
        assert holds is not any(start <= day <= end for start, end in gaps)


SOUND: Any = read_yaml(
    """
format: yigai-rule/1
kind: dip
id: sound
title: 示例（虚构）
effective: {from: "2024-01-01", to: "2024-12-31"}
points: {method: average, reference: "8000.00"}
institution_factor: true
budget: {pool: fund, fund: "100.00"}
settlement: {shape: as-shared}
holding: {deposit: 5%, deposit_cap: 5%}
""",
    PaymentRule,  # type: ignore[arg-type]
)


@given(st.dates(pendulum.date(2024, 1, 1), pendulum.date(2024, 12, 31)))
def test_a_sound_rule_is_settled_on_each_of_its_days(day: Any) -> None:
    day = pendulum.date(day.year, day.month, day.day)
    assert found(SOUND, day) == set()
    program_of(SOUND, day)


@pytest.mark.parametrize("day", ["2024-05-01", "2024-05-31"])
def test_a_day_without_a_value_is_found_and_refused(day: str) -> None:
    fund = SOUND.budget.fund.values[0]
    parts = (
        attrs.evolve(fund, last=pendulum.date(2024, 4, 30)),
        attrs.evolve(fund, first=pendulum.date(2024, 6, 1)),
    )
    rule = attrs.evolve(SOUND, budget=attrs.evolve(SOUND.budget, fund=Parameter(parts)))
    when = pendulum.Date.fromisoformat(day)
    with pytest.raises(NotInForce):
        program_of(rule, when)
    assert found(rule, when) == {"YG-PAY-004"}


def test_what_is_open_and_what_is_wrong_is_told_together() -> None:
    holding = attrs.evolve(SOUND.holding, deposit_cap=Parameter.of(Ratio.parse("4%")))
    rule = attrs.evolve(SOUND, budget=attrs.evolve(SOUND.budget, pool=None), holding=holding)
    with pytest.raises(Unsound) as caught:
        program_of(rule, pendulum.date(2024, 12, 31))
    opened, wrong = str(caught.value).splitlines()
    assert opened.startswith("sound: budget.pool: the rule does not give it; ")
    assert wrong == "sound: holding.deposit: found 0.05, expected <= 0.04 (cap on the deposit rate, sound)"
    assert found(rule, pendulum.date(2024, 12, 31)) == {"YG-PAY-004", "YG-PAY-014"}
