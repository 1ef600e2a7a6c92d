"""Payment rules by name: a file, a place in a plan, a chain of overlays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from yigai.catalogue.rules import load_rule
from yigai.catalogue.store import find, load
from yigai.cli import main
from yigai.errors import UnknownName, YigaiError
from yigai.files.faults import FileFaults
from yigai.files.formats import read_yaml
from yigai.files.places import places_in
from yigai.model import Flawed, Plan
from yigai.model.payment import CountyPackage, Dip, RuleHead
from yigai.values.citation import Evidence
from yigai.values.ratio import Ratio

PLAN = """\
format: yigai-plan/1
document: {id: city, title: 计划, kind: plan, level: city, evidence: press}
tasks:
  - path: "1"
    statements: [{id: pay, kind: duty, summary: 付费, topic: pay}]
  - path: "2"
payment_rules:
  - {kind: dip, id: points, title: 病种分值, provision: "1"}
  - {kind: county-package, id: package, title: 包干, provision: "2", source: 另一文件}
"""
NATION = """\
format: yigai-rule/1
kind: dip
id: nation
title: 国家
evidence: issued
budget: {fund_share: "70%"}
"""
PROVINCE = """\
format: yigai-overlay/1
id: province
title: 省
base: nation.yaml
source: 省办法
evidence: restated
set:
  auxiliary: true
  budget.pool: fund
"""
CITY = """\
format: yigai-overlay/1
id: city
title: 市
base: province.yaml
source: 市办法
set: {budget.fund: "100.00", holding.deposit: 5%}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("plan", PLAN), ("nation", NATION), ("province", PROVINCE), ("city", CITY)):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


class TestInAPlan:
    def test_its_place_is_its_source_and_the_document_its_evidence(self, folder: Path) -> None:
        rule = load_rule(f"{folder}/plan.yaml#1/points")
        assert rule == find(f"{folder}/plan.yaml#1/points")
        assert (rule.citation().source, rule.citation().evidence) == ("city#1", Evidence.PRESS)

    def test_another_source_is_left_as_it_is(self, folder: Path) -> None:
        rule = load_rule(f"{folder}/plan.yaml#2/package")
        assert (rule.source, rule.evidence) == ("另一文件", None)

    def test_of_a_plan_by_the_id(self) -> None:
        plan = read_yaml(PLAN, Plan)
        assert plan.payment_rule("points") is not None
        assert plan.payment_rule("pointz") is None
        assert [rule.id for rule in plan.rules_of(plan.tasks[1])] == ["package"]

    def test_statements_and_rules_are_told_apart_by_their_ids(self, folder: Path) -> None:
        with pytest.raises(UnknownName, match="one of pay, points; did you mean 'points'"):
            find(f"{folder}/plan.yaml#1/point")
        with pytest.raises(UnknownName, match="expected a payment rule"):
            load_rule(f"{folder}/plan.yaml#1/pay")

    def test_a_plan_with_several_rules_or_none(self, folder: Path) -> None:
        path = folder / "plan.yaml"
        with pytest.raises(
            UnknownName, match=r"several payment rules, expected one of .*#1/points, .*#2/package"
        ):
            load_rule(path)
        path.write_text(PLAN.replace(PLAN[PLAN.index("  - {kind: county") :], ""), "utf-8")
        assert load_rule(path).citation().source == "city#1"
        path.write_text(PLAN[: PLAN.index("payment_rules")], "utf-8")
        with pytest.raises(UnknownName, match="a plan without payment rules"):
            load_rule(path)

    def test_its_line_is_known(self, folder: Path) -> None:
        assert places_in(folder / "plan.yaml")["city#2/package"] == f"{folder / 'plan.yaml'}:9"

    @pytest.mark.parametrize(
        ("old", "new", "found", "expected"),
        [
            ('provision: "2"', 'provision: "3"', "3", "a task of this plan"),
            (', provision: "2"', "", "no provision", "the provision the rule stands in"),
            ("id: package", "id: points", "points", "an id not used before (entry 1 has it)"),
            ("id: points", "id: pay", "pay", "an id that no statement of 1 has"),
        ],
    )
    def test_what_cannot_be(self, old: str, new: str, found: str, expected: str) -> None:
        with pytest.raises(FileFaults) as caught:
            read_yaml(PLAN.replace(old, new), Plan)
        [fault] = caught.value.faults
        assert (str(fault.found), fault.expected.en) == (found, expected)
        assert fault.line in {8, 9}
        # The same beside another fault of the file.
        with pytest.raises(FileFaults) as caught:
            read_yaml(PLAN.replace(old, new).replace("level: city", "level: town"), Plan)
        assert [str(each.found) for each in caught.value.faults] == ["'town'", found]

    def test_the_model_itself_refuses(self) -> None:
        plan = read_yaml(PLAN, Plan)
        with pytest.raises(Flawed):
            Plan(document=plan.document, payment_rules=plan.payment_rules)

    @pytest.mark.parametrize("form", ["text", "yaml", "json"])
    def test_shown(self, folder: Path, form: str) -> None:
        result = CliRunner().invoke(main, ["show", f"{folder}/plan.yaml#1/points", "--format", form])
        assert result.exit_code == 0, result.output
        assert "病种分值" in result.output
        assert "city#1" in result.output
        assert ("format" in result.output and "yigai-rule/1" in result.output) == (form != "text")

    def test_a_plan_shows_its_rules(self, folder: Path) -> None:
        assert "/points  病种分值" in CliRunner().invoke(main, ["show", f"{folder}/plan.yaml"]).output


class TestOverlays:
    def test_a_city_over_a_province_over_the_nation(self, folder: Path) -> None:
        rule = load_rule(folder / "city.yaml")
        assert isinstance(rule, Dip)
        assert (rule.id, rule.title) == ("city", "市")
        assert rule.citation().source == "nation"  # of what nobody has set
        assert rule.citation().evidence is Evidence.ISSUED
        assert rule.auxiliary
        assert rule.budget is not None
        assert rule.budget.fund_share is not None
        assert rule.budget.fund_share.values[0].value == Ratio.parse("0.7")
        assert rule.budget.fund is not None
        fund = rule.budget.fund.values[0]
        assert (fund.source, fund.evidence) == ("市办法", Evidence.INFERRED)
        assert rule.note == "叠加 auxiliary：省办法（转述）\n叠加 budget.pool：省办法（转述）"

    def test_the_bases_stay_as_they_were(self, folder: Path) -> None:
        before = [(folder / f"{name}.yaml").read_bytes() for name in ("nation", "province")]
        load_rule(folder / "city.yaml")
        assert [(folder / f"{name}.yaml").read_bytes() for name in ("nation", "province")] == before

    def test_over_a_rule_of_a_plan_beside_it(self, folder: Path) -> None:
        (folder / "city.yaml").write_text(CITY.replace("province.yaml", "plan.yaml#1/points"), "utf-8")
        assert load_rule(folder / "city.yaml").citation().source == "city#1"

    def test_over_a_rule_of_the_catalogue(self, folder: Path) -> None:
        text = CITY.replace("province.yaml", JILIN).replace(
            'set: {budget.fund: "100.00", holding.deposit: 5%}', "set: {reading: total}"
        )
        (folder / "city.yaml").write_text(text, "utf-8")
        rule = load_rule(folder / "city.yaml")
        assert isinstance(rule, CountyPackage)
        assert rule.reading is not None
        assert rule.reading.values[0].source == "市办法"

    def test_a_circle(self, folder: Path) -> None:
        (folder / "province.yaml").write_text(PROVINCE.replace("nation.yaml", "city.yaml"), "utf-8")
        with pytest.raises(FileFaults) as caught:
            load_rule(folder / "city.yaml")
        [fault] = caught.value.faults
        assert fault.found == "city.yaml -> province.yaml -> city.yaml"
        assert (fault.line, fault.column) == (4, 1)

    def test_too_many_layers(self, folder: Path) -> None:
        for at in range(30):
            text = CITY.replace("province.yaml", f"{at + 1}.yaml")
            (folder / f"{at}.yaml").write_text(text, "utf-8")
        with pytest.raises(FileFaults, match="at most 16 layers"):
            load_rule(folder / "0.yaml")

    def test_settings_that_do_not_fit_are_told_by_line(self, folder: Path) -> None:
        text = CITY.replace("set: {", "set:\n  {budgt.fund: 1, ").replace('"100.00"', "100.000")
        (folder / "city.yaml").write_text(text, "utf-8")
        with pytest.raises(FileFaults) as caught:
            load_rule(folder / "city.yaml")
        assert [(fault.line, fault.column, fault.field) for fault in caught.value.faults] == [
            (7, 4, "set.budgt.fund"),
            (7, 19, "set.budget.fund"),
        ]
        assert caught.value.faults[0].hint.en == "did you mean 'budget'?"

    def test_a_base_that_is_not_there(self, folder: Path) -> None:
        (folder / "nation.yaml").unlink()
        with pytest.raises(FileFaults, match=r"nation\.yaml: found no such file"):
            load_rule(folder / "city.yaml")

    @pytest.mark.parametrize("name", ["dip", "heyuan-2023#2.10", "heyuan-2023", "heyuan-2023#9.9/x"])
    def test_no_rule_of_that_name(self, name: str) -> None:
        with pytest.raises(YigaiError):
            load_rule(name)

    def test_a_file_of_another_format(self, folder: Path) -> None:
        path = folder / "links.yaml"
        path.write_text("format: yigai-activity/1\nsynthetic: true\n", "utf-8")
        with pytest.raises(
            FileFaults,
            match="one of yigai-rule/1, yigai-overlay/1, yigai-plan/1; this is a yigai-activity file",
        ):
            load_rule(path)


JILIN = "jilin-consortium-2021-draft#5.10/county-package"


def test_the_county_package_of_jilin() -> None:
    rule = load_rule(JILIN)
    assert isinstance(rule, CountyPackage)
    assert rule.reserve_share is not None
    assert rule.package_rate is not None
    assert rule.reserve_share.values[0].value == Ratio.parse("10%")
    assert rule.package_rate.values[0].value == Ratio.parse("95%")
    assert rule.reading is None  # the text can be read both ways
    assert rule.citation().source == "jilin-consortium-2021-draft#5.10"
    assert rule.citation().evidence is Evidence.DRAFT_FOR_COMMENT
    assert isinstance(rule, RuleHead)
    assert load("jilin-consortium-2021-draft").payment_rule("county-package") == rule
