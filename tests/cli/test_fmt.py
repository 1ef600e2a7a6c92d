"""`yigai fmt` and `yigai schema`: the one form of a file, what it never loses, how it leaves."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from yigai import testing
from yigai.cli import main
from yigai.files.faults import FileFaults
from yigai.files.formats import read_any, to_json, to_yaml
from yigai.files.formatting import in_form
from yigai.files.schema import schema_of

FILES: dict[str, st.SearchStrategy[Any]] = {
    "plan": testing.plans(),
    "alignment": testing.alignments(),
    "rule": testing.payment_rules(),
    "activity": testing.activities(),
    "overlay": testing.overlays(),
}
PLAIN = """\
format: yigai-plan/1
tasks:
- path: "1"
  statements:
  - {summary: "办 # 这不是注释", kind: duty, id: d, topic: t, force: stated}
document:
  {id: p, title: 计划, kind: plan, level: city}
"""
COMMENTED = """\
# 头
format: yigai-plan/1 # 版本
document:
  id: p   # 标识
  title: |  # 标题
    计划 # 这不是注释
  # 中间
  kind: plan
  level: city
# 尾"""
FAULTY = PLAIN.replace("level: city", "level: town").replace("force: stated", "force: must")


def run(*arguments: object) -> Result:
    """The command in this process; stdout and stderr apart."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A good file in another form, without comments."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAIN, "utf-8")
    return path


@pytest.fixture
def commented(tmp_path: Path) -> Path:
    """A good file with comments."""
    path = tmp_path / "commented.yaml"
    path.write_text(COMMENTED, "utf-8")
    return path


def test_prints_the_form_and_leaves_the_file(plain: Path) -> None:
    result = run("fmt", plain)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == to_yaml(read_any(PLAIN, json=False))
    assert result.stdout.index("document") < result.stdout.index("tasks")
    assert "force" not in result.stdout
    assert plain.read_text("utf-8") == PLAIN


def test_writes_in_place_and_is_then_in_the_form(plain: Path) -> None:
    plain.chmod(0o640)
    assert run("fmt", plain, "--check").exit_code == 1
    result = run("fmt", plain, "--write")
    assert (result.exit_code, result.output) == (0, "")
    assert plain.read_text("utf-8") == to_yaml(read_any(PLAIN, json=False))
    assert plain.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in plain.parent.iterdir()] == ["plan.yaml"]
    result = run("fmt", plain, "--check")
    assert (result.exit_code, result.output) == (0, "")


def test_writes_through_a_link(plain: Path) -> None:
    link = plain.with_name("link.yaml")
    link.symlink_to(plain)
    assert run("fmt", link, "--write").exit_code == 0
    assert link.is_symlink()
    assert plain.read_text("utf-8") == link.read_text("utf-8") != PLAIN


def test_in_the_form_it_is_not_touched(plain: Path) -> None:
    run("fmt", plain, "--write")
    before = plain.stat().st_ino
    assert run("fmt", plain, "--write").exit_code == 0
    assert plain.stat().st_ino == before


def test_check_says_what_to_do(plain: Path) -> None:
    result = run("fmt", plain, "--check", "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{plain}: not in the form; yigai fmt {plain} --write writes it so\n"


@pytest.mark.parametrize("options", [[], ["--check"], ["--write"], ["--write", "--drop-comments"]])
def test_a_file_with_faults_is_refused_whole(options: list[str], plain: Path) -> None:
    plain.write_text(FAULTY, "utf-8")
    result = run("fmt", plain, *options, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 2
    assert "document.level: found 'town'" in result.stderr
    assert plain.read_text("utf-8") == FAULTY


def test_write_and_check_exclude_each_other(plain: Path) -> None:
    result = run("fmt", plain, "--check", "--write", "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr == "found both, expected one of --write and --check\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("document: {}", "found no format, expected one of yigai-plan/1, yigai-alignment/1"),
        ("format: yigai-plann/1", "did you mean 'yigai-plan/1'?"),
        ("format: yigai-plan/2", "written for another version of yigai; upgrade it"),
        ("format: []", "found a list, expected one of yigai-plan/1"),
        ("[1]", "found a list, expected a file of yigai"),
    ],
)
def test_no_format_of_ours(text: str, said: str, plain: Path) -> None:
    plain.write_text(text, "utf-8")
    result = run("fmt", plain, "--lang", "en")
    assert result.exit_code == 2
    assert said in result.stderr


class TestComments:
    def test_printing_leaves_them_out_and_says_so(self, commented: Path) -> None:
        result = run("fmt", commented, "--lang", "en")
        assert result.exit_code == 0
        assert result.stderr == "note: comments left out: 6; the file itself is unchanged\n"
        assert "头" not in result.stdout
        assert "这不是注释" in result.stdout

    def test_writing_refuses_to_lose_them(self, commented: Path) -> None:
        result = run("fmt", commented, "--write", "--lang", "en")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "comments: 6" in result.stderr
        assert "--drop-comments" in result.stderr
        assert commented.read_text("utf-8") == COMMENTED

    def test_unless_told_to(self, commented: Path) -> None:
        assert run("fmt", commented, "--write", "--drop-comments").exit_code == 0
        assert commented.read_text("utf-8") == to_yaml(read_any(COMMENTED, json=False))

    def test_a_file_in_the_form_but_for_them_stays(self, commented: Path) -> None:
        form = run("fmt", commented).stdout
        text = "# 头\r\n" + form.replace("\n", "  # 注\n", 2).replace("\n", "\r\n") + "  # 尾"
        commented.write_bytes(text.encode())
        assert run("fmt", commented, "--check").exit_code == 0
        assert run("fmt", commented, "--write").exit_code == 0
        assert commented.read_bytes() == text.encode()

    def test_a_number_sign_in_json_is_text(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.json"
        path.write_text(to_json(read_any(PLAIN, json=False)), "utf-8")
        assert run("fmt", path, "--check").exit_code == 1
        assert run("fmt", path, "--write").exit_code == 0
        assert run("fmt", path, "--check").exit_code == 0
        assert path.read_text("utf-8").startswith('{\n  "format": "yigai-plan/1",\n  "document": {\n')


@pytest.mark.parametrize("json", [False, True], ids=["yaml", "json"])
@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
@settings(max_examples=20)
@given(data=st.data())
def test_the_form_of_the_form_is_itself(
    files: st.SearchStrategy[Any],
    json: bool,  # noqa: FBT001 (a parameter of pytest)
    data: st.DataObject,
) -> None:
    built = data.draw(files)
    once = in_form(to_json(built) if json else to_yaml(built), json=json)
    assert read_any(once.text, json=json) == built
    again = in_form(once.text, json=json)
    assert (again.text, again.comments, again.as_is) == (once.text, 0, True)


@settings(max_examples=20)
@given(
    testing.alignments(),
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["# 注: [\n", "#\n"])), max_size=4),
)
def test_comments_are_found_wherever_they_stand(built: Any, comments: list[tuple[int, str]]) -> None:
    form = to_yaml(built)
    lines = form.splitlines(keepends=True)
    for position, comment in comments:
        lines.insert(position, comment)
    text = "".join(lines)
    with contextlib.suppress(FileFaults):  # a line within a text is no comment, and may break it
        if read_any(text, json=False) == built:
            found = in_form(text, json=False)
            assert (found.text, found.comments, found.as_is) == (form, len(comments), True)


@pytest.mark.parametrize("name", ["plan", "alignment"])
def test_schema(name: str) -> None:
    result = run("schema", name)
    assert (result.exit_code, result.stderr) == (0, "")
    Draft202012Validator.check_schema(json.loads(result.stdout))
    assert json.loads(result.stdout) == schema_of(name)


def test_schema_of_plans_unless_told() -> None:
    assert run("schema").stdout == run("schema", "plan").stdout
    assert run("schema", "minutes").exit_code == 2
