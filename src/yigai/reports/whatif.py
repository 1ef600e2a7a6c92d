"""Two settlements side by side (试算比较), as text and as JSON (`yigai-whatif/1`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from yigai.errors import Text
from yigai.judging.trace import Trace
from yigai.payment.compare import Change, Comparison, Departure
from yigai.payment.measure import Measure
from yigai.payment.refusals import LeftOut
from yigai.reports.data import text_data
from yigai.reports.layout import WIDTH, row, sayer, spaced, wrapped
from yigai.reports.settlement_data import activity_data, rule_data, tree_data
from yigai.reports.settlement_text import (
    head_lines,
    limit_lines,
    mark_of,
    paragraphs,
    trace_block,
)

SCHEMA = "yigai-whatif/1"

Traces = Mapping[str, tuple[Trace, Trace]]
_CELL = 17


def whatif_text(
    comparison: Comparison, lang: str = "zh", *, changes: Mapping[str, str], traces: Traces | None = None
) -> str:
    """The comparison as lines of at most 80 columns; `traces` of both sides stand at the end."""
    say = sayer(lang)
    blocks = [
        head_lines(comparison.before, lang, changes=changes),
        limit_lines(comparison.after, lang),
        _table(comparison, lang),
        _rows(comparison.newly_left_out, say("试算后才未列入", "Left out only after"), lang),
        _rows(comparison.no_longer_left_out, say("试算后不再未列入", "Left out only before"), lang),
    ]
    for name, (before, after) in (traces or {}).items():
        blocks.append(trace_block(f"{name}  {say('原规则', 'before')}", before, lang))
        blocks.append(trace_block(f"{name}  {say('试算', 'after')}", after, lang))
    return paragraphs(blocks)


def _table(comparison: Comparison, lang: str) -> Iterator[str]:
    say, measure = sayer(lang), comparison.before.program.measure
    unit = measure.unit.of(lang)
    title = say("比较", "Compared") + (say(f"（{unit}）", f" ({unit})") if unit else "")
    marks = dict.fromkeys([mark_of(comparison.before, lang), mark_of(comparison.after, lang)])
    yield from spaced([part for part in (title, *marks) if part], WIDTH)
    heads = (say("原规则", "before"), say("试算", "after"), say("差", "difference"))
    room = WIDTH - 2 - 3 * _CELL
    yield from row("", [(head, _CELL) for head in heads], room=room, indent=2)
    for change in comparison.changes:
        cells = [(printed(each, measure, signed=signed), _CELL) for each, signed in _cells(change)]
        yield from row(change.id, cells, room=room, indent=2)
        if change.departs is not None:
            yield from wrapped(_departs(change.departs, lang), WIDTH, indent=6, hanging=2)
    if measure is Measure.MONEY:
        before, after = comparison.before.total.fen, comparison.after.total.fen
        cells = [
            (printed(each, measure, signed=signed), _CELL)
            for each, signed in ((before, False), (after, False), (after - before, True))
        ]
        yield from row(say("合计", "total"), cells, room=room, indent=2)


def _cells(change: Change) -> tuple[tuple[int | None, bool], ...]:
    return (change.before, False), (change.after, False), (change.difference, True)


def printed(value: int | None, measure: Measure, *, signed: bool = False) -> str:
    """A figure, with its sign where it is a difference."""
    sign = "+" if signed and value is not None and value > 0 else ""
    return sign + measure.printed(value)


def _departs(departure: Departure, lang: str) -> str:
    before, after = departure.printed(departure.before), departure.printed(departure.after)
    unit = departure.measure.unit.of(lang)
    figures = f"{departure.says.of(lang)} {before} → {after}{' ' if unit else ''}{unit}"
    return sayer(lang)(f"始于 {departure.place} {figures}", f"parts at {departure.place} {figures}")


def _rows(rows: tuple[LeftOut, ...], title: str, lang: str) -> Iterator[str]:
    if rows:
        yield f"{title} {len(rows)}"
    for each in rows:
        yield from spaced((each.place, each.reason.of(lang)), WIDTH, indent=2, hanging=2)


def whatif_json(comparison: Comparison, *, changes: Mapping[str, str], traces: Traces | None = None) -> str:
    """The comparison, keys in a fixed order, the same bytes for the same comparison."""
    data = whatif_data(comparison, changes=changes, traces=traces)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def whatif_data(
    comparison: Comparison, *, changes: Mapping[str, str], traces: Traces | None = None
) -> dict[str, Any]:
    """The comparison as plain data; amounts in fen, as in a settlement."""
    before, after, measure = comparison.before, comparison.after, comparison.before.program.measure
    is_money = measure is Measure.MONEY
    return {
        "schema": SCHEMA,
        "version": version("yigai"),
        "as_of": before.as_of.isoformat(),
        "rule": rule_data(before.rule),
        "changed_rule": rule_data(after.rule),
        "activity": activity_data(before.activity),
        "changes": dict(changes),
        "limits": [text_data(limit) for limit in _limits(comparison)],
        "table": before.program.table.value,
        "unit": measure.value,
        "total_before": before.total.fen if is_money else None,
        "total_after": after.total.fen if is_money else None,
        "results": [_change(change) for change in comparison.changes],
        "newly_left_out": [_left_out(each) for each in comparison.newly_left_out],
        "no_longer_left_out": [_left_out(each) for each in comparison.no_longer_left_out],
        "traces": {
            name: {"before": tree_data(one), "after": tree_data(other)}
            for name, (one, other) in (traces or {}).items()
        },
    }


def _limits(comparison: Comparison) -> list[Text]:
    return list(dict.fromkeys((*comparison.before.limits, *comparison.after.limits)))


def _change(change: Change) -> dict[str, Any]:
    departs = change.departs
    return {
        "id": change.id,
        "before": change.before,
        "after": change.after,
        "difference": change.difference,
        "departs": None
        if departs is None
        else {
            "row": departs.place,
            "step": departs.name,
            "says": text_data(departs.says),
            "before": None if departs.before is None else departs.printed(departs.before),
            "after": None if departs.after is None else departs.printed(departs.after),
            "unit": departs.measure.value,
        },
    }


def _left_out(row: LeftOut) -> dict[str, Any]:
    return {"row": row.place, "status": row.status.value, "reason": text_data(row.reason)}
