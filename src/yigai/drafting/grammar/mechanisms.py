"""Payment and price mechanisms (支付与价格机制) that an item names, and how far each is to go.

A mechanism is given once an item, where it is first named. The table is open; its examples are made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yigai.drafting.result import DraftMechanism
from yigai.drafting.source import Clean, Piece
from yigai.model.words import MechanismName, MechanismStatus

_M = MechanismName
_PAYS = "(?:付费|支付|结算|收付费|收费|计费|打包)"
# Name, the words for it, and words in its clause that mean another thing.
_TABLE: tuple[tuple[MechanismName, str, str | None], ...] = (
    # 按疾病诊断相关分组（DRG）付费, 病组分值付费
    (
        _M.DRG,
        r"(?:按)?疾病诊断相关(?:组|分组)(?:\([^()]{0,24}\))?(?:\([^()]{0,24}\))?(?:预付费|点数法|点数)?(?:付费|支付)?|C?-?DRGs?(?:点数法)?(?:付费)?|按?病组(?:分值|点数)?(?:法)?付费",
        None,
    ),
    # 按病种分值付费（DIP）, 区域点数法总额预算和按病种分值付费
    (
        _M.DIP,
        r"(?:大数据)?(?:按)?病种(?:组合)?(?:分值|点数)(?:法)?(?:\([^()]{0,24}\))?(?:付费|支付)?|DIP(?:付费)?|病组分值付费",
        r"中医[^,;。]{0,14}病种[^,;。]{0,10}分值",
    ),
    # 中医优势病种按病种付费
    (
        _M.TCM_DISEASE,
        (
            rf"中医(?:药)?(?:优势|特色)?病种[^,;。]{{0,16}}{_PAYS}|符合中医药特点的(?:医保)?(?:支付|付费)"
            r"|中医(?:药)?优势病种(?=[^,。;]{0,24}(?:付费|支付)|,(?:试行|实行|实施|探索|推行)?按[^,。;]{0,12}付费)"
            rf"|(?:中医日间|中治率)[^,;。]{{0,12}}{_PAYS}"
        ),
        None,
    ),
    # 按病种付费, 单病种付费, 以病种付费为主
    (
        _M.CASE_PRICE,
        rf"(?:按|单)病种(?:定额)?{_PAYS}|(?<![按势色])病种(?:定额)?付费|按病种(?:、|和|及)(?=[^,;。]{{0,20}}付费)|日间手术[^,;。]{{0,8}}按病种",
        r"中医[^,;。]{0,14}病种",
    ),
    # 长期住院按床日付费
    (_M.PER_DIEM, rf"按床日(?:定额)?{_PAYS}?|床日付费", None),
    # 家庭医生签约按人头付费
    (_M.CAPITATION, rf"按人头(?:定额|总额|包干)?(?:预算)?{_PAYS}?", r"公共卫生|公卫|工作经费"),
    (_M.FEE_FOR_SERVICE, rf"按(?:服务)?项目{_PAYS}", None),  # 其余按项目付费
    # 对医共体实行医保总额付费
    (
        _M.GLOBAL_BUDGET,
        r"总额(?:打包|预算|预付|付费|控制|管理|包干|支付|控费)(?:管理|付费|制)?|总额(?=打包)|医保基金?总额",
        r"(?:工资|薪酬|绩效)[^,;。]{0,4}总额|公共卫生|公卫",
    ),
    # 结余留用、超支分担
    (
        _M.SURPLUS_RETENTION,
        r"结余(?:资金)?(?:医保)?(?:基金)?(?:合理)?(?:留用|归己)|结余(?:资金|部分)(?:由|作为|归)",
        r"集采|采购|耗材|药品",
    ),
    (_M.OVERRUN_SHARING, r"(?:合理)?超支(?:合理)?(?:分担|共担|不补)", None),
    (_M.SPECIAL_CASE_REVIEW, r"特(?:例|病)单议|特殊病例单议", None),
    # 集采药品医保资金结余留用
    (_M.PROCUREMENT_SURPLUS_RETENTION, r"结余(?:资金)?留用", None),
    # 医疗服务价格动态调整
    (
        _M.PRICE_ADJUSTMENT,
        (
            r"(?:医疗服务|服务)?价格(?:项目)?动态调整|(?:调整|优化|理顺)(?:部分|一批)?医疗服务(?:项目)?(?:价格|比价)"
            r"|医疗服务(?:项目)?价格(?:年度)?调整|调价评估|动态调整医疗服务(?:项目)?价格"
            r"|医疗服务价格[^,;。]{0,6}(?:调整|调价)"
        ),
        None,
    ),
    (_M.NEGOTIATION, r"(?:协商谈判|谈判协商)(?:机制)?", None),
    (_M.FUND_SUPERVISION, r"(?:医保)?基金(?:使用)?(?:智能)?(?:监管|监督管理|智能监控)|打击欺诈骗保", None),
    # 医保基金打包付费, 公共卫生经费打包给医共体
    (_M.FUND_BUNDLING, r"打包(?:付费|支付|给|拨付|使用|预付)", None),
)
_COMPILED = tuple(
    (name, re.compile(words), re.compile(other) if other else None) for name, words, other in _TABLE
)
_PROCUREMENT = re.compile(r"集采|集中(?:带量)?采购|带量采购")
_EXPLORE = re.compile(r"探索|研究(?!院|所|中心|生)|可(?:以)?(?:实行|按)|鼓励")
_PILOT = re.compile(r"试点|试行|先行先试")
# What is given up, kept small or set apart, before the words for it and behind them
_LEFT_BEFORE = re.compile(
    "(?:不再|取消|停止|停用|废止|减少|压缩|降低|少用|防止|避免|杜绝|严禁|除|[由从])(?:(?!转|改|过渡)[^,;。、]){0,8}$"
)
_LEFT_BEHIND = re.compile(
    "(?:暂不|不再|外|以外|之外|(?:逐步)?(?:转为|改为|转向|过渡到|取消)|占[^,;。]{0,16}(?:控制在|降))"
)
_BEGINS_ANEW = re.compile("实行|实施|推行|推进|推广|落实|建立|完善|健全|全面")
_PAID = re.compile("付费|支付|分值|总额")
_DONE_PILOT = re.compile(r"试点(?:城市|地区|经验|成果)")
_SENTENCE = re.compile(r"[^。;!?\n]{1,3000}")
_LONGEST = 80


def mechanisms_in(clean: Clean, pieces: Sequence[Piece], title: str = "") -> list[DraftMechanism]:
    """Every mechanism some paragraphs name, in the order of the text, each once."""
    found: dict[MechanismName, DraftMechanism] = {}
    for piece in pieces:
        for match in _SENTENCE.finditer(clean.text, piece.start, piece.end):
            for mechanism in _in_sentence(clean, match.start(), match[0], title):
                found.setdefault(mechanism.mechanism, mechanism)
    return sorted(found.values(), key=lambda each: each.span.start)


def _in_sentence(clean: Clean, start: int, sentence: str, title: str) -> list[DraftMechanism]:
    found = []
    is_procurement = bool(_PROCUREMENT.search(sentence) or _PROCUREMENT.search(title))
    for name, words, other in _COMPILED:
        if name is MechanismName.PROCUREMENT_SURPLUS_RETENTION and not is_procurement:
            continue
        for match in words.finditer(sentence):
            begin, stop = _clause(sentence, match.start(), match.end())
            if other and other.search(sentence, begin, stop):
                continue
            if _is_left(sentence[begin : match.start()], sentence[match.end() : stop]):
                continue
            if name is MechanismName.SURPLUS_RETENTION and is_procurement:
                continue
            found.append(
                DraftMechanism(
                    mechanism=name,
                    quote=clean.quote(start + begin, start + stop),
                    span=clean.span(start + begin, start + stop),
                    status=_status(sentence, begin, match.end()),
                )
            )
            break
    if any(each.mechanism is MechanismName.TCM_DISEASE for each in found):
        found = [each for each in found if not _same_clause_as_tcm(each, found)]
    return found


def _is_left(before: str, behind: str) -> bool:
    """Whether a clause does away with a way of payment, or sets it apart: 不再按项目付费."""
    return bool(_LEFT_BEFORE.search(before) or _LEFT_BEHIND.match(behind))


def _same_clause_as_tcm(each: DraftMechanism, found: list[DraftMechanism]) -> bool:
    """Whether a payment by disease is the one said of Chinese medicine in the same clause."""
    spans = [other.span for other in found if other.mechanism is MechanismName.TCM_DISEASE]
    return each.mechanism in {MechanismName.CASE_PRICE, MechanismName.DIP} and each.span in spans


def _clause(sentence: str, at: int, end: int) -> tuple[int, int]:
    begin = max(sentence.rfind(mark, 0, at) for mark in ",:") + 1
    stop = min((stop for mark in ",:" if (stop := sentence.find(mark, end)) >= 0), default=len(sentence))
    return max(begin, at - _LONGEST), min(stop, end + _LONGEST)


def _status(sentence: str, begin: int, end: int) -> MechanismStatus:
    """How far: by the words before it in the sentence, and 试点 right behind it.

    Behind a way of payment a clause with a word of its own begins anew: 开展DRG付费试点，门诊实行按人头付费.
    """
    before = ""
    for clause in sentence[max(0, begin - _LONGEST) : end].split(","):
        before = clause if _BEGINS_ANEW.search(clause) and _PAID.search(before) else before + clause
    if _EXPLORE.search(before):
        return MechanismStatus.EXPLORE
    if _PILOT.search(_DONE_PILOT.sub("", before)) or _PILOT.search(sentence[end : end + 8]):
        return MechanismStatus.PILOT
    return MechanismStatus.IMPLEMENT


def mixes_two(mechanisms: Sequence[DraftMechanism]) -> bool:
    """Whether 病组分值付费 was printed, which mixes the words of DRG and DIP."""
    both = [each for each in mechanisms if each.mechanism in {MechanismName.DRG, MechanismName.DIP}]
    return any("病组分值" in each.quote or "病組分值" in each.quote for each in both)
