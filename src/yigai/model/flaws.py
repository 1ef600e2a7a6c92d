"""What the parts of one file cannot say together: a name given twice, a reference to nothing, a circle.

Only names matter here, so a file whose other values are faulty is looked through just the same.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice

import attrs

from yigai.errors import NOTHING, Text, YigaiError, did_you_mean

Name = str | None
"""A name, or None where none can be read."""
MOST_FLAWS = 1001
"""One more than a file's faults are told of, so that it is told that there are more."""


@attrs.frozen(kw_only=True)
class Flaw:
    """Something inside one file that cannot be (矛盾).

    `at` says where, in keys and positions; `found` what, `expected` what should be, `hint` what was meant.
    """

    at: tuple[str | int, ...]
    found: str | Text
    expected: Text
    hint: Text = NOTHING


@attrs.frozen(kw_only=True)
class Flawed(YigaiError):
    """An object whose parts contradict each other (自相矛盾); `flaws` has every one, not only the first."""

    flaws: tuple[Flaw, ...]

    @classmethod
    def unless_none(cls, flaws: Iterator[Flaw], *, where: str) -> None:
        """Raise the error for these flaws, if there are any."""
        all_flaws = tuple(islice(flaws, MOST_FLAWS))
        if all_flaws:
            first = all_flaws[0]
            raise cls(
                where=where, found=first.found, expected=first.expected, hint=first.hint, flaws=all_flaws
            )


@attrs.frozen(kw_only=True)
class Outline:
    """The names in a plan, in the order of the file.

    `statements` has a tuple for each task, `wider` for each population the one it is within; `provisions` has
    for each payment rule where it stands, `""` where it does not say.
    """

    sections: tuple[Name, ...] = ()
    tasks: tuple[Name, ...] = ()
    statements: tuple[tuple[Name, ...], ...] = ()
    declared_in: tuple[Name, ...] = ()
    indicators: tuple[Name, ...] = ()
    populations: tuple[Name, ...] = ()
    wider: tuple[Name, ...] = ()
    rules: tuple[Name, ...] = ()
    provisions: tuple[Name, ...] = ()

    def flaws(self) -> Iterator[Flaw]:
        """Every duplicate, every dangling reference and every circle."""
        yield from repeated(("sections",), ("path",), self.sections)
        yield from repeated(("tasks",), ("path",), self.tasks)
        yield from repeated(("indicators",), ("id",), self.indicators)
        yield from repeated(("populations",), ("id",), self.populations)
        for position, names in enumerate(self.statements):
            yield from repeated(("tasks", position, "statements"), ("id",), names)
        yield from repeated(("payment_rules",), ("id",), self.rules)
        yield from self._dangling()
        yield from self._misplaced_rules()
        yield from self._circles()

    def _dangling(self) -> Iterator[Flaw]:
        tasks = set(self.tasks)
        above = tasks.union(self.sections)
        # With an unreadable path among them, nobody can say that the one wanted is not there.
        for position, path in enumerate(self.tasks if None not in above else ()):
            parent = str(path).rpartition(".")[0]
            if parent and parent not in above:
                yield Flaw(
                    at=("tasks", position, "path"),
                    found=str(path),
                    expected=Text(zh=f"在 sections 中列出 {parent}", en=f"{parent} listed in sections"),
                )
        known = [path for path in self.tasks if path is not None]
        for position, name in enumerate(self.declared_in if None not in tasks else ()):
            if name is not None and name not in tasks:
                yield Flaw(
                    at=("standing_rules", position, "from"),
                    found=name,
                    expected=Text(zh="本计划中的任务", en="a task of this plan"),
                    hint=did_you_mean(name, known),
                )

    def _misplaced_rules(self) -> Iterator[Flaw]:
        known = [path for path in self.tasks if path is not None]
        inside = dict(zip(self.tasks, self.statements, strict=False))
        for position, (rule, path) in enumerate(zip(self.rules, self.provisions, strict=True)):
            at = ("payment_rules", position)
            if path == "":
                where = Text(zh="规则所在的 provision", en="the provision the rule stands in")
                yield Flaw(at=at, found=Text(zh="没有 provision", en="no provision"), expected=where)
            elif path is not None and None not in self.tasks and path not in inside:
                yield Flaw(
                    at=(*at, "provision"),
                    found=path,
                    expected=Text(zh="本计划中的任务", en="a task of this plan"),
                    hint=did_you_mean(path, known),
                )
            elif rule is not None and rule in inside.get(path, ()):
                yield Flaw(
                    at=(*at, "id"),
                    found=rule,
                    expected=Text(
                        zh=f"{path} 中的要求没有用过的 id", en=f"an id that no statement of {path} has"
                    ),
                )

    def _circles(self) -> Iterator[Flaw]:
        wider = dict(zip(self.populations, self.wider, strict=True))
        circular: set[Name] = set()
        walked: set[Name] = {None}
        for name in self.populations:
            steps: dict[Name, int] = {}
            step = name
            while step not in walked and step not in steps:
                steps[step] = len(steps)
                step = wider.get(step)
            if step in steps:
                circular.update(list(steps)[steps[step] :])
            walked.update(steps)
        for position, name in enumerate(self.populations):
            if name in circular:
                yield Flaw(
                    at=("populations", position, "within"),
                    found=str(self.wider[position]),
                    expected=Text(zh="不绕回自身的范围", en="a population that does not lead back to itself"),
                )


def repeated_links(ends: Sequence[tuple[str, str] | None]) -> Iterator[Flaw]:
    """Every pair of places linked a second time."""
    first: dict[tuple[str, str], int] = {}
    for position, pair in enumerate(ends):
        if pair is not None and first.setdefault(pair, position) != position:
            yield Flaw(
                at=("links", position),
                found=f"{pair[0]} -> {pair[1]}",
                expected=Text(
                    zh=f"每对只连一次（第 {first[pair] + 1} 条已连）",
                    en=f"each pair linked once (link {first[pair] + 1} has it)",
                ),
            )


def clashes(paths: Sequence[Name]) -> Iterator[Flaw]:
    """Places that are set twice, or lie within another place that is set too."""
    known = set(paths)
    again = {path for _, _, path in repetitions(paths)}
    for path in dict.fromkeys(path for path in paths if path is not None):
        around = (path[: mark.start()] for mark in re.finditer(r"[.\[]", path))
        above = path if path in again else next((each for each in around if each in known), None)
        if above is not None:
            yield Flaw(
                at=("set", path),
                found=path,
                expected=Text(
                    zh=f"不与 {above} 重叠的位置", en=f"a place apart from {above}, which is set too"
                ),
            )


def repeated(at: tuple[str | int, ...], key: tuple[str, ...], names: Iterable[Hashable]) -> Iterator[Flaw]:
    """Every name that an entry of the list at `at` has already; a None is no name.

    `key` says which keys of an entry make its name: of several, the flaw is told at the whole entry.
    """
    said = " + ".join(key)
    for first, position, name in repetitions(names):
        yield Flaw(
            at=(*at, position, *key) if len(key) == 1 else (*at, position),
            found=name,
            expected=Text(
                zh=f"不重复的 {said}（第 {first + 1} 个已用）",
                en=f"{article(said)} {said} not used before (entry {first + 1} has it)",
            ),
        )


def article(word: str) -> str:
    """The article of an English word."""
    return "an" if word[:1] in "aeiou" else "a"


def repetitions(names: Iterable[Hashable]) -> Iterator[tuple[int, int, str]]:
    """For every name that was there before: where first, where again, and the name in words."""
    seen: dict[Hashable, int] = {}
    for position, name in enumerate(names):
        if name is not None and (first := seen.setdefault(name, position)) != position:
            yield first, position, " + ".join(map(str, name)) if isinstance(name, tuple) else str(name)
