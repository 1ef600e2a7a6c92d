"""Pay tied to what national documents say it may not be tied to (薪酬与收入或支付标准挂钩)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import PayShare
from yigai.model.payment.words import PayBasis
from yigai.values.citation import Citation, Evidence

_INCOME = Citation(
    source="national-2023h2#2.7",
    evidence=Evidence.ISSUED,
    note="薪酬不得与药品、卫生材料、检查检验等业务收入挂钩",
)
_STANDARD = Citation(
    source="医保办发〔2024〕9号",
    evidence=Evidence.ISSUED,
    note="不得将病组（病种）支付标准与医务人员薪酬、绩效挂钩",
)


@rule(
    id="YG-PAY-012",
    title=Text(zh="薪酬与收入或支付标准挂钩", en="pay tied to income or payment standards"),
    severity=Severity.ERROR,
    what=Text(
        zh="薪酬规则与药品、卫生材料、检查检验收入，或与病组（病种）支付标准挂钩。",
        en="A rule ties the pay of staff to income from drugs, materials or tests, or to the payment "
        "standards of disease groups.",
    ),
    why=Text(
        zh="医生会多开药、多检查，或推诿费用高的病人。",
        en="Staff then prescribe and test more, or turn costly patients away.",
    ),
    bad="""
format: yigai-rule/1
kind: staff-pay
id: sample-pay
title: 示例市公立医院薪酬（虚构）
source: 示例办法（虚构）
target: 42%
when: ">="
tied_to: [drug-income]
""",
    good="""
format: yigai-rule/1
kind: staff-pay
id: sample-pay
title: 示例市公立医院薪酬（虚构）
source: 示例办法（虚构）
target: 42%
when: ">="
prohibited: [{basis: drug-income}]
""",
    basis=(_INCOME, _STANDARD),
)
def pay_tied_to_income(this: Rule, context: Context) -> Iterator[Finding]:
    """Everything that pay is tied to and may not be."""
    for found in context.payment_rules:
        if not isinstance(found.rule, PayShare):
            continue
        for position, basis in enumerate(found.rule.tied_to):
            cited = _STANDARD if basis is PayBasis.GROUP_STANDARD else _INCOME
            message = Text(zh=f"薪酬与 {basis.value} 挂钩", en=f"pay is tied to {basis.value}")
            yield at(this, found, f"tied_to[{position}]", message, actual=basis.value, citations=(cited,))
