"""Deposits of the year's amount (质量保证金), and what was paid before it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from generated.draws import UNITS, exactly, fen_of, money, near, ratio, ratios, shares
from oracle import held
from oracle.exact import each
from yigai.model.activity import Activity, Institution
from yigai.model.payment.holding import Holding
from yigai.values.money import Rounding
from yigai.values.scaled import Factor

COLUMNS = ("assessment", "advance", "interim_paid")


@attrs.frozen
class Deposit:
    """A rate, and how what is held back is rounded."""

    rate: Fraction
    rounded_down: bool


def holding_of(deposit: Deposit | None, **others: Any) -> Holding | None:
    """As a rule has it, where it has any."""
    if deposit is None:
        return None
    rounding = Rounding.DOWN if deposit.rounded_down else Rounding.HALF_UP
    return Holding(deposit=ratio(deposit.rate), rounding=rounding, **others)


def deposits() -> st.SearchStrategy[Deposit]:
    return st.builds(Deposit, st.sampled_from([Fraction(1, 20), Fraction(1, 10)]) | ratios(), st.booleans())


@st.composite
def with_advances(draw: DrawFn, institution: Institution) -> Institution:
    """The institution with an assessment, at times a little above one, and what it was paid already."""
    assessment = draw(shares() | shares() | near(UNITS).map(Factor))
    return attrs.evolve(institution, assessment=assessment, advance=draw(money()), interim_paid=draw(money()))


def left_to_pay(amounts: Mapping[str, int], activity: Activity, deposit: Deposit | None) -> dict[str, int]:
    """What is left of every amount at the year's end."""
    if deposit is None:
        return dict(amounts)
    houses = {house.id: house for house in activity.institutions}

    def left(name: str) -> int:
        return held.yearly(
            amounts[name],
            deposit.rate,
            assessment=exactly(houses[name].assessment),
            paid=fen_of(houses[name].interim_paid),
            advance=fen_of(houses[name].advance),
            rounded_down=deposit.rounded_down,
        ).left

    return each(amounts, left)
