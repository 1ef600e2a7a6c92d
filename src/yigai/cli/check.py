"""`yigai check`: a plan against the documents above it."""

from __future__ import annotations

import sys

import click

from yigai.catalogue.rules import load_rule
from yigai.catalogue.store import load, looks_like_file
from yigai.checks import check as checking
from yigai.cli.common import (
    COULD_NOT,
    day,
    is_activity,
    is_rule,
    lang_option,
    put,
    refuse_overwriting,
    refusing,
)
from yigai.errors import InvalidValue, Text
from yigai.files.formats import read_file
from yigai.files.places import places_in
from yigai.judging.finding import Severity
from yigai.model.alignment import Alignment
from yigai.reports.data import check_json
from yigai.reports.text import check_text

FOUND = 1


@click.command(short_help="Check a plan against the documents above it.")
@click.argument("plan")
@click.option(
    "--against",
    multiple=True,
    metavar="UPPER",
    help="A document above: file or id; repeatable. A plan needs one, a payment rule has none.",
)
@click.option(
    "--links", multiple=True, metavar="FILE", help="An alignment file; else the catalogue's own; repeatable."
)
@click.option("--as-of", metavar="DATE", help="The day the check speaks of, YYYY-MM-DD; else today.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these rules: packs, ids or starts of ids, comma-separated (see `yigai explain`).",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="FILE", help="Write the report to a file instead of the screen.")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="Leave with code 1 when a finding matters at least this much.",
)
@lang_option
@refusing
def check(
    plan: str,
    *,
    against: tuple[str, ...],
    links: tuple[str, ...],
    as_of: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    output: str | None,
    fail_on: str,
    lang: str,
) -> None:
    """Say for every statement of the documents above whether PLAN takes it up, and if not, why.

    PLAN and UPPER are files or ids of the catalogue (see `yigai list`). PLAN may also be the file of a
    payment rule, which is checked by itself.

    \b
    Exit codes: 0 no finding at --fail-on or above, 1 findings, 2 could not check.

    \b
    Example:
      yigai check heyuan-2023 --against national-2023h2 --as-of 2023-12-31
      yigai check my-plan.yaml --against national-2023h2 --links my-links.yaml
      yigai check my-dip.rule.yaml
    """  # noqa: D301 (click wants the character)
    refuse_overwriting(output, plan, *against, *links)
    config = checking.Config(select=_split(select), ignore=_split(ignore))
    if select and not config.select:
        named = Text(zh="规则包、规则编号或其开头", en="packs, ids or starts of ids")
        raise InvalidValue(where="--select", found=Text(zh="空", en="nothing"), expected=named)
    _refuse_activity(plan)
    if _is_payment_rule(plan):
        _refuse_documents_above(*against, *links)
        report = checking.check_payment_rule(load_rule(plan), as_of=day(as_of), config=config)
    else:
        subject = load(plan)
        _require_document_above(against)
        report = checking.check(
            subject,
            against=[load(upper) for upper in against],
            links=[read_file(each, Alignment) for each in links] if links else None,
            as_of=day(as_of),
            config=config,
        )
    places = places_in(plan) if looks_like_file(plan) and "#" not in plan else {}
    text = check_json(report, places=places) if form == "json" else check_text(report, lang, places=places)
    put(text, output)
    if report.crashes:
        sys.exit(COULD_NOT)
    if report.fails(Severity(fail_on)):
        sys.exit(FOUND)


def _is_payment_rule(name: str) -> bool:
    """Whether a name is that of a payment rule: a file of one, an overlay, or an address in a plan."""
    return "#" in name or is_rule(name)


def _refuse_activity(name: str) -> None:
    if is_activity(name):
        raise InvalidValue(
            where=name,
            found=Text(zh="业务数据", en="an activity"),
            expected=Text(zh="计划或支付规则", en="a plan or a payment rule"),
            hint=Text(zh="业务数据用 yigai settle 测算", en="an activity is settled, by yigai settle"),
        )


def _refuse_documents_above(*given: str) -> None:
    if given:
        alone = Text(zh="支付规则单独核对，不写 --against 与 --links", en="a payment rule by itself")
        raise InvalidValue(where="--against", found=", ".join(given), expected=alone)


def _require_document_above(against: tuple[str, ...]) -> None:
    if not against:
        one = Text(zh="至少一份上级文件，如 national-2023h2", en="a document above, like national-2023h2")
        raise InvalidValue(where="--against", found=Text(zh="没有给出", en="none"), expected=one)


def _split(selectors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for selector in selectors for part in selector.split(",") if part.strip())
