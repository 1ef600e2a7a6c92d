"""A county package below the floor a document prints (包干比例过低)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, values_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import CountyPackage
from yigai.values.citation import Citation, Evidence
from yigai.values.ratio import Ratio

_FLOOR = Ratio.parse("95%")
_JILIN = Citation(
    source="jilin-consortium-2021-draft#5.10",
    evidence=Evidence.DRAFT_FOR_COMMENT,
    note="吉林省 2021 年征求意见稿要求包干部分不少于 95%；没有其他文件印有下限",
)


@rule(
    id="YG-PAY-001",
    title=Text(zh="包干比例低于下限", en="package rate under its floor"),
    severity=Severity.WARNING,
    what=Text(
        zh="医共体总额的包干比例低于 95%，即目录中文件所印的唯一下限。",
        en="The package of a county consortium is less than 95 % of the budget, the only floor that a "
        "document of the catalogue prints.",
    ),
    why=Text(
        zh="少给的部分留在统筹基金，医共体却要对全部参保人的费用负责。",
        en="What is held back stays with the fund, while the consortium answers for all its insured cost.",
    ),
    bad="""
format: yigai-rule/1
kind: county-package
id: sample-package
title: 示例县总额包干（虚构）
source: 示例办法（虚构）
reserve_share: 10%
reading: increment
package_rate: 90%
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
def package_below_floor(this: Rule, context: Context) -> Iterator[Finding]:
    """Every value of a package rate under the floor."""
    for found in context.payment_rules:
        if not isinstance(found.rule, CountyPackage):
            continue
        for path, dated in values_of(found.rule):
            if path == "package_rate" and dated.value < _FLOOR:
                message = Text(
                    zh=f"包干比例 {dated.value} 低于下限 {_FLOOR}",
                    en=f"the package rate {dated.value} is under the floor of {_FLOOR}",
                )
                yield at(
                    this, found, f"{path} {dated.period}", message,
                    expected=f">= {_FLOOR}", actual=str(dated.value), citations=(_JILIN,),
                )  # fmt: skip
