"""Numbers and their units (数词与单位) as documents write them, and the exact value they stand for."""

from __future__ import annotations

import re
from decimal import Decimal

from yigai.errors import InvalidValue
from yigai.values.provision import read_numeral

DIGITS = r"\d{1,12}(?:,\d{3}){0,3}(?:\.\d{1,6})?"
HAN = "[〇零一二两三四五六七八九十百千]{1,7}"

# Units and measure words, the longer before the shorter it begins with.
_WORDS: tuple[str, ...] = tuple(
    """
    个百分点 百分点 人次 人份 名次 剂次 件次 台次 床位 床日 元 个月 个工作日 工作日 个 家 所 名 人 位 种 项 件
    张 台 辆 批次 批 支 岁 年 天 日 小时 分钟 公里 平方米 平方公里 次 场 场次 期 轮 遍 门 套 例 间 户 条 对
    学时 课时 学分 分 片 处 颗 剂 床 倍 份 部 组 类 座 亩 周 季度 季 秒 字 届 站 点 村 县 街道 乡镇
    单元 起 宗 家次 户次 例次 篇 席 DDDs % ‰
    """.split()  # noqa: SIM905 (a table that people extend)
)
_ANY = "|".join(sorted(_WORDS, key=len, reverse=True))
UNIT = rf"(?:[万亿]{{0,2}}(?:{_ANY})|/(?:10|十)?万|[万亿]{{1,2}}(?![名人元户家个]))"
DURATIONS = frozenset(
    {"个月", "个工作日", "工作日", "年", "天", "日", "小时", "分钟", "周", "季度", "季", "秒", "岁"}
)
TIMES = frozenset({"次", "场", "场次", "期", "轮", "遍"})
"""Measure words of what is done again and again."""

SHARE = (
    rf"百分之{HAN}(?:点[〇零一二三四五六七八九]{{1,4}})?|千分之{HAN}"  # 百分之七十点五, 千分之五
    r"|[一二三四五六七八九]成(?=以|左|的|[,。;、和及])"  # 九成以上
    r"|[二三四五六七八九十]分之[一二两三四五六七八九]"  # 三分之二
    r"|(?<![\d./])\d{1,2}/\d{1,2}(?![\d万/])(?=以|左|的)"  # 1/3以上
    r"|(?:一半|半数)(?=以|左|的)"  # 半数以上
)
_PERCENT = re.compile(
    rf"百分之({HAN})(?:点([〇零一二三四五六七八九]{{1,4}}))?|千分之({HAN})|({HAN})成|({DIGITS})成"
)
_FRACTION = re.compile(rf"(?P<whole>{HAN})分之(?P<part>{HAN})|(?P<above>\d{{1,2}})/(?P<below>\d{{1,2}})")
_HALF = re.compile("一半|半数")

_TENTHS, _HUNDRED, _HUNDREDTH = 10, 100, Decimal("0.01")


def value_of(printed: str) -> str | None:
    """The decimal a number stands for: ASCII digits as they are, Chinese ones read.

    >>> value_of("1,200"), value_of("两"), value_of("一百二十"), value_of("百十")
    ('1200', '2', '120', None)
    """
    if printed[:1].isdecimal():
        return printed.replace(",", "")
    try:
        return str(read_numeral(printed))
    except InvalidValue:
        return None


def share_of(printed: str) -> tuple[str, str | None] | None:
    """Value and unit of a share in words: 百分之七十, 千分之五, 九成, 四分之三; two thirds are the ratio 2:3.

    >>> share_of("百分之七十点五"), share_of("九成"), share_of("四分之三"), share_of("三分之二")
    (('70.5', '%'), ('90', '%'), ('75', '%'), ('2:3', None))
    """
    if _HALF.fullmatch(printed):
        return "50", "%"
    match = _PERCENT.fullmatch(printed)
    if match is None:
        return _fraction_of(printed)
    whole = value_of(next(part for part in (match[1], match[3], match[4], match[5]) if part))
    if whole is None:
        return None
    if match[3]:
        return whole, "‰"
    if match[1]:
        tail = (match[2] or "").translate(str.maketrans("〇零一二三四五六七八九", "00123456789"))
        return (f"{whole}.{tail}" if tail else whole), "%"
    return f"{(Decimal(whole) * _TENTHS).normalize():f}", "%"


def _fraction_of(printed: str) -> tuple[str, str | None] | None:
    """A fraction: in per cent where that is exact to two places, else as the ratio of its parts."""
    match = _FRACTION.fullmatch(printed)
    if match is None:
        return None
    above, below = value_of(match["part"] or match["above"]), value_of(match["whole"] or match["below"])
    if above is None or below is None or not 0 < int(above) < int(below):
        return None
    share = Decimal(above) * _HUNDRED / Decimal(below)
    if share == share.quantize(_HUNDREDTH):
        return f"{share.normalize():f}", "%"
    return f"{above}:{below}", None
