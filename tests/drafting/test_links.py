"""Suggested links: right often enough, the same each time, and never a link before somebody says so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given

from yigai.catalogue.store import alignment, load, load_alignment
from yigai.cli import main
from yigai.drafting.draft import draft, draft_text
from yigai.drafting.links import Suggestion, suggest_links
from yigai.drafting.planfile import plan_of
from yigai.drafting.result import Draft
from yigai.drafting.similarity import cosine, grams
from yigai.errors import InvalidValue
from yigai.model.plan import Plan
from yigai.testing import plans

NATIONAL = "national-2023h2"
PLANS = ["heyuan-2023", "jilin-consortium-2021-draft", "nanchang-2021", NATIONAL]
NOTICE = """示例市2023年深化医改重点工作任务
一、完善服务体系
（一）推进分级诊疗。县域内住院率达到85%以上。（市卫生健康局、市财政局等按职责分工负责）
（二）改革支付方式。推进病种分值付费，每季度至少通报1次。（市医保局牵头，市财政局配合）
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["align", *arguments])
    return result.exit_code, result.stdout, result.stderr


def rates(found: tuple[Suggestion, ...], pairs: set[tuple[str, str]]) -> tuple[int, int]:
    """Of the tasks that have an answer, in how many of a hundred it is first, and among three."""
    ranked = {str(each.path): [str(one.to) for one in each.candidates] for each in found}
    wanted: dict[str, set[str]] = {}
    for lower, upper in pairs:
        wanted.setdefault(lower, set()).add(upper)
    first = sum(bool(set(ranked[lower][:1]) & uppers) for lower, uppers in wanted.items())
    among = sum(bool(set(ranked[lower]) & uppers) for lower, uppers in wanted.items())
    return 100 * first // len(wanted), 100 * among // len(wanted)


def numbered(plan: Plan) -> dict[int, str]:
    paths = [str(task.path) for task in plan.tasks]
    return {int(path.rpartition(".")[2]): path for path in paths if "." in path}


def annotated(shared: Path, lower: Plan, upper: Plan) -> set[tuple[str, str]]:
    gold: Any = yaml.safe_load((shared / "gold" / "alignment_000x001.yaml").read_text("utf-8"))
    below, above = numbered(lower), numbered(upper)
    return {(below[each["city_n"]], above[each["national_n"]]) for each in gold["pairs_000_x_001"]["pairs"]}


def seed(shared: Path, number: int) -> Draft:
    return draft(next((shared / "seeds").glob(f"{number:03}_*.txt")))


def test_the_annotated_pair_as_encoded(shared: Path) -> None:
    lower, upper = load("heyuan-2023"), load(NATIONAL)
    first, among = rates(suggest_links(lower, upper), annotated(shared, lower, upper))
    assert first >= 90
    assert among == 100


def test_the_annotated_pair_as_drafted(shared: Path) -> None:
    """A draft and the plan file made of it compare alike: the file keeps the texts of the items."""
    drafts = seed(shared, 1), seed(shared, 0)
    lower, upper = plan_of(drafts[0]), plan_of(drafts[1])
    found = suggest_links(lower, upper)
    assert found == suggest_links(*drafts)
    first, among = rates(found, annotated(shared, lower, upper))
    assert first >= 90
    assert among == 100


@pytest.mark.parametrize(
    ("name", "least_first", "least_among"),
    [("heyuan-2023", 90, 95), ("nanchang-2021", 85, 95), ("jilin-consortium-2021-draft", 50, 75)],
)
def test_the_alignments_of_the_catalogue(name: str, least_first: int, least_among: int) -> None:
    known = alignment(name, NATIONAL)
    assert known is not None
    pairs = {(str(link.lower.path), str(link.upper.path)) for link in known.links}
    first, among = rates(suggest_links(load(name), load(NATIONAL)), pairs)
    assert first >= least_first
    assert among >= least_among


def puts_itself_first(plan: Plan | Draft) -> None:
    for each in suggest_links(plan, plan):
        if each.candidates:
            assert each.candidates[0].to == each.path
            assert str(each.candidates[0].score) == "1.00"


@pytest.mark.parametrize("name", PLANS)
def test_each_task_is_its_own_best_answer(name: str) -> None:
    puts_itself_first(load(name))


def test_so_is_each_item_of_a_draft() -> None:
    found = draft_text(NOTICE)
    puts_itself_first(found)
    assert all(each.candidates for each in suggest_links(found, found))


@given(plans())
def test_so_is_each_task_of_any_plan(plan: Plan) -> None:
    """Its score may be lower: a task without any words is alike by its topics alone."""
    for each in suggest_links(plan, plan):
        assert [one.to for one in each.candidates[:1]] in ([], [each.path])


def test_the_same_each_time_and_in_order() -> None:
    lower, upper = load("heyuan-2023"), load(NATIONAL)
    found = suggest_links(lower, upper, top=5)
    assert found == suggest_links(lower, upper, top=5)
    assert [each.path for each in found] == [task.path for task in lower.tasks]
    for each in found:
        scores = [one.score.fraction for one in each.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert all(one.reasons for one in each.candidates)
    shorter = suggest_links(lower, upper, top=2)
    assert [each.candidates for each in shorter] == [each.candidates[:2] for each in found]


def test_ids_a_draft_makes_up_are_nothing_shared() -> None:
    one = plan_of(draft_text(NOTICE))
    other = plan_of(draft_text(NOTICE.replace("县域内住院率达到85%以上", "新增3家三级医院")))
    [first] = [each for each in suggest_links(one, other) if str(each.path) == "1.1"]
    assert not any("indicators" in reason.en for reason in first.candidates[0].reasons)
    [second] = [each for each in suggest_links(one, other) if str(each.path) == "1.2"]
    reasons = [reason.en for reason in second.candidates[0].reasons]
    assert "shared mechanisms: payment by DIP" in reasons
    assert not any("topics" in reason for reason in reasons)


def test_a_shared_indicator_is_named() -> None:
    found = suggest_links(plan_of(draft_text(NOTICE)), plan_of(draft_text(NOTICE)))
    [first] = [each for each in found if str(each.path) == "1.1"]
    assert "指标相同：县域内住院率" in [reason.zh for reason in first.candidates[0].reasons]


def test_traditional_characters_compare() -> None:
    written = NOTICE.replace("医", "醫").replace("疗", "療").replace("诊", "診").replace("务", "務")
    found = suggest_links(plan_of(draft_text(written)), plan_of(draft_text(NOTICE)))
    for each in found:
        assert each.candidates[0].to == each.path
        assert "标题相近" in [reason.zh for reason in each.candidates[0].reasons]


def test_top_is_at_least_one() -> None:
    with pytest.raises(InvalidValue, match="whole number from 1"):
        suggest_links(load("heyuan-2023"), load(NATIONAL), top=0)


def test_words_are_counted_by_runs() -> None:
    assert grams("DRG付费，drg") == {"drg": 2, "付费": 1}
    assert cosine({}, {}) == 0


# The command


def test_the_contract_of_the_json() -> None:
    code, out, err = run("heyuan-2023", NATIONAL, "--format", "json", "--lang", "en")
    assert (code, err) == (0, "")
    read = json.loads(out)
    assert list(read) == ["schema", "pairs"]
    assert read["schema"] == "yigai-align/1"
    assert [pair["from"] for pair in read["pairs"]] == [str(task.path) for task in load("heyuan-2023").tasks]
    for pair in read["pairs"]:
        assert list(pair) == ["from", "candidates"]
        assert len(pair["candidates"]) <= 3
        for candidate in pair["candidates"]:
            assert list(candidate) == ["to", "score", "reasons"]
            assert re.fullmatch(r"[01]\.\d\d", candidate["score"])
            assert all(isinstance(reason, str) for reason in candidate["reasons"])
    assert run("heyuan-2023", NATIONAL, "--format", "json", "--lang", "en")[1] == out


def test_the_text_says_that_nothing_counts_yet(tmp_path: Path) -> None:
    code, out, _ = run("heyuan-2023", NATIONAL, "--top", "1")
    assert code == 0
    assert "未经 --accept 不作数" in out.splitlines()[0]
    assert "市医保局" in out
    bare = tmp_path / "bare.yaml"
    head = "format: yigai-plan/1\ndocument: {id: bare, title: 某计划, kind: plan, level: city}\n"
    bare.write_text(head + 'tasks:\n- {path: "1", title: 甲}\n', "utf-8")
    assert "no suggestion" in run(str(bare), NATIONAL, "--lang", "en")[1]


def test_the_skeleton_is_an_alignment_without_links(tmp_path: Path) -> None:
    target = tmp_path / "links.yaml"
    assert run("heyuan-2023", NATIONAL, "--format", "yaml", "-o", str(target)) == (0, "", "")
    assert load_alignment(target).links == ()
    text = target.read_text("utf-8")
    assert '# - {from: "2.10", to: "3.12"} # ' in text
    taken = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# - {")]
    target.write_text(text.replace("links: []", "links:") + "\n".join(taken) + "\n", "utf-8")
    assert len(load_alignment(target).links) == len(taken)


def test_a_notice_is_drafted_on_the_way(tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, "utf-8")
    read = json.loads(run(str(notice), NATIONAL, "--format", "json")[1])
    best = {pair["from"]: pair["candidates"][0]["to"] for pair in read["pairs"]}
    assert best == {"1.1": "1.4", "1.2": "3.12"}


def test_what_is_accepted_becomes_a_link(tmp_path: Path) -> None:
    target = tmp_path / "links.yaml"
    chosen = ["--accept", "2.10:3.12", "--accept", "2.9:2.6", "--author", "某人"]
    assert run("heyuan-2023", NATIONAL, *chosen, "-o", str(target)) == (0, "", "")
    found = load_alignment(target)
    assert (found.lower, found.upper, found.author) == ("heyuan-2023", NATIONAL, "某人")
    assert (found.basis.value, found.depth.value) == ("topical", "tasks")
    assert [(str(link.lower), str(link.upper)) for link in found.links] == [("2.10", "3.12"), ("2.9", "2.6")]
    assert all("主题相同" in (link.reason or "") for link in found.links)
    before = target.read_bytes()
    code, _, err = run("heyuan-2023", NATIONAL, *chosen, "-o", str(target))
    assert code == 2
    assert "尚不存在的文件" in err
    assert target.read_bytes() == before
    written = tmp_path / "links.json"
    assert run("heyuan-2023", NATIONAL, *chosen, "-o", str(written))[0] == 0
    assert load_alignment(written) == found


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["2.10"], "expected FROM:TO"),
        (["2.10:"], "expected FROM:TO"),
        (["2.99:3.12"], "--accept, heyuan-2023: found 2.99"),
        (["2.10:9.9"], "--accept, national-2023h2: found 9.9"),
        (["1.1:preamble"], "expected a pair that was suggested"),
        (["2.10:3.12", "2.10:3.12"], "2.10 -> 3.12"),
    ],
)
def test_what_cannot_be_accepted(chosen: list[str], said: str, tmp_path: Path) -> None:
    target = tmp_path / "links.yaml"
    pairs = [word for pair in chosen for word in ("--accept", pair)]
    given_by = ["--author", "某人", "--lang", "en", "-o", str(target)]
    code, out, err = run("heyuan-2023", NATIONAL, *pairs, *given_by)
    assert (code, out) == (2, "")
    assert said in err
    assert not target.exists()


@pytest.mark.parametrize("author", [[], ["--author", " "]])
def test_nothing_is_accepted_without_a_name(author: list[str]) -> None:
    code, _, err = run("heyuan-2023", NATIONAL, "--accept", "2.10:3.12", *author, "--lang", "en")
    assert code == 2
    assert "the name of whoever accepts" in err
