"""The quota of cases reviewed one by one (特例单议限额): a share of all discharges of the pooling area."""

from __future__ import annotations

from yigai.errors import Text
from yigai.model.payment.points import SpecialCaseReview
from yigai.payment.builder import Builder
from yigai.payment.formula import greatest, number
from yigai.payment.measure import Measure
from yigai.payment.program import Table
from yigai.values.money import Rounding


def count_reviews(b: Builder, review: SpecialCaseReview | None) -> None:
    """Set the number of reviewed cases beside how many there may be: the product, rounded down.

    The quota is one of the area and not of each hospital. Where there are more, the number above it is told;
    which of them is one too many no document says.
    """
    if review is None:
        return
    allowed = b.compute(
        Table.AREA,
        "reviews_allowed",
        b.need(Table.AREA, "discharges") * b.given(review, "quota", within="review"),
        Measure.COUNT,
        Text(zh="特例单议限额（例）", en="reviews allowed"),
        rounding=Rounding.DOWN,
    )
    outcome = b.need(Table.CASE, "review_outcome", optional=True)
    reviewed = b.count(
        Table.AREA,
        "reviews",
        Table.CASE,
        Text(zh="已单议病例", en="cases reviewed"),
        where=outcome.known(),
    )
    above = b.compute(
        Table.AREA,
        "reviews_above_quota",
        greatest(reviewed - allowed, number(0)),
        Measure.COUNT,
        Text(zh="超出限额的单议病例", en="reviews above the quota"),
    )
    for line in (allowed, reviewed, above):
        b.line(line, line.says)
