"""Decision tables (判定表): rows of asked, answered and the verdict expected, judged one by one.

A table is a file in the words of plan files. Somebody who reads policy, not programs, writes down what
ought to come out; `judged` says what does. The library's own law book is tested with such a table, and
a reader who doubts a verdict can write the rows of their own case.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import attrs

from yigai.errors import Text
from yigai.files.convert import structure
from yigai.files.faults import Flat, Misfits, missing, refused, shown
from yigai.files.formats import VocabularyFile, located, tree_of
from yigai.judging.assertion import Assertion, Claim, Requirement, assertion_of
from yigai.judging.judge import judge
from yigai.judging.verdict import Deviation, Outcome, Reason, Verdict
from yigai.model.document import Document
from yigai.model.indicator import Indicator
from yigai.model.statement import Statement
from yigai.model.vocabulary import Vocabulary
from yigai.model.words import DocumentKind, Extent, Level
from yigai.values.provision import Address, ProvisionPath

FORMAT = "yigai-verdicts/1"

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


def read_decision_table(path: str | os.PathLike[str]) -> DecisionTable:
    """Read a table from YAML. Raises `FileFaults` with every fault and its place.

    `both` holds for either side of every row of its group; a side that names its own `kind` stands alone,
    and `null` takes a word of `both` away.
    """
    source = os.fspath(path)
    tree, faults = tree_of(source)
    data = tree.plain()
    misshapen = list(_misshapen(data))
    if misshapen:
        raise refused([*faults, *located(misshapen, tree, source)])
    data.pop("format")
    for group in data["groups"]:
        both = group.pop("both", {})
        for row in group["rows"]:
            for side in {"asked", "answered"} & row.keys():
                row[side] = _whole(row[side], both, side)
    try:
        table = structure(data, DecisionTable)
    except Misfits as misfits:
        raise refused([*faults, *located(misfits.flat, tree, source)]) from None
    if faults:
        raise refused(faults)
    return table


def _misshapen(data: Any) -> Iterator[Flat]:
    """What is no mapping or list where one must be, and a wrong format."""
    if not isinstance(data, dict):
        yield _fault((), shown(data), f"a {FORMAT} file", f"{FORMAT} 文件")
        return
    if data.get("format") != FORMAT:
        found = missing("format") if data.get("format") is None else shown(data["format"])
        yield _fault(("format",), found, f"format: {FORMAT}", f"format: {FORMAT}")
    if not isinstance(data.get("vocabulary", {}), dict):
        yield _fault(("vocabulary",), shown(data["vocabulary"]), "a mapping", "映射")
    groups = data.get("groups")
    for number, group in enumerate(groups if isinstance(groups, list) else ()):
        place: tuple[str | int, ...] = ("groups", number)
        rows = group.get("rows") if isinstance(group, dict) else None
        if not isinstance(rows, list):
            yield _fault(place, shown(group), "a mapping with a list of rows", "含 rows 列表的映射")
            continue
        if not isinstance(group.get("both", {}), dict):
            yield _fault((*place, "both"), shown(group["both"]), "a mapping", "映射")
        for position, row in enumerate(rows):
            below = (*place, "rows", position)
            if not isinstance(row, dict):
                yield _fault(below, shown(row), "a mapping", "映射")
                continue
            for side in ("asked", "answered"):
                if not isinstance(row.get(side, {}), dict):
                    yield _fault((*below, side), shown(row[side]), "a mapping", "映射")
    if not isinstance(groups, list):
        found = missing("groups") if groups is None else shown(groups)
        yield _fault(("groups",), found, "a list of groups", "groups 列表")


def _fault(path: tuple[str | int, ...], found: str | Text, expected: str, in_chinese: str) -> Flat:
    return Flat(path=path, found=found, expected=Text(zh=in_chinese, en=expected))


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
