"""What is wrong in a file, with the place of each fault.

Reading collects every fault before it refuses: an officer with twelve mistakes sees twelve. A fault
says file, line, column and path, what was found, what was expected, and the nearest known name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs

from yigai.errors import NOTHING, Text, YigaiError, did_you_mean
from yigai.files.meant import wide_colon
from yigai.model.flaws import Flaw

Path = tuple[str | int, ...]

MOST_FAULTS = 1000
"""More than anyone mends in one go; a file with more is of another kind, or made to keep us busy."""
_LONGEST_SHOWN = 60


@attrs.frozen(kw_only=True)
class Fault:
    """One mistake in a file. Line and column count from 1; 0 means the place is not known.

    In a table they are the row and the column of a cell, and the path is its heading.
    """

    source: str
    line: int = 0
    column: int = 0
    path: Path = ()
    found: str | Text
    expected: Text
    hint: Text = NOTHING

    @property
    def place(self) -> str:
        """`file:line:column`, as editors understand it."""
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source

    @property
    def field(self) -> str:
        """The path as one reads it: `tasks[3].statements[0].force`."""
        text = "".join(f"[{key}]" if isinstance(key, int) else f".{clipped(key)}" for key in self.path)
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
    """A file that cannot be read as it stands (文件错误), with all its `faults` in their order."""

    faults: tuple[Fault, ...]

    def render(self, lang: str = "en") -> str:
        """Every fault, one a line."""
        return "\n".join(fault.render(lang) for fault in self.faults)

    def __str__(self) -> str:
        return self.render()


@attrs.frozen(kw_only=True)
class Flat:
    """One fault without its file: where in the data, found, expected, hint."""

    path: Path = ()
    found: str | Text
    expected: Text
    hint: Text = NOTHING

    @classmethod
    def of(cls, error: YigaiError, path: Path = ()) -> Flat:
        """What an error of the house says, at a place in the data."""
        return cls(path=path, found=error.found, expected=error.expected, hint=error.hint)


def flats_of(flaws: Iterable[Flaw]) -> list[Flat]:
    """The faults of a file that the flaws of an object are."""
    return [Flat(path=flaw.at, found=flaw.found, expected=flaw.expected, hint=flaw.hint) for flaw in flaws]


class Misfits(Exception):
    """All the faults below one object, on their way up; each level adds its key."""

    def __init__(self, flat: list[Flat]) -> None:
        super().__init__(flat)
        self.flat = flat


def refused(faults: Iterable[Fault]) -> FileFaults:
    """The error for these faults, ordered by place; of very many, the first."""
    ordered = sorted(faults, key=lambda fault: (fault.source, fault.line, fault.column))
    first = ordered[0]
    if len(ordered) > MOST_FAULTS:
        del ordered[MOST_FAULTS:]
        fewer = Text(zh=f"至多 {MOST_FAULTS} 处错误", en=f"at most {MOST_FAULTS} faults")
        more = Text(zh="还有更多", en="more of them")
        ordered.append(attrs.evolve(ordered[-1], found=more, expected=fewer, hint=NOTHING))
    return FileFaults(
        where=first.place,
        found=first.found,
        expected=first.expected,
        hint=first.hint,
        faults=tuple(ordered),
    )


def shown(value: object) -> str | Text:
    """A found value in words a civil servant knows: text in quotes, or what sort of thing it is."""
    match value:
        case None:
            return Text(zh="空", en="nothing")
        case bool():
            return "true" if value else "false"
        case dict():
            return Text(zh="映射", en="a mapping")
        case list():
            return Text(zh="列表", en="a list")
        case _:
            return repr(clipped(str(value)))


def clipped(text: str) -> str:
    """Text short enough for a message."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def one_of(names: Iterable[str]) -> Text:
    """That one of these names is expected."""
    listed = ", ".join(names)
    return Text(zh=f"下列之一：{listed}", en=f"one of {listed}")


def missing(key: str) -> Text:
    """That a key is not there."""
    return Text(zh=f"没有 {key}", en=f"no {key}")


def unknown_key(key: str, known: Collection[str]) -> Flat:
    """The fault of a key that nothing reads, with the nearest one that is read."""
    return Flat(
        path=(key,),
        found=Text(zh=f"未知的键 {clipped(key)}", en=f"unknown key {clipped(key)}"),
        expected=one_of(known),
        hint=wide_colon(key) or did_you_mean(key, known),
    )
