"""What goes wrong, told so that the reader can mend it.

Every error of the house says where it stands, what was found, what was expected, and, where one is
known, a hint. Sentences exist in Chinese and English (`Text`), because the people who mend a plan
read Chinese and the people who mend a program often read English.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import attrs


@attrs.frozen
class Text:
    """One sentence in both languages of the house.

    >>> str(Text(zh="没有印出", en="not printed"))
    'not printed'
    """

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en

    def of(self, lang: str) -> str:
        """The sentence in `lang`: "zh" gives Chinese, anything else English."""
        return self.zh if lang == "zh" else self.en


NOTHING = Text(zh="", en="")


@attrs.frozen(kw_only=True)
class YigaiError(Exception):
    """The root of all errors of yigai.

    `found` is the offending value as it stood; `where` names the file, object or address.
    """

    found: str
    expected: Text
    where: str = ""
    hint: Text = NOTHING

    def render(self, lang: str = "en") -> str:
        """The whole message in one language."""
        labels = ("发现 ", "，应为 ", "；") if lang == "zh" else ("found ", ", expected ", "; ")
        place = f"{self.where}: " if self.where else ""
        hint = f"{labels[2]}{self.hint.of(lang)}" if self.hint.of(lang) else ""
        return f"{place}{labels[0]}{self.found}{labels[1]}{self.expected.of(lang)}{hint}"

    def __str__(self) -> str:
        return self.render()


@attrs.frozen(kw_only=True)
class InvalidValue(YigaiError, ValueError):
    """A value that its type cannot hold."""


@attrs.frozen(kw_only=True)
class Undefined(YigaiError, ArithmeticError):
    """An operation that has no result, such as a share of nothing."""


@attrs.frozen(kw_only=True)
class UnknownName(YigaiError, LookupError):
    """A name that nothing here answers to."""


def did_you_mean(name: str, known: Iterable[str]) -> Text:
    """A hint that names the nearest known name, or nothing when none is near.

    >>> did_you_mean("heyuan-2032", ["heyuan-2023", "national-2023h2"]).en
    "did you mean 'heyuan-2023'?"
    """
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return Text(zh=f"是否指 '{near[0]}'？", en=f"did you mean '{near[0]}'?") if near else NOTHING
