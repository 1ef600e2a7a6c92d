"""What a check promises, on small plans: a verdict for everything, the same bytes, the law of severity."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yigai.catalogue import store
from yigai.checks.check import Config, check
from yigai.checks.comparison import Judged
from yigai.checks.report import CheckReport
from yigai.errors import InvalidValue, UnknownName
from yigai.files.formats import dump_yaml, read_yaml, to_data, to_yaml
from yigai.judging.finding import Severity
from yigai.judging.verdict import Deviation, Outcome, Reason, Verdict
from yigai.model.alignment import Alignment, Link, Place
from yigai.model.document import CitedDocument, Document, Year
from yigai.model.indicator import Population
from yigai.model.plan import Plan, Section, Task
from yigai.model.statement import Duty, Frequency, Mechanism, Prohibition, Statement, Target
from yigai.model.words import (
    AlignmentBasis,
    Comparator,
    Depth,
    DocumentKind,
    DocumentStatus,
    Extent,
    Force,
    FrequencyUnit,
    Level,
    MechanismName,
    MechanismStatus,
    Regular,
    Softener,
    TargetKind,
)
from yigai.reports.data import check_data, check_json
from yigai.reports.text import check_text
from yigai.testing.model import alignments, plans
from yigai.values.citation import Evidence
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Due
from yigai.values.number import Number
from yigai.values.provision import ProvisionPath
from yigai.values.region import RegionCode

AS_OF = pendulum.Date(2023, 12, 31)
PATH = ProvisionPath("1.1")


def plan_of(name: str, *statements: Statement, level: Level = Level.CITY, **document: Any) -> Plan:
    """A plan whose only task, 1.1, makes these statements."""
    head: dict[str, Any] = {"title": f"{name} 的任务", "kind": DocumentKind.PLAN, "level": level} | document
    return Plan(
        document=Document(id=name, **head),
        sections=(Section(path=ProvisionPath("1"), title="第一部分"),),
        tasks=(Task(path=PATH, label="（一）", title="第一项任务", statements=statements),),
    )


def upper_of(*statements: Statement, **document: Any) -> Plan:
    return plan_of("upper", *statements, **({"level": Level.NATIONAL} | document))


def lower_of(*statements: Statement, **document: Any) -> Plan:
    return plan_of("lower", *statements, **document)


def task_link(extent: Extent = Extent.FULL) -> Link:
    return Link(lower=Place(PATH), upper=Place(PATH), extent=extent)


def link(lower: str, upper: str, extent: Extent = Extent.FULL) -> Link:
    return Link(lower=Place(PATH, lower), upper=Place(PATH, upper), extent=extent)


def aligned(*links: Link, **parts: Any) -> Alignment:
    usual: dict[str, Any] = {
        "lower": "lower",
        "upper": "upper",
        "basis": AlignmentBasis.PRINTED,
        "depth": Depth.STATEMENTS,
        "author": "tester",
    }
    return Alignment(**(usual | parts), links=links)


def duty(name: str, topic: str = "pay", **parts: Any) -> Duty:
    return Duty(id=name, summary=name, topic=topic, **parts)


def prohibition(name: str, **parts: Any) -> Prohibition:
    return Prohibition(id=name, summary=name, topic="pay", **parts)


def share(name: str, value: str = "70", comparator: Comparator = Comparator.AT_LEAST, **parts: Any) -> Target:
    usual: dict[str, Any] = {"indicator": "e-voucher-coverage", "unit": "%"}
    return Target(id=name, summary=name, comparator=comparator, value=Number(value), **(usual | parts))


def checked(
    lower: Plan, upper: Plan | Iterable[Plan], *links: Alignment, config: Config | None = None
) -> CheckReport:
    uppers = [upper] if isinstance(upper, Plan) else upper
    return check(lower, against=uppers, links=links, as_of=AS_OF, config=config)


def judged_of(lower: Plan, upper: Plan, *links: Alignment) -> Judged:
    """The only judged statement."""
    (comparison,) = checked(lower, upper, *links).comparisons
    (judged,) = comparison.judged
    return judged


def rules_of(report: CheckReport) -> list[str]:
    return [finding.rule for finding in report.findings]


# Strategies: statements of few subjects, so that they meet

POPULATIONS = (None, "medical-consortia", "tight-consortia", "county-consortia", "vaccine-makers")
DUES = (
    None,
    Due.parse("2023"),
    Due.parse("2023-06"),
    Due.parse("2024"),
    Due(printed="年底前", unresolved="no year"),
)
EVERY = (
    None,
    Regular.REGULAR,
    Frequency(times=1, unit=FrequencyUnit.YEAR),
    Frequency(times=1, per=2, unit=FrequencyUnit.YEAR),
    Frequency(times=4, unit=FrequencyUnit.YEAR),
    Frequency(times=1, unit=FrequencyUnit.WEEK),
)


def statements_called(name: str) -> st.SearchStrategy[Statement]:
    common: dict[str, Any] = {
        "id": st.just(name),
        "summary": st.just(name),
        "force": st.sampled_from(Force),
        "softener": st.sampled_from(Softener),
        "addressee": st.sampled_from([(), (Level.PROVINCE,), (Level.CITY, Level.COUNTY)]),
        "population": st.sampled_from(POPULATIONS),
        "due": st.sampled_from(DUES),
    }
    topics = st.sampled_from(["pay", "prices"])
    indicators = st.sampled_from(["e-voucher-coverage", "drg-dip-coverage", "nobody-knows-this"])
    names = st.sampled_from([MechanismName.DRG, MechanismName.DIP, MechanismName.OTHER])
    comparators = st.sampled_from([each for each in Comparator if each is not Comparator.RANGE])
    duties = st.builds(Duty, **common, topic=topics, every=st.sampled_from(EVERY))
    prohibitions = st.builds(Prohibition, **common, topic=topics)
    mechanisms = st.builds(
        Mechanism,
        **common,
        mechanism=st.lists(names, min_size=1, max_size=2, unique=True).map(tuple),
        status=st.sampled_from(MechanismStatus),
    )
    universal = st.builds(Target, **common, indicator=indicators, target_kind=st.just(TargetKind.UNIVERSAL))
    targets = st.builds(
        Target,
        **common,
        indicator=indicators,
        comparator=comparators,
        value=st.sampled_from(["0", "70", "70.1", "100", "101"]).map(Number),
        unit=st.sampled_from(["%", "‰", "人", None]),
    )
    return duties | prohibitions | mechanisms | universal | targets


@st.composite
def compared(draw: st.DrawFn) -> tuple[Plan, Plan, Alignment]:
    """A plan, a document above it, and an alignment between them, all small."""
    above = [draw(statements_called(f"u{number}")) for number in range(draw(st.integers(1, 3)))]
    below = [draw(statements_called(f"l{number}")) for number in range(draw(st.integers(0, 3)))]
    pairs = [(lower.id, upper.id) for lower in below for upper in above]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    links = [link(*pair, draw(st.sampled_from(Extent))) for pair in chosen]
    if draw(st.booleans()):
        links.append(task_link())
    basis, depth = draw(st.sampled_from(AlignmentBasis)), draw(st.sampled_from(Depth))
    return lower_of(*below), upper_of(*above), aligned(*links, basis=basis, depth=depth)


# One verdict each, and no rule that breaks


@given(compared())
def test_every_upper_statement_gets_one_verdict(given_: tuple[Plan, Plan, Alignment]) -> None:
    lower, upper, links = given_
    report = checked(lower, upper, links)
    assert report.crashes == ()
    assert [verdict.requirement for verdict in report.verdicts] == [
        str(address) for address, _, _ in upper.statements()
    ]
    assert sum(report.outcomes().values()) == len(report.verdicts)
    for judged in report.comparisons[0].judged:
        assert judged.verdict == (judged.answers[0] if judged.answers else judged.verdict)
        assert [answer.badness for answer in judged.answers] == sorted(
            answer.badness for answer in judged.answers
        )


@given(compared())
def test_what_is_unmet_is_found_and_what_is_met_is_not(given_: tuple[Plan, Plan, Alignment]) -> None:
    report = checked(*given_)
    found = {each.requirement for each in report.findings if each.rule != "YG-COV-003" and each.requirement}
    silent = {Outcome.EXCEEDED, Outcome.SATISFIED, Outcome.TAKEN_UP, Outcome.NOT_APPLICABLE}
    unmet = {verdict.requirement for verdict in report.verdicts if verdict.outcome not in silent}
    contrary = {
        verdict.requirement for verdict in report.verdicts if verdict.deviations == (Deviation.CONTRARY,)
    }
    assert found == unmet - contrary


@given(compared())
def test_fingerprints_tell_findings_apart(given_: tuple[Plan, Plan, Alignment]) -> None:
    prints = [finding.fingerprint for finding in checked(*given_).findings]
    assert len(set(prints)) == len(prints)


@pytest.mark.slow
@settings(max_examples=20)  # a whole plan is much to draw
@given(st.data())
def test_any_plan_against_any_plan(data: st.DataObject) -> None:
    lower = data.draw(plans())
    upper = data.draw(plans().filter(lambda plan: plan.id != lower.id))
    links = data.draw(alignments(lower, upper)) if lower.tasks and upper.tasks else None
    report = checked(lower, upper, *([links] if links else []))
    assert report.crashes == ()
    assert len(report.verdicts) == sum(1 for _ in upper.statements())
    assert json.loads(check_json(report)) == check_data(report)


@given(st.data())
def test_adding_an_answer_never_worsens_a_verdict(data: st.DataObject) -> None:
    lower, upper, links = data.draw(compared())
    more = data.draw(statements_called("more"))
    asked = data.draw(st.sampled_from([statement.id for _, _, statement in upper.statements()]))
    extra = link("more", asked, data.draw(st.sampled_from(Extent)))
    task = attrs.evolve(lower.tasks[0], statements=(*lower.tasks[0].statements, more))
    before = checked(lower, upper, links)
    after = checked(
        attrs.evolve(lower, tasks=(task,)), upper, attrs.evolve(links, links=(*links.links, extra))
    )
    for old, new in zip(before.verdicts, after.verdicts, strict=True):
        assert new.badness <= old.badness


def test_the_stated_order_of_outcomes() -> None:
    names = ["EXCEEDED", "SATISFIED", "PARTIAL", "DEVIATES", "NOT_EVALUATED", "MISSING", "NOT_APPLICABLE"]
    ordered = [Verdict(requirement="upper#1.1/a", outcome=Outcome(name)).badness for name in names]
    assert ordered == sorted(ordered)
    assert len(set(ordered)) == len(ordered)
    taken_up = Verdict(requirement="upper#1.1/a", outcome=Outcome.TAKEN_UP)
    assert taken_up.badness == ordered[1]


# The same input gives the same bytes


def many_findings() -> tuple[Plan, Plan, Alignment]:
    upper = upper_of(
        duty("undated", due=Due.parse("2023")),
        duty("missing", "prices", force=Force.REQUIRE),
        share("weak", "80"),
        Mechanism(
            id="both",
            summary="both",
            mechanism=(MechanismName.DRG, MechanismName.DIP),
            addressee=(Level.CITY,),
        ),
        prohibition("banned"),
    )
    lower = lower_of(
        duty("undated"),
        share("weak", "70"),
        share("other", "700", indicator="no-such-indicator", population="no-such-population"),
        Mechanism(id="dip", summary="dip", mechanism=(MechanismName.DIP,), softener=Softener.STRIVE),
        duty("banned", "bans"),
        cites=(CitedDocument(title="国家任务", id="no-such-document"),),
    )
    links = aligned(task_link(), link("banned", "banned", Extent.CONTRARY), link("gone", "gone-too"))
    return lower, upper, links


def test_twice_the_same() -> None:
    lower, upper, links = many_findings()
    first, second = checked(lower, upper, links), checked(lower, upper, links)
    assert first == second
    assert check_json(first) == check_json(second)
    assert {rule for rule in rules_of(first) if rule.startswith("YG-REF")} == {
        "YG-REF-002",
        "YG-REF-005",
        "YG-REF-006",
    }


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path, form: str) -> None:
    lower, upper, links = many_findings()
    for name, value in (("lower", lower), ("upper", upper), ("links", links)):
        (tmp_path / f"{name}.yaml").write_text(to_yaml(value), "utf-8")
    command = [sys.executable, "-m", "yigai", "check", "lower.yaml", "--against", "upper.yaml"]
    command += ["--links", "links.yaml", "--as-of", "2023-12-31", "--format", form]
    printed = [
        subprocess.run(
            command, cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=False
        )
        for seed in ("0", "1", "4242")
    ]
    assert {(done.returncode, done.stderr) for done in printed} == {(1, b"")}
    assert len({done.stdout for done in printed}) == 1
    assert len(printed[0].stdout) > 1000


def reordered(value: Any) -> Any:
    """The same data, the keys of every mapping the other way round."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(list(value))}
    return [reordered(item) for item in value] if isinstance(value, list) else value


def test_the_order_of_keys_does_not_matter() -> None:
    lower, upper, links = many_findings()
    turned = [dump_yaml(reordered(to_data(value))) for value in (lower, upper, links)]
    assert turned[0] != to_yaml(lower)
    again = checked(read_yaml(turned[0], Plan), read_yaml(turned[1], Plan), read_yaml(turned[2], Alignment))
    assert check_json(again) == check_json(checked(lower, upper, links))


@given(st.data())
def test_the_order_of_links_does_not_matter(data: st.DataObject) -> None:
    lower, upper, links = data.draw(compared())
    turned = attrs.evolve(links, links=tuple(data.draw(st.permutations(links.links))))
    first, second = checked(lower, upper, links), checked(lower, upper, turned)
    same = attrs.evolve(second, links=first.links)  # the digest of the file that was given
    assert check_data(same) == check_data(first)


def test_the_inputs_are_named_with_a_digest_of_their_content() -> None:
    lower, upper, links = many_findings()
    first = checked(lower, upper, links)
    changed = attrs.evolve(upper, document=attrs.evolve(upper.document, title="另一题目"))
    second = checked(lower, changed, links)
    assert first.plan == second.plan
    assert first.links == second.links
    assert first.against[0].id == second.against[0].id == "upper"
    assert first.against[0].digest != second.against[0].digest


# What absence means


def test_without_an_alignment_nothing_is_missing() -> None:
    judged = judged_of(lower_of(duty("said")), upper_of(duty("asked")))
    assert (judged.verdict.outcome, judged.verdict.reasons) == (
        Outcome.NOT_EVALUATED,
        (Reason.NOT_ALIGNED,),
    )


@pytest.mark.parametrize(
    ("depths", "outcome", "reasons"),
    [
        ([Depth.TASKS], Outcome.NOT_EVALUATED, (Reason.ALIGNED_TO_TASKS_ONLY,)),
        ([Depth.TASKS, Depth.TASKS], Outcome.NOT_EVALUATED, (Reason.ALIGNED_TO_TASKS_ONLY,)),
        ([Depth.STATEMENTS], Outcome.MISSING, ()),
        ([Depth.TASKS, Depth.STATEMENTS], Outcome.MISSING, ()),
    ],
    ids=["tasks", "tasks twice", "statements", "both"],
)
def test_only_who_looked_at_statements_may_call_one_missing(
    depths: list[Depth], outcome: Outcome, reasons: tuple[Reason, ...]
) -> None:
    files = [
        attrs.evolve(aligned(task_link(), depth=depth), author=f"reader {number}")
        for number, depth in enumerate(depths)
    ]
    verdict = judged_of(lower_of(), upper_of(duty("asked")), *files).verdict
    assert (verdict.outcome, verdict.reasons, verdict.claim) == (outcome, reasons, None)


def test_tasks_are_enough_to_find_an_answer() -> None:
    verdict = judged_of(
        lower_of(duty("said")), upper_of(duty("asked")), aligned(task_link(), depth=Depth.TASKS)
    ).verdict
    assert (verdict.outcome, verdict.claim) == (Outcome.TAKEN_UP, "lower#1.1/said")


@pytest.mark.parametrize(
    ("addressee", "outcome"),
    [
        ((), Outcome.MISSING),
        ((Level.NATIONAL,), Outcome.NOT_APPLICABLE),
        ((Level.NATIONAL, Level.PROVINCE), Outcome.NOT_APPLICABLE),
        ((Level.PROVINCE, Level.CITY), Outcome.MISSING),
        ((Level.CITY,), Outcome.MISSING),
        ((Level.COUNTY,), Outcome.MISSING),
        ((Level.INSTITUTION,), Outcome.MISSING),
    ],
    ids=str,
)
def test_only_what_is_addressed_above_may_be_absent(addressee: tuple[Level, ...], outcome: Outcome) -> None:
    report = checked(lower_of(), upper_of(duty("asked", addressee=addressee)), aligned(task_link()))
    (verdict,) = report.verdicts
    assert verdict.outcome is outcome
    is_above = outcome is Outcome.NOT_APPLICABLE
    assert verdict.reasons == ((Reason.ADDRESSED_ABOVE,) if is_above else ())
    assert ("YG-COV-001" in rules_of(report)) is not is_above


def test_what_is_addressed_above_is_judged_when_answered() -> None:
    asked = duty("asked", due=Due.parse("2023"), addressee=(Level.PROVINCE,))
    report = checked(lower_of(duty("said")), upper_of(asked), aligned(task_link()))
    (finding,) = report.findings
    assert finding.deviations == (Deviation.UNDATED,)
    assert "（上级此条不面向本级" in finding.message.zh
    own = upper_of(attrs.evolve(asked, addressee=(Level.PROVINCE, Level.CITY)))
    (finding,) = checked(lower_of(duty("said")), own, aligned(task_link())).findings
    assert "不面向本级" not in finding.message.zh


@pytest.mark.parametrize(
    ("level", "outcome"),
    [
        (Level.PROVINCE, Outcome.SATISFIED),
        (Level.CITY, Outcome.NOT_APPLICABLE),
        (Level.COUNTY, Outcome.NOT_APPLICABLE),
    ],
)
def test_what_counts_areas_asks_nothing_of_one_of_them(level: Level, outcome: Outcome) -> None:
    asked, said = (share(name, indicator="drg-dip-coverage") for name in ("asked", "said"))
    judged = judged_of(lower_of(said, level=level), upper_of(asked), aligned(task_link()))
    assert judged.verdict.outcome is outcome
    is_counted = outcome is Outcome.NOT_APPLICABLE
    assert judged.verdict.reasons == ((Reason.COUNTED_OVER_AREAS,) if is_counted else ())
    assert bool(judged.answers) is not is_counted
    unanswered = judged_of(lower_of(level=level), upper_of(asked), aligned(task_link()))
    assert unanswered.verdict.outcome is (Outcome.NOT_APPLICABLE if is_counted else Outcome.MISSING)


def test_what_counts_institutions_asks_of_a_city() -> None:
    verdict = judged_of(lower_of(), upper_of(share("asked")), aligned(task_link())).verdict
    assert verdict.outcome is Outcome.MISSING


# Where answers are looked for


def test_a_link_between_tasks_proves_nothing_of_their_statements() -> None:
    verdict = judged_of(
        lower_of(duty("said", "prices")), upper_of(duty("asked")), aligned(task_link())
    ).verdict
    assert verdict.outcome is Outcome.MISSING


def test_a_link_between_statements_is_enough() -> None:
    lower, upper = lower_of(duty("said", "prices")), upper_of(duty("asked"))
    assert judged_of(lower, upper, aligned(link("said", "asked"))).verdict.outcome is Outcome.TAKEN_UP


@pytest.mark.parametrize(
    ("asked", "said", "is_answer"),
    [
        (None, None, True),
        ("tight-consortia", None, True),
        ("tight-consortia", "tight-consortia", True),
        ("tight-consortia", "medical-consortia", True),
        ("tight-consortia", "vaccine-makers", False),
    ],
    ids=str,
)
def test_the_same_or_a_wider_population_answers_by_itself(
    asked: str | None, said: str | None, *, is_answer: bool
) -> None:
    upper, lower = upper_of(duty("asked", population=asked)), lower_of(duty("said", population=said))
    judged = judged_of(lower, upper, aligned(task_link()))
    assert judged.verdict.outcome is (Outcome.TAKEN_UP if is_answer else Outcome.MISSING)
    assert judged.nearby == (() if is_answer else ("lower#1.1/said",))


@pytest.mark.parametrize("asked", ["tight-consortia", None])
def test_a_part_of_the_population_answers_more_narrowly(asked: str | None) -> None:
    lower = lower_of(duty("said", population="county-consortia"))
    judged = judged_of(lower, upper_of(duty("asked", population=asked)), aligned(task_link()))
    assert judged.verdict.deviations == (Deviation.NARROWER,)


def test_a_part_is_enough_of_what_is_only_explored() -> None:
    lower = lower_of(duty("said", population="county-consortia"))
    upper = upper_of(attrs.evolve(duty("asked", population="tight-consortia"), force=Force.EXPLORE))
    assert judged_of(lower, upper, aligned(task_link())).verdict.outcome is Outcome.TAKEN_UP


def test_a_population_of_the_plan_s_own() -> None:
    own = Population(id="heping", name="和平县", within="county-consortia")
    lower = attrs.evolve(lower_of(duty("said", population="heping")), populations=(own,))
    upper = upper_of(duty("asked", population="tight-consortia"))
    verdict = judged_of(lower, upper, aligned(link("said", "asked"))).verdict
    assert verdict.deviations == (Deviation.NARROWER,)


def test_what_lies_near_is_named_in_the_finding() -> None:
    lower, upper = lower_of(duty("said")), upper_of(duty("asked"))
    report = checked(lower, upper, aligned(link("said", "elsewhere")))
    (message,) = (each.message for each in report.findings if each.rule == "YG-COV-001")
    assert "lower#1.1/said" in message.zh
    assert "lower#1.1/said" in message.en


@pytest.mark.parametrize("depth", Depth)
@pytest.mark.parametrize(
    "said", [duty("said", "pay-refrom"), duty("said", "pay-reform", population="makers")]
)
def test_what_lies_near_in_linked_tasks_is_named_at_every_depth(said: Duty, depth: Depth) -> None:
    """Another population, or a topic that is spelt almost alike and asked for nowhere above."""
    upper = upper_of(duty("asked", "pay-reform", population="schools"))
    report = checked(lower_of(said, duty("other", "prices")), upper, aligned(task_link(), depth=depth))
    assert [each["nearby"] for each in check_data(report)["verdicts"]] == [["lower#1.1/said"]]
    assert "lower#1.1/said" in check_text(report, "en")


def test_a_topic_that_is_asked_for_elsewhere_is_no_slip() -> None:
    upper = upper_of(duty("asked", "pay-reform"), duty("other", "pay-reforms"))
    report = checked(lower_of(duty("said", "pay-reforms")), upper, aligned(task_link()))
    assert [each["nearby"] for each in check_data(report)["verdicts"]] == [[], []]


@pytest.mark.parametrize(
    ("lower", "upper", "places"),
    [
        ("gone", "asked", ["lower#1.1/gone"]),
        ("said", "gone", ["upper#1.1/gone"]),
        ("gone", "gone", ["lower#1.1/gone", "upper#1.1/gone"]),
        ("said", "asked", []),
    ],
)
def test_a_link_to_what_is_not_there(lower: str, upper: str, places: list[str]) -> None:
    report = checked(lower_of(duty("said")), upper_of(duty("asked")), aligned(link(lower, upper)))
    found = [each.subject for each in report.findings if each.rule == "YG-REF-005"]
    assert found == places


# Several answers


def test_a_vague_answer_neither_hides_nor_is_hidden() -> None:
    upper = upper_of(share("asked", "70"))
    vague, good, bad = share("vague", "90", Comparator.APPROX), share("good", "70"), share("bad", "60")
    with_good = judged_of(lower_of(vague, good), upper, aligned(task_link()))
    assert [(answer.claim, answer.outcome) for answer in with_good.answers] == [
        ("lower#1.1/good", Outcome.SATISFIED),
        ("lower#1.1/vague", Outcome.NOT_EVALUATED),
    ]
    with_bad = judged_of(lower_of(vague, bad), upper, aligned(task_link()))
    assert [(answer.claim, answer.outcome) for answer in with_bad.answers] == [
        ("lower#1.1/bad", Outcome.DEVIATES),
        ("lower#1.1/vague", Outcome.NOT_EVALUATED),
    ]
    alone = checked(lower_of(vague), upper, aligned(task_link()))
    assert [finding.rule for finding in alone.findings if finding.requirement] == ["YG-COV-005"]


def test_a_contrary_answer_is_told_though_another_is_best() -> None:
    upper = upper_of(duty("asked"))
    lower = lower_of(duty("good"), duty("evil", "prices"))
    report = checked(lower, upper, aligned(task_link(), link("evil", "asked", Extent.CONTRARY)))
    (verdict,) = report.verdicts
    assert (verdict.outcome, verdict.claim) == (Outcome.TAKEN_UP, "lower#1.1/good")
    (finding,) = report.findings
    assert (finding.rule, finding.subject, finding.severity) == (
        "YG-COV-003",
        "lower#1.1/evil",
        Severity.ERROR,
    )


def test_answers_are_never_added_up() -> None:
    upper = upper_of(share("asked", "70"))
    judged = judged_of(lower_of(share("a", "40"), share("b", "40")), upper, aligned(task_link()))
    assert judged.verdict.deviations == (Deviation.WEAKER,)
    assert [answer.claim for answer in judged.answers] == ["lower#1.1/a", "lower#1.1/b"]


# Several documents and alignments


def test_several_documents_above_at_once() -> None:
    nation, province = upper_of(duty("asked")), plan_of("province", duty("asked-too"), level=Level.PROVINCE)
    lower = lower_of(duty("said"))
    files = [aligned(task_link()), aligned(upper="province", depth=Depth.TASKS)]
    report = checked(lower, [nation, province], *files)
    assert [(verdict.requirement, verdict.outcome) for verdict in report.verdicts] == [
        ("upper#1.1/asked", Outcome.TAKEN_UP),
        ("province#1.1/asked-too", Outcome.NOT_EVALUATED),
    ]
    assert [each.id for each in report.against] == ["upper", "province"]
    assert [each.id for each in report.links] == ["lower--upper", "lower--province"]
    other_way = checked(lower, [province, nation], *files)
    assert sorted(map(str, other_way.verdicts)) == sorted(map(str, report.verdicts))
    assert [each.id for each in other_way.against] == ["province", "upper"]


def test_no_document_above_leaves_what_stands_in_the_plan() -> None:
    report = checked(lower_of(share("said", "700")), [])
    assert report.verdicts == ()
    assert rules_of(report) == ["YG-TGT-008", "YG-TGT-010"]


def test_a_document_given_twice_is_refused() -> None:
    upper = upper_of(duty("asked"))
    with pytest.raises(InvalidValue, match="upper twice"):
        checked(lower_of(), [upper, upper])


def test_several_alignments_of_one_document() -> None:
    upper = upper_of(duty("asked"), duty("asked-too", "drugs"))
    lower = lower_of(duty("said"), duty("said-too", "prices"))
    one, two = aligned(task_link()), aligned(link("said-too", "asked-too"), author="another")
    assert [verdict.outcome for verdict in checked(lower, upper, one).verdicts] == [
        Outcome.TAKEN_UP,
        Outcome.MISSING,
    ]
    assert [verdict.outcome for verdict in checked(lower, upper, one, two).verdicts] == [
        Outcome.TAKEN_UP,
        Outcome.TAKEN_UP,
    ]


def test_two_authors_who_agree_count_once() -> None:
    upper, lower = upper_of(duty("asked")), lower_of(duty("said"))
    contrary = [aligned(link("said", "asked", Extent.CONTRARY), author=author) for author in ("a", "b")]
    judged = judged_of(lower, upper, *contrary)
    assert [answer.claim for answer in judged.answers] == ["lower#1.1/said"]
    assert rules_of(checked(lower, upper, *contrary)) == ["YG-COV-003"]
    dangling = [aligned(link("gone", "asked"), author=author) for author in ("a", "b")]
    assert rules_of(checked(lower, upper, *dangling)).count("YG-REF-005") == 1


def test_two_authors_who_disagree_are_both_heard() -> None:
    upper, lower = upper_of(duty("asked")), lower_of(duty("said"))
    files = [
        aligned(link("said", "asked", extent), author=extent.value)
        for extent in (Extent.CONTRARY, Extent.PARTIAL)
    ]
    judged = judged_of(lower, upper, *files)
    assert [answer.outcome for answer in judged.answers] == [Outcome.PARTIAL, Outcome.DEVIATES]
    assert rules_of(checked(lower, upper, *files)) == ["YG-COV-002", "YG-COV-003"]


@pytest.mark.parametrize(
    "other", [{"lower": "another"}, {"upper": "another"}, {"lower": "upper", "upper": "lower"}], ids=str
)
def test_an_alignment_of_other_documents_is_refused(other: dict[str, str]) -> None:
    with pytest.raises(UnknownName, match="lower -> upper") as caught:
        checked(lower_of(), upper_of(), aligned(**other))
    assert " -> ".join(({"lower": "lower", "upper": "upper"} | other).values()) in str(caught.value.found)


def test_the_catalogue_s_own_alignment_is_used_unless_another_is_given() -> None:
    city, nation = store.plan("heyuan-2023"), store.plan("national-2023h2")
    usual = check(city, against=[nation], as_of=AS_OF)
    assert [each.id for each in usual.links] == ["heyuan-2023--national-2023h2"]
    assert [each.evidence for each in usual.links] == [Evidence.INFERRED]
    assert check(city, against=[nation], links=[], as_of=AS_OF).links == ()
    told = store.plan("national-2023h2-interpretation")
    assert check(city, against=[told], as_of=AS_OF).links == ()


@pytest.mark.parametrize(
    "as_of",
    [dt.date(2023, 12, 31), pendulum.datetime(2023, 12, 31), "2023-12-31", None],
    ids=["datetime.date", "pendulum.DateTime", "str", "None"],
)
def test_the_day_is_a_pendulum_date(as_of: Any) -> None:
    with pytest.raises(InvalidValue, match=r"a pendulum\.Date, like pendulum\.date\(2023, 12, 31\)"):
        check(lower_of(), against=[], as_of=as_of)


def test_the_day_is_in_the_report() -> None:
    assert checked(lower_of(), []).as_of is AS_OF


# The law of severity, cell by cell

UNMET: Mapping[str, tuple[Statement, tuple[Statement, ...], tuple[Link, ...]]] = {
    "missing duty": (duty("asked"), (), ()),
    "partial duty": (
        duty("asked"),
        (duty("said", "prices", force=Force.REQUIRE),),
        (link("said", "asked", Extent.PARTIAL),),
    ),
    "deviating duty": (
        duty("asked", due=Due.parse("2023")),
        (duty("said", force=Force.REQUIRE),),
        (task_link(),),
    ),
    "contrary duty": (
        duty("asked"),
        (duty("said", "prices"),),
        (link("said", "asked", Extent.CONTRARY),),
    ),
    "missing target": (share("asked"), (), ()),
    "partial target": (
        share("asked"),
        (share("said", force=Force.REQUIRE),),
        (link("said", "asked", Extent.PARTIAL),),
    ),
    "deviating target": (share("asked"), (share("said", "69", force=Force.REQUIRE),), (task_link(),)),
    "missing prohibition": (prohibition("asked"), (), ()),
    "contrary prohibition": (
        prohibition("asked"),
        (duty("said", "prices"),),
        (link("said", "asked", Extent.CONTRARY),),
    ),
}
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
#                        require  stated   promote  encourage explore permit
BY_FORCE = dict(zip(Force, (ERROR, WARNING, WARNING, INFO, INFO, INFO), strict=True))
FIRM_TARGET = dict(zip(Force, (ERROR, ERROR, ERROR, INFO, INFO, INFO), strict=True))
LAW: Mapping[str, Mapping[Force, Severity]] = {
    "missing duty": BY_FORCE,
    "partial duty": BY_FORCE,
    "deviating duty": BY_FORCE,
    "contrary duty": dict.fromkeys(Force, ERROR),
    "missing target": BY_FORCE,
    "partial target": BY_FORCE,
    "deviating target": FIRM_TARGET,
    "missing prohibition": dict.fromkeys(Force, INFO),
    "contrary prohibition": dict.fromkeys(Force, ERROR),
}


@pytest.mark.parametrize("basis", AlignmentBasis)
@pytest.mark.parametrize("softener", [Softener.NONE, Softener.STRIVE])
@pytest.mark.parametrize("force", Force)
@pytest.mark.parametrize("unmet", UNMET)
def test_the_law_of_severity(unmet: str, force: Force, softener: Softener, basis: AlignmentBasis) -> None:
    asked, said, links = UNMET[unmet]
    upper = upper_of(attrs.evolve(asked, force=force, softener=softener))
    report = checked(lower_of(*said), upper, aligned(*links, basis=basis))
    law = BY_FORCE if unmet == "deviating target" and softener is Softener.STRIVE else LAW[unmet]
    expected = law[force]
    if basis is AlignmentBasis.TOPICAL and expected is ERROR:
        expected = WARNING
    (finding,) = (each for each in report.findings if each.requirement)
    assert finding.severity is expected
    assert finding.outcome is report.verdicts[0].outcome


def test_an_unanswered_statement_of_no_alignment_is_for_information() -> None:
    (finding,) = checked(lower_of(), upper_of(duty("asked", force=Force.REQUIRE))).findings
    assert (finding.rule, finding.severity) == ("YG-COV-005", INFO)


def test_one_printed_alignment_lifts_the_cap() -> None:
    upper = upper_of(duty("asked", force=Force.REQUIRE))
    topical = aligned(basis=AlignmentBasis.TOPICAL)
    assert checked(lower_of(), upper, topical).count(ERROR) == 0
    assert checked(lower_of(), upper, topical, aligned(author="another")).count(ERROR) == 1


def test_a_severity_that_was_set_stands_above_the_law() -> None:
    upper, links = upper_of(duty("asked", force=Force.REQUIRE)), aligned(basis=AlignmentBasis.TOPICAL)
    config = Config(severities={"YG-COV-001": Severity.ERROR})
    report = checked(lower_of(), upper, links, config=config)
    assert report.count(ERROR) == 1
    assert report.overrides == ("YG-COV-001: error",)


@pytest.mark.parametrize(
    ("found", "fails"),
    [("missing duty", (False, True, True)), ("missing prohibition", (False, False, True))],
)
def test_what_fails_is_what_matters_that_much(found: str, fails: tuple[bool, ...]) -> None:
    asked, said, links = UNMET[found]
    config = Config(ignore=("YG-COV-004",))
    report = checked(lower_of(*said), upper_of(asked), aligned(*links), config=config)
    assert tuple(report.fails(severity) for severity in (ERROR, WARNING, INFO)) == fails


# Fingerprints


def prints_of(lower: Plan, upper: Plan, links: Alignment) -> dict[str, str]:
    return {finding.fingerprint: finding.rule for finding in checked(lower, upper, links).findings}


def retold(plan: Plan) -> Plan:
    """The same plan in other words: titles, summaries, labels, dates and figures."""

    def other(statement: Statement) -> Statement:
        changed = attrs.evolve(statement, summary=f"另说 {statement.summary}", note="另注")
        if changed.due is not None:
            changed = attrs.evolve(changed, due=Due.parse("2022-05"))
        if isinstance(changed, Target) and changed.value is not None:
            changed = attrs.evolve(changed, value=Number(f"{changed.value}.5"))
        return changed

    tasks = tuple(
        attrs.evolve(task, title="另题", label=None, statements=tuple(map(other, task.statements)))
        for task in plan.tasks
    )
    cites = tuple(attrs.evolve(cited, title="另称") for cited in plan.document.cites)
    return attrs.evolve(plan, document=attrs.evolve(plan.document, title="另名", cites=cites), tasks=tasks)


def test_fingerprints_stay_when_texts_dates_and_figures_change() -> None:
    lower, upper, links = many_findings()
    before = prints_of(lower, upper, links)
    assert len(set(before.values())) >= 10
    assert prints_of(retold(lower), retold(upper), links) == before


def test_fingerprints_differ_for_other_addresses() -> None:
    lower, upper, links = many_findings()
    document = attrs.evolve(lower.document, id="lower-too"), attrs.evolve(upper.document, id="upper-too")
    elsewhere = prints_of(
        attrs.evolve(lower, document=document[0]),
        attrs.evolve(upper, document=document[1]),
        attrs.evolve(links, lower="lower-too", upper="upper-too"),
    )
    before = prints_of(lower, upper, links)
    assert sorted(elsewhere.values()) == sorted(before.values())
    assert not elsewhere.keys() & before.keys()


# What limits a comparison

PRINTED = {
    "issuers": ("市政府",),
    "issued_on": pendulum.Date(2023, 8, 1),
    "number": DocumentNumber.parse("河府办〔2023〕1号"),
    "year": Year(value=2023),
    "region": RegionCode("441600"),
}
CITES_UPPER = (CitedDocument(title="国家任务", id="upper"),)
TOPICAL = "topical (inferred): no verdict is above a warning"
ALIGNED = "the alignment is by tester, as printed; down to statements"


def limits_of(*links: Alignment, cites: tuple[CitedDocument, ...] = CITES_UPPER, **parts: Any) -> list[str]:
    above = {key.removeprefix("upper_"): parts.pop(key) for key in list(parts) if key.startswith("upper_")}
    lower = lower_of(**(PRINTED | {"cites": cites} | parts))
    upper = upper_of(**({"year": Year(value=2023), "status": DocumentStatus.ISSUED} | above))
    report = checked(lower, upper, *links)
    for limit in report.limits:
        assert limit.of("zh") == limit.zh != limit.en
    return [limit.en for limit in report.limits]


def test_a_plan_that_prints_everything_has_no_limit_but_its_alignment() -> None:
    assert limits_of(aligned()) == [ALIGNED]


@pytest.mark.parametrize(
    ("parts", "limit"),
    [
        ({"upper_status": DocumentStatus.DRAFT_FOR_COMMENT}, "upper is a draft for comment"),
        ({"upper_status": DocumentStatus.SUPERSEDED}, "upper is superseded"),
        (
            {"upper_evidence": Evidence.INTERPRETATION},
            "upper is known as interpretation, not as issued text",
        ),
        ({"issuers": ()}, "the plan prints no issuer"),
        ({"issued_on": None}, "the plan prints no date"),
        ({"number": None}, "the plan prints no document number"),
        ({"issuers": (), "number": None}, "the plan prints no issuer, no document number"),
        (
            {"year": Year(value=2023, inferred="speaks of 2023")},
            "the plan prints no year; 2023 is inferred and resolves no deadline",
        ),
        ({"cites": ()}, "the plan does not cite upper"),
        (
            {"cites": (*CITES_UPPER, CitedDocument(title="甲"), CitedDocument(title="乙", id="no-such"))},
            "documents it cites that the catalogue does not hold: 2 (甲; 乙)",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_limit_is_told_when_it_holds(parts: dict[str, Any], limit: str) -> None:
    told = limits_of(aligned(), **parts)
    assert sorted(told) == sorted([ALIGNED, limit])


@pytest.mark.parametrize(
    ("status", "year"),
    [(DocumentStatus.UNKNOWN, None), (DocumentStatus.ISSUED, None)],
    ids=["unknown", "issued"],
)
def test_an_unknown_status_or_year_is_no_limit(status: DocumentStatus, year: Year | None) -> None:
    assert limits_of(aligned(), upper_status=status, upper_year=year, year=year) == [ALIGNED]


@pytest.mark.parametrize(
    ("title", "upper_year", "limit"),
    [
        ("深化医改2022年重点任务", 2023, "cross-year: it cites 2022 and is judged against 2023"),
        (
            "2021年与2022年任务的通知",
            2023,
            "cross-year: it cites 2021, 2022 and is judged against 2023",
        ),
        ("深化医改2023年重点任务", 2023, "the plan does not cite upper"),
        ("2022年与2023年任务的通知", 2023, "the plan does not cite upper"),
        ("“十四五”规划", 2023, "the plan does not cite upper"),
        ("深化医改2022年重点任务", None, "the plan does not cite upper"),
        ("第12022年号文", 2023, "the plan does not cite upper"),
    ],
)
def test_citing_another_year_is_told_as_that(title: str, upper_year: int | None, limit: str) -> None:
    year = Year(value=upper_year) if upper_year else None
    told = limits_of(aligned(), cites=(CitedDocument(title=title),), upper_year=year)
    assert told[:2] == [limit, ALIGNED]


def test_citing_by_title_or_at_a_task_is_citing() -> None:
    assert limits_of(aligned(), cites=(CitedDocument(title="upper 的任务"),)) == [ALIGNED]
    lower = lower_of(**PRINTED)
    task = attrs.evolve(lower.tasks[0], cites=CITES_UPPER)
    upper = upper_of(year=Year(value=2023))
    report = checked(attrs.evolve(lower, tasks=(task,)), upper, aligned())
    assert [limit.en for limit in report.limits] == [ALIGNED]


@pytest.mark.parametrize(
    ("parts", "limit"),
    [
        (
            {"basis": AlignmentBasis.TOPICAL},
            f"the alignment is by tester, {TOPICAL}; down to statements",
        ),
        (
            {"depth": Depth.TASKS},
            "the alignment is by tester, as printed; down to tasks only, so nothing is called missing",
        ),
        ({"author": "河源市医改办"}, "the alignment is by 河源市医改办, as printed; down to statements"),
    ],
    ids=["topical", "tasks", "author"],
)
def test_an_alignment_says_what_it_is(parts: dict[str, Any], limit: str) -> None:
    assert limits_of(aligned(**parts)) == [limit]
    assert limits_of(aligned(), aligned(**parts)) == [ALIGNED, limit]


def test_no_alignment_is_a_limit() -> None:
    assert limits_of() == ["there is no alignment with upper; nothing could be judged"]


# The order of reading


def test_findings_stand_in_the_order_of_the_texts() -> None:
    upper = upper_of(duty("z"), duty("a", "prices"), duty("m", "drugs"))
    lower = lower_of(share("y", "700"), share("b", "700"), cites=(CitedDocument(title="甲", id="no-such"),))
    report = checked(lower, upper, aligned(task_link()))
    assert [(finding.rule, finding.requirement or finding.subject) for finding in report.findings] == [
        ("YG-COV-001", "upper#1.1/z"),
        ("YG-COV-001", "upper#1.1/a"),
        ("YG-COV-001", "upper#1.1/m"),
        ("YG-REF-002", "lower"),
        ("YG-TGT-008", "lower#1.1/y"),
        ("YG-TGT-010", "lower#1.1/y"),
        ("YG-TGT-008", "lower#1.1/b"),
        ("YG-TGT-010", "lower#1.1/b"),
    ]


def test_the_text_says_what_the_data_say() -> None:
    report = checked(*many_findings())
    for lang in ("zh", "en"):
        text = "".join(check_text(report, lang).split())
        for finding in report.findings:
            assert finding.rule in text
            assert "".join(finding.message.of(lang).split()) in text


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        (Year(value=2021), "cross-year: the plan is of 2021 and is judged against 2023"),
        (Year(value=2023), "the plan does not cite upper"),
        (Year(value=2021, inferred="a guess"), "the plan does not cite upper"),
    ],
)
def test_the_head_speaks_of_another_year_where_no_cited_title_does(mine: Year, said: str) -> None:
    report = checked(lower_of(duty("said"), year=mine), upper_of(duty("asked"), year=Year(value=2023)))
    assert report.limits[0].en == said


# Excerpts


def test_an_excerpt_is_not_asked_for_the_rest_of_the_text() -> None:
    """What needs the whole text is not looked for, the head says so, and verdicts are what they were."""
    tasks = [Task(path=ProvisionPath(f"1.{number}"), label=f"（{number}）") for number in (1, 3)]
    whole = attrs.evolve(lower_of(), tasks=tuple(tasks))
    excerpt = attrs.evolve(whole, document=attrs.evolve(whole.document, excerpt=True))
    upper = upper_of(duty("asked"))
    of_whole, of_excerpt = checked(whole, upper, aligned()), checked(excerpt, upper, aligned())
    assert "YG-REF-004" in rules_of(of_whole)
    assert "YG-REF-004" not in rules_of(of_excerpt)
    assert any("excerpt" in limit.en for limit in of_excerpt.limits)
    assert [each.outcome for each in of_whole.verdicts] == [each.outcome for each in of_excerpt.verdicts]


def test_only_an_excerpt_says_what_it_is_in_its_file() -> None:
    whole = lower_of()
    excerpt = attrs.evolve(whole, document=attrs.evolve(whole.document, excerpt=True))
    assert "excerpt" not in to_yaml(whole)
    assert "  excerpt: true" in to_yaml(excerpt)
    assert read_yaml(to_yaml(excerpt), Plan) == excerpt


# The words of the text report


def test_only_populations_are_put_into_their_chinese_words() -> None:
    """`provinces` is the id of a population; as the id of a document it stays what it is."""
    cited = CitedDocument(title="某文", id="provinces")
    lower = attrs.evolve(lower_of(duty("said", population="county-consortia")))
    lower = attrs.evolve(lower, document=attrs.evolve(lower.document, cites=(cited,)))
    text = check_text(
        checked(lower, upper_of(duty("asked", population="tight-consortia")), aligned(task_link()))
    )
    assert "provinces" in text
    assert "省、自治区" not in text
    assert "紧密型县域医共体" in text


@pytest.mark.parametrize(("author", "said"), [("我", "由我编制"), ("tester", "由 tester 编制")])
def test_no_space_stands_around_a_chinese_author(author: str, said: str) -> None:
    report = checked(lower_of(), upper_of(), aligned(author=author))
    assert any(said in limit.zh for limit in report.limits)


def test_the_evidence_of_an_upper_document_is_said_in_words() -> None:
    report = checked(lower_of(), upper_of(evidence=Evidence.INFERRED))
    assert any("“推断”" in limit.zh and "inferred" in limit.en for limit in report.limits)


# What would look clean and is no check


@pytest.mark.parametrize(
    "config", [Config(select=("YG-TRK",), ignore=("YG-TRK",)), Config(ignore=("YG",))], ids=str
)
def test_a_selection_that_leaves_no_rule_is_refused(config: Config) -> None:
    with pytest.raises(InvalidValue, match="leave a rule to run"):
        checked(lower_of(), upper_of(), config=config)


def test_a_bare_text_is_no_selection() -> None:
    with pytest.raises(InvalidValue, match=r"select: found 'targets', expected a tuple, like \('targets',\)"):
        Config(select="targets")  # type: ignore[arg-type]


def test_a_pack_has_a_chinese_name() -> None:
    chosen = [
        checked(lower_of(), upper_of(), config=Config(select=(name,))).registry
        for name in ("目标", "targets")
    ]
    assert chosen[0] == chosen[1]


def test_an_upper_document_of_a_lower_level_is_told_at_the_head() -> None:
    report = checked(lower_of(level=Level.PROVINCE), upper_of(level=Level.COUNTY))
    assert any("层级低于本计划" in limit.zh for limit in report.limits)
    assert not any("层级" in limit.zh for limit in checked(lower_of(), upper_of(level=Level.CITY)).limits)
