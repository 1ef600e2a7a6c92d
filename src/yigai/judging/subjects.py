"""Whether two sides speak of the same thing, so that one may answer the other without being told to."""

from __future__ import annotations

from typing import assert_never

from yigai.judging.assertion import Assertion, Ban, Figure, Method, Substance, Words
from yigai.model.statement import Duty, Mechanism, Prohibition, Statement, Target
from yigai.model.words import MechanismName

Shelf = tuple[type[Statement], str]


def shelf_of(statement: Statement) -> Shelf:
    """Where all that could speak of the same subject stands together, so that few are compared."""
    match statement:
        case Target():
            return Target, statement.indicator
        case Duty() | Prohibition():
            return type(statement), statement.topic
        case Mechanism():
            return Mechanism, ""
        case _:  # pragma: no cover
            assert_never(statement)


def is_same_subject(asked: Substance, answered: Substance) -> bool:
    """The same indicator, the same duty or prohibition topic, or a mechanism that was asked for."""
    match asked, answered:
        case Figure(), Figure():
            return asked.indicator_id == answered.indicator_id
        case Method(), Method():
            return answered.mechanisms <= asked.mechanisms and MechanismName.OTHER not in answered.mechanisms
        case Words(), Words():
            return asked.topic == answered.topic
        case Ban(), Ban():
            return asked.topic == answered.topic
        case _:
            return False


def answers_by_itself(asked: Assertion, answered: Assertion) -> bool:
    """The same subject, of the same population or a wider one."""
    need, offer = asked.population, answered.population
    covers = offer is None or (need is not None and offer.id in (need.id, *need.wider))
    return covers and is_same_subject(asked.substance, answered.substance)
