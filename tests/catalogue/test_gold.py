"""The shipped catalogue against the annotated documents: what it encodes is what an annotator read.

Gold and catalogue are brought into one plain form and compared entry by entry. Every difference stands
below with its reason; one that no longer occurs fails as loudly as a new one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from yigai.catalogue import store
from yigai.model import (
    Comparator,
    Duty,
    Force,
    Frequency,
    Mechanism,
    Plan,
    Regular,
    Softener,
    Target,
    TargetKind,
    Task,
)
from yigai.values.due import Due
from yigai.values.provision import Label

GOLD = {"national-2023h2": "000.yaml", "heyuan-2023": "001.yaml"}
DOCUMENTS = sorted(GOLD)
INTERPRETATION = "national-2023h2-interpretation"

Read = Callable[[str], dict[str, Any]]


class Figure(NamedTuple):
    """A target in the words of both sides."""

    task: str
    kind: str
    comparator: str
    value: str
    unit: str
    due: str
    force: str


class Recurrence(NamedTuple):
    task: str
    every: str


class Method(NamedTuple):
    task: str
    mechanism: str
    status: str


Differences = dict[str, dict[Any, str]]
"""For `only in gold` and `only here`: each entry with the reason why the other side lacks it."""


METADATA: dict[str, dict[str, tuple[object, object, str]]] = {
    "national-2023h2": {
        "region": ("全国", None, "a region is a place below the nation; a national document names none"),
    },
    "heyuan-2023": {},
}

_PILOTS = "kept as a level with the doubt that it counts pilots which exist already"
_TERM = "a term that is fixed, not a value of a rule: a set standard"

FIGURES: dict[str, Differences] = {
    "national-2023h2": {
        "only in gold": {
            Figure("（十七）", "universal", "=", "100", "%", "2023-12-31", "firm"): (
                "to finish a reform is a duty with a date: 全部 counts no places, it speaks of the tasks"
            ),
            Figure("（三）", "universal", "=", "100", "%", "none", "firm"): (
                "full rural coverage is what outreach is for, a standing guarantee rather than a target"
            ),
            Figure("（六）", "action-scope-count", "=", "5", "个", "none", "firm"): _PILOTS,
        },
        "only here": {Figure("（六）", "level", "=", "5", "个", "none", "firm"): _PILOTS},
    },
    "heyuan-2023": {
        "only in gold": {
            Figure("（五）", "parameter", "range", "2..3", "年", "none", "permit"): _TERM,
            Figure("（九）", "parameter", "<=", "2", "年", "none", "firm"): (
                "the longest interval between reviews is how often they are due: a duty, once in two years"
            ),
        },
        "only here": {Figure("（五）", "standard", "range", "2..3", "年", "none", "permit"): _TERM},
    },
}

RECURRENCES: dict[str, Differences] = {
    "national-2023h2": {"only in gold": {}, "only here": {}},
    INTERPRETATION: {
        "only in gold": {
            Recurrence("七", "1 in 1 quarter"): "gold lists the quarterly review twice; it is one duty"
        },
        "only here": {
            Recurrence("七", "1 in 1 year"): "the yearly monitoring plan (年度医改监测方案), not in gold"
        },
    },
    "heyuan-2023": {
        "only in gold": {},
        "only here": {
            Recurrence("结尾", "regular"): "review and circular are two duties; gold counts the phrase once"
        },
    },
}

_BUNDLING = (
    "encourage is a force, not how far a mechanism is to go; the text says 鼓励 and 探索 in one breath"
)
_COMPANION = "named beside 结余留用 and 特例单议, which gold lists; gold passes over it"

MECHANISMS: dict[str, Differences] = {
    "national-2023h2": {
        "only in gold": {},
        "only here": {
            Method("（十二）", "negotiation", "implement"): _COMPANION,
            Method("（十二）", "fund-supervision", "implement"): _COMPANION,
        },
    },
    "heyuan-2023": {
        "only in gold": {Method("（四）", "fund-bundling", "encourage"): _BUNDLING},
        "only here": {
            Method("（四）", "fund-bundling", "explore"): _BUNDLING,
            Method(
                "（十）", "dip", "implement"
            ): "gold notes the second sentence on DIP as a repeat of the first",
        },
    },
}


@pytest.fixture
def gold(shared: Path) -> Read:
    """A reader of one annotation."""

    def read(name: str) -> dict[str, Any]:
        data: dict[str, Any] = yaml.safe_load((shared / "gold" / name).read_text("utf-8"))
        return data

    return read


def full_width(label: str) -> str:
    return label.translate(str.maketrans("()", "（）"))


def counted(label: str) -> int:
    return Label.parse(label).number


def numbered(plan: Plan) -> list[Task]:
    return [task for task in plan.tasks if task.path.number is not None]


def label_of(task: Task) -> str:
    """The label of a task, full width; 结尾 for the closing paragraph, as gold says."""
    return full_width(task.label) if task.label else {"closing": "结尾"}[str(task.path)]


def differences(gold: Counter[Any], here: Counter[Any]) -> dict[str, Counter[Any]]:
    return {"only in gold": gold - here, "only here": here - gold}


def listed(known: Differences) -> dict[str, Counter[Any]]:
    """The known differences, each once; none stands without a reason."""
    assert all(reason for side in known.values() for reason in side.values())
    return {side: Counter(entries.keys()) for side, entries in known.items()}


# The document


def metadata_here(plan: Plan) -> dict[str, object]:
    document = plan.document
    year = document.year
    return {
        "title": document.title,
        "issuers": list(document.issuers),
        "level": document.level.value,
        "region": document.region_name,
        "year": year.value if year is not None and year.inferred is None else None,
        "date_issued": document.issued_on.isoformat() if document.issued_on else None,
        "date_published": document.published_on.isoformat() if document.published_on else None,
        "doc_no": str(document.number) if document.number else None,
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_title_page_says_what_gold_says(gold: Read, name: str) -> None:
    annotated = gold(GOLD[name])["document"]
    differing = {
        key: (annotated.get(key), value)
        for key, value in metadata_here(store.plan(name)).items()
        if annotated.get(key) != value
    }
    assert differing == {key: (theirs, ours) for key, (theirs, ours, _) in METADATA[name].items()}
    assert all(reason for _, _, reason in METADATA[name].values())


# Sections and tasks


@pytest.mark.parametrize("name", DOCUMENTS)
def test_sections_stand_as_in_gold(gold: Read, name: str) -> None:
    plan = store.plan(name)
    here = []
    for section in plan.sections:
        numbers = [counted(label_of(task)) for task in numbered(plan) if plan.section_of(task) is section]
        here.append((section.label, section.title, [numbers[0], numbers[-1]]))
    assert here == [(each["label"], each["title"], each["tasks"]) for each in gold(GOLD[name])["sections"]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tasks_stand_as_in_gold(gold: Read, name: str) -> None:
    plan = store.plan(name)
    here = []
    for task in numbered(plan):
        section = plan.section_of(task)
        assert section is not None
        here.append((label_of(task), task.path.number, task.title, section.label))
    assert here == [
        (full_width(each["label"]), each["n"], each["title"], each["section"])
        for each in gold(GOLD[name])["tasks"]
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_labels_are_kept_as_printed(gold: Read, name: str) -> None:
    brackets = gold(GOLD[name])["document"]["brackets"]
    printed = "()" if brackets.startswith("half-width") else "（）"
    for task in numbered(store.plan(name)):
        assert task.label is not None
        assert task.label[0] + task.label[-1] == printed


# Agencies


def canonical(plan: Plan, printed: str) -> str:
    """The full name of an agency of the plan's region."""
    (agency,) = (
        each
        for each in store.agencies()
        if each.region == plan.document.region and printed in (each.name, *each.aliases)
    )
    return agency.name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_agency_stands_in_its_task_in_order(gold: Read, name: str) -> None:
    plan = store.plan(name)
    for task, annotated in zip(numbered(plan), gold(GOLD[name])["tasks"], strict=True):
        here = [
            (owner.agency, canonical(plan, owner.agency), owner.function.value, owner.role.value)
            for owner in task.responsibilities
        ]
        assert here == [
            (each["printed"], each["canonical"], each["function"], each["role"])
            for each in annotated["agencies"]
        ], annotated["label"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_standing_rules_add_what_gold_calls_implied(gold: Read, name: str) -> None:
    plan, annotated = store.plan(name), gold(GOLD[name])["tasks"]
    here, asked = {}, {}
    for task, each in zip(numbered(plan), annotated, strict=True):
        owners = plan.responsibilities_of(task)
        assert owners[: len(task.responsibilities)] == task.responsibilities
        here[each["n"]] = [owner.agency for owner in owners[len(task.responsibilities) :]]
        asked[each["n"]] = each.get("implied_agencies", [])
    assert here == asked


def test_the_provinces_answer_for_national_tasks_2_to_20() -> None:
    plan = store.plan("national-2023h2")
    added = [
        task.path.number for task in numbered(plan) if plan.responsibilities_of(task) != task.responsibilities
    ]
    assert added == list(range(2, 21))
    assert plan.responsibilities_of(plan.tasks[0]) == ()


# Targets


def force_of(force: Force, softener: Softener) -> str:
    """The one word gold has for both."""
    if softener is not Softener.NONE:
        return str(softener.value)
    return "firm" if force in {Force.REQUIRE, Force.STATED} else force.value


def due_of(due: Due | None) -> str:
    if due is None:
        return "none"
    return due.date.isoformat() if due.date else "unresolved"


def gold_figure(target: dict[str, Any]) -> Figure:
    value = target["value"]
    due = str(target.get("deadline", "none"))
    kind = str(target["kind"])
    return Figure(
        task=target["task"],
        kind={"numeric": "level", "delta": "change"}.get(kind, kind),
        comparator=target["comparator"],
        value="..".join(str(end) for end in value) if isinstance(value, list) else str(value),
        unit=target["unit"],
        due="unresolved" if due.startswith("YYYY") else due,
        force=target["force"],
    )


def figures_here(plan: Plan) -> Iterator[Figure]:
    """Every target, and every duty that is asked so many times in a unit of time."""
    for _, task, statement in plan.statements():
        due, force = due_of(statement.due), force_of(statement.force, statement.softener)
        match statement:
            case Target(target_kind=TargetKind.UNIVERSAL):
                yield Figure(label_of(task), "universal", "=", "100", "%", due, force)
            case Target(comparator=Comparator() as comparator, value=value, upper=upper):
                printed = "..".join(str(end) for end in (value, upper) if end is not None)
                kind, unit = statement.target_kind.value, statement.unit or ""
                yield Figure(label_of(task), kind, comparator.value, printed, unit, due, force)
            case Duty(every=Frequency(times=times, per=1)):
                yield Figure(label_of(task), "recurrence", ">=", str(times), "次", due, force)
            case _:
                pass


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_strict_target_has_exactly_one_statement(gold: Read, name: str) -> None:
    strict = [
        each
        for each in gold(GOLD[name])["targets"]
        if each["kind"] in {"numeric", "delta", "standard", "recurrence"}
    ]
    assert strict
    asked, here = Counter(map(gold_figure, strict)), Counter(figures_here(store.plan(name)))
    assert {figure: here[figure] for figure in asked} == dict(asked)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_targets_differ_from_gold_only_as_listed(gold: Read, name: str) -> None:
    """Strict or not, in both directions; how often a duty recurs is compared below."""
    asked = Counter(gold_figure(each) for each in gold(GOLD[name])["targets"] if each["kind"] != "recurrence")
    here = Counter(figure for figure in figures_here(store.plan(name)) if figure.kind != "recurrence")
    assert differences(asked, here) == listed(FIGURES[name])


# Recurring duties


def gold_recurrences(annotated: dict[str, Any], *, interpreted: bool) -> Iterator[Recurrence]:
    words = {"annual": "1 in 1 year", "quarterly": "1 in 1 quarter", "at least every 2 years": "1 in 2 year"}
    for each in annotated["recurrences"]:
        place, _, question = each["task"].partition(" ")
        if (place == "政策解读") is interpreted:
            for frequency in re.sub(r" \(.*\)", "", each["frequency"]).split(" + "):
                every = "regular" if frequency == "periodic" else words[frequency]
                yield Recurrence(question if interpreted else place, every)


def recurrences_here(plan: Plan) -> Iterator[Recurrence]:
    for _, task, statement in plan.statements():
        match statement:
            case Duty(every=Frequency(times=times, per=per, unit=unit)):
                yield Recurrence(label_of(task), f"{times} in {per} {unit.value}")
            case Duty(every=Regular()):
                yield Recurrence(label_of(task), "regular")
            case _:
                pass


@pytest.mark.parametrize(
    ("name", "annotation"),
    [*GOLD.items(), (INTERPRETATION, GOLD["national-2023h2"])],
)
def test_recurring_duties_differ_from_gold_only_as_listed(gold: Read, name: str, annotation: str) -> None:
    asked = Counter(gold_recurrences(gold(annotation), interpreted=name == INTERPRETATION))
    assert asked
    here = Counter(recurrences_here(store.plan(name)))
    assert differences(asked, here) == listed(RECURRENCES[name])


# Mechanisms


def gold_methods(annotated: dict[str, Any]) -> Iterator[Method]:
    for each in annotated["payments"]:
        yield Method(each["task"], each["mechanism"].lower().removeprefix("other:"), each["status"])


def methods_here(plan: Plan) -> Iterator[Method]:
    """One for every name: gold lists DRG and DIP apart where either will do."""
    for _, task, statement in plan.statements():
        if isinstance(statement, Mechanism):
            for mechanism in statement.mechanism:
                yield Method(label_of(task), mechanism.value, statement.status.value)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_mechanisms_differ_from_gold_only_as_listed(gold: Read, name: str) -> None:
    asked = Counter(gold_methods(gold(GOLD[name])))
    here = Counter(methods_here(store.plan(name)))
    assert differences(asked, here) == listed(MECHANISMS[name])


# The alignment


def test_task_links_are_the_pairs_of_gold(gold: Read) -> None:
    alignment = store.alignment("heyuan-2023", "national-2023h2")
    assert alignment is not None
    here = sorted(
        (link.lower.path.number, link.upper.path.number, link.extent.value, link.doubt is not None)
        for link in alignment.links
        if link.lower.statement is None
    )
    pairs = gold("alignment_000x001.yaml")["pairs_000_x_001"]
    assert here == sorted(
        (each["city_n"], each["national_n"], each["strength"], each.get("doubt", False))
        for each in pairs["pairs"]
    )


def test_tasks_without_counterpart_are_those_of_gold(gold: Read) -> None:
    alignment = store.alignment("heyuan-2023", "national-2023h2")
    assert alignment is not None
    links = [link for link in alignment.links if link.lower.statement is None]
    pairs = gold("alignment_000x001.yaml")["pairs_000_x_001"]
    for name, linked, alone in (
        ("heyuan-2023", {link.lower.path for link in links}, pairs["city_without_counterpart"]),
        ("national-2023h2", {link.upper.path for link in links}, pairs["national_without_counterpart"]),
    ):
        unlinked = [task.path.number for task in numbered(store.plan(name)) if task.path not in linked]
        assert unlinked == [each["n"] for each in alone]
