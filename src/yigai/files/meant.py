"""What a word of a file may stand for (本意): a closed word said in Chinese, a sign typed in full width.

The Chinese of each word stands beside it in the model, as the first part of what is said of it there; nothing
but a hint is made of it, so that where the source is not at hand there is merely no hint.
"""

from __future__ import annotations

import ast
import enum
import inspect
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from yigai.errors import NOTHING, Text, did_you_mean

_SIGNS = str.maketrans({"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<="})
_BETWEEN = re.compile("[、，,]")
_NAMED = re.compile(r"\(([^()]*)\)")
_WIDE_COLON = re.compile(r"^[ \t]*(?:- +)*([A-Za-z_]+)：", re.MULTILINE)
_SHORTEST = 2


def hint_of(found: str, known: Iterable[str], meanings: Mapping[str, str] | None = None) -> Text:
    """A hint of the known word that was meant: by sign, by its Chinese, else by its spelling.

    >>> hint_of("≥", [">=", "="]).en
    "did you mean '>='?"
    """
    names = list(known)
    written = unicodedata.normalize("NFKC", found.translate(_SIGNS)).strip()
    word = written if written in names else _word_of(found.strip(), meanings or {})
    return did_you_mean(word or written, [word] if word else names)


def _word_of(said: str, meanings: Mapping[str, str]) -> str | None:
    """The word whose Chinese this is, or the only one whose Chinese begins with it."""
    if said in meanings:
        return meanings[said]
    begun = {word for chinese, word in meanings.items() if chinese.startswith(said)}
    return begun.pop() if len(begun) == 1 and len(said) >= _SHORTEST else None


@cache
def meanings_of(choices: type[enum.Enum]) -> Mapping[str, str]:
    """The Chinese of each word of a closed vocabulary: 推进 is `promote`."""
    try:
        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(choices))).body
    except (OSError, TypeError, SyntaxError):
        return {}
    found: dict[str, str] = {}
    value: str | None = None
    for node in getattr(definition, "body", ()):
        match node:
            case ast.Assign(targets=[ast.Name()], value=ast.Constant(value=str(word))):
                value = word
            case ast.Expr(value=ast.Constant(value=str(said))) if value is not None:
                for chinese in _BETWEEN.split(said.partition(":")[0]):
                    found.setdefault(chinese.strip(), value)
            case _:
                pass
    return found


def meanings_of_kinds(kinds: Mapping[str, type]) -> Mapping[str, str]:
    """The Chinese of each kind, as what is said of its class names it: 目标 is `target`."""
    named = ((word, _NAMED.search(inspect.getdoc(cls) or "")) for word, cls in kinds.items())
    return {part: word for word, name in named if name for part in _BETWEEN.split(name[1])}


def wide_colon(text: str) -> Text | None:
    """What to mend where a full-width colon stands behind a key of a file or in a key, or None."""
    found = _WIDE_COLON.search(text)
    if found is None:
        return None
    key, line = found[1], text.count("\n", 0, found.start(1)) + 1
    where = Text(zh=f"第 {line} 行 ", en=f" in line {line}") if "\n" in text else NOTHING
    return Text(
        zh=f"{where.zh}{key} 之后是全角冒号，请改用半角“: ”",
        en=f"a full-width colon stands behind {key}{where.en}; write ': '",
    )
