"""A statement of the upper document that nothing in the plan answers (未采纳)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import beside, judged_in, unmet
from yigai.checks.rule import CLOSING, LAW_BOOK, Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding
from yigai.judging.verdict import Outcome
from yigai.model.statement import Prohibition


@rule(
    id="YG-COV-001",
    title=Text(zh="未采纳上级要求", en="not taken up"),
    severity=None,
    what=Text(
        zh="上级一条要求约束本计划，而计划中没有任何条款回应它。",
        en="A statement binds the plan and nothing in the plan answers it.",
    ),
    why=Text(
        zh="漏掉的任务无人负责，也不会被考核。",
        en="A task that was left out has no owner and is never assessed.",
    ),
    bad="""
# upper 3.12 asks for per diem; the plan's payment task says nothing of it
- {kind: mechanism, id: dip-main, summary: 以病种分值付费为主,
   mechanism: dip}
""",
    good="""
- {kind: mechanism, id: per-diem, summary: 长期住院按床日付费,
   mechanism: per-diem, population: long-stay-inpatients}
""",
    basis=(CLOSING, LAW_BOOK),
)
def not_taken_up(this: Rule, context: Context) -> Iterator[Finding]:
    """Every missing statement but the prohibitions, which bind without being repeated."""
    for comparison, judged in judged_in(context):
        if judged.verdict.outcome is Outcome.MISSING and not isinstance(judged.statement, Prohibition):
            asked, near = judged.statement.summary, beside(judged)
            message = Text(zh=f"“{asked}”未见回应{near.zh}", en=f'nothing answers "{asked}"{near.en}')
            yield unmet(this, comparison, judged, message, axes=frozenset())
