"""A settlement as text for a terminal (测算报告): 80 columns, Chinese or English.

From the top: which rule and which activity, what limits the figures, what the rule gives, who is paid what,
which rows were left out and why, how the whole adds up; then, where asked, why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import groupby

from rich.cells import cell_len

from yigai.files.formats import digest_of
from yigai.judging.trace import Trace
from yigai.payment.evaluate import ROW_TABLES
from yigai.payment.measure import Measure
from yigai.payment.program import Program, Status, Table
from yigai.payment.refusals import LeftOut
from yigai.payment.rows import TABLE_NAMES
from yigai.payment.settlement import Result, Settlement
from yigai.reports.layout import WIDTH, labelled, row, rule_line, sayer, spaced, wrapped
from yigai.reports.trace import trace_lines
from yigai.values.citation import Citation, Evidence

_PLACES_SHOWN = 3
_AMOUNT = 20
_MOST_PARTS = 60


def settlement_text(
    settlement: Settlement,
    lang: str = "zh",
    *,
    traces: Mapping[str, Trace] | None = None,
    changes: Mapping[str, str] | None = None,
    places: Mapping[str, str] | None = None,
) -> str:
    """The whole settlement as lines of at most 80 columns.

    `traces` are shown at the end, each under its name. `changes` are what the rule was tried with. `places`
    gives, for rows in files, where they stand, as `activity.yaml:12`.
    """
    blocks = [
        head_lines(settlement, lang, changes=changes or {}),
        limit_lines(settlement, lang),
        figure_lines(settlement.program, settlement.rule.citation(), lang),
        _results(settlement, lang),
        _parts(settlement, lang),
        _left_out(settlement.left_out, lang, places or {}),
        _reconciliation(settlement, lang),
    ]
    blocks += [trace_block(name, trace, lang) for name, trace in (traces or {}).items()]
    return paragraphs(blocks)


def paragraphs(blocks: Iterable[Iterable[str]]) -> str:
    """Blocks of lines with an empty line between them; a block without lines leaves none."""
    joined = ("\n".join(line.rstrip() for line in block) for block in blocks)
    return "\n\n".join(block for block in joined if block) + "\n"


def head_lines(settlement: Settlement, lang: str, *, changes: Mapping[str, str]) -> Iterator[str]:
    """What was settled: the rule, the activity, the day, and a digest of both."""
    say = sayer(lang)
    rule, activity = settlement.rule, settlement.activity
    cited, effective = rule.citation(), rule.effective
    none = say("未写明", "not stated")
    period = f"{effective.first or ''}..{effective.last or ''}" if effective else none
    rows = f"{activity.period.first}..{activity.period.last}" if activity.period else none
    known = activity.evidence.says.of(lang) if activity.evidence else none
    yield from wrapped(f"{say('支付测算', 'Settlement')}  {rule.title}", WIDTH, hanging=4)
    yield rule_line(WIDTH)
    told = [
        (say("规则", "rule"), f"{rule.id}  {digest_of(rule)}"),
        (say("出处", "source"), f"{cited.source}  {cited.evidence.says.of(lang)}"),
        (say("执行期", "in force"), period),
        (say("业务", "activity"), f"{rows}  {digest_of(activity)}"),
        (say("来源", "from"), activity.source or none),
        (say("证据", "evidence"), known),
        (say("依据日", "as of"), settlement.as_of.isoformat()),
        (say("程序", "program"), f"yigai {version('yigai')}"),
        *([(say("说明", "note"), rule.note)] if rule.note else []),
        *((say("试算", "set"), f"{path} = {value}") for path, value in changes.items()),
    ]
    for name, text in told:
        yield from labelled(name, text, WIDTH, room=10, indent=2)


def limit_lines(settlement: Settlement, lang: str) -> Iterator[str]:
    """What a reader must know before the figures."""
    if settlement.limits:
        yield sayer(lang)("这些数字的限度", "What limits these figures")
    for limit in settlement.limits:
        yield from wrapped(f"· {limit.of(lang)}", WIDTH, indent=2, hanging=2)


def figure_lines(program: Program, head: Citation, lang: str) -> Iterator[str]:
    """Every figure the rule gives with its evidence, and its source where it is not that of the rule."""
    if program.figures:
        yield sayer(lang)("规则给出的数", "What the rule gives")
    for figure in program.figures:
        unit, cited = figure.unit.of(lang), figure.source
        parts = [
            f"{figure.says.of(lang)} {figure.printed}{' ' if unit else ''}{unit}",
            figure.name,
            cited.evidence.says.of(lang),
            cited.source if cited.source != head.source else "",
            cited.note if cited.note and cited.note != head.note else "",
        ]
        yield from spaced([part for part in parts if part], WIDTH, indent=2, hanging=2)


def mark_of(settlement: Settlement, lang: str) -> str:
    """The kinds of evidence the figures rest on, other than issued texts: they mark every amount."""
    given = {figure.source.evidence for figure in settlement.program.figures}
    given |= {settlement.rule.citation().evidence}
    weak = [each.says.of(lang) for each in Evidence if each in given and each is not Evidence.ISSUED]
    if not weak:
        return ""
    return f"〔{'、'.join(weak)}〕" if lang == "zh" else f"[{', '.join(weak)}]"


def _results(settlement: Settlement, lang: str) -> Iterator[str]:
    say, measure = sayer(lang), settlement.program.measure
    table = settlement.program.table
    unit = measure.unit.of(lang)
    heading = say("结果", "Results")
    heading += say(f"（{unit}）", f" ({unit})") if unit else ""
    yield from spaced([heading, mark_of(settlement, lang)], WIDTH)
    rows = settlement.evaluated.tables[table]
    names = rows.columns.get("name", [None] * len(rows))
    own = settlement.columns(table)
    for result in settlement.results:
        name = names[rows.by_id[result.id]]
        title = "  ".join(str(part) for part in (result.id or TABLE_NAMES[table].of(lang), name) if part)
        yield from row(title, [(printed(result, lang), _AMOUNT)], room=WIDTH - 2 - _AMOUNT, indent=2)
        steps = [
            f"{rows.title(step).of(lang)} {value}"
            for step, value in result.steps.items()
            if step in own and step != settlement.program.result
        ]
        yield from spaced(steps, WIDTH, indent=6) if steps else ()
    if measure is Measure.MONEY:
        total = [(str(settlement.total), _AMOUNT)]
        yield from row(say("合计", "total"), total, room=WIDTH - 2 - _AMOUNT, indent=2)


def _parts(settlement: Settlement, lang: str) -> Iterator[str]:
    """What stands below the results; of long tables only how long they are."""
    say, parts = sayer(lang), settlement.parts
    if parts:
        yield from spaced([say("明细", "Parts"), mark_of(settlement, lang)], WIDTH)
    for table, results in parts.items():
        if table in ROW_TABLES or len(results) > _MOST_PARTS:
            name, where = TABLE_NAMES[table].zh, f"--format csv --table {table.value}"
            said = say(f"{name} {len(results)} 行，见 {where}", f"{table.value}: {len(results)}, see {where}")
            yield from wrapped(said, WIDTH, indent=2)
        else:
            yield from _part(settlement, table, results, lang)


def _part(settlement: Settlement, table: Table, results: Iterable[Result], lang: str) -> Iterator[str]:
    """Every row of a table below the results, with its figures."""
    title, worth = settlement.evaluated.tables[table].title, settlement.worth_of(table) or ""
    unit = settlement.measure(table, worth).unit.of(lang)
    unit = sayer(lang)(f"（{unit}）", f" ({unit})") if unit else ""
    yield from wrapped(f"{TABLE_NAMES[table].of(lang)}  {title(worth).of(lang)}{unit}", WIDTH, indent=2)
    others = [step for step in settlement.columns(table) if step != worth]
    for result in results:
        said = "  ".join(part for part in (result.id, result.within) if part)
        yield from row(said, [(str(result), _AMOUNT)], room=WIDTH - 4 - _AMOUNT, indent=4)
        steps = [f"{title(step).of(lang)} {result.steps[step]}" for step in others]
        yield from spaced(steps, WIDTH, indent=8) if steps else ()


def printed(result: Result, lang: str) -> str:
    """What comes out, as people write it; a decision is a word."""
    if result.measure is not Measure.FLAG or result.value is None:
        return str(result)
    return sayer(lang)("是", "yes") if result.value else sayer(lang)("否", "no")


def _left_out(left_out: tuple[LeftOut, ...], lang: str, places: Mapping[str, str]) -> Iterator[str]:
    say = sayer(lang)
    if not left_out:
        yield say("没有未列入的行", "No row was left out")
        return
    yield say(f"未列入 {len(left_out)} 行", f"Left out: {len(left_out)}")
    for status in Status:
        found = [each for each in left_out if each.status is status]
        if not found:
            continue
        yield f"  {status.says.of(lang)} {len(found)}"
        found.sort(key=lambda each: each.reason.zh)  # stable: the places stay in the order of the rows
        for reason, rows in groupby(found, key=lambda each: each.reason):
            yield from _reason(reason.of(lang), list(rows), lang, places)


def _reason(reason: str, rows: list[LeftOut], lang: str, places: Mapping[str, str]) -> Iterator[str]:
    yield from wrapped(f"{reason}  {len(rows)}", WIDTH, indent=4, hanging=2)
    shown = [
        f"{each.place}{f' ({places[each.place]})' if each.place in places else ''}"
        for each in rows[:_PLACES_SHOWN]
    ]
    if len(rows) > _PLACES_SHOWN:
        shown.append(sayer(lang)("……", "…"))
    yield from spaced(shown, WIDTH, indent=6)


def _reconciliation(settlement: Settlement, lang: str) -> Iterator[str]:
    lines = settlement.reconciliation
    if lines:
        yield sayer(lang)("勾稽", "Reconciliation")
    for line in lines:
        unit = line.measure.unit.of(lang)
        cells = [(str(line), _AMOUNT), (f" {unit}" if unit else "", 8 if lang == "en" else 3)]
        tail = f"{cells[1][0]}{' ' * (cells[1][1] - cell_len(cells[1][0]))}"
        yield from row(
            line.says.of(lang),
            [(cells[0][0], _AMOUNT), (tail, cells[1][1])],
            room=WIDTH - 2 - _AMOUNT - cells[1][1],
            indent=2,
        )


def trace_block(name: str, trace: Trace, lang: str) -> Iterator[str]:
    """The trace of one figure under its name."""
    yield rule_line(WIDTH, f"{sayer(lang)('依据', 'Why')}  {name}")
    yield from trace_lines(trace, lang)
