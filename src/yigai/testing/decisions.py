"""Decision tables (判定表): rows of asked, answered and the verdict expected, judged one by one.

A table is a file in the words of plan files. Somebody who reads policy, not programs, writes down what
ought to come out; `judged` says what does. The library's own law book is tested with such a table, and
a reader who doubts a verdict can write the rows of their own case.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from yigai.files.convert import structure
from yigai.files.formats import VocabularyFile
from yigai.files.tree import read_tree
from yigai.judging.assertion import Assertion, Claim, Requirement, assertion_of
from yigai.judging.judge import judge
from yigai.judging.verdict import Deviation, Outcome, Reason, Verdict
from yigai.model.document import Document
from yigai.model.indicator import Indicator
from yigai.model.statement import Statement
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import DocumentKind, Extent, Level
from yigai.values.provision import Address, ProvisionPath

UPPER = Document(id="upper", title="上级文件", kind=DocumentKind.PLAN, level=Level.NATIONAL)
LOWER = Document(id="lower", title="本级文件", kind=DocumentKind.PLAN, level=Level.CITY)


@attrs.frozen(kw_only=True)
class Row:
    """One requirement, one answer and the verdict expected of them.

    `extent` is the link between the two, None where there is none. `redefined` is an indicator that the
    answering plan defines for itself.
    """

    asked: Statement
    answered: Statement
    extent: Extent | None = None
    redefined: Indicator | None = None
    verdict: Outcome
    deviations: tuple[Deviation, ...] = ()
    reasons: tuple[Reason, ...] = ()
    why: str = ""


@attrs.frozen(kw_only=True)
class Group:
    """Rows about one axis, with the sentence of the law they apply."""

    title: str
    law: str
    rows: tuple[Row, ...]


@attrs.frozen(kw_only=True)
class DecisionTable:
    """A whole table: the indicators and populations it speaks of, and its groups."""

    vocabulary: VocabularyFile
    groups: tuple[Group, ...]


def read_decision_table(path: Path) -> DecisionTable:
    """Read a table from YAML. Raises `FileFaults` or `Misfits` where it is not one.

    `both` holds for either side of every row of its group; a side that names its own `kind` stands alone,
    and `null` takes a word of `both` away.
    """
    tree, faults = read_tree(path.read_text(encoding="utf-8"), source=str(path))
    data: dict[str, Any] = tree.plain()
    if faults:
        raise ValueError("; ".join(fault.render() for fault in faults))
    for group in data["groups"]:
        both = group.pop("both", {})
        for row in group["rows"]:
            for side in ("asked", "answered"):
                row[side] = _whole(row[side], both, side)
    return structure(data, DecisionTable)


def judged(row: Row, vocabulary: VocabularyFile) -> Verdict:
    """The verdict the library comes to."""
    known = Vocabulary(indicators=vocabulary.indicators, populations=vocabulary.populations)
    known_below = known.with_local([row.redefined] if row.redefined else [], [])
    return judge(
        Requirement(assertion=resolved(row.asked, UPPER, known)),
        Claim(assertion=resolved(row.answered, LOWER, known_below), extent=row.extent),
    )


def _whole(side: dict[str, Any], both: dict[str, Any], name: str) -> dict[str, Any]:
    words = side if "kind" in side else {**both, **side}
    given = {key: value for key, value in words.items() if value is not None}
    return {"id": name, "summary": name, **given}


def resolved(statement: Statement, document: Document, vocabulary: Vocabulary) -> Assertion:
    """A statement as an assertion, as if it stood in task 1.1 of `document`."""
    address = Address(document=document.id, path=ProvisionPath("1.1"), statement=statement.id)
    return assertion_of(statement, address=address, document=document, vocabulary=vocabulary)
