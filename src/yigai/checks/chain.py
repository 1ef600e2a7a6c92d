"""A chain of documents above one plan (文件链): what they ask alike, and which of their gaps are one.

A county stands under a city, a province and the nation at once. What the nation asks, the province often
asks again, as it is or more strictly. Each document keeps its own verdicts and its own findings; here the
findings of one are told of the same matter in the others. No verdict follows from another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import attrs

from yigai.checks.comparison import Comparison, compare_with
from yigai.judging.finding import Elsewhere, Finding
from yigai.judging.verdict import Outcome, Verdict
from yigai.model.alignment import Alignment
from yigai.model.plan import Plan
from yigai.model.vocabulary import Vocabulary


def between(
    uppers: Sequence[Plan], alignments: Iterable[Alignment], vocabulary: Vocabulary
) -> Iterator[Comparison]:
    """How the upper documents take up each other, where an alignment joins two of them."""
    known = tuple(alignments)
    for lower in uppers:
        for upper in uppers:
            joining = [each for each in known if (each.lower, each.upper) == (lower.id, upper.id)]
            if joining:
                yield compare_with(lower, upper, joining, vocabulary)


def joined(
    findings: Iterable[Finding], comparisons: Iterable[Comparison], above: Iterable[Comparison]
) -> Iterator[Finding]:
    """The findings, each told where other upper documents speak of the same matter.

    Two statements are of the same matter when an alignment between their documents says so, or when the
    same rule finds the same local answer wanting for both. Only in the same rule and the same answer, or
    where both are missing, is it the same gap; what nobody has aligned is no gap.
    """
    all_findings = tuple(findings)
    kin = _kin(above)
    outcomes = {
        judged.verdict.requirement: judged.verdict.outcome
        for comparison in comparisons
        for judged in comparison.judged
    }
    gaps: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for finding in all_findings:
        is_gap = finding.subject is not None or finding.outcome is Outcome.MISSING
        if finding.requirement is not None and is_gap:
            gaps[finding.rule, finding.subject].append(finding.requirement)
    for finding in all_findings:
        beside = gaps[finding.rule, finding.subject]
        told = tuple(_elsewhere(finding, kin, beside, outcomes))
        yield attrs.evolve(finding, elsewhere=told) if told else finding


def _kin(above: Iterable[Comparison]) -> dict[str, dict[str, Verdict]]:
    """For each upper statement those of other upper documents it answers or is answered by."""
    found: dict[str, dict[str, Verdict]] = defaultdict(dict)
    for comparison in above:
        for judged in comparison.judged:
            for answer in judged.answers:  # best first
                claim = str(answer.claim)
                found[answer.requirement].setdefault(claim, answer)
                found[claim].setdefault(answer.requirement, answer)
    return found


def _elsewhere(
    finding: Finding, kin: dict[str, dict[str, Verdict]], beside: list[str], outcomes: dict[str, Outcome]
) -> Iterator[Elsewhere]:
    if finding.requirement is None:
        return
    linked = kin.get(finding.requirement, {})
    for address, verdict in linked.items():
        yield Elsewhere(
            address=address,
            verdict=verdict,
            outcome=outcomes[address],
            is_same_gap=address in beside,
        )
    for address in beside if finding.subject is not None else ():
        if address not in linked and _document(address) != _document(finding.requirement):
            yield Elsewhere(address=address, outcome=outcomes[address], is_same_gap=True)


def _document(address: str) -> str:
    return address.partition("#")[0]
