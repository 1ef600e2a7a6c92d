"""Why a result is what it is (依据): a tree of steps with their inputs, sources and results.

A verdict, a target's status and an amount all carry the same `Trace`, so one renderer explains them.
Names, input keys and results are stable words; the reports put them into Chinese or English.
"""

from __future__ import annotations

import attrs

from yigai.errors import NOTHING, Text
from yigai.values.citation import Citation


@attrs.frozen(kw_only=True)
class Step:
    """One named step: what went in (key and printed value), what came out, on whose word.

    A step of a calculation has words for its name, its formula, and the unit of its result.
    """

    name: str
    says: Text = NOTHING
    formula: Text = NOTHING
    inputs: tuple[tuple[str, str], ...] = ()
    result: str
    unit: Text = NOTHING
    sources: tuple[Citation, ...] = ()
    steps: tuple[Step, ...] = ()


@attrs.frozen
class Trace:
    """The steps of one result, in the order they were taken."""

    steps: tuple[Step, ...] = ()
