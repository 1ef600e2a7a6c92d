"""How alike two bags of words are (相似度), in whole ten-thousandths; no float takes part.

A word counts the more the fewer tasks have it. The likeness of two bags is the cosine of their angle.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import isqrt

WHOLE = 10_000
_FINE = 100
_RUN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def grams(words: str) -> Counter[str]:
    """The runs of two and three characters in a text, and its words in Latin letters.

    >>> dict(grams("医联体DRG"))
    {'医联': 1, '联体': 1, '医联体': 1, 'drg': 1}
    """
    counts: Counter[str] = Counter()
    for run in _RUN.findall(words.casefold()):
        if run.isascii():
            counts[run] += 1
            continue
        counts.update(run[at : at + size] for size in (2, 3) for at in range(len(run) - size + 1))
    return counts


def rarity(bags: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """How much each word counts: the root of how many bags there are for each that has it."""
    every = list(bags)
    holders = Counter(word for bag in every for word in bag)
    return {word: isqrt(_FINE * _FINE * len(every) // count) for word, count in holders.items()}


def weighted(bag: Mapping[str, int], weights: Mapping[str, int]) -> dict[str, int]:
    """A bag with each word counted by its rarity; a word said again counts less than the first time."""
    return {word: isqrt(_FINE * count) * weights[word] for word, count in bag.items()}


def cosine(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    """The likeness of two weighted bags in ten-thousandths, 10000 for the same and 0 for nothing shared.

    >>> cosine({"a": 1, "b": 1}, {"a": 1, "b": 1}), cosine({"a": 1, "b": 1}, {"a": 1})
    (10000, 7071)
    """
    shared = sum(count * other.get(word, 0) for word, count in one.items())
    lengths = sum(count**2 for count in one.values()) * sum(count**2 for count in other.values())
    return isqrt(WHOLE * WHOLE * shared * shared // lengths) if lengths else 0
