"""How a rule becomes a program (编制测算步骤): needs, given figures and steps, named as they are taken.

A kind of rule calls a builder step by step, in the order a settlement officer would compute. Figures that
the rule leaves open are collected and told together, because somebody has to decide all of them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pendulum

from yigai.errors import NOTHING, Text
from yigai.model.fields import TITLE
from yigai.model.payment.parameter import Dated, NotInForce, Parameter, Sourced
from yigai.model.payment.rule import RuleHead
from yigai.payment.figures import Read, exact, printed
from yigai.payment.formula import Condition, Formula, Given, Quantity, number, quantities
from yigai.payment.measure import Measure
from yigai.payment.program import (
    RELATIONS,
    Compute,
    DaysToNext,
    Divide,
    Exclude,
    Figure,
    First,
    Join,
    Line,
    Need,
    Program,
    Status,
    Step,
    Table,
    Total,
)
from yigai.payment.rows import TABLE_NAMES, columns_of
from yigai.payment.soundness import DIVISOR, DividesByNothing, Flaw, Unsound
from yigai.values.citation import Citation
from yigai.values.money import Money, Rounding
from yigai.values.ratio import Ratio


@attrs.frozen(kw_only=True)
class Undecided(Unsound):
    """A rule that cannot be settled because figures or readings are not given; `open` names them all."""

    open: tuple[str, ...]

    def render(self, lang: str = "en") -> str:
        """Every open figure or reading, one a line; then what is wrong besides."""
        zh = lang == "zh"
        lines = [
            f"{self.where}: {path}：规则没有给出；请在规则文件中写明，或用 --set {path}=… 试算"
            if zh
            else f"{self.where}: {path}: the rule does not give it; write it into the rule, "
            f"or try one with --set {path}=…"
            for path in self.open
        ]
        return "\n".join([*lines, super().render(lang)] if self.flaws else lines)

    def __str__(self) -> str:
        return self.render()


class Builder:
    """Collects the needs and steps of one rule on one day; a class because they share names."""

    def __init__(self, rule: RuleHead, as_of: pendulum.Date) -> None:
        self._rule = rule
        self.as_of = as_of
        self._needs: dict[tuple[Table, str], Need] = {}
        self._steps: list[Step] = []
        self._open: list[str] = []
        self._figures: dict[str, Figure] = {}
        self._flaws: list[Flaw] = []
        self._lines: list[Line] = []
        self._limits: list[Text] = []
        self._here: dict[tuple[Table, str], Quantity] = {}

    def need(self, table: Table, column: str, *, optional: bool = False) -> Quantity:
        """A column of the activity; an `optional` one is asked for with `known()` before it is used."""
        measure, title = columns_of(table)[column]
        earlier = self._needs.get((table, column))
        optional = optional and (earlier is None or earlier.optional)
        self._needs[table, column] = Need(table=table, column=column, measure=measure, optional=optional)
        return self._known(Quantity(table.value, column, measure, title))

    def given(self, part: Any, name: str, *, within: str = "", read: Read | None = None) -> Given:
        """A figure of the rule or of a part of it, on the day of the settlement, with its source.

        `read` makes a figure of a value that is none by itself, such as a day of a certain year.
        """
        path = f"{within}.{name}" if within else name
        says: Text = attrs.fields_dict(type(part))[name].metadata[TITLE]
        dated = self.value(part, name, within=within)
        if dated is None:
            return Given(path, Fraction(1), "?", says, self._rule.citation())
        value, said = (read or exact)(dated.value)
        return Given(path, value, said, says, dated.cited(self._rule.citation()), printed(dated.value)[1])

    def value(self, part: Any, name: str, *, within: str = "", required: bool = True) -> Dated[Any] | None:
        """What the rule says on the day; an open one is None and, if required, told of at the end."""
        path = f"{within}.{name}" if within else name
        found: Parameter[Any] | None = getattr(part, name)
        if found is None:
            if required:
                self.leave_open(path)
            return None
        try:
            dated = found.at(self.as_of)
        except NotInForce as error:
            raise attrs.evolve(error, where=f"{self._rule.id}: {path}") from None
        titled: Text | None = attrs.fields_dict(type(part))[name].metadata.get(TITLE)
        said, unit = printed(dated.value)
        self._figures[path] = Figure(
            name=path,
            says=titled or Text(zh=path, en=path),
            printed=said,
            unit=unit,
            source=dated.cited(self._rule.citation()),
        )
        return dated

    def cited(self, part: Sourced) -> Citation:
        """The source of a part of the rule."""
        return part.cited(self._rule.citation())

    def leave_open(self, path: str) -> None:
        """Note something the rule has to say and does not."""
        if path not in self._open:
            self._open.append(path)

    def flaw(self, path: str, found: str | Text, expected: Text, hint: Text = NOTHING) -> None:
        """Note something the rule says that nobody can be paid by."""
        flaw = Flaw(path=path, found=found, expected=expected, hint=hint)
        if flaw not in self._flaws:
            self._flaws.append(flaw)

    def literal(self, name: str, value: Ratio | Money | int, says: Text, part: Sourced) -> Given:
        """A figure that stands inside a part of the rule, such as the edge of a band."""
        value_exactly, said = exact(value)
        unit, source = printed(value)[1], self.cited(part)
        self._figures[name] = Figure(name=name, says=says, printed=said, unit=unit, source=source)
        return Given(name, value_exactly, said, says, source, unit)

    def compute(
        self,
        table: Table,
        name: str,
        formula: Formula,
        measure: Measure,
        says: Text,
        *,
        rounding: Rounding = Rounding.HALF_UP,
        source: Citation | None = None,
        may_be_unknown: bool = False,
    ) -> Quantity:
        """A formula on each row of a table, rounded once."""
        self._bring(table, formula)
        step = Compute(
            table=table,
            name=name,
            says=says,
            source=source,
            formula=_local(table, formula),
            measure=measure,
            rounding=rounding,
            may_be_unknown=may_be_unknown,
        )
        return self._add(step, measure)

    def total(
        self,
        table: Table,
        name: str,
        of: Quantity,
        says: Text,
        *,
        by: tuple[str, ...] | None = None,
        where: Condition | None = None,
    ) -> Quantity:
        """The sum of a quantity over the rows of its table that belong to each row of `table`."""
        other = Table(of.table)
        if where is not None:
            self._bring(other, where)
        step = Total(
            table=table,
            name=name,
            says=says,
            of=of.name,
            other=other,
            by=_relation(other, table) if by is None else by,
            measure=of.measure,
            where=None if where is None else _local(other, where),
        )
        return self._add(step, of.measure)

    def count(
        self, table: Table, name: str, other: Table, says: Text, *, where: Condition | None = None
    ) -> Quantity:
        """How many rows of another table belong to each row of `table`."""
        one = self._here.get((other, "one"))
        if one is None:
            one = self.compute(other, "one", number(1), Measure.COUNT, Text(zh="一例", en="one row"))
        return self.total(table, name, one, says, where=where)

    def divide(
        self,
        table: Table,
        name: str,
        pool: Quantity,
        weights: Quantity,
        says: Text,
        *,
        source: Citation | None = None,
    ) -> Quantity:
        """A sum of the area, or of each row the rows belong to, divided by their weights to the fen."""
        over = Table(pool.table)
        step = Divide(
            table=table,
            name=name,
            says=says,
            source=source,
            pool=pool.name,
            weights=weights.name,
            over=over,
            by=_relation(table, over),
        )
        return self._add(step, Measure.MONEY)

    def first(
        self, table: Table, name: str, *, rank: Quantity, of: Quantity, otherwise: int, says: Text
    ) -> Quantity:
        """`of` in the row with the greatest `rank` among those that belong to each row of `table`."""
        other = Table(of.table)
        step = First(
            table=table,
            name=name,
            says=says,
            other=other,
            by=_relation(other, table),
            rank=rank.name,
            column=of.name,
            measure=of.measure,
            otherwise=otherwise,
        )
        return self._add(step, of.measure)

    def days_to_next(
        self, table: Table, name: str, *, within: tuple[str, ...], start: Quantity, end: Quantity, says: Text
    ) -> Quantity:
        """The days until the next row of the same person, group or whatever `within` names."""
        step = DaysToNext(table=table, name=name, says=says, within=within, start=start.name, end=end.name)
        return self._add(step, Measure.DAYS)

    def exclude(self, table: Table, name: str, when: Condition, says: Text, *, status: Status) -> None:
        """Leave out the rows where a condition holds, with the reason."""
        self._bring(table, when)
        self._steps.append(
            Exclude(table=table, name=name, says=says, when=_local(table, when), status=status)
        )

    def refuse(self, table: Table, name: str, when: Condition, says: Text) -> None:
        """Refuse the whole settlement where a condition holds for any row, with the reason."""
        self.exclude(table, name, when, says, status=Status.REFUSED)

    def line(self, quantity: Quantity, says: Text, *, below_zero: Text = NOTHING) -> None:
        """A line of the reconciliation: the area's figure, or the sum over a table."""
        line = Line(says=says, table=Table(quantity.table), column=quantity.name, below_zero=below_zero)
        self._lines.append(line)

    def limit(self, text: Text) -> None:
        """What a reader must know before the figures."""
        if text not in self._limits:
            self._limits.append(text)

    def bring(self, table: Table, quantity: Quantity) -> Quantity:
        """A quantity of another table, looked up for each row of this one."""
        if quantity.table == table.value:
            return quantity
        name = f"{quantity.table}.{quantity.name}"
        if (table, name) not in self._here:
            other = Table(quantity.table)
            area = TABLE_NAMES[other]
            says = (
                quantity.says
                if other is Table.AREA
                else Text(zh=f"{area.zh}{quantity.says.zh}", en=f"{quantity.says.en} of the {area.en}")
            )
            by = _relation(table, other)
            step = Join(
                table=table,
                name=name,
                says=says,
                other=other,
                by=by,
                column=quantity.name,
                measure=quantity.measure,
            )
            self._add(step, quantity.measure)
        return self._here[table, name]

    def of_row(self, table: Table, quantity: Quantity, *key: str) -> Quantity:
        """A quantity of one row of another table, the same for all rows here; unknown if it is not there."""
        name = f"{quantity.table}.{'.'.join(key)}"
        if (table, name) not in self._here:
            listed = "/".join(key)
            step = Join(
                table=table,
                name=name,
                says=Text(zh=f"{listed}的{quantity.says.zh}", en=f"{quantity.says.en} of {listed}"),
                other=Table(quantity.table),
                by=(),
                column=quantity.name,
                measure=quantity.measure,
                key=key,
            )
            self._add(step, quantity.measure)
        return self._here[table, name]

    def program(self, result: Quantity) -> Program:
        """The finished program for a result.

        Raises `Undecided` with everything the rule leaves open, and `Unsound` with everything it has wrong.
        """
        flaws = tuple(self._flaws)
        if self._open:
            names = ", ".join(self._open)
            raise Undecided(
                where=self._rule.id,
                found=Text(zh=f"规则未定：{names}", en=f"the rule leaves open: {names}"),
                expected=Text(zh="逐项给出值", en="a value for each"),
                hint=Text(
                    zh="在规则文件中写明，或用 --set 试算", en="write it into the rule, or try one with --set"
                ),
                open=tuple(self._open),
                flaws=flaws,
            )
        if flaws:
            first = flaws[0]
            only_divisors = all(flaw.expected == DIVISOR for flaw in flaws)
            kind = DividesByNothing if only_divisors else Unsound
            raise kind(where=self._rule.id, found=first.found, expected=first.expected, flaws=flaws)
        return Program(
            needs=tuple(self._needs.values()),
            steps=tuple(self._steps),
            table=Table(result.table),
            result=result.name,
            measure=result.measure,
            figures=tuple(self._figures.values()),
            lines=tuple(self._lines),
            limits=tuple(self._limits),
        )

    def _bring(self, table: Table, formula: Formula | Condition) -> None:
        for quantity in quantities(formula):
            self.bring(table, quantity)

    def _add(self, step: Step, measure: Measure) -> Quantity:
        if (step.table, step.name) in self._here:
            message = f"two steps named {step.name} on {step.table.value}"
            raise ValueError(message)
        self._steps.append(step)
        return self._known(Quantity(step.table.value, step.name, measure, step.says))

    def _known(self, quantity: Quantity) -> Quantity:
        self._here[Table(quantity.table), quantity.name] = quantity
        return quantity


def _relation(child: Table, parent: Table) -> tuple[str, ...]:
    return () if parent is Table.AREA else RELATIONS[child, parent]


def _local(table: Table, formula: Any) -> Any:
    """The same formula with the quantities of other tables under the names they were brought by."""
    if isinstance(formula, Quantity):
        if formula.table == table.value:
            return formula
        return Quantity(table.value, f"{formula.table}.{formula.name}", formula.measure, formula.says)
    if not attrs.has(type(formula)) or isinstance(formula, Given):
        return formula
    parts = {field.name: getattr(formula, field.name) for field in attrs.fields(type(formula))}
    return type(formula)(**{name: _local(table, part) for name, part in parts.items()})
