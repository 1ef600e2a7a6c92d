"""A rule with some of its figures changed (试算): a new rule; the one it came from stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import attrs

from yigai.errors import InvalidValue, Text, UnknownName, did_you_mean
from yigai.files.convert import structure, unstructure
from yigai.files.faults import Misfits
from yigai.files.shapes import KIND_OF, file_keys
from yigai.model.payment import PaymentRule
from yigai.model.payment.parameter import Parameter
from yigai.values.citation import Evidence

_PART = re.compile(r"([a-z_]+)((?:\[[0-9]+\])?)")


def overlay(
    rule: PaymentRule,
    changes: Mapping[str, str],
    *,
    source: str | None = None,
    evidence: Evidence | None = None,
) -> PaymentRule:
    """The rule with each path set to a value. Raises `UnknownName` and `InvalidValue`."""
    data = unstructure(rule)
    data.pop("kind")
    for path, value in changes.items():
        _set(data, type(rule), path, value, source=source, evidence=evidence)
    try:
        changed: PaymentRule = structure(data, type(rule))
    except Misfits as misfits:
        flat = misfits.flat[0]
        where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in flat.path)
        raise InvalidValue(
            where=where.removeprefix("."), found=flat.found, expected=flat.expected, hint=flat.hint
        ) from None
    return changed


def paths_of(cls: type[Any], before: str = "") -> Iterator[str]:
    """Every path that can be set in a class, lists by their first member."""
    fields = attrs.fields_dict(attrs.resolve_types(cls))
    for key, name in file_keys(cls).items():
        if name is not None:
            path = f"{before}{key}"
            inner, is_list, _ = _kind(fields[name].type)
            if inner is None:
                yield path
            else:
                yield from paths_of(inner, f"{path}[0]." if is_list else f"{path}.")


def _set(
    data: Any, cls: type[Any], path: str, value: str, *, source: str | None, evidence: Evidence | None
) -> None:
    here, known = data, list(paths_of(cls))
    unknown = UnknownName(
        where="--set",
        found=path,
        expected=Text(zh=f"{KIND_OF[cls]} 规则中的路径", en=f"a path of a {KIND_OF[cls]} rule"),
        hint=did_you_mean(path, known),
    )
    parts = path.split(".")
    for at, part in enumerate(parts):
        match = _PART.fullmatch(part)
        fields = attrs.fields_dict(attrs.resolve_types(cls))
        name = file_keys(cls).get(match[1]) if match else None
        if match is None or name is None:
            raise unknown
        inner, is_list, is_parameter = _kind(fields[name].type)
        if is_list is not bool(match[2]) or (at == len(parts) - 1) is not (inner is None):
            raise unknown
        if inner is None:
            given = {"source": source, "evidence": evidence.value if evidence else None}
            said = {"value": value, **{key: item for key, item in given.items() if item is not None}}
            here[match[1]] = said if is_parameter else value
            return
        if is_list:
            members, number = here.get(match[1], []), int(match[2][1:-1])
            if number >= len(members):
                raise unknown
            here, cls = members[number], inner
        else:
            here, cls = here.setdefault(match[1], {}), inner


def _kind(annotation: Any) -> tuple[type[Any] | None, bool, bool]:
    """The class of our own below a field, whether it is a list of them, whether it is a parameter."""
    kinds = [kind for kind in (get_args(annotation) or (annotation,)) if kind is not type(None)]
    for kind in kinds:
        if getattr(kind, "__origin__", kind) is Parameter:
            return None, False, True
        if isinstance(kind, type) and attrs.has(kind) and kind.__module__.startswith("yigai.model.payment"):
            return kind, getattr(annotation, "__origin__", None) is tuple, False
    return None, False, False
