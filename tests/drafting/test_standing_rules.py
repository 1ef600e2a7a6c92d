"""Sentences that add owners to all later items (统一规定), wherever they stand in a bracket."""

from __future__ import annotations

import pytest

from yigai.drafting.draft import draft_text
from yigai.drafting.planfile import plan_of

DOCUMENT = """示例市2023年深化医改重点工作任务
（一）推进分级诊疗。做好工作。{closing}
（二）加强监管。做好工作。（市医保局负责）
"""


@pytest.mark.parametrize(
    ("closing", "owners", "added"),
    [
        (
            "（市卫生健康局等和各县区政府按职责分工负责，以下均需各县区政府负责，不再列出）",
            ["市卫生健康局", "各县区政府"],
            ["各县区政府"],
        ),
        (
            "（市卫生健康局负责。以下任务均由各县区人民政府、高新区管委会落实）",
            ["市卫生健康局"],
            ["各县区人民政府", "高新区管委会"],
        ),
        ("（以下均由各县区政府负责）", ["各县区政府"], ["各县区政府"]),
        ("（市卫生健康局负责落实）", ["市卫生健康局"], []),
    ],
)
def test_who_is_added_to_the_items_behind(closing: str, owners: list[str], added: list[str]) -> None:
    draft = draft_text(DOCUMENT.format(closing=closing), force=True)
    assert [owner.printed for owner in draft.tasks[0].responsibilities] == owners
    assert [owner.printed for rule in draft.standing_rules for owner in rule.owners] == added
    plan = plan_of(draft)
    of_second = [owner.agency for owner in plan.responsibilities_of(plan.tasks[1])]
    assert of_second == ["市医保局", *added]
