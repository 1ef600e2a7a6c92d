"""Single things as text: a document, a task, a statement, a rule, the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import assert_never

from yigai.catalogue import store
from yigai.catalogue.store import Entry
from yigai.checks.rule import Rule
from yigai.checks.rule_packs import pack_of
from yigai.files.convert import unstructure
from yigai.files.formats import dump_yaml
from yigai.model.observation import Observation
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan, Section, Task
from yigai.model.statement import Duty, Frequency, Mechanism, Prohibition, Statement, Target
from yigai.model.titles import MECHANISM_TITLES
from yigai.model.words import Comparator, Force, Level, Softener, TargetKind
from yigai.reports import words
from yigai.reports.layout import WIDTH, labelled, rule_line, spaced, wrapped
from yigai.values.citation import Evidence


def catalogue_text(entries: Iterable[Entry], lang: str) -> str:
    """The documents of the catalogue, one a paragraph."""
    lines: list[str] = []
    for entry in entries:
        say = (
            f"{entry.tasks} 项任务，{entry.statements} 条要求"
            if lang == "zh"
            else f"{entry.tasks} tasks, {entry.statements} statements"
        )
        level, evidence = words.LEVELS[Level(entry.level)], words.EVIDENCE[Evidence(entry.evidence)]
        parts = (level.of(lang), entry.region_name or "", evidence.of(lang), say)
        lines += [entry.id, *wrapped(entry.title, WIDTH, indent=2)]
        lines += [*spaced([part for part in parts if part], WIDTH, indent=2), ""]
    return _text(lines)


def shown_text(
    found: Plan | Section | Task | Statement | PaymentRule, address: str, lang: str, *, plan: Plan
) -> str:
    """What stands at an address of a plan."""
    match found:
        case Plan():
            return _text(_plan(found, lang))
        case Section():
            return _text(wrapped(f"{found.label or found.path}  {found.title}", WIDTH))
        case Task():
            return _text(_task(found, plan, lang))
        case Duty() | Target() | Mechanism() | Prohibition():
            return _text([address, *_statement(found, plan, lang)])
        case _:
            return _text([address, *_payment_rule(found, lang)])


def benchmark_parts(observation: Observation, lang: str) -> Iterator[str]:
    """A benchmark in parts: place, value, when, how it is known and from where; and that it binds nobody."""
    period, source = observation.period, observation.source
    zh = lang == "zh"
    yield " ".join(str(each) for each in (observation.region_name, observation.region) if each)
    yield figure_text(observation.comparator, str(observation.value), observation.unit)
    yield f"{period.first}..{period.last}" if period else ("时点不明" if zh else "date unknown")
    evidence = words.EVIDENCE[source.evidence].of(lang)
    yield f"{evidence}《{source.source}》" if zh else f"{evidence}: {source.source}"
    yield "仅供参考，不是要求" if zh else "practice, not a requirement"


def rules_text(rules: Iterable[Rule], lang: str) -> str:
    """Rules, one a line, under the pack they belong to; those of no pack stand under their area."""
    lines: list[str] = []
    for area, members in groupby(rules, key=lambda rule: rule.area):
        pack = pack_of(area)
        heading = f"{pack.name}  {pack.title.of(lang)}" if pack else f"YG-{area}"
        lines += [*([""] if lines else []), heading]
        for rule in members:
            lines += labelled(rule.id, rule.title.of(lang), WIDTH, room=12, indent=2)
    return _text(lines)


def rule_text(rule: Rule, lang: str) -> str:
    """Everything a rule says about itself."""
    zh = lang == "zh"
    by_force = "依上级要求的力度" if zh else "by the force of the upper statement"
    severity = words.SEVERITIES[rule.severity].of(lang) if rule.severity else by_force
    lines = [
        f"{rule.id}  {rule.title.of(lang)}",
        rule_line(WIDTH),
        *labelled("级别" if zh else "severity", severity, WIDTH, room=10),
        *labelled("状态" if zh else "status", f"{rule.status.value}, {rule.since}", WIDTH, room=10),
        "",
    ]
    for title, text in ((("是什么", "What it finds"), rule.what), (("为什么", "Why it matters"), rule.why)):
        lines += [title[0 if zh else 1], *wrapped(text.of(lang), WIDTH, indent=2, hanging=0), ""]
    for title, example in ((("反例", "Bad"), rule.bad), (("正例", "Good"), rule.good)):
        lines += [title[0 if zh else 1], *(f"  {line}" for line in example.strip().splitlines()), ""]
    lines.append("依据" if zh else "Basis")
    for cited in rule.basis:
        note = f": {cited.note}" if cited.note else ""
        lines += wrapped(f"{cited.source} ({words.EVIDENCE[cited.evidence].of(lang)}){note}", WIDTH, indent=2)
    return _text(lines)


def _plan(plan: Plan, lang: str) -> Iterator[str]:
    document = plan.document
    yield from wrapped(document.title, WIDTH)
    yield rule_line(WIDTH)
    none = "未印" if lang == "zh" else "not printed"
    rows = (
        (("标识", "id"), document.id),
        (("层级", "level"), words.LEVELS[document.level].of(lang)),
        (("地区", "region"), " ".join(str(part) for part in (document.region, document.region_name) if part)),
        (("发文机关", "issuers"), "、".join(document.issuers) or none),
        (("成文日期", "issued on"), str(document.issued_on or none)),
        (("文号", "number"), str(document.number or none)),
        (("证据", "evidence"), words.EVIDENCE[document.evidence].of(lang)),
        (("节选", "excerpt"), ("是" if lang == "zh" else "yes") if document.excerpt else ""),
    )
    for names, text in rows:
        if text:
            yield from labelled(names[0 if lang == "zh" else 1], text, WIDTH, room=10, indent=2)
    section = None
    for task in plan.tasks:
        above = plan.section_of(task)
        if above is not None and above != section:
            section = above
            yield ""
            yield from wrapped(f"{above.label or above.path}  {above.title}", WIDTH)
        count = f"{len(task.statements)} 条" if lang == "zh" else str(len(task.statements))
        yield from labelled(str(task.path), f"{task.title or task.path}  {count}", WIDTH, room=10, indent=2)
        for rule in plan.rules_of(task):
            yield from labelled("", f"/{rule.id}  {rule.title}", WIDTH, room=10, indent=2)


def _task(task: Task, plan: Plan, lang: str) -> Iterator[str]:
    yield from wrapped(f"{task.label or ''} {task.title or task.path}".strip(), WIDTH)
    owners = "、".join(owner.agency for owner in task.responsibilities)
    if owners:
        yield from wrapped(owners, WIDTH, indent=2)
    for line in (task.text or "").splitlines():
        yield from wrapped(line, WIDTH, indent=2)
    for statement in task.statements:
        yield ""
        yield from _statement(statement, plan, lang)


def _statement(statement: Statement, plan: Plan, lang: str) -> Iterator[str]:
    yield from wrapped(f"{statement.id}  {statement.summary}", WIDTH, indent=2, hanging=2)
    says = [said for said in (_says(statement, lang), _manner(statement, lang)) if said]
    if says:
        yield from wrapped("  ".join(says), WIDTH, indent=6)
    addressed = [words.LEVELS[level].of(lang) for level in statement.addressee]
    rows = (
        (("范围", "population"), _population(statement, plan, lang)),
        (("面向", "addressee"), ("、" if lang == "zh" else ", ").join(addressed)),
        (("时限", "due"), _due(statement)),
        (("证据", "evidence"), words.EVIDENCE[statement.evidence].of(lang) if statement.evidence else None),
        (("说明", "note"), statement.note),
        (("疑问", "doubt"), statement.doubt),
    )
    for names, text in rows:
        if text:
            yield from wrapped(f"{names[0 if lang == 'zh' else 1]} {text}", WIDTH, indent=6, hanging=5)
    for benchmark in store.benchmarks_beside(statement, plan) if isinstance(statement, Target) else ():
        parts = ["做法" if lang == "zh" else "benchmark", *benchmark_parts(benchmark, lang)]
        yield from spaced(parts, WIDTH, indent=6, hanging=5)


def _population(statement: Statement, plan: Plan, lang: str) -> str | None:
    """The population's id, in Chinese behind its name."""
    known = store.vocabulary().with_local(plan.indicators, plan.populations)
    found = known.population(statement.population) if statement.population else None
    return f"{found.name}（{found.id}）" if found and lang == "zh" else statement.population


def _payment_rule(rule: PaymentRule, lang: str) -> Iterator[str]:
    """What a rule is and on whose word; then its parameters as a file has them."""
    cited = rule.citation()
    yield from wrapped(rule.title, WIDTH, indent=2)
    source = f"{cited.source} ({words.EVIDENCE[cited.evidence].of(lang)})"
    yield from wrapped(f"{'来源' if lang == 'zh' else 'source'} {source}", WIDTH, indent=6, hanging=5)
    data = unstructure(rule)
    said = {key: value for key, value in data.items() if key not in {"id", "title", "source", "evidence"}}
    yield from (f"      {line}" for line in dump_yaml(said).splitlines())


def _says(statement: Statement, lang: str) -> str:
    match statement:
        case Target():
            return _figure(statement, lang)
        case Duty():
            if isinstance(statement.every, Frequency):
                every = statement.every
                return words.value(f"{every.times} / {every.per} {every.unit.value}", lang)
            return words.value("regular", lang) if statement.every else ""
        case Mechanism():
            names = " / ".join(MECHANISM_TITLES[name].of(lang) for name in statement.mechanism)
            return f"{names}  {words.STATUSES[statement.status].of(lang)}"
        case Prohibition():
            return "禁止" if lang == "zh" else "prohibited"
        case _:  # pragma: no cover
            assert_never(statement)


def _figure(target: Target, lang: str) -> str:
    if target.target_kind is TargetKind.UNIVERSAL or target.comparator is None:
        return f"{target.indicator}  {words.value('100 %', lang)}"
    ends = f"{target.value}..{target.upper}" if target.upper else str(target.value)
    return f"{target.indicator} {figure_text(target.comparator, ends, target.unit)}"


def figure_text(comparator: Comparator, value: str, unit: str | None) -> str:
    """A figure as it is read: its comparator, its value or both ends of it, its unit."""
    sign = {Comparator.RANGE: "", Comparator.APPROX: "~"}.get(comparator, comparator.value)
    return " ".join(part for part in (sign, value, unit) if part)


def _manner(statement: Statement, lang: str) -> str:
    parts = [] if statement.force is Force.STATED else [words.FORCES[statement.force].of(lang)]
    if statement.softener is not Softener.NONE:
        parts.append(words.SOFTENERS[statement.softener].of(lang))
    return "  ".join(parts)


def _due(statement: Statement) -> str:
    due = statement.due
    if due is None:
        return ""
    printed = f" ({due.printed})" if due.printed and due.text else due.printed or ""
    return f"{due.text}{printed}" if due.text else f"{printed}: {due.unresolved}"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"
