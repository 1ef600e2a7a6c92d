"""What of an activity can hardly be so (存疑): rows that are left out for their dates, and what is only told.

A case whose dates contradict each other, or the period that is settled, is paid by nobody. Everything else
that is odd may be right, so it is paid, and told before any figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yigai.errors import NOTHING, Text
from yigai.model.activity import Activity, Case
from yigai.model.payment import PerDiem
from yigai.payment.program import Program, Status, Table
from yigai.payment.refusals import Excluded
from yigai.payment.rows import Rows
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
_OUTSIDE = Text(zh="出院日期不在业务期间之内", en="discharged outside the period of the activity")
_SHOWN = 3


def misdated(activity: Activity, program: Program) -> Iterator[Excluded]:
    """The cases whose discharge cannot be, or is not of the period settled; of a rule that reads cases."""
    if all(need.table is not Table.CASE for need in program.needs):
        return
    for row, case in enumerate(activity.cases):
        reason = _why_not(case, activity)
        if reason is not None:
            yield Excluded(
                table=Table.CASE, row=row, status=Status.REJECTED, reason=reason, step="discharged"
            )


def _why_not(case: Case, activity: Activity) -> Text | None:
    if case.discharged is None:
        return None
    if case.admitted is not None and case.discharged < case.admitted:
        return _BACKWARDS
    if activity.period is not None and not activity.period.contains(case.discharged):
        return _OUTSIDE
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
