"""Rows that restate items (表述重复): a table behind a plan often divides the duties of its items.

Nothing counts twice and nothing is lost: what such a row adds, an agency, a part, a deadline, a figure, goes
to the item. A row whose words stand in no item is a task of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from yigai.drafting.items import each_once
from yigai.drafting.linking.similarity import grams
from yigai.drafting.result import DraftDue, DraftTarget, DraftTask
from yigai.drafting.source import Clean
from yigai.drafting.tables.table_tasks import TableTask
from yigai.model.words import Role

_SAME = 0.7  # of the words of a row's title, at least, stand in the item it restates
_FEWEST_GRAMS = 5  # a title of four characters
_MOST_PAIRS = 200_000


def joined_to_items(
    clean: Clean, items: Sequence[DraftTask], rows: Sequence[TableTask]
) -> tuple[list[DraftTask], list[TableTask]]:
    """The items with what the rows that restate them add, and the rows that restate none."""
    if not items or not rows or len(items) * len(rows) > _MOST_PAIRS:
        return list(items), list(rows)
    titles = [frozenset(grams(item.title or "")) for item in items]
    texts = [frozenset(grams(clean.original[item.span.start : item.span.end])) for item in items]
    joined, left = list(items), []
    for row in rows:
        wanted = frozenset(grams(row.task.title or ""))
        shares = [
            (_share(wanted, text), _share(wanted, title)) for text, title in zip(texts, titles, strict=True)
        ]
        best = max(range(len(items)), key=shares.__getitem__)
        if len(wanted) >= _FEWEST_GRAMS and shares[best][0] >= _SAME:
            is_whole = shares[best][1] >= _SAME
            joined[best] = _joined(joined[best], row.task, is_whole=is_whole)
        else:
            left.append(row)
    return joined, left


def _share(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0


def _joined(item: DraftTask, row: DraftTask, *, is_whole: bool) -> DraftTask:
    """An item and a row that restates it, `is_whole` where the row is of all of it.

    Then the deadline of the row is that of the item and of each of its figures. Of a part it is only that of
    the figures the row names, and the item keeps it as printed; who leads a part does not lead an item that
    another leads.
    """
    due, owners = row.due, row.responsibilities
    if not is_whole:
        due = attrs.evolve(due, day=None) if due else None
        if any(owner.role is Role.LEAD for owner in item.responsibilities):
            owners = tuple(
                attrs.evolve(owner, role=Role.UNSPECIFIED) if owner.role is Role.LEAD else owner
                for owner in owners
            )
    told = {figure_of(target): target for target in row.targets}
    known = {figure_of(target) for target in item.targets}
    targets = [
        _dated(target, row.due if is_whole or figure_of(target) in told else None) for target in item.targets
    ]
    targets += [target for figure, target in told.items() if figure not in known]
    frequencies = {(duty.frequency, duty.value) for duty in item.duties}
    names = {each.mechanism for each in item.mechanisms}
    return attrs.evolve(
        item,
        responsibilities=each_once((*item.responsibilities, *owners)),
        targets=tuple(targets),
        duties=(*item.duties, *(d for d in row.duties if (d.frequency, d.value) not in frequencies)),
        mechanisms=(*item.mechanisms, *(m for m in row.mechanisms if m.mechanism not in names)),
        due=item.due or due,
    )


def _dated(target: DraftTarget, due: DraftDue | None) -> DraftTarget:
    """A figure with the deadline of its row, where it has none of its own."""
    if due is None or due.day is None or target.due_printed is not None:
        return target
    return attrs.evolve(target, due=due.day, due_printed=due.printed)


def figure_of(target: DraftTarget) -> tuple[object, ...]:
    """By what two figures are told to be one."""
    return target.kind, target.comparator, target.value, target.upper, target.unit
