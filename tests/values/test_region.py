"""RegionCode: the code alone tells the level and what contains what."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.errors import InvalidValue
from yigai.values.region import RegionCode

# Three provinces, few cities and counties, so that one draw often contains another.
CODES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["44", "45", "36"]),
    st.sampled_from(["00", "16", "01", "90"]),
    st.sampled_from(["00", "02", "25", "10"]),
).map(RegionCode)


def _ancestors(region: RegionCode) -> list[RegionCode]:
    return [region, *(_ancestors(region.parent) if region.parent else [])]


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("440000", "province", None),
        ("441600", "city", "440000"),
        ("441625", "county", "441600"),
        ("360100", "city", "360000"),
        ("440010", "county", "440000"),
        ("441000", "city", "440000"),
        ("429004", "county", "429000"),
    ],
)
def test_level_and_parent_by_hand(code: str, level: str, parent: str | None) -> None:
    region = RegionCode(code)
    assert region.level == level
    assert region.parent == (RegionCode(parent) if parent else None)


@given(CODES, CODES)
def test_within_is_being_a_descendant_or_the_same(a: RegionCode, b: RegionCode) -> None:
    assert a.within(b) is (b in _ancestors(a))


@given(CODES, CODES, CODES)
def test_within_is_a_partial_order(a: RegionCode, b: RegionCode, c: RegionCode) -> None:
    assert a.within(a)
    assert not (a.within(b) and b.within(a)) or a == b
    assert not (a.within(b) and b.within(c)) or a.within(c)


@given(CODES)
def test_reads_what_it_writes(region: RegionCode) -> None:
    assert RegionCode.parse(str(region)) == region


@given(CODES, CODES)
def test_ordered_as_its_digits(a: RegionCode, b: RegionCode) -> None:
    assert (a < b) is (a.code < b.code)
    assert len({a, b}) == len({a.code, b.code})


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "44160",
        "4416000",
        "001600",
        "000000",
        "４４１６００",
        "44160a",
        "441600\n",
        " 441600",
        441600,
        441600.0,
        None,
    ],
)
def test_anything_else_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        RegionCode(wrong)
    assert caught.value.found == repr(wrong)
