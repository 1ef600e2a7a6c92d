"""A trace as a tree for people (依据): of a verdict, or of an amount that can be computed again by hand.

Each line names a step, its result and, where it is given and not computed, on whose word. Below it stands the
formula with the numbers of this row, then what went into it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from yigai.judging.trace import Step, Trace
from yigai.reports import words
from yigai.reports.layout import WIDTH, sayer, spaced, wrapped

_ROWS = "rows"
"""The input by which a step says that its steps are rows of a list, each to be looked up by itself."""


def trace_lines(trace: Trace, lang: str, *, indent: int = 0) -> Iterator[str]:
    """Every step of a trace, what went into a step below it."""
    for step in trace.steps:
        yield from _step(step, lang, first=" " * indent, rest=" " * indent, place="")


def _step(step: Step, lang: str, *, first: str, rest: str, place: str) -> Iterator[str]:
    """One step: its own lines after `first`, all that follows after `rest`."""
    inputs = dict(step.inputs)
    here = inputs.get("row", "")
    is_list = _ROWS in inputs
    ending = _end_of_list(step, lang) if is_list else ""
    beam = rest + ("│ " if step.steps else "  ")
    for line in _own_lines(step, lang, WIDTH - cell_len(rest), place=here if here != place else ""):
        yield first + line
        first = beam
    for at, inner in enumerate(step.steps):
        is_last = at == len(step.steps) - 1 and not ending
        branch, below = ("└ ", "  ") if is_last else ("├ ", "│ ")
        if is_list:
            yield from _row(inner, lang, first=rest + branch, rest=rest + below)
        else:
            yield from _step(inner, lang, first=rest + branch, rest=rest + below, place=here or place)
    for at, line in enumerate(wrapped(ending, WIDTH - cell_len(rest) - 2) if ending else ()):
        yield rest + ("└ " if at == 0 else "  ") + line


def _own_lines(step: Step, lang: str, width: int, *, place: str) -> Iterator[str]:
    """The head of a step, and its formula."""
    shown_above = dict(step.inputs).get("shown")
    parts = [_name(step, lang), _result(step, lang), place]
    parts += [_cited(step, lang)] if step.sources else []
    parts += [_inputs(step, lang)]
    if shown_above:
        parts.append(sayer(lang)("（见上）", "(see above)"))
    yield from spaced([part for part in parts if part], width - 2, hanging=4)
    formula = step.formula.of(lang)
    if formula:
        yield from wrapped(f"= {formula}", width - 2, hanging=2)


def _row(step: Step, lang: str, *, first: str, rest: str) -> Iterator[str]:
    """A row of a list, on a line of its own."""
    parts = [dict(step.inputs).get("row", ""), _result(step, lang)]
    if not step.steps:
        parts.append(step.formula.of(lang))
    for line in spaced([part for part in parts if part], WIDTH - cell_len(rest), hanging=2):
        yield first + line
        first = rest


def _end_of_list(step: Step, lang: str) -> str:
    """How many rows are not listed, and how to look further into one."""
    say, inputs = sayer(lang), dict(step.inputs)
    more = int(inputs[_ROWS]) - int(inputs.get("listed", "0"))
    parts = [say(f"另有 {more} 行未列", f"{more} more rows not listed")] if more else []
    if any(inner.formula.zh and inner.steps for inner in step.steps):
        parts.append(say("逐行依据：--explain 方括号内的编码", "a row by itself: --explain its id"))
    return say("；", "; ").join(parts)


def _name(step: Step, lang: str) -> str:
    return step.says.of(lang) or words.step(step.name, lang)


def _result(step: Step, lang: str) -> str:
    unit = step.unit.of(lang)
    return f"{words.step(step.result, lang)}{' ' if unit else ''}{unit}"


def _cited(step: Step, lang: str) -> str:
    """On whose word a figure is; several sources one after the other."""
    return sayer(lang)("；", "; ").join(
        f"{words.EVIDENCE[cited.evidence].of(lang)} {cited.source}" for cited in dict.fromkeys(step.sources)
    )


def _inputs(step: Step, lang: str) -> str:
    """What a verdict compared; a calculation has its inputs as steps."""
    if step.says.zh:
        return ""
    pairs = (f"{words.step(key, lang)} {words.value(value, lang)}" for key, value in step.inputs)
    return sayer(lang)("，", ", ").join(pairs)
