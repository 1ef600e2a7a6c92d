"""Targets (目标) in a sentence: which of its figures are to be reached, and how they are meant.

A figure is a target only where a word says so: a comparator (不少于, 达到, 控制在 … 以内), a change
(提高5个百分点), or a verb that makes what is counted (培养20人, 新增3家). All others are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import attrs
import pendulum

from yigai.drafting import traps
from yigai.drafting.comparators import Reading, before, changes_object, combined, equals, softener_in
from yigai.drafting.dues import Deadline, deadlines_in
from yigai.drafting.figures import Figure, figures_in
from yigai.drafting.indicators import indicator_of, thing_counted
from yigai.drafting.numerals import DURATIONS, TIMES
from yigai.drafting.result import DraftTarget
from yigai.drafting.source import Clean, Piece
from yigai.model.words import Comparator, Softener, TargetKind

# Verbs whose object is made, won or done: 培育3家, 招聘大学生村医50名.
_MAKES = (
    r"(?:培养|培训|轮训|招收|招录|招聘|招募|引进|引育|新增|新建|改建|扩建|改造|改扩建|新改扩建|建设|建成|建好|建立|创建|创成|培育|打造|遴选|选择"
    r"|选派|选取|选拔|选聘|确定|推进|推动|支持|扶持|资助|设立|设置|组建|成立|完成|认定|评选|评定|命名|配备|配置|配齐|购置|办好|增设|新设|增加"
    r"|开设|开办|布局|布设|启动|落地|落户|形成|组织|派驻|选送|安排|开展|发布|签约|派出|下派|筹建|建|实现|确保|推出|新晋|纳入|达标|覆盖|遴聘|开通|接入|升级|提升|立项|申报|制定|出台)"
)
_ADJACENT = re.compile(
    rf"{_MAKES}(?:全市|全省|全县|全国|首批|新|好|约|共|累计|其中|省级|市级|国家级|县级|\([^()]{{0,12}}\)){{0,2}}$"
)
_WITH_OBJECT = re.compile(rf"{_MAKES}[^,;。:、%\d对将把由]{{2,22}}$")
_SERVES = re.compile(r"(?:管理|服务|筛查|救治|体检|惠及|接种)[^,;。:、%\d对将把]{2,16}$")
_SPREADS = re.compile("推开|推广|启动|开展|实施|试点")
_ALLOTS = re.compile(r"(?:安排|投入|筹措|筹集|落实|下达|争取|追回|节约|节省|减轻|完成)[^,;。:、%\d]{0,16}$")
_OBJECT_ENDS = re.compile(r"[,;。、)(\n]|以上|左右|$|和|及")
_SHARE_OF = re.compile(r"(?:实现|完成|确保|推动|保证|组织|使|全市|全省|全县|全区|全国)$")
_EACH = re.compile(r"各[^,;。:\d]{0,6}$")
_LISTED = re.compile(r"((?:[^,;。:、和及]{1,14}(?:、|和|及))+[^,;。:、和及]{1,14}?)(?:分别)?各")
_JOINS = re.compile("[、和及]")
_NO_VALUE = re.compile(r"第$|[A-Za-z]$|\d\.$")  # 第3家, H7家, 1.3家
_VAGUE = frozenset({"项", "类", "条", "批", "点", "分", "次", "种"})
_SCORES = re.compile("满意度|得分|评分|分值")
_PER_HEAD = re.compile(f"{traps.COVER}(?:常住)?(?:人口|居民)[^,;。\\d]{{2,24}}$")
_STOPS = frozenset({",", ";", "。", "、", ""})
_PERCENT = frozenset({"%", "‰"})
_MOST_LISTED, _LONGEST_QUOTE, _LONGEST_CLAUSE, _SHORT_CLAUSE = 8, 120, 160, 16
_SENTENCE = re.compile(r"[^。!?\n]{1,3000}[。!?\n]?")  # a longer one is cut, so that the cost stays linear
_BEGINS, _STOPS_AT = re.compile("[,;:。]"), re.compile(r"[,;。!?\n]")  # where clauses begin and end
_RECURS = re.compile(r"每(?:两|二|三|四|五|\d)?(?:个)?(?:年|半年|季度|季|月|周|天|日)(?!人)|年度|按季|按月")
# 全部开通, 全覆盖: everything, without a figure.
_UNIVERSAL = re.compile(
    r"全覆盖|(?:全部|普遍)(?=[\u4e00-\u9fff]{2})|(?<=实现)全(?:部|面)(?=覆盖)|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]"
)


@attrs.frozen(kw_only=True)
class _Sentence:
    """A sentence under reading: `text` as it stands, `masked` with what is no target covered.

    `marks` are the places at which a clause may begin anew, `stops` those at which it ends.
    """

    clean: Clean
    start: int
    text: str
    masked: str
    marks: list[int]
    stops: list[int]
    deadlines: list[Deadline]
    inherited: Deadline | None

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around a stretch: from mark to mark."""
        before = bisect_left(self.marks, start)
        begin = self.marks[before - 1] + 1 if before else 0
        after = bisect_left(self.stops, end)
        stop = self.stops[after] if after < len(self.stops) else len(self.masked)
        return max(begin, start - _LONGEST_CLAUSE), min(stop, end + _LONGEST_CLAUSE)

    def softener(self, begin: int, end: int) -> Softener:
        """What loosens a clause, said in it or in a short one before it (力争到2025年，)."""
        before = self.text[max(0, begin - _SHORT_CLAUSE) : max(0, begin - 1)]
        lead = max(before.rfind(mark) for mark in ",;。:") + 1
        is_short = lead > 0 or begin <= _SHORT_CLAUSE
        return (
            softener_in(self.text[begin:end])
            if not is_short
            else softener_in(before[lead:] + self.text[begin:end])
        )

    def due(self, at: int) -> Deadline | None:
        """The deadline that holds at a place: the last one printed before it, else the inherited one."""
        count = bisect_right(self.deadlines, at, key=lambda each: each.start)
        return self.deadlines[count - 1] if count else self.inherited


def targets_in(
    clean: Clean, pieces: Sequence[Piece], *, year: int | None, inherited: Deadline | None = None
) -> list[DraftTarget]:
    """Every target in some paragraphs, in the order of the text."""
    found: list[DraftTarget] = []
    for sentence in sentences_in(clean, pieces, year=year, inherited=inherited):
        found += _in_sentence(sentence)
    return found


def sentences_in(
    clean: Clean, pieces: Sequence[Piece], *, year: int | None, inherited: Deadline | None = None
) -> Iterator[_Sentence]:
    """The sentences of some paragraphs, made ready for reading."""
    for piece in pieces:
        for match in _SENTENCE.finditer(clean.text, piece.start, piece.end):
            if not match[0].strip():
                continue
            masked = traps.covered(match[0])
            yield _Sentence(
                clean=clean,
                start=match.start(),
                text=match[0],
                masked=masked,
                marks=[mark.start() for mark in _BEGINS.finditer(masked)],
                stops=[mark.start() for mark in _STOPS_AT.finditer(masked)],
                deadlines=deadlines_in(match[0], year),
                inherited=inherited,
            )


def _in_sentence(sentence: _Sentence) -> list[DraftTarget]:
    found: list[DraftTarget] = []
    figures = figures_in(sentence.masked)
    latest: tuple[Figure, DraftTarget] | None = None
    for position, figure in enumerate(figures):
        floor = figures[position - 1].end if position else 0
        target = _target(sentence, figure, floor, latest)
        if target is None:
            latest = latest if latest and not figure.is_joined else None
            continue
        found += _distributed(sentence, figure, target)
        latest = figure, target
    found += _universal(sentence)
    return sorted(found, key=lambda each: each.span.start)


def _target(
    sentence: _Sentence, figure: Figure, floor: int, latest: tuple[Figure, DraftTarget] | None
) -> DraftTarget | None:
    begin, stop = sentence.clause(figure.start, figure.end)
    left = sentence.masked[max(begin, floor) : figure.start]
    right = sentence.masked[figure.end_behind : stop]
    whole_left = sentence.masked[begin : figure.start]
    if _is_excluded(sentence, figure, whole_left, right):
        return None
    reading = _reading(figure, left, right, sentence, latest)
    if reading is None or _is_no_duration_target(figure, reading, left):
        return None
    comparator = combined(reading.comparator, figure.behind) or reading.comparator
    if figure.upper is not None:
        comparator = Comparator.RANGE
    clause_start = max(begin, figure.start - _LONGEST_QUOTE)
    clause_stop = min(stop, figure.end_behind + _LONGEST_QUOTE)
    lead = sentence.masked[max(begin, floor) : max(begin, floor) + reading.start]
    baseline = _baseline(sentence, figure, begin)
    if baseline:
        lead = re.split("[由从]", whole_left)[0]
    name = (
        indicator_of(lead)
        or thing_counted(right)
        or (latest[1].indicator if latest else "")
        or whole_left[-20:]
    )
    due = sentence.due(figure.start)
    at = sentence.start
    return DraftTarget(
        quote=sentence.clean.quote(at + clause_start, at + clause_stop),
        span=sentence.clean.span(at + clause_start, at + clause_stop),
        indicator=name.strip(traps.COVER + "的,、;:") or (figure.unit or "—"),
        comparator=comparator,
        value=figure.value,
        upper=figure.upper,
        unit=figure.unit,
        baseline=baseline,
        due=due.day if due else None,
        due_printed=due.printed if due else None,
        kind=_kind(figure, reading),
        softener=sentence.softener(begin, figure.start),
        falls=reading.falls,
    )


def _kind(figure: Figure, reading: Reading) -> TargetKind:
    if reading.is_change:
        return TargetKind.CHANGE
    return TargetKind.STANDARD if figure.unit == "级" else TargetKind.LEVEL


def _is_excluded(sentence: _Sentence, figure: Figure, left: str, right: str) -> bool:
    """What is never a target: what has been, what something builds on, the condition of a rule, an age."""
    told = sentence.text[max(0, figure.start - 60) : figure.start]
    if traps.is_past(left) or (
        re.search(r"截[至止](?:目前|20\d\d年)[^。]{0,40}$", told) and "力争" not in told
    ):
        return True
    if figure.unit == "岁" and "寿命" not in left:
        return True
    if _NO_VALUE.search(left[-2:]) or (figure.unit in TIMES and _RECURS.search(left)):
        return True
    if left.endswith(("由", "从")) or re.match(
        "提高到|提升到|增加到|降低到|下降到|提高至|提升至|增至|降至", right
    ):
        return re.search(r"[由从][^,;]{0,12}$", left) is not None
    return traps.is_basis(right) or traps.is_rule(left, right)


def _reading(
    figure: Figure, left: str, right: str, sentence: _Sentence, latest: tuple[Figure, DraftTarget] | None
) -> Reading | None:
    """What the words around a figure say, or None where nothing says that it is to be reached."""
    if figure.is_joined and latest is not None:
        return _like(latest[1])
    found = before(left)
    if found is not None:
        if figure.is_han and found.comparator is Comparator.AT_LEAST and traps.is_figure_of_speech(right):
            return None
        return found
    if figure.unit is None:
        return None
    if figure.unit.endswith(("元", "%", "百分点")) and (change := changes_object(left)):
        return change
    if figure.unit in _PERCENT:
        return _share(figure, left, right, sentence, latest)
    return _count(figure, left, right, sentence, latest)


def _like(target: DraftTarget) -> Reading:
    comparator = Comparator.EQUAL if target.comparator is Comparator.RANGE else target.comparator
    return Reading(
        comparator=comparator,
        start=0,
        is_change=target.kind is TargetKind.CHANGE,
        falls=target.falls,
    )


def _share(
    figure: Figure, left: str, right: str, sentence: _Sentence, latest: tuple[Figure, DraftTarget] | None
) -> Reading | None:
    """A share without a comparator before it: 比例为70%, 参保率95%以上, 、报销率70%."""
    if figure.behind is not None and not left.endswith(("对", "将")):
        return Reading(comparator=figure.behind, start=len(left))
    if equals(left) and re.search("率|比例|比重|占|水平|覆盖|目标", left):
        return Reading(comparator=Comparator.EQUAL, start=max(0, len(left) - 1))
    if _SHARE_OF.search(left):
        return Reading(comparator=Comparator.EQUAL, start=len(left))
    if latest and _goes_on(figure, sentence, latest):
        return _like(latest[1])
    if latest and not left and right.startswith("的") and latest[0].unit in _PERCENT:  # 80%的…，30%的…
        return Reading(comparator=Comparator.EQUAL, start=0)
    if re.search(r"(?:率|比例|比重)(?:\([^()]{0,12}\))?$", left):
        return Reading(comparator=Comparator.EQUAL, start=len(left))
    return None


def _count(
    figure: Figure, left: str, right: str, sentence: _Sentence, latest: tuple[Figure, DraftTarget] | None
) -> Reading | None:
    """A count without a comparator before it: 新增3家, 招聘村医50名, 、20个专科联盟."""
    if figure.unit in DURATIONS or traps.is_figure_of_speech(right, left):
        return None
    vague = figure.value == "1" or figure.unit in _VAGUE
    if figure.is_han and figure.upper is None and vague:  # 建设一批, 三项
        return None
    comparator = figure.behind or Comparator.EQUAL
    unit = figure.unit or ""
    if unit.endswith("元"):
        is_rate = equals(left) and re.search("标准|补助|经费|筹资", left)  # 缴费标准为每人每年380元
        return Reading(comparator=comparator, start=len(left)) if is_rate or _ALLOTS.search(left) else None
    adjacent = _ADJACENT.search(left)
    if adjacent:
        return Reading(comparator=comparator, start=adjacent.start())
    has_object = _WITH_OBJECT.search(left) or (unit[-1] in "人例名" and _SERVES.search(left))
    if has_object and _OBJECT_ENDS.match(right):
        return Reading(comparator=comparator, start=len(left))
    if not figure.is_han and ((left.endswith("在") and _SPREADS.search(right)) or _takes_in(left, right)):
        return Reading(comparator=comparator, start=len(left))
    each = _EACH.search(left)
    if each and not figure.is_han:
        return Reading(comparator=comparator, start=each.start())
    if latest and _goes_on(figure, sentence, latest):
        return Reading(comparator=figure.behind or latest[1].comparator, start=len(left))
    if figure.is_han or (figure.behind is None and not _PER_HEAD.search(left)):
        return None
    if latest or _SCORES.search(left) or _PER_HEAD.search(left):  # 、耗材5类以上; 满意度90分以上; 床位6张
        return Reading(comparator=comparator, start=len(left))
    return None


def _takes_in(left: str, right: str) -> bool:
    """Whether what is counted is taken in somewhere: 将300种药品纳入管理."""
    return bool(re.search(r"将[^,;\d]{0,10}$", left) and re.match("[^,;]{0,12}纳入", right))


def _goes_on(figure: Figure, sentence: _Sentence, latest: tuple[Figure, DraftTarget]) -> bool:
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


def _is_no_duration_target(figure: Figure, reading: Reading, left: str) -> bool:
    """A time is a target only behind a comparator; 一个月内完成 and 3年以上工龄 are none."""
    if figure.unit not in DURATIONS or figure.is_joined:
        return False
    if reading.comparator in {Comparator.EQUAL, Comparator.APPROX} and not reading.is_change:
        return True
    return figure.unit in {"年", "月"} and bool(re.search("工作|工龄|满|从业|服务期", left))


def _baseline(sentence: _Sentence, figure: Figure, begin: int) -> str | None:
    """What a change starts from: 由65%提高到70%."""
    match = re.search(
        r"[由从](?:[^,;]{0,12}?)(\d{1,9}(?:\.\d{1,4})?)[^,;\d]{1,8}$", sentence.masked[begin : figure.start]
    )
    return match[1] if match else None


def _distributed(sentence: _Sentence, figure: Figure, target: DraftTarget) -> list[DraftTarget]:
    """One target for each thing that 各 speaks of: 公立医院和民营医院各20家 gives two."""
    begin, _ = sentence.clause(figure.start, figure.end)
    left = sentence.masked[begin : figure.start]
    listed = _LISTED.search(left) if left.endswith("各") and _JOINS.search(left) else None
    if listed is None:
        return [target]
    things = [part for part in _JOINS.split(listed[1]) if part][:_MOST_LISTED]
    if len(things) < 2:
        return [target]
    return [attrs.evolve(target, indicator=thing) for thing in things]


def _universal(sentence: _Sentence) -> Iterator[DraftTarget]:
    for match in _UNIVERSAL.finditer(sentence.masked):
        begin, stop = sentence.clause(match.start(), match.end())
        clause = sentence.masked[begin:stop]
        if traps.is_past(clause) or re.search(r"\d", clause):
            continue
        due = sentence.due(match.start())
        at = sentence.start
        begin, stop = max(begin, match.start() - _LONGEST_QUOTE), min(stop, match.end() + _LONGEST_QUOTE)
        yield DraftTarget(
            quote=sentence.clean.quote(at + begin, at + stop),
            span=sentence.clean.span(at + begin, at + stop),
            indicator=indicator_of(sentence.masked[begin : match.start()]) or match[0],
            comparator=Comparator.EQUAL,
            value=None,
            due=_day(due),
            due_printed=due.printed if due else None,
            kind=TargetKind.UNIVERSAL,
            softener=sentence.softener(begin, match.start()),
        )


def _day(due: Deadline | None) -> pendulum.Date | None:
    return due.day if due else None
