"""A change promised without the value it starts from (没有基数)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own, targets_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.words import TargetKind


@rule(
    id="YG-TGT-009",
    title=Text(zh="变化幅度没有基数", en="change without a baseline"),
    severity=Severity.WARNING,
    what=Text(
        zh="目标承诺提高或降低若干，却没有写从多少起算。", en="A rise or fall is promised, but not from what."
    ),
    why=Text(
        zh="没有基数就不知道要达到多少，也无法与上级的水平比较。",
        en="Without a baseline nobody knows the level to be reached, nor how it compares above.",
    ),
    bad="""
- {kind: target, id: rise, summary: 提高两个百分点,
   indicator: staff-spending-share, target_kind: change, comparator: ">=",
   value: "2", unit: 百分点}
""",
    good="""
- {kind: target, id: rise, summary: 提高两个百分点,
   indicator: staff-spending-share, target_kind: change, comparator: ">=",
   value: "2", unit: 百分点, baseline: {value: "40", year: 2022}}
""",
)
def no_baseline(this: Rule, context: Context) -> Iterator[Finding]:
    """Every change whose baseline is not given."""
    for path, target in targets_of(context.plan):
        if target.target_kind is TargetKind.CHANGE and target.baseline is None:
            message = Text(zh=f"“{target.summary}”没有基数", en=f'"{target.summary}" has no baseline')
            yield own(this, context.plan, path, message, actual=str(target.value))
