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
    """How much a finding matters (级别), most first."""

    ERROR = "error"
    """错误: to be mended."""
    WARNING = "warning"
    """警告: to be looked at."""
    INFO = "info"
    """提示: to be known."""

    def is_at_least(self, other: Severity) -> bool:
        """Whether this severity matters as much as `other`, or more."""
        return _SEVERITIES.index(self) <= _SEVERITIES.index(other)


_SEVERITIES = tuple(Severity)


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
    """What a rule found (发现).

    `subject` is the address in the plan that is checked, `requirement` the address above it; a finding
    about a missing answer has no subject, one about the plan itself no requirement. `upper` is the document
    above that it is about, if it is about one, and `elsewhere` where others ask the same. `expected` and
    `actual` are the printed values where values were compared. `doubts` name other possible readings of
    either side or of the link between them; `linked_because` is the reason an alignment gives for that
    link. `benchmarks` are what practice elsewhere came to for the same indicator; they bind nobody.
    `detail` tells apart findings that share rule and addresses.
    """

    rule: str
    """The id of the rule, `YG-TGT-001`."""
    severity: Severity
    """How much it matters."""
    message: Text
    """What was found, in both languages."""
    subject: str | None = None
    """The address in the plan that is checked; none where an answer is missing."""
    requirement: str | None = None
    """The address above; none where the plan itself is spoken of."""
    upper: str | None = None
    """The document above that it is about, if it is about one."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """Where other documents above ask the same."""
    outcome: Outcome | None = None
    """The outcome of the verdict it tells of, if any."""
    deviations: tuple[Deviation, ...] = ()
    """The axes on which the answer falls short."""
    expected: str | None = None
    """The value asked, as printed."""
    actual: str | None = None
    """The value answered, as printed."""
    citations: tuple[Citation, ...] = ()
    """The sources of both sides."""
    doubts: tuple[str, ...] = ()
    """Other possible readings of either side or of the link."""
    linked_because: str | None = None
    """The reason the alignment gives for the link."""
    benchmarks: tuple[Observation, ...] = ()
    """What practice elsewhere came to for the same indicator; it binds nobody."""
    trace: Trace = Trace()
    """Why: the steps of the verdict."""
    detail: str = ""
    """What tells apart findings that share rule and addresses."""

    @property
    def fingerprint(self) -> str:
        """A short hash that stays when texts, dates and lines change: rule, addresses, detail."""
        parts = "\n".join((self.rule, self.requirement or "", self.subject or "", self.detail))
        return hashlib.sha256(parts.encode()).hexdigest()[:16]
