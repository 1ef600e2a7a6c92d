"""The text with what was found in it marked (标注页): one page that needs no network, everything escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

import attrs

from yigai.drafting.result import Draft, DraftTask, Span

_STYLE = """
body{font:16px/1.9 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
pre{white-space:pre-wrap;font:inherit}mark{padding:0 .1em;border-radius:.2em}
.item{background:#e4e4e4;font-weight:bold}.owner{background:#cfe8ff}.target{background:#ffe08a}
.duty{background:#d8f5c8}.mechanism{background:#f3d1f4}.due{background:#ffd9c7}li{margin:.2em 0}
"""
_KINDS = ("item", "owner", "target", "duty", "mechanism", "due")
_WORDS = {
    "zh": ("任务", "责任单位", "目标", "定期工作", "机制", "时限", "待核"),
    "en": ("item", "owner", "target", "duty", "mechanism", "deadline", "To review"),
}


@attrs.frozen(kw_only=True)
class _Mark:
    span: Span
    kind: str
    told: str


def to_html(draft: Draft, lang: str = "zh") -> str:
    """One HTML page: the original text, its extractions marked, and what is to be reviewed."""
    words = _WORDS["zh" if lang == "zh" else "en"]
    legend = " ".join(
        f'<mark class="{kind}">{word}</mark>' for kind, word in zip(_KINDS, words, strict=False)
    )
    review = "".join(
        f"<li>{escape(each.path)} {escape(each.code)}: {escape(each.message.of(lang))}</li>"
        for each in draft.review
    )
    title = escape(draft.document.title)
    return (
        f'<!doctype html>\n<html lang="{"zh" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><h1>{title}</h1><p>{legend}</p>\n"
        f"<pre>{''.join(_pieces(draft))}</pre>\n<h2>{words[-1]}</h2><ul>{review}</ul></body></html>\n"
    )


def _pieces(draft: Draft) -> Iterator[str]:
    """The text cut at every edge of a mark; a stretch bears the kinds of all marks that cover it."""
    marks = sorted(_marks(draft), key=lambda mark: (mark.span.start, mark.span.end))
    edges = sorted(
        {0, len(draft.text)} | {edge for mark in marks for edge in (mark.span.start, mark.span.end)}
    )
    active: list[_Mark] = []
    waiting = iter(marks)
    upcoming = next(waiting, None)
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.span.end > start]
        while upcoming is not None and upcoming.span.start <= start:
            if upcoming.span.end > start:
                active.append(upcoming)
            upcoming = next(waiting, None)
        words = escape(draft.text[start:end])
        if active:
            kinds = " ".join(dict.fromkeys(mark.kind for mark in active))
            told = escape("; ".join(dict.fromkeys(mark.told for mark in active)))
            yield f'<mark class="{kinds}" title="{told}">{words}</mark>'
        else:
            yield words


def _marks(draft: Draft) -> Iterator[_Mark]:
    for task in draft.tasks:
        at = -1 if task.label is None else draft.text.find(task.label, task.span.start, task.span.end)
        if task.label is not None and at >= 0:
            label = Span(at, at + len(task.label))
            yield _Mark(span=label, kind="item", told=f"{task.path} {task.title or ''}")
        yield from _in_task(task)


def _in_task(task: DraftTask) -> Iterator[_Mark]:
    for owner in task.responsibilities:
        yield _Mark(span=owner.span, kind="owner", told=f"{owner.function.value}, {owner.role.value}")
    for target in task.targets:
        value = "–".join(each for each in (target.value, target.upper) if each)
        due = f" {target.due}" if target.due else ""
        told = f"{target.indicator} {target.comparator.value} {value}{target.unit or ''}{due}"
        yield _Mark(span=target.span, kind="target", told=told)
    for duty in task.duties:
        yield _Mark(span=duty.span, kind="duty", told=f"{duty.frequency} {duty.value or ''}")
    for each in task.mechanisms:
        yield _Mark(span=each.span, kind="mechanism", told=f"{each.mechanism.value}, {each.status.value}")
    if task.due:
        yield _Mark(span=task.due.span, kind="due", told=str(task.due.day or "?"))
