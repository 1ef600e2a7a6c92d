"""`yigai align`: where a plan may answer the one above it, for a person to decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yigai.catalogue.store import load
from yigai.cli.common import lang_option, put, refuse_existing, refuse_overwriting, refusing
from yigai.errors import InvalidValue, Text

if TYPE_CHECKING:
    from yigai.drafting.result import Draft
    from yigai.model.plan import Plan


@click.command(short_help="Suggest which task of a plan answers which of another.")
@click.argument("lower")
@click.argument("upper")
@click.option(
    "--top", type=click.IntRange(min=1), default=3, show_default=True, help="At most so many for each task."
)
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "yaml")), default="text", show_default=True,
    help="Text, data, or an alignment file with the suggestions as comments.",
)  # fmt: skip
@click.option(
    "--accept", "chosen", multiple=True, metavar="FROM:TO",
    help="Write an alignment with this link instead; repeat it for more.",
)  # fmt: skip
@click.option("--author", metavar="NAME", help="Who says so; --accept needs it.")
@click.option("-o", "--output", metavar="FILE", help="Write to this file; with --accept, a new one.")
@lang_option
@refusing
def align(
    lower: str,
    upper: str,
    *,
    top: int,
    form: str,
    chosen: tuple[str, ...],
    author: str | None,
    output: str | None,
    lang: str,
) -> None:
    """Suggest for each task of LOWER up to three of UPPER that it may answer, with scores and reasons.

    Each is a plan file, an id of the catalogue, or a notice, which is drafted. A suggestion is a place to
    look: none counts until somebody accepts it, by --accept and under a name.

    \b
    Exit codes: 0 done, 2 could not.

    \b
    Example:
      yigai align heyuan-2023 national-2023h2 --top 2
      yigai align heyuan-2023 national-2023h2 --accept 2.10:3.12 --author me -o accepted.yaml
    """  # noqa: D301 (click wants the character)
    from yigai.drafting.linkfile import accepted, align_json, align_text, align_yaml
    from yigai.drafting.links import suggest_links
    from yigai.files.formats import to_json, to_yaml

    refuse_overwriting(output, lower, upper)
    below, above = _source(lower), _source(upper)
    plans = _plan(below), _plan(above)
    if chosen:
        name = _author(author)
        refuse_existing(output)
        every = suggest_links(below, above, top=max(len(plans[1].tasks), 1))
        alignment = accepted(every, chosen, *plans, author=name, lang=lang)
        is_json = form == "json" or (output or "").endswith(".json")
        put((to_json if is_json else to_yaml)(alignment), output)
        return
    found = suggest_links(below, above, top=top)
    if form == "json":
        put(align_json(found, lang), output)
    elif form == "yaml":
        put(align_yaml(found, *plans, author, lang), output)
    else:
        put(align_text(found, *plans, lang), output)


def _source(name: str) -> Plan | Draft:
    """A plan, or the draft of a notice, whose items have their bodies."""
    from yigai.drafting.readers import SUFFIXES

    if Path(name).suffix.casefold() not in SUFFIXES:
        return load(name)
    from yigai.drafting.draft import draft

    return draft(name)


def _plan(source: Plan | Draft) -> Plan:
    from yigai.drafting.planfile import plan_of
    from yigai.drafting.result import Draft

    return plan_of(source) if isinstance(source, Draft) else source


def _author(author: str | None) -> str:
    if not (author or "").strip():
        raise InvalidValue(
            where="--author",
            found=Text(zh="没有给出", en="none given"),
            expected=Text(zh="采用者的名字", en="the name of whoever accepts"),
        )
    return str(author)
