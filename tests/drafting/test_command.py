"""`yigai draft`: what it writes opens at once, and what cannot be drafted stops nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pendulum
import pytest
import yaml
from click.testing import CliRunner

from yigai.catalogue.regions import region
from yigai.catalogue.store import load
from yigai.checks.check import check
from yigai.cli import main
from yigai.drafting.draft import draft_text
from yigai.drafting.marked import to_html
from yigai.drafting.planfile import plan_of, to_plan_yaml
from yigai.files.formats import dump_yaml, read_yaml
from yigai.model.plan import Plan
from yigai.model.statement import Target

NOTICE = """河源市人民政府办公室关于印发河源市深化医药卫生体制改革2022年重点工作任务的通知
河府办〔2022〕9号
各县区人民政府：
《河源市深化医药卫生体制改革2022年重点工作任务》现印发给你们，请认真组织实施。
河源市人民政府办公室
2022年6月1日
河源市深化医药卫生体制改革2022年重点工作任务
为推进医改，到2025年，个人卫生支出占比降到27%以下，平均住院日较上年下降1天。
一、完善服务体系
（一）建设医疗中心。年底前新增2家三级医院，人均补助由30元提高到35元，实现乡镇全覆盖。（市卫生健康局牵头，市财政局、某某平台公司配合）
（二）改革支付方式。推进病组分值付费，落实<b>结余留用</b>政策，每两年至少开展1次评估，每半年通报。（以下均由各县区人民政府负责）
（三）加强监管。定期公布信息，医护比达到1:1.25，床位数为5—6张。
"""
NEWS = "本报讯（记者 甲）昨日，全市医改推进会召开。会议指出，要深化改革。市长表示，成效明显。\n"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["draft", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, "utf-8")
    return file


def test_the_plan_file_opens_and_can_be_checked(notice: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    assert run(str(notice), "-o", str(target)) == (0, f"{notice}: 任务 4，目标 7，待核 4\n", "")
    plan = load(target)
    assert plan == plan_of(draft_text(NOTICE))
    assert plan.document.id == "draft-441600-2022"
    assert str(plan.document.number) == "河府办〔2022〕9号"
    report = check(plan, against=[load("national-2023h2")], as_of=pendulum.date(2023, 12, 31))
    assert not report.crashes


def test_what_is_to_be_decided_stands_above_its_item() -> None:
    text = to_plan_yaml(draft_text(NOTICE))
    lines = text.splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("- path: '1.2'"))
    assert "drg-or-dip" in lines[at - 1]
    assert re.search(r"# 待核 unknown-function: .*某某平台公司", text)
    assert "# review universal" in to_plan_yaml(draft_text(NOTICE), "en")
    assert read_yaml(text, Plan).document.year is not None


def test_each_item_stands_in_the_file_as_printed() -> None:
    printed = [line for line in NOTICE.splitlines() if line.startswith("（")]
    tasks = [task for task in plan_of(draft_text(NOTICE)).tasks if task.label]
    assert [task.text for task in tasks] == printed
    wrapped = NOTICE.replace("推进病组", "\n  推进病组")
    [_, second, _] = [task for task in plan_of(draft_text(wrapped)).tasks if task.label]
    assert (second.text or "").splitlines()[:2] == ["（二）改革支付方式。", printed[1][10:]]
    text = to_plan_yaml(draft_text(wrapped))
    assert "  text: |-\n    （二）改革支付方式。\n    推进病组" in text
    assert read_yaml(text, Plan) == plan_of(draft_text(wrapped))


def test_an_indicator_of_the_very_name_is_the_catalogues() -> None:
    said = "（二）控制费用。人员支出占业务支出比重达到42%，人员支出占全部支出比重达到40%。（市财政局负责）"
    plan = plan_of(
        draft_text(NOTICE.replace("（二）", f"{said}\n（三）").replace("（三）加强", "（四）加强"))
    )
    [task] = [each for each in plan.tasks if each.title == "控制费用"]
    assert [each.indicator for each in task.statements if isinstance(each, Target)] == [
        "staff-spending-share", "indicator-1-2-2",
    ]  # fmt: skip
    assert "indicator-1-2-1" not in [each.id for each in plan.indicators]


def test_changes_falls_ratios_and_ranges_in_the_plan() -> None:
    targets = [s for _, _, s in plan_of(draft_text(NOTICE)).statements() if isinstance(s, Target)]
    shown = {
        (
            str(t.value),
            str(t.upper) if t.upper else None,
            t.target_kind.value,
            t.baseline and str(t.baseline.value),
        )
        for t in targets
    }
    assert ("-1", None, "change", None) in shown
    assert ("35", None, "level", "30") in shown
    assert ("1:1.25", None, "level", None) in shown
    assert ("None", None, "universal", None) in shown


def test_a_repeated_number_and_a_number_below_make_ids_of_their_own() -> None:
    body = "。年底前新增2家医院，每季度通报。（市医保局负责）\n"
    text = f"示例市医改任务\n一、甲项\n（一）乙项{body}（二）丙项{body}一、丁项{body}二、戊项{body}"
    drafted = draft_text(text)
    assert {"1.2", "1-2"} <= {task.path for task in drafted.tasks}
    plan = plan_of(drafted)
    assert len({indicator.id for indicator in plan.indicators}) == len(drafted.tasks)


def test_json_is_the_contract(notice: Path) -> None:
    code, out, _ = run(str(notice), "--format", "json", "--region", "360100")
    assert code == 0
    data = json.loads(out)
    assert data["schema"] == "yigai-draft/1"
    assert data["document"]["region_name"] == "南昌市"
    assert set(data["tasks"][1]) == {
        "path", "number", "label", "title", "span", "responsibilities", "targets", "duties", "mechanisms",
        "due",
    }  # fmt: skip
    frequencies = [duty["frequency"] for task in data["tasks"] for duty in task["duties"]]
    assert frequencies == ["2-year", "half-year", "regular"]


def test_the_page_escapes_everything_and_loads_nothing() -> None:
    page = to_html(draft_text(NOTICE), "en")
    assert "<b>" not in page
    assert not re.search(r"https?://|src=|<script|@import|url\(", page)
    text = re.sub(r"<[^>]+>", "", re.search(r"<pre>(.*)</pre>", page, re.DOTALL)[1])  # type: ignore[index]
    assert text.replace("&lt;", "<").replace("&gt;", ">") == NOTICE


def test_news_is_refused_with_its_kind_and_evidence(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text(NEWS, "utf-8")
    code, out, error = run(str(file))
    assert (code, out) == (2, "")
    assert "news" in error
    assert "--force" in error
    assert run(str(file), "--force")[0] == 0


def test_one_failing_file_stops_no_other(notice: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "notice.md").write_text(NOTICE, "utf-8")
    (tmp_path / "left.xyz").write_text("x", "utf-8")
    folder = tmp_path / "out"
    code, told, error = run(str(notice.parent), "-o", str(folder), "--lang", "en")
    assert code == 2
    assert sorted(each.name for each in folder.iterdir()) == ["notice-1.yaml", "notice-2.yaml"]
    assert "files 3, drafted 2, failed 1" in told
    assert "broken.docx" in error


def test_neither_a_corrected_plan_nor_a_notice_is_replaced(notice: Path, tmp_path: Path) -> None:
    corrected = tmp_path / "plan.yaml"
    corrected.write_text("corrected by hand", "utf-8")
    for arguments in (["-o", str(corrected)], ["-o", str(notice)], ["-o", str(notice), "--format", "html"]):
        code, out, error = run(str(notice), *arguments)
        assert (code, out) == (2, "")
        assert "--output" in error
    assert corrected.read_text("utf-8") == "corrected by hand"
    assert notice.read_text("utf-8") == NOTICE
    page = tmp_path / "page.html"
    page.write_text(NOTICE, "utf-8")
    code, _, error = run(str(page), str(notice), "-o", str(tmp_path), "--format", "html")
    assert code == 2
    assert page.read_text("utf-8") == NOTICE
    assert (tmp_path / "notice.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [("no-such.txt",), ("{notice}", "{notice}"), ("{notice}", "--region", "999999"), ("{empty}",),
     ("{notice}", "--as-of", "soon")],
)  # fmt: skip
def test_what_cannot_be_done_leaves_with_2(arguments: tuple[str, ...], notice: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    filled = [each.format(notice=notice, empty=empty) for each in arguments]
    assert run(*filled)[0] == 2


def test_one_as_of_day_decides_the_name_of_a_region() -> None:
    title = "襄樊市深化医改重点工作任务\n一、任务\n（一）甲。做好。\n（二）乙。做好。\n"
    assert draft_text(title, as_of=pendulum.date(2009, 1, 1)).document.region == "420600"


@pytest.mark.parametrize(
    ("name", "code"),
    [("恩施州", "422800"), ("海南州", "632500"), ("长阳县", "420528"), ("鼓楼区", None)],
)
def test_a_region_by_its_short_name(name: str, code: str | None) -> None:
    """海南州 is the one that there is, not the one of before 1988; two districts bear the name 鼓楼区."""
    document = draft_text(
        f"{name}深化医改重点工作任务\n一、任务\n（一）甲。做好。\n（二）乙。做好。\n"
    ).document
    assert document.region == code
    assert document.region_name == (name if code is None else region(code).name)  # type: ignore[union-attr]


def test_the_end_of_the_output_says_its_format(notice: Path, tmp_path: Path) -> None:
    for name, begins in (("a.json", "{"), ("a.html", "<!"), ("a.yaml", "#"), ("a", "#")):
        target = tmp_path / name
        assert run(str(notice), "-o", str(target))[0] == 0
        assert target.read_text("utf-8").startswith(begins)


@pytest.mark.parametrize("place", ["taken.yaml", "taken.yaml/below"])
def test_several_drafts_need_a_folder(place: str, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "taken.yaml").write_text("kept", "utf-8")
    other = tmp_path / "other.txt"
    other.write_text(NOTICE, "utf-8")
    code, _, error = run(str(notice), str(other), "-o", str(tmp_path / place))
    assert code == 2
    assert "文件夹" in error
    assert "Traceback" not in error
    assert (tmp_path / "taken.yaml").read_text("utf-8") == "kept"


def test_another_plan_in_the_file_is_named() -> None:
    second = NOTICE.split("2022年6月1日\n")[1].replace("2022", "2023").replace("河源市", "示例市")
    codes = [each.code for each in draft_text(NOTICE + second).review]
    assert "other-part" in codes
    assert "other-part" not in [each.code for each in draft_text(NOTICE).review]


@pytest.mark.parametrize("text", ["一\n二", "尾行\n\n", " 前有空格\n二", "一\n\n二 ", "# 一\n- 二"])
def test_a_text_of_several_lines_is_read_again_and_ends_where_it_ends(text: str) -> None:
    """Whoever writes a key behind it gets a file that can be read."""
    data = {"tasks": [{"owners": ["甲"]}], "title": text}
    assert yaml.safe_load(f"{dump_yaml(data)}more: 1\n") == {**data, "more": 1}
