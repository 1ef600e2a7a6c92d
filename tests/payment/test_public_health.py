"""Money for public health: residents x amount, a part prepaid, the rest by assessment; made-up amounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.payment.builder import Undecided
from yigai.payment.evaluate import MissingData
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement

Settled = Callable[[str, str], Settlement]


def rule(per_head: str, share: str) -> str:
    return f'kind: public-health\nper_head: "{per_head}"\nprepaid_share: "{share}"'


def county(residents: int, k: str) -> str:
    return f'consortia: [{{id: east, residents: {residents}, assessment: "{k}"}}]'


def parts(settlement: Settlement) -> tuple[str, ...]:
    found = settlement.figures(Table.CONSORTIUM, "east")
    return tuple(found[name] for name in ("whole", "prepaid_part", "rest", "after_assessment", "not_paid"))


@pytest.mark.parametrize(
    ("k", "after", "unpaid"),
    [("0.95", "7980942.02", "420049.58"), ("1", "8400991.60", "0.00"), ("0", "0.00", "8400991.60")],
)
def test_the_rest_times_the_assessment(settled: Settled, k: str, after: str, unpaid: str) -> None:
    settlement = settled(rule("84.01", "0.7"), county(333_333, k))
    assert parts(settlement) == ("28003305.33", "19602313.73", "8400991.60", after, unpaid)


@pytest.mark.parametrize(
    ("per_head", "expected"),
    [
        ("0.04", ("0.04", "0.02", "0.02", "0.01", "0.01")),
        ("0.05", ("0.05", "0.03", "0.02", "0.01", "0.01")),  # 2.5 fen, the prepaid part first
        ("0.06", ("0.06", "0.03", "0.03", "0.02", "0.01")),  # 1.5 fen
    ],
)
def test_the_parts_around_half_a_fen(settled: Settled, per_head: str, expected: tuple[str, ...]) -> None:
    assert parts(settled(rule(per_head, "0.5"), county(1, "0.5"))) == expected


def test_an_assessment_lies_between_nothing_and_all_and_is_known(settled: Settled) -> None:
    with pytest.raises(InvalidValue, match="above 1"):
        settled(rule("84.01", "0.7"), county(1, "1.0001"))
    with pytest.raises(MissingData, match="assessment factor"):
        settled(rule("84.01", "0.7"), "consortia: [{id: east, residents: 1}]")


def test_what_the_rule_has_to_say(settled: Settled) -> None:
    with pytest.raises(Undecided) as refused:
        settled("kind: public-health", county(1, "1"))
    assert refused.value.open == ("per_head", "prepaid_share")
    assert refused.value.flaws == ()  # what is open is not wrong besides
    with pytest.raises(InvalidValue, match="a share between 0 and 1"):
        settled(rule("84.01", "1.01"), county(1, "1"))
    with pytest.raises(InvalidValue, match="not negative"):
        settled(rule("-0.01", "1"), county(1, "1"))


@given(
    st.integers(0, 10**6),
    st.integers(0, 10**5),
    st.fractions(0, 1, max_denominator=50),
    st.integers(0, 10**4),
)
def test_nothing_is_lost_between_the_parts(
    settled: Settled, residents: int, fen: int, share: object, k: int
) -> None:
    settlement = settled(
        rule(f"{fen // 100}.{fen % 100:02}", f"{share}"), county(residents, f"{k / 10**4:.4f}")
    )
    whole, prepaid, rest, after, unpaid = (int(each.replace(".", "")) for each in parts(settlement))
    assert prepaid + rest == whole == residents * fen
    assert after + unpaid == rest
    assert settlement.total.fen == prepaid + after
