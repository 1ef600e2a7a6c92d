"""The command line as a user meets it: what it prints, where, and the code it leaves with."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import click
import pendulum
import pytest
import yaml
from click.testing import CliRunner, Result
from rich.cells import cell_len

from yigai.catalogue import store
from yigai.checks.rule_packs import RULE_PACKS
from yigai.checks.rules import RULES
from yigai.cli import main
from yigai.files.formats import read_yaml, to_yaml
from yigai.model.alignment import Alignment
from yigai.model.plan import Plan

CITY, NATION = "heyuan-2023", "national-2023h2"
CHECK = ("check", CITY, "--against", NATION, "--as-of", "2023-12-31")
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
MARKS = "，。、；：！？）》”’】〉"

# A small plan and a document above it, with one finding of each severity.
UPPER = """\
format: yigai-plan/1
document: {id: upper, title: 上级任务, kind: plan, level: national}
sections: [{path: "1", title: 第一部分}]
tasks:
  - path: "1.1"
    statements:
      - {id: required, kind: duty, summary: 必须办, topic: required, force: require}
      - {id: stated, kind: duty, summary: 要办, topic: stated}
      - {id: encouraged, kind: duty, summary: 可办, topic: encouraged, force: encourage}
"""
LOWER = """\
format: yigai-plan/1
document: {id: lower, title: 本地计划, kind: plan, level: city, region: "441600"}
sections: [{path: "1", title: 第一部分}]
tasks:
  - path: "1.1"
    statements: [STATEMENTS]
"""
LINKS = """\
format: yigai-alignment/1
lower: lower
upper: upper
basis: printed
depth: statements
author: tester
links: [{from: "1.1", to: "1.1"}]
"""
BROKEN = """\
format: yigai-plan/1
document: {id: lower, title: 本地计划, kind: plan, level: town}
sections: [{path: "1", title: 第一部分}]
tasks:
  - path: "1.1"
    statments: []
  - path: "1.2"
    statements:
      - {id: a, kind: duty, summary: 甲}
      - {id: b, kind: target, summary: 乙, indicator: x, comparator: ">=", value: 七十}
"""
ANSWERS = {
    name: f"{{id: {name}, kind: duty, summary: 办, topic: {name}, force: require}}"
    for name in ("required", "stated", "encouraged")
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small documents, in which the test runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "upper.yaml").write_text(UPPER, "utf-8")
    (tmp_path / "links.yaml").write_text(LINKS, "utf-8")
    (tmp_path / "broken.yaml").write_text(BROKEN, "utf-8")
    answering(tmp_path, "required", "stated", "encouraged")
    return tmp_path


def answering(folder: Path, *names: str) -> None:
    """Let the plan answer these statements and no others."""
    listed = ", ".join(ANSWERS[name] for name in names)
    (folder / "lower.yaml").write_text(LOWER.replace("STATEMENTS", listed), "utf-8")


SMALL = ("check", "lower.yaml", "--against", "upper.yaml", "--links", "links.yaml", "--as-of", "2023-12-31")


def run(*arguments: str) -> Result:
    """The command in this process; stdout and stderr apart."""
    return CliRunner().invoke(main, list(arguments))


def started(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    environment = {**os.environ, **settings.pop("env", {})}
    command = [sys.executable, "-m", "yigai", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False, **settings
    )


def refused(result: Result) -> str:
    """What a command that could not do it says; it prints nothing else."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


# Exit codes, in real processes


@pytest.mark.parametrize(
    ("answered", "fail_on", "code"),
    [
        (("required", "stated", "encouraged"), "info", 0),
        (("required", "stated"), "info", 1),
        (("required", "stated"), "warning", 0),
        (("required", "stated"), "error", 0),
        (("required",), "info", 1),
        (("required",), "warning", 1),
        (("required",), "error", 0),
        ((), "info", 1),
        ((), "warning", 1),
        ((), "error", 1),
    ],
)
def test_the_code_says_whether_anything_matters_that_much(
    folder: Path, answered: tuple[str, ...], fail_on: str, code: int
) -> None:
    answering(folder, *answered)
    done = started(*SMALL, "--fail-on", fail_on)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith("医改计划核对  本地计划\n")


def test_errors_fail_unless_said_otherwise(folder: Path) -> None:
    answering(folder, "required")
    assert started(*SMALL).returncode == 0
    answering(folder, "stated")
    assert started(*SMALL).returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nobody", "--against", NATION),
        ("check", CITY),
        ("check", CITY, "--against", NATION, "--as-of", "31.12.2023"),
        ("check", CITY, "--against", NATION, "--fail-on", "never"),
        ("check", CITY, "--against", NATION, "--select", "YG-NOP"),
        ("check", CITY, "--against", NATION, "--select", ""),
        ("check", CITY, "--against", NATION, "--select", "targets", "--ignore", "YG-TGT"),
        ("check", CITY, "--against", NATION, "--against", NATION),
        ("check", CITY, "--against", "broken.yaml"),
        ("check", CITY, "--against", NATION, "--links", "links.yaml"),
        ("show", "nobody"),
        ("show", f"{CITY}#99"),
        ("explain", "YG-NOP-001"),
        ("explain", "--nonsense"),
        ("nonsense",),
        (),
    ],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
@pytest.mark.usefixtures("folder")
def test_what_could_not_be_done_leaves_with_2(arguments: tuple[str, ...]) -> None:
    done = started(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("explain",), ("explain", "YG-TGT-001"), ("show", CITY), ("--help",), ("--version",)],
    ids=" ".join,
)
def test_what_was_done_leaves_with_0(arguments: tuple[str, ...]) -> None:
    done = started(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\n")


# A rule of others that breaks: a real package beside yigai, in a real process

PLUGIN = """\
from yigai.checks.rule import rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity

TEXT = Text(zh="试", en="trial")


def made(find):
    parts = dict(severity=Severity.INFO, title=TEXT, what=TEXT, why=TEXT, bad="", good="")
    return rule(id="YG-TIM-901", **parts)(find)


@made
def dividing(this, context):
    yield 1 / 0


@made
def mumbling(this, context):
    yield Finding(rule=this.id, severity=this.severity, message="no Text")


NOT_A_RULE = 7
"""


@pytest.fixture
def plugged(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command with a rule of another package installed."""
    place = folder / "site"
    info = place / "plugin-1.0.dist-info"
    info.mkdir(parents=True)
    (place / "plugin.py").write_text(PLUGIN, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1.0\n", "utf-8")

    def plug(target: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        (info / "entry_points.txt").write_text(f"[yigai.rules]\nnew = plugin:{target}\n", "utf-8")
        paths = [str(place), *filter(None, [os.environ.get("PYTHONPATH")])]
        return started(*arguments, env={"PYTHONPATH": os.pathsep.join(paths)})

    return plug


@LANGUAGES
def test_a_rule_that_crashes_is_told_and_leaves_with_2(plugged: Any, lang: str) -> None:
    done = plugged("dividing", *SMALL, "--lang", lang)
    assert (done.returncode, done.stderr) == (2, "")
    said = {"zh": "未能运行：", "en": "could not run: "}[lang]
    assert f"YG-TIM-901 {said}ZeroDivisionError: division by zero\n" in done.stdout
    assert "YG-TIM-901" in plugged("dividing", "explain").stdout


def test_a_crash_is_in_the_data_too(plugged: Any) -> None:
    done = plugged("dividing", *SMALL, "--format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["crashes"] == [
        {"rule": "YG-TIM-901", "problem": "ZeroDivisionError: division by zero"}
    ]
    ignored = plugged("dividing", *SMALL, "--ignore", "YG-TIM")
    assert ignored.returncode == 0


def test_what_nobody_foresaw_is_never_taken_for_findings(plugged: Any) -> None:
    done = plugged("mumbling", *SMALL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" in done.stderr
    assert "'str' object has no attribute" in done.stderr


def test_a_package_that_gives_no_rule_is_named(plugged: Any) -> None:
    done = plugged("NOT_A_RULE", *SMALL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "yigai.rules: new (plugin)" in done.stderr
    assert "Traceback" not in done.stderr


# Streams that are not what they seem


@LANGUAGES
@pytest.mark.parametrize("arguments", [CHECK, ("show", CITY), ("list",), ("explain",)], ids=lambda a: a[0])
def test_no_escapes_where_no_terminal_is(arguments: tuple[str, ...], lang: str) -> None:
    done = started(*arguments, "--lang", lang, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def test_an_escape_in_a_document_is_not_passed_on(folder: Path) -> None:
    escaping = UPPER.replace("上级任务", '"红\\e[31m色\\n第二行"').replace("必须办", '"清\\e[2J屏"')
    (folder / "upper.yaml").write_text(escaping, "utf-8")
    answering(folder)
    for arguments in (SMALL, ("show", "upper.yaml"), ("show", "upper.yaml#1.1")):
        result = run(*arguments)
        assert result.exit_code in {0, 1}
        assert "\x1b" not in result.stdout
        assert "�[" in result.stdout


@cache
def usual(*arguments: str) -> str:
    """What the command prints where nothing is set: the same for every locale it is compared with."""
    return started(*arguments).stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk"},
    ],
    ids=["ascii", "C", "gbk"],
)
@pytest.mark.parametrize(
    "arguments",
    [CHECK, ("list",), ("show", CITY), ("explain", "YG-COV-001"), ("--help",), ("check", "--help")],
    ids=" ".join,
)
def test_chinese_is_printed_whatever_the_locale(
    environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    done = started(*arguments, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == usual(*arguments)


def test_chinese_errors_are_printed_whatever_the_locale() -> None:
    done = started("show", "nobody", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "发现 'nobody'，应为" in done.stderr


@pytest.mark.parametrize("fail_on", ["error", "warning"])
def test_a_reader_that_stops_early_changes_nothing(fail_on: str) -> None:
    arguments = [*CHECK, "--format", "json", "--fail-on", fail_on]
    command = f"set -o pipefail; {shlex.quote(sys.executable)} -m yigai {shlex.join(arguments)} | head -1"
    done = subprocess.run(
        ["bash", "-c", command],  # noqa: S607 (whichever bash is there)
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")
    assert done.returncode == {"error": 0, "warning": 1}[fail_on]


@pytest.mark.parametrize("fail_on", ["error", "warning"])
def test_a_reader_that_is_gone_changes_nothing(fail_on: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "yigai", *CHECK, "--fail-on", fail_on],
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.stderr == ""
    assert done.returncode == {"error": 0, "warning": 1}[fail_on]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "yigai", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("stdout: 发现 ")
    assert done.stderr.count("\n") == 1


def test_a_stream_of_python_s_own_will_do() -> None:
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), pytest.raises(SystemExit) as left:
        main(["list"])
    assert left.value.code == 0
    assert stream.getvalue() == run("list").stdout


# What does not fit


@LANGUAGES
@pytest.mark.parametrize(
    "arguments",
    [CHECK, ("list",), *(("show", entry.id) for entry in store.entries()), ("explain",)],
    ids=" ".join,
)
def test_no_line_is_wider_than_80_columns(arguments: tuple[str, ...], lang: str) -> None:
    result = run(*arguments, "--lang", lang)
    assert result.exit_code == 0
    for line in result.stdout.splitlines():
        assert cell_len(line) <= 80
        assert line == line.rstrip()
        assert line.lstrip()[:1] not in MARKS or not line
    assert "\n\n\n" not in result.stdout
    assert result.stdout.endswith("\n")
    assert not result.stdout.endswith("\n\n")


@LANGUAGES
def test_no_rule_and_no_task_is_wider_than_80_columns(lang: str) -> None:
    places = [("explain", each.id) for each in RULES]
    places += [("show", f"{name}#{task.path}") for name in (CITY, NATION) for task in store.plan(name).tasks]
    for place in places:
        result = run(*place, "--lang", lang)
        assert result.exit_code == 0
        assert max(map(cell_len, result.stdout.splitlines())) <= 80


# check


@LANGUAGES
def test_check_as_text(lang: str) -> None:
    result = run(*CHECK, "--lang", lang)
    assert result.exit_code == 0
    head, said, rules, link = {
        "zh": ("医改计划核对", "截至    2023-12-31", "错误 0", "对应"),
        "en": ("Plan check", "as of   2023-12-31", "error 0", "links"),
    }[lang]
    lines = result.stdout.splitlines()
    assert lines[0].startswith(head)
    assert f"  {said}" in lines
    assert lines[-1].startswith(rules)
    assert any(line.strip().startswith(f"{link} ") and f"{CITY}--{NATION}" in line for line in lines)


def test_check_as_data() -> None:
    result = run(*CHECK, "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert data["schema"] == "yigai-check/1"
    assert list(data) == [
        "schema", "version", "as_of", "plan", "against", "links", "registry", "overrides", "limits",
        "counts", "verdicts", "findings", "crashes",
    ]  # fmt: skip
    assert data["as_of"] == "2023-12-31"
    assert [verdict["requirement"] for verdict in data["verdicts"]] == [
        str(address) for address, _, _ in store.plan(NATION).statements()
    ]
    assert sum(data["counts"]["outcomes"].values()) == len(data["verdicts"])
    assert sum(data["counts"]["severities"].values()) == len(data["findings"])
    assert run(*CHECK, "--format", "json", "--lang", "en").stdout == result.stdout


def test_check_without_a_day_takes_today_and_says_so(folder: Path) -> None:
    answering(folder, "required", "stated", "encouraged")
    before = pendulum.today().date()
    result = run(*SMALL[:-2])
    after = pendulum.today().date()
    assert result.exit_code == 0
    (said,) = re.findall(r"^  截至    (\S+)$", result.stdout, re.MULTILINE)
    assert before.isoformat() <= said <= after.isoformat()


@pytest.mark.parametrize(
    "day", ["2023", "2023-13-01", "2023-02-29", "today", "", "２０２３-12-31", "2023-12-31T00:00:00"]
)
def test_a_day_that_is_none_is_refused(day: str) -> None:
    said = refused(run("check", CITY, "--against", NATION, "--as-of", day))
    assert said.startswith("--as-of: ")
    assert "日期 YYYY-MM-DD" in said


def test_a_check_against_nothing_is_refused() -> None:
    assert "应为 至少一份上级文件，如 national-2023h2" in refused(run("check", CITY))


@pytest.mark.parametrize(
    ("name", "nearest"), [("heyuan-2032", CITY), ("national-2023", NATION), ("heyaun-2023", CITY)]
)
def test_a_mistyped_id_suggests_the_nearest(name: str, nearest: str) -> None:
    assert f"是否指 '{nearest}'？" in refused(run("check", name, "--against", NATION))
    assert f"是否指 '{nearest}'？" in refused(run("check", CITY, "--against", name))
    assert f"did you mean '{nearest}'?" in refused(run("show", name, "--lang", "en"))


@pytest.mark.parametrize("option", ["plan", "--against", "--links"])
def test_a_missing_file_is_named(option: str) -> None:
    arguments = {
        "plan": ("no/plan.yaml", "--against", NATION),
        "--against": (CITY, "--against", "no/plan.yaml"),
        "--links": (CITY, "--against", NATION, "--links", "no/plan.yaml"),
    }[option]
    assert refused(run("check", *arguments)).startswith("no/plan.yaml: 发现 ")


@LANGUAGES
@pytest.mark.usefixtures("folder")
def test_a_broken_file_tells_every_fault_and_its_place(lang: str) -> None:
    said = refused(run("check", "broken.yaml", "--against", "upper.yaml", "--lang", lang))
    faults = said.splitlines()
    assert [fault.split(" ")[0] for fault in faults] == [
        "broken.yaml:2:48:",
        "broken.yaml:6:5:",
        "broken.yaml:9:9:",
        "broken.yaml:10:75:",
    ]
    assert "statements" in faults[1]
    assert all(("应为" in fault) is (lang == "zh") for fault in faults)


@pytest.mark.usefixtures("folder")
def test_a_plan_where_an_alignment_is_wanted() -> None:
    said = refused(run("check", "lower.yaml", "--against", "upper.yaml", "--links", "upper.yaml"))
    assert said.startswith("upper.yaml:1:1: format: ")


def test_an_alignment_of_others_is_refused(folder: Path) -> None:
    (folder / "links.yaml").write_text(LINKS.replace("upper: upper", "upper: another"), "utf-8")
    assert "lower -> another" in refused(run(*SMALL))


def test_several_alignments_are_several(folder: Path) -> None:
    (folder / "more.yaml").write_text(LINKS.replace("tester", "another"), "utf-8")
    data = json.loads(run(*SMALL, "--links", "more.yaml", "--format", "json").stdout)
    assert [each["title"].split(":")[0] for each in data["links"]] == ["tester", "another"]


def test_several_documents_above_are_several(folder: Path) -> None:
    (folder / "second.yaml").write_text(UPPER.replace("id: upper", "id: second"), "utf-8")
    data = json.loads(run(*SMALL, "--against", "second.yaml", "--format", "json").stdout)
    assert [each["id"] for each in data["against"]] == ["upper", "second"]
    assert len(data["verdicts"]) == 6


@pytest.mark.parametrize(
    ("arguments", "rules", "override"),
    [
        (("--select", "YG-COV-001"), {"YG-COV-001"}, "select: YG-COV-001"),
        (("--select", "coverage"), {"YG-COV-001"}, "select: coverage"),
        (("--select", "YG-COV,YG-TGT-008"), {"YG-COV-001", "YG-TGT-008"}, "select: YG-COV, YG-TGT-008"),
        (("--select", " YG-COV , YG-TGT-008,"), {"YG-COV-001", "YG-TGT-008"}, "select: YG-COV, YG-TGT-008"),
        (
            ("--select", "YG-COV", "--select", "YG-TGT-008"),
            {"YG-COV-001", "YG-TGT-008"},
            "select: YG-COV, YG-TGT-008",
        ),
        (("--ignore", "YG-COV"), {"YG-TGT-008", "YG-TGT-010"}, "ignore: YG-COV"),
        (("--ignore", "YG-TGT-008,YG-TGT-010"), {"YG-COV-001"}, "ignore: YG-TGT-008, YG-TGT-010"),
        ((), {"YG-COV-001", "YG-TGT-008", "YG-TGT-010"}, None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_rules_are_chosen(
    folder: Path, arguments: tuple[str, ...], rules: set[str], override: str | None
) -> None:
    figure = (
        '{id: a, kind: target, summary: 率, indicator: e-voucher-coverage, comparator: ">=", value: 101, '
    )
    (folder / "lower.yaml").write_text(LOWER.replace("STATEMENTS", figure + 'unit: "%"}'), "utf-8")
    data = json.loads(run(*SMALL, *arguments, "--format", "json").stdout)
    assert {finding["rule"] for finding in data["findings"]} == rules
    assert data["overrides"] == ([override] if override else [])
    assert (f"  设置    {override}\n" in run(*SMALL, *arguments).stdout) is bool(override)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_refused(option: str) -> None:
    said = refused(run(*CHECK, option, "YG-COV,YG-TGT-01", "--lang", "en"))
    assert said.startswith("found 'YG-TGT-01', expected ")
    assert "did you mean 'YG-TGT-013'?" in said


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_report_goes_into_a_file_and_nowhere_else(folder: Path, form: str) -> None:
    answering(folder, "stated")
    (folder / "report").write_text("what stood there before", "utf-8")
    there = set(folder.iterdir())
    result = run(*SMALL, "--format", form, "--output", "report")
    assert (result.exit_code, result.output) == (1, "")
    assert (folder / "report").read_text("utf-8") == run(*SMALL, "--format", form).stdout
    assert set(folder.iterdir()) == there


@pytest.mark.parametrize("place", ["no/such/folder/report", ".", "upper.yaml/report", "pipe"])
def test_a_place_that_cannot_be_written_is_refused(folder: Path, place: str) -> None:
    os.mkfifo(folder / "pipe")
    there = {path: path.stat().st_mode for path in folder.iterdir()}
    assert refused(run(*SMALL, "--output", place)).startswith(f"{place}: 发现 ")
    assert {path: path.stat().st_mode for path in folder.iterdir()} == there


def test_a_file_is_left_alone_when_nothing_could_be_checked(folder: Path) -> None:
    (folder / "report").write_text("what stood there before", "utf-8")
    refused(run("check", "broken.yaml", "--against", "upper.yaml", "--output", "report"))
    assert (folder / "report").read_text("utf-8") == "what stood there before"


# show, list, explain


@LANGUAGES
def test_show_a_document(lang: str) -> None:
    result = run("show", CITY, "--lang", lang)
    assert result.exit_code == 0
    plan = store.plan(CITY)
    assert result.stdout.startswith(f"{plan.document.title}\n")
    printed = {"zh": "未印", "en": "not printed"}[lang]
    assert result.stdout.count(printed) == len(plan.document.not_printed)
    for task in plan.tasks:
        assert re.search(rf"^  {re.escape(str(task.path))}\s", result.stdout, re.MULTILINE)


@LANGUAGES
def test_show_a_task(lang: str) -> None:
    result = run("show", f"{CITY}#2.10", "--lang", lang)
    assert result.exit_code == 0
    task = store.plan(CITY).task("2.10")
    assert task is not None
    assert all(statement.id in result.stdout for statement in task.statements)
    assert {"zh": "试点", "en": "pilot"}[lang] in result.stdout


@LANGUAGES
def test_show_a_statement(lang: str) -> None:
    result = run("show", f"{CITY}#2.9/price-review", "--lang", lang)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{CITY}#2.9/price-review\n  price-review  ")
    assert {"zh": "每 2 年 1 次", "en": "1 every 2 years"}[lang] in result.stdout


def test_show_a_section() -> None:
    section = store.plan(NATION).sections[2]
    assert run("show", f"{NATION}#3").stdout == f"{section.label}  {section.title}\n"


@pytest.mark.parametrize("address", [f"{CITY}#2.10", f"{CITY}#2.10/dip-main", f"{NATION}#3", CITY])
def test_show_as_yaml_and_json_says_the_same(address: str) -> None:
    as_yaml, as_json = (run("show", address, "--format", form) for form in ("yaml", "json"))
    assert (as_yaml.exit_code, as_json.exit_code) == (0, 0)
    data = json.loads(as_json.stdout)
    assert yaml.safe_load(as_yaml.stdout).keys() == data.keys()
    assert "\\u" not in as_json.stdout + as_yaml.stdout


def test_a_shown_document_can_be_read_again(folder: Path) -> None:
    shown = run("show", CITY, "--format", "yaml").stdout
    assert read_yaml(shown, Plan) == store.plan(CITY)
    (folder / "copy.json").write_text(run("show", CITY, "--format", "json").stdout, "utf-8")
    assert store.load("copy.json") == store.plan(CITY)


@LANGUAGES
@pytest.mark.parametrize(
    ("address", "nearest"),
    [(f"{CITY}#2.10/dip-mian", "dip-main"), (f"{CITY}#2.100", "2.10"), ("heyuan-2032#2.10", CITY)],
)
def test_show_what_is_not_there(address: str, nearest: str, lang: str) -> None:
    hint = {"zh": f"是否指 '{nearest}'？", "en": f"did you mean '{nearest}'?"}[lang]
    assert hint in refused(run("show", address, "--lang", lang))


@pytest.mark.parametrize("address", [f"{CITY}#", f"{CITY}#2.10/", f"{CITY}#二"])
def test_show_what_is_no_address(address: str) -> None:
    assert "条款路径" in refused(run("show", address)) or "标识" in refused(run("show", address))


@LANGUAGES
def test_list(lang: str) -> None:
    result = run("list", "--lang", lang)
    assert result.exit_code == 0
    paragraphs = result.stdout.split("\n\n")
    assert [paragraph.splitlines()[0] for paragraph in paragraphs] == [entry.id for entry in store.entries()]
    for paragraph, entry in zip(paragraphs, store.entries(), strict=True):
        assert entry.title in paragraph
        assert str(entry.statements) in paragraph
    assert ("国家  官方解读" in result.stdout) is (lang == "zh")
    assert ("national  interpretation" in result.stdout) is (lang == "en")


@LANGUAGES
def test_explain_all(lang: str) -> None:
    result = run("explain", "--lang", lang)
    assert result.exit_code == 0
    listed = result.stdout.splitlines()
    assert [line.strip() for line in listed if line.startswith("  ")] == [
        f"{each.id}  {each.title.of(lang)}" for each in sorted(RULES, key=lambda each: each.id)
    ]
    for pack in RULE_PACKS:
        below = listed[listed.index(f"{pack.name}  {pack.title.of(lang)}") + 1]
        assert below.startswith(f"  YG-{pack.area}-001")


@LANGUAGES
@pytest.mark.parametrize("each", RULES, ids=lambda each: each.id)
def test_explain_one(each: Any, lang: str) -> None:
    result = run("explain", each.id, "--lang", lang)
    assert result.exit_code == 0
    squeezed = "".join(result.stdout.split())
    for text in (each.title, each.what, each.why):
        assert "".join(text.of(lang).split()) in squeezed
    for example in (each.bad, each.good):
        assert "".join(example.split()) in squeezed
    assert all(cited.source.replace(" ", "") in squeezed for cited in each.basis)


def test_explain_suggests_the_nearest_rule() -> None:
    assert "did you mean 'YG-TGT-001'?" in refused(run("explain", "yg-tgt-001", "--lang", "en"))


# --help

COMMANDS = ["", *main.commands]


def test_the_commands() -> None:
    assert sorted(main.commands) == [
        "align", "check", "draft", "explain", "fmt", "formula", "list", "schema", "settle", "show", "test",
        "whatif",
    ]  # fmt: skip
    first = main.help or ""
    assert all(name in first.partition("\n")[0] for name in main.commands)


NOTICE = """\
示例市2023年深化医改重点工作任务
一、推进分级诊疗。县域内住院率达到85%以上。（市卫生健康局负责）
二、改革支付方式。推进按病种付费。（市医保局负责）
"""
RULE = """\
format: yigai-rule/1
kind: dip
id: sample-dip
title: 示例市按病种分值付费（虚构）
source: 示例办法（虚构）
points: {method: average, reference: "8000.00"}
institution_factor: true
review: {quota: 5‰}
budget: {pool: fund-and-patients, fund: "1000000.00"}
settlement: {shape: less-patients}
"""


ACTIVITY = """\
format: yigai-activity/1
area: {discharges: 200}
institutions: [{id: h1, factor: "1.0500"}]
groups: [{code: A01, mean_cost: "8000.00"}]
cases: [{id: c1, institution: h1, group: A01, cost: "8100.00", patient_paid: "2000.00"}]
"""
CASE = """\
format: yigai-case/1
rule: ../my-dip.rule.yaml
activity: ../my-activity.yaml
as_of: "2024-12-31"
expected: {amounts: {h1: "1000000.00"}}
"""


def test_a_payment_rule_is_checked_by_itself(folder: Path) -> None:
    file = folder / "dip.rule.yaml"
    file.write_text(RULE, "utf-8")
    assert "错误 0  警告 0  提示 0" in run("check", str(file)).stdout
    file.write_text(RULE.replace("fund-and-patients", "fund"), "utf-8")
    result = run("check", str(file), "--as-of", "2024-12-31")
    assert result.exit_code == 1
    assert "YG-PAY-009" in result.stdout
    assert "支付规则单独核对" in refused(run("check", str(file), "--against", NATION))


def test_what_can_be_settled_can_be_checked(folder: Path) -> None:
    """An overlay, and a rule inside a plan, as well as the file of a rule."""
    (folder / "county.overlay.yaml").write_text(
        "format: yigai-overlay/1\nid: county\ntitle: 某县（虚构）\n"
        "base: jilin-consortium-2021-draft#5.10/county-package\n"
        "set: {reading: increment, package_rate: 90%}\n",
        "utf-8",
    )
    assert "YG-PAY-001" in run("check", str(folder / "county.overlay.yaml")).stdout
    assert "YG-PAY-004" in run("check", "jilin-consortium-2021-draft#5.10/county-package").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_shows_an_example_that_runs(folder: Path, command: str) -> None:
    alignment = store.alignment(CITY, NATION)
    assert isinstance(alignment, Alignment)
    (folder / "my-plan.yaml").write_text(to_yaml(store.plan(CITY)), "utf-8")
    (folder / "my-links.yaml").write_text(to_yaml(alignment), "utf-8")
    (folder / "my-dip.rule.yaml").write_text(RULE, "utf-8")
    (folder / "my-activity.yaml").write_text(ACTIVITY, "utf-8")
    (folder / "my-cases").mkdir()
    (folder / "my-cases" / "one.case.yaml").write_text(CASE, "utf-8")
    (folder / "notices").mkdir()
    for notice in (folder / "notice.txt", folder / "notices" / "one.txt"):
        notice.write_text(NOTICE, "utf-8")
    result = run(*filter(None, [command]), "--help")
    assert result.exit_code == 0
    examples = re.findall(r"^    (yigai .*)$", result.stdout, re.MULTILINE)
    assert examples
    function = f'yigai() {{ {shlex.quote(sys.executable)} -m yigai "$@"; }}'
    for example in examples:
        line = ["bash", "-c", f"{function}; {example}"]
        shown = subprocess.run(line, capture_output=True, text=True, check=False)
        assert (shown.returncode, shown.stderr) == (0, "")
    assert "\b" not in result.stdout
    assert "\\b" not in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_short_option_shows_the_same_help(command: str) -> None:
    path = [command] if command else []
    short = run(*path, "-h")
    assert (short.exit_code, short.stdout) == (0, run(*path, "--help").stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    found = main.commands[command] if command else main
    for parameter in found.params:
        if isinstance(parameter, click.Option) and parameter.name != "form":
            assert parameter.help
    assert found.help
    assert found.help[0].isupper()


def test_the_version() -> None:
    assert re.fullmatch(r"yigai [0-9]+\.[0-9]+\.[0-9]+\n", run("--version").stdout)


def test_a_report_never_takes_the_place_of_what_it_is_about(tmp_path: Path) -> None:
    plan = tmp_path / "city.yaml"
    plan.write_text(to_yaml(store.plan(CITY)), encoding="utf-8")
    before = plan.read_bytes()
    command = ["check", str(plan), "--against", "national-2023h2", "--as-of", "2023-12-31", "--output"]
    for output in (str(plan), str(tmp_path / "." / "city.yaml")):
        result = CliRunner().invoke(main, [*command, output])
        assert result.exit_code == 2
        assert "--output" in result.output
        assert plan.read_bytes() == before
