"""How a figure is read (读法): whether the words around it say that it is to be reached.

A figure is a target only where a word says so: a comparator (不少于, 达到, 控制在 … 以内), a change
(提高5个百分点), or a verb that makes what is counted (培养20人, 新增3家). All others are left alone.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from yigai.drafting import traps
from yigai.drafting.comparators import Reading, before, changes_object, equals
from yigai.drafting.figures import Figure
from yigai.drafting.numerals import DURATIONS
from yigai.drafting.result import DraftTarget
from yigai.drafting.sentences import Sentence
from yigai.model.words import Comparator, TargetKind

Latest: TypeAlias = tuple[Figure, DraftTarget] | None
"""The target read last in a sentence, with its figure: a list goes on from it."""

# Verbs whose object is made, won or done: 培育3家, 招聘大学生村医50名.
_MAKES = (
    r"(?:引导|指导|培养|培训|轮训|招收|招录|招聘|招募|引进|引育|新增|新建|改建|扩建|改造|改扩建|新改扩建|建设|建成|建好|建立|创建|创成|培育|打造|遴选|选择"
    r"|选派|选取|选拔|选聘|确定|推进|推动|支持|扶持|资助|设立|设置|组建|成立|完成|认定|评选|评定|命名|配备|配置|配齐|购置|办好|增设|新设|增加"
    r"|开设|开办|布局|布设|启动|落地|落户|形成|组织|派驻|选送|安排|开展|发布|签约|派出|下派|筹建|建|实现|确保|推出|新晋|纳入|达标|覆盖|遴聘|开通|接入|升级|提升|立项|申报|制定|出台|争创|创评|建强|获批|推广|储备|举办|研发|更新|聘请|引入|投用|开放|增配|产生|造就|调整|核增|选树|表彰)"
)
_ADJACENT = re.compile(
    rf"{_MAKES}(?:全市|全省|全县|全国|首批|新|好|约|共|累计|其中|省级|市级|国家级|县级|\([^()]{{0,12}}\)){{0,2}}$"
)
_WITH_OBJECT = re.compile(rf"{_MAKES}(?:[^,;。:、%\d对将把由]|对(?=象|口)){{2,22}}$")
# 要有1家, 每县设有2所: what is to be there
_IS_THERE = re.compile(
    rf"(?:要|应|须|需|都|均|至少|(?:[每各]|{traps.COVER})[^,;。:\d]{{1,16}}(?:设|配|拥)?)有$"
)
# 力争全省有60个县达标
_SOME_ATTAIN = re.compile(r"(?:力争|确保|全[国省市县区州])有$")
# 改扩建市医院等12个项目: the things stand before their number
_SUCH_AS = re.compile(r"(?:建|新增|打造|培育|完成|实施|争创)[^,;。:\d]{2,30}等$")
_SERVES = re.compile(r"(?:管理|服务|筛查|救治|体检|惠及|接种)[^,;。:、%\d对将把]{2,16}$")
# 为10万名老年人免费体检: what is done for so many stands behind them
_SERVED = re.compile(r"[^,;。]{0,16}(?:体检|筛查|接种|培训|轮训|手术|签约|服务)")
_EQUIPPED = re.compile(r"[^,;。]{0,16}(?:配备|配置|配发)")
# 力争2所医院进入前列: what so many are to attain
_ATTAINS = re.compile(
    r"(?![^,;。]*(?:全部|均))[^,;。:]{0,18}(?:进入|通过|达到|达标|创建|创成|建成|成为|入选|获评|晋升|升格|完成|接入|实现|具备|开展|建立|设置|设立|设有|启动|纳入|能够|配备|提供|开设|符合|推行|参加|参与|赴|接受|取得|获得)"
)
_DOES = re.compile("设置|配备|开展|建成|完成|接入|实现|达标|公开|覆盖|来自")
_SETS = re.compile("[^,;。]{0,4}(?:核定|执行|支付|补助|结算|收取|分配)")
_SUBJECT = re.compile(r"(?:^|力争|争取|确保|推动|实现|使|全市|全省|全县|全区|全州|全国|年内|其中)$")
_AND = re.compile("[和及、]$")
_SPREADS = re.compile("推开|推广|启动|开展|实施|试点")
_ALLOTS = re.compile(
    r"(?:安排|新增|追加|投入|筹措|筹集|落实|下达|争取|追回|节约|节省|减轻|完成)[^,;。:、%\d]{0,16}$"
)
_RATED = re.compile(r"(?:标准|补助|经费|筹资|缴费|资金)[^,;。、]{0,6}$")
_OBJECT_ENDS = re.compile(r"[,;。、)(\n]|以上|左右|$|和|及")
_SHARE_OF = re.compile(r"(?:实现|完成|确保|推动|保证|组织|使|全市|全省|全县|全区|全国)$")
_EVERY = re.compile(r"每(?:周|月|年|季度?|天|批|名|人)[\u4e00-\u9fff]{0,12}$")
_RATE = re.compile(r"(?<!销)(?<!支付)(?<!补偿)(?:率|比例|比重|占比)(?:\([^()]{0,12}\))?$")
_EACH = re.compile(r"各[^,;。:\d]{0,6}$")
_VAGUE = frozenset({"项", "类", "条", "批", "点", "分", "次", "种"})
_SCORES = re.compile("满意度|得分|评分|分值")
_PER_HEAD = re.compile(f"{traps.COVER}(?:常住)?(?:人口|居民)[^,;。\\d]{{2,24}}$")
_AT_HEADS = re.compile(rf"{traps.COVER}[^,;。\d]{{0,8}}(?:人口|居民)$")  # 按照每千人口1.2名配备
_NUMBER_OF = re.compile(r"(?:数|医师|护士|床位)$")
_STOPS = frozenset({",", ";", "。", "、", ""})
_PERCENT = frozenset({"%", "‰"})


def reading_of(figure: Figure, left: str, right: str, sentence: Sentence, latest: Latest) -> Reading | None:
    """What the words around a figure say, or None where nothing says that it is to be reached."""
    if figure.is_joined and latest is not None:
        return _like(latest[1], joined=True)
    found = before(left)
    if found is not None:
        if figure.is_han and found.comparator is Comparator.AT_LEAST and traps.is_figure_of_speech(right):
            return None
        is_beyond = found.comparator in {Comparator.MORE_THAN, Comparator.LESS_THAN}
        if is_beyond and traps.is_condition(right, found):  # 增幅超过10%的医院
            return None
        return found
    if figure.unit is None:
        return _ratio(figure, left)
    if figure.unit.endswith(("元", "%", "百分点")) and (change := changes_object(left)):
        return change
    if figure.unit in _PERCENT:
        return _share(figure, left, right, sentence, latest)
    return _count(figure, left, right, sentence, latest)


def _ratio(figure: Figure, left: str) -> Reading | None:
    """A bare number or ratio without a comparator: 死亡率为0, 床护比1:0.6, 三分之二以上的县."""
    if ":" not in figure.value:
        is_value = equals(left) and re.search("(?:率|指数|值)为$", left)
        return (
            Reading(comparator=figure.behind or Comparator.EQUAL, start=len(left) - 1) if is_value else None
        )
    if figure.behind is not None:
        return Reading(comparator=figure.behind, start=len(left))
    if equals(left) and "比" in left:
        return Reading(comparator=Comparator.EQUAL, start=max(0, len(left) - 1))
    return Reading(comparator=Comparator.EQUAL, start=len(left)) if left.endswith("比") else None


_NOT_CARRIED = frozenset({Comparator.RANGE, Comparator.MORE_THAN, Comparator.LESS_THAN})


def _like(target: DraftTarget, start: int = 0, *, joined: bool = False) -> Reading:
    """As the target before it; 超过 is not carried over a name: 激活率超过70%，接入率100%."""
    carried = target.comparator is not Comparator.RANGE if joined else target.comparator not in _NOT_CARRIED
    return Reading(
        comparator=target.comparator if carried else Comparator.EQUAL,
        start=start,
        is_change=target.kind is TargetKind.CHANGE,
        falls=target.falls,
    )


def _share(figure: Figure, left: str, right: str, sentence: Sentence, latest: Latest) -> Reading | None:
    """A share without a comparator before it: 比例为70%, 参保率95%以上, 、报销率70%."""
    if figure.behind is not None and not left.endswith(("对", "将")):
        if "按" in left and _SETS.match(right):  # 按上年度收入的40%以内核定
            return None
        return Reading(comparator=figure.behind, start=len(left))
    if equals(left) and re.search("率|比例|比重|占|水平|覆盖|目标", left):
        return Reading(comparator=Comparator.EQUAL, start=max(0, len(left) - 1))
    if _SHARE_OF.search(left):
        return Reading(comparator=Comparator.EQUAL, start=len(left))
    if _DOES.match(right) and "按" not in left:  # 乡镇卫生院100%设置中医馆
        return Reading(comparator=Comparator.EQUAL, start=len(left))
    names_rate = bool(_RATE.search(left))
    begins_anew = names_rate and latest is not None and _is_bounded(latest, sentence)
    if latest and _goes_on(figure, sentence, latest) and not begins_anew:
        return _like(latest[1], len(left))
    is_subject = _SUBJECT.search(left) or _AND.search(left)
    if right.startswith("的") and is_subject and _ATTAINS.match(right):  # 90%的乡镇卫生院达到
        return Reading(comparator=Comparator.EQUAL, start=len(left))
    if latest and not left and right.startswith("的") and latest[0].unit in _PERCENT:  # 80%的…，30%的…
        return Reading(comparator=Comparator.EQUAL, start=0)
    if names_rate:
        return Reading(comparator=Comparator.EQUAL, start=len(left))
    return None


def _is_bounded(latest: tuple[Figure, DraftTarget], sentence: Sentence) -> bool:
    """Whether a new clause is not meant as the one before: 吸烟率降至24%以下，建成率100%."""
    return sentence.masked[latest[0].end_behind] == "," and latest[1].comparator is not Comparator.AT_LEAST


def _count(figure: Figure, left: str, right: str, sentence: Sentence, latest: Latest) -> Reading | None:
    """A count without a comparator before it: 新增3家, 招聘村医50名, 、20个专科联盟."""
    goes_on = latest is not None and _goes_on(figure, sentence, latest)
    if figure.unit in DURATIONS:  # 每周坐诊2天以上
        is_every = figure.behind is not None and _EVERY.search(left)
        return Reading(comparator=figure.behind or Comparator.EQUAL, start=len(left)) if is_every else None
    if traps.is_figure_of_speech(right, left, goes_on=goes_on):
        return None
    vague = figure.value == "1" or figure.unit in _VAGUE
    if figure.is_han and figure.upper is None and vague:  # 建设一批, 三项; but 至少一所…和一所
        return _like(latest[1]) if latest and goes_on and latest[0].is_han else None
    if (figure.unit or "").endswith("元"):
        return _amount(figure, left, latest)
    if traps.is_condition(right, figure.behind) and not _ADJACENT.search(left):
        return None
    made = _made(figure, left, right)
    if latest and goes_on and (made is None or _says_least(figure, sentence)):
        return Reading(comparator=figure.behind or latest[1].comparator, start=len(left))
    if made is not None:
        return Reading(comparator=figure.behind or Comparator.EQUAL, start=made)
    return None if figure.is_han else _stated(figure, left, right, latest)


def _says_least(figure: Figure, sentence: Sentence) -> bool:
    """Whether 至少 holds for a list: 至少建设2个专科、推广5项技术."""
    begin, _ = sentence.clause(figure.start, figure.end)
    return re.search("至少|最少", sentence.masked[begin : figure.start]) is not None


def _stated(figure: Figure, left: str, right: str, latest: Latest) -> Reading | None:
    """A count that is stated where counts are asked for: 每千人口床位6张, 、耗材5类以上, 满意度90分以上."""
    comparator = figure.behind or Comparator.EQUAL
    if left.endswith("以") and right.startswith("为宜"):  # 以800张左右为宜
        return Reading(comparator=comparator, start=len(left) - 1)
    goes_with = latest is not None and figure.unit == latest[0].unit
    is_next = goes_with and not left and (_ATTAINS.match(right) or figure.unit == "名")
    if is_next:  # 2家…，4家医院进入; 培养10名…，60名…
        return Reading(comparator=comparator, start=0)
    is_number = goes_with and _NUMBER_OF.search(left)  # 其中，医院床位数4.8张
    at_heads = _AT_HEADS.search(left) and re.match("[^,;。]{0,4}(?:配备|配置|设置)", right)
    is_bounded = figure.behind and (latest or _SCORES.search(left))
    if is_number or at_heads or is_bounded or _PER_HEAD.search(left):
        return Reading(comparator=comparator, start=len(left))
    return None


def _amount(figure: Figure, left: str, latest: Latest) -> Reading | None:
    """An amount without a comparator before it: 缴费标准为380元, 投入5000万元, 达到1020元，其中补助640元."""
    comparator = figure.behind or Comparator.EQUAL
    is_rate = equals(left) and _RATED.search(left)
    is_part = latest and (latest[0].unit or "").endswith("元") and _RATED.search(left)
    if is_rate or is_part or (_ALLOTS.search(left) and not left.endswith("的")):
        return Reading(comparator=comparator, start=len(left))
    return None


def _made(figure: Figure, left: str, right: str) -> int | None:
    """Where the words begin that say a count is made, served, spread or attained; None where none do."""
    unit = figure.unit or ""
    adjacent = _ADJACENT.search(left)
    if adjacent:
        return adjacent.start()
    is_of_people = unit[-1] in "人例名"
    has_object = _WITH_OBJECT.search(left) or (is_of_people and _SERVES.search(left))
    is_given = left.endswith(("为", "对", "给")) and not figure.is_han
    is_served = is_given and (_SERVED if is_of_people else _EQUIPPED).match(right)
    if (has_object and _OBJECT_ENDS.match(right)) or is_served:
        return len(left)
    if figure.is_han:
        return len(left) if figure.upper and _IS_THERE.search(left) else None
    is_such = unit not in _VAGUE and _SUCH_AS.search(left)
    is_spread = (left.endswith("在") and _SPREADS.search(right)) or _takes_in(left, right)
    attains = left and _SUBJECT.search(left) and _ATTAINS.match(right) and left[0] not in "对将把向"
    some_attain = _SOME_ATTAIN.search(left) and _ATTAINS.match(right)
    if is_spread or is_such or _IS_THERE.search(left) or attains or some_attain:
        return len(left)
    each = _EACH.search(left)
    return each.start() if each else None


def _takes_in(left: str, right: str) -> bool:
    """Whether what is counted is taken in somewhere: 将300种药品纳入管理."""
    return bool(re.search(r"将[^,;\d]{0,10}$", left) and re.match("[^,;]{0,12}纳入", right))


def _goes_on(figure: Figure, sentence: Sentence, latest: tuple[Figure, DraftTarget]) -> bool:
    """Whether a figure goes on with a list: 培训药师30人、护士20人."""
    gap = sentence.masked[latest[0].end_behind : figure.start]
    if figure.unit in _PERCENT or latest[0].unit in _PERCENT:
        return figure.unit == latest[0].unit and bool(re.fullmatch(r"[、,和及][^,;。:、]{0,18}", gap))
    if latest[0].unit in DURATIONS or (latest[0].unit or "").endswith("元"):
        return False
    if re.fullmatch(r"[^,;。:]{0,16}[、和及][^,;。:、]{0,18}", gap):
        return True
    stop = sentence.masked[figure.end_behind : figure.end_behind + 1]
    return stop in _STOPS and bool(re.fullmatch(r"[^,;。:]{0,10},(?:其中)?[^,;。:、\d]{1,10}", gap))
