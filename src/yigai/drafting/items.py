"""One item (任务) read whole: its title, owners, targets, recurring duties and payment mechanisms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from yigai.drafting.dues import Deadline, deadlines_in
from yigai.drafting.duties import duties_in
from yigai.drafting.mechanisms import mechanisms_in
from yigai.drafting.outline import Node, title_end
from yigai.drafting.owners import Closing
from yigai.drafting.result import DraftOwner, DraftTask
from yigai.drafting.source import Clean, Piece
from yigai.drafting.targets import targets_in
from yigai.model.words import Role

_SHORTEST_BODY = 6


def item_of(
    clean: Clean,
    node: Node,
    own: Sequence[Closing],
    *,
    path: str,
    year: int | None,
    inherited: Deadline | None,
) -> DraftTask:
    """The item below a heading; `own` are the stretches in it that name owners.

    `year` is the one the title of the document prints, `inherited` the deadline from above the item.
    """
    blocks = node.own_and_below()
    end = title_end(clean, node, tuple(closing.piece for closing in own))
    title = clean.quote(node.label.end, end)
    holes = [closing.piece for closing in own]
    whole = _without([Piece(node.label.end, blocks[0].end), *blocks[1:]], holes)
    body = _without([Piece(end, blocks[0].end), *blocks[1:]], holes)
    if sum(piece.end - piece.start for piece in body) < _SHORTEST_BODY:  # the title is all it says
        body = whole
    last = max(block.end for block in blocks)
    due = _deadline(clean, own, year) or inherited
    return DraftTask(
        path=path,
        number=node.number,
        label=label_of(clean, node),
        title=title or None,
        span=clean.span(node.label.start, last),
        responsibilities=each_once(owner for closing in own for owner in closing.owners),
        targets=tuple(targets_in(clean, whole, year=year, inherited=due)),
        duties=tuple(duties_in(clean, body)),
        mechanisms=tuple(mechanisms_in(clean, whole, title)),
    )


def label_of(clean: Clean, node: Node) -> str:
    """The label of a heading as printed, without the mark behind it."""
    return clean.quote(node.label.start, node.label.end).rstrip("、.．,")


def _deadline(clean: Clean, closings: Sequence[Closing], year: int | None) -> Deadline | None:
    """The deadline that stands with the owners: （省医保局负责，2022年9月底前完成）."""
    for closing in closings:
        found = deadlines_in(clean.text[closing.piece.start : closing.piece.end], year)
        if found:
            return found[-1]
    return None


def _without(pieces: Sequence[Piece], holes: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces less the stretches that name owners."""
    kept: list[Piece] = []
    for piece in pieces:
        start = piece.start
        for hole in holes:
            if start <= hole.start < piece.end:
                kept.append(Piece(start, hole.start))
                start = max(start, min(hole.end, piece.end))
        kept.append(Piece(start, piece.end))
    return tuple(piece for piece in kept if piece.end > piece.start)


def each_once(owners: Iterable[DraftOwner]) -> tuple[DraftOwner, ...]:
    """The owners in the order of the text, each once, with the first part that is said of it."""
    seen: dict[str, DraftOwner] = {}
    for owner in owners:
        if owner.printed not in seen or seen[owner.printed].role is Role.UNSPECIFIED:
            seen[owner.printed] = owner
    return tuple(seen.values())


def led_by_the_first(task: DraftTask) -> DraftTask:
    """The item where the document says that the agency named first leads, and nothing else is said of it."""
    owners = task.responsibilities
    if not owners or any(owner.role is not Role.UNSPECIFIED for owner in owners):
        return task
    return attrs.evolve(task, responsibilities=(attrs.evolve(owners[0], role=Role.LEAD), *owners[1:]))
