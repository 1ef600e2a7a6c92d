"""Groupers (分组器): which disease group a case belongs to.

yigai has none. Groupers are programs of their own, mostly not public; what they say is an input. Whoever has
one gives it here, or writes its codes into the table of cases.
"""

from __future__ import annotations

from typing import Protocol

import attrs

from yigai.model.activity import Activity, Case


class Grouper(Protocol):
    """Anything that knows the group of a case (分组器); None where it cannot be grouped."""

    def group_of(self, case: Case) -> str | None:
        """The code of the group, or None: such a case has no automatic payment."""
        ...  # pragma: no cover (a protocol has no body)


def grouped(activity: Activity, grouper: Grouper) -> Activity:
    """The same activity with the group of every case as the grouper says; what stood there is replaced.

    >>> class ByCost:
    ...     def group_of(self, case: Case) -> str | None:
    ...         return "A" if case.cost is not None else None
    >>> from yigai.values.money import Money
    >>> cases = (Case(id="c1", institution="h1", cost=Money(100)), Case(id="c2", institution="h1", group="B"))
    >>> [case.group for case in grouped(Activity(cases=cases), ByCost()).cases]
    ['A', None]
    """
    cases = tuple(attrs.evolve(case, group=grouper.group_of(case)) for case in activity.cases)
    return attrs.evolve(activity, cases=cases)
