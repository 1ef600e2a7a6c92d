"""The outline (层次): headings nested by the shape of their labels, and which of them are the items.

Documents number in many ways: 一、 over （一）, 一、 over （一） over 1., only 1., articles. The items are
the headings of that shape at which the agencies stand; where none are printed, （一） or the outermost
shape that is counted. Numbering may run on or restart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import attrs

from yigai.drafting.labels import RANK, label_at
from yigai.drafting.source import Clean, Piece

_MOST_REPEATS = 99
_HALF = 0.5
_FEWEST = 2


@attrs.define(kw_only=True, eq=False)
class Node:
    """A heading with the text up to the next one. `pieces` are its paragraphs, the first with the label."""

    shape: str
    number: int
    label: Piece
    pieces: list[Piece]
    children: list[Node]
    parent: Node | None

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the text."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def own_and_below(self) -> tuple[Piece, ...]:
        """The paragraphs of this node and of all below it."""
        return tuple(piece for node in self.walk() for piece in node.pieces)


@attrs.frozen(kw_only=True)
class Tree:
    """All headings of a text, and the paragraphs before the first (`preamble`) and after the last item."""

    roots: tuple[Node, ...]
    preamble: tuple[Piece, ...]

    def nodes(self) -> Iterator[Node]:
        """Every node, in the order of the text."""
        for root in self.roots:
            yield from root.walk()


def tree_of(clean: Clean, blocks: list[Piece]) -> Tree:
    """The headings among the paragraphs, nested by the shape of their labels."""
    roots: list[Node] = []
    preamble: list[Piece] = []
    stack: list[Node] = []
    for block in blocks:
        mark = label_at(clean.text[block.start : block.start + 12])
        if mark is None:
            (stack[-1].pieces if stack else preamble).append(block)
            continue
        while stack and RANK[stack[-1].shape] >= RANK[mark.shape]:
            stack.pop()
        node = Node(
            shape=mark.shape,
            number=mark.number,
            label=Piece(block.start, block.start + mark.length),
            pieces=[block],
            children=[],
            parent=stack[-1] if stack else None,
        )
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    return Tree(roots=tuple(roots), preamble=tuple(preamble))


def item_shape(tree: Tree, owned: set[int]) -> str | None:
    """The shape of the labels of items; `owned` has the start of each paragraph that names owners.

    From the innermost shape outwards: the first at which at least half of the headings have owners of
    their own. Without owners, see `_shape_by_bodies`.
    """
    counts, with_owners = Counter[str](), Counter[str]()
    for node in tree.nodes():
        counts[node.shape] += 1
        if any(piece.start in owned for piece in node.pieces):
            with_owners[node.shape] += 1
    total = sum(with_owners.values())
    for shape in sorted(counts, key=RANK.__getitem__, reverse=True):
        if _only_last(tree, shape, owned):
            continue
        share = with_owners[shape] / counts[shape]
        if share >= _HALF and with_owners[shape] >= max(_FEWEST, total / 3):
            return shape
    if total >= _FEWEST:  # owners behind the last of the lists below an item
        for shape in sorted(counts, key=RANK.__getitem__, reverse=True):
            if _only_last(tree, shape, owned):
                continue
            below = [node for node in tree.nodes() if node.shape == shape]
            owning = sum(any(piece.start in owned for piece in node.own_and_below()) for node in below)
            if len(below) >= _FEWEST and owning >= _HALF * len(below):
                return shape
    return _shape_by_bodies(tree, counts)


def _only_last(tree: Tree, shape: str, owned: set[int]) -> bool:
    """Whether owners stand behind the last of siblings only: then they are those of the heading above."""
    last_only = other = 0
    for parent in tree.nodes():
        children = [node for node in parent.children if node.shape == shape]
        if len(children) < _FEWEST:
            continue
        owning = [any(piece.start in owned for piece in node.pieces) for node in children]
        if owning[-1] and not any(owning[:-1]):
            last_only += 1
        elif any(owning):
            other += 1
    return last_only > other


def _shape_by_bodies(tree: Tree, counts: Counter[str]) -> str | None:
    """（一） where there are some, else articles, else the outermost shape that is there twice."""
    if counts["han-bracket"] >= _FEWEST:
        return "han-bracket"
    if counts["article"] >= _FEWEST:
        return "article"
    outer = Counter(node.shape for node in tree.roots)
    if outer["han"] and counts["digit"] >= 2 * outer["han"]:
        return "digit"
    frequent = [shape for shape, count in counts.items() if count >= _FEWEST]
    return min(frequent, key=RANK.__getitem__, default=None)


def items_in(tree: Tree, shape: str | None, owned: set[int]) -> list[Node]:
    """The nodes that are items: of that shape, or owned in a part of the outline that has none of it."""
    items: list[Node] = []
    waiting = list(reversed(tree.roots))
    while waiting:
        node = waiting.pop()
        if node.shape == shape:
            items.append(node)
        elif any(below.shape == shape for below in node.walk()):
            waiting.extend(reversed(node.children))
        elif len(node.children) >= _FEWEST and _is_group(node, owned):
            items.extend(node.children)
        elif any(piece.start in owned for piece in node.own_and_below()):
            items.append(node)
    return items


def _is_group(node: Node, owned: set[int]) -> bool:
    """Whether a heading only groups: it has no owners, and the ones below it do."""
    own = any(piece.start in owned for piece in node.pieces)
    return not own and sum(any(p.start in owned for p in c.pieces) for c in node.children) >= _FEWEST


class Paths:
    """Paths (条款路径) given out so that none is given twice: a repeated number gets a suffix."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._repeats: Counter[str] = Counter()
        self._spare: Counter[str] = Counter()

    def give(self, above: str, number: int) -> str:
        """The path of a number below another path.

        >>> paths = Paths()
        >>> paths.give("2", 10), paths.give("2", 10)
        ('2.10', '2.10-2')
        """
        path = f"{above}.{number}" if above else str(number)
        self._repeats[path] += 1
        count = self._repeats[path]
        given = path if count == 1 else f"{path}-{min(count, _MOST_REPEATS)}"
        while given in self._taken:  # a hundredth repeat takes the next number that is free
            self._spare[above] += 1
            given = f"{above}.{self._spare[above]}" if above else str(self._spare[above])
        self._taken.add(given)
        return given


# Words behind which a title ends, where no full stop does: （一）指导思想：以…
_TITLE_ENDS = re.compile(r"[。;!?\n]|:(?=.)")
_LONGEST_TITLE = 120


def title_end(clean: Clean, node: Node, closings: tuple[Piece, ...]) -> int:
    """Where the title of a heading ends in the clean text; owners in brackets are no part of it."""
    block = node.pieces[0]
    end = block.end
    match = _TITLE_ENDS.search(clean.text, node.label.end, block.end)
    if match:
        end = match.start()
    for closing in closings:
        if node.label.end < closing.start < end:
            end = closing.start
    comma = clean.text.find(",", node.label.end, end)
    if end - node.label.end > _LONGEST_TITLE and comma > 0:
        end = comma
    return end
