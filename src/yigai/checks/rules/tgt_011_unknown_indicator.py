"""A target of an indicator nobody has defined (未知指标)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own, targets_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text, did_you_mean
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-TGT-011",
    title=Text(zh="未知指标", en="unknown indicator"),
    severity=Severity.ERROR,
    what=Text(
        zh="目标引用的指标既不在计划中定义，也不在目录中。",
        en="The target names an indicator that neither the plan nor the catalogue defines.",
    ),
    why=Text(
        zh="没有定义就不知道哪个方向更好、比的是谁，无法比较。",
        en="Without a definition nobody knows which way is better, or of whom it speaks.",
    ),
    bad="""
- {kind: target, id: share, summary: 统筹地区占比,
   indicator: drg-dip-covrage, comparator: ">=", value: "70", unit: "%"}
""",
    good="""
- {kind: target, id: share, summary: 统筹地区占比,
   indicator: drg-dip-coverage, comparator: ">=", value: "70", unit: "%"}
""",
)
def unknown_indicator(this: Rule, context: Context) -> Iterator[Finding]:
    """Every target whose indicator is not known, with the nearest known name."""
    known = [indicator.id for indicator in context.vocabulary.indicators]
    for path, target in targets_of(context.plan):
        if context.vocabulary.indicator(target.indicator) is None:
            hint = did_you_mean(target.indicator, known)
            message = Text(
                zh=f"没有指标 {target.indicator}" + (f"；{hint.zh}" if hint.zh else ""),
                en=f"no indicator {target.indicator}" + (f"; {hint.en}" if hint.en else ""),
            )
            yield own(this, context.plan, path, message, actual=target.indicator)
