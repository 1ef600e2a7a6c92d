"""How a figure is meant (比较词): the words before and behind a number, and what they say.

Each table has the words, what they mean, and a made-up example. What is found first decides.
"""

from __future__ import annotations

import re

import attrs

from yigai.model.words import Comparator, Softener

# Between a comparator and its number: 达到每人每年640元, 不少于全省总数的30%.
_FILLER = (
    r"(?:每人每年|每人每月|每人|人均|每年|每月|年均|约为|平均|全市|全省|全县|全国|总数的|总量的|总额的|总人数的|人口的|的|□{3,10}(?:年|底|的)?"
    r"|人民币|:|为|至|到|\([^()]{0,16}\)|各|□{1,4}(?:常住)?(?:名|个|位)?(?:人口|居民|人|儿童|老年人)){0,3}$"
)
_BEFORE: tuple[tuple[str, Comparator], ...] = (
    # 达到或超过80%, 大于等于90%, 小于等于5%
    (r"(?:达到|等于)或?(?:者)?(?:超过|高于|大于)|(?:大于|高于|超过)或?(?:等于|达到)", Comparator.AT_LEAST),
    (r"等于或?(?:低于|小于)|(?:小于|低于)或?等于", Comparator.AT_MOST),
    # 不少于两批, 不得低于85%, 至少1所
    (r"不(?:得|应|能|可)?(?:少|低|小|弱|下|差)于|至少|最少|最低|不低过|起码", Comparator.AT_LEAST),
    # 不超过8天, 最长不超过两年, 控制在30%以内, 降至27%
    (
        r"(?:不|不得|不能|不应|不可|不再|严禁)(?:超过|超出|突破|高于|多于|大于|超|长于|迟于)|最多|最高|至多|不超",
        Comparator.AT_MOST,
    ),
    (
        r"(?:控制|管控|限制|严控|控)(?:在|到|于|至)|(?:降低?|下降|降低|减少|压缩|压减|缩短|缩减|缩小|回落|压降|减|下调)(?:到|至)",
        Comparator.AT_MOST,
    ),
    # ≥64%, ≤10/10万, ＜4‰
    (r"≥|>=|≧|⩾", Comparator.AT_LEAST),
    (r"≤|<=|≦|⩽", Comparator.AT_MOST),
    (r"<", Comparator.LESS_THAN),
    (r">", Comparator.MORE_THAN),
    # 低于40; 高于、超过25%
    (r"(?:低|小|少|短)于", Comparator.LESS_THAN),
    (r"(?:高|大|多|长)于|超过|突破|超", Comparator.MORE_THAN),
    # 达到70%, 提高到65%, 覆盖80%, 稳定在95%
    (
        (
            r"(?:达|达到|升|提高|提升|增加|增长|增|扩大|上升|扩展|扩增|恢复|拓展|上调|提|扩充|培养|发展|累计)(?:到|至|为)"
            r"|达到|达|覆盖|(?:稳定|保持|维持|巩固|稳固|稳)在|保持(?!不变)"
        ),
        Comparator.AT_LEAST,
    ),
)
# 至少开展1次: an adverb that a verb parts from its number.
_ADVERB = re.compile(r"(?P<least>至少|最少|起码)|(?P<most>至多|最多)")
_ADVERB_AND_VERB = re.compile(rf"(?:{_ADVERB.pattern})[^,;。:、%\d□]{{0,14}}$")
# 不低于县域人口的30%: the whole stands between the comparator and the share.
_OF_A_WHOLE = re.compile(
    r"(?P<word>不(?:得|应)?(?:低于|少于|高于|超过|多于)|低于|高于|超过|达到|控制在|降至|降到|提高到|提高至)[^,;。:、%\d□]{2,20}(?:的|总数|总额|总量|水平|标准|收入|工资)$"
)
# 扩大收费病种至150个, 降低个人支出占比到28%: what changes stands between the verb and 至.
_MOVES = re.compile(
    r"(?:(?P<down>下降|降低|减少|压缩|压减|缩短|下调)|提高|提升|增加|扩大|扩充|拓展|上调)[^,;。:、%\d对将把□]{2,14}(?:至|到)$"
)
_COMPARATORS = tuple((re.compile(f"(?:{words}){_FILLER}"), meaning) for words, meaning in _BEFORE)
# A change, without 到 or 至 behind it: 提高5个百分点, 比上年下降10%.
_CHANGES = re.compile(
    r"(?:(?P<down>下降|降低|减少|下调|压减|压缩|缩短|降)|提高|提升|增长|增加|上升|上涨|上浮|上调|扩大|递增|翻|(?<=标准|水平)新增|(?<!新)增)"
    rf"(?:幅度)?(?:了(?!))?{_FILLER}"
)
_CHANGE_LEADS = re.compile(
    r"(?P<down>下降|降低|减少|下调|压减|压缩|缩短|降幅)|提高|提升|增长|增加|上升|上涨|上浮|上调|增幅"
)
# 提高个人缴费标准30元: a change whose object stands before the figure.
_CHANGES_OBJECT = re.compile(
    r"(?:(?P<down>下降|降低|减少|下调)|提高|提升|增加|上调)[^,;。:、%\d对将把□]{2,14}(?:标准|比例|水平|率|占比|比重|补助|费用|价格|支出|成本|负担)$"
)
_APPROX_BEFORE = re.compile(r"(?:大约|约为|约|大致|大体|近)$")
_EQUALS = re.compile(rf"(?:为|是|占|按照?|即|达){_FILLER}")

_BEHIND = re.compile(
    r"\s?(?:\([^()]{0,14}\))?(?:"
    r"(?P<approx>左右|上下)|(?P<least>及以上|或以上|以上|之上)|(?P<most>及以下|或以下|以下|以内|之内|(?<=[%‰])内|之下))"
)
_SOFTENERS: tuple[tuple[str, Softener], ...] = (
    (r"力争|争取(?=到|在|实现|达|完成|年|全|\d)|努力|力爭", Softener.STRIVE),  # 力争达到38%
    (r"原则上", Softener.IN_PRINCIPLE),  # 原则上每年不少于1次
    (r"有条件|条件成熟|具备条件|条件允许|视情", Softener.CONDITIONAL),  # 有条件的地区达到80%
)
_SOFTENING = tuple((re.compile(words), meaning) for words, meaning in _SOFTENERS)
WINDOW = 26
"""How far before a number its comparator may stand."""


@attrs.frozen(kw_only=True)
class Reading:
    """What the words around a number say: a comparator, and whether a change is meant."""

    comparator: Comparator
    start: int
    is_change: bool = False
    falls: bool = False


def before(left: str) -> Reading | None:
    """What the words before a number say; `start` is where they begin in `left`.

    >>> before("签约率不低于").comparator
    <Comparator.AT_LEAST: '>='>
    """
    window = left[-WINDOW:]
    offset = len(left) - len(window)
    approx = _APPROX_BEFORE.search(window)
    if approx:
        return Reading(comparator=Comparator.APPROX, start=offset + approx.start())
    for pattern, meaning in _COMPARATORS:
        match = pattern.search(window)
        if match:
            change = _changed_before(window[: match.start()])
            return Reading(
                comparator=meaning,
                start=offset + match.start(),
                is_change=change is not None,
                falls=change == "down",
            )
    match = _OF_A_WHOLE.search(window)
    if match:
        meaning = next(each for words, each in _COMPARATORS if words.search(match["word"]))
        return Reading(comparator=meaning, start=offset + match.start())
    match = _MOVES.search(window)
    if match:
        meaning = Comparator.AT_MOST if match["down"] else Comparator.AT_LEAST
        return Reading(comparator=meaning, start=offset + match.end())
    match = _ADVERB_AND_VERB.search(window)
    if match:
        meaning = Comparator.AT_LEAST if match["least"] else Comparator.AT_MOST
        return Reading(comparator=meaning, start=offset + match.start())
    match = _CHANGES.search(window)
    if match:
        return Reading(
            comparator=Comparator.EQUAL,
            start=offset + match.start(),
            is_change=True,
            falls=match["down"] is not None,
        )
    return None


def _changed_before(words: str) -> str | None:
    """Whether a comparator is one of a change: 提高不少于5个百分点, 比上年下降超过3%."""
    match = re.search(rf"(?:{_CHANGE_LEADS.pattern})(?:幅度)?$", words)
    return None if match is None else "down" if match["down"] else "up"


def changes_object(left: str) -> Reading | None:
    """A change of what is named between the verb and the figure: 提高个人缴费标准30元."""
    match = _CHANGES_OBJECT.search(left[-WINDOW:])
    if match is None:
        return None
    return Reading(
        comparator=Comparator.EQUAL,
        start=len(left),
        is_change=True,
        falls=match["down"] is not None,
    )


def equals(left: str) -> bool:
    """Whether a word says that the figure is the value itself: 比例为70%."""
    return bool(_EQUALS.search(left[-WINDOW:]))


def behind(right: str) -> tuple[Comparator | None, int]:
    """What the words behind a number say, and how many characters they take.

    >>> behind("以上，")
    (<Comparator.AT_LEAST: '>='>, 2)
    """
    match = _BEHIND.match(right[:20])
    if match is None:
        return None, 0
    meaning = {"approx": Comparator.APPROX, "least": Comparator.AT_LEAST, "most": Comparator.AT_MOST}
    return meaning[match.lastgroup or "approx"], match.end()


def combined(first: Comparator | None, last: Comparator | None) -> Comparator | None:
    """One comparator out of the words before and behind: 达到70%以上, 控制在10%左右, 不低于60%以上."""
    if last is Comparator.APPROX or first is None:
        return last or first
    if last is not None and first in {Comparator.EQUAL, Comparator.APPROX}:
        return last
    if (first, last) == (Comparator.MORE_THAN, Comparator.AT_LEAST):
        return Comparator.AT_LEAST
    return first


def softener_in(words: str) -> Softener:
    """What loosens a sentence before its figure."""
    for pattern, meaning in _SOFTENING:
        if pattern.search(words):
            return meaning
    return Softener.NONE
