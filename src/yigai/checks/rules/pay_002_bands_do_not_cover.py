"""Bands that leave a gap or lie over each other (分档不连续)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, flaws_in, told
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.values.citation import Citation, Evidence

_CONVENTION = Citation(
    source="yigai: explanation/payment", evidence=Evidence.INFERRED, note="bands cover every ratio once"
)


@rule(
    id="YG-PAY-002",
    title=Text(zh="分档有缺口或重叠", en="bands with gaps or overlaps"),
    severity=Severity.ERROR,
    what=Text(
        zh="结余或超支的分档、床日分段、支付比例分段没有从起点首尾相接到无上限的末段：有的落不进任何一段，或落进两段。",
        en="The bands of a surplus or an overrun, the segments of days or the tiers of a cost do not follow "
        "each other from the first to an open last one: something lies in none of them, or in two.",
    ),
    why=Text(
        zh="落不进任何一档的部分没有人承担，落进两档的部分算两次。",
        en="What lies in no band is borne by nobody, what lies in two is counted twice.",
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
  surplus: {method: marginal, bands: [{from: "0", share: "1"}]}
  overrun:
    method: marginal
    bands: [{from: "0", to: 5%, share: 40%}, {from: 6%, share: "1"}]
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
  surplus: {method: marginal, bands: [{from: "0", share: "1"}]}
  overrun:
    method: marginal
    bands: [{from: "0", to: 5%, share: 40%}, {from: 5%, share: "1"}]
""",
    basis=(_CONVENTION,),
)
def bands_do_not_cover(this: Rule, context: Context) -> Iterator[Finding]:
    """What is wrong first in every table of bands, of days and of tiers; an empty one is left open."""
    from yigai.payment.soundness import COVERED

    for found in context.payment_rules:
        problems = [each for each in flaws_in(found.rule, context.as_of) if each.expected == COVERED]
        for flaw in {each.path: each for each in reversed(problems)}.values():
            yield at(this, found, flaw.path, told(flaw))
