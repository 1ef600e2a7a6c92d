"""A pocket calculator (计算器): works out a printed formula as school teaches, with nothing but its text.

Brackets first, then × and ÷ from the left, then + and -. It is fed the names in the formula with their
values, None for what is unknown, and knows the few words that choose between two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

ENGLISH = {
    "若": "if", "则": "then", "，否则": "else", "且": "and", "或": "or", "非": "not",
    "已有": "known", "there is": "known", "没有": "no", "较小者": "min", "较大者": "max",
}  # fmt: skip
WORDS = (*ENGLISH, "if", "then", "else", "and", "or", "not", "known", "no", "min", "max")


def worked_out(text: str, values: Mapping[str, Fraction | None]) -> Fraction:
    """The number that a formula in words comes to, in Chinese or English."""
    return _Calculator(text, values).result()


class Unreadable(Exception):
    """A text that is no formula."""


class _Calculator:
    def __init__(self, text: str, values: Mapping[str, Fraction | None]) -> None:
        longest_first = sorted([*values, *WORDS], key=len, reverse=True)
        self._tokens = _cut(text, "|".join(re.escape(word) for word in longest_first))
        self._values, self._at = values, 0

    def result(self) -> Fraction:
        value = self._sum()
        if self._at < len(self._tokens):
            raise Unreadable(self._tokens[self._at :])
        return value

    @property
    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, *wanted: str) -> str:
        found = self._next
        if found not in wanted:
            raise Unreadable(wanted, found)
        self._at += 1
        return found

    def _sum(self) -> Fraction:
        negative = self._next == "-"
        if negative:
            self._take("-")
        value = -self._product() if negative else self._product()
        while self._next in {"+", "-"}:
            value = value + self._product() if self._take("+", "-") == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._atom()
        while self._next in {"×", "÷", "/"}:
            value = value * self._atom() if self._take("×", "÷", "/") == "×" else value / self._atom()
        return value

    def _atom(self) -> Fraction:
        found = self._next
        if found in {"min", "max"}:
            one, other = self._pair()
            return min(one, other) if found == "min" else max(one, other)
        if found == "[":
            return self._choice()
        if found == "(":
            return self._bracketed()
        self._at += 1
        value = self._values[found] if found in self._values else _number(found)
        if value is None:
            raise Unreadable(found)
        return value

    def _bracketed(self) -> Fraction:
        self._take("(")
        value = self._sum()
        self._take(")")
        return value

    def _pair(self) -> tuple[Fraction, Fraction]:
        self._take("min", "max")
        self._take("(")
        one = self._sum()
        self._take(",")
        other = self._sum()
        self._take(")")
        return one, other

    def _choice(self) -> Fraction:
        self._take("[")
        self._take("if")
        holds = self._either()
        self._take("then")
        yes = self._sum()
        self._take("else")
        no = self._sum()
        self._take("]")
        return yes if holds else no

    def _either(self) -> bool:
        value = self._both()
        while self._next == "or":
            self._take("or")
            value = self._both() or value
        return value

    def _both(self) -> bool:
        value = self._test()
        while self._next == "and":
            self._take("and")
            value = self._test() and value
        return value

    def _test(self) -> bool:
        if self._next == "not":
            self._take("not")
            return not self._in_brackets()
        if self._next in {"known", "no"}:
            wants_one = self._take("known", "no") == "known"
            self._at += 1
            return (self._values[self._tokens[self._at - 1]] is not None) is wants_one
        begun = self._at
        try:
            return self._comparison()
        except Unreadable:
            self._at = begun
            return self._in_brackets()

    def _in_brackets(self) -> bool:
        self._take("(")
        value = self._either()
        self._take(")")
        return value

    def _comparison(self) -> bool:
        one, relation, other = self._sum(), self._take("<", "≤", "=", "≥", ">"), self._sum()
        return {"<": one < other, "≤": one <= other, "=": one == other, "≥": one >= other, ">": one > other}[
            relation
        ]


def _cut(text: str, names: str) -> list[str]:
    token = re.compile(rf"\s*(?:({names})|([0-9]+(?:\.[0-9]+)?|[-+×÷/()\[\],<≤=≥>]))")
    tokens, at = [], 0
    while text[at:].strip():
        found = token.match(text, at)
        if found is None:
            raise Unreadable(text[at:])
        word = found[1] or found[2]
        tokens.append(ENGLISH.get(word, word))
        at = found.end()
    return tokens


def _number(text: str) -> Fraction:
    try:
        return Fraction(text)
    except ValueError:
        raise Unreadable(text) from None
