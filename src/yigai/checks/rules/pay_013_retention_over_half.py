"""More than half of a procurement surplus kept (集采结余留用超过 50%)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, values_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import ProcurementRetention
from yigai.values.citation import Citation, Evidence
from yigai.values.ratio import Ratio

_MOST = Ratio.parse("50%")
_HUNAN = Citation(
    source="湖南省 2024 年集采结余留用办法",
    evidence=Evidence.RESTATED,
    note="留用比例不超过结余测算基数的 50%；另有四处转述一致",
)


@rule(
    id="YG-PAY-013",
    title=Text(zh="集采结余留用超过一半", en="retention over one half"),
    severity=Severity.WARNING,
    what=Text(
        zh="集采结余留用的某一档比例，或其上限，高于 50%。",
        en="A rate at which a procurement surplus is kept, or the cap on it, is above 50 %.",
    ),
    why=Text(
        zh="结余首先是医保基金的钱；各处转述的上限都是 50%。",
        en="The surplus is the fund's before it is a hospital's; all that we have read caps it at one half.",
    ),
    bad="""
format: yigai-rule/1
kind: procurement-retention
id: sample-retention
title: 示例市集采结余留用（虚构）
source: 示例办法（虚构）
payment_ratio: 70%
insured_share: 90%
unit: product
steps: [{from: "0", rate: "0"}, {from: "60", rate: 60%}]
""",
    good="""
format: yigai-rule/1
kind: procurement-retention
id: sample-retention
title: 示例市集采结余留用（虚构）
source: 示例办法（虚构）
payment_ratio: 70%
insured_share: 90%
unit: product
steps: [{from: "0", rate: "0"}, {from: "60", rate: 50%}]
""",
    basis=(_HUNAN,),
)
def retention_over_half(this: Rule, context: Context) -> Iterator[Finding]:
    """Every rate and every cap above one half."""
    for found in context.payment_rules:
        if not isinstance(found.rule, ProcurementRetention):
            continue
        steps = [(f"steps[{at_}].rate", "", step.rate) for at_, step in enumerate(found.rule.steps)]
        caps = [
            (path, f" {dated.period}", dated.value)
            for path, dated in values_of(found.rule)
            if path == "rate_cap"
        ]
        for path, period, rate in (*steps, *caps):
            if rate > _MOST:
                message = Text(
                    zh=f"{path} 为 {rate}，上限为 {_MOST}", en=f"{path} is {rate}, the cap is {_MOST}"
                )
                yield at(
                    this, found, f"{path}{period}", message,
                    expected=f"<= {_MOST}", actual=str(rate), citations=(_HUNAN,),
                )  # fmt: skip
