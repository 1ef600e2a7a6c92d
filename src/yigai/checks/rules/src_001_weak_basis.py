"""A plan whose own text is not issued text (文本证据不足)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity
from yigai.model.words import DocumentStatus
from yigai.values.citation import Evidence


@rule(
    id="YG-SRC-001",
    title=Text(zh="以未印发的文本为准绳", en="evidence below issued used as binding"),
    severity=Severity.INFO,
    what=Text(
        zh="所对照的上级文件不是印发的文本（解读、转述、报道等），却作为约束使用。",
        en="The upper document is not issued text (an interpretation, a retelling, a report) "
        "and is used as if it bound.",
    ),
    why=Text(
        zh="解读和转述可以参考，不能据以问责。",
        en="An interpretation or a retelling may inform; nobody answers to it.",
    ),
    bad="""
# --against national-2023h2-interpretation
""",
    good="""
# --against national-2023h2
""",
)
def weak_basis(this: Rule, context: Context) -> Iterator[Finding]:
    """One finding for each upper document known by less than its issued text."""
    for comparison in context.comparisons:
        document = comparison.upper.document
        if document.status is DocumentStatus.DRAFT_FOR_COMMENT:
            continue  # YG-TIM-002 says so
        if document.evidence.is_weaker_than(Evidence.ISSUED):
            message = Text(
                zh=f"{document.id} 的证据等级是“{document.evidence.says.zh}”，不是印发文本",
                en=f"{document.id} is known as {document.evidence.value}, not as issued text",
            )
            yield own(
                this,
                context.plan,
                "",
                message,
                upper=document.id,
                expected="issued",
                actual=document.evidence.value,
                detail=document.id,
            )
