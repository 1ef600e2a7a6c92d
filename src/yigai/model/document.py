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
    """The year a document speaks for; `inferred` gives the reason when the text prints none."""

    value: int = attrs.field(validator=four_digits)
    inferred: str | None = None


@attrs.frozen(kw_only=True)
class CitedDocument:
    """A document the text names, by its printed title; `id` once the catalogue holds it.

    `provision` is given only where the text prints which article it means.
    """

    title: str = attrs.field(validator=not_blank)
    id: str | None = None
    number: DocumentNumber | None = None
    provision: ProvisionPath | None = None


@attrs.frozen(kw_only=True)
class Document:
    """The identity of a document: title, kind, level, region, issuers, dates, number (文号), evidence.

    `region` is a GB/T 2260 code and is empty at national level; `zones` names functional zones
    (功能区), which have no code. `cites` holds only what the text prints.
    """

    id: str = attrs.field(validator=slug)
    title: str = attrs.field(validator=not_blank)
    kind: DocumentKind
    level: Level
    region: RegionCode | None = None
    region_name: str | None = None
    zones: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    status: DocumentStatus = DocumentStatus.UNKNOWN
    issued_on: pendulum.Date | None = None
    published_on: pendulum.Date | None = None
    year: Year | None = None
    number: DocumentNumber | None = None
    evidence: Evidence = Evidence.ISSUED
    cites: tuple[CitedDocument, ...] = ()

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
