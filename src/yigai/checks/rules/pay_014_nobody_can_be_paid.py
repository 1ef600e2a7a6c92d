"""A figure by which nobody can be paid, whatever was done (规则取值不成立)."""

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
    note="amounts are not negative, divisors are above zero, a bound that a rule names is kept",
)


@rule(
    id="YG-PAY-014",
    title=Text(zh="规则取值不成立", en="figure nobody can be paid by"),
    severity=Severity.ERROR,
    what=Text(
        zh="规则中有一个数使任何测算都会被拒绝：越过规则自己写的上限或下限，金额为负，或除数为零。",
        en="A figure of the rule refuses every settlement: it passes a cap or a floor that the rule itself "
        "gives, it is an amount below zero, or a divisor that is zero.",
    ),
    why=Text(
        zh="规则印发之后才在清算时发现，已经无法按它付钱。",
        en="Found only when the year is settled, it is too late: by this rule nobody can be paid.",
    ),
    bad="""
format: yigai-rule/1
kind: interim-payment
id: sample-payments
title: 示例市月结与清算（虚构）
source: 示例办法（虚构）
holding:
  deposit: 5%
  deposit_cap: 3%
  settled_by: {year: 06-30}
""",
    good="""
format: yigai-rule/1
kind: interim-payment
id: sample-payments
title: 示例市月结与清算（虚构）
source: 示例办法（虚构）
holding:
  deposit: 3%
  deposit_cap: 3%
  settled_by: {year: 06-30}
""",
    basis=(_CONVENTION,),
)
def nobody_can_be_paid(this: Rule, context: Context) -> Iterator[Finding]:
    """Every flaw a settlement is refused for, but for bands and shares, which have rules of their own."""
    from yigai.payment.soundness import COVERED, SHARE

    for found in context.payment_rules:
        for flaw in flaws_in(found.rule, context.as_of):
            if flaw.expected not in {COVERED, SHARE}:
                said = told(flaw)
                message = Text(
                    zh=f"{said.zh}，应为 {flaw.expected.zh}", en=f"{said.en}, expected {flaw.expected.en}"
                )
                yield at(this, found, f"{flaw.path} {flaw.found}", message)
