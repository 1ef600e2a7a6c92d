"""What a command that is not understood is told, in the language it asks for."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from yigai.cli import main
from yigai.cli.usage import in_chinese, language_of

MISUSES = {
    "chekc": ("没有命令 chekc；是否指 'check'？", "No such command 'chekc'. Did you mean 'check'?"),
    "list --bogus": ("没有选项 --bogus", "No such option '--bogus'."),
    "list --lag": ("没有选项 --lag；是否指 '--lang'？", "No such option '--lag'. Did you mean '--lang'?"),
    "check": ("缺少 PLAN", "Missing argument 'PLAN'."),
    "check lower --against": (
        "选项 --against 之后缺少值", "Option '--against' requires an argument."
    ),
    "check lower --against upper --fail-on never": (
        "--fail-on: 发现 'never'，应为 下列之一：'error', 'warning', 'info'",
        "Invalid value for '--fail-on': 'never' is not one of 'error', 'warning', 'info'.",
    ),
    "fmt plan.yaml --write=yes": (
        "选项 --write 之后不带值", "Option '--write' does not take a value."
    ),
    "show a b": ("多出的参数：b", "Got unexpected extra argument (b)"),
    "show a b c": ("多出的参数：b c", "Got unexpected extra arguments (b c)"),
    "check lower --agains upper": (
        "没有选项 --agains；是否指 下列之一：'--against', '--links'？",
        "No such option '--agains'. (Did you mean one of: '--against', '--links'?)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", MISUSES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_complaint_is_in_the_language(command: str, lang: str) -> None:
    name, *rest = command.split()
    result = CliRunner().invoke(main, [name, "--lang", lang, *rest])
    assert (result.exit_code, result.stdout) == (2, "")
    chinese, english = MISUSES[command]
    told = f"错误：{chinese}" if lang == "zh" else f"Error: {english}"
    assert result.stderr.splitlines()[-1] == told
    assert in_chinese(english) == chinese


def test_chinese_has_no_english_around_it() -> None:
    result = CliRunner().invoke(main, ["check"], prog_name="yigai")
    assert (
        result.stderr == "用法：yigai check [选项] PLAN\n用 yigai check --help 看说明。\n\n错误：缺少 PLAN\n"
    )


def test_the_usage_of_the_door_is_chinese_too() -> None:
    result = CliRunner().invoke(main, ["chekc"], prog_name="yigai")
    assert result.stderr.startswith("用法：yigai [选项] 命令 [参数]...\n")


def test_a_language_that_is_none_is_refused_in_chinese() -> None:
    result = CliRunner().invoke(main, ["list", "--lang", "fr"])
    assert result.exit_code == 2
    assert result.stderr.endswith("错误：--lang: 发现 'fr'，应为 下列之一：'zh', 'en'\n")


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        ("list", "zh"),
        ("list --lang en", "en"),
        ("list --lang=en", "en"),
        ("list --lang zh --lang en", "en"),
        ("list --lang en --lang zh", "zh"),
        ("list --lang", "zh"),
        ("list --language en", "zh"),
    ],
)
def test_the_last_language_counts(arguments: str, lang: str) -> None:
    assert language_of(arguments.split()) == lang


def test_what_is_not_in_the_list_stays() -> None:
    assert in_chinese("Something new.") == "Something new."


def test_nothing_at_all_prints_the_help() -> None:
    result = CliRunner().invoke(main, [])
    assert re.search("^Commands:$", result.output, flags=re.MULTILINE)
