"""Every provision of Heyuan's plan that holds a figure: a target, a frequency or a date."""

from __future__ import annotations

import re
from typing import Any

import attrs
import pytest

from yigai.catalogue import store
from yigai.judging.assertion import Claim, Requirement, assertion_of
from yigai.judging.judge import judge
from yigai.model import (
    Comparator,
    Extent,
    Force,
    Frequency,
    FrequencyUnit,
    Level,
    Regular,
    Softener,
    Target,
    TargetKind,
)
from yigai.values.due import Due
from yigai.values.number import Number
from yigai.values.provision import Address

DOCUMENT = "heyuan-2023"
SEED = "001_2e17b2282892fb0a.txt"
TASKS = 22
CLOSING = "各县区、各有关部门"

NO_YEAR = "未印年份"


class TestFamilyDoctors:
    """Residents in a settled relation may sign with their family doctor for two to three years.

    heyuan-2023#1.5
    """

    path = "1.5"
    term = "1.5/contract-term"

    def test_encoded(self, read: Any) -> None:
        asked = read.target(self.term)
        assert asked.target_kind is TargetKind.STANDARD
        assert (asked.comparator, str(asked.value), str(asked.upper)) == (Comparator.RANGE, "2", "3")
        assert (asked.unit, asked.force) == ("年", Force.PERMIT)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("2—3年") == ["五"]

    def test_judged(self, read: Any) -> None:
        """A term has no better direction: longer is outside as much as shorter."""
        months = {"value": Number("24"), "upper": Number("36"), "unit": "个月"}
        assert read.answered(self.term) == "SATISFIED"
        assert read.answered(self.term, **months) == "SATISFIED"
        assert read.answered(self.term, comparator=Comparator.EQUAL, upper=None) == "SATISFIED"
        assert read.answered(self.term, value=Number("1")) == "DEVIATES WEAKER"
        assert read.answered(self.term, upper=Number("5")) == "DEVIATES WEAKER"


class TestBirthRegistration:
    """Births are registered electronically throughout.

    heyuan-2023#1.6
    """

    path = "1.6"
    coverage = "1.6/birth-registration"

    def test_encoded(self, read: Any) -> None:
        assert read.target(self.coverage).target_kind is TargetKind.UNIVERSAL
        assert "全面" in (read.target(self.coverage).doubt or "")

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("全面实现") == ["六"]

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.coverage) == "SATISFIED"
        assert read.answered(self.coverage, **read.at_least("99", "%")) == "DEVIATES WEAKER"
        assert read.in_words(self.coverage) == "DEVIATES UNQUANTIFIED"


class TestReformLeadership:
    """Regular review, yearly circular; county groups meet and their heads study once a year.

    heyuan-2023#2.7
    """

    path = "2.7"
    review, circular = "2.7/regular-review", "2.7/annual-circular"
    yearly = pytest.mark.parametrize("at", ["2.7/leading-group-meetings", "2.7/leading-group-studies"])

    def test_encoded(self, read: Any) -> None:
        assert read.duty(self.review).every is Regular.REGULAR
        assert read.duty(self.circular).every == read.often(1, 1, FrequencyUnit.YEAR)
        assert read.duty(self.circular).softener is Softener.NONE

    @yearly
    def test_meetings_and_studies_encoded(self, read: Any, at: str) -> None:
        assert read.duty(at).every == read.often(1, 1, FrequencyUnit.YEAR)
        assert read.duty(at).softener is Softener.IN_PRINCIPLE
        assert read.duty(at).addressee == (Level.COUNTY,)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("[0-9]次") == ["七"]
        assert len(re.findall("原则上每年至少[^，。]{2,4}1次", source["七"])) == 2
        assert source.having("定期.{3}年度通报") == ["七"]

    @yearly
    def test_meetings_and_studies_judged(self, read: Any, at: str) -> None:
        assert read.answered(at) == "SATISFIED"
        assert read.answered(at, every=read.often(2, 1, FrequencyUnit.YEAR)) == "EXCEEDED"
        assert read.answered(at, every=read.often(1, 2, FrequencyUnit.YEAR)) == "DEVIATES WEAKER"
        assert read.answered(at, softener=Softener.NONE) == "SATISFIED"
        assert read.answered(at, every=None) == "DEVIATES UNQUANTIFIED"

    def test_reviews_judged(self, read: Any) -> None:
        assert read.answered(self.review, every=read.often(1, 1, FrequencyUnit.QUARTER)) == "TAKEN_UP"
        assert read.answered(self.review, every=None) == "NOT_EVALUATED frequency-unsaid"
        assert read.answered(self.circular, softener=Softener.IN_PRINCIPLE) == "DEVIATES SOFTER"


class TestServicePrices:
    """Prices are reviewed so that never more than two years lie between reviews.

    heyuan-2023#2.9
    """

    path = "2.9"
    review = "2.9/price-review"

    def test_encoded(self, read: Any) -> None:
        assert read.duty(self.review).every == read.often(1, 2, FrequencyUnit.YEAR)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("最长不超过两年") == ["九"]

    @pytest.mark.parametrize(
        ("every", "expected"),
        [
            (Frequency(times=1, per=1, unit=FrequencyUnit.YEAR), "EXCEEDED"),
            (Frequency(times=1, per=2, unit=FrequencyUnit.YEAR), "SATISFIED"),
            (Frequency(times=1, per=24, unit=FrequencyUnit.MONTH), "SATISFIED"),
            (Frequency(times=1, per=3, unit=FrequencyUnit.YEAR), "DEVIATES WEAKER"),
            (None, "DEVIATES UNQUANTIFIED"),
        ],
    )
    def test_judged(self, read: Any, every: Frequency | None, expected: str) -> None:
        assert read.answered(self.review, every=every) == expected


class TestStaffSpending:
    """Hospitals strive to spend 42 % of business expenditure on staff by the end of a year.

    heyuan-2023#2.11
    """

    path = "2.11"
    share = "2.11/staff-spending-share"

    def test_encoded(self, read: Any) -> None:
        asked = read.target(self.share)
        assert (asked.comparator, str(asked.value), asked.unit) == (Comparator.AT_LEAST, "42", "%")
        assert asked.softener is Softener.STRIVE
        assert asked.due == Due(printed="年底前", unresolved=NO_YEAR)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("42%") == ["十一"]
        assert source.having("年底前力争") == ["十一"]
        assert not re.search("20[0-9]{2}年底", "".join(source.values()))

    def test_a_date_without_a_year_is_never_kept(self, read: Any) -> None:
        """41.996 % is below 42 % whatever the year; 42 % cannot be called kept in time."""
        assert read.measured(self.share, "41.996") == "DEVIATES WEAKER"
        assert read.measured(self.share, "42") == "NOT_EVALUATED date-unresolved"

    def test_striving_does_not_keep_a_firm_share(self, read: Any) -> None:
        asked = read.target(self.share)
        firm = attrs.evolve(asked, softener=Softener.NONE, due=None)
        claim = Claim(assertion=read.assertion(self.share, asked))
        verdict = judge(Requirement(assertion=read.assertion(self.share, firm)), claim)
        assert read.outcome(verdict) == "DEVIATES SOFTER"


class TestDisclosure:
    """What institutions prescribe and how they treat is made public regularly.

    heyuan-2023#2.12
    """

    path = "2.12"
    publication = "2.12/care-publication"

    def test_encoded(self, read: Any) -> None:
        assert read.duty(self.publication).every is Regular.REGULAR

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("定期向社会") == ["十二"]

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.publication, every=read.often(1, 1, FrequencyUnit.MONTH)) == "TAKEN_UP"
        assert read.answered(self.publication, every=None) == "NOT_EVALUATED frequency-unsaid"


class TestPublicHealthCommittees:
    """Every village and neighbourhood committee sets up a public-health committee.

    heyuan-2023#3.13
    """

    path = "3.13"
    coverage = "3.13/public-health-committees"

    def test_encoded(self, read: Any) -> None:
        assert read.target(self.coverage).target_kind is TargetKind.UNIVERSAL
        assert "全面落实" in (read.target(self.coverage).doubt or "")

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("全面落实村") == ["十三"]

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.coverage) == "SATISFIED"
        assert read.answered(self.coverage, **read.at_least("90", "%")) == "DEVIATES WEAKER"


class TestDemonstrationCounties:
    """The city strives to raise one or two model counties of prevention with treatment.

    heyuan-2023#3.14
    """

    path = "3.14"
    counties = "3.14/demonstration-counties"

    def test_encoded(self, read: Any) -> None:
        asked = read.target(self.counties)
        assert (asked.comparator, str(asked.value), str(asked.upper)) == (Comparator.RANGE, "1", "2")
        assert (asked.unit, asked.softener) == ("个", Softener.STRIVE)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("力争培育1—2个") == ["十四"]

    @pytest.mark.parametrize(
        ("value", "expected"), [("0", "DEVIATES WEAKER"), ("1", "SATISFIED"), ("2", "EXCEEDED")]
    )
    def test_judged(self, read: Any, value: str, expected: str) -> None:
        assert read.measured(self.counties, value) == expected


class TestModernManagement:
    """Nine public hospitals of grade two or above take on modern hospital management.

    heyuan-2023#4.17
    """

    path = "4.17"
    hospitals = "4.17/modern-management"

    def test_encoded(self, read: Any) -> None:
        asked = read.target(self.hospitals)
        assert (asked.comparator, str(asked.value), asked.unit) == (Comparator.EQUAL, "9", "家")
        assert (asked.population, asked.force) == ("grade-2-public-hospitals", Force.PROMOTE)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("9家") == ["十七"]

    @pytest.mark.parametrize(
        ("value", "expected"), [("8", "DEVIATES WEAKER"), ("9", "SATISFIED"), ("10", "EXCEEDED")]
    )
    def test_judged(self, read: Any, value: str, expected: str) -> None:
        assert read.measured(self.hospitals, value, "grade-2-public-hospitals") == expected

    def test_other_hospitals_do_not_count(self, read: Any) -> None:
        assert read.measured(self.hospitals, "9", "public-hospitals") == "NOT_EVALUATED other-population"


class TestSettlement:
    """70 % of inpatient costs elsewhere settled directly; outpatient settlement in all of grade two.

    heyuan-2023#4.18
    """

    path = "4.18"
    inpatient, outpatient = "4.18/inpatient-direct-settlement", "4.18/outpatient-settlement"

    def test_encoded(self, read: Any) -> None:
        asked = read.target(self.inpatient)
        assert (asked.comparator, str(asked.value), asked.unit) == (Comparator.AT_LEAST, "70", "%")
        assert asked.due is None
        assert "跨省" in (asked.doubt or "")
        assert read.target(self.outpatient).target_kind is TargetKind.UNIVERSAL
        assert read.target(self.outpatient).population == "grade-2-designated-institutions"

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("70%以上") == ["十八"]
        assert source.having("全部开通") == ["十八"]

    @pytest.mark.parametrize(
        ("value", "expected"), [("69.9", "DEVIATES WEAKER"), ("70", "SATISFIED"), ("71", "EXCEEDED")]
    )
    def test_inpatient_judged(self, read: Any, value: str, expected: str) -> None:
        assert read.measured(self.inpatient, value) == expected

    def test_outpatient_judged(self, read: Any) -> None:
        assert read.answered(self.outpatient, population="designated-institutions") == "SATISFIED"
        assert read.answered(self.outpatient, **read.at_least("95", "%")) == "DEVIATES WEAKER"

    def test_it_is_not_the_seventy_per_cent_of_the_nation(self, read: Any) -> None:
        """Two equal figures of two indicators never answer each other."""
        nation = store.plan("national-2023h2")
        asked = store.find("national-2023h2#3.12/drg-dip-coverage")
        assert isinstance(asked, Target)
        above = assertion_of(
            asked,
            address=Address.parse("national-2023h2#3.12/drg-dip-coverage"),
            document=nation.document,
            vocabulary=store.vocabulary(),
        )
        claim = Claim(
            assertion=read.assertion(self.inpatient, read.target(self.inpatient)), extent=Extent.FULL
        )
        verdict = judge(Requirement(assertion=above), claim)
        assert read.outcome(verdict) == "NOT_EVALUATED other-indicator"


class TestTraining:
    """In the year 133 order-trained students, 168 general practitioners, 56 residents.

    heyuan-2023#4.22
    """

    path = "4.22"
    all_three = pytest.mark.parametrize(
        ("at", "number"),
        [
            ("4.22/rural-order-students", 133),
            ("4.22/gp-trained", 168),
            ("4.22/residents-trained", 56),
        ],
    )

    @all_three
    def test_encoded(self, read: Any, at: str, number: int) -> None:
        asked = read.target(at)
        assert (asked.comparator, asked.value, asked.unit) == (Comparator.EQUAL, Number(str(number)), "人")
        assert asked.due is not None
        assert (asked.due.printed, asked.due.date, asked.due.unresolved) == ("年内", None, NO_YEAR)

    @all_three
    def test_stands_in_the_source(self, source: Any, at: str, number: int) -> None:
        assert source.having(f"(?<![0-9]){number}人") == ["二十二"], at
        assert source.having("年内") == ["二十二"]

    @all_three
    def test_judged(self, read: Any, at: str, number: int) -> None:
        """One fewer falls short in any year; the number itself cannot be called in time."""
        assert read.measured(at, str(number - 1)) == "DEVIATES WEAKER"
        assert read.measured(at, str(number)) == "NOT_EVALUATED date-unresolved"

    @all_three
    def test_judged_without_the_date(self, read: Any, at: str, number: int) -> None:
        asked = attrs.evolve(read.target(at), due=None)
        requirement = Requirement(assertion=read.assertion(at, asked))
        for trained, expected in ((number, "SATISFIED"), (number + 1, "EXCEEDED")):
            said = attrs.evolve(asked, value=Number(str(trained)))
            assert read.outcome(judge(requirement, Claim(assertion=read.assertion(at, said)))) == expected


class TestClosing:
    """The city's reform office reviews regularly and tells of it regularly.

    heyuan-2023#closing
    """

    path = "closing"
    both = pytest.mark.parametrize("at", ["closing/regular-review", "closing/regular-circular"])

    @both
    def test_encoded(self, read: Any, at: str) -> None:
        assert read.duty(at).every is Regular.REGULAR
        assert read.duty(at).addressee == (Level.CITY,)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("强化定期") == ["结尾"]

    @both
    def test_judged(self, read: Any, at: str) -> None:
        assert read.answered(at, every=read.often(1, 1, FrequencyUnit.QUARTER)) == "TAKEN_UP"
        assert read.answered(at, every=None) == "NOT_EVALUATED frequency-unsaid"


def test_every_provision_with_a_figure_has_its_class(read: Any) -> None:
    classes = [each for name, each in globals().items() if name.startswith("Test")]
    assert {each.path for each in classes} == read.with_figures()
