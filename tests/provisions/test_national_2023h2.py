"""Every provision of the national plan that holds a figure: a target, a frequency or a date."""

from __future__ import annotations

from typing import Any

import pendulum
import pytest

from yigai.catalogue import store
from yigai.model import (
    Comparator,
    Force,
    FrequencyUnit,
    Level,
    Regular,
    TargetKind,
)
from yigai.values.citation import Evidence
from yigai.values.due import Basis, Due
from yigai.values.number import Number

DOCUMENT = "national-2023h2"
SEED = "000_c7d4f98725b0baf4.txt"
TASKS = 20


class TestServicePrices:
    """Each province reviews its service prices for 2023; five pilot cities are evaluated.

    national-2023h2#2.6
    """

    path = "2.6"
    review, pilots = "2.6/price-review", "2.6/pilot-cities-evaluated"

    def test_encoded(self, read: Any) -> None:
        assert read.duty(self.review).every == read.often(1, 1, FrequencyUnit.YEAR)
        assert read.duty(self.review).evidence is Evidence.INFERRED  # the task itself names one year only
        assert read.duty(self.review).addressee == (Level.PROVINCE,)
        pilots = read.target(self.pilots)
        assert (pilots.comparator, str(pilots.value), pilots.unit) == (Comparator.EQUAL, "5", "个")

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("2023年度") == ["六"]
        assert source.having("(?<![0-9])5个") == ["六"]
        assert source.having("每年|每两年") == []

    def test_judged(self, read: Any) -> None:
        year = FrequencyUnit.YEAR
        assert read.answered(self.review, every=read.often(1, 1, year)) == "SATISFIED"
        assert read.answered(self.review, every=read.often(1, 2, year)) == "DEVIATES WEAKER"
        assert read.answered(self.review, every=read.often(1, 1, FrequencyUnit.QUARTER)) == "EXCEEDED"
        assert read.answered(self.review, every=read.often(2, 2, year)) == "NOT_EVALUATED frequency-window"
        assert read.answered(self.review, every=Regular.REGULAR) == "DEVIATES UNQUANTIFIED"
        assert read.answered(self.pilots, value=Number("4")) == "DEVIATES WEAKER"
        assert read.answered(self.pilots, value=Number("5")) == "SATISFIED"


class TestElectronicVoucher:
    """Designated institutions that can, shall all take the electronic insurance voucher.

    national-2023h2#3.10
    """

    path = "3.10"
    coverage = "3.10/e-voucher-coverage"

    def test_encoded(self, read: Any) -> None:
        assert read.target(self.coverage).target_kind is TargetKind.UNIVERSAL
        assert read.target(self.coverage).population == "capable-designated-institutions"
        assert read.target(self.coverage).force is Force.PROMOTE

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("全部支持") == ["十"]

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.coverage, population="designated-institutions") == "SATISFIED"
        assert read.answered(self.coverage, population=None) == "SATISFIED"
        others = read.answered(self.coverage, population="grade-2-designated-institutions")
        assert others == "NOT_EVALUATED other-population"
        assert read.answered(self.coverage, **read.at_least("100", "%")) == "SATISFIED"
        assert read.answered(self.coverage, **read.at_least("99.9", "%")) == "DEVIATES WEAKER"
        assert read.answered(self.coverage, force=Force.ENCOURAGE) == "DEVIATES SOFTER"
        assert read.in_words(self.coverage) == "DEVIATES UNQUANTIFIED"


class TestPayment:
    """DRG or DIP payment runs in no less than 70 % of the pooling areas.

    national-2023h2#3.12
    """

    path = "3.12"
    coverage = "3.12/drg-dip-coverage"

    def test_encoded(self, read: Any) -> None:
        asked = read.target(self.coverage)
        assert (asked.comparator, str(asked.value), asked.unit) == (Comparator.AT_LEAST, "70", "%")
        assert asked.due is None  # no date is printed in the task
        indicator = store.vocabulary().indicator(asked.indicator)
        assert indicator is not None
        assert indicator.counted_over == "pooling-areas"

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("不少于70%") == ["十二"]
        assert source.having("[0-9]%") == ["十二"]

    @pytest.mark.parametrize(
        ("value", "unit", "expected"),
        [
            ("70", "%", "SATISFIED"),
            ("70.0", "%", "SATISFIED"),
            ("700", "‰", "SATISFIED"),
            ("70.01", "%", "EXCEEDED"),
            ("69.97", "%", "DEVIATES WEAKER"),  # 233 of 333 areas, rounded up even
            ("70", None, "NOT_EVALUATED no-unit"),
            ("70", "个", "NOT_EVALUATED units-differ"),
        ],
    )
    def test_judged(self, read: Any, value: str, unit: str | None, expected: str) -> None:
        assert read.answered(self.coverage, value=Number(value), unit=unit) == expected

    def test_about_seventy_is_left_open(self, read: Any) -> None:
        about = read.answered(self.coverage, comparator=Comparator.APPROX)
        assert about == "NOT_EVALUATED approximate"


class TestProcurement:
    """By the end of 2023 each province buys at least one batch and reaches 450 procured drugs.

    national-2023h2#4.14
    """

    path = "4.14"
    batches, drugs = "4.14/procurement-batches", "4.14/procured-drugs"

    @pytest.mark.parametrize(
        ("at", "value", "unit", "basis"),
        [(batches, "1", "批", Basis.PRINTED), (drugs, "450", "个", Basis.SENTENCE)],
    )
    def test_encoded(self, read: Any, at: str, value: str, unit: str, basis: Basis) -> None:
        asked = read.target(at)
        assert (asked.comparator, str(asked.value), asked.unit) == (Comparator.AT_LEAST, value, unit)
        assert asked.addressee == (Level.PROVINCE,)
        assert asked.due is not None
        assert (asked.due.date, asked.due.basis) == (pendulum.Date(2023, 12, 31), basis)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("450个") == ["十四"]
        assert source.having("年内至少") == ["十四"]
        assert source.having("至少开展一批") == ["十四"]

    @pytest.mark.parametrize(
        ("value", "expected"), [("449", "DEVIATES WEAKER"), ("450", "SATISFIED"), ("451", "EXCEEDED")]
    )
    def test_drugs_judged(self, read: Any, value: str, expected: str) -> None:
        assert read.answered(self.drugs, value=Number(value)) == expected
        assert read.answered(self.drugs, value=Number(value), comparator=Comparator.EQUAL) == expected

    def test_batches_judged(self, read: Any) -> None:
        assert read.answered(self.batches, value=Number("0")) == "DEVIATES WEAKER"
        assert read.answered(self.batches, value=Number("2")) == "EXCEEDED"

    @pytest.mark.parametrize("at", [batches, drugs])
    def test_dates_judged(self, read: Any, at: str) -> None:
        assert read.answered(at, due=Due.parse("2023-11")) == "SATISFIED"
        assert read.answered(at, due=Due.parse("2023")) == "SATISFIED"
        assert read.answered(at, due=Due.parse("2024-01-01")) == "DEVIATES LATER"
        assert read.answered(at, due=None) == "DEVIATES UNDATED"
        open_date = Due(printed="年底前", unresolved="未印年份")
        assert read.answered(at, due=open_date) == "NOT_EVALUATED date-unresolved"


class TestDrugQuality:
    """Every product selected in national procurement is sampled, every vaccine maker visited.

    national-2023h2#4.15
    """

    path = "4.15"
    both = pytest.mark.parametrize(
        "at", ["4.15/selected-product-inspection", "4.15/vaccine-maker-inspection"]
    )

    @both
    def test_encoded(self, read: Any, at: str) -> None:
        assert read.target(at).target_kind is TargetKind.UNIVERSAL
        assert read.target(at).addressee == (Level.NATIONAL, Level.PROVINCE)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("全覆盖抽检.*全覆盖巡查") == ["十五"]

    @both
    def test_judged(self, read: Any, at: str) -> None:
        assert read.answered(at) == "SATISFIED"
        assert read.answered(at, **read.at_least("98", "%")) == "DEVIATES WEAKER"
        assert read.in_words(at) == "DEVIATES UNQUANTIFIED"


class TestDiseaseControlReform:
    """Places carry out the reform of disease control and finish it by the end of the year.

    national-2023h2#5.17
    """

    path = "5.17"
    reform = "5.17/disease-control-reform"

    def test_encoded(self, read: Any) -> None:
        due = read.duty(self.reform).due
        assert due is not None
        assert (due.date, due.printed, due.basis) == (pendulum.Date(2023, 12, 31), "年底前", Basis.PRINTED)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("年底前全部完成") == ["十七"]
        assert source.having("年底") == ["十七"]

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.reform) == "TAKEN_UP"
        assert read.answered(self.reform, due=Due.parse("2023-10")) == "TAKEN_UP"
        assert read.answered(self.reform, due=Due.parse("2024")) == "DEVIATES LATER"
        assert read.answered(self.reform, due=None) == "DEVIATES UNDATED"
        assert read.answered(self.reform, due=None, force=Force.EXPLORE) == "DEVIATES SOFTER UNDATED"


class TestGeneralPractice:
    """Medical schools everywhere set up a body that teaches general practice.

    national-2023h2#6.19
    """

    path = "6.19"
    coverage = "6.19/gp-teaching-body-coverage"

    def test_encoded(self, read: Any) -> None:
        assert read.target(self.coverage).target_kind is TargetKind.UNIVERSAL
        assert read.target(self.coverage).population == "medical-schools"
        assert "普遍" in (read.target(self.coverage).doubt or "")

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("普遍成立") == ["十九"]

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.coverage) == "SATISFIED"
        assert read.answered(self.coverage, **read.at_least("80", "%")) == "DEVIATES WEAKER"
        assert read.in_words(self.coverage) == "DEVIATES UNQUANTIFIED"


def test_every_provision_with_a_figure_has_its_class(read: Any) -> None:
    classes = [each for name, each in globals().items() if name.startswith("Test")]
    assert {each.path for each in classes} == read.with_figures()
