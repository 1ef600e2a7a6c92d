"""`yigai show`, `yigai list` and `yigai explain`: look at what is there."""

from __future__ import annotations

import json

import click

from yigai.catalogue import store
from yigai.checks.registry import registry
from yigai.cli.common import lang_option, refusing
from yigai.files.convert import unstructure
from yigai.files.formats import dump_yaml
from yigai.reports.look import catalogue_text, rule_text, rules_text, shown_text


@click.command(short_help="Show a document, a task or a statement.")
@click.argument("address")
@click.option(
    "--format", "form", type=click.Choice(["text", "yaml", "json"]), default="text", show_default=True
)
@lang_option
@refusing
def show(address: str, *, form: str, lang: str) -> None:
    r"""Show what stands at ADDRESS: a document id or file, `#` and a path, `/` and a statement.

    \b
    Example:
      yigai show national-2023h2
      yigai show heyuan-2023#2.10
      yigai show heyuan-2023#2.10/dip-main --format yaml
    """
    found = store.find(address)
    if form == "text":
        click.echo(shown_text(found, address, lang), nl=False)
    elif form == "yaml":
        click.echo(dump_yaml(unstructure(found)), nl=False)
    else:
        click.echo(json.dumps(unstructure(found), ensure_ascii=False, indent=2))


@click.command("list", short_help="List the documents of the catalogue.")
@lang_option
@refusing
def list_(*, lang: str) -> None:
    r"""List the documents that come with yigai.

    \b
    Example:
      yigai list
    """
    click.echo(catalogue_text(store.entries(), lang), nl=False)


@click.command(short_help="Explain a rule of the check.")
@click.argument("rule", required=False)
@lang_option
@refusing
def explain(rule: str | None, *, lang: str) -> None:
    r"""Say what RULE finds, why it matters, and show a bad and a good example; without RULE, list all.

    \b
    Example:
      yigai explain YG-TGT-001
    """
    if rule is None:
        click.echo(rules_text(registry().rules, lang), nl=False)
    else:
        click.echo(rule_text(registry().rule(rule), lang), nl=False)
