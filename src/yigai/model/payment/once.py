"""What a rule may say only once (不重复): a name in a list, and a figure in one of two ways."""

from __future__ import annotations

from collections.abc import Iterable

from yigai.errors import InvalidValue, Text


def refuse_both(first: tuple[str, object], second: tuple[str, object]) -> None:
    """Refuse two fields of which only one can count, so that none is passed over in silence."""
    names = [name for name, value in (first, second) if value is not None and value != ()]
    if len(names) > 1:
        raise InvalidValue(
            found=Text(zh=f"{names[0]} 与 {names[1]} 并存", en=f"both {names[0]} and {names[1]}"),
            expected=Text(zh="二者之一", en="one of the two"),
        )


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
