"""Ten provisions that are hard to encode give exactly these objects."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import attrs
import pendulum
import pytest

from yigai.files.formats import read_file, read_json, read_yaml, to_json, to_yaml
from yigai.model import (
    Comparator,
    Document,
    DocumentKind,
    Duty,
    Force,
    Frequency,
    FrequencyUnit,
    Function,
    Level,
    Mechanism,
    MechanismName,
    MechanismStatus,
    Plan,
    Population,
    Prohibition,
    Responsibility,
    Section,
    Softener,
    Statement,
    Target,
    TargetKind,
)
from yigai.values import Basis, Due, Evidence, Number, Precision, ProvisionPath

PLAN = read_file(Path(__file__).with_name("hard_cases.plan.yaml"), Plan)
DRG_OR_DIP = (MechanismName.DRG, MechanismName.DIP)
END_OF_2022 = pendulum.Date(2022, 12, 31)

EXPECTED: dict[str, tuple[Statement, ...]] = {
    "1.12": (
        Target(
            id="drg-dip-coverage",
            summary="开展DRG或DIP付费的统筹地区占比",
            indicator="drg-dip-coverage",
            comparator=Comparator.AT_LEAST,
            value=Number("70"),
            unit="%",
        ),
        Mechanism(id="drg-or-dip", summary="按病组或按病种分值付费（任一）", mechanism=DRG_OR_DIP),
        Mechanism(
            id="per-diem-long-stay",
            summary="长期慢性病住院按床日付费",
            mechanism=(MechanismName.PER_DIEM,),
            population="long-stay-inpatients",
            force=Force.PROMOTE,
        ),
        Mechanism(
            id="tcm-disease",
            summary="中医优势病种按病种付费",
            mechanism=(MechanismName.TCM_DISEASE,),
            status=MechanismStatus.EXPLORE,
            force=Force.EXPLORE,
        ),
        Mechanism(
            id="surplus-retention",
            summary="按病组（病种）付费的结余留用",
            mechanism=(MechanismName.SURPLUS_RETENTION,),
            population="case-based-payment",
        ),
    ),
    "1.14": (
        Target(
            id="procurement-drugs",
            summary="国家和省级集采药品合计数",
            indicator="procured-drugs",
            comparator=Comparator.AT_LEAST,
            value=Number("450"),
            unit="个",
            addressee=(Level.PROVINCE,),
            due=Due(date=pendulum.Date(2023, 12, 31), printed="年内", basis=Basis.SENTENCE),
        ),
    ),
    "1.7": (
        Prohibition(
            id="no-income-quota",
            summary="不得给科室和人员下创收指标",
            topic="income-quota",
            addressee=(Level.INSTITUTION,),
        ),
        Duty(
            id="principal-annual-salary",
            summary="公立医院主要负责人年薪制",
            topic="principal-annual-salary",
            force=Force.EXPLORE,
        ),
    ),
    "2.9": (
        Duty(
            id="price-review",
            summary="调价评估至少每两年一次",
            topic="price-review",
            every=Frequency(times=1, per=2, unit=FrequencyUnit.YEAR),
        ),
    ),
    "2.11": (
        Target(
            id="staff-spending-share",
            summary="人员支出占业务支出比重",
            indicator="staff-spending-share",
            comparator=Comparator.AT_LEAST,
            value=Number("42"),
            unit="%",
            softener=Softener.STRIVE,
            due=Due(printed="年底前", unresolved="no year is printed"),
        ),
    ),
    "2.22": (
        Target(
            id="rural-order-students",
            summary="农村订单定向医学生培养人数",
            indicator="rural-order-students-trained",
            comparator=Comparator.EQUAL,
            value=Number("133"),
            unit="人",
            due=Due(printed="年内", unresolved="no year is printed"),
        ),
        Target(
            id="gp-trained",
            summary="全科医生培训人数",
            indicator="gp-trained",
            comparator=Comparator.EQUAL,
            value=Number("168"),
            unit="人",
            due=Due(printed="年内", basis=Basis.SENTENCE, unresolved="no year is printed"),
        ),
    ),
    "2.5": (
        Target(
            id="contract-term",
            summary="家庭医生签约协议有效期",
            target_kind=TargetKind.STANDARD,
            indicator="family-doctor-contract-term",
            comparator=Comparator.RANGE,
            value=Number("2"),
            upper=Number("3"),
            unit="年",
            force=Force.PERMIT,
        ),
    ),
    "3.6": (
        Mechanism(
            id="case-group-points",
            summary="病组分值付费为主",
            mechanism=DRG_OR_DIP,
            doubt="the printed name mixes DRG and DIP words",
        ),
        Mechanism(
            id="consortium-global-budget",
            summary="紧密型县域医共体总额付费",
            mechanism=(MechanismName.GLOBAL_BUDGET,),
            population="county-consortia",
        ),
    ),
    "4.3": (
        Target(
            id="consortium-coverage",
            summary="紧密型医共体县（市）全覆盖",
            target_kind=TargetKind.UNIVERSAL,
            indicator="county-consortium-coverage",
            due=Due(date=END_OF_2022, precision=Precision.YEAR),
        ),
        Target(
            id="county-visit-rate",
            summary="县域就诊率",
            indicator="county-visit-rate",
            comparator=Comparator.AT_LEAST,
            value=Number("90"),
            unit="%",
            due=Due(date=END_OF_2022, precision=Precision.YEAR, printed="到2022年底", basis=Basis.SENTENCE),
        ),
    ),
    "4.10": (
        Target(
            id="package-share",
            summary="总额预算交医共体包干的比例",
            target_kind=TargetKind.STANDARD,
            indicator="consortium-package-share",
            comparator=Comparator.AT_LEAST,
            value=Number("95"),
            unit="%",
            addressee=(Level.COUNTY,),
        ),
    ),
    "4.25": (
        Duty(
            id="quarterly-evaluation",
            summary="市（州）每季度评估改革",
            topic="reform-evaluation",
            every=Frequency(times=1, per=1, unit=FrequencyUnit.QUARTER),
            addressee=(Level.CITY,),
        ),
    ),
}


@pytest.mark.parametrize("path", EXPECTED)
def test_statements(path: str) -> None:
    task = PLAN.task(path)
    assert task is not None
    assert [statement.id for statement in task.statements] == [each.id for each in EXPECTED[path]]
    for found, expected in zip(task.statements, EXPECTED[path], strict=True):
        assert type(found) is type(expected)
        for field in attrs.fields(type(expected)):
            assert getattr(found, field.name) == getattr(expected, field.name), field.name


def test_nothing_else_is_in_the_file() -> None:
    assert [str(task.path) for task in PLAN.tasks] == list(EXPECTED)
    assert sum(1 for _ in PLAN.statements()) == sum(map(len, EXPECTED.values()))


def test_the_title_page_and_what_surrounds_the_tasks() -> None:
    assert PLAN.document == Document(
        id="hard-cases",
        title="疑难条款十例",
        kind=DocumentKind.OTHER,
        level=Level.NATIONAL,
        evidence=Evidence.INFERRED,
    )
    assert PLAN.sections[0] == Section(path=ProvisionPath("1"), label="一", title="国家医改重点工作任务")
    assert PLAN.populations == (
        Population(id="county-consortia", name="紧密型县域医共体", within="tight-consortia"),
    )
    task = PLAN.task("3.6")
    assert task is not None
    assert task.responsibilities == (Responsibility(agency="市医保局", function=Function.MEDICAL_INSURANCE),)


def test_what_is_not_printed_stays_unknown() -> None:
    """Law 1: no year is supplied, no figure is read into full coverage."""
    (staff,) = EXPECTED["2.11"]
    assert staff.due is not None
    assert staff.due.date is None
    universal = EXPECTED["4.3"][0]
    assert isinstance(universal, Target)
    assert (universal.comparator, universal.value, universal.unit) == (None, None, None)


def test_figures_are_exact() -> None:
    figures = {
        statement.id: statement.value.fraction
        for _, _, statement in PLAN.statements()
        if isinstance(statement, Target) and statement.value is not None
    }
    assert figures == {
        "drg-dip-coverage": Fraction(70),
        "procurement-drugs": Fraction(450),
        "staff-spending-share": Fraction(42),
        "rural-order-students": Fraction(133),
        "gp-trained": Fraction(168),
        "contract-term": Fraction(2),
        "county-visit-rate": Fraction(90),
        "package-share": Fraction(95),
    }


def test_written_and_read_again() -> None:
    assert read_yaml(to_yaml(PLAN), Plan) == read_json(to_json(PLAN), Plan) == PLAN
