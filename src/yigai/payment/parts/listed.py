"""Figures by name (按名目取值): a rate for each category, a price for each service of a list."""

from __future__ import annotations

from collections.abc import Mapping

from yigai.errors import Text
from yigai.payment.builder import Builder
from yigai.payment.formula import Choice, Condition, Either, Formula, Not, Quantity, number
from yigai.payment.program import Status, Table

MOST_NAMES = 200
"""A list is one formula that asks for each name in turn; a longer one would be too deep to carry out."""


def of_list(
    b: Builder,
    word: Quantity,
    listed: Mapping[str, Formula],
    *,
    within: str,
    otherwise: Formula | None = None,
    status: Status = Status.REJECTED,
) -> Formula:
    """What a list says of the word in a column, or what it says of all others.

    A row whose word is unknown, or stands nowhere in a list that says nothing of others, gets `status`.
    """
    if len(listed) > MOST_NAMES:
        most = Text(zh=f"至多 {MOST_NAMES} 个名目", en=f"at most {MOST_NAMES} names")
        b.flaw(within, str(len(listed)), most)
        return number(0)
    table = Table(word.table)
    unknown = Text(zh=f"没有{word.says.zh}", en=f"no {word.says.en}")
    b.exclude(table, f"no_{word.name}", Not(word.known()), unknown, status=status)
    if otherwise is None:
        names = ", ".join(listed)
        says = Text(
            zh=f"{word.says.zh}不在规则所列之内：{names or '无'}",
            en=f"the {word.says.en} is none the rule lists: {names or 'none'}",
        )
        b.exclude(table, f"{word.name}_not_listed", Not(_one_of(word, listed)), says, status=status)
    figure = number(0) if otherwise is None else otherwise
    for name in reversed(list(listed)):
        figure = Choice(word.is_word(name), listed[name], figure)
    return figure


def _one_of(word: Quantity, names: Mapping[str, Formula]) -> Condition:
    found: Condition | None = None
    for name in names:
        found = word.is_word(name) if found is None else Either(found, word.is_word(name))
    return Not(word.known()) if found is None else found
