"""A plan (重点工作任务): a document with its sections, tasks and statements, and who answers for them.

A plan is a tree of provisions (条款). Each has an address that stays: `heyuan-2023#2.10` is section 2,
item 10, and `heyuan-2023#2.10/dip-main` one statement in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import attrs

from yigai.model.agency import Responsibility
from yigai.model.document import CitedDocument, Document
from yigai.model.fields import not_blank
from yigai.model.flaws import Flawed, Outline
from yigai.model.indicator import Indicator, Population
from yigai.model.payment import PaymentRule
from yigai.model.statement import Statement
from yigai.values.provision import Address, ProvisionPath


@attrs.frozen(kw_only=True)
class Section:
    """A heading that groups tasks (部分)."""

    path: ProvisionPath
    """Outline numbers, `"2"`."""
    label: str | None = None
    """The label as printed (序号), `二、`."""
    title: str = attrs.field(validator=not_blank)
    """The title as printed."""


@attrs.frozen(kw_only=True)
class Task:
    """One numbered item (任务), or an unnumbered paragraph with duties (`preamble`, `closing`)."""

    path: ProvisionPath
    """Outline numbers, `"2.10"`; `preamble`, `closing`; a repeated number gets a suffix, `"12-2"`. What
    stands before the last dot must be a section or a task."""
    label: str | None = None
    """The label as printed (序号), `（十）`."""
    title: str | None = None
    """The title as printed."""
    text: str | None = None
    """The whole item as printed (原文), where the file keeps it; nothing is judged by it."""
    responsibilities: tuple[Responsibility, ...] = ()
    """Who answers for it (责任分工), as printed."""
    cites: tuple[CitedDocument, ...] = ()
    """The documents it names (引用)."""
    statements: tuple[Statement, ...] = ()
    """The single things it says (要求)."""


@attrs.frozen(kw_only=True)
class StandingRule:
    """A sentence that adds owners to every later task (统一规定)."""

    declared_in: ProvisionPath
    """The path of the task that says so; it counts for the tasks after it."""
    adds: tuple[Responsibility, ...]
    """The owners it adds."""


@attrs.frozen(kw_only=True, cache_hash=True)
class Plan:
    """A whole encoded document (计划).

    `indicators` and `populations` are those local to this plan; all others stand in the catalogue. The
    `payment_rules` are those its tasks set, each with its provision.
    Raises `Flawed` with every duplicate and every dangling local reference.
    """

    document: Document
    """What its title page says (文件)."""
    sections: tuple[Section, ...] = ()
    """Headings (部分)."""
    standing_rules: tuple[StandingRule, ...] = ()
    """Sentences that add owners to every later task (统一规定)."""
    indicators: tuple[Indicator, ...] = ()
    """The plan's own indicators (指标); the catalogue's need not be listed."""
    populations: tuple[Population, ...] = ()
    """The plan's own populations (范围); the catalogue's need not be listed."""
    tasks: tuple[Task, ...] = ()
    """The tasks (任务), in the order of the text."""
    payment_rules: tuple[PaymentRule, ...] = ()
    """Rules of payment its tasks set (支付规则), each with its provision."""

    def __attrs_post_init__(self) -> None:
        outline = Outline(
            sections=tuple(str(section.path) for section in self.sections),
            tasks=tuple(str(task.path) for task in self.tasks),
            statements=tuple(tuple(each.id for each in task.statements) for task in self.tasks),
            declared_in=tuple(str(rule.declared_in) for rule in self.standing_rules),
            indicators=tuple(indicator.id for indicator in self.indicators),
            populations=tuple(population.id for population in self.populations),
            wider=tuple(population.within for population in self.populations),
            rules=tuple(rule.id for rule in self.payment_rules),
            provisions=tuple(str(rule.provision or "") for rule in self.payment_rules),
        )
        Flawed.unless_none(outline.flaws(), where=self.document.id)

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    def task(self, path: ProvisionPath | str) -> Task | None:
        """The task at `path`, or None."""
        wanted = str(path)
        return next((task for task in self.tasks if task.path.text == wanted), None)

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

    def rules_of(self, task: Task) -> tuple[PaymentRule, ...]:
        """The payment rules that a task sets, each with its source."""
        return tuple(self._sourced(rule) for rule in self.payment_rules if rule.provision == task.path)

    def payment_rule(self, name: str) -> PaymentRule | None:
        """The payment rule of that id, or None.

        What it does not say itself about its source, its place says: the address of its provision, and
        the evidence of the document.
        """
        return next((self._sourced(rule) for rule in self.payment_rules if rule.id == name), None)

    def _sourced(self, rule: PaymentRule) -> PaymentRule:
        if rule.source is not None:
            return rule
        evidence = rule.evidence or self.document.evidence
        return attrs.evolve(rule, source=f"{self.id}#{rule.provision}", evidence=evidence)

    def responsibilities_of(self, task: Task) -> tuple[Responsibility, ...]:
        """The owners printed at a task, then those a standing rule of an earlier task adds."""
        position = self.tasks.index(task)
        return next(owners for _, owners in islice(self.owners(), position, None))

    def owners(self) -> Iterator[tuple[Task, tuple[Responsibility, ...]]]:
        """Every task with its `responsibilities_of`, in the order of the text."""
        earlier: set[ProvisionPath] = set()
        for task in self.tasks:
            owners = list(task.responsibilities)
            for rule in self.standing_rules:
                if rule.declared_in in earlier:
                    owners += [owner for owner in rule.adds if owner not in owners]
            earlier.add(task.path)
            yield task, tuple(owners)
