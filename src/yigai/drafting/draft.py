"""`draft`: a notice in, a draft plan out (起草). The stages are joined here, each has its own module."""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import attrs
import pendulum

from yigai.drafting.classify import classify, signs_of
from yigai.drafting.container import Cut, cut
from yigai.drafting.grammar.duties import duties_in
from yigai.drafting.grammar.mechanisms import mechanisms_in
from yigai.drafting.grammar.owners import Closing, closings_in
from yigai.drafting.grammar.targets import targets_in
from yigai.drafting.grid import Page, page_of_text
from yigai.drafting.items import Setting
from yigai.drafting.limits import refuse_headings, refuse_overfull
from yigai.drafting.metadata import given_region, metadata, title_of
from yigai.drafting.normalise import script_of, simplified
from yigai.drafting.outlined import opening, outlined
from yigai.drafting.paragraphs import clean
from yigai.drafting.placed import placed
from yigai.drafting.readers import read
from yigai.drafting.result import Draft, DraftDocument, DraftTarget, DraftTask, NotAPlan, Span
from yigai.drafting.review import reviews_of
from yigai.drafting.source import Clean, Piece
from yigai.drafting.tables.duty_tables import DutyTable, duty_tables
from yigai.drafting.tables.indicator_tables import IndicatorTable, indicator_tables, targets_of
from yigai.drafting.tables.restated import joined_to_items
from yigai.drafting.tables.table_tasks import TableSections, owners_of, tasks_in
from yigai.errors import Text

# 排在第一位的部门为牵头部门，下同
_FIRST_LEADS = re.compile(
    "(?:(?:排|列)(?:名|序)?(?:在)?(?:第一位?|首位|最前)的?(?:责任)?(?:部门|单位)?|(?:第一|首)(?:个|家|位|责任)?(?:部门|单位))"
    "(?:为|是)(?:牵头|主办|主要责任)"
)


_WORTH_TELLING = 4  # of the score of another part: two items, or an owner


@attrs.frozen(kw_only=True)
class _Tables:
    """The tables of duties on a page, how many paragraphs stand before each, and the tables of indicators."""

    duties: tuple[DutyTable, ...]
    places: tuple[int, ...]
    indicators: tuple[IndicatorTable, ...]


def draft(
    source: str | os.PathLike[str],
    region: str | None = None,
    as_of: pendulum.Date | None = None,
    *,
    force: bool = False,
) -> Draft:
    """Draft a plan from a file (起草): docx, xlsx, html, pdf, txt or Markdown.

    `region` is the code of the region where the document does not say it; `as_of` the day on which its name
    is looked up, no deadline is ever resolved by it. Raises `NotAPlan` for a document that is none, unless
    `force` is given, and `FileFaults` or an error of the house for a file that cannot be read.
    """
    return _draft_page(read(source), source=os.fspath(source), region=region, as_of=as_of, force=force)


def draft_text(
    text: str,
    *,
    source: str = "<text>",
    region: str | None = None,
    as_of: pendulum.Date | None = None,
    force: bool = False,
) -> Draft:
    """Draft a plan from text that was decoded already; all spans count in it."""
    return _draft_page(page_of_text(text), source=source, region=region, as_of=as_of, force=force)


def _draft_page(
    page: Page, *, source: str, region: str | None, as_of: pendulum.Date | None, force: bool
) -> Draft:
    refuse_overfull(page.text, source)
    cleaned, tables = _read(page, source)
    closings = [closings_in(cleaned, Piece(*paragraph)) for paragraph in cleaned.paragraphs]
    owned = frozenset(index for index, found in enumerate(closings) if found)
    found = cut(cleaned, owned, tables.places)
    title = title_of(cleaned, found)
    in_rows = [owners_of(cleaned, row) for table in tables.duties for row in table.rows]
    signs = signs_of(cleaned, found, owned, title.plain)
    judged = classify(
        attrs.evolve(signs, items=signs.items + len(in_rows), owners=signs.owners + sum(map(bool, in_rows)))
    )
    if not judged.is_plan and not force:
        raise NotAPlan(
            where=source,
            found=Text(
                zh=f"不是计划文件（{judged.kind.value}）：" + "；".join(each.zh for each in judged.evidence),
                en=f"no plan ({judged.kind.value}): " + "; ".join(each.en for each in judged.evidence),
            ),
            expected=Text(zh="列有任务的文件", en="a document that lists tasks"),
            hint=Text(zh="仍要起草，用 --force", en="to draft it all the same, give --force"),
            kind=judged.kind,
            evidence=judged.evidence,
        )
    flat = [closing for each in closings for closing in each]
    owners = [owner for closing in flat for owner in closing.owners] + [
        each for row in in_rows for each in row
    ]
    document = metadata(
        cleaned,
        found,
        kind=judged.kind,
        title=title,
        owners=[owner.printed for owner in owners],
        on=as_of,
    )
    if region is not None:
        document = given_region(document, region)
    return _assembled(cleaned, found, flat, document, tables=tables, source=source)


def _read(page: Page, source: str) -> tuple[Clean, _Tables]:
    """The clean text of a page, and its tables."""
    words = simplified(page.text) if page.grids and script_of(page.text) == "traditional" else page.text
    duties = tuple(duty_tables(words, page.grids))
    refuse_headings(sum(len(table.rows) for table in duties), source)
    taken = sorted(stretch for table in duties for stretch in table.stretches)
    indicators = tuple(
        indicator_tables(words, [grid for grid in page.grids if not _is_in(taken, grid.start)])
    )
    laid = [row for table in duties for row in table.laid()]
    laid += [row for table in indicators for row in table.laid()]
    cleaned = clean(page.text, sorted(laid), may_wrap=page.may_wrap)
    starts = [cleaned.places[start] for start, _ in cleaned.paragraphs]
    places = tuple(bisect_left(starts, table.start) for table in duties)
    return cleaned, _Tables(duties=duties, places=places, indicators=indicators)


def _is_in(taken: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of some stretches, which are in order."""
    before = bisect_right(taken, place, key=lambda stretch: stretch[0])
    return before > 0 and place < taken[before - 1][1]


def _assembled(
    cleaned: Clean,
    found: Cut,
    closings: list[Closing],
    document: DraftDocument,
    *,
    tables: _Tables,
    source: str,
) -> Draft:
    titles = frozenset(
        opening(cleaned, cleaned.piece(row.words[0].start, row.words[0].end))
        for table in tables.duties
        for row in table.rows
    )
    whole = outlined(cleaned, found, closings, tables=tables.places, titles=titles)
    refuse_headings(len(whole.items) + len(whole.sections), source)
    in_order = sorted(closings, key=lambda each: each.piece.start)
    said = [cleaned.text, *(words for table in tables.duties for words in table.headings)]
    setting = Setting(
        year=document.year,
        first_leads=any(map(_FIRST_LEADS.search, said)),
        lists_owners=bool(closings or tables.duties),
    )
    prose = placed(cleaned, whole, in_order, setting)
    rows = [tasks_in(cleaned, table, setting) for table in tables.duties]
    flat = [row for each in rows for row in each]
    items, left = joined_to_items(cleaned, prose.items, flat)
    owning = sum(bool(row.task.responsibilities) for row in left)
    if left == flat and owning > 1 and not any(item.responsibilities for item in items):
        # Where agencies stand in a table alone, its rows are the tasks.
        whole, items = whole.without_items(), []
        prose = placed(cleaned, whole, in_order, setting)
    own = {row.row.start for row in left}
    in_tables = TableSections(cleaned, prose.paths)
    for holder, each in zip(whole.holders, rows, strict=True):
        items += [in_tables.placed(row, prose.path_of(holder)) for row in each if row.row.start in own]
    measured = [target for table in tables.indicators for target in targets_of(cleaned, table)]
    general = _general(cleaned, whole.outside, measured, document)
    sections = [*prose.sections, *in_tables.sections]
    result = Draft(
        source=source,
        text=cleaned.original,
        document=document,
        sections=tuple(sorted(sections, key=lambda each: each.span.start)),
        tasks=(*([general] if general else []), *sorted(items, key=lambda task: task.span.start)),
        standing_rules=prose.rules,
    )
    return attrs.evolve(result, review=tuple(reviews_of(result, _others(cleaned, found))))


def _others(cleaned: Clean, found: Cut) -> list[str]:
    """The titles of other plans in the same file, which a draft leaves out."""
    return [
        cleaned.quote(cleaned.paragraphs[each.title[0]][0], cleaned.paragraphs[each.title[1] - 1][1])
        for each in found.others
        if each.title[0] < each.title[1] and each.score >= _WORTH_TELLING and not each.is_explanation
    ]


def _general(
    cleaned: Clean, outside: Sequence[Piece], measured: Sequence[DraftTarget], document: DraftDocument
) -> DraftTask | None:
    """What is stated outside all items, where that has figures, duties or mechanisms, and in `measured`."""
    targets = (*targets_in(cleaned, outside, year=document.year, carries=True), *measured)
    duties = tuple(duties_in(cleaned, outside))
    mechanisms = tuple(mechanisms_in(cleaned, outside))
    if not (targets or duties or mechanisms):
        return None
    spans = [target.span for target in measured]
    if outside:
        spans.append(cleaned.span(outside[0].start, outside[-1].end))
    return DraftTask(
        path="preamble",
        number=0,
        label=None,
        title=None,
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
        targets=targets,
        duties=duties,
        mechanisms=mechanisms,
    )
