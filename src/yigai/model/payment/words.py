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
    """Its mean cost over the money worth one point, times 1000 (固定参数法)."""
    GIVEN = "given"
    """The points of the published list (目录分值)."""


class ReferenceCost(enum.Enum):
    """What the cost of a case is divided by to see how far it deviates."""

    GROUP_MEAN = "group-mean"
    LEVEL_MEAN = "level-mean"


class Correction(enum.Enum):
    """What becomes of a case outside the usual range; r is its cost over the mean it is corrected by."""

    RATIO = "ratio"
    """Points x r, then the institution factor."""
    EXCESS = "excess"
    """Points x (r - edge + 1), then the institution factor."""
    EXCESS_PLUS_FACTOR = "excess-plus-factor"
    """Points x (r - edge + factor); the factor is not applied again."""
    NONE = "none"
    """As a usual case."""
    COST = "cost"
    """Points worth the cost itself; no factor."""
    REVIEW = "review"
    """No automatic points: the case waits for a review (特例单议)."""


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
