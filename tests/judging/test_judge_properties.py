"""The laws of `judge`, over everything that can be asked and answered."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from yigai.checks.comparison import compare_with
from yigai.errors import InvalidValue
from yigai.judging.assertion import Assertion, Claim, Figure, Requirement, Words, observed
from yigai.judging.judge import judge
from yigai.judging.trace import Step
from yigai.judging.verdict import Deviation, Outcome, Reason, Verdict
from yigai.model.alignment import Alignment, Link, Place
from yigai.model.observation import Observation
from yigai.model.plan import Plan, Section, Task
from yigai.model.statement import Statement
from yigai.model.words import (
    AlignmentBasis,
    Comparator,
    Depth,
    Extent,
    Force,
    Level,
    Regular,
    Softener,
    TargetKind,
)
from yigai.testing import judging, weakening
from yigai.testing.decisions import LOWER, UPPER
from yigai.values.citation import Citation, Evidence
from yigai.values.due import Due
from yigai.values.number import Number
from yigai.values.period import Period
from yigai.values.provision import ProvisionPath
from yigai.values.ratio import Ratio

PAIRS = judging.pairs() | st.tuples(judging.requirements(), judging.claims())
MET = {Outcome.EXCEEDED, Outcome.SATISFIED, Outcome.TAKEN_UP}
SHARE = judging.INDICATORS[0]

# Every exact conversion: the same amount is so many times the number in the other unit.
CONVERSIONS = {
    ("%", "‰"): Fraction(10),
    ("‰", "%"): Fraction(1, 10),
    ("人", "名"): Fraction(1),
    ("人", "万人"): Fraction(1, 10**4),
    ("万人", "人"): Fraction(10**4),
    ("万人", "亿人"): Fraction(1, 10**4),
    ("元", "分"): Fraction(100),
    ("分", "元"): Fraction(1, 100),
    ("元", "万元"): Fraction(1, 10**4),
    ("万元", "元"): Fraction(10**4),
    ("年", "月"): Fraction(12),
    ("年", "季度"): Fraction(4),
    ("季度", "个月"): Fraction(3),
    ("月", "个月"): Fraction(1),
    ("个百分点", "百分点"): Fraction(1),
    ("百分点", "个百分点"): Fraction(1),
}


def steps_of(verdict: Verdict) -> dict[str, Step]:
    (root,) = verdict.trace.steps
    assert len({step.name for step in root.steps}) == len(root.steps)
    return {step.name: step for step in root.steps}


def share(value: str, comparator: Comparator = Comparator.AT_LEAST, *, unit: str | None = "%") -> Assertion:
    figure = Figure(
        indicator_id=SHARE.id,
        indicator=SHARE,
        target_kind=TargetKind.LEVEL,
        comparator=comparator,
        value=Number(value),
        unit=unit,
    )
    return Assertion(
        address="upper#1.1/share",
        substance=figure,
        source=Citation(source="upper#1.1", evidence=Evidence.ISSUED),
    )


def observation(value: str) -> Observation:
    return Observation(
        indicator=SHARE.id,
        period=Period.year(2023),
        value=Number(value),
        unit="%",
        source=Citation(source="统计公报", evidence=Evidence.ISSUED),
    )


@given(PAIRS)
def test_every_pair_has_one_verdict(pair: tuple[Requirement, Claim]) -> None:
    requirement, claim = pair
    verdict = judge(requirement, claim)
    event(verdict.outcome.value)
    assert verdict.requirement == requirement.assertion.address
    assert verdict.claim == claim.assertion.address
    assert verdict.outcome not in {Outcome.MISSING, Outcome.NOT_APPLICABLE}
    assert verdict == judge(requirement, claim)


@given(PAIRS)
def test_the_outcome_says_what_the_axes_say(pair: tuple[Requirement, Claim]) -> None:
    verdict = judge(*pair)
    assert (verdict.outcome is Outcome.DEVIATES) == bool(verdict.deviations)
    assert (verdict.outcome is Outcome.NOT_EVALUATED) == (bool(verdict.reasons) and not verdict.deviations)
    assert verdict.is_met == (verdict.outcome in MET)
    results = {step.result for step in steps_of(verdict).values()}
    said = {deviation.value.lower() for deviation in verdict.deviations}
    said |= {reason.value for reason in verdict.reasons}
    assert results - {"kept", "exceeded"} == said


@given(PAIRS)
def test_deviations_and_reasons_keep_their_order(pair: tuple[Requirement, Claim]) -> None:
    verdict = judge(*pair)
    assert list(verdict.deviations) == [each for each in Deviation if each in verdict.deviations]
    assert list(verdict.reasons) == [each for each in Reason if each in verdict.reasons]


@given(PAIRS)
def test_the_trace_names_both_sources(pair: tuple[Requirement, Claim]) -> None:
    requirement, claim = pair
    verdict = judge(requirement, claim)
    (root,) = verdict.trace.steps
    assert root.result == verdict.outcome.value
    assert root.sources == (requirement.assertion.source, claim.assertion.source)


@given(PAIRS)
def test_only_a_contrary_link_is_contrary(pair: tuple[Requirement, Claim]) -> None:
    requirement, claim = pair
    is_contrary = judge(requirement, claim).deviations == (Deviation.CONTRARY,)
    assert is_contrary == (claim.extent is Extent.CONTRARY)
    assert is_contrary or Deviation.CONTRARY not in judge(requirement, claim).deviations


@given(PAIRS)
def test_a_partial_link_is_never_met(pair: tuple[Requirement, Claim]) -> None:
    requirement, claim = pair
    whole = judge(requirement, attrs.evolve(claim, extent=Extent.FULL))
    part = judge(requirement, attrs.evolve(claim, extent=Extent.PARTIAL))
    assert part.outcome is (Outcome.PARTIAL if whole.is_met else whole.outcome)


@given(PAIRS)
def test_what_is_met_was_compared_on_every_axis_asked(pair: tuple[Requirement, Claim]) -> None:
    requirement, claim = pair
    verdict = judge(requirement, claim)
    assume(verdict.is_met)
    asked = requirement.assertion
    axes = {"subject", "population", "force"}
    if asked.due is not None:
        axes.add("date")
    if isinstance(asked.substance, Figure):
        axes.add("value")
    if isinstance(asked.substance, Words) and asked.substance.every is not None:
        axes.add("regularity" if asked.substance.every is Regular.REGULAR else "frequency")
    steps = steps_of(verdict)
    assert set(steps) == axes
    assert {step.result for step in steps.values()} <= {"kept", "exceeded"}


@given(judging.statements())
def test_what_repeats_the_requirement_keeps_it(statement: Statement) -> None:
    verdict = judge(judging.required(statement), judging.claimed(statement))
    assert not verdict.deviations
    assert verdict.is_met != bool(verdict.reasons)
    assert verdict.outcome is not Outcome.EXCEEDED


@given(PAIRS)
def test_a_weaker_claim_is_never_judged_better(pair: tuple[Requirement, Claim]) -> None:
    requirement, claim = pair
    before = judge(requirement, claim)
    assume(not before.reasons)
    for weaker in weakening.weaker_claims(claim):
        after = judge(requirement, weaker)
        assert after.reasons or after.badness >= before.badness, weaker


@given(judging.statements())
def test_a_weaker_requirement_is_kept_by_the_same_claim(statement: Statement) -> None:
    claim = judging.claimed(statement)
    assume(judge(judging.required(statement), claim).is_met)
    for weaker in weakening.weaker_claims(claim):
        verdict = judge(Requirement(assertion=weaker.assertion), claim)
        assert verdict.reasons or verdict.is_met, weaker
        assert not verdict.deviations, weaker


@given(PAIRS)
def test_saying_less_never_meets_more(pair: tuple[Requirement, Claim]) -> None:
    requirement, claim = pair
    for vaguer in weakening.vaguer_claims(claim):
        assert not judge(requirement, vaguer).is_met or judge(requirement, claim).is_met, vaguer


@given(PAIRS)
def test_a_vague_answer_never_ranks_before_the_definite_one(pair: tuple[Requirement, Claim]) -> None:
    """Leaving out a late date or a weak figure does not make an answer better."""
    requirement, claim = pair
    definite = judge(requirement, claim)
    assume(not definite.reasons)
    for vaguer in weakening.vaguer_claims(claim):
        vague = judge(requirement, vaguer)
        assert vague.reasons or definite.badness <= vague.badness, vaguer


@given(judging.statements(), st.sampled_from([Force.REQUIRE, Force.STATED, Force.PROMOTE]))
def test_a_firm_requirement_is_not_kept_softly(statement: Statement, force: Force) -> None:
    """The ways of weakening do weaken: every softer form of an answer that kept it is SOFTER."""
    firm = attrs.evolve(statement, force=force, softener=Softener.NONE)
    requirement, claim = judging.required(firm), judging.claimed(firm)
    assume(requirement.assertion.is_firm and judge(requirement, claim).is_met)
    weaker = weakening.weaker_claims(claim)
    softer = [each for each in weaker if each.assertion.softener is not Softener.NONE]
    softer += [each for each in weaker if each.assertion.force is not force]
    assert {judge(requirement, each).deviations for each in softer} == {(Deviation.SOFTER,)}


@st.composite
def chains(draw: st.DrawFn) -> tuple[Statement, Statement, Statement]:
    first, second, third = draw(judging.similar(3))
    return first, second, third


@given(chains(), st.sampled_from([None, Extent.FULL]))
def test_meeting_is_transitive_for_what_is_drawn(
    chain: tuple[Statement, Statement, Statement], extent: Extent | None
) -> None:
    """Where it is defined: a trial in the middle asks for no coverage, so it must be one at the top too."""
    top, middle, bottom = chain
    assume(judging.required(top).assertion.is_trial or not judging.required(middle).assertion.is_trial)
    upper = judge(judging.required(top), judging.claimed(middle, extent))
    lower = judge(judging.required(middle), judging.claimed(bottom, extent))
    assume(upper.is_met and lower.is_met)
    across = judge(judging.required(top), judging.claimed(bottom, extent))
    assert across.reasons or across.is_met


@given(st.data(), judging.statements(), st.sampled_from([None, Extent.FULL]))
def test_meeting_is_transitive_down_a_chain(
    data: st.DataObject, statement: Statement, extent: Extent | None
) -> None:
    """A chain of claims each weaker than the one below it, so that most of them meet."""
    bottom = judging.claimed(statement, extent)
    middle = data.draw(weakening.weakened(bottom))
    top = data.draw(weakening.weakened(middle))
    assume(top.assertion.is_trial or not middle.assertion.is_trial)
    upper = judge(Requirement(assertion=top.assertion), attrs.evolve(middle, extent=extent))
    lower = judge(Requirement(assertion=middle.assertion), bottom)
    assume(upper.is_met and lower.is_met)
    across = judge(Requirement(assertion=top.assertion), bottom)
    assert across.reasons or across.is_met


def plan_of(statements: tuple[Statement, ...], *, is_upper: bool) -> Plan:
    named = tuple(
        attrs.evolve(statement, id=f"statement-{position}", addressee=())
        for position, statement in enumerate(statements)
    )
    return Plan(
        document=UPPER if is_upper else LOWER,
        sections=(Section(path=ProvisionPath("1"), title="任务"),),
        tasks=(Task(path=ProvisionPath("1.1"), statements=named),),
    )


def best(asked: Statement, answers: tuple[Statement, ...], extents: list[Extent]) -> Verdict:
    links = tuple(
        Link(
            lower=Place(ProvisionPath("1.1"), f"statement-{position}"),
            upper=Place(ProvisionPath("1.1"), "statement-0"),
            extent=extent,
        )
        for position, extent in enumerate(extents[: len(answers)])
    )
    alignment = Alignment(
        lower=LOWER.id,
        upper=UPPER.id,
        basis=AlignmentBasis.PRINTED,
        depth=Depth.STATEMENTS,
        author="a reader",
        links=links,
    )
    comparison = compare_with(
        plan_of(answers, is_upper=False), plan_of((asked,), is_upper=True), [alignment], judging.VOCABULARY
    )
    (judged,) = comparison.judged
    assert len(judged.answers) == len(answers)
    return judged.verdict


@given(judging.similar(4), st.lists(st.sampled_from(Extent), min_size=3, max_size=3), st.integers(0, 2))
def test_another_answer_never_worsens_the_best(
    statements: tuple[Statement, ...], extents: list[Extent], count: int
) -> None:
    asked, *answers = statements
    fewer = best(asked, tuple(answers[:count]), extents)
    more = best(asked, tuple(answers[: count + 1]), extents)
    assert more.badness <= fewer.badness


def in_other_unit(figure: Figure, unit: str, times: Fraction) -> Figure:
    ends = [
        None if end is None else Number(str(Ratio(end.fraction * times)))
        for end in (figure.value, figure.upper)
    ]
    return attrs.evolve(figure, value=ends[0], upper=ends[1], unit=unit)


@given(PAIRS)
def test_the_same_figure_in_another_unit_has_the_same_verdict(pair: tuple[Requirement, Claim]) -> None:
    requirement, claim = pair
    before = judge(requirement, claim)
    for position, side in enumerate((requirement.assertion, claim.assertion)):
        figure = side.substance
        if not isinstance(figure, Figure) or figure.value is None or figure.value.is_ratio:
            continue
        for (unit, other), times in CONVERSIONS.items():
            if unit != figure.unit:
                continue
            converted = attrs.evolve(side, substance=in_other_unit(figure, other, times))
            after = (
                judge(attrs.evolve(requirement, assertion=converted), claim)
                if position == 0
                else judge(requirement, attrs.evolve(claim, assertion=converted))
            )
            assert after.outcome is before.outcome
            assert (after.deviations, after.reasons) == (before.deviations, before.reasons)


@given(st.fractions(0, 1, max_denominator=400), st.integers(1, 30))
def test_a_share_is_met_by_its_exact_value(floor: Fraction, places: int) -> None:
    """However many digits are printed, what is below the floor does not meet it."""
    asked = Fraction(round(floor * 1000), 10)
    below = asked - Fraction(1, 10**places)
    assume(below > 0)
    requirement = Requirement(assertion=share(str(Ratio(asked))))
    whole, part = divmod(below * 10**places, 1)
    assert part == 0
    digits = str(whole).zfill(places + 1)
    claim = Claim(assertion=share(f"{digits[:-places]}.{digits[-places:]}", Comparator.EQUAL))
    assert judge(requirement, claim).deviations == (Deviation.WEAKER,)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("42", "41.996"), ("70", "69.97"), ("70", "69." + "9" * 30), ("70", "69.969969969969969969969969")],
)
def test_nothing_is_rounded_up_to_its_target(asked: str, found: str) -> None:
    requirement = Requirement(assertion=share(asked))
    stated = judge(requirement, Claim(assertion=share(found, Comparator.EQUAL)))
    measured = judge(requirement, observed(observation(found), judging.VOCABULARY))
    assert stated.deviations == measured.deviations == (Deviation.WEAKER,)


def test_233_of_333_is_not_70_per_cent() -> None:
    """As a ratio it is held exactly; in per cent no number of digits reaches 70."""
    exact = Ratio.share_of(233, 333).as_fraction()
    assert Number("333:233").fraction == exact
    for places in range(1, 30):
        digits = str(exact * 100 * 10**places // 1)
        claim = Claim(assertion=share(f"{digits[:2]}.{digits[2:]}", Comparator.EQUAL))
        assert judge(Requirement(assertion=share("70")), claim).deviations == (Deviation.WEAKER,)


@given(judging.requirements(), judging.observations())
def test_an_observation_is_judged_as_the_figure_it_is(
    requirement: Requirement, observation: Observation
) -> None:
    claim = observed(observation, judging.VOCABULARY)
    figure = claim.assertion.substance
    assert isinstance(figure, Figure)
    assert (figure.comparator, figure.value, figure.unit) == (
        observation.comparator,
        observation.value,
        observation.unit,
    )
    due = claim.assertion.due
    assert due is not None
    assert due.date == (observation.period.last if observation.period else None)
    verdict = judge(requirement, claim)
    softened = {Deviation.SOFTER, Deviation.UNDATED, Deviation.UNQUANTIFIED, Deviation.CONTRARY}
    assert not softened & set(verdict.deviations)


def test_an_observation_without_a_period_is_neither_in_time_nor_late() -> None:
    undated = attrs.evolve(observation("80"), period=None)
    for due, outcome in ((None, Outcome.EXCEEDED), (Due.parse("2023"), Outcome.NOT_EVALUATED)):
        asked = Requirement(assertion=attrs.evolve(share("70"), due=due))
        verdict = judge(asked, observed(undated, judging.VOCABULARY))
        assert verdict.outcome is outcome
        assert verdict.reasons == ((Reason.DATE_UNRESOLVED,) if due else ())


def test_over_96_is_surely_more_than_96_and_not_surely_97() -> None:
    over = attrs.evolve(observation("96"), comparator=Comparator.MORE_THAN)
    for asked, met in (("96", True), ("95", True), ("96.1", False), ("97", False)):
        verdict = judge(Requirement(assertion=share(asked)), observed(over, judging.VOCABULARY))
        assert verdict.is_met is met


def test_an_observation_is_no_range() -> None:
    with pytest.raises(InvalidValue, match="a comparator of one value"):
        attrs.evolve(observation("70"), comparator=Comparator.RANGE)


def test_an_observation_speaks_of_the_population_of_its_indicator() -> None:
    measured = Observation(
        indicator="count",
        period=Period.year(2023),
        value=Number("100"),
        unit="人",
        source=Citation(source="统计公报", evidence=Evidence.ISSUED),
    )
    scope = observed(measured, judging.VOCABULARY).assertion.population
    assert scope is not None
    assert (scope.id, scope.wider) == ("public-hospitals", ("institutions",))
    own = observed(attrs.evolve(measured, population="schools"), judging.VOCABULARY).assertion.population
    assert own is not None
    assert own.id == "schools"


def test_an_observation_of_an_unknown_indicator_is_kept_unknown() -> None:
    claim = observed(attrs.evolve(observation("70"), indicator="undefined"), judging.VOCABULARY)
    figure = claim.assertion.substance
    assert isinstance(figure, Figure)
    assert figure.indicator is None
    assert claim.assertion.population is None


def test_answers_are_ranked_in_the_stated_order() -> None:
    def badness(outcome: Outcome, *deviations: Deviation) -> tuple[int, int, tuple[int, ...]]:
        return Verdict(requirement="upper#1.1/a", outcome=outcome, deviations=deviations).badness

    deviates = Outcome.DEVIATES
    ranked = [
        badness(Outcome.EXCEEDED),
        badness(Outcome.SATISFIED),
        badness(Outcome.PARTIAL),
        *(badness(deviates, deviation) for deviation in Deviation),
        badness(deviates, Deviation.SOFTER, Deviation.UNDATED),
        badness(deviates, Deviation.SOFTER, Deviation.WEAKER),
        badness(deviates, Deviation.UNDATED, Deviation.WEAKER),
        badness(deviates, Deviation.SOFTER, Deviation.LATER, Deviation.UNDATED),
        badness(Outcome.NOT_EVALUATED),
        badness(Outcome.MISSING),
        badness(Outcome.NOT_APPLICABLE),
    ]
    assert ranked == sorted(set(ranked))
    assert badness(Outcome.TAKEN_UP) == badness(Outcome.SATISFIED)


def test_the_addressee_never_changes_what_is_said() -> None:
    claim = Claim(assertion=share("80"))
    verdicts = {
        judge(Requirement(assertion=share("70"), addressee=addressee), claim).outcome
        for addressee in ((), (Level.PROVINCE,), (Level.INSTITUTION,))
    }
    assert verdicts == {Outcome.EXCEEDED}
