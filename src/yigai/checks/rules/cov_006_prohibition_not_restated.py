"""A prohibition that binds without being repeated, and is not repeated (未重申禁令)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import judged_in, unmet
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.judging.verdict import Outcome
from yigai.model.statement import Prohibition


@rule(
    id="YG-COV-006",
    title=Text(zh="禁止性规定未重申", en="prohibition not restated"),
    severity=Severity.INFO,
    what=Text(
        zh="上级的禁止性规定没有在计划中重申。",
        en="A prohibition of the upper document is not repeated in the plan.",
    ),
    why=Text(
        zh="禁令不必重申即有约束力，此处只作提醒。", en="It binds all the same; this is only a reminder."
    ),
    bad="""
# upper 2.7 forbids income quotas; the plan's pay task says nothing of them
- {kind: duty, id: pay-level, summary: 合理确定薪酬水平, topic: pay-level}
""",
    good="""
- {kind: prohibition, id: no-income-quota, summary: 不得下达创收指标,
   topic: income-quota}
""",
)
def prohibition_not_restated(this: Rule, context: Context) -> Iterator[Finding]:
    """Every prohibition that nothing in the plan repeats."""
    for comparison, judged in judged_in(context):
        if judged.verdict.outcome is Outcome.MISSING and isinstance(judged.statement, Prohibition):
            asked = judged.statement.summary
            message = Text(
                zh=f"“{asked}”未重申，仍有约束力", en=f'"{asked}" is not restated and binds all the same'
            )
            yield unmet(this, comparison, judged, message, axes=frozenset())
