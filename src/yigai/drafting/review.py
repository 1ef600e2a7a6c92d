"""What a person must still decide (待核): whatever the text does not print, or can be read in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yigai.drafting.grammar.mechanisms import mixes_two
from yigai.drafting.result import Draft, DraftTask, Review
from yigai.errors import Text
from yigai.model.words import Function, Level, TargetKind


def reviews_of(draft: Draft, others: Iterable[str] = ()) -> Iterator[Review]:
    """Everything left open in a draft, in the order of the text; `others` are titles that were left out."""
    yield from _document(draft)
    for title in others:
        yield Review(
            code="other-part",
            path="",
            message=Text(
                zh=f"同一文件中的《{title}》未起草，请另存一份", en=f"not drafted: {title}; save it by itself"
            ),
        )
    numbered = [task for task in draft.tasks if task.number]
    some_have_owners = any(task.responsibilities for task in numbered)
    if numbered and not some_have_owners:
        yield Review(
            code="no-owner",
            path="",
            message=Text(zh="没有一项印出责任单位", en="no owner is printed for any item"),
        )
    for task in draft.tasks:
        yield from _task(task, asks_owners=some_have_owners and task.number > 0)


def _document(draft: Draft) -> Iterator[Review]:
    document = draft.document
    missing = {
        "no-year": (document.year, Text(zh="标题没有印出年度", en="the title prints no year")),
        "no-issuer": (document.issuers, Text(zh="没有印出发文机关", en="no issuer is printed")),
        "no-date": (document.issued_on, Text(zh="没有印出成文日期", en="no date of issue is printed")),
        "no-number": (document.number, Text(zh="没有印出文号", en="no document number is printed")),
    }
    for code, (value, message) in missing.items():
        if not value:
            yield Review(code=code, path="", message=message)
    if not document.level_printed:
        yield Review(
            code="no-level",
            path="",
            message=Text(
                zh="看不出是哪一级的文件；文件必须有层级，先写作国家级，请改正",
                en="no level can be told; a file needs one, so it says national until somebody corrects it",
            ),
        )
    elif document.level is not Level.NATIONAL and document.region is None:
        yield Review(
            code="no-region",
            path="",
            message=Text(
                zh="看不出是哪个地区，可用 --region 给出", en="no region can be told; give --region"
            ),
        )


def _task(task: DraftTask, *, asks_owners: bool) -> Iterator[Review]:
    if asks_owners and not task.responsibilities:
        yield Review(
            code="no-owner", path=task.path, message=Text(zh="没有印出责任单位", en="no owner is printed")
        )
    for owner in task.responsibilities:
        if owner.function is Function.OTHER:
            yield Review(
                code="unknown-function",
                path=task.path,
                message=Text(
                    zh=f"“{owner.printed}”的职能不在表中",
                    en=f"the function of {owner.printed} is not in the table",
                ),
            )
    if task.due and task.due.day is None:
        words = task.due.printed
        yield Review(
            code="due-without-day",
            path=task.path,
            message=Text(zh=f"“{words}”定不出一个日期", en=f"no one day can be told of {words}"),
        )
    for target in task.targets:
        if target.due_printed and target.due is None:
            yield Review(
                code="due-without-year",
                path=task.path,
                message=Text(
                    zh=f"“{target.due_printed}”没有年份：{target.quote}",
                    en=f"no year in {target.due_printed}: {target.quote}",
                ),
            )
        if target.kind is TargetKind.UNIVERSAL:
            yield Review(
                code="universal",
                path=task.path,
                message=Text(
                    zh=f"没有数字，按全部理解：{target.quote}", en=f"no figure, read as all: {target.quote}"
                ),
            )
    if mixes_two(task.mechanisms):
        yield Review(
            code="drg-or-dip",
            path=task.path,
            message=Text(
                zh="“病组分值付费”兼有 DRG 与 DIP 的字样", en="病组分值付费 mixes the words of DRG and DIP"
            ),
        )
