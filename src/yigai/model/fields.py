"""Checks that make an impossible object impossible, shared by the classes of this room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yigai.errors import InvalidValue, Text

if TYPE_CHECKING:
    import attrs

FIRST_YEAR, LAST_YEAR = 1000, 9999
TITLE = "title"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def titled(zh: str, en: str) -> dict[str, Any]:
    """What people call a field, in both languages, as its metadata."""
    return {TITLE: Text(zh=zh, en=en)}


def slug(_instance: object, _attribute: attrs.Attribute[Any], value: object) -> None:
    """Identifiers are lower-case ASCII words joined by hyphens."""
    if not (isinstance(value, str) and SLUG.fullmatch(value)):
        raise InvalidValue(
            found=repr(value),
            expected=Text(
                zh="小写英文字母、数字与连字符组成的标识，如 price-review",
                en="an identifier of lower-case letters, digits and hyphens, like price-review",
            ),
        )


def not_blank(_instance: object, _attribute: attrs.Attribute[Any], value: object) -> None:
    """Text that must say something."""
    if not (isinstance(value, str) and value.strip()):
        raise InvalidValue(found=repr(value), expected=Text(zh="非空文字", en="some text"))


MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


def month_of_year(_instance: object, _attribute: attrs.Attribute[Any], value: object) -> None:
    """A month in one spelling, so that none is counted twice: `2024-03`."""
    if not (isinstance(value, str) and MONTH.fullmatch(value)):
        expected = Text(zh="月份，如 2024-03", en="a month, like 2024-03")
        raise InvalidValue(found=repr(value), expected=expected)


def positive(_instance: object, _attribute: attrs.Attribute[Any], value: object) -> None:
    """A whole number of at least one."""
    if type(value) is not int or value < 1:
        raise InvalidValue(found=repr(value), expected=Text(zh="正整数", en="a whole number of at least 1"))


def four_digits(_instance: object, _attribute: attrs.Attribute[Any] | None, value: object) -> None:
    """A year, where there is one: a misprint such as 20233 is none."""
    if value is not None and (type(value) is not int or not FIRST_YEAR <= value <= LAST_YEAR):
        raise InvalidValue(found=repr(value), expected=Text(zh="四位数的年份", en="a year of four digits"))
