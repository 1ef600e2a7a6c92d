"""An alignment (对应关系): which lower provision answers which upper one, and who says so.

Local plans rarely print which national task they carry out. An alignment is that reading written down
apart from both texts, with its author, its reasons and its doubts. A link between two tasks says where
to look; a link between two statements says that one answers the other.
"""

from __future__ import annotations

import attrs

from yigai.errors import InvalidValue, Text
from yigai.model.fields import not_blank, slug
from yigai.model.flaws import Flawed, repeated_links
from yigai.model.words import AlignmentBasis, Depth, Extent
from yigai.values.provision import ProvisionPath


@attrs.frozen
class Place:
    """A task or a statement inside one document, written `2.10` or `2.10/dip-main`."""

    path: ProvisionPath
    statement: str | None = attrs.field(default=None, validator=attrs.validators.optional(slug))

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read `path` or `path/statement`."""
        path, slash, statement = text.partition("/")
        if slash and not statement:
            raise InvalidValue(
                found=repr(text),
                expected=Text(
                    zh="任务 2.10 或要求 2.10/dip-main", en="a task 2.10 or a statement 2.10/dip-main"
                ),
            )
        return cls(ProvisionPath.parse(path), statement or None)

    def __str__(self) -> str:
        return f"{self.path}/{self.statement}" if self.statement else str(self.path)


@attrs.frozen(kw_only=True)
class Link:
    """One lower provision and the upper one it answers, with extent, reason and doubt.

    Raises `InvalidValue` when a task is linked to a statement, or tasks are called contrary.
    """

    lower: Place
    upper: Place
    extent: Extent = Extent.FULL
    reason: str | None = None
    doubt: str | None = None

    def __attrs_post_init__(self) -> None:
        if (self.lower.statement is None) != (self.upper.statement is None):
            raise InvalidValue(
                found=f"{self.lower} -> {self.upper}",
                expected=Text(
                    zh="任务对任务，或要求对要求", en="a task linked to a task, or a statement to a statement"
                ),
            )
        if self.extent is Extent.CONTRARY and self.lower.statement is None:
            raise InvalidValue(
                found=f"contrary: {self.lower} -> {self.upper}",
                expected=Text(zh="contrary 须指到两条要求", en="a contrary link between two statements"),
            )


@attrs.frozen(kw_only=True)
class Alignment:
    """All links from one lower document to one upper document, by one author.

    With depth `tasks` nothing can be called missing; with depth `statements` the author vouches for
    having looked for every statement. Raises `Flawed` for a link given twice.
    """

    lower: str = attrs.field(validator=slug)
    upper: str = attrs.field(validator=slug)
    basis: AlignmentBasis
    depth: Depth
    author: str = attrs.field(validator=not_blank)
    links: tuple[Link, ...] = ()

    def __attrs_post_init__(self) -> None:
        ends = [(str(link.lower), str(link.upper)) for link in self.links]
        Flawed.unless_none(repeated_links(ends), where=f"{self.lower} -> {self.upper}")
