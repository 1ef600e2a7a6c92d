"""The catalogue as shipped: complete in itself, exact, immutable, found by id, file and address."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pendulum
import pytest
import yaml

from yigai.catalogue import store
from yigai.catalogue.generate import DATA, generated
from yigai.checks.check import Config, check
from yigai.errors import InvalidValue, UnknownName
from yigai.files.faults import FileFaults
from yigai.files.formats import FORMATS, read_file
from yigai.model import Alignment, Duty, Function, Level, Plan, Section, Target, TargetKind, Task
from yigai.values.document_number import DocumentNumber
from yigai.values.number import Number
from yigai.values.unit import Unit

PLANS = sorted(path.stem for path in (DATA / "plans").glob("*.yaml"))
ALIGNMENTS = sorted(path.stem for path in (DATA / "alignments").glob("*.yaml"))
SEEDS = {
    "national-2023h2": "000_c7d4f98725b0baf4.txt",
    "national-2023h2-interpretation": "000_c7d4f98725b0baf4.txt",
    "heyuan-2023": "001_2e17b2282892fb0a.txt",
}
AS_OF = pendulum.Date(2023, 12, 31)
SOURCES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml"))
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
SHARED_RUN = 20  # so many letters in a row are a copied sentence


def raw(source: str) -> Any:
    """A YAML file as plain text values: nothing is made a number or a date."""
    text = (DATA / source).read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing but text)


def texts(data: Any, *keys: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of plain data with the keys that lead to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, *keys, key)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, *keys)
    else:
        yield keys, data


# The files


def test_the_generated_json_is_fresh() -> None:
    fresh = generated()
    stale = [path.name for path, text in fresh.items() if path.read_text("utf-8") != text]
    assert stale == []
    assert sorted(fresh) == sorted(DATA.rglob("*.json"))


def test_the_index_names_every_plan_and_alignment() -> None:
    index = json.loads((DATA / "index.json").read_text("utf-8"))
    assert {"national-2023h2", "national-2023h2-interpretation", "heyuan-2023"} <= set(PLANS)
    assert [line["id"] for line in index["plans"]] == PLANS
    assert "heyuan-2023--national-2023h2" in ALIGNMENTS
    assert index["alignments"] == ALIGNMENTS


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_is_clean_utf_8_and_read_strictly(source: str) -> None:
    content = (DATA / source).read_bytes()
    text = content.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert "\ufffd" not in text
    assert text.endswith("\n")
    assert text == unicodedata.normalize("NFC", text)
    assert read_file(DATA / source, FORMATS[raw(source)["format"]]) is not None


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_read_from_json_equals_the_source(source: str) -> None:
    cls = FORMATS[raw(source)["format"]]
    json_file = (DATA / source).with_suffix(".json")
    assert read_file(json_file, cls) == read_file(DATA / source, cls)


@pytest.mark.parametrize("name", PLANS)
def test_numbers_are_kept_to_the_letter(name: str) -> None:
    """Values and document numbers: the text in the file is the text in the model."""
    written = list(texts(raw(f"plans/{name}.yaml")))
    values = [
        text for keys, text in written if keys[:2] == ("tasks", "statements") and keys[2:] == ("value",)
    ]
    uppers = [
        text for keys, text in written if keys[:2] == ("tasks", "statements") and keys[2:] == ("upper",)
    ]
    numbers = [text for keys, text in written if keys[-1] == "number" and text not in ("", "null")]
    plan = store.plan(name)
    targets = [statement for _, _, statement in plan.statements() if isinstance(statement, Target)]
    assert [str(target.value) for target in targets if target.value is not None] == values
    assert [str(target.upper) for target in targets if target.upper is not None] == uppers
    assert all(Number(value).text == value for value in (*values, *uppers))
    cites = [*plan.document.cites, *(cited for task in plan.tasks for cited in task.cites)]
    kept = [plan.document.number, *(cited.number for cited in cites)]
    assert [str(number) for number in kept if number is not None] == numbers


@pytest.mark.parametrize("name", SEEDS)
def test_document_numbers_are_those_printed_in_the_source(shared: Path, name: str) -> None:
    text = (shared / "seeds" / SEEDS[name]).read_text("utf-8")
    plan, _, interpretation = text.partition("》政策解读")
    printed = re.findall(r"[(（]([^()（）]{1,6}〔[0-9]{4}〕[0-9]+号)[)）]", interpretation or plan)
    cited = store.plan(name).document.cites
    here = [each.number for each in cited if each.number is not None]
    assert here == ([] if name == "national-2023h2" else [DocumentNumber.parse(each) for each in printed])


@pytest.fixture(scope="session")
def seeds(shared: Path) -> list[str]:
    """Every source text, its letters and digits only."""
    return [letters(path.read_text("utf-8")) for path in sorted((shared / "seeds").glob("*.txt"))]


def test_our_words_share_no_long_run_with_any_source(seeds: list[str]) -> None:
    """Titles, names of agencies and cited titles are facts; all else is said in our own words."""
    facts = {("document", "title"), ("sections", "title"), ("tasks", "title"), ("document", "issuers")}
    ours = [
        (source, text)
        for source in SOURCES
        if source != "agencies.yaml"
        for keys, text in texts(raw(source))
        if keys not in facts and keys[-1] != "agency" and keys[-2:] != ("cites", "title")
    ]
    assert len(ours) > 1000
    assert [(source, text) for source, text in ours if is_copied(text, seeds)] == []


def test_a_copied_run_is_seen_through_its_punctuation(seeds: list[str]) -> None:
    assert len(seeds) == 5
    for seed in seeds:
        run = seed[1000 : 1000 + SHARED_RUN]
        assert is_copied(f"（{run[:5]}，\n“{run[5:]}”", seeds)
        assert not is_copied(f"{run[:10]}另{run[10:]}", seeds)
        assert not is_copied(run[:-1], seeds)


def is_copied(text: str, seeds: list[str]) -> bool:
    plain = letters(text)
    runs = {plain[start : start + SHARED_RUN] for start in range(len(plain) - SHARED_RUN + 1)}
    return any(run in seed for run in runs for seed in seeds)


def letters(text: str) -> str:
    """Letters and digits only."""
    return "".join(character for character in text if unicodedata.category(character)[0] in "LN")


# What the plans name


@pytest.mark.parametrize("name", PLANS)
def test_indicators_and_populations_resolve(name: str) -> None:
    plan = store.plan(name)
    words = store.vocabulary().with_local(plan.indicators, plan.populations)
    statements = [statement for _, _, statement in plan.statements()]
    indicators = {each.indicator for each in statements if isinstance(each, Target)}
    populations = {each.population for each in statements if each.population is not None}
    assert {each for each in indicators if words.indicator(each) is None} == set()
    assert {each for each in populations if words.population(each) is None} == set()


def test_the_vocabulary_resolves_within_itself() -> None:
    words = store.vocabulary()
    named = {indicator.counted_over for indicator in words.indicators}
    named |= {indicator.population for indicator in words.indicators}
    named |= {population.within for population in words.populations}
    assert {each for each in named if each is not None and words.population(each) is None} == set()
    assert all(population.id not in words.wider(population.id) for population in words.populations)


def test_no_indicator_is_left_without_a_target_or_a_benchmark() -> None:
    used = {
        statement.indicator
        for name in PLANS
        for _, _, statement in store.plan(name).statements()
        if isinstance(statement, Target)
    }
    seen = {each.indicator for each in store.observations()}
    assert {indicator.id for indicator in store.vocabulary().indicators} == used | seen


@pytest.mark.parametrize("name", PLANS)
def test_a_figure_is_in_a_unit_of_its_indicator(name: str) -> None:
    """As 450 种 are 450 个; a change of a share may stand in points."""
    plan = store.plan(name)
    words = store.vocabulary().with_local(plan.indicators, plan.populations)
    for address, _, statement in plan.statements():
        if isinstance(statement, Target) and statement.value is not None and not statement.value.is_ratio:
            indicator = words.indicator(statement.indicator)
            assert indicator is not None
            bases = {Unit.of(indicator.unit).base}
            if statement.target_kind is TargetKind.CHANGE:
                bases |= {"百分点", "1"}
            assert Unit.of(statement.unit).base in bases, address


@pytest.mark.parametrize("pair", ALIGNMENTS)
def test_every_end_of_the_alignment_exists(pair: str) -> None:
    lower, upper = pair.split("--")
    alignment = store.alignment(lower, upper)
    assert (lower in PLANS, upper in PLANS) == (True, True)
    assert alignment is not None
    for name, ends in (
        (lower, {str(link.lower) for link in alignment.links}),
        (upper, {str(link.upper) for link in alignment.links}),
    ):
        plan = store.plan(name)
        places = {str(task.path) for task in plan.tasks}
        places |= {f"{task.path}/{statement.id}" for _, task, statement in plan.statements()}
        assert ends - places == set()


@pytest.mark.parametrize("pair", ALIGNMENTS)
def test_every_link_says_why(pair: str) -> None:
    lower, upper = pair.split("--")
    alignment = store.alignment(lower, upper)
    assert (lower in PLANS, upper in PLANS) == (True, True)
    assert alignment is not None
    assert [str(link.lower) for link in alignment.links if not link.reason] == []


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("upper", PLANS)
def test_references_are_sound(name: str, upper: str) -> None:
    """Every rule on references, YG-REF-001 to 006, against every other document of the catalogue."""
    against = [store.plan(upper)] if upper != name else []
    report = check(store.plan(name), against=against, as_of=AS_OF, config=Config(select=("YG-REF",)))
    assert report.crashes == ()
    assert [(finding.rule, str(finding.message)) for finding in report.findings] == []


def test_the_rules_on_references_do_run() -> None:
    plan = store.plan("national-2023h2-interpretation")
    cites = (attrs.evolve(plan.document.cites[0], id="national-2032h2"),)
    broken = attrs.evolve(plan, document=attrs.evolve(plan.document, cites=cites))
    report = check(broken, against=(), as_of=AS_OF, config=Config(select=("YG-REF",)))
    assert [finding.rule for finding in report.findings] == ["YG-REF-002"]


# Agencies


@pytest.mark.parametrize("name", PLANS)
def test_every_owner_is_a_known_agency_of_the_right_level(name: str) -> None:
    """Local governments stand a level below; all other owners on the plan's own level and region."""
    plan = store.plan(name)
    levels = list(Level)
    below = levels[levels.index(plan.document.level) + 1]
    owners = [owner for task in plan.tasks for owner in task.responsibilities]
    owners += [owner for rule in plan.standing_rules for owner in rule.adds]
    assert owners
    for owner in owners:
        (agency,) = (
            each
            for each in store.agencies()
            if each.region == plan.document.region and owner.agency in (each.name, *each.aliases)
        )
        assert agency.function is owner.function
        if agency.level is not plan.document.level:
            assert (agency.level, agency.function) == (below, Function.LOCAL_GOVERNMENT)


def test_issuers_are_known_agencies() -> None:
    documents = [store.plan(name).document for name in PLANS]
    assert [document.id for document in documents if document.issuers]
    for document in documents:
        known = {
            alias
            for agency in store.agencies()
            if (agency.level, agency.region) == (document.level, document.region)
            for alias in (agency.name, *agency.aliases)
        }
        assert set(document.issuers) - known == set()


def test_an_agency_is_listed_once_in_its_region() -> None:
    names = [(agency.region, name) for agency in store.agencies() for name in (agency.name, *agency.aliases)]
    assert len(names) == len(set(names))


# Identity


@pytest.mark.parametrize("name", PLANS)
def test_ids_are_slugs_and_addresses_unique(name: str) -> None:
    plan = store.plan(name)
    assert plan.id == name
    assert SLUG.fullmatch(name)
    addresses = [str(address) for address, _, _ in plan.statements()]
    assert len(set(addresses)) == len(addresses)
    for _, _, statement in plan.statements():
        assert SLUG.fullmatch(statement.id)
        if isinstance(statement, Duty):
            assert SLUG.fullmatch(statement.topic)


def test_words_are_slugs_used_once() -> None:
    words = store.vocabulary()
    for ids in (
        [indicator.id for indicator in words.indicators],
        [population.id for population in words.populations],
    ):
        assert len(set(ids)) == len(ids)
        assert [each for each in ids if not SLUG.fullmatch(each)] == []


def test_a_local_word_never_hides_a_shared_one() -> None:
    words = store.vocabulary()
    for name in PLANS:
        plan = store.plan(name)
        assert [each.id for each in plan.indicators if words.indicator(each.id)] == []
        assert [each.id for each in plan.populations if words.population(each.id)] == []


def test_numbers_are_counted_through_the_document() -> None:
    """The path ends in the number of the label, though sections group the tasks."""
    for name, last in (("national-2023h2", 20), ("heyuan-2023", 22), ("national-2023h2-interpretation", 7)):
        counted = [task.path.number for task in store.plan(name).tasks if task.path.number is not None]
        assert counted == list(range(1, last + 1))


# Entries, load, find


def test_entries_say_what_the_plans_hold() -> None:
    assert [entry.id for entry in store.entries()] == PLANS
    for entry in store.entries():
        plan = read_file(DATA / "plans" / f"{entry.id}.yaml", Plan)
        assert attrs.asdict(entry) == {
            "id": plan.id,
            "title": plan.document.title,
            "kind": plan.document.kind.value,
            "level": plan.document.level.value,
            "region_name": plan.document.region_name,
            "evidence": plan.document.evidence.value,
            "tasks": len(plan.tasks),
            "statements": len(list(plan.statements())),
        }


def test_every_national_statement_is_counted() -> None:
    counts = {entry.id: (entry.tasks, entry.statements) for entry in store.entries()}
    assert counts["national-2023h2"] == (22, 175)  # 20 tasks, preamble and closing
    assert counts["heyuan-2023"][0] == 23  # 22 tasks and closing
    assert counts["national-2023h2-interpretation"][0] == 7


@pytest.mark.parametrize("name", PLANS)
def test_loads_by_id_and_by_file(name: str, tmp_path: Path) -> None:
    plan = store.load(name)
    assert plan is store.plan(name)
    for suffix in (".yaml", ".json"):
        copy = tmp_path / f"copy{suffix}"
        shutil.copy(DATA / "plans" / f"{name}{suffix}", copy)
        assert store.load(copy) == plan
        assert store.load(str(copy)) == plan


def test_a_file_may_have_any_suffix_if_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(DATA / "plans" / "heyuan-2023.yaml", tmp_path / "draft")
    monkeypatch.chdir(tmp_path)
    assert store.looks_like_file("draft")
    assert store.load("draft") == store.plan("heyuan-2023")


@pytest.mark.parametrize(
    ("name", "is_file"),
    [
        ("heyuan-2023", False),
        ("heyuan-2023.yaml", True),
        ("plan.yml", True),
        ("plan.json", True),
        ("plans/heyuan-2023", True),
        (f"plans{os.sep}x", True),
        (Path("heyuan.yaml"), True),
    ],
)
def test_a_file_is_known_by_its_name(name: str | Path, *, is_file: bool) -> None:
    assert store.looks_like_file(name) is is_file


def test_an_alignment_is_found_by_its_pair() -> None:
    found = store.alignment("heyuan-2023", "national-2023h2")
    assert found == read_file(DATA / "alignments" / "heyuan-2023--national-2023h2.yaml", Alignment)
    assert store.alignment("national-2023h2", "heyuan-2023") is None
    assert store.alignment("nobody", "national-2023h2") is None


@pytest.mark.parametrize("name", PLANS)
def test_every_address_finds_what_stands_there(name: str) -> None:
    plan = store.plan(name)
    assert store.find(name) is plan
    for section in plan.sections:
        assert store.find(f"{name}#{section.path}") is section
    for task in plan.tasks:
        assert store.find(f"{name}#{task.path}") is task
    for address, _, statement in plan.statements():
        assert store.find(str(address)) is statement


def test_an_address_may_begin_with_a_file(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    shutil.copy(DATA / "plans" / "heyuan-2023.yaml", copy)
    assert store.find(str(copy)) == store.plan("heyuan-2023")
    assert store.find(f"{copy}#2.10/dip-main") == store.find("heyuan-2023#2.10/dip-main")
    assert isinstance(store.find(f"{copy}#2.10"), Task)
    assert isinstance(store.find(f"{copy}#2"), Section)


@pytest.mark.parametrize(
    ("address", "found", "hint"),
    [
        ("heyuan-2032", "'heyuan-2032'", "did you mean 'heyuan-2023'?"),
        ("heyuan-2032#2.10", "'heyuan-2032'", "did you mean 'heyuan-2023'?"),
        ("national-2023-h2", "'national-2023-h2'", "did you mean 'national-2023h2'?"),
        ("zzz", "'zzz'", ""),
        ("heyuan-2023#2.99", "2.99", "did you mean '2.9'?"),
        ("heyuan-2023#2.10/dip-mian", "dip-mian", "did you mean 'dip-main'?"),
        ("heyuan-2023#preamble", "preamble", ""),
        ("heyuan-2023#2.10/zzz", "zzz", ""),
        ("heyuan-2023#9/dip-main", "9", ""),
    ],
)
def test_an_unknown_name_gets_the_nearest_known_one(address: str, found: str, hint: str) -> None:
    with pytest.raises(UnknownName) as caught:
        store.find(address)
    assert caught.value.found == found
    assert caught.value.hint.en == hint
    assert "heyuan-2023" in str(caught.value)


def test_a_section_has_no_statements() -> None:
    with pytest.raises(UnknownName):
        store.find("heyuan-2023#2/dip-main")


@pytest.mark.parametrize(
    "address",
    ["heyuan-2023#", "heyuan-2023#2.10/", "heyuan-2023#二", "heyuan-2023#2.10/Dip", "heyuan-2023#2..1"],
)
def test_a_malformed_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidValue):
        store.find(address)


def test_a_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFaults):
        store.load(tmp_path / "nothing.yaml")
    with pytest.raises(FileFaults, match="yigai-plan/1"):
        store.load(DATA / "alignments" / "heyuan-2023--national-2023h2.yaml")


# Immutable and cached


def test_what_is_read_is_read_once() -> None:
    assert store.plan("heyuan-2023") is store.plan("heyuan-2023")
    assert store.vocabulary() is store.vocabulary()
    assert store.agencies() is store.agencies()
    assert store.entries() is store.entries()
    pair = ("heyuan-2023", "national-2023h2")
    assert store.alignment(*pair) is store.alignment(*pair)


def fields_of(value: object) -> list[str]:
    cls: Any = type(value)
    return [field.name for field in attrs.fields(cls)] if attrs.has(cls) else []


def parts(value: object) -> Iterator[object]:
    """A value and all it is made of."""
    yield value
    if isinstance(value, tuple | list | set | dict | frozenset):
        for item in value:
            yield from parts(item)
    for name in fields_of(value):
        yield from parts(getattr(value, name))


def test_nothing_of_the_catalogue_can_be_changed() -> None:
    held: list[object] = [*map(store.plan, PLANS), *store.agencies(), *store.entries()]
    held += [store.alignment(*pair.split("--")) for pair in ALIGNMENTS]
    held += [*store.vocabulary().indicators, *store.vocabulary().populations]
    all_parts = [part for value in held for part in parts(value)]
    assert [part for part in all_parts if isinstance(part, list | set | dict)] == []
    objects = {type(part): part for part in all_parts if fields_of(part)}
    assert {Plan, Task, Alignment, Target, Duty} <= set(objects)
    for part in objects.values():
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(part, fields_of(part)[0], None)


def test_carriers_and_names_in_use_are_said_once_and_their_sources_exist() -> None:
    places = [(carrier.level, carrier.function) for carrier in store.carriers()]
    assert len(set(places)) == len(places)
    endings = [ending for known in store.names_in_use() for ending in known.endings]
    assert len(set(endings)) == len(endings)
    sources = [(each.source, each.note) for each in store.carriers()]
    sources += [(each.source, each.note) for each in store.names_in_use()]
    for source, note in sources:
        assert note
        if "#" in source:
            assert isinstance(store.find(source), Task)


@pytest.mark.parametrize("name", ["national-2023h2", "national-2023h2-interpretation", "nanchang-2021"])
@pytest.mark.parametrize("topic", ["pay-autonomy", "principal-annual-salary"])
def test_pay_is_asked_of_public_hospitals(name: str, topic: str) -> None:
    """Where the sentence itself says 公立医院, so does its population."""
    found = [each for _, _, each in store.plan(name).statements() if getattr(each, "topic", None) == topic]
    assert {each.population for each in found} <= {"public-hospitals"}


@pytest.mark.parametrize("name", [None, 2023])
def test_what_is_no_name_is_told_so(name: Any) -> None:
    with pytest.raises(InvalidValue, match="expected an id of the catalogue or the path of a file"):
        store.load(name)
