"""Packs of rules (规则包): the areas of rules under names a user would guess.

A rule belongs to a pack by the middle part of its id, so a rule that somebody else installs does so too.
"""

from __future__ import annotations

import attrs

from yigai.errors import Text


@attrs.frozen
class RulePack:
    """One area of rules: the name to select it by, the middle part of its ids, and its title."""

    name: str
    area: str
    title: Text


RULE_PACKS = (
    RulePack("references", "REF", Text(zh="引用", en="References")),
    RulePack("coverage", "COV", Text(zh="覆盖", en="Coverage")),
    RulePack("targets", "TGT", Text(zh="目标", en="Targets")),
    RulePack("time", "TIM", Text(zh="时间与效力", en="Time and validity")),
    RulePack("agencies", "AGY", Text(zh="责任部门", en="Agencies")),
    RulePack("evidence", "SRC", Text(zh="出处", en="Evidence")),
    RulePack("payment", "PAY", Text(zh="支付规则", en="Payment rules")),
    RulePack("monitoring", "TRK", Text(zh="监测", en="Monitoring")),
)
"""Every pack of the house; one line makes another."""


def pack_of(area: str) -> RulePack | None:
    """The pack of an area of rules, or None for an area of somebody else's.

    >>> pack_of("TGT").name
    'targets'
    """
    return next((pack for pack in RULE_PACKS if pack.area == area), None)
