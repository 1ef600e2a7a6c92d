"""The container (页面外壳): which stretch of a page is the document, and what is teaser or clutter.

A page may hold a teaser, the notice, the plan and an explanation of it, each with its own titles and
numbers. The stretch from one title to the next that reads most like a document is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

import attrs

from yigai.drafting.labels import label_at
from yigai.drafting.source import Clean

_KINDS = (
    r"(?:工作)?(?:任务(?:清单|分工表?|分解表?|台账|表)?|实施?方案|工作方案|意见|通知|规划(?:纲要)?|计划|要点|清单|措施|办法|决定|细则|分工方案|(?:责任|任务|职责|工作)?(?:分工|分解)表|(?:任务|工作|责任)?(?:台账|一览表)|责任清单|安排|制度|规定|条例|函"
    r"|公告|决议|纲要|指引|指南|方案|工作)"
)
TITLE = re.compile(rf".{{4,110}}?{_KINDS}[》”]?(?:\([^()]{{1,40}}\))*(?:[》”]?意见的函|的函)?")
EXPLAINS = re.compile(
    r"政策解读|解读(?:材料|稿|方案|》|$)|解读$|^解读|答记者问|问答|一图读懂|图解|一图看懂|起草说明|编制说明|政策问答|速读|的说明$|专家解读"
)
_REPORTS = re.compile(r"记者|本报讯|通讯员|日电|本文转自|新华社")
# Lines of web pages that belong to no document.
_CLUTTER = re.compile(
    r"^(?:您?(?:当前|现在)?所在(?:的)?位置|当前位置|首页|\d?\.?首页|扫码|扫一扫|手机扫|分享|打印|关闭|上一[篇条]|下一[篇条]|相关(?:阅读|链接|报道|新闻|附件|文章|解读|稿件)"
    r"|责任编辑|责编|编辑:|来源:|作者:|主办单位|主办:|承办单位|版权|网站(?:地图|标识)|备案|[^,。]{0,3}ICP备|联系(?:我们|电话|人)|地址:|电话:|邮编|推荐|热点|一周"
    r"|返回(?:顶部)?|\[纠错\]|纠错|点击(?:数|量|率)|浏览(?:次数|量)?|阅读(?:次数|量)?|访问量|字体|字号|收藏|关注|手机|微信|支付宝|喜欢作者|打赏|索引号|信息分类|信息来源|主题(?:分类|词)"
    r"|发布(?:时间|日期|机构|单位)|公开(?:方式|形式|时限)|抄送|抄报|印发机关|公务邮箱|无障碍|登录|注册|搜索|×|\[?(?:大|中|小)\]?$|\[字体|政府网站|国务院部门|国内精品|快照"
    r"|信息原文|以上内容为|时间:|来源 )"
)
_ATTACHMENT = re.compile(r"^附(?:件|表|录)?\s?\d{0,2}[:.、]?(?:.{0,50})$")
_CLOSES = re.compile(
    r"^(?:各(?:地|级|省|市|县|区|旗|乡|部门|有关|相关|单位|成员)[^。]{0,20}(?:要|应|须)|本(?:意见|方案|通知|办法|规划|计划)|以上|特此"
    r"|\(?此件|\(?联系|[^,。]{2,40}(?:委员会|政府|办公[室厅]|局|厅)$|20\d\d年\d{1,2}月\d{1,2}日)"
)
# 《某某实施方案》已经市政府同意，现印发给你们; then who sends it, and the day
COVER_SAYS = re.compile(r"《(?P<title>[^《》]{6,80})》[^。]{0,40}现?(?:予以)?[印转]发")
_SIGNED = re.compile(
    r"特此通知。?|\(?此件.{2,20}|\(.{4,30}代章\)|[^,。:]{2,40}(?:委员会|政府|办公[室厅]|领导小组|局|厅|委)|20\d\d年\d{1,2}月\d{1,2}日"
)
_COVER_LINES = 12
_LONGEST_TITLE, _LONGEST_CLUTTER, _MOST_TITLE_LINES, _REACH, _TABLE_REACH = 120, 60, 4, 60, 2


@attrs.frozen(kw_only=True)
class Stretch:
    """A part of a page: paragraphs `first` up to `last`, with its title in the lines `title`."""

    first: int
    last: int
    title: tuple[int, int]
    is_explanation: bool
    score: int = 0


@attrs.frozen(kw_only=True)
class Cut:
    """The document in its page (正文范围), and the indices of paragraphs that are clutter."""

    stretch: Stretch
    others: tuple[Stretch, ...]
    clutter: frozenset[int]


def text_at(clean: Clean, index: int) -> str:
    """The words of a paragraph."""
    start, end = clean.paragraphs[index]
    return clean.text[start:end]


def is_clutter(text: str) -> bool:
    """Whether a paragraph is a line of a web page, no part of a document."""
    return len(text) <= _LONGEST_CLUTTER and bool(_CLUTTER.match(text))


def cut(clean: Clean, owned: frozenset[int], tables: Sequence[int] = ()) -> Cut:
    """Find the document; `owned` are the indices of paragraphs that name owners.

    `tables` has for each table of duties how many paragraphs stand before it. They decide only where the
    prose does not: a plan is worth more than the table behind it, which divides the same tasks.
    """
    count = len(clean.paragraphs)
    clutter = frozenset(index for index in range(count) if is_clutter(text_at(clean, index)))
    starts = list(_titles(clean, clutter, tables))
    stretches = [
        _stretch(
            clean, title, starts[position + 1][0] if position + 1 < len(starts) else count, owned, clutter
        )
        for position, title in enumerate(starts)
    ]
    if not starts or starts[0][0] > 0:
        before = starts[0][0] if starts else count
        begin = _behind_cover(clean, before)
        stretches.insert(0, _stretch(clean, (begin, begin), before, owned, clutter))
    best = max(stretches, key=lambda each: _worth(each, tables))
    return Cut(stretch=best, others=tuple(each for each in stretches if each is not best), clutter=clutter)


def _behind_cover(clean: Clean, last: int) -> int:
    """Where a document without a title of its own begins: behind the notice that sends it, if one does."""
    said = (index for index in range(min(last, _COVER_LINES)) if COVER_SAYS.search(text_at(clean, index)))
    sent = next(said, None)
    if sent is None:
        return 0
    signed = takewhile(lambda at: _SIGNED.fullmatch(text_at(clean, at)), range(sent + 1, last))
    return sent + 1 + len(list(signed))


def _worth(stretch: Stretch, tables: Sequence[int]) -> tuple[bool, int, bool]:
    has_table = _stands_in(tables, stretch.first, stretch.last)
    return not stretch.is_explanation and (stretch.score > 0 or has_table), stretch.score, has_table


def _stands_in(tables: Sequence[int], first: int, last: int) -> bool:
    """Whether a table begins between two paragraphs; `tables` are in order."""
    at = bisect_left(tables, first)
    return at < len(tables) and tables[at] <= last


def _stretch(
    clean: Clean, title: tuple[int, int], last: int, owned: frozenset[int], clutter: frozenset[int]
) -> Stretch:
    words = "".join(text_at(clean, index) for index in range(*title))
    first = title[1]
    items = sum(label_at(text_at(clean, index)) is not None for index in range(first, last))
    owners = sum(index in owned for index in range(first, last))
    letters = sum(len(text_at(clean, index)) for index in range(first, last))
    score = 4 * owners + items + min(letters // 2000, 3)
    return Stretch(
        first=first,
        last=_without_tail(clean, first, last, clutter),
        title=title,
        is_explanation=bool(EXPLAINS.search(words)),
        score=score,
    )


def _without_tail(clean: Clean, first: int, last: int, clutter: frozenset[int]) -> int:
    """Where a stretch ends: before the clutter and the attachments behind its last item."""
    labelled = [index for index in range(first, last) if label_at(text_at(clean, index))]
    begin = labelled[-1] + 1 if labelled else first
    for index in range(begin, last):
        if index in clutter or _ATTACHMENT.match(text_at(clean, index)):
            return index
    return last


def _titles(clean: Clean, clutter: frozenset[int], tables: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The titles at which a document begins, first line and the line behind, in the order of the page.

    A title is a short line without a label, with a word such as 方案 or 任务 at its end, and the numbering
    begins anew behind it.
    """
    index, count = 0, len(clean.paragraphs)
    while index < count:
        end = None if index in clutter else _title_end(clean, index)
        if end is not None and (
            EXPLAINS.search(text_at(clean, index))
            or _stands_in(tables, end, end + _TABLE_REACH)
            or _begins_numbering(clean, end)
        ):
            yield index, end
            index = end
        else:
            index += 1


def _is_line_of_title(text: str) -> bool:
    return (
        3 <= len(text) <= _LONGEST_TITLE
        and text[-1] not in "。;,:、!?"
        and label_at(text) is None
        and "。" not in text
        and not re.search(
            r"^\(|20\d\d[-.]\d{1,2}(?![\d年])|号$|\[\d{4}\]|^附件|^20\d\d年.{1,2}月.{1,3}日|负责|^.{2,8}(?:单位|部门):",
            text,
        )
    )


def _title_end(clean: Clean, index: int) -> int | None:
    """The paragraph behind a title that begins here, if one does; titles run over up to four lines."""
    text = ""
    for end in range(index, min(index + _MOST_TITLE_LINES, len(clean.paragraphs))):
        line = text_at(clean, end)
        if not _is_line_of_title(line) or is_clutter(line) or (text and _REPORTS.search(line)):
            return None
        text += line
        if EXPLAINS.search(line) and len(line) <= _LONGEST_TITLE:
            return end + 1
        if len(text) >= 6 and TITLE.fullmatch(text):
            return end + 1
    return None


def _begins_numbering(clean: Clean, index: int) -> bool:
    """Whether the next label behind a title counts one, or there is no other title before it."""
    for later in range(index, min(index + _REACH, len(clean.paragraphs))):
        text = text_at(clean, later)
        mark = label_at(text)
        if mark:
            return mark.number == 1
    return False


def closes(text: str) -> bool:
    """Whether a paragraph behind the last item speaks to all (各地各有关部门要)."""
    return bool(_CLOSES.match(text))
