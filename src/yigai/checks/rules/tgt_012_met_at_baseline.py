"""A target that the baseline already meets (基数已达标)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from yigai.checks.findings import own, targets_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.assertion import Figure
from yigai.judging.figures import printed, value_axis
from yigai.judging.finding import Finding, Severity
from yigai.model.words import Comparator, TargetKind


@rule(
    id="YG-TGT-012",
    title=Text(zh="基数已经达标", en="already met at the baseline"),
    severity=Severity.WARNING,
    what=Text(zh="目标值在起算时就已经达到。", en="The value the target starts from already meets it."),
    why=Text(zh="这样的目标不要求任何改进。", en="Such a target asks for no improvement."),
    bad="""
- {kind: target, id: share, summary: 支出占比,
   indicator: staff-spending-share, comparator: ">=", value: "42",
   unit: "%", baseline: {value: "43", year: 2022}}
""",
    good="""
- {kind: target, id: share, summary: 支出占比,
   indicator: staff-spending-share, comparator: ">=", value: "42",
   unit: "%", baseline: {value: "40", year: 2022}}
""",
)
def met_at_baseline(this: Rule, context: Context) -> Iterator[Finding]:
    """Every level whose printed baseline, taken as a claim, keeps it."""
    for path, target in targets_of(context.plan):
        indicator = context.vocabulary.indicator(target.indicator)
        if target.baseline is None or target.target_kind is not TargetKind.LEVEL:
            continue
        asked = Figure(
            indicator_id=target.indicator,
            indicator=indicator,
            target_kind=target.target_kind,
            comparator=target.comparator,
            value=target.value,
            upper=target.upper,
            unit=target.unit,
        )
        start = attrs.evolve(asked, comparator=Comparator.EQUAL, value=target.baseline.value, upper=None)
        result = value_axis(asked, start)
        if result.deviation is None and result.reason is None:
            message = Text(
                zh=f"“{target.summary}”在起算时已达到", en=f'"{target.summary}" was met from the start'
            )
            yield own(this, context.plan, path, message, expected=printed(asked), actual=printed(start))
