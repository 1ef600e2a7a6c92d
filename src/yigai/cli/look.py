"""`yigai show`, `yigai list` and `yigai explain`: look at what is there."""

from __future__ import annotations

import json

import click

from yigai.catalogue import store
from yigai.checks.registry import registry
from yigai.cli.common import is_rule, lang_option, put, refusing
from yigai.errors import InvalidValue, Text
from yigai.files.convert import unstructure
from yigai.files.formats import dump_yaml, stands_alone, to_data
from yigai.model.plan import Plan
from yigai.reports.look import catalogue_text, rule_text, rules_text, shown_text


@click.command(short_help="Show a document, a task or a statement.")
@click.argument("address")
@click.option(
    "--format", "form", type=click.Choice(["text", "yaml", "json"]), default="text", show_default=True
)
@lang_option
@refusing
def show(address: str, *, form: str, lang: str) -> None:
    """Show what stands at ADDRESS: a document id or file, `#` and a path, `/` and a statement or a rule.

    \b
    Example:
      yigai show national-2023h2
      yigai show heyuan-2023#2.10
      yigai show heyuan-2023#2.10/dip-main --format yaml
    """  # noqa: D301 (click wants the character)
    if is_rule(address):
        raise InvalidValue(
            where=address,
            found=Text(zh="支付规则", en="a payment rule"),
            expected=Text(zh="文件、任务或条目的地址", en="the address of a document, a task or a statement"),
            hint=Text(
                zh="用 yigai formula 看它怎样计算，用 yigai check 核对",
                en="yigai formula says how it computes, yigai check what is wrong with it",
            ),
        )
    found = store.find(address)
    if form == "text":
        plan = found if isinstance(found, Plan) else store.load(address.partition("#")[0])
        put(shown_text(found, address, lang, plan=plan))
        return
    data = to_data(found) if stands_alone(found) else unstructure(found)
    put(dump_yaml(data) if form == "yaml" else json.dumps(data, ensure_ascii=False, indent=2) + "\n")


@click.command("list", short_help="List the documents of the catalogue.")
@lang_option
@refusing
def list_(*, lang: str) -> None:
    """List the documents that come with yigai.

    \b
    Example:
      yigai list
    """  # noqa: D301 (click wants the character)
    put(catalogue_text(store.entries(), lang))


@click.command(short_help="Explain a rule of the check, or list the rules by pack.")
@click.argument("rule", required=False)
@lang_option
@refusing
def explain(rule: str | None, *, lang: str) -> None:
    """Say what RULE finds, why it matters, and show a bad and a good example.

    Without RULE, list all rules under their packs, the names that --select takes.

    \b
    Example:
      yigai explain
      yigai explain YG-TGT-001
    """  # noqa: D301 (click wants the character)
    if rule is None:
        put(rules_text(registry().rules, lang))
    else:
        put(rule_text(registry().rule(rule), lang))
