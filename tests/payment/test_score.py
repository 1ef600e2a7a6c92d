"""Every example of the hand score that a rule of ours can settle, figure by figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from scored import points, quotas
from scored.example import Example, Ours, came_of, examples

READ_AS: dict[str, Callable[[Example], Ours]] = {
    "bands": quotas.bands,
    "capitation": quotas.capitation,
    "case-price": quotas.case_price,
    "cost-sharing": quotas.cost_sharing,
    "dip": points.dip,
    "dip-case": points.dip_case,
    "dip-costs": points.dip_costs,
    "fee-for-service": quotas.fee_for_service,
    "per-diem": quotas.per_diem,
    "public-health": quotas.public_health,
    "settle": points.settle,
    "settle-shares": points.settle_shares,
    "staff-share": quotas.staff_share,
}
NOT_SHOWN = {
    "value_ratio", "class", "r_ratio", "cost_over_standard_ratio", "deviation_ratio", "auxiliary",
    "gap_ratio", "steps", "before_cap_ratio", "share_ratio", "above_deductible", "share_percent_view",
}  # fmt: skip
"""Figures of the score that a settlement has no column for: exact ratios that it never rounds, and classes."""
OTHERWISE: dict[str, str] = {
    "dip-settlement/published-value": "a point value used as published is not offered",
    "dip-cases/edges-draft-3-cost": "the cost taken off the pool first is the reading not taken",
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


def _shown(expected: Any) -> Any:
    """What has to agree: all but what is not shown."""
    if not isinstance(expected, dict):
        return expected if expected is None or isinstance(expected, bool | list) else str(expected)
    return {key: _shown(value) for key, value in expected.items() if key not in NOT_SHOWN}


def _common(found: Any, expected: Any) -> Any:
    """Of what was found, the figures that the score speaks of."""
    if not isinstance(found, dict) or not isinstance(expected, dict):
        return found
    return {key: _common(value, expected[key]) for key, value in found.items() if key in expected}
