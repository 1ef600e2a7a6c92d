"""Why nothing can be settled (不能测算): a division by nothing, with the figure and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from yigai.errors import Text, Undefined, YigaiError
from yigai.payment.formula import Formula, Quantity, divisors_of
from yigai.payment.program import Compute, Divide, Exclude, Join, Status, Step, Table, Total
from yigai.payment.rows import TABLE_NAMES, Row, Rows

Joins = Mapping[tuple[Table, str], Join]
"""Where the columns of each table were brought from, by table and name."""


_SHOWN, _REASONS = 3, 10


@attrs.frozen(kw_only=True)
class Excluded:
    """A row that goes no further: why, and at which step."""

    table: Table
    row: int
    status: Status
    reason: Text
    step: str


@attrs.frozen(kw_only=True)
class LeftOut:
    """A row that was not paid: where it stands, why, and whether it only waits for a review."""

    place: str
    status: Status
    reason: Text


def told(excluded: Iterable[Excluded], tables: Mapping[Table, Rows]) -> tuple[LeftOut, ...]:
    """The same rows by the names the activity has for them."""
    return tuple(
        LeftOut(place=tables[each.table].place(each.row), status=each.status, reason=each.reason)
        for each in excluded
    )


@attrs.frozen(kw_only=True)
class NothingLeft(Undefined):
    """A settlement with nobody left to pay, with all that may be the reason.

    `left_out` are the rows that went no further, `empty` the tables the rule reads that have no row. Whoever
    read the activity adds its `notes`, and where in its files the rows stand.
    """

    left_out: tuple[LeftOut, ...] = ()
    empty: tuple[Table, ...] = ()
    notes: tuple[Text, ...] = ()
    places: Mapping[str, str] = attrs.field(factory=dict)

    def render(self, lang: str = "en") -> str:
        """What is wrong, then each reason in a line of its own."""
        lines = [super().render(lang), *(each.of(lang) for each in (*self._reasons(), *self.notes))]
        return "\n".join([lines[0], *(f"  · {line}" for line in lines[1:])])

    def __str__(self) -> str:
        return self.render()

    def _reasons(self) -> Iterator[Text]:
        for table in self.empty:
            name = TABLE_NAMES[table].zh
            yield Text(zh=f"没有{name}（{table.value}）", en=f"no row in {table.value}")
        groups: dict[tuple[Status, Text], list[str]] = {}
        for each in self.left_out:
            groups.setdefault((each.status, each.reason), []).append(each.place)
        most = sorted(groups.items(), key=lambda each: -len(each[1]))
        for (status, reason), rows in most[:_REASONS]:
            shown = [f"{row} ({self.places[row]})" if row in self.places else row for row in rows[:_SHOWN]]
            more = ["…"] if len(rows) > _SHOWN else []
            yield Text(
                zh=f"{status.says.zh} {len(rows)} 行：{reason.zh}：{'、'.join([*shown, *more])}",
                en=f"{status.says.en} {len(rows)}: {reason.en}: {', '.join([*shown, *more])}",
            )
        if most[_REASONS:]:
            rest = sum(len(rows) for _, rows in most[_REASONS:])
            yield Text(zh=f"因其他原因未列入 {rest} 行", en=f"left out for other reasons: {rest}")


def divided_by_nothing(
    step: Step, rows: Rows, row: Row, tables: Mapping[Table, Rows], joins: Joins
) -> Undefined:
    """That a step divides by nothing: by which figure of which row, where it is a single one."""
    above, place = Text(zh="大于零的除数", en="a divisor above zero"), rows.place(row)
    for divisor in _divisors(step):
        if not isinstance(divisor, Quantity):
            continue
        value = rows.columns[divisor.name][row]
        if not isinstance(value, int) or value > 0:
            continue
        title, said = divisor.says, divisor.measure.printed(value)
        found = Text(
            zh=f"{title.zh} {said}，是 {place} 的除数",
            en=f"{title.en} {said}, by which something of {place} is divided",
        )
        where = _other_place(rows, row, divisor.name, tables, joins) or f"{place} {step.name}"
        return Undefined(where=where, found=found, expected=above)
    nothing = Text(zh=f"{step.says.zh}的除数不大于零", en=f"no divisor above zero for {step.says.en}")
    return Undefined(where=f"{place} {step.name}", found=nothing, expected=above)


def _divisors(step: Step) -> Iterator[Formula]:
    match step:
        case Compute(formula=formula) | Exclude(when=formula) | Total(where=formula) if formula is not None:
            yield from divisors_of(formula)
        case _:
            return


def _other_place(rows: Rows, row: Row, column: str, tables: Mapping[Table, Rows], joins: Joins) -> str | None:
    """The row of another table that a figure was brought from."""
    join = joins.get((rows.table, column))
    if join is None:
        return None
    other = tables[join.other]
    return other.place(other.index[join.key or rows.key(row, join.by)])


def nothing_to_share(step: Divide, rows: Rows, place: str, error: YigaiError) -> Undefined:
    """That nobody has a weight by which a sum could be divided, or somebody one below zero."""
    title = rows.title(step.weights)
    nothing = Text(zh=f"{title.zh}合计为零", en=f"{title.en} add up to nothing")
    return Undefined(
        where=f"{step.table.value} {step.name}, {place}",
        found=nothing if isinstance(error, Undefined) else error.found,
        expected=error.expected,
    )
