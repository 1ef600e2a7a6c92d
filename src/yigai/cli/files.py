"""`yigai schema` and `yigai fmt`: the form of the files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from yigai.cli.common import lang_option, put, refusing
from yigai.errors import InvalidValue, Text, YigaiError, in_language
from yigai.files.formats import format_in
from yigai.files.formatting import Formatted, formatted
from yigai.files.schema import SCHEMAS, schema_of
from yigai.payment.case_form import case_data, case_schema
from yigai.payment.cases import FORMAT as CASE
from yigai.payment.cases import read_case
from yigai.reports.schemas import REPORTS

NOT_IN_FORM = 1
_OTHERS = {"case": case_schema, **REPORTS}


@click.command(short_help="Print the JSON Schema of a file format.")
@click.argument("name", type=click.Choice([*SCHEMAS, *_OTHERS]), default="plan")
@lang_option
@refusing
def schema(name: str, *, lang: str) -> None:  # noqa: ARG001 (a schema has no language, its errors do)
    """Print the JSON Schema (2020-12) of a file format or of a JSON report, for editors and programs.

    \b
    Example:
      yigai schema
      yigai schema alignment
    """  # noqa: D301 (click wants the character)
    found = schema_of(name) if name in SCHEMAS else _OTHERS[name]()
    put(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


@click.command(short_help="Print a file in the one form, or write it so.")
@click.argument("file")
@click.option("--write", is_flag=True, help="Write the file in place instead of printing it.")
@click.option("--check", "only_check", is_flag=True, help="Print nothing; leave with 1 when not in the form.")
@click.option(
    "--drop-comments", is_flag=True, help="With --write: although comments of a YAML file are lost."
)
@lang_option
@refusing
def fmt(file: str, *, write: bool, only_check: bool, drop_comments: bool, lang: str) -> None:
    """Print FILE in the form in which yigai writes it: order of keys, style, defaults left out.

    Comments of a YAML file are not in what is printed, and --write refuses to lose them unless told to.
    --check and --write look past them: a file that is in the form but for its comments stays as it is.

    \b
    Exit codes: 0 done, 1 --check found another form, 2 could not.

    \b
    Example:
      yigai fmt my-plan.yaml
    """  # noqa: D301 (click wants the character)
    if write and only_check:
        one = Text(zh="--write 与 --check 二者之一", en="one of --write and --check")
        raise InvalidValue(found=Text(zh="两者都有", en="both"), expected=one)
    is_case = Path(file).is_file() and format_in(file) == CASE
    form = formatted(file, data=case_data(read_case(file)) if is_case else None)
    if only_check:
        if not form.as_is:
            click.echo(in_language(_not_in_form(file), lang), err=True)
            sys.exit(NOT_IN_FORM)
    elif write:
        if not form.as_is:
            _write(file, form, drop_comments=drop_comments)
    else:
        put(form.text)
        if form.comments:
            click.echo(in_language(_left_out(form.comments), lang), err=True)


def _write(file: str, form: Formatted, *, drop_comments: bool) -> None:
    if form.comments and not drop_comments:
        raise YigaiError(
            where=file,
            found=Text(zh=f"{form.comments} 处注释", en=f"comments: {form.comments}"),
            expected=Text(
                zh="没有注释的文件，因为写回会丢掉注释", en="a file without any; writing it loses them"
            ),
            hint=Text(
                zh="把要保留的写入 note，或加 --drop-comments",
                en="put what should stay into a note, or give --drop-comments",
            ),
        )
    put(form.text, str(Path(file).resolve()))  # where a link leads, so that it stays a link


def _not_in_form(file: str) -> Text:
    return Text(
        zh=f"{file}：格式不统一，用 yigai fmt {file} --write 改写",
        en=f"{file}: not in the form; yigai fmt {file} --write writes it so",
    )


def _left_out(comments: int) -> Text:
    return Text(
        zh=f"注意：{comments} 处注释未写出，原文件未改动",
        en=f"note: comments left out: {comments}; the file itself is unchanged",
    )
