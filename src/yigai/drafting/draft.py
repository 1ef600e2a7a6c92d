"""`draft`: a notice in, a draft plan out (起草). The stages are joined here, each has its own module."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Sequence

import attrs
import pendulum

from yigai.drafting.classify import classify, signs_of
from yigai.drafting.container import Cut, closes, cut
from yigai.drafting.dues import Deadline, deadlines_in
from yigai.drafting.duties import duties_in
from yigai.drafting.mechanisms import mechanisms_in
from yigai.drafting.metadata import given_region, metadata, title_of
from yigai.drafting.outline import Node, Paths, item_shape, items_in, title_end, tree_of
from yigai.drafting.owners import Closing, closings_in
from yigai.drafting.paragraphs import clean
from yigai.drafting.prose_owners import prose_owners
from yigai.drafting.readers import read
from yigai.drafting.result import (
    Draft,
    DraftDocument,
    DraftOwner,
    DraftRule,
    DraftSection,
    DraftTask,
    NotAPlan,
)
from yigai.drafting.review import reviews_of
from yigai.drafting.source import Clean, Piece
from yigai.drafting.targets import targets_in
from yigai.errors import Text, YigaiError
from yigai.model.words import Role

# 排在第一位的部门为牵头部门，下同
_FIRST_LEADS = re.compile(
    "(?:(?:排|列)(?:名|序)?(?:在)?(?:第一位?|首位|最前)的?(?:责任)?(?:部门|单位)?|(?:第一|首)(?:个|家|位|责任)?(?:部门|单位))"
    "(?:为|是)(?:牵头|主办|主要责任)"
)
# 规划背景, 发展现状: whose figures have been
_BACKGROUND = re.compile(
    r"[^。:;,\n]{0,12}(?:背景|现状|回顾|主要成效|发展成就|取得[^。:;,\n]{0,6}(?:成效|成绩|进展)|面临|形势|发展基础|工作基础"
    r"|基本情况|存在(?:的)?(?:主要)?(?:问题|困难))"
)
# 明确部门职责: an item that lists duties by department
_SHARES_DUTIES = re.compile("职责|分工|部门|责任|协调|协同")
# 主要目标, 工作目标: where 到2025年 holds for the sentences behind it too
_GOALS = re.compile(r"[^。:;,\n]{0,20}(?:目标|指标)")
_HIGHEST = 9999
_SHORTEST_BODY = 6
_MOST_HEADINGS = 5000


@attrs.frozen(kw_only=True)
class _Outlined:
    """The outline of a document: its items, the headings above them, and what stands outside both."""

    items: tuple[Node, ...]
    sections: tuple[Node, ...]
    outside: tuple[Piece, ...]


def draft(
    source: str | os.PathLike[str],
    region: str | None = None,
    as_of: pendulum.Date | None = None,
    *,
    force: bool = False,
) -> Draft:
    """Draft a plan from a file (起草): docx, html, pdf, txt or Markdown.

    `region` is the code of the region where the document does not say it; `as_of` the day on which its name
    is looked up, no deadline is ever resolved by it. Raises `NotAPlan` for a document that is none, unless
    `force` is given, and `FileFaults` or an error of the house for a file that cannot be read.
    """
    return draft_text(read(source), source=os.fspath(source), region=region, as_of=as_of, force=force)


def draft_text(
    text: str,
    *,
    source: str = "<text>",
    region: str | None = None,
    as_of: pendulum.Date | None = None,
    force: bool = False,
) -> Draft:
    """Draft a plan from text that was decoded already; all spans count in it."""
    cleaned = clean(text)
    closings = [closings_in(cleaned, Piece(*paragraph)) for paragraph in cleaned.paragraphs]
    owned = frozenset(index for index, found in enumerate(closings) if found)
    found = cut(cleaned, owned)
    title = title_of(cleaned, found)
    judged = classify(signs_of(cleaned, found, owned, title.plain))
    if not judged.is_plan and not force:
        raise NotAPlan(
            where=source,
            found=Text(
                zh=f"不是计划文件（{judged.kind.value}）：" + "；".join(each.zh for each in judged.evidence),
                en=f"no plan ({judged.kind.value}): " + "; ".join(each.en for each in judged.evidence),
            ),
            expected=Text(zh="列有任务的文件", en="a document that lists tasks"),
            hint=Text(zh="仍要起草，用 --force", en="to draft it all the same, give --force"),
            kind=judged.kind,
            evidence=judged.evidence,
        )
    flat = [closing for each in closings for closing in each]
    document = metadata(
        cleaned,
        found,
        kind=judged.kind,
        title=title,
        owners=[owner.printed for closing in flat for owner in closing.owners],
        on=as_of,
    )
    if region is not None:
        document = given_region(document, region)
    return _assembled(cleaned, found, flat, document, source)


def _assembled(
    cleaned: Clean, found: Cut, closings: list[Closing], document: DraftDocument, source: str
) -> Draft:
    outlined = _outlined(cleaned, found, closings)
    if len(outlined.items) + len(outlined.sections) > _MOST_HEADINGS:
        raise YigaiError(
            where=source,
            found=Text(zh=f"{len(outlined.items)} 个任务", en=f"{len(outlined.items)} items"),
            expected=Text(zh=f"至多 {_MOST_HEADINGS} 个标题与任务", en=f"at most {_MOST_HEADINGS} headings"),
        )
    paths = Paths()
    by_start = _by_start(closings)
    sections = _sections(cleaned, outlined.sections, by_start, paths)
    leads = bool(_FIRST_LEADS.search(cleaned.text))
    tasks = [
        _task(cleaned, node, by_start, sections, paths=paths, year=document.year, first_leads=leads)
        for node in outlined.items
    ]
    rules = [
        DraftRule(declared_in=task.path, owners=closing.adds)
        for task, node in zip(tasks, outlined.items, strict=True)
        for closing in _closings_of(node, by_start)
        if closing.adds
    ]
    general = _general(cleaned, outlined.outside, document)
    tasks = [*([general] if general else []), *tasks]
    result = Draft(
        source=source,
        text=cleaned.original,
        document=document,
        sections=tuple(section for section, _ in sections.values()),
        tasks=tuple(tasks),
        standing_rules=tuple(rules),
    )
    return attrs.evolve(result, review=tuple(reviews_of(result)))


def _outlined(cleaned: Clean, found: Cut, closings: list[Closing]) -> _Outlined:
    stretch = found.stretch
    keep = [
        Piece(*cleaned.paragraphs[index])
        for index in range(stretch.first, stretch.last)
        if index not in found.clutter
    ]
    starts = sorted(closing.piece.start for closing in closings)
    owned = {
        block.start for block in keep if bisect_left(starts, block.start) < bisect_left(starts, block.end)
    }
    tree = tree_of(cleaned, keep)
    items = items_in(tree, item_shape(tree, owned), owned)
    outside = list(tree.preamble)
    if items:
        outside += _closing_paragraphs(cleaned, items[-1], owned)
    chosen = set(map(id, items))
    sections = []
    waiting = list(reversed(tree.roots))
    while waiting:
        node = waiting.pop()
        if id(node) in chosen:
            continue
        sections.append(node)
        if not _tells(cleaned.text, node):
            outside += node.pieces
        waiting.extend(reversed(node.children))
    return _Outlined(
        items=tuple(items),
        sections=tuple(sections),
        outside=tuple(sorted(outside, key=lambda piece: piece.start)),
    )


def _closing_paragraphs(cleaned: Clean, last: Node, owned: set[int]) -> list[Piece]:
    """Paragraphs behind the last item that speak to all; they are taken out of the item."""
    deepest = list(last.walk())[-1]
    for position, piece in enumerate(deepest.pieces):
        if position == 0 or piece.start in owned:
            continue
        before = deepest.pieces[position - 1].start in owned
        if before or closes(cleaned.text[piece.start : piece.end]):
            rest = deepest.pieces[position:]
            del deepest.pieces[position:]
            return rest
    return []


def _by_start(closings: list[Closing]) -> list[Closing]:
    return sorted(closings, key=lambda each: each.piece.start)


def _sections(
    cleaned: Clean, nodes: Sequence[Node], closings: list[Closing], paths: Paths
) -> dict[int, tuple[DraftSection, Deadline | None]]:
    """The headings above the items by the identity of their nodes, each with the deadline it prints."""
    found: dict[int, tuple[DraftSection, Deadline | None]] = {}
    for node in nodes:
        above = found.get(id(node.parent)) if node.parent else None
        path = paths.give(above[0].path if above else "", min(node.number, _HIGHEST))
        end = title_end(cleaned, node, tuple(each.piece for each in _closings_of(node, closings)))
        title = cleaned.quote(node.label.end, end)
        section = DraftSection(
            path=path,
            label=cleaned.quote(node.label.start, node.label.end).rstrip("、.．,"),
            title=title or cleaned.quote(node.label.start, node.label.end),
            span=cleaned.span(node.label.start, end),
        )
        dues = deadlines_in(cleaned.text[node.label.end : end], None)
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


def _task(
    cleaned: Clean,
    node: Node,
    closings: list[Closing],
    sections: dict[int, tuple[DraftSection, Deadline | None]],
    *,
    paths: Paths,
    year: int | None,
    first_leads: bool,
) -> DraftTask:
    own = _closings_of(node, closings)
    above = sections.get(id(node.parent)) if node.parent else None
    blocks = node.own_and_below()
    end = title_end(cleaned, node, tuple(closing.piece for closing in own))
    title, plain = cleaned.quote(node.label.end, end), cleaned.text[node.label.end : end]
    holes = [closing.piece for closing in own]
    whole = _without([Piece(node.label.end, blocks[0].end), *blocks[1:]], holes)
    body = _without([Piece(end, blocks[0].end), *blocks[1:]], holes)
    if sum(piece.end - piece.start for piece in body) < _SHORTEST_BODY:  # the title is all it says
        body = whole
    last = max(block.end for block in blocks)
    inherited = _deadline(cleaned, own, year) or (above[1] if above else None)
    return DraftTask(
        path=paths.give(above[0].path if above else "", min(node.number, _HIGHEST)),
        number=node.number,
        label=cleaned.quote(node.label.start, node.label.end).rstrip("、.．,"),
        title=title or None,
        span=cleaned.span(node.label.start, last),
        responsibilities=_owners_of(own, first_leads=first_leads)
        or prose_owners(cleaned, body, with_duties=not closings or bool(_SHARES_DUTIES.search(plain))),
        targets=()
        if _tells(cleaned.text, node)
        else tuple(
            targets_in(
                cleaned, whole, year=year, inherited=inherited, carries=_sets_goals(cleaned.text, node)
            )
        ),
        duties=tuple(duties_in(cleaned, body)),
        mechanisms=tuple(mechanisms_in(cleaned, whole, plain)),
    )


def _tells(text: str, node: Node | None) -> bool:
    """Whether a heading, or one above it, tells of what has been: 规划背景, 发展基础."""
    while node is not None:
        if _BACKGROUND.match(text, node.label.end):
            return True
        node = node.parent
    return False


def _sets_goals(text: str, node: Node) -> bool:
    """Whether an item or the heading above it is about goals, by its title."""
    return any(_GOALS.match(text, each.label.end) for each in (node, node.parent) if each)


def _deadline(cleaned: Clean, closings: Sequence[Closing], year: int | None) -> Deadline | None:
    """The deadline that stands with the owners: （省医保局负责，2022年9月底前完成）."""
    for closing in closings:
        found = deadlines_in(cleaned.text[closing.piece.start : closing.piece.end], year)
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


def _owners_of(closings: Sequence[Closing], *, first_leads: bool) -> tuple[DraftOwner, ...]:
    """The owners of an item, each once; where the document says that the first leads, it does."""
    seen: dict[str, DraftOwner] = {}
    for closing in closings:
        for owner in closing.owners:
            seen.setdefault(owner.printed, owner)
    owners = list(seen.values())
    if first_leads and owners and all(owner.role is Role.UNSPECIFIED for owner in owners):
        owners[0] = attrs.evolve(owners[0], role=Role.LEAD)
    return tuple(owners)


def _general(cleaned: Clean, outside: Sequence[Piece], document: DraftDocument) -> DraftTask | None:
    """What is stated outside all items, where it has figures, duties or mechanisms."""
    if not outside:
        return None
    targets = tuple(targets_in(cleaned, outside, year=document.year, carries=True))
    duties = tuple(duties_in(cleaned, outside))
    mechanisms = tuple(mechanisms_in(cleaned, outside))
    if not (targets or duties or mechanisms):
        return None
    return DraftTask(
        path="preamble",
        number=0,
        label=None,
        title=None,
        span=cleaned.span(outside[0].start, outside[-1].end),
        targets=targets,
        duties=duties,
        mechanisms=mechanisms,
    )
