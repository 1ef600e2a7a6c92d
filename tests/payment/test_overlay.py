"""Overlays: the base never changes, what is untouched is shared, what is apart commutes, faults are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yigai import testing
from yigai.catalogue.rules import load_rule
from yigai.errors import in_language
from yigai.files.convert import unstructure
from yigai.files.faults import FileFaults
from yigai.files.formats import read_file, read_yaml, to_json, to_yaml
from yigai.files.overlay import _NOT_SET
from yigai.files.shapes import CLASSES, RULE_KINDS, file_keys
from yigai.model.activity import Activity
from yigai.model.payment import Dip, Parameter, PaymentRule, PointBudget
from yigai.payment.overlay import overlay
from yigai.payment.settle import settle
from yigai.values.citation import Evidence
from yigai.values.money import Money
from yigai.values.ratio import Ratio

EXAMPLE = Path(__file__).parents[2] / "examples" / "dip_city"
Settings = dict[str, Any]
FIELDS = f"one of {', '.join(file_keys(PointBudget))}"


RULE = """\
format: yigai-rule/1
kind: dip
id: city
title: 示例（虚构）
source: 示例办法
evidence: inferred
points: {method: average, reference: "8000.00"}
effective: {from: "2024-01-01"}
deviations:
  classified_by: group-mean
  zones:
    - {edge: "0.5", when: "<", then: ratio}
    - {edge: "2", when: ">", then: excess}
    - {edge: "5", when: ">", then: review}
review: {quota: "5‰"}
budget: {pool: fund, fund: "50000.00"}
settlement: {shape: as-shared}
"""


@pytest.fixture
def rule() -> Dip:
    read: object = read_yaml(RULE, PaymentRule)  # type: ignore[arg-type]
    assert isinstance(read, Dip)
    return read


def told(rule: PaymentRule, settings: Settings) -> list[tuple[str, str, str, str]]:
    """Place, found, expected and hint of every fault."""
    with pytest.raises(FileFaults) as caught:
        overlay(rule, settings, source="what-if")
    return [
        (each.field, in_language(each.found, "en"), each.expected.en, each.hint.en)
        for each in caught.value.faults
    ]


class TestWhatIsSet:
    def test_values_are_read_as_in_a_file_and_cite_their_own_source(self, rule: Dip) -> None:
        settings = {"budget.fund": "60000.00", "deviations.zones[1].edge": "250%", "auxiliary": "true"}
        new = overlay(rule, settings, source="示例办法", evidence=Evidence.PRACTICE)
        assert isinstance(new, Dip)
        assert new.budget is not None
        assert new.budget.fund is not None
        assert new.budget.fund.values[0].value == Money(6000000)
        cited = new.budget.fund.values[0].cited(new.citation())
        assert (cited.source, cited.evidence) == ("示例办法", Evidence.PRACTICE)
        assert new.deviations is not None
        assert [zone.edge for zone in new.deviations.zones] == [
            Ratio.parse(each) for each in ("0.5", "2.5", "5")
        ]
        assert new.deviations.note == "叠加 deviations.zones[1].edge：示例办法（实践）"
        assert new.deviations.evidence is Evidence.INFERRED  # no better than the rest of it
        assert new.auxiliary
        assert new.note == "叠加 auxiliary：示例办法（实践）"

    def test_a_part_known_better_becomes_no_better_than_what_is_set(self, rule: Dip) -> None:
        issued = attrs.evolve(rule, evidence=Evidence.ISSUED)
        new = overlay(issued, {"deviations.zones[0].edge": "0.4"}, source="x", evidence=Evidence.PRESS)
        assert isinstance(new, Dip)
        assert new.deviations is not None
        assert new.deviations.evidence is Evidence.PRESS
        assert new.evidence is Evidence.ISSUED

    def test_a_value_may_bring_its_dates_and_source(self, rule: Dip) -> None:
        dated = {"value": "7", "from": "2024-07-01", "source": "补充通知", "evidence": "issued"}
        new = overlay(rule, {"budget.fund": dated}, source="what-if")
        assert isinstance(new, Dip)
        assert new.budget is not None
        assert new.budget.fund is not None
        [value] = new.budget.fund.values
        assert (value.first, value.source, value.evidence) == (
            pendulum.Date(2024, 7, 1), "补充通知", Evidence.ISSUED,
        )  # fmt: skip

    def test_a_part_that_the_base_does_not_have(self, rule: Dip) -> None:
        assert rule.holding is None
        new = overlay(rule, {"holding.deposit": "5%"}, source="x")
        assert isinstance(new, Dip)
        assert new.holding is not None
        assert new.holding.deposit is not None
        assert new.holding.deposit.values[0].value == Ratio.parse("0.05")

    def test_a_whole_part(self, rule: Dip) -> None:
        bands = [{"from": "0", "to": "0.1", "share": "0.6"}, {"from": "0.1", "share": "0"}]
        table = {"method": "marginal", "closed": "<=", "bands": bands}
        new = overlay(rule, {"sharing": {"overrun": table}}, source="x", evidence=Evidence.PRESS)
        assert isinstance(new, Dip)
        assert new.sharing is not None
        assert new.sharing.overrun is not None
        assert new.sharing.overrun.source == "x"
        again = overlay(
            new, {"sharing.overrun.bands[0].to": "0.05", "sharing.overrun.bands[1].from": "0.05"}, source="y"
        )
        assert isinstance(again, Dip)
        assert again.sharing is not None
        assert again.sharing.overrun is not None
        assert again.sharing.overrun.bands[0].end == Ratio.parse("0.05")

    def test_nothing_said_is_unknown_again(self, rule: Dip) -> None:
        new = overlay(rule, {"budget.fund": None}, source="x")
        assert isinstance(new, Dip)
        assert new.budget is not None
        assert new.budget.fund is None

    def test_the_same_place_again_is_noted_once(self, rule: Dip) -> None:
        once = overlay(rule, {"auxiliary": "true"}, source="省")
        twice = overlay(once, {"auxiliary": "false"}, source="市")
        assert twice.note == "叠加 auxiliary：市（推断）"

    def test_settlement_takes_it_like_any_rule(self) -> None:
        rule = load_rule(EXAMPLE / "dip.rule.yaml")
        activity = read_file(EXAMPLE / "activity.yaml", Activity)
        day = pendulum.date(2024, 12, 31)
        before = settle(rule, activity, as_of=day)
        after = settle(overlay(rule, {"budget.fund": "60000.00"}, source="what-if"), activity, as_of=day)
        assert (str(before.total), str(after.total)) == ("50000.00", "60000.00")


class TestSharing:
    def test_what_is_not_touched_is_the_very_same(self, rule: Dip) -> None:
        new = overlay(rule, {"deviations.zones[1].edge": "2.5"}, source="x")
        assert isinstance(new, Dip)
        for name in ("points", "review", "budget", "settlement", "effective"):
            assert getattr(new, name) is getattr(rule, name), name
        assert new.deviations is not None
        assert rule.deviations is not None
        assert new.deviations is not rule.deviations
        assert new.deviations.zones[0] is rule.deviations.zones[0]
        assert new.deviations.zones[1] is not rule.deviations.zones[1]
        assert new.deviations.zones[2] is rule.deviations.zones[2]

    def test_beside_what_is_set_too(self, rule: Dip) -> None:
        new = overlay(rule, {"budget.fund": "1"}, source="x")
        assert isinstance(new, Dip)
        assert new.budget is not None
        assert rule.budget is not None
        assert new.budget.pool is rule.budget.pool
        assert new.deviations is rule.deviations


def places(part: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every place in a rule where something stands that may be set, with what stands there as in a file."""
    for key, name in file_keys(type(part)).items():
        if name is None or key in _NOT_SET or name == "title":
            continue
        value = getattr(part, name)
        here = f"{above}.{key}".removeprefix(".")
        if type(value) in CLASSES and not isinstance(value, Parameter):
            yield from places(value, here)
        elif isinstance(value, tuple) and all(type(member) in CLASSES for member in value):
            for at, member in enumerate(value):
                yield from places(member, f"{here}[{at}]")
        elif value is not None:
            yield here, unstructure({"it": value})["it"]


@st.composite
def rules_and_settings(draw: st.DrawFn) -> tuple[PaymentRule, Settings, Settings]:
    """A rule, and two lots of settings of different places, each to what stands there already."""
    rule = draw(testing.payment_rules())
    known = dict(places(rule))
    assume(known)
    chosen = draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=6))
    cut = draw(st.integers(0, len(chosen)))
    return rule, {path: known[path] for path in chosen[:cut]}, {path: known[path] for path in chosen[cut:]}


class TestProperties:
    @given(rules_and_settings())
    def test_the_base_never_changes(self, drawn: tuple[PaymentRule, Settings, Settings]) -> None:
        rule, settings, _ = drawn
        before, written = hash(rule), to_json(rule)
        copied = json.dumps(settings, ensure_ascii=False)
        overlay(rule, settings, source="x")
        assert (hash(rule), to_json(rule)) == (before, written)
        assert json.dumps(settings, ensure_ascii=False) == copied

    @given(rules_and_settings(), st.sampled_from(Evidence), st.sampled_from(Evidence))
    def test_overlays_of_different_places_commute(
        self, drawn: tuple[PaymentRule, Settings, Settings], first: Evidence, second: Evidence
    ) -> None:
        rule, one, other = drawn
        ahead = overlay(overlay(rule, one, source="a", evidence=first), other, source="b", evidence=second)
        back = overlay(overlay(rule, other, source="b", evidence=second), one, source="a", evidence=first)
        assert ahead == back
        assert to_yaml(ahead) == to_yaml(back)

    @given(rules_and_settings())
    def test_setting_what_stands_there_changes_sources_only(
        self, drawn: tuple[PaymentRule, Settings, Settings]
    ) -> None:
        rule, settings, _ = drawn
        new = overlay(rule, settings, source="x")
        assert without_sources(unstructure(new)) == without_sources(unstructure(rule))

    @given(testing.payment_rules())
    def test_nothing_set_changes_nothing(self, rule: PaymentRule) -> None:
        assert overlay(rule, {}, source="x") == rule

    @pytest.mark.parametrize("kind", RULE_KINDS)
    def test_every_kind(self, kind: str) -> None:
        rule = RULE_KINDS[kind](id="r", title="规则")
        assert overlay(rule, {"title": "别名"}, source="x").title == "别名"


def without_sources(data: Any) -> Any:
    """The data of a rule without who says so; a value alone is the same as one with a source."""
    if isinstance(data, dict):
        kept = {key: without_sources(item) for key, item in data.items() if key not in _NOT_SET}
        return kept["value"] if list(kept) == ["value"] else kept
    return [without_sources(each) for each in data] if isinstance(data, list) else data


class TestFaults:
    def test_all_of_them_at_once(self, rule: Dip) -> None:
        money = "yuan as text with at most two decimals and no separators, such as '1234.56'"
        settings = {
            "budget.fnd": "1", "budget.fund": "6万", "deviations.zones[9].edge": "2",
            "points.method": "averag", "budgt.fund": "1", "budget.fund_share": {"valu": "1"},
        }  # fmt: skip
        found = {place: (said, expected, hint) for place, said, expected, hint in told(rule, settings)}
        assert found["budget.fnd"] == (
            "unknown place fnd",
            FIELDS,
            "did you mean 'fund'?",
        )
        assert found["budget.fund"] == ("'6万'", money, "")
        assert found["deviations.zones[9].edge"][:2] == ("unknown place [9]", "one of [0], [1], [2]")
        assert found["points.method"][2] == "did you mean 'average'?"
        assert found["budgt.fund"][2] == "did you mean 'budget'?"
        assert found["budget.fund_share.valu"][0] == "unknown key valu"

    @pytest.mark.parametrize(
        ("path", "found", "expected"),
        [
            ("Budget.fund", "'Budget.fund'", "a place in a rule"),
            ("budget..fund", "'budget..fund'", "a place in a rule"),
            ("deviations.zones[-1].edge", "'deviations.zones[-1].edge'", "a place in a rule"),
            ("budget.fund.value", "budget.fund.value", "budget.fund, as a whole"),
            ("auxiliary.yes", "auxiliary.yes", "auxiliary, as a whole"),
            ("sharing.surplus.bands[0].to", "unknown place [0]", "the list as a whole"),
            ("deviations.zones.edge", "unknown place [edge]", "one of [0], [1], [2]"),
            ("source", "unknown place source", "one of title"),
            ("kind", "unknown place kind", "one of title"),
        ],
    )
    def test_places(self, rule: Dip, path: str, found: str, expected: str) -> None:
        [(place, said, wanted, _)] = told(rule, {path: "1"})
        assert (place, said) == (path, found)
        assert wanted.startswith(expected)

    def test_values_that_contradict_each_other(self, rule: Dip) -> None:
        assert told(rule, {"deviations.zones[1].edge": "5"}) == [
            ("deviations.zones[1].edge", "one edge twice", "zones with different edges", "")
        ]

    def test_a_place_within_another(self, rule: Dip) -> None:
        assert (
            told(rule, {"budget": {}, "budget.fund": "1"})[0][2]
            == "a place apart from budget, which is set too"
        )

    def test_the_message_is_that_of_a_file(self, rule: Dip, tmp_path: Path) -> None:
        path = tmp_path / "rule.yaml"
        path.write_text(to_yaml(rule).replace("50000.00", "5,0"), "utf-8")
        with pytest.raises(FileFaults) as in_file:
            load_rule(path)
        with pytest.raises(FileFaults) as set_:
            overlay(rule, {"budget.fund": "5,0"}, source="x")
        [one], [other] = in_file.value.faults, set_.value.faults
        assert (one.field, one.found, one.expected) == (other.field, other.found, other.expected)
