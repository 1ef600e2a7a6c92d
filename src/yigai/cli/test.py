"""`yigai test`: cases of payment rules, written by people who read policy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from yigai.cli.common import COULD_NOT, lang_option, put, refusing
from yigai.errors import Text, UnknownName
from yigai.files.faults import FileFaults
from yigai.payment.case_run import run_case
from yigai.payment.cases import ENDING, read_case
from yigai.reports.cases import case_lines, count_line

FAILED = 1


@click.command(short_help="Run cases of payment rules: what must come out, and what does.")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True)
@lang_option
@refusing
def test(paths: tuple[str, ...], *, lang: str) -> None:
    """Run the cases in FILE…: a case file, or a folder with files that end in .case.yaml.

    A case that fails shows what was expected, what came, and how it was computed.

    \b
    Exit codes: 0 all passed, 1 a case failed, 2 a case could not be read.

    \b
    Example:
      yigai test my-cases/
    """  # noqa: D301 (click wants the character)
    passed = failed = unread = 0
    lines: list[str] = []
    for path in [found for given in paths for found in _cases_in(given)]:
        try:
            case = read_case(path)
        except FileFaults as error:
            unread += 1
            click.echo(error.render(lang), err=True)
            continue
        mismatches = run_case(case)
        failed += bool(mismatches)
        passed += not mismatches
        lines += case_lines(case.source, case.title, mismatches, lang)
    put("\n".join([*lines, count_line(passed, failed, unread, lang)]) + "\n")
    if unread or failed:
        sys.exit(COULD_NOT if unread else FAILED)


def _cases_in(given: str) -> Iterator[str]:
    """The file itself, or every case in a folder and below, in the order of their names."""
    if not Path(given).is_dir():
        yield given
        return
    found = sorted(str(path) for path in Path(given).rglob(f"*{ENDING}"))
    if not found:
        raise UnknownName(
            where=given,
            found=Text(zh="没有案例", en="no case"),
            expected=Text(zh=f"以 {ENDING} 结尾的文件", en=f"files that end in {ENDING}"),
        )
    yield from found
