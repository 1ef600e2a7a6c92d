"""What a document says of itself (文件信息): title, issuers, level, region, year, date, number, status.

Only what is printed counts: a date in a teaser is no date of issue, and a year nobody prints stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs
import pendulum

from yigai.catalogue.regions import Region, find_regions, region, regions
from yigai.drafting.container import COVER_SAYS, Cut, text_at
from yigai.drafting.labels import label_at
from yigai.drafting.result import DraftCitation, DraftDocument
from yigai.drafting.source import Clean
from yigai.errors import InvalidValue, Text
from yigai.model.words import DocumentKind, DocumentStatus, Level
from yigai.values.document_number import DocumentNumber
from yigai.values.provision import read_numeral
from yigai.values.region import RegionCode

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)年(?!-)")
_RANGE = re.compile(r"20\d\d年?(?:-{1,2}|至|到)(?:20)?\d\d年?")
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_DATE_FIELD = re.compile(
    r"(?:成文|发文|印发|签发|公文|生成)(?:日期|时间):?\s?(20\d\d)[-年./](\d{1,2})[-月./](\d{1,2})日?"
)
_HAN_DATE = re.compile(r"(20\d\d)年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}\[20\d\d\]\d{1,5}号")
_NUMBER_ALONE = re.compile(rf"\(?(?P<number>{_NUMBER.pattern})(?: ?{_DATE.pattern})?\)?")
_NUMBER_FIELD = re.compile(
    r"(?:文号|发文字号|文件编号|发文号)[:\s]{0,3}([\u4e00-\u9fff]{2,12}\[20\d\d\]\d{1,5}号)"
)
_CITED = re.compile(r"《([^《》\n]{4,100})》(?:\(([\u4e00-\u9fff]{2,12}\[\d{4}\]\d{1,5}号)\))?")
_STANDS_IN = re.compile(r"\(.{4,30}代章\)")  # （某某委员会代章）
_PROVINCES = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
# 广西深化医改重点任务, but not 广西壮族自治区… or 新疆生产建设兵团…
_SHORT_NAMES = re.compile(
    r"(?:内蒙古|广西|西藏|宁夏|新疆)(?![\u4e00-\u9fff]{0,6}(?:自治区|市|县|州|盟|区|兵团))"
)
_SHORTEST_STEM = 2
_WHOSE = re.compile(
    r"^(?P<who>.{2,60}?(?:政府办公[厅室]|政府|委员会|办公[厅室]|领导小组|卫生健康委|医疗保障局|医保局|[委局厅部署]))$"
)
# 近日，某市人民政府办公室印发了《某某任务》
_TOLD = re.compile(
    r"(?:近日|日前|近期|20\d\d年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|^|[,。:]),?(?P<who>[^,。;:《》\d]{2,60}?)"
    r"(?:正式|联合|共同)?(?:印发|发布|出台|下发)了?《(?P<title>[^《》]{6,100})》"
)
_DRAFT = re.compile(r"征求意见稿|公开征求|征求[^,。]{0,40}意见|\(送审稿\)|草案")
_ISSUED = re.compile(r"(?:现)?(?:予以)?印发(?:给你们|实施|,请)|现印发|现转发")
_REGION = re.compile(r"[\u4e00-\u9fff]{2,11}?(?:自治区|自治州|自治县|特别行政区|地区|省|市|州|盟|县|旗|区)")
# 关于印发《某某方案》的通知, 某某意见（征求意见稿）》意见的函
_INNER_TITLE = re.compile(
    r"(?:[^《》]{0,60}《)?([^《》]{6,100})》(?:\([^()]{2,12}\))?的?(?:通知|函|意见|意见的函|公告)?"
)
_UNTITLED = "（无标题）"
_FIRST_LINES, _LONGEST_TITLE = 12, 200
_ENDINGS = {"省": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "盟": Level.CITY}
_LEVELS = {"province": Level.PROVINCE, "city": Level.CITY, "county": Level.COUNTY}


@attrs.frozen(kw_only=True)
class Place:
    """Where a document holds: its level and, where it can be told, its region."""

    level: Level
    is_printed: bool
    code: str | None = None
    name: str | None = None


@attrs.frozen(kw_only=True)
class Title:
    """A title as printed, and in the clean spelling that the grammar reads."""

    printed: str
    plain: str


def title_of(clean: Clean, cut: Cut) -> Title:
    """The title above the document, its lines joined; else that in the notice before it or its first line."""
    first, end = cut.stretch.title
    if first == end:
        for start, stop in reversed(clean.paragraphs[: cut.stretch.first]):
            sent = COVER_SAYS.search(clean.text, start, stop)
            if sent:
                return Title(printed=clean.quote(*sent.span("title")), plain=sent["title"])
        lines = range(cut.stretch.first, min(cut.stretch.first + _FIRST_LINES, cut.stretch.last))
        first = next((index for index in lines if _may_be_title(clean, cut, index)), end)
        end = first + 1 if first in lines else end
    spans = [clean.paragraphs[index] for index in range(first, end)]
    plain = "".join(clean.text[start:stop] for start, stop in spans)
    printed = "".join(clean.quote(start, stop) for start, stop in spans).strip()
    inner = _INNER_TITLE.fullmatch(plain)
    if inner and len(plain) == len(printed):
        printed, plain = printed[inner.start(1) : inner.end(1)], inner[1]
    return Title(printed=printed[:_LONGEST_TITLE], plain=plain[:_LONGEST_TITLE])


def _may_be_title(clean: Clean, cut: Cut, index: int) -> bool:
    text = text_at(clean, index)
    return index not in cut.clutter and len(text) > 3 and label_at(text) is None


def metadata(
    clean: Clean,
    cut: Cut,
    *,
    kind: DocumentKind,
    title: Title,
    owners: Iterable[str],
    on: pendulum.Date | None = None,
) -> DraftDocument:
    """Everything the document says of itself; `on` is the day on which names of regions are looked up."""
    plain = title.plain
    head = [text_at(clean, index) for index in range(cut.stretch.first)]
    tail = [text_at(clean, index) for index in range(cut.stretch.last, len(clean.paragraphs))]
    inside = [text_at(clean, index) for index in range(cut.stretch.first, cut.stretch.last)]
    notice = next(
        (text for text in reversed(head) if re.search("关于(?:印发|转发)", text) and len(text) < 120), ""
    )
    year = _year(plain) or _year(notice)
    issuers = _issuers(notice or plain, head, inside)
    number = _number(head, inside[:6])
    issued_on = _issued_on(head, inside, tail)
    day = issued_on or on or (pendulum.Date(year, 12, 31) if year else None)
    place = _place([plain, notice, *issuers], owners, day)
    return DraftDocument(
        kind=kind,
        title=title.printed or _UNTITLED,
        level=place.level,
        level_printed=place.is_printed,
        issuers=issuers,
        region=place.code,
        region_name=place.name,
        year=year,
        issued_on=issued_on,
        number=number,
        status=_status([plain, *head], inside, is_dated=bool(number)),
        script=clean.script,
        cites=cites_in(clean, cut),
    )


def _year(words: str) -> int | None:
    """The one year a title prints; a range of years is none."""
    years = set(_YEAR.findall(_RANGE.sub("", words)))
    return int(years.pop()) if len(years) == 1 else None


def _names_of(words: str) -> list[str]:
    """The agencies in front of 关于: parted by a mark, or where the name of the region begins anew."""
    place = _REGION.match(words.removeprefix("中共"))
    anew = rf"|(?<=[局委厅室会府])(?=(?:中共)?{re.escape(place[0])})" if place else ""
    return re.split(rf"[ 、]{anew}", words)


def _issuers(title: str, head: Sequence[str], inside: Sequence[str]) -> tuple[str, ...]:
    """Who issued it: the name before 关于印发 in the title, else names alone on lines at the end."""
    about = re.match(r"([^《》,。关]{2,60}?)(?:关于|印发)", title)
    if about:
        names = [part for part in _names_of(about[1]) if _WHOSE.match(part)]
        if names:
            return tuple(dict.fromkeys(names))
    told = [name for text in head for name in _told_issuers(text, title)]
    if told:
        return tuple(dict.fromkeys(told))
    signed: list[str] = []
    lines = [
        text for text in (*inside[-6:], *head[-8:]) if not _STANDS_IN.fullmatch(text) and ":" not in text
    ]
    for position, text in enumerate(lines):
        if _DATE.match(text) and position:
            before = position - 1
            while before >= 0 and len(lines[before]) <= 30 and _WHOSE.match(lines[before]):
                signed.insert(0, lines[before])
                before -= 1
            if signed:
                break
    return tuple(dict.fromkeys(name for line in signed for name in _names_of(line)))


def _told_issuers(text: str, title: str) -> list[str]:
    """Who a teaser says issued the document of this title: 近日，某市人民政府印发了《…》."""
    for match in _TOLD.finditer(text):
        if match["title"] in title or title in match["title"]:
            names = re.split("、|和(?!改革)|联合", match["who"])
            return names if all(_WHOSE.match(name) for name in names) else []
    return []


def _place(titles: Sequence[str], owners: Iterable[str], day: pendulum.Date | None) -> Place:
    for words in titles:
        short = _SHORT_NAMES.match(words)
        if short and (found := _region(_PROVINCES[short[0]], day)):
            return found
        if re.match(r"国务院|国家|全国|中共中央|中华人民共和国", words):
            return Place(level=Level.NATIONAL, is_printed=True)
        for name in _names_at(words):
            found = _region(name, day)
            if found:
                return found
    place = _by_owners(owners)
    if not place.is_printed and (named := _REGION.match(titles[0])):  # a name that is not in the table
        return Place(level=_ENDINGS.get(named[0][-1], Level.COUNTY), is_printed=True)
    return place


def _names_at(words: str) -> list[str]:
    """Stretches at the start of a title that may be a region's name, the longest first."""
    start = re.sub(r"^(?:中共|关于(?:印发|推进|做好)?|《)+", "", words)
    ends = [match.end() for match in re.finditer("省|自治区|自治州|市|州|盟|县|旗|区|地区", start[:24])]
    return [start[:end] for end in reversed(ends) if end > 1]


def _region(name: str, day: pendulum.Date | None) -> Place | None:
    """The region of a name: one valid on the day, by its whole or its short name, else one that has been."""
    named = find_regions(name)
    found = _valid(named, day) or _valid(_autonomous(name), day) or named or _valid(_below(name), day)
    codes = {str(each.code) for each in found}
    levels = {each.code.level for each in found}
    if not codes or (len(codes) > 1 and len(levels) > 1):
        return None
    only = len(codes) == 1
    return Place(
        level=_LEVELS[levels.pop()],
        is_printed=True,
        code=codes.pop() if only else None,
        name=found[0].name if only else name,
    )


def _below(name: str) -> list[Region]:
    """The divisions that a name with some of those above it means: 三明市尤溪县, 浙江省德清县."""
    found = []
    for start in range(_SHORTEST_STEM, len(name) - 1):
        above = name[:start].removesuffix("州")
        found += [
            each
            for each in find_regions(name[start:])
            if above in each.full_name[: -len(each.name)] and each.name == name[start:]
        ]
    return found


def _valid(named: Sequence[Region], day: pendulum.Date | None) -> list[Region]:
    return [each for each in named if (each.valid_to is None if day is None else each.valid_on(day))]


def _autonomous(name: str) -> list[Region]:
    """The autonomous divisions that a short name may mean: 恩施州 for 恩施土家族苗族自治州."""
    stem, ending = name[:-1], f"自治{name[-1]}"
    if len(stem) < _SHORTEST_STEM or name.endswith(ending):
        return []
    return [each for each in regions() if each.name.startswith(stem) and each.name.endswith(ending)]


def _by_owners(owners: Iterable[str]) -> Place:
    """The level that most owners show: 市财政局 a city, 省财政厅 a province, 国家医保局 the nation."""
    votes: Counter[Level] = Counter()
    for name in owners:
        if re.match("国家|国务院|中央|[\u4e00-\u9fff]{2,10}(?:部|总局)$", name) and not re.match(
            "[省市县区]", name
        ):
            votes[Level.NATIONAL] += 1
        elif re.match(r"省|自治区", name) or re.search("厅$", name):
            votes[Level.PROVINCE] += 1
        elif re.match("市", name):
            votes[Level.CITY] += 1
        elif re.match("[县区旗]", name):
            votes[Level.COUNTY] += 1
    if votes:
        return Place(level=votes.most_common(1)[0][0], is_printed=True)
    return Place(level=Level.NATIONAL, is_printed=False)


def given_region(document: DraftDocument, code: str) -> DraftDocument:
    """The document with the region somebody gave. Raises `InvalidValue` for a malformed or unknown code."""
    known = region(RegionCode.parse(code))
    if known is None:
        expected = Text(zh="现行的行政区划代码", en="a division code in force")
        raise InvalidValue(where="region", found=code, expected=expected)
    return attrs.evolve(
        document,
        region=code,
        region_name=known.name,
        level=_LEVELS[known.code.level],
        level_printed=True,
    )


def _number(head: Sequence[str], inside: Sequence[str]) -> str | None:
    """The number on a line of its own or in a field; one inside a sentence is cited."""
    for text in [*head, *inside]:
        field = _NUMBER_FIELD.search(text)
        if field:
            return _canonical(field[1])
        alone = _NUMBER_ALONE.fullmatch(text.strip())
        if alone:
            return _canonical(alone["number"])
    return None


def _canonical(printed: str) -> str | None:
    try:
        return str(DocumentNumber.parse(printed))
    except InvalidValue:
        return None


def _issued_on(head: Sequence[str], inside: Sequence[str], tail: Sequence[str]) -> pendulum.Date | None:
    """The day in a field, or the last day that stands on a line of its own."""
    for text in [*head, *tail]:
        field = _DATE_FIELD.search(text)
        if field:
            return _day(field[1], field[2], field[3])
    found = None
    for text in (
        [*inside[-8:], *tail[:4]] if any(_alone(t) for t in inside[-8:]) else [*head, *inside[-8:], *tail[:4]]
    ):
        found = _alone(text) or found
    return found


def _alone(text: str) -> pendulum.Date | None:
    match = _DATE.fullmatch(text.strip("()")) or re.fullmatch(
        rf".{{0,30}}(?:委员会|政府|办公[室厅]|局|厅|委|部|号) ?{_DATE.pattern}", text.strip("()")
    )
    if match:
        return _day(match[1], match[2], match[3])
    han = _HAN_DATE.fullmatch(text.strip("()"))
    if han:
        try:
            return _day(han[1], str(read_numeral(han[2])), str(read_numeral(han[3])))
        except InvalidValue:
            return None
    return None


def _day(year: str, month: str, day: str) -> pendulum.Date | None:
    try:
        return pendulum.Date(int(year), int(month), int(day))
    except ValueError:
        return None


def _status(titles: Sequence[str], inside: Sequence[str], *, is_dated: bool) -> DocumentStatus:
    if any(_DRAFT.search(text) for text in titles) or any(_DRAFT.search(text) for text in inside[:3]):
        return DocumentStatus.DRAFT_FOR_COMMENT
    if is_dated or any(_ISSUED.search(text) for text in titles):
        return DocumentStatus.ISSUED
    return DocumentStatus.UNKNOWN


def cites_in(clean: Clean, cut: Cut) -> tuple[DraftCitation, ...]:
    """The documents the text names in 《》, each once, without its own title."""
    found: dict[str, DraftCitation] = {}
    own = "".join(text_at(clean, index) for index in range(*cut.stretch.title))
    begin = clean.paragraphs[cut.stretch.first][0] if cut.stretch.first < len(clean.paragraphs) else 0
    last = clean.paragraphs[cut.stretch.last - 1][1] if cut.stretch.last else 0
    for match in _CITED.finditer(clean.text, begin, last):
        if (
            match[1] in own
            or match[1] in found
            or not re.search(
                "意见|方案|通知|规划|办法|法|任务|计划|条例|要点|纲要|措施|指南|规范|标准|决定", match[1]
            )
        ):
            continue
        found[match[1]] = DraftCitation(
            title=clean.quote(match.start(1), match.end(1)),
            number=_canonical(match[2]) if match[2] else None,
            span=clean.span(match.start(), match.end()),
        )
    return tuple(found.values())
