"""Hypothesis knows how to draw our classes, without anybody importing it for us."""

from __future__ import annotations

import enum
import importlib
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from yigai import model, testing, values
from yigai.files.faults import FileFaults
from yigai.files.formats import read_yaml, to_data
from yigai.files.shapes import RULE_KINDS
from yigai.model import Observation, Plan, Statement
from yigai.model.activity import Activity
from yigai.model.payment import Dip
from yigai.model.payment.overlay import Overlay
from yigai.testing import _hypothesis, broken, broken_plans, plans

pytestmark = pytest.mark.slow

NOT_DRAWN = {model.Flaw, model.Flawed}
PUBLIC = {
    getattr(room, name)
    for room in (model, values)
    for name in room.__all__
    if isinstance(getattr(room, name), type)
} - NOT_DRAWN
CLASSES = sorted(PUBLIC, key=lambda cls: str(cls.__name__))


@pytest.mark.parametrize("cls", CLASSES)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_public_class_can_be_drawn(cls: type[Any], data: st.DataObject) -> None:
    assert type(data.draw(st.from_type(cls))) is cls


@pytest.mark.parametrize("kind", [*RULE_KINDS.values(), Activity, Overlay])
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_kind_of_payment_rule_can_be_drawn(kind: type[Any], data: st.DataObject) -> None:
    assert type(data.draw(st.from_type(kind))) is kind


def test_a_rule_with_most_of_its_parts_is_drawn() -> None:
    assert find(st.from_type(Dip), lambda rule: None not in {rule.points, rule.budget, rule.sharing}).points


def test_every_class_that_is_no_enumeration_has_a_strategy_of_ours() -> None:
    named = {
        getattr(importlib.import_module(room), name)
        for room, strategies in _hypothesis._STRATEGIES.items()
        for name in strategies
    }
    assert named >= {cls for cls in CLASSES if not issubclass(cls, enum.Enum)}


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(plan=..., statement=..., observation=...)
def test_annotations_are_enough(plan: Plan, statement: Statement, observation: Observation) -> None:
    assert isinstance(plan, Plan)
    assert isinstance(statement, Statement)
    assert isinstance(observation, Observation)


@pytest.mark.parametrize(
    "script",
    [
        "from hypothesis import strategies as st; from yigai.model import Plan",
        "from yigai.model import Plan; from hypothesis import strategies as st",
        "from yigai.testing import plans; import hypothesis.strategies as st; from yigai.model import Plan",
        "import yigai.testing.values; from hypothesis import strategies as st; from yigai.model import Plan",
    ],
)
def test_any_order_of_imports_will_do(script: str) -> None:
    draw = "st.from_type(Plan).validate(); assert 'plans' not in vars(Plan)"
    subprocess.run((sys.executable, "-W", "error", "-c", f"{script}; {draw}"), check=True)


def test_importing_the_door_and_the_testing_room_imports_no_hypothesis() -> None:
    script = "import sys, yigai, yigai.model, yigai.testing, yigai.testing.decisions; print(*sys.modules)"
    done = subprocess.run((sys.executable, "-c", script), check=True, capture_output=True, text=True)
    assert "hypothesis" not in done.stdout.split()


@pytest.mark.parametrize("statement", ["from yigai.testing import plans", "yigai.testing.plans()"])
def test_without_hypothesis_the_error_names_the_extra(statement: str) -> None:
    block = "import sys; sys.modules['hypothesis'] = None; import yigai.testing; "
    done = subprocess.run(
        (sys.executable, "-c", block + statement), check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: yigai.testing.plans needs Hypothesis; "
        "install it with: pip install 'yigai[strategies]'"
    )


def test_another_missing_module_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yigai.testing.values", None)
    with pytest.raises(ModuleNotFoundError, match=r"yigai\.testing\.values"):
        testing.__getattr__("plans")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match=r"module 'yigai\.testing' has no attribute 'plan'"):
        testing.__getattr__("plan")
    assert dir(testing) == testing.__all__


FAULTS = {
    "another format": "found 'yigai-plan/99', expected format: yigai-plan/1",
    "cut short": "valid YAML",
    "duplicate key": "found format again",
    "impossible date": "document.issued_on: found '2023-02-30'",
    "missing key": "document: found no title",
    "tag": "the tag tag:yaml.org,2002:python/name:os.system",
    "unknown key": "document.titel: found unknown key titel",
    "unknown word": "document.level: found 'town'",
}


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans())
def test_a_planted_fault_is_the_one_found(plan: Plan) -> None:
    for fault, message in FAULTS.items():
        text, name = broken._broken(to_data(plan), fault)
        with pytest.raises(FileFaults) as refused:
            read_yaml(text, Plan)
        assert name == fault
        assert message in str(refused.value)


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=broken_plans())
def test_broken_plans_say_what_was_planted(drawn: tuple[str, str]) -> None:
    text, fault = drawn
    with pytest.raises(FileFaults, match=re.escape(FAULTS[fault])):
        read_yaml(text, Plan)


def test_every_planted_fault_is_listed() -> None:
    assert {*broken._IN_DATA, *broken._IN_TEXT} == set(FAULTS)
