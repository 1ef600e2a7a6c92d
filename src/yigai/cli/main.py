"""`yigai` and its commands. Exit codes: 0 nothing to report, 1 findings, 2 could not be done."""

from __future__ import annotations

import click

from yigai.cli.align import align
from yigai.cli.check import check
from yigai.cli.common import Door
from yigai.cli.draft import draft
from yigai.cli.files import fmt, schema
from yigai.cli.look import explain, list_, show
from yigai.cli.settle import formula, settle, whatif
from yigai.cli.test import test


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="yigai", message="yigai %(version)s")
def main() -> None:
    """Reform (医改): check, draft, align, settle, whatif, formula, test, show, list, explain, fmt, schema.

    \b
    Example:
      yigai check heyuan-2023 --against national-2023h2 --as-of 2023-12-31
    """  # noqa: D301 (click wants the character)


for command in (check, draft, align, settle, whatif, formula, test, show, list_, explain, fmt, schema):
    main.add_command(command)
