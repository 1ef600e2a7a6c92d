"""A share below zero or above the whole (比例越界)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, flaws_in, told
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.values.citation import Citation, Evidence

_CONVENTION = Citation(
    source="yigai: explanation/payment",
    evidence=Evidence.INFERRED,
    note="shares lie between none and all",
)


@rule(
    id="YG-PAY-010",
    title=Text(zh="比例越界", en="share out of range"),
    severity=Severity.ERROR,
    what=Text(
        zh="规则中的比例小于 0 或大于 100%：留用结余、承担超支、基金支付、计提、预拨的比例，或比例的目标。",
        en="A share in the rule is below 0 or above 100 %: of a surplus kept, an overrun borne, a cost paid, "
        "money set aside or prepaid, or the target of a share.",
    ),
    why=Text(
        zh="分出的多于全部，钱从哪里来没有着落；多半是把基金的比例写成了机构的。",
        en="More than the whole cannot be shared; mostly the fund's share was written for the institution's.",
    ),
    bad="""
format: yigai-rule/1
kind: county-package
id: sample-package
title: 示例县总额包干（虚构）
source: 示例办法（虚构）
reserve_share: 10%
reading: increment
package_rate: 95%
sharing:
  surplus: {method: marginal, bands: [{from: "0", share: 120%}]}
  overrun: {method: marginal, bands: [{from: "0", share: 50%}]}
""",
    good="""
format: yigai-rule/1
kind: county-package
id: sample-package
title: 示例县总额包干（虚构）
source: 示例办法（虚构）
reserve_share: 10%
reading: increment
package_rate: 95%
sharing:
  surplus: {method: marginal, bands: [{from: "0", share: 100%}]}
  overrun: {method: marginal, bands: [{from: "0", share: 50%}]}
""",
    basis=(_CONVENTION,),
)
def share_beyond_the_whole(this: Rule, context: Context) -> Iterator[Finding]:
    """Every share that is none: of bands and tiers, of a reserve, a prepaid part or a target."""
    from yigai.payment.soundness import SHARE

    for found in context.payment_rules:
        for flaw in flaws_in(found.rule, context.as_of):
            if flaw.expected == SHARE:
                yield at(
                    this,
                    found,
                    f"{flaw.path} {flaw.found}",
                    told(flaw),
                    expected="0..1",
                    actual=str(flaw.found),
                )
