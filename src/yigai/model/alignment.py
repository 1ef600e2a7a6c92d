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
    """A task or a statement inside one document (位置), written `2.10` or `2.10/dip-main`."""

    path: ProvisionPath
    """The path of the task."""
    statement: str | None = attrs.field(default=None, validator=attrs.validators.optional(slug))
    """The id of the statement in it; none for the task itself."""

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read `path` or `path/statement`.

        Raises `InvalidValue` for anything else.
        """
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
    """One lower provision and the upper one it answers (对应), with extent, reason and doubt.

    Raises `InvalidValue` when a task is linked to a statement, or tasks are called contrary.
    """

    lower: Place
    """A task of the lower document, `2.10`, or a statement, `2.10/dip-main`."""
    upper: Place
    """What it answers: a task of the upper document for a task, a statement for a statement."""
    extent: Extent = Extent.FULL
    """How much of it is answered; `contrary` between statements only. Between tasks it is a remark, and
    verdicts do not use it."""
    reason: str | None = None
    """Why the two are linked (理由)."""
    doubt: str | None = None
    """Another possible reading (疑问), in words; left out where there is none."""

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
    """All links (对应关系) from one lower document to one upper document, by one author.

    With depth `tasks` nothing can be called missing; with depth `statements` the author vouches for
    having looked for every statement. Raises `Flawed` for a link given twice.
    """

    lower: str = attrs.field(validator=slug)
    """The id of the lower document (下级文件)."""
    upper: str = attrs.field(validator=slug)
    """The id of the upper document (上级文件)."""
    basis: AlignmentBasis
    """Why provisions are linked (依据)."""
    depth: Depth
    """How deep the author has looked (深度)."""
    author: str = attrs.field(validator=not_blank)
    """Who says so (编制者)."""
    links: tuple[Link, ...] = ()
    """What answers what; no link may be given twice."""

    def __attrs_post_init__(self) -> None:
        ends = [(str(link.lower), str(link.upper)) for link in self.links]
        Flawed.unless_none(repeated_links(ends), where=f"{self.lower} -> {self.upper}")
