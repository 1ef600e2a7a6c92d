"""The law book as data: every row of the decision table comes out as a reader of policy wrote it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from yigai.judging.verdict import Deviation, Outcome, Reason
from yigai.model.statement import Target
from yigai.model.words import Better, Comparator, Extent
from yigai.testing.decisions import Row, judged, read_decision_table

HERE = Path(__file__).parent
TABLE = read_decision_table(HERE / "decision_table.yaml")
ROWS = [
    pytest.param(row, id=f"{group.title} {position}")
    for group in TABLE.groups
    for position, row in enumerate(group.rows, 1)
]


@pytest.mark.parametrize("row", ROWS)
def test_row(row: Row) -> None:
    verdict = judged(row, TABLE.vocabulary)
    assert (verdict.outcome, verdict.deviations, verdict.reasons) == (
        row.verdict,
        row.deviations,
        row.reasons,
    )


def test_the_table_is_not_thin() -> None:
    rows = [row for group in TABLE.groups for row in group.rows]
    checks_only = {Outcome.MISSING, Outcome.NOT_APPLICABLE}
    about_absence = {
        Reason.NOT_ALIGNED,
        Reason.ALIGNED_TO_TASKS_ONLY,
        Reason.ADDRESSED_ABOVE,
        Reason.COUNTED_OVER_AREAS,
    }
    assert len(rows) >= 300
    assert {row.verdict for row in rows} == set(Outcome) - checks_only
    assert {deviation for row in rows for deviation in row.deviations} == set(Deviation)
    assert {reason for row in rows for reason in row.reasons} == set(Reason) - about_absence
    assert {row.extent for row in rows} == {None, *Extent}


def test_every_comparator_is_asked_in_every_direction() -> None:
    better = {indicator.id: indicator.better for indicator in TABLE.vocabulary.indicators}
    asked = {
        (better.get(row.asked.indicator), row.asked.comparator)
        for group in TABLE.groups
        for row in group.rows
        if isinstance(row.asked, Target)
    }
    missing = {(way, comparator) for way in Better for comparator in Comparator} - asked
    assert not missing


def test_no_row_is_written_twice() -> None:
    seen = set()
    for group in TABLE.groups:
        for row in group.rows:
            key = (repr(row.asked), repr(row.answered), row.extent, repr(row.redefined))
            assert key not in seen, f"{group.title}: {key}"
            seen.add(key)


def test_the_page_is_fresh() -> None:
    script = runpy.run_path(str(HERE / "generate_table.py"))
    assert script["PAGE"].read_text(encoding="utf-8") == script["page"](TABLE)
