"""Comparing a plan with one document above it (对照): a verdict for every statement of that document.

An alignment says where to look. Between linked tasks, a statement about the same indicator, mechanism
or topic, of the same or a wider population, answers by itself; any other answer needs a link of its
own. Several answers are never added up: the best one decides, and all are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from yigai.judging.assertion import Assertion, Claim, Requirement, assertion_of
from yigai.judging.judge import judge
from yigai.judging.subjects import Shelf, answers_by_itself, is_same_subject, shelf_of
from yigai.judging.trace import Step, Trace
from yigai.judging.verdict import Outcome, Reason, Verdict
from yigai.model.alignment import Alignment, Link
from yigai.model.plan import Plan, Task
from yigai.model.statement import Statement, Target
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import AlignmentBasis, Depth, Extent, Level


@attrs.frozen(kw_only=True)
class Judged:
    """One upper statement with its verdict, all its answers, and what lies near but does not answer.

    `doubts` are those about the statement, about its best answer, and about the link between them;
    `linked_because` is the reason an alignment gives for that link.
    """

    task: Task
    statement: Statement
    requirement: Requirement
    verdict: Verdict
    answers: tuple[Verdict, ...] = ()
    nearby: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    linked_because: str | None = None


@attrs.frozen(kw_only=True)
class Comparison:
    """A plan against one upper document; `judged` is in the order of the upper text."""

    lower: Plan
    upper: Plan
    alignments: tuple[Alignment, ...]
    judged: tuple[Judged, ...]

    @property
    def is_topical(self) -> bool:
        """Whether no link is printed in the text, so that nothing may be called an error."""
        return all(alignment.basis is AlignmentBasis.TOPICAL for alignment in self.alignments)


def compare_with(
    plan: Plan, upper: Plan, alignments: Iterable[Alignment], vocabulary: Vocabulary
) -> Comparison:
    """Judge every statement of `upper` against the plan."""
    chosen = tuple(alignments)
    words_below = vocabulary.with_local(plan.indicators, plan.populations)
    words_above = vocabulary.with_local(upper.indicators, upper.populations)
    answers = _Answers(plan, chosen, words_below)
    judged = []
    for address, task, statement in upper.statements():
        requirement = Requirement(
            assertion=assertion_of(
                statement, address=address, document=upper.document, vocabulary=words_above
            ),
            addressee=statement.addressee,
        )
        counted = _counted_over_areas(statement, plan.document.level, words_above)
        claims = () if counted else answers.to(task, requirement)
        verdicts = [judge(requirement, claim) for claim in claims]
        ranked = tuple(sorted(verdicts, key=_rank))
        verdict = (
            ranked[0] if ranked else _unanswered(requirement, plan.document.level, chosen, is_counted=counted)
        )
        nearby = () if ranked else tuple(answers.near(requirement))
        judged.append(
            Judged(
                task=task,
                statement=statement,
                requirement=requirement,
                verdict=verdict,
                answers=ranked,
                nearby=nearby,
                doubts=tuple(answers.doubts(statement, verdict)),
                linked_because=answers.reason(verdict),
            )
        )
    return Comparison(lower=plan, upper=upper, alignments=chosen, judged=tuple(judged))


class _Answers:
    """The statements of a plan, found by the links that lead to them."""

    def __init__(self, plan: Plan, alignments: Iterable[Alignment], vocabulary: Vocabulary) -> None:
        self._by_place: dict[str, Assertion] = {}
        self._by_subject: dict[Shelf, list[Assertion]] = defaultdict(list)
        self._by_task: dict[tuple[str, Shelf], list[Assertion]] = defaultdict(list)
        self._doubts: dict[str, str | None] = {}
        for address, task, statement in plan.statements():
            resolved = assertion_of(statement, address=address, document=plan.document, vocabulary=vocabulary)
            shelf = shelf_of(resolved.substance)
            self._by_place[f"{task.path}/{statement.id}"] = resolved
            self._by_subject[shelf].append(resolved)
            self._by_task[str(task.path), shelf].append(resolved)
            self._doubts[resolved.address] = statement.doubt
        self._links: dict[str, list[Link]] = defaultdict(list)
        for alignment in alignments:
            for link in alignment.links:
                self._links[str(link.upper)].append(link)

    def to(self, task: Task, requirement: Requirement) -> Iterator[Claim]:
        """The claims that answer a requirement: those linked to it, then those that answer by themselves."""
        asked = requirement.assertion
        linked: set[tuple[str, Extent]] = set()  # two authors may agree
        for link in self._links[_place(asked.address)]:
            answered = self._by_place.get(str(link.lower))
            if answered is not None and (answered.address, link.extent) not in linked:
                linked.add((answered.address, link.extent))
                yield Claim(assertion=answered, extent=link.extent)
        seen = {address for address, _ in linked}
        shelf = shelf_of(asked.substance)
        for link in self._links[str(task.path)]:
            for answered in self._by_task.get((str(link.lower), shelf), ()):
                if answered.address not in seen and answers_by_itself(asked, answered):
                    seen.add(answered.address)
                    yield Claim(assertion=answered)

    def doubts(self, statement: Statement, verdict: Verdict) -> Iterator[str]:
        """The doubts that touch a verdict, each once."""
        found = [statement.doubt]
        if verdict.claim is not None:
            found.append(self._doubts[verdict.claim])
            found += [link.doubt for link in self._between(verdict)]
        yield from dict.fromkeys(doubt for doubt in found if doubt is not None)

    def reason(self, verdict: Verdict) -> str | None:
        """Why an alignment links the answer to the requirement, if one does and says."""
        return next((link.reason for link in self._between(verdict) if link.reason is not None), None)

    def _between(self, verdict: Verdict) -> list[Link]:
        here = _place(verdict.claim or "")
        return [link for link in self._links[_place(verdict.requirement)] if str(link.lower) == here]

    def near(self, requirement: Requirement) -> Iterator[str]:
        """Statements about the same subject that do not answer, such as one of another population."""
        for answered in self._by_subject.get(shelf_of(requirement.assertion.substance), ()):
            if is_same_subject(requirement.assertion.substance, answered.substance):
                yield answered.address


def _rank(verdict: Verdict) -> tuple[tuple[int, int, tuple[int, ...]], bool, Fraction, str]:
    """Better answers first; of two that are weaker alike, the nearer; then by address."""
    unbounded = verdict.shortfall is None
    return verdict.badness, unbounded, verdict.shortfall or Fraction(0), str(verdict.claim)


def _place(address: str) -> str:
    """What stands behind the `#` of an address."""
    return address.partition("#")[2]


def _counted_over_areas(statement: Statement, level: Level, vocabulary: Vocabulary) -> bool:
    """Whether the figure counts areas of which the plan governs just one, so that it asks nothing of it."""
    indicator = vocabulary.indicator(statement.indicator) if isinstance(statement, Target) else None
    counted = vocabulary.population(indicator.counted_over) if indicator and indicator.counted_over else None
    area = counted.area_level if counted else None
    return area is not None and not level.is_above(area)


def _unanswered(
    requirement: Requirement, level: Level, alignments: tuple[Alignment, ...], *, is_counted: bool
) -> Verdict:
    outcome, reason = Outcome.NOT_EVALUATED, None
    if is_counted:
        outcome, reason = Outcome.NOT_APPLICABLE, Reason.COUNTED_OVER_AREAS
    elif requirement.addressee and all(addressee.is_above(level) for addressee in requirement.addressee):
        outcome, reason = Outcome.NOT_APPLICABLE, Reason.ADDRESSED_ABOVE
    elif not alignments:
        reason = Reason.NOT_ALIGNED
    elif all(alignment.depth is Depth.TASKS for alignment in alignments):
        reason = Reason.ALIGNED_TO_TASKS_ONLY
    else:
        outcome = Outcome.MISSING
    asked = requirement.assertion
    step = Step(
        name="search",
        inputs=(("requirement", asked.address),),
        result=reason.value if reason else "nothing-answers",
        sources=(asked.source,),
    )
    return Verdict(
        requirement=asked.address,
        outcome=outcome,
        reasons=(reason,) if reason else (),
        trace=Trace((step,)),
    )
