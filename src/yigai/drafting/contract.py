"""A draft as data, `yigai-draft/1` (起草结果): what `yigai draft --format json` prints."""

from __future__ import annotations

import json
from typing import Any

from yigai.drafting.result import Draft, DraftDue, DraftTask, Span

SCHEMA = "yigai-draft/1"


def contract(draft: Draft, lang: str = "zh") -> dict[str, Any]:
    """The draft as plain data; spans count characters of the decoded original text."""
    document = draft.document
    return {
        "schema": SCHEMA,
        "document": {
            "kind": document.kind.value,
            "title": document.title,
            "issuers": list(document.issuers),
            "level": document.level.value,
            "region": document.region,
            "region_name": document.region_name,
            "year": document.year,
            "issued_on": str(document.issued_on) if document.issued_on else None,
            "number": document.number,
            "status": document.status.value,
            "script": document.script,
            "cites": [
                {"title": cited.title, "number": cited.number, "span": _span(cited.span)}
                for cited in document.cites
            ],
        },
        "sections": [
            {"path": each.path, "label": each.label, "title": each.title, "span": _span(each.span)}
            for each in draft.sections
        ],
        "tasks": [_task(task) for task in draft.tasks],
        "standing_rules": [
            {"from": rule.declared_in, "adds": [owner.printed for owner in rule.owners]}
            for rule in draft.standing_rules
        ],
        "review": [
            {"code": each.code, "path": each.path, "message": each.message.of(lang)} for each in draft.review
        ],
    }


def to_json(draft: Draft, lang: str = "zh") -> str:
    """The draft as JSON text."""
    return json.dumps(contract(draft, lang), ensure_ascii=False, indent=1) + "\n"


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _due(due: DraftDue) -> dict[str, Any]:
    return {"printed": due.printed, "day": str(due.day) if due.day else None, "span": _span(due.span)}


def _task(task: DraftTask) -> dict[str, Any]:
    return {
        "path": task.path,
        "number": task.number,
        "label": task.label,
        "title": task.title,
        "span": _span(task.span),
        "responsibilities": [
            {
                "printed": owner.printed,
                "function": owner.function.value,
                "role": owner.role.value,
                "span": _span(owner.span),
            }
            for owner in task.responsibilities
        ],
        "targets": [
            {
                "quote": target.quote,
                "span": _span(target.span),
                "indicator": target.indicator,
                "comparator": target.comparator.value,
                "value": target.value,
                "upper": target.upper,
                "unit": target.unit,
                "due": str(target.due) if target.due else None,
                "kind": target.kind.value,
                "softener": target.softener.value,
            }
            for target in task.targets
        ],
        "duties": [
            {
                "quote": duty.quote,
                "span": _span(duty.span),
                "frequency": duty.frequency,
                "comparator": duty.comparator.value if duty.comparator else None,
                "value": duty.value,
                "unit": duty.unit,
            }
            for duty in task.duties
        ],
        "mechanisms": [
            {
                "mechanism": each.mechanism.value,
                "quote": each.quote,
                "span": _span(each.span),
                "status": each.status.value,
            }
            for each in task.mechanisms
        ],
        "due": _due(task.due) if task.due else None,
    }
