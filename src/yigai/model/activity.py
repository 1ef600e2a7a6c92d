"""Activity (业务数据): what really happened in a settlement period, as rows that a payment rule reads.

One class for each kind of row. Hardly any rule reads every column, so nearly all may be left empty; empty
is unknown, never zero, and a rule that needs a column says which rows lack it. The Chinese name of a column
is also its heading in a CSV or XLSX table.
"""

from __future__ import annotations

import enum
from functools import cache
from operator import attrgetter
from typing import Any, get_args

import attrs
import pendulum

from yigai.errors import InvalidValue, Text
from yigai.model.fields import TITLE, month_of_year, not_blank, titled
from yigai.model.flaws import Flawed, repeated
from yigai.values.citation import Evidence
from yigai.values.money import Money
from yigai.values.period import Period
from yigai.values.scaled import SCALE, Factor, Points, Quantity, Reading

REFERS = "refers"


def not_negative(_instance: object, _attribute: attrs.Attribute[Any] | None, value: object) -> None:
    """Costs, days and heads are never below zero; only what a rule makes of them may be."""
    below = value.fen < 0 if isinstance(value, Money) else isinstance(value, int) and value < 0
    if below:
        raise InvalidValue(found=str(value), expected=Text(zh="不小于零", en="a value that is not negative"))


def above_zero(_instance: object, _attribute: attrs.Attribute[Any] | None, value: Factor | None) -> None:
    """A factor multiplies what is paid: zero would pay nothing at all."""
    if value is not None and value.units == 0:
        raise InvalidValue(found=str(value), expected=Text(zh="大于零", en="a value above zero"))


def at_most_one(_instance: object, _attribute: attrs.Attribute[Any] | None, value: Factor | None) -> None:
    """A share is never more than all."""
    if value is not None and value > Factor(SCALE):
        raise InvalidValue(found=str(value), expected=Text(zh="不大于 1", en="at most 1"))


def column(zh: str, en: str, *, signed: bool = False, bound: Any = not_negative) -> Any:
    """A column that may be empty, with its name in both languages; `signed` ones may be negative."""
    return attrs.field(
        default=None, validator=None if signed else bound, metadata={TITLE: Text(zh=zh, en=en)}
    )


def referring(zh: str, en: str) -> dict[str, Any]:
    """The name of a column that is never empty and names another table's row; it is no part of the key."""
    return {**titled(zh, en), REFERS: True}


def rows(zh: str, en: str) -> Any:
    """A table of an activity, with the name of one of its rows in both languages."""
    return attrs.field(default=(), metadata=titled(zh, en))


class ReviewOutcome(enum.Enum):
    """What a review of a single case decided (特例单议结果)."""

    BY_ITEM = "by-item"
    """It is paid what it cost."""
    ADJUSTED = "adjusted"
    """It is paid an amount the review sets."""
    AS_GROUPED = "as-grouped"
    """It is paid as a usual case of its group."""


@attrs.frozen(kw_only=True)
class Area:
    """The pooling area (统筹区) as a whole: one row."""

    fund_income: Money | None = column("当年筹资总额", "financing of the year")
    fund_income_before: Money | None = column("上年筹资总额", "financing of the year before")
    budget_before: Money | None = column("上年区域总额", "area budget of the year before")
    critical_illness_fund: Money | None = column("大病保险基金", "critical illness fund")
    package_before: Money | None = column("上年包干总额", "package of the year before")
    spending_before: Money | None = column("上年基金支出", "fund spending of the year before")
    spending_2_before: Money | None = column("前二年基金支出", "fund spending two years before")
    spending_3_before: Money | None = column("前三年基金支出", "fund spending three years before")
    discharges: int | None = column("出院人次", "discharges")
    operating_spending: Money | None = column("医疗支出", "operating spending")
    staff_spending: Money | None = column("人员支出", "spending on staff")
    year_settled_on: pendulum.Date | None = column("年度清算完成日期", "day the year was settled")
    last_price_review: pendulum.Date | None = column("上次调价评估日期", "date of the last price review")
    special_adjustment: bool | None = column("专项调整", "special adjustment of prices")


@attrs.frozen(kw_only=True)
class Institution:
    """A hospital or other medical institution (医疗机构)."""

    id: str = attrs.field(validator=not_blank, metadata=titled("机构编码", "institution"))
    name: str | None = column("机构名称", "name")
    level: str | None = column("机构等级", "level")
    factor: Factor | None = column("机构系数", "institution factor", bound=above_zero)
    fund_share: Factor | None = column("统筹支付比例", "fund share", bound=at_most_one)
    assessment: Factor | None = column("考核系数", "assessment factor")
    audit_deduction: Money | None = column("审核扣款", "audit deduction")
    base_volume: Factor | None = column("基础工作量", "base volume")
    quota: Money | None = column("总额指标", "quota")
    cost: Money | None = column("总费用", "total cost")
    patient_paid: Money | None = column("个人支付", "paid by patients")
    advance: Money | None = column("预付金额", "advance")
    interim_paid: Money | None = column("已月结金额", "interim payments")
    heads: int | None = column("签约人数", "heads")
    referred_out: Money | None = column("转外费用", "cost of referrals out")
    reasonable_overrun: Money | None = column("合理超支", "reasonable overrun")
    gate_indicator: Factor | None = column("留用门槛指标", "gate indicator")
    score: Factor | None = column("考核得分", "assessment score")
    passed: bool | None = column("考核合格", "assessment passed")
    payable: Money | None = column("全年应付金额", "payable for the year")


@attrs.frozen(kw_only=True)
class Month:
    """One month's bill of an institution (月结): what is payable before anything is held back.

    `working_days` counts from the day after the filing deadline to the day of settlement; which days are
    working days, a calendar says that we do not have.
    """

    institution: str = attrs.field(validator=not_blank, metadata=titled("机构编码", "institution"))
    month: str = attrs.field(validator=month_of_year, metadata=titled("月份", "month"))
    payable: Money | None = column("当月应付金额", "payable for the month")
    working_days: int | None = column("结算用时（工作日）", "working days to settlement")


@attrs.frozen(kw_only=True)
class Group:
    """A disease group (病组、病种) with its reference amounts, all fixed before the year."""

    code: str = attrs.field(validator=not_blank, metadata=titled("病组编码", "group"))
    name: str | None = column("病组名称", "name")
    mean_cost: Money | None = column("例均费用", "mean cost")
    cases: int | None = column("历史病例数", "cases before the year")
    relative_weight: Factor | None = column("相对权重", "relative weight", bound=above_zero)
    points: Points | None = column("基准点数", "base points")
    price: Money | None = column("付费标准", "case price")
    primary_care: bool | None = column("基层病种", "primary-care disease")
    tcm_advantage: bool | None = column("中医优势病种", "TCM-advantage disease")
    by_bed_day: bool | None = column("床日病组", "paid by bed-day")


@attrs.frozen(kw_only=True)
class GroupLevel:
    """A group at one level of institutions (同级别病种): the mean the deviation is corrected by."""

    group: str = attrs.field(validator=not_blank, metadata=titled("病组编码", "group"))
    level: str = attrs.field(validator=not_blank, metadata=titled("机构等级", "level"))
    mean_cost: Money | None = column("同级例均费用", "same-level mean cost")
    factor: Factor | None = column("同级病种系数", "factor of the disease at the level", bound=above_zero)


@attrs.frozen(kw_only=True)
class Cell:
    """A group at one institution (机构病组), from the years before: what it cost there on average.

    `new` says that the institution had no such case before, so that there is no mean.
    """

    institution: str = attrs.field(validator=not_blank, metadata=titled("机构编码", "institution"))
    group: str = attrs.field(validator=not_blank, metadata=titled("病组编码", "group"))
    mean_cost: Money | None = column("机构例均费用", "mean cost at the institution")
    new: bool | None = column("新增病组", "new at the institution")


@attrs.frozen(kw_only=True)
class Case:
    """One discharged stay (出院病例).

    `readmission_exempt` says that the return after this stay had a reason. The costs of Chinese medicine and
    of what it is compared with, the listed diagnosis and the four classes of operation matter to a
    hospital that wants a case paid as one of Chinese medicine (中医病例).
    """

    id: str = attrs.field(validator=not_blank, metadata=titled("病例号", "case"))
    institution: str = attrs.field(validator=not_blank, metadata=referring("机构编码", "institution"))
    group: str | None = column("病组编码", "group")
    person: str | None = column("参保人", "person")
    category: str | None = column("类别", "category")
    cost: Money | None = column("总费用", "total cost")
    patient_paid: Money | None = column("个人支付", "paid by the patient")
    eligible: Money | None = column("政策范围内费用", "eligible cost")
    deductible_left: Money | None = column("剩余起付线", "deductible left")
    cap_left: Money | None = column("剩余封顶额", "cap left")
    counted_before: Money | None = column("本年已计入分段金额", "amount counted in the tiers before")
    days: int | None = column("住院天数", "days")
    admitted: pendulum.Date | None = column("入院日期", "admitted")
    discharged: pendulum.Date | None = column("出院日期", "discharged")
    complete: bool | None = column("完整病例", "complete stay")
    readmission_exempt: bool | None = column("再入院豁免", "readmission exempt")
    review_outcome: ReviewOutcome | None = column("单议结果", "outcome of the review")
    review_amount: Money | None = column("单议金额", "amount of the review")
    tcm_cost: Money | None = column("中医治疗费", "Chinese medicine treatment")
    western_treatment_cost: Money | None = column("西医治疗费", "western treatment")
    medicine_cost: Money | None = column("西药和中成药费", "western and patent medicine")
    decoction_cost: Money | None = column("中药饮片费", "decoction pieces")
    surgery_cost: Money | None = column("手术费", "surgery")
    material_cost: Money | None = column("材料费", "material")
    tcm_diagnosis: bool | None = column("目录内诊断", "listed diagnosis")
    tcm_class_1: bool | None = column("中医操作第一类", "first class of operation")
    tcm_class_2: bool | None = column("中医操作第二类", "second class of operation")
    tcm_class_3: bool | None = column("中医操作第三类", "third class of operation")
    tcm_class_4: bool | None = column("中医操作第四类", "fourth class of operation")


@attrs.frozen(kw_only=True)
class Auxiliary:
    """An auxiliary factor that applies to a case (辅助目录), with what triggered it."""

    case: str = attrs.field(validator=not_blank, metadata=titled("病例号", "case"))
    name: str = attrs.field(validator=not_blank, metadata=titled("辅助目录", "auxiliary list"))
    trigger: Factor | None = column("触发系数", "trigger factor")
    factor: Factor | None = column("调整系数", "auxiliary factor", bound=above_zero)


@attrs.frozen(kw_only=True)
class Service:
    """A line of a bill (收费明细): so many of one service at one price."""

    id: str = attrs.field(validator=not_blank, metadata=titled("明细号", "line"))
    institution: str = attrs.field(validator=not_blank, metadata=referring("机构编码", "institution"))
    case: str | None = column("病例号", "case")
    code: str | None = column("项目编码", "service")
    quantity: Quantity | None = column("数量", "quantity")
    price: Money | None = column("单价", "price")


@attrs.frozen(kw_only=True)
class Consortium:
    """A county medical consortium (县域医共体) with its insured people and what their care cost.

    `inside_cost` is what its own insured cost at its own members, `outside_cost` what they cost outside the
    county; what they cost at other consortia stands in `Flow`.
    """

    id: str = attrs.field(validator=not_blank, metadata=titled("医共体", "consortium"))
    name: str | None = column("医共体名称", "name")
    heads: int | None = column("参保人数", "insured heads")
    residents: int | None = column("常住人口", "residents")
    inside_cost: Money | None = column("内部费用", "cost inside")
    outside_cost: Money | None = column("县域外费用", "cost outside the county")
    assessment: Factor | None = column("考核系数", "assessment factor")
    prepaid: Money | None = column("已预拨", "prepaid")
    reasonable_overrun: Money | None = column("合理超支", "reasonable overrun")
    gate_indicator: Factor | None = column("留用门槛指标", "gate indicator")


@attrs.frozen(kw_only=True)
class Member:
    """A member institution of a consortium (成员单位), with its weight when a surplus is divided."""

    id: str = attrs.field(validator=not_blank, metadata=titled("成员单位", "member"))
    consortium: str = attrs.field(validator=not_blank, metadata=referring("医共体", "consortium"))
    weight: int | None = column("分配权重", "weight")
    score: Factor | None = column("考核得分", "assessment score")
    heads: int | None = column("服务人数", "people looked after")


@attrs.frozen(kw_only=True)
class Flow:
    """What the insured of one consortium cost at another (互转费用)."""

    home: str = attrs.field(validator=not_blank, metadata=titled("参保医共体", "home consortium"))
    at: str = attrs.field(validator=not_blank, metadata=titled("就诊医共体", "treating consortium"))
    cost: Money | None = column("费用", "cost")

    def __attrs_post_init__(self) -> None:
        if self.home == self.at:
            raise InvalidValue(
                found=self.at,
                expected=Text(zh="另一医共体（本医共体内费用记入内部费用）", en="another consortium"),
            )


@attrs.frozen(kw_only=True)
class Product:
    """A product bought in a volume-based procurement (集中采购品种), at one institution."""

    id: str = attrs.field(validator=not_blank, metadata=titled("品种", "product"))
    institution: str = attrs.field(validator=not_blank, metadata=titled("机构编码", "institution"))
    reported_need: int | None = column("报量", "reported need")
    prior_price: Money | None = column("集采前加权均价", "prior weighted price")
    agreed_quantity: int | None = column("约定采购量", "agreed quantity")
    used_quantity: int | None = column("实际采购量", "quantity used")
    selected_price: Money | None = column("中选价", "selected price")
    other_spending: Money | None = column("非中选支出", "spending on non-selected products")
    score: Factor | None = column("考核得分", "assessment score")
    passed: bool | None = column("考核合格", "assessment passed")


@attrs.frozen(kw_only=True)
class PriceItem:
    """A medical service whose price is to change (调价项目)."""

    id: str = attrs.field(validator=not_blank, metadata=titled("项目编码", "service"))
    quantity: int | None = column("服务量", "volume")
    price: Money | None = column("现行价格", "price")
    new_price: Money | None = column("拟调价格", "new price")


@attrs.frozen(kw_only=True)
class Measured:
    """The value of an indicator that opens or stops a price review (调价评估指标); empty is unknown."""

    indicator: str = attrs.field(validator=not_blank, metadata=titled("指标", "indicator"))
    value: Reading | None = column("指标值", "value", signed=True)


@attrs.frozen(kw_only=True)
class Enrolment:
    """How many people of a category are enrolled with an institution (分类签约人数)."""

    institution: str = attrs.field(validator=not_blank, metadata=titled("机构编码", "institution"))
    category: str = attrs.field(validator=not_blank, metadata=titled("人员类别", "category of people"))
    heads: int | None = column("签约人数", "heads")


@attrs.frozen(kw_only=True)
class Activity:
    """All rows of one settlement period. A table that a rule does not read may be left out.

    `synthetic` says that the rows are made up. Evidence and source speak of the rows, not of the rule.
    Raises `Flawed` with every row whose key another one has already.
    """

    period: Period | None = None
    source: str | None = None
    """Where the figures are from (来源)."""
    evidence: Evidence | None = None
    """How they are known (证据)."""
    synthetic: bool = False
    area: Area | None = attrs.field(default=None, metadata=titled("统筹区", "the pooling area"))
    institutions: tuple[Institution, ...] = rows("机构", "institution")
    months: tuple[Month, ...] = rows("月结", "month")
    groups: tuple[Group, ...] = rows("病组", "group")
    group_levels: tuple[GroupLevel, ...] = rows("同级病组", "group at a level")
    cells: tuple[Cell, ...] = rows("机构病组", "group at an institution")
    cases: tuple[Case, ...] = rows("病例", "case")
    auxiliaries: tuple[Auxiliary, ...] = rows("辅助目录", "auxiliary factor")
    services: tuple[Service, ...] = rows("收费明细", "line of a bill")
    consortia: tuple[Consortium, ...] = rows("医共体", "consortium")
    members: tuple[Member, ...] = rows("成员单位", "member")
    flows: tuple[Flow, ...] = rows("互转", "flow")
    products: tuple[Product, ...] = rows("集采品种", "product")
    price_items: tuple[PriceItem, ...] = rows("调价项目", "price item")
    measured: tuple[Measured, ...] = rows("评估指标", "indicator")
    enrolments: tuple[Enrolment, ...] = rows("分类签约", "enrolment")

    def __attrs_post_init__(self) -> None:
        flaws = (
            flaw
            for name, cls in tables().items()
            if isinstance(listed := getattr(self, name), tuple)
            for flaw in repeated((name,), key_of(cls), map(key_getter(cls), listed))
        )
        Flawed.unless_none(flaws, where="activity")


@cache
def tables() -> dict[str, type[Any]]:
    """The tables of an activity: the name of each, and the class of its rows."""
    classes = {}
    for field in attrs.fields(attrs.resolve_types(Activity)):
        row = next((each for each in get_args(field.type) if attrs.has(each)), None)
        if row is not None and row is not Period:
            classes[field.name] = row
    return classes


def key_of(cls: type[Any]) -> tuple[str, ...]:
    """The columns that identify a row of this class: those that are never empty and do not only refer."""
    return tuple(
        field.name
        for field in attrs.fields(cls)
        if field.default is attrs.NOTHING and not field.metadata.get(REFERS)
    )


def key_getter(cls: type[Any]) -> attrgetter[Any]:
    """What takes the key from a row of this class: one value, or several together."""
    return attrgetter(*key_of(cls))
