"""What is wrong in a file, with the place of each fault.

Reading collects every fault before it refuses: an officer with twelve mistakes sees twelve. A fault
says file, line, column and path, what was found, what was expected, and the nearest known name.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from yigai.errors import NOTHING, Text, YigaiError

Path = tuple[str | int, ...]


@attrs.frozen(kw_only=True)
class Fault:
    """One mistake in a file. Line and column count from 1; 0 means the place is not known."""

    source: str
    line: int = 0
    column: int = 0
    path: Path = ()
    found: str
    expected: Text
    hint: Text = NOTHING

    @property
    def place(self) -> str:
        """`file:line:column`, as editors understand it."""
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source

    @property
    def field(self) -> str:
        """The path as one reads it: `tasks[3].statements[0].force`."""
        text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.path)
        return text.removeprefix(".")

    def render(self, lang: str = "en") -> str:
        """The fault in one line."""
        error = YigaiError(
            where=f"{self.place}: {self.field}" if self.path else self.place,
            found=self.found,
            expected=self.expected,
            hint=self.hint,
        )
        return error.render(lang)


@attrs.frozen(kw_only=True)
class FileFaults(YigaiError):
    """A file that cannot be read as it stands; carries all its faults, in the order of the file."""

    faults: tuple[Fault, ...]

    def render(self, lang: str = "en") -> str:
        """Every fault, one a line."""
        return "\n".join(fault.render(lang) for fault in self.faults)

    def __str__(self) -> str:
        return self.render()


def refused(faults: Iterable[Fault]) -> FileFaults:
    """The error for these faults, ordered by place."""
    ordered = sorted(faults, key=lambda fault: (fault.line, fault.column))
    first = ordered[0]
    return FileFaults(
        where=first.place,
        found=first.found,
        expected=first.expected,
        hint=first.hint,
        faults=tuple(ordered),
    )


def shown(value: object, *, longest: int = 60) -> str:
    """A found value in words a civil servant knows: text in quotes, or what sort of thing it is."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case _:
            text = str(value)
            return repr(text if len(text) <= longest else text[: longest - 1] + "…")
