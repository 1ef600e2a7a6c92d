"""Monitoring duties (监测): what an interpretation says of an upper document, and what a plan has near it."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.comparison import Comparison
from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.frequencies import frequency_axis, printed
from yigai.model.plan import Plan
from yigai.model.statement import Duty, Frequency
from yigai.model.words import DocumentKind


def unwatched(
    rule: Rule, context: Context, topic: str, near: tuple[str, ...], name: Text
) -> Iterator[Finding]:
    """One finding for each upper document whose interpretation tells of the duty, and no duty here keeps it.

    A plan of an earlier year is left alone: it could not know.
    """
    here = [duty for duty in _duties(context.plan) if duty.topic in {topic, *near}]
    for comparison in context.comparisons:
        asked = _told(comparison, context, topic)
        if asked is None or _is_earlier(comparison) or any(_is_as_often(duty, asked) for duty in here):
            continue
        close = "、".join(duty.summary for duty in here)
        message = Text(
            zh=f"{comparison.upper.id} 有{name.zh}（官方解读），本计划没有同样频次的安排"
            + (f"；相近的有：{close}" if close else ""),
            en=f"{comparison.upper.id} has {name.en} (official interpretation); the plan has none as often"
            + (f"; near it: {close}" if close else ""),
        )
        actual = "、".join(printed(duty.every) for duty in here if duty.every is not None)
        yield own(
            rule,
            context.plan,
            "",
            message,
            upper=comparison.upper.id,
            expected=printed(asked),
            actual=actual or None,
            detail=comparison.upper.id,
        )


def _told(comparison: Comparison, context: Context, topic: str) -> Frequency | None:
    """How often an interpretation of the upper document, or the upper document if it is one, has the duty."""
    upper = comparison.upper
    for read in context.documents.values():
        known = read()
        is_about = known.id == upper.id or any(cited.id == upper.id for cited in known.document.cites)
        if known.document.kind is DocumentKind.INTERPRETATION and is_about:
            for duty in _duties(known):
                if duty.topic == topic and isinstance(duty.every, Frequency):
                    return duty.every
    return None


def _is_earlier(comparison: Comparison) -> bool:
    mine, theirs = comparison.lower.document.year, comparison.upper.document.year
    return mine is not None and theirs is not None and mine.value < theirs.value


def _is_as_often(duty: Duty, asked: Frequency) -> bool:
    axis = frequency_axis(asked, duty.every)
    return axis.deviation is None and axis.reason is None


def _duties(plan: Plan) -> list[Duty]:
    return [each for task in plan.tasks for each in task.statements if isinstance(each, Duty)]
