"""Every step that looks at several rows, against the same thing done the slow way."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from yigai.errors import InvalidValue, Text, Undefined
from yigai.model.activity import Activity, Area, Auxiliary, Case, Consortium, Group, Institution, Member
from yigai.model.flaws import Flawed
from yigai.payment.evaluate import Evaluated, MissingData, evaluate
from yigai.payment.formula import Choice, Comparison, Condition, Formula, Known, Quantity, Relation, number
from yigai.payment.measure import Measure
from yigai.payment.program import (
    Compute,
    DaysToNext,
    Divide,
    Exclude,
    First,
    Join,
    Program,
    Status,
    Step,
    Table,
    Total,
)
from yigai.payment.rows import Value, columns_of, tables_of
from yigai.values.money import Money
from yigai.values.scaled import Factor

SAYS = Text(zh="数", en="figure")
FIRST_DAY = pendulum.date(2024, 1, 1)


def column(table: Table, name: str) -> Quantity:
    measure, says = columns_of(table)[name]
    return Quantity(table.value, name, measure, says)


COST, PAID = column(Table.CASE, "cost"), column(Table.CASE, "patient_paid")


def run(activity: Activity, *steps: Step) -> Evaluated:
    last = steps[-1]
    program = Program(needs=(), steps=steps, table=last.table, result=last.name, measure=Measure.MONEY)
    return evaluate(program, tables_of(activity))


def values(evaluated: Evaluated, table: Table, name: str) -> dict[str, Value]:
    rows = evaluated.tables[table]
    return {rows.ids[row]: rows.columns[name][row] for row in rows.living()}


def left_out(evaluated: Evaluated) -> dict[str, str]:
    return {evaluated.tables[each.table].place(each.row): each.reason.en for each in evaluated.excluded}


def compute(name: str, formula: Formula, table: Table = Table.CASE) -> Compute:
    return Compute(table=table, name=name, says=SAYS, formula=formula, measure=Measure.MONEY)


def total(of: str, *, where: Condition | None = None) -> Total:
    return Total(
        table=Table.INSTITUTION, name="sum", says=SAYS, of=of, other=Table.CASE, by=("institution",),
        measure=Measure.MONEY, where=where,
    )  # fmt: skip


@st.composite
def activities(draw: DrawFn) -> Activity:
    """A few institutions and cases, in any order; some figures are missing, many are equal."""
    names = draw(st.permutations(["h1", "h2", "h/3", "甲院"]))[: draw(st.integers(1, 4))]
    fen = st.sampled_from([0, 1, 50, 100, 12_345]) | st.integers(0, 10**12)
    money = st.none() | fen.map(Money)
    days = st.none() | st.integers(0, 30)
    cases = [
        Case(
            id=f"c{at}",
            institution=draw(st.sampled_from(names)),
            group=draw(st.sampled_from(["A", "B", None])),
            person=draw(st.sampled_from(["p", "q", None])),
            cost=draw(money),
            patient_paid=draw(money),
            admitted=_day(draw(days)),
            discharged=_day(draw(days)),
        )
        for at in draw(st.permutations(range(draw(st.integers(0, 7)))))
    ]
    return Activity(institutions=tuple(Institution(id=name) for name in names), cases=tuple(cases))


def _day(days: int | None) -> pendulum.Date | None:
    return None if days is None else FIRST_DAY.add(days=days)


def fen(money: Money | None) -> int | None:
    return None if money is None else money.fen


# ------------------------------------------------------------------- sums


@given(activities(), st.integers(0, 200))
def test_a_sum_is_that_of_the_rows_that_belong_and_count(activity: Activity, least: int) -> None:
    where = Comparison(COST, Relation.AT_LEAST, number(Fraction(least, 100)))
    evaluated = run(activity, total("patient_paid", where=where))
    counted = [case for case in activity.cases if case.cost is not None and case.cost.fen >= least]
    expected = {each.id: 0 for each in activity.institutions}
    for case in counted:
        expected[case.institution] += 0 if case.patient_paid is None else case.patient_paid.fen
    assert values(evaluated, Table.INSTITUTION, "sum") == expected
    no_cost = {f"cases[{case.id}]": "no total cost" for case in activity.cases if case.cost is None}
    not_paid = {
        f"cases[{each.id}]": "no paid by the patient" for each in counted if each.patient_paid is None
    }
    assert left_out(evaluated) == no_cost | not_paid


@given(activities())
def test_a_row_rejected_after_it_was_summed_is_in_no_sum(activity: Activity) -> None:
    evaluated = run(activity, total("cost", where=Known(COST)), compute("later", PAID))
    expected = {each.id: 0 for each in activity.institutions}
    for case in activity.cases:
        if case.cost is not None and case.patient_paid is not None:
            expected[case.institution] += case.cost.fen
    assert values(evaluated, Table.INSTITUTION, "sum") == expected
    assert {each.row for each in evaluated.excluded} == {
        at for at, case in enumerate(activity.cases) if case.patient_paid is None
    }


def test_a_row_rejected_because_of_a_sum_stays_out_when_the_sum_is_taken_again() -> None:
    """h1 has 3 yuan in sum; its case of 2 yuan is above half of that, and without it 1 yuan is left."""
    cases = tuple(Case(id=name, institution="h1", cost=Money(fen)) for name, fen in (("a", 100), ("b", 200)))
    activity = Activity(institutions=(Institution(id="h1"),), cases=cases)
    half = Quantity("cases", "institutions.sum", Measure.MONEY, SAYS) / number(2)
    join = Join(
        table=Table.CASE, name="institutions.sum", says=SAYS, other=Table.INSTITUTION, by=("institution",),
        column="sum", measure=Measure.MONEY,
    )  # fmt: skip
    out = Exclude(table=Table.CASE, name="much", says=SAYS, when=COST.more(half))
    evaluated = run(activity, total("cost"), join, out)
    assert left_out(evaluated) == {"cases[b]": "figure", "cases[a]": "figure"}
    assert values(evaluated, Table.INSTITUTION, "sum") == {"h1": 0}


@pytest.mark.parametrize("of", ["cost", "patient_paid"])
def test_a_row_that_belongs_nowhere_is_listed(of: str) -> None:
    one = Case(id="a", institution="h1", cost=Money(100), patient_paid=Money(50))
    cases = (one, attrs.evolve(one, id="b", institution="h9"))
    evaluated = run(Activity(institutions=(Institution(id="h1"),), cases=cases), total(of))
    assert left_out(evaluated) == {"cases[b]": "no institution h9 in institutions"}
    assert values(evaluated, Table.INSTITUTION, "sum") == {"h1": getattr(one, of).fen}


def test_a_sum_over_institutions_refuses_what_one_of_them_lacks() -> None:
    activity = Activity(institutions=(Institution(id="h1", quota=Money(1)), Institution(id="h2")))
    step = Total(
        table=Table.AREA,
        name="sum",
        says=SAYS,
        of="quota",
        other=Table.INSTITUTION,
        by=(),
        measure=Measure.MONEY,
    )
    with pytest.raises(MissingData) as refused:
        run(activity, step)
    assert [each.en for each in refused.value.missing] == ["institutions[h2]: no quota"]


def test_the_sum_over_no_rows_is_zero() -> None:
    assert values(
        run(Activity(institutions=(Institution(id="h1"),)), total("cost")), Table.INSTITUTION, "sum"
    ) == {"h1": 0}


# ------------------------------------------------------------------- joins


def joined(column: str = "mean_cost") -> Join:
    return Join(
        table=Table.CASE, name=f"groups.{column}", says=SAYS, other=Table.GROUP, by=("group",), column=column,
        measure=Measure.MONEY,
    )  # fmt: skip


MEAN = Quantity("cases", "groups.mean_cost", Measure.MONEY, Text(zh="均费", en="mean"))


@given(activities(), st.none() | st.integers(0, 10**6).map(Money))
def test_a_row_that_refers_to_nothing_is_rejected_and_what_is_empty_there_is_empty_here(
    activity: Activity, mean: Money | None
) -> None:
    evaluated = run(attrs.evolve(activity, groups=(Group(code="A", mean_cost=mean),)), joined())
    assert values(evaluated, Table.CASE, "groups.mean_cost") == {
        case.id: fen(mean) for case in activity.cases if case.group == "A"
    }
    reasons = {"B": "no group B in groups", None: "no group given"}
    assert left_out(evaluated) == {
        f"cases[{case.id}]": reasons[case.group] for case in activity.cases if case.group != "A"
    }


def test_what_is_empty_in_a_reference_rejects_only_who_needs_it() -> None:
    cases = tuple(Case(id=code, institution="h", group=code, cost=Money(100)) for code in "AB")
    groups = (Group(code="A"), Group(code="B", mean_cost=Money(200)), Group(code="C"))
    evaluated = run(Activity(cases=cases, groups=groups), joined(), compute("x", COST / MEAN))
    assert left_out(evaluated) == {"cases[A]": "no figure"}
    assert values(evaluated, Table.CASE, "x") == {"B": 50}


def test_a_row_whose_reference_goes_no_further_goes_no_further() -> None:
    cases = tuple(Case(id=code, institution="h", group=code) for code in "AB")
    groups = (Group(code="A", mean_cost=Money(100)), Group(code="B", mean_cost=Money(200)))
    mean = column(Table.GROUP, "mean_cost")
    out = Exclude(table=Table.GROUP, name="dear", says=SAYS, when=mean.more(number(1)))
    evaluated = run(Activity(cases=cases, groups=groups), out, joined())
    assert left_out(evaluated) == {"groups[B]": "figure", "cases[B]": "group B was left out"}


# ------------------------------------------------------------------- leaving rows out


def test_a_condition_that_divides_by_nothing_is_undefined() -> None:
    activity = Activity(cases=(Case(id="a", institution="h", cost=Money(100), patient_paid=Money(0)),))
    out = Exclude(table=Table.CASE, name="far", says=SAYS, when=(COST / PAID).more(number(2)))
    with pytest.raises(Undefined) as undefined:
        run(activity, out)
    assert undefined.value.where == "cases[a] far"


@pytest.mark.parametrize("count", [None, 1])
def test_it_is_the_divisor_of_nothing_that_is_named_and_not_the_one_beside_it(count: int | None) -> None:
    days = column(Table.CASE, "days")
    row = Case(id="c", institution="a", cost=Money(300), patient_paid=Money(0), days=count)
    by_days = Choice(Known(days), COST / days, COST)
    with pytest.raises(Undefined) as told:
        run(Activity(cases=(row,)), compute("x", by_days + COST / PAID, Table.CASE))
    assert str(told.value.found) == f"{PAID.says.en} 0.00, by which something of cases[c] is divided"


def test_a_sum_whose_condition_divides_by_nothing_is_undefined() -> None:
    cases = (Case(id="a", institution="h", cost=Money(100), patient_paid=Money(0)),)
    activity = Activity(institutions=(Institution(id="h"),), cases=cases)
    with pytest.raises(Undefined):
        run(activity, total("cost", where=(COST / PAID).more(number(2))))


def test_a_condition_on_what_an_institution_lacks_refuses_everything() -> None:
    quota = column(Table.INSTITUTION, "quota")
    out = Exclude(table=Table.INSTITUTION, name="rich", says=SAYS, when=quota.more(number(2)))
    with pytest.raises(MissingData) as refused:
        run(Activity(institutions=(Institution(id="h1"),)), out)
    assert [each.en for each in refused.value.missing] == ["institutions[h1]: no quota"]


@given(activities())
def test_left_out_rows_are_part_of_no_later_step(activity: Activity) -> None:
    out = Exclude(table=Table.CASE, name="many", says=SAYS, when=COST.more(number(1)), status=Status.REVIEW)
    evaluated = run(activity, out, compute("x", COST + COST))
    expected = {c.id: 2 * c.cost.fen for c in activity.cases if c.cost is not None and c.cost.fen <= 100}
    assert values(evaluated, Table.CASE, "x") == expected
    assert {evaluated.tables[Table.CASE].ids[each.row]: each.status for each in evaluated.excluded} == {
        c.id: Status.REJECTED if c.cost is None else Status.REVIEW
        for c in activity.cases
        if c.id not in expected
    }


# ------------------------------------------------------------------- dividing a sum


def largest_remainder(pool: int, weights: dict[str, int]) -> dict[str, int]:
    """By the rule of thumb: fen by fen to whoever is furthest below what is due, ties to the smaller id."""
    whole = sum(weights.values())
    due = {name: Fraction(abs(pool) * weight, whole) for name, weight in weights.items()}
    got = {name: int(part) for name, part in due.items()}
    while sum(got.values()) < abs(pool):
        name = min(weights, key=lambda each: (got[each] - due[each], each))
        got[name] += 1
    return {name: part if pool >= 0 else -part for name, part in got.items()}


def divided(pool: int, weights: dict[str, int]) -> dict[str, Value]:
    activity = Activity(
        area=Area(),
        institutions=tuple(Institution(id=name, heads=weight) for name, weight in weights.items()),
    )
    # The pool may be negative, which no column of the activity may be.
    step = Divide(table=Table.INSTITUTION, name="part", says=SAYS, pool="pool", weights="heads")
    return values(
        run(activity, compute("pool", number(Fraction(pool, 100)), Table.AREA), step),
        Table.INSTITUTION,
        "part",
    )


WEIGHTS = st.dictionaries(
    st.text("ab1/医", min_size=1, max_size=3),
    st.sampled_from([0, 1, 1, 2, 3]) | st.integers(0, 10**9),
    max_size=6,
)


@given(st.integers(-50, 50) | st.integers(-(10**12), 10**12), WEIGHTS)
def test_a_sum_is_divided_to_the_last_fen_by_largest_remainder(pool: int, weights: dict[str, int]) -> None:
    assume(any(weights.values()))
    assert divided(pool, weights) == largest_remainder(pool, weights)


@given(WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_moves_no_fen(weights: dict[str, int], random: Any) -> None:
    assume(any(weights.values()))
    shuffled = list(weights.items())
    random.shuffle(shuffled)
    assert divided(101, dict(shuffled)) == divided(101, weights)


@pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": 0, "b": 0}])
def test_what_nobody_has_a_weight_for_cannot_be_divided(weights: dict[str, int]) -> None:
    with pytest.raises(Undefined):
        divided(100, weights)


def test_who_belongs_to_a_row_left_out_gets_nothing_of_the_others() -> None:
    activity = Activity(
        consortia=(
            Consortium(id="east", inside_cost=Money(101), heads=1),
            Consortium(id="west", inside_cost=Money(55), heads=0),
        ),
        members=tuple(
            Member(id=name, consortium=home, weight=1)
            for name, home in (("a", "east"), ("b", "east"), ("c", "west"))
        ),
    )
    nobody = Comparison(column(Table.CONSORTIUM, "heads"), Relation.EQUAL, number(0))
    out = Exclude(table=Table.CONSORTIUM, name="out", says=SAYS, when=nobody, status=Status.REJECTED)
    step = Divide(
        table=Table.MEMBER,
        name="part",
        says=SAYS,
        pool="inside_cost",
        weights="weight",
        over=Table.CONSORTIUM,
        by=("consortium",),
    )
    assert values(run(activity, out, step), Table.MEMBER, "part") == {"a": 51, "b": 50, "c": 0}


# ------------------------------------------------------------------- the first of several


def first(*auxiliaries: Auxiliary, then: tuple[Step, ...] = ()) -> Evaluated:
    step = First(
        table=Table.CASE, name="factor", says=SAYS, other=Table.AUXILIARY, by=("case",), rank="trigger",
        column="factor", measure=Measure.FACTOR, otherwise=10_000,
    )  # fmt: skip
    cases = (Case(id="c1", institution="h"), Case(id="c2", institution="h"))
    return run(Activity(cases=cases, auxiliaries=auxiliaries), step, *then)


SMALL = st.sampled_from([9_000, 10_000, 11_000, 12_000]).map(Factor)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["c1", "c2"]), st.text("ab/", min_size=1, max_size=2)),
        st.tuples(SMALL, SMALL),
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_the_greatest_rank_comes_first_then_the_smaller_name(
    rows: dict[tuple[str, str], tuple[Factor, Factor]], random: Any
) -> None:
    auxiliaries = [
        Auxiliary(case=case, name=name, trigger=trigger, factor=factor)
        for (case, name), (trigger, factor) in rows.items()
    ]
    random.shuffle(auxiliaries)
    expected = {}
    for case in ("c1", "c2"):
        mine = sorted(
            (-trigger.units, name, factor.units)
            for (of, name), (trigger, factor) in rows.items()
            if of == case
        )
        expected[case] = mine[0][2] if mine else 10_000
    assert values(first(*auxiliaries), Table.CASE, "factor") == expected


def test_a_row_without_a_rank_is_listed() -> None:
    rows = (
        Auxiliary(case="c1", name="a", factor=Factor(20_000)),
        Auxiliary(case="c1", name="b", trigger=Factor(10_000), factor=Factor(11_000)),
    )
    evaluated = first(*rows)
    assert values(evaluated, Table.CASE, "factor") == {"c1": 11_000, "c2": 10_000}
    assert left_out(evaluated) == {"auxiliaries[c1/a]": "no trigger factor"}


def test_the_first_is_not_a_row_rejected_later() -> None:
    rows = (
        Auxiliary(case="c1", name="a", trigger=Factor(12_000)),
        Auxiliary(case="c1", name="b", trigger=Factor(10_000), factor=Factor(11_000)),
    )
    factor = column(Table.AUXILIARY, "factor")
    evaluated = first(*rows, then=(compute("needs it", factor, Table.AUXILIARY),))
    assert values(evaluated, Table.CASE, "factor") == {"c1": 11_000, "c2": 10_000}


def test_an_auxiliary_of_no_case_is_listed() -> None:
    evaluated = first(Auxiliary(case="c9", name="a", trigger=Factor(1), factor=Factor(2)))
    assert left_out(evaluated) == {"auxiliaries[c9/a]": "no case c9 in cases"}


# ------------------------------------------------------------------- days to the next


DAYS_TO_NEXT = DaysToNext(
    table=Table.CASE, name="gap", says=SAYS, within=("person", "group"), start="admitted", end="discharged"
)


def days_to_next(cases: Iterable[Case]) -> Evaluated:
    return run(Activity(cases=tuple(cases)), DAYS_TO_NEXT)


@given(activities())
def test_the_days_to_the_next_are_those_to_the_nearest_later_start(activity: Activity) -> None:
    expected: dict[str, int | None] = {}
    for case in activity.cases:
        later = [
            (other.admitted, other.id)
            for other in activity.cases
            if other.admitted and case.admitted and (other.admitted, other.id) > (case.admitted, case.id)
            if (case.person, case.group) == (other.person, other.group)
        ]
        known = case.person and case.group and case.discharged and later
        expected[case.id] = (
            min(later)[0].toordinal() - case.discharged.toordinal() if known and case.discharged else None
        )
    assert values(days_to_next(activity.cases), Table.CASE, "gap") == expected


def test_the_next_stay_is_that_of_the_next_day_in_whatever_order_they_stand() -> None:
    stays = [
        Case(id=name, institution="h", person="p", group="A", admitted=day, discharged=day.add(days=1))
        for name, day in (
            ("third", FIRST_DAY.add(days=9)),
            ("first", FIRST_DAY),
            ("second", FIRST_DAY.add(days=3)),
        )
    ]
    expected = {"first": 2, "second": 5, "third": None}
    assert values(days_to_next(stays), Table.CASE, "gap") == expected
    assert values(days_to_next(reversed(stays)), Table.CASE, "gap") == expected


@pytest.mark.parametrize("cost", [None, Money(500)])
def test_a_stay_that_is_not_paid_took_place_all_the_same(cost: Money | None) -> None:
    stay = Case(
        id="a",
        institution="h1",
        person="p",
        group="A",
        admitted=FIRST_DAY,
        discharged=FIRST_DAY,
        cost=Money(1),
    )
    again = attrs.evolve(stay, id="b", admitted=FIRST_DAY.add(days=3), cost=cost)
    out = Exclude(table=Table.CASE, name="much", says=SAYS, when=COST.more(number(1)), status=Status.REVIEW)
    activity = Activity(institutions=(Institution(id="h1"),), cases=(stay, again))
    evaluated = run(activity, total("cost", where=Known(COST)), DAYS_TO_NEXT, out, compute("x", COST))
    assert values(evaluated, Table.CASE, "gap") == {"a": 3}
    assert values(evaluated, Table.INSTITUTION, "sum") == {"h1": 1}


# ------------------------------------------------------------------- ids


def test_two_rows_of_one_id_are_refused() -> None:
    with pytest.raises(Flawed, match="an id not used before"):
        Activity(institutions=(Institution(id="h1"), Institution(id="h1")))


def test_two_rows_that_only_print_alike_are_kept_apart() -> None:
    rows = (
        Auxiliary(case="c1", name="a/b", trigger=Factor(1), factor=Factor(2)),
        Auxiliary(case="c1/a", name="b", trigger=Factor(1), factor=Factor(3)),
    )
    with pytest.raises(InvalidValue) as refused:
        tables_of(Activity(auxiliaries=rows))
    assert refused.value.where == "auxiliaries[c1/a/b]"
