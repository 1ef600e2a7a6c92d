"""Two settlements compared (试算比较): who gets more, who less, and at which step they part.

A what-if changes one figure of a rule; two drafts of a rule, or two sets of rows, may differ in many. Either
way nothing is computed here: both settlements hold every value, and the first step in which they differ for
somebody is found by going through the steps in their order.
"""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.payment.measure import Measure
from yigai.payment.program import RELATIONS, Exclude, Step, Table
from yigai.payment.refusals import LeftOut
from yigai.payment.rows import Value
from yigai.payment.settlement import Settlement


@attrs.frozen(kw_only=True)
class Departure:
    """The first figure in which two settlements differ; None where one of them has no such figure."""

    place: str
    name: str
    says: Text
    measure: Measure
    before: Value
    after: Value

    def printed(self, value: Value) -> str:
        """One of the two figures as people write it."""
        return self.measure.printed(value)


@attrs.frozen(kw_only=True)
class Change:
    """What comes out for one institution before and after; None where it is in only one of the two.

    `departs` is where the two part on the way to what comes out, if something else does.
    """

    id: str
    before: int | None
    after: int | None
    departs: Departure | None

    @property
    def difference(self) -> int | None:
        """After less before; unknown where one of the two is."""
        return None if self.before is None or self.after is None else self.after - self.before


@attrs.frozen(kw_only=True)
class Comparison:
    """Two settlements side by side, row by row of the table the rules are about."""

    before: Settlement
    after: Settlement
    changes: tuple[Change, ...]
    newly_left_out: tuple[LeftOut, ...]
    no_longer_left_out: tuple[LeftOut, ...]

    @property
    def changed(self) -> tuple[Change, ...]:
        """Those for whom something else comes out."""
        return tuple(each for each in self.changes if each.before != each.after)


def compare_settlements(before: Settlement, after: Settlement) -> Comparison:
    """Compare two settlements of the same thing.

    Raises `InvalidValue` where they speak of different things, such as institutions and consortia.
    """
    one, other = before.program, after.program
    if (one.table, one.measure) != (other.table, other.measure):
        raise InvalidValue(
            found=f"{other.table.value}, {other.measure.value}",
            expected=Text(
                zh=f"同样是 {one.table.value} 的 {one.measure.value}",
                en=f"{one.measure.value} of {one.table.value} as well",
            ),
        )
    earlier = {each.id: each.value for each in before.results}
    later = {each.id: each.value for each in after.results}
    names = {name for name in (*earlier, *later) if earlier.get(name) != later.get(name)}
    departures = _departures(before, after, names)
    changes = tuple(
        Change(id=name, before=earlier.get(name), after=later.get(name), departs=departures.get(name))
        for name in dict.fromkeys((*earlier, *later))
    )
    out_before, out_after = set(before.left_out), set(after.left_out)
    return Comparison(
        before=before,
        after=after,
        changes=changes,
        newly_left_out=tuple(each for each in after.left_out if each not in out_before),
        no_longer_left_out=tuple(each for each in before.left_out if each not in out_after),
    )


def _departures(before: Settlement, after: Settlement, names: set[str]) -> dict[str, Departure]:
    """For each of these results the first step, in their order, that differs in a row that bears on it."""
    steps = {(step.table, step.name): step for step in (*before.program.steps, *after.program.steps)}
    found: dict[str, Departure] = {}
    for step in steps.values():
        if isinstance(step, Exclude):
            continue
        owners = _owners(before, step.table) | _owners(after, step.table)
        for row, owner in owners.items():
            if owner is not None and owner not in names:
                continue  # what comes out for it is the same
            one, other = _value(before, step, row), _value(after, step, row)
            if one == other:
                continue
            departure = Departure(
                place=f"{step.table.value}[{row}]" if row else step.table.value,
                name=step.name,
                says=step.says,
                measure=_measure(before, after, step),
                before=one,
                after=other,
            )
            for name in names if owner is None else [owner]:
                found.setdefault(name, departure)
        if len(found) >= len(names):
            break
    return found


def _owners(settlement: Settlement, table: Table) -> dict[str, str | None]:
    """The rows of a table, each with the result it bears on; None means on all of them."""
    rows, own = settlement.evaluated.tables[table], settlement.program.table
    if table is own:
        return {name: name for name in rows.ids}
    relation = RELATIONS.get((table, own))
    if relation is None:
        return dict.fromkeys(rows.ids)
    return {name: key[0] for name, key in zip(rows.ids, rows.keys(relation), strict=True)}


def _value(settlement: Settlement, step: Step, row: str) -> Value:
    rows = settlement.evaluated.tables[step.table]
    at, column = rows.by_id.get(row), rows.columns.get(step.name)
    return None if at is None or column is None or not rows.live[at] else column[at]


def _measure(before: Settlement, after: Settlement, step: Step) -> Measure:
    has_it = step.name in before.evaluated.tables[step.table].columns
    return (before if has_it else after).measure(step.table, step.name)
