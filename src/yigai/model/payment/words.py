"""The closed words of payment rules (支付规则用语), as they stand in rule files."""

from __future__ import annotations

import enum


class Edge(enum.Enum):
    """Which side of an edge counts: below it, or the edge itself too."""

    LESS = "<"
    AT_MOST = "<="
    AT_LEAST = ">="
    MORE = ">"

    @property
    def is_upward(self) -> bool:
        """Whether what counts lies above the edge."""
        return self in {Edge.MORE, Edge.AT_LEAST}


class PointMethod(enum.Enum):
    """How a disease gets its points (分值计算方法)."""

    AVERAGE = "average"
    """Its mean cost over the mean of all cases, times 1000 (平均费用法)."""
    BASE_DISEASE = "base-disease"
    """Its mean cost over that of a base disease, times 1000 (基准病种法)."""
    FIXED_QUOTA = "fixed-quota"
    """Its mean cost over the money worth one point (固定参数法)."""
    GIVEN = "given"
    """The points of the published list (目录分值)."""


class ReferenceCost(enum.Enum):
    """What the cost of a case is divided by to see how far it deviates."""

    STANDARD = "standard"
    """The payment standard of the group, fixed before the year (付费标准)."""
    GROUP_MEAN = "group-mean"
    """The mean cost of the group."""
    LEVEL_MEAN = "level-mean"
    """The mean cost of the group at institutions of the same level."""


class Correction(enum.Enum):
    """What becomes of a case outside the usual range; r is its cost over the mean it is corrected by.

    "Points" are those of a usual case before the institution's factor; where a base rate pays, its weight.
    """

    RATIO = "ratio"
    """Points x r, then the institution factor."""
    EXCESS = "excess"
    """Points x (r - edge + 1), then the institution factor."""
    EXCESS_PLUS_FACTOR = "excess-plus-factor"
    """Points x (r - edge + factor); the factor is not applied again."""
    NONE = "none"
    """As a usual case."""
    EXCESS_SHARE = "excess-share"
    """As a usual case, and a share of the cost above the edge."""
    COST = "cost"
    """The cost itself (按项目付费), no factor; in points, what it is worth at the start-of-year value."""
    REVIEW = "review"
    """No automatic points: the case waits for a review (特例单议)."""


class RateMode(enum.Enum):
    """How the base rate of DRG comes about (费率形成方式)."""

    FIXED = "fixed"
    """One rate for the year (固定费率)."""
    FLOATING = "floating"
    """The pool over all weights, known only when the year is over (浮动费率)."""
    ELASTIC = "elastic"
    """A fixed rate for the base volume, a floating one for the increment (弹性费率)."""


class IncompleteStay(enum.Enum):
    """What an incomplete stay gets under DRG points (未完成病例); never more than the base points."""

    JINHUA = "jinhua"
    """Base points x cost / mean of the group."""
    ZHEJIANG = "zhejiang"
    """Base points x factor of the hospital x cost / mean of the group."""


class Pool(enum.Enum):
    """What the points share (可分配总额)."""

    FUND = "fund"
    """The fund itself; patients' payments are no part of it."""
    FUND_AND_PATIENTS = "fund-and-patients"
    """The fund and what the patients paid."""
    FUND_OVER_SHARE = "fund-over-share"
    """The fund divided by its share of all costs."""


class Shape(enum.Enum):
    """How an institution's amount comes from its points (清算方式)."""

    AS_SHARED = "as-shared"
    """Points x value is the fund's part already."""
    LESS_PATIENTS = "less-patients"
    """Points x value, less what its patients paid."""
    TIMES_FUND_SHARE = "times-fund-share"
    """Points x value x the fund's share."""


FITTING: dict[Pool, frozenset[Shape]] = {
    Pool.FUND: frozenset({Shape.AS_SHARED}),
    Pool.FUND_AND_PATIENTS: frozenset({Shape.LESS_PATIENTS, Shape.TIMES_FUND_SHARE}),
    Pool.FUND_OVER_SHARE: frozenset({Shape.LESS_PATIENTS, Shape.TIMES_FUND_SHARE}),
}
"""What may follow from each pool; anything else takes the patients' payments off twice, or never."""


class ShareLevel(enum.Enum):
    """Whose share of the costs the fund's share is."""

    AREA = "area"
    INSTITUTION = "institution"


class BandMethod(enum.Enum):
    """How a rate of a band applies (分档方式)."""

    MARGINAL = "marginal"
    """Each part of the amount at the rate of the band it lies in (分段)."""
    WHOLE = "whole"
    """The whole amount at the rate of the band the ratio lies in (全额)."""


class IncrementReading(enum.Enum):
    """What the reserve of a county package is a share of; the text can be read both ways."""

    INCREMENT = "increment"
    """Of the increase of the financing over the year before."""
    TOTAL = "total"
    """Of the whole financing of the year."""


class Party(enum.Enum):
    """Whose part of a surplus or an overrun a share is (承担方)."""

    INSTITUTION = "institution"
    FUND = "fund"


class DayPayment(enum.Enum):
    """What a day of a stay is worth (床日付费方式)."""

    RATES = "rates"
    """Money, by the segment the day lies in (分段床日标准)."""
    POINTS = "points"
    """The points of the group for one day (床日点数)."""


class RatioBase(enum.Enum):
    """What the difference is divided by to find its band, under capitation (分档基数)."""

    NET = "net"
    """What is left of the budget after referrals out (扣除转外后)."""
    WHOLE = "whole"
    """Heads x quota (人头总额)."""


class TierBase(enum.Enum):
    """Over what the tiers of cost sharing run (分段基数)."""

    ABOVE_DEDUCTIBLE = "above-deductible"
    """Over the eligible cost above the deductible (起付线以上部分)."""
    ELIGIBLE = "eligible"
    """Over the whole eligible cost; the deductible lies in the first tiers (含起付线)."""


class BudgetBasis(enum.Enum):
    """How the yearly amount of a pooling area comes about (区域总额确定方式)."""

    GIVEN = "given"
    """The amount stands in the document (文件给定)."""
    INCOME = "income"
    """The year's income less a reserve and other uses (以收定支)."""


class PayBasis(enum.Enum):
    """What the pay of staff is tied to (薪酬挂钩对象)."""

    DRUG_INCOME = "drug-income"
    MATERIAL_INCOME = "material-income"
    TEST_INCOME = "test-income"
    GROUP_STANDARD = "group-standard"
    """The payment standard of a disease group (病组、病种支付标准)."""


class HistoryBase(enum.Enum):
    """What a package from history grows from (包干基数)."""

    THREE_YEAR_MEAN = "three-year-mean"
    """The mean of the three years before: in the first year of the package."""
    PREVIOUS_PACKAGE = "previous-package"
    """The package of the year before: in every later year."""


class MemberWeights(enum.Enum):
    """By what a surplus is divided among the members of a consortium (结余分配依据)."""

    GIVEN = "given"
    """By weights that the consortium has agreed on."""
    SCORE = "score"
    """By the score of each member's assessment (绩效考核)."""
    HEADS = "heads"
    """By the people each member looks after."""


class ScoredUnit(enum.Enum):
    """What an assessment of procurement scores, and a surplus is kept for (考核单元)."""

    PRODUCT = "product"
    INSTITUTION = "institution"
