"""Every module of the model can be the first that somebody imports."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import yigai.model

MODULES = [each.name for each in pkgutil.walk_packages(yigai.model.__path__, "yigai.model.")]


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_imported_first(module: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
