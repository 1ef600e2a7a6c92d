"""Running cases (案例): settle, and say where what comes out departs from what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

import attrs

from yigai.errors import NOTHING, InvalidValue, Text, Undefined, UnknownName, YigaiError, did_you_mean
from yigai.files.faults import FileFaults
from yigai.judging.trace import Trace
from yigai.model.payment import NotInForce
from yigai.payment.builder import Undecided
from yigai.payment.cases import Case, ExpectedFigure, Refusal, RefusalKind
from yigai.payment.evaluate import MissingData
from yigai.payment.overlay import overlay
from yigai.payment.program import Table
from yigai.payment.settle import settle
from yigai.payment.settlement import Settlement

_SHOWN = 5
_KNOWN = Text(zh="表中已有的", en="one that is there")


@attrs.frozen(kw_only=True)
class Mismatch:
    """Where a case departs: what was looked at, what was expected, what came, and why it came."""

    what: str
    expected: str
    got: Text
    trace: Trace = Trace()


def run_case(case: Case) -> tuple[Mismatch, ...]:
    """Everything in which a case departs from what is expected; nothing where it passes."""
    refusal = case.expected.refused
    try:
        rule, activity = case.inputs()
        if case.changes:
            rule = overlay(rule, case.changes, source=f"{case.source} set")
        settlement = settle(rule, activity, as_of=case.as_of)
    except YigaiError as error:
        if refusal is None:
            return (Mismatch(what="settle", expected="settled", got=_said(error)),)
        return tuple(_refused_otherwise(error, refusal))
    if refusal is not None:
        return (Mismatch(what="settle", expected=f"refused: {refusal.kind.value}", got=_came(settlement)),)
    return (
        *_amounts(case, settlement),
        *_figures(case, settlement),
        *_left_out(case, settlement),
        *_totals(case, settlement),
    )


def _refused_otherwise(error: YigaiError, refusal: Refusal) -> Iterator[Mismatch]:
    if not isinstance(error, _class_of(refusal.kind)) or (
        refusal.kind is RefusalKind.INVALID and isinstance(error, Undecided)
    ):
        yield Mismatch(what="refused", expected=refusal.kind.value, got=_said(error))
        return
    said = f"{error.render('zh')}\n{error.render('en')}"
    for word in refusal.mentions:
        if word not in said:
            yield Mismatch(what="refused", expected=word, got=_said(error))


def _class_of(kind: RefusalKind) -> type[YigaiError]:
    match kind:
        case RefusalKind.FAULTS:
            return FileFaults
        case RefusalKind.UNDECIDED:
            return Undecided
        case RefusalKind.MISSING_DATA:
            return MissingData
        case RefusalKind.NOT_IN_FORCE:
            return NotInForce
        case RefusalKind.UNDEFINED:
            return Undefined
        case RefusalKind.INVALID:
            return InvalidValue
        case _:
            assert_never(kind)


def _amounts(case: Case, settlement: Settlement) -> Iterator[Mismatch]:
    for name, amount in case.expected.amounts.items():
        try:
            got = settlement.amount(name)
        except YigaiError as error:
            yield Mismatch(what=name, expected=str(amount), got=_said(error))
            continue
        if got != amount:
            table = settlement.program.table
            trace = settlement.explain(name, table=table)
            yield Mismatch(what=name, expected=str(amount), got=_same(str(got)), trace=trace)


def _figures(case: Case, settlement: Settlement) -> Iterator[Mismatch]:
    for figure in case.expected.figures:
        what = f"{figure.table.value}[{figure.id}] {figure.step}"
        expected = "?" if figure.value is None else figure.value
        try:
            got = _got(settlement, figure)
        except YigaiError as error:
            yield Mismatch(what=what, expected=expected, got=_said(error))
            continue
        if not _is_equal(expected, got):
            trace = settlement.explain(figure.id, table=figure.table, column=figure.step)
            yield Mismatch(what=what, expected=expected, got=_same(got), trace=trace)


def _got(settlement: Settlement, figure: ExpectedFigure) -> str:
    """The figure as printed. Raises `UnknownName` for a row or a step that is not there."""
    rows = settlement.evaluated.tables[figure.table]
    name = "" if figure.table is Table.AREA else figure.id
    for wanted, known in ((name, rows.by_id), (figure.step, rows.columns)):
        if wanted not in known:
            raise UnknownName(found=repr(wanted), expected=_KNOWN, hint=did_you_mean(wanted, known))
    value = rows.columns[figure.step][rows.by_id[name]]
    return settlement.measure(figure.table, figure.step).printed(value)


def _left_out(case: Case, settlement: Settlement) -> Iterator[Mismatch]:
    got = {each.place: each for each in settlement.left_out}
    for place, status in case.expected.left_out.items():
        if place not in got:
            counts = Text(zh="计入", en="it counts")
            yield Mismatch(what=place, expected=status.value, got=counts)
        elif got[place].status is not status:
            yield Mismatch(what=place, expected=status.value, got=_same(got[place].status.value))
    for place, row in got.items():
        if place not in case.expected.left_out:
            said = Text(zh=f"{row.status.value}：{row.reason.zh}", en=f"{row.status.value}: {row.reason.en}")
            yield Mismatch(what=place, expected="paid", got=said, trace=settlement.explain(place))


def _totals(case: Case, settlement: Settlement) -> Iterator[Mismatch]:
    lines = {line.name: line for line in settlement.reconciliation}
    for name, expected in case.expected.totals.items():
        if name not in lines:
            hint = did_you_mean(name, lines)
            listed = ", ".join(lines)
            got = Text(zh=f"没有这一行；有 {listed}", en=f"no such line; there are {listed}")
            said = got if hint is NOTHING else Text(zh=f"{got.zh}；{hint.zh}", en=f"{got.en}; {hint.en}")
            yield Mismatch(what=name, expected=expected, got=said)
        elif not _is_equal(expected, str(lines[name])):
            yield Mismatch(
                what=name, expected=expected, got=_same(str(lines[name])), trace=_line(settlement, name)
            )


def _line(settlement: Settlement, name: str) -> Trace:
    """Why a line of the area is what it is; a sum over a table is explained by its rows."""
    area = settlement.evaluated.tables[Table.AREA]
    return settlement.explain("", table=Table.AREA, column=name) if name in area.columns else Trace()


def _is_equal(expected: str, got: str) -> bool:
    """Whether two printed figures are the same: numbers as numbers, anything else as it stands."""
    try:
        return Fraction(expected) == Fraction(got)
    except (ValueError, ZeroDivisionError):
        return expected == got


def _came(settlement: Settlement) -> Text:
    """What came where nothing should have: the first amounts, and how many rows are out."""
    found = [f"{each.id} {each}".strip() for each in settlement.results]
    listed = ", ".join([*found[:_SHOWN], *(["…"] if found[_SHOWN:] else [])])
    out = len(settlement.left_out)
    return Text(
        zh=f"已算出结果：{listed}{f'；未列入 {out} 行' if out else ''}",
        en=f"settled: {listed}{f'; left out {out}' if out else ''}",
    )


def _same(printed: str) -> Text:
    return Text(zh=printed, en=printed)


def _said(error: YigaiError) -> Text:
    return Text(zh=error.render("zh"), en=error.render("en"))
