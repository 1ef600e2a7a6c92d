"""Findings about judged statements, made the same way for every rule that reads verdicts."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.comparison import Comparison, Judged
from yigai.checks.rule import Context, Rule
from yigai.errors import Text
from yigai.judging.assertion import Figure
from yigai.judging.finding import Finding, Severity
from yigai.judging.verdict import Deviation, Outcome
from yigai.model.document import CitedDocument
from yigai.model.plan import Plan
from yigai.model.statement import Prohibition, Target
from yigai.model.words import Force
from yigai.values.citation import Citation

_SEVERITY_OF_RANK = {
    Force.REQUIRE.rank: Severity.ERROR,
    Force.STATED.rank: Severity.WARNING,
    Force.EXPLORE.rank: Severity.INFO,
    Force.PERMIT.rank: Severity.INFO,
}


def judged_in(context: Context) -> Iterator[tuple[Comparison, Judged]]:
    """Every judged statement with the comparison it belongs to, in the order of the upper texts."""
    for comparison in context.comparisons:
        for judged in comparison.judged:
            yield comparison, judged


def severity_of(comparison: Comparison, judged: Judged) -> Severity:
    """How much an unmet statement matters.

    What is required, and what is contradicted, is an error; what is stated or promoted a warning; what is
    encouraged, explored or permitted is for information, as is a prohibition that is not restated, or not
    all of it. A firm target that deviates is an error. With topical links nothing is above a warning.
    """
    asked, verdict = judged.requirement.assertion, judged.verdict
    is_silent = verdict.outcome in {Outcome.MISSING, Outcome.PARTIAL}
    if isinstance(judged.statement, Prohibition) and is_silent:
        return Severity.INFO
    is_missed_target = isinstance(asked.substance, Figure) and verdict.outcome is Outcome.DEVIATES
    is_error = Deviation.CONTRARY in verdict.deviations or (asked.is_firm and is_missed_target)
    severity = Severity.ERROR if is_error else _SEVERITY_OF_RANK[asked.force.rank]
    return Severity.WARNING if severity is Severity.ERROR and comparison.is_topical else severity


def unmet(
    rule: Rule, comparison: Comparison, judged: Judged, message: Text, *, axes: frozenset[str]
) -> Finding:
    """A finding about a judged statement: both addresses, the verdict, and the values of its axes."""
    verdict = judged.verdict
    steps = [step for root in verdict.trace.steps for step in root.steps if step.name in axes]
    inputs = dict(steps[0].inputs) if steps else {}
    return Finding(
        rule=rule.id,
        severity=rule.severity or severity_of(comparison, judged),
        message=_with_note(message, comparison, judged),
        subject=verdict.claim,
        requirement=verdict.requirement,
        upper=comparison.upper.id,
        outcome=verdict.outcome,
        deviations=verdict.deviations,
        expected=inputs.get("asked", "unrestricted" if axes == frozenset({"population"}) else None),
        actual=inputs.get("answered"),
        citations=(judged.requirement.assertion.source,),
        doubts=judged.doubts,
        linked_because=judged.linked_because,
        trace=verdict.trace,
    )


def deviating(
    rule: Rule, context: Context, deviation: Deviation, short: Text, *axes: str
) -> Iterator[Finding]:
    """One finding for each statement whose best answer deviates in this way."""
    for comparison, judged in judged_in(context):
        if deviation in judged.verdict.deviations:
            answer = summary_at(comparison.lower, judged.verdict.claim)
            asked = judged.statement.summary
            message = Text(
                zh=f"“{asked}”由“{answer}”回应，{short.zh}",
                en=f'"{asked}" is answered by "{answer}": {short.en}',
            )
            yield unmet(rule, comparison, judged, message, axes=frozenset(axes))


def beside(judged: Judged) -> Text:
    """What lies near a statement that nothing answers, as the end of a sentence; else nothing."""
    near = ", ".join(judged.nearby)
    return Text(
        zh=f"；相近的另见 {near}，范围、写法不同或未对应" if near else "",
        en=f"; near it, but of others, spelt otherwise or not linked: {near}" if near else "",
    )


def own(
    rule: Rule,
    plan: Plan,
    path: str,
    message: Text,
    *,
    upper: str | None = None,
    expected: str | None = None,
    actual: str | None = None,
    detail: str = "",
) -> Finding:
    """A finding about the checked plan itself; `path` is a provision or a statement in it.

    `upper` is given where the plan is found wanting beside one document above it.

    `detail` is needed where a rule may find several things at one place; it never holds a figure, so that
    a finding keeps its fingerprint while somebody mends it.
    """
    return Finding(
        rule=rule.id,
        severity=rule.severity or Severity.INFO,
        message=message,
        subject=f"{plan.id}#{path}" if path else plan.id,
        upper=upper,
        expected=expected,
        actual=actual,
        citations=(Citation(source=plan.id, evidence=plan.document.evidence),),
        detail=detail,
    )


def targets_of(plan: Plan) -> Iterator[tuple[str, Target]]:
    """Every target of a plan with its path in it."""
    for task in plan.tasks:
        for statement in task.statements:
            if isinstance(statement, Target):
                yield f"{task.path}/{statement.id}", statement


def summary_at(plan: Plan, address: str | None) -> str:
    """The summary of the statement at an address of a plan."""
    path, _, name = (address or "").partition("#")[2].partition("/")
    task = plan.task(path)
    statements = task.statements if task else ()
    return next((statement.summary for statement in statements if statement.id == name), "")


def _with_note(message: Text, comparison: Comparison, judged: Judged) -> Text:
    """Say so when the statement was addressed to a level above, and is judged because it is answered."""
    addressee = judged.requirement.addressee
    level = comparison.lower.document.level
    if not addressee or judged.verdict.claim is None or not all(each.is_above(level) for each in addressee):
        return message
    return Text(
        zh=f"{message.zh}（上级此条不面向本级，因本计划已回应而予判定）",
        en=f"{message.en} (addressed to a level above; judged because the plan answers it)",
    )


def cited_by(plan: Plan) -> Iterator[tuple[str, str, CitedDocument]]:
    """Every document a plan cites by id: the path of the task that cites it, the id, the citation.

    The path is empty for the plan itself. What is cited twice at one place is given once.
    """
    places = [("", plan.document.cites), *((str(task.path), task.cites) for task in plan.tasks)]
    for path, cites in places:
        seen = set()
        for cited in cites:
            if cited.id is not None and (cited.id, cited.provision) not in seen:
                seen.add((cited.id, cited.provision))
                yield path, cited.id, cited
