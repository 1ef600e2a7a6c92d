"""Where a figure comes from (出处), and how far that source binds.

Every number yigai shows carries a `Citation`. Its evidence (证据等级) says whether the source is the
issued text itself, an official explanation of it, somebody's retelling, or our own reading.
"""

from __future__ import annotations

import enum

import attrs

from yigai.errors import Text


class Evidence(enum.Enum):
    """How a figure is known (证据), strongest first."""

    ISSUED = "issued"
    """印发文本: the issued text, or a verbatim repost of it."""
    INTERPRETATION = "interpretation"
    """官方解读: an official explanation of the text."""
    DRAFT_FOR_COMMENT = "draft-for-comment"
    """征求意见稿: a draft the authority published for comment."""
    RESTATED = "restated"
    """转述: an official text told by a third party."""
    PRESS = "press"
    """报道: a news report."""
    PRACTICE = "practice"
    """实践: seen only in what somebody's system does."""
    INFERRED = "inferred"
    """推断: our own reading; printed nowhere."""

    @property
    def says(self) -> Text:
        """What people call it."""
        return _SAYS[self]

    def is_weaker_than(self, other: Evidence) -> bool:
        """Whether this evidence binds less than `other`."""
        return _STRONGEST_FIRST.index(self) > _STRONGEST_FIRST.index(other)


_STRONGEST_FIRST = tuple(Evidence)


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
    """A source and its evidence (出处).

    `source` is the address of a provision (`national-2023h2#3.12`), or the title of a document the
    catalogue does not hold. `mirror` names the site of a verbatim repost; `note` says why a reading
    is ours.
    """

    source: str
    """The address of a provision, or the title of a document that the catalogue does not hold."""
    evidence: Evidence
    """How far it binds."""
    mirror: str | None = None
    """The site of a verbatim repost."""
    note: str | None = None
    """Why a reading is ours."""
