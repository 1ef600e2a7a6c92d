"""The check report as text for a terminal (文本报告): 80 columns, Chinese or English.

It reads from the top: what was checked, what limits it, how it came out, where the plan stands section by
section, and then the findings that matter first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import attrs
from rich.cells import cell_len

from yigai.catalogue import store
from yigai.checks.comparison import Comparison, Judged
from yigai.checks.report import CheckReport, Input
from yigai.errors import Text
from yigai.judging.finding import Elsewhere, Finding, Severity
from yigai.judging.verdict import Outcome
from yigai.model.payment import RuleHead
from yigai.model.plan import Plan, Task
from yigai.reports import words
from yigai.reports.layout import WIDTH, labelled, row, rule_line, sayer, spaced, wrapped
from yigai.reports.look import benchmark_parts

_MET = (Outcome.EXCEEDED, Outcome.SATISFIED, Outcome.TAKEN_UP)
_COLUMNS = (
    (_MET, Text(zh="采纳", en="met")),
    ((Outcome.PARTIAL,), Text(zh="部分", en="part")),
    ((Outcome.DEVIATES,), Text(zh="偏离", en="dev.")),
    ((Outcome.NOT_EVALUATED,), Text(zh="未评", en="n.ev.")),
    ((Outcome.MISSING,), Text(zh="缺失", en="miss.")),
    ((Outcome.NOT_APPLICABLE,), Text(zh="不适用", en="n.app.")),
)
_CELLS = (6, 6, 6, 6, 6, 7)
_RULE_ROOM = 12


@attrs.frozen
class _Block:
    """A part of the findings, in the order in which they matter."""

    title: Text
    outcomes: frozenset[Outcome | None]


_BLOCKS = (
    _Block(Text(zh="偏离上级要求", en="deviating"), frozenset({Outcome.DEVIATES})),
    _Block(Text(zh="只采纳了一部分", en="only in part"), frozenset({Outcome.PARTIAL})),
    _Block(Text(zh="未采纳", en="not taken up"), frozenset({Outcome.MISSING})),
    _Block(Text(zh="计划与对应关系自身", en="in the plan and its links"), frozenset({None})),
    _Block(Text(zh="未能评判", en="not evaluated"), frozenset({Outcome.NOT_EVALUATED})),
    _Block(Text(zh="其他", en="other"), frozenset({*_MET, Outcome.NOT_APPLICABLE})),
)


def check_text(report: CheckReport, lang: str = "zh", *, places: Mapping[str, str] | None = None) -> str:
    """The whole report as lines of at most 80 columns.

    `places` gives, for addresses in files, where they stand, as `plan.yaml:35`.
    """
    blocks = [_head(report, lang), _limits(report, lang)]
    for comparison in report.comparisons:
        blocks += [_summary(comparison, lang), _by_section(comparison, lang), _by_force(comparison, lang)]
    blocks += [*_findings(report, lang, places or {}), _crashes(report, lang), _totals(report, lang)]
    paragraphs = ("\n".join(line.rstrip() for line in block) for block in blocks)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def _head(report: CheckReport, lang: str) -> Iterator[str]:
    say = sayer(lang)
    is_rule = isinstance(report.plan.content, RuleHead)
    title = say("支付规则体检", "Payment rule check") if is_rule else say("医改计划核对", "Plan check")
    yield from wrapped(f"{title}  {report.plan.title}", WIDTH, hanging=4)
    yield rule_line(WIDTH)
    rows = [(say("规则", "rule") if is_rule else say("计划", "plan"), _input(report.plan, lang))]
    rows += [(say("对照", "against"), _input(each, lang)) for each in report.against]
    rows += [(say("对应", "links"), f"{each.id}  {each.digest}") for each in report.links]
    rows += [
        (say("截至", "as of"), report.as_of.isoformat()),
        (say("程序", "program"), f"yigai {report.version}  {say('规则', 'rules')} {report.registry}"),
    ]
    rows += [(say("设置", "set"), each) for each in report.overrides]
    for name, text in rows:
        yield from labelled(name, text, WIDTH, room=8, indent=2)


def _input(given: Input, lang: str) -> str:
    return f"{given.id}  {words.EVIDENCE[given.evidence].of(lang)}  {given.digest}"


def _limits(report: CheckReport, lang: str) -> Iterator[str]:
    if report.limits:
        yield sayer(lang)("比较的限度", "What limits this comparison")
    for limit in report.limits:
        yield from wrapped(f"· {limit.of(lang)}", WIDTH, indent=2, hanging=2)


def _summary(comparison: Comparison, lang: str) -> Iterator[str]:
    say = sayer(lang)
    total = len(comparison.judged)
    title = comparison.upper.document.title
    yield from wrapped(
        say(
            f"结论  {comparison.upper.id}《{title}》共 {total} 条要求",
            f"Verdicts  {comparison.upper.id}, {total} statements",
        ),
        WIDTH,
        hanging=2,
    )
    counted = Counter(judged.verdict.outcome for judged in comparison.judged)
    if counted:
        parts = [f"{words.OUTCOMES[each].of(lang)} {counted[each]}" for each in Outcome if counted[each]]
        yield from spaced(parts, WIDTH, indent=2)


def _by_section(comparison: Comparison, lang: str) -> Iterator[str]:
    """How each section came out; a task outside all sections speaks for itself."""
    say = sayer(lang)
    sections: dict[str, list[Judged]] = {}
    for judged in comparison.judged:
        name = _heading(comparison.upper, judged.task) or say("前言与结语", "preamble and closing")
        sections.setdefault(name, []).append(judged)
    yield from _table(say("各部分落实情况", "By section"), sections, lang)


def _heading(plan: Plan, task: Task) -> str:
    """The section a task stands in, however deep; else its own heading, if it has one."""
    sections = {section.path: section for section in plan.sections}
    path = task.path.parent
    while path is not None and path not in sections:
        path = path.parent
    if path is not None:
        return f"{sections[path].label or path} {sections[path].title}"
    return f"{task.label or task.path} {task.title or ''}".strip() if task.path.number else ""


def _by_force(comparison: Comparison, lang: str) -> Iterator[str]:
    """How what is required came out, what is only encouraged, and so on."""
    forces: dict[str, list[Judged]] = {}
    for force, text in words.FORCES.items():
        of_force = [judged for judged in comparison.judged if judged.requirement.assertion.force is force]
        if of_force:
            forces[text.of(lang)] = of_force
    yield from _table(sayer(lang)("各力度落实情况", "By force"), forces, lang)


def _table(title: str, groups: Mapping[str, list[Judged]], lang: str) -> Iterator[str]:
    if not groups:
        return
    room = WIDTH - sum(_CELLS)
    heads = [text.of(lang) for _, text in _COLUMNS]
    yield from row(title, list(zip(heads, _CELLS, strict=True)), room=room)
    for name, members in groups.items():
        counted = Counter(judged.verdict.outcome for judged in members)
        sums = (sum(counted[outcome] for outcome in outcomes) for outcomes, _ in _COLUMNS)
        cells = [str(each) if each else "·" for each in sums]
        yield from row(name, list(zip(cells, _CELLS, strict=True)), room=room - 2, indent=2)


def _findings(report: CheckReport, lang: str, places: Mapping[str, str]) -> Iterator[Iterator[str]]:
    """The findings, the weightiest first, and among those of one weight by what they are about."""
    names = _population_names(report) if lang == "zh" else {}
    texts = _Texts(lang=lang, names=names, places=places)
    for severity in Severity:
        for block in _BLOCKS:
            found = [
                each
                for each in report.findings
                if each.severity is severity and each.outcome in block.outcomes
            ]
            if found:
                title = f"{words.SEVERITIES[severity].of(lang)} · {block.title.of(lang)}  {len(found)}"
                yield _block(report, title, found, texts)


@attrs.frozen(kw_only=True)
class _Texts:
    """How things of a finding are written: the language, names of populations, places in files."""

    lang: str
    names: Mapping[str, str]
    places: Mapping[str, str]

    def value(self, printed: str | None, finding: Finding) -> str:
        """A value of a finding as the reader writes it; empty for none."""
        names = self.names if _is_population(printed, finding) else {}
        return names.get(printed, words.value(printed, self.lang)) if printed else ""


def _block(report: CheckReport, title: str, findings: list[Finding], texts: _Texts) -> Iterator[str]:
    """Findings under the upper provision they are about.

    Statements that nothing answers because the alignment does not go so deep are only counted: the head of
    the report has said why; those beside which something lies near in linked tasks are shown.
    """
    yield rule_line(WIDTH, title)
    near = _with_something_near(report)
    shown = [
        each
        for each in findings
        if each.subject or each.outcome is not Outcome.NOT_EVALUATED or each.requirement in near
    ]
    if len(shown) < len(findings):
        count, say = len(findings) - len(shown), sayer(texts.lang)
        unsaid = say(
            f"{count} 条没有逐条对应，不逐一列出（JSON 报告中有）",
            f"{count} not aligned so deep; the JSON lists them",
        )
        yield from wrapped(unsaid, WIDTH, indent=2, hanging=2)
    heading = ""
    for finding in shown:
        place = (finding.requirement or "").partition("/")[0]
        if place and place != heading:
            yield from spaced((place, _title(report, place)), WIDTH, hanging=2)
        heading = place
        yield from _finding(report, finding, texts)


def _with_something_near(report: CheckReport) -> frozenset[str]:
    """The statements that an alignment of tasks leaves open, and that something near may answer."""
    return frozenset(
        judged.verdict.requirement
        for comparison in report.comparisons
        if comparison.alignments
        for judged in comparison.judged
        if judged.nearby
    )


def _finding(report: CheckReport, finding: Finding, texts: _Texts) -> Iterator[str]:
    """One finding: what it says, then each side with its address, its value and its evidence."""
    lang, say = texts.lang, sayer(texts.lang)
    above, here = say("上级", "above"), say("本地", "here ")
    yield from labelled(finding.rule, finding.message.of(lang), WIDTH, room=_RULE_ROOM, indent=2)
    if finding.requirement:
        evidence = say("、", ", ").join(
            words.EVIDENCE[cited.evidence].of(lang) for cited in finding.citations
        )
        yield from _side(above, finding.requirement, texts.value(finding.expected, finding), evidence)
    if finding.subject:
        is_own = finding.subject.partition("#")[0] == report.plan.id
        place = texts.places.get(finding.subject, "")
        yield from _side(
            here if is_own else above, finding.subject, texts.value(finding.actual, finding), place
        )
    for reason in _reasons(finding):
        yield from _side(say("原因", "why  "), words.step(reason, lang))
    for note in (cited.note for cited in finding.citations if cited.note and finding.requirement):
        yield from _side(say("说明", "note "), note)
    if finding.linked_because:
        yield from _side(say("对应", "link "), finding.linked_because)
    for doubt in finding.doubts:
        yield from _side(say("疑问", "doubt"), doubt)
    for elsewhere in finding.elsewhere:
        yield from _side(say("另见", "also "), elsewhere.address, *_said_elsewhere(elsewhere, lang))
    for benchmark in finding.benchmarks:
        yield from _side(say("做法", "benchmark"), *benchmark_parts(benchmark, lang))


def _is_population(printed: str | None, finding: Finding) -> bool:
    """Whether a value was compared as a population; any other word may be spelt like one."""
    steps = [step for root in finding.trace.steps for step in root.steps]
    return any(step.name == "population" and printed in dict(step.inputs).values() for step in steps)


def _said_elsewhere(elsewhere: Elsewhere, lang: str) -> Iterator[str]:
    """How another upper document asks the same, and what the plan came to there."""
    say = sayer(lang)
    if elsewhere.verdict is not None:
        how = words.TAKEN_UP_ABOVE[elsewhere.verdict.outcome].of(lang)
        is_lower = elsewhere.verdict.claim == elsewhere.address
        yield say(f"{how}此条", f"{how} this") if is_lower else say(f"此条{how}它", f"this {how} it")
    outcome = words.OUTCOMES[elsewhere.outcome].of(lang)
    yield (
        say("同一缺口", "the same gap")
        if elsewhere.is_same_gap
        else say(f"本计划对它：{outcome}", f"the plan there: {outcome}")
    )


def _side(label: str, *parts: str) -> Iterator[str]:
    """A label and what belongs to it, the parts whole where they fit."""
    room = cell_len(label) + 2
    for number, line in enumerate(spaced([part for part in parts if part], WIDTH - 6 - room)):
        yield from labelled("" if number else label, line, WIDTH, room=room, indent=6)


def _reasons(finding: Finding) -> Iterator[str]:
    if finding.outcome is Outcome.NOT_EVALUATED:
        for root in finding.trace.steps:
            unclear = [step.result for step in root.steps if step.result not in {"kept", "exceeded"}]
            yield from unclear or [root.result]


def _title(report: CheckReport, place: str) -> str:
    document, _, path = place.partition("#")
    for plan in (comparison.upper for comparison in report.comparisons):
        task = plan.task(path) if plan.id == document else None
        if task is not None and task.title:
            return f"{task.label or ''} {task.title}".strip()
    return ""


def _population_names(report: CheckReport) -> dict[str, str]:
    """What the populations that stand in findings are called."""
    plans = [plan for each in report.comparisons for plan in (each.upper, each.lower)]
    known = [*store.vocabulary().populations, *(each for plan in plans for each in plan.populations)]
    return {population.id: population.name for population in known}


def _crashes(report: CheckReport, lang: str) -> Iterator[str]:
    for crash in report.crashes:
        say = sayer(lang)
        yield from wrapped(
            f"{crash.rule} {say('未能运行：', 'could not run: ')}{crash.problem}", WIDTH, hanging=2
        )


def _totals(report: CheckReport, lang: str) -> Iterator[str]:
    yield rule_line(WIDTH)
    yield "  ".join(f"{words.SEVERITIES[each].of(lang)} {report.count(each)}" for each in Severity)
