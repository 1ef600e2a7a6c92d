"""What is wrong with a payment rule itself (规则自身的问题), whatever was done: nobody can be paid by it.

Building the steps of a rule finds it; a settlement is refused for it, and a check reports it.
"""

from __future__ import annotations

import attrs

from yigai.errors import NOTHING, InvalidValue, Text, Undefined, YigaiError

SHARE = Text(zh="0 与 1 之间的比例", en="a share between 0 and 1")
COVERED = Text(zh="从起点到无上限、首尾相接的分段", en="ranges that cover everything once")
DIVISOR = Text(zh="大于零的数，它是除数", en="a figure above zero, since it is divided by")


@attrs.frozen(kw_only=True)
class Flaw:
    """What a rule says at a place that nobody can be paid by, and what would have to stand there."""

    path: str
    found: str | Text
    expected: Text
    hint: Text = NOTHING


@attrs.frozen(kw_only=True)
class Unsound(InvalidValue):
    """A rule that nobody can be paid by as it stands; `flaws` are all the reasons on the day."""

    flaws: tuple[Flaw, ...] = ()

    def render(self, lang: str = "en") -> str:
        """Every flaw, one a line."""
        told = (
            YigaiError(
                where=f"{self.where}: {flaw.path}", found=flaw.found, expected=flaw.expected, hint=flaw.hint
            )
            for flaw in self.flaws
        )
        return "\n".join(each.render(lang) for each in told)

    def __str__(self) -> str:
        return self.render()


@attrs.frozen(kw_only=True)
class DividesByNothing(Unsound, Undefined):
    """A rule that is wrong only in figures of zero that something is divided by."""
