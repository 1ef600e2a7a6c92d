"""Comparing a plan with one document above it (对照): a verdict for every statement of that document.

An alignment says where to look. Between linked tasks, a statement about the same indicator, mechanism
or topic, of the same population, a wider one or a part of it, answers by itself; any other answer needs
a link of its own. Several answers are never added up: the best one decides, and all are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache

import attrs

from yigai.checks.asked import Asked, asked_by
from yigai.judging.assertion import Assertion, Claim, Requirement, assertion_of
from yigai.judging.judge import judge
from yigai.judging.subjects import Shelf, answers_by_itself, is_same_subject, shelf_of
from yigai.judging.trace import Step, Trace
from yigai.judging.verdict import Outcome, Reason, Verdict
from yigai.model.alignment import Alignment, Link
from yigai.model.plan import Plan, Task
from yigai.model.statement import Statement
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import AlignmentBasis, Depth, Extent, Level
from yigai.values.citation import Citation
from yigai.values.provision import Address

_NOTHING = Fraction(0)
_ALMOST = 0.9  # a slip of the pen in a topic, hardly another one
_MOST_REQUIREMENTS = 4096


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
    chosen, level = tuple(alignments), plan.document.level
    answers = _Answers(plan, chosen, vocabulary.with_local(plan.indicators, plan.populations))
    judged = []
    all_asked = asked_by(upper, vocabulary)
    shelves = {shelf_of(asked.statement) for asked in all_asked}
    for asked in all_asked:
        is_counted = asked.counts_whole_areas(level)
        claims = () if is_counted else answers.to(asked)
        ranked = tuple(sorted((judge(asked.requirement, claim) for claim in claims), key=_rank))
        verdict = (
            ranked[0] if ranked else _unanswered(asked.requirement, level, chosen, is_counted=is_counted)
        )
        links = answers.between(verdict)
        judged.append(
            Judged(
                task=asked.task,
                statement=asked.statement,
                requirement=asked.requirement,
                verdict=verdict,
                answers=ranked,
                nearby=() if ranked else tuple(answers.near(asked, shelves)),
                doubts=answers.doubts(asked.statement, verdict, links),
                linked_because=next((link.reason for link in links if link.reason is not None), None),
            )
        )
    return Comparison(lower=plan, upper=upper, alignments=chosen, judged=tuple(judged))


class _Answers:
    """The statements of a plan, found by the links that lead to them and resolved when first compared."""

    def __init__(self, plan: Plan, alignments: Iterable[Alignment], vocabulary: Vocabulary) -> None:
        self._plan, self._vocabulary = plan, vocabulary
        self._said: dict[str, tuple[Task, Statement]] = {}
        self._resolved: dict[str, Assertion] = {}
        self._by_subject: dict[Shelf, list[str]] = defaultdict(list)
        self._by_path: dict[str, list[tuple[str, Shelf]]] = defaultdict(list)
        self._by_task: dict[tuple[str, Shelf], list[str]] = defaultdict(list)
        for task in plan.tasks:
            path = str(task.path)
            for statement in task.statements:
                place, shelf = f"{path}/{statement.id}", shelf_of(statement)
                self._said[place] = task, statement
                self._by_subject[shelf].append(place)
                self._by_path[path].append((place, shelf))
                self._by_task[path, shelf].append(place)
        self._links: dict[str, list[tuple[str, Link]]] = defaultdict(list)
        for alignment in alignments:
            for link in alignment.links:
                self._links[str(link.upper)].append((str(link.lower), link))

    def to(self, asked: Asked) -> Iterator[Claim]:
        """The claims that answer a requirement: those linked to it, then those that answer by themselves."""
        above = str(asked.task.path)
        linked: set[tuple[str, Extent]] = set()  # two authors may agree
        for place, link in self._links.get(f"{above}/{asked.statement.id}", ()):
            if place in self._said and (place, link.extent) not in linked:
                linked.add((place, link.extent))
                yield Claim(assertion=self._at(place), extent=link.extent)
        seen = {place for place, _ in linked}
        shelf = shelf_of(asked.statement)
        for path, _ in self._links.get(above, ()):
            for place in self._by_task.get((path, shelf), ()):
                if place not in seen and answers_by_itself(asked.requirement.assertion, self._at(place)):
                    seen.add(place)
                    yield Claim(assertion=self._at(place))

    def doubts(self, asked: Statement, verdict: Verdict, links: list[Link]) -> tuple[str, ...]:
        """The doubts that touch a verdict, each once."""
        found = [asked.doubt]
        if verdict.claim is not None:
            _, answer = self._said[_place(verdict.claim)]
            found += [answer.doubt, *(link.doubt for link in links)]
        return tuple(dict.fromkeys(doubt for doubt in found if doubt is not None))

    def near(self, asked: Asked, shelves: Collection[Shelf]) -> Iterator[str]:
        """Statements about the same subject that do not answer, such as one of another population.

        In linked tasks also those whose topic nothing above has, and which is almost the one asked for:
        `shelves` are those of the whole upper document.
        """
        for place in self._by_subject.get(shelf_of(asked.statement), ()):
            answered = self._at(place)
            if is_same_subject(asked.requirement.assertion.substance, answered.substance):
                yield answered.address
        kind, topic = shelf_of(asked.statement)
        for path, _ in self._links.get(str(asked.task.path), ()):
            for place, shelf in self._by_path.get(path, ()):
                is_strange = shelf[0] is kind and shelf not in shelves
                if is_strange and get_close_matches(topic, [shelf[1]], cutoff=_ALMOST):
                    yield self._at(place).address

    def between(self, verdict: Verdict) -> list[Link]:
        """The links from the best answer to the requirement."""
        if verdict.claim is None:
            return []
        here = _place(verdict.claim)
        links = self._links.get(_place(verdict.requirement), ())
        return [link for place, link in links if place == here]

    def _at(self, place: str) -> Assertion:
        if place not in self._resolved:
            task, statement = self._said[place]
            self._resolved[place] = assertion_of(
                statement,
                address=Address(document=self._plan.id, path=task.path, statement=statement.id),
                document=self._plan.document,
                vocabulary=self._vocabulary,
            )
        return self._resolved[place]


def _rank(verdict: Verdict) -> tuple[tuple[int, int, tuple[int, ...]], bool, Fraction, str]:
    """Better answers first; of two that are weaker alike, the nearer; then by address."""
    unbounded = verdict.shortfall is None
    return verdict.badness, unbounded, verdict.shortfall or _NOTHING, str(verdict.claim)


def _place(address: str) -> str:
    """What stands behind the `#` of an address."""
    return address.partition("#")[2]


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
    return _without_answer(requirement.assertion.address, requirement.assertion.source, outcome, reason)


@lru_cache(maxsize=_MOST_REQUIREMENTS)
def _without_answer(address: str, source: Citation, outcome: Outcome, reason: Reason | None) -> Verdict:
    """The verdict on what nothing answers; kept, for many plans leave the same unanswered."""
    step = Step(
        name="search",
        inputs=(("requirement", address),),
        result=reason.value if reason else "nothing-answers",
        sources=(source,),
    )
    return Verdict(
        requirement=address, outcome=outcome, reasons=(reason,) if reason else (), trace=Trace((step,))
    )
