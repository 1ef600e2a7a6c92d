"""Judged against a document that is superseded or only a draft (上级文件未生效)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.words import DocumentStatus


@rule(
    id="YG-TIM-002",
    title=Text(zh="上级文件是草案或已被替代", en="upper document is superseded or only a draft"),
    severity=Severity.WARNING,
    what=Text(
        zh="所对照的上级文件是征求意见稿，或已被新的文件替代。",
        en="The upper document is a draft for comment, or a newer one has replaced it.",
    ),
    why=Text(
        zh="草案不约束任何人，已被替代的文件也不再约束。",
        en="A draft binds nobody, and a superseded document no longer does.",
    ),
    bad="""
document: {id: province-draft, status: draft-for-comment}
""",
    good="""
document: {id: province-2024, status: issued}
""",
)
def upper_not_in_force(this: Rule, context: Context) -> Iterator[Finding]:
    """One finding for each upper document whose status does not bind."""
    for comparison in context.comparisons:
        document = comparison.upper.document
        if document.status is DocumentStatus.DRAFT_FOR_COMMENT:
            message = Text(
                zh=f"{document.id} 只是征求意见稿", en=f"{document.id} is only a draft for comment"
            )
        elif document.status is DocumentStatus.SUPERSEDED:
            message = Text(zh=f"{document.id} 已被替代", en=f"{document.id} is superseded")
        else:
            continue
        yield own(
            this,
            context.plan,
            "",
            message,
            upper=document.id,
            actual=document.status.value,
            detail=document.id,
        )
