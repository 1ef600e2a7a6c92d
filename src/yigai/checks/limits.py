"""What limits a whole comparison, said once at the head of the report instead of at every finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yigai.checks.rule import Context
from yigai.errors import NOTHING, Text
from yigai.model.alignment import Alignment
from yigai.model.document import CitedDocument, Document
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan
from yigai.model.words import AlignmentBasis, Depth, DocumentStatus
from yigai.values.citation import Evidence

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_FIELDS = {
    "issuers": Text(zh="发文机关", en="issuer"),
    "issued_on": Text(zh="成文日期", en="date"),
    "number": Text(zh="文号", en="document number"),
}


def limits_of(context: Context, titles: frozenset[str]) -> Iterator[Text]:
    """The limits of checking a plan against these documents; of several, each limit names its own.

    `titles` are those of all documents known, by which a citation without an id may be recognised.
    """
    plan, comparisons = context.plan, context.comparisons
    uppers = [comparison.upper for comparison in comparisons]
    for comparison in comparisons:
        upper = comparison.upper.id
        name = Text(zh=f"{upper}：", en=f"{upper}: ") if len(uppers) > 1 else NOTHING
        yield from _levels(plan.document, comparison.upper.document)
        yield from _years(plan, comparison.upper, uppers, name)
        yield from _standing(comparison.upper.document)
        if not comparison.alignments:
            yield Text(
                zh=f"没有与 {upper} 的对应关系，各条均未能评判",
                en=f"there is no alignment with {upper}; nothing could be judged",
            )
        for alignment in comparison.alignments:
            yield _alignment(alignment, name)
    for comparison in context.between:
        ends = f"{comparison.lower.id} → {comparison.upper.id}"
        for alignment in comparison.alignments:
            yield _alignment(alignment, Text(zh=f"{ends}：", en=f"{ends}: "))
    if plan.document.excerpt:
        yield Text(
            zh="本计划是节选：须看全文才能判断的规则不运行，缺失的可能在未编入的部分",
            en="the plan is an excerpt: rules that need the whole text do not run, "
            "and what is missing may stand in the rest of it",
        )
    yield from _not_printed(plan.document)
    yield from _not_held(plan, context, titles, Text(zh="", en="it"))
    for above in uppers:
        yield from _not_held(above, context, titles, Text(zh=f"{above.id} ", en=above.id))


def limits_of_rule(rule: PaymentRule) -> Iterator[Text]:
    """The limits of checking a payment rule by itself."""
    head = rule.citation()
    if head.evidence is not Evidence.ISSUED:
        yield Text(
            zh=f"规则的证据等级为“{head.evidence.says.zh}”，不是印发的文本",
            en=f"the rule is known as {head.evidence.value}, not as issued text",
        )
    if rule.effective is None:
        yield Text(zh="规则未写明执行期", en="the rule does not say from when to when it holds")


def _levels(plan: Document, upper: Document) -> Iterator[Text]:
    if plan.level.is_above(upper.level):
        yield Text(
            zh=f"{upper.id} 的层级低于本计划，不是上级文件",
            en=f"{upper.id} is of a lower level than the plan, and no document above it",
        )


def _years(plan: Plan, above: Plan, uppers: list[Plan], name: Text) -> Iterator[Text]:
    upper, way = above.document, _way(plan, above, uppers)
    if way is not None:
        if way:
            yield Text(
                zh=f"本计划没有直接引用 {upper.id}，经由 {'、'.join(way)} 引用",
                en=f"the plan cites {upper.id} only by way of {', '.join(way)}",
            )
        return
    years = sorted({year for cited in plan.document.cites for year in _YEAR.findall(cited.title)})
    mine = plan.document.year
    is_printed = mine is not None and mine.inferred is None
    if upper.year is not None and years and str(upper.year.value) not in years:
        listed = "、".join(years)
        yield Text(
            zh=f"{name.zh}跨年：本计划依据 {listed} 年文件，对照的是 {upper.year.value} 年文件",
            en=f"{name.en}cross-year: it cites {', '.join(years)} and is judged against {upper.year.value}",
        )
    elif not years and upper.year and mine and is_printed and mine.value != upper.year.value:
        yield Text(
            zh=f"{name.zh}跨年：本计划是 {mine.value} 年的，对照的是 {upper.year.value} 年文件",
            en=f"{name.en}cross-year: the plan is of {mine.value} and is judged against {upper.year.value}",
        )
    else:
        yield Text(zh=f"本计划没有引用 {upper.id}", en=f"the plan does not cite {upper.id}")


def _way(plan: Plan, wanted: Plan, uppers: list[Plan]) -> tuple[str, ...] | None:
    """The documents by way of which a plan cites another: empty if it does so itself, None if not at all."""
    ways: list[tuple[Plan, tuple[str, ...]]] = [(plan, ())]
    seen = {plan.id}
    for citing, way in ways:  # it grows while we walk, nearest first
        for upper in uppers:
            if upper.id not in seen and _cites(citing, upper.document):
                if upper is wanted:
                    return way
                seen.add(upper.id)
                ways.append((upper, (*way, upper.id)))
    return None


def _standing(upper: Document) -> Iterator[Text]:
    if upper.status is DocumentStatus.DRAFT_FOR_COMMENT:
        yield Text(zh=f"{upper.id} 是征求意见稿", en=f"{upper.id} is a draft for comment")
    if upper.status is DocumentStatus.SUPERSEDED:
        yield Text(zh=f"{upper.id} 已被替代", en=f"{upper.id} is superseded")
    if upper.evidence is not Evidence.ISSUED:
        yield Text(
            zh=f"{upper.id} 的证据等级为“{upper.evidence.says.zh}”，不是印发的文本",
            en=f"{upper.id} is known as {upper.evidence.value}, not as issued text",
        )


def _alignment(alignment: Alignment, name: Text) -> Text:
    basis = alignment.basis is AlignmentBasis.TOPICAL
    depth = alignment.depth is Depth.STATEMENTS
    return Text(
        zh=f"{name.zh}对应关系由{_apart(alignment.author)}编制，"
        + ("按主题（推断），结论最高为警告" if basis else "依原文所印")
        + ("；逐条对应" if depth else "；只对应到任务，缺失不予判定"),
        en=f"{name.en}the alignment is by {alignment.author}, "
        + ("topical (inferred): no verdict is above a warning" if basis else "as printed")
        + ("; down to statements" if depth else "; down to tasks only, so nothing is called missing"),
    )


def _apart(name: str) -> str:
    """A name within a Chinese sentence: spaces stand around Latin letters only.

    >>> _apart("我"), _apart("yigai")
    ('我', ' yigai ')
    """
    before, after = (" " if end.isascii() else "" for end in (name[:1], name[-1:]))
    return f"{before}{name}{after}"


def _not_printed(document: Document) -> Iterator[Text]:
    missing = [_FIELDS[name] for name in document.not_printed]
    if missing:
        zh = "、".join(text.zh for text in missing)
        yield Text(zh=f"本计划未印{zh}", en=f"the plan prints no {', no '.join(text.en for text in missing)}")
    if document.year is not None and document.year.inferred is not None:
        yield Text(
            zh=f"本计划未印年份，{document.year.value} 年是推断，不用来确定任何时限",
            en=f"the plan prints no year; {document.year.value} is inferred and resolves no deadline",
        )


def _not_held(plan: Plan, context: Context, titles: frozenset[str], name: Text) -> Iterator[Text]:
    """The documents that a document cites and nobody here knows: what they ask is asked of nobody here."""
    unknown = dict.fromkeys(
        cited.title
        for cited in _cited(plan)
        if cited.id not in context.documents and cited.title not in titles
    )
    if unknown:
        listed = "、".join(f"《{title}》" for title in unknown)
        yield Text(
            zh=f"{name.zh}所引文件有 {len(unknown)} 份不在目录中：{listed}",
            en=f"documents {name.en} cites that the catalogue does not hold: {len(unknown)} "
            f"({'; '.join(unknown)})",
        )


def _cites(plan: Plan, document: Document) -> bool:
    return any(document.id == cited.id or document.title == cited.title for cited in _cited(plan))


def _cited(plan: Plan) -> Iterator[CitedDocument]:
    yield from plan.document.cites
    for task in plan.tasks:
        yield from task.cites
