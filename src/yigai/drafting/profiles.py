"""What there is to compare about a task (特征): its words, subjects, indicators, topics, mechanisms, owners.

An encoded plan has summaries and shared ids. A drafted one has titles, the texts of its items and ids of its
own, which mean nothing elsewhere: there the names of indicators count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import TypeAlias

import attrs

from yigai.catalogue.store import vocabulary
from yigai.drafting.normalise import script_of, simplified
from yigai.drafting.planfile import plan_of
from yigai.drafting.result import Draft
from yigai.drafting.similarity import grams
from yigai.drafting.subjects import subjects_in
from yigai.errors import Text
from yigai.model.agency import Responsibility
from yigai.model.plan import Plan, Task
from yigai.model.statement import Duty, Mechanism, Prohibition, Statement, Target
from yigai.model.titles import MECHANISM_TITLES
from yigai.model.words import Function
from yigai.values.provision import ProvisionPath

Bag: TypeAlias = Mapping[str, int]

# 原文200-215：每季度通报
_QUOTE = re.compile(r"^原文\d+-\d+：")
# duty-2-10-1, the topic that a draft makes up
_MADE_UP = re.compile(r"duty-(?:[\d-]+|preamble|closing)-\d+")
_OF_ALL = frozenset({Function.OTHER, Function.LOCAL_GOVERNMENT})
_HEAD = 3  # a word of the title says as much as so many in the body


@attrs.frozen(kw_only=True)
class Profile:
    """What there is to compare about one task (特征)."""

    path: ProvisionPath
    title: Bag
    words: Bag
    subjects: Bag
    indicators: Bag
    topics: Bag
    mechanisms: Bag
    owners: Bag
    called: Mapping[str, Text]
    """What a reason calls each of these, as this plan says it: an indicator by its name, a topic by the
    summary of its duty, an owner as printed."""


def profiles_of(source: Plan | Draft) -> tuple[Profile, ...]:
    """The profile of every task, in the order of the text."""
    if isinstance(source, Draft):
        source = plan_of(source)
    names = {each.id: each.name for each in (*vocabulary().indicators, *source.indicators)}
    headings = {section.path: section.title for section in source.sections}
    titles, words = [], []
    for task in source.tasks:
        parent = task.path.parent
        heading = headings.get(parent, "") if parent else ""
        said = [_said(each, names) for each in task.statements]
        titles.append(task.title or "")
        words.append(" ".join([heading, task.text or "", *said]))
    own = [each.name for each in source.indicators]
    plain = _in_simplified([*titles, *words, *own])
    names |= {each.id: name for each, name in zip(source.indicators, plain[2 * len(titles) :], strict=True)}
    return tuple(
        _profile(task, owners, names, plain[at], plain[len(titles) + at])
        for at, (task, owners) in enumerate(source.owners())
    )


def _profile(
    task: Task, owners: tuple[Responsibility, ...], names: Mapping[str, str], title: str, body: str
) -> Profile:
    agencies = {owner.function.value: owner.agency for owner in owners if owner.function not in _OF_ALL}
    repeated = [
        each
        for each in task.statements
        if isinstance(each, Duty | Prohibition) and not _MADE_UP.fullmatch(each.topic)
    ]
    mechanisms = [name for each in task.statements if isinstance(each, Mechanism) for name in each.mechanism]
    indicators = {
        names.get(each.indicator, each.indicator): Text(
            zh=names.get(each.indicator, each.indicator), en=each.indicator
        )
        for each in task.statements
        if isinstance(each, Target)
    }
    in_title, in_body = subjects_in(title), subjects_in(body)
    return Profile(
        path=task.path,
        title=grams(title),
        words=grams(f"{title} {body}"),
        subjects=Counter({name: count * _HEAD for name, count in in_title.items()}) + Counter(in_body),
        indicators=_set(indicators),
        topics=_set(each.topic for each in repeated),
        mechanisms=_set(name.value for name in mechanisms),
        owners=_set(agencies),
        called={
            **indicators,
            **{each.topic: Text(zh=each.summary, en=each.topic) for each in repeated},
            **{name.value: MECHANISM_TITLES[name] for name in mechanisms},
            **{function: Text(zh=agency, en=function) for function, agency in agencies.items()},
        },
    )


def _set(names: Iterable[str]) -> Bag:
    return dict.fromkeys(names, 1)


def _said(statement: Statement, names: Mapping[str, str]) -> str:
    """The words of a statement: its quote where it was drafted, else its summary and what it measures."""
    note = statement.note or ""
    if _QUOTE.match(note):
        return _QUOTE.sub("", note)
    measured = names.get(statement.indicator, "") if isinstance(statement, Target) else ""
    return f"{statement.summary} {measured}"


def _in_simplified(words: list[str]) -> list[str]:
    """The words of a plan in simplified characters; its titles alone may be too short to tell the script."""
    whole = "\n".join(words)
    if script_of(whole) != "traditional":
        return words
    whole = simplified(whole)  # of the same length
    starts = accumulate((len(each) + 1 for each in words), initial=0)
    return [whole[start : start + len(each)] for start, each in zip(starts, words, strict=False)]
