"""What the mechanisms are called: every one has a title, and it is the one of the documentation."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise

import pytest

from yigai.model import words
from yigai.model.titles import MECHANISM_TITLES
from yigai.model.words import MechanismName


def documented() -> dict[str, str]:
    """The Chinese words in front of the colon of each member's docstring, by the name of the member."""
    [body] = [each.body for each in ast.parse(inspect.getsource(words)).body
              if isinstance(each, ast.ClassDef) and each.name == "MechanismName"]  # fmt: skip
    found = {}
    for member, said in pairwise(body):
        if isinstance(member, ast.Assign) and isinstance(said, ast.Expr):
            [name] = [target.id for target in member.targets if isinstance(target, ast.Name)]
            found[name] = str(ast.literal_eval(said.value)).partition(":")[0]
    return found


@pytest.mark.parametrize("name", MechanismName)
def test_the_title_is_the_documented_one(name: MechanismName) -> None:
    assert MECHANISM_TITLES[name].zh == documented()[name.name]
    assert MECHANISM_TITLES[name].en.isascii()
