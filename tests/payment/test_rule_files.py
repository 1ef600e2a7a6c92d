"""Rules of DRG and of the gate in files: what is read is what is written, and faults are told with places."""

from __future__ import annotations

from typing import Any

import pytest

from yigai.errors import YigaiError
from yigai.files.formats import read_yaml, to_yaml
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule

READER: Any = PaymentRule
HEAD = "format: yigai-rule/1\nid: sample\ntitle: 示例\n"
RATE = """kind: drg-rate
base_rate:
  mode: elastic
  rate: {dated: [{value: "9000.00", to: "2023-12-31"}, {value: "9575.25", from: "2024-01-01"}]}
  base_share: 80%
  cap: {value: "10000.00", source: 示例办法, evidence: draft-for-comment}
institution_factor: true
deviations:
  classified_by: standard
  corrected_by: level-mean
  zones:
  - {edge: "0.4", when: <, then: cost}
  - {edge: "3", when: '>', then: excess-share, share: 70%}
review: {quota: 5%}
budget: {pool: fund-over-share, fund: "75000.00", fund_share: 75%, start_value: "9500"}
settlement: {shape: less-patients}
"""
POINTS = """kind: drg-points
area_mean: "12000.00"
least_cases: "5"
incomplete: zhejiang
day_base: "3.5"
readmission: {days: "15", same_institution: true}
"""
GATE = 'kind: tcm-gate\nshare: 60%\ndays: "10"\noperation_classes: "3"\n'
CELLS = """format: yigai-activity/1
cells:
- {institution: a, group: g1, mean_cost: "11000.00"}
- {institution: b, group: g1, new: true}
cases:
- {id: c, institution: a, tcm_cost: "1.00", tcm_diagnosis: true, tcm_class_1: false}
"""


@pytest.mark.parametrize("text", [RATE, POINTS, GATE])
def test_round_trip(text: str) -> None:
    rule = read_yaml(HEAD + text, READER)
    again = read_yaml(to_yaml(rule), READER)
    assert again == rule
    assert to_yaml(again) == to_yaml(rule)


def test_round_trip_of_cells() -> None:
    activity = read_yaml(CELLS, Activity)
    assert activity.cells[1].new is True
    assert read_yaml(to_yaml(activity), Activity) == activity


@pytest.mark.parametrize(
    ("text", "line", "found", "told"),
    [
        (RATE, "quota: 5%", "quota: 105%", "a share from 0 to 1"),
        (RATE, "mode: elastic", "mode: elastik", "fixed, floating, elastic"),
        (POINTS, "incomplete: zhejiang", "incomplete: hangzhou", "jinhua, zhejiang"),
        (POINTS, 'days: "15"', 'days: "-"', "a whole number"),
        (GATE, "share: 60%", "share: 60", "a share from 0 to 1"),
    ],
)
def test_faults_are_told_where_they_stand(text: str, line: str, found: str, told: str) -> None:
    assert line in text
    with pytest.raises(YigaiError) as caught:
        read_yaml(HEAD + text.replace(line, found), READER)
    at = (HEAD + text).split("\n")
    number = next(place for place, each in enumerate(at, 1) if line in each)
    assert f":{number}:" in str(caught.value)
    assert told in str(caught.value)
