"""Settlements as text, JSON, CSV and XLSX: what they show, that they fit, and that nothing in them bites."""

from __future__ import annotations

import builtins
import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl  # type: ignore[import-untyped]
import pendulum
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rich.cells import cell_len

import yigai
from yigai.errors import MissingExtra, UnknownName
from yigai.judging.trace import Step, Trace
from yigai.model.activity import Activity
from yigai.model.payment import Dip, PaymentRule
from yigai.model.payment.parameter import Dated, Parameter
from yigai.model.payment.points import PointBudget
from yigai.payment.compare import compare_settlements
from yigai.payment.overlay import overlay
from yigai.payment.program import Table
from yigai.payment.settlement import Settlement
from yigai.reports.schemas import REPORTS
from yigai.reports.settlement_data import settlement_data, settlement_json
from yigai.reports.settlement_tables import settlement_csv, settlement_xlsx
from yigai.reports.settlement_text import settlement_text
from yigai.reports.trace import trace_lines
from yigai.reports.whatif import whatif_data, whatif_text
from yigai.values.citation import Citation, Evidence
from yigai.values.money import Money

EXAMPLE = Path(__file__).parents[2] / "examples" / "dip_city"
DAY = pendulum.date(2024, 12, 31)
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(scope="module")
def rule() -> PaymentRule:
    return yigai.load_rule(EXAMPLE / "dip.rule.yaml")


@pytest.fixture(scope="module")
def year() -> Activity:
    return yigai.read_activity(EXAMPLE / "activity.yaml").activity


@pytest.fixture(scope="module")
def settlement(rule: PaymentRule, year: Activity) -> Settlement:
    return yigai.settle(rule, year, as_of=DAY)


def traces(settlement: Settlement) -> dict[str, Trace]:
    return {name: settlement.explain(name) for name in ("h1", "c2", "c5", "area", "groups[A01]")}


# Text


@LANGUAGES
def test_no_line_is_wider_than_80_columns(settlement: Settlement, lang: str) -> None:
    text = settlement_text(settlement, lang, traces=traces(settlement), changes={"budget.fund": "1.00"})
    for line in text.splitlines():
        assert cell_len(line) <= 80
        assert line == line.rstrip()
    assert "\n\n\n" not in text
    assert text.endswith("\n")


@LANGUAGES
def test_amounts_and_reconciliation_stand_under_each_other(settlement: Settlement, lang: str) -> None:
    blocks = settlement_text(settlement, lang).split("\n\n")
    figure = re.compile(r"(-?[0-9]+(?:[.][0-9]{2})?)(?: 元| yuan)?$")
    for title in ({"zh": "结果", "en": "Results"}[lang], {"zh": "勾稽", "en": "Reconciliation"}[lang]):
        (block,) = (each for each in blocks if each.startswith(title))
        lines = [line for line in block.splitlines()[1:] if not line.startswith("      ")]
        found = [(line, figure.search(line)) for line in lines]
        assert len({cell_len(line[: match.end(1)]) for line, match in found if match}) == 1
        assert all(match for _, match in found)


def test_the_head_names_rule_activity_and_day(settlement: Settlement) -> None:
    lines = settlement_text(settlement).splitlines()
    assert lines[0] == "支付测算  示例市按病种分值付费（虚构）"
    data = settlement_data(settlement)
    assert f"  规则      sample-city-dip-2024  {data['rule']['digest']}" in lines
    assert f"  业务      2024-01-01..2024-12-31  {data['activity']['digest']}" in lines
    assert "  依据日    2024-12-31" in lines
    assert "  · 业务数据是虚构的" in lines


def test_rows_left_out_are_grouped_counted_and_placed(settlement: Settlement) -> None:
    text = settlement_text(settlement, places={"cases[c6]": "activity.yaml:17"})
    assert "未列入 3 行\n  不能支付 2\n" in text
    assert "    病组表中没有 Z99  1\n      cases[c6] (activity.yaml:17)\n" in text
    assert "  待特例单议 1\n" in text


def test_only_the_first_places_of_a_reason_are_listed(rule: PaymentRule, year: Activity) -> None:
    many = tuple(attrs.evolve(each, id=f"{each.id}-{at}") for at in range(9) for each in year.cases)
    text = settlement_text(yigai.settle(rule, attrs.evolve(year, cases=many), as_of=DAY))
    assert "    没有总费用  9\n      cases[c7-0]  cases[c7-1]  cases[c7-2]  ……\n" in text


def test_nothing_left_out_is_said_too(rule: PaymentRule, year: Activity) -> None:
    good = attrs.evolve(year, cases=year.cases[:2])
    assert "\n没有未列入的行\n" in settlement_text(yigai.settle(rule, good, as_of=DAY))


def test_weak_evidence_is_marked_at_every_amount(settlement: Settlement, year: Activity) -> None:
    assert "结果（元）  〔转述、推断〕" in settlement_text(settlement)
    fund = Parameter(
        (Dated(value=Money(5_000_000), evidence=Evidence.PRACTICE, source="某地系统", note="截图"),)
    )
    assert isinstance(settlement.rule, Dip)
    mixed = attrs.evolve(
        settlement.rule,
        evidence=Evidence.DRAFT_FOR_COMMENT,
        budget=PointBudget(pool=settlement.rule.budget.pool if settlement.rule.budget else None, fund=fund),
    )
    settled = yigai.settle(mixed, year, as_of=DAY)
    text = settlement_text(settled)
    assert "结果（元）  〔征求意见稿、转述、实践〕" in text
    assert "  统筹基金预算 50000.00 元  budget.fund  实践  某地系统  截图\n" in text
    assert settlement_csv(settled).splitlines()[1].endswith(",征求意见稿、转述、实践")


def test_the_tree_can_be_checked_with_a_calculator(settlement: Settlement) -> None:
    tree = "\n".join(trace_lines(settlement.explain("c3"), "zh"))
    assert tree == (
        "病例点数  224.9989 点  cases[c3]\n"
        "│ = 病种点数 500.0000 × 总费用 1999.99 ÷ 例均费用 4000.00 × 机构系数 0.9000（四\n"
        "│   舍五入到 0.0001 点）；因 总费用 1999.99 ÷ 例均费用 4000.00 < 偏差边界 0.5〔\n"
        "│   转述〕\n"
        "├ 总费用  1999.99 元\n"
        "├ 例均费用  4000.00 元  groups[B02]\n"
        "├ 偏差边界  0.5  转述 国家 DIP 规范，2020年\n"
        "├ 病种点数  500.0000 点  groups[B02]\n"
        "│ │ = 例均费用 4000.00 ÷ 基准费用 8000.00 元〔推断〕 × 1000（四舍五入到\n"
        "│ │   0.0001 点）\n"
        "│ ├ 例均费用  4000.00 元\n"
        "│ └ 基准费用  8000.00 元  推断 示例市按病种分值付费办法（虚构）\n"
        "└ 机构系数  0.9000  institutions[h2]"
    )
    points = Decimal("500.0000") * Decimal("1999.99") / Decimal("4000.00") * Decimal("0.9000")
    assert round(points, 4) == Decimal("224.9989")


def test_rows_of_a_sum_are_a_list(settlement: Settlement) -> None:
    tree = list(trace_lines(settlement.explain("h1", column="points", table=settlement.program.table), "en"))
    assert tree == [
        "points of the institution  3300.0000 points  institutions[h1]",
        "│ = sum of 2 rows",
        "├ cases[c1]  1100.0000 points",
        "├ cases[c2]  2200.0000 points",
        "└ a row by itself: --explain its id",
    ]


def test_of_many_rows_the_rest_is_counted(rule: PaymentRule, year: Activity) -> None:
    many = tuple(attrs.evolve(year.cases[0], id=f"c{at:03}") for at in range(50))
    settled = yigai.settle(rule, attrs.evolve(year, cases=many), as_of=DAY)
    text = "\n".join(trace_lines(settled.explain("h1"), "zh"))
    assert "另有 30 行未列；逐行依据：--explain 方括号内的编码" in text
    assert "另有 30 行未列\n" in text


@LANGUAGES
def test_a_verdict_is_explained_by_the_same_renderer(lang: str) -> None:
    report = yigai.check(
        yigai.load("heyuan-2023"), against=[yigai.load("national-2023h2")], as_of=pendulum.date(2023, 12, 31)
    )
    (finding,) = (
        each
        for each in report.findings
        if each.rule == "YG-TGT-001" and "price-review" in str(each.requirement)
    )
    lines = list(trace_lines(finding.trace, lang))
    text = "\n".join(lines)
    assert {"zh": "频次  更弱", "en": "frequency  weaker"}[lang] in text
    assert {"zh": "上级 每年 1 次", "en": "asked 1 every year"}[lang] in text
    assert all(cell_len(line) <= 80 for line in lines)


def test_what_was_shown_is_named_again_not_repeated() -> None:
    once = Step(name="a", result="1", inputs=(("shown", "above"),))
    assert next(iter(trace_lines(Trace((once,)), "zh"))).endswith("（见上）")


def test_several_sources_of_a_step_are_all_named() -> None:
    cited = tuple(Citation(source=name, evidence=Evidence.ISSUED) for name in ("甲", "乙"))
    (line,) = trace_lines(Trace((Step(name="a", result="1", sources=cited),)), "zh")
    assert line == "a  1  印发文本 甲；印发文本 乙"


# JSON


def valid(name: str, data: Any) -> None:
    validator = Draft202012Validator(REPORTS[name]())
    Draft202012Validator.check_schema(REPORTS[name]())
    assert [error.message for error in validator.iter_errors(data)] == []


def test_the_data_keep_the_contract(settlement: Settlement) -> None:
    data = settlement_data(
        settlement, traces=traces(settlement), changes={"a": "b"}, places={"cases[c6]": "x:1"}
    )
    valid("settlement", data)
    assert list(data) == [
        "schema", "version", "as_of", "rule", "activity", "changes", "limits", "figures", "table", "result",
        "unit", "total", "results", "parts", "rejected", "review", "reconciliation", "traces",
    ]  # fmt: skip
    assert [(each["id"], each["amount"]) for each in data["results"]] == [("h1", 4_139_624), ("h2", 860_376)]
    assert data["results"][0]["steps"]["points"] == {
        "says": {"zh": "机构总点数", "en": "points of the institution"},
        "value": "3300.0000",
        "unit": "points",
    }
    assert [(each["row"], each["place"]) for each in data["rejected"]] == [
        ("cases[c6]", "x:1"), ("cases[c7]", None),
    ]  # fmt: skip
    assert data["reconciliation"][-1] == {
        "name": "total",
        "says": {"zh": "各机构合计", "en": "sum over institutions"},
        "value": "50000.00",
        "unit": "money",
    }


def test_the_schema_refuses_what_is_no_settlement(settlement: Settlement) -> None:
    validator = Draft202012Validator(REPORTS["settlement"]())
    for key, wrong in {"total": "50000.00", "schema": "yigai-check/1", "table": "hospitals"}.items():
        assert not validator.is_valid({**settlement_data(settlement), key: wrong})
    assert not validator.is_valid({})


def test_a_trace_goes_down_to_rows_and_provisions(settlement: Settlement) -> None:
    def leaves(step: dict[str, Any]) -> list[dict[str, Any]]:
        return [step] if not step["steps"] else [leaf for inner in step["steps"] for leaf in leaves(inner)]

    (root,) = settlement_data(settlement, traces=traces(settlement))["traces"]["h1"]
    assert root["value"] == "41396.24"
    for leaf in leaves(root):
        assert leaf["sources"] or leaf["row"]  # given by the rule with its source, or a row of the activity
    given = [leaf for leaf in leaves(root) if leaf["name"] == "points.reference"]
    assert given[0]["unit"] == {"zh": "元", "en": "yuan"}
    assert given[0]["sources"][0]["evidence"] == "inferred"


def test_the_same_settlement_gives_the_same_bytes(
    settlement: Settlement, rule: PaymentRule, year: Activity
) -> None:
    again = yigai.settle(rule, year, as_of=DAY)
    assert settlement_json(again, traces=traces(again)) == settlement_json(
        settlement, traces=traces(settlement)
    )
    assert settlement_xlsx(again) == settlement_xlsx(settlement)


# What-if


def test_a_comparison_keeps_its_contract(settlement: Settlement, rule: PaymentRule, year: Activity) -> None:
    more = overlay(rule, {"budget.fund": "60000.00"}, source="--set")
    after = yigai.settle(more, year, as_of=DAY)
    compared = compare_settlements(settlement, after)
    both = {"h1": (settlement.explain("h1"), after.explain("h1"))}
    data = whatif_data(compared, changes={"budget.fund": "60000.00"}, traces=both)
    valid("whatif", data)
    assert data["total_after"] - data["total_before"] == 1_000_000
    assert data["results"][0]["departs"]["step"] == "pool"
    for lang, said in (("zh", "始于 area"), ("en", "parts at area")):
        text = whatif_text(compared, lang, changes={"budget.fund": "60000.00"}, traces=both)
        assert said in text
        assert "+8301.89" in text
        assert all(cell_len(line) <= 80 for line in text.splitlines())


# Tables


def lines_of(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_results_as_csv(settlement: Settlement) -> None:
    head, *rows = lines_of(settlement_csv(settlement))
    assert head[:3] == ["机构编码", "机构名称", "基金应付（可为负）（元）"]
    assert [row[:3] for row in rows] == [["h1", "示例一院", "41396.24"], ["h2", "示例二院", "8603.76"]]


@pytest.fixture(scope="module")
def county() -> Settlement:
    """A county whose members share a surplus."""
    folder = EXAMPLE.parent / "county_package"
    rows = yigai.read_activity(folder / "activity.yaml").activity
    return yigai.settle(yigai.load_rule(folder / "increment.overlay.yaml"), rows, as_of=DAY)


def test_the_parts_of_a_surplus_stand_in_every_report(county: Settlement) -> None:
    data = settlement_data(county)
    valid("settlement", data)
    (members,) = data["parts"]
    assert (members["table"], [each["name"] for each in members["columns"]]) == ("members", ["surplus_part"])
    assert members["rows"] == [
        {"id": "county-hospital", "within": "east", "values": ["6994027.78"]},
        {"id": "town-centre", "within": "east", "values": ["6615972.22"]},
    ]
    head, first, _ = lines_of(settlement_csv(county, table=Table.MEMBER))
    assert head == ["成员单位", "医共体", "成员单位分得结余（元）", "状态", "非印发依据"]
    assert first == ["county-hospital", "east", "6994027.78", "", "征求意见稿、推断"]
    sheet = openpyxl.load_workbook(io.BytesIO(settlement_xlsx(county)))["成员单位数字"]
    assert [cell.value for cell in sheet[3]] == [
        "town-centre", "east", 6615972.22, None, "征求意见稿、推断",
    ]  # fmt: skip
    text = settlement_text(county)
    assert "\n  成员单位  成员单位分得结余（元）\n    county-hospital  east " in text
    assert all(cell_len(line) <= 80 for line in text.splitlines())


def test_the_parts_add_up_to_what_they_are_parts_of(county: Settlement) -> None:
    kept = {each.id: each.steps["kept"] for each in county.results}
    for name, amount in kept.items():
        own = [
            Decimal(each.steps["surplus_part"]) for each in county.parts[Table.MEMBER] if each.within == name
        ]
        assert not own or sum(own) == Decimal(amount)
    assert len(county.parts[Table.MEMBER]) == 2


def test_cases_stand_in_the_tables_and_are_counted_in_the_text(settlement: Settlement) -> None:
    head, *rows = lines_of(settlement_csv(settlement, table=Table.CASE))
    assert head == ["病例号", "机构编码", "病例点数（点）", "状态", "非印发依据"]
    assert rows[2][:4] == ["c3", "h2", "224.9989", ""]
    assert rows[4][:4] == ["c5", "h2", "", "待特例单议"]
    assert settlement_csv(settlement, table=Table.INSTITUTION) == settlement_csv(settlement)
    assert "  cases: 4, see --format csv --table cases\n" in settlement_text(settlement, "en")


def test_a_long_table_is_counted_in_the_text(county: Settlement) -> None:
    more = tuple(attrs.evolve(county.activity.members[0], id=f"town-{at:02d}") for at in range(59))
    for members in (more, (*county.activity.members, *more)):
        settled = yigai.settle(county.rule, attrs.evolve(county.activity, members=members), as_of=DAY)
        text = settlement_text(settled)
        assert ("成员单位 61 行，见 --format csv --table members" in text) is (len(members) > 60)
        assert ("town-58  east" in text) is (len(members) <= 60)


def test_a_table_without_figures_is_refused(county: Settlement) -> None:
    with pytest.raises(UnknownName) as caught:
        settlement_csv(county, table=Table.CASE)
    assert caught.value.render() == "--table: found cases, expected one of consortia, members"


@LANGUAGES
@pytest.mark.parametrize("name", ["settlement", "county"])
def test_what_is_written_can_be_read(
    name: str, lang: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    settled: Settlement = request.getfixturevalue(name)
    for table in (settled.program.table, *settled.parts):
        (tmp_path / f"{table.value}.csv").write_text(settlement_csv(settled, lang, table=table), "utf-8")
    read = yigai.read_activity(tmp_path).activity
    results = getattr(read, settled.program.table.value)
    assert [(each.id, each.name) for each in results] == [
        (each.id, each.name) for each in getattr(settled.activity, settled.program.table.value)
    ]


def hostile(settlement: Settlement, year: Activity, name: str) -> Settlement:
    institutions = (attrs.evolve(year.institutions[0], name=name), *year.institutions[1:])
    return yigai.settle(settlement.rule, attrs.evolve(year, institutions=institutions), as_of=DAY)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x","y")'])
def test_no_cell_is_taken_for_a_formula(settlement: Settlement, year: Activity, name: str) -> None:
    settled = hostile(settlement, year, name)
    assert lines_of(settlement_csv(settled))[1][1] == f"'{name}"
    cell = openpyxl.load_workbook(io.BytesIO(settlement_xlsx(settled)))["结果"]["B2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", name, True)


def test_a_negative_amount_stays_a_number(rule: PaymentRule, year: Activity) -> None:
    rich = tuple(
        attrs.evolve(each, patient_paid=Money(10_000_000)) if each.id == "c3" else each for each in year.cases
    )
    settled = yigai.settle(rule, attrs.evolve(year, cases=rich), as_of=DAY)
    amount = settled.amount("h2")
    assert amount.fen < 0
    assert lines_of(settlement_csv(settled))[2][2] == str(amount)
    cell = openpyxl.load_workbook(io.BytesIO(settlement_xlsx(settled)))["结果"]["C3"]
    assert (cell.data_type, cell.number_format) == ("n", "0.00")
    assert Decimal(str(cell.value)) == amount.yuan


def test_the_sheets_of_a_workbook(settlement: Settlement) -> None:
    book = openpyxl.load_workbook(io.BytesIO(settlement_xlsx(settlement, changes={"budget.fund": "1.00"})))
    assert book.sheetnames == ["结果", "未列入", "勾稽", "病例数字", "说明"]
    assert [cell.value for cell in book["未列入"][2]] == [
        "cases[c5]",
        "待特例单议",
        settlement.left_out[0].reason.zh,
    ]
    cases = {row[0].value: row for row in book["病例数字"].iter_rows(min_row=2)}
    assert len(cases) == 7
    heads = [cell.value for cell in book["病例数字"][1]]
    assert cases["c3"][heads.index("病例点数（点）")].value == pytest.approx(224.9989)
    assert cases["c5"][-2].value == "待特例单议"
    told = [[cell.value for cell in row if cell.value is not None] for row in book["说明"].iter_rows()]
    assert ["试算", "budget.fund", "1.00"] in told
    assert any(row[:3] == ["统筹基金预算", "50000.00 元", "推断"] for row in told)
    english = openpyxl.load_workbook(io.BytesIO(settlement_xlsx(settlement, "en")))
    assert english.sheetnames == ["results", "left out", "reconciliation", "figures of cases", "about"]


def test_an_amount_no_spreadsheet_holds_stays_text(settlement: Settlement, year: Activity) -> None:
    assert isinstance(settlement.rule, Dip)
    budget = attrs.evolve(
        settlement.rule.budget or PointBudget(), fund=Parameter.of(Money(1_234_567_890_123_456_789))
    )
    settled = yigai.settle(attrs.evolve(settlement.rule, budget=budget), year, as_of=DAY)
    cell = openpyxl.load_workbook(io.BytesIO(settlement_xlsx(settled)))["结果"]["C2"]
    assert (cell.data_type, cell.value) == ("s", str(settled.amount("h1")))


def test_without_the_extra_its_name_is_told(settlement: Settlement, monkeypatch: pytest.MonkeyPatch) -> None:
    importing = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == "openpyxl":
            raise ImportError(name)
        return importing(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtra, match=r"yigai\[tables\]"):
        settlement_xlsx(settlement)


def test_the_file_of_json_is_the_data(settlement: Settlement) -> None:
    assert json.loads(settlement_json(settlement)) == settlement_data(settlement)
