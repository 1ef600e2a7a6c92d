"""Opening the door costs little: nothing heavy is loaded and nothing is read before it is used."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

import yigai

HEAVY = {"numpy", "duckdb", "hypothesis", "lxml", "jinja2", "openpyxl", "yaml", "click", "rich"}

# What a fresh interpreter loads, and which of our files it opens, while it runs the statement given.
WATCH = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
exec(sys.argv[1])
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"loaded": loaded, "opened": [name for name in opened if "catalogue" in name]}))
"""


def watched(statement: str) -> dict[str, Any]:
    done = subprocess.run(
        (sys.executable, "-c", WATCH, statement), check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("statement", ["import yigai", "import yigai.model, yigai.values"])
def test_nothing_heavy_is_loaded_and_no_file_read(statement: str) -> None:
    found = watched(statement)
    assert HEAVY.isdisjoint(found["loaded"])
    assert found["opened"] == []


def test_the_watch_sees_what_is_opened() -> None:
    found = watched("import yigai; yigai.load('heyuan-2023')")
    assert any(name.endswith("heyuan-2023.json") for name in found["opened"])


def test_only_the_door_itself_is_loaded() -> None:
    rooms = "import sys, yigai; print(sorted(name for name in sys.modules if name.startswith('yigai')))"
    done = subprocess.run((sys.executable, "-c", rooms), check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "['yigai']"


@pytest.mark.parametrize("name", yigai.__all__)
def test_every_public_name_is_there(name: str) -> None:
    found = getattr(yigai, name)
    assert found.__name__ == name
    assert found.__doc__


def test_public_names_are_sorted_and_listed() -> None:
    assert list(yigai.__all__) == sorted(yigai.__all__)
    assert dir(yigai) == list(yigai.__all__)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'yigai' has no attribute 'chekc'"):
        yigai.__getattr__("chekc")
    assert not hasattr(yigai, "chekc")
