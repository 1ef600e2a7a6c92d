"""Made-up sentences: what must be read out of each, and what must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yigai.drafting.draft import draft_text
from yigai.drafting.result import DraftDuty, DraftTarget, DraftTask
from yigai.model.words import Softener, TargetKind

HERE = Path(__file__).parent
SENTENCES: list[dict[str, Any]] = yaml.safe_load((HERE / "sentences.yaml").read_text("utf-8"))
OWNERS: list[dict[str, Any]] = yaml.safe_load((HERE / "owners.yaml").read_text("utf-8"))
MECHANISMS: list[dict[str, Any]] = yaml.safe_load((HERE / "mechanisms.yaml").read_text("utf-8"))

PLAN = """示例市深化医药卫生体制改革2023年重点工作任务
一、工作任务
（一）{title}。{body}
（二）其他工作。做好其他工作。
"""


def item(body: str, title: str = "某项工作") -> DraftTask:
    draft = draft_text(PLAN.format(title=title, body=body), force=True)
    return next(task for task in draft.tasks if task.number == 1)


def shown(target: DraftTarget, *, with_due: bool) -> str:
    value = target.value if target.upper is None else f"{target.value}..{target.upper}"
    parts = [target.comparator.value, value, target.unit]
    if with_due:
        parts.append(str(target.due) if target.due else None)
    if target.softener is not Softener.NONE:
        parts.append(target.softener.value)
    return " ".join(part for part in parts if part)


def shown_duty(duty: DraftDuty) -> str:
    comparator = duty.comparator.value if duty.comparator else None
    return " ".join(part for part in (duty.frequency, comparator, duty.value, duty.unit) if part)


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:24])
def test_a_sentence_gives_what_it_says(case: dict[str, Any]) -> None:
    task = item(case["text"], case.get("title", "某项工作"))
    figures = [each for each in task.targets if each.kind is not TargetKind.UNIVERSAL]
    with_due = any(
        "-" in word for expected in case["targets"] for word in expected.split() if word[:2] == "20"
    )
    assert [shown(each, with_due=with_due) for each in figures] == case["targets"]
    if "indicators" in case:
        assert [each.indicator for each in figures] == case["indicators"]
    if "universal" in case:
        whole = [each.indicator for each in task.targets if each.kind is TargetKind.UNIVERSAL]
        assert whole == case["universal"]
    if "duties" in case:
        assert [shown_duty(each) for each in task.duties] == case["duties"]


@pytest.mark.parametrize("case", OWNERS, ids=lambda case: case["text"][:24])
def test_a_closing_gives_its_owners(case: dict[str, Any]) -> None:
    owners = item("推进此项工作。" + case["text"]).responsibilities
    found = [f"{owner.printed} {owner.function.value} {owner.role.value[0]}" for owner in owners]
    assert found == case["owners"]


@pytest.mark.parametrize("case", MECHANISMS, ids=lambda case: case["text"][:24])
def test_a_sentence_names_its_mechanisms(case: dict[str, Any]) -> None:
    found = [(each.mechanism.value, each.status.value) for each in item(case["text"]).mechanisms]
    expected = [words.partition(" ") for words in case["mechanisms"]]
    assert {name for name, _ in found} == {name for name, _, _ in expected}
    assert {(name, status) for name, _, status in expected if status} <= set(found)


TOLD = """示例市卫生健康发展规划
一、{heading}
（一）总体情况。“十三五”期间，签约率由52%提高到61%，每千人口床位数达到6.1张。
（二）其他情况。新增医院3家。
二、主要任务
（一）推进分级诊疗。签约率达到70%以上。
（二）加强监管。抽查比例不低于5%。
"""


@pytest.mark.parametrize("heading", ["规划背景", "发展基础与形势", "取得的主要成效", "存在的主要问题"])
def test_what_is_told_of_the_past_is_no_target(heading: str) -> None:
    draft = draft_text(TOLD.format(heading=heading), force=True)
    assert [target.value for task in draft.tasks for target in task.targets] == ["70", "5"]


def test_what_is_asked_under_another_heading_is() -> None:
    draft = draft_text(TOLD.format(heading="重点工作"), force=True)
    assert [target.value for task in draft.tasks for target in task.targets] == ["61", "6.1", "3", "70", "5"]


PLAIN = [case["text"] for case in SENTENCES if "title" not in case]


@given(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=4, unique=True))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_one_sentence_says_nothing_about_the_next(texts: list[str]) -> None:
    alone = [shown(each, with_due=True) for text in texts for each in item(text).targets]
    together = [shown(each, with_due=True) for each in item("".join(texts)).targets]
    assert together == alone


VALUES = st.decimals(min_value=1, max_value=99, places=1).map(lambda value: f"{value.normalize():f}")
WORDS = {
    "不低于": ">=", "不得少于": ">=", "达到": ">=", "提高到": ">=", "稳定在": ">=", "至少": ">=",
    "不超过": "<=", "不得高于": "<=", "控制在": "<=", "降至": "<=", "下降到": "<=", "缩短至": "<=",
    "低于": "<", "少于": "<", "高于": ">", "超过": ">", "突破": ">",
}  # fmt: skip
BEHIND = {"": None, "以上": ">=", "及以上": ">=", "以下": "<=", "以内": "<=", "左右": "approx"}


@given(
    st.sampled_from(sorted(WORDS)), VALUES, st.sampled_from(["%", "‰", "张", "家", "天", "元", "个百分点"])
)
def test_a_comparator_means_the_same_of_every_value_and_unit(word: str, value: str, unit: str) -> None:
    (target,) = item(f"到2025年，某项指标{word}{value}{unit}。").targets
    assert shown(target, with_due=True) == f"{WORDS[word]} {value} {unit} 2025-12-31"


@given(st.sampled_from(sorted(BEHIND)), VALUES)
def test_what_stands_behind_a_share_means_the_same_of_every_value(behind: str, value: str) -> None:
    (target,) = item(f"签约率达到{value}%{behind}。").targets
    assert target.comparator.value == ("approx" if BEHIND[behind] == "approx" else ">=")
    (target,) = item(f"签约率{value}%{behind}。").targets
    assert target.comparator.value == (BEHIND[behind] or "=")
