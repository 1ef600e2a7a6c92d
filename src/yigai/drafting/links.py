"""Which upper task a lower one may answer (建议对应): ranked candidates with a score and its reasons.

A suggestion is a place to look, never a link: nothing is judged by it until a person has accepted it into an
alignment. Scores are exact and compare the candidates of one task; they are no measure of agreement.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from yigai.drafting.profiles import Bag, Profile, profiles_of
from yigai.drafting.result import Draft
from yigai.drafting.similarity import WHOLE, cosine, rarity, weighted
from yigai.drafting.subjects import name_of
from yigai.errors import InvalidValue, Text
from yigai.model.plan import Plan
from yigai.values.number import Number
from yigai.values.provision import ProvisionPath

# What is compared, and how much of the score it makes.
_ALWAYS = {"title": 3, "words": 4, "subjects": 3, "owners": 1}
# What raises the score where both tasks have it, by so many in a hundred of what is left to 1. A plan without
# figures says nothing against one that has them.
_RAISING = {"indicators": 60, "topics": 80, "mechanisms": 40}
_ALIKE = 2_000  # titles alike enough to be named as a reason
_LEAST = 100  # what would be printed as 0.00 is no candidate
_MOST_NAMED = 4


@attrs.frozen(kw_only=True)
class Candidate:
    """An upper task that a lower one may answer (候选), with its score and what speaks for it."""

    to: ProvisionPath
    """The path of the upper task."""
    score: Number
    """From 0 to 1, two decimals; only for the order of the candidates of one task."""
    reasons: tuple[Text, ...]
    """What speaks for it (理由), in both languages."""


@attrs.frozen(kw_only=True)
class Suggestion:
    """The candidates for one lower task (建议), the best first; none where nothing is shared."""

    path: ProvisionPath
    """The path of the lower task."""
    candidates: tuple[Candidate, ...]
    """The upper tasks it may answer."""


def suggest_links(lower: Plan | Draft, upper: Plan | Draft, *, top: int = 3) -> tuple[Suggestion, ...]:
    """For each lower task up to `top` upper tasks that it may answer, the best first.

    A task compares by its title, by the `text` its plan keeps and by what its statements say. Raises
    `InvalidValue` when `top` is below 1.
    """
    if top < 1:
        raise InvalidValue(found=str(top), expected=Text(zh="不小于 1 的整数", en="a whole number from 1"))
    below, above = profiles_of(lower), profiles_of(upper)
    parts = [*_ALWAYS, *_RAISING]
    weights = {part: _weights(part, below, above) for part in parts}

    def bags_of(profile: Profile) -> dict[str, Bag]:
        return {part: weighted(getattr(profile, part), weights[part]) for part in parts}

    uppers = [(profile, bags_of(profile)) for profile in above]
    return tuple(_suggestion(profile, bags_of(profile), uppers, top) for profile in below)


def _weights(part: str, below: Sequence[Profile], above: Sequence[Profile]) -> dict[str, int]:
    """What each word of a part counts: what one of the plans says everywhere tells nothing apart."""
    sides = [rarity(getattr(each, part) for each in side) for side in (below, above)]
    words = [word for side in sides for word in side]
    return {word: min(side[word] for side in sides if word in side) for word in words}


def _suggestion(
    profile: Profile, bags: dict[str, Bag], uppers: Sequence[tuple[Profile, dict[str, Bag]]], top: int
) -> Suggestion:
    scored = []
    for position, (upper, theirs) in enumerate(uppers):
        likeness = {part: cosine(bag, theirs[part]) for part, bag in bags.items()}
        score = _score(likeness, bags, theirs)
        if score >= _LEAST:
            scored.append((-score, upper.path != profile.path, position, upper, likeness))
    scored.sort(key=lambda each: each[:3])
    return Suggestion(
        path=profile.path,
        candidates=tuple(
            Candidate(to=upper.path, score=_decimal(-score), reasons=_reasons(profile, upper, likeness))
            for score, _, _, upper, likeness in scored[:top]
        ),
    )


def _score(likeness: dict[str, int], one: dict[str, Bag], other: dict[str, Bag]) -> int:
    """The mean of what is always compared, by weight, raised by what both tasks name alike."""
    counted = {part: weight for part, weight in _ALWAYS.items() if one[part] or other[part]}
    total = sum(counted.values())
    score = sum(weight * likeness[part] for part, weight in counted.items()) // total if total else 0
    for part, percent in _RAISING.items():
        score += (WHOLE - score) * likeness[part] * percent // (100 * WHOLE)
    return score


def _decimal(score: int) -> Number:
    """Ten-thousandths as a decimal of two places, cut off and not rounded."""
    whole, rest = divmod(score * 100 // WHOLE, 100)
    return Number(f"{whole}.{rest:02d}")


def _reasons(lower: Profile, upper: Profile, likeness: dict[str, int]) -> tuple[Text, ...]:
    found = []
    for part, (zh, en) in _SHARED.items():
        shared = [name for name in getattr(lower, part) if name in getattr(upper, part)]
        if shared:
            names = [name_of(name) if part == "subjects" else lower.called[name] for name in shared]
            found.append(
                Text(
                    zh=f"{zh}：{'、'.join(name.zh for name in names[:_MOST_NAMED])}",
                    en=f"{en}: {', '.join(name.en for name in names[:_MOST_NAMED])}",
                )
            )
    if likeness["title"] >= _ALIKE:
        found.insert(0, Text(zh="标题相近", en="similar titles"))
    return tuple(found) or (Text(zh="用语相近", en="similar words"),)


_SHARED = {
    "subjects": ("主题相同", "shared subjects"),
    "indicators": ("指标相同", "shared indicators"),
    "topics": ("事项相同", "shared topics"),
    "mechanisms": ("机制相同", "shared mechanisms"),
    "owners": ("部门职能相同", "shared owner functions"),
}
