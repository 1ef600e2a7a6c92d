"""Whether two sides speak of the same thing, so that one may answer the other without being told to."""

from __future__ import annotations

from typing import assert_never

from yigai.judging.assertion import Assertion, Ban, Figure, Method, Substance, Words
from yigai.model.statement import Duty, Mechanism, Prohibition, Statement, Target
from yigai.model.words import MechanismName, TargetKind

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
    """The same subject, of the same population or a wider one, or of a part of it that can be judged."""
    need, offer = asked.population, answered.population
    covers = offer is None or (need is not None and offer.id in (need.id, *need.wider))
    is_part = offer is not None and (need is None or need.id in offer.wider)
    is_near = covers or (is_part and _may_be_kept_in_part(asked.substance))
    return is_near and is_same_subject(asked.substance, answered.substance)


def _may_be_kept_in_part(asked: Substance) -> bool:
    """The share of one group is no statement about another; anything else is answered, if more narrowly."""
    return not isinstance(asked, Figure) or asked.target_kind is TargetKind.UNIVERSAL
