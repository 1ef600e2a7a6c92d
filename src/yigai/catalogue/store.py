"""The documents, alignments and words that come with yigai (目录), read when first asked for.

The sources are YAML; beside each stands the JSON generated from it, which is what is read here, because
it is quick. Everything returned is immutable.
"""

from __future__ import annotations

import json
import os
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import attrs

from yigai.errors import InvalidValue, Text, UnknownName, did_you_mean
from yigai.files.convert import structure_trusted
from yigai.files.faults import shown
from yigai.files.formats import AgenciesFile, ObservationsFile, VocabularyFile, read_file
from yigai.model.agency import Agency, Carrier, NameInUse
from yigai.model.alignment import Alignment
from yigai.model.observation import Observation
from yigai.model.payment import PaymentRule
from yigai.model.plan import Plan, Section, Task
from yigai.model.statement import Statement, Target
from yigai.model.vocabulary import Vocabulary
from yigai.values.provision import Address

T = TypeVar("T")

_FILE_SUFFIXES = (".yaml", ".yml", ".json")


@attrs.frozen(kw_only=True)
class Entry:
    """One line of the catalogue: a document it holds, and how much of it is encoded."""

    id: str
    title: str
    kind: str
    level: str
    region_name: str | None
    evidence: str
    tasks: int
    statements: int


@cache
def entries() -> tuple[Entry, ...]:
    """Every document the catalogue holds, ordered by id."""
    return tuple(Entry(**line) for line in _json("index.json")["plans"])


@cache
def plan(name: str) -> Plan:
    """The catalogue's document of that id. Raises `UnknownName` with the nearest id."""
    known = [entry.id for entry in entries()]
    if name not in known:
        raise UnknownName(
            found=repr(name),
            expected=Text(
                zh=f"文件路径或目录中的标识：{'、'.join(known)}", en=f"a file, or one of {', '.join(known)}"
            ),
            hint=did_you_mean(name, known),
        )
    return _object(f"plans/{name}.json", Plan)


@cache
def alignment(lower: str, upper: str) -> Alignment | None:
    """The catalogue's own alignment between two documents, or None."""
    pair = f"{lower}--{upper}"
    return (
        _object(f"alignments/{pair}.json", Alignment) if pair in _json("index.json")["alignments"] else None
    )


@cache
def payment_rule(name: str) -> PaymentRule:
    """The catalogue's payment rule of that id. Raises `UnknownName` with the nearest id.

    >>> payment_rule("national-settlement-in-time").evidence.value
    'issued'
    """
    known = _json("index.json")["rules"]
    if name not in known:
        raise UnknownName(
            found=repr(name),
            expected=Text(zh=f"目录中的支付规则：{'、'.join(known)}", en=f"one of {', '.join(known)}"),
            hint=did_you_mean(name, known),
        )
    return _object(f"rules/{name}.json", PaymentRule)  # type: ignore[arg-type]


@cache
def vocabulary() -> Vocabulary:
    """The indicators and populations shared by all plans."""
    indicators = _object("indicators.json", VocabularyFile).indicators
    populations = _object("populations.json", VocabularyFile).populations
    return Vocabulary(indicators=indicators, populations=populations)


@cache
def agencies() -> tuple[Agency, ...]:
    """The agencies of the catalogue's documents."""
    return _agencies_file().agencies


@cache
def carriers() -> tuple[Carrier, ...]:
    """Which functions have no agency of their own at which level, and who carries them there."""
    return _agencies_file().carriers


@cache
def names_in_use() -> tuple[NameInUse, ...]:
    """The years in which names of agencies were in use, where a reform brought them in or retired them."""
    return _agencies_file().names_in_use


@cache
def _agencies_file() -> AgenciesFile:
    return _object("agencies.json", AgenciesFile)


@cache
def observations() -> tuple[Observation, ...]:
    """Figures of local practice that were reported somewhere, in the order of their sources."""
    return _object("benchmarks.json", ObservationsFile).observations


def benchmarks(indicator: str) -> tuple[Observation, ...]:
    """What practice elsewhere came to for an indicator of the catalogue; it binds nobody.

    >>> [(each.region_name, str(each.value)) for each in benchmarks("result-recognition-rate")]
    [('广州市', '96')]
    """
    return tuple(each for each in observations() if each.indicator == indicator)


def benchmarks_beside(target: Target, plan: Plan) -> tuple[Observation, ...]:
    """The benchmarks for a target of a plan; none where the plan defines the indicator otherwise."""
    own = next((each for each in plan.indicators if each.id == target.indicator), None)
    is_redefined = own is not None and own != vocabulary().indicator(target.indicator)
    return () if is_redefined else benchmarks(target.indicator)


def load(name: str | os.PathLike[str]) -> Plan:
    """A plan (计划) from a file, or from the catalogue by its id.

    Raises `FileFaults` for a file that cannot be read and `UnknownName` for an id nobody knows.

    >>> load("heyuan-2023").document.level.value
    'city'
    """
    if looks_like_file(name):
        return read_file(name, Plan)
    return plan(os.fspath(name))


def load_alignment(name: str | os.PathLike[str]) -> Alignment:
    """An alignment (对应关系) from a file, or the catalogue's own by two ids, `lower--upper`.

    Raises `FileFaults` for a file that cannot be read and `UnknownName` for a pair nobody has aligned.

    >>> load_alignment("heyuan-2023--national-2023h2").upper
    'national-2023h2'
    """
    if looks_like_file(name):
        return read_file(name, Alignment)
    lower, _, upper = os.fspath(name).partition("--")
    found = alignment(lower, upper)
    if found is None:
        known = _json("index.json")["alignments"]
        raise UnknownName(
            found=repr(name),
            expected=Text(
                zh=f"文件路径或目录中的对应关系：{'、'.join(known)}",
                en=f"a file, or one of {', '.join(known)}",
            ),
            hint=did_you_mean(os.fspath(name), known),
        )
    return found


def looks_like_file(name: str | os.PathLike[str]) -> bool:
    """Whether a name is meant as a file: it is one, or has a file's suffix or a folder.

    Raises `InvalidValue` for what is no name at all.
    """
    given: object = name
    if not isinstance(given, str | os.PathLike):
        id_or_path = Text(zh="目录中的标识，或文件路径", en="an id of the catalogue or the path of a file")
        raise InvalidValue(found=shown(given), expected=id_or_path)
    text = os.fspath(name)
    return text.endswith(_FILE_SUFFIXES) or os.sep in text or "/" in text or Path(text).is_file()


def find(address: str) -> Plan | Section | Task | Statement | PaymentRule:
    """What stands at an address (地址): `heyuan-2023`, `heyuan-2023#2.10`, `plan.yaml#2.10/dip-main`.

    After the stroke stands the id of a statement or of a payment rule; a rule comes with its source.

    Raises `UnknownName` with the nearest known name, `InvalidValue` for a malformed address.
    """
    document, mark, below = address.partition("#")
    found = load(document)
    if not mark:
        return found
    place = Address.parse(f"{found.id}#{below}")
    wanted = str(place.path)
    tasks = {str(task.path): task for task in found.tasks}
    if place.statement is not None:
        task = _named(wanted, tasks, where=document)
        inside: dict[str, Statement | PaymentRule] = {each.id: each for each in task.statements}
        inside |= {rule.id: rule for rule in found.rules_of(task)}
        return _named(place.statement, inside, where=f"{document}#{wanted}")
    sections = {str(section.path): section for section in found.sections}
    return _named(wanted, sections | tasks, where=document)


def _named(name: str, known: dict[str, T], *, where: str) -> T:
    if name not in known:
        listed = ", ".join(known)
        raise UnknownName(
            where=where,
            found=name,
            expected=Text(zh=f"下列之一：{listed}", en=f"one of {listed}"),
            hint=did_you_mean(name, known),
        )
    return known[name]


@cache
def _json(name: str) -> Any:
    return json.loads(
        resources.files("yigai.catalogue").joinpath("data", *name.split("/")).read_text("utf-8")
    )


def _object(name: str, cls: type[T]) -> T:
    data = dict(_json(name))
    data.pop("format")
    return structure_trusted(data, cls)
