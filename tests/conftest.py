"""What all tests share: the folder of real documents, and how Hypothesis searches."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

IN_CI = bool(os.environ.get("CI"))

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if IN_CI else "dev")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for the fixture `shared`, so that `-m "not seeds"` leaves it out."""
    for item in items:
        if isinstance(item, pytest.Function) and "shared" in item.fixturenames:
            item.add_marker(pytest.mark.seeds)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real documents and their annotations, which is not part of the repository."""
    place = os.environ.get("YIGAI_SHARED")
    if not place:
        reason = "YIGAI_SHARED does not name the folder of real documents"
        (pytest.fail if IN_CI else pytest.skip)(reason)
    folder = Path(place)
    if not folder.is_dir():
        pytest.fail(f"YIGAI_SHARED names {place}, which is no folder")
    return folder
