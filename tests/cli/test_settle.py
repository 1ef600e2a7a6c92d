"""`yigai settle`, `whatif`, `formula` and `test` as a user meets them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from yigai.catalogue import store
from yigai.cli import main
from yigai.files.formats import to_yaml

EXAMPLE = Path(__file__).parents[2] / "examples" / "dip_city"
DAY = "--as-of 2024-12-31"
SETTLE = f"settle dip.rule.yaml activity.yaml {DAY}"
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample city and everything that can be wrong with it."""
    monkeypatch.chdir(tmp_path)
    for name in ("dip.rule.yaml", "activity.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    rule, rows = (tmp_path / name for name in ("dip.rule.yaml", "activity.yaml"))
    said, told = rule.read_text("utf-8"), rows.read_text("utf-8")
    files = {
        "plan.yaml": to_yaml(store.plan("heyuan-2023")),
        "empty.yaml": "",
        "good.yaml": "".join(
            line for line in told.splitlines(keepends=True) if "c6" not in line and "c7" not in line
        ),
        "nofactor.yaml": told.replace(', factor: "1.1000"', "").replace(', factor: "0.9000"', ""),
        "noarea.yaml": told.replace("area: {discharges: 1000}\n", ""),
        "twice.yaml": told.replace("id: c2", "id: c1"),
        "typos.yaml": told.replace('cost: "4100.00"', 'cost: "4,100.00"').replace(
            'patient_paid: "500.00"', 'patient_piad: "500.00"'
        ),
        "nocases.yaml": told.partition("cases:")[0] + "cases: []\n",
        "open.rule.yaml": said.replace(', fund: "50000.00"', "").replace(', reference: "8000.00"', ""),
        "kind.rule.yaml": said.replace("kind: dip", "kind: dpi"),
        "zero.rule.yaml": said.replace('"8000.00"', '"0.00"'),
        "mean.yaml": told.replace('mean_cost: "8000.00"', 'mean_cost: "0.00"'),
        "later.rule.yaml": said.replace('fund: "50000.00"', 'fund: {value: "50000.00", from: "2025-01-01"}'),
        "table.csv": "a,b\n1,2\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "picture.yaml").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "cases.csv").write_text(
        "id,institution,group,cost,patient_paid\nc1,h1,A01,1.00,0.00\n", "utf-8"
    )
    (tmp_path / "rows" / "institutions.csv").write_text("id,factor\nh1,1\n", "utf-8")
    (tmp_path / "rows" / "area.csv").write_text("discharges\n1000\n", "utf-8")
    (tmp_path / "rows" / "notes.txt").write_text("x", "utf-8")
    return tmp_path


def run(command: str) -> Result:
    return CliRunner().invoke(main, shlex.split(command))


# Codes


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (f"settle dip.rule.yaml good.yaml {DAY}", 0),  # one row waits for a review: that is no rejection
        (SETTLE, 1),
        (f"{SETTLE} --format json", 1),
        (f"{SETTLE} --format csv", 1),
        (f"{SETTLE} --format xlsx --output out.xlsx", 1),
        (f"settle dip.rule.yaml good.yaml {DAY} --explain h1 --explain c5 --explain area", 0),
        (f"whatif dip.rule.yaml good.yaml {DAY} --set budget.fund=60000.00", 0),
        (f"whatif dip.rule.yaml activity.yaml {DAY} --set budget.fund=60000.00", 1),
        (f"formula dip.rule.yaml {DAY}", 0),
        ("schema settlement", 0),
        ("schema whatif", 0),
    ],
)
def test_codes(command: str, code: int) -> None:
    result = run(command)
    assert result.exit_code == code
    assert result.stderr == ""


# What is refused: the command, what the Chinese and the English message must say

REFUSED = {
    f"settle plan.yaml activity.yaml {DAY}": ("plan.yaml", "plan.yaml"),
    f"settle activity.yaml dip.rule.yaml {DAY}": ("先写规则", "the rule first"),
    f"settle table.csv dip.rule.yaml {DAY}": ("先写规则", "the rule first"),
    f"settle dip.rule.yaml plan.yaml {DAY}": ("这是 yigai-plan 文件", "this is a yigai-plan file"),
    f"settle dip.rule.yaml dip.rule.yaml {DAY}": ("这是 yigai-rule 文件", "this is a yigai-rule file"),
    f"settle nothing.yaml activity.yaml {DAY}": ("没有这个文件或文件夹", "no such file or folder"),
    f"settle dip.rule.yaml nothing.yaml {DAY}": ("没有这个文件或文件夹", "no such file or folder"),
    f"settle empty activity.yaml {DAY}": ("先写规则", "the rule first"),
    f"settle dip.rule.yaml empty {DAY}": ("没有表", "no table"),
    f"settle empty.yaml activity.yaml {DAY}": ("发现 空", "found nothing"),
    f"settle dip.rule.yaml empty.yaml {DAY}": ("发现 空", "found nothing"),
    f"settle picture.yaml activity.yaml {DAY}": ("UTF-8", "UTF-8"),
    f"settle dip.rule.yaml table.csv {DAY}": ("table", "table"),
    f"settle nobody activity.yaml {DAY}": ("nobody", "nobody"),
    "settle dip.rule.yaml": ("缺少 ACTIVITY", "Missing argument 'ACTIVITY'"),
    "settle": ("缺少 RULE", "Missing argument 'RULE'"),
    "settle dip.rule.yaml activity.yaml --as-of 2023-12-31": ("尚未执行", "not yet in force"),
    "settle dip.rule.yaml activity.yaml --as-of 2025-01-01": ("用 --as-of 指定", "give the day with --as-of"),
    "settle dip.rule.yaml activity.yaml --as-of 31.12.2024": ("日期 YYYY-MM-DD", "a date YYYY-MM-DD"),
    f"{SETTLE} --set budget.fnd=1.00": ("budget.fnd", "budget.fnd"),
    f"{SETTLE} --set budget.fund": ("PATH=VALUE", "PATH=VALUE"),
    f"{SETTLE} --set budget.fund=": ("PATH=VALUE", "PATH=VALUE"),
    f"{SETTLE} --set =5": ("PATH=VALUE", "PATH=VALUE"),
    f"{SETTLE} --set budget.fund=50,000": ("不带千分位", "no separators"),
    f"{SETTLE} --set budget.fund=1.00 --set budget.fund=2.00": ("每个路径一次", "each path once"),
    f"{SETTLE} --set deviations.zones[9].edge=1": ("zones[9]", "zones[9]"),
    f"{SETTLE} --set budget.pool=funds": ("是否指 'fund'", "did you mean 'fund'"),
    f"{SETTLE} --set kind=drg-rate": ("kind", "kind"),
    f"{SETTLE} --explain h3": ("--explain: ", "--explain: "),
    f"{SETTLE} --explain cases[c9]": ("病例的编码", "the id of one in cases"),
    f"{SETTLE} --explain caess[c1]": ("是否指 'cases['", "did you mean 'cases['"),
    f"{SETTLE} --explain h1 --format csv": ("表格放不下依据", "a table has no tree"),
    f"{SETTLE} --format xlsx": ("--output 文件", "--output FILE"),
    f"{SETTLE} --format csv --output x.xlsx": (
        "--format xlsx，或另一文件名",
        "--format xlsx, or another name",
    ),
    f"{SETTLE} --output x.json": ("--format json", "--format json"),
    f"{SETTLE} --table cases": ("其他格式含全部表", "other formats hold all tables"),
    f"{SETTLE} --format csv --table flows": ("institutions, cases", "institutions, cases"),
    f"settle dip.rule.yaml rows {DAY}": ("rows/notes.txt：未读", "c1] (rows/cases.csv:2)"),
    f"{SETTLE} --format pdf": ("应为 下列之一", "is not one of"),
    f"{SETTLE} --output no/such/out.txt": ("可写的位置", "a place that can be written to"),
    f"{SETTLE} --output activity.yaml": ("与输入文件不同", "another file"),
    f"{SETTLE} --output ./dip.rule.yaml": ("与输入文件不同", "another file"),
    f"{SETTLE} --output empty": ("普通文件", "an ordinary file"),
    f"settle dip.rule.yaml nofactor.yaml {DAY}": ("nofactor.yaml:7: institutions[h2]", "nofactor.yaml:6: "),
    f"settle dip.rule.yaml noarea.yaml {DAY}": ("area：没有出院人次", "area: no discharges"),
    f"settle dip.rule.yaml twice.yaml {DAY}": ("twice.yaml:13", "twice.yaml:13"),
    f"settle dip.rule.yaml typos.yaml {DAY}": ("是否指 'patient_paid'", "no separators"),
    f"settle open.rule.yaml activity.yaml {DAY}": ("budget.fund：规则没有给出", "--set points.reference="),
    f"settle dip.rule.yaml mean.yaml {DAY}": ("mean.yaml:9: groups[A01]: ", "mean.yaml:9: groups[A01]: "),
    f"settle kind.rule.yaml activity.yaml {DAY}": ("是否指 'dip'", "did you mean 'dip'"),
    f"settle dip.rule.yaml nocases.yaml {DAY}": (
        "机构总点数合计为零",
        "points of the institution add up to nothing",
    ),
    f"settle later.rule.yaml activity.yaml {DAY}": ("budget.fund", "a day within 2025-01-01.."),
    f"whatif dip.rule.yaml activity.yaml {DAY}": ("至少一个 --set", "at least one --set"),
    f"whatif dip.rule.yaml activity.yaml {DAY} --set budget.pool=fund-over-share": (
        "budget.fund_share",
        "write it",
    ),
    f"whatif dip.rule.yaml activity.yaml {DAY} --set budget.fund=1.00 --output activity.yaml": (
        "不同",
        "another",
    ),
    f"formula activity.yaml {DAY}": ("activity.yaml", "activity.yaml"),
    "formula dip.rule.yaml --as-of 2023-01-01": ("尚未执行", "not yet in force"),
    "test empty": ("没有案例", "no case"),
    "check activity.yaml": ("业务数据用 yigai settle", "settled, by yigai settle"),
    "check rows": ("业务数据用 yigai settle", "settled, by yigai settle"),
    "check table.csv": ("业务数据用 yigai settle", "settled, by yigai settle"),
    "check plan.yaml": ("至少一份上级文件", "a document above"),
    "show dip.rule.yaml": ("用 yigai formula 看它怎样计算，用 yigai check", "yigai check what is wrong"),
    "test plan.yaml": ("format: yigai-case/1", "format: yigai-case/1"),
    "schema settlment": ("settlment", "settlment"),
}


@LANGUAGES
@pytest.mark.parametrize("command", REFUSED)
def test_what_is_refused_says_why(folder: Path, command: str, lang: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    result = run(f"{command} --lang {lang}")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert REFUSED[command][lang == "en"] in result.stderr
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.mark.usefixtures("folder")
def test_what_a_rule_has_wrong_is_told_of_its_file_and_of_no_other() -> None:
    said = run(f"settle zero.rule.yaml activity.yaml {DAY}").stderr
    assert said == "zero.rule.yaml: points.reference: 发现 0.00 元，应为 大于零的数，它是除数\n"


@pytest.mark.usefixtures("folder")
def test_every_fault_of_a_file_is_told() -> None:
    said = run(f"settle dip.rule.yaml typos.yaml {DAY}").stderr.splitlines()
    assert [line.split(": ")[0].rpartition(":")[0] for line in said] == ["typos.yaml:14", "typos.yaml:15"]


def test_a_folder_that_is_read_is_not_written_into(folder: Path) -> None:
    result = run(f"settle dip.rule.yaml rows {DAY} --format csv --output rows/out.csv")
    assert result.exit_code == 2
    assert "与输入文件不同的文件" in result.stderr
    assert not (folder / "rows" / "out.csv").exists()


def test_a_linked_input_is_not_overwritten(folder: Path) -> None:
    os.link(folder / "activity.yaml", folder / "same.yaml")
    assert "与输入文件不同的文件" in run(f"{SETTLE} --output same.yaml").stderr


# What comes out


@LANGUAGES
@pytest.mark.usefixtures("folder")
def test_places_of_rows_are_named(lang: str) -> None:
    out = run(f"{SETTLE} --lang {lang}").stdout
    assert "cases[c6] (activity.yaml:17)" in out
    assert all(cell_len(line) <= 80 for line in out.splitlines())


@pytest.mark.usefixtures("folder")
def test_the_same_in_either_language_is_one_json() -> None:
    one, other = (run(f"{SETTLE} --format json --explain h1 --lang {lang}").stdout for lang in ("zh", "en"))
    assert one == other
    data = json.loads(one)
    assert data["total"] == 5_000_000
    assert data["rejected"][0]["place"] == "activity.yaml:17"
    assert list(data["traces"]) == ["h1"]


@pytest.mark.usefixtures("folder")
def test_what_is_tried_is_marked_as_tried() -> None:
    data = json.loads(run(f"{SETTLE} --format json --set budget.fund=60000.00").stdout)
    assert data["changes"] == {"budget.fund": "60000.00"}
    (fund,) = (each for each in data["figures"] if each["name"] == "budget.fund")
    assert (fund["value"], fund["source"], fund["evidence"]) == ("60000.00", "--set", "inferred")
    assert "  试算      budget.fund = 60000.00\n" in run(f"{SETTLE} --set budget.fund=60000.00").stdout


def test_files_are_written_whole(folder: Path) -> None:
    run(f"{SETTLE} --output out.txt")
    assert (folder / "out.txt").read_text("utf-8") == run(SETTLE).stdout
    run(f"{SETTLE} --format csv --output out.csv")
    assert (folder / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in (folder / "out.csv").read_bytes()
    run(f"{SETTLE} --format xlsx --output out.xlsx")
    assert openpyxl.load_workbook(folder / "out.xlsx")["结果"]["A2"].value == "h1"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.usefixtures("folder")
def test_both_traces_of_a_comparison() -> None:
    out = run(f"whatif dip.rule.yaml activity.yaml {DAY} --set budget.fund=60000.00 --explain h1").stdout
    assert "── 依据  h1  原规则 " in out
    assert "── 依据  h1  试算 " in out
    assert "始于 area 可分配总额：基金与个人支付之和 59500.00 → 69500.00 元" in out


@LANGUAGES
@pytest.mark.usefixtures("folder")
def test_a_formula_fits(lang: str) -> None:
    out = run(f"formula dip.rule.yaml {DAY} --lang {lang}").stdout
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    assert "case_points" in out


# Cases

PASSING = """\
format: yigai-case/1
title: 示例市
rule: dip.rule.yaml
activity: activity.yaml
as_of: "2024-12-31"
expected:
  amounts: {h1: "41396.24"}
  left_out: {"cases[c5]": review, "cases[c6]": rejected, "cases[c7]": rejected}
"""


def test_cases_pass_fail_or_cannot_be_read(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "a.case.yaml").write_text(PASSING, "utf-8")
    (folder / "more" / "b.case.yaml").write_text(
        PASSING.replace(": dip", ": ../dip").replace(": act", ": ../act"), "utf-8"
    )
    result = run("test .")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "通过 2  未通过 0"
    (folder / "a.case.yaml").write_text(PASSING.replace("41396.24", "41396.25"), "utf-8")
    result = run("test . --lang en")
    assert result.exit_code == 1
    assert "  h1  expected 41396.25  got 41396.24\n    the fund's part" in result.stdout
    assert "├ worth of the points  49396.24 yuan" in result.stdout
    assert result.stdout.splitlines()[-1] == "passed 1  failed 1"
    refused = PASSING.partition("expected:")[0] + "expected: {refused: {kind: undefined}}\n"
    (folder / "a.case.yaml").write_text(refused, "utf-8")
    said = " ".join(run("test a.case.yaml").stdout.split())
    assert "实得 已算出结果：h1 41396.24, h2 8603.76；未列入 3 行" in said
    (folder / "a.case.yaml").write_text(PASSING.replace("41396.24", "41396.25"), "utf-8")
    (folder / "c.case.yaml").write_text(PASSING.replace("amounts", "amonts"), "utf-8")
    result = run("test .")
    assert result.exit_code == 2
    assert "c.case.yaml:7:3: expected.amonts: 发现 未知的键 amonts" in result.stderr
    assert result.stdout.splitlines()[-1] == "通过 1  未通过 1  无法读取 1"
