"""A statement whose answer cannot be compared from the data (未能评判)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import beside, judged_in, unmet
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.judging.verdict import Outcome


@rule(
    id="YG-COV-005",
    title=Text(zh="未能评判", en="could not be compared"),
    severity=Severity.INFO,
    what=Text(
        zh="有回应，或可能有回应，但现有数据不足以判定，原因列在依据里。",
        en="There is or may be an answer, but the data do not allow a verdict; the trace says why.",
    ),
    why=Text(zh="不知道就说不知道，不当作通过。", en="Unknown stays unknown; it is never a pass."),
    bad="""
# asked: >= 70 %
- {kind: target, id: share, summary: 约七成, indicator: drg-dip-coverage,
   comparator: approx, value: "70", unit: "%"}
""",
    good="""
- {kind: target, id: share, summary: 七成以上, indicator: drg-dip-coverage,
   comparator: ">=", value: "70", unit: "%"}
""",
)
def not_evaluated(this: Rule, context: Context) -> Iterator[Finding]:
    """Every statement that has an answer, or no alignment, and no verdict."""
    for comparison, judged in judged_in(context):
        if judged.verdict.outcome is Outcome.NOT_EVALUATED:
            asked, near = judged.statement.summary, beside(judged)
            message = Text(zh=f"“{asked}”未能评判{near.zh}", en=f'"{asked}" could not be compared{near.en}')
            yield unmet(
                this,
                comparison,
                judged,
                message,
                axes=frozenset({"value", "date", "frequency", "population"}),
            )
