"""What a figure measures (指标名称), as the words around it say."""

from __future__ import annotations

import re

from yigai.drafting.traps import COVER

_LONGEST = 30
# What stands before the name of an indicator: deadlines, softeners, 使, 确保, 推动 …
_LEADS = re.compile(
    rf"^(?:到|至|{COVER}+|年?底前?|年内|全年|力争|努力|争取|原则上|确保|实现|推动|推进|使|将|要|达到|进一步|不断|持续|逐步|其中"
    r"|优化|提高|提升|降低|完善|加强|培养|培训|招聘|招收|引进|新增|每年|分别|全面|保持|控制"
    r"|(?:支持|鼓励|组织|建设|新建|打造|组建|遴选|选择|选派|争创|创建|培育|设立|设置|配备|安排|完成|启动|开展|实施|建成|累计|至少)"
    r"(?!率|比例|占比|数|量|达标|覆盖|标准|情况))+"
)
_LABEL = re.compile(r"^\d{1,3}[.、]")
_EVERYWHERE = re.compile(
    r"[每各全](?:个|所|家)?[\u4e00-\u9fff]{0,6}(?:省份?|市|县|区|乡镇|街道|地|国)"
)  # 每个设区市
_TRAILS = re.compile(
    r"(?:分别|力争|均|都|全部|要|应|须|平均|总体|原则上|各|由|从|至少|不断|逐步|,|:|、|的)+$"
)
_THING = re.compile(r"[\u4e00-\u9fffA-Za-z()“”]{2,24}")


def indicator_of(words: str) -> str:
    """The name of an indicator out of the words before its comparator; empty where they hold none.

    >>> indicator_of("到□□□□□底力争县域内住院率")
    '县域内住院率'
    """
    name = _TRAILS.sub("", _LEADS.sub("", _LABEL.sub("", words.strip(" ,、"))))
    name = name.split("。")[-1].strip(COVER + " ,、")
    return name[-_LONGEST:] if len(name) >= 2 and not _EVERYWHERE.fullmatch(name) else ""


def thing_counted(words: str) -> str:
    """What is counted, out of the words behind a figure: 家|公立医院建立制度."""
    match = _THING.match(words.lstrip("的"))
    return match[0] if match else ""
