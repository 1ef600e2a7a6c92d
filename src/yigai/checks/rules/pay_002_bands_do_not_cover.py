"""Bands that leave a gap or lie over each other (分档不连续)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.payment_rules import at, parts_of
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.payment import BandTable
from yigai.values.citation import Citation, Evidence
from yigai.values.ratio import Ratio

_CONVENTION = Citation(
    source="yigai: explanation/payment", evidence=Evidence.INFERRED, note="bands cover every ratio once"
)
_NOTHING = Ratio.parse("0")


@rule(
    id="YG-PAY-002",
    title=Text(zh="分档有缺口或重叠", en="bands with gaps or overlaps"),
    severity=Severity.ERROR,
    what=Text(
        zh="结余或超支的分档没有从 0 起首尾相接到无上限的末档：有的比例落不进任何一档，或落进两档。",
        en="The bands of a surplus or an overrun do not follow each other from 0 to an open last band: some "
        "ratio lies in none of them, or in two.",
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
    """The first break of every table of bands."""
    for found in context.payment_rules:
        for path, part in parts_of(found.rule):
            if isinstance(part, BandTable) and part.bands:
                problem = _break(part)
                if problem is not None:
                    yield at(this, found, path, Text(zh=f"{path}：{problem.zh}", en=f"{path}: {problem.en}"))


def _break(table: BandTable) -> Text | None:
    reached = _NOTHING
    is_open = False
    for band in table.bands:
        if is_open or band.start < reached:
            return Text(zh=f"{band.start} 处两档重叠", en=f"two bands lie over each other at {band.start}")
        if band.start > reached:
            return Text(zh=f"{reached} 至 {band.start} 无档", en=f"no band from {reached} to {band.start}")
        is_open = band.end is None
        reached = band.end or reached
    return None if is_open else Text(zh=f"{reached} 以上无档", en=f"no band above {reached}")
