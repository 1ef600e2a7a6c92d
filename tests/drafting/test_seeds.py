"""The real documents: the annotated ones by their score, the others by what is known of them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from yigai.drafting.contract import contract
from yigai.drafting.draft import draft, draft_text
from yigai.drafting.result import Draft, NotAPlan
from yigai.model.words import DocumentKind, DocumentStatus, Function

FLOORS = {"items": 0.98, "titles": 0.98, "owners": 0.97, "targets": 0.9, "mechanisms": 0.85}

Score = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="module")
def score(shared: Path) -> Score:
    """The scorer of drafting, which stands with the real documents."""
    spec = importlib.util.spec_from_file_location("score_draft", shared / "tools" / "score_draft.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Score = module.score
    return found


def seed(shared: Path, number: int) -> Path:
    return next((shared / "seeds").glob(f"{number:03}_*.txt"))


def gold(shared: Path, number: int) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((shared / "gold" / f"{number:03}.yaml").read_text("utf-8"))
    return read


@pytest.mark.parametrize("number", [0, 1])
def test_annotated_documents_reach_the_floors(shared: Path, score: Score, number: int) -> None:
    result = score(contract(draft(seed(shared, number))), gold(shared, number))
    for part, floor in FLOORS.items():
        assert result[part]["f1"] >= floor, (part, result[part], result["missed_targets"])
    assert result["targets"]["precision"] >= 0.93
    assert result["owner_functions"] == 1
    assert result["false_traps"] == []
    assert all(result["metadata"].values())


def test_the_national_plan_is_cut_out_of_its_page(shared: Path) -> None:
    found = draft(seed(shared, 0))
    assert [rule.declared_in for rule in found.standing_rules] == ["1.1"]
    assert not any(task.number == 0 for task in found.tasks)


def test_nanchang(shared: Path) -> None:
    found = draft(seed(shared, 2))
    assert [task.number for task in found.tasks] == list(range(1, 24))
    document = found.document
    assert (document.region, document.year, str(document.issued_on)) == ("360100", 2021, "2021-10-27")
    assert document.issuers == ("南昌市人民政府办公室",)
    assert document.status is DocumentStatus.ISSUED
    assert [target for task in found.tasks for target in task.targets if target.value] == []
    owners = [owner for task in found.tasks for owner in task.responsibilities]
    assert len(owners) == 99
    assert {owner.printed for owner in owners if owner.function is Function.OTHER} == {"各相关部门"}


def test_jilin_in_traditional_characters(shared: Path) -> None:
    found = draft(seed(shared, 3))
    assert [task.number for task in found.tasks] == list(range(1, 26))
    document = found.document
    assert (document.kind, document.script) == (DocumentKind.OPINION, "traditional")
    assert document.status is DocumentStatus.DRAFT_FOR_COMMENT
    assert document.region == "220000"
    figures = [(task.number, target.value) for task in found.tasks for target in task.targets if target.value]
    assert (3, "90") in figures
    assert found.tasks[-1].span.end < len(found.text) - 40  # what follows the date is no part of it


def test_the_news_page_is_refused(shared: Path) -> None:
    with pytest.raises(NotAPlan) as caught:
        draft(seed(shared, 4))
    assert caught.value.kind is DocumentKind.NEWS
    assert caught.value.evidence
    assert draft(seed(shared, 4), force=True).document.kind is DocumentKind.NEWS


def test_an_interpretation_alone_is_refused(shared: Path) -> None:
    page = seed(shared, 0).read_text("utf-8")
    alone = page[page.rindex("《深化医药卫生体制改革2023年下半年重点工作任务》政策解读") :]
    with pytest.raises(NotAPlan) as caught:
        draft_text(alone)
    assert caught.value.kind is DocumentKind.INTERPRETATION


def spans_of(found: Draft) -> list[tuple[int, int, str]]:
    told = [
        place
        for task in found.tasks
        for place in [
            *((owner.span, owner.printed) for owner in task.responsibilities),
            *((target.span, target.quote) for target in task.targets),
            *((duty.span, duty.quote) for duty in task.duties),
            *((mechanism.span, mechanism.quote) for mechanism in task.mechanisms),
        ]
    ]
    return [(span.start, span.end, words) for span, words in told]


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_every_value_has_its_words_in_the_text(shared: Path, number: int) -> None:
    found = draft(seed(shared, number))
    assert found.text == seed(shared, number).read_bytes().decode("utf-8")
    for start, end, words in spans_of(found):
        assert found.text[start:end].replace("\n", "").replace("\u3000", "").replace(
            " ", ""
        ) == words.replace(" ", "")
