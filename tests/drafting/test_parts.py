"""Parts of the grammar by themselves, where a whole document would hide what is wrong."""

from __future__ import annotations

import pytest

from yigai.drafting.draft import draft_text
from yigai.drafting.dues import deadlines_in
from yigai.drafting.figures import figures_in
from yigai.drafting.normalise import lines_of
from yigai.drafting.offices import function_of, is_agency
from yigai.drafting.outline import Paths
from yigai.drafting.paragraphs import clean

PLAN = "示例市2022年医改任务\n一、任务\n（一）甲项工作。{}\n（二）乙项工作。做好此事。\n"


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("到2025年实现覆盖", ["2025-12-31"]),
        ("2024年6月底前完成", ["2024-06-30"]),
        ("2024年2月30日前完成", ["None"]),
        ("2024年13月底前完成", ["None"]),
        ("截至2022年底", ["2022-12-31"]),
        ("较2020年下降,自2021年起", []),
        ("2021—2023年推进", []),
        ("“十三五”期间,十四五末", ["2020-12-31", "2025-12-31"]),
        ("“十四五”规划", []),
        ("年内,9月底前", ["2023-12-31", "2023-09-30"]),
        ("三年内,5年内,次月底前", []),
        ("完成时限:2023年10月", ["2023-10-31"]),
        ("到2099年", ["None"]),
    ],
)
def test_deadlines(sentence: str, days: list[str]) -> None:
    assert [str(each.day) for each in deadlines_in(sentence.replace("—", "-"), 2023)] == days


def test_figures_that_are_none() -> None:
    assert figures_in("三分之四,二级,百十家,5至3家,第") == []


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("市政府办公室", "local-government"),
        ("市政府督查室", "other"),
        ("市人民医院", "other"),
        ("中央军委后勤保障部卫生局", "military-health"),
        ("区教育体育局", "education"),
        ("省食品药品监管局", "drug-administration"),
        ("市民政局", "civil-affairs"),
        ("高新区", "local-government"),
    ],
)
def test_functions(name: str, function: str) -> None:
    assert function_of(name).value == function


def test_what_is_no_agency() -> None:
    assert not any(map(is_agency, ["甲", "2023年12月", "责任单位", "含中医类别"]))


def test_paths_are_given_once() -> None:
    paths = Paths()
    given = [paths.give("1", 1) for _ in range(130)]
    assert len(set(given)) == 130
    assert given[:2] == ["1.1", "1.1-2"]
    assert given[98] == "1.1-99"


def test_odd_characters_keep_their_places() -> None:
    text = "\ufeff行(xíng)政，\u2f00[bookmark: _GoBack]**粗**\u200b体（a）\r\n"
    lines, script = lines_of(text)
    assert script == "simplified"
    assert lines[0].text == "行政,一粗体(a)"
    assert [text[place] for place in lines[0].places] == list("行政，\u2f00粗体（a）")


def test_traditional_characters_that_change_length_keep_their_places() -> None:
    text = "醫療衛生體制改革，發展關鍵。\n" * 3
    cleaned = clean(text)
    assert len(cleaned.text) == len(cleaned.places)
    assert cleaned.text.startswith("医疗卫生体制改革,发展关键")


def test_titles_that_end_elsewhere() -> None:
    found = draft_text(
        PLAN.format("做好此事。")
        .replace("（二）乙项工作。", "（二）乙项工作：")
        .replace("甲项工作。", "甲项工作（市医保局负责）。")
    )
    assert [task.title for task in found.tasks] == ["甲项工作", "乙项工作"]


def test_a_section_gives_its_deadline() -> None:
    found = draft_text(PLAN.format("签约率达到60%。").replace("一、任务", "一、到2024年底完成的任务"))
    assert str(found.tasks[0].targets[0].due) == "2024-12-31"


def test_each_of_a_list_has_its_target() -> None:
    found = draft_text(PLAN.format("公立医院和民营医院各20家开展试点。男性、女性各不少于30名。"))
    assert [(t.indicator, t.value) for t in found.tasks[0].targets][:2] == [
        ("公立医院", "20"),
        ("民营医院", "20"),
    ]


def test_items_grouped_under_a_part_of_its_own_shape() -> None:
    text = (
        "示例市2022年医改任务\n一、任务\n（一）甲项工作。做好。（市医保局负责）\n（二）乙项工作。做好。（市财政局负责）\n"
        "二、其他\n1.丙项工作。做好。（市医保局负责）\n2.丁项工作。做好。（市财政局负责）\n"
        "三、戊项工作。做好。（市卫生健康委负责）\n"
    )
    assert [task.path for task in draft_text(text).tasks] == ["1.1", "1.2", "2.1", "2.2", "3"]


def test_the_first_named_leads_where_the_document_says_so() -> None:
    text = PLAN.format("做好。（市医保局、市财政局负责。排在第一位的部门为牵头部门）")
    roles = [owner.role.value for owner in draft_text(text).tasks[0].responsibilities]
    assert roles == ["lead", "unspecified"]
