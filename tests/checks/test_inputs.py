"""What a check is given: each document once, of the right type, with links that are really its own."""

from __future__ import annotations

from typing import Any

import attrs
import pendulum
import pytest

import yigai
from yigai.errors import InvalidValue
from yigai.files.formats import read_yaml
from yigai.model import Alignment, Plan

AS_OF = pendulum.Date(2023, 12, 31)
CITY, NATION = yigai.load("heyuan-2023"), yigai.load("national-2023h2")
LINKS = yigai.load_alignment("heyuan-2023--national-2023h2")


def test_a_document_is_not_judged_against_itself() -> None:
    with pytest.raises(InvalidValue, match="another document than the plan"):
        yigai.check(NATION, against=[NATION], as_of=AS_OF)


def test_an_alignment_is_given_once() -> None:
    with pytest.raises(InvalidValue, match="each alignment once"):
        yigai.check(CITY, against=[NATION], links=[LINKS, LINKS], as_of=AS_OF)


def test_two_readers_may_align_the_same_documents() -> None:
    other = attrs.evolve(LINKS, author="somebody else")
    report = yigai.check(CITY, against=[NATION], links=[LINKS, other], as_of=AS_OF)
    assert len(report.links) == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"plan": "heyuan-2023"}, "see yigai.load"),
        ({"against": "national-2023h2"}, "a list of Plans"),
        ({"against": NATION}, "a list of Plans"),
        ({"against": ["national-2023h2"]}, "a list of Plans"),
        ({"links": ["links.yaml"]}, "see yigai.load_alignment"),
        ({"links": LINKS}, "see yigai.load_alignment"),
    ],
)
def test_what_is_of_another_type_is_refused_with_the_way_to_get_it(given: dict[str, Any], words: str) -> None:
    arguments: dict[str, Any] = {"plan": CITY, "against": [NATION], "links": None, "as_of": AS_OF} | given
    with pytest.raises(InvalidValue, match=words):
        yigai.check(arguments.pop("plan"), **arguments)


def test_another_plan_of_a_known_id_does_not_get_the_known_alignment() -> None:
    namesake = attrs.evolve(CITY, tasks=CITY.tasks[:1])
    report = yigai.check(namesake, against=[NATION], as_of=AS_OF)
    assert report.links == ()
    assert {verdict.outcome for verdict in report.verdicts} == {
        yigai.Outcome.NOT_EVALUATED,
        yigai.Outcome.NOT_APPLICABLE,
    }


def test_a_severity_may_be_named() -> None:
    report = yigai.check(CITY, against=[NATION], as_of=AS_OF)
    assert report.fails("warning") is report.fails(yigai.Severity.WARNING) is True
    with pytest.raises(ValueError, match="not a valid Severity"):
        report.fails("grave")


def test_of_two_weak_answers_the_nearer_is_named() -> None:
    upper = _plan("upper", "national", 'value: "70"')
    far, near = _statement("a-far", 'value: "10"'), _statement("b-near", 'value: "69"')
    unbounded = _statement("a-cap", 'value: "99"').replace('">="', '"<="')
    lower = read_yaml(_HEAD.format(id="lower", level="city") + unbounded + far + near, Plan)
    report = yigai.check(lower, against=[upper], links=[_ALIGNED], as_of=AS_OF)
    (judged,) = report.comparisons[0].judged
    assert judged.verdict.claim == "lower#1/b-near"
    assert [answer.claim for answer in judged.answers] == ["lower#1/b-near", "lower#1/a-far", "lower#1/a-cap"]


def test_the_reason_of_a_link_is_told() -> None:
    report = yigai.check(CITY, against=[NATION], as_of=AS_OF)
    found = {each.requirement: each.linked_because for each in report.findings if each.linked_because}
    reasons = {f"{LINKS.upper}#{link.upper}": link.reason for link in LINKS.links}
    assert found
    assert all(reasons[str(address)] for address in found)


_HEAD = """format: yigai-plan/1
document: {{id: {id}, title: t, kind: plan, level: {level}}}
tasks:
- path: "1"
  statements:
"""


def _statement(name: str, figure: str) -> str:
    return (
        f"  - {{kind: target, id: {name}, summary: s, indicator: staff-spending-share, "
        f'comparator: ">=", {figure}, unit: "%"}}\n'
    )


def _plan(name: str, level: str, figure: str) -> Plan:
    return read_yaml(_HEAD.format(id=name, level=level) + _statement("asked", figure), Plan)


_ALIGNED = read_yaml(
    """format: yigai-alignment/1
lower: lower
upper: upper
basis: printed
depth: statements
author: test
links: [{from: "1", to: "1"}]
""",
    Alignment,
)
