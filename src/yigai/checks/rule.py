"""A rule of the check (规则): one plain function with what a reader must know about it.

A rule reads a `Context` and yields findings. Its texts are the only source of its documentation: the
rule page, `yigai explain` and every report take them from here.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping

import attrs
import pendulum

from yigai.checks.comparison import Comparison
from yigai.errors import InvalidValue, Text
from yigai.judging.finding import Finding, Severity
from yigai.model.agency import Agency, Carrier, NameInUse
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan
from yigai.model.vocabulary import Vocabulary
from yigai.values.citation import Citation, Evidence

_ID = re.compile(r"YG-[A-Z]{3}-[0-9]{3}")

LAW_BOOK = Citation(
    source="yigai: explanation/judging", evidence=Evidence.INFERRED, note="the house's law of judging"
)
CLOSING = Citation(
    source="national-2023h2#closing",
    evidence=Evidence.ISSUED,
    note="asks that every task takes effect, with supervision and evaluation",
)


class Status(enum.Enum):
    """Where a rule stands in its life; ids are never reused."""

    STABLE = "stable"
    PREVIEW = "preview"
    DEPRECATED = "deprecated"
    REMOVED = "removed"


@attrs.frozen(kw_only=True)
class PaymentRuleAt:
    """A payment rule and its address: `plan#5.10/package` in a plan, its id where it stands alone."""

    address: str
    rule: PaymentRule


@attrs.frozen(kw_only=True)
class Context:
    """What a rule may read: the plan, its comparisons, the words and agencies known, and documents by id.

    `between` holds how the upper documents take up each other, where an alignment joins two of them.
    `payment_rules` are those of the plan, each with its source. Where a payment rule alone is checked, the
    plan has nothing in it but the rule's title page.
    """

    plan: Plan
    comparisons: tuple[Comparison, ...]
    vocabulary: Vocabulary
    documents: Mapping[str, Callable[[], Plan]]
    as_of: pendulum.Date
    between: tuple[Comparison, ...] = ()
    agencies: tuple[Agency, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    names_in_use: tuple[NameInUse, ...] = ()
    payment_rules: tuple[PaymentRuleAt, ...] = ()


RuleFunction = Callable[["Rule", Context], Iterator[Finding]]


@attrs.frozen(kw_only=True)
class Rule:
    """A rule: id, titles, severity, prose, basis and the function that finds.

    `severity` None means that the force of the upper statement decides. `bad` and `good` are examples
    in the form of a plan file. One that `needs_all` of the plan's text does not run on an excerpt.
    """

    id: str
    title: Text
    severity: Severity | None
    what: Text
    why: Text
    bad: str
    good: str
    basis: tuple[Citation, ...]
    since: str
    status: Status = Status.STABLE
    waivable: bool = True
    needs_all: bool = False
    find: RuleFunction = attrs.field(eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise InvalidValue(
                found=repr(self.id), expected=Text(zh="形如 YG-TGT-001 的编号", en="an id like YG-TGT-001")
            )

    @property
    def area(self) -> str:
        """The middle part of the id, such as REF, COV or TGT."""
        return self.id.split("-")[1]


def rule(
    *,
    id: str,  # noqa: A002 (the word every reader of a rule file expects)
    title: Text,
    severity: Severity | None,
    what: Text,
    why: Text,
    bad: str,
    good: str,
    basis: tuple[Citation, ...] = (LAW_BOOK,),
    since: str = "0.1.0",
    status: Status = Status.STABLE,
    waivable: bool = True,
    needs_all: bool = False,
) -> Callable[[RuleFunction], Rule]:
    """Turn a function into a rule."""

    def decorate(function: RuleFunction) -> Rule:
        return Rule(
            id=id,
            title=title,
            severity=severity,
            what=what,
            why=why,
            bad=bad,
            good=good,
            basis=basis,
            since=since,
            status=status,
            waivable=waivable,
            needs_all=needs_all,
            find=function,
        )

    return decorate
