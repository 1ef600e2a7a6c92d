"""`yigai settle`, `whatif` and `formula`: what a rule pays, what it would pay, and how it computes that."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator, Mapping
from pathlib import Path

import attrs
import click

from yigai.catalogue.rules import load_rule
from yigai.cli.common import day, is_activity, lang_option, put, put_bytes, refuse_overwriting, refusing
from yigai.errors import InvalidValue, Text, Undefined, UnknownName
from yigai.files.activity import ActivityRead, read_activity
from yigai.judging.trace import Trace
from yigai.model.payment import NotInForce, PaymentRule
from yigai.payment.compare import compare_settlements
from yigai.payment.evaluate import Missing, MissingData
from yigai.payment.overlay import overlay
from yigai.payment.program import Table
from yigai.payment.refusals import NothingLeft
from yigai.payment.settle import program_of
from yigai.payment.settle import settle as settling
from yigai.payment.settlement import Settlement
from yigai.payment.soundness import Unsound
from yigai.reports.formula import formula_text
from yigai.reports.settlement_data import settlement_json
from yigai.reports.settlement_tables import settlement_csv, settlement_xlsx
from yigai.reports.settlement_text import settlement_text
from yigai.reports.whatif import whatif_json, whatif_text
from yigai.values.citation import Evidence

REJECTED = 1
_TRIED = "--set"

as_of_option = click.option(
    "--as-of", metavar="DATE", help="The day whose figures count, YYYY-MM-DD; else today."
)
set_option = click.option(
    "--set", "changes", multiple=True, metavar="PATH=VALUE", help="Try another value; repeatable."
)
explain_option = click.option(
    "--explain",
    multiple=True,
    metavar="ID",
    help="Show why: h1, cases[c1] or area; repeatable.",
)
output_option = click.option("--output", metavar="FILE", help="Write to a file instead of the screen.")


@click.command(short_help="Compute what a payment rule pays, to the fen.")
@click.argument("rule")
@click.argument("activity")
@as_of_option
@set_option
@explain_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "xlsx"]),
    default="text",
    show_default=True,
)
@click.option(
    "--table",
    type=click.Choice([table.value for table in Table if table is not Table.AREA]),
    help="With --format csv: the rows of this table; else the results.",
)
@output_option
@lang_option
@refusing
def settle(
    rule: str,
    activity: str,
    *,
    as_of: str | None,
    changes: tuple[str, ...],
    explain: tuple[str, ...],
    form: str,
    table: str | None,
    output: str | None,
    lang: str,
) -> None:
    """Settle ACTIVITY by RULE: who is paid what, which rows cannot be paid, and how it adds up.

    \b
    Exit codes: 0 settled, 1 settled but rows were rejected, 2 could not.
    Rows that wait for a review are reported and change no code.

    \b
    Example:
      yigai settle my-dip.rule.yaml my-activity.yaml --as-of 2024-12-31
      yigai settle my-dip.rule.yaml my-activity.yaml --as-of 2024-12-31 --explain h1
    """  # noqa: D301 (click wants the character)
    refuse_overwriting(output, rule, activity)
    _refuse_formats(form, output, explain, table)
    given, rows = _inputs(rule, activity)
    tried = changes_of(changes)
    if tried:
        given = _tried(given, tried)
    settlement = settled(given, rows, as_of=as_of, paths=(rule, activity))
    traces = {name: _explained(settlement, name) for name in explain}
    if form == "xlsx":
        put_bytes(settlement_xlsx(settlement, lang, changes=tried), str(output))
    elif form == "csv":
        put(settlement_csv(settlement, lang, table=Table(table) if table else None), output)
    else:
        places = rows.places() if settlement.left_out else {}
        if form == "json":
            text = settlement_json(settlement, traces=traces, changes=tried, places=places)
        else:
            text = settlement_text(settlement, lang, traces=traces, changes=tried, places=places)
        put(text, output)
    if settlement.rejected:
        sys.exit(REJECTED)


@click.command(short_help="Compare what a rule pays with what it would pay.")
@click.argument("rule")
@click.argument("activity")
@as_of_option
@set_option
@explain_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@lang_option
@refusing
def whatif(
    rule: str,
    activity: str,
    *,
    as_of: str | None,
    changes: tuple[str, ...],
    explain: tuple[str, ...],
    form: str,
    output: str | None,
    lang: str,
) -> None:
    """Settle ACTIVITY by RULE twice, as it stands and with --set, and compare the two.

    For everybody whose amount changes, it names the first step in which the two differ.

    \b
    Exit codes: 0 compared, 1 compared but rows were rejected, 2 could not.

    \b
    Example:
      yigai whatif my-dip.rule.yaml my-activity.yaml --as-of 2024-12-31 --set budget.fund=60000.00
    """  # noqa: D301 (click wants the character)
    refuse_overwriting(output, rule, activity)
    tried = changes_of(changes)
    if not tried:
        one = Text(zh="至少一个 --set PATH=VALUE", en="at least one --set PATH=VALUE")
        raise InvalidValue(found=Text(zh="没有 --set", en="no --set"), expected=one)
    base, rows = _inputs(rule, activity)
    before, after = (
        settled(each, rows, as_of=as_of, paths=(rule, activity)) for each in (base, _tried(base, tried))
    )
    comparison = compare_settlements(before, after)
    traces = {name: (_explained(before, name), _explained(after, name)) for name in explain}
    if form == "json":
        put(whatif_json(comparison, changes=tried, traces=traces), output)
    else:
        put(whatif_text(comparison, lang, changes=tried, traces=traces), output)
    if before.rejected or after.rejected:
        sys.exit(REJECTED)


@click.command(short_help="Print how a payment rule computes, in words.")
@click.argument("rule")
@as_of_option
@output_option
@lang_option
@refusing
def formula(rule: str, *, as_of: str | None, output: str | None, lang: str) -> None:
    """Print the steps of RULE in words, in their order, with units, rounding and sources.

    They are the same steps by which `settle` computes.

    \b
    Example:
      yigai formula my-dip.rule.yaml --as-of 2024-12-31
    """  # noqa: D301 (click wants the character)
    refuse_overwriting(output, rule)
    given, when = load_rule(rule), day(as_of)
    with _of_file(rule):
        program = program_of(given, when)
    put(formula_text(given, program, when, lang), output)


def _refuse_formats(form: str, output: str | None, explain: tuple[str, ...], table: str | None) -> None:
    """A workbook goes into a file, a file is what its name says, and a table has no place for a tree."""
    if form == "xlsx" and output is None:
        file = Text(zh="--output 文件，xlsx 不能显示在屏幕上", en="--output FILE; a screen shows no xlsx")
        raise InvalidValue(where="--format", found=form, expected=file)
    named = Path(output or "").suffix.casefold().removeprefix(".")
    if named in {"json", "csv", "xlsx"} and named != form:
        as_named = Text(zh=f"--format {named}，或另一文件名", en=f"--format {named}, or another name")
        raise InvalidValue(where=f"--output {output}", found=f"--format {form}", expected=as_named)
    if table is not None and form != "csv":
        only = Text(zh="--format csv；其他格式含全部表", en="--format csv; other formats hold all tables")
        raise InvalidValue(where="--table", found=f"--format {form}", expected=only)
    if explain and form not in {"text", "json"}:
        other = Text(
            zh="--format text 或 json，表格放不下依据", en="--format text or json; a table has no tree"
        )
        raise InvalidValue(where="--explain", found=f"--format {form}", expected=other)


def _inputs(rule: str, activity: str) -> tuple[PaymentRule, ActivityRead]:
    """What both files hold; two that were given the wrong way round are told so."""
    if is_activity(rule):
        raise InvalidValue(
            where=rule,
            found=Text(zh="业务数据", en="an activity"),
            expected=Text(zh="先写规则，后写业务：RULE ACTIVITY", en="the rule first, then the activity"),
        )
    return load_rule(rule), read_activity(activity)


def settled(
    rule: PaymentRule, rows: ActivityRead, *, as_of: str | None, paths: tuple[str, str]
) -> Settlement:
    """The settlement, its errors with the files, the places of the rows, and the way out."""
    try:
        with _of_file(paths[0]):
            settlement = settling(rule, rows.activity, as_of=day(as_of))
    except MissingData as error:
        places = rows.places()
        missing = tuple(_placed(each, places, paths[1]) for each in error.missing)
        raise attrs.evolve(error, missing=missing) from None
    except NothingLeft as error:
        raise attrs.evolve(
            error, where=f"{paths[1]}: {error.where}", notes=rows.notes, places=rows.places()
        ) from None
    except Unsound:
        raise
    except Undefined as error:
        where = rows.places().get(error.where.partition(" ")[0], paths[1])
        raise attrs.evolve(error, where=f"{where}: {error.where}") from None
    return attrs.evolve(settlement, limits=(*rows.notes, *settlement.limits))


@contextlib.contextmanager
def _of_file(path: str) -> Generator[None]:
    """Name the file of a rule that cannot be used, and to somebody whose day it does not cover, --as-of."""
    try:
        yield
    except NotInForce as error:
        hint = Text(zh="用 --as-of 指定依哪一天的规则", en="give the day with --as-of")
        raise attrs.evolve(error, where=f"{path}: {error.where}", hint=hint) from None
    except Unsound as error:
        raise attrs.evolve(error, where=path) from None


def _explained(settlement: Settlement, name: str) -> Trace:
    try:
        return settlement.explain(name)
    except UnknownName as error:
        raise attrs.evolve(error, where="--explain") from None


def changes_of(changes: tuple[str, ...]) -> dict[str, str]:
    """`PATH=VALUE` pairs by path."""
    tried: dict[str, str] = {}
    for change in changes:
        path, equals, value = (part.strip() for part in change.partition("="))
        if not (path and equals and value) or path in tried:
            once = Text(zh="PATH=VALUE，每个路径一次", en="PATH=VALUE, each path once")
            raise InvalidValue(where=_TRIED, found=change, expected=once)
        tried[path] = value
    return tried


def _tried(rule: PaymentRule, changes: Mapping[str, str]) -> PaymentRule:
    """A rule with values that nobody has decided: they are marked as ours."""
    return overlay(rule, changes, source=_TRIED, evidence=Evidence.INFERRED)


def _placed(missing: Missing, places: Mapping[str, str], path: str) -> Missing:
    where = places.get(missing.place, path)
    return attrs.evolve(missing, zh=f"{where}: {missing.zh}", en=f"{where}: {missing.en}")
