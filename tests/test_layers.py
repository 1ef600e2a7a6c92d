"""What import-linter cannot see: from inside nobody uses the root door, and opening it costs little.

Beside that: the dependency groups name what the extras name.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

# Law 9: the first six stand in the budget, each of the others belongs to a room of its own.
HEAVY = {"numpy", "duckdb", "hypothesis", "lxml", "jinja2", "openpyxl", "cattrs", "yaml", "click", "rich"}

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def package() -> Path:
    spec = find_spec("yigai")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def uses_of_the_door(source: str) -> list[int]:
    """The lines that import the root package itself, `from yigai import model` among them."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names) if any(name.name == "yigai" for name in names):
                lines.append(node.lineno)
            case ast.ImportFrom(module="yigai"):
                lines.append(node.lineno)
            case _:
                pass
    return lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("import yigai", [1]),
        ("import os\nimport yigai as y", [2]),
        ("def late():\n    from yigai import check", [2]),
        ("from yigai import model", [1]),
        ("import yigai.model", []),
        ("from yigai.values.money import Money", []),
    ],
)
def test_a_use_of_the_door_is_seen(source: str, lines: list[int]) -> None:
    assert uses_of_the_door(source) == lines


def test_nothing_inside_imports_the_root_door() -> None:
    root = package()
    modules = sorted(set(root.rglob("*.py")) - {root / "__init__.py"})
    assert modules
    seen = {str(module.relative_to(root)): uses_of_the_door(module.read_text("utf-8")) for module in modules}
    assert {module: lines for module, lines in seen.items() if lines} == {}


def test_opening_the_door_loads_nothing_heavy() -> None:
    script = "import sys, yigai; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert HEAVY.intersection(done.stdout.split()) == set()


def test_the_groups_name_what_the_extras_name() -> None:
    read = tomllib.loads(PYPROJECT.read_text("utf-8"))
    extras, groups = read["project"]["optional-dependencies"], read["dependency-groups"]
    (inner,) = (entry for entry in extras["dev"] if entry.startswith("yigai["))
    included = re.findall(r"\w+", inner)[1:]
    assert {name: groups[name] for name in included} == {name: extras[name] for name in included}
    assert groups["dev"] == [{"include-group": name} for name in included] + [
        entry for entry in extras["dev"] if entry != inner
    ]
