"""What every payment rule says about itself (规则概况): where and when it holds, and on whose word."""

from __future__ import annotations

import attrs
import pendulum

from yigai.errors import InvalidValue, Text
from yigai.model.fields import not_blank, slug
from yigai.values.citation import Citation, Evidence
from yigai.values.provision import ProvisionPath
from yigai.values.region import RegionCode


@attrs.frozen(kw_only=True)
class Effective:
    """From when to when a rule holds (执行期), both days included; an end nobody printed is None."""

    first: pendulum.Date | None = None
    """The first day on which it holds (执行起始日)."""
    last: pendulum.Date | None = None
    """The last day on which it holds (执行截止日)."""

    def __attrs_post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidValue(
                found=f"{self.first}..{self.last}",
                expected=Text(zh="last 不早于 first", en="a last day not before the first"),
            )

    def contains(self, day: pendulum.Date) -> bool:
        """Whether the rule holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@attrs.frozen(kw_only=True)
class RuleHead:
    """The head of a payment rule.

    `source` is the address of the provision or the title of the document that sets the rule; a rule inside a
    plan names its `provision` instead. `evidence` is how the rule is known; every figure in it is known
    so too, unless it says otherwise itself.
    """

    id: str = attrs.field(validator=slug)
    """The name of the rule in addresses and reports (规则编号)."""
    title: str = attrs.field(validator=not_blank)
    """Its title for people (名称)."""
    region: RegionCode | None = None
    """The code of the area it holds in (适用地区)."""
    effective: Effective | None = None
    provision: ProvisionPath | None = None
    source: str | None = None
    evidence: Evidence | None = None
    note: str | None = None
    """What a reader of the rule should know (说明)."""

    def citation(self) -> Citation:
        """The source of what the rule does not cite otherwise; without one it is our own reading."""
        return Citation(
            source=self.source or f"{self.id}{f'#{self.provision}' if self.provision else ''}",
            evidence=self.evidence or Evidence.INFERRED,
            note=self.note,
        )
