"""An inferred value without the reason for it (推断未注明理由)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.values.citation import Evidence


@rule(
    id="YG-SRC-002",
    title=Text(zh="推断的内容没有说明理由", en="inferred value presented as printed"),
    severity=Severity.WARNING,
    what=Text(
        zh="条款标为推断，却没有 note 说明为什么这样读。",
        en="A statement is marked inferred and has no note that says why it is read so.",
    ),
    why=Text(
        zh="没有理由的推断，读者会当成原文。",
        en="Without a reason a reader takes the inference for the text.",
    ),
    bad="""
- {kind: duty, id: review, summary: 每年评估, topic: price-review,
   every: {times: 1, unit: year}, evidence: inferred}
""",
    good="""
- {kind: duty, id: review, summary: 每年评估, topic: price-review,
   every: {times: 1, unit: year}, evidence: inferred,
   note: 解读第三问说每年}
""",
)
def inferred_as_printed(this: Rule, context: Context) -> Iterator[Finding]:
    """Every inferred statement without a note."""
    for task in context.plan.tasks:
        for statement in task.statements:
            if statement.evidence is Evidence.INFERRED and statement.note is None:
                message = Text(
                    zh=f"“{statement.summary}”是推断，没有说明理由",
                    en=f'"{statement.summary}" is inferred and gives no reason',
                )
                yield own(this, context.plan, f"{task.path}/{statement.id}", message)
