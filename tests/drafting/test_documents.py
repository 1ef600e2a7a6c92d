"""Made-up documents of many shapes: their outline, owners, figures, and what they say of themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from yigai.drafting.draft import draft_text
from yigai.drafting.planfile import to_plan_yaml
from yigai.drafting.result import Draft, NotAPlan
from yigai.files.formats import read_yaml
from yigai.model.plan import Plan

HERE = Path(__file__).parent
DOCUMENTS: list[dict[str, Any]] = yaml.safe_load((HERE / "documents.yaml").read_text("utf-8"))
REFUSED: list[dict[str, Any]] = yaml.safe_load((HERE / "refused.yaml").read_text("utf-8"))


def tasks_of(found: Draft) -> list[dict[str, Any]]:
    return [
        {
            "path": task.path,
            "title": task.title,
            "owners": [f"{owner.printed} {owner.role.value[0]}" for owner in task.responsibilities],
            "targets": [
                " ".join(
                    part
                    for part in (t.comparator.value, t.value, t.upper, t.unit, str(t.due) if t.due else "")
                    if part
                )
                for t in task.targets
                if t.value
            ],
            "duties": [duty.frequency for duty in task.duties],
            "mechanisms": [each.mechanism.value for each in task.mechanisms],
        }
        for task in found.tasks
    ]


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: str(case["name"]))
def test_a_document_is_read(case: dict[str, Any]) -> None:
    found = draft_text(case["text"])
    assert tasks_of(found) == case["tasks"]
    assert [section.path for section in found.sections] == case["sections"]
    document = found.document
    assert (document.kind.value, document.level.value) == (case["kind"], case["level"])
    assert (document.region, document.year, document.number) == (case["region"], case["year"], case["number"])
    assert (str(document.issued_on) if document.issued_on else None) == case["issued_on"]
    assert (document.status.value, list(document.issuers)) == (case["status"], case["issuers"])


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: str(case["name"]))
def test_its_plan_file_is_valid(case: dict[str, Any]) -> None:
    assert read_yaml(to_plan_yaml(draft_text(case["text"])), Plan).tasks


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["name"]))
def test_what_is_no_plan_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(NotAPlan) as caught:
        draft_text(case["text"])
    assert caught.value.kind.value == case["kind"]
    assert all(each.zh and each.en for each in caught.value.evidence)
    draft_text(case["text"], force=True)


SENT = """示例市示范区人民政府办公室
示范府办发〔2024〕48号
各镇人民政府，区政府有关部门：
《示例市示范区完善医疗卫生服务体系实施方案》已经区政府同意，现印发给你们，请认真贯彻执行。
示例市示范区人民政府办公室
（示例市示范区卫生健康委员会代章）
2024年6月11日
为完善服务体系，制定本实施方案。
一、工作任务
（一）优化资源布局。到2027年，三级医院增至5家。（区卫生健康委牵头，区财政局配合）
（二）加强防治结合。做好工作。（区疾控局负责）
"""


def test_a_document_without_a_title_has_that_of_the_notice_that_sends_it() -> None:
    draft = draft_text(SENT)
    document = draft.document
    assert document.title == "示例市示范区完善医疗卫生服务体系实施方案"
    assert document.issuers == ("示例市示范区人民政府办公室",)
    assert str(document.issued_on) == "2024-06-11"
    assert document.number == "示范府办发〔2024〕48号"
    assert [task.path for task in draft.tasks] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("head", "issuers"),
    [
        ("示例市卫生健康委 示例市财政局关于印发", ("示例市卫生健康委", "示例市财政局")),
        ("中共示例市委办公室　示例市人民政府办公室关于印发", ("中共示例市委办公室", "示例市人民政府办公室")),
        ("示例市人民政府关于印发", ("示例市人民政府",)),
    ],
)
def test_several_issue_one_document(head: str, issuers: tuple[str, ...]) -> None:
    text = f"{head}示例市2024年医改重点任务的通知\n" + SENT.partition("2024年6月11日\n")[2]
    assert draft_text(text).document.issuers == issuers


def test_a_number_and_a_day_in_brackets() -> None:
    head = "示例市2024年深化医改重点任务\n（示医改发〔2024〕1号  2024年7月8日）\n"
    document = draft_text(head + SENT.partition("2024年6月11日\n")[2]).document
    assert (document.number, str(document.issued_on)) == ("示医改发〔2024〕1号", "2024-07-08")


@pytest.mark.parametrize(("name", "code"), [("广西", "450000"), ("宁夏", "640000"), ("新疆伊宁市", "654002")])
def test_an_autonomous_region_by_its_short_name(name: str, code: str) -> None:
    text = f"{name}2024年深化医改重点任务\n" + SENT.partition("2024年6月11日\n")[2]
    assert draft_text(text).document.region == code
