"""Errors of the house: what they say, and that they travel between processes."""

from __future__ import annotations

import pickle

from yigai.errors import InvalidValue, Text, UnknownName
from yigai.files.faults import Fault, FileFaults, refused


def test_an_error_survives_the_way_between_processes() -> None:
    error = InvalidValue(where="plan.yaml", found="x", expected=Text(zh="甲", en="a"))
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 (made one line above)
    assert type(back) is InvalidValue
    assert (back.render("zh"), back.render("en")) == (error.render("zh"), error.render("en"))


def test_all_faults_of_a_file_travel_together() -> None:
    expected = Text(zh="甲", en="a")
    error = refused(
        [Fault(source="a.yaml", line=line, column=1, found="x", expected=expected) for line in (2, 1)]
    )
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 (made one line above)
    assert isinstance(back, FileFaults)
    assert back.faults == error.faults
    assert [fault.line for fault in back.faults] == [1, 2]


def test_errors_are_caught_as_what_python_knows() -> None:
    expected = Text(zh="甲", en="a")
    assert isinstance(InvalidValue(found="x", expected=expected), ValueError)
    assert isinstance(UnknownName(found="x", expected=expected), LookupError)
