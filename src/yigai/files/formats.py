"""Whole files: reading a plan or an alignment from YAML or JSON, and writing them.

The first key of a file names its format and version. Reading is strict and reports every fault with its
place; writing is stable, so the same object always gives the same bytes.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path as FilePath
from typing import Any, TypeVar

import attrs
import yaml

from yigai.errors import Text, did_you_mean
from yigai.files.convert import Flat, Misfits, structure, unstructure
from yigai.files.faults import Fault, FileFaults, refused, shown
from yigai.files.leaves import JsonNumber
from yigai.files.tree import Node, read_tree
from yigai.model.agency import Agency
from yigai.model.alignment import Alignment
from yigai.model.indicator import Indicator, Population
from yigai.model.plan import Plan

T = TypeVar("T")

PLAN = "yigai-plan/1"
ALIGNMENT = "yigai-alignment/1"
VOCABULARY = "yigai-vocabulary/1"
AGENCIES = "yigai-agencies/1"


@attrs.frozen(kw_only=True)
class VocabularyFile:
    """Indicators and populations shared by many plans."""

    indicators: tuple[Indicator, ...] = ()
    populations: tuple[Population, ...] = ()


@attrs.frozen(kw_only=True)
class AgenciesFile:
    """Agencies with the names documents print for them."""

    agencies: tuple[Agency, ...] = ()


FORMATS: dict[str, type[Any]] = {
    PLAN: Plan,
    ALIGNMENT: Alignment,
    VOCABULARY: VocabularyFile,
    AGENCIES: AgenciesFile,
}
_FORMAT_OF = {cls: name for name, cls in FORMATS.items()}
_UTF8 = Text(zh="UTF-8 编码的文本", en="text in UTF-8")


def read_file(path: str | os.PathLike[str], cls: type[T]) -> T:
    """Read a file of the format of `cls`; JSON by its suffix, else YAML. Raises `FileFaults`."""
    source = str(path)
    try:
        content = FilePath(path).read_bytes()
    except OSError as error:
        readable = Text(zh="可读的文件", en="a file that can be read")
        raise refused([Fault(source=source, found=error.strerror or str(error), expected=readable)]) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = Fault(
            source=source, line=line, column=1, found=f"byte {content[error.start]:#04x}", expected=_UTF8
        )
        raise refused([fault]) from None
    return (
        read_json(text, cls, source=source)
        if source.endswith(".json")
        else read_yaml(text, cls, source=source)
    )


def read_yaml(text: str, cls: type[T], *, source: str = "<text>") -> T:
    """Read YAML text as an object of `cls`. Raises `FileFaults` with every fault and its place."""
    tree, faults = read_tree(text, source=source)
    return _read(tree.plain(), cls, source=source, tree=tree, faults=faults)


def read_json(text: str, cls: type[T], *, source: str = "<text>") -> T:
    """Read JSON text as an object of `cls`. Raises `FileFaults` with every fault and its place."""
    try:
        data = json.loads(text, parse_int=JsonNumber, parse_float=JsonNumber, parse_constant=JsonNumber)
    except json.JSONDecodeError as error:
        fault = Fault(
            source=source,
            line=error.lineno,
            column=error.colno,
            found=error.msg,
            expected=Text(zh="合乎 JSON 语法", en="valid JSON"),
        )
        raise refused([fault]) from None
    except RecursionError:
        shallow = Text(zh="较浅的嵌套", en="shallower nesting")
        raise refused([Fault(source=source, found="deep nesting", expected=shallow)]) from None
    # JSON is read as YAML a second time only for what json does not tell: places and repeated keys.
    tree: Node | None = None
    faults: list[Fault] = []
    with contextlib.suppress(FileFaults):
        tree, faults = read_tree(text, source=source)
    return _read(data, cls, source=source, tree=tree, faults=faults)


def _read(data: Any, cls: type[T], *, source: str, tree: Node | None, faults: list[Fault]) -> T:
    expected = _FORMAT_OF[cls]
    flat: list[Flat] = []
    if not isinstance(data, dict):
        flat.append(Flat(found=shown(data), expected=Text(zh=f"{expected} 文件", en=f"a {expected} file")))
        raise refused(_located(flat, source, tree))
    name = data.pop("format", None)
    if name != expected:
        found = "no format" if name is None else shown(name)
        wanted = Text(zh=f"format: {expected}", en=f"format: {expected}")
        flat.append(
            Flat(path=("format",), found=found, expected=wanted, hint=did_you_mean(str(name), [expected]))
        )
        raise refused([*faults, *_located(flat, source, tree)])
    try:
        built = structure(data, cls)
    except Misfits as misfits:
        raise refused([*faults, *_located(misfits.flat, source, tree)]) from None
    if faults:
        raise refused(faults)
    return built


def _located(flat: list[Flat], source: str, tree: Node | None) -> list[Fault]:
    faults = []
    for each in flat:
        line, column = tree.place(each.path) if tree is not None else (0, 0)
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


def to_data(value: object) -> dict[str, Any]:
    """The plain data of a whole file, its format first."""
    return {"format": _FORMAT_OF[type(value)], **unstructure(value)}


def to_yaml(value: object) -> str:
    """An object as the YAML a person reads and edits."""
    return dump_yaml(to_data(value))


def dump_yaml(data: object) -> str:
    """Plain data as YAML: small mappings on one line, Chinese as it is, keys in their order."""
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(
        yaml.dump(
            data, Dumper=dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=110
        )
    )


def to_json(value: object, *, indent: int | None = None) -> str:
    """An object as JSON in the same shape, all numbers as text."""
    return json.dumps(to_data(value), ensure_ascii=False, indent=indent) + "\n"


def write_text(path: str | FilePath, text: str) -> None:
    """Write a file whole or not at all: to a temporary name beside it, then moved into place."""
    target = FilePath(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            FilePath(temporary).replace(target)
        except BaseException:
            FilePath(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        writable = Text(zh="可写的位置", en="a place that can be written to")
        raise refused(
            [Fault(source=str(target), found=error.strerror or str(error), expected=writable)]
        ) from None
