"""Every provision of Jilin's draft of 2021 on county medical consortia, as its text says it.

The text is printed in traditional characters; `printed` is its heading there, `title` the same in simplified
ones. `words` gives for each statement that is no plain sentence its force or softener, and where in the text
that stands; `digits` every digit. The draft names no owners but in its item on departments.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import attrs
import pendulum
import pytest

from yigai.catalogue import store
from yigai.judging.assertion import Claim, Requirement
from yigai.judging.judge import judge
from yigai.model import (
    Comparator,
    DocumentStatus,
    Force,
    Frequency,
    FrequencyUnit,
    Level,
    MechanismName,
    MechanismStatus,
    Prohibition,
    Softener,
    TargetKind,
)
from yigai.values.citation import Evidence
from yigai.values.due import Basis, Due
from yigai.values.number import Number

DOCUMENT = "jilin-consortium-2021-draft"
SEED = "003_5967ed6cd2f1614f.txt"
TASKS = 25


class TestGuidingIdea:
    """Aims only, each made concrete by a later item; none is a statement."""

    path, label, title, printed = "1.1", "一", "指导思想", "指導思想"

    def test_no_statement_is_made_of_it(self, read: Any) -> None:
        assert read.task(self.path).statements == ()


class TestPrinciples:
    """Five principles; what they ask to be done may be no more than a guiding idea, and a doubt says so."""

    path, label, title, printed = "1.2", "二", "基本原则", "基本原則"
    words: ClassVar = {"consortium-development": ("promote", "有序推進醫共體建設")}

    def test_each_statement_is_doubted(self, read: Any) -> None:
        assert all("基本原则" in (said.doubt or "") for said in read.task(self.path).statements)


class TestGoals:
    """Pilot counties by the end of 2021, all by the end of 2022, nine visits in ten within the county."""

    path, label, title, printed = "1.3", "三", "主要目标", "主要目標"
    digits = ("2021", "2022", "90")
    coverage, visits = "1.3/consortium-coverage", "1.3/county-visit-rate"
    pilots = pytest.mark.parametrize("at", ["1.3/pilot-county-system", "1.3/pilot-county-community"])

    @pilots
    def test_the_pilot_counties_have_the_earlier_date(self, read: Any, at: str) -> None:
        said = read.duty(at)
        assert said.population == "consortium-pilot-counties"
        assert said.due is not None
        assert (said.due.date, said.due.printed) == (pendulum.Date(2021, 12, 31), "2021年底")

    def test_everything_else_has_the_later_one(self, read: Any) -> None:
        others = [
            said for said in read.task(self.path).statements if said.population != "consortium-pilot-counties"
        ]
        assert {said.due.date for said in others} == {pendulum.Date(2022, 12, 31)}
        assert len(others) == 8

    def test_encoded(self, read: Any) -> None:
        assert read.target(self.coverage).target_kind is TargetKind.UNIVERSAL
        assert read.target(self.coverage).due.basis is Basis.PRINTED
        visits = read.target(self.visits)
        assert (visits.comparator, str(visits.value), visits.unit) == (Comparator.AT_LEAST, "90", "%")
        assert (visits.softener, visits.due.basis) == (Softener.NONE, Basis.SENTENCE)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("2021年底,緊密型縣域醫共體試點縣建成") == ["三"]
        assert source.having("到2022年底,實現緊密型縣域醫共體縣[(]市[)]全覆蓋") == ["三"]
        assert source.having("縣域就診率不低于90%") == ["三"]

    @pytest.mark.parametrize(
        ("value", "year", "expected"),
        [
            ("90", 2022, "SATISFIED"),
            ("90.1", 2022, "EXCEEDED"),
            ("89.99", 2022, "DEVIATES WEAKER"),
            ("90", 2023, "DEVIATES LATER"),
            ("89", 2023, "DEVIATES LATER WEAKER"),
        ],
    )
    def test_visits_judged(self, read: Any, value: str, year: int, expected: str) -> None:
        assert read.measured(self.visits, value, year=year) == expected

    def test_coverage_judged(self, read: Any) -> None:
        assert read.answered(self.coverage) == "SATISFIED"
        assert read.answered(self.coverage, **read.at_least("95", "%")) == "DEVIATES WEAKER"
        assert read.answered(self.coverage, due=None) == "DEVIATES UNDATED"
        assert read.in_words(self.coverage) == "DEVIATES UNQUANTIFIED"

    def test_nearly_keeping_illness_in_the_county_is_no_figure(self, read: Any) -> None:
        """The word before it, 基本, is no softener of ours; the note says so."""
        assert read.duty("1.3/care-within-county").softener is Softener.NONE
        assert "基本" in (read.duty("1.3/care-within-county").note or "")


class TestIntegration:
    """Each county forms one or two consortia; TCM hospitals lead theirs, for three in ten residents."""

    path, label, title, printed = "2.4", "四", "整合县乡村医疗卫生资源", "整合縣鄉村醫療衛生資源"
    words: ClassVar = {
        "private-join": ("encourage", "鼓勵社會力量辦醫療機構"),
        "care-institutions-join": ("encourage", "鼓勵社會力量辦醫療機構和康復醫療"),
        "city-hospital-lead": ("permit conditional", "可請示上級"),
    }
    digits = ("1", "2", "30")
    number, led, people = "2.4/consortia-per-county", "2.4/tcm-led-consortia", "2.4/tcm-population-coverage"

    def test_encoded(self, read: Any) -> None:
        number = read.target(self.number)
        assert (number.comparator, str(number.value), str(number.upper)) == (Comparator.RANGE, "1", "2")
        assert (number.unit, number.addressee) == ("个", (Level.COUNTY,))
        assert read.target(self.led).target_kind is TargetKind.UNIVERSAL
        people = read.target(self.people)
        assert (people.comparator, str(people.value), people.unit) == (Comparator.AT_LEAST, "30", "%")
        assert people.doubt  # whose coverage, and of each county or of all

    def test_no_date_is_carried_over_from_the_goals(self, read: Any) -> None:
        assert {said.due for said in read.task(self.path).statements} == {None}

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("組建1-2個") == ["四"]
        assert source.having("不低于縣域人口的30%") == ["四"]

    @pytest.mark.parametrize(
        ("value", "upper", "expected"),
        [
            ("1", "2", "SATISFIED"),
            ("2", "2", "SATISFIED"),
            ("0", "2", "DEVIATES WEAKER"),
            ("1", "3", "DEVIATES WEAKER"),
        ],
    )
    def test_the_number_judged(self, read: Any, value: str, upper: str, expected: str) -> None:
        """Neither more nor fewer is better."""
        assert read.answered(self.number, value=Number(value), upper=Number(upper)) == expected

    def test_the_shares_judged(self, read: Any) -> None:
        assert read.answered(self.led, **read.at_least("99", "%")) == "DEVIATES WEAKER"
        assert read.answered(self.people, value=Number("29.9")) == "DEVIATES WEAKER"
        assert read.answered(self.people, value=Number("31")) == "EXCEEDED"


class TestCareers:
    """Village health workers find a career; quotas for village doctors are explored."""

    path, label = "2.5", "五"
    title, printed = "建立县乡村上下贯通的职业发展机制", "建立縣鄉村上下貫通的職業發展機制"
    words: ClassVar = {
        "county-village-training": ("encourage", "支持縣鄉村醫療衛生人員參加培訓"),
        "village-doctor-quota": ("explore", "探索推動村醫"),
    }

    def test_the_quotas_are_for_village_doctors(self, read: Any) -> None:
        assert read.duty("2.5/village-doctor-quota").population == "village-doctors"


class TestManagement:
    """A committee under the county's party and government governs; its office is with health."""

    path, label = "3.6", "六"
    title, printed = "推进政府办医管理体制改革", "推進政府辦醫管理體制改革"

    @pytest.mark.parametrize("name", ["management-committee", "committee-duties", "committee-office"])
    def test_the_committee_is_the_countys(self, read: Any, name: str) -> None:
        assert read.duty(f"3.6/{name}").addressee == (Level.COUNTY,)

    def test_goals_for_a_year_of_office_are_no_frequency(self, read: Any, source: Any) -> None:
        assert source.having("年度目標責任制") == ["六"]
        assert read.duty("3.6/leader-tenure").every is None


class TestAutonomy:
    """Consortia are encouraged to have more autonomy; in what, the next clause says plainly."""

    path, label = "3.7", "七"
    title, printed = "落实医共体内部管理自主权", "落實醫共體內部管理自主權"
    words: ClassVar = {"consortium-autonomy": ("encourage", "鼓勵其擁有更多自主權")}

    def test_how_far_the_encouragement_reaches_is_doubted(self, read: Any) -> None:
        autonomies = [said for said in read.task(self.path).statements if said.id != "consortium-autonomy"]
        assert len(autonomies) == 5
        assert all("鼓励" in (said.doubt or "") for said in autonomies)


class TestSharing:
    """Operating as one and centres for a whole county are encouraged; results are recognised around it."""

    path, label, title, printed = "4.8", "八", "促进医疗卫生资源协同利用", "促進醫療衛生資源協同利用"
    words: ClassVar = {
        "unified-operation": ("encourage", "鼓勵醫共體行政、業務"),
        "management-departments": ("encourage", "鼓勵醫共體行政、業務"),
        "management-rules": ("encourage", "鼓勵醫共體行政、業務"),
        "shared-centres": ("encourage", "鼓勵以縣為單位"),
        "upper-diagnosis": ("promote", "推動基層檢查"),
        "result-mutual-recognition": ("promote", "推動基層檢查、上級診斷和區域互認"),
    }

    def test_the_number_of_departments_must_not_grow(self, read: Any, source: Any) -> None:
        """A condition of what is encouraged, and no prohibition of its own."""
        assert source.having("在不突破內設管理機構總數的前提下") == ["八"]
        assert "不突破" in (read.duty("4.8/management-departments").note or "")


class TestFinances:
    """One finance department keeps the members' books; eight kinds of work are its."""

    path, label, title, printed = "4.9", "九", "实施财务集中统一管理", "實施財務集中統一管理"

    def test_eight_kinds_of_work(self, read: Any, source: Any) -> None:
        listed = re.search("承擔醫共體的(.*?)工作", source[self.label])
        assert listed is not None
        assert len(re.split("、|和", listed[1])) == 8
        assert "八项" in read.duty("4.9/finance-department-duties").summary


class TestBudget:
    """The year's financing less a reserve and the critical-illness fund; 95 % of it is the consortium's."""

    path, label, title, printed = "5.10", "十", "改革医保支付方式", "改革醫保支付方式"
    digits = ("10", "95")
    reserve, package = "5.10/risk-reserve", "5.10/package-share"
    mechanisms = pytest.mark.parametrize(
        ("name", "mechanism"),
        [
            ("global-budget", MechanismName.GLOBAL_BUDGET),
            ("surplus-retention", MechanismName.SURPLUS_RETENTION),
            ("overrun-sharing", MechanismName.OVERRUN_SHARING),
            ("capitation", MechanismName.CAPITATION),
        ],
    )

    @pytest.mark.parametrize(
        ("at", "comparator", "value"),
        [(reserve, Comparator.EQUAL, "10"), (package, Comparator.AT_LEAST, "95")],
    )
    def test_encoded(self, read: Any, at: str, comparator: Comparator, value: str) -> None:
        asked = read.target(at)
        assert (asked.target_kind, asked.comparator) == (TargetKind.STANDARD, comparator)
        assert (str(asked.value), asked.unit, asked.population) == (value, "%", "county-consortia")

    def test_both_readings_of_the_reserve_are_kept(self, read: Any, source: Any) -> None:
        assert source.having("增量基金風險金[(]與上一年相比籌資增量10%[)]") == ["十"]
        assert "筹资增量" in read.target(self.reserve).doubt
        assert "筹资总额" in read.target(self.reserve).doubt

    def test_the_package_stands_in_the_source(self, source: Any) -> None:
        assert source.having("不少于95%的部分") == ["十"]

    @mechanisms
    def test_mechanisms_are_set_up_and_not_tried(
        self, read: Any, name: str, mechanism: MechanismName
    ) -> None:
        said = read.mechanism(f"5.10/{name}")
        assert (said.mechanism, said.status) == ((mechanism,), MechanismStatus.IMPLEMENT)
        assert said.population == "county-consortia"

    def test_the_package_judged(self, read: Any) -> None:
        assert read.answered(self.package, value=Number("94.9")) == "DEVIATES WEAKER"
        assert read.answered(self.package, value=Number("100")) == "EXCEEDED"
        assert read.measured(self.package, "95", "county-consortia", 2021) == "SATISFIED"

    def test_the_reserve_judged(self, read: Any) -> None:
        """Neither more nor less is better."""
        assert read.answered(self.reserve) == "SATISFIED"
        assert read.answered(self.reserve, value=Number("9")) == "DEVIATES WEAKER"
        assert read.answered(self.reserve, value=Number("11")) == "DEVIATES WEAKER"


class TestDrugs:
    """Drugs are listed, bought, delivered and paid as one; buying with others is encouraged."""

    path, label, title, printed = "5.11", "十一", "实行药品耗材统一管理", "實行藥品耗材統一管理"
    words: ClassVar = {"joint-procurement": ("encourage", "鼓勵跨醫共體")}

    def test_five_things_are_one(self, source: Any) -> None:
        assert source.having("統一談判、統一賬戶、統一采購、統一配送、統一支付") == ["十一"]


class TestPrices:
    """Prices move within a total; institutions must run, the fund must last, patients not pay more."""

    path, label, title, printed = "5.12", "十二", "调整医疗服务比价关系", "調整醫療服務比價關系"
    words: ClassVar = {"price-safeguards": ("require", "確保醫療衛生機構良性運行")}

    def test_what_must_be_is_not_kept_by_a_plain_sentence(self, read: Any) -> None:
        assert read.answered("5.12/price-safeguards", force=Force.STATED) == "DEVIATES SOFTER"

    def test_moving_prices_have_no_frequency(self, read: Any) -> None:
        assert read.mechanism("5.12/price-adjustment").mechanism == (MechanismName.PRICE_ADJUSTMENT,)


class TestPay:
    """Consortia distribute pay by post and performance, whatever the employer."""

    path, label, title, printed = "5.13", "十三", "深化薪酬制度改革", "深化薪酬制度改革"

    def test_whoever_distributes_is_the_consortium(self, read: Any) -> None:
        assert read.duty("5.13/pay-autonomy").addressee == (Level.INSTITUTION,)


class TestFunding:
    """Money comes by the old channels, in full, and goes to the consortium as one."""

    path, label, title, printed = "5.14", "十四", "完善财政投入政策", "完善財政投入政策"

    def test_it_is_the_budgets_money_and_not_the_insurances(self, read: Any, source: Any) -> None:
        assert source.having("將資金統一撥付醫共體") == ["十四"]
        assert read.mechanism("5.14/fund-bundling").mechanism == (MechanismName.FUND_BUNDLING,)


class TestAssessment:
    """Consortia are assessed every year, with consequences for money and heads."""

    path, label, title, printed = "5.15", "十五", "建立绩效评价考核制度", "建立績效評價考核制度"
    yearly = "5.15/annual-assessment"

    def test_encoded(self, read: Any) -> None:
        assert read.duty(self.yearly).every == read.often(1, 1, FrequencyUnit.YEAR)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("開展年度績效評價考核") == ["十五"]

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.yearly) == "SATISFIED"
        assert read.answered(self.yearly, every=read.often(1, 6, FrequencyUnit.MONTH)) == "EXCEEDED"
        assert read.answered(self.yearly, every=read.often(1, 2, FrequencyUnit.YEAR)) == "DEVIATES WEAKER"

    def test_bribes_are_punished_and_not_forbidden_anew(self, read: Any, source: Any) -> None:
        assert source.having("嚴厲懲治收受") == ["十五"]
        assert read.duty("5.15/kickback-punishment")


class TestInternet:
    """New forms of care and management are explored; online services are offered."""

    path, label, title, printed = "6.16", "十六", "发展“互联网+医疗健康”服务", "發展“互聯網+醫療健康”服務"
    words: ClassVar = {"service-models": ("explore", "探索建立快捷")}

    def test_online_services_are_of_the_consortium(self, read: Any) -> None:
        assert read.duty("6.16/online-services").population == "county-consortia"


class TestInformation:
    """Consortia, institutions and departments share data."""

    path, label, title, printed = "6.17", "十七", "推进信息共享应用", "推進信息共享應用"
    words: ClassVar = {"information-sharing": ("promote", "推動醫共體之間")}

    def test_no_number_of_connected_institutions_is_set(self, read: Any) -> None:
        assert read.duty("6.17/information-sharing").every is None


class TestCapacity:
    """Weak members shall come up to what common illness needs; of five centres none is named."""

    path, label, title, printed = "7.18", "十八", "强化基本医疗服务能力", "強化基本醫療服務能力"
    words: ClassVar = {
        "county-specialties": ("promote", "推動縣級重點學科"),
        "weak-member-standard": ("require", "應以滿足當地常見病"),
        "weak-member-focus": ("require", "應以滿足當地常見病"),
    }

    def test_the_five_centres_are_a_name_and_no_number(self, read: Any, source: Any) -> None:
        assert source.having("“五大中心”") == ["十八"]
        assert read.duty("7.18/five-centres").note

    def test_what_weak_members_shall_do_is_asked_of_them(self, read: Any) -> None:
        assert read.duty("7.18/weak-member-standard").addressee == (Level.INSTITUTION,)


class TestPublicHealth:
    """Public-health money is budgeted per head and given to the consortium, in time and in full."""

    path, label = "7.19", "十九"
    title, printed = "提高基本公共卫生服务均等化水平", "提高基本公共衛生服務均等化水平"
    words: ClassVar = {
        "professional-integration": ("promote", "推動專業公共衛生機構"),
        "three-level-prevention": ("promote", "推進疾病三級預防"),
    }

    def test_money_per_head_is_no_insurance_capitation(self, read: Any, source: Any) -> None:
        assert source.having("公共衛生服務經費按醫共體人頭總額預算") == ["十九"]
        assert read.mechanism("7.19/public-health-per-head").mechanism == (MechanismName.FUND_BUNDLING,)


class TestFamilyDoctors:
    """Packages to choose from, fees shared by three, a package for outpatient costs of no named kind."""

    path, label, title, printed = "7.20", "二十", "做实家庭医生签约服务", "做實家庭醫生簽約服務"

    def test_the_outpatient_package_has_no_named_mechanism(self, read: Any, source: Any) -> None:
        assert source.having("門診醫療費用包干制度") == ["二十"]
        assert read.mechanism("7.20/outpatient-package").mechanism == (MechanismName.OTHER,)

    def test_a_wider_coverage_without_a_figure_is_a_duty(self, read: Any) -> None:
        assert read.duty("7.20/contract-coverage").topic == "contract-coverage"


class TestTieredCare:
    """Catalogues for county and township, rules for referral, payment that goes with both."""

    path, label, title, printed = "7.21", "二十一", "推进分级诊疗制度", "推進分級診療制度"

    def test_here_no_date_is_set(self, read: Any) -> None:
        assert read.duty("7.21/tiered-care").due is None
        assert read.duty("1.3/tiered-care").due is not None


class TestLeadership:
    """Party and government at every level put it on the agenda and write plans of their own."""

    path, label, title, printed = "8.22", "二十二", "加强组织实施", "加強組織實施"

    def test_every_level_is_told(self, read: Any, source: Any) -> None:
        assert source.having("各級黨委、政府") == ["二十二"]
        told = {said.addressee for said in read.task(self.path).statements}
        assert told == {(Level.PROVINCE, Level.CITY, Level.COUNTY)}


class TestDepartments:
    """What each of six departments does; insurance only explores here what item 10 sets up."""

    path, label, title, printed = "8.23", "二十三", "强化部门协调", "強化部門協調"
    words: ClassVar = {
        "staffing-pooled-use": ("explore", "探索由醫共體統籌使用"),
        "planning-sharing": ("promote", "推進縣域醫療衛生資源共享"),
        "health-consortium-development": ("promote", "統籌推進醫共體建設"),
        "insurance-capitation": ("explore", "探索實行醫保按人頭"),
    }

    def test_the_departments_are_the_only_owners_of_the_draft(self, read: Any, source: Any) -> None:
        assert source.having(
            "^.{1,12}機構編制、發展改革、人力資源社會保障、財政、衛生健康、醫保等部門要"
        ) == ["二十三"]
        owners = [owner.agency for owner in read.task(self.path).responsibilities]
        assert owners == ["机构编制", "发展改革", "人力资源社会保障", "财政", "卫生健康", "医保"]
        others = [task for task in store.plan(DOCUMENT).tasks if str(task.path) != self.path]
        assert not any(task.responsibilities for task in others)

    def test_item_ten_sets_up_what_is_explored_here(self, read: Any) -> None:
        """So a county that explores keeps this one and falls short of that."""
        here, there = read.mechanism("8.23/insurance-capitation"), read.mechanism("5.10/capitation")
        assert (here.status, there.status) == (MechanismStatus.EXPLORE, MechanismStatus.IMPLEMENT)
        assert here.doubt
        assert there.doubt
        asked = Requirement(assertion=read.assertion("5.10/capitation", attrs.evolve(there, population=None)))
        verdict = judge(asked, Claim(assertion=read.assertion("8.23/insurance-capitation", here)))
        assert read.outcome(verdict) == "DEVIATES SOFTER"


class TestPolicies:
    """A system fit for consortia; four things are supported first."""

    path, label, title, printed = "8.24", "二十四", "完善政策保障", "完善政策保障"
    words: ClassVar = {
        "management-system": ("promote", "推動建立符合醫共體特點"),
        "investment-focus": ("encourage", "重點支持醫共體"),
    }

    def test_support_may_also_mean_paying(self, read: Any) -> None:
        assert read.duty("8.24/investment-focus").doubt


class TestSupervision:
    """Cities evaluate the reform each quarter; the core indicators are named without figures."""

    path, label, title, printed = "8.25", "二十五", "强化督促考核", "強化督促考核"
    quarterly = "8.25/quarterly-evaluation"

    def test_encoded(self, read: Any) -> None:
        assert read.duty(self.quarterly).every == read.often(1, 1, FrequencyUnit.QUARTER)
        assert read.duty(self.quarterly).addressee == (Level.CITY,)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("市[(]州[)]每季度開展改革評估") == ["二十五"]
        assert source.having("每季度|每月|每年") == ["二十五"]

    @pytest.mark.parametrize(
        ("every", "expected"),
        [
            (Frequency(times=1, per=1, unit=FrequencyUnit.MONTH), "EXCEEDED"),
            (Frequency(times=1, per=3, unit=FrequencyUnit.MONTH), "SATISFIED"),
            (Frequency(times=1, per=6, unit=FrequencyUnit.MONTH), "DEVIATES WEAKER"),
            (Frequency(times=4, per=1, unit=FrequencyUnit.YEAR), "NOT_EVALUATED frequency-window"),
            (None, "DEVIATES UNQUANTIFIED"),
        ],
    )
    def test_judged(self, read: Any, every: Frequency | None, expected: str) -> None:
        assert read.answered(self.quarterly, every=every) == expected

    def test_indicators_without_figures_are_no_targets(self, read: Any, source: Any) -> None:
        assert source.having("以縣域就診率、基層就診率") == ["二十五"]
        assert "未给数值" in (read.duty("8.25/evaluation-standard").note or "")


PROVISIONS = [each for name, each in globals().items() if name.startswith("Test")]
EACH = pytest.mark.parametrize("provision", PROVISIONS, ids=lambda each: each.path)


def test_every_provision_has_its_class() -> None:
    assert [each.path for each in PROVISIONS] == [str(task.path) for task in store.plan(DOCUMENT).tasks]


@EACH
def test_its_heading_is_the_printed_one(read: Any, source: Any, provision: Any) -> None:
    task = read.task(provision.path)
    assert (task.label, task.title) == (f"({provision.label})", provision.title)
    assert re.match(rf"\({provision.label}\)\s?{re.escape(provision.printed)}", source[provision.label])


@EACH
def test_its_words_bind_as_printed(read: Any, source: Any, provision: Any) -> None:
    words = vars(provision).get("words", {})
    assert read.manners(provision.path) == {name: manner for name, (manner, _) in words.items()}
    for _, phrase in words.values():
        assert phrase in source[provision.label]


@EACH
def test_its_digits_are_these(source: Any, provision: Any) -> None:
    assert tuple(re.findall("[0-9]+", source[provision.label])) == vars(provision).get("digits", ())


@EACH
def test_it_forbids_nothing_and_cites_nothing(read: Any, source: Any, provision: Any) -> None:
    assert not re.search("嚴禁|不得|禁止|《", source[provision.label])
    assert read.task(provision.path).cites == ()
    assert not any(isinstance(said, Prohibition) for said in read.task(provision.path).statements)


def test_it_is_a_draft_of_a_province(seed: str) -> None:
    document = store.plan(DOCUMENT).document
    assert (document.status, document.evidence) == (
        DocumentStatus.DRAFT_FOR_COMMENT,
        Evidence.DRAFT_FOR_COMMENT,
    )
    assert "征求意見稿" in seed
    assert (document.issued_on, document.published_on) == (
        pendulum.Date(2021, 7, 26),
        pendulum.Date(2021, 7, 30),
    )
    assert "2021年7月26日" in seed
    assert "2021-07-30" in seed


def test_every_provision_with_a_figure_is_judged(read: Any) -> None:
    assert read.with_figures() == {"1.3", "2.4", "5.10", "5.15", "8.25"}


def test_no_deadline_is_without_a_year() -> None:
    dues = [said.due for _, _, said in store.plan(DOCUMENT).statements() if said.due]
    assert all(isinstance(due, Due) and due.unresolved is None for due in dues)
