"""`yigai schema` and `yigai fmt`: the form of the files."""

from __future__ import annotations

import json

import click

from yigai.cli.common import lang_option, put, refusing
from yigai.files.schema import SCHEMAS, schema_of


@click.command(short_help="Print the JSON Schema of a file format.")
@click.argument("name", metavar="[plan|alignment]", type=click.Choice(list(SCHEMAS)), default="plan")
@lang_option
@refusing
def schema(name: str, *, lang: str) -> None:  # noqa: ARG001 (a schema has no language, its errors do)
    """Print the JSON Schema (2020-12) of plan files, or of alignment files, for editors and programs.

    \b
    Example:
      yigai schema > plan.schema.json
      yigai schema alignment
    """  # noqa: D301 (click wants the character)
    put(json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n")
