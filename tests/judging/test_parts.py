"""The parts of judging that the table does not reach: intervals, windows, subjects, findings, printing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import Text
from yigai.judging.assertion import Assertion, Ban, Figure, Method, Substance, assertion_of
from yigai.judging.figures import Interval, printed, value_axis
from yigai.judging.finding import Finding, Severity
from yigai.judging.frequencies import guaranteed_times
from yigai.judging.judge import judge
from yigai.judging.subjects import answers_by_itself, is_same_subject
from yigai.judging.verdict import Reason
from yigai.model.statement import Duty, Frequency, Mechanism, Target
from yigai.model.words import (
    Comparator,
    Force,
    FrequencyUnit,
    MechanismName,
    MechanismStatus,
    TargetKind,
)
from yigai.testing import judging
from yigai.testing.decisions import LOWER, UPPER, resolved
from yigai.values.citation import Evidence
from yigai.values.number import Number
from yigai.values.provision import Address, ProvisionPath

MONTHS = {FrequencyUnit.YEAR: 12, FrequencyUnit.QUARTER: 3, FrequencyUnit.MONTH: 1}
DAYS = {FrequencyUnit.WEEK: 7, FrequencyUnit.DAY: 1}
ENDS = st.none() | st.integers(-4, 4).map(Fraction)
# Halves lie between all ends; ten is as good as infinity where ends stop at four.
SAMPLES = [Fraction(n, 2) for n in range(-20, 21)]


# Intervals


def admits(interval: Interval, value: Fraction) -> bool:
    above = interval.lower is None or value > interval.lower
    below = interval.upper is None or value < interval.upper
    at_lower = value == interval.lower and not interval.lower_open
    at_upper = value == interval.upper and not interval.upper_open
    return (above or at_lower) and (below or at_upper)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval that admits something."""
    lower, upper = draw(ENDS), draw(ENDS)
    if lower is not None and upper is not None and lower > upper:
        lower, upper = upper, lower
    is_point = lower is not None and lower == upper
    return Interval(
        lower=lower,
        lower_open=lower is not None and not is_point and draw(st.booleans()),
        upper=upper,
        upper_open=upper is not None and not is_point and draw(st.booleans()),
    )


@given(intervals(), intervals())
def test_an_interval_is_within_another_when_all_its_values_are(inner: Interval, outer: Interval) -> None:
    values = [value for value in SAMPLES if admits(inner, value)]
    assert values
    assert inner.is_within(outer) == all(admits(outer, value) for value in values)


def test_figures_of_different_things_are_not_compared() -> None:
    """Asked alone, without the rest of `judge`, the axis still names its reason."""
    up, down = judging.INDICATORS[:2]
    asked = Figure(indicator_id=up.id, indicator=up, target_kind=TargetKind.UNIVERSAL)
    answered = Figure(indicator_id=down.id, indicator=down, target_kind=TargetKind.UNIVERSAL)
    compared = value_axis(asked, answered)
    assert (compared.reason, compared.deviation) == (Reason.OTHER_INDICATOR, None)
    assert value_axis(asked, asked).reason is None


# Windows


def fewest(kept: int, times: int, window: int) -> int:
    """The fewest occurrences in any of many windows when as many as may fall outside of it do.

    What is kept so many `times` in each `kept` units must fall inside the window only where all of those
    units do.
    """
    counts = []
    for number in range(kept):
        start, end = number * window, (number + 1) * window
        first_block = start // kept
        blocks = range(first_block, end // kept + 1)
        inside = [block for block in blocks if start <= block * kept and (block + 1) * kept <= end]
        counts.append(times * len(inside))
    return min(counts)


@given(judging.frequencies(), judging.frequencies())
def test_guaranteed_times_are_the_fewest_in_any_window(kept: Frequency, window: Frequency) -> None:
    lengths = MONTHS | DAYS
    guaranteed = guaranteed_times(kept, window)
    if (kept.unit in MONTHS) != (window.unit in MONTHS):
        assert guaranteed is None
    else:
        inner, outer = kept.per * lengths[kept.unit], window.per * lengths[window.unit]
        assert guaranteed == fewest(inner, kept.times, outer)


# Subjects

SHARE = Figure(indicator_id="share-up", indicator=None, target_kind=TargetKind.LEVEL)
UNIVERSAL = Figure(indicator_id="share-up", indicator=None, target_kind=TargetKind.UNIVERSAL)


def duty(topic: str = "price-review", population: str | None = None) -> Assertion:
    statement = Duty(id="duty", summary="工作", topic=topic, population=population)
    return resolved(statement, LOWER, judging.VOCABULARY)


def mechanism(*names: str) -> Method:
    return Method(
        mechanisms=frozenset(MechanismName(name) for name in names), status=MechanismStatus.IMPLEMENT
    )


@pytest.mark.parametrize(
    ("asked", "answered", "is_same"),
    [
        (UNIVERSAL, UNIVERSAL, True),
        (UNIVERSAL, attrs.evolve(UNIVERSAL, indicator_id="share-down"), False),
        (mechanism("drg", "dip"), mechanism("dip"), True),
        (mechanism("dip"), mechanism("drg", "dip"), False),
        (mechanism("other"), mechanism("other"), False),
        (mechanism("drg", "other"), mechanism("drg"), True),
        (duty().substance, duty().substance, True),
        (duty().substance, duty("pay-reform").substance, False),
        (Ban(topic="income-quota"), Ban(topic="income-quota"), True),
        (Ban(topic="income-quota"), Ban(topic="pay-reform"), False),
        (Ban(topic="price-review"), duty().substance, False),
        (duty().substance, UNIVERSAL, False),
        (UNIVERSAL, mechanism("dip"), False),
    ],
)
def test_the_same_subject(asked: Substance, answered: Substance, *, is_same: bool) -> None:
    assert is_same_subject(asked, answered) is is_same


@pytest.mark.parametrize(
    ("asked", "answered", "answers"),
    [
        (None, None, True),
        ("public-hospitals", None, True),
        ("public-hospitals", "public-hospitals", True),
        ("tertiary-hospitals", "institutions", True),
        ("public-hospitals", "tertiary-hospitals", True),
        ("public-hospitals", "schools", False),
        (None, "public-hospitals", True),
    ],
)
def test_an_answer_by_itself_is_of_the_population_or_a_part_of_it(
    asked: str | None, answered: str | None, *, answers: bool
) -> None:
    assert answers_by_itself(duty(population=asked), duty(population=answered)) is answers
    assert not answers_by_itself(duty(population=asked), duty("pay-reform", population=answered))


@pytest.mark.parametrize(("figure", "answers"), [(UNIVERSAL, True), (SHARE, False)])
def test_the_share_of_a_part_answers_nothing(figure: Figure, *, answers: bool) -> None:
    asked = attrs.evolve(duty(population="public-hospitals"), substance=figure)
    of_a_part = attrs.evolve(duty(population="tertiary-hospitals"), substance=figure)
    assert answers_by_itself(asked, of_a_part) is answers


@given(judging.similar(2))
def test_what_answers_by_itself_is_about_the_same(
    pair: tuple[Duty | Mechanism | Target, Duty | Mechanism | Target],
) -> None:
    """No other subject, no open choice of mechanism: finding an answer and judging it agree."""
    asked, answered = (judging.required(pair[0]), judging.claimed(pair[1]))
    if answers_by_itself(asked.assertion, answered.assertion):
        steps = judge(asked, answered).trace.steps[0].steps
        assert steps[0].name == "subject"
        assert steps[0].result in {"kept", "unknown-indicator"}


# Resolving


@pytest.mark.parametrize(
    ("force", "status", "resolved_force"),
    [
        (Force.STATED, MechanismStatus.EXPLORE, Force.EXPLORE),
        (Force.REQUIRE, MechanismStatus.EXPLORE, Force.EXPLORE),
        (Force.PERMIT, MechanismStatus.EXPLORE, Force.PERMIT),
        (Force.ENCOURAGE, MechanismStatus.EXPLORE, Force.ENCOURAGE),
        (Force.STATED, MechanismStatus.PILOT, Force.STATED),
    ],
)
def test_exploring_is_no_stronger_than_explore(
    force: Force, status: MechanismStatus, resolved_force: Force
) -> None:
    statement = Mechanism(
        id="dip", summary="按病种分值付费", mechanism=(MechanismName.DIP,), status=status, force=force
    )
    assert resolved(statement, UPPER, judging.VOCABULARY).force is resolved_force


@pytest.mark.parametrize(
    ("evidence", "cited"), [(None, Evidence.ISSUED), (Evidence.INFERRED, Evidence.INFERRED)]
)
def test_a_statement_cites_its_provision(evidence: Evidence | None, cited: Evidence) -> None:
    address = Address(document="lower", path=ProvisionPath("2.9"), statement="duty")
    statement = Duty(id="duty", summary="工作", topic="price-review", evidence=evidence, note="why")
    source = assertion_of(statement, address=address, document=LOWER, vocabulary=judging.VOCABULARY).source
    assert (source.source, source.evidence, source.note) == ("lower#2.9", cited, "why")


# Printing


@pytest.mark.parametrize(
    ("comparator", "value", "upper", "unit", "kind", "text"),
    [
        (Comparator.AT_LEAST, "70", None, "%", TargetKind.LEVEL, ">= 70 %"),
        (Comparator.APPROX, "70", None, "%", TargetKind.LEVEL, "~ 70 %"),
        (Comparator.RANGE, "2", "3", "年", TargetKind.LEVEL, "2..3 年"),
        (Comparator.EQUAL, "1:1.6", None, None, TargetKind.LEVEL, "= 1:1.6"),
        (Comparator.MORE_THAN, "2", None, "个百分点", TargetKind.CHANGE, "change > 2 个百分点"),
        (None, None, None, None, TargetKind.UNIVERSAL, "100 %"),
    ],
)
def test_a_figure_is_printed_as_a_reader_writes_it(
    *,
    comparator: Comparator | None,
    value: str | None,
    upper: str | None,
    unit: str | None,
    kind: TargetKind,
    text: str,
) -> None:
    figure = Figure(
        indicator_id="share-up",
        indicator=None,
        target_kind=kind,
        comparator=comparator,
        value=Number(value) if value else None,
        upper=Number(upper) if upper else None,
        unit=unit,
    )
    assert printed(figure) == text


# Findings

FINDING = Finding(
    rule="YG-TGT-001",
    severity=Severity.ERROR,
    message=Text(zh="低于上级要求", en="weaker than asked"),
    subject="lower#1.1/a",
    requirement="upper#1.1/a",
    detail="value",
)


def test_severities_are_ordered() -> None:
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    for position, severity in enumerate(order):
        assert [severity.is_at_least(other) for other in order] == [
            position <= other for other in range(len(order))
        ]


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ({"severity": Severity.INFO}, True),
        ({"message": Text(zh="改写", en="reworded")}, True),
        ({"expected": ">= 70 %", "actual": ">= 60 %"}, True),
        ({"rule": "YG-TGT-002"}, False),
        ({"subject": "lower#1.2/a"}, False),
        ({"subject": None}, False),
        ({"requirement": "upper#1.2/a"}, False),
        ({"detail": "date"}, False),
    ],
)
def test_a_fingerprint_hangs_on_rule_addresses_and_detail(change: dict[str, Any], *, stays: bool) -> None:
    changed = attrs.evolve(FINDING, **change)
    assert (changed.fingerprint == FINDING.fingerprint) is stays


def test_a_fingerprint_stays_between_versions() -> None:
    assert FINDING.fingerprint == "f23a965710b791ab"
