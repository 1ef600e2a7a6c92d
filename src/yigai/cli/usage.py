"""What click complains of in a command that is not understood, also in Chinese."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import IO, Any

import click

_CHINESE = {
    r"No such option '(.+?)'\.": r"没有选项 \1",
    r"No such command '(.+?)'\.": r"没有命令 \1",
    r" Did you mean '(.+?)'\?": r"；是否指 '\1'？",
    r" \(Did you mean one of: (.+?)\?\)": r"；是否指 下列之一：\1？",
    r"Missing command\.": "缺少命令",
    r"Missing (?:option|argument|parameter) '(.+?)'\.": r"缺少 \1",
    r"Invalid value for '(.+?)': ": r"\1: ",
    r"'(.*)' is not one of (.+)\.": r"发现 '\1'，应为 下列之一：\2",
    r"Choose from:\s+(.+)": r"应为 下列之一：\1",
    r"Option '(.+?)' requires an argument\.": r"选项 \1 之后缺少值",
    r"Option '(.+?)' does not take a value\.": r"选项 \1 之后不带值",
    r"Got unexpected extra arguments? \((.+)\)": r"多出的参数：\1",
}
_PIECES = {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "[参数]..."}


class Misused(click.UsageError):
    """A complaint of click that is shown in Chinese."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the usage and what is wrong with the command that was given."""
        if self.ctx is not None:
            path, pieces = self.ctx.command_path, self.ctx.command.collect_usage_pieces(self.ctx)
            usage = " ".join([path, *(_PIECES.get(piece, piece) for piece in " ".join(pieces).split())])
            click.echo(f"用法：{usage}\n用 {path} --help 看说明。\n", file=file, err=True)
        click.echo(f"错误：{in_chinese(self.message)}", file=file, err=True)


@contextmanager
def complaining(lang: str) -> Generator[None, None, None]:
    """Let click complain in this language; a command given without anything still prints its help."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        if lang != "zh":
            raise
        raise Misused(error.format_message(), error.ctx) from None


def language_of(arguments: Iterable[str]) -> str:
    """The language asked for on the command line, which click may not have come to."""
    words = " ".join(arguments)
    asked = re.findall(r"(?:^| )--lang[ =](\S+)", words)
    return "en" if asked[-1:] == ["en"] else "zh"


def in_chinese(message: str) -> str:
    """A complaint in Chinese; one that is not in the list stays as it is.

    >>> in_chinese("Missing option '--against'.")
    '缺少 --against'
    """
    for said, meant in _CHINESE.items():
        message = re.sub(said, meant, message, flags=re.DOTALL)
    return message
