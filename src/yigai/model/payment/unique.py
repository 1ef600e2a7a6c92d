"""Lists whose members have names of their own (不重名): categories, services, indicators."""

from __future__ import annotations

from collections.abc import Iterable

from yigai.errors import InvalidValue, Text


def refuse_twice(names: Iterable[str]) -> None:
    """Refuse a list that names something twice, so that no name has two figures."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidValue(
                found=Text(zh=f"{name!r} 两次", en=f"{name!r} twice"),
                expected=Text(zh="互不相同的名称", en="names that differ"),
            )
        seen.add(name)
