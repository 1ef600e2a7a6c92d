"""What a settlement is made from: a payment rule and the activity of a period, from files."""

from __future__ import annotations

import os

from yigai.files.formats import read_file, read_rule
from yigai.model.activity import Activity
from yigai.model.payment import PaymentRule


def load_rule(name: str | os.PathLike[str]) -> PaymentRule:
    """A payment rule from a file. Raises `FileFaults` with every fault."""
    return read_rule(name)


def read_activity(path: str | os.PathLike[str]) -> Activity:
    """The activity of a period from a file. Raises `FileFaults` with every fault."""
    return read_file(path, Activity)
