"""A plan (重点工作任务): a document with its sections, tasks and statements, and who answers for them.

A plan is a tree of provisions (条款). Each has an address that stays: `heyuan-2023#2.10` is section 2,
item 10, and `heyuan-2023#2.10/dip-main` one statement in it.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from yigai.errors import Text, YigaiError, did_you_mean
from yigai.model.agency import Responsibility
from yigai.model.document import CitedDocument, Document
from yigai.model.fields import not_blank
from yigai.model.indicator import Indicator, Population
from yigai.model.statement import Statement
from yigai.values.provision import Address, ProvisionPath


@attrs.frozen(kw_only=True)
class Section:
    """A heading that groups tasks (部分)."""

    path: ProvisionPath
    label: str | None = None
    title: str = attrs.field(validator=not_blank)


@attrs.frozen(kw_only=True)
class Task:
    """One numbered item (任务), or an unnumbered paragraph with duties (`preamble`, `closing`)."""

    path: ProvisionPath
    label: str | None = None
    title: str | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    cites: tuple[CitedDocument, ...] = ()
    statements: tuple[Statement, ...] = ()


@attrs.frozen(kw_only=True)
class StandingRule:
    """A sentence that adds owners to every later task (以下均需…负责，不再列出)."""

    declared_in: ProvisionPath
    adds: tuple[Responsibility, ...]


@attrs.frozen(kw_only=True)
class Flaw:
    """Something inside one file that cannot be: where (keys and positions), what, and what should be."""

    at: tuple[str | int, ...]
    found: str
    expected: Text
    hint: Text = Text(zh="", en="")


@attrs.frozen(kw_only=True)
class Flawed(YigaiError):
    """An object whose parts contradict each other; carries every flaw, not only the first."""

    flaws: tuple[Flaw, ...]


@attrs.frozen(kw_only=True)
class Plan:
    """A whole encoded document.

    `indicators` and `populations` are those local to this plan; all others stand in the catalogue.
    Raises `Flawed` with every duplicate and every dangling local reference.
    """

    document: Document
    sections: tuple[Section, ...] = ()
    standing_rules: tuple[StandingRule, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    populations: tuple[Population, ...] = ()
    tasks: tuple[Task, ...] = ()

    def __attrs_post_init__(self) -> None:
        flaws = tuple(_flaws(self))
        if flaws:
            raise Flawed(
                where=self.document.id,
                found=flaws[0].found,
                expected=flaws[0].expected,
                hint=flaws[0].hint,
                flaws=flaws,
            )

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    def task(self, path: ProvisionPath | str) -> Task | None:
        """The task at `path`, or None."""
        wanted = str(path)
        return next((task for task in self.tasks if str(task.path) == wanted), None)

    def section_of(self, task: Task) -> Section | None:
        """The section a task stands in, or None for one outside all sections."""
        parent = task.path.parent
        return next((section for section in self.sections if section.path == parent), None)

    def statements(self) -> Iterator[tuple[Address, Task, Statement]]:
        """Every statement with its address and task, in the order of the text."""
        for task in self.tasks:
            for statement in task.statements:
                address = Address(document=self.id, path=task.path, statement=statement.id)
                yield address, task, statement

    def responsibilities_of(self, task: Task) -> tuple[Responsibility, ...]:
        """The owners printed at a task, then those a standing rule of an earlier task adds."""
        owners = list(task.responsibilities)
        position = self.tasks.index(task)
        earlier = {earlier.path for earlier in self.tasks[:position]}
        for rule in self.standing_rules:
            if rule.declared_in in earlier:
                owners += [owner for owner in rule.adds if owner not in owners]
        return tuple(owners)


def _flaws(plan: Plan) -> Iterator[Flaw]:
    yield from _duplicates("sections", "path", [str(section.path) for section in plan.sections])
    yield from _duplicates("tasks", "path", [str(task.path) for task in plan.tasks])
    yield from _duplicates("indicators", "id", [indicator.id for indicator in plan.indicators])
    yield from _duplicates("populations", "id", [population.id for population in plan.populations])
    for position, task in enumerate(plan.tasks):
        for flaw in _duplicates("statements", "id", [statement.id for statement in task.statements]):
            yield attrs.evolve(flaw, at=("tasks", position, *flaw.at))
    yield from _dangling(plan)
    yield from _circles(plan.populations)


def _duplicates(collection: str, key: str, names: list[str]) -> Iterator[Flaw]:
    first: dict[str, int] = {}
    for position, name in enumerate(names):
        if name in first:
            yield Flaw(
                at=(collection, position, key),
                found=name,
                expected=Text(
                    zh=f"不重复的 {key}（第 {first[name] + 1} 个已用）",
                    en=f"a {key} not used before (entry {first[name] + 1} has it)",
                ),
            )
        first.setdefault(name, position)


def _dangling(plan: Plan) -> Iterator[Flaw]:
    sections = {str(section.path) for section in plan.sections}
    tasks = {str(task.path) for task in plan.tasks}
    for position, task in enumerate(plan.tasks):
        parent = task.path.parent
        if parent is not None and str(parent) not in sections | tasks:
            yield Flaw(
                at=("tasks", position, "path"),
                found=str(task.path),
                expected=Text(zh=f"在 sections 中列出 {parent}", en=f"{parent} listed in sections"),
            )
    for position, rule in enumerate(plan.standing_rules):
        if str(rule.declared_in) not in tasks:
            yield Flaw(
                at=("standing_rules", position, "from"),
                found=str(rule.declared_in),
                expected=Text(zh="本计划中的任务", en="a task of this plan"),
                hint=did_you_mean(str(rule.declared_in), tasks),
            )


def _circles(populations: tuple[Population, ...]) -> Iterator[Flaw]:
    wider = {population.id: population.within for population in populations}
    for position, population in enumerate(populations):
        seen = {population.id}
        step = population.within
        while step is not None and step not in seen:
            seen.add(step)
            step = wider.get(step)
        if step == population.id:
            yield Flaw(
                at=("populations", position, "within"),
                found=str(population.within),
                expected=Text(zh="不绕回自身的范围", en="a population that does not lead back to itself"),
            )
