"""What a figure is shared out to (分别、各、均): several things that reach one figure are several targets."""

from __future__ import annotations

import re

import attrs

from yigai.drafting.comparators import before
from yigai.drafting.result import DraftTarget
from yigai.drafting.traps import COVER

_BRACKETS = re.compile(r"\([^()]*\)")
_MARK = re.compile(r"[、和及与]")
_EACH = re.compile(r"(?:分别)?各[\u4e00-\u9fff]{0,4}$")
_ALL = re.compile(r"(?:均|都|全部)[^,;。:、\d]{0,10}$")
# How the name of an indicator ends: 规范管理率, 占比, 水平
_INDICATOR = re.compile(r"(?:率|比例|占比|比重|水平|数|量|增幅|费用|覆盖面|满意度|比)(?:\([^()]{0,12}\))?$")
_SPREAD = re.compile(r"(?:分别|要|应|须|力争)+$")
_LEADS = re.compile(r"^(?:确保|使|实现|力争|在|全市|全省|全县|将)")
_MOST_LISTED, _LONGEST = 8, 120


def shared_out(target: DraftTarget, left: str, place: int, count: int) -> list[DraftTarget]:
    """One target for each thing that reaches a figure, in the words before it.

    公立医院和民营医院各20家 gives two, and so does 签约率、随访率均达到70%; what is listed inside the name of
    one indicator does not: 高血压、糖尿病患者管理率均达到70%. Of several figures the one at `place` of
    `count` has its own thing.
    """
    left = _BRACKETS.sub(lambda found: COVER * len(found[0]), left[-_LONGEST:])
    each, every = _EACH.search(left), _ALL.search(left)
    if each:
        things = [part for part in _MARK.split(_LEADS.sub("", left[: each.start()])) if part]
    elif every:
        things = _indicators(left[: every.start()])
    else:
        reading = before(left)
        words = _SPREAD.sub("", left[: reading.start]) if reading else ""
        things = _indicators(words) if "、" in words or count > 1 else []
    if count > 1:
        return [attrs.evolve(target, indicator=things[place])] if len(things) == count else [target]
    if not 2 <= len(things) <= _MOST_LISTED:
        return [target]
    return [attrs.evolve(target, indicator=thing) for thing in things]


def _indicators(words: str) -> list[str]:
    """The indicators of a list; a part that is no name of one goes with the part behind it."""
    names: list[str] = []
    begin = start = 0
    for mark in [*_MARK.finditer(words), None]:
        end = mark.start() if mark else len(words)
        if _INDICATOR.search(words[start:end]):
            names.append(words[begin:end])
            begin = mark.end() if mark else end
        start = mark.end() if mark else end
    return names if begin == len(words) else []
