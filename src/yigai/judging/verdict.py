"""A verdict (判定): whether keeping the answer exactly would certainly keep what was asked."""

from __future__ import annotations

import enum
from fractions import Fraction

import attrs

from yigai.judging.trace import Trace


class Outcome(enum.Enum):
    """The outcomes (结论), best answer first; NOT_APPLICABLE stands outside the order."""

    EXCEEDED = "EXCEEDED"
    """超过: the worst the answer admits is strictly better than what was asked."""
    SATISFIED = "SATISFIED"
    """达到: a figure or frequency is certainly kept."""
    TAKEN_UP = "TAKEN_UP"
    """采纳: words answered by words that cover them."""
    PARTIAL = "PARTIAL"
    """部分采纳: the alignment says only part is answered."""
    DEVIATES = "DEVIATES"
    """偏离: certainly not kept, on the axes named."""
    NOT_EVALUATED = "NOT_EVALUATED"
    """未能评判: the data do not tell, for the reasons named."""
    MISSING = "MISSING"
    """缺失: nothing answers."""
    NOT_APPLICABLE = "NOT_APPLICABLE"
    """不适用: nothing was asked of this plan."""


class Deviation(enum.Enum):
    """The axis on which an answer falls short (偏离), mildest first.

    A late date is milder than none and a weak figure milder than none, so that a vague answer never hides
    a definite one.
    """

    SOFTER = "SOFTER"
    """更软: softer words, or only explored or piloted where implementation is asked."""
    LATER = "LATER"
    """更晚: a later date."""
    UNDATED = "UNDATED"
    """无时限: a date is asked, none is printed."""
    NARROWER = "NARROWER"
    """更窄: fewer are covered."""
    WEAKER = "WEAKER"
    """更弱: a weaker value or frequency."""
    UNQUANTIFIED = "UNQUANTIFIED"
    """无数值: a figure is asked, only words answer."""
    CONTRARY = "CONTRARY"
    """抵触: the opposite of what is asked."""


class Reason(enum.Enum):
    """Why there is no verdict (原因), or why a statement asks nothing here."""

    OTHER_SUBJECT = "other-subject"
    """说的不是同一件事: the two speak of different things."""
    OTHER_INDICATOR = "other-indicator"
    """指标不同: the figures measure different things."""
    UNKNOWN_INDICATOR = "unknown-indicator"
    """指标没有定义: nobody defines the indicator."""
    INDICATOR_DEFINED_DIFFERENTLY = "indicator-defined-differently"
    """同名指标定义不同: one id, two definitions."""
    OTHER_POPULATION = "other-population"
    """范围不同，不可比: neither population contains the other, or the figures are of different ones."""
    OPEN_MECHANISM = "open-mechanism"
    """未说明用哪种机制: the answer leaves open what was settled above."""
    APPROXIMATE = "approximate"
    """约数: one side says about."""
    NO_UNIT = "no-unit"
    """没有单位: one side gives no unit."""
    UNITS_DIFFER = "units-differ"
    """单位不可换算: the units do not convert exactly."""
    COMPARATOR_AGAINST_DIRECTION = "comparator-against-direction"
    """比较符与指标方向相反: at least of what should fall, or at most of what should rise."""
    CHANGE_WITHOUT_BASELINE = "change-without-baseline"
    """变化幅度没有基数: a change and a level, and no baseline."""
    BASELINES_DIFFER = "baselines-differ"
    """基数不同: the changes start from different values."""
    AMBIGUOUS_CHANGE = "ambiguous-change"
    """不知是百分点还是百分比: a change of a share in per cent."""
    FREQUENCY_UNSAID = "frequency-unsaid"
    """未说明是否定期: it is asked regularly, and the answer does not say."""
    FREQUENCY_UNITS_DIFFER = "frequency-units-differ"
    """频次单位不可换算: the periods do not convert exactly."""
    FREQUENCY_WINDOW = "frequency-window"
    """总次数相当，但不保证每期都有: as often in all, but not surely in every period."""
    DATE_UNRESOLVED = "date-unresolved"
    """时限未印年份: a date names no year."""
    NOT_ALIGNED = "not-aligned"
    """没有对应关系: there is no alignment."""
    ALIGNED_TO_TASKS_ONLY = "aligned-to-tasks-only"
    """只对应到任务: the alignment goes no deeper than tasks."""
    ADDRESSED_ABOVE = "addressed-above"
    """面向上一级: only a level above is told to act."""
    COUNTED_OVER_AREAS = "counted-over-areas"
    """按地区计数，汇总时评判: areas are counted, and the plan is of one."""


@attrs.frozen(kw_only=True)
class Verdict:
    """What came of one requirement and one claim (判定); `claim` is empty where nothing answers.

    `deviations` and `reasons` are sets, kept in the order of their enumerations. `shortfall` is by how much
    a weaker value misses, in the base unit; it decides between answers that are weaker alike.
    """

    requirement: str
    """The address of what was asked."""
    claim: str | None = None
    """The address of the answer that decided; none where nothing answers."""
    outcome: Outcome
    """What came of it (结论)."""
    deviations: tuple[Deviation, ...] = ()
    """The axes on which the answer falls short, in their order."""
    reasons: tuple[Reason, ...] = ()
    """Why the data do not tell, or why nothing is asked, in their order."""
    shortfall: Fraction | None = None
    """By how much a weaker value misses, in the base unit."""
    trace: Trace = Trace()
    """Why (依据): the steps that led here."""

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
