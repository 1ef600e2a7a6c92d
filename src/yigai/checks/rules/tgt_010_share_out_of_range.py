"""A share above 100 % or below nothing (占比越界)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own, targets_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.words import IndicatorKind, TargetKind
from yigai.values.unit import Unit


@rule(
    id="YG-TGT-010",
    title=Text(zh="占比超出 0 至 100 %", en="share outside 0 to 100 %"),
    severity=Severity.ERROR,
    what=Text(
        zh="占比类指标的目标值大于 100 % 或小于 0。", en="The figure of a share is above 100 % or below 0."
    ),
    why=Text(
        zh="这样的数不可能达到，多半是单位或小数点写错。",
        en="No such figure can be reached; mostly the unit or the decimal point is wrong.",
    ),
    bad="""
- {kind: target, id: share, summary: 统筹地区占比,
   indicator: drg-dip-coverage, comparator: ">=", value: "700", unit: "%"}
""",
    good="""
- {kind: target, id: share, summary: 统筹地区占比,
   indicator: drg-dip-coverage, comparator: ">=", value: "70", unit: "%"}
""",
)
def share_out_of_range(this: Rule, context: Context) -> Iterator[Finding]:
    """Every level of a share, in a unit of shares, that no share can have."""
    for path, target in targets_of(context.plan):
        indicator = context.vocabulary.indicator(target.indicator)
        is_share = indicator is not None and indicator.kind is IndicatorKind.SHARE
        unit = Unit.of(target.unit)
        if not is_share or target.unit is None or unit.base != "1" or target.target_kind is TargetKind.CHANGE:
            continue
        for which, end in (("value", target.value), ("upper", target.upper)):
            if end is not None and not 0 <= end.fraction * unit.factor <= 1:
                message = Text(
                    zh=f"“{target.summary}”的占比不可能是 {end} {target.unit}",
                    en=f'"{target.summary}" cannot be a share of {end} {target.unit}',
                )
                printed = f"{end} {target.unit}"
                yield own(
                    this, context.plan, path, message, expected="0..100 %", actual=printed, detail=which
                )
