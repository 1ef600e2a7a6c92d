"""A target without a unit (未写单位)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own, targets_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-TGT-007",
    title=Text(zh="目标没有单位", en="target without a unit"),
    severity=Severity.WARNING,
    what=Text(
        zh="指标有单位，目标却只写了数。", en="The indicator has a unit and the target gives a bare number."
    ),
    why=Text(
        zh="没有单位的数无法比较，70 与 0.7 只差一个百分号。",
        en="A bare number cannot be compared: 70 and 0.7 differ by a per-cent sign.",
    ),
    bad="""
- {kind: target, id: share, summary: 统筹地区占比,
   indicator: drg-dip-coverage, comparator: ">=", value: "70"}
""",
    good="""
- {kind: target, id: share, summary: 统筹地区占比,
   indicator: drg-dip-coverage, comparator: ">=", value: "70", unit: "%"}
""",
)
def no_unit(this: Rule, context: Context) -> Iterator[Finding]:
    """Every figure without a unit whose indicator has one; a ratio a:b needs none."""
    for path, target in targets_of(context.plan):
        indicator = context.vocabulary.indicator(target.indicator)
        unit = indicator.unit if indicator else None
        if unit and target.value is not None and target.unit is None and not target.value.is_ratio:
            message = Text(zh=f"“{target.summary}”没有单位", en=f'"{target.summary}" has no unit')
            yield own(this, context.plan, path, message, expected=unit, actual=str(target.value))
