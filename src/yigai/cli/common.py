"""What every command shares: the language, its way out, and errors that say what to mend."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
import pendulum

from yigai.catalogue.store import looks_like_file
from yigai.cli.usage import complaining, language_of
from yigai.errors import InvalidValue, Text, YigaiError
from yigai.files.formats import ACTIVITY, OVERLAY, RULE, format_in, write_bytes, write_text
from yigai.files.leaves import date
from yigai.files.syntax import system_problem

P = ParamSpec("P")

COULD_NOT = 2
_LANG = "yigai.lang"

lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the output."
)


_SHEETS, _TREES = {".csv", ".xlsx"}, {".yaml", ".yml", ".json"}


def is_activity(path: str) -> bool:
    """Whether a name is that of an activity: a folder, a table, or a file that says so."""
    if not Path(path).is_file():
        return Path(path).is_dir()
    suffix = Path(path).suffix.casefold()
    return suffix in _SHEETS or (suffix in _TREES and format_in(path) == ACTIVITY)


def is_rule(path: str) -> bool:
    """Whether a name is that of the file of a payment rule, or of an overlay."""
    return Path(path).is_file() and format_in(path) in {RULE, OVERLAY}


class Door(click.Group):
    """The group of commands: in UTF-8 whatever the terminal is said to speak, in the language asked for."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; Chinese text must never be what stops it."""
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8")
        return super().main(*args, **kwargs)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read what stands before the command."""
        lang = language_of(args)
        with complaining(lang):
            context = super().make_context(info_name, args, parent, **extra)
        context.meta[_LANG] = lang
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Read what stands after the command, and run it."""
        with complaining(ctx.meta[_LANG]):
            return super().invoke(ctx)


def refusing(command: Callable[P, None]) -> Callable[P, None]:
    """Leave with code 2 when it could not be done: 1 is kept for findings.

    An error of the house is printed as what it says, any other with where it came from.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except YigaiError as error:
            click.echo(error.render(str(kwargs.get("lang", "zh"))), err=True)
            sys.exit(COULD_NOT)
        except Exception:  # noqa: BLE001 (Python itself would leave with code 1)
            click.echo(traceback.format_exc(), err=True, nl=False)
            sys.exit(COULD_NOT)

    return run


def refuse_overwriting(output: str | None, *inputs: str) -> None:
    """A report never takes the place of what it is about, nor lies where it would be read with it."""
    if output is None:
        return
    target = Path(output).resolve()
    for given in inputs:
        source = Path(given).resolve()
        is_same = target == source and looks_like_file(given)
        is_inside = source.is_dir() and target.is_relative_to(source)
        is_linked = target.is_file() and source.is_file() and target.samefile(source)
        if is_same or is_inside or is_linked:
            other = Text(zh="与输入文件不同的文件", en="another file than those that are read")
            raise InvalidValue(where="--output", found=output, expected=other)


def refuse_existing(output: str | None) -> None:
    """A file that a person goes on writing by hand is never replaced."""
    if output is not None and Path(output).exists():
        expected = Text(zh="尚不存在的文件", en="a file that is not there yet")
        hint = Text(zh="另写一个文件，再手工合并", en="write another one and join the two by hand")
        raise InvalidValue(where="--output", found=output, expected=expected, hint=hint)


def day(text: str | None) -> pendulum.Date:
    """The day given, or today: the only clock in the house."""
    if text is None:
        return pendulum.today().date()
    try:
        return date(text)
    except InvalidValue as error:
        raise InvalidValue(
            where="--as-of", found=error.found, expected=Text(zh="日期 YYYY-MM-DD", en="a date YYYY-MM-DD")
        ) from None


def put(text: str, output: str | None = None) -> None:
    """Print a whole text, or write it to a file, whole or not at all.

    A reader that stops early (`| head`) changes nothing of the result.
    """
    if output is not None:
        write_text(_ordinary(output), text)
        return
    try:
        click.echo(text, nl=False)
    except OSError as error:
        # What is left in the buffer has nowhere to go; without this Python would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            writable = Text(zh="可写的位置", en="a place that can be written to")
            raise YigaiError(where="stdout", found=system_problem(error), expected=writable) from None


def put_bytes(content: bytes, output: str) -> None:
    """Write a file that is no text, whole or not at all."""
    write_bytes(_ordinary(output), content)


def _ordinary(output: str) -> Path:
    """Moving a file into place would replace what is no file: a device, a pipe."""
    target = Path(output)
    if target.exists() and not target.is_file():
        raise YigaiError(
            where=str(target),
            found=Text(zh="不是文件", en="not a file"),
            expected=Text(zh="普通文件", en="an ordinary file"),
        )
    return target
