"""Figures of local practice: each as its report prints it, shown beside a target, and asking for nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import attrs
import pendulum
import pytest
from click.testing import CliRunner

from yigai.catalogue import regions, store
from yigai.checks.check import check
from yigai.checks.report import CheckReport
from yigai.cli import main
from yigai.files.formats import read_yaml
from yigai.model import Alignment, Comparator, Observation, Plan, Target
from yigai.reports.data import check_data
from yigai.reports.text import check_text
from yigai.values.citation import Evidence

AS_OF = pendulum.Date(2024, 12, 31)
PUBLISHED = pendulum.Date(2024, 6, 24)
# Each figure, and the words of the report it stands in.
PRINTED = {
    "platform-connected-institutions": ("广州市 = 305 家", "广州市全民健康信息平台,接入全市305家医疗机构"),
    "result-recognition-rate": ("广州市 > 96 %", "全市检验检查结果互认率超96%"),
    "international-medical-centres": ("广州市 = 6 个", "在内的6个国际医疗中心"),
    "international-centre-hospitals": ("广州市 = 6 家", "支持6个省部属医院打造"),
    "supported-high-level-hospitals": ("广州市 = 17 家", "支持市内17家高水平医院建设"),
    "primary-specialty-departments": ("北京市 = 297 个", "建设297个基层医疗卫生机构专病特色科室"),
    "long-prescription-disease-classes": ("北京市 = 5 类", "推行五类慢性病长处方管理"),
    "reform-assessment-years": ("四川省 = 8 年", "省政府连续8年将深化医改纳入对市(州)政府目标绩效考核"),
    "yearly-reform-deliberations": ("四川省 >= 1 次", "四川省委常委会每年专题研究部署深化医改工作"),
    "general-hospital-groups": ("鹰潭市 = 3 家", "鹰潭市统一组织整合市内所有医疗机构成立三家总医院"),
    "monthly-joint-meetings": ("鹰潭市 >= 1 次", "三家总医院间联席会议制度,每月定期讨论"),
}


@pytest.fixture(scope="module")
def report(shared: Path) -> str:
    """The report itself, without the page around it and the links below."""
    text = (shared / "seeds" / "004_5dda886eab2b68ed.txt").read_text("utf-8")
    body, mark, _ = text.partition("以上内容为资讯信息快照")
    assert mark
    return body


def figure(observation: Observation) -> str:
    comparator, value = observation.comparator.value, observation.value
    return f"{observation.region_name} {comparator} {value} {observation.unit}"


class TestFigures:
    def test_every_figure_has_words_to_be_read_in(self) -> None:
        assert {each.indicator: figure(each) for each in store.observations()} == {
            indicator: said for indicator, (said, _) in PRINTED.items()
        }
        assert len(store.observations()) == len(PRINTED)

    @pytest.mark.parametrize("indicator", PRINTED)
    def test_the_report_prints_it(self, report: str, indicator: str) -> None:
        _, words = PRINTED[indicator]
        assert report.count(words) == 1

    @pytest.mark.parametrize("indicator", PRINTED)
    def test_it_stands_in_the_paragraph_of_its_place(self, report: str, indicator: str) -> None:
        said, words = PRINTED[indicator]
        (paragraph,) = (each for each in report.splitlines() if words in each)
        assert said.split()[0] in paragraph

    def test_no_figure_in_arabic_digits_is_passed_over(self, report: str) -> None:
        """In the paragraphs of the places that report any."""
        paragraphs = [
            each for each in report.splitlines() if any(words in each for _, words in PRINTED.values())
        ]
        digits = re.findall(r"[0-9]+", "".join(paragraphs))
        recorded = [str(each.value) for each in store.observations()]
        assert sorted(digits) == sorted(
            each for each in recorded if each in {"305", "96", "6", "17", "297", "8"}
        )

    def test_over_is_not_exactly(self) -> None:
        (rate,) = store.benchmarks("result-recognition-rate")
        assert rate.comparator is Comparator.MORE_THAN

    def test_no_day_is_printed_and_none_is_given(self) -> None:
        assert {each.period for each in store.observations()} == {None}

    @pytest.mark.parametrize("each", store.observations(), ids=lambda each: each.indicator)
    def test_a_place_is_the_region_of_its_code(self, each: Observation) -> None:
        assert each.region is not None
        found = regions.region(str(each.region), on=PUBLISHED)
        assert found is not None
        assert found.name == each.region_name

    @pytest.mark.parametrize("each", store.observations(), ids=lambda each: each.indicator)
    def test_its_source_is_named_as_press(self, report: str, each: Observation) -> None:
        assert each.source.evidence is Evidence.PRESS
        assert each.source.source in report
        assert each.source.note

    @pytest.mark.parametrize("each", store.observations(), ids=lambda each: each.indicator)
    def test_its_unit_is_that_of_the_indicator(self, each: Observation) -> None:
        indicator = store.vocabulary().indicator(each.indicator)
        assert indicator is not None
        assert each.unit == indicator.unit

    def test_an_indicator_without_any_has_none(self) -> None:
        assert store.benchmarks("e-voucher-coverage") == store.benchmarks("nobody-knows-it") == ()


def document(name: str, level: str, value: str, indicators: str = "[]") -> Plan:
    return read_yaml(
        f"""\
format: yigai-plan/1
document: {{id: {name}, title: {name} 的任务, kind: plan, level: {level}}}
indicators: {indicators}
tasks:
  - path: "1"
    title: 检查检验结果互认
    statements:
      - {{id: rate, kind: target, summary: 互认率, indicator: result-recognition-rate,
         comparator: ">=", value: "{value}", unit: "%"}}
""",
        Plan,
    )


OWN = "[{id: result-recognition-rate, name: 本市互认率, unit: '%', better: up, kind: share}]"
LINKS = """\
format: yigai-alignment/1
lower: city
upper: province
basis: printed
depth: statements
author: tester
links: [{from: "1", to: "1"}]
"""


def checked(city: Plan, province: Plan) -> CheckReport:
    return check(city, against=[province], links=[read_yaml(LINKS, Alignment)], as_of=AS_OF)


class TestBesideAFinding:
    province = document("province", "province", "90")
    weak = document("city", "city", "80")

    def test_the_text_says_where_what_how_and_that_it_binds_nobody(self) -> None:
        report = checked(self.weak, self.province)
        zh = "".join(check_text(report).split())
        assert "做法广州市440100>96%时点不明报道《百舸争流,争做医改奋楫者》仅供参考，不是要求" in zh
        en = " ".join(check_text(report, "en").split())
        assert "benchmark 广州市 440100 > 96 % date unknown press: 百舸争流,争做医改奋楫者" in en
        assert "practice, not a requirement" in en

    def test_the_data_say_the_same(self) -> None:
        findings = check_data(checked(self.weak, self.province))["findings"]
        told = {finding["rule"]: finding["benchmarks"] for finding in findings}
        assert told["YG-TGT-001"] == told["YG-TGT-008"]  # about both, and about the plan's own target
        (benchmark,) = told["YG-TGT-001"]
        (known,) = store.benchmarks("result-recognition-rate")
        assert benchmark == {
            "indicator": "result-recognition-rate",
            "region": "440100",
            "region_name": "广州市",
            "period": None,
            "comparator": ">",
            "value": "96",
            "unit": "%",
            "source": {
                "source": "百舸争流,争做医改奋楫者",
                "evidence": "press",
                "mirror": "td.fyun.cc",
                "note": known.source.note,
            },
        }

    def test_a_finding_about_something_else_has_none(self) -> None:
        plain = json.dumps(check_data(checked(self.weak, self.province)), ensure_ascii=False)
        city = store.load("heyuan-2023")
        report = check(city, against=[store.load("national-2023h2")], as_of=AS_OF)
        assert "result-recognition-rate" in plain
        assert not any(finding.benchmarks for finding in report.findings)

    @pytest.mark.parametrize("value", ["80", "90", "97"])
    def test_no_verdict_and_no_finding_knows_of_it(self, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
        city = document("city", "city", value)
        told = checked(city, self.province)
        monkeypatch.setattr(store, "benchmarks", lambda _indicator: ())
        untold = checked(city, self.province)
        assert told.verdicts == untold.verdicts
        assert tuple(attrs.evolve(each, benchmarks=()) for each in told.findings) == untold.findings

    def test_an_indicator_defined_otherwise_is_another(self) -> None:
        city = document("city", "city", "80", OWN)
        report = checked(city, self.province)
        own = [finding for finding in report.findings if finding.requirement is None and finding.subject]
        assert own
        assert not any(finding.benchmarks for finding in own)
        assert store.benchmarks_beside(*target_of(city)) == ()
        assert store.benchmarks_beside(*target_of(self.weak)) != ()


def target_of(plan: Plan) -> tuple[Target, Plan]:
    ((_, _, target),) = plan.statements()
    assert isinstance(target, Target)
    return target, plan


class TestShown:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        text = """\
format: yigai-plan/1
document: {id: city, title: 示例市的任务（虚构）, kind: plan, level: city}
indicators: OWN
tasks:
  - path: "1"
    statements:
      - {id: rate, kind: target, summary: 互认率, indicator: result-recognition-rate,
         comparator: ">=", value: "90", unit: "%"}
"""
        path = tmp_path / "city.plan.yaml"
        path.write_text(text.replace("OWN", "[]"), "utf-8")
        (tmp_path / "own.plan.yaml").write_text(text.replace("OWN", OWN), "utf-8")
        return path

    @pytest.mark.parametrize("place", ["1", "1/rate"])
    def test_a_target_and_its_task_show_it(self, file: Path, place: str) -> None:
        shown = CliRunner().invoke(main, ["show", f"{file}#{place}"]).stdout
        assert "广州市 440100  > 96 %  时点不明  报道《百舸争流,争做医改奋楫者》" in shown
        assert "不是要求" in shown
        assert (
            "not a requirement"
            in CliRunner().invoke(main, ["show", f"{file}#{place}", "--lang", "en"]).stdout
        )

    def test_the_data_of_a_file_are_those_of_the_file(self, file: Path) -> None:
        shown = CliRunner().invoke(main, ["show", f"{file}#1/rate", "--format", "yaml"]).stdout
        assert "广州" not in shown

    def test_an_indicator_defined_otherwise_shows_none(self, file: Path) -> None:
        shown = CliRunner().invoke(main, ["show", f"{file.with_name('own.plan.yaml')}#1/rate"])
        assert shown.exit_code == 0
        assert "广州" not in shown.stdout
