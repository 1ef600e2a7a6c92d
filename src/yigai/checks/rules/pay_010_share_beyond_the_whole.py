"""A share of a surplus or an overrun below zero or above the whole (分担比例越界)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, parts_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import Band, Tier
from yigai.values.citation import Citation, Evidence
from yigai.values.ratio import Ratio

_CONVENTION = Citation(
    source="yigai: explanation/payment",
    evidence=Evidence.INFERRED,
    note="shares lie between none and all",
)
_NOTHING, _ALL = Ratio.parse("0"), Ratio.parse("1")


@rule(
    id="YG-PAY-010",
    title=Text(zh="分担比例越界", en="share out of range"),
    severity=Severity.ERROR,
    what=Text(
        zh="机构留用结余或承担超支的比例小于 0 或大于 100%。",
        en="The share of a surplus that is kept, or of an overrun that is borne, is below 0 or above 100 %.",
    ),
    why=Text(
        zh="留用超过结余本身，钱从哪里来没有着落；多半是把基金的比例写成了机构的。",
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
    """Every band and tier whose share is no share."""
    for found in context.payment_rules:
        for path, part in parts_of(found.rule):
            if not isinstance(part, Band | Tier):
                continue
            share = part.share if isinstance(part, Band) else part.ratio
            if not _NOTHING <= share <= _ALL:
                message = Text(zh=f"{path} 的比例为 {share}", en=f"the share in {path} is {share}")
                yield at(this, found, path, message, expected="0..1", actual=str(share))
