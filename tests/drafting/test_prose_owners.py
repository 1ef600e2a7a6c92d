"""Owners in running prose: told from advice, and from steps of an item whose owners are listed."""

from __future__ import annotations

import pytest

from yigai.drafting.draft import draft_text

LISTED = "（市财政局负责）"
ADVICE = "卫生健康部门要加强指导。医保部门要完善政策。"
STEP = "由市医保局牵头，市财政局配合，制定办法。"
PLAN = """示例市深化医药卫生体制改革2023年重点工作任务
（一）落实投入。足额安排补助资金。{first}
（二）{title}。{body}
"""


def owners(*, first: str = "", title: str = "完善政策", body: str) -> list[str]:
    draft = draft_text(PLAN.format(first=first, title=title, body=body), force=True)
    return [owner.printed for owner in draft.tasks[-1].responsibilities]


def test_a_document_without_lists_has_its_owners_in_the_duties() -> None:
    assert owners(body=ADVICE) == ["卫生健康部门", "医保部门"]


def test_beside_listed_owners_advice_names_none() -> None:
    assert owners(first=LISTED, body=ADVICE) == []


@pytest.mark.parametrize("title", ["明确部门职责", "强化部门协同"])
def test_an_item_about_duties_names_them_all_the_same(title: str) -> None:
    assert owners(first=LISTED, title=title, body=ADVICE) == ["卫生健康部门", "医保部门"]


def test_who_leads_is_told_everywhere() -> None:
    assert owners(first=LISTED, body=STEP) == ["市医保局", "市财政局"]


def test_a_sentence_of_names_tells_its_owners() -> None:
    assert owners(body="组建医疗集团。市卫生健康委牵头，市医保局、市财政局配合") == [
        "市卫生健康委",
        "市医保局",
        "市财政局",
    ]


def test_a_list_of_owners_is_complete() -> None:
    assert owners(body=STEP + "（市卫生健康委负责）") == ["市卫生健康委"]


@pytest.mark.parametrize(
    "body",
    [
        "医保部门要完善政策。",  # one alone is advice
        "由三级医院牵头组建联盟，由财政补助。",  # no departments
        "市医保局牵头的谈判机制由专家参加，市财政局配合的事项照旧。",
        "卫生健康部门和社会各界要加强宣传。医院要落实责任。",
    ],
)
def test_what_names_no_owner(body: str) -> None:
    assert owners(body=body) == []
