"""Payment rules by name: a file, an overlay over another rule, or an address in a plan (支付规则)."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from yigai.catalogue import store
from yigai.errors import Text, UnknownName, YigaiError
from yigai.files.faults import Flat, Misfits, one_of, refused
from yigai.files.formats import OVERLAY, PLAN, RULE, is_json, located, read_any, text_of, tree_of
from yigai.files.overlay import laid_over
from yigai.files.shapes import RULE_KINDS
from yigai.model.payment import PaymentRule
from yigai.model.payment.overlay import Overlay
from yigai.model.plan import Plan
from yigai.values.citation import Evidence

_MOST_LAYERS = 16
_A_RULE = Text(zh="支付规则", en="a payment rule")


def load_rule(name: str | os.PathLike[str]) -> PaymentRule:
    """A payment rule (支付规则): from a file, from a plan by its address, or an overlay laid over its base.

    Raises `FileFaults` for files that cannot be read and settings that do not fit, `UnknownName` for an
    address where no rule stands.
    """
    return _loaded(os.fspath(name), ())


def _loaded(name: str, above: tuple[str, ...]) -> PaymentRule:
    """The rule of that name; `above` are the overlays that lie over it, topmost first."""
    if not Path(name).is_file() and ("#" in name or not store.looks_like_file(name)):
        return _in_plan(name)
    read = read_any(text_of(name), json=is_json(name), source=name, of=(RULE, OVERLAY, PLAN))
    if isinstance(read, Overlay):
        return _composed(read, name, above)
    if isinstance(read, Plan):
        return _only_rule(read, name)
    rule: PaymentRule = read
    return rule


def _in_plan(address: str) -> PaymentRule:
    found = store.find(address)
    if isinstance(found, Plan):
        return _only_rule(found, address)
    if type(found) not in RULE_KINDS.values():
        raise UnknownName(where=address, found=type(found).__name__.lower(), expected=_A_RULE)
    rule: PaymentRule = found  # type: ignore[assignment]
    return rule


def _only_rule(plan: Plan, name: str) -> PaymentRule:
    """Of a plan with one rule, that one; of any other, its rules have to be told apart."""
    addresses = [f"{name}#{rule.provision}/{rule.id}" for rule in plan.payment_rules]
    if not addresses:
        none = Text(zh="没有支付规则的计划", en="a plan without payment rules")
        raise UnknownName(where=name, found=none, expected=_A_RULE)
    if len(addresses) > 1:
        several = Text(zh="几条支付规则", en="several payment rules")
        raise UnknownName(where=name, found=several, expected=one_of(addresses))
    [rule] = (rule for task in plan.tasks for rule in plan.rules_of(task))
    return rule


def _composed(layer: Overlay, path: str, above: tuple[str, ...]) -> PaymentRule:
    """An overlay laid over its base. What only the head says of itself, the overlay says of the new rule."""
    here = os.path.realpath(path)
    if here in above:
        circle = " -> ".join(Path(each).name for each in (*above[above.index(here) :], here))
        raise _at(path, "base", circle, Text(zh="不绕回自身的叠加", en="overlays that do not lead back"))
    if len(above) >= _MOST_LAYERS:
        limit = Text(zh=f"至多 {_MOST_LAYERS} 层", en=f"at most {_MOST_LAYERS} layers")
        raise _at(path, "base", Text(zh="还有一层", en="one more layer"), limit)
    base = _loaded(_beside(path, layer.base), (*above, here))
    cited = base.citation()
    settings = {each.path: each.value for each in layer.set}
    try:
        rule = laid_over(
            attrs.evolve(base, source=cited.source, evidence=cited.evidence),
            settings,
            source=layer.source or layer.title,
            evidence=layer.evidence or Evidence.INFERRED,
        )
    except Misfits as misfits:
        flat = [attrs.evolve(each, path=("set", *each.path)) for each in misfits.flat]
        raise refused(located(flat, tree_of(path)[0], path)) from None
    return attrs.evolve(rule, id=layer.id, title=layer.title)


def _beside(path: str, base: str) -> str:
    """A base as it stands in the overlay at `path`: a file lies beside it, an address is one anywhere."""
    document, mark, below = base.partition("#")
    return str(Path(path).parent / document) + mark + below if store.looks_like_file(document) else base


def _at(path: str, key: str, found: str | Text, expected: Text) -> YigaiError:
    tree, _ = tree_of(path)
    flat = Flat(path=(key,), found=found, expected=expected)
    return refused(located([flat], tree, path))
