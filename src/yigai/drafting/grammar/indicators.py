"""What a figure measures (指标名称), as the words around it say."""

from __future__ import annotations

import re

from yigai.drafting.grammar.traps import COVER

_LONGEST = 30
# What stands before the name of an indicator: deadlines, softeners, 使, 确保, 推动 …
_LEADS = re.compile(
    rf"^(?:到|至|{COVER}+|年?底前?|前(?=[全各所])|个(?=试点)|年内|全年|力争|努力|争取|原则上|确保|实现|推动|推进|使|将|要|达到|进一步|不断|持续|逐步|其中"
    r"|优化|提高|提升|降低|扩大|巩固|完善|加强|培养|培训|招聘|招收|引进|新增|每年|分别|全面|保持|控制"
    r"|(?:支持|鼓励|组织|建设|新建|打造|组建|遴选|选择|选派|争创|创建|培育|设立|设置|配备|安排|完成|启动|开展|实施|建成|累计|至少)"
    r"(?!率|比例|占比|数|量|达标|覆盖|标准|情况))+"
)
_LABEL = re.compile(r"^\d{1,3}[.、]")
_EVERYWHERE = re.compile(
    r"在?[每各全](?:个|所|家)?[\u4e00-\u9fff]{0,6}(?:省份?|市|县|县域|区|乡镇|街道|地|国)有?|每人(?:每[年月])?"
)  # 每个设区市, 每人每年
_TRAILS = re.compile(
    r"(?:分别|力争|均|都|全部|要|应|须|平均|总体|原则上|各|由|从|至少|不断|逐步|,|:|、|的|在|至|到|每年"
    rf"|以[\u4e00-\u9fff]{{2,4}}为单位|在(?:上年|{COVER}{{4,5}})的?基础上|比(?:上年|上一年|去年|{COVER}{{4,6}}))+$"
)
_THING = re.compile(r"(?:[\u4e00-\u9fffA-Za-z“”]|\([^()]{0,12}\)){2,24}")


def indicator_of(words: str) -> str:
    """The name of an indicator out of the words before its comparator; empty where they hold none.

    >>> indicator_of("到□□□□□底力争县域内住院率")
    '县域内住院率'
    """
    name = _TRAILS.sub("", _LEADS.sub("", _LABEL.sub("", words.strip(" ,、"))))
    name = name.split("。")[-1].strip(COVER + " ,、")
    return name[-_LONGEST:] if len(name) >= 2 and not _EVERYWHERE.fullmatch(name) else ""


# What is covered and still belongs to a name: 每千|人口床位数, “两癌”|筛查率, 百元|医疗收入
_BEGINS = re.compile(r"(?:[每百千万][^年月日,、]{0,4}|“[^”]{1,12}”)$")


def as_printed(name: str, text: str, masked: str) -> str:
    """A name with the words that were covered in it, and right before it; the last of its places counts.

    >>> as_printed("人口床位数", "每千人口床位数达到", "□□人口床位数达到")
    '每千人口床位数'
    """
    at = masked.rfind(name)
    if at < 0:
        return name
    begins = _BEGINS.search(text, max(0, at - _LONGEST), at)
    is_covered = begins is not None and set(masked[begins.start() : at]) == {COVER}
    return text[begins.start() if begins and is_covered else at : at + len(name)]


def thing_counted(words: str) -> str:
    """What is counted, out of the words behind a figure: 家|公立医院建立制度."""
    match = _THING.match(words.lstrip("的"))
    return match[0] if match else ""
