"""A statement the plan answers only in part (部分采纳)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import judged_in, summary_at, unmet
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Outcome


@rule(
    id="YG-COV-002",
    title=Text(zh="只采纳了一部分", en="taken up only in part"),
    severity=None,
    what=Text(
        zh="对应关系注明回应只覆盖上级要求的一部分。",
        en="The alignment says that the answer covers only part of the statement.",
    ),
    why=Text(zh="部分落实容易被当成已经落实。", en="A part is easily taken for the whole."),
    bad="""
# alignment
- {from: "2.12/fund-smart-monitoring", to: "2.9/fund-fraud-crackdown",
   extent: partial, reason: 仅智能监控}
""",
    good="""
- {from: "2.12/fund-fraud-crackdown", to: "2.9/fund-fraud-crackdown",
   extent: full, reason: 专项整治}
""",
)
def only_in_part(this: Rule, context: Context) -> Iterator[Finding]:
    """Every statement whose best answer is partial."""
    for comparison, judged in judged_in(context):
        if judged.verdict.outcome is Outcome.PARTIAL:
            answer = summary_at(comparison.lower, judged.verdict.claim)
            asked = judged.statement.summary
            message = Text(
                zh=f"“{asked}”只由“{answer}”回应了一部分",
                en=f'"{asked}" is answered only in part by "{answer}"',
            )
            yield unmet(this, comparison, judged, message, axes=frozenset())
