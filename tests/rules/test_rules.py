"""What every rule owes its reader, and what the registry and a run of the check owe every rule."""

from __future__ import annotations

import re
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pendulum
import pytest

from yigai.catalogue import store
from yigai.checks.check import Config, check, check_payment_rule
from yigai.checks.registry import Registry, registry
from yigai.checks.report import CheckReport
from yigai.checks.rule import Context, Rule, Status, rule
from yigai.checks.rule_packs import RULE_PACKS, RulePack, pack_of
from yigai.checks.rules import RULES
from yigai.errors import InvalidValue, Text, UnknownName
from yigai.files.formats import dump_yaml, read_yaml
from yigai.files.tree import read_tree
from yigai.judging.finding import Finding, Severity
from yigai.model.alignment import Alignment
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan, Task
from yigai.values.citation import Citation

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AREAS = {"REF", "COV", "TGT", "TIM", "AGY", "PAY", "SRC", "TRK", "WAI"}
AS_OF = pendulum.Date(2023, 12, 31)
PAYMENT_RULE: Any = PaymentRule
EACH_RULE = pytest.mark.parametrize("each", RULES, ids=lambda each: each.id)
# Rules that look only at the plan itself, so that their examples can be run as they stand.
ON_THE_PLAN = {
    "YG-REF-001", "YG-REF-002", "YG-REF-003", "YG-REF-004", "YG-REF-006", "YG-TGT-007", "YG-TGT-008",
    "YG-TGT-009", "YG-TGT-010", "YG-TGT-011", "YG-TGT-012", "YG-TIM-003", "YG-TIM-004", "YG-TIM-005",
    "YG-AGY-001", "YG-AGY-002", "YG-AGY-003", "YG-AGY-004", "YG-AGY-005", "YG-AGY-007", "YG-AGY-008",
    "YG-SRC-002",
}  # fmt: skip
PLACEHOLDER = re.compile(r"todo|tbd|fixme|xxx|lorem|待补|待定|占位", re.IGNORECASE)
HAN = re.compile(r"[\u4e00-\u9fff]")


def plain(text: str) -> Any:
    """What an example says as YAML; None for one that holds only comments."""
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return None
    tree, faults = read_tree(text, source="example")
    assert not faults
    return tree.plain()


def plan_of(example: Any) -> Plan:
    """An example as a plan: a list of statements, or parts of a plan file."""
    data: dict[str, Any] = {
        "format": "yigai-plan/1",
        "document": {"id": "example", "title": "例", "kind": "plan", "level": "city"},
        "sections": [{"path": "1", "title": "第一部分"}],
        "tasks": [],
    }
    match example:
        case list():
            data["tasks"] = [{"path": "1.1", "statements": example}]
        case dict():
            data["document"] |= example.pop("document", {})
            data["document"] |= {"cites": example.pop("cites", data["document"].get("cites", []))}
            data |= example
        case _:
            pass
    return read_yaml(dump_yaml(data), Plan)


def alignment_of(links: list[Any]) -> Alignment:
    head = {
        "format": "yigai-alignment/1",
        "lower": "heyuan-2023",
        "upper": "national-2023h2",
        "basis": "topical",
        "depth": "statements",
        "author": "example",
    }
    return read_yaml(dump_yaml(head | {"links": links}), Alignment)


def is_links(example: Any) -> bool:
    return isinstance(example, list) and all("from" in item for item in example)


def made(name: str, find: Any, **parts: Any) -> Rule:
    text = Text(zh="试", en="trial")
    severity = Severity.WARNING
    wrap = rule(id=name, title=text, severity=severity, what=text, why=text, bad="[]", good="[]", **parts)
    return wrap(find)


def one_finding(this: Rule, context: Context) -> Iterator[Finding]:
    yield Finding(
        rule=this.id,
        severity=this.severity or Severity.INFO,
        message=Text(zh="有", en="found"),
        subject=context.plan.id,
    )


def raising(this: Rule, context: Context) -> Iterator[Finding]:
    yield from one_finding(this, context)
    raise ZeroDivisionError(this.id)


def run(rules: Registry, **settings: Any) -> CheckReport:
    return check(plan_of(None), against=[], as_of=AS_OF, rules=rules, config=Config(**settings))


@EACH_RULE
def test_the_case_file_has_a_passing_and_a_failing_case(each: Rule) -> None:
    cases = plain((HERE / f"{each.id}.yaml").read_text("utf-8"))["cases"]
    assert {bool(case["finds"]) for case in cases} == {True, False}


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {file.stem for file in HERE.glob("*.yaml")} == {each.id for each in RULES}


@EACH_RULE
def test_four_parts_in_two_languages(each: Rule) -> None:
    for text in (each.title, each.what, each.why):
        assert HAN.search(text.zh)
        assert re.search("[a-z]{3}", text.en)
        assert not HAN.search(text.en)
    for written in (each.title.zh, each.title.en, each.what.zh, each.what.en, each.why.zh, each.why.en):
        assert not PLACEHOLDER.search(written)
        assert written == written.strip()
    for prose in (each.what, each.why):
        assert prose.zh.endswith("。")
        assert prose.en.endswith(".")
    assert each.bad.strip()
    assert each.good.strip()
    assert each.bad != each.good


@EACH_RULE
def test_the_examples_can_be_read(each: Rule) -> None:
    for example in (plain(each.bad), plain(each.good)):
        if each.area == "PAY":
            assert read_yaml(dump_yaml(example), PAYMENT_RULE).title
        elif is_links(example):
            assert len(alignment_of(example).links) == len(example)
        elif isinstance(example, list):
            assert [statement.id for _, _, statement in plan_of(example).statements()] == [
                item["id"] for item in example
            ]
        else:
            assert plan_of(example).document.kind.value == "plan"


@pytest.mark.parametrize("name", sorted(ON_THE_PLAN))
def test_the_bad_example_is_found_and_the_good_one_is_not(name: str) -> None:
    each = registry().rule(name)
    for text, is_bad in ((each.bad, True), (each.good, False)):
        report = check(plan_of(plain(text)), against=[], as_of=AS_OF, config=Config(select=(name,)))
        assert bool(report.findings) is is_bad


@pytest.mark.parametrize("name", [each.id for each in RULES if each.area == "PAY"])
def test_a_payment_rule_that_is_bad_in_one_way_is_found_in_that_way_only(name: str) -> None:
    each = registry().rule(name)
    bad, good = (
        check_payment_rule(read_yaml(dump_yaml(plain(text)), PAYMENT_RULE), as_of=AS_OF)
        for text in (each.bad, each.good)
    )
    assert [finding.rule for finding in bad.findings] == [name]
    assert good.findings == ()
    assert bad.crashes == good.crashes == ()


@pytest.mark.parametrize("name", ["YG-REF-005", "YG-COV-002"])
def test_the_links_of_an_example_are_found_or_not(name: str) -> None:
    each = registry().rule(name)
    city, nation = store.plan("heyuan-2023"), store.plan("national-2023h2")
    found = []
    for text in (each.bad, each.good):
        config = Config(select=(name,))
        links = [alignment_of(plain(text))]
        found.append(check(city, against=[nation], links=links, as_of=AS_OF, config=config).findings)
    assert len(found[0]) == 1
    assert found[1] == ()


@EACH_RULE
def test_the_examples_fit_a_terminal(each: Rule) -> None:
    assert max(len(line) + len(HAN.findall(line)) for line in (each.bad + each.good).splitlines()) <= 78


@EACH_RULE
def test_a_basis(each: Rule) -> None:
    assert each.basis
    for cited in each.basis:
        assert isinstance(cited, Citation)
        assert cited.source
        if "#" in cited.source:
            assert isinstance(store.find(cited.source), Task)


@EACH_RULE
def test_id_area_and_module(each: Rule) -> None:
    assert re.fullmatch(r"YG-[A-Z]{3}-[0-9]{3}", each.id)
    assert each.area in AREAS
    module = each.find.__module__.rpartition(".")[2]
    stem = each.id.removeprefix("YG-").replace("-", "_").lower()
    assert module.startswith(f"{stem}_")
    assert module == f"{stem}_{each.find.__name__}"


@EACH_RULE
def test_since_and_status(each: Rule) -> None:
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", each.since)
    assert each.status is Status.STABLE


def test_every_module_of_the_room_is_a_rule() -> None:
    modules = {file.stem for file in (ROOT / "src/yigai/checks/rules").glob("[!_]*.py")}
    assert modules == {each.find.__module__.rpartition(".")[2] for each in RULES}


def test_ids_and_titles_are_unique() -> None:
    assert len({each.id for each in RULES}) == len(RULES)
    assert len({each.title.zh for each in RULES}) == len(RULES)
    assert len({each.title.en for each in RULES}) == len(RULES)


@pytest.mark.parametrize("name", ["YG-TGT-1", "yg-tgt-001", "TGT-001", "YG-TGTS-001", "YG-TGT-0011", ""])
def test_a_malformed_id_is_refused(name: str) -> None:
    with pytest.raises(InvalidValue, match="an id like YG-TGT-001"):
        made(name, one_finding)


def test_a_preview_says_so() -> None:
    stable = made("YG-TIM-001", one_finding)
    preview = made("YG-TIM-001", one_finding, status=Status.PREVIEW)
    assert (stable.status, preview.status) == (Status.STABLE, Status.PREVIEW)
    assert Registry.of([preview]).digest != Registry.of([stable]).digest


def test_a_deselected_rule_never_runs() -> None:
    rules = Registry.of([made("YG-TIM-001", one_finding), made("YG-TIM-002", raising)])
    ignored = run(rules, ignore=("YG-TIM-002",))
    assert [finding.rule for finding in ignored.findings] == ["YG-TIM-001"]
    assert ignored.crashes == ()
    assert ignored.overrides == ("ignore: YG-TIM-002",)
    selected = run(rules, select=("YG-TIM-001",))
    assert selected.findings == ignored.findings
    assert selected.crashes == ()
    assert selected.overrides == ("select: YG-TIM-001",)


def test_a_start_of_ids_selects_whole_parts_only() -> None:
    rules = Registry.of(made(name, one_finding) for name in ("YG-TIM-001", "YG-TIM-002", "YG-AGY-001"))
    assert [each.id for each in rules.select(("YG-TIM",)).rules] == ["YG-TIM-001", "YG-TIM-002"]
    assert [each.id for each in rules.select(("YG",), ("YG-TIM",)).rules] == ["YG-AGY-001"]
    assert rules.select(("YG-TIM",), ("YG-TIM",)).rules == ()
    for part in ("YG-TI", "YG-TIM-00", "YG-TIM-"):
        with pytest.raises(UnknownName):
            rules.select((part,))


def test_every_area_is_a_pack_and_every_pack_an_area() -> None:
    assert sorted(pack.area for pack in RULE_PACKS) == sorted({rule.area for rule in RULES})
    assert len({pack.name for pack in RULE_PACKS}) == len(RULE_PACKS)
    assert pack_of("XYZ") is None


@pytest.mark.parametrize("pack", RULE_PACKS, ids=lambda pack: pack.name)
def test_a_pack_selects_the_rules_of_its_area(pack: RulePack) -> None:
    house = registry()
    assert house.select((pack.name,)).rules == house.select((f"YG-{pack.area}",)).rules
    assert house.select((), (pack.name,)).rules == house.select((), (f"YG-{pack.area}",)).rules


def test_packs_and_ids_go_together_and_the_head_says_so() -> None:
    rules = Registry.of(made(name, one_finding) for name in ("YG-TIM-001", "YG-TIM-002", "YG-AGY-001"))
    report = run(rules, select=("time", "YG-AGY-001"), ignore=("YG-TIM-002",))
    assert [finding.rule for finding in report.findings] == ["YG-AGY-001", "YG-TIM-001"]
    assert report.overrides == ("select: time, YG-AGY-001", "ignore: YG-TIM-002")


def test_a_pack_without_rules_is_refused() -> None:
    with pytest.raises(UnknownName, match="expected a pack \\(time\\)"):
        Registry.of([made("YG-TIM-001", one_finding)]).select(("targets",))


def test_a_crashing_rule_is_a_crash_and_the_others_still_run() -> None:
    rules = Registry.of(
        [made("YG-TIM-001", raising), made("YG-TIM-002", one_finding), made("YG-TIM-003", raising)]
    )
    report = run(rules)
    assert [(crash.rule, crash.problem) for crash in report.crashes] == [
        ("YG-TIM-001", "ZeroDivisionError: YG-TIM-001"),
        ("YG-TIM-003", "ZeroDivisionError: YG-TIM-003"),
    ]
    assert [finding.rule for finding in report.findings] == ["YG-TIM-002"]


def test_a_crash_with_an_error_of_the_house_says_what_it_says() -> None:
    def refusing(_this: Rule, _context: Context) -> Iterator[Finding]:
        raise InvalidValue(found="7", expected=Text(zh="八", en="eight"))

    (crash,) = run(Registry.of([made("YG-TIM-001", refusing)])).crashes
    assert crash.problem == "found 7, expected eight"


def test_a_rule_that_yields_something_else_crashed() -> None:
    def talkative(_this: Rule, _context: Context) -> Iterator[Any]:
        yield "all is well"

    report = run(Registry.of([made("YG-TIM-001", talkative)]))
    assert [crash.problem for crash in report.crashes] == ["found 'all is well', expected a Finding"]
    assert report.findings == ()


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("YG-TGT-01", "did you mean 'YG-TGT-013'?"),
        ("YG-TGTS", "did you mean 'YG-TGT'?"),
        ("yg-cov-001", "did you mean 'YG-COV-001'?"),
        ("tgt", "did you mean 'YG-TGT'?"),
        ("target", "did you mean 'targets'?"),
        ("Coverage", "did you mean 'coverage'?"),
        ("agency", "did you mean 'agencies'?"),
        ("*", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("setting", ["select", "ignore"])
def test_an_unknown_selector_is_refused(setting: str, selector: str, hint: str) -> None:
    with pytest.raises(UnknownName) as caught:
        run(registry(), **{setting: (selector,)})
    assert caught.value.found == repr(selector)
    assert caught.value.hint.en == hint
    assert "YG-AGY, YG-COV, YG-PAY, YG-REF, YG-SRC, YG-TGT, YG-TIM, YG-TRK" in caught.value.expected.en
    assert all(pack.name in caught.value.expected.zh for pack in RULE_PACKS)


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean 'YG-TGT-001'"):
        registry().rule("yg-tgt-001")
    with pytest.raises(UnknownName, match="YG-TGT-999"):
        run(registry(), severities={"YG-TGT-999": Severity.INFO})


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(InvalidValue, match="YG-TIM-001 twice"):
        Registry.of([made("YG-TIM-001", one_finding), made("YG-TIM-001", raising)])


def test_a_severity_that_was_set_is_used_and_recorded() -> None:
    rules = Registry.of([made("YG-TIM-001", one_finding), made("YG-TIM-002", one_finding)])
    report = run(rules, severities={"YG-TIM-002": Severity.ERROR})
    assert [finding.severity for finding in report.findings] == [Severity.WARNING, Severity.ERROR]
    assert report.overrides == ("YG-TIM-002: error",)
    assert report.fails()
    assert not run(rules).fails()
    assert run(rules).overrides == ()


def test_the_digest_tells_which_rules_ran() -> None:
    house = registry()
    assert re.fullmatch("[0-9a-f]{12}", house.digest)
    assert Registry.of(reversed(house.rules)).digest == house.digest
    assert house.select(("YG-TGT",)).digest != house.digest
    assert Registry.of([attrs.evolve(house.rules[0], since="9.9.9"), *house.rules[1:]]).digest != house.digest


PLUGIN = """
from yigai.checks.rule import rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity

TEXT = Text(zh="试", en="trial")


@rule(id="YG-TIM-901", title=TEXT, severity=Severity.INFO, what=TEXT, why=TEXT, bad="", good="")
def greeting(this, context):
    message = Text(zh="你好", en="hello")
    yield Finding(rule=this.id, severity=this.severity, message=message, subject=context.plan.id)


NOT_A_RULE = 7
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Installs a small package beside yigai, with one entry point, for as long as the test runs."""

    def installed(target: str) -> None:
        (tmp_path / "greeting_rules.py").write_text(PLUGIN, "utf-8")
        info = tmp_path / "greeting_rules-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: greeting-rules\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[yigai.rules]\ngreeting = {target}\n", "utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        registry.cache_clear()

    yield installed
    sys.modules.pop("greeting_rules", None)
    registry.cache_clear()


def test_others_add_rules_through_an_entry_point(install: Any) -> None:
    house = {each.id for each in RULES}
    assert {each.id for each in registry().rules} == house
    install("greeting_rules:greeting")
    assert {each.id for each in registry().rules} == house | {"YG-TIM-901"}
    report = check(plan_of(None), against=[], as_of=AS_OF, config=Config(select=("YG-TIM-901",)))
    assert [finding.message.zh for finding in report.findings] == ["你好"]


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("greeting_rules:farewell", "AttributeError"),
        ("nowhere_at_all:rule", "ModuleNotFoundError"),
        ("greeting_rules:NOT_A_RULE", "found 7, expected a Rule"),
    ],
)
def test_an_entry_point_that_gives_no_rule_is_named(install: Any, target: str, problem: str) -> None:
    install(target)
    with pytest.raises(InvalidValue, match=r"yigai\.rules: greeting \(greeting-rules\)") as caught:
        registry()
    assert problem in str(caught.value)


def test_the_pages_are_fresh() -> None:
    generator = runpy.run_path(str(HERE / "generate_pages.py"))
    wanted: dict[Path, str] = generator["pages"]()
    there = {*(ROOT / "docs/reference/rules").glob("*.md"), ROOT / "docs/reference/rules.md"}
    assert {path.name for path in there} == {path.name for path in wanted}
    stale = [path.name for path, text in wanted.items() if path.read_text("utf-8") != text]
    assert stale == [], "run python tests/rules/generate_pages.py"


@EACH_RULE
def test_a_page_says_everything_the_rule_says(each: Rule) -> None:
    page = (ROOT / "docs/reference/rules" / f"{each.id}.md").read_text("utf-8")
    for text in (each.title, each.what, each.why):
        assert text.zh in page
        assert text.en[1:] in page
    assert f"```yaml\n{each.bad.strip()}\n```" in page
    assert f"```yaml\n{each.good.strip()}\n```" in page
    for cited in each.basis:
        assert cited.source in page
