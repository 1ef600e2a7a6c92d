"""Numbers that are no targets (非目标数字): years, document numbers, slogans, grades, ages, counts of a list.

What never holds a target is covered before the search; sentences that tell what has been are left out.
"""

from __future__ import annotations

import re

COVER = "□"

# Each of these is covered, character for character.
_TABLE: tuple[str, ...] = (
    r"“[^”\n]{0,40}”",  # “1+2+8”, “六个一”, “十四五”
    r"‘[^’\n]{0,40}’",
    r"《[^》\n]{0,120}》",  # 《某某行动计划（2021—2025年）》
    r"[\u4e00-\u9fff]{0,8}\[\d{4}\]\d{1,5}号",  # 国办发〔2022〕14号
    r"\[\d{4,9}号?",  # 〔2015118号
    r"第[〇零一二三四五六七八九十百千\d]{1,6}[\u4e00-\u9fff]?",  # 第三批, 第十四届
    r"(?<!\d)(?:19|20)\d{2}年?(?:-|至|到)(?:19|20)?\d{2,4}年度?",  # 2021—2023年
    r"(?<!\d)(?:19|20)\d{2}年度?(?:\d{1,2}月(?:\d{1,2}日)?)?",  # 2023年6月15日
    r"(?<!\d)\d{1,2}月(?:\d{1,2}日|份|底|末)",  # 6月15日, 9月底
    r"(?<![\d%])(?:19|20)\d{2}(?=版|国家|年)",  # 2018版
    r"[每按](?:10|十|百|千|万|十万|百万){1,2}(?=[\u4e00-\u9fff])",  # 每千人口, 每10万
    r"(?:百|千|万)元(?=医疗收入|收入)",  # 百元医疗收入
    r"十[二三四五六]五(?=规划|期间|末|时期|以来|卫生)",  # 十四五规划
    r"[0-9]{1,9}[A-Za-z][A-Za-z0-9]*|[A-Za-z]{1,9}-?[0-9]{1,9}[A-Za-z]*",  # 5G, ICD-10
    r"\d{1,3}\+[\dXNn](?:\+[\dXNn])*",  # 1+3+N
    # 12345热线, 120急救
    r"(?<![\d.])(?:12345|12320|12356|120|110|119|12393)(?=热线|急救|平台|电话|指挥|服务|政务|、|及|和)",
    # 65岁及以上老年人, 0—6岁
    (
        r"\d{1,3}(?:(?:-|至|到)\d{1,3})?(?:周)?岁(?:及)?(?:以[上下]|以内)?"
        r"(?=[\u4e00-\u9fff]{0,6}(?:人|儿童|婴|妇女|女|居民|男|青少年|的))"
    ),
    r"\d{1,3}(?:-|至|到)\d{1,3}岁",
)
_COVERED = re.compile("|".join(_TABLE))
# A sentence that tells what has been: 截至2022年底, 已有36家, 达到了
_PAST = re.compile(
    r"截至(?:目前|20\d\d年(?!底?前?[^,。]{0,6}(?:实现|力争|要|将)))|截止目前|目前[,已全我]|近年来"
    r"|已(?:经|有|达|实现|完成|建成|建立|在|开展|累计|覆盖)|去年|上年末|上年底"
    r"|(?:达到|实现|完成|增长|提高|下降|建成)了|同比(?:增长|下降|提高)(?!不|幅)"
)
_BASIS = re.compile(r"基础上|经验|的成果")
# Only what is a rule for single cases: 对超过10%的部分, 对达到90分的给予奖励
_RULE = re.compile(r"(?:^|[,;])(?:凡|如|若|当|对于?)(?=[^,;]*$)")
_RULE_BEHIND = re.compile(
    r"^[^,;。]{0,4}的?(?:部分|情形|给予|予以|由医保|由财政|奖励|扣|按比例|的,|的可|，可)"
)
_GRADE = re.compile(r"[级甲乙丙星A-Za-z+]|类管理")

# Words behind a count that make it a figure of speech: 两个方面, 三个环节, 四个机制
_ABSTRACT = re.compile(
    r"(?:大)?(?:方面|层面|环节|机制|维度|阶段|统一|结合|转变|清单|允许|确保|关键|重点|方向|原则|体系|层次|同等|专项行动|一批"
    r"|领域|步骤|不变|坚持|办法|措施|抓手|突破|并重|必须|覆盖|提升|到位|核心|办公室|部门|渠道|要素|模块|类别|指标|专班|指导性"
    r"|文件|改革任务|任务|重点任务|条|维护|一律|月|年度|季度|周期|行动|工程)"
)
# What is there already, unless a verb adds to it: 评估5个试点城市, but 新增100个试点城市.
_EXISTING = re.compile(r"(?:[\u4e00-\u9fff]{0,6})(?:试点|示范)(?:城市|省|地区|医院|县)")
_ADDS = re.compile(r"(?:新增|遴选|选择|选取|选定|确定|增加|扩大|新建|创建|建成|培育|打造|再|全省|全市)$")


def covered(text: str) -> str:
    """The text with what never holds a target covered, of the same length.

    >>> covered("落实“1+2+8”,第三批")
    '落实□□□□□□□,□□□'
    """
    return _COVERED.sub(lambda match: COVER * len(match[0]), text)


def is_past(clause: str) -> bool:
    """Whether a clause tells what has been reached already."""
    return bool(_PAST.search(clause))


def is_basis(right: str) -> bool:
    """Whether a number counts what something builds on: 在总结8家医院经验的基础上."""
    return bool(_BASIS.search(right))


def is_rule(left: str, right: str) -> bool:
    """Whether a number is the condition of a rule: 对超过10%的部分由医院承担."""
    return bool(_RULE.search(left)) and bool(_RULE_BEHIND.match(right))


def is_grade(right: str) -> bool:
    """Whether a number without a unit belongs to a grade: 三级, 5A."""
    return bool(_GRADE.match(right))


def is_figure_of_speech(right: str, left: str = "") -> bool:
    """Whether a count is one of abstract things, 四个方面, or of what is there already, 5个试点城市."""
    return bool(_ABSTRACT.match(right)) or bool(_EXISTING.match(right) and not _ADDS.search(left))
