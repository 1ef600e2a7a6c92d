"""A payment rule as a program (测算步骤): the tables it reads and its named steps, in order.

A rule does not compute anything; it builds one of these. Steps on one row are formulas. Everything that
needs several rows is one of the few kinds below, so that whoever evaluates a program, in Python or in a
database, has a short list to get right.
"""

from __future__ import annotations

import enum

import attrs

from yigai.errors import NOTHING, Text
from yigai.model.activity import key_of, tables
from yigai.payment.formula import Condition, Formula
from yigai.payment.measure import Measure
from yigai.values.citation import Citation
from yigai.values.money import Rounding


class Table(enum.Enum):
    """The tables of a settlement; the values are the fields of `Activity`."""

    AREA = "area"
    INSTITUTION = "institutions"
    MONTH = "months"
    GROUP = "groups"
    GROUP_LEVEL = "group_levels"
    CASE = "cases"
    AUXILIARY = "auxiliaries"
    SERVICE = "services"
    CONSORTIUM = "consortia"
    MEMBER = "members"
    FLOW = "flows"
    PRODUCT = "products"
    PRICE_ITEM = "price_items"
    MEASURED = "measured"
    ENROLMENT = "enrolments"
    CELL = "cells"
    """One row for each institution and group that has cases, or a mean from the years before."""


KEYS: dict[Table, tuple[str, ...]] = {Table(name): key_of(cls) for name, cls in tables().items()}
"""What identifies a row of each table."""

RELATIONS: dict[tuple[Table, Table], tuple[str, ...]] = {
    (Table.CASE, Table.INSTITUTION): ("institution",),
    (Table.CASE, Table.GROUP): ("group",),
    (Table.CASE, Table.CELL): ("institution", "group"),
    (Table.CASE, Table.GROUP_LEVEL): ("group", "institutions.level"),
    (Table.CELL, Table.GROUP): ("group",),
    (Table.CELL, Table.INSTITUTION): ("institution",),
    (Table.AUXILIARY, Table.CASE): ("case",),
    (Table.SERVICE, Table.INSTITUTION): ("institution",),
    (Table.SERVICE, Table.CASE): ("case",),
    (Table.MEMBER, Table.CONSORTIUM): ("consortium",),
    (Table.PRODUCT, Table.INSTITUTION): ("institution",),
    (Table.ENROLMENT, Table.INSTITUTION): ("institution",),
    (Table.MONTH, Table.INSTITUTION): ("institution",),
    (Table.FLOW, Table.CONSORTIUM): ("home",),
}
"""By which columns the rows of one table belong to rows of another; all belong to the area."""


class Status(enum.Enum):
    """Why a row goes no further.

    It cannot be paid as it stands, it waits for a review (特例单议), or nobody can be paid because of it.
    """

    REJECTED = "rejected"
    REVIEW = "review"
    REFUSED = "refused"

    @property
    def says(self) -> Text:
        """The same in words."""
        return _STATUS[self]


_STATUS = {
    Status.REJECTED: Text(zh="不能支付", en="cannot be paid"),
    Status.REVIEW: Text(zh="待特例单议", en="waiting for review"),
    Status.REFUSED: Text(zh="不能测算", en="nothing can be settled"),
}


@attrs.frozen(kw_only=True)
class _Step:
    """What every step has: the table it is on, the name of what it gives, words for it, and a source."""

    table: Table
    name: str
    says: Text
    source: Citation | None = None


@attrs.frozen(kw_only=True)
class Compute(_Step):
    """A formula on each row, rounded once to a measure.

    Where `may_be_unknown`, a row that lacks something, or would divide by nothing, has no value and goes on:
    for decisions, and for figures that nothing is paid by. To divide by less than nothing is refused even so.
    """

    formula: Formula
    measure: Measure
    rounding: Rounding = Rounding.HALF_UP
    may_be_unknown: bool = False


@attrs.frozen(kw_only=True)
class Join(_Step):
    """A column of another table, found by columns of this one that hold its key.

    With a `key` it is the same row of the other table for every row of this one, and unknown where there is
    no such row.
    """

    other: Table
    by: tuple[str, ...]
    column: str
    measure: Measure
    key: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Total(_Step):
    """The sum of a column over the rows of another table that belong to a row of this one.

    `by` names the columns of the other table that hold this one's key; nothing for the area, which is one
    row. Rows where `where` does not hold are left out. No rows make a sum of zero.
    """

    of: str
    other: Table
    by: tuple[str, ...]
    measure: Measure
    where: Condition | None = None


@attrs.frozen(kw_only=True)
class Divide(_Step):
    """A sum of the area, or of each row of `over`, divided by weights among the rows that belong to it.

    `by` names the columns that hold the key of `over`. The largest remainders get the fen left over, ties
    the smaller id (最大余数法). A weight may not be negative, nor all of them zero where there is something
    to divide.
    """

    pool: str
    weights: str
    over: Table = Table.AREA
    by: tuple[str, ...] = ()
    measure: Measure = Measure.MONEY


@attrs.frozen(kw_only=True)
class First(_Step):
    """A column of the row that ranks first among those of another table belonging to each row.

    The greatest `rank` comes first, then the smaller key. `otherwise` stands where there is none.
    """

    other: Table
    by: tuple[str, ...]
    rank: str
    column: str
    measure: Measure
    otherwise: int


@attrs.frozen(kw_only=True)
class DaysToNext(_Step):
    """The days from the end of a row to the start of the next one that agrees in `within`.

    Unknown where none follows, and where a date or a word of `within` is. Rows that were left out count as
    next ones all the same: a stay that nobody pays took place.
    """

    within: tuple[str, ...]
    start: str
    end: str


@attrs.frozen(kw_only=True)
class Exclude(_Step):
    """Rows that go no further: listed with their reason, counted, and part of no later step.

    An institution or an area cannot be left out; with `Status.REFUSED` one such row refuses the settlement.
    """

    when: Condition
    status: Status = Status.REJECTED


Step = Compute | Join | Total | Divide | First | DaysToNext | Exclude


@attrs.frozen(kw_only=True)
class Need:
    """A column of the activity that the program reads.

    A case, a service and the like is rejected without it; elsewhere nothing is settled before it is there.
    An `optional` one may be unknown: the program asks before it uses it.
    """

    table: Table
    column: str
    measure: Measure
    optional: bool = False


@attrs.frozen(kw_only=True)
class Figure:
    """A figure or a reading the rule gives on the day (规则给出的数), with whose word it is."""

    name: str
    says: Text
    printed: str
    unit: Text = NOTHING
    source: Citation


@attrs.frozen(kw_only=True)
class Line:
    """A line of the reconciliation (勾稽): a column of the area, or the sum of a column over a table.

    `below_zero` is what a reader must know before any figure where it is negative.
    """

    says: Text
    table: Table
    column: str
    below_zero: Text = NOTHING


@attrs.frozen(kw_only=True)
class Program:
    """Everything one settlement does.

    `table` and `result` name the column that the rule is about: mostly an amount for each institution, for
    some rules a decision. `figures` are all that the rule gives, each with its source. `lines` show how the
    whole adds up. `limits` say what the reader must know before the figures.
    """

    needs: tuple[Need, ...]
    steps: tuple[Step, ...]
    table: Table
    result: str
    measure: Measure
    figures: tuple[Figure, ...] = ()
    lines: tuple[Line, ...] = ()
    limits: tuple[Text, ...] = ()
