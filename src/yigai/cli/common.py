"""What every command shares: the language, and errors that say what to mend."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

from yigai.errors import YigaiError

P = ParamSpec("P")

COULD_NOT = 2

lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the output."
)


def refusing(command: Callable[P, None]) -> Callable[P, None]:
    """Print an error of the house as what it says, and leave with code 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except YigaiError as error:
            click.echo(error.render(str(kwargs.get("lang", "zh"))), err=True)
            sys.exit(COULD_NOT)

    return run
