"""A rule in words: the same steps, each with its rounding, its unit and on whose word its figures are."""

from __future__ import annotations

import pendulum
import pytest

from yigai.model.payment import CountyPackage, PaymentRule
from yigai.model.payment.parameter import Dated, Parameter
from yigai.model.payment.words import IncrementReading
from yigai.payment.program import Compute, Join
from yigai.payment.settle import program_of
from yigai.payment.words import marked, program_in_words
from yigai.reports.formula import formula_text
from yigai.values.citation import Evidence
from yigai.values.ratio import Ratio

DAY = pendulum.date(2024, 12, 31)


def package(evidence: Evidence) -> CountyPackage:
    rate = Dated(value=Ratio.parse("95%"), evidence=Evidence.DRAFT_FOR_COMMENT, source="吉林征求意见稿")
    return CountyPackage(
        id="package",
        title="总额包干",
        source="办法",
        evidence=evidence,
        reserve_share=Parameter.of(Ratio.parse("10%")),
        reading=Parameter.of(IncrementReading.TOTAL),
        package_rate=Parameter((rate,)),
    )


def test_every_step_but_look_ups_has_words(dip_rule: PaymentRule) -> None:
    program = program_of(dip_rule, DAY)
    said = program_in_words(program)
    steps = [step for step in program.steps if not isinstance(step, Join)]
    assert [each.name for each in said] == [step.name for step in steps]
    assert all(each.formula.zh and each.formula.en for each in said)


def test_rounding_is_named_where_something_is_rounded() -> None:
    said = {each.name: each.formula for each in program_in_words(program_of(package(Evidence.ISSUED), DAY))}
    assert said["reserve"].zh == "风险金比例 0.1 × 当年筹资总额（四舍五入到 0.01 元）"
    assert said["package_total"].en.endswith("(rounded up to 0.01 yuan)")
    assert said["kept_by_fund"].zh.endswith(" - 包干总额（向上取整到分）")  # whole fen: nothing to round
    assert said["package"].zh == (
        "包干总额（向上取整到分） × 参保人数 ÷ 各行参保人数合计（舍到分，余分依最大余数法各加一分）"
    )


def test_what_is_not_issued_is_marked_where_it_stands() -> None:
    said = {each.name: each for each in program_in_words(program_of(package(Evidence.ISSUED), DAY))}
    assert "包干比例 0.95〔征求意见稿〕" in said["package_total"].formula.zh
    assert "package rate 0.95 [draft for comment]" in said["package_total"].formula.en
    assert [each.source for each in said["package_total"].sources] == ["吉林征求意见稿"]
    assert "〔" not in said["reserve"].formula.zh
    practice = {each.name: each for each in program_in_words(program_of(package(Evidence.PRACTICE), DAY))}
    assert "风险金比例 0.1〔实践〕" in practice["reserve"].formula.zh


@pytest.mark.parametrize("evidence", list(Evidence))
def test_only_issued_figures_go_without_a_mark(evidence: Evidence) -> None:
    assert bool(marked(evidence).zh) is bool(marked(evidence).en) is (evidence is not Evidence.ISSUED)


def test_a_reading_is_a_figure_of_the_rule_too() -> None:
    figures = {each.name: each for each in program_of(package(Evidence.ISSUED), DAY).figures}
    assert figures["reading"].printed == "total"
    assert figures["package_rate"].source.evidence is Evidence.DRAFT_FOR_COMMENT


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_numbers_the_steps_and_names_the_result(lang: str) -> None:
    rule = package(Evidence.ISSUED)
    program = program_of(rule, DAY)
    text = formula_text(rule, program, DAY, lang)
    count = sum(isinstance(step, Compute) for step in program.steps) + 1
    assert f"\n{count}  " in text
    assert text.count("←") == 1
    assert "吉林征求意见稿" in text


def test_the_branches_of_a_choice_are_told_in_their_order(dip_rule: PaymentRule) -> None:
    program = program_of(dip_rule, DAY)
    (points,) = (each for each in program_in_words(program) if each.name == "case_points")
    assert [when.en for when, _ in points.branches] == [
        "there is outcome of the review",
        "total cost ÷ mean cost > edge of the deviation 2 [restated]",
        "total cost ÷ mean cost < edge of the deviation 0.5 [restated]",
        "",
    ]
    assert points.formula.zh == "四舍五入到 0.0001 点"
    page = formula_text(dip_rule, program, DAY)
    assert page.index("· 若 已有单议结果：") < page.index("· 否则若 总费用") < page.index("· 否则：")
    others = [each for each in program_in_words(program) if each.name != "case_points"]
    assert all(each.branches == () for each in others)
