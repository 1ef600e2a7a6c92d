"""A finding (发现): one thing a reader of the check should know, with both addresses and its source."""

from __future__ import annotations

import enum
import hashlib

import attrs

from yigai.errors import Text
from yigai.judging.trace import Trace
from yigai.judging.verdict import Deviation, Outcome, Verdict
from yigai.model.observation import Observation
from yigai.values.citation import Citation


class Severity(enum.Enum):
    """How much a finding matters, most first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def is_at_least(self, other: Severity) -> bool:
        """Whether this severity matters as much as `other`, or more."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


@attrs.frozen(kw_only=True)
class Elsewhere:
    """The same matter in another upper document: the address of its statement.

    `verdict` says how the lower of the two upper documents takes up the higher; it is None where no
    alignment joins them. `outcome` is what the plan came to there, and `is_same_gap` whether the same rule
    finds the same answer, or none, wanting there too, so that one mend closes both.
    """

    address: str
    verdict: Verdict | None = None
    outcome: Outcome
    is_same_gap: bool


@attrs.frozen(kw_only=True)
class Finding:
    """What a rule found.

    `subject` is the address in the plan that is checked, `requirement` the address above it; a finding
    about a missing answer has no subject, one about the plan itself no requirement. `upper` is the document
    above that it is about, if it is about one, and `elsewhere` where others ask the same. `expected` and
    `actual` are the printed values where values were compared. `doubts` name other possible readings of
    either side or of the link between them; `linked_because` is the reason an alignment gives for that
    link. `benchmarks` are what practice elsewhere came to for the same indicator; they bind nobody.
    `detail` tells apart findings that share rule and addresses.
    """

    rule: str
    severity: Severity
    message: Text
    subject: str | None = None
    requirement: str | None = None
    upper: str | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    outcome: Outcome | None = None
    deviations: tuple[Deviation, ...] = ()
    expected: str | None = None
    actual: str | None = None
    citations: tuple[Citation, ...] = ()
    doubts: tuple[str, ...] = ()
    linked_because: str | None = None
    benchmarks: tuple[Observation, ...] = ()
    trace: Trace = Trace()
    detail: str = ""

    @property
    def fingerprint(self) -> str:
        """A short hash that stays when texts, dates and lines change: rule, addresses, detail."""
        parts = "\n".join((self.rule, self.requirement or "", self.subject or "", self.detail))
        return hashlib.sha256(parts.encode()).hexdigest()[:16]
