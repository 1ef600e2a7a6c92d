"""A corpus of broken files: three good ones, broken at one place each, and at several places at once.

A case of `refused.yaml` cannot be read (exit 2) and tells place, found, expected and hint; one of
`found.yaml` can, and one rule finds it (exit 1) at its subject. Nothing else is told of either.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from yigai.cli import main
from yigai.errors import in_language
from yigai.files.faults import FileFaults
from yigai.files.formats import read_yaml
from yigai.model import Alignment, Plan

HERE = Path(__file__).parent
GOOD = {name: (HERE / f"{name}.yaml").read_text("utf-8") for name in ("plan", "upper", "links")}
KIND: dict[str, type[Any]] = {"plan": Plan, "upper": Plan, "links": Alignment}
REFUSED: list[dict[str, Any]] = yaml.safe_load((HERE / "refused.yaml").read_text("utf-8"))
FOUND: list[dict[str, Any]] = yaml.safe_load((HERE / "found.yaml").read_text("utf-8"))
TOGETHER = [case for case in REFUSED if not {"alone", "path", "lines"} & set(case)]

Span = tuple[int, int, str]


def named(cases: list[dict[str, Any]]) -> list[str]:
    """A name for each case: its place in the list and what it writes."""
    return [
        f"{at}: {''.join(case['change'].values()).strip()[:50]}" for at, case in enumerate(cases, start=1)
    ]


def changes(case: dict[str, Any]) -> list[Span]:
    """Where a case changes its good file, each place being there once, and to what."""
    good = GOOD[case["file"]]
    for old in case["change"]:
        assert good.count(old) == 1, old
    return [(good.index(old), good.index(old) + len(old), new) for old, new in case["change"].items()]


def broken(file: str, cases: list[dict[str, Any]]) -> tuple[str, list[tuple[int, int]]]:
    """A good file with the changes of these cases, and the line and column of each mark."""
    text = GOOD[file]
    for first, last, new in sorted((span for case in cases for span in changes(case)), reverse=True):
        text = text[:first] + new + text[last:]
    marks = []
    while "»" in text:
        before, _, after = text.partition("»")
        marks.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + after
    return text, marks


def checked(folder: Path, **texts: str) -> Result:
    """The check of the good files, some of them replaced."""
    for name, good in GOOD.items():
        (folder / f"{name}.yaml").write_text(texts.get(name, good), "utf-8")
    plan, upper, links = (str(folder / f"{name}.yaml") for name in GOOD)
    options = ["--as-of", "2023-12-31", "--fail-on", "info", "--format", "json", "--lang", "en"]
    return CliRunner().invoke(main, ["check", plan, "--against", upper, "--links", links, *options])


def test_the_good_files_are_good(tmp_path: Path) -> None:
    result = checked(tmp_path)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["findings"] == []


def test_there_are_many_different_cases() -> None:
    cases = [(case["file"], str(case["change"])) for case in REFUSED + FOUND]
    assert len(set(cases)) == len(cases) >= 120


@pytest.mark.parametrize("case", REFUSED, ids=named(REFUSED))
def test_refused_where_it_is_broken(case: dict[str, Any], tmp_path: Path) -> None:
    text, marks = broken(case["file"], [case])
    with pytest.raises(FileFaults) as caught:
        read_yaml(text, KIND[case["file"]])
    [fault] = caught.value.faults
    assert [(fault.line, fault.column)] == marks
    assert in_language(fault.found, "en").startswith(case["found"])
    assert fault.expected.en.startswith(case["expected"])
    assert fault.hint.en == case.get("hint", "")
    result = checked(tmp_path, **{case["file"]: text})
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert f"{case['file']}.yaml:{fault.line}:{fault.column}: " in result.stderr


@pytest.mark.parametrize("case", FOUND, ids=named(FOUND))
def test_found_by_its_rule(case: dict[str, Any], tmp_path: Path) -> None:
    text, _ = broken(case["file"], [case])
    result = checked(tmp_path, **{case["file"]: text})
    assert result.exit_code == 1, result.stderr
    told = [(finding["rule"], finding["subject"]) for finding in json.loads(result.stdout)["findings"]]
    assert told == [tuple(each) for each in case["found"]]


@st.composite
def several(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Two to six cases of one file that neither touch nor undo each other."""
    file = draw(st.sampled_from(["plan", "plan", "links"]))
    chosen: list[dict[str, Any]] = []
    cases = draw(st.permutations([case for case in TOGETHER if case["file"] == file]))
    wanted = draw(st.integers(2, 6))
    for case in cases:
        apart = not any(touching(case, each) or undoing(case, each) or undoing(each, case) for each in chosen)
        if len(chosen) < wanted and apart:
            chosen.append(case)
    return chosen


def undoing(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a case takes away what makes the other a fault: a name is used twice while the first stays."""
    beside = other.get("beside")
    return beside is not None and any(
        beside in old and beside not in new.replace("»", "") for old, new in one["change"].items()
    )


def touching(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two cases change the same text, or one is told of a mapping that the other breaks too."""
    return any(
        first < last_of_other and first_of_other < last
        for first, last, _ in map(widened, [one] * len(changes(one)), changes(one))
        for first_of_other, last_of_other, _ in map(widened, [other] * len(changes(other)), changes(other))
    )


def widened(case: dict[str, Any], span: Span) -> Span:
    """What a case needs for itself: its change, or the whole lines of the mapping it is told of."""
    first, last, new = span
    if not case.get("whole") and not case["found"].startswith("unknown key"):  # what is below is not read
        return span
    good = GOOD[case["file"]]
    return (good.rfind("\n", 0, first) + 1, good.find("\n", last), new)


@settings(max_examples=60)
@given(several())
def test_of_several_faults_all_are_told(cases: list[dict[str, Any]]) -> None:
    text, marks = broken(cases[0]["file"], cases)
    with pytest.raises(FileFaults) as caught:
        read_yaml(text, KIND[cases[0]["file"]])
    faults = caught.value.faults
    assert 2 <= len(faults) == len(cases)
    assert [(fault.line, fault.column) for fault in faults] == marks
    in_order = sorted(cases, key=lambda case: changes(case)[0])
    for fault, case in zip(faults, in_order, strict=True):
        assert in_language(fault.found, "en").startswith(case["found"])
        assert fault.hint.en == case.get("hint", "")
