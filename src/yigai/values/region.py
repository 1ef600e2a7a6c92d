"""Codes of administrative divisions (行政区划代码, GB/T 2260).

A plan belongs to a region, and a requirement of the province binds the cities within it. The code
alone tells the level and what contains what; names, and which codes were valid when, are data of
the catalogue. Where the standard groups county-level units under no city of their own (429000 for
those governed by the province directly, 500100 for the districts of Chongqing), `parent` is that
group.
"""

from __future__ import annotations

import re
from typing import Literal

import attrs

from yigai.errors import InvalidValue, Text

CODE = re.compile(r"(?!00)[0-9]{6}")
_SIGNIFICANT_DIGITS = {"province": 2, "city": 4, "county": 6}


def _is_code(_instance: object, _attribute: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not CODE.fullmatch(value):
        raise InvalidValue(
            found=repr(value),
            expected=Text(
                zh="六位半角数字的行政区划代码文本，前两位不为 00，如 '441600'",
                en="a division code as text: six ASCII digits, the first two not 00, such as '441600'",
            ),
        )


@attrs.frozen(order=True)
class RegionCode:
    """A region known by its six digits (行政区划代码).

    >>> heyuan = RegionCode("441600")
    >>> heyuan.level, str(heyuan.parent), heyuan.within(RegionCode("440000"))
    ('city', '440000', True)
    """

    code: str = attrs.field(validator=_is_code)
    """The six digits."""

    @classmethod
    def parse(cls, text: str) -> RegionCode:
        """Read "441600"; the same as calling the class, under the verb all values share.

        Raises `InvalidValue` for anything else.
        """
        return cls(text)

    @property
    def level(self) -> Literal["province", "city", "county"]:
        """The level, read from the zeros at the end."""
        if self.code.endswith("0000"):
            return "province"
        return "city" if self.code.endswith("00") else "county"

    @property
    def parent(self) -> RegionCode | None:
        """The region one level up; None for a province, whose parent, the nation, has no code."""
        if self.level == "province":
            return None
        return RegionCode(self.code[:2] + "0000" if self.level == "city" else self.code[:4] + "00")

    def within(self, other: RegionCode) -> bool:
        """Whether this region is the other one or a part of it."""
        return self.code.startswith(other.code[: _SIGNIFICANT_DIGITS[other.level]])

    def __str__(self) -> str:
        return self.code
