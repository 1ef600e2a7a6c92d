"""Write the page of the decision table from its data: `python tests/judging/generate_table.py`."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from yigai.files.convert import unstructure
from yigai.model.statement import Statement, Target
from yigai.model.words import Better
from yigai.testing.decisions import DecisionTable, Group, Row, read_decision_table

SOURCE = Path(__file__).with_name("decision_table.yaml")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "decision-table.md"

HEAD = """\
# The decision table

yigai asks one question of everything a plan says: **if this answer is exactly kept, is the requirement
certainly kept?** This page is the law book of that question as a table. Each row holds what an upper
document asks, what a plan answers, and the verdict. The rows were written by hand, in the words of plan
files, before they were run; the library is tested against every one of them.

* `EXCEEDED`, `SATISFIED` and, where words answer words, `TAKEN_UP`: yes, certainly.
* `DEVIATES`: no, from what is printed; the column *why* names each axis on which it falls short.
* `NOT_EVALUATED`: the data do not tell; the column *why* names the reason.
* `PARTIAL`: kept, but a link says that only part of what was asked is answered.

An answer names its subject only where it is another; a blank cell says no more than the subject. What a
plan does not answer at all is decided by the check, not here.

This page is generated from `tests/judging/decision_table.yaml`.
"""
_BETTER = {Better.UP: "more is better", Better.DOWN: "less is better", Better.NONE: "neither way is better"}
_UNSAID = {"kind", "id", "summary"}
_SUBJECT = {"indicator", "topic", "mechanism"}
_FIGURE = {"target_kind", "comparator", "value", "upper", "unit", "baseline"}
_KEYED = {"population", "due"}


def page(table: DecisionTable) -> str:
    """The whole page."""
    parts = [HEAD, *(_section(group, table) for group in table.groups), _indicators(table)]
    return "\n".join(parts)


def _section(group: Group, table: DecisionTable) -> str:
    shared = _shared_subject(group)
    about = f" Both sides speak of {_named(shared, table)}." if shared else ""
    law = textwrap.fill(f"{group.law}{about}", 106, break_on_hyphens=False)
    lines = [f"## {group.title}", "", law, ""]
    lines += ["| asked | answered | verdict | why |", "| --- | --- | --- | --- |"]
    for row in group.rows:
        cells = (
            _phrase(row.asked, shared),
            _phrase(row.answered, shared or _subject(row.asked)) + _link(row),
            f"`{row.verdict.value}`",
            _why(row),
        )
        lines.append(_line(*cells))
    return "\n".join([*lines, ""])


def _line(*cells: str) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def _shared_subject(group: Group) -> str:
    subjects = {_subject(side) for row in group.rows for side in (row.asked, row.answered)}
    return subjects.pop() if len(subjects) == 1 else ""


def _named(subject: str, table: DecisionTable) -> str:
    for indicator in table.vocabulary.indicators:
        if subject == indicator.id:
            return f"`{subject}` ({indicator.name}; {_BETTER[indicator.better]})"
    return f"`{subject}`"


def _subject(side: Statement) -> str:
    words = unstructure(side)
    kind = "" if isinstance(side, Target) else f"{words['kind']} "
    names = words.get("indicator") or words.get("topic") or words["mechanism"]
    return kind + (" or ".join(names["any_of"]) if isinstance(names, dict) else str(names))


def _phrase(side: Statement, shared: str) -> str:
    words = unstructure(side)
    said = [] if _subject(side) == shared else [_subject(side)]
    if isinstance(side, Target):
        said.append(_figure(words))
    rest = [_word(key, value) for key, value in words.items() if key not in _UNSAID | _SUBJECT | _FIGURE]
    text = ", ".join([" ".join(said), *rest] if said else rest)
    return f"`{text}`" if text else ""


def _figure(words: dict[str, Any]) -> str:
    kind = str(words.get("target_kind", "level"))
    if kind == "universal":
        return kind
    value = f"{words['value']} to {words['upper']}" if "upper" in words else words["value"]
    baseline = words.get("baseline")
    parts = [
        "" if kind == "level" else kind,
        "" if "upper" in words else words["comparator"],
        value,
        words.get("unit", ""),
        f"from {baseline['value']}" if baseline else "",
        f"({baseline['year']})" if baseline and "year" in baseline else "",
    ]
    return " ".join(part for part in parts if part)


def _word(key: str, value: Any) -> str:
    if key == "every" and isinstance(value, dict):
        per = f"{value['per']} " if int(value.get("per", 1)) > 1 else ""
        return f"{value['times']} per {per}{value['unit']}"
    if isinstance(value, dict):
        return f"{key} {value['printed']} ({value['unresolved']})"
    return f"{key} {value}" if key in _KEYED else str(value)


def _link(row: Row) -> str:
    note = f" linked: {row.extent.value}" if row.extent else ""
    return f"{note}; defined anew".lstrip(";") if row.redefined else note


def _why(row: Row) -> str:
    codes = [word.value for word in (*row.deviations, *row.reasons)]
    named = ", ".join(f"`{code}`" for code in codes)
    return "; ".join(part for part in (named, row.why) if part)


def _indicators(table: DecisionTable) -> str:
    indicators = [
        _line(f"`{item.id}`", item.name, item.unit or "none", _BETTER[item.better])
        for item in table.vocabulary.indicators
    ]
    populations = [
        _line(f"`{item.id}`", item.name, f"`{item.within}`" if item.within else "")
        for item in table.vocabulary.populations
    ]
    lines = ["## The indicators and populations of these rows", ""]
    lines += ["| indicator | name | unit | direction |", "| --- | --- | --- | --- |", *indicators, ""]
    lines += ["| population | name | within |", "| --- | --- | --- |", *populations, ""]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(read_decision_table(SOURCE)), encoding="utf-8")
