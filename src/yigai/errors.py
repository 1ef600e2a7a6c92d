"""What goes wrong, told so that the reader can mend it.

Every error of the house says where it stands, what was found, what was expected, and, where one is
known, a hint. Sentences exist in Chinese and English (`Text`), because the people who mend a plan
read Chinese and the people who mend a program often read English.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

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

# What would break a line, colour a terminal, reorder it or not print at all.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
# No name of ours is so long, no list of them either; comparing would take long.
_LONGEST_NAME, _MOST_NAMES = 100, 2000


def in_language(words: str | Text, lang: str) -> str:
    """Words of ours in `lang`; a value quoted from a file is what it is in every language."""
    return words.of(lang) if isinstance(words, Text) else words


@attrs.frozen(kw_only=True)
class YigaiError(Exception):
    """The root of all errors of yigai (错误).

    `found` is the offending value as it stood, or a word of ours for what is there; `expected` says what
    belongs there, `where` names the file, object or address, `hint` what may have been meant.
    """

    found: str | Text
    expected: Text
    where: str = ""
    hint: Text = NOTHING

    def render(self, lang: str = "en") -> str:
        """The whole message in one language, on one line, whatever the value holds."""
        labels = ("发现 ", "，应为 ", "；") if lang == "zh" else ("found ", ", expected ", "; ")
        place = f"{self.where}: " if self.where else ""
        hint = f"{labels[2]}{self.hint.of(lang)}" if self.hint.of(lang) else ""
        found = in_language(self.found, lang)
        return _UNPRINTABLE.sub(
            _escaped, f"{place}{labels[0]}{found}{labels[1]}{self.expected.of(lang)}{hint}"
        )

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes, as in a parallel run; their fields are given by name."""
        return _rebuilt, (
            type(self),
            {field.name: getattr(self, field.name) for field in attrs.fields(type(self))},
        )


def _rebuilt(kind: type[YigaiError], fields: dict[str, Any]) -> YigaiError:
    return kind(**fields)


@attrs.frozen(kw_only=True)
class InvalidValue(YigaiError, ValueError):
    """A value that its type cannot hold."""


@attrs.frozen(kw_only=True)
class Undefined(YigaiError, ArithmeticError):
    """An operation that has no result, such as a share of nothing."""


@attrs.frozen(kw_only=True)
class UnknownName(YigaiError, LookupError):
    """A name that nothing here answers to."""


@attrs.frozen(kw_only=True)
class MissingExtra(YigaiError):
    """A library is not there that one of the extras of yigai installs."""


def did_you_mean(name: str, known: Iterable[str]) -> Text:
    """A hint that names the nearest known name, or nothing when none is near.

    >>> did_you_mean("heyuan-2032", ["heyuan-2023", "national-2023h2"]).en
    "did you mean 'heyuan-2023'?"
    """
    names = list(known)
    if len(name) > _LONGEST_NAME or len(names) > _MOST_NAMES:
        return NOTHING
    near = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    return Text(zh=f"是否指 '{near[0]}'？", en=f"did you mean '{near[0]}'?") if near else NOTHING


def _escaped(unprintable: re.Match[str]) -> str:
    return unprintable[0].encode("unicode_escape").decode("ascii")
