"""Reviews of the prices of medical services (调价评估) as steps: whether prices may rise and may be cut.

opened = one of the triggers; stopped = one of the vetoes; rise = special, or opened and not stopped;
cut = special, or opened. What is not known decides nothing, unless something known has decided already.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import pendulum

from yigai.errors import Text
from yigai.model.payment.price_review import PriceReview, Threshold
from yigai.payment.builder import Builder
from yigai.payment.formula import (
    Both,
    Choice,
    Comparison,
    Condition,
    Either,
    Not,
    Quantity,
    Relation,
    is_set,
    number,
)
from yigai.payment.measure import Measure
from yigai.payment.parts.days import years_before
from yigai.payment.program import Program, Table

_AREA, _ITEM, _MEASURED = Table.AREA, Table.PRICE_ITEM, Table.MEASURED
_EDGE = Text(zh="边界", en="edge")


def program(rule: PriceReview, as_of: pendulum.Date) -> Program:
    """The steps of a price review on a day. Raises `Undecided` with everything the rule leaves open."""
    b = Builder(rule, as_of)
    if not rule.triggers:
        b.leave_open("triggers")
    opened = _any(b, "opened", _indicators(b, "triggers", rule.triggers), Text(zh="启动调价", en="opened"))
    stopped = _any(
        b, "stopped", _indicators(b, "vetoes", rule.vetoes), Text(zh="暂停上调", en="rises stopped")
    )
    special = is_set(b.need(_AREA, "special_adjustment", optional=True))
    _decide(b, "may_cut", Either(special, is_set(opened)), Text(zh="可以下调", en="prices may be cut"))
    free = Both(is_set(opened), Not(is_set(stopped)))
    rise = _decide(b, "may_rise", Either(special, free), Text(zh="可以上调", en="prices may rise"))
    _compare_interval(b, rule, as_of)
    if rule.room is not None:
        _compare_volume(b, rule)
    return b.program(rise)


def _indicators(b: Builder, path: str, thresholds: Sequence[Threshold]) -> list[Quantity]:
    """For every threshold whether its indicator passes the edge."""
    found: list[Quantity] = []
    for at, threshold in enumerate(thresholds):
        name = f"{path}[{at}]"
        if threshold.when is None:
            b.leave_open(f"{name}.when")
        value = b.of_row(_AREA, b.need(_MEASURED, "value", optional=True), threshold.indicator)
        edge = b.literal(f"{name}.edge", threshold.edge, _EDGE, threshold)
        relation = Relation(threshold.when.value) if threshold.when else Relation.LESS
        said = f"{threshold.indicator} {relation.value} {threshold.edge}"
        found.append(_decide(b, name, Comparison(value, relation, edge), Text(zh=said, en=said)))
    return found


def _any(b: Builder, name: str, flags: Sequence[Quantity], says: Text) -> Quantity:
    """Whether one of several decisions is a yes; none of them is a no."""
    if not flags:
        return b.compute(_AREA, name, number(0), Measure.FLAG, says)
    return _decide(b, name, reduce(Either, map(is_set, flags)), says)


def _compare_interval(b: Builder, rule: PriceReview, as_of: pendulum.Date) -> None:
    """Whether the day of this review is within so many years of the last one."""
    if rule.interval is None:
        return
    earliest = b.given(rule, "interval", read=years_before(as_of))
    last = b.need(_AREA, "last_price_review", optional=True)
    _decide(b, "in_time", last.at_least(earliest), Text(zh="评估未逾期", en="the review is in time"))


def _compare_volume(b: Builder, rule: PriceReview) -> None:
    """Whether all changes of prices together, cuts with their sign, stay within the room for them."""
    change = b.compute(
        _ITEM,
        "change",
        b.need(_ITEM, "quantity") * (b.need(_ITEM, "new_price") - b.need(_ITEM, "price")),
        Measure.MONEY,
        Text(zh="调价金额", en="volume of the change"),
    )
    whole = b.total(_AREA, "volume", change, Text(zh="调价总金额", en="volume of all changes"))
    left = b.compute(
        _AREA,
        "room_left",
        b.given(rule, "room") - whole,
        Measure.MONEY,
        Text(zh="剩余调价总量（负数为超出）", en="room left, negative where it is exceeded"),
    )
    within = _decide(b, "within_room", left.at_least(number(0)), Text(zh="在总量之内", en="within the room"))
    for part in (whole, left, within):
        b.line(part, part.says)


def _decide(b: Builder, name: str, condition: Condition, says: Text) -> Quantity:
    """A decision about the area: 1 for yes, 0 for no, and nothing where what is known does not tell."""
    formula = Choice(condition, number(1), number(0))
    return b.compute(_AREA, name, formula, Measure.FLAG, says, may_be_unknown=True)
