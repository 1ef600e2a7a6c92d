"""Libraries that only drafting needs, imported when they are used (附加组件)."""

from __future__ import annotations

import importlib
from types import ModuleType

import attrs

from yigai.errors import Text, YigaiError


@attrs.frozen(kw_only=True)
class MissingExtra(YigaiError):
    """A library that is not installed; the hint names the extra that brings it."""


def need(module: str, *, extra: str = "drafting") -> ModuleType:
    """Import a library of an extra. Raises `MissingExtra` where it is not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        raise MissingExtra(
            found=Text(zh=f"没有安装 {module}", en=f"{module} is not installed"),
            expected=Text(zh=f"附加组件 {extra}", en=f"the extra {extra}"),
            hint=Text(zh=f"运行 pip install 'yigai[{extra}]'", en=f"run pip install 'yigai[{extra}]'"),
        ) from None
