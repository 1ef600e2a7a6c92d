"""A draft as a plan file (计划文件): valid at once, with what is to be decided as comments beside it.

An indicator that the text calls by the very name of the catalogue's is that one. All other words become local
indicators and topics with plain ids, since their meaning is for a person to decide; each statement keeps its
quote and place in `note`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from yigai.catalogue.store import vocabulary
from yigai.drafting.contract import SCHEMA
from yigai.drafting.result import Draft, DraftDuty, DraftMechanism, DraftTarget, DraftTask, Review, Span
from yigai.files.formats import dump_yaml, to_data
from yigai.model.agency import Responsibility
from yigai.model.document import CitedDocument, Document, Year
from yigai.model.indicator import Indicator
from yigai.model.plan import Plan, Section, StandingRule, Task
from yigai.model.statement import Baseline, Duty, Frequency, Mechanism, Statement, Target
from yigai.model.titles import MECHANISM_TITLES
from yigai.model.words import (
    Better,
    Comparator,
    DocumentStatus,
    FrequencyUnit,
    IndicatorKind,
    Regular,
    TargetKind,
)
from yigai.values.citation import Evidence
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Due
from yigai.values.number import Number
from yigai.values.provision import ProvisionPath
from yigai.values.region import RegionCode

_Measured: TypeAlias = tuple[str, str | None, IndicatorKind]
"""What an indicator is called and measured in (指标名称、单位、类别)."""

_SHARES = frozenset({"%", "‰"})
_HALF_YEAR = 6
_WIDEST = 100
_SUMMARY = 40


def plan_of(draft: Draft) -> Plan:
    """The draft as a plan; what is open in it stays empty or unresolved."""
    indicators: list[Indicator] = []
    known = {(each.name, each.unit, each.kind): each.id for each in vocabulary().indicators}
    tasks = [_task(task, draft.text, known, indicators) for task in draft.tasks]
    return Plan(
        document=_document(draft),
        sections=tuple(
            Section(path=ProvisionPath(each.path), label=each.label, title=each.title)
            for each in draft.sections
        ),
        standing_rules=tuple(
            StandingRule(
                declared_in=ProvisionPath(rule.declared_in),
                adds=tuple(
                    Responsibility(agency=owner.printed, function=owner.function, role=owner.role)
                    for owner in rule.owners
                ),
            )
            for rule in draft.standing_rules
        ),
        indicators=tuple(indicators),
        tasks=tuple(tasks),
    )


def to_plan_yaml(draft: Draft, lang: str = "zh") -> str:
    """The plan file, what is to be decided as comments: on the whole at the top, on an item above it."""
    by_path: dict[str, list[Review]] = defaultdict(list)
    for each in draft.review:
        by_path[each.path].append(each)
    head = {
        "zh": f"# 由 yigai draft 起草（{SCHEMA}）。每条要求的 note 是原文及其位置；待核事项见注释。",
        "en": f"# Drafted by yigai draft ({SCHEMA}). Each note has the words of the text and their place.",
    }
    lines = [head["zh" if lang == "zh" else "en"], *_comments(by_path.get("", ()), lang, "")]
    in_tasks = False
    for line in dump_yaml(to_data(plan_of(draft))).splitlines():
        in_tasks = in_tasks or line == "tasks:"
        if in_tasks and line.startswith("- path: "):
            lines += _comments(by_path.get(line.removeprefix("- path: ").strip("'\""), ()), lang, "")
        lines.append(line)
    return "\n".join(lines) + "\n"


def _comments(reviews: Iterable[Review], lang: str, indent: str) -> Iterator[str]:
    for each in reviews:
        words = " ".join(each.message.of(lang).split())
        yield f"{indent}# {'待核' if lang == 'zh' else 'review'} {each.code}: {words[:_WIDEST]}"


def _document(draft: Draft) -> Document:
    found = draft.document
    is_draft = found.status is DocumentStatus.DRAFT_FOR_COMMENT
    return Document(
        id=document_id(draft),
        title=found.title,
        kind=found.kind,
        level=found.level,
        region=RegionCode(found.region) if found.region else None,
        region_name=found.region_name,
        issuers=found.issuers,
        status=found.status,
        issued_on=found.issued_on,
        year=Year(value=found.year) if found.year else None,
        number=DocumentNumber.parse(found.number) if found.number else None,
        evidence=Evidence.DRAFT_FOR_COMMENT if is_draft else Evidence.ISSUED,
        cites=tuple(
            CitedDocument(title=each.title, number=DocumentNumber.parse(each.number) if each.number else None)
            for each in found.cites
        ),
    )


def document_id(draft: Draft) -> str:
    """A plain id: the level, the code and the year, as far as they are printed."""
    found = draft.document
    year = found.year or (found.issued_on.year if found.issued_on else None)
    parts = ["draft", found.region or found.level.value, str(year) if year else ""]
    return "-".join(part for part in parts if part)


def _task(task: DraftTask, text: str, known: Mapping[_Measured, str], indicators: list[Indicator]) -> Task:
    statements: list[Statement] = []
    base = task.path.replace(".", "-")
    for position, target in enumerate(task.targets, 1):
        indicator = _indicator(f"indicator-{base}-{position}", target)
        catalogued = known.get((indicator.name, indicator.unit, indicator.kind))
        if catalogued is None:
            indicators.append(indicator)
        statements.append(_target(f"target-{position}", catalogued or indicator.id, target))
    statements += [_duty(base, position, duty) for position, duty in enumerate(task.duties, 1)]
    statements += [_mechanism(position, each) for position, each in enumerate(task.mechanisms, 1)]
    return Task(
        path=ProvisionPath(task.path),
        label=task.label,
        title=task.title,
        text=_item(text[task.span.start : task.span.end]) if task.label else None,
        responsibilities=tuple(
            Responsibility(agency=owner.printed, function=owner.function, role=owner.role)
            for owner in task.responsibilities
        ),
        statements=tuple(statements),
    )


def _item(text: str) -> str:
    """The lines of an item, without what is only space."""
    return "\n".join(line for each in text.splitlines() if (line := each.strip()))


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _SUMMARY else f"{words[:_SUMMARY]}…"


def _note(quote: str, span: Span) -> str:
    return f"原文{span.start}-{span.end}：{quote}"


def _indicator(name: str, target: DraftTarget) -> Indicator:
    is_share = target.unit in _SHARES or target.kind is TargetKind.UNIVERSAL
    is_ratio = ":" in (target.value or "")
    kind = IndicatorKind.RATIO if is_ratio else IndicatorKind.SHARE if is_share else IndicatorKind.COUNT
    return Indicator(id=name, name=target.indicator, unit=target.unit, better=Better.NONE, kind=kind)


def _target(identity: str, indicator: str, target: DraftTarget) -> Target:
    is_universal = target.kind is TargetKind.UNIVERSAL
    return Target(
        id=identity,
        summary=_summary(target),
        indicator=indicator,
        target_kind=target.kind,
        comparator=None if is_universal else target.comparator,
        value=None if target.value is None else Number(_signed(target, target.value)),
        upper=None if target.upper is None else Number(target.upper),
        unit=None if is_universal else target.unit,
        baseline=Baseline(value=Number(target.baseline)) if target.baseline and not is_universal else None,
        softener=target.softener,
        due=_due(target),
        note=_note(target.quote, target.span),
    )


def _signed(target: DraftTarget, value: str) -> str:
    """A fall is a negative change, unless its comparator would then say the opposite."""
    falls = target.falls and target.kind is TargetKind.CHANGE and target.comparator is Comparator.EQUAL
    return f"-{value}" if falls else value


def _due(target: DraftTarget) -> Due | None:
    if target.due_printed is None:
        return None
    if target.due is None:
        return Due(printed=target.due_printed, unresolved="没有印出年份")
    return Due(date=target.due, printed=target.due_printed)


def _summary(target: DraftTarget) -> str:
    if target.value is None:
        return f"{target.indicator}：全部"
    words = {"range": "", "approx": "约", "=": ""}.get(target.comparator.value, target.comparator.value)
    upper = f"至{target.upper}" if target.upper else ""
    return f"{target.indicator} {words}{target.value}{upper}{target.unit or ''}"


def _duty(base: str, position: int, duty: DraftDuty) -> Duty:
    return Duty(
        id=f"duty-{position}",
        summary=_short(duty.quote),
        topic=f"duty-{base}-{position}",
        every=_every(duty),
        softener=duty.softener,
        note=_note(duty.quote, duty.span),
    )


def _every(duty: DraftDuty) -> Frequency | Regular:
    if duty.frequency == "regular":
        return Regular.REGULAR
    times = int(duty.value) if duty.value and duty.value.isdecimal() and int(duty.value) else 1
    if duty.frequency == "half-year":
        return Frequency(times=times, per=_HALF_YEAR, unit=FrequencyUnit.MONTH)
    count, _, unit = duty.frequency.rpartition("-")
    return Frequency(times=times, per=int(count or 1), unit=FrequencyUnit(unit))


def _mechanism(position: int, each: DraftMechanism) -> Mechanism:
    return Mechanism(
        id=f"mechanism-{position}",
        summary=MECHANISM_TITLES[each.mechanism].zh,
        mechanism=(each.mechanism,),
        status=each.status,
        note=_note(each.quote, each.span),
    )
