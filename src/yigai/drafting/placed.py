"""Headings and items with their paths (条款路径), given in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import attrs

from yigai.drafting.grammar.dues import Deadline, deadlines_in
from yigai.drafting.grammar.owners import Closing
from yigai.drafting.items import Setting, item_of, label_of
from yigai.drafting.outline import Node, Paths, title_end
from yigai.drafting.outlined import Outlined
from yigai.drafting.result import DraftRule, DraftSection, DraftTask
from yigai.drafting.source import Clean

_HIGHEST = 9999


@attrs.frozen(kw_only=True)
class Placed:
    """The sections and items of an outline, the rules its items declare, and the paths given so far."""

    sections: tuple[DraftSection, ...]
    items: tuple[DraftTask, ...]
    rules: tuple[DraftRule, ...]
    paths: Paths
    by_node: Mapping[int, str]

    def path_of(self, node: Node | None) -> str:
        """The path of a heading, empty above all of them."""
        return self.by_node[id(node)] if node else ""


def placed(clean: Clean, whole: Outlined, closings: list[Closing], setting: Setting) -> Placed:
    """Give paths to the headings and items of an outline; `closings` are in the order of the text."""
    paths = Paths()
    sections = _sections(clean, whole.sections, closings, paths)
    items: list[DraftTask] = []
    rules: list[DraftRule] = []
    for node in whole.items:
        own = _closings_of(node, closings)
        above, inherited = sections[id(node.parent)] if node.parent else (None, None)
        path = paths.give(above.path if above else "", min(node.number, _HIGHEST))
        items.append(item_of(clean, node, own, path=path, setting=setting, inherited=inherited))
        rules += [DraftRule(declared_in=path, owners=closing.adds) for closing in own if closing.adds]
    return Placed(
        sections=tuple(section for section, _ in sections.values()),
        items=tuple(items),
        rules=tuple(rules),
        paths=paths,
        by_node={node: section.path for node, (section, _) in sections.items()},
    )


def _sections(
    clean: Clean, nodes: Sequence[Node], closings: list[Closing], paths: Paths
) -> dict[int, tuple[DraftSection, Deadline | None]]:
    """The headings above the items by the identity of their nodes, each with the deadline it prints."""
    found: dict[int, tuple[DraftSection, Deadline | None]] = {}
    for node in nodes:
        above = found.get(id(node.parent)) if node.parent else None
        path = paths.give(above[0].path if above else "", min(node.number, _HIGHEST))
        end = title_end(clean, node, tuple(each.piece for each in _closings_of(node, closings)))
        section = DraftSection(
            path=path,
            label=label_of(clean, node),
            title=clean.quote(node.label.end, end) or clean.quote(node.label.start, node.label.end),
            span=clean.span(node.label.start, end),
        )
        dues = deadlines_in(clean.text[node.label.end : end], None)
        found[id(node)] = (section, dues[-1] if dues else None)
    return found


def _closings_of(node: Node, closings: list[Closing]) -> list[Closing]:
    """The stretches that name owners in a node and below it; `closings` are in the order of the text."""
    found: list[Closing] = []
    for block in node.own_and_below():
        first = bisect_left(closings, block.start, key=lambda each: each.piece.start)
        last = bisect_left(closings, block.end, key=lambda each: each.piece.start)
        found += closings[first:last]
    return found
