"""Every provision of Nanchang's plan of 2021, as its text says it.

The plan prints hardly a figure, so a class says what its provision does print: its heading, its owners, the
words that bind more, less or otherwise than a plain sentence, what it cites, and every digit. `words` gives
for each statement that is no plain sentence its force or softener, and where in the text that stands.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import attrs
import pytest

from yigai.catalogue import store
from yigai.judging.assertion import Claim, Requirement
from yigai.judging.judge import judge
from yigai.model import (
    Duty,
    Force,
    Frequency,
    FrequencyUnit,
    Level,
    MechanismName,
    MechanismStatus,
    Prohibition,
    Regular,
    Role,
    Softener,
    TargetKind,
)

DOCUMENT = "nanchang-2021"
SEED = "002_3d355bf1256075f0.txt"
TASKS = 23
CLOSING = "各县区各有关部门"

# What the names of the city's offices stand for.
FUNCTIONS = {
    "市医改领导小组秘书处": "health-reform-office", "各相关部门": "other", "市医保局": "medical-insurance",
    "市卫生健康委": "health", "市财政局": "finance", "市人力资源和社会保障局": "human-resources",
    "市行政审批局": "admin-approval", "市委编办": "staffing", "市发改委": "development-reform",
    "市自然资源局": "natural-resources", "市民政局": "civil-affairs", "市国资委": "state-assets",
    "市工信局": "industry-it", "市公安局": "public-security", "市大数据局": "gov-services-data",
    "市市场监管局": "market-regulation", "市教育局": "education", "市科技局": "science",
    "市委宣传部": "publicity", "市委网信办": "cyberspace", "市体育局": "sport",
}  # fmt: skip


class TestSanming:
    """The experience of Sanming is spread; the city tries for a model site and a first breakthrough."""

    path, label, title = "1.1", "一", "大力推广三明医改经验"
    words: ClassVar = {
        "sanming-demonstration": ("strive", "全力争取"),
        "reform-breakthrough": ("strive", "力争在重点领域"),
        "three-way-linkage": ("promote", "同步推进"),
    }

    def test_the_owners_are_the_reform_office_and_whom_it_concerns(self, read: Any) -> None:
        owners = read.task(self.path).responsibilities
        assert [owner.agency for owner in owners] == ["市医改领导小组秘书处", "各相关部门"]

    def test_counties_are_assessed_by_it(self, read: Any, source: Any) -> None:
        assert source.having("各县区政府高质量发展医改考核指标") == ["一"]
        assert read.duty("1.1/reform-assessment").every is None


class TestProcurement:
    """Volume-based procurement, and what the insurance saves by it stays with the institutions."""

    path, label, title = "1.2", "二", "推进药品耗材集中采购"
    words: ClassVar = {
        "pay-reform": ("promote", "积极推进薪酬"),
        "negotiated-drugs": ("promote", "推进国家医保谈判药品"),
    }

    def test_the_retention_of_procurement_is_not_that_of_insurance(self, read: Any) -> None:
        said = read.mechanism("1.2/procurement-surplus-retention")
        assert said.mechanism == (MechanismName.PROCUREMENT_SURPLUS_RETENTION,)
        other = (MechanismName.SURPLUS_RETENTION,)
        assert read.answered("1.2/procurement-surplus-retention", mechanism=other).startswith("NOT_EVALUATED")


class TestServicePrices:
    """Prices are reviewed regularly, how often is not said; inquiries into costs may be simple."""

    path, label, title = "1.3", "三", "深化医疗服务价格改革"
    words: ClassVar = {"price-cost-survey": ("permit", "允许定价部门")}
    review = "1.3/price-review"

    def test_encoded(self, read: Any) -> None:
        assert read.duty(self.review).every is Regular.REGULAR
        assert read.mechanism("1.3/price-adjustment").mechanism == (MechanismName.PRICE_ADJUSTMENT,)

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("定期开展调价评估") == ["三"]
        assert source.having("每年|每季|每半年|每两年") == []

    def test_judged(self, read: Any) -> None:
        """Regularly keeps regularly, and answers no number of times."""
        assert read.answered(self.review, every=read.often(1, 2, FrequencyUnit.YEAR)) == "TAKEN_UP"
        assert read.answered(self.review, every=None) == "NOT_EVALUATED frequency-unsaid"
        said = read.duty(self.review)
        yearly = attrs.evolve(said, every=Frequency(times=1, per=1, unit=FrequencyUnit.YEAR))
        asked = Requirement(assertion=read.assertion(self.review, yearly))
        verdict = judge(asked, Claim(assertion=read.assertion(self.review, said)))
        assert read.outcome(verdict) == "DEVIATES UNQUANTIFIED"


class TestStaffing:
    """The pilot of staffing totals goes on, and covers all municipal hospitals when conditions are ripe."""

    path, label, title = "1.4", "四", "深化人事制度改革"
    cites = ("南昌市市直公立医院人员总量管理试点实施方案",)
    words: ClassVar = {
        "staffing-total-coverage": ("conditional", "在条件成熟时"),
        "title-reform": ("promote", "推进卫生专业技术人员职称"),
    }
    digits = ("3",)
    coverage = "1.4/staffing-total-coverage"

    def test_encoded(self, read: Any) -> None:
        asked = read.target(self.coverage)
        assert asked.target_kind is TargetKind.UNIVERSAL
        assert asked.population == "municipal-public-hospitals"
        assert (asked.softener, asked.due) == (Softener.CONDITIONAL, None)

    def test_the_three_pilots_are_no_target(self, read: Any, source: Any) -> None:
        assert source.having("3家市级公立医院") == ["四"]
        assert "不是目标" in (read.duty("1.4/staffing-pilot-review").note or "")

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.coverage) == "SATISFIED"
        assert read.answered(self.coverage, population="public-hospitals") == "SATISFIED"
        assert read.answered(self.coverage, **read.at_least("99", "%")) == "DEVIATES WEAKER"
        assert read.in_words(self.coverage) == "DEVIATES UNQUANTIFIED"

    def test_a_condition_does_not_keep_a_firm_one(self, read: Any) -> None:
        said = read.target(self.coverage)
        firm = attrs.evolve(said, softener=Softener.NONE)
        asked = Requirement(assertion=read.assertion(self.coverage, firm))
        verdict = judge(asked, Claim(assertion=read.assertion(self.coverage, said)))
        assert read.outcome(verdict) == "DEVIATES SOFTER"


class TestPay:
    """Hospitals choose how they pay; yearly salaries are explored for heads, encouraged for accountants."""

    path, label, title = "1.5", "五", "深化薪酬制度改革"
    words: ClassVar = {
        "internal-pay-distribution": ("promote", "推动公立医院内部薪酬"),
        "pay-distribution-methods": ("permit", "允许公立医院结合实际"),
        "pay-items": ("permit", "允许医院自主设立"),
        "pay-tilt-to-key-posts": ("permit", "允许医院自主设立薪酬项目,向关键"),
        "principal-annual-salary": ("explore", "探索对公立医院主要负责人"),
        "chief-accountant-salary": ("encourage", "鼓励对总会计师"),
    }

    @pytest.mark.parametrize("name", ["pay-distribution-methods", "pay-items", "pay-tilt-to-key-posts"])
    def test_what_is_permitted_is_permitted_to_hospitals(self, read: Any, name: str) -> None:
        assert read.duty(f"1.5/{name}").addressee == (Level.INSTITUTION,)

    def test_what_is_explored_does_not_keep_what_is_asked(self, read: Any) -> None:
        at = "1.5/principal-annual-salary"
        said = read.duty(at)
        asked = Requirement(assertion=read.assertion(at, attrs.evolve(said, force=Force.STATED)))
        assert read.outcome(judge(asked, Claim(assertion=read.assertion(at, said)))) == "DEVIATES SOFTER"


class TestPayment:
    """Points of case groups lead, a name that mixes DRG and DIP; county consortia get a global budget."""

    path, label, title = "1.6", "六", "推进医保支付方式改革"
    words: ClassVar = {"payment-reform": ("promote", "不断推动我市支付方式")}
    consortium = pytest.mark.parametrize(
        ("name", "mechanism"),
        [
            ("consortium-global-budget", MechanismName.GLOBAL_BUDGET),
            ("consortium-surplus-retention", MechanismName.SURPLUS_RETENTION),
            ("consortium-overrun-sharing", MechanismName.OVERRUN_SHARING),
        ],
    )

    def test_both_readings_of_the_name_are_kept(self, read: Any, source: Any) -> None:
        assert source.having("“病组分值付费”") == ["六"]
        said = read.mechanism("1.6/case-group-points")
        assert set(said.mechanism) == {MechanismName.DRG, MechanismName.DIP}
        assert said.doubt

    def test_either_method_is_left_open_when_one_is_settled_above(self, read: Any) -> None:
        at = "1.6/case-group-points"
        said = read.mechanism(at)
        for settled in (MechanismName.DRG, MechanismName.DIP):
            asked = Requirement(assertion=read.assertion(at, attrs.evolve(said, mechanism=(settled,))))
            verdict = judge(asked, Claim(assertion=read.assertion(at, said)))
            assert read.outcome(verdict) == "NOT_EVALUATED open-mechanism"

    @consortium
    def test_encoded(self, read: Any, name: str, mechanism: MechanismName) -> None:
        said = read.mechanism(f"1.6/{name}")
        assert (said.mechanism, said.population) == ((mechanism,), "county-consortia")
        assert said.status is MechanismStatus.IMPLEMENT

    def test_stands_in_the_source(self, source: Any) -> None:
        assert source.having("医共体内实施总额付费.*结余留用、合理超支分担") == ["六"]

    @consortium
    def test_judged(self, read: Any, name: str, mechanism: MechanismName) -> None:
        assert read.answered(f"1.6/{name}", population="tight-consortia") == "TAKEN_UP", mechanism
        assert read.answered(f"1.6/{name}", status=MechanismStatus.PILOT) == "DEVIATES SOFTER"


class TestPublicHospitals:
    """The city tries for the province's pilot; units that pilot already explore; results bear on pay."""

    path, label, title = "1.7", "七", "推动公立医院高质量发展"
    words: ClassVar = {
        "development-pilot-bid": ("strive", "积极争取全省"),
        "modern-management-pilots": ("explore", "积极探索、先行先试"),
        "chief-accountant-system": ("promote", "推动落实总会计师"),
    }

    def test_only_pilot_units_are_asked_to_explore(self, read: Any) -> None:
        assert read.duty("1.7/modern-management-pilots").addressee == (Level.INSTITUTION,)

    def test_publishing_in_time_is_no_frequency(self, read: Any, source: Any) -> None:
        assert source.having("考核结果及时") == ["七"]
        assert read.duty("1.7/assessment-publication").every is None


class TestResources:
    """Three named hospitals bid for a national centre with the city's support; private care is supported."""

    path, label, title = "2.8", "八", "争取优质医疗资源扩容和均衡布局"
    words: ClassVar = {
        "regional-centre-bids": ("encourage", "全力支持南昌市第一医院"),
        "regional-centre-homogeneity": ("promote", "推动试点医院与输出医院"),
        "shortfall-projects": ("promote", "全力推动医疗卫生机构"),
        "resource-layout": ("promote", "推动市域内优质资源"),
        "private-hospital-support": ("encourage", "支持和规范社会办医"),
        "elderly-home-medical-units": ("encourage", "支持养老机构"),
    }

    def test_whoever_bids_is_the_hospital(self, read: Any) -> None:
        assert read.duty("2.8/regional-centre-bids").addressee == (Level.INSTITUTION,)

    def test_the_supporting_verb_of_a_policy_is_not_its_force(self, read: Any, source: Any) -> None:
        """The national policy supports state enterprises' hospitals; the city carries it out."""
        assert source.having("落实国家优化支持国有企业办医疗机构") == ["八"]
        assert read.duty("2.8/state-enterprise-hospitals").force is Force.STATED


class TestSpecialties:
    """A plan for key specialties is written and the selection of a batch begins; the batch is no deadline."""

    path, label, title = "2.9", "九", "全面推进市级重点专科建设"
    cites = ("南昌市市级重点专科建设项目实施方案(试行)",)
    words: ClassVar = {
        "key-specialties": ("promote", "统筹推进"),
        "key-specialty-breakthroughs": ("promote", "推动医疗卫生健康单位"),
    }
    digits = ("2021",)

    def test_the_year_of_the_batch_is_no_deadline(self, read: Any, source: Any) -> None:
        assert source.having("启动2021年度市级重点专科遴选") == ["九"]
        assert read.duty("2.9/key-specialty-selection").due is None
        assert "不是时限" in (read.duty("2.9/key-specialty-selection").note or "")


class TestConsortia:
    """County consortia are pushed; private institutions that can, may lead or join."""

    path, label, title = "2.10", "十", "推进医联体规范发展"
    words: ClassVar = {
        "county-consortium-development": ("promote", "全面推进紧密型县域医共体"),
        "first-contact-referral": ("promote", "推动基层首诊"),
        "health-service-chain": ("explore", "探索建立"),
        "private-led-alliances": ("explore conditional", "有条件的社会办医疗机构可"),
        "telemedicine-network": ("promote", "推进远程医疗协作网"),
    }

    @pytest.mark.parametrize(
        "name", ["consortium-prevention", "consortium-basic-capacity", "first-contact-referral"]
    )
    def test_what_consortia_are_led_to_is_of_all_consortia(self, read: Any, name: str) -> None:
        assert read.duty(f"2.10/{name}").population == "medical-consortia"


class TestTieredCare:
    """Every institution keeps to its function; family doctors cover more, how many is not said."""

    path, label, title = "2.11", "十一", "加快推进分级诊疗体系建设"
    words: ClassVar = {
        "institution-functions": ("promote", "推动市、县、乡、村"),
        "county-hospital-capacity": ("promote", "持续推进县级医院"),
        "primary-health-development": ("promote", "推进基层卫生高质量"),
        "chronic-tiered-care": ("promote", "推进重点慢病"),
        "hypertension-diabetes": ("promote", "推进高血压、糖尿病"),
    }

    def test_a_wider_coverage_without_a_figure_is_a_duty(self, read: Any, source: Any) -> None:
        assert source.having("稳步扩大覆盖面") == ["十一"]
        assert read.duty("2.11/contract-coverage").topic == "contract-coverage"


class TestInsurance:
    """A system of several layers is explored; commercial insurance for all is regulated and supported."""

    path, label, title = "2.12", "十二", "完善全民医保制度"
    cites = ("关于深化医疗保障制度改革的意见",)
    words: ClassVar = {
        "multilevel-security": ("explore", "探索建立以基本医疗保险"),
        "inclusive-commercial-insurance": ("encourage", "规范支持普惠型"),
        "critical-illness-and-aid": ("promote", "加快推进健全"),
        "online-insurance-services": ("promote", "积极推进“掌上办”"),
    }

    def test_agreements_are_with_designated_institutions_and_pharmacies(self, read: Any) -> None:
        assert read.duty("2.12/agreement-management").population == "designated-institutions"


class TestTraditionalMedicine:
    """Institutions that fit are encouraged to bid for national centres; payment fit for TCM is explored."""

    path, label, title = "2.13", "十三", "推动中医药振兴发展"
    words: ClassVar = {
        "tcm-centre-bids": ("encourage conditional", "鼓励我市符合条件的"),
        "tcm-flagship-hospitals": ("encourage", "支持打造"),
        "tcm-led-consortia": ("promote", "推进中医医院牵头"),
        "tcm-payment-policy": ("explore", "探索建立符合中医药特点"),
    }

    def test_payment_fit_for_tcm_names_no_mechanism(self, read: Any) -> None:
        assert read.duty("2.13/tcm-payment-policy").topic == "tcm-payment-policy"


class TestCovid:
    """COVID-19 is kept out and down; vaccination must be safe."""

    path, label, title = "3.14", "十四", "加强新冠肺炎疫情防控"
    cites = ("南昌市新冠肺炎疫情常态化防控指引汇编",)
    words: ClassVar = {
        "fever-clinics": ("promote", "推进发热门诊"),
        "covid-vaccination": ("promote", "积极推进新冠病毒疫苗"),
        "vaccination-safety": ("require", "确保疫苗接种"),
    }

    def test_what_must_be_is_not_kept_by_a_plain_sentence(self, read: Any) -> None:
        assert read.answered("3.14/vaccination-safety") == "TAKEN_UP"
        assert read.answered("3.14/vaccination-safety", force=Force.STATED) == "DEVIATES SOFTER"


class TestEmergency:
    """City and counties each form a committee for public-health emergencies."""

    path, label, title = "3.15", "十五", "加强公共卫生应急管理体系建设"
    cites = ("关于加强公共卫生应急管理体系建设的实施意见",)
    words: ClassVar = {"risk-assessment": ("promote", "推动完善公共卫生重大风险")}

    def test_both_levels_are_told(self, read: Any, source: Any) -> None:
        assert source.having("市县两级成立") == ["十五"]
        assert read.duty("3.15/emergency-committee").addressee == (Level.CITY, Level.COUNTY)


class TestDiseaseControl:
    """Disease control is reformed, no date is set; pay in its institutions is reformed too."""

    path, label, title = "3.16", "十六", "深化疾病预防控制体系改革"
    words: ClassVar = {
        "disease-control-building": ("promote", "推进市、县疾病预防控制"),
        "public-health-pay-reform": ("promote", "推进疾控、采供血"),
    }

    def test_no_date_is_printed(self, read: Any, source: Any) -> None:
        assert source.having("年底|月底|年内") == []
        assert read.duty("3.16/disease-control-reform").due is None

    def test_a_date_asked_above_is_not_answered(self, read: Any) -> None:
        at = "3.16/disease-control-reform"
        nation = store.find("national-2023h2#5.17/disease-control-reform")
        assert isinstance(nation, Duty)
        said = read.duty(at)
        asked = Requirement(assertion=read.assertion(at, attrs.evolve(said, due=nation.due)))
        assert read.outcome(judge(asked, Claim(assertion=read.assertion(at, said)))) == "DEVIATES UNDATED"


class TestHealthyCity:
    """Building a healthy city is reviewed regularly and assessed; many groups are cared for."""

    path, label, title = "3.17", "十七", "持续推进健康南昌建设"
    words: ClassVar = {
        "healthy-city-building": ("promote", "不断推进健康南昌"),
        "basic-public-health-equality": ("promote", "推进基本公共卫生服务均等化"),
        "psychological-service-pilot": ("promote", "深入推进社会心理"),
        "maternal-child-capacity": ("promote", "推动妇女儿童健康"),
        "mental-health-capacity": ("promote", "推动妇女儿童健康服务能力、心理健康"),
        "rehabilitation-linkage": ("promote", "推动妇女儿童健康服务能力"),
        "county-cancer-centres": ("promote", "推进县级癌症筛查"),
        "myopia-obesity-control": ("promote", "推进儿童青少年近视"),
        "elderly-health-services": ("promote", "推动老年健康"),
        "public-health-committees": ("promote", "推进村(居)民委员会公共卫生"),
    }
    review = "3.17/healthy-city-review"

    def test_the_review_is_regular_and_the_assessment_is_not_said_to_be(self, read: Any, source: Any) -> None:
        assert source.having("定期调度机制与考核机制") == ["十七"]
        assert read.duty(self.review).every is Regular.REGULAR
        assert read.duty("3.17/healthy-city-assessment").every is None

    def test_judged(self, read: Any) -> None:
        assert read.answered(self.review, every=read.often(1, 1, FrequencyUnit.MONTH)) == "TAKEN_UP"
        assert read.answered(self.review, every=None) == "NOT_EVALUATED frequency-unsaid"

    def test_committees_are_pushed_and_not_all_of_them(self, read: Any) -> None:
        assert read.duty("3.17/public-health-committees").topic == "village-public-health-committees"


class TestPrevention:
    """Public hospitals take up public-health work; prevention and treatment of long illness grow together."""

    path, label, title = "3.18", "十八", "创新医防协同机制"
    cites = ("关于全面加强公立医院公共卫生职能的若干意见",)
    words: ClassVar = {
        "three-highs": ("promote", "推进高血压、高血糖、高血脂"),
        "chronic-integration": ("promote", "推动疾控机构与医疗机构"),
    }

    @pytest.mark.parametrize(
        "name", ["functions", "governance"], ids=lambda name: f"hospital-public-health-{name}"
    )
    def test_it_is_asked_of_public_hospitals(self, read: Any, name: str) -> None:
        assert read.duty(f"3.18/hospital-public-health-{name}").population == "public-hospitals"


class TestInformation:
    """Results of tests are recognised between institutions; supervising online drug sales is explored."""

    path, label, title = "4.19", "十九", "推进全民健康信息化建设"
    words: ClassVar = {
        "information-exchange": ("promote", "推动各级医疗机构医疗健康信息"),
        "internet-care-standards": ("promote", "积极推进“互联网+医疗服务”"),
        "result-mutual-recognition": ("promote", "推动医疗机构间检查检验结果"),
        "online-drug-sales": ("explore", "探索完善药品网络销售"),
    }
    digits = ("5",)  # of 5G

    def test_recognition_has_no_rate(self, read: Any, source: Any) -> None:
        assert source.having("[0-9]%|[0-9]％|百分之") == []
        assert read.duty("4.19/result-mutual-recognition").topic == "result-mutual-recognition"


class TestServices:
    """Appointments, day surgery and paying after care are spread; slogans with numbers are no figures."""

    path, label, title = "4.20", "二十", "改善群众服务体验"
    words: ClassVar = {
        "internet-health-services": ("promote", "深入推进“互联网+医疗健康”"),
        "pay-after-care": ("promote", "全面推进“城市大脑”"),
        "payment-process": ("promote", "推动医疗机构优化"),
    }

    @pytest.mark.parametrize("name", ["internet-health-services", "five-focus-action", "special-group-care"])
    def test_a_number_in_a_slogan_is_no_target(self, read: Any, source: Any, name: str) -> None:
        assert source.having("“六个一”.*“五聚焦五提升”.*四类特殊群体") == ["二十"]
        assert read.duty(f"4.20/{name}")


class TestTraining:
    """Trained residents count as fresh graduates when they take work; breaches go into the credit record."""

    path, label, title = "4.21", "二十一", "加强医学人员培养和使用"
    words: ClassVar = {"gp-and-shortage-training": ("promote", "大力推进全科医生")}

    def test_the_year_of_employment_is_no_deadline(self, read: Any, source: Any) -> None:
        assert source.having("合格后当年在医疗卫生机构就业") == ["二十一"]
        assert {said.due for said in read.task(self.path).statements} == {None}


class TestDrugs:
    """Scarce drugs and those for children are secured; the share of essential drugs rises, to no figure."""

    path, label, title = "4.22", "二十二", "增强药品供应保障能力"
    words: ClassVar = {
        "essential-medicines-pilot": ("promote", "推进基本药物制度"),
        "preparation-sharing": ("promote", "创新推动医疗机构制剂"),
    }

    def test_a_share_without_a_figure_is_a_duty(self, read: Any, source: Any) -> None:
        assert source.having("基本药物配备使用占比要求") == ["二十二"]
        for name in ("essential-medicines-requirement", "essential-medicines-share"):
            assert read.duty(f"4.22/{name}").topic == "essential-medicines-share"

    def test_preparations_are_shared_within_consortia(self, read: Any) -> None:
        assert read.duty("4.22/preparation-sharing").population == "medical-consortia"


class TestSupervision:
    """The trade is supervised, the fund too; quality and safety must be."""

    path, label, title = "4.23", "二十三", "严格监督管理"
    words: ClassVar = {
        "random-inspection": ("promote", "深入推进“双随机、一公开”"),
        "service-quality-safety": ("require", "确保医疗健康服务质量和安全"),
        "smart-monitoring": ("promote", "推进医保智能监控"),
    }

    def test_the_fund_is_supervised(self, read: Any) -> None:
        assert read.mechanism("4.23/fund-supervision").mechanism == (MechanismName.FUND_SUPERVISION,)


class TestClosing:
    """Counties and departments lead, link up, let pilots go first and tell the public."""

    path, label, title = "closing", "结尾", ""
    words: ClassVar = {"pilot-first": ("promote", "推动试点先行")}

    def test_counties_and_departments_are_told(self, read: Any) -> None:
        told = {said.addressee for said in read.task(self.path).statements}
        assert told == {(Level.CITY, Level.COUNTY)}


PROVISIONS = [each for name, each in globals().items() if name.startswith("Test")]
EACH = pytest.mark.parametrize("provision", PROVISIONS, ids=lambda each: each.path)


def test_every_provision_has_its_class() -> None:
    assert [each.path for each in PROVISIONS] == [str(task.path) for task in store.plan(DOCUMENT).tasks]


@EACH
def test_its_heading_is_the_printed_one(read: Any, source: Any, provision: Any) -> None:
    task = read.task(provision.path)
    assert (task.title or "") == provision.title
    if provision.title:
        assert task.label == f"({provision.label})"
        assert source[provision.label].startswith(f"({provision.label}){provision.title}。")


@EACH
def test_its_owners_are_those_in_the_closing_bracket(read: Any, source: Any, provision: Any) -> None:
    bracket = re.search(r"\(([^()]*?)等?按职责分工负责\)$", source[provision.label])
    printed = bracket[1].split("、") if bracket else []
    owners = read.task(provision.path).responsibilities
    assert [(owner.agency, owner.function.value) for owner in owners] == [
        (name, FUNCTIONS[name]) for name in printed
    ]
    assert {owner.role for owner in owners} <= {Role.UNSPECIFIED}
    assert bool(printed) is (provision.path != "closing")


@EACH
def test_it_cites_what_stands_between_title_marks(read: Any, source: Any, provision: Any) -> None:
    printed = tuple(re.findall("《([^》]+)》", source[provision.label]))
    cited = tuple(each.title for each in read.task(provision.path).cites)
    assert cited == printed == vars(provision).get("cites", ())


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
def test_it_forbids_nothing(read: Any, source: Any, provision: Any) -> None:
    assert not re.search("严禁|不得|禁止", source[provision.label])
    assert not any(isinstance(said, Prohibition) for said in read.task(provision.path).statements)


def test_every_provision_with_a_figure_is_judged(read: Any) -> None:
    assert read.with_figures() == {"1.3", "1.4", "3.17"}
