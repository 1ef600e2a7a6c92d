"""Where a figure comes from (出处), and how far that source binds.

Every number yigai shows carries a `Citation`. Its evidence (证据等级) says whether the source is the
issued text itself, an official explanation of it, somebody's retelling, or our own reading.
"""

from __future__ import annotations

import enum

import attrs

from yigai.errors import Text


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

    @property
    def says(self) -> Text:
        """What people call it."""
        return _SAYS[self]

    def is_weaker_than(self, other: Evidence) -> bool:
        """Whether this evidence binds less than `other`."""
        order = list(Evidence)
        return order.index(self) > order.index(other)


_SAYS = {
    Evidence.ISSUED: Text(zh="印发文本", en="issued"),
    Evidence.INTERPRETATION: Text(zh="官方解读", en="interpretation"),
    Evidence.DRAFT_FOR_COMMENT: Text(zh="征求意见稿", en="draft for comment"),
    Evidence.RESTATED: Text(zh="转述", en="restated"),
    Evidence.PRESS: Text(zh="报道", en="press"),
    Evidence.PRACTICE: Text(zh="实践", en="practice"),
    Evidence.INFERRED: Text(zh="推断", en="inferred"),
}


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
