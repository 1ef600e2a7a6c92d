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

from yigai.cli.usage import complaining, language_of
from yigai.errors import Text, YigaiError
from yigai.files.formats import write_text

P = ParamSpec("P")

COULD_NOT = 2
_LANG = "yigai.lang"

lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the output."
)


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


def put(text: str, output: str | None = None) -> None:
    """Print a whole text, or write it to a file, whole or not at all.

    A reader that stops early (`| head`) changes nothing of the result.
    """
    if output is not None:
        _write(text, Path(output))
        return
    try:
        click.echo(text, nl=False)
    except OSError as error:
        # What is left in the buffer has nowhere to go; without this Python would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            writable = Text(zh="可写的位置", en="a place that can be written to")
            raise YigaiError(where="stdout", found=error.strerror or str(error), expected=writable) from None


def _write(text: str, target: Path) -> None:
    """Moving a file into place would replace what is no file: a device, a pipe."""
    if target.exists() and not target.is_file():
        raise YigaiError(
            where=str(target), found="not a file", expected=Text(zh="普通文件", en="an ordinary file")
        )
    write_text(target, text)
