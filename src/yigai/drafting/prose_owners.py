"""Owners in running prose (行文中的责任部门): where an item names them in its sentences and nowhere else.

由市医保局牵头，市财政局配合 tells who answers for the item. So does a list of duties by department,
卫生健康部门要…。医保部门负责…, where there are two at least. Half a name, or a body that is no department,
tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yigai.drafting.owners import names_in, without_repeats
from yigai.drafting.result import DraftOwner
from yigai.drafting.source import Clean, Piece
from yigai.model.words import Function, Role

_NAMES = r"(?P<names>[^,;。:\n]{2,120}?)"
# 由市医保局牵头, 此项工作由市财政局负责, 市医保局牵头。 for a sentence; up to the mark there is no other verb
_BY = re.compile(
    rf"(?:(?:^|[,;。:\n]|(?:工作|任务|事项))由|(?<=[。\n])(?![^,;。]{{0,120}}由)){_NAMES}(?:等(?:部门|单位)?)?"
    r"(?:共同|分别|具体|按职责分工)?(?P<part>牵头|负责)(?:负责|落实|实施|推进|组织实施)?(?=[,;。\n]|$)"
)
# , 市财政局、市卫生健康委配合
_HELPS = re.compile(
    rf"[,;](?:(?:由)?{_NAMES}(?:等(?:部门|单位)?)?(?:按职责(?:分工)?|共同|积极|密切|予以|给予|做好)?"
    r"(?:配合|协助|参与|参加|协同)(?:落实|实施|做好)?(?=[,;。\n]|$)"
    r"|会同(?P<others>[^,;。:\n]{2,120}?)(?:等(?:部门|单位)?)?(?=[,;。\n]|$))"
)
# 卫生健康部门要加强监管。医保部门负责支付方式改革。财政、医保等部门要各负其责。财政：落实补助资金。
_DUTY = re.compile(
    r"(?:^|[;。\n])(?:\(\d{1,2}\)|\d{1,2}[.、]|[①-⑳])?(?P<names>[\u4e00-\u9fff、()]{2,60}?)"
    r"(?:等(?:有关|相关)?(?:部门|单位))?"
    r"(?:(?:主要|具体|牵头|统筹|共同)?(?:负责|要(?!求|素|点|件)|应当?(?!用|急)|须|承担)|:)"
)
_JOINERS = "、，,及和与與以等 \n\u3000"
_FEWEST_DUTIES = 2
_VAGUE = frozenset({Function.OTHER, Function.LOCAL_GOVERNMENT})


def prose_owners(clean: Clean, pieces: Sequence[Piece], *, with_duties: bool) -> tuple[DraftOwner, ...]:
    """The owners that the sentences of an item name; empty where they do not clearly do so.

    Duties by department count only `with_duties`: elsewhere 各部门要… is advice, not an owner.
    """
    found = [owner for piece in pieces for owner in _said(clean, piece)]
    if found or not with_duties:
        return without_repeats(found)
    duties = without_repeats([owner for piece in pieces for owner in _by_department(clean, piece)])
    return duties if len(duties) >= _FEWEST_DUTIES else ()


def _said(clean: Clean, piece: Piece) -> Iterator[DraftOwner]:
    """由…牵头 and the 配合 behind it in the same sentence."""
    for match in _BY.finditer(clean.text, piece.start, piece.end):
        role = Role.LEAD if match["part"] == "牵头" else Role.UNSPECIFIED
        leads = _departments(clean, match, role)
        yield from leads
        stop = clean.text.find("。", match.end(), piece.end)
        helper = _HELPS.match(clean.text, match.end(), stop if stop >= 0 else piece.end) if leads else None
        if helper:
            group = "others" if helper["others"] else "names"
            yield from _departments(clean, helper, Role.PARTICIPATING, group)


def _by_department(clean: Clean, piece: Piece) -> Iterator[DraftOwner]:
    for match in _DUTY.finditer(clean.text, piece.start, piece.end):
        yield from _departments(clean, match, Role.UNSPECIFIED)


def _departments(
    clean: Clean, match: re.Match[str], role: Role, group: str = "names"
) -> tuple[DraftOwner, ...]:
    """The names of a match, if it is a list of departments whose functions can be told, and nothing else."""
    whole = clean.span(match.start(group), match.end(group))
    owners = names_in(clean, Piece(match.start(group), match.end(group)), role)
    place = whole.start
    for owner in owners:
        if clean.original[place : owner.span.start].strip(_JOINERS) or owner.function in _VAGUE:
            return ()
        place = owner.span.end
    return () if clean.original[place : whole.end].strip(_JOINERS) else owners
