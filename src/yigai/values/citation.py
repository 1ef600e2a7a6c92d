"""Where a figure comes from (出处), and how far that source binds.

Every number yigai shows carries a `Citation`. Its evidence (证据等级) says whether the source is the
issued text itself, an official explanation of it, somebody's retelling, or our own reading.
"""

from __future__ import annotations

import enum

import attrs


class Evidence(enum.Enum):
    """How a figure is known, strongest first."""

    ISSUED = "issued"
    """The issued text, or a verbatim repost of it."""
    INTERPRETATION = "interpretation"
    """An official explanation of the text."""
    DRAFT_FOR_COMMENT = "draft-for-comment"
    """A draft the authority published for comment."""
    RESTATED = "restated"
    """An official text told by a third party."""
    PRESS = "press"
    """A news report."""
    PRACTICE = "practice"
    """Seen only in what somebody's system does."""
    INFERRED = "inferred"
    """Our own reading; printed nowhere."""

    def is_weaker_than(self, other: Evidence) -> bool:
        """Whether this evidence binds less than `other`."""
        return _STRONGEST_FIRST.index(self) > _STRONGEST_FIRST.index(other)


_STRONGEST_FIRST = tuple(Evidence)


@attrs.frozen(kw_only=True)
class Citation:
    """A source and its evidence.

    `source` is the address of a provision (`national-2023h2#3.12`), or the title of a document the
    catalogue does not hold. `mirror` names the site of a verbatim repost; `note` says why a reading
    is ours.
    """

    source: str
    evidence: Evidence
    mirror: str | None = None
    note: str | None = None
