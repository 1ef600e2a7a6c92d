"""Whether a case is paid as one of Chinese medicine (中医病例准入) as steps: a decision for every case.

One part that is certainly not met decides it; else a part that is not known leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterable

import pendulum

from yigai.errors import Text
from yigai.model.payment.tcm_gate import TcmGate
from yigai.payment.builder import Builder
from yigai.payment.formula import Both, Choice, Condition, Either, Formula, Not, Quantity, is_set, number
from yigai.payment.measure import Measure
from yigai.payment.program import Program, Status, Table

_CASE = Table.CASE
_COSTS = (
    "tcm_cost",
    "western_treatment_cost",
    "medicine_cost",
    "decoction_cost",
    "surgery_cost",
    "material_cost",
)
_CLASSES = ("tcm_class_1", "tcm_class_2", "tcm_class_3", "tcm_class_4")
_YES, _NO = number(1), number(0)


def program(rule: TcmGate, as_of: pendulum.Date) -> Program:
    """The steps of a rule on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    b.limit(
        Text(
            zh="未准入的病例按同一 ADRG 的内科组（伴一般并发症）付费，分组由分组器给出",
            en="a case not let in is paid as the medical group of the same ADRG with general complications; "
            "the grouper says which",
        )
    )
    parts = [
        _enough_tcm(b, rule),
        _long_enough(b, rule),
        b.need(_CASE, "tcm_diagnosis", optional=True),
        _enough_classes(b, rule),
    ]
    failed = _any(Both(part.known(), part.equals(_NO)) for part in parts)
    every: Formula = _YES
    for part in parts:
        every = every * part
    says = Text(zh="按中医病例付费", en="paid as a case of Chinese medicine")
    return b.program(_decision(b, "tcm_case", Choice(failed, _NO, every), says))


def _enough_tcm(b: Builder, rule: TcmGate) -> Quantity:
    """Whether Chinese medicine is enough of the six costs, compared exactly."""
    costs = [b.need(_CASE, name, optional=True) for name in _COSTS]
    six: Formula = costs[0]
    for cost in costs[1:]:
        six = six + cost
    says = Text(zh="六项费用合计", en="the six costs")
    whole = b.compute(_CASE, "six_costs", six, Measure.MONEY, says, may_be_unknown=True)
    nothing = Both(whole.known(), whole.equals(_NO))
    reason = Text(zh="六项费用合计为零，占比无从谈起", en="the six costs are zero: there is no share of them")
    b.exclude(_CASE, "no_costs", nothing, reason, status=Status.REJECTED)
    says = Text(zh="中医费用占比（仅供查看）", en="share of Chinese medicine, for viewing only")
    b.compute(_CASE, "tcm_share", costs[0] / whole, Measure.FACTOR, says, may_be_unknown=True)
    enough = costs[0].at_least(whole * b.given(rule, "share"))
    says = Text(zh="中医费用占比达标", en="enough Chinese medicine")
    return _decision(b, "share_reached", _reached(whole, enough), says)


def _long_enough(b: Builder, rule: TcmGate) -> Quantity:
    days = b.need(_CASE, "days", optional=True)
    says = Text(zh="住院天数达标", en="long enough")
    return _decision(b, "days_reached", _reached(days, days.at_least(b.given(rule, "days"))), says)


def _enough_classes(b: Builder, rule: TcmGate) -> Quantity:
    """Whether enough classes are there; open only while the unknown ones could still decide it."""
    classes = [b.need(_CASE, name, optional=True) for name in _CLASSES]
    needed = b.given(rule, "operation_classes")
    surely: Formula = _NO
    possibly: Formula = _NO
    every: Formula = _YES
    for each in classes:
        surely = surely + Choice(Both(each.known(), is_set(each)), _YES, _NO)
        possibly = possibly + Choice(Both(each.known(), Not(is_set(each))), _NO, _YES)
        every = every * each
    formula = Choice(surely.at_least(needed), _YES, Choice(possibly.less(needed), _NO, every))
    says = Text(zh="操作类数达标", en="enough classes of operation")
    return _decision(b, "classes_reached", formula, says)


def _decision(b: Builder, name: str, formula: Formula, says: Text) -> Quantity:
    """Yes, no, or open."""
    return b.compute(_CASE, name, formula, Measure.FLAG, says, may_be_unknown=True)


def _reached(needed: Quantity, enough: Condition) -> Formula:
    """Yes or no where what it needs is known; else as unknown as that."""
    return Choice(needed.known(), Choice(enough, _YES, _NO), needed)


def _any(conditions: Iterable[Condition]) -> Condition:
    first, *others = conditions
    for other in others:
        first = Either(first, other)
    return first
