"""Local practice beside a target (做法): what other places were reported to have reached.

It informs the reader of a finding. It asks for nothing, and no verdict and no severity knows of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from yigai.catalogue import store
from yigai.judging.finding import Finding
from yigai.model.observation import Observation
from yigai.model.plan import Plan
from yigai.model.statement import Target


def with_benchmarks(findings: Iterable[Finding], plans: Iterable[Plan]) -> Iterator[Finding]:
    """The findings, each with the benchmarks of the targets it is about, above or here."""
    known = dict(_benchmarks(plans))
    for finding in findings:
        places = (finding.requirement or "", finding.subject or "")
        told = dict.fromkeys(each for place in places for each in known.get(place, ()))
        yield attrs.evolve(finding, benchmarks=tuple(told)) if told else finding


def _benchmarks(plans: Iterable[Plan]) -> Iterator[tuple[str, tuple[Observation, ...]]]:
    for plan in plans:
        for address, _, statement in plan.statements():
            if isinstance(statement, Target):
                yield str(address), store.benchmarks_beside(statement, plan)
