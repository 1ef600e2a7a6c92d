"""What the tests of all documents share: reading an encoded provision, judging it, finding it in the source.

A module names its `DOCUMENT` and, in the folder of real documents, its `SEED` with the number of `TASKS` in
it and the words its closing paragraph, if any, begins with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest

from yigai.catalogue import store
from yigai.judging.assertion import Assertion, Claim, Requirement, assertion_of, observed
from yigai.judging.judge import judge
from yigai.judging.verdict import Verdict
from yigai.model import (
    Comparator,
    Duty,
    Extent,
    Force,
    Frequency,
    FrequencyUnit,
    Mechanism,
    Observation,
    Prohibition,
    Softener,
    Statement,
    Target,
    TargetKind,
    Task,
)
from yigai.values.citation import Citation, Evidence
from yigai.values.number import Number
from yigai.values.period import Period
from yigai.values.provision import Address

LABEL = re.compile(r"[(（]([一二三四五六七八九十]+)[)）]")


@attrs.frozen
class Reading:
    """One document as encoded, and what becomes of answers to what it says."""

    document: str

    def statement(self, at: str) -> Statement:
        """The statement at a path, of any kind."""
        found = store.find(f"{self.document}#{at}")
        assert isinstance(found, Duty | Target | Mechanism | Prohibition)
        return found

    def target(self, at: str) -> Target:
        """The target at a path."""
        found = self.statement(at)
        assert isinstance(found, Target)
        return found

    def duty(self, at: str) -> Duty:
        """The duty at a path."""
        found = self.statement(at)
        assert isinstance(found, Duty)
        return found

    def mechanism(self, at: str) -> Mechanism:
        """The mechanism at a path."""
        found = self.statement(at)
        assert isinstance(found, Mechanism)
        return found

    def task(self, path: str) -> Task:
        """The task at a path."""
        found = store.plan(self.document).task(path)
        assert found is not None
        return found

    def assertion(self, at: str, said: Statement) -> Assertion:
        """A statement, as if it stood at a path of the document."""
        plan = store.plan(self.document)
        words = store.vocabulary().with_local(plan.indicators, plan.populations)
        address = Address.parse(f"{self.document}#{at}")
        return assertion_of(said, address=address, document=plan.document, vocabulary=words)

    def outcome(self, verdict: Verdict) -> str:
        """The outcome and, by name, its deviations, or the reasons why there is none."""
        axes = sorted(each.value for each in verdict.deviations or verdict.reasons)
        return " ".join([verdict.outcome.value, *axes])

    def answered(self, at: str, **changes: Any) -> str:
        """What becomes of an answer that says the same but for these changes."""
        said = self.statement(at)
        asked = Requirement(assertion=self.assertion(at, said), addressee=said.addressee)
        return self.outcome(judge(asked, Claim(assertion=self.assertion(at, attrs.evolve(said, **changes)))))

    def in_words(self, at: str) -> str:
        """What becomes of an answer in mere words that a link calls full."""
        said = self.statement(at)
        words = Duty(id="words", summary="以文字回应", topic="words", due=said.due)
        claim = Claim(assertion=self.assertion(at, words), extent=Extent.FULL)
        return self.outcome(judge(Requirement(assertion=self.assertion(at, said)), claim))

    def often(self, times: int, per: int, unit: FrequencyUnit) -> Frequency:
        """So many times in so many units."""
        return Frequency(times=times, per=per, unit=unit)

    def at_least(self, value: str, unit: str) -> dict[str, Any]:
        """The changes that make a target one of at least so much."""
        return {
            "target_kind": TargetKind.LEVEL,
            "comparator": Comparator.AT_LEAST,
            "value": Number(value),
            "unit": unit,
        }

    def measured(self, at: str, value: str, population: str | None = None, year: int = 2023) -> str:
        """What becomes of a value measured over a year."""
        asked = self.target(at)
        observation = Observation(
            indicator=asked.indicator,
            period=Period.year(year),
            value=Number(value),
            unit=asked.unit,
            population=population,
            source=Citation(source=f"a return for {year}", evidence=Evidence.PRACTICE),
        )
        words = store.vocabulary().with_local((), store.plan(self.document).populations)
        return self.outcome(
            judge(Requirement(assertion=self.assertion(at, asked)), observed(observation, words))
        )

    def manners(self, path: str) -> dict[str, str]:
        """Force and softener of every statement of a provision that is no plain sentence."""
        told = {}
        for said in self.task(path).statements:
            force = [] if said.force is Force.STATED else [said.force.value]
            softener = [] if said.softener is Softener.NONE else [said.softener.value]
            if force or softener:
                told[said.id] = " ".join([*force, *softener])
        return told

    def with_figures(self) -> set[str]:
        """The paths of all provisions that hold a target, a frequency or a date."""
        return {
            str(task.path)
            for _, task, said in store.plan(self.document).statements()
            if isinstance(said, Target) or said.due or (isinstance(said, Duty) and said.every)
        }


class Paragraphs(dict[str, str]):
    """The paragraphs of a document as issued, by label."""

    def having(self, pattern: str) -> list[str]:
        """The labels of all paragraphs in which something stands."""
        return [label for label, paragraph in self.items() if re.search(pattern, paragraph)]


@pytest.fixture(scope="module")
def read(request: pytest.FixtureRequest) -> Reading:
    """The document of the module, as encoded."""
    return Reading(request.module.DOCUMENT)


@pytest.fixture(scope="module")
def seed(request: pytest.FixtureRequest, shared: Path) -> str:
    """The text of the document of the module."""
    text: str = (shared / "seeds" / request.module.SEED).read_text("utf-8")
    return text.replace("[bookmark: _GoBack]", "")


@pytest.fixture(scope="session")
def paragraphs() -> Callable[[Iterable[tuple[str, str]]], Paragraphs]:
    """What makes paragraphs with their labels searchable."""
    return Paragraphs


@pytest.fixture(scope="module")
def source(request: pytest.FixtureRequest, seed: str) -> Paragraphs:
    """The paragraphs of the numbered tasks as issued, by label, and the closing one where a module asks.

    What stands behind a dash belongs to the paragraph above it.
    """
    lines = [line.strip() for line in re.sub(r"\s+——", "——", seed).splitlines()]
    found = [(match[1], line) for line in lines if (match := LABEL.match(line))]
    assert len(dict(found)) == len(found) == request.module.TASKS
    closing = getattr(request.module, "CLOSING", None)
    found += [("结尾", line) for line in lines if closing and line.startswith(closing)]
    return Paragraphs(found)
