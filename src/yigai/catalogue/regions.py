"""Administrative divisions (行政区划) by code and by name, and the years in which each was valid.

The table, `data/regions.csv`, is generated (`yigai.catalogue.generate_regions`) and read when first asked
for; everything returned is immutable. Its sources tell the state of the codes at the end of each year. So
only years are known: `valid_from` is the year in which a code came into use under that name, `valid_to`
the year in which it ceased, and both years count as valid, for a document of either may print it. An empty
`valid_from` means that the code is older than the table, which begins with 1985, or that the sources do not
tell; an empty `valid_to` that it was still valid in 2026.

Functional zones (江东新区) have no code and no entry. Codes ending in 9000 and the 市辖区 and 县 of the
municipalities group county-level units under no city; they are entries, and left out of full names.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

import attrs
import pendulum

from yigai.errors import InvalidValue, Text
from yigai.values.region import RegionCode

FIRST_YEAR = 1985
"""The first year on which the table speaks."""
LAST_YEAR = 2026
"""The year of the newest source."""
GROUPS = frozenset({"市辖区", "县", "市", "直辖县"})
"""The names of entries that are no division themselves."""


@attrs.frozen(kw_only=True)
class Region:
    """A division under one code and one name, with the years of that."""

    code: RegionCode
    name: str
    valid_from: int | None
    valid_to: int | None
    full_name: str

    def valid_on(self, date: pendulum.Date) -> bool:
        """Whether the code had this name in the year of `date`, or in some part of that year."""
        begun = self.valid_from is None or self.valid_from <= date.year
        return begun and (self.valid_to is None or date.year <= self.valid_to)


def region(code: str | RegionCode, on: pendulum.Date | None = None) -> Region | None:
    """What a code stood for on a date, a document's own for instance; without one, what it stands for now.

    None when the code was not valid then; `regions(code)` tells whether it ever was. In the year of a new
    name the newer one is returned. Names above it in `full_name` are those of the same year. Raises
    `InvalidValue` for a malformed code and for a date before 1985, on which the table cannot speak.

    >>> region("441600").full_name
    '广东省河源市'
    >>> region("420606", on=pendulum.Date(2008, 5, 1)).full_name
    '湖北省襄樊市樊城区'
    >>> print(region("341400"))
    None
    """
    if on is None:
        return next((entry for entry in regions(code) if entry.valid_to is None), None)
    _judgeable(on)
    valid = [entry for entry in regions(code) if entry.valid_on(on)]
    return _as_of(valid[-1], on) if valid else None


def regions(code: str | RegionCode | None = None) -> tuple[Region, ...]:
    """Every entry of the table, ordered by code and year; or those of one code, the newest last.

    The full name of an entry is its last one. Raises `InvalidValue` for a malformed code.

    >>> [(entry.name, entry.valid_from, entry.valid_to) for entry in regions("420600")]
    [('襄樊市', None, 2010), ('襄阳市', 2010, None)]
    """
    if code is None:
        return tuple(entry for entries in _table().values() for entry in entries)
    return _table().get(code if isinstance(code, RegionCode) else RegionCode.parse(code), ())


def find_regions(name: str, on: pendulum.Date | None = None) -> tuple[Region, ...]:
    """The entries that bear a name, its own (河源市) or the full one (广东省河源市); on a date, if given.

    The name is compared exactly, and every region that bears it is returned, past ones too when no date is
    given; which of them a text means, its context tells. Raises `InvalidValue` for an empty name and for a
    date before 1985.

    >>> [str(found.code) for found in find_regions("江西省南昌市")]
    ['360100']
    >>> [found.full_name for found in find_regions("鼓楼区", on=pendulum.Date(2023, 12, 31))]
    ['江苏省南京市鼓楼区', '江苏省徐州市鼓楼区', '福建省福州市鼓楼区', '河南省开封市鼓楼区']
    """
    if not name:
        raise InvalidValue(found=repr(name), expected=Text(zh="地区名称", en="the name of a region"))
    named = [entry for start in range(len(name)) for entry in _by_name().get(name[start:], ())]
    if on is not None:
        _judgeable(on)
        named = [_as_of(entry, on) for entry in named if entry.valid_on(on)]
        found = [entry for entry in named if name in {entry.name, entry.full_name}]
    else:
        found = [entry for entry in named if name == entry.name or name in _full_names(entry)]
    return tuple(sorted(found, key=lambda entry: (entry.code, entry.valid_to or LAST_YEAR + 1)))


def _judgeable(on: pendulum.Date) -> None:
    if type(on) is not pendulum.Date or on.year < FIRST_YEAR:
        raise InvalidValue(
            found=repr(on) if type(on) is not pendulum.Date else str(on),
            expected=Text(
                zh=f"{FIRST_YEAR} 年及以后的 pendulum.Date（区划表始于该年）",
                en=f"a pendulum.Date of {FIRST_YEAR} or later, when the table of regions begins",
            ),
        )


@cache
def _table() -> dict[RegionCode, tuple[Region, ...]]:
    text = resources.files("yigai.catalogue").joinpath("data", "regions.csv").read_text("utf-8")
    bare: dict[RegionCode, list[Region]] = {}
    for line in csv.DictReader(text.splitlines()):
        entry = Region(
            code=RegionCode(line["code"]),
            name=line["name"],
            valid_from=int(line["valid_from"]) if line["valid_from"] else None,
            valid_to=int(line["valid_to"]) if line["valid_to"] else None,
            full_name=line["name"],
        )
        bare.setdefault(entry.code, []).append(entry)
    return {
        code: tuple(
            attrs.evolve(entry, full_name=_full_name(entry, _years(entry)[-1], bare)) for entry in entries
        )
        for code, entries in bare.items()
    }


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    named: dict[str, list[Region]] = {}
    for entry in regions():
        named.setdefault(entry.name, []).append(entry)
    return {name: tuple(entries) for name, entries in named.items()}


def _as_of(entry: Region, on: pendulum.Date) -> Region:
    year = min(on.year, _years(entry)[-1])  # in its last year, by what stood above it the year before
    return attrs.evolve(entry, full_name=_full_name(entry, year, _table()))


def _full_names(entry: Region) -> set[str]:
    return {_full_name(entry, year, _table()) for year in _years(entry)}


def _years(entry: Region) -> range:
    """The years at whose end the entry was valid; the table knows none before the end of 1984."""
    return range(entry.valid_from or FIRST_YEAR - 1, entry.valid_to or LAST_YEAR + 1)


def _full_name(entry: Region, year: int, table: Mapping[RegionCode, Sequence[Region]]) -> str:
    names = [
        above.name for code in _above(entry.code) for above in table.get(code, ()) if year in _years(above)
    ]
    return "".join(name for name in reversed(names) if name not in GROUPS) + entry.name


def _above(code: RegionCode) -> Iterator[RegionCode]:
    parent = code.parent
    while parent is not None:
        yield parent
        parent = parent.parent
