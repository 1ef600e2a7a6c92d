"""Amounts piece by piece (分段计算): bands of a ratio, segments of days, tiers of a cost.

Marginal means each piece at its own rate (分段), whole means everything at the rate of the piece it reaches
(全额).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import attrs

from yigai.payment.formula import Choice, Comparison, Formula, Relation, greatest, least, number


@attrs.frozen(kw_only=True)
class Piece:
    """From `start` to `end`, at a rate; the first starts at nothing, the last has no end."""

    start: Formula | None
    end: Formula | None
    rate: Formula


def marginal(pieces: Iterable[Piece], upto: Formula, *, since: Formula | None = None) -> Formula:
    """What lies between `since` and `upto`, each piece at its rate; whose an edge is makes no difference."""
    total: Formula = number(0)
    for piece in pieces:
        part = upto if piece.end is None else least(upto, piece.end)
        bottoms = [each for each in (since, piece.start) if each is not None]
        if bottoms:
            part = greatest(part - reduce(greatest, bottoms), number(0))
        total = total + part * piece.rate
    return total


def whole(pieces: Sequence[Piece], amount: Formula, *, below: Relation) -> Formula:
    """All of the amount at the rate of the piece it lies in; `below` says how an end closes its piece."""
    rate: Formula = pieces[-1].rate
    for piece in reversed(pieces[:-1]):
        if piece.end is not None:
            rate = Choice(Comparison(amount, below, piece.end), piece.rate, rate)
    return amount * rate
