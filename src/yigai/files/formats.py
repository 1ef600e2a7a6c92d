"""Whole files: reading a plan or an alignment from YAML or JSON, and writing them.

The first key of a file names its format and version. Reading is strict and reports every fault with its
place; writing is stable, so the same object always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Collection
from pathlib import Path as FilePath
from typing import Any, TypeVar, cast

import attrs
import yaml

from yigai.errors import NOTHING, Text, did_you_mean
from yigai.files.builder import MOST_CHARACTERS, Lines, Node
from yigai.files.convert import structure, unstructure
from yigai.files.faults import Fault, Flat, Misfits, missing, one_of, refused, shown
from yigai.files.json_tree import read_json_tree
from yigai.files.names import flaws_in
from yigai.files.shapes import RULE_KINDS
from yigai.files.syntax import system_problem
from yigai.files.tree import read_tree
from yigai.model.activity import Activity
from yigai.model.agency import Agency, Carrier, NameInUse
from yigai.model.alignment import Alignment
from yigai.model.flaws import Flawed, Outline
from yigai.model.indicator import Indicator, Population
from yigai.model.observation import Observation
from yigai.model.payment import PaymentRule
from yigai.model.payment.overlay import Overlay
from yigai.model.plan import Plan

T = TypeVar("T")

PLAN = "yigai-plan/1"
ALIGNMENT = "yigai-alignment/1"
RULE = "yigai-rule/1"
ACTIVITY = "yigai-activity/1"
OVERLAY = "yigai-overlay/1"
VOCABULARY = "yigai-vocabulary/1"
AGENCIES = "yigai-agencies/1"
OBSERVATIONS = "yigai-observations/1"


@attrs.frozen(kw_only=True)
class VocabularyFile:
    """Indicators and populations shared by many plans. Raises `Flawed` for duplicates and circles."""

    indicators: tuple[Indicator, ...] = ()
    """The indicators (指标)."""
    populations: tuple[Population, ...] = ()
    """The populations (范围)."""

    def __attrs_post_init__(self) -> None:
        outline = Outline(
            indicators=tuple(indicator.id for indicator in self.indicators),
            populations=tuple(population.id for population in self.populations),
            wider=tuple(population.within for population in self.populations),
        )
        Flawed.unless_none(outline.flaws(), where=VOCABULARY)


@attrs.frozen(kw_only=True)
class AgenciesFile:
    """Agencies with the names documents print for them, who carries what, and when names were in use."""

    agencies: tuple[Agency, ...] = ()
    """The agencies (部门)."""
    carriers: tuple[Carrier, ...] = ()
    """Who carries a function (承担部门) where it has no agency of its own."""
    names_in_use: tuple[NameInUse, ...] = ()
    """When names of agencies (机构名称) were in use."""


@attrs.frozen(kw_only=True)
class ObservationsFile:
    """Observed figures (监测值), each with its source."""

    observations: tuple[Observation, ...] = ()
    """The figures."""


FORMATS: dict[str, Any] = {
    PLAN: Plan,
    ALIGNMENT: Alignment,
    RULE: PaymentRule,
    ACTIVITY: Activity,
    OVERLAY: Overlay,
    VOCABULARY: VocabularyFile,
    AGENCIES: AgenciesFile,
    OBSERVATIONS: ObservationsFile,
}
_FORMAT_OF: dict[Any, str] = {
    **{cls: name for name, cls in FORMATS.items()},
    **dict.fromkeys(RULE_KINDS.values(), RULE),
}
_MOST_BYTES = 4 * MOST_CHARACTERS
_MARK = "\ufeff"  # the byte order mark some editors put first


def read_file(path: str | os.PathLike[str], cls: type[T]) -> T:
    """Read a file of the format of `cls`; JSON by its suffix, else YAML. Raises `FileFaults`."""
    return _read(*tree_of(path), cls, os.fspath(path))


def read_rule(path: str | os.PathLike[str]) -> PaymentRule:
    """Read the file of a payment rule of any kind. Raises `FileFaults`."""
    rule: PaymentRule = read_file(path, cast("type[Any]", PaymentRule))
    return rule


def read_yaml(text: str, cls: type[T], *, source: str = "<text>") -> T:
    """Read YAML text as an object of `cls`. Raises `FileFaults` with every fault and its place."""
    return _read(*read_tree(text.removeprefix(_MARK), source=source), cls, source)


def read_json(text: str, cls: type[T], *, source: str = "<text>") -> T:
    """Read JSON text as an object of `cls`. Raises `FileFaults` with every fault and its place."""
    return _read(*read_json_tree(text.removeprefix(_MARK), source=source), cls, source)


def read_any(text: str, *, json: bool, source: str = "<text>", of: Collection[str] = ()) -> Any:
    """Read text of whichever format its first key names, or one `of` these. Raises `FileFaults`."""
    tree, faults = (read_json_tree if json else read_tree)(text, source=source)
    data = tree.plain()
    if not isinstance(data, dict):
        expected = Text(zh="yigai 的文件", en="a file of yigai")
        raise refused([*faults, *located([Flat(found=shown(data), expected=expected)], tree, source)])
    name = data.get("format")
    known = of or FORMATS
    if not isinstance(name, str) or name not in known:
        hint = _format_hint(name)
        if hint is NOTHING and isinstance(name, str):
            hint = did_you_mean(name, known)
        flat = Flat(
            path=("format",),
            found=missing("format") if name is None else shown(name),
            expected=one_of(known),
            hint=hint,
        )
        raise refused([*faults, *located([flat], tree, source)])
    return _read(tree, faults, FORMATS[name], source)


def format_in(path: str | os.PathLike[str]) -> str | None:
    """The format a file says it has, or None where it says none. Raises `FileFaults`."""
    tree, _ = tree_of(path)
    named = tree.value.get("format") if isinstance(tree.value, dict) else None
    return named.value if named is not None and isinstance(named.value, str) else None


def tree_of(path: str | os.PathLike[str]) -> tuple[Node, list[Fault]]:
    """The values in a file with their places, and the faults that did not keep it from being read.

    Raises `FileFaults` where no tree can be had.
    """
    read = read_json_tree if is_json(path) else read_tree
    return read(text_of(path), source=os.fspath(path))


def is_json(path: str | os.PathLike[str]) -> bool:
    """Whether a file is JSON, by its suffix; any other is YAML."""
    return os.fspath(path).casefold().endswith(".json")


def text_of(path: str | os.PathLike[str]) -> str:
    """The text of a file, without the byte order mark. Raises `FileFaults` when it cannot be read."""
    source = os.fspath(path)
    try:
        with FilePath(path).open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        readable = Text(zh="可读的文件", en="a file that can be read")
        raise refused([Fault(source=source, found=system_problem(error), expected=readable)]) from None
    return _decoded(content, source).removeprefix(_MARK)


def _decoded(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix(_MARK)
        line, column = Lines(before).spot(len(before))
        fault = Fault(
            source=source,
            line=line,
            column=column,
            found=Text(zh=f"字节 {content[error.start]:#04x}", en=f"byte {content[error.start]:#04x}"),
            expected=Text(zh="UTF-8 编码的文本", en="text in UTF-8"),
            hint=Text(zh="请另存为 UTF-8 编码", en="save the file as UTF-8"),
        )
        raise refused([fault]) from None


def _read(tree: Node, faults: list[Fault], cls: type[T], source: str) -> T:
    expected = _FORMAT_OF[cls]
    data = tree.plain()
    if not isinstance(data, dict):
        flat = Flat(found=shown(data), expected=Text(zh=f"{expected} 文件", en=f"a {expected} file"))
        raise refused([*faults, *located([flat], tree, source)])
    name = data.pop("format", None)
    if name != expected:
        flat = Flat(
            path=("format",),
            found=missing("format") if name is None else shown(name),
            expected=Text(zh=f"format: {expected}", en=f"format: {expected}"),
            hint=_format_hint(name),
        )
        raise refused([*faults, *located([flat], tree, source)])
    try:
        built = structure(data, cls)
    except Misfits as misfits:
        # The object cannot be built, but what its names contradict can be told all the same.
        told = {flat.path for flat in misfits.flat}
        flaws = [flat for flat in flaws_in(data, cls) if flat.path not in told]
        raise refused([*faults, *located([*misfits.flat, *flaws], tree, source)]) from None
    if faults:
        raise refused(faults)
    return built


def _format_hint(name: object) -> Text:
    """What a wrong format means: another of our files, or one of a later version."""
    if not isinstance(name, str):
        return NOTHING
    kind, _, version = name.partition("/")
    if name in FORMATS:
        return Text(zh=f"这是 {kind} 文件", en=f"this is a {kind} file")
    known = {each.partition("/")[0] for each in FORMATS}
    if kind in known and version.isdecimal():
        return Text(
            zh="由另一版本的 yigai 写成，请升级", en="written for another version of yigai; upgrade it"
        )
    return NOTHING


def located(flat: list[Flat], tree: Node, source: str) -> list[Fault]:
    """Faults of the data as faults of the file, each with its line and column."""
    faults = []
    for each in flat:
        line, column = tree.place(each.path)
        faults.append(
            Fault(
                source=source,
                line=line,
                column=column,
                path=each.path,
                found=each.found,
                expected=each.expected,
                hint=each.hint,
            )
        )
    return faults


def stands_alone(value: object) -> bool:
    """Whether there is a format of files for objects like this one."""
    return type(value) in _FORMAT_OF


def to_data(value: object) -> dict[str, Any]:
    """The plain data of a whole file, its format first."""
    return {"format": _FORMAT_OF[type(value)], **unstructure(value)}


def digest_of(value: object) -> str:
    """A short hash of what an object says, for the head of a report: who has the same has the same input."""
    return hashlib.sha256(to_json(value).encode()).hexdigest()[:12]


def to_yaml(value: object) -> str:
    """An object as the YAML a person reads and edits."""
    return dump_yaml(to_data(value))


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc] # chosen when it runs
    """Texts of several lines stand as they are, line below line."""


def _text_node(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text and text == text.strip() else None
    )


_Dumper.add_representer(str, _text_node)


def dump_yaml(data: object) -> str:
    """Plain data as YAML: small mappings on one line, Chinese as it is, keys in their order."""
    return str(
        yaml.dump(
            data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=110
        )
    )


def to_json(value: object, *, indent: int | None = None) -> str:
    """An object as JSON in the same shape, all numbers as text."""
    return dump_json(to_data(value), indent=indent)


def dump_json(data: object, *, indent: int | None = None) -> str:
    """Plain data as JSON: Chinese as it is, keys in their order."""
    return json.dumps(data, ensure_ascii=False, indent=indent) + "\n"


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a file whole or not at all: to a temporary name beside it, then moved into place.

    Raises `FileFaults` when that cannot be done; an old file then stays as it was.
    """
    _replace(path, text.encode)


def write_bytes(path: str | os.PathLike[str], content: bytes) -> None:
    """The same of a file that is no text."""
    _replace(path, lambda: content)


def _replace(path: str | os.PathLike[str], content: Callable[[], bytes]) -> None:
    target = FilePath(path)
    temporary = target.parent / f".yigai-{secrets.token_hex(8)}"
    try:
        try:
            with temporary.open("xb") as stream:
                stream.write(content())
            if target.exists():
                shutil.copymode(target, temporary)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        writable = Text(zh="可写的位置", en="a place that can be written to")
        raise refused([Fault(source=str(target), found=system_problem(error), expected=writable)]) from None
