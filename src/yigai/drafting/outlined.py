"""Items, sections and what stands outside both (提纲), out of the headings of a document and its tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

import attrs

from yigai.drafting.container import Cut, closes
from yigai.drafting.grammar.owners import Closing
from yigai.drafting.items import tells_of_past
from yigai.drafting.labels import label_at
from yigai.drafting.outline import Node, item_shape, items_in, tree_of
from yigai.drafting.source import Clean, Piece

_MARK = re.compile("[。;:,!?(\n]")
_FEWEST_TITLES = 2
_LONGEST_LEAD = 100  # 二、重点任务 具体分工见下表


@attrs.frozen(kw_only=True)
class Outlined:
    """The outline of a document: its items, the headings above them, and what stands outside both.

    `holders` are the headings under which tables of duties stand, None for a table under none.
    """

    items: tuple[Node, ...]
    sections: tuple[Node, ...]
    outside: tuple[Piece, ...]
    holders: tuple[Node | None, ...] = ()

    def without_items(self) -> Outlined:
        """The same document, of which only its tables list tasks."""
        pieces = [piece for item in self.items for piece in item.own_and_below()]
        kept = {id(node) for holder in self.holders if holder for node in _lineage(holder)}
        return attrs.evolve(
            self,
            items=(),
            sections=tuple(node for node in self.sections if id(node) in kept),
            outside=_in_order([*self.outside, *pieces]),
        )


def outlined(
    clean: Clean, found: Cut, closings: Sequence[Closing], *, tables: Sequence[int], titles: frozenset[str]
) -> Outlined:
    """Find the items; `tables` has for each table of duties how many paragraphs stand before it.

    Where owners stand in tables alone, the items are the headings that have the `titles` of their rows.
    """
    stretch = found.stretch
    kept = [index for index in range(stretch.first, stretch.last) if index not in found.clutter]
    keep = [Piece(*clean.paragraphs[index]) for index in kept]
    starts = sorted(closing.piece.start for closing in closings)
    owned = {
        block.start for block in keep if bisect_left(starts, block.start) < bisect_left(starts, block.end)
    }
    tree = tree_of(clean, keep)
    nodes, places = list(tree.nodes()), set(kept)
    shape = None if owned else _shape_of_titles(clean, nodes, titles)
    items = items_in(tree, shape or item_shape(tree, owned), owned)
    holders = tuple(
        _holder(nodes, clean.paragraphs[index - 1][0], owned) if index - 1 in places else None
        for index in tables
    )
    held = {id(node) for holder in holders if holder for node in _lineage(holder)}
    items = [item for item in items if id(item) not in held]
    outside = list(tree.preamble)
    if items:
        outside += _closing_paragraphs(clean, items[-1], owned)
    chosen = set(map(id, items))
    sections = []
    waiting = list(reversed(tree.roots))
    while waiting:
        node = waiting.pop()
        if id(node) in chosen:
            continue
        sections.append(node)
        if not tells_of_past(clean.text, node):
            outside += node.pieces
        waiting.extend(reversed(node.children))
    return Outlined(items=tuple(items), sections=tuple(sections), outside=_in_order(outside), holders=holders)


def opening(clean: Clean, piece: Piece) -> str:
    """The words of a title up to the first mark, without its label, by which two are told to be one."""
    words = clean.text[piece.start : piece.end]
    mark = label_at(words)
    return _MARK.split(words[mark.length if mark else 0 :], maxsplit=1)[0]


def _shape_of_titles(clean: Clean, nodes: Sequence[Node], titles: frozenset[str]) -> str | None:
    """The shape of the labels of the headings that have these titles, if most are titles of headings."""
    shapes = Counter(node.shape for node in nodes if opening(clean, node.pieces[0]) in titles)
    shape, count = max(shapes.items(), key=lambda each: each[1], default=("", 0))
    return shape if count >= _FEWEST_TITLES and 2 * count >= len(titles) else None


def _holder(nodes: Sequence[Node], at: int, owned: set[int]) -> Node | None:
    """The heading right above a table, if it only leads over to it and names no owners of its own."""
    before = bisect_right(nodes, at, key=lambda node: node.label.start)
    if not before:
        return None
    pieces = nodes[before - 1].pieces
    is_short = sum(piece.end - piece.start for piece in pieces) <= _LONGEST_LEAD
    return nodes[before - 1] if is_short and not any(piece.start in owned for piece in pieces) else None


def _lineage(node: Node) -> list[Node]:
    """A heading and those above it."""
    found = [node]
    while found[-1].parent:
        found.append(found[-1].parent)
    return found


def _in_order(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(sorted(pieces, key=lambda piece: piece.start))


def _closing_paragraphs(clean: Clean, last: Node, owned: set[int]) -> list[Piece]:
    """Paragraphs behind the last item that speak to all; they are taken out of the item."""
    deepest = list(last.walk())[-1]
    for position, piece in enumerate(deepest.pieces):
        if position == 0 or piece.start in owned:
            continue
        before = deepest.pieces[position - 1].start in owned
        if before or closes(clean.text[piece.start : piece.end]):
            rest = deepest.pieces[position:]
            del deepest.pieces[position:]
            return rest
    return []
