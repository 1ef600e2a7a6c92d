"""Every question of the official interpretation whose answer holds a figure, a frequency or a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pendulum
import pytest

from yigai.catalogue import store
from yigai.model import (
    Comparator,
    Duty,
    Frequency,
    FrequencyUnit,
    Level,
    Target,
)
from yigai.values.citation import Evidence
from yigai.values.due import Basis, Due
from yigai.values.number import Number

DOCUMENT = "national-2023h2-interpretation"
SEED = "000_c7d4f98725b0baf4.txt"


@pytest.fixture(scope="module")
def source(seed: str, paragraphs: Callable[..., Any]) -> Any:
    """The seven questions with their answers, by label."""
    _, _, interpretation = seed.partition("》政策解读\n")
    parts = re.split(r"^\s*([一二三四五六七])、", interpretation, flags=re.MULTILINE)
    assert parts[1::2] == list("一二三四五六七")
    return paragraphs(zip(parts[1::2], parts[2::2], strict=True))


class TestPublicHospitals:
    """Prices reviewed every year, five pilot cities evaluated, 450 drugs a province by the end of 2023.

    national-2023h2-interpretation#3
    """

    path = "3"
    review, pilots, drugs = "3/price-review", "3/pilot-cities-evaluated", "3/procured-drugs"

    def test_encoded(self, read: Any) -> None:
        assert read.duty(self.review).every == read.often(1, 1, FrequencyUnit.YEAR)
        pilots, drugs = read.target(self.pilots), read.target(self.drugs)
        assert (pilots.comparator, str(pilots.value), pilots.unit) == (Comparator.EQUAL, "5", "个")
        assert (drugs.comparator, str(drugs.value), drugs.unit) == (Comparator.AT_LEAST, "450", "种")
        assert drugs.addressee == (Level.PROVINCE,)
        assert drugs.due is not None
        assert (drugs.due.date, drugs.due.basis) == (pendulum.Date(2023, 12, 31), Basis.PRINTED)

    @pytest.mark.parametrize("at", [review, pilots, drugs])
    def test_is_an_interpretation(self, read: Any, at: str) -> None:
        assert read.assertion(at, read.statement(at)).source.evidence is Evidence.INTERPRETATION

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("450种") == ["三"]
        assert source.having("到2023年底") == ["三"]
        assert source.having("每年开展") == ["三"]
        assert source.having("(?<![0-9])5个试点") == ["三"]

    def test_reviews_judged(self, read: Any) -> None:
        assert read.answered(self.review) == "SATISFIED"
        assert read.answered(self.review, every=read.often(1, 2, FrequencyUnit.YEAR)) == "DEVIATES WEAKER"

    def test_drugs_judged(self, read: Any) -> None:
        """450 个 of the plan are the 450 种 told of here."""
        assert read.answered(self.drugs, unit="个") == "SATISFIED"
        assert read.answered(self.drugs, value=Number("449")) == "DEVIATES WEAKER"
        assert read.answered(self.drugs, value=Number("451")) == "EXCEEDED"
        assert read.answered(self.drugs, due=Due.parse("2024-01")) == "DEVIATES LATER"

    def test_pilots_judged(self, read: Any) -> None:
        assert read.answered(self.pilots, value=Number("4")) == "DEVIATES WEAKER"
        assert read.answered(self.pilots, value=Number("6")) == "EXCEEDED"

    def test_the_plan_and_its_interpretation_ask_the_same(self, read: Any) -> None:
        """The yearly review of the plan is our reading of one named year; here it is said."""
        plan = store.find("national-2023h2#2.6/price-review")
        drugs = store.find("national-2023h2#4.14/procured-drugs")
        assert isinstance(plan, Duty)
        assert isinstance(drugs, Target)
        assert (plan.every, plan.topic) == (read.duty(self.review).every, read.duty(self.review).topic)
        assert (plan.evidence, read.duty(self.review).evidence) == (Evidence.INFERRED, None)
        assert (drugs.value, drugs.indicator) == (
            read.target(self.drugs).value,
            read.target(self.drugs).indicator,
        )


class TestFollowingUp:
    """A monitoring plan each year; the tasks reviewed each quarter and reported on each year.

    national-2023h2-interpretation#7
    """

    path = "7"
    quarterly = "7/quarterly-review"
    yearly = pytest.mark.parametrize("at", ["7/annual-circular", "7/monitoring-plan"])

    def test_the_quarterly_review_is_encoded(self, read: Any) -> None:
        assert read.duty(self.quarterly).every == read.often(1, 1, FrequencyUnit.QUARTER)
        assert read.duty(self.quarterly).addressee == (Level.NATIONAL,)

    @yearly
    def test_the_yearly_duties_are_encoded(self, read: Any, at: str) -> None:
        assert read.duty(at).every == read.often(1, 1, FrequencyUnit.YEAR)
        assert read.duty(at).addressee == (Level.NATIONAL,)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("季调度、年通报") == ["七"]
        assert source.having("按季度") == ["七"]
        assert source.having("年度医改监测") == ["七"]

    @pytest.mark.parametrize(
        ("every", "expected"),
        [
            (Frequency(times=1, per=1, unit=FrequencyUnit.MONTH), "EXCEEDED"),
            (Frequency(times=1, per=3, unit=FrequencyUnit.MONTH), "SATISFIED"),
            (
                Frequency(times=4, per=1, unit=FrequencyUnit.YEAR),
                "NOT_EVALUATED frequency-window",
            ),  # all four may fall in spring
            (Frequency(times=2, per=1, unit=FrequencyUnit.YEAR), "DEVIATES WEAKER"),
            (Frequency(times=1, per=13, unit=FrequencyUnit.WEEK), "NOT_EVALUATED frequency-units-differ"),
            (None, "DEVIATES UNQUANTIFIED"),
        ],
    )
    def test_the_quarterly_review_judged(self, read: Any, every: Frequency | None, expected: str) -> None:
        assert read.answered(self.quarterly, every=every) == expected

    @yearly
    def test_the_yearly_duties_judged(self, read: Any, at: str) -> None:
        assert read.answered(at) == "SATISFIED"
        assert read.answered(at, every=read.often(1, 1, FrequencyUnit.QUARTER)) == "EXCEEDED"
        assert read.answered(at, every=read.often(1, 2, FrequencyUnit.YEAR)) == "DEVIATES WEAKER"


def test_every_provision_with_a_figure_has_its_class(read: Any) -> None:
    classes = [each for name, each in globals().items() if name.startswith("Test")]
    assert {each.path for each in classes} == read.with_figures()
