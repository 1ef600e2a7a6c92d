"""Every question of the official interpretation whose answer holds a figure, a frequency or a date."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import attrs
import pendulum
import pytest

from yigai.catalogue import store
from yigai.judging.assertion import Assertion, Claim, Requirement, assertion_of
from yigai.judging.judge import judge
from yigai.judging.verdict import Verdict
from yigai.model import (
    Comparator,
    Duty,
    Frequency,
    FrequencyUnit,
    Level,
    Mechanism,
    Prohibition,
    Statement,
    Target,
)
from yigai.values.citation import Evidence
from yigai.values.due import Basis, Due
from yigai.values.number import Number
from yigai.values.provision import Address

DOCUMENT = "national-2023h2-interpretation"

Paragraphs = dict[str, str]


def statement(at: str) -> Statement:
    found = store.find(f"{DOCUMENT}#{at}")
    assert isinstance(found, Duty | Target | Mechanism | Prohibition)
    return found


def target(at: str) -> Target:
    found = statement(at)
    assert isinstance(found, Target)
    return found


def duty(at: str) -> Duty:
    found = statement(at)
    assert isinstance(found, Duty)
    return found


def assertion(at: str, said: Statement) -> Assertion:
    plan = store.plan(DOCUMENT)
    words = store.vocabulary().with_local(plan.indicators, plan.populations)
    address = Address.parse(f"{DOCUMENT}#{at}")
    return assertion_of(said, address=address, document=plan.document, vocabulary=words)


def outcome(verdict: Verdict) -> str:
    """The outcome and, by name, its deviations, or the reasons why there is none."""
    axes = sorted(each.value for each in verdict.deviations or verdict.reasons)
    return " ".join([verdict.outcome.value, *axes])


def answered(at: str, **changes: Any) -> str:
    """What becomes of an answer that says the same but for these changes."""
    said = statement(at)
    asked = Requirement(assertion=assertion(at, said), addressee=said.addressee)
    return outcome(judge(asked, Claim(assertion=assertion(at, attrs.evolve(said, **changes)))))


def often(times: int, per: int, unit: FrequencyUnit) -> Frequency:
    return Frequency(times=times, per=per, unit=unit)


@pytest.fixture(scope="module")
def source(shared: Path) -> Paragraphs:
    """The seven questions of the interpretation with their answers, by label."""
    text = (shared / "seeds" / "000_c7d4f98725b0baf4.txt").read_text("utf-8")
    _, _, interpretation = text.partition("》政策解读\n")
    parts = re.split(r"^\s*([一二三四五六七])、", interpretation, flags=re.MULTILINE)
    paragraphs = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(paragraphs) == list("一二三四五六七")
    return paragraphs


def questions_with(source: Paragraphs, pattern: str) -> list[str]:
    """The labels of all questions in whose answer something stands."""
    return [label for label, paragraph in source.items() if re.search(pattern, paragraph)]


class TestPublicHospitals:
    """Prices reviewed every year, five pilot cities evaluated, 450 drugs a province by the end of 2023.

    national-2023h2-interpretation#3
    """

    path = "3"
    review, pilots, drugs = "3/price-review", "3/pilot-cities-evaluated", "3/procured-drugs"

    def test_encoded(self) -> None:
        assert duty(self.review).every == often(1, 1, FrequencyUnit.YEAR)
        pilots, drugs = target(self.pilots), target(self.drugs)
        assert (pilots.comparator, str(pilots.value), pilots.unit) == (Comparator.EQUAL, "5", "个")
        assert (drugs.comparator, str(drugs.value), drugs.unit) == (Comparator.AT_LEAST, "450", "种")
        assert drugs.addressee == (Level.PROVINCE,)
        assert drugs.due is not None
        assert (drugs.due.date, drugs.due.basis) == (pendulum.Date(2023, 12, 31), Basis.PRINTED)

    @pytest.mark.parametrize("at", [review, pilots, drugs])
    def test_is_an_interpretation(self, at: str) -> None:
        assert assertion(at, statement(at)).source.evidence is Evidence.INTERPRETATION

    def test_stands_in_the_source(self, source: Paragraphs) -> None:
        assert questions_with(source, "450种") == ["三"]
        assert questions_with(source, "到2023年底") == ["三"]
        assert questions_with(source, "每年开展") == ["三"]
        assert questions_with(source, "(?<![0-9])5个试点") == ["三"]

    def test_reviews_judged(self) -> None:
        assert answered(self.review) == "SATISFIED"
        assert answered(self.review, every=often(1, 2, FrequencyUnit.YEAR)) == "DEVIATES WEAKER"

    def test_drugs_judged(self) -> None:
        """450 个 of the plan are the 450 种 told of here."""
        assert answered(self.drugs, unit="个") == "SATISFIED"
        assert answered(self.drugs, value=Number("449")) == "DEVIATES WEAKER"
        assert answered(self.drugs, value=Number("451")) == "EXCEEDED"
        assert answered(self.drugs, due=Due.parse("2024-01")) == "DEVIATES LATER"

    def test_pilots_judged(self) -> None:
        assert answered(self.pilots, value=Number("4")) == "DEVIATES WEAKER"
        assert answered(self.pilots, value=Number("6")) == "EXCEEDED"

    def test_the_plan_and_its_interpretation_ask_the_same(self) -> None:
        """The yearly review of the plan is our reading of one named year; here it is said."""
        plan = store.find("national-2023h2#2.6/price-review")
        drugs = store.find("national-2023h2#4.14/procured-drugs")
        assert isinstance(plan, Duty)
        assert isinstance(drugs, Target)
        assert (plan.every, plan.topic) == (duty(self.review).every, duty(self.review).topic)
        assert (plan.evidence, duty(self.review).evidence) == (Evidence.INFERRED, None)
        assert (drugs.value, drugs.indicator) == (target(self.drugs).value, target(self.drugs).indicator)


class TestFollowingUp:
    """A monitoring plan each year; the tasks reviewed each quarter and reported on each year.

    national-2023h2-interpretation#7
    """

    path = "7"
    quarterly = "7/quarterly-review"
    yearly = pytest.mark.parametrize("at", ["7/annual-circular", "7/monitoring-plan"])

    def test_the_quarterly_review_is_encoded(self) -> None:
        assert duty(self.quarterly).every == often(1, 1, FrequencyUnit.QUARTER)
        assert duty(self.quarterly).addressee == (Level.NATIONAL,)

    @yearly
    def test_the_yearly_duties_are_encoded(self, at: str) -> None:
        assert duty(at).every == often(1, 1, FrequencyUnit.YEAR)
        assert duty(at).addressee == (Level.NATIONAL,)

    def test_stands_in_the_source(self, source: Paragraphs) -> None:
        assert questions_with(source, "季调度、年通报") == ["七"]
        assert questions_with(source, "按季度") == ["七"]
        assert questions_with(source, "年度医改监测") == ["七"]

    @pytest.mark.parametrize(
        ("every", "expected"),
        [
            (often(1, 1, FrequencyUnit.MONTH), "EXCEEDED"),
            (often(1, 3, FrequencyUnit.MONTH), "SATISFIED"),
            (
                often(4, 1, FrequencyUnit.YEAR),
                "NOT_EVALUATED frequency-window",
            ),  # all four may fall in spring
            (often(2, 1, FrequencyUnit.YEAR), "DEVIATES WEAKER"),
            (often(1, 13, FrequencyUnit.WEEK), "NOT_EVALUATED frequency-units-differ"),
            (None, "DEVIATES UNQUANTIFIED"),
        ],
    )
    def test_the_quarterly_review_judged(self, every: Frequency | None, expected: str) -> None:
        assert answered(self.quarterly, every=every) == expected

    @yearly
    def test_the_yearly_duties_judged(self, at: str) -> None:
        assert answered(at) == "SATISFIED"
        assert answered(at, every=often(1, 1, FrequencyUnit.QUARTER)) == "EXCEEDED"
        assert answered(at, every=often(1, 2, FrequencyUnit.YEAR)) == "DEVIATES WEAKER"


def test_every_provision_with_a_figure_has_its_class() -> None:
    classes = [each for name, each in globals().items() if name.startswith("Test")]
    with_figure = {
        str(task.path)
        for _, task, said in store.plan(DOCUMENT).statements()
        if isinstance(said, Target) or said.due or (isinstance(said, Duty) and said.every)
    }
    assert {each.path for each in classes} == with_figure
