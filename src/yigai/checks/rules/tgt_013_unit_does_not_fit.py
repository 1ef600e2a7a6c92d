"""A unit or a form that no value of the indicator can have (单位不合)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own, targets_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.indicator import Indicator
from yigai.model.statement import Target
from yigai.model.words import IndicatorKind, TargetKind
from yigai.values.unit import Unit

# By how much something changes may be said of any figure in points or per cent.
_OF_CHANGES = {"百分点", "1"}


@rule(
    id="YG-TGT-013",
    title=Text(zh="单位或写法与指标不合", en="unit or form does not fit the indicator"),
    severity=Severity.WARNING,
    what=Text(
        zh="目标的单位不能换算成指标的单位，比（a:b）后面还带单位，或者计数的目标小于 0。",
        en="The unit of a target does not convert to the indicator's, a ratio a:b has a unit as well, "
        "or a count is below 0.",
    ),
    why=Text(
        zh="这样的数无法比较，多半是单位写错或选错了指标。",
        en="Such a figure cannot be compared; mostly the unit is wrong, or another indicator was meant.",
    ),
    bad="""
- {kind: target, id: share, summary: 统筹地区占比,
   indicator: drg-dip-coverage, comparator: ">=", value: "85", unit: 人}
""",
    good="""
- {kind: target, id: share, summary: 统筹地区占比,
   indicator: drg-dip-coverage, comparator: ">=", value: "85", unit: "%"}
""",
)
def unit_does_not_fit(this: Rule, context: Context) -> Iterator[Finding]:
    """Every figure in a unit or form that its indicator cannot have; one without a unit is another matter."""
    for path, target in targets_of(context.plan):
        indicator = context.vocabulary.indicator(target.indicator)
        problem = _problem(target, indicator) if indicator else None
        if problem is not None:
            printed = " ".join(str(each) for each in (target.value, target.unit) if each is not None)
            message = Text(
                zh=f"“{target.summary}”写作 {printed}，{problem.zh}",
                en=f'"{target.summary}" is given as {printed}: {problem.en}',
            )
            expected = indicator.unit if indicator else None
            yield own(this, context.plan, path, message, expected=expected, actual=printed)


def _problem(target: Target, indicator: Indicator) -> Text | None:
    is_level = target.target_kind is not TargetKind.CHANGE
    if target.value is None:
        return None
    if target.value.is_ratio:
        return Text(zh="比（a:b）不带单位", en="a ratio a:b has no unit") if target.unit else None
    if target.unit and indicator.unit:
        base, wanted = Unit.of(target.unit).base, indicator.unit
        if base != Unit.of(wanted).base and (is_level or base not in _OF_CHANGES):
            return Text(
                zh=f"指标“{indicator.name}”的单位是 {wanted}，不能换算",
                en=f"the unit of {indicator.id} is {wanted}, to which it does not convert",
            )
    if is_level and indicator.kind is IndicatorKind.COUNT and target.value.fraction < 0:
        return Text(zh="计数不会小于 0", en="no count is below 0")
    return None
