"""Reports: what fits into 80 columns stays readable, and nothing a report holds is left out."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from yigai.catalogue import store
from yigai.checks.check import Config, check
from yigai.checks.registry import Registry, registry
from yigai.checks.report import CheckReport
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.files.formats import read_yaml
from yigai.judging.finding import Finding, Severity
from yigai.judging.trace import Step, Trace
from yigai.judging.verdict import Outcome, Reason
from yigai.model.alignment import Alignment
from yigai.model.plan import Plan
from yigai.model.words import Force, Level, MechanismStatus, Softener
from yigai.reports import words
from yigai.reports.data import check_data, check_json
from yigai.reports.layout import labelled, row, rule_line, spaced, wrapped
from yigai.reports.look import shown_text
from yigai.reports.text import check_text
from yigai.testing.model import alignments, plans

AS_OF = pendulum.Date(2023, 12, 31)
CLOSING = "，。、；：！？）》〉】」』”’…"
OPENING = "（《〈【「『"
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])

# Chinese text with its marks, Latin words, addresses, figures, and things nobody should write.
PIECES = [
    *["医改", "长期护理保险", "，", "。", "；", "“", "”", "（", "）", "《", "》", " ", "  ", "DRG", "70 %"],
    *["national-2023h2#3.12/drg-dip-coverage", '"', "(", ")", "\n", "\t", "\x1b[31m", "é", "……"],
]
PROSE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def plan_of(text: str) -> Plan:
    return read_yaml("format: yigai-plan/1\n" + text, Plan)


LOWER = plan_of("document: {id: lower, title: 本地计划, kind: plan, level: city}")


# Layout


@given(PROSE, st.integers(20, 80), st.integers(0, 6), st.integers(0, 6))
def test_wrapped_text_fits_and_is_whole(text: str, width: int, indent: int, hanging: int) -> None:
    lines = list(wrapped(text, width, indent=indent, hanging=hanging))
    assert max(map(cell_len, lines)) <= width
    bare = "".join(char for char in text if not char.isspace()).replace("\x1b", "�")
    assert "".join("".join(lines).split()) == bare
    for number, line in enumerate(lines):
        assert line == line.rstrip()
        assert not line or line.startswith(" " * (indent + (hanging if number else 0)))
        assert not any(unicodedata.category(char) == "Cc" for char in line)


@given(PROSE.filter(lambda text: not any(mark * 3 in text for mark in CLOSING + OPENING)))
def test_marks_stay_with_what_they_mark(text: str) -> None:
    lines = [line.strip() for line in wrapped(text, 40)]
    for line in lines[1:]:
        assert line[:1] not in CLOSING
    for before, after in pairwise(lines):
        assert after == "" or before[-1:] not in OPENING


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("一二三四五", ["一二三四五"]),
        ("一二三四五。", ["一二三四", "五。"]),
        ("一二三四（五）六七", ["一二三四", "（五）六七"]),
        ("abc defg hij", ["abc defg", "hij"]),
        ("abcdefghijklmn", ["abcdefghij", "klmn"]),
        ("abcdefghij。", ["abcdefghi", "j。"]),
        ("一\n二\r\n三", ["一 二 三"]),
    ],
)
def test_wrapped_at_ten_cells(text: str, lines: list[str]) -> None:
    assert list(wrapped(text, 10)) == lines


def test_a_last_line_of_one_character_gets_company() -> None:
    text = "一二三四五六七八九十" * 2 + "完"
    assert list(wrapped(text, 40)) == ["一二三四五六七八九十一二三四五六七八", "九十完"]
    assert list(wrapped(text + "成了", 40)) == [text[:20], "完成了"]
    assert list(wrapped("an end of words and words and w a b", 34))[-1] == "w a b"


def test_parts_stay_whole_where_they_fit() -> None:
    parts = ["上级", "upper#1.1/asked", "全部（100 %）", "印发文本"]
    assert list(spaced(parts, 60)) == ["上级  upper#1.1/asked  全部（100 %）  印发文本"]
    assert list(spaced(parts, 30, indent=2, hanging=2)) == [
        "  上级  upper#1.1/asked",
        "    全部（100 %）  印发文本",
    ]
    assert list(spaced(["一二三四五六七八"], 10, indent=2)) == ["  一二三四", "  五六七八"]


@given(st.lists(PROSE.filter(str.strip), max_size=5))
def test_spaced_parts_fit(parts: list[str]) -> None:
    assert max(map(cell_len, spaced(parts, 40, indent=6, hanging=6))) <= 40


def test_a_label_stands_beside_all_lines() -> None:
    assert list(labelled("规则", "一二三四五六七八九十", 20, room=8, indent=2)) == [
        "  规则    一二三四五",
        "          六七八九十",
    ]


def test_a_row_takes_several_lines_for_its_title() -> None:
    cells = [("3", 4), ("·", 4)]
    assert list(row("短", cells, room=12)) == ["短             3   ·"]
    assert list(row("一 二三四五六七八", cells, room=12, indent=2)) == [
        "  一 二三四五",
        "    六七八       3   ·",
    ]


def test_a_line_across_the_page() -> None:
    assert rule_line(10) == "─" * 10
    assert rule_line(12, "题") == "── 题 ──────"
    assert rule_line(4, "很长的题目") == "── 很长的题目 "


# Words


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("1 / year", "每年 1 次", "1 every year"),
        ("1 / 2 year", "每 2 年 1 次", "1 every 2 years"),
        ("4 / 3 month", "每 3 个月 4 次", "4 every 3 months"),
        ("regular", "定期", "regular"),
        ("100 %", "全部（100 %）", "100 %"),
        (">= 70 %", ">= 70 %", ">= 70 %"),
        ("change >= 2 百分点", "变化 >= 2 百分点", "change >= 2 百分点"),
        ("stated", "陈述", "stated"),
        ("require implement", "必须、实施", "required, implement"),
        ("promote pilot in-principle", "推进、试点、原则上", "promoted, pilot, in principle"),
        ("2023-12-31", "2023-12-31", "2023-12-31"),
        ("", "", ""),
    ],
)
def test_values_in_the_language_of_the_reader(printed: str, zh: str, en: str) -> None:
    assert (words.value(printed, "zh"), words.value(printed, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (words.OUTCOMES, Outcome),
        (words.REASONS, Reason),
        (words.SEVERITIES, Severity),
        (words.FORCES, Force),
        (words.LEVELS, Level),
        (words.STATUSES, MechanismStatus),
        (words.SOFTENERS, [each for each in Softener if each is not Softener.NONE]),
    ],
    ids=["outcomes", "reasons", "severities", "forces", "levels", "statuses", "softeners"],
)
def test_every_word_has_its_own_name_in_both_languages(table: dict[Any, Text], kind: Any) -> None:
    assert set(table) == set(kind)
    assert len({text.zh for text in table.values()}) == len(table)
    assert len({text.en for text in table.values()}) == len(table)


# The check report


@pytest.mark.slow
@settings(max_examples=20)  # a whole plan is much to draw
@given(st.data())
def test_any_report_fits(data: st.DataObject) -> None:
    lower = data.draw(plans())
    upper = data.draw(plans().filter(lambda plan: plan.id != lower.id))
    links = [data.draw(alignments(lower, upper))] if lower.tasks and upper.tasks else []
    report = check(lower, against=[upper], links=links, as_of=AS_OF)
    for lang in ("zh", "en"):
        text = check_text(report, lang)
        assert max(map(cell_len, text.splitlines())) <= 80
        assert not any(unicodedata.category(char) == "Cc" for char in text if char != "\n")
        assert "\n\n\n" not in text
    assert json.loads(check_json(report)) == check_data(report)


@given(plans())
def test_any_plan_can_be_shown(plan: Plan) -> None:
    for lang in ("zh", "en"):
        shown = [shown_text(plan, plan.id, lang, plan=plan)]
        shown += [shown_text(task, str(task.path), lang, plan=plan) for task in plan.tasks]
        shown += [shown_text(section, str(section.path), lang, plan=plan) for section in plan.sections]
        for text in shown:
            assert max(map(cell_len, text.splitlines())) <= 80
            assert not any(unicodedata.category(char) == "Cc" for char in text if char != "\n")


def told(*findings: dict[str, Any], upper: Plan | None = None) -> CheckReport:
    """A report that holds just these findings, made by a rule of its own."""

    def find(this: Rule, _context: Context) -> Iterator[Finding]:
        message = Text(zh="有话要说", en="something to say")
        for parts in findings:
            usual: dict[str, Any] = {"rule": this.id, "severity": Severity.INFO, "message": message}
            yield Finding(**(usual | parts))

    text = Text(zh="试", en="trial")
    made = rule(id="YG-TIM-901", title=text, severity=None, what=text, why=text, bad="", good="")(find)
    return check(
        LOWER,
        against=[upper] if upper else [],
        links=[],
        as_of=AS_OF,
        rules=Registry.of([*registry().rules, made]),
        config=Config(select=("YG-TIM",)),
    )


@LANGUAGES
@pytest.mark.parametrize("outcome", [None, *Outcome])
@pytest.mark.parametrize("severity", Severity)
def test_every_finding_is_shown_whatever_its_outcome(
    outcome: Outcome | None, severity: Severity, lang: str
) -> None:
    text = check_text(told({"outcome": outcome, "severity": severity, "subject": "lower#1"}), lang)
    name = words.SEVERITIES[severity].of(lang)
    (heading,) = (line for line in text.splitlines() if line.startswith(f"── {name} · "))
    assert heading.rstrip("─").endswith("  1 ")
    assert text.count("YG-TIM-901  ") == 1


def test_findings_stand_by_what_they_weigh() -> None:
    parts = [{"severity": each, "subject": f"lower#{each.value}"} for each in reversed(Severity)]
    text = check_text(told(*parts))
    places = [text.index(f"lower#{each.value}") for each in Severity]
    assert places == sorted(places)
    assert text.splitlines()[-1] == "错误 1  警告 1  提示 1"


@LANGUAGES
def test_each_side_of_a_finding(lang: str) -> None:
    upper = plan_of(
        "document: {id: upper, title: 上, kind: plan, level: national}\n"
        'sections: [{path: "1", title: 甲}]\n'
        'tasks: [{path: "1.1", label: （一）, title: 乙}, {path: "1.2"}]'
    )
    whom_asked = Step(name="population", inputs=(("asked", "tight-consortia"),), result="of-others")
    finding = {
        "outcome": Outcome.NOT_EVALUATED,
        "requirement": "upper#1.1/asked",
        "subject": "lower#2/said",
        "expected": "tight-consortia",
        "actual": "1 / year",
        "trace": Trace((Step(name="own", result="of-others", steps=(whom_asked,)),)),
    }
    no_title = {"requirement": "upper#1.2/asked"}
    above = {"subject": "upper#1.1/asked"}
    text = check_text(told(finding, no_title, above, upper=upper), lang)
    lines = text.splitlines()
    assert "upper#1.1  （一） 乙" in lines
    assert "upper#1.2" in lines
    labels = {"zh": ("上级", "本地", "原因", "紧密型医疗联合体", "每年 1 次")}
    up, here, why, whom, often = labels.get(
        lang, ("above", "here ", "why  ", "tight-consortia", "1 every year")
    )
    assert f"      {up}  upper#1.1/asked  {whom}" in lines
    assert f"      {here}  lower#2/said  {often}" in lines
    assert f"      {why}  of-others" in lines
    assert f"      {up}  upper#1.1/asked" in lines


def test_the_plan_s_own_populations_are_named() -> None:
    lower = plan_of(
        "document: {id: lower, title: 本地计划, kind: plan, level: city}\n"
        "populations: [{id: heping, name: 和平县医共体, within: county-consortia}]\n"
        "tasks: [{path: closing, statements: "
        "[{id: said, kind: duty, summary: 联动, topic: linkage, population: heping}]}]"
    )
    upper = plan_of(
        "document: {id: upper, title: 上级任务, kind: plan, level: national}\n"
        "tasks: [{path: closing, statements: "
        "[{id: asked, kind: duty, summary: 联动, topic: linkage, population: county-consortia}]}]"
    )
    links = read_yaml(
        "{format: yigai-alignment/1, lower: lower, upper: upper, basis: printed, depth: statements, "
        "author: a, links: [{from: closing/said, to: closing/asked}]}",
        Alignment,
    )
    text = check_text(check(lower, against=[upper], links=[links], as_of=AS_OF))
    assert "upper#closing/asked  紧密型县域医共体  印发文本\n" in text
    assert "lower#closing/said  和平县医共体\n" in text


@LANGUAGES
def test_the_tables_count_every_statement(lang: str) -> None:
    city, nation = store.plan("heyuan-2023"), store.plan("national-2023h2")
    report = check(city, against=[nation], as_of=AS_OF)
    lines = check_text(report, lang).splitlines()
    heads = {"zh": ("各部分落实情况", "各力度落实情况"), "en": ("By section", "By force")}[lang]
    for head in heads:
        (start,) = (number for number, line in enumerate(lines) if line.startswith(head))
        rows = lines[start + 1 : lines.index("", start)]
        cells = [[int(cell) for cell in line[-60:].replace("·", "0").split()[-6:]] for line in rows]
        counted = report.outcomes()
        assert [sum(column) for column in zip(*cells, strict=True)] == [
            counted[Outcome.EXCEEDED] + counted[Outcome.SATISFIED] + counted[Outcome.TAKEN_UP],
            counted[Outcome.PARTIAL],
            counted[Outcome.DEVIATES],
            counted[Outcome.NOT_EVALUATED],
            counted[Outcome.MISSING],
            counted[Outcome.NOT_APPLICABLE],
        ]
        assert len({cell_len(line) for line in rows}) == 1


def test_tasks_stand_under_the_section_they_are_in_however_deep() -> None:
    statement = "statements: [{id: a, kind: duty, summary: 办, topic: t}]"
    upper = plan_of(
        "document: {id: upper, title: 上级任务, kind: plan, level: national}\n"
        'sections: [{path: "1", label: 一, title: 甲}, {path: "2", title: 乙}]\n'
        "tasks:\n"
        f"  - {{path: preamble, {statement}}}\n"
        f'  - {{path: "1.1", {statement}}}\n'
        f"  - {{path: 1.1.1, {statement}}}\n"
        f'  - {{path: "2.1", {statement}}}\n'
        f'  - {{path: "3", label: 三, title: 丙, {statement}}}\n'
        f'  - {{path: "4", {statement}}}\n'
    )
    report = check(LOWER, against=[upper], links=[], as_of=AS_OF)
    lines = check_text(report).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("各部分落实情况"))
    rows = {line[2:40].strip(): line.split()[-3] for line in lines[start + 1 : lines.index("", start)]}
    assert rows == {"前言与结语": "1", "一 甲": "2", "2 乙": "1", "三 丙": "1", "4": "1"}


@LANGUAGES
def test_a_document_that_asks_nothing(lang: str) -> None:
    upper = plan_of("document: {id: upper, title: 上级任务, kind: plan, level: national}")
    text = check_text(check(LOWER, against=[upper], links=[], as_of=AS_OF), lang)
    assert {"zh": "《上级任务》共 0 条要求\n", "en": "upper, 0 statements\n"}[lang] in text
    assert "\n\n\n" not in text
    assert {"zh": "各部分", "en": "By section"}[lang] not in text


@LANGUAGES
def test_a_check_that_nothing_limits(lang: str) -> None:
    plan = plan_of(
        "document: {id: lower, title: 本地计划, kind: plan, level: city, issuers: [市政府], "
        'issued_on: "2023-08-01", number: 河府办〔2023〕1号, year: {value: 2023}}'
    )
    heading = {"zh": "比较的限度", "en": "What limits this comparison"}[lang]
    assert heading not in check_text(check(plan, against=[], as_of=AS_OF), lang)
    assert heading in check_text(check(LOWER, against=[], as_of=AS_OF), lang)


def test_a_report_is_a_value() -> None:
    report = told({"subject": "lower#1"})
    assert check_text(attrs.evolve(report)) == check_text(report)
    assert check_json(attrs.evolve(report)) == check_json(report)


def test_a_population_is_shown_by_its_name_in_chinese_and_by_its_id_in_english() -> None:
    plan, address = store.plan("national-2023h2"), "national-2023h2#2.7/pay-autonomy"
    found = store.find(address)
    assert "范围 公立医院（public-hospitals）\n      面向 省、市、县" in shown_text(
        found, address, "zh", plan=plan
    )
    assert "population public-hospitals\n" in shown_text(found, address, "en", plan=plan)
