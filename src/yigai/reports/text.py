"""The check report as text for a terminal (文本报告): 80 columns, Chinese or English.

It reads from the top: what was checked, what limits it, how it came out, where the plan stands section by
section, and then the findings that matter first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import attrs

from yigai.checks.comparison import Comparison, Judged
from yigai.checks.report import CheckReport, Input
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.judging.verdict import Outcome
from yigai.reports import words
from yigai.reports.layout import WIDTH, columns, rule_line, wrapped

_MET = (Outcome.EXCEEDED, Outcome.SATISFIED, Outcome.TAKEN_UP)
_COLUMNS = (
    (_MET, Text(zh="采纳", en="met")),
    ((Outcome.PARTIAL,), Text(zh="部分", en="part")),
    ((Outcome.DEVIATES,), Text(zh="偏离", en="devi.")),
    ((Outcome.MISSING,), Text(zh="缺失", en="miss.")),
    ((Outcome.NOT_EVALUATED,), Text(zh="未评", en="n.ev.")),
    ((Outcome.NOT_APPLICABLE,), Text(zh="不适用", en="n.app")),
)


@attrs.frozen
class _Block:
    """A part of the findings, in the order in which they matter."""

    title: Text
    outcomes: frozenset[Outcome | None]


_BLOCKS = (
    _Block(Text(zh="偏离上级要求", en="Deviating"), frozenset({Outcome.DEVIATES})),
    _Block(Text(zh="只采纳了一部分", en="Only in part"), frozenset({Outcome.PARTIAL})),
    _Block(Text(zh="未采纳", en="Not taken up"), frozenset({Outcome.MISSING})),
    _Block(Text(zh="计划自身", en="In the plan itself"), frozenset({None})),
    _Block(Text(zh="未能评判", en="Not evaluated"), frozenset({Outcome.NOT_EVALUATED})),
)


def check_text(report: CheckReport, lang: str = "zh") -> str:
    """The whole report as lines of at most 80 columns."""
    lines = [*_head(report, lang), ""]
    for comparison in report.comparisons:
        lines += [*_summary(comparison, lang), "", *_coverage(comparison, lang), ""]
    lines += _findings(report, lang)
    lines += _crashes(report, lang)
    lines += [rule_line(WIDTH), *_totals(report, lang)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(report: CheckReport, lang: str) -> Iterator[str]:
    say = _sayer(lang)
    yield from wrapped(f"{say('医改计划核对', 'Plan check')}  {report.plan.title}", WIDTH, hanging=4)
    yield rule_line(WIDTH)
    rows = [(say("计划", "plan"), _input(report.plan, lang))]
    rows += [(say("对照", "against"), _input(each, lang)) for each in report.against]
    rows += [(say("对应", "links"), f"{each.id}  {each.digest}") for each in report.links]
    rows += [
        (say("截至", "as of"), report.as_of.isoformat()),
        (say("程序", "program"), f"yigai {report.version}  {say('规则', 'rules')} {report.registry}"),
    ]
    rows += [(say("设置", "set"), each) for each in report.overrides]
    for name, text in rows:
        yield from columns([(name, 8), (text, WIDTH - 12)], indent=2)
    if report.limits:
        yield ""
        yield say("比较的限度", "What limits this comparison")
        for limit in report.limits:
            yield from wrapped(f"· {limit.of(lang)}", WIDTH, indent=2, hanging=2)


def _input(given: Input, lang: str) -> str:
    return f"{given.id}  {words.EVIDENCE[given.evidence].of(lang)}  {given.digest}"


def _summary(comparison: Comparison, lang: str) -> Iterator[str]:
    say = _sayer(lang)
    counted = Counter(judged.verdict.outcome for judged in comparison.judged)
    total = len(comparison.judged)
    yield from wrapped(
        say(
            f"结论  {comparison.upper.document.title}，共 {total} 条要求",
            f"Verdicts  {comparison.upper.id}, {total} statements",
        ),
        WIDTH,
        indent=0,
        hanging=6,
    )
    parts = [
        f"{words.OUTCOMES[outcome].of(lang)} {counted[outcome]}" for outcome in Outcome if counted[outcome]
    ]
    yield from wrapped("  ".join(parts), WIDTH, indent=2, hanging=2)


def _coverage(comparison: Comparison, lang: str) -> Iterator[str]:
    """How each section, and each force, came out."""
    say = _sayer(lang)
    yield say("各部分与各力度的落实情况", "By section and by force")
    heads = [text.of(lang) for _, text in _COLUMNS]
    width = WIDTH - 2 - 7 * len(_COLUMNS)
    yield from columns([("", width), *((head, 7) for head in heads)], indent=2, right=True)
    sections: dict[str, list[Judged]] = {}
    for judged in comparison.judged:
        section = comparison.upper.section_of(judged.task)
        name = (
            f"{section.label or section.path} {section.title}"
            if section
            else say("前言与结语", "preamble and closing")
        )
        sections.setdefault(name, []).append(judged)
    forces: dict[str, list[Judged]] = {}
    for force, text in words.FORCES.items():
        of_force = [judged for judged in comparison.judged if judged.requirement.assertion.force is force]
        if of_force:
            forces[text.of(lang)] = of_force
    for group in (sections, forces):
        for name, members in group.items():
            counted = Counter(judged.verdict.outcome for judged in members)
            cells = [sum(counted[outcome] for outcome in outcomes) for outcomes, _ in _COLUMNS]
            shown = [(str(cell) if cell else "·", 7) for cell in cells]
            yield from columns([(name, width), *shown], indent=2, right=True)
        yield ""


def _findings(report: CheckReport, lang: str) -> Iterator[str]:
    for severity in Severity:
        for block in _BLOCKS:
            found = [
                each
                for each in report.findings
                if each.severity is severity and each.outcome in block.outcomes
            ]
            if found:
                name = words.SEVERITIES[severity].of(lang)
                yield rule_line(WIDTH, f"{name} · {block.title.of(lang)}  {len(found)}")
                yield from _grouped(report, found, lang)
                yield ""


def _grouped(report: CheckReport, findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """The findings under the upper provision they are about."""
    heading = ""
    for finding in findings:
        place = (finding.requirement or finding.subject or "").partition("/")[0]
        title = _title(report, place)
        if finding.requirement and place != heading:
            heading = place
            yield from wrapped(f"{place}  {title}", WIDTH, hanging=2)
        yield from _finding(finding, lang)


def _finding(finding: Finding, lang: str) -> Iterator[str]:
    """One finding: what it says, then each side with its address, its value and its evidence."""
    say = _sayer(lang)
    yield from wrapped(f"{finding.rule}  {finding.message.of(lang)}", WIDTH, indent=2, hanging=4)
    if finding.requirement:
        evidence = "、".join(words.EVIDENCE[cited.evidence].of(lang) for cited in finding.citations)
        shown = words.value(finding.expected, lang) if finding.expected else ""
        above = (say("上级", "asked"), finding.requirement, shown, f"({evidence})")
        yield from wrapped("  ".join(part for part in above if part), WIDTH, indent=6, hanging=6)
    if finding.subject:
        shown = words.value(finding.actual, lang) if finding.actual else ""
        below = (say("本地", "here "), finding.subject, shown)
        yield from wrapped("  ".join(part for part in below if part), WIDTH, indent=6, hanging=6)
    elif finding.requirement:
        yield f"      {say('本地  无', 'here   nothing')}"
    for reason in _reasons(finding):
        yield from wrapped(
            f"{say('原因', 'why  ')}  {words.STEPS[reason].of(lang)}", WIDTH, indent=6, hanging=6
        )
    for note in (cited.note for cited in finding.citations if cited.note and finding.requirement):
        yield from wrapped(f"{say('说明', 'note ')}  {note}", WIDTH, indent=6, hanging=6)


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


def _crashes(report: CheckReport, lang: str) -> Iterator[str]:
    for crash in report.crashes:
        yield from wrapped(
            f"{crash.rule} {_sayer(lang)('未能运行：', 'could not run: ')}{crash.problem}", WIDTH, hanging=2
        )


def _totals(report: CheckReport, lang: str) -> Iterator[str]:
    counts = [f"{words.SEVERITIES[severity].of(lang)} {report.count(severity)}" for severity in Severity]
    yield "  ".join(counts)


def _sayer(lang: str) -> Callable[[str, str], str]:
    def say(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    return say
