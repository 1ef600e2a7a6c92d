"""A trace tells what was done: its numbers are those of the settlement, and worked out again they agree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import attrs
import pendulum
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generated.dip_years import Year, years
from generated.paying import tied, wild
from pocket import worked_out
from yigai.errors import Undefined, UnknownName
from yigai.files.formats import read_file, read_rule
from yigai.judging.trace import Step as TraceStep
from yigai.model.activity import Activity
from yigai.payment import formula as f
from yigai.payment.explain import taken_branches
from yigai.payment.program import Compute, Divide, Exclude, Status, Table, Total
from yigai.payment.rows import Rows, columns_of
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement
from yigai.payment.words import named
from yigai.values.money import Rounding

EXAMPLE = Path(__file__).parents[2] / "examples" / "dip_city"
PLACE = re.compile(r"([a-z_]+)(?:\[(.*)\])?")
ROUNDED = re.compile(r" \(rounded [^()]*\)$")


def settled(year: Year) -> Settlement:
    try:
        return year.settled()
    except Undefined:
        assume(False)  # noqa: FBT003
        raise


def below(step: TraceStep) -> Iterator[TraceStep]:
    yield step
    for each in step.steps:
        yield from below(each)


def told(settlement: Settlement) -> Iterator[TraceStep]:
    """Every step on a row in every trace of everybody who is paid; the others are figures of the rule."""
    for result in settlement.results:
        for step in settlement.explain(result.id).steps:
            yield from (each for each in below(step) if "row" in dict(each.inputs))


def standing(settlement: Settlement, step: TraceStep) -> tuple[Rows, int]:
    """The row that a step of a trace says it stands at."""
    found = PLACE.fullmatch(dict(step.inputs)["row"])
    assert found is not None
    rows = settlement.evaluated.tables[Table(found[1])]
    return rows, rows.by_id[found[2] or ""]


@given(years(tied(), most=5))
def test_every_number_in_a_trace_is_the_number_of_the_settlement(year: Year) -> None:
    settlement = settled(year)
    for step in told(settlement):
        rows, row = standing(settlement, step)
        assert rows.live[row]
        figures = settlement.figures(rows.table, rows.ids[row])
        assert step.result.split(" ")[0] == figures.get(step.name, _printed(rows, row, step.name))


def _printed(rows: Rows, row: int, column: str) -> str | None:
    """A column of the activity as it stands there."""
    measures = columns_of(rows.table)
    return measures[column][0].printed(rows.columns[column][row]) if column in measures else None


@given(years(tied() | wild(), most=5))
def test_a_formula_worked_out_again_from_its_inputs_gives_its_result(year: Year) -> None:
    settlement = settled(year)
    computed = {
        (each.table, each.name): each for each in settlement.program.steps if isinstance(each, Compute)
    }
    for step in told(settlement):
        rows, row = standing(settlement, step)
        done = computed.get((rows.table, step.name))
        if done is None or not step.steps:
            continue
        text = ROUNDED.sub("", step.formula.en.split("; because ")[0])
        taken, _ = taken_branches(done.formula, rows, row)
        assert _once(worked_out(text, _fed(taken, rows, row)), done) == rows.columns[step.name][row]


def _fed(formula: f.Formula, rows: Rows, row: int) -> dict[str, Fraction | None]:
    values: dict[str, Fraction | None] = {}
    for leaf in f.leaves_of(formula):
        if isinstance(leaf, f.Given):
            values[named(leaf).en] = leaf.value
        else:
            value = rows.columns[leaf.name][row]
            name = f"{leaf.says.en} {leaf.measure.printed(value)}"
            values[name] = Fraction(value, leaf.measure.scale) if isinstance(value, int) else None
    return values


def _once(value: Fraction, step: Compute) -> int:
    scaled = value * step.measure.scale
    assert step.rounding is Rounding.HALF_UP
    size = int(abs(scaled) + Fraction(1, 2))
    return size if scaled >= 0 else -size


@given(years(tied(), most=5))
def test_the_rows_of_a_sum_add_up_to_it_and_the_parts_of_a_pool_are_due(year: Year) -> None:
    settlement = settled(year)
    kinds = {(each.table, each.name): each for each in settlement.program.steps}
    for step in told(settlement):
        rows, row = standing(settlement, step)
        done = kinds.get((rows.table, step.name))
        value = rows.columns[step.name][row]
        if isinstance(done, Total) and step.steps:
            parts = [standing(settlement, each) for each in step.steps]
            assert sum(int(each.columns[done.of][at] or 0) for each, at in parts) == value
        if isinstance(done, Divide) and dict(step.inputs).get("shown") is None:
            area = settlement.evaluated.tables[Table.AREA]
            weights = [int(rows.columns[done.weights][each] or 0) for each in rows.living()]
            due = int(area.columns[done.pool][0] or 0) * int(rows.columns[done.weights][row] or 0)
            assert abs(due - int(value or 0) * sum(weights)) < sum(weights) or due == value == 0


@given(years(tied(), most=6))
def test_whoever_is_left_out_is_told_why(year: Year) -> None:
    settlement = settled(year)
    for out, excluded in zip(settlement.left_out, settlement.evaluated.excluded, strict=True):
        rows = settlement.evaluated.tables[excluded.table]
        (step,) = settlement.explain(rows.ids[excluded.row], table=excluded.table).steps
        assert (step.says, step.result, dict(step.inputs)["row"]) == (out.reason, out.status.value, out.place)
        cause = next(each for each in settlement.program.steps if each.name == excluded.step)
        if isinstance(cause, Exclude) and out.status is Status.REVIEW:
            assert step.formula.en
            assert [each.result for each in step.steps]


@given(years(tied(), most=5), st.randoms(use_true_random=False))
def test_the_order_of_rows_moves_no_fen_and_that_of_references_no_word(year: Year, random: Random) -> None:
    activity, one = year.activity, settled(year)
    references = attrs.evolve(
        activity,
        groups=tuple(random.sample(activity.groups, len(activity.groups))),
        group_levels=tuple(random.sample(activity.group_levels, len(activity.group_levels))),
    )
    same = settled(attrs.evolve(year, activity=references))
    assert [same.explain(each.id) for each in one.results] == [one.explain(each.id) for each in one.results]
    rows = attrs.evolve(
        activity,
        institutions=tuple(random.sample(activity.institutions, len(activity.institutions))),
        cases=tuple(random.sample(activity.cases, len(activity.cases))),
        auxiliaries=tuple(random.sample(activity.auxiliaries, len(activity.auxiliaries))),
    )
    other = settled(attrs.evolve(year, activity=rows))
    assert {each.id: each for each in one.results} == {each.id: each for each in other.results}
    assert set(one.left_out) == set(other.left_out)


def test_an_unknown_id_or_column_is_told_with_the_nearest() -> None:
    settlement = example()
    with pytest.raises(UnknownName, match="h3"):
        settlement.explain("h3")
    with pytest.raises(UnknownName) as unknown:
        settlement.explain("h1", column="pionts")
    assert unknown.value.hint.en == "did you mean 'points'?"


def example() -> Settlement:
    rule = read_rule(EXAMPLE / "dip.rule.yaml")
    return settle(rule, read_file(EXAMPLE / "activity.yaml", Activity), as_of=pendulum.date(2024, 12, 31))


SCRIPT = """
import pendulum, sys
from yigai.files.formats import read_file, read_rule
from yigai.model.activity import Activity
from yigai.payment.settle import settle
folder = sys.argv[1]
rule, activity = read_rule(f"{folder}/dip.rule.yaml"), read_file(f"{folder}/activity.yaml", Activity)
settled = settle(rule, activity, as_of=pendulum.date(2024, 12, 31))
print([settled.explain(each) for each in ("h1", "h2", "c5", "c6")])
print(settled.results, settled.left_out, settled.reconciliation)
"""


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    outputs = {
        subprocess.run(
            (sys.executable, "-c", SCRIPT, str(EXAMPLE)),
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert b"41396.24" in outputs.pop()
