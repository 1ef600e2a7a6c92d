"""A reading or a figure the rule needs and does not give (读法或参数未定)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, open_in, unsaid_in, word_at
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment.words import Edge
from yigai.values.citation import Citation, Evidence

_JILIN = Citation(
    source="jilin-consortium-2021-draft#5.10",
    evidence=Evidence.DRAFT_FOR_COMMENT,
    note="风险金的括注可读作筹资增量的 10%，也可读作筹资总额的 10%",
)


@rule(
    id="YG-PAY-004",
    title=Text(zh="读法或参数未定", en="reading or figure not given"),
    severity=Severity.WARNING,
    what=Text(
        zh="规则有一处可作几种读法而没有选定，或缺一个测算必需的数，或在执行期内有几天没有这个数。",
        en="The rule can be read in several ways and none is chosen, or a figure is missing that every "
        "settlement needs, be it only on some days on which the rule holds.",
    ),
    why=Text(
        zh="不同读法可差几千万元；没有选定，测算会拒绝，不会替人选。",
        en="Readings can lie tens of millions apart; before one is chosen nothing is settled.",
    ),
    bad="""
format: yigai-rule/1
kind: county-package
id: sample-package
title: 示例县总额包干（虚构）
source: 示例办法（虚构）
reserve_share: 10%
package_rate: 95%
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
""",
    basis=(_JILIN,),
)
def left_open(this: Rule, context: Context) -> Iterator[Finding]:
    """Everything that has to be said before the rule can pay on all its days, but for the sides of edges."""
    for found in context.payment_rules:
        for path, days in unsaid_in(found.rule, context.as_of):
            none = Text(zh=f"{path} 在 {days} 没有值", en=f"{path} has no value on the days {days}")
            yield at(this, found, f"{path} {days}", none)
        for path in open_in(found.rule, context.as_of):
            words = word_at(found.rule, path)
            if words is Edge:
                continue
            if words is None:
                yield at(this, found, path, Text(zh=f"{path} 没有值", en=f"{path} has no value"))
            else:
                expected = " ".join(str(each.value) for each in words)
                message = Text(zh=f"{path} 的读法没有选定", en=f"{path}: no reading is chosen")
                yield at(this, found, path, message, expected=expected)
