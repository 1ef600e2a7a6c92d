"""What of an activity can hardly be so (存疑): rows that are left out for their dates, and what is only told.

A case whose dates contradict each other, or the period that is settled, is paid by nobody. Everything else
that is odd may be right, so it is paid, and told before any figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pendulum

from yigai.errors import NOTHING, Text
from yigai.model.activity import Activity, Case
from yigai.model.payment import PaymentRule, PerDiem
from yigai.payment.program import DaysToNext, Program, Status, Table
from yigai.payment.refusals import Excluded
from yigai.payment.rows import TABLE_NAMES, Rows
from yigai.payment.settlement import Settlement
from yigai.values.scaled import SCALE

_FACTORS = (
    (Table.INSTITUTION, "factor"),
    (Table.INSTITUTION, "assessment"),
    (Table.GROUP_LEVEL, "factor"),
    (Table.AUXILIARY, "factor"),
)
_ASSESSMENT = (Table.INSTITUTION, "assessment")
_PERCENT = 10
"""No factor of an institution or a disease seen is nearly as high; a percentage mostly is."""
_BACKWARDS = Text(zh="出院日期早于入院日期", en="discharged before it was admitted")
_NOT_UNDER_THE_RULE = Text(zh="出院日期不在规则执行期之内", en="discharged when the rule did not hold")
_OTHER_MONTH = Text(zh="月份不在业务期间之内", en="a month outside the period of the activity")
_OUTSIDE = Text(zh="出院日期不在业务期间之内", en="discharged outside the period of the activity")
_SHOWN = 3


def misdated(rule: PaymentRule, activity: Activity, program: Program) -> Iterator[Excluded]:
    """The cases and months that cannot be, or are not of the time settled; of a rule that reads them."""
    read = {need.table for need in program.needs}
    if Table.CASE in read:
        for row, case in enumerate(activity.cases):
            reason = _why_not(case, rule, activity)
            if reason is not None:
                yield _rejected(Table.CASE, row, reason, "discharged")
    if Table.MONTH in read and activity.period is not None:
        for row, month in enumerate(activity.months):
            if not activity.period.contains(pendulum.Date.fromisoformat(f"{month.month}-01")):
                yield _rejected(Table.MONTH, row, _OTHER_MONTH, "month")


def _rejected(table: Table, row: int, reason: Text, step: str) -> Excluded:
    return Excluded(table=table, row=row, status=Status.REJECTED, reason=reason, step=step)


def _why_not(case: Case, rule: PaymentRule, activity: Activity) -> Text | None:
    if case.discharged is None:
        return None
    if case.admitted is not None and case.discharged < case.admitted:
        return _BACKWARDS
    if activity.period is not None and not activity.period.contains(case.discharged):
        return _OUTSIDE
    if rule.effective is not None and not rule.effective.contains(case.discharged):
        return _NOT_UNDER_THE_RULE
    return None


def doubts(settlement: Settlement) -> Iterator[Text]:
    """What hardly can be so, and is paid all the same: mostly another unit than the column has."""
    cases, program = settlement.activity.cases, settlement.program
    above = sum(
        case.cost is not None and case.patient_paid is not None and case.patient_paid > case.cost
        for case in cases
    )
    if above:
        yield Text(
            zh=f"{above} 例的个人支付大于总费用，请核对单位",
            en=f"patients paid more than the total cost of {above} cases; look at the unit",
        )
    without_days = sum(case.days == 0 for case in cases)
    if isinstance(settlement.rule, PerDiem) and without_days:
        yield Text(
            zh=f"{without_days} 例的住院天数为 0，床日费用为零",
            en=f"{without_days} cases have no day: their days are worth nothing",
        )
    needed = {(need.table, need.column) for need in program.needs}
    yield from _empty(settlement)
    yield from _overlapping(settlement)
    for table, column in (each for each in _FACTORS if each in needed):
        rows = settlement.evaluated.tables[table]
        yield from _doubtful_factors(rows, column, is_assessment=(table, column) == _ASSESSMENT)
    for line, total in zip(program.lines, settlement.reconciliation, strict=False):
        if line.below_zero != NOTHING and total.value < 0:
            more = f"{total.measure.printed(-total.value)}"
            unit = total.measure.unit
            yield Text(
                zh=f"{line.below_zero.zh} {more} {unit.zh}", en=f"{line.below_zero.en} {more} {unit.en}"
            )


def _empty(settlement: Settlement) -> Iterator[Text]:
    """That a table the rule reads has no row at all, so that nothing comes from it."""
    tables = {need.table for need in settlement.program.needs}
    for table in Table:
        if table in tables and not len(settlement.evaluated.tables[table]):
            yield Text(
                zh=f"没有{TABLE_NAMES[table].zh}（{table.value}），与之有关的数都是零",
                en=f"no row in {table.value}: everything that comes from it is nothing",
            )


def _overlapping(settlement: Settlement) -> Iterator[Text]:
    """Stays of one person that begin before the one before has ended: a return may be hidden by them."""
    for step in settlement.program.steps:
        if isinstance(step, DaysToNext):
            days = settlement.evaluated.tables[step.table].columns[step.name]
            count = sum(isinstance(each, int) and each < 0 for each in days)
            if count:
                yield Text(
                    zh=f"{count} 例住院与同一人的下一次住院重叠，请核对日期",
                    en=f"{count} stays overlap with the next one of the same person; look at the dates",
                )


def _doubtful_factors(rows: Rows, column: str, *, is_assessment: bool) -> Iterator[Text]:
    values = [(row, value) for row, value in enumerate(rows.columns[column]) if isinstance(value, int)]
    title = rows.title(column)
    percent = [(row, value) for row, value in values if value >= _PERCENT * SCALE]
    if percent:
        shown = _listed(rows, percent)
        yield Text(
            zh=f"{title.zh} {shown}：是否把百分数写成了系数？",
            en=f"{title.en} {shown}: is it a percentage written as a factor?",
        )
    above = [(row, value) for row, value in values if SCALE < value < _PERCENT * SCALE]
    if is_assessment and above:
        shown = _listed(rows, above)
        yield Text(
            zh=f"{title.zh}大于 1：{shown}，所付多于所分得",
            en=f"{title.en} above 1: {shown}, so more is paid than was shared out",
        )


def _listed(rows: Rows, found: Iterable[tuple[int, int]]) -> str:
    """The first values with their rows."""
    said = [f"{value // SCALE}.{value % SCALE:04d} ({rows.place(row)})" for row, value in found]
    return ", ".join([*said[:_SHOWN], *(["…"] if said[_SHOWN:] else [])])
