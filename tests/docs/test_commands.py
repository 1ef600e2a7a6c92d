"""Every command the documentation shows is run, and what it shows is what comes out.

A page is read from the top in an empty folder. A fenced block whose first line is a comment naming a
file (`# my-plan.yaml`, `# year/cases.csv`) is written there. In a `console` block, a line after `$ ` is a
command: `yigai …`, or `echo $?` for the code the one before it left with, which is 0 where no `echo $?`
follows. The lines below a command are its output; a line `…` stands for any lines, no line at all for any
output, and any run of spaces for any other, so that a page need not follow every change of a column.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from yigai.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
ELISION = "…"

Blocks = Callable[[str], Iterator[tuple[str, str, str | None]]]


def commands_of(body: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            assert found, f"a console block begins with a command, not with {line!r}"
            found[-1][1].append(squeezed(line))
    return found


def squeezed(line: str) -> str:
    return " ".join(line.split())


def matches(shown: list[str], real: list[str]) -> bool:
    """Whether the real lines are the shown ones, with any lines for each elision."""
    chunks: list[list[str]] = [[]]
    for line in shown:
        if line == ELISION:
            chunks.append([])
        else:
            chunks[-1].append(line)
    first, *others = chunks
    if not others:
        return real == first
    *middle, last = others
    at = len(first)
    for chunk in middle:
        starts = range(at, len(real) - len(chunk) + 1)
        found = next((start for start in starts if real[start : start + len(chunk)] == chunk), None)
        if found is None:
            return False
        at = found + len(chunk)
    tail = len(real) - len(last)
    return real[: len(first)] == first and tail >= at and real[tail:] == last


def test_an_elision_stands_for_any_lines() -> None:
    assert matches(["a", ELISION, "c", ELISION], ["a", "b", "c"])
    assert matches([ELISION, "b"], ["b"])
    assert not matches(["a", ELISION, "d"], ["a", "b", "c"])
    assert not matches(["a"], ["a", "b"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of(page: Path, blocks: Blocks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for language, body, name in blocks(page.read_text(encoding="utf-8")):
        assert language not in {"sh", "bash"}, f"{page}: console, or no language for what cannot run"
        if name is not None:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(body, encoding="utf-8")
        if language == "console":
            run(commands_of(body))


def run(commands: list[tuple[str, list[str]]]) -> None:
    """Run the commands of one block and compare what they print and the codes they leave with."""
    followers = [command for command, _ in commands[1:]]
    code = 0
    for (command, shown), follower in zip(commands, [*followers, ""], strict=True):
        if command == "echo $?":
            assert shown == [str(code)], f"the command before left with {code}"
            continue
        program, *arguments = shlex.split(command)
        assert program == "yigai", f"only yigai is run here, not {command!r}"
        result = CliRunner().invoke(main, arguments, prog_name="yigai")
        code = result.exit_code
        real = [squeezed(line) for line in result.output.splitlines()]
        assert not shown or matches(shown, real), f"{command} now prints:\n{result.output}"
        assert code == 0 or follower == "echo $?", f"{command} left with {code}:\n{result.output}"
