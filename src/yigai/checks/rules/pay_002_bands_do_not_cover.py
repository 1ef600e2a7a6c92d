"""Bands that leave a gap or lie over each other (分档不连续)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from yigai.checks.payment_rules import at, parts_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import BandTable, DayRates, Tiers
from yigai.values.citation import Citation, Evidence

_CONVENTION = Citation(
    source="yigai: explanation/payment", evidence=Evidence.INFERRED, note="bands cover every ratio once"
)
_NAME: dict[type[BandTable | DayRates | Tiers], Text] = {
    BandTable: Text(zh="档", en="band"),
    DayRates: Text(zh="段", en="segment"),
    Tiers: Text(zh="段", en="tier"),
}


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
    for found in context.payment_rules:
        for path, part in parts_of(found.rule):
            if isinstance(part, BandTable | DayRates | Tiers) and part.ranges:
                for problem in islice(_problems(part, _NAME[type(part)]), 1):
                    yield at(this, found, path, Text(zh=f"{path}：{problem.zh}", en=f"{path}: {problem.en}"))


def _problems(table: BandTable | DayRates | Tiers, name: Text) -> Iterator[Text]:
    for start, _ in table.overlaps:
        yield Text(zh=f"{start} 处两{name.zh}重叠", en=f"two {name.en}s lie over each other at {start}")
    for start, end in table.gaps:
        if end is None:
            yield Text(zh=f"{start} 以上无{name.zh}", en=f"no {name.en} above {start}")
        else:
            yield Text(zh=f"{start} 至 {end} 无{name.zh}", en=f"no {name.en} from {start} to {end}")
