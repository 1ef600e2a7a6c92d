"""Reading an activity (业务数据): from YAML or JSON, a folder of CSV tables, one of them, or a workbook.

Each table goes by its key or its Chinese name, `cases.csv` or `病例.csv`, or a sheet so called. Every faulty
cell of every table is told in one run. What was not read, and in which encoding a table was, is said in the
notes: nothing is dropped silently.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

from yigai.errors import NOTHING, Text, did_you_mean
from yigai.files.csv_table import content_of, lines_of, text_of_table
from yigai.files.faults import Fault, clipped, one_of, refused
from yigai.files.formats import read_file
from yigai.files.places import rows_in
from yigai.files.syntax import system_problem
from yigai.files.tables import About, Line, Shape, Table, read_table, shapes
from yigai.files.workbook import sheets_of
from yigai.model.activity import Activity

_OTHER_SHEETS = {".xls", ".xlsm", ".xlsb", ".ods", ".et", ".tsv"}
_MOST_FILES = 1000
_TABLE = Text(zh="一张表的名称", en="the name of a table")


@attrs.frozen(kw_only=True)
class ActivityRead:
    """An activity as it was read, with what its reader should know: other encodings, what was not read.

    `read` are the tables it was gathered from, each with its file or sheet; nothing for a YAML or JSON file.
    """

    activity: Activity
    source: str
    notes: tuple[Text, ...] = ()
    read: Mapping[str, tuple[str, Table]] = attrs.field(factory=dict, repr=False)

    def places(self) -> dict[str, str]:
        """Where every row stands: `cases[c1]` at `year/cases.csv:2`, or at `activity.yaml:12`."""
        if not self.read:
            return rows_in(self.source)
        places: dict[str, str] = {}
        for name, (source, table) in self.read.items():
            key = shapes()[name].key
            for number, row in zip(table.numbers, table.rows, strict=True):
                own = "/".join(str(getattr(row, part)) for part in key)
                places[f"{name}[{own}]" if own else name] = f"{source}:{number}"
        return places


def read_activity(path: str | os.PathLike[str]) -> ActivityRead:
    """The activity (业务数据) in a file or a folder of tables. Raises `FileFaults` with all faults."""
    source = os.fspath(path)
    suffix = Path(path).suffix.casefold()
    if Path(path).is_dir():
        return _gathered(_folder(Path(path)), source)
    if suffix == ".csv":
        return _gathered(iter([_Named(Path(path).stem, source)]), source)
    if suffix == ".xlsx":
        return _gathered(_workbook(source), source)
    if suffix in _OTHER_SHEETS:
        raise refused(
            [
                Fault(
                    source=source,
                    found=suffix,
                    expected=Text(zh=".xlsx、.csv 或 .yaml", en=".xlsx, .csv or .yaml"),
                    hint=Text(zh="请另存为 .xlsx 或 .csv", en="save it as .xlsx or .csv"),
                )
            ]
        )
    return ActivityRead(activity=read_file(path, Activity), source=source)


@attrs.frozen
class _Named:
    """Something with the name of a table: a CSV file, or a sheet with its lines."""

    name: str
    source: str
    lines: tuple[Line, ...] | None = None
    merged: tuple[str, ...] = ()


@attrs.define
class _Gathering:
    """The tables read so far, with what is wrong and what is to be told."""

    tables: dict[str, Table] = attrs.Factory(dict)
    places: dict[str, str] = attrs.Factory(dict)
    faults: list[Fault] = attrs.Factory(list)
    notes: list[Text] = attrs.Factory(list)

    def add(self, named: _Named) -> None:
        """Read one table, or say why not."""
        shape = shapes().get(named.name)
        if shape is None:
            self._unknown(named)
        elif shape.name in self.places:
            earlier = self.places[shape.name]
            once = Text(zh=f"每张表只给一次（{earlier} 已是）", en=f"each table once ({earlier} is it)")
            self.faults.append(Fault(source=named.source, found=named.name, expected=once))
        else:
            self.places[shape.name] = named.source
            self.tables[shape.name] = table = self._read(named, shape)
            self.faults += table.faults
            if table.not_read:
                listed = ", ".join(map(clipped, table.not_read))
                self.notes.append(
                    Text(
                        zh=f"{named.source}：未读的列 {listed}",
                        en=f"{named.source}: columns not read: {listed}",
                    )
                )

    def _read(self, named: _Named, shape: Shape) -> Table:
        if named.lines is not None:
            for reference in named.merged:
                apart = Text(zh="不合并的单元格", en="cells that are not merged")
                found = Text(zh=f"合并的单元格 {reference}", en=f"the merged cells {reference}")
                self.faults.append(Fault(source=named.source, found=found, expected=apart))
            return read_table(shape, named.lines, named.source)
        text, is_utf8 = text_of_table(named.source)
        if not is_utf8:
            self.notes.append(
                Text(zh=f"{named.source}：按 GB18030 读取", en=f"{named.source}: read as GB18030")
            )
        return read_table(shape, lines_of(text, named.source, self.faults), named.source)

    def _unknown(self, named: _Named) -> None:
        hint = did_you_mean(named.name, shapes())
        if hint is not NOTHING:
            self.faults.append(Fault(source=named.source, found=named.name, expected=_TABLE, hint=hint))
        else:
            self.notes.append(Text(zh=f"{named.source}：未读", en=f"{named.source}: not read"))


def _gathered(every: Iterator[_Named], source: str) -> ActivityRead:
    gathering = _Gathering()
    for named in every:
        gathering.add(named)
    if not gathering.tables and not gathering.faults:
        names = one_of(dict.fromkeys(shape.name for shape in shapes().values()))
        none = Text(zh="没有表", en="no table")
        expected = Text(zh=f"名称为{names.zh}的表", en=f"a table named {names.en}")
        gathering.faults.append(Fault(source=source, found=none, expected=expected))
    if gathering.faults:
        raise refused(gathering.faults)
    return ActivityRead(
        activity=_built(gathering.tables),
        source=source,
        notes=tuple(gathering.notes),
        read={name: (gathering.places[name], table) for name, table in gathering.tables.items()},
    )


def _built(tables: dict[str, Table]) -> Activity:
    fields: dict[str, Any] = {}
    for name, table in tables.items():
        if name == "activity":
            fields |= _about(table.rows[0] if table.rows else About())
        elif shapes()[name].single:
            fields[name] = table.rows[0] if table.rows else None
        else:
            fields[name] = table.rows
    return Activity(**fields)


def _about(row: About) -> dict[str, Any]:
    return {
        "period": row.period,
        "source": row.source,
        "evidence": row.evidence,
        "synthetic": bool(row.synthetic),
    }


def _folder(folder: Path) -> Iterator[_Named]:
    """The CSV files of a folder as tables; anything else in it under its own name."""
    try:
        inside = sorted(islice(folder.iterdir(), _MOST_FILES + 1))
    except OSError as error:
        readable = Text(zh="可读的文件夹", en="a folder that can be read")
        raise refused([Fault(source=str(folder), found=system_problem(error), expected=readable)]) from None
    if len(inside) > _MOST_FILES:
        limit = Text(zh=f"至多 {_MOST_FILES} 个文件", en=f"at most {_MOST_FILES} files")
        raise refused([Fault(source=str(folder), found=Text(zh="更多", en="more"), expected=limit)])
    for path in inside:
        is_table = path.suffix.casefold() == ".csv" and path.is_file()
        yield _Named(path.stem if is_table else path.name, str(path))


def _workbook(source: str) -> Iterator[_Named]:
    for sheet in sheets_of(content_of(source), source):
        yield _Named(sheet.name, f"{source}!{sheet.name}", sheet.lines, sheet.merged)
