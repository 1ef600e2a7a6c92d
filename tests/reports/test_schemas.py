"""The schemas of the JSON reports: they know every key that is printed, and refuse what is no such report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from yigai.catalogue.store import load
from yigai.checks.check import check
from yigai.cli import main
from yigai.drafting.contract import contract
from yigai.drafting.draft import draft_text
from yigai.model.plan import Plan
from yigai.reports.data import check_data
from yigai.reports.schemas import REPORTS
from yigai.testing import plans
from yigai.testing.values import dates

NOTICE = """示例市人民政府关于印发示例市2023年深化医改重点工作任务的通知
示府〔2023〕7号
2023年3月1日
示例市2023年深化医改重点工作任务
一、完善服务体系
（一）推进分级诊疗。到2025年，县域内住院率达到85%以上，医护比达到1:1.2，组建2—3个医共体。（市卫生健康局牵头，市财政局配合）
（二）改革支付方式。落实《示例办法》（示府〔2022〕1号），推进按病种分值付费，每季度至少通报1次。（市医保局等按职责分工负责）
（三）加强监管。实现乡镇全覆盖，定期公布信息。（以下均由各县区人民政府负责）
"""


def closed(schema: Any) -> Any:
    """The same schema, in which no object may have a key that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    if isinstance(inner.get("properties"), dict) and inner.get("type") == "object":
        inner["additionalProperties"] = False
    return inner


def problems(name: str, data: Any) -> list[str]:
    validator = Draft202012Validator(closed(REPORTS[name]()))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def printed(*arguments: str) -> Any:
    result = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert result.exit_code in {0, 1}, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", REPORTS)
def test_each_is_a_schema_that_refuses_the_reports_of_others(name: str) -> None:
    Draft202012Validator.check_schema(REPORTS[name]())
    assert problems(name, {})
    assert problems(name, {"schema": f"yigai-{name}/2"})


def test_a_check_of_the_catalogue_keeps_its_schema() -> None:
    data = printed("check", "heyuan-2023", "--against", "national-2023h2", "--as-of", "2023-12-31")
    assert problems("check", data) == []
    assert problems("check", {**data, "counts": {}})


@given(plans(), dates())
@settings(max_examples=20)
def test_so_does_the_check_of_any_plan(plan: Plan, day: Any) -> None:
    assert problems("check", check_data(check(plan, against=[load("national-2023h2")], as_of=day))) == []


def test_a_draft_and_its_links_keep_theirs(tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, "utf-8")
    data = printed("draft", str(notice))
    assert problems("draft", data) == []
    for part in ("targets", "duties", "mechanisms"):
        assert any(task[part] for task in data["tasks"])
    assert data["standing_rules"]
    assert data["document"]["cites"]
    assert problems("draft", {**data, "tasks": [{**data["tasks"][0], "span": [1]}]})
    assert problems("align", printed("align", str(notice), "national-2023h2")) == []


@pytest.mark.parametrize("number", range(5))
def test_the_drafts_of_real_notices_keep_it(shared: Path, number: int) -> None:
    text = next((shared / "seeds").glob(f"{number:03}_*.txt")).read_text("utf-8")
    assert problems("draft", contract(draft_text(text, force=True))) == []
