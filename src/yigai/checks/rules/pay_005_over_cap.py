"""A quota or a deposit above what national documents allow (限额或保证金超过上限)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pendulum

from yigai.checks.payment_rules import at, holds_from, values_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import Dip, DrgPoints, DrgRate, PaymentRule
from yigai.values.citation import Citation, Evidence
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class _Cap:
    """At most this much from a day on (None: whenever the rule holds), for the kinds of rule named."""

    path: str
    kinds: tuple[type[PaymentRule], ...] | None
    most: Ratio
    first: pendulum.Date | None
    source: Citation


_REVIEWS = Citation(
    source="医保发〔2025〕18号 第二十条",
    evidence=Evidence.ISSUED,
    note="特例单议数量：DRG 不超过统筹区出院总病例的 5%，DIP 不超过 5‰",
)
_DEPOSIT = Citation(
    source="按病种付费经办管理规程（2025 年版）",
    evidence=Evidence.ISSUED,
    note="质量保证金不超过 5%，2025-01-26 起执行",
)
_IN_FORCE = pendulum.Date(2025, 1, 26)
_DRG = (DrgRate, DrgPoints)
_CAPS = (
    _Cap(path="review.quota", kinds=(Dip,), most=Ratio.parse("5‰"), first=None, source=_REVIEWS),
    _Cap(path="review.quota", kinds=_DRG, most=Ratio.parse("5%"), first=None, source=_REVIEWS),
    _Cap(path="holding.deposit", kinds=None, most=Ratio.parse("5%"), first=_IN_FORCE, source=_DEPOSIT),
)


@rule(
    id="YG-PAY-005",
    title=Text(zh="限额或保证金超过上限", en="quota or deposit over its cap"),
    severity=Severity.ERROR,
    what=Text(
        zh="特例单议的限额或质量保证金的比例，高于国家文件在该时期规定的上限。",
        en="The quota of special-case reviews or the rate of the deposit is above what national documents "
        "allow at that time.",
    ),
    why=Text(
        zh="多扣的保证金占用医院的钱，过高的限额使例外成为常规。",
        en="A deposit too high withholds the hospitals' money; a quota too high makes exceptions the rule.",
    ),
    bad="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
effective: {from: "2025-02-01"}
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
review: {quota: 1%}
budget: {pool: fund-and-patients, fund: "1000000.00"}
settlement: {shape: less-patients}
""",
    good="""
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
effective: {from: "2025-02-01"}
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
review: {quota: 5‰}
budget: {pool: fund-and-patients, fund: "1000000.00"}
settlement: {shape: less-patients}
""",
    basis=(_REVIEWS, _DEPOSIT),
)
def over_cap(this: Rule, context: Context) -> Iterator[Finding]:
    """Every value above the cap of its time."""
    for found in context.payment_rules:
        for path, dated in values_of(found.rule):
            for cap in _CAPS:
                if path != cap.path or (cap.kinds and not isinstance(found.rule, cap.kinds)):
                    continue
                is_bound = cap.first is None or holds_from(found.rule, dated, cap.first)
                if is_bound and dated.value > cap.most:
                    message = Text(
                        zh=f"{path} 为 {dated.value}，上限为 {cap.most}",
                        en=f"{path} is {dated.value}, the cap is {cap.most}",
                    )
                    yield at(
                        this, found, f"{path} {dated.period}", message,
                        expected=f"<= {cap.most}", actual=str(dated.value), citations=(cap.source,),
                    )  # fmt: skip
