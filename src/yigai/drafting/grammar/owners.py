"""Owners (责任单位): the agencies a text names at the end of an item, and their parts.

They stand in brackets of any kind, （市卫生健康局、市医保局等按职责分工负责）, or behind words such as
责任单位：. A part is read only where it is printed: 牵头 leads, 配合 takes part, 按职责分工负责 says neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from yigai.drafting.grammar.offices import SUFFIX, function_of, is_agency, is_bare
from yigai.drafting.result import DraftOwner
from yigai.drafting.source import Clean, Piece
from yigai.model.words import Function, Role

_OPEN, _CLOSE = "([", ")]"
_LONGEST, _DEEPEST = 1500, 4

# 责任单位：市医保局, 牵头部门：省医保局 …; what follows up to the end of the sentence are names.
HEADWORD = re.compile(
    r"(?P<word>(?:主要|第一|共同)?(?:牵头|责任|负责|主责|配合|参与|参加|协助|协同|协作|主办|协办|承办|实施|落实|完成)"
    r"(?:(?:责任)?(?:单位|部门|领导|机构|科室|处室|地区|主体|股室)(?:和(?:配合|责任|参与)?(?:单位|部门))?(?:\(牵头\))?"
    r"(?:(?:为|有|是)?[:\]]|为|是)|(?<=牵头|责任|配合|参与|协同|协办|主办):))"
)
_LIST_ENDS = re.compile(
    r"[。\n]|;(?![^;。:]{2,40}$)|[,;](?=[^,、。;]{12,60}[,。])|,(?=20\d\d年|年底|\d{1,2}月)|(?:完成|时间|办理|整改)(?:时限|时间|期限|要求|进度|节点)"
)
# What tells that a bracket is about owners.
_ABOUT = re.compile(
    r"负责|牵头|配合|按职责|分工|参加|参与|会同|协同|协助|落实$|责任单位|责任部门|承担|主办|实施$"
)
# Behind the names: 等按职责分工负责, 等部门分别负责 …
_TAIL = re.compile(
    r"(?:等(?:有关|相关|各有关|各相关|其他有关|其他相关)?(?:部门|单位)?(?:[和及、]单位)?)?"
    r"(?:(?:依据|依|按照|按|根据|结合)(?:各自|部门|自身)?(?:的)?(?:职责职能|职责|职能)?(?:分工|范围)?)?"
    r"(?:分别|共同|具体|联合|分头|各自|均)?(?:按职责分工)?(?:牵头)?"
    r"(?:各负其责|负责(?:落实|实施|推进|组织实施)?|落实|实施|推进|承担|组织实施|抓好落实|做好相关工作|完成)"
    r"(?:相关工作|此项工作|该项工作)?$"
)
_LEAD = re.compile(r"(?:等)?(?:分别|共同|具体)?牵头(?:负责|组织|落实|推进|实施|会同|,)?$")
_TAKES_PART = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:按职责|按职责分工|按照职责分工|分工|共同|积极|密切|协同|给予|做好)*"
    r"(?:配合|参加|参与|协同|协助|协作|协办)(?:落实|负责|实施|做好)?$"
)
_PREFIX = re.compile(r"^(?:[^,、。由]{0,8}由|请)")  # 市县层面由各市、县政府负责
_ETC = re.compile(r"等(?:[^、,等]{0,12}(?:部门|单位|机构|地区)|按.*)?$")
# 市卫健委（牵头）
_IN_BRACKETS = re.compile(
    r"\((?:[排列](?:在)?第一位?的?(?:单位|部门)?[为是])?(?P<word>牵头|主办|主责|配合|参与|协办)(?:单位|部门)?(?:,下同)?\)$"
)
# 市药监局（市卫健委配合）
_HELPED = re.compile(r"\((?P<who>[^()、,]{3,20})(?:配合|参与|参加|协助)\)$")
_NEXT_NAME = re.compile("[省市县区州旗各国]")
_JOINERS = re.compile(r"[、,;/ ]|(?:以及|和|及|与|会同)")
_WITH = re.compile(r"会同|商")
# 县工信和商务局 is one office
_ONE_OFFICE = re.compile(r"[省市县区]\|(?![省市县区各])[^、,及与]{2,8}[局委厅](?:[、,)和及]|$)")
# 各省、自治区、直辖市人民政府 is one name with marks in it.
_UNFINISHED = re.compile(
    r"(?:各|省|市|县|区|州|盟|旗|乡|镇|街道|自治区|自治州|直辖市|地区|计划单列市|开发区)$"
)


# 以下均由各县政府负责, 以下任务均需地方人民政府负责，不再列出
_STANDING = re.compile(
    "以下(?:任务|各项|工作)?(?:均|都)(?:需|由|须|需由|须由)([^,。]{2,60}?)(?:分别)?(?:负责|落实)"
)


@attrs.frozen(kw_only=True)
class Closing:
    """A stretch that names owners (责任分工), and the owners that a rule in it adds from there on."""

    piece: Piece
    owners: tuple[DraftOwner, ...]
    adds: tuple[DraftOwner, ...] = ()


def closings_in(clean: Clean, piece: Piece) -> list[Closing]:
    """Every stretch of a paragraph that names owners, in the order of the text."""
    text = clean.text[piece.start : piece.end]
    found: list[Closing] = []
    taken = -1
    for start, end in _brackets(text):
        if start < taken or end - start > _LONGEST:
            continue
        inside = Piece(piece.start + start + 1, piece.start + end - 1)
        is_last = end >= len(text.rstrip("。;")) or text[end : end + 1] in "。;"
        closing = _closing(clean, inside, is_last=is_last)
        if closing:
            found.append(attrs.evolve(closing, piece=Piece(piece.start + start, piece.start + end)))
            taken = end
    found += [each for each in _behind_headwords(clean, piece) if not _lies_in(each.piece, found)]
    return sorted(found, key=lambda each: each.piece.start)


def _lies_in(piece: Piece, found: list[Closing]) -> bool:
    return any(each.piece.start <= piece.start < each.piece.end for each in found)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every outermost bracket; one that never closes ends with the paragraph."""
    depth, start = 0, 0
    for position, character in enumerate(text):
        if character in _OPEN:
            if depth == 0:
                start = position
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield start, position + 1
    if depth and len(text) - start < _LONGEST:
        yield start, len(text) + 1


def _closing(clean: Clean, inside: Piece, *, is_last: bool) -> Closing | None:
    text = clean.text[inside.start : inside.end]
    standing = _STANDING.search(clean.text, inside.start, inside.end)
    first = standing.start() if standing else inside.end
    sentence = clean.text[inside.start : first].partition("。")[0]
    owners = _owners(clean, Piece(inside.start, inside.start + len(sentence)))
    adds = _owners(clean, Piece(standing.start(1), standing.end(1))) if standing else ()
    if not owners and not adds:
        return None
    is_said = bool(_ABOUT.search(text))
    if not is_said and not (is_last and _are_departments(owners)):
        return None
    return Closing(piece=inside, owners=owners or adds, adds=adds)


def _are_departments(owners: tuple[DraftOwner, ...]) -> bool:
    """Whether names alone, without 负责, can be owners: （市医保局、各区政府）, not （市、区）."""
    names = [_read(owner.printed) for owner in owners]
    told = [
        owner.function is not Function.OTHER
        and (owner.function is not Function.LOCAL_GOVERNMENT or re.search("政府|管委会", name))
        for owner, name in zip(owners, names, strict=True)
    ]
    return any(told) and all(is_agency(name) and len(name) > 2 and name[0] not in "含如即" for name in names)


def _read(printed: str) -> str:
    return printed.replace("（", "(").replace("）", ")")


def _behind_headwords(clean: Clean, piece: Piece) -> Iterator[Closing]:
    """Owners behind 责任单位： and its like, up to the next such word or the end of the sentence."""
    matches = list(HEADWORD.finditer(clean.text, piece.start, piece.end))
    for position, match in enumerate(matches):
        limit = matches[position + 1].start() if position + 1 < len(matches) else piece.end
        stop = _LIST_ENDS.search(clean.text, match.end(), limit)
        end = stop.start() if stop else limit
        while end > match.end() and clean.text[end - 1] in _OPEN:  # the bracket of the next headword
            end -= 1
        if end - match.end() > _LONGEST:
            continue
        tail = _TAIL.search(clean.text, match.end(), end)
        names = Piece(match.end(), tail.start() if tail else end)
        owners = names_in(clean, names, role_of_headword(match["word"]))
        if owners and all(is_agency(_read(owner.printed)) for owner in owners):
            yield Closing(piece=Piece(match.start(), end), owners=owners)


def owners_in(clean: Clean, piece: Piece, role: Role) -> tuple[DraftOwner, ...]:
    """The owners in a cell of a table; `role` is what the heading above says of those that do not say it."""
    found = _owners(clean, piece) or names_in(clean, piece, role)
    return tuple(
        attrs.evolve(owner, role=role) if owner.role is Role.UNSPECIFIED else owner for owner in found
    )


def role_of_headword(word: str) -> Role:
    """The part that a headword or the head of a column says.

    >>> role_of_headword("牵头单位"), role_of_headword("责任单位")
    (<Role.LEAD: 'lead'>, <Role.UNSPECIFIED: 'unspecified'>)
    """
    if re.search("牵头|主办|第一责任|主责", word) and "配合" not in word:
        return Role.LEAD
    if re.search("配合|参与|参加|协助|协同|协办|协作", word):
        return Role.PARTICIPATING
    return Role.UNSPECIFIED


def _owners(clean: Clean, piece: Piece) -> tuple[DraftOwner, ...]:
    """The owners in one sentence, segment by segment: 省医保局牵头，省财政厅配合."""
    text = clean.text[piece.start : piece.end]
    if HEADWORD.search(text):
        within = list(_behind_headwords(clean, piece))
        return tuple(owner for closing in within for owner in closing.owners)
    owners: list[DraftOwner] = []
    for segment in _segments(clean.text, piece):
        owners += _in_segment(clean, segment)
    return without_repeats(owners)


def without_repeats(owners: list[DraftOwner]) -> tuple[DraftOwner, ...]:
    """The owners, each name once."""
    seen: dict[str, DraftOwner] = {}
    for owner in owners:
        seen.setdefault(owner.printed, owner)
    return tuple(seen.values())


def _segments(text: str, piece: Piece) -> Iterator[Piece]:
    """The parts of a sentence that each say one role: they end where 牵头, 配合 or 负责 is said."""
    start = piece.start
    for match in re.finditer(
        r"(?:牵头|配合|参加|参与|负责|协助)(?:负责|落实|实施)?(?:[,;、]|(?=会同))|;",
        text[piece.start : piece.end],
    ):
        end = piece.start + match.end()
        yield Piece(start, end - (1 if text[end - 1] in ",;、" else 0))
        start = end
    yield Piece(start, piece.end)


def _in_segment(clean: Clean, piece: Piece) -> tuple[DraftOwner, ...]:
    text = clean.text[piece.start : piece.end].rstrip()
    prefix = _PREFIX.match(text)
    begin = piece.start + (prefix.end() if prefix else 0)
    end = piece.start + len(text)
    role = Role.UNSPECIFIED
    for pattern, meaning in (
        (_LEAD, Role.LEAD),
        (_TAKES_PART, Role.PARTICIPATING),
        (_TAIL, Role.UNSPECIFIED),
    ):
        match = pattern.search(text)
        if match:
            end, role = piece.start + match.start(), meaning
            break
    inner = _WITH.search(clean.text, begin, end)
    if inner and inner.start() > begin and is_agency(clean.text[begin : inner.start()].split("、")[-1]):
        lead = names_in(clean, Piece(begin, inner.start()), Role.LEAD)
        return lead + names_in(clean, Piece(inner.end(), end), Role.PARTICIPATING)
    if inner and inner.start() == begin:
        begin, role = inner.end(), Role.PARTICIPATING
    return names_in(clean, Piece(begin, end), role)


def names_in(clean: Clean, piece: Piece, role: Role) -> tuple[DraftOwner, ...]:
    """The names in a list, as printed, each with the role of the list or the one in brackets behind it.

    It is empty where most of it does not look like names.
    """
    text = clean.text[piece.start : piece.end]
    parts = [
        part
        for start, end in _split(text)
        for part in _at_spaces(clean, Piece(piece.start + start, piece.start + end))
    ]
    names = [each for part in parts for each in _with_role(clean.text, part, role)]
    good = [(part, own) for part, own in names if is_agency(clean.text[part.start : part.end])]
    if not good or len(good) * 2 < len(names):
        return ()
    return tuple(
        DraftOwner(
            printed=clean.quote(part.start, part.end),
            function=function_of(clean.text[part.start : part.end]),
            role=own,
            span=clean.span(part.start, part.end),
        )
        for part, own in good
    )


def _with_role(text: str, part: Piece, role: Role) -> list[tuple[Piece, Role]]:
    """A name without what is in brackets behind it: its role, 市卫健委（牵头）, or who helps."""
    said = _IN_BRACKETS.search(text, part.start, part.end)
    if said:
        return [(Piece(part.start, said.start()), role_of_headword(said["word"]))]
    helped = _HELPED.search(text, part.start, part.end)
    if helped:
        return [
            (Piece(part.start, helped.start()), role),
            (Piece(helped.start("who"), helped.end("who")), Role.PARTICIPATING),
        ]
    return [(part, role)]


def _at_spaces(clean: Clean, part: Piece) -> Iterator[Piece]:
    """The names that only a space parts in the original: 市卫计委　市人社局."""
    start = part.start
    for match in _NEXT_NAME.finditer(clean.text, part.start + 1, part.end):
        at = match.start()
        gap = clean.original[clean.places[at - 1] + 1 : clean.places[at]]
        if gap and not gap.strip(" \t\u3000\xa0") and SUFFIX.search(clean.text, start, at):
            yield Piece(start, at)
            start = at
    yield Piece(start, part.end)


def _split(text: str) -> list[tuple[int, int]]:
    """Where the names in a list begin and end; marks inside brackets and inside names do not part them."""
    depths = _depths(text)
    parts: list[tuple[int, int]] = []
    start = 0
    for match in _JOINERS.finditer(text):
        at, end = match.span()
        if depths[at] or at < start or not _parts(text, start, at, end, match[0]):
            continue
        parts.append((start, at))
        start = end
    parts.append((start, len(text)))
    return [trimmed for part in parts if (trimmed := _trimmed(text, *part))]


def _depths(text: str) -> list[int]:
    depths, depth = [], 0
    for character in text:
        depth += character in _OPEN
        depths.append(depth)
        depth -= character in _CLOSE and depth > 0
    return depths


def _parts(text: str, start: int, at: int, end: int, joiner: str) -> bool:
    """Whether a mark or an 和 parts two names: 市财政局和市医保局, but not 工业和信息化部."""
    left, right = re.sub(r"\([^()]*\)$", "", text[start:at]), text[end : end + 24]
    if joiner in "、,;/ ":
        return not (_UNFINISHED.search(left) and not SUFFIX.search(left) and _is_area_list(left, right))
    if not left:
        return True
    if is_bare(left) and _ONE_OFFICE.match(f"{left[0]}|{right}"):
        return False
    complete = SUFFIX.search(left) or left.endswith((")", "]", "等")) or is_bare(left)
    return bool(complete) and len(right) > 1 and not re.match("信息化|改革|社会保障|计划生育|旅游", right)


def _is_area_list(left: str, right: str) -> bool:
    """各县 before 区人民政府: the name goes on behind the mark."""
    goes_on = re.match(
        r"(?:各)?(?:省|市|县|区|州|盟|旗|乡|镇|街道|自治区|自治州|直辖市|开发区|计划单列市|新疆生产建设)",
        right,
    )
    return (
        bool(goes_on)
        and len(left) <= 8
        and bool(re.match("各|省$|市$|县$|区$|乡|镇|街道$", left) or "、" in left)
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A name without 等 behind it, and without marks around it."""
    name = text[start:end]
    lead = len(name) - len(name.lstrip(" ,、;:.-及和与"))
    etc = _ETC.search(name)
    stop = etc.start() if etc else len(name.rstrip(" ,、;:.。"))
    return (start + lead, start + stop) if stop > lead else None
