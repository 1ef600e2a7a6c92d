"""A reform document (文件): what its title page says, and only that.

What is not printed stays empty: no issuer, no date, no number is ever supplied by us.
"""

from __future__ import annotations

import attrs
import pendulum

from yigai.errors import InvalidValue, Text
from yigai.model.fields import four_digits, not_blank, slug
from yigai.model.words import DocumentKind, DocumentStatus, Level
from yigai.values.citation import Evidence
from yigai.values.document_number import DocumentNumber
from yigai.values.provision import ProvisionPath
from yigai.values.region import RegionCode


@attrs.frozen(kw_only=True)
class Year:
    """The year a document speaks for (年度); `inferred` gives the reason when the text prints none."""

    value: int = attrs.field(validator=four_digits)
    """The year, four digits."""
    inferred: str | None = None
    """Why we take it to be this year, where the text prints none."""


@attrs.frozen(kw_only=True)
class CitedDocument:
    """A document the text names (引用文件), by its printed title; `id` once the catalogue holds it.

    `provision` is given only where the text prints which article it means.
    """

    title: str = attrs.field(validator=not_blank)
    """The title as printed (标题)."""
    id: str | None = None
    """Its id, only where the catalogue, or a document given to the check, has it."""
    number: DocumentNumber | None = None
    """Its number (文号), where printed."""
    provision: ProvisionPath | None = None
    """The path, where the text prints which article it means."""


@attrs.frozen(kw_only=True)
class Document:
    """The identity of a document (文件): title, kind, level, region, issuers, dates, number (文号), evidence.

    `region` is a GB/T 2260 code and is empty at national level; `zones` names functional zones
    (功能区), which have no code. `cites` holds only what the text prints.
    """

    id: str = attrs.field(validator=slug)
    """A readable id, such as `heyuan-2023`."""
    title: str = attrs.field(validator=not_blank)
    """The title as printed (标题)."""
    kind: DocumentKind
    """What it is (文种)."""
    level: Level
    """Its level (层级)."""
    region: RegionCode | None = None
    """Six digits of GB/T 2260 (行政区划代码); none at national level."""
    region_name: str | None = None
    """The region's name."""
    zones: tuple[str, ...] = ()
    """Functional zones (功能区), which have no code."""
    issuers: tuple[str, ...] = ()
    """Who issued it (发文机关), as printed."""
    status: DocumentStatus = DocumentStatus.UNKNOWN
    """Whether it is in force (效力); only what the text itself says."""
    issued_on: pendulum.Date | None = None
    """The day it is dated (成文日期)."""
    published_on: pendulum.Date | None = None
    """The day it was published (发布日期)."""
    year: Year | None = None
    """The year it speaks for (年度): `2023` where printed, `{value: 2023, inferred: why}` where it is our
    reading."""
    number: DocumentNumber | None = None
    """Its number (文号), such as `国办发〔2022〕14号`; brackets and digits of any kind."""
    evidence: Evidence = Evidence.ISSUED
    """How the text is known (证据)."""
    excerpt: bool = False
    """Whether only some of its tasks are encoded (节选); then nothing is found that needs the whole text."""
    cites: tuple[CitedDocument, ...] = ()
    """The documents the text names (引用), and no others."""

    def __attrs_post_init__(self) -> None:
        if self.level is Level.NATIONAL and self.region is not None:
            raise InvalidValue(
                found=str(self.region),
                expected=Text(zh="国家级文件不写 region", en="no region on a national document"),
            )

    @property
    def not_printed(self) -> tuple[str, ...]:
        """Which of issuers, issued_on and number the document does not print."""
        printed = {"issuers": self.issuers, "issued_on": self.issued_on, "number": self.number}
        return tuple(name for name, value in printed.items() if not value)
