"""Sets of deviation zones that a document or a city is known for (偏差区间档案), by name.

They are data, each with where it was seen and how it is known. What is known only from what some system does
is practice and not the policy, and a settlement that uses it says so before any figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import attrs

from yigai.errors import Text, UnknownName, did_you_mean
from yigai.files.convert import structure
from yigai.files.tree import read_tree
from yigai.model.payment.points import Deviations
from yigai.payment.builder import Builder
from yigai.values.citation import Evidence

_FILE = "profiles.yaml"


@cache
def profiles() -> Mapping[str, Deviations]:
    """Every profile by its name.

    >>> [str(zone.edge) for zone in profiles()["hubei"].zones]
    ['0.5', '2']
    """
    text = resources.files("yigai.payment").joinpath(_FILE).read_text(encoding="utf-8")
    tree, _ = read_tree(text, source=_FILE)
    data = tree.plain()
    return MappingProxyType(
        {name: structure({"profile": name, **each}, Deviations) for name, each in data.items()}
    )


def profile(name: str) -> Deviations:
    """One profile. Raises `UnknownName` with the nearest name."""
    known = profiles()
    if name not in known:
        expected = Text(zh=f"偏差档案之一：{', '.join(known)}", en=f"one of {', '.join(known)}")
        raise UnknownName(found=repr(name), expected=expected, hint=did_you_mean(name, known))
    return known[name]


def with_profile(b: Builder, part: Deviations | None) -> Deviations | None:
    """The deviations of a rule with the zones and the source of the profile it names, if any.

    Zones of the rule's own stand as they are; then the name says only where they come from.
    """
    if part is None or part.profile is None:
        return part
    try:
        named = part if part.zones else profile(part.profile)
    except UnknownName as error:
        b.flaw("deviations.profile", error.found, error.expected, error.hint)
        return part
    if named.evidence is Evidence.PRACTICE:
        b.limit(
            Text(
                zh=f"偏差区间 {part.profile} 是做法，不是政策",
                en=f"the deviation zones {part.profile} are practice, not the policy",
            )
        )
    return attrs.evolve(
        part,
        zones=named.zones,
        source=part.source or named.source,
        evidence=part.evidence or named.evidence,
        note=part.note or named.note,
    )
