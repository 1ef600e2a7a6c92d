"""The result of a check (核对报告): what limits it, every verdict, every finding."""

from __future__ import annotations

import hashlib
from collections import Counter

import attrs
import pendulum

from yigai.checks.comparison import Comparison
from yigai.errors import Text
from yigai.files.formats import to_json
from yigai.judging.finding import Finding, Severity
from yigai.judging.verdict import Outcome, Verdict
from yigai.model.alignment import Alignment
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan
from yigai.values.citation import Evidence


@attrs.frozen(kw_only=True)
class Input:
    """One document, alignment or payment rule that went into a check."""

    id: str
    title: str
    evidence: Evidence
    content: Plan | Alignment | PaymentRule = attrs.field(repr=False)

    @property
    def digest(self) -> str:
        """A short hash of the content, taken when somebody asks for it."""
        return hashlib.sha256(to_json(self.content).encode()).hexdigest()[:12]


@attrs.frozen(kw_only=True)
class Crash:
    """A rule that failed instead of finding; the others still ran."""

    rule: str
    problem: str


@attrs.frozen(kw_only=True)
class CheckReport:
    """Everything a check says (核对报告); the same input gives the same report.

    `version` is that of yigai, `as_of` the day the check speaks of, `registry` a digest of the rules.
    `plan`, `against` and `links` tell what was read. `limits` says once what limits the whole comparison.
    `overrides` lists settings that differ from the usual. `comparisons` has one for each upper document,
    with every verdict. `findings` stand in the order of the upper text, then of the plan. `crashes` are
    rules that could not be run to their end.
    """

    version: str
    as_of: pendulum.Date
    plan: Input
    against: tuple[Input, ...]
    links: tuple[Input, ...]
    registry: str
    overrides: tuple[str, ...]
    limits: tuple[Text, ...]
    comparisons: tuple[Comparison, ...]
    findings: tuple[Finding, ...]
    crashes: tuple[Crash, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One verdict for every statement of every upper document."""
        return tuple(judged.verdict for comparison in self.comparisons for judged in comparison.judged)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def outcomes(self) -> dict[Outcome, int]:
        """How many statements came out how, every outcome named."""
        counted = Counter(verdict.outcome for verdict in self.verdicts)
        return {outcome: counted[outcome] for outcome in Outcome}

    def fails(self, at: Severity | str = Severity.ERROR) -> bool:
        """Whether any finding matters at least as much as `at`, a severity or its word."""
        level = Severity(at)
        return any(finding.severity.is_at_least(level) for finding in self.findings)
