"""The rules known here, as one immutable value; others may add theirs through an entry point."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points

import attrs

from yigai.checks.rule import Rule
from yigai.checks.rule_packs import pack_of
from yigai.checks.rules import RULES
from yigai.errors import NOTHING, InvalidValue, Text, UnknownName, did_you_mean

ENTRY_POINTS = "yigai.rules"


@attrs.frozen
class Registry:
    """Rules ordered by id; made by `Registry.of`."""

    rules: tuple[Rule, ...]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Registry:
        """A registry of these rules. Raises `InvalidValue` for an id given twice."""
        ordered = tuple(sorted(rules, key=lambda rule: rule.id))
        ids = [rule.id for rule in ordered]
        for name in ids:
            if ids.count(name) > 1:
                raise InvalidValue(
                    found=Text(zh=f"两次 {name}", en=f"{name} twice"),
                    expected=Text(zh="不重复的规则编号", en="a rule id used once"),
                )
        return cls(ordered)

    def rule(self, name: str) -> Rule:
        """The rule of that id. Raises `UnknownName` with the nearest one."""
        ids = [rule.id for rule in self.rules]
        if name not in ids:
            raise UnknownName(
                found=repr(name),
                expected=Text(zh="规则编号，如 YG-TGT-001", en="the id of a rule, like YG-TGT-001"),
                hint=did_you_mean(name.upper(), ids),
            )
        return self.rules[ids.index(name)]

    def select(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Registry:
        """Only the selected rules, without the ignored ones; a selector is a pack, an id or the start of ids.

        A pack may be named by its Chinese title too.

        Nothing selected means all. Raises `UnknownName` for a selector that no rule answers to.

        >>> [rule.id for rule in registry().select(["monitoring"]).rules]
        ['YG-TRK-001', 'YG-TRK-002']
        """
        wanted, unwanted = tuple(select), tuple(ignore)
        for selector in (*wanted, *unwanted):
            if not any(_answers(rule, selector) for rule in self.rules):
                raise self._unknown(selector)
        return Registry.of(
            rule
            for rule in self.rules
            if (not wanted or any(_answers(rule, selector) for selector in wanted))
            and not any(_answers(rule, selector) for selector in unwanted)
        )

    def _unknown(self, selector: str) -> UnknownName:
        areas = sorted({rule.area for rule in self.rules})
        packs = [pack.name for pack in map(pack_of, areas) if pack is not None]
        starts = [f"YG-{area}" for area in areas]
        ids = [rule.id for rule in self.rules]
        hint = did_you_mean(selector.upper(), [*starts, *ids])
        return UnknownName(
            found=repr(selector),
            expected=Text(
                zh=f"规则包（{'、'.join(packs)}）、规则编号或其开头，如 {'、'.join(starts)}",
                en=f"a pack ({', '.join(packs)}), a rule id or its start, like {', '.join(starts)}",
            ),
            hint=did_you_mean(selector.lower(), packs) if hint is NOTHING else hint,
        )

    @property
    def digest(self) -> str:
        """A short hash of which rules these are, for the head of a report."""
        listed = "\n".join(f"{rule.id} {rule.since} {rule.status.value}" for rule in self.rules)
        return hashlib.sha256(listed.encode()).hexdigest()[:12]


def _answers(rule: Rule, selector: str) -> bool:
    pack = pack_of(rule.area)
    is_in_pack = pack is not None and selector in {pack.name, pack.title.zh}
    return is_in_pack or rule.id == selector or rule.id.startswith(f"{selector}-")


@cache
def registry() -> Registry:
    """The rules of the house and those installed beside it."""
    return Registry.of((*RULES, *(_added(point) for point in entry_points(group=ENTRY_POINTS))))


def _added(point: EntryPoint) -> Rule:
    """A rule somebody else installed. Raises `InvalidValue` that names it when it is none."""
    expected = Text(zh="一条规则（Rule）", en="a Rule")
    try:
        found = point.load()
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        raise InvalidValue(where=_named(point), found=problem, expected=expected) from error
    if not isinstance(found, Rule):
        raise InvalidValue(where=_named(point), found=repr(found), expected=expected)
    return found


def _named(point: EntryPoint) -> str:
    package = f" ({point.dist.name})" if point.dist else ""
    return f"{ENTRY_POINTS}: {point.name}{package}"
