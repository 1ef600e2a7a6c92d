"""Every example of the hand score that a rule of ours can settle, figure by figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from scored import counties, drg, points, quotas, references
from scored.example import FOLDER, Example, Ours, Tree, came_of, examples

READ_AS: dict[str, Callable[[Example], Ours]] = {
    "bands": quotas.bands,
    "by-date": counties.by_date,
    "capitation": quotas.capitation,
    "case-price": quotas.case_price,
    "consortium": counties.consortium,
    "cost-sharing": quotas.cost_sharing,
    "county-package": counties.county_package,
    "dip": points.dip,
    "dip-case": points.dip_case,
    "dip-costs": points.dip_costs,
    "drg-outliers": drg.drg_outliers,
    "drg-points": drg.drg_points,
    "drg-rate": drg.drg_rate,
    "fee-for-service": quotas.fee_for_service,
    "floor-met": counties.floor_met,
    "history-package": counties.history_package,
    "interim": counties.interim,
    "per-diem": quotas.per_diem,
    "price-review": counties.price_review,
    "price-volume": counties.price_volume,
    "procurement": counties.procurement,
    "public-health": quotas.public_health,
    "review-due": counties.review_due,
    "review-quota": points.review_quota,
    "settle": points.settle,
    "settle-shares": points.settle_shares,
    "share-out": points.share_out,
    "staff-share": quotas.staff_share,
    "tcm-gate": drg.tcm_gate,
    "timely": counties.timely,
    "two-way": quotas.two_way,
}
ANSWERED: dict[str, Callable[[Example], Tree]] = {
    "auxiliary-factor": references.auxiliary_factor,
    "dip-base": references.dip_base,
    "in-force": references.in_force,
    "institution-factor": references.institution_factor,
    "relative-weights": references.relative_weights,
    "rounding": references.rounding,
    "start-value": references.start_value,
    "weights-conserved": references.weights_conserved,
}
"""What is answered beside a settlement, or without one."""
NO_SUCH_THING = {
    "trimmed-mean": "no text says which stays lie beyond 2.5 % and 97.5 %: by count, or by percentile",
}
"""Files of the score about something we do not do, and why."""
NOT_SHOWN = {
    "value_ratio", "r_ratio", "cost_over_standard_ratio", "deviation_ratio", "gap_ratio", "before_cap_ratio",
    "mean_all_ratio", "case_mix_index_ratio",
    "share_ratio", "alpha_b_ratio", "per_head_ratio", "base_ratio", "budget_ratio", "spend_ratio",
    "rate_ratio", "floating_ratio", "product_ratio",  # never rounded
    "class", "auxiliary", "steps", "stopped_by", "by", "growth_used", "rate",  # told by the trace
    "share_ok", "classes_ok", "group", "increment_points",  # as well
    "above_deductible", "reserve_basis", "correction", "due",  # differences that stand in no column
    "before_points", "after_points", "start_value_view",  # on the way to an answer, or beside it
    "share_percent_view",  # rounded down here, so that 41.99996 % does not read as 42
}  # fmt: skip
"""Figures of the score that a settlement has no column for."""
OTHERWISE: dict[str, str] = {
    "dip-cases/edges-draft-3-cost": "the cost taken off the pool first is the reading not taken",
    "drg-rate/outliers-chongqing": "the top 5 % of a group is not offered",
    "drg-rate/outliers-nineteen": "the top 5 % of a group is not offered",
    "drg-rate/outliers-no-mean": "the top 5 % of a group is not offered",
    "price-review/interval-not-yet-reviewed": "a review is judged on the day it is made",
    "price-review/interval-last-missing": "an unknown last review leaves the decision open",
    "conventions/two-way-negative": "a sum that is split is not negative: it is refused",
    "special-cases/over-quota": "reviews above the quota are counted and told, none is refused",
}
"""Examples that no rule of ours can express, and why."""


def _all() -> Iterator[Any]:
    for name, read_as in READ_AS.items():
        for example in examples(name):
            if example.id not in OTHERWISE:
                yield pytest.param(example, read_as, id=example.id)


@pytest.mark.parametrize(("example", "read_as"), list(_all()))
def test_the_score(example: Example, read_as: Callable[[Example], Ours]) -> None:
    found = came_of(read_as(example))
    assert _common(found, example.expected) == _shown(example.expected)


@pytest.mark.parametrize(
    ("example", "answer"),
    [
        pytest.param(example, answer, id=example.id)
        for name, answer in ANSWERED.items()
        for example in examples(name)
    ],
)
def test_what_is_answered_without_a_settlement(example: Example, answer: Callable[[Example], Tree]) -> None:
    assert _common(answer(example), example.expected) == _shown(example.expected)


def test_every_file_of_the_score_is_read_or_told_why_not() -> None:
    read = [*READ_AS, *ANSWERED, *NO_SUCH_THING]
    assert sorted(read) == sorted(each.stem for each in FOLDER.glob("*.yaml"))


def _shown(expected: Any) -> Any:
    """What has to agree: all but what is not shown."""
    if not isinstance(expected, dict):
        return expected if expected is None or isinstance(expected, bool | list | int) else str(expected)
    return {key: _shown(value) for key, value in expected.items() if key not in NOT_SHOWN}


def _common(found: Any, expected: Any) -> Any:
    """Of what was found, the figures that the score speaks of."""
    if not isinstance(found, dict) or not isinstance(expected, dict):
        return found
    return {key: _common(value, expected[key]) for key, value in found.items() if key in expected}
