"""The check report as JSON (`yigai-check/1`): the contract for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from yigai.checks.comparison import Judged
from yigai.checks.report import CheckReport, Input
from yigai.errors import Text
from yigai.judging.finding import Elsewhere, Finding, Severity
from yigai.judging.trace import Step, Trace
from yigai.judging.verdict import Verdict
from yigai.model.agency import Responsibility
from yigai.model.observation import Observation
from yigai.model.plan import Plan
from yigai.values.citation import Citation

SCHEMA = "yigai-check/1"


def check_json(report: CheckReport, *, places: Mapping[str, str] | None = None) -> str:
    """The whole report, keys in a fixed order, the same bytes for the same report."""
    return json.dumps(check_data(report, places=places), ensure_ascii=False, indent=2) + "\n"


def check_data(report: CheckReport, *, places: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The whole report as plain data.

    `places` gives, for addresses in files, where they stand, as `plan.yaml:35`.
    """
    known = places or {}
    return {
        "schema": SCHEMA,
        "version": report.version,
        "as_of": report.as_of.isoformat(),
        "plan": _input(report.plan),
        "against": [_input(each) for each in report.against],
        "links": [_input(each) for each in report.links],
        "registry": report.registry,
        "overrides": list(report.overrides),
        "limits": [text_data(limit) for limit in report.limits],
        "counts": {
            "outcomes": {outcome.value: count for outcome, count in report.outcomes().items()},
            "severities": {severity.value: report.count(severity) for severity in Severity},
        },
        "verdicts": [
            _judged(judged, comparison.upper)
            for comparison in report.comparisons
            for judged in comparison.judged
        ],
        "findings": [_finding(finding, known.get(finding.subject or "")) for finding in report.findings],
        "crashes": [{"rule": crash.rule, "problem": crash.problem} for crash in report.crashes],
    }


def text_data(text: Text) -> dict[str, str]:
    """A sentence in both languages."""
    return {"zh": text.zh, "en": text.en}


def _input(given: Input) -> dict[str, str]:
    return {"id": given.id, "title": given.title, "evidence": given.evidence.value, "digest": given.digest}


def _judged(judged: Judged, upper: Plan) -> dict[str, Any]:
    asked = judged.requirement.assertion
    return {
        **_verdict(judged.verdict),
        "summary": judged.statement.summary,
        "force": asked.force.value,
        "addressee": [level.value for level in judged.requirement.addressee],
        "owners": [_owner(owner) for owner in upper.responsibilities_of(judged.task)],
        "doubts": list(judged.doubts),
        "linked_because": judged.linked_because,
        "source": citation_data(asked.source),
        "answers": [_verdict(answer) for answer in judged.answers],
        "nearby": list(judged.nearby),
    }


def _owner(owner: Responsibility) -> dict[str, str]:
    return {"agency": owner.agency, "function": owner.function.value, "role": owner.role.value}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "requirement": verdict.requirement,
        "claim": verdict.claim,
        "outcome": verdict.outcome.value,
        "deviations": [deviation.value for deviation in verdict.deviations],
        "reasons": [reason.value for reason in verdict.reasons],
    }


def _finding(finding: Finding, place: str | None) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": text_data(finding.message),
        "requirement": finding.requirement,
        "upper": finding.upper,
        "subject": finding.subject,
        "place": place,
        "outcome": finding.outcome.value if finding.outcome else None,
        "deviations": [deviation.value for deviation in finding.deviations],
        "expected": finding.expected,
        "actual": finding.actual,
        "citations": [citation_data(cited) for cited in finding.citations],
        "doubts": list(finding.doubts),
        "linked_because": finding.linked_because,
        "elsewhere": [_elsewhere(each) for each in finding.elsewhere],
        "benchmarks": [_benchmark(each) for each in finding.benchmarks],
        "trace": trace_data(finding.trace),
        "fingerprint": finding.fingerprint,
    }


def _elsewhere(elsewhere: Elsewhere) -> dict[str, Any]:
    return {
        "address": elsewhere.address,
        "verdict": _verdict(elsewhere.verdict) if elsewhere.verdict else None,
        "outcome": elsewhere.outcome.value,
        "is_same_gap": elsewhere.is_same_gap,
    }


def _benchmark(observation: Observation) -> dict[str, Any]:
    period = observation.period
    return {
        "indicator": observation.indicator,
        "region": str(observation.region) if observation.region else None,
        "region_name": observation.region_name,
        "period": {"first": str(period.first), "last": str(period.last)} if period else None,
        "comparator": observation.comparator.value,
        "value": str(observation.value),
        "unit": observation.unit,
        "source": citation_data(observation.source),
    }


def citation_data(cited: Citation) -> dict[str, str | None]:
    """A source with its evidence."""
    return {
        "source": cited.source,
        "evidence": cited.evidence.value,
        "mirror": cited.mirror,
        "note": cited.note,
    }


def trace_data(trace: Trace) -> list[dict[str, Any]]:
    """The steps of a trace as plain data."""
    return [_step(step) for step in trace.steps]


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "inputs": dict(step.inputs),
        "result": step.result,
        "sources": [citation_data(cited) for cited in step.sources],
        "steps": [_step(inner) for inner in step.steps],
    }
