"""yigai (医改): China's healthcare reform plans as typed data.

Encode a plan, check it against the documents above it, and read why. The verbs and results stand here;
the classes of a plan are in `yigai.model`, the exact small values in `yigai.values`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yigai.catalogue.rules import load_rule
    from yigai.catalogue.store import find, load, load_alignment
    from yigai.checks.check import Config, check
    from yigai.checks.report import CheckReport
    from yigai.drafting.draft import draft
    from yigai.drafting.result import Draft, NotAPlan
    from yigai.errors import YigaiError
    from yigai.files.activity import read_activity
    from yigai.files.faults import FileFaults
    from yigai.judging.assertion import Claim, Requirement
    from yigai.judging.finding import Finding, Severity
    from yigai.judging.judge import judge
    from yigai.judging.verdict import Deviation, Outcome, Verdict
    from yigai.payment.settle import settle
    from yigai.payment.settlement import Settlement

_HOME = {
    "CheckReport": "yigai.checks.report",
    "Claim": "yigai.judging.assertion",
    "Config": "yigai.checks.check",
    "Deviation": "yigai.judging.verdict",
    "Draft": "yigai.drafting.result",
    "FileFaults": "yigai.files.faults",
    "Finding": "yigai.judging.finding",
    "NotAPlan": "yigai.drafting.result",
    "Outcome": "yigai.judging.verdict",
    "Requirement": "yigai.judging.assertion",
    "Settlement": "yigai.payment.settlement",
    "Severity": "yigai.judging.finding",
    "Verdict": "yigai.judging.verdict",
    "YigaiError": "yigai.errors",
    "check": "yigai.checks.check",
    "draft": "yigai.drafting.draft",
    "find": "yigai.catalogue.store",
    "judge": "yigai.judging.judge",
    "load": "yigai.catalogue.store",
    "load_alignment": "yigai.catalogue.store",
    "load_rule": "yigai.catalogue.rules",
    "read_activity": "yigai.files.activity",
    "settle": "yigai.payment.settle",
}

_ROOMS = ("model", "reports", "values")

__all__ = [
    "CheckReport",
    "Claim",
    "Config",
    "Deviation",
    "Draft",
    "FileFaults",
    "Finding",
    "NotAPlan",
    "Outcome",
    "Requirement",
    "Settlement",
    "Severity",
    "Verdict",
    "YigaiError",
    "check",
    "draft",
    "find",
    "judge",
    "load",
    "load_alignment",
    "load_rule",
    "read_activity",
    "settle",
]


def __getattr__(name: str) -> object:
    """Fetch a public name from its room when it is first used."""
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    if name in _ROOMS:
        return importlib.import_module(f"yigai.{name}")
    message = f"module 'yigai' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
