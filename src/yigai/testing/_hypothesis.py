"""What Hypothesis calls when it is imported (entry point `hypothesis`): our classes and their strategies.

The strategies themselves are made when they are first drawn from: their modules import Hypothesis, which is
not ready yet when this is called.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import Any, get_args

_STRATEGIES = {
    "yigai.model": {
        "Agency": "agencies",
        "Alignment": "alignments",
        "Baseline": "baselines",
        "Carrier": "carriers",
        "CitedDocument": "cited_documents",
        "Document": "documents",
        "Duty": "duties",
        "Frequency": "frequencies",
        "Indicator": "indicators",
        "Link": "links",
        "Mechanism": "mechanisms",
        "NameInUse": "names_in_use",
        "Observation": "observations",
        "Place": "places",
        "Plan": "plans",
        "Population": "populations",
        "Prohibition": "prohibitions",
        "Responsibility": "responsibilities",
        "Section": "sections",
        "StandingRule": "standing_rules",
        "Target": "targets",
        "Task": "tasks",
        "Vocabulary": "vocabularies",
        "Year": "stated_years",
    },
    "yigai.model.activity": {"Activity": "activities"},
    "yigai.model.payment": {"Parameter": "parameters"},
    "yigai.model.payment.overlay": {"Overlay": "overlays"},
    "yigai.values": {
        "Address": "addresses",
        "Citation": "citations",
        "DocumentNumber": "document_numbers",
        "Due": "dues",
        "Label": "labels",
        "Money": "money",
        "Number": "numbers",
        "Period": "periods",
        "ProvisionPath": "provision_paths",
        "Quarter": "quarters",
        "Ratio": "ratios",
        "RegionCode": "region_codes",
        "Unit": "units",
    },
}


def register() -> None:
    """Tell Hypothesis how to draw our classes; enumerations and unions it knows how to draw."""
    from hypothesis import strategies as st

    for room, strategies in _STRATEGIES.items():
        home = importlib.import_module(room)
        for name, strategy in strategies.items():
            st.register_type_strategy(getattr(home, name), partial(_strategy, strategy))
    for kind in get_args(importlib.import_module("yigai.model.payment").PaymentRule):
        st.register_type_strategy(kind, _rules)


def _strategy(name: str, _: type[Any]) -> Any:
    return getattr(importlib.import_module("yigai.testing"), name)()


def _rules(kind: type[Any]) -> Any:
    return importlib.import_module("yigai.testing").payment_rules(kind)
