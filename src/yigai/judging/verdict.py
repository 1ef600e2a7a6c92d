"""A verdict (判定): whether keeping the answer exactly would certainly keep what was asked."""

from __future__ import annotations

import enum
from fractions import Fraction

import attrs

from yigai.judging.trace import Trace


class Outcome(enum.Enum):
    """The outcomes, best answer first; NOT_APPLICABLE stands outside the order."""

    EXCEEDED = "EXCEEDED"
    """The worst the answer admits is strictly better than what was asked."""
    SATISFIED = "SATISFIED"
    """A figure or frequency is certainly kept."""
    TAKEN_UP = "TAKEN_UP"
    """Words answered by words that cover them."""
    PARTIAL = "PARTIAL"
    """The alignment says only part is answered."""
    DEVIATES = "DEVIATES"
    """Certainly not kept, on the axes named."""
    NOT_EVALUATED = "NOT_EVALUATED"
    """The data do not tell, for the reasons named."""
    MISSING = "MISSING"
    """Nothing answers."""
    NOT_APPLICABLE = "NOT_APPLICABLE"
    """Nothing was asked of this plan."""


class Deviation(enum.Enum):
    """The axis on which an answer falls short, mildest first.

    A late date is milder than none and a weak figure milder than none, so that a vague answer never hides
    a definite one.
    """

    SOFTER = "SOFTER"
    """Softer words, or only explored or piloted where implementation is asked."""
    LATER = "LATER"
    UNDATED = "UNDATED"
    """A date is asked, none is printed."""
    NARROWER = "NARROWER"
    WEAKER = "WEAKER"
    UNQUANTIFIED = "UNQUANTIFIED"
    """A figure is asked, only words answer."""
    CONTRARY = "CONTRARY"


class Reason(enum.Enum):
    """Why there is no verdict, or why a statement asks nothing here."""

    OTHER_SUBJECT = "other-subject"
    OTHER_INDICATOR = "other-indicator"
    UNKNOWN_INDICATOR = "unknown-indicator"
    INDICATOR_DEFINED_DIFFERENTLY = "indicator-defined-differently"
    OTHER_POPULATION = "other-population"
    OPEN_MECHANISM = "open-mechanism"
    APPROXIMATE = "approximate"
    NO_UNIT = "no-unit"
    UNITS_DIFFER = "units-differ"
    COMPARATOR_AGAINST_DIRECTION = "comparator-against-direction"
    CHANGE_WITHOUT_BASELINE = "change-without-baseline"
    BASELINES_DIFFER = "baselines-differ"
    AMBIGUOUS_CHANGE = "ambiguous-change"
    FREQUENCY_UNSAID = "frequency-unsaid"
    FREQUENCY_UNITS_DIFFER = "frequency-units-differ"
    FREQUENCY_WINDOW = "frequency-window"
    DATE_UNRESOLVED = "date-unresolved"
    NOT_ALIGNED = "not-aligned"
    ALIGNED_TO_TASKS_ONLY = "aligned-to-tasks-only"
    ADDRESSED_ABOVE = "addressed-above"
    COUNTED_OVER_AREAS = "counted-over-areas"


@attrs.frozen(kw_only=True)
class Verdict:
    """What came of one requirement and one claim; `claim` is empty where nothing answers.

    `deviations` and `reasons` are sets, kept in the order of their enumerations. `shortfall` is by how much
    a weaker value misses, in the base unit; it decides between answers that are weaker alike.
    """

    requirement: str
    claim: str | None = None
    outcome: Outcome
    deviations: tuple[Deviation, ...] = ()
    reasons: tuple[Reason, ...] = ()
    shortfall: Fraction | None = None
    trace: Trace = Trace()

    @property
    def is_met(self) -> bool:
        """Whether what was asked is certainly kept."""
        return self.outcome in {Outcome.EXCEEDED, Outcome.SATISFIED, Outcome.TAKEN_UP}

    @property
    def badness(self) -> tuple[int, int, tuple[int, ...]]:
        """The stated order as a sortable key: a better answer has a smaller one.

        EXCEEDED, then SATISFIED = TAKEN_UP, PARTIAL, DEVIATES (fewer axes, then milder ones),
        NOT_EVALUATED, MISSING, and NOT_APPLICABLE last.
        """
        outcome = Outcome.SATISFIED if self.outcome is Outcome.TAKEN_UP else self.outcome
        worst_first = tuple(sorted((_MILDNESS[axis] for axis in self.deviations), reverse=True))
        return _ORDER[outcome], len(self.deviations), worst_first


_ORDER = {outcome: place for place, outcome in enumerate(Outcome)}
_MILDNESS = {deviation: place for place, deviation in enumerate(Deviation)}
