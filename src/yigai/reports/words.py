"""The house's stable words in Chinese and English, for every report."""

from __future__ import annotations

import re

from yigai.errors import Text
from yigai.judging.finding import Severity
from yigai.judging.verdict import Deviation, Outcome, Reason
from yigai.model.words import Force, Level, MechanismStatus, Softener
from yigai.values.citation import Evidence

OUTCOMES = {
    Outcome.EXCEEDED: Text(zh="超过", en="exceeded"),
    Outcome.SATISFIED: Text(zh="达到", en="satisfied"),
    Outcome.TAKEN_UP: Text(zh="采纳", en="taken up"),
    Outcome.PARTIAL: Text(zh="部分采纳", en="in part"),
    Outcome.DEVIATES: Text(zh="偏离", en="deviates"),
    Outcome.NOT_EVALUATED: Text(zh="未能评判", en="not evaluated"),
    Outcome.MISSING: Text(zh="缺失", en="missing"),
    Outcome.NOT_APPLICABLE: Text(zh="不适用", en="not applicable"),
}
# What one upper document does with what another one above it asks.
TAKEN_UP_ABOVE = {
    Outcome.EXCEEDED: Text(zh="加严", en="tightens"),
    Outcome.SATISFIED: Text(zh="重申", en="restates"),
    Outcome.TAKEN_UP: Text(zh="重申", en="restates"),
    Outcome.PARTIAL: Text(zh="部分重申", en="restates in part"),
    Outcome.DEVIATES: Text(zh="偏离", en="deviates from"),
    Outcome.NOT_EVALUATED: Text(zh="涉及", en="speaks of"),
}
DEVIATIONS = {
    Deviation.UNDATED: Text(zh="无时限", en="undated"),
    Deviation.SOFTER: Text(zh="更软", en="softer"),
    Deviation.LATER: Text(zh="更晚", en="later"),
    Deviation.UNQUANTIFIED: Text(zh="无数值", en="unquantified"),
    Deviation.NARROWER: Text(zh="更窄", en="narrower"),
    Deviation.WEAKER: Text(zh="更弱", en="weaker"),
    Deviation.CONTRARY: Text(zh="抵触", en="contrary"),
}
REASONS = {
    Reason.OTHER_SUBJECT: Text(zh="说的不是同一件事", en="another subject"),
    Reason.OTHER_INDICATOR: Text(zh="指标不同", en="another indicator"),
    Reason.UNKNOWN_INDICATOR: Text(zh="指标没有定义", en="nobody defines the indicator"),
    Reason.INDICATOR_DEFINED_DIFFERENTLY: Text(
        zh="同名指标定义不同", en="the indicator is defined differently"
    ),
    Reason.OTHER_POPULATION: Text(zh="范围不同，不可比", en="another population"),
    Reason.OPEN_MECHANISM: Text(zh="未说明用哪种机制", en="it is open which mechanism"),
    Reason.APPROXIMATE: Text(zh="约数", en="an approximate figure"),
    Reason.NO_UNIT: Text(zh="没有单位", en="no unit"),
    Reason.UNITS_DIFFER: Text(zh="单位不可换算", en="units that do not convert"),
    Reason.COMPARATOR_AGAINST_DIRECTION: Text(
        zh="比较符与指标方向相反", en="the comparator runs against the indicator's direction"
    ),
    Reason.CHANGE_WITHOUT_BASELINE: Text(zh="变化幅度没有基数", en="a change without a baseline"),
    Reason.BASELINES_DIFFER: Text(zh="基数不同", en="different baselines"),
    Reason.AMBIGUOUS_CHANGE: Text(zh="不知是百分点还是百分比", en="points or per cent, it does not say"),
    Reason.FREQUENCY_UNSAID: Text(zh="未说明是否定期", en="it does not say whether regularly"),
    Reason.FREQUENCY_UNITS_DIFFER: Text(zh="频次单位不可换算", en="frequencies in units that do not convert"),
    Reason.FREQUENCY_WINDOW: Text(
        zh="总次数相当，但不保证每期都有", en="as often, but not surely in every period"
    ),
    Reason.DATE_UNRESOLVED: Text(zh="时限未印年份", en="the date names no year"),
    Reason.NOT_ALIGNED: Text(zh="没有对应关系", en="no alignment"),
    Reason.ALIGNED_TO_TASKS_ONLY: Text(zh="只对应到任务", en="not aligned below task level"),
    Reason.ADDRESSED_ABOVE: Text(zh="面向上一级", en="addressed to a level above"),
    Reason.COUNTED_OVER_AREAS: Text(
        zh="按地区计数，汇总时评判", en="counted over areas; a roll-up answers it"
    ),
}
SEVERITIES = {
    Severity.ERROR: Text(zh="错误", en="error"),
    Severity.WARNING: Text(zh="警告", en="warning"),
    Severity.INFO: Text(zh="提示", en="info"),
}
EVIDENCE = {evidence: evidence.says for evidence in Evidence}
FORCES = {
    Force.REQUIRE: Text(zh="必须", en="required"),
    Force.STATED: Text(zh="陈述", en="stated"),
    Force.PROMOTE: Text(zh="推进", en="promoted"),
    Force.ENCOURAGE: Text(zh="鼓励", en="encouraged"),
    Force.EXPLORE: Text(zh="探索", en="explored"),
    Force.PERMIT: Text(zh="允许", en="permitted"),
}
LEVELS = {
    Level.NATIONAL: Text(zh="国家", en="national"),
    Level.PROVINCE: Text(zh="省", en="province"),
    Level.CITY: Text(zh="市", en="city"),
    Level.COUNTY: Text(zh="县", en="county"),
    Level.INSTITUTION: Text(zh="机构", en="institution"),
}
SOFTENERS = {
    Softener.STRIVE: Text(zh="力争", en="strive"),
    Softener.IN_PRINCIPLE: Text(zh="原则上", en="in principle"),
    Softener.CONDITIONAL: Text(zh="有条件", en="conditional"),
}
STATUSES = {
    MechanismStatus.IMPLEMENT: Text(zh="实施", en="implement"),
    MechanismStatus.PILOT: Text(zh="试点", en="pilot"),
    MechanismStatus.EXPLORE: Text(zh="探索", en="explore"),
}
STEPS = (
    {
        "judge": Text(zh="判定", en="judge"),
        "search": Text(zh="查找回应", en="search"),
        "subject": Text(zh="事项", en="subject"),
        "value": Text(zh="数值", en="value"),
        "regularity": Text(zh="定期", en="regularity"),
        "frequency": Text(zh="频次", en="frequency"),
        "date": Text(zh="时限", en="date"),
        "population": Text(zh="范围", en="population"),
        "force": Text(zh="力度", en="force"),
        "asked": Text(zh="上级", en="asked"),
        "answered": Text(zh="本地", en="answered"),
        "requirement": Text(zh="上级", en="requirement"),
        "claim": Text(zh="本地", en="claim"),
        "kept": Text(zh="符合", en="kept"),
        "exceeded": Text(zh="超过", en="exceeded"),
        "nothing-answers": Text(zh="没有回应", en="nothing answers"),
        "rejected": Text(zh="不能支付", en="cannot be paid"),
        "review": Text(zh="待特例单议", en="waiting for review"),
    }
    | {deviation.value.lower(): text for deviation, text in DEVIATIONS.items()}
    | {reason.value: text for reason, text in REASONS.items()}
    | {outcome.value: text for outcome, text in OUTCOMES.items()}
)

_FREQUENCY = re.compile(r"([0-9]+) / (?:([0-9]+) )?(year|quarter|month|week|day)")
_UNITS = {"year": "年", "quarter": "季度", "month": "个月", "week": "周", "day": "日"}
# `explore` is a force and a status; both are 探索.
_MANNER: dict[str, Text] = (
    {status.value: text for status, text in STATUSES.items()}
    | {softener.value: text for softener, text in SOFTENERS.items()}
    | {force.value: text for force, text in FORCES.items()}
)
_VALUES = {
    "unrestricted": Text(zh="未限定范围", en="unrestricted"),
    "regular": Text(zh="定期", en="regular"),
    "100 %": Text(zh="全部（100 %）", en="100 %"),
}


def step(word: str, lang: str) -> str:
    """A name, key or result of a trace in the reader's language; a word of others stays as it is."""
    return STEPS[word].of(lang) if word in STEPS else word


def value(text: str, lang: str) -> str:
    """A printed value of a trace in the reader's language.

    >>> value("1 / 2 year", "zh"), value("1 / 2 year", "en")
    ('每 2 年 1 次', '1 every 2 years')
    >>> value("stated strive", "zh"), value("stated strive", "en")
    ('陈述、力争', 'stated, strive')
    """
    frequency = _FREQUENCY.fullmatch(text)
    if frequency:
        times, per, unit = frequency.groups()
        if lang == "zh":
            return f"每{f' {per} ' if per else ''}{_UNITS[unit]} {times} 次"
        return f"{times} every {f'{per} {unit}s' if per else unit}"
    manner = text.split(" ")
    if all(word in _MANNER for word in manner):
        return ("、" if lang == "zh" else ", ").join(_MANNER[word].of(lang) for word in manner)
    if lang == "zh" and text.startswith("change "):
        return "变化 " + text.removeprefix("change ")
    return _VALUES[text].of(lang) if text in _VALUES else text
