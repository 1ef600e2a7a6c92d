"""What a policy evaluator says of Heyuan against the nation: the contract, and the whole hand score."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import attrs
import pendulum
import pytest
import yaml

import yigai
from yigai.catalogue import store
from yigai.checks.comparison import Judged
from yigai.judging.verdict import Reason
from yigai.model import AlignmentBasis

CITY, NATION = "heyuan-2023", "national-2023h2"
HAND_SCORE = Path(__file__).parent / "expected_verdicts.yaml"
ADDRESSED_ABOVE = "addressed to a level above"


@pytest.fixture(scope="module")
def report() -> yigai.CheckReport:
    as_of = pendulum.Date(2023, 12, 31)
    return yigai.check(yigai.load(CITY), against=[yigai.load(NATION)], as_of=as_of)


@pytest.fixture(scope="module")
def judged(report: yigai.CheckReport) -> dict[str, Judged]:
    """Every judged statement by its address below the national plan."""
    (comparison,) = report.comparisons
    return {below(each.verdict.requirement): each for each in comparison.judged}


def below(address: str) -> str:
    return address.partition("#")[2]


# The acceptance table


class Row(NamedTuple):
    """One row of the table; no severity means that nothing is found about the statement."""

    asked: str
    outcome: str
    answer: str | None = None
    deviations: tuple[str, ...] = ()
    reason: Reason | None = None
    nearby: tuple[str, ...] = ()
    rule: str | None = None
    severity: str | None = None
    is_noted: bool = False


TABLE = [
    Row("3.12/drg-dip-coverage", "NOT_APPLICABLE", reason=Reason.COUNTED_OVER_AREAS),
    Row("3.12/drg-or-dip", "TAKEN_UP", "2.10/dip-main"),
    Row(
        "3.12/surplus-retention",
        "MISSING",
        nearby=("2.10/heping-surplus-retention",),
        rule="YG-COV-001",
        severity="warning",
    ),
    Row("3.12/per-diem-long-stay", "MISSING", rule="YG-COV-001", severity="warning"),
    Row("1.4/consortium-global-budget", "TAKEN_UP", "2.10/heping-global-budget"),
    Row(
        "3.10/e-voucher-coverage",
        "DEVIATES",
        "4.22/e-voucher",
        deviations=("UNQUANTIFIED",),
        rule="YG-TGT-006",
        severity="warning",
    ),
    Row(
        "2.6/price-review",
        "DEVIATES",
        "2.9/price-review",
        deviations=("WEAKER",),
        rule="YG-TGT-001",
        severity="warning",
        is_noted=True,
    ),
    Row("4.14/procured-drugs", "NOT_APPLICABLE", reason=Reason.ADDRESSED_ABOVE),
    Row("4.14/procurement-surplus-retention", "TAKEN_UP", "2.8/procurement-surplus-retention"),
    Row("2.7/no-income-quota", "MISSING", rule="YG-COV-006", severity="info"),
    Row("2.7/no-income-linked-pay", "MISSING", rule="YG-COV-006", severity="info"),
    Row(
        "5.17/disease-control-reform",
        "DEVIATES",
        "3.13/disease-control-reform",
        deviations=("UNDATED",),
        rule="YG-TGT-005",
        severity="warning",
    ),
]
ROWS = pytest.mark.parametrize("row", TABLE, ids=[row.asked for row in TABLE])


@ROWS
def test_the_verdict_is_the_contract(judged: dict[str, Judged], row: Row) -> None:
    verdict = judged[row.asked].verdict
    assert verdict.outcome.value == row.outcome
    assert {deviation.value for deviation in verdict.deviations} == set(row.deviations)
    assert verdict.reasons == ((row.reason,) if row.reason else ())
    assert verdict.claim == (f"{CITY}#{row.answer}" if row.answer else None)


@ROWS
def test_what_lies_near_is_shown(judged: dict[str, Judged], row: Row) -> None:
    assert tuple(map(below, judged[row.asked].nearby)) == row.nearby


@ROWS
def test_one_finding_says_what_is_unmet(report: yigai.CheckReport, row: Row) -> None:
    found = [each for each in report.findings if each.requirement == f"{NATION}#{row.asked}"]
    assert [(each.rule, each.severity.value) for each in found] == (
        [(row.rule, row.severity)] if row.rule else []
    )
    for finding in found:
        assert (ADDRESSED_ABOVE in finding.message.en) is row.is_noted
        assert ("不面向本级" in finding.message.zh) is row.is_noted
        assert all(near in finding.message.zh for near in row.nearby)
        assert finding.subject == (f"{CITY}#{row.answer}" if row.answer else None)
        assert [citation.source for citation in finding.citations] == [f"{NATION}#{row.asked.split('/')[0]}"]


def test_the_values_of_the_weaker_review_are_shown(report: yigai.CheckReport) -> None:
    (finding,) = (each for each in report.findings if each.rule == "YG-TGT-001")
    assert (finding.expected, finding.actual) == ("1 / year", "1 / 2 year")
    assert [citation.evidence.value for citation in finding.citations] == ["inferred"]


def test_nothing_topical_is_an_error(report: yigai.CheckReport) -> None:
    assert {finding.severity for finding in report.findings if finding.requirement} == {
        yigai.Severity.WARNING,
        yigai.Severity.INFO,
    }
    assert report.crashes == ()
    assert not report.fails()
    assert report.fails(yigai.Severity.WARNING)


def test_an_unmet_firm_target_is_an_error_where_links_are_printed() -> None:
    """The same comparison, as if Heyuan's text itself had named the national tasks."""
    alignment = store.alignment(CITY, NATION)
    assert alignment is not None
    printed = attrs.evolve(alignment, basis=AlignmentBasis.PRINTED)
    as_of = pendulum.Date(2023, 12, 31)
    report = yigai.check(yigai.load(CITY), against=[yigai.load(NATION)], links=[printed], as_of=as_of)
    errors = {
        below(each.requirement or "") for each in report.findings if each.severity is yigai.Severity.ERROR
    }
    assert errors == {"3.10/e-voucher-coverage"}


def test_the_head_says_that_the_years_differ(report: yigai.CheckReport) -> None:
    assert [limit.zh for limit in report.limits if "2022" in limit.zh and "2023" in limit.zh] != []
    assert any("推断" in limit.zh for limit in report.limits)


def test_the_same_input_gives_the_same_report(report: yigai.CheckReport) -> None:
    as_of = pendulum.Date(2023, 12, 31)
    again = yigai.check(yigai.load(CITY), against=[yigai.load(NATION)], as_of=as_of)
    assert again == report


# The hand score


class Expected(NamedTuple):
    """What the hand score says of one statement."""

    outcome: str
    deviations: frozenset[str]
    answers: frozenset[str]
    why: str


def read_hand_score() -> dict[str, Expected]:
    score = {}
    for line in yaml.safe_load(HAND_SCORE.read_text("utf-8"))["verdicts"]:
        unknown = set(line) - {"at", "outcome", "deviations", "answer", "ties", "why", "open"}
        assert unknown == set(), line["at"]
        assert line["at"] not in score, line["at"]
        answer = [line["answer"]] if "answer" in line else []
        score[line["at"]] = Expected(
            outcome=line["outcome"],
            deviations=frozenset(line.get("deviations", ())),
            answers=frozenset([*answer, *line.get("ties", ())]),
            why=line["why"],
        )
    return score


SCORE = read_hand_score()


def test_every_national_statement_is_scored_in_order(judged: dict[str, Judged]) -> None:
    assert len(SCORE) == 175
    assert list(SCORE) == list(judged)
    assert [at for at, expected in SCORE.items() if not expected.why.strip()] == []


@pytest.mark.parametrize("at", SCORE)
def test_the_check_agrees_with_the_reader(judged: dict[str, Judged], at: str) -> None:
    """Outcome, deviations, and the best answers: all of them where several are equally good."""
    expected, verdict = SCORE[at], judged[at].verdict
    best = [answer for answer in judged[at].answers if answer.badness == verdict.badness]
    said = Expected(
        outcome=verdict.outcome.value,
        deviations=frozenset(deviation.value for deviation in verdict.deviations),
        answers=frozenset(below(answer.claim or "") for answer in best),
        why=expected.why,
    )
    assert said == expected
    assert (verdict.claim is None) is (not expected.answers)
    assert verdict.claim is None or below(verdict.claim) in expected.answers


def test_the_score_adds_up(report: yigai.CheckReport) -> None:
    counted = Counter(expected.outcome for expected in SCORE.values())
    assert {outcome.value: count for outcome, count in report.outcomes().items() if count} == dict(counted)


def test_the_table_and_the_score_agree() -> None:
    for row in TABLE:
        expected = SCORE[row.asked]
        assert (row.outcome, frozenset(row.deviations)) == (expected.outcome, expected.deviations)
        assert (row.answer in expected.answers) if row.answer else not expected.answers


def test_a_city_that_is_silent_about_drg_and_dip_is_told_of_the_doubt() -> None:
    """The text asks it of 70 % of the pooling areas; that every city must do it is a reading of ours."""
    plan, alignment = yigai.load(CITY), store.alignment(CITY, NATION)
    assert alignment is not None
    without = [
        attrs.evolve(task, statements=tuple(each for each in task.statements if "dip" not in each.id))
        for task in plan.tasks
    ]
    silent = attrs.evolve(plan, tasks=tuple(without))
    report = yigai.check(
        silent, against=[yigai.load(NATION)], links=[alignment], as_of=pendulum.Date(2023, 12, 31)
    )
    asked = f"{NATION}#3.12/drg-or-dip"
    (finding,) = (each for each in report.findings if (each.rule, each.requirement) == ("YG-COV-001", asked))
    assert any("70%" in doubt for doubt in finding.doubts)
