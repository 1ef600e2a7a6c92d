"""What drafting gives back (草稿): values, each with the place it was read from."""

from __future__ import annotations

import attrs
import pendulum

from yigai.errors import Text, YigaiError
from yigai.model.words import (
    Comparator,
    DocumentKind,
    DocumentStatus,
    Function,
    Level,
    MechanismName,
    MechanismStatus,
    Role,
    Softener,
    TargetKind,
)


@attrs.frozen
class Span:
    """A stretch of the decoded original text (位置): from `start` up to, not including, `end`."""

    start: int
    end: int


@attrs.frozen(kw_only=True)
class DraftOwner:
    """An agency that answers for an item (责任单位), as printed."""

    printed: str
    function: Function
    role: Role
    span: Span


@attrs.frozen(kw_only=True)
class DraftTarget:
    """A figure to be reached (目标); a universal target prints none, a change has that of the change."""

    quote: str
    span: Span
    indicator: str
    comparator: Comparator
    value: str | None
    upper: str | None = None
    unit: str | None = None
    baseline: str | None = None
    due: pendulum.Date | None = None
    due_printed: str | None = None
    kind: TargetKind = TargetKind.LEVEL
    softener: Softener = Softener.NONE
    falls: bool = False


@attrs.frozen(kw_only=True)
class DraftDuty:
    """Something to be done again and again (定期工作): `frequency` is a unit, so many units, or `regular`."""

    quote: str
    span: Span
    frequency: str
    comparator: Comparator | None = None
    value: str | None = None
    unit: str | None = None
    softener: Softener = Softener.NONE


@attrs.frozen(kw_only=True)
class DraftDue:
    """By when an item is to be done (完成时限), as printed; `day` is None where that names no one day."""

    printed: str
    span: Span
    day: pendulum.Date | None


@attrs.frozen(kw_only=True)
class DraftMechanism:
    """A payment mechanism the text names (支付机制), and how far it is to go."""

    mechanism: MechanismName
    quote: str
    span: Span
    status: MechanismStatus


@attrs.frozen(kw_only=True)
class DraftSection:
    """A heading above items (部分); one in a table may have no label."""

    path: str
    label: str | None
    title: str
    span: Span


@attrs.frozen(kw_only=True)
class DraftTask:
    """One item (任务). `number` 0 holds what is stated outside all items.

    `due` is the deadline of the whole item, which a table of duties has in a column of its own.
    """

    path: str
    number: int
    label: str | None
    title: str | None
    span: Span
    responsibilities: tuple[DraftOwner, ...] = ()
    targets: tuple[DraftTarget, ...] = ()
    duties: tuple[DraftDuty, ...] = ()
    mechanisms: tuple[DraftMechanism, ...] = ()
    due: DraftDue | None = None


@attrs.frozen(kw_only=True)
class DraftRule:
    """A sentence that adds owners to all later items (统一规定)."""

    declared_in: str
    owners: tuple[DraftOwner, ...]


@attrs.frozen(kw_only=True)
class DraftCitation:
    """A document the text names (引用), with its number where printed."""

    title: str
    number: str | None
    span: Span


@attrs.frozen(kw_only=True)
class DraftDocument:
    """What the document says of itself (文件信息); what it does not print stays empty."""

    kind: DocumentKind
    title: str
    level: Level
    level_printed: bool = True
    issuers: tuple[str, ...] = ()
    region: str | None = None
    region_name: str | None = None
    year: int | None = None
    issued_on: pendulum.Date | None = None
    number: str | None = None
    status: DocumentStatus = DocumentStatus.UNKNOWN
    script: str = "simplified"
    cites: tuple[DraftCitation, ...] = ()


@attrs.frozen(kw_only=True)
class Review:
    """Something a person must still decide (待核), with the path of the item it is about."""

    code: str
    path: str
    message: Text


@attrs.frozen(kw_only=True)
class Draft:
    """A draft plan (计划草稿) over `text`, the decoded original that all spans count in.

    `source` names where it was read from, `document` is what the text says of itself, `sections` and `tasks`
    its outline with what was found, `standing_rules` the sentences that add owners to all later tasks, and
    `review` what a person must still decide.
    """

    source: str
    text: str
    document: DraftDocument
    sections: tuple[DraftSection, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    standing_rules: tuple[DraftRule, ...] = ()
    review: tuple[Review, ...] = ()


@attrs.frozen(kw_only=True)
class NotAPlan(YigaiError):
    """A document that is no plan (不是计划文件): the `kind` it is instead, and the `evidence` for that."""

    kind: DocumentKind
    evidence: tuple[Text, ...] = ()
