"""What a document is (文种), and why it is no plan where it is none.

Every sign is told as evidence, so that a refusal can be judged by the reader.
"""

from __future__ import annotations

import re

import attrs

from yigai.drafting.container import EXPLAINS, Cut, text_at
from yigai.drafting.labels import label_at
from yigai.drafting.source import Clean
from yigai.errors import Text
from yigai.model.words import DocumentKind

_BY_TITLE: tuple[tuple[str, DocumentKind], ...] = (
    (r"任务|方案|计划|规划|要点|清单|措施|安排|分工|纲要", DocumentKind.PLAN),
    (r"意见", DocumentKind.OPINION),
    (r"办法|细则|规定|条例|规程|规范", DocumentKind.MEASURES),
    (r"通知|决定", DocumentKind.NOTICE),
)
_NO_PLAN_TITLE = re.compile(
    r"总结|讲话|致辞|汇报|工作报告|的报告|答复|复函|公示|招标|采购项目|中标|成交|情况通报|综述|纪实|会议纪要|侧记|述评|名单|目录$|简报|发言|提案|议案"
)
# Titles that tell it whoever is named below: 采购公告, 关于废止某方案的通知, 工作总结
_NEVER_TITLE = re.compile(
    r"总结$|(?:采购|招标|中标|成交|磋商)公告|关于(?:宣布)?废止|(?:提案|议案|建议)[^,。]{0,16}答复|情况的?(?:通报|报告)$"
)
_OURS = re.compile(r"^format: yigai-", re.MULTILINE)
_NEWS = re.compile(r"记者|本报讯|通讯员|日电|本文转自|新华社|报社|讯\(|责编|日讯|全媒体|报道")
_SAID = re.compile(r"(?:介绍|表示|认为|指出|强调|透露|告诉记者|说)[,:“]|(?:介绍|表示|说)。")
_QUESTION = re.compile(
    r"[?？]$|^问[:.]|^\d{0,2}[.、]?(?:如何|为什么|什么是)|哪些|起草背景|出台背景|出台的背景|背景(?:和|及|与|是)?(?:依据|意义|过程)?$|主要内容$|创新(?:点|之处)|亮点"
)
_DOTS = re.compile(r"[.…·]{3,}\s?\d{1,3}$|\s\d{1,3}$")
_DID = re.compile(
    r"(?<![为除])了(?!解)|取得(?:了|显著|积极|明显|阶段性)|已(?:经|完成|实现|达|建成)|同比|截至"
)
_FEWEST_ITEMS, _SHORT_BODY = 2, 14


@attrs.frozen(kw_only=True)
class Signs:
    """What a document shows of itself: counts that speak for or against a plan."""

    items: int
    owners: int
    letters: int
    news: int
    said: int
    questions: int
    short_lines: int
    lines: int
    did: int
    sentences: int
    is_explanation: bool
    is_ours: bool
    title: str


@attrs.frozen(kw_only=True)
class Class:
    """The kind of a document, whether it can be drafted, and what shows it."""

    kind: DocumentKind
    is_plan: bool
    evidence: tuple[Text, ...]


def signs_of(clean: Clean, cut: Cut, owned: frozenset[int], title: str) -> Signs:
    """Count what is in the stretch that was cut out."""
    stretch = cut.stretch
    inside = [
        text_at(clean, index) for index in range(stretch.first, stretch.last) if index not in cut.clutter
    ]
    whole = "\n".join(inside)
    labelled = [text for text in inside if label_at(text)]
    return Signs(
        items=len(labelled),
        owners=sum(index in owned for index in range(stretch.first, stretch.last)),
        letters=len(whole),
        news=len(_NEWS.findall(clean.text)),
        said=len(_SAID.findall(whole)),
        questions=sum(bool(_QUESTION.search(text)) for text in inside if len(text) < 80),
        short_lines=sum((len(text) < 40 and "。" not in text) or bool(_DOTS.search(text)) for text in inside),
        lines=len(inside),
        did=len(_DID.findall(whole)),
        sentences=whole.count("。") + 1,
        is_explanation=stretch.is_explanation,
        is_ours=bool(_OURS.search(clean.original)),
        title=title,
    )


def classify(signs: Signs) -> Class:
    """Say what a document is, from its signs."""
    kind, evidence = _not_a_plan(signs)
    if kind is not None:
        return Class(kind=kind, is_plan=False, evidence=tuple(evidence))
    for words, kind_by_title in _BY_TITLE:
        if re.search(words, signs.title):
            return Class(kind=_plan_or(kind_by_title, signs), is_plan=True, evidence=(_counted(signs),))
    return Class(kind=DocumentKind.PLAN, is_plan=True, evidence=(_counted(signs),))


def _plan_or(kind: DocumentKind, signs: Signs) -> DocumentKind:
    """关于某规划的实施意见 is an opinion: of several such words in a title the last decides."""
    last = max(
        ((match.end(), each) for words, each in _BY_TITLE for match in re.finditer(words, signs.title)),
        key=lambda pair: pair[0],
    )
    return kind if last[1] is DocumentKind.NOTICE else last[1]


def _not_a_plan(signs: Signs) -> tuple[DocumentKind | None, list[Text]]:
    owners = signs.owners
    if signs.is_ours:
        said = Text(zh="已经是 yigai 的文件", en="it is a file of yigai already")
        return DocumentKind.OTHER, [said]
    if signs.is_explanation or (EXPLAINS.search(signs.title) and not owners):
        return DocumentKind.INTERPRETATION, [
            Text(
                zh=f"标题是解读或问答：{signs.title}",
                en=f"the title is that of an explanation: {signs.title}",
            )
        ]
    if owners < _FEWEST_ITEMS and signs.questions >= 2 + signs.items // 4:
        return DocumentKind.INTERPRETATION, [
            Text(
                zh=f"{signs.questions} 个设问或背景说明的标题",
                en=f"headings that ask or explain: {signs.questions}",
            )
        ]
    if owners < _FEWEST_ITEMS and _looks_like_news(signs):
        return DocumentKind.NEWS, [
            Text(
                zh=f"记者、报社等字样 {signs.news} 处，引语 {signs.said} 处",
                en=f"words of the press: {signs.news}; said by somebody: {signs.said}",
            ),
            _counted(signs),
        ]
    if _NEVER_TITLE.search(signs.title) or (_NO_PLAN_TITLE.search(signs.title) and owners < _FEWEST_ITEMS):
        return DocumentKind.OTHER, [Text(zh=f"标题：{signs.title}", en=f"the title: {signs.title}")]
    return _empty_or_past(signs)


def _empty_or_past(signs: Signs) -> tuple[DocumentKind | None, list[Text]]:
    if signs.items < _FEWEST_ITEMS and signs.owners < _FEWEST_ITEMS:
        kind = DocumentKind.NOTICE if "通知" in signs.title else DocumentKind.OTHER
        return kind, [_counted(signs)]
    if signs.owners == 0 and signs.lines and signs.short_lines >= 0.85 * signs.lines:
        return DocumentKind.OTHER, [
            Text(
                zh=f"像目录或链接列表：{signs.lines} 行中 {signs.short_lines} 行没有正文",
                en=f"like a table of contents: {signs.short_lines} of {signs.lines} lines have no text",
            )
        ]
    if signs.owners == 0 and signs.did >= max(6, 0.4 * signs.sentences):
        return DocumentKind.OTHER, [
            Text(
                zh=f"讲已做的事：{signs.sentences} 句中 {signs.did} 处“了、已、取得”",
                en=f"it tells what was done: {signs.did} such words in {signs.sentences} sentences",
            )
        ]
    return None, []


def _looks_like_news(signs: Signs) -> bool:
    if (
        re.search("任务|方案|意见|通知|办法|计划|规划|要点", signs.title)
        and signs.items >= 5
        and signs.said < 3
    ):
        return False
    return signs.news >= 2 or signs.said >= 4 or (signs.news >= 1 and signs.items < _FEWEST_ITEMS)


def _counted(signs: Signs) -> Text:
    return Text(
        zh=f"{signs.items} 处序号，{signs.owners} 处责任单位，正文 {signs.letters} 字",
        en=f"labels: {signs.items}, lists of owners: {signs.owners}, characters: {signs.letters}",
    )
