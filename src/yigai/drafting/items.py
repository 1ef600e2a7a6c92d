"""One item (任务) read whole: its title, owners, targets, recurring duties and payment mechanisms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from yigai.drafting.grammar.dues import Deadline, deadlines_in
from yigai.drafting.grammar.duties import duties_in
from yigai.drafting.grammar.mechanisms import mechanisms_in
from yigai.drafting.grammar.owners import Closing
from yigai.drafting.grammar.prose_owners import prose_owners
from yigai.drafting.grammar.targets import targets_in
from yigai.drafting.outline import Node, title_end
from yigai.drafting.result import DraftDue, DraftOwner, DraftTask
from yigai.drafting.source import Clean, Piece
from yigai.model.words import Role

_SHORTEST_BODY = 6
# 规划背景, 发展现状: whose figures have been
_BACKGROUND = re.compile(
    r"[^。:;,\n]{0,12}(?:背景|现状|回顾|主要成效|发展成就|取得[^。:;,\n]{0,6}(?:成效|成绩|进展)|面临|形势|发展基础|工作基础"
    r"|基本情况|存在(?:的)?(?:主要)?(?:问题|困难))"
)
# 明确部门职责: an item that lists duties by department
_SHARES_DUTIES = re.compile("职责|分工|部门|责任|协调|协同")
_TIMED = re.compile("(?:完成|办理|整改|落实)(?:时限|时间|期限|节点)(?:要求)?:")
_LONGEST_DUE = 30
# 主要目标, 工作目标: where 到2025年 holds for the sentences behind it too
_GOALS = re.compile(r"[^。:;,\n]{0,20}(?:目标|指标)")


@attrs.frozen(kw_only=True)
class Setting:
    """What the document says of all its items (通例).

    That is the `year` its title prints, whether the agency named `first_leads`, whether it `lists_owners`.
    """

    year: int | None
    first_leads: bool
    lists_owners: bool


def item_of(
    clean: Clean,
    node: Node,
    own: Sequence[Closing],
    *,
    path: str,
    setting: Setting,
    inherited: Deadline | None,
    owners: Sequence[DraftOwner] = (),
) -> DraftTask:
    """The item below a heading; `own` are the stretches in it that name owners, `owners` are known already.

    `inherited` is the deadline from above the item.
    """
    blocks = node.own_and_below()
    end = title_end(clean, node, tuple(closing.piece for closing in own))
    title, plain = clean.quote(node.label.end, end), clean.text[node.label.end : end]
    holes = [closing.piece for closing in own]
    whole = _without([Piece(node.label.end, blocks[0].end), *blocks[1:]], holes)
    body = _without([Piece(end, blocks[0].end), *blocks[1:]], holes)
    if sum(piece.end - piece.start for piece in body) < _SHORTEST_BODY:  # the title is all it says
        body = whole
    due = _due(clean, own, blocks, setting.year)
    until = Deadline(start=0, end=0, printed=due.printed, day=due.day) if due else inherited
    listed = each_once([*owners, *(owner for closing in own for owner in closing.owners)])
    targets = (
        []
        if tells_of_past(clean.text, node)
        else targets_in(
            clean, whole, year=setting.year, inherited=until, carries=_sets_goals(clean.text, node)
        )
    )
    shares_duties = not setting.lists_owners or bool(_SHARES_DUTIES.search(plain))
    return DraftTask(
        path=path,
        number=node.number,
        label=label_of(clean, node),
        title=title or None,
        span=clean.span(node.label.start, max(block.end for block in blocks)),
        responsibilities=(_led(listed) if setting.first_leads else listed)
        or prose_owners(clean, body, with_duties=shares_duties),
        targets=tuple(targets),
        duties=tuple(duties_in(clean, body)),
        mechanisms=tuple(mechanisms_in(clean, whole, plain)),
        due=due,
    )


def tells_of_past(text: str, node: Node | None) -> bool:
    """Whether a heading, or one above it, tells of what has been: 规划背景, 发展基础."""
    while node is not None:
        if _BACKGROUND.match(text, node.label.end):
            return True
        node = node.parent
    return False


def _sets_goals(text: str, node: Node) -> bool:
    """Whether an item or the heading above it is about goals, by its title."""
    return any(_GOALS.match(text, each.label.end) for each in (node, node.parent) if each)


def label_of(clean: Clean, node: Node) -> str:
    """The label of a heading as printed, without the mark behind it."""
    return clean.quote(node.label.start, node.label.end).rstrip("、.．,")


def _due(
    clean: Clean, closings: Sequence[Closing], blocks: Sequence[Piece], year: int | None
) -> DraftDue | None:
    """The deadline with the owners, （省医保局负责，2022年9月底前完成）, or behind 完成时限：."""
    timed = (match for block in blocks for match in _TIMED.finditer(clean.text, block.start, block.end))
    for start, end in [
        *((closing.piece.start, closing.piece.end) for closing in closings),
        *((match.end(), match.end() + _LONGEST_DUE) for match in timed),
    ]:
        found = deadlines_in(clean.text[start:end].partition("\n")[0], year)
        if found:
            at, stop = start + found[-1].start, start + found[-1].end
            return DraftDue(printed=found[-1].printed, span=clean.span(at, stop), day=found[-1].day)
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


def _led(owners: tuple[DraftOwner, ...]) -> tuple[DraftOwner, ...]:
    """The owners where the first leads, and nothing else is said of any."""
    if not owners or any(owner.role is not Role.UNSPECIFIED for owner in owners):
        return owners
    return (attrs.evolve(owners[0], role=Role.LEAD), *owners[1:])
